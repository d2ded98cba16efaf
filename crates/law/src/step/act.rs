//! What a person does with a step: each asks the kind's offers, and gives entries or a refusal.

use super::decide::Means;
use super::offer::{Action, Actor, Surroundings};
use super::{Lateness, Missing, Started, Step, StepEntry, StepKind, core_group, follow, section47_enquiry, visit};
use crate::answer::{Answer, Given};
use crate::caseload::Registration;
use crate::day::Day;
use crate::fact::{Fact, Known};
use crate::id::{PersonId, TeamId, WorkerId};
use crate::journal::Happening;
use crate::role::Role;

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

pub(super) fn allowed(step: &Step, action: Action, actor: &Actor, around: &Surroundings) -> Result<(), Refusal> {
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
        Action::End => "ended by itself",
    }
}

pub(super) fn happening(step: &Step, entry: StepEntry, on: Day) -> Happening {
    Happening::of_step(entry, &step.people(), on)
}

/// Begins a step that no decision opens; those that an outcome opens come from [`super::decide::decide`]. `around` are the other
/// open steps of the same children.
pub fn start(started: Started, actor: &Actor, around: &[Step]) -> Result<Happening, Refusal> {
    if let Some(why) = why_not_start(started.kind, &started.children, actor, around) {
        return Err(Refusal::MayNot(why));
    }
    if started.kind == StepKind::Visit {
        visit::part_of_enquiry(&started, around)?;
    }
    let day = started.at.day();
    Ok(Happening::of(StepEntry::Started(started), day))
}

/// Why a step of this kind may not begin by itself for these children now; `None` where it may.
pub fn why_not_start(kind: StepKind, children: &[PersonId], actor: &Actor, around: &[Step]) -> Option<String> {
    if !actor.records() {
        return Some("Your role reads the record and does not write in it.".to_owned());
    }
    let running = |wanted: StepKind| children.iter().any(|child| follow::open_of(wanted, *child, around).is_some());
    match kind {
        _ if started_freely(kind) => None,
        StepKind::StrategyDiscussion if running(kind) => Some("A strategy discussion is open: write in it.".to_owned()),
        StepKind::StrategyDiscussion => {
            let may = actor.authorises() || actor.is(Role::SocialWorker) || actor.is(Role::OutOfHours);
            (!may).then(|| {
                "A social worker, a manager or the out-of-hours worker calls a strategy discussion.".to_owned()
            })
        }
        StepKind::Conference | StepKind::CoreGroup if running(kind) => {
            Some(format!("A {} is open: write in it.", kind.name()))
        }
        StepKind::Conference | StepKind::CoreGroup => (!running(StepKind::ProtectionPlan)).then(|| {
            "It is opened by the decision before it; by itself only for a child with a protection plan.".to_owned()
        }),
        StepKind::CinReview if running(kind) => Some("A review is open: write in it.".to_owned()),
        StepKind::CinReview => (!running(StepKind::CinPlan))
            .then(|| "It is opened with the child in need plan that it looks at.".to_owned()),
        _ => Some("It is opened by the decision before it, never by itself.".to_owned()),
    }
}

/// Kinds that anybody who records may begin at any time.
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
///
/// `around` are the other open steps of the same children, for what follows there.
pub fn answer(
    step: &Step,
    actor: &Actor,
    answers: Vec<Given>,
    facts: Vec<Known>,
    around: &[Step],
) -> Result<Vec<Happening>, Refusal> {
    allowed(step, Action::Write, actor, &Surroundings::default())?;
    let problems = facts.iter().filter_map(|known| impossible(known, step, actor.today)).collect::<Vec<_>>();
    if !problems.is_empty() {
        return Err(Refusal::Fix(problems));
    }
    if answers.is_empty() && facts.is_empty() {
        return Ok(Vec::new());
    }
    let after = with_facts(step, &facts);
    let mut happenings = vec![happening(step, StepEntry::Answered { step: step.id, answers, facts }, actor.today)];
    if step.kind == StepKind::CinPlan {
        happenings.extend(follow::plan_made(&after, around, actor.today));
    }
    Ok(happenings)
}

