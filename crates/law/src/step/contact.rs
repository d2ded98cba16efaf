//! Contact: somebody is worried about a child, or asks something. Decided by a qualified manager within a working day.

use super::offer::{Actor, Offer, Surroundings, common};
use super::outcome::Outcome;
use super::{EndsBy, Kind, Missing, Step, Timed};
use crate::clock::Rule;
use crate::code::REFERRAL_SOURCE;
use crate::day::Moment;
use crate::fact::Fact;

/// See the module.
pub struct Contact;

impl Kind for Contact {
    fn slug(&self) -> &'static str {
        "contact"
    }

    fn name(&self) -> &'static str {
        "contact"
    }

    fn asks(&self) -> &'static [Fact] {
        &[
            Fact::ReceivedAt,
            Fact::Source,
            Fact::SourceName,
            Fact::SourceContact,
            Fact::How,
            Fact::OutOfHours,
            Fact::WorriedAbout,
            Fact::WorkingWell,
            Fact::ConsentToShare,
            Fact::ConsentOverridden,
            Fact::ParentsAware,
            Fact::ParentsNotAwareWhy,
            Fact::LevelIndicated,
            Fact::ProtectionConcern,
            Fact::HistoryFound,
        ]
    }

    fn ends_by(&self) -> EndsBy {
        EndsBy::Decision
    }

    fn outcomes(&self) -> &'static [Outcome] {
        &[Outcome::Referral, Outcome::EarlyHelp, Outcome::InformationAndAdvice, Outcome::LinkedToOpenCase]
    }

    fn offers(&self, step: &Step, actor: &Actor, around: &Surroundings) -> Vec<Offer> {
        common(step, actor, around)
    }

    fn missing(&self, step: &Step) -> Vec<Missing> {
        let mut missing = Vec::new();
        if step.facts.family(Fact::ReceivedAt).is_none() {
            missing.push(Missing::new(Fact::ReceivedAt, None, "Enter when the contact was received, with the time"));
        }
        if step.facts.family(Fact::WorriedAbout).is_none() {
            missing.push(Missing::new(Fact::WorriedAbout, None, "Enter what the person is worried about"));
        }
        if step.facts.family(Fact::ProtectionConcern).is_none() {
            missing.push(Missing::new(
                Fact::ProtectionConcern,
                None,
                "Say whether a child may be suffering significant harm",
            ));
        }
        missing
    }

    fn clocks(&self, step: &Step) -> Vec<Timed> {
        vec![Timed::new(Rule::ContactDecision, step.received(), step.ended())]
    }

    fn happened(&self, step: &Step) -> Moment {
        step.received()
    }

    fn sentence(&self, step: &Step) -> String {
        let source = step
            .facts
            .words(Fact::Source)
            .and_then(|code| REFERRAL_SOURCE.label(code))
            .unwrap_or("source not recorded");
        match step.decisions.first() {
            Some(decision) => format!("Contact from {}: {}", lower(source), decision.outcome.name().to_lowercase()),
            None => format!("Contact from {}", lower(source)),
        }
    }
}

/// Lower case but for abbreviations, to stand inside a sentence.
pub(super) fn lower(label: &str) -> String {
    let first_word = label.split(' ').next().unwrap_or_default();
    if first_word.chars().filter(|letter| letter.is_uppercase()).count() > 1 {
        label.to_owned()
    } else {
        label.to_lowercase()
    }
}
