//! A decision: what it asks, what it opens, and what it changes on the children's other work.

use super::act::{Problem, Refusal, allowed, happening};
use super::offer::{Action, Actor, Surroundings};
use super::outcome::{Decision, Outcome};
use super::{EndsBy, FormRef, Started, Step, StepEntry, StepKind, follow};
use crate::answer::Answer;
use crate::caseload::CaseloadEntry;
use crate::day::{Day, Moment};
use crate::fact::{Fact, Known};
use crate::id::{PersonId, StepId};
use crate::journal::Happening;
use crate::pathway::{self, Leads};
use std::collections::BTreeMap;
use uuid::Uuid;

/// What [`decide`] needs from outside: ids for what it opens, and the form that each kind is written on today.
pub struct Means<'a> {
    pub dice: &'a mut dyn FnMut() -> Uuid,
    pub form: &'a dyn Fn(StepKind) -> Option<FormRef>,
    pub now: Moment,
    /// The other open steps of the same children, without the words of their answers.
    pub around: &'a [Step],
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
    let problems = decision_problems(step, &decisions, means.around, means.now);
    if !problems.is_empty() {
        return Err(Refusal::Fix(problems));
    }
    let today = means.now.day();
    let mut happenings =
        vec![happening(step, StepEntry::Decided { step: step.id, decisions: decisions.clone() }, today)];
    happenings.extend(episodes(step, &decisions, today));
    happenings.extend(allocations_ended(step, &decisions, today));
    happenings.extend(changed_around(step, &decisions, &means));
    happenings.extend(opened(step, &decisions, means));
    Ok(happenings)
}

/// What the decisions change on the children's other open work.
fn changed_around(step: &Step, decisions: &[Decision], means: &Means<'_>) -> Vec<Happening> {
    let (around, today) = (means.around, means.now.day());
    match step.kind {
        StepKind::Conference => {
            let held = step.kind.law().happened(step).day();
            follow::conference_decided(step, decisions, around, held, today)
        }
        StepKind::CinReview => super::cin_review::decided(step, decisions, around, today),
        StepKind::Closure => super::closure::plans_closed(step, decisions, around, today),
        _ => Vec::new(),
    }
}

/// Notes where a manager decides other than the worker recommended.
fn with_recommendation(step: &Step, decisions: Vec<Decision>) -> Vec<Decision> {
    let recommended = |child| {
        let said = [Fact::Recommendation, Fact::EnquiryRecommendation];
        said.into_iter().find_map(|fact| step.facts.words_of(fact, child)).and_then(Outcome::from_slug)
    };
    let noted = |decision: Decision| Decision {
        instead_of: recommended(decision.child).filter(|outcome| *outcome != decision.outcome),
        ..decision
    };
    decisions.into_iter().map(noted).collect()
}

fn decision_problems(step: &Step, decisions: &[Decision], around: &[Step], now: Moment) -> Vec<Problem> {
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
        if told_to_family(step.kind) && decision.for_family.trim().is_empty() {
            say("for_family", child, "Say the decision and why in plain words for the family");
        }
        match step.kind {
            StepKind::Referral => threshold_problems(decision, &mut say),
            StepKind::Conference => super::conference::decision_problems(decision, &mut say),
            StepKind::Closure => super::closure::decision_problems(decision, around, &mut say),
            _ => {}
        }
    }
    if step.kind.law().ends_by() == EndsBy::Chair && step.kind.law().happened(step) > now {
        problems.push(Problem {
            field: Fact::HappenedAt.slug().to_owned(),
            say: "It cannot be decided before it is held: the time is still to come".to_owned(),
        });
    }
    problems
}

/// Kinds whose decision the family is always told in plain words (areas a06).
pub fn told_to_family(kind: StepKind) -> bool {
    matches!(kind, StepKind::Assessment | StepKind::Section47Enquiry | StepKind::Conference | StepKind::CinReview)
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
            reason: step.facts.words_of(Fact::ClosureReason, decision.child)?.to_owned(),
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
            let new = kinds.iter().filter(|kind| !joins(step, **kind, decision, means.around));
            new.for_each(|kind| wanted.entry(*kind).or_default().push(decision));
        }
    }
    let wanted: Vec<(StepKind, Vec<&Decision>)> =
        wanted.into_iter().flat_map(|(kind, decisions)| each_apart(kind, decisions)).collect();
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
            carried: carried(step, kind, &decisions, means.now),
        };
        Happening::of(StepEntry::Started(started), means.now.day())
    };
    wanted.into_iter().map(&mut open).collect()
}

