//! Management oversight: a manager looks at the case, directs and says why.

use super::offer::{Actor, Offer, Surroundings, common};
use super::outcome::Outcome;
use super::{EndsBy, Kind, Missing, Step, Timed};
use crate::day::Moment;
use crate::fact::Fact;

/// See the module.
pub struct Oversight;

impl Kind for Oversight {
    fn slug(&self) -> &'static str {
        "oversight"
    }

    fn name(&self) -> &'static str {
        "management oversight"
    }

    fn asks(&self) -> &'static [Fact] {
        &[Fact::HappenedAt, Fact::WhatWasSeen, Fact::Direction, Fact::DirectionWhy, Fact::ActionsAgreed]
    }

    fn ends_by(&self) -> EndsBy {
        EndsBy::Record
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
            &[(Fact::Direction, "Enter what you direct, or that nothing changes"), (Fact::DirectionWhy, "Say why")],
        )
    }

    fn clocks(&self, step: &Step) -> Vec<Timed> {
        let _ = step;
        Vec::new()
    }

    fn happened(&self, step: &Step) -> Moment {
        step.facts.moment(Fact::HappenedAt).unwrap_or(step.started)
    }

    fn sentence(&self, step: &Step) -> String {
        let _ = step;
        "Management oversight".to_owned()
    }
}
