//! The whole pathway on one page: which outcome of which kind opens which kinds.

use crate::step::StepKind;
use crate::step::outcome::Outcome;

/// What an outcome leads to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Leads {
    /// New open work of these kinds.
    To(&'static [StepKind]),
    /// The work ends here; nothing opens.
    Ends,
    /// The case's own worker is told; nothing new opens.
    ToOpenCase,
}

/// What `outcome` at the end of a step of `kind` leads to; `None` where that kind cannot have that outcome.
pub fn leads(kind: StepKind, outcome: Outcome) -> Option<Leads> {
    use Leads::{Ends, To, ToOpenCase};
    use Outcome as O;
    use StepKind as K;
    Some(match (kind, outcome) {
        (K::Contact, O::InformationAndAdvice) => Ends,
        (K::Contact, O::LinkedToOpenCase) => ToOpenCase,
        (K::Contact, O::Referral) => To(&[K::Referral]),
        (K::Contact, O::EarlyHelp) => To(&[K::EarlyHelp]),

        (K::Referral, O::Assessment) => To(&[K::Assessment]),
        // The assessment runs beside the discussion and carries any enquiry (Working Together 2023, chapter 3).
        (K::Referral, O::StrategyDiscussion) => To(&[K::StrategyDiscussion, K::Assessment]),
        (K::Referral, O::TransferInConference) => To(&[K::Conference]),
        (K::Referral, O::EarlyHelp) => To(&[K::EarlyHelp]),
        (K::Referral, O::NoFurtherAction) => Ends,

        (K::Assessment, O::CinPlan) => To(&[K::CinPlan]),
        (K::Assessment, O::StrategyDiscussion) => To(&[K::StrategyDiscussion]),
        (K::Assessment, O::EarlyHelp) => To(&[K::EarlyHelp, K::Closure]),
        (K::Assessment, O::NoFurtherAction | O::OtherServices) => To(&[K::Closure]),

        (K::Closure, O::Close) => Ends,
        (K::Closure, O::StayOpen) => ToOpenCase,
        _ => return None,
    })
}

/// The census reason that an assessment's outcome suggests for its closure (N00103).
pub fn closure_reason(outcome: Outcome) -> Option<&'static str> {
    match outcome {
        Outcome::NoFurtherAction => Some("RC8"),
        Outcome::EarlyHelp => Some("RC9"),
        Outcome::OtherServices => Some("RC7"),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_outcome_that_a_kind_offers_leads_somewhere_and_no_other_does() {
        for kind in StepKind::ALL {
            for outcome in Outcome::ALL {
                let offered = kind.law().outcomes().contains(outcome);
                assert_eq!(leads(*kind, *outcome).is_some(), offered, "{} / {}", kind.name(), outcome.name());
            }
        }
    }

    #[test]
    fn a_strategy_discussion_is_opened_by_every_decision_that_harm_is_suspected() {
        for kind in [StepKind::Referral, StepKind::Assessment] {
            let Some(Leads::To(opened)) = leads(kind, Outcome::StrategyDiscussion) else { panic!("{}", kind.name()) };
            assert!(opened.contains(&StepKind::StrategyDiscussion));
        }
    }
}
