//! Transfer of a child’s record to another council: a pack, prepared by one person and released by another, sealed to the
//! council that the family moves to, received there, and acknowledged. The case closes by its own decision, never by this.

use crate::day::{Day, Moment};
use crate::document::Audience;
use crate::id::{ImportId, PackId, PersonId, WorkerId};
use crate::role::Role;
use crate::step::act::{Problem, Refusal};
use crate::step::offer::Actor;
use serde::{Deserialize, Serialize};

/// What a pack is prepared with.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Prepared {
    pub pack: PackId,
    pub children: Vec<PersonId>,
    /// The fingerprint of the receiving council's key.
    pub to: String,
    /// The day on which the family moves, or moved.
    pub moves_on: Day,
    pub reason: String,
    /// What is sent although it is held back by rule.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub cleared: Vec<Audience>,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub cleared_why: String,
}

/// What came in with a pack.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Received {
    pub pack: PackId,
    /// The fingerprint of the sending council's key.
    pub from: String,
    pub children: Vec<PersonId>,
    pub import: ImportId,
    pub sha256: String,
    /// When this council was told of the move: the transfer-in conference counts from there.
    pub notified: Moment,
    pub entries: u64,
    pub documents: u64,
}

/// What can happen to transfer packs, and to the keys of other councils.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PackEntry {
    /// Another council's key was entered. Nothing is sealed to it, or believed from it, until a second person confirms.
    CouncilEntered {
        key: String,
        council: String,
        code: String,
        public: String,
    },
    /// A second person compared the fingerprint with the other council, and says how.
    CouncilConfirmed {
        key: String,
        how: String,
    },
    CouncilRemoved {
        key: String,
        reason: String,
    },
    Prepared(Prepared),
    /// A second person released it: the sealed letter exists from now.
    Released {
        pack: PackId,
        children: Vec<PersonId>,
        reason: String,
        sha256: String,
        bytes: u64,
        entries: u64,
        documents: u64,
    },
    Withdrawn {
        pack: PackId,
        children: Vec<PersonId>,
        reason: String,
    },
    Received(Received),
    /// The receiving council's signed receipt came back.
    Acknowledged {
        pack: PackId,
        children: Vec<PersonId>,
        by: String,
        role: Role,
        at: Moment,
        note: String,
        sha256: String,
    },
}

impl PackEntry {
    /// Whose record the entry stands on; none for keys.
    pub fn people(&self) -> Vec<PersonId> {
        match self {
            PackEntry::Prepared(prepared) => prepared.children.clone(),
            PackEntry::Received(received) => received.children.clone(),
            PackEntry::Released { children, .. }
            | PackEntry::Withdrawn { children, .. }
            | PackEntry::Acknowledged { children, .. } => children.clone(),
            PackEntry::CouncilEntered { .. }
            | PackEntry::CouncilConfirmed { .. }
            | PackEntry::CouncilRemoved { .. } => Vec::new(),
        }
    }
}

fn fix(field: &str, say: &str) -> Problem {
    Problem { field: field.to_owned(), say: say.to_owned() }
}

/// Whether somebody may prepare a pack: business support, or a manager.
pub fn prepare(prepared: Prepared, actor: &Actor) -> Result<PackEntry, Refusal> {
    if !actor.authorises() && !actor.is(Role::BusinessSupport) {
        return Err(Refusal::MayNot("Business support or a manager prepares a transfer pack.".to_owned()));
    }
    let mut problems = Vec::new();
    if prepared.children.is_empty() {
        problems.push(fix("child", "Choose at least one child"));
    }
    if prepared.to.is_empty() {
        problems.push(fix("to", "Choose the council that the family moves to"));
    }
    if prepared.reason.trim().is_empty() {
        problems.push(fix("reason", "Say why the record is sent"));
    }
    if !prepared.cleared.is_empty() && prepared.cleared_why.trim().is_empty() {
        problems.push(fix("cleared_why", "Say why this is sent, and who agreed"));
    }
    if problems.is_empty() { Ok(PackEntry::Prepared(prepared)) } else { Err(Refusal::Fix(problems)) }
}

/// Why somebody may not release a pack that `preparer` prepared; `None` where they may.
///
/// A second person releases what leaves the council: one person's slip has put children in danger elsewhere.
pub fn why_not_release(actor: &Actor, preparer: WorkerId) -> Option<String> {
    if !actor.authorises() {
        return Some("A manager releases a transfer pack.".to_owned());
    }
    (actor.worker == preparer).then(|| "You prepared it: another manager releases it.".to_owned())
}

/// Why somebody may not take in a pack; `None` where they may.
pub fn why_not_receive(actor: &Actor) -> Option<String> {
    (!actor.authorises()).then(|| "A manager on duty takes in the record of another council.".to_owned())
}

/// Why somebody may not confirm a key that `enterer` entered; `None` where they may.
pub fn why_not_confirm(actor: &Actor, enterer: WorkerId) -> Option<String> {
    let fits = actor.is(Role::Administrator) || actor.authorises() || actor.is(Role::DataProtectionOfficer);
    if !fits {
        return Some("Another administrator, a manager or the data protection officer confirms a key.".to_owned());
    }
    (actor.worker == enterer)
        .then(|| "You entered it: a second person compares the fingerprint and confirms.".to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;
    use uuid::Uuid;

    fn actor(n: u128, role: Role) -> Actor {
        Actor {
            worker: WorkerId(Uuid::from_u128(n)),
            roles: vec![role],
            team: None,
            registration: None,
            today: "2026-11-23".parse().unwrap(),
        }
    }

    #[test]
    fn one_person_prepares_and_another_releases() {
        let preparer = actor(1, Role::TeamManager);
        assert!(why_not_release(&preparer, preparer.worker).is_some_and(|why| why.contains("another manager")));
        assert_eq!(why_not_release(&actor(2, Role::TeamManager), preparer.worker), None);
        assert!(why_not_release(&actor(2, Role::SocialWorker), preparer.worker).is_some());
        assert!(why_not_receive(&actor(2, Role::DutyScreener)).is_some());
    }

    #[test]
    fn a_key_is_confirmed_by_a_second_person() {
        let enterer = actor(1, Role::Administrator);
        assert!(why_not_confirm(&enterer, enterer.worker).is_some());
        assert_eq!(why_not_confirm(&actor(2, Role::Administrator), enterer.worker), None);
        assert_eq!(why_not_confirm(&actor(3, Role::DataProtectionOfficer), enterer.worker), None);
        assert!(why_not_confirm(&actor(3, Role::SocialWorker), enterer.worker).is_some());
    }

    #[test]
    fn what_is_held_back_by_rule_is_sent_only_with_a_reason() {
        let prepared = Prepared {
            pack: PackId(Uuid::nil()),
            children: vec![PersonId(Uuid::nil())],
            to: "ab".into(),
            moves_on: "2026-11-23".parse().unwrap(),
            reason: "The family moves".into(),
            cleared: vec![Audience::PoliceSensitive],
            cleared_why: String::new(),
        };
        let refused = prepare(prepared.clone(), &actor(1, Role::BusinessSupport));
        assert!(matches!(refused, Err(Refusal::Fix(problems)) if problems[0].field == "cleared_why"));
        let cleared = Prepared { cleared_why: "DI Hall agreed on 20 November".into(), ..prepared };
        assert!(prepare(cleared.clone(), &actor(1, Role::BusinessSupport)).is_ok());
        assert!(matches!(prepare(cleared, &actor(1, Role::SocialWorker)), Err(Refusal::MayNot(_))));
    }
}
