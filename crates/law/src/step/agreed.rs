//! Actions that were agreed in a step: what, who, by when, and what became of it.
//!
//! They outlive the step: a strategy discussion ends, its actions are tracked until each is done or given up with a reason
//! (areas a02, a04).

use crate::day::{Day, Moment};
use crate::id::{AgreedId, PersonId, SeatId, WorkerId};
use serde::{Deserialize, Serialize};

/// What became of an action.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "is")]
pub enum Standing {
    #[default]
    Open,
    Done {
        on: Day,
        /// What came of it.
        result: String,
    },
    /// Given up, with the reason.
    Dropped { on: Day, why: String },
}

/// One agreed action.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Agreed {
    pub id: AgreedId,
    pub what: String,
    /// Who does it, as people say it: a name, an agency.
    pub who: String,
    /// The worker, where it is one of ours: it stands on their day.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub worker: Option<WorkerId>,
    /// By when: a day and a time of day.
    pub due: Moment,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub child: Option<PersonId>,
    /// The absent agency that it follows up.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub follows_up: Option<SeatId>,
    #[serde(default)]
    pub standing: Standing,
}

impl Agreed {
    pub fn is_open(&self) -> bool {
        self.standing == Standing::Open
    }

    /// Open, and its time has passed.
    pub fn is_late(&self, now: Moment) -> bool {
        self.is_open() && self.due < now
    }
}

/// What is wrong with an action, by field.
pub(super) fn problems(agreed: &Agreed, today: Day) -> Vec<(&'static str, &'static str)> {
    let mut problems = Vec::new();
    if agreed.what.trim().is_empty() {
        problems.push(("what", "Say what will be done"));
    }
    if agreed.who.trim().is_empty() && agreed.worker.is_none() {
        problems.push(("who", "Say who does it"));
    }
    match &agreed.standing {
        Standing::Done { on, .. } | Standing::Dropped { on, .. } if *on > today => {
            problems.push(("on", "The day must be today or in the past"));
        }
        Standing::Dropped { why, .. } if why.trim().is_empty() => {
            problems.push(("why", "Say why it is given up"));
        }
        _ => {}
    }
    problems
}
