//! Early help: an assessment and a team around the child, led by any agency.

use super::offer::{Actor, Offer, Surroundings, common};
use super::outcome::Outcome;
use super::{EndsBy, Kind, Missing, Step, Timed};
use crate::day::Moment;
use crate::fact::Fact;

/// See the module.
pub struct EarlyHelp;

impl Kind for EarlyHelp {
    fn slug(&self) -> &'static str {
        "early_help"
    }

    fn name(&self) -> &'static str {
        "early help"
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
        step.started
    }

    fn sentence(&self, step: &Step) -> String {
        let _ = step;
        "Early help".to_owned()
    }
}
