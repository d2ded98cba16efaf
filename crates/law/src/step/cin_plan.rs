//! Child in need plan (Children Act 1989, section 17).

use super::offer::{Actor, Offer, Surroundings, common};
use super::outcome::Outcome;
use super::{EndsBy, Kind, Missing, Step, Timed};
use crate::clock::Rule;
use crate::day::Moment;
use crate::fact::Fact;

/// See the module.
pub struct CinPlan;

impl Kind for CinPlan {
    fn slug(&self) -> &'static str {
        "cin_plan"
    }

    fn name(&self) -> &'static str {
        "child in need plan"
    }

    fn asks(&self) -> &'static [Fact] {
        &[]
    }

    fn ends_by(&self) -> EndsBy {
        EndsBy::Elsewhere
    }

    fn outcomes(&self) -> &'static [Outcome] {
        &[]
    }

    fn offers(&self, step: &Step, actor: &Actor, around: &Surroundings) -> Vec<Offer> {
        common(step, actor, around)
    }

    fn missing(&self, step: &Step) -> Vec<Missing> {
        let _ = step;
        Vec::new()
    }

    fn clocks(&self, step: &Step) -> Vec<Timed> {
        if step.facts.iter().any(|(fact, ..)| fact == Fact::NeedPlanStartedOn) {
            Vec::new()
        } else {
            vec![Timed::new(Rule::CinPlanMade, step.started, step.ended())]
        }
    }

    fn happened(&self, step: &Step) -> Moment {
        step.children
            .iter()
            .find_map(|child| step.facts.day(Fact::NeedPlanStartedOn, Some(*child)))
            .and_then(|day| day.at(9, 0).ok())
            .unwrap_or(step.started)
    }

    fn sentence(&self, step: &Step) -> String {
        let _ = step;
        "Child in need plan".to_owned()
    }
}
