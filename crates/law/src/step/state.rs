//! Where a step stands, with who brought it there and when.

use crate::day::{Day, Moment};
use crate::id::WorkerId;
use serde::{Deserialize, Serialize};

/// Where a step stands. Each state carries who brought it there and when.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "state")]
pub enum State {
    /// Being written, by anybody who works with the children.
    Open,
    /// With the manager.
    Submitted {
        by: WorkerId,
        at: Moment,
    },
    /// Back with its writer, with the manager's reasons.
    Returned {
        by: WorkerId,
        at: Moment,
        reasons: String,
    },
    /// Decided by a manager.
    Authorised {
        by: WorkerId,
        at: Moment,
    },
    /// Finished without a decision.
    Recorded {
        by: WorkerId,
        at: Moment,
    },
    /// Handed over; the day service has not acknowledged yet.
    HandedOver {
        by: WorkerId,
        at: Moment,
    },
    /// Handover acknowledged.
    Acknowledged {
        by: WorkerId,
        at: Moment,
    },
    Cancelled {
        by: WorkerId,
        at: Moment,
        reason: String,
    },
    /// Ended in an earlier system, on that day.
    EndedElsewhere {
        on: Day,
    },
    /// A plan that ended, by a route that law knows.
    Ended {
        by: WorkerId,
        on: Day,
        /// A code of [`crate::code::PLAN_END`].
        reason: String,
    },
}

impl State {
    /// Work is still to be done by somebody.
    pub fn is_open(&self) -> bool {
        matches!(self, State::Open | State::Submitted { .. } | State::Returned { .. } | State::HandedOver { .. })
    }

    /// Its writer may write.
    pub fn is_being_written(&self) -> bool {
        matches!(self, State::Open | State::Returned { .. })
    }

    /// The word in storage.
    pub fn slug(&self) -> &'static str {
        match self {
            State::Open => "open",
            State::Submitted { .. } => "submitted",
            State::Returned { .. } => "returned",
            State::Authorised { .. } => "authorised",
            State::Recorded { .. } => "recorded",
            State::HandedOver { .. } => "handed_over",
            State::Acknowledged { .. } => "acknowledged",
            State::Cancelled { .. } => "cancelled",
            State::EndedElsewhere { .. } => "ended_elsewhere",
            State::Ended { .. } => "ended",
        }
    }

    /// The word on a page.
    pub fn name(&self) -> &'static str {
        match self {
            State::Open => "Being written",
            State::Submitted { .. } => "Awaiting authorisation",
            State::Returned { .. } => "Returned",
            State::Authorised { .. } => "Authorised",
            State::Recorded { .. } => "Recorded",
            State::HandedOver { .. } => "Handed over, not acknowledged",
            State::Acknowledged { .. } => "Handover acknowledged",
            State::Cancelled { .. } => "Cancelled",
            State::EndedElsewhere { .. } => "Ended (imported)",
            State::Ended { .. } => "Ended",
        }
    }

    /// Who brought it there; nobody for one that is being written, or that an earlier system ended.
    pub fn by(&self) -> Option<WorkerId> {
        match self {
            State::Open | State::EndedElsewhere { .. } => None,
            State::Submitted { by, .. }
            | State::Returned { by, .. }
            | State::Authorised { by, .. }
            | State::Recorded { by, .. }
            | State::HandedOver { by, .. }
            | State::Acknowledged { by, .. }
            | State::Cancelled { by, .. }
            | State::Ended { by, .. } => Some(*by),
        }
    }

    /// When the step stopped being open work.
    pub fn ended_on(&self) -> Option<Day> {
        match self {
            State::Open | State::Submitted { .. } | State::Returned { .. } | State::HandedOver { .. } => None,
            State::Authorised { at, .. }
            | State::Recorded { at, .. }
            | State::Acknowledged { at, .. }
            | State::Cancelled { at, .. } => Some(at.day()),
            State::EndedElsewhere { on } | State::Ended { on, .. } => Some(*on),
        }
    }
}
