//! Closure: the case ends for the child, for a reason of the census list, with what the family should do if worried again.

use super::offer::{Actor, Offer, Surroundings, common};
use super::outcome::Outcome;
use super::{EndsBy, Kind, Missing, Step, Timed};
use crate::code::CLOSURE_REASON;
use crate::day::Moment;
use crate::fact::Fact;

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
