//! What a person does with a step: each asks the kind's offers, and gives entries or a refusal.

use super::offer::{Action, Actor, Surroundings};
use super::outcome::{Decision, Outcome};
use super::{FormRef, Lateness, Missing, Started, Step, StepEntry, StepKind};
use crate::answer::{Answer, Given};
use crate::caseload::CaseloadEntry;
use crate::day::{Day, Moment};
use crate::fact::{Fact, Known};
use crate::id::{PersonId, StepId, TeamId, WorkerId};
use crate::journal::Happening;
use crate::pathway::{self, Leads};
use std::collections::BTreeMap;
use uuid::Uuid;

/// Why something was not done.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Refusal {
    /// The person can put it right: what to say, question by question.
    Fix(Vec<Problem>),
    /// Not theirs to do, or not now: why, and who or what would change it.
    MayNot(String),
}

/// One thing to put right, and the field that it stands beside.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Problem {
    pub field: String,
    pub say: String,
}

impl Refusal {
    /// A single thing to put right.
    pub fn fix(field: &str, say: &str) -> Self {
        Refusal::Fix(vec![Problem { field: field.to_owned(), say: say.to_owned() }])
    }
}

fn allowed(step: &Step, action: Action, actor: &Actor, around: &Surroundings) -> Result<(), Refusal> {
    match step.offer(action, actor, around) {
        Some(offer) => offer.why_not().map_or(Ok(()), |why| Err(Refusal::MayNot(why.to_owned()))),
        None => Err(Refusal::MayNot(format!("A {} is not {}.", step.kind.name(), past(action)))),
    }
}

fn past(action: Action) -> &'static str {
    match action {
        Action::Write => "written here",
        Action::Submit => "submitted",
        Action::Decide => "decided",
        Action::Return => "returned",
        Action::Record => "recorded by itself: it is submitted for a decision",
        Action::HandOver => "handed over",
        Action::Acknowledge => "acknowledged",
        Action::Cancel => "cancelled",
        Action::Correct => "put right",
        Action::Assign => "given to somebody",
        Action::ExplainLateness => "timed",
    }
}

fn happening(step: &Step, entry: StepEntry, on: Day) -> Happening {
    Happening::of_step(entry, &step.people(), on)
}

/// Begins a step of a kind that anybody may start; those that an outcome opens come from [`decide`].
pub fn start(started: Started, actor: &Actor) -> Result<Happening, Refusal> {
    if !actor.records() {
        return Err(Refusal::MayNot("Your role reads the record and does not write in it.".to_owned()));
    }
    if !started_freely(started.kind) {
        let kind = started.kind.name();
        return Err(Refusal::MayNot(format!("A {kind} is opened by the decision before it, never by itself.")));
    }
    let day = started.at.day();
    Ok(Happening::of(StepEntry::Started(started), day))
}

/// Kinds that begin without an outcome that opens them.
pub fn started_freely(kind: StepKind) -> bool {
    matches!(
        kind,
        StepKind::Contact
            | StepKind::Consultation
            | StepKind::OutOfHoursEpisode
            | StepKind::CaseNote
            | StepKind::Visit
            | StepKind::Oversight
            | StepKind::Closure
    )
}

/// Saves answers and the facts in them, on purpose.
pub fn answer(step: &Step, actor: &Actor, answers: Vec<Given>, facts: Vec<Known>) -> Result<Vec<Happening>, Refusal> {
    allowed(step, Action::Write, actor, &Surroundings::default())?;
    let problems = facts.iter().filter_map(|known| impossible(known, step, actor.today)).collect::<Vec<_>>();
    if !problems.is_empty() {
        return Err(Refusal::Fix(problems));
    }
    if answers.is_empty() && facts.is_empty() {
        return Ok(Vec::new());
    }
    Ok(vec![happening(step, StepEntry::Answered { step: step.id, answers, facts }, actor.today)])
}

/// A fact that cannot be true: of the wrong shape, or in the future where only the past is recorded.
fn impossible(known: &Known, step: &Step, today: Day) -> Option<Problem> {
    let child = known.child.map(|child| format!("-{child}")).unwrap_or_default();
    let problem = |say: String| Some(Problem { field: format!("{}{child}", known.fact.slug()), say });
    if !known.value.is_empty() && !known.fact.shape().fits(&known.value) {
        return problem("This answer does not fit the question".to_owned());
    }
    if known.child.is_some_and(|child| !step.children.contains(&child)) {
        return problem(format!("This child is not part of the {}", step.kind.name()));
    }
    let past_only = matches!(
        known.fact,
        Fact::ReceivedAt | Fact::HappenedAt | Fact::ChildSeenOn | Fact::AssessmentStartedOn | Fact::ClosedOn
    );
    match known.value.as_day() {
        Some(day) if past_only && day > today => problem("The date must be today or in the past".to_owned()),
        _ => None,
    }
}

