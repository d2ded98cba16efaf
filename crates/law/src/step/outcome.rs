//! Outcomes and decisions: what a manager decided about one child, and why, in words that the family can read.

use crate::id::PersonId;
use serde::{Deserialize, Serialize};

macro_rules! outcomes {
    ($($(#[$doc:meta])* $outcome:ident $slug:literal $name:literal),+ $(,)?) => {
        /// Everything that can be decided at the end of a step; [`crate::pathway`] says what each opens.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[serde(rename_all = "snake_case")]
        pub enum Outcome { $($(#[$doc])* $outcome),+ }

        impl Outcome {
            pub const ALL: &'static [Outcome] = &[$(Outcome::$outcome),+];

            pub fn slug(self) -> &'static str {
                match self { $(Outcome::$outcome => $slug),+ }
            }

            /// The words on a page.
            pub fn name(self) -> &'static str {
                match self { $(Outcome::$outcome => $name),+ }
            }

            pub fn from_slug(slug: &str) -> Option<Outcome> {
                Outcome::ALL.iter().copied().find(|outcome| outcome.slug() == slug)
            }
        }
    };
}

outcomes! {
    InformationAndAdvice "information_and_advice" "Information and advice given",
    LinkedToOpenCase "linked_to_open_case" "Passed to the worker of the open case",
    Referral "referral" "Referral",
    EarlyHelp "early_help" "Early help",
    Assessment "assessment" "Child and family assessment",
    StrategyDiscussion "strategy_discussion" "Strategy discussion",
    TransferInConference "transfer_in_conference" "Transfer-in conference",
    CinPlan "cin_plan" "Child in need plan",
    OtherServices "other_services" "Other services",
    NoFurtherAction "no_further_action" "No further action",
    /// An enquiry by police and social care together (Children Act 1989, section 47).
    JointEnquiry "joint_enquiry" "Section 47 enquiry, jointly with the police",
    /// An enquiry by social care alone.
    SingleEnquiry "single_enquiry" "Section 47 enquiry by social care",
    NoEnquiry "no_enquiry" "No section 47 enquiry",
    ConcernsContinue "concerns_continue" "Concerns substantiated, and the child is at continuing risk: initial conference",
    ConcernsNoRisk "concerns_no_risk" "Concerns substantiated, no continuing risk: the assessment goes on",
    NotSubstantiated "not_substantiated" "Concerns not substantiated: the assessment goes on",
    /// Made, or made again: a plan that runs goes on.
    ProtectionPlan "protection_plan" "Child protection plan",
    /// The conference finds no continuing risk; a plan that runs ends.
    NoPlan "no_plan" "No child protection plan",
    Adjourned "adjourned" "Adjourned to another day",
    /// A plan in force goes on.
    PlanContinues "plan_continues" "The plan goes on",
    /// The closure is agreed.
    Close "close" "Close",
    /// The case stays open.
    StayOpen "stay_open" "Stay open",
}

/// A manager's decision about one child.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Decision {
    pub child: PersonId,
    pub outcome: Outcome,
    /// What the worker had recommended, where the manager decided otherwise.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub instead_of: Option<Outcome>,
    /// Level of need by the threshold guidance.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub level: Option<String>,
    /// Whether there is reasonable cause to suspect significant harm (Children Act 1989, section 47).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub harm_suspected: Option<bool>,
    /// The category of abuse under which a child protection plan is made (N00113, N00114).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub category: Option<String>,
    /// Why, for the record.
    pub rationale: String,
    /// The decision and its reasons in plain words for the family.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub for_family: String,
}
