//! Section 47 enquiry (Children Act 1989, section 47). Known here from an earlier system until strategy discussions open it.

use super::offer::{Actor, Offer, Surroundings, common};
use super::outcome::Outcome;
use super::{EndsBy, Kind, Missing, Step, Timed};
use crate::clock::Rule;
use crate::day::Moment;
use crate::fact::Fact;

/// See the module.
pub struct Section47Enquiry;

impl Kind for Section47Enquiry {
    fn slug(&self) -> &'static str {
        "section47_enquiry"
    }

    fn name(&self) -> &'static str {
        "section 47 enquiry"
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
        if step.state.is_open() {
            vec![Timed::new(Rule::InitialConference, self.happened(step), None)]
        } else {
            Vec::new()
        }
    }

    fn happened(&self, step: &Step) -> Moment {
        step.children
            .iter()
            .find_map(|child| step.facts.day(Fact::EnquiryStartedOn, Some(*child)))
            .and_then(|day| day.at(9, 0).ok())
            .unwrap_or(step.started)
    }

    fn sentence(&self, step: &Step) -> String {
        let _ = step;
        "Section 47 enquiry".to_owned()
    }
}