/// Gives the step to its manager. `missing` is all that form and law still want.
pub fn submit(step: &Step, actor: &Actor, missing: &[Missing]) -> Result<Vec<Happening>, Refusal> {
    finish(step, actor, missing, Action::Submit, StepEntry::Submitted { step: step.id })
}

/// Finishes a step that needs no decision.
pub fn record(step: &Step, actor: &Actor, missing: &[Missing]) -> Result<Vec<Happening>, Refusal> {
    finish(step, actor, missing, Action::Record, StepEntry::Recorded { step: step.id })
}

/// Hands an out-of-hours episode over to the day service.
pub fn hand_over(step: &Step, actor: &Actor, missing: &[Missing]) -> Result<Vec<Happening>, Refusal> {
    finish(step, actor, missing, Action::HandOver, StepEntry::HandedOver { step: step.id })
}

fn finish(
    step: &Step,
    actor: &Actor,
    missing: &[Missing],
    action: Action,
    entry: StepEntry,
) -> Result<Vec<Happening>, Refusal> {
    allowed(step, action, actor, &Surroundings::default())?;
    if missing.is_empty() {
        return Ok(vec![happening(step, entry, actor.today)]);
    }
    let problems = missing.iter().map(|one| {
        let child = one.child.map(|child| format!("-{child}")).unwrap_or_default();
        Problem { field: format!("{}{child}", one.fact.slug()), say: one.say.clone() }
    });
    Err(Refusal::Fix(problems.collect()))
}

/// The day service has read the handover.
pub fn acknowledge(step: &Step, actor: &Actor, note: String) -> Result<Vec<Happening>, Refusal> {
    allowed(step, Action::Acknowledge, actor, &Surroundings::default())?;
    Ok(vec![happening(step, StepEntry::Acknowledged { step: step.id, note }, actor.today)])
}

/// Sends the step back to its writer, with reasons.
pub fn send_back(step: &Step, actor: &Actor, reasons: String) -> Result<Vec<Happening>, Refusal> {
    allowed(step, Action::Return, actor, &Surroundings::default())?;
    if reasons.trim().is_empty() {
        return Err(Refusal::fix("reasons", "Say what must change before you can agree"));
    }
    Ok(vec![happening(step, StepEntry::Returned { step: step.id, reasons }, actor.today)])
}

/// Ends a step that should not go on, with the reason.
pub fn cancel(step: &Step, actor: &Actor, reason: String) -> Result<Vec<Happening>, Refusal> {
    allowed(step, Action::Cancel, actor, &Surroundings::default())?;
    if reason.trim().is_empty() {
        return Err(Refusal::fix("reason", "Say why it is cancelled"));
    }
    Ok(vec![happening(step, StepEntry::Cancelled { step: step.id, reason }, actor.today)])
}

/// Puts a finished step right; the old words stay in the journal.
pub fn correct(
    step: &Step,
    actor: &Actor,
    reason: String,
    answers: Vec<Given>,
    facts: Vec<Known>,
) -> Result<Vec<Happening>, Refusal> {
    allowed(step, Action::Correct, actor, &Surroundings::default())?;
    if reason.trim().is_empty() {
        return Err(Refusal::fix("reason", "Say why it is put right"));
    }
    let problems = facts.iter().filter_map(|known| impossible(known, step, actor.today)).collect::<Vec<_>>();
    if !problems.is_empty() {
        return Err(Refusal::Fix(problems));
    }
    Ok(vec![happening(step, StepEntry::Corrected { step: step.id, reason, answers, facts }, actor.today)])
}

/// Gives the step to a worker or a team.
pub fn assign(
    step: &Step,
    actor: &Actor,
    owner: Option<WorkerId>,
    team: Option<TeamId>,
    reason: String,
) -> Result<Vec<Happening>, Refusal> {
    allowed(step, Action::Assign, actor, &Surroundings::default())?;
    if owner.is_none() && team.is_none() {
        return Err(Refusal::fix("owner", "Choose a worker or a team"));
    }
    Ok(vec![happening(step, StepEntry::Assigned { step: step.id, owner, team, reason }, actor.today)])
}

