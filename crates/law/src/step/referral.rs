//! Referral: a request for a social-work service. Decided within one working day (Working Together 2023, chapter 3).

use super::contact::lower;
use super::offer::{Actor, Offer, Surroundings, common};
use super::outcome::Outcome;
use super::{EndsBy, Kind, Missing, State, Step, Timed};
use crate::clock::Rule;
use crate::code::REFERRAL_SOURCE;
use crate::day::Moment;
use crate::fact::Fact;

/// See the module.
pub struct Referral;

impl Kind for Referral {
    fn slug(&self) -> &'static str {
        "referral"
    }

    fn name(&self) -> &'static str {
        "referral"
    }

    fn asks(&self) -> &'static [Fact] {
        &[
            Fact::ReceivedAt,
            Fact::Source,
            Fact::SourceName,
            Fact::PrimaryNeed,
            Fact::WorriedAbout,
            Fact::ProtectionConcern,
            Fact::ProtectionConcernWhy,
            Fact::LevelIndicated,
        ]
    }

    fn ends_by(&self) -> EndsBy {
        EndsBy::Decision
    }

    fn outcomes(&self) -> &'static [Outcome] {
        &[
            Outcome::Assessment,
            Outcome::StrategyDiscussion,
            Outcome::EarlyHelp,
            Outcome::TransferInConference,
            Outcome::NoFurtherAction,
        ]
    }

    fn offers(&self, step: &Step, actor: &Actor, around: &Surroundings) -> Vec<Offer> {
        common(step, actor, around)
    }

    fn missing(&self, step: &Step) -> Vec<Missing> {
        let mut missing = Vec::new();
        if step.facts.family(Fact::Source).is_none() {
            missing.push(Missing::new(Fact::Source, None, "Select who referred"));
        }
        let without = step.children.iter().filter(|child| step.facts.of_child(Fact::PrimaryNeed, **child).is_none());
        missing.extend(without.map(|child| Missing::new(Fact::PrimaryNeed, Some(*child), "Select the primary need")));
        if step.facts.family(Fact::ProtectionConcern).is_none() {
            missing.push(Missing::new(Fact::ProtectionConcern, None, "Say whether significant harm is suspected"));
        }
        missing
    }

    fn clocks(&self, step: &Step) -> Vec<Timed> {
        // When an earlier system decided is not known, so nothing can be said about how fast it was.
        match step.state {
            State::EndedElsewhere { .. } => Vec::new(),
            _ => vec![Timed::new(Rule::ReferralDecision, step.received(), step.ended())],
        }
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
            Some(decision) => format!("Referral from {}: {}", lower(source), decision.outcome.name().to_lowercase()),
            None if step.facts.yes(Fact::NoFurtherAction) => {
                format!("Referral from {}: no further action", lower(source))
            }
            None => format!("Referral from {}", lower(source)),
        }
    }
}
