//! Child protection conference (Working Together 2023, chapter 3).

use super::offer::{Actor, Offer, Surroundings, common};
use super::outcome::Outcome;
use super::{EndsBy, Kind, Missing, Step, Timed};
use crate::clock::Rule;
use crate::day::Moment;
use crate::fact::Fact;

/// See the module.
pub struct Conference;

impl Kind for Conference {
    fn slug(&self) -> &'static str {
        "conference"
    }

    fn name(&self) -> &'static str {
        "child protection conference"
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
        if step.state.is_open() { vec![Timed::new(Rule::TransferInConference, step.started, None)] } else { Vec::new() }
    }

    fn happened(&self, step: &Step) -> Moment {
        step.children
            .iter()
            .find_map(|child| step.facts.day(Fact::ConferenceHeldOn, Some(*child)))
            .and_then(|day| day.at(9, 0).ok())
            .unwrap_or(step.started)
    }

    fn sentence(&self, step: &Step) -> String {
        let _ = step;
        "Child protection conference".to_owned()
    }
}