/// Whether what a decision would open joins work that is open already. The plan's own meetings, called off in the same decision,
/// are not open any more.
fn joins(step: &Step, kind: StepKind, decision: &Decision, around: &[Step]) -> bool {
    let plan_ends = step.kind == StepKind::Conference && decision.outcome != Outcome::ProtectionPlan;
    let called_off = plan_ends && matches!(kind, StepKind::CoreGroup | StepKind::Conference);
    // A child on a protection plan is helped under that plan; only a conference puts a child in need plan in its place.
    let protected = step.kind != StepKind::Conference
        && matches!(kind, StepKind::CinPlan | StepKind::CinReview)
        && follow::open_of(StepKind::ProtectionPlan, decision.child, around).is_some();
    protected || (!called_off && follow::joins_open_work(kind, decision.child, around))
}

/// A child protection plan is one child's, and a review conference is not the adjourned one; everything else is shared by the
/// children whose decision opens it.
fn each_apart(kind: StepKind, decisions: Vec<&Decision>) -> Vec<(StepKind, Vec<&Decision>)> {
    match kind {
        StepKind::ProtectionPlan => decisions.into_iter().map(|decision| (kind, vec![decision])).collect(),
        StepKind::Conference => {
            let (adjourned, review): (Vec<_>, Vec<_>) =
                decisions.into_iter().partition(|decision| decision.outcome == Outcome::Adjourned);
            [review, adjourned].into_iter().filter(|some| !some.is_empty()).map(|some| (kind, some)).collect()
        }
        _ => vec![(kind, decisions)],
    }
}

/// Work that follows an assessment stays with its worker, and a conference's record with its chair; what leaves the front door
/// waits to be allocated.
fn keeps_owner(from: StepKind, to: StepKind) -> bool {
    from == StepKind::Assessment
        || matches!(
            (from, to),
            (StepKind::Contact, StepKind::Referral)
                | (StepKind::Conference, StepKind::ConferenceRecord | StepKind::Conference)
                | (StepKind::CinReview, _)
        )
}

/// Facts that go with the work, so that nobody types them twice and every clock keeps its start.
fn carried(step: &Step, to: StepKind, decisions: &[&Decision], now: Moment) -> Vec<Known> {
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
    let begins_afresh = matches!(
        to,
        StepKind::Closure
            | StepKind::Conference
            | StepKind::ConferenceRecord
            | StepKind::ProtectionPlan
            | StepKind::CoreGroup
            | StepKind::CinReview
    );
    let mut carried: Vec<Known> = match begins_afresh {
        true => Vec::new(),
        false => family
            .iter()
            .filter_map(|fact| {
                step.facts.family(*fact).map(|value| Known { fact: *fact, child: None, value: value.clone() })
            })
            .collect(),
    };
    if !begins_afresh {
        let need = |decision: &&Decision| {
            let value = step.facts.of_child(Fact::PrimaryNeed, decision.child)?.clone();
            Some(Known { fact: Fact::PrimaryNeed, child: Some(decision.child), value })
        };
        carried.extend(decisions.iter().filter_map(need));
    }
    if to == StepKind::Closure {
        carried.extend(decisions.iter().filter_map(|decision| {
            let code = pathway::closure_reason(step.kind, decision.outcome)?;
            Some(Known { fact: Fact::ClosureReason, child: Some(decision.child), value: Answer::Code(code.to_owned()) })
        }));
    }
    if step.kind == StepKind::Referral {
        let harm = decisions.iter().any(|decision| decision.harm_suspected == Some(true));
        carried.retain(|known| known.fact != Fact::ProtectionConcern);
        carried.push(Known { fact: Fact::ProtectionConcern, child: None, value: Answer::YesNo(harm) });
    }
    carried.extend(match step.kind {
        StepKind::StrategyDiscussion => super::strategy_discussion::carried(step, to, decisions),
        StepKind::Section47Enquiry => super::section47_enquiry::carried(step, to, decisions),
        StepKind::Conference => super::conference::carried(step, to, decisions),
        StepKind::CinReview => super::cin_review::carried(step, to),
        StepKind::Assessment => super::cin_review::carried_from_plan(to, now.day()),
        StepKind::Referral if to == StepKind::Conference => super::conference::carried_transfer_in(step),
        _ => Vec::new(),
    });
    carried
}

/// A kind's line with what was decided: one outcome for all, or that each child has their own.
pub(super) fn told(what: &str, decisions: &[Decision]) -> String {
    match decisions {
        [] => what.to_owned(),
        [first, rest @ ..] if rest.iter().all(|other| other.outcome == first.outcome) => {
            format!("{what}: {}", first.outcome.name().to_lowercase())
        }
        _ => format!("{what}: a decision for each child"),
    }
}
