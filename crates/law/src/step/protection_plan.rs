//! Child protection plan: one per child, from a conference.

use super::offer::{Actor, Offer, Surroundings, common};
use super::outcome::Outcome;
use super::{EndsBy, Kind, Missing, Step, Timed};
use crate::code::CATEGORY_OF_ABUSE;
use crate::day::Moment;
use crate::fact::Fact;

/// See the module.
pub struct ProtectionPlan;

impl Kind for ProtectionPlan {
    fn slug(&self) -> &'static str {
        "protection_plan"
    }

    fn name(&self) -> &'static str {
        "child protection plan"
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
        let _ = step;
        Vec::new()
    }

    fn happened(&self, step: &Step) -> Moment {
        step.children
            .iter()
            .find_map(|child| step.facts.day(Fact::ProtectionPlanStartedOn, Some(*child)))
            .and_then(|day| day.at(9, 0).ok())
            .unwrap_or(step.started)
    }

    fn sentence(&self, step: &Step) -> String {
        let category = step
            .children
            .iter()
            .find_map(|child| step.facts.get(Fact::LatestCategory, Some(*child)))
            .and_then(crate::answer::Answer::as_words)
            .and_then(|code| CATEGORY_OF_ABUSE.label(code));
        match category {
            Some(category) => format!("Child protection plan: {}", category.to_lowercase()),
            None => "Child protection plan".to_owned(),
        }
    }
}
