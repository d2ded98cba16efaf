//! Closure: the case ends for the child, for a reason of the census list, with what the family should do if worried again.

use super::offer::{Actor, Offer, Surroundings, common};
use super::outcome::{Decision, Outcome};
use super::{EndsBy, Kind, Missing, Step, StepKind, Timed, follow};
use crate::code::CLOSURE_REASON;
use crate::day::{Day, Moment};
use crate::fact::Fact;
use crate::id::PersonId;
use crate::journal::Happening;

/// See the module.
pub struct Closure;

impl Kind for Closure {
    fn slug(&self) -> &'static str {
        "closure"
    }

    fn name(&self) -> &'static str {
        "closure"
    }

    fn asks(&self) -> &'static [Fact] {
        &[Fact::ClosureReason, Fact::ClosedOn, Fact::ClosureSummary, Fact::FamilysView, Fact::IfWorriedAgain]
    }

    fn ends_by(&self) -> EndsBy {
        EndsBy::Decision
    }

    fn outcomes(&self) -> &'static [Outcome] {
        &[Outcome::Close, Outcome::StayOpen]
    }

    fn offers(&self, step: &Step, actor: &Actor, around: &Surroundings) -> Vec<Offer> {
        common(step, actor, around)
    }

    fn missing(&self, step: &Step) -> Vec<Missing> {
        let mut missing = super::required(
            step,
            &[
                (Fact::ClosureSummary, "Sum up what was done and what changed"),
                (Fact::ClosedOn, "Enter the day on which the case closes"),
            ],
        );
        missing.extend(
            step.children
                .iter()
                .filter(|child| step.facts.get(Fact::ClosureReason, Some(**child)).is_none())
                .map(|child| Missing::new(Fact::ClosureReason, Some(*child), "Select why the case closes")),
        );
        missing
    }

    fn clocks(&self, step: &Step) -> Vec<Timed> {
        let _ = step;
        Vec::new()
    }

    fn happened(&self, step: &Step) -> Moment {
        step.facts.day(Fact::ClosedOn, None).and_then(|day| day.at(17, 0).ok()).unwrap_or(step.started)
    }

    fn sentence(&self, step: &Step) -> String {
        let reason = step
            .children
            .iter()
            .find_map(|child| step.facts.get(Fact::ClosureReason, Some(*child)))
            .and_then(crate::answer::Answer::as_words)
            .and_then(|code| CLOSURE_REASON.label(code));
        match reason {
            Some(reason) => format!("Closure: {}", super::contact::lower(reason)),
            None => "Closure".to_owned(),
        }
    }
}

/// A case does not close over a child protection plan: a conference ends that first.
pub(super) fn decision_problems(decision: &Decision, around: &[Step], say: &mut dyn FnMut(&str, PersonId, &str)) {
    let plan = follow::open_of(StepKind::ProtectionPlan, decision.child, around);
    if decision.outcome == Outcome::Close && plan.is_some() {
        say(
            "outcome",
            decision.child,
            "The child has a child protection plan: a conference ends it first, or a manager on the plan's own page where the \
             child turned 18, died, moved or a court ordered",
        );
    }
}

/// The child in need plans of the children whose case closes end with it, and their reviews are called off.
pub(super) fn plans_closed(step: &Step, decisions: &[Decision], around: &[Step], today: Day) -> Vec<Happening> {
    let on = step.facts.day(Fact::ClosedOn, None).unwrap_or(today);
    let closed: Vec<PersonId> =
        decisions.iter().filter(|one| one.outcome == Outcome::Close).map(|one| one.child).collect();
    let plan = |child: &PersonId| Some((*child, follow::open_of(StepKind::CinPlan, *child, around)?));
    let mut happenings = follow::plans_ended(closed.iter().filter_map(plan), on, "closed", today);
    happenings.extend(follow::meetings_called_off(&[StepKind::CinReview], &closed, around, "The case closed", today));
    happenings
}