fn with_facts(step: &Step, facts: &[Known]) -> Step {
    let mut after = step.clone();
    facts.iter().cloned().for_each(|known| after.facts.put(known));
    after
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
        Fact::ReceivedAt
            | Fact::HappenedAt
            | Fact::ChildSeenOn
            | Fact::AssessmentStartedOn
            | Fact::ClosedOn
            | Fact::NeedPlanStartedOn
            | Fact::FamilyHasCopyOn
            | Fact::LetterSentOn
            | Fact::RecordSentOn
    );
    if step.kind == StepKind::Visit && known.fact == Fact::VisitKind && !visit::may_be(known, step) {
        return problem(visit::ONLY_INSIDE.to_owned());
    }
    if known.fact == Fact::SafetyScale && !matches!(known.value, Answer::Number(0..=10)) && !known.value.is_empty() {
        return problem("Enter a number from 0 to 10".to_owned());
    }
    match known.value.as_day() {
        Some(day) if past_only && day > today => problem("The date must be today or in the past".to_owned()),
        _ => None,
    }
}

/// Gives the step to its manager. `missing` is all that form and law still want.
pub fn submit(step: &Step, actor: &Actor, missing: &[Missing]) -> Result<Vec<Happening>, Refusal> {
    finish(step, actor, missing, Action::Submit, StepEntry::Submitted { step: step.id })
}

/// Finishes a step that needs no decision, with what follows from it on the children's other open steps.
pub fn record(step: &Step, actor: &Actor, missing: &[Missing], means: Means<'_>) -> Result<Vec<Happening>, Refusal> {
    let mut happenings = finish(step, actor, missing, Action::Record, StepEntry::Recorded { step: step.id })?;
    match step.kind {
        StepKind::Visit => happenings.extend(follow::visit_made(step, means.around, actor.today)),
        StepKind::CoreGroup => happenings.extend(core_group::next(step, means)),
        _ => {}
    }
    Ok(happenings)
}

/// The chair of a meeting reads back what was written, before deciding. Nothing happens yet; who may not decide hears why.
pub fn read_back(step: &Step, actor: &Actor) -> Result<Vec<Happening>, Refusal> {
    allowed(step, Action::Decide, actor, &Surroundings::default()).map(|()| Vec::new())
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
        Problem { field: format!("{}{child}", one.gap.field()), say: one.say.clone() }
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
    around: &[Step],
) -> Result<Vec<Happening>, Refusal> {
    allowed(step, Action::Correct, actor, &Surroundings::default())?;
    if reason.trim().is_empty() {
        return Err(Refusal::fix("reason", "Say why it is put right"));
    }
    let problems = facts.iter().filter_map(|known| impossible(known, step, actor.today)).collect::<Vec<_>>();
    if !problems.is_empty() {
        return Err(Refusal::Fix(problems));
    }
    let after = with_facts(step, &facts);
    let entry = StepEntry::Corrected { step: step.id, reason, answers, facts };
    let mut happenings = vec![happening(step, entry, actor.today)];
    if step.kind == StepKind::Visit {
        happenings.extend(follow::visit_made(&after, around, actor.today));
    }
    Ok(happenings)
}

/// Somebody to whom a step may be given.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Lead {
    pub worker: WorkerId,
    pub roles: Vec<Role>,
    pub registration: Option<Registration>,
}

/// Why this worker may not lead a step of this kind; `None` where they may.
pub fn why_not_lead(kind: StepKind, lead: &Lead, today: Day) -> Option<String> {
    (kind == StepKind::Section47Enquiry)
        .then(|| section47_enquiry::why_not_registered(&lead.roles, lead.registration.as_ref(), today))
        .flatten()
}

/// Gives the step to a worker or a team.
pub fn assign(
    step: &Step,
    actor: &Actor,
    lead: Option<&Lead>,
    team: Option<TeamId>,
    reason: String,
) -> Result<Vec<Happening>, Refusal> {
    allowed(step, Action::Assign, actor, &Surroundings::default())?;
    if lead.is_none() && team.is_none() {
        return Err(Refusal::fix("owner", "Choose a worker or a team"));
    }
    if let Some(why) = lead.and_then(|lead| why_not_lead(step.kind, lead, actor.today)) {
        return Err(Refusal::fix("owner", &why));
    }
    let owner = lead.map(|lead| lead.worker);
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
