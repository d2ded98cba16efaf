//! Consultation: advice about thresholds, given to a professional. The child may be unnamed.

use super::offer::{Actor, Offer, Surroundings, common};
use super::outcome::Outcome;
use super::{EndsBy, Kind, Missing, Step, Timed};
use crate::day::Moment;
use crate::fact::Fact;

/// See the module.
pub struct Consultation;

impl Kind for Consultation {
    fn slug(&self) -> &'static str {
        "consultation"
    }

    fn name(&self) -> &'static str {
        "consultation"
    }

    fn asks(&self) -> &'static [Fact] {
        &[
            Fact::ReceivedAt,
            Fact::AskedBy,
            Fact::AskedByAgency,
            Fact::Question,
            Fact::Advice,
            Fact::LevelIndicated,
            Fact::WhatHappenedNext,
        ]
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
        super::required(step, &[(Fact::Question, "Enter the question"), (Fact::Advice, "Enter the advice given")])
    }

    fn clocks(&self, step: &Step) -> Vec<Timed> {
        let _ = step;
        Vec::new()
    }

    fn happened(&self, step: &Step) -> Moment {
        step.received()
    }

    fn sentence(&self, step: &Step) -> String {
        match step.facts.words(Fact::AskedBy) {
            Some(who) => format!("Consultation: advice to {who}"),
            None => "Consultation".to_owned(),
        }
    }
}
