//! Out-of-hours episode: what was done in the night or at the weekend, and its handover to the day service.

use super::offer::{Actor, Offer, Surroundings, common};
use super::outcome::Outcome;
use super::{EndsBy, Kind, Missing, Step, Timed};
use crate::clock::Rule;
use crate::day::Moment;
use crate::fact::Fact;

/// See the module.
pub struct OutOfHoursEpisode;

impl Kind for OutOfHoursEpisode {
    fn slug(&self) -> &'static str {
        "out_of_hours"
    }

    fn name(&self) -> &'static str {
        "out-of-hours episode"
    }

    fn asks(&self) -> &'static [Fact] {
        &[Fact::ReceivedAt, Fact::WhatWasDone, Fact::WhatItMeans, Fact::Handover, Fact::ProtectionConcern]
    }

    fn ends_by(&self) -> EndsBy {
        EndsBy::Handover
    }

    fn outcomes(&self) -> &'static [Outcome] {
        &[]
    }

    fn offers(&self, step: &Step, actor: &Actor, around: &Surroundings) -> Vec<Offer> {
        common(step, actor, around)
    }

    fn missing(&self, step: &Step) -> Vec<Missing> {
        super::required(
            step,
            &[(Fact::WhatWasDone, "Enter what was done"), (Fact::Handover, "Enter what the day service must do")],
        )
    }

    fn clocks(&self, step: &Step) -> Vec<Timed> {
        step.submitted.map(|at| Timed::new(Rule::OutOfHoursHandover, at, step.ended())).into_iter().collect()
    }

    fn happened(&self, step: &Step) -> Moment {
        step.received()
    }

    fn sentence(&self, step: &Step) -> String {
        let _ = step;
        "Out-of-hours episode".to_owned()
    }
}
