//! Who may open which record, and who may do what: role, relationship to the case, and restriction of the record.

use crate::day::{Day, Moment};
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
    /// The viewer or their team is allocated a relative.
    pub relative_allocated: bool,
    /// Work about this person that is open, or that ended today.
    pub work: Vec<Nearby>,
    /// `Some` where the record is restricted: who may open it.
    pub restricted_to: Option<Vec<WorkerId>>,
    /// The viewer broke the glass, until that moment.
    pub glass_until: Option<Moment>,
    /// The viewer gave a reason for opening it today.
    pub reason_given: bool,
}

/// A piece of work about a person, as the door of their record sees it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Nearby {
    /// The viewer owns it, began it or ended it, or their team holds it.
    pub theirs: bool,
    /// It stands at the front door, which duty works on.
    pub at_front_door: bool,
    /// The day on which it ended; `None` while it is open.
    pub ended: Option<Day>,
}

impl RecordStanding {
    fn works_with(&self) -> bool {
        self.relative_allocated || self.work.iter().any(|one| one.theirs && one.ended.is_none())
    }

    fn at_front_door(&self) -> bool {
        self.work.iter().any(|one| one.at_front_door && one.ended.is_none())
    }

    /// Work of the viewer's ended on that day: they may still see that it is finished, and mend a slip. From the next day they
    /// are asked why, like anybody (ADR 0011).
    fn finished(&self, today: Day) -> bool {
        self.work.iter().any(|one| one.theirs && one.ended == Some(today))
    }
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
    /// The viewer, or their team, finished work about the person today.
    JustFinished,
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
            Ground::JustFinished => "just_finished",
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
    let glass = is_broken(record.glass_until, now);
    if let Some(listed) = &record.restricted_to {
        return match (listed.contains(&actor.worker), glass) {
            (true, _) => Access::Open(Ground::OnRestrictedList),
            (false, true) => Access::Open(Ground::BrokenGlass),
            (false, false) => Access::Restricted,
        };
    }
    ground(actor, record, now.day()).map_or(Access::AskWhy, Access::Open)
}

fn ground(actor: &Actor, record: &RecordStanding, today: Day) -> Option<Ground> {
    let duty = actor.is(Role::DutyScreener) || actor.is(Role::OutOfHours) || actor.is(Role::EarlyHelpAdviser);
    [
        (record.worker == Some(actor.worker), Ground::Allocated),
        (record.team.is_some() && record.team == actor.team, Ground::Team),
        (record.works_with(), Ground::WorksWith),
        (duty && record.at_front_door(), Ground::Duty),
        (actor.is(Role::OutOfHours), Ground::Duty),
        (actor.authorises(), Ground::Manages),
        (
            actor
                .roles
                .iter()
                .any(|role| matches!(role, Role::Auditor | Role::Inspector | Role::DataProtectionOfficer)),
            Ground::Reviews,
        ),
        (record.finished(today), Ground::JustFinished),
        (record.reason_given, Ground::ReasonGiven),
    ]
    .into_iter()
    .find_map(|(holds, ground)| holds.then_some(ground))
}

/// Whose eyes a list is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum List {
    /// The viewer's own day: their work, drafts, children, pins, what they opened last. Nobody else reads it.
    Own,
    /// Everything that several people work from, or that counts for several: search, boards, queues, allocation.
    Shared,
}

/// Whether a list may show that this restricted record exists.
///
/// Whoever broke the glass works with the child for that hour, and finds what they do there on their own day, marked. In every
/// other list the record stays unseen, for a line or a number there would tell whoever stands behind them (ADR 0012).
pub fn listed(
    viewer: WorkerId,
    restricted_to: &[WorkerId],
    glass_until: Option<Moment>,
    list: List,
    now: Moment,
) -> bool {
    restricted_to.contains(&viewer) || (list == List::Own && is_broken(glass_until, now))
}

/// Whether broken glass still holds the record open.
fn is_broken(until: Option<Moment>, now: Moment) -> bool {
    until.is_some_and(|until| now < until)
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

    /// A record near which one piece of work stands, ended or not.
    fn near(theirs: bool, at_front_door: bool, ended: Option<Day>) -> RecordStanding {
        RecordStanding { work: vec![Nearby { theirs, at_front_door, ended }], ..RecordStanding::default() }
    }

    #[test]
    fn whoever_finished_work_today_may_still_read_it_and_tomorrow_is_asked_why() {
        let (today, worker) = (now().day(), actor(Role::SocialWorker));
        assert_eq!(access(&worker, &near(true, false, None), now()), Access::Open(Ground::WorksWith));
        let finished = near(true, false, Some(today));
        assert_eq!(access(&worker, &finished, now()), Access::Open(Ground::JustFinished));
        assert_eq!(access(&worker, &finished, now().plus_hours(24)), Access::AskWhy);
        // Midnight is London's: at 23:30 UTC in summer the next day has begun.
        let evening: Moment = "2026-07-01T22:30:00Z".parse().unwrap();
        let finished = near(true, false, Some(evening.day()));
        assert_eq!(access(&worker, &finished, evening), Access::Open(Ground::JustFinished));
        assert_eq!(access(&worker, &finished, evening.plus_hours(1)), Access::AskWhy);
    }

    #[test]
    fn work_that_somebody_else_finished_today_opens_nothing() {
        let today = now().day();
        assert_eq!(access(&actor(Role::SocialWorker), &near(false, true, Some(today)), now()), Access::AskWhy);
        assert_eq!(access(&actor(Role::DutyScreener), &near(false, true, Some(today)), now()), Access::AskWhy);
        assert_eq!(access(&actor(Role::DutyScreener), &near(false, true, None), now()), Access::Open(Ground::Duty));
    }

    #[test]
    fn finished_work_never_opens_a_restricted_record() {
        let record = RecordStanding { restricted_to: Some(vec![worker(2)]), ..near(true, false, Some(now().day())) };
        assert_eq!(access(&actor(Role::SocialWorker), &record, now()), Access::Restricted);
    }

    #[test]
    fn broken_glass_shows_a_record_on_the_own_day_for_its_time_and_in_no_other_list() {
        let (me, list) = (worker(1), [worker(2)]);
        let until = Some(now().plus_hours(1));
        assert!(listed(me, &list, until, List::Own, now()));
        assert!(!listed(me, &list, until, List::Own, now().plus_hours(1)), "it ends with its time");
        assert!(!listed(me, &list, until, List::Shared, now()), "a board may be read by others");
        assert!(!listed(me, &list, None, List::Own, now()));
        assert!(listed(worker(2), &list, None, List::Shared, now()), "whoever is on the list sees it everywhere");
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
