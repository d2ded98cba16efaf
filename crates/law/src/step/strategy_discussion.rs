//! Strategy discussion (Working Together 2023, chapter 3): the same day where it can be, the next working day at most.

use super::offer::{Actor, Offer, Surroundings, common};
use super::outcome::Outcome;
use super::{EndsBy, Kind, Missing, Step, Timed};
use crate::clock::Rule;
use crate::day::Moment;
use crate::fact::Fact;

/// See the module.
pub struct StrategyDiscussion;

impl Kind for StrategyDiscussion {
    fn slug(&self) -> &'static str {
        "strategy_discussion"
    }

    fn name(&self) -> &'static str {
        "strategy discussion"
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
        vec![Timed::new(Rule::StrategyDiscussion, step.started, step.ended())]
    }

    fn happened(&self, step: &Step) -> Moment {
        step.started
    }

    fn sentence(&self, step: &Step) -> String {
        let _ = step;
        "Strategy discussion".to_owned()
    }
}
