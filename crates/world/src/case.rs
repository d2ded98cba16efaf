//! A case: one contact about a family and all that follows from it.

use crate::staff::Team;
use law::day::Moment;
use law::id::StepId;
use law::step::outcome::Outcome;

/// Where a case is made to stand still at the end, so that every queue has something in it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Stop {
    ContactUndecided,
    ReferralUndecided,
    Unallocated,
    Unwritten,
    Unauthorised,
    Returned,
    ClosureUndecided,
    NotAcknowledged,
}

/// What a case is to come to.
#[derive(Debug, Clone, Copy)]
pub struct Course {
    pub contact: Outcome,
    pub referral: Outcome,
    pub assessment: Outcome,
    /// Working days from referral to submission of the assessment.
    pub pace: i64,
    /// Working days for which the manager leaves submitted work.
    pub manager: i64,
    pub returned: bool,
    /// Working days for which the plan runs.
    pub plan: i64,
    pub stop: Option<Stop>,
}

/// See the module. Steps are there once they are begun.
#[derive(Debug)]
pub struct Case {
    pub family: usize,
    /// Places of the children in the family.
    pub children: Vec<usize>,
    pub course: Course,
    /// When it was received.
    pub received: Moment,
    pub source: &'static str,
    /// What the source says, as a pattern.
    pub worry: &'static str,
    pub source_name: String,
    /// Comes in by night: an out-of-hours episode goes before the contact.
    pub at_night: bool,
    pub contact: Option<StepId>,
    pub referral: Option<StepId>,
    pub assessment: Option<StepId>,
    pub plan: Option<StepId>,
    /// The plan's own step has ended.
    pub plan_closed: bool,
    pub early_help: Option<StepId>,
    pub closure: Option<StepId>,
    pub night: Option<StepId>,
    pub screener: usize,
    pub night_worker: usize,
    pub worker: Option<usize>,
    pub team: Team,
    pub open: bool,
    /// The assessment is authorised.
    pub assessed: bool,
    pub visits: usize,
    pub returns: usize,
    /// Child protection conferences held.
    pub conferences: usize,
}

impl Case {
    /// The open step that goes with the case when it changes hands.
    pub fn carried(&self) -> Option<StepId> {
        match self.plan {
            Some(plan) => Some(plan).filter(|_| !self.plan_closed),
            None => self.assessment.filter(|_| !self.assessed),
        }
    }
}
