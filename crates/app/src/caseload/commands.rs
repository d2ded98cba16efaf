//! Who is responsible for whom, as commands: allocate, put back to wait, end. Open work goes with the child, in the same
//! command, and every entry keeps the history.

use super::queries::{self, Worker};
use crate::command::Rejected;
use law::caseload::{Candidate, CaseloadEntry};
use law::id::{PersonId, StepId, TeamId, WorkerId};
use law::journal::Happening;
use law::permit::Permit;
use law::step::StepEntry;
use law::step::act::Refusal;
use law::step::offer::Actor;
use std::collections::BTreeSet;
use store::{Conn, Error, params, sql, text};

/// Why no child can be allocated to the worker today; `None` where one can.
pub fn why_not(worker: &Worker, on: law::day::Day) -> Option<String> {
    let Worker { name, roles, registration, left_on, .. } = worker;
    Candidate { name, roles, registration: registration.as_ref(), left_on: *left_on }.why_not(on)
}

/// Allocates children to a worker, with the open work that nobody owns or that their last worker owned. A child whom the
/// worker has already is passed over. The same command moves a whole caseload.
pub fn allocate(
    conn: &mut Conn,
    actor: &Actor,
    children: &[PersonId],
    to: Option<WorkerId>,
    reason: &str,
) -> Result<Vec<Happening>, Rejected> {
    may_allocate(actor)?;
    let children = known(conn, actor, children)?;
    let to = match to {
        Some(id) => queries::worker(conn, id)?.ok_or(Rejected::Absent)?,
        None => return Err(Refusal::fix("worker", "Choose a worker").into()),
    };
    if let Some(why) = why_not(&to, actor.today) {
        return Err(Refusal::fix("worker", &format!("{why}. Choose somebody else")).into());
    }
    if reason.trim().is_empty() {
        return Err(Refusal::fix("reason", "Say why, for the child’s record").into());
    }
    let mut happenings = Vec::new();
    let mut moved = Vec::new();
    for child in children {
        let now = queries::allocated(conn, child)?;
        if now.as_ref().is_some_and(|now| now.worker == Some(to.id)) {
            continue;
        }
        if !may_be_told(conn, child, to.id)? {
            let why = format!("{} is not on the list of a restricted record. Add them to it first", to.name);
            return Err(Refusal::fix("worker", &why).into());
        }
        let (worker, team, reason) = (to.id, to.team, reason.trim().to_owned());
        let entry = CaseloadEntry::Allocated { child, worker, team, on: actor.today, reason };
        happenings.push(Happening::of(entry, actor.today));
        moved.push((child, now.and_then(|now| now.worker)));
    }
    happenings.extend(work_goes_too(conn, actor, &moved, Some(to.id), to.team, reason.trim())?);
    Ok(happenings)
}

/// Puts a child back to wait for a worker in a team; their open work waits too.
pub fn await_allocation(
    conn: &mut Conn,
    actor: &Actor,
    child: PersonId,
    team: TeamId,
    reason: &str,
) -> Result<Vec<Happening>, Rejected> {
    may_allocate(actor)?;
    let children = known(conn, actor, &[child])?;
    if reason.trim().is_empty() {
        return Err(Refusal::fix("reason", "Say why, for the child’s record").into());
    }
    let mut happenings = Vec::new();
    let mut moved = Vec::new();
    for child in children {
        let now = queries::allocated(conn, child)?;
        if now.as_ref().is_some_and(|now| now.worker.is_none() && now.team == Some(team)) {
            continue;
        }
        let (on, reason) = (actor.today, reason.trim().to_owned());
        happenings.push(Happening::of(CaseloadEntry::AwaitsAllocation { child, team, on, reason }, on));
        moved.push((child, now.and_then(|now| now.worker)));
    }
    let held: Vec<_> = moved.into_iter().filter(|(_, from)| from.is_some()).collect();
    happenings.extend(work_goes_too(conn, actor, &held, None, Some(team), reason.trim())?);
    Ok(happenings)
}

/// Ends a child's allocation: the council's work with them is over, or was never allocated rightly.
pub fn end(conn: &mut Conn, actor: &Actor, child: PersonId, reason: &str) -> Result<Vec<Happening>, Rejected> {
    may_allocate(actor)?;
    if reason.trim().is_empty() {
        return Err(Refusal::fix("reason", "Say why, for the child’s record").into());
    }
    let children = known(conn, actor, &[child])?;
    let mut happenings = Vec::new();
    for child in children {
        if queries::allocated(conn, child)?.is_none() {
            continue;
        }
        let entry = CaseloadEntry::AllocationEnded { child, on: actor.today, reason: reason.trim().to_owned() };
        happenings.push(Happening::of(entry, actor.today));
    }
    Ok(happenings)
}