/// Gives the reason why a clock was missed. A clock is never paused.
pub fn explain_lateness(step: &Step, actor: &Actor, lateness: Lateness) -> Result<Vec<Happening>, Refusal> {
    allowed(step, Action::ExplainLateness, actor, &Surroundings::default())?;
    if lateness.reason.trim().is_empty() {
        return Err(Refusal::fix("reason", "Say why it is late"));
    }
    Ok(vec![happening(step, StepEntry::LatenessExplained { step: step.id, lateness }, actor.today)])
}

/// What [`decide`] needs from outside: ids for what it opens, and the form that each kind is written on today.
pub struct Means<'a> {
    pub dice: &'a mut dyn FnMut() -> Uuid,
    pub form: &'a dyn Fn(StepKind) -> Option<FormRef>,
    pub now: Moment,
}

/// A manager's decision, child by child: what it opens begins at once, and episodes open or close with it.
pub fn decide(
    step: &Step,
    actor: &Actor,
    decisions: Vec<Decision>,
    means: Means<'_>,
) -> Result<Vec<Happening>, Refusal> {
    allowed(step, Action::Decide, actor, &Surroundings::default())?;
    let decisions = with_recommendation(step, decisions);
    let problems = decision_problems(step, &decisions);
    if !problems.is_empty() {
        return Err(Refusal::Fix(problems));
    }
    let today = means.now.day();
    let mut happenings =
        vec![happening(step, StepEntry::Decided { step: step.id, decisions: decisions.clone() }, today)];
    happenings.extend(episodes(step, &decisions, today));
    happenings.extend(allocations_ended(step, &decisions, today));
    happenings.extend(opened(step, &decisions, means));
    Ok(happenings)
}

/// Notes where a manager decides other than the worker recommended.
fn with_recommendation(step: &Step, decisions: Vec<Decision>) -> Vec<Decision> {
    let recommended = |child| {
        let words = step.facts.get(Fact::Recommendation, Some(child)).and_then(Answer::as_words);
        words.and_then(Outcome::from_slug)
    };
    let noted = |decision: Decision| Decision {
        instead_of: recommended(decision.child).filter(|outcome| *outcome != decision.outcome),
        ..decision
    };
    decisions.into_iter().map(noted).collect()
}

fn decision_problems(step: &Step, decisions: &[Decision]) -> Vec<Problem> {
    let mut problems = Vec::new();
    let mut say = |field: &str, child: PersonId, say: &str| {
        problems.push(Problem { field: format!("{field}-{child}"), say: say.to_owned() });
    };
    for child in &step.children {
        if !decisions.iter().any(|decision| decision.child == *child) {
            say("outcome", *child, "Select a decision for each child");
        }
    }
    for decision in decisions {
        let child = decision.child;
        if !step.children.contains(&child) || pathway::leads(step.kind, decision.outcome).is_none() {
            say("outcome", child, "Select one of the decisions listed");
        }
        if decision.rationale.trim().is_empty() {
            say("rationale", child, "Give your reasons for the record");
        }
        if step.kind == StepKind::Assessment && decision.for_family.trim().is_empty() {
            say("for_family", child, "Say the decision and why in plain words for the family");
        }
        if step.kind == StepKind::Referral {
            threshold_problems(decision, &mut say);
        }
    }
    problems
}

/// A referral's decision answers the threshold question, and one answered yes starts a strategy discussion
/// (Children Act 1989, section 47(1)(b); areas a01).
fn threshold_problems(decision: &Decision, say: &mut dyn FnMut(&str, PersonId, &str)) {
    match (decision.harm_suspected, decision.outcome) {
        (None, _) => {
            say(
                "harm",
                decision.child,
                "Answer the threshold question: is there reasonable cause to suspect significant harm?",
            );
        }
        (Some(true), Outcome::StrategyDiscussion | Outcome::TransferInConference) | (Some(false), _) => {}
        (Some(true), _) => {
            say(
                "outcome",
                decision.child,
                "Where significant harm is suspected, the decision is a strategy discussion",
            );
        }
    }
    if decision.level.is_none() {
        say("level", decision.child, "Select the level of need");
    }
}

