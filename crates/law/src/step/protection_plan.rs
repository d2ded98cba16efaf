//! Child protection plan (Working Together 2023, chapter 3): one for each child, from a conference. Here is when it
//! runs; [`super::plan_end`] says how it ends, and nothing else ends it.

use super::offer::{Actor, Offer, Surroundings, common};
use super::outcome::Outcome;
use super::{EndsBy, Kind, Missing, Step, Timed, follow};
use crate::code::CATEGORY_OF_ABUSE;
use crate::day::{Day, Moment};
use crate::fact::Fact;
use crate::id::PersonId;

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
        &[Fact::FamilyHasCopyOn]
    }

    fn ends_by(&self) -> EndsBy {
        EndsBy::Plan
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
        if !step.state.is_open() {
            return Vec::new();
        }
        let started = |child: &PersonId| Some((*child, step.facts.day(Fact::ProtectionPlanStartedOn, Some(*child))?));
        let next = |(child, started): (PersonId, Day)| {
            let (rule, from) = crate::clock::child_protection_visit(started, &follow::visits_made(step, child));
            Timed::new(rule, from, None).of(child)
        };
        step.children.iter().filter_map(started).map(next).collect()
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
            .find_map(|child| step.facts.words_of(Fact::LatestCategory, *child))
            .and_then(|code| CATEGORY_OF_ABUSE.label(code));
        match category {
            Some(category) => format!("Child protection plan: {}", category.to_lowercase()),
            None => "Child protection plan".to_owned(),
        }
    }
}
