//! Who may open which record, and who may do what: role, relationship to the case, and restriction of the record.

use crate::day::Moment;
use crate::id::{PersonId, TeamId, WorkerId};
use crate::role::Role;
use crate::step::offer::Actor;

/// Who may use a route, by role.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Permit {
    /// Anybody, signed in or not: the sign-in page, assets, the health check.
    Public,
    /// Anybody who is signed in: their own day, their own sessions.
    SignedIn,
    /// Those who may open children's records.
    Reads,
    /// Those who record work with children.
    Records,
    /// Managers who authorise.
    Authorises,
    /// Managers and those who share out work.
    Allocates,
    /// Managers and conference chairs, who see every open enquiry and conference.
    OverseesProtection,
    /// Who keeps accounts and settings.
    Administers,
    /// Who answers for how records are used.
    Oversees,
}

impl Permit {
    /// Whether a person with these roles may.
    pub fn allows(self, roles: &[Role]) -> bool {
        let any = |test: fn(Role) -> bool| roles.iter().any(|role| test(*role));
        match self {
            Permit::Public => true,
            Permit::SignedIn => !roles.is_empty(),
            Permit::Reads => any(reads),
            Permit::Records => any(Role::records),
            Permit::Authorises => any(Role::authorises),
            Permit::Allocates => {
                any(|role| role.authorises() || matches!(role, Role::DutyScreener | Role::BusinessSupport))
            }
            Permit::OverseesProtection => {
                any(|role| role.authorises() || matches!(role, Role::ConferenceChair | Role::BusinessSupport))
            }
            Permit::Administers => roles.contains(&Role::Administrator),
            Permit::Oversees => any(|role| role.authorises() || role == Role::DataProtectionOfficer),
        }
    }

    /// Who may, in words, for the page that refuses.
    pub fn who(self) -> &'static str {
        match self {
            Permit::Public => "anybody",
            Permit::SignedIn => "anybody who is signed in",
            Permit::Reads => "people who work with children's records",
            Permit::Records => "people who record work with children",
            Permit::Authorises => "team managers, service managers and the director",
            Permit::Allocates => "managers, duty screeners and business support",
            Permit::OverseesProtection => "managers, conference chairs and business support",
            Permit::Administers => "system administrators",
            Permit::Oversees => "managers and the data protection officer",
        }
    }
}

/// Roles that open a child's record at all. A system administrator sees no case content; an analyst sees figures.
fn reads(role: Role) -> bool {
    role.records() || matches!(role, Role::Auditor | Role::Inspector | Role::DataProtectionOfficer)
}

/// What the reader's door knows of a record before it opens.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct RecordStanding {
    /// The allocated worker and team, if any.
    pub worker: Option<WorkerId>,
    pub team: Option<TeamId>,
    /// The viewer owns, or their team holds, an open step about this person or about one of their household.
    pub works_with: bool,
    /// Open work at the front door, which duty works on.
    pub at_front_door: bool,
    /// `Some` where the record is restricted: who may open it.
    pub restricted_to: Option<Vec<WorkerId>>,
    /// The viewer broke the glass, until that moment.
    pub glass_until: Option<Moment>,
    /// The viewer gave a reason for opening it today.
    pub reason_given: bool,
}

/// On what ground a record opens.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Ground {
    Allocated,
    Team,
    WorksWith,
    Duty,
    Manages,
    /// A role that reads any record, each view logged: auditor, inspector, data protection officer.
    Reviews,
    ReasonGiven,
    OnRestrictedList,
    BrokenGlass,
}

impl Ground {
    /// The word in the view log.
    pub fn slug(self) -> &'static str {
        match self {
            Ground::Allocated => "allocated",
            Ground::Team => "team",
            Ground::WorksWith => "works_with",
            Ground::Duty => "duty",
            Ground::Manages => "manages",
            Ground::Reviews => "reviews",
            Ground::ReasonGiven => "reason_given",
            Ground::OnRestrictedList => "restricted_list",
            Ground::BrokenGlass => "broken_glass",
        }
    }
}

/// The answer at the door of a record.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Access {
    Open(Ground),
    /// No relationship to the case: say why, and it opens.
    AskWhy,
    /// Restricted: only the listed people, or in an emergency by breaking the glass.
    Restricted,
    /// The role does not open records.
    No,
}