fn may_allocate(actor: &Actor) -> Result<(), Rejected> {
    if Permit::Allocates.allows(&actor.roles) {
        return Ok(());
    }
    Err(Refusal::MayNot(format!("Children are allocated by {}.", Permit::Allocates.who())).into())
}

/// The children by the records that are kept, each once. One of whom the actor may not know is not on the record for them.
pub(crate) fn known(conn: &mut Conn, actor: &Actor, children: &[PersonId]) -> Result<Vec<PersonId>, Rejected> {
    if children.is_empty() {
        return Err(Refusal::fix("child", "Choose at least one child").into());
    }
    let mut kept = Vec::new();
    for child in children {
        let row = conn.query_opt(sql!("SELECT root FROM person WHERE id = $1"), params![text(child)])?;
        let root: PersonId = row.ok_or(Rejected::Absent)?.parse("root")?;
        if !may_be_told(conn, root, actor.worker)? {
            return Err(Rejected::Absent);
        }
        if !kept.contains(&root) {
            kept.push(root);
        }
    }
    Ok(kept)
}

/// Whether a worker may know of this record: it is not restricted, or they are on its list.
pub(crate) fn may_be_told(conn: &mut Conn, person: PersonId, worker: WorkerId) -> Result<bool, Error> {
    let select = sql!(
        "SELECT 1 AS yes FROM person p WHERE p.id = $1 AND (p.restricted = 0
         OR EXISTS (SELECT 1 FROM restricted_to x WHERE x.person = p.id AND x.worker = $2))"
    );
    Ok(conn.query_opt(select, params![text(person), text(worker)])?.is_some())
}

/// Open casework about the children goes with them: what nobody owns, and what their last worker owns, unless it is also
/// about a child who stays with that worker.
fn work_goes_too(
    conn: &mut Conn,
    actor: &Actor,
    moved: &[(PersonId, Option<WorkerId>)],
    to: Option<WorkerId>,
    team: Option<TeamId>,
    reason: &str,
) -> Result<Vec<Happening>, Rejected> {
    let select = sql!(
        "SELECT s.id, s.owner FROM step_person sp JOIN step s ON s.id = sp.step JOIN person p ON p.id = sp.person
         WHERE p.root = $1 AND sp.part = 'child' AND s.is_open = 1
         AND s.kind NOT IN ('contact', 'referral', 'consultation', 'out_of_hours') ORDER BY s.started_at, s.id"
    );
    let mut going: BTreeSet<StepId> = BTreeSet::new();
    let mut happenings = Vec::new();
    for (child, from) in moved {
        for row in &conn.query(select, params![text(child)])? {
            let (step, owner): (StepId, Option<WorkerId>) = (row.parse("id")?, row.parse_opt("owner")?);
            let theirs = match owner {
                None => to.is_some(),
                Some(owner) => Some(owner) == *from && !stays(conn, step, owner, moved)?,
            };
            if theirs && going.insert(step) {
                let people = people_of(conn, step)?;
                let entry = StepEntry::Assigned { step, owner: to, team, reason: reason.to_owned() };
                happenings.push(Happening::of_step(entry, &people, actor.today));
            }
        }
    }
    Ok(happenings)
}

/// Whether the step is also about a child who remains with its owner.
fn stays(
    conn: &mut Conn,
    step: StepId,
    owner: WorkerId,
    moved: &[(PersonId, Option<WorkerId>)],
) -> Result<bool, Error> {
    let select = sql!(
        "SELECT a.child FROM step_person sp JOIN person p ON p.id = sp.person
         JOIN allocation a ON a.child = p.root AND a.until IS NULL AND a.worker = $2
         WHERE sp.step = $1 AND sp.part = 'child'"
    );
    for row in &conn.query(select, params![text(step), text(owner)])? {
        let child: PersonId = row.parse("child")?;
        if !moved.iter().any(|(moving, _)| *moving == child) {
            return Ok(true);
        }
    }
    Ok(false)
}

fn people_of(conn: &mut Conn, step: StepId) -> Result<Vec<PersonId>, Error> {
    let select = sql!("SELECT person FROM step_person WHERE step = $1 ORDER BY place");
    conn.query(select, params![text(step)])?.iter().map(|row| row.parse("person")).collect()
}
