//! What a conference leaves to be sent: the decision letter, ready before people leave, and the record.

use super::offer::{Actor, Offer, Surroundings, common};
use super::outcome::Outcome;
use super::{EndsBy, Kind, Missing, Step, Timed};
use crate::clock::Rule;
use crate::day::Moment;
use crate::fact::Fact;

/// See the module.
pub struct ConferenceRecord;

impl Kind for ConferenceRecord {
    fn slug(&self) -> &'static str {
        "conference_record"
    }

    fn name(&self) -> &'static str {
        "conference record"
    }

    fn asks(&self) -> &'static [Fact] {
        &[Fact::LetterSentOn, Fact::LetterSentTo, Fact::RecordSentOn, Fact::RecordSentTo]
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
            &[
                (Fact::LetterSentOn, "Enter when the decision letter was sent"),
                (Fact::RecordSentOn, "Enter when the record was sent"),
            ],
        )
    }

    fn clocks(&self, step: &Step) -> Vec<Timed> {
        let held = step.facts.day(Fact::CountsFrom, None).unwrap_or(step.started.day());
        let sent = |fact| step.facts.day(fact, None).and_then(|day| day.at(12, 0).ok());
        vec![
            Timed::new(Rule::DecisionLetter, held, sent(Fact::LetterSentOn)),
            Timed::new(Rule::ConferenceRecord, held, sent(Fact::RecordSentOn)),
        ]
    }

    fn happened(&self, step: &Step) -> Moment {
        step.started
    }

    fn sentence(&self, step: &Step) -> String {
        match (step.facts.day(Fact::LetterSentOn, None), step.facts.day(Fact::RecordSentOn, None)) {
            (_, Some(on)) => format!("Conference record sent {}", on.long()),
            (Some(on), None) => format!("Conference decision letter sent {}", on.long()),
            (None, None) => "Conference record".to_owned(),
        }
    }
}
