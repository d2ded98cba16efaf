//! Workers, teams and who is responsible for whom.

use crate::day::Day;
use crate::id::{PersonId, TeamId, WorkerId};
use crate::role::Role;
use serde::{Deserialize, Serialize};

/// Registration with Social Work England.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Registration {
    /// `SW` and digits.
    pub number: String,
    /// The last day on which it is good.
    pub expires: Day,
}

impl Registration {
    pub fn is_current(&self, on: Day) -> bool {
        on <= self.expires
    }
}

/// What can happen to workers, teams and caseloads.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum CaseloadEntry {
    TeamFormed {
        team: TeamId,
        name: String,
    },
    WorkerJoined {
        worker: WorkerId,
        name: String,
        roles: Vec<Role>,
        team: Option<TeamId>,
        registration: Option<Registration>,
    },
    /// Name, roles, team or registration changed; the whole of what is true now.
    WorkerChanged {
        worker: WorkerId,
        name: String,
        roles: Vec<Role>,
        team: Option<TeamId>,
        registration: Option<Registration>,
    },
    WorkerLeft {
        worker: WorkerId,
        on: Day,
    },
    /// The child is allocated to a worker. Any earlier allocation ends on the same day.
    Allocated {
        child: PersonId,
        worker: WorkerId,
        team: Option<TeamId>,
        on: Day,
        reason: String,
    },
    /// The child is with a team and waits for a worker.
    AwaitsAllocation {
        child: PersonId,
        team: TeamId,
        on: Day,
        reason: String,
    },
    AllocationEnded {
        child: PersonId,
        on: Day,
        reason: String,
    },
}

impl CaseloadEntry {
    /// Whose record the entry stands on; none for staff and teams.
    pub fn people(&self) -> Vec<PersonId> {
        use CaseloadEntry as C;
        match self {
            C::Allocated { child, .. } | C::AwaitsAllocation { child, .. } | C::AllocationEnded { child, .. } => {
                vec![*child]
            }
            C::TeamFormed { .. } | C::WorkerJoined { .. } | C::WorkerChanged { .. } | C::WorkerLeft { .. } => {
                Vec::new()
            }
        }
    }
}
