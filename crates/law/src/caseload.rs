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
    /// Somebody of another council, who recorded what came with a transfer pack. They hold no role here.
    WorkerElsewhere {
        worker: WorkerId,
        name: String,
        council: String,
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
            C::TeamFormed { .. }
            | C::WorkerJoined { .. }
            | C::WorkerChanged { .. }
            | C::WorkerLeft { .. }
            | C::WorkerElsewhere { .. } => Vec::new(),
        }
    }
}

/// A worker to whom a child is to be allocated.
#[derive(Debug, Clone, Copy)]
pub struct Candidate<'a> {
    pub name: &'a str,
    pub roles: &'a [Role],
    pub registration: Option<&'a Registration>,
    pub left_on: Option<Day>,
}

impl Candidate<'_> {
    /// Why no child may be allocated to them on that day, in a sentence; `None` where one may.
    ///
    /// A social worker leads assessments and enquiries only while registered (Social Workers Regulations 2018).
    pub fn why_not(&self, on: Day) -> Option<String> {
        let name = self.name;
        if let Some(left) = self.left_on.filter(|left| *left <= on) {
            return Some(format!("{name} left on {}", left.long()));
        }
        if !self.roles.iter().any(|role| role.holds_cases()) {
            return Some(format!("{name} has no role with a caseload"));
        }
        if !self.roles.contains(&Role::SocialWorker) {
            return None;
        }
        match self.registration {
            None => Some(format!("{name} is a social worker without a registration on record")),
            Some(it) if !it.is_current(on) => {
                Some(format!("{name}’s registration with Social Work England ended on {}", it.expires.long()))
            }
            Some(_) => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_child_goes_only_to_somebody_who_may_work_with_them() {
        let on: Day = "2026-11-23".parse().unwrap();
        let good = Registration { number: "SW1".into(), expires: on };
        let over = Registration { number: "SW1".into(), expires: on.plus_days(-1) };
        let social = [Role::SocialWorker];
        type Case<'a> = (&'a [Role], Option<&'a Registration>, Option<Day>, Option<&'a str>);
        let cases: [Case<'_>; 10] = [
            (&social, Some(&good), None, None),
            (&social, Some(&over), None, Some("ended on 22 November 2026")),
            (&social, None, None, Some("without a registration")),
            (&social, Some(&good), Some(on), Some("left on 23 November 2026")),
            (&[Role::Practitioner], None, None, None),
            (&[Role::EarlyHelpAdviser], None, None, None),
            (&[Role::TeamManager, Role::SocialWorker], Some(&good), None, None),
            (&[Role::Auditor], None, None, Some("no role with a caseload")),
            (&[Role::Director], None, None, Some("no role with a caseload")),
            (&[Role::DutyScreener, Role::BusinessSupport], None, None, Some("no role with a caseload")),
        ];
        for (roles, registration, left_on, says) in cases {
            let why = Candidate { name: "Jo", roles, registration, left_on }.why_not(on);
            match says {
                None => assert_eq!(why, None),
                Some(words) => assert!(why.as_ref().is_some_and(|why| why.contains(words)), "{why:?} / {words}"),
            }
        }
    }
}
