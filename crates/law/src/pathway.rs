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

        // A plan opens with its first review, so that the review is seen coming.
        (K::Assessment, O::CinPlan) => To(&[K::CinPlan, K::CinReview]),
        (K::Assessment, O::StrategyDiscussion) => To(&[K::StrategyDiscussion]),
        (K::Assessment, O::EarlyHelp) => To(&[K::EarlyHelp, K::Closure]),
        (K::Assessment, O::NoFurtherAction | O::OtherServices) => To(&[K::Closure]),

        // An enquiry that runs is joined; see `step::follow`.
        (K::StrategyDiscussion, O::JointEnquiry | O::SingleEnquiry) => To(&[K::Section47Enquiry]),
        (K::StrategyDiscussion, O::NoEnquiry) => ToOpenCase,

        (K::Section47Enquiry, O::ConcernsContinue) => To(&[K::Conference]),
        (K::Section47Enquiry, O::CinPlan) => To(&[K::CinPlan, K::CinReview]),
        (K::Section47Enquiry, O::ConcernsNoRisk | O::NotSubstantiated) => ToOpenCase,

        // A plan opens its first core group and review; one that runs goes on. A plan comes from here and nowhere else.
        (K::Conference, O::ProtectionPlan) => {
            To(&[K::ProtectionPlan, K::CoreGroup, K::Conference, K::ConferenceRecord])
        }
        (K::Conference, O::CinPlan) => To(&[K::CinPlan, K::CinReview, K::ConferenceRecord]),
        (K::Conference, O::NoPlan) => To(&[K::ConferenceRecord]),
        (K::Conference, O::Adjourned) => To(&[K::Conference]),

        (K::CinReview, O::PlanContinues) => To(&[K::CinReview]),
        (K::CinReview, O::StrategyDiscussion) => To(&[K::StrategyDiscussion, K::CinReview]),
        (K::CinReview, O::EarlyHelp) => To(&[K::EarlyHelp, K::Closure]),
        (K::CinReview, O::NoFurtherAction) => To(&[K::Closure]),

        (K::Closure, O::Close) => Ends,
        (K::Closure, O::StayOpen) => ToOpenCase,
        _ => return None,
    })
}

/// The census reason for closure (N00103) that an outcome suggests: RC8 and RC9 are for cases that close after assessment.
pub fn closure_reason(kind: StepKind, outcome: Outcome) -> Option<&'static str> {
    match (kind, outcome) {
        (StepKind::Assessment, Outcome::NoFurtherAction) => Some("RC8"),
        (StepKind::Assessment, Outcome::EarlyHelp) => Some("RC9"),
        (StepKind::Assessment, Outcome::OtherServices) => Some("RC7"),
        (StepKind::CinReview, Outcome::EarlyHelp | Outcome::NoFurtherAction) => Some("RC7"),
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
    fn a_child_protection_plan_comes_from_a_conference_and_nothing_else() {
        for kind in StepKind::ALL {
            for outcome in Outcome::ALL {
                if let Some(Leads::To(opened)) = leads(*kind, *outcome)
                    && opened.contains(&StepKind::ProtectionPlan)
                {
                    assert_eq!((*kind, *outcome), (StepKind::Conference, Outcome::ProtectionPlan));
                }
            }
        }
    }

    #[test]
    fn an_enquiry_is_opened_by_a_strategy_discussion_and_nothing_else() {
        for kind in StepKind::ALL.iter().filter(|kind| **kind != StepKind::StrategyDiscussion) {
            for outcome in Outcome::ALL {
                if let Some(Leads::To(opened)) = leads(*kind, *outcome) {
                    assert!(!opened.contains(&StepKind::Section47Enquiry), "{}", kind.name());
                }
            }
        }
    }

    #[test]
    fn a_strategy_discussion_is_opened_by_every_decision_that_harm_is_suspected() {
        for kind in [StepKind::Referral, StepKind::Assessment, StepKind::CinReview] {
            let Some(Leads::To(opened)) = leads(kind, Outcome::StrategyDiscussion) else { panic!("{}", kind.name()) };
            assert!(opened.contains(&StepKind::StrategyDiscussion));
        }
    }
}
