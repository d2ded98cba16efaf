//! Child in need plan (Children Act 1989, section 17): made with the family within ten working days of the decision. Here
//! is when it was made, who agreed, and its visits.

use super::offer::{Actor, Offer, Surroundings, common};
use super::outcome::Outcome;
use super::{EndsBy, Kind, Missing, Step, Timed, follow};
use crate::clock::Rule;
use crate::day::{Day, Moment};
use crate::fact::Fact;
use crate::id::PersonId;

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
        &[Fact::NeedPlanStartedOn, Fact::PlanAgreedWith, Fact::FamilyHasCopyOn]
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
        super::required_of_each(
            step,
            &[(Fact::NeedPlanStartedOn, "Enter the day on which the plan was agreed for the child")],
        )
    }

    fn clocks(&self, step: &Step) -> Vec<Timed> {
        let mut clocks = Vec::new();
        for child in &step.children {
            if step.facts.day(Fact::NeedPlanEndedOn, Some(*child)).is_some() {
                continue;
            }
            match step.facts.day(Fact::NeedPlanStartedOn, Some(*child)) {
                None if step.state.is_open() => {
                    clocks.push(Timed::new(Rule::CinPlanMade, step.started, None).of(*child));
                }
                Some(made) if step.state.is_open() => clocks.extend(made_clocks(step, *child, made)),
                _ => {}
            }
        }
        clocks
    }

    fn happened(&self, step: &Step) -> Moment {
        step.children
            .iter()
            .find_map(|child| step.facts.day(Fact::NeedPlanStartedOn, Some(*child)))
            .and_then(|day| day.at(9, 0).ok())
            .unwrap_or(step.started)
    }

    fn sentence(&self, step: &Step) -> String {
        let made = step.children.iter().any(|child| step.facts.day(Fact::NeedPlanStartedOn, Some(*child)).is_some());
        if made { "Child in need plan" } else { "Child in need plan to be made" }.to_owned()
    }
}

/// Once made: when that was, and the next visit. A plan from an earlier system was made there, and says nothing of when it should
/// have been.
fn made_clocks(step: &Step, child: PersonId, made: Day) -> Vec<Timed> {
    let from = crate::clock::next_visit_start(made, &follow::visits_made(step, child));
    let visit = Timed::new(Rule::CinVisit, from, None).of(child);
    let made = step.opened_by.and_then(|_| made.at(12, 0).ok());
    let in_time = made.map(|made| Timed::new(Rule::CinPlanMade, step.started, Some(made)).of(child));
    in_time.into_iter().chain([visit]).collect()
}