/// Whether this person may open this record now.
pub fn access(actor: &Actor, record: &RecordStanding, now: Moment) -> Access {
    if !Permit::Reads.allows(&actor.roles) {
        return Access::No;
    }
    let glass = record.glass_until.is_some_and(|until| now < until);
    if let Some(listed) = &record.restricted_to {
        return match (listed.contains(&actor.worker), glass) {
            (true, _) => Access::Open(Ground::OnRestrictedList),
            (false, true) => Access::Open(Ground::BrokenGlass),
            (false, false) => Access::Restricted,
        };
    }
    ground(actor, record).map_or(Access::AskWhy, Access::Open)
}

fn ground(actor: &Actor, record: &RecordStanding) -> Option<Ground> {
    let duty = actor.is(Role::DutyScreener) || actor.is(Role::OutOfHours) || actor.is(Role::EarlyHelpAdviser);
    [
        (record.worker == Some(actor.worker), Ground::Allocated),
        (record.team.is_some() && record.team == actor.team, Ground::Team),
        (record.works_with, Ground::WorksWith),
        (duty && record.at_front_door, Ground::Duty),
        (actor.is(Role::OutOfHours), Ground::Duty),
        (actor.authorises(), Ground::Manages),
        (
            actor
                .roles
                .iter()
                .any(|role| matches!(role, Role::Auditor | Role::Inspector | Role::DataProtectionOfficer)),
            Ground::Reviews,
        ),
        (record.reason_given, Ground::ReasonGiven),
    ]
    .into_iter()
    .find_map(|(holds, ground)| holds.then_some(ground))
}

/// Whether one of these people is hidden from another: an address that `hidden_from` must not learn, nor those connected with them.
pub fn is_hidden_from(hidden_from: &[PersonId], reader: PersonId, connected_with_reader: &[PersonId]) -> bool {
    hidden_from.iter().any(|person| *person == reader || connected_with_reader.contains(person))
}

#[cfg(test)]
mod tests {
    use super::*;
    use uuid::Uuid;

    fn worker(n: u128) -> WorkerId {
        WorkerId(Uuid::from_u128(n))
    }

    fn actor(role: Role) -> Actor {
        Actor {
            worker: worker(1),
            roles: vec![role],
            team: None,
            registration: None,
            today: "2026-11-23".parse().unwrap(),
        }
    }

    fn now() -> Moment {
        "2026-11-23T10:00:00Z".parse().unwrap()
    }

    #[test]
    fn a_worker_without_a_relationship_is_asked_why() {
        let record = RecordStanding::default();
        assert_eq!(access(&actor(Role::SocialWorker), &record, now()), Access::AskWhy);
        let record = RecordStanding { reason_given: true, ..record };
        assert_eq!(access(&actor(Role::SocialWorker), &record, now()), Access::Open(Ground::ReasonGiven));
    }

    #[test]
    fn an_administrator_never_sees_a_child() {
        let record = RecordStanding { worker: Some(worker(1)), reason_given: true, ..RecordStanding::default() };
        assert_eq!(access(&actor(Role::Administrator), &record, now()), Access::No);
        assert_eq!(access(&actor(Role::PerformanceAnalyst), &record, now()), Access::No);
    }

    #[test]
    fn a_restricted_record_opens_only_to_its_list_or_by_broken_glass_for_a_time() {
        let record = RecordStanding {
            restricted_to: Some(vec![worker(2)]),
            worker: Some(worker(1)),
            ..RecordStanding::default()
        };
        assert_eq!(access(&actor(Role::Director), &record, now()), Access::Restricted);
        let glass = RecordStanding { glass_until: Some(now().plus_hours(1)), ..record.clone() };
        assert_eq!(access(&actor(Role::Director), &glass, now()), Access::Open(Ground::BrokenGlass));
        assert_eq!(access(&actor(Role::Director), &glass, now().plus_hours(1)), Access::Restricted);
        let listed = RecordStanding { restricted_to: Some(vec![worker(1)]), ..record };
        assert_eq!(access(&actor(Role::SocialWorker), &listed, now()), Access::Open(Ground::OnRestrictedList));
    }
}