fn episodes(step: &Step, decisions: &[Decision], today: Day) -> Vec<Happening> {
    let entry = |decision: &Decision| match step.kind {
        StepKind::Referral => Some(StepEntry::EpisodeOpened {
            step: step.id,
            child: decision.child,
            on: step.received().day(),
            nfa: decision.outcome == Outcome::NoFurtherAction,
            need: step.facts.of_child(Fact::PrimaryNeed, decision.child).and_then(Answer::as_words).map(str::to_owned),
            source: step.facts.words(Fact::Source).map(str::to_owned),
        }),
        StepKind::Closure if decision.outcome == Outcome::Close => Some(StepEntry::EpisodeClosed {
            step: step.id,
            child: decision.child,
            on: step.facts.day(Fact::ClosedOn, None).unwrap_or(today),
            reason: step.facts.get(Fact::ClosureReason, Some(decision.child)).and_then(Answer::as_words)?.to_owned(),
        }),
        _ => None,
    };
    let of_child =
        |decision: &Decision| entry(decision).map(|entry| Happening::of_step(entry, &[decision.child], today));
    decisions.iter().filter_map(of_child).collect()
}

/// A child whose case closes is nobody's caseload any more.
fn allocations_ended(step: &Step, decisions: &[Decision], today: Day) -> Vec<Happening> {
    let closed = decisions.iter().filter(|one| step.kind == StepKind::Closure && one.outcome == Outcome::Close);
    let on = step.facts.day(Fact::ClosedOn, None).unwrap_or(today);
    let ended = |decision: &Decision| {
        let reason = "Case closed".to_owned();
        Happening::of(CaseloadEntry::AllocationEnded { child: decision.child, on, reason }, today)
    };
    closed.map(ended).collect()
}

/// The steps that the decisions open: one of each kind, for all the children whose decision opens it.
fn opened(step: &Step, decisions: &[Decision], means: Means<'_>) -> Vec<Happening> {
    let mut wanted: BTreeMap<StepKind, Vec<&Decision>> = BTreeMap::new();
    for decision in decisions {
        if let Some(Leads::To(kinds)) = pathway::leads(step.kind, decision.outcome) {
            kinds.iter().for_each(|kind| wanted.entry(*kind).or_default().push(decision));
        }
    }
    let mut open = |(kind, decisions): (StepKind, Vec<&Decision>)| {
        let started = Started {
            step: StepId((means.dice)()),
            kind,
            form: (means.form)(kind),
            children: decisions.iter().map(|decision| decision.child).collect(),
            others: step.others.clone(),
            owner: step.owner.filter(|_| keeps_owner(step.kind, kind)),
            team: step.team,
            opened_by: Some(step.id),
            at: means.now,
            carried: carried(step, kind, &decisions),
        };
        Happening::of(StepEntry::Started(started), means.now.day())
    };
    wanted.into_iter().map(&mut open).collect()
}

/// Work that follows an assessment stays with its worker; what leaves the front door waits to be allocated.
fn keeps_owner(from: StepKind, to: StepKind) -> bool {
    from == StepKind::Assessment || (from, to) == (StepKind::Contact, StepKind::Referral)
}

/// Facts that go with the work, so that nobody types them twice and every clock keeps its start.
fn carried(step: &Step, to: StepKind, decisions: &[&Decision]) -> Vec<Known> {
    let family = [
        Fact::ReceivedAt,
        Fact::Source,
        Fact::SourceName,
        Fact::SourceContact,
        Fact::WorriedAbout,
        Fact::WorkingWell,
        Fact::ProtectionConcern,
        Fact::LevelIndicated,
    ];
    let mut carried: Vec<Known> = match to {
        StepKind::Closure => Vec::new(),
        _ => family
            .iter()
            .filter_map(|fact| {
                step.facts.family(*fact).map(|value| Known { fact: *fact, child: None, value: value.clone() })
            })
            .collect(),
    };
    if to != StepKind::Closure {
        let need = |decision: &&Decision| {
            let value = step.facts.of_child(Fact::PrimaryNeed, decision.child)?.clone();
            Some(Known { fact: Fact::PrimaryNeed, child: Some(decision.child), value })
        };
        carried.extend(decisions.iter().filter_map(need));
    }
    if to == StepKind::Closure {
        carried.extend(decisions.iter().filter_map(|decision| {
            let code = pathway::closure_reason(decision.outcome)?;
            Some(Known { fact: Fact::ClosureReason, child: Some(decision.child), value: Answer::Code(code.to_owned()) })
        }));
    }
    if step.kind == StepKind::Referral {
        let harm = decisions.iter().any(|decision| decision.harm_suspected == Some(true));
        carried.retain(|known| known.fact != Fact::ProtectionConcern);
        carried.push(Known { fact: Fact::ProtectionConcern, child: None, value: Answer::YesNo(harm) });
    }
    carried
}
