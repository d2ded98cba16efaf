//! Reads who waits, who was given to whom today, whose worker changed too often, and whose caseload must move.

use crate::caseload::commands::why_not;
use crate::caseload::queries::{self as caseload, Worker};
use crate::caseload::status::{LIMIT, Status};
use crate::clocks::Days;
use crate::desk::{Answered, Who};
use crate::ledger::Reckoner;
use crate::team::queries::{Waiting, unallocated};
use crate::work::{self, Subject, Work, may_know, may_know_step};
use law::day::Day;
use law::id::{PersonId, TeamId, WorkerId};
use law::step::StepKind;
use std::collections::HashMap;
use store::{Conn, Error, Row, params, sql, text};

/// So many changes of worker within twelve months put a child on the list.
pub const MANY_CHANGES: i64 = 3;

/// Everything that allocation works on.
pub struct Floor {
    pub days: Days,
    pub waiting: Vec<Waiting>,
    /// Open casework that nobody owns.
    pub unowned: Vec<Work>,
    /// Those to whom a child may be allocated today.
    pub workers: Vec<Load>,
    /// Those whose children must be moved, with the reason.
    pub leaving: Vec<(Load, String)>,
    pub today: Vec<Given>,
    pub changed: Vec<Changed>,
}

impl Floor {
    /// Everybody shown.
    pub fn people(&self) -> Vec<PersonId> {
        let mut people = work::people(&self.unowned);
        people.extend(self.waiting.iter().map(|one| one.subject.person));
        people.extend(self.today.iter().map(|one| one.subject.person));
        people.extend(self.changed.iter().map(|one| one.subject.person));
        people.sort_unstable();
        people.dedup();
        people
    }

    /// What is open for a child who waits.
    pub fn open_for(&self, child: PersonId) -> Vec<&Work> {
        self.unowned.iter().filter(|one| one.is_about(child)).collect()
    }
}

/// A worker and what they have.
#[derive(Debug, Clone)]
pub struct Load {
    pub worker: Worker,
    pub children: usize,
    /// What the children weigh together.
    pub weight: u32,
    pub steps: usize,
}

impl Load {
    /// `Amina Reid · Planning team 1 · 17 children, weight 21 of 25`.
    pub fn words(&self) -> String {
        let team = self.worker.team_name.as_deref().unwrap_or("no team");
        let children = crate::my_day::own::counted(self.children, "child", "children");
        format!("{} · {team} · {children}, weight {} of {LIMIT}", self.worker.name, self.weight)
    }

    /// Children, or work as a caseworker, that somebody else must have where this worker no longer may. What a screener or a
    /// manager has open is their own work, and no caseload.
    fn is_caseload(&self) -> bool {
        let caseworker = self.worker.roles.iter().any(|role| role.holds_cases());
        self.children > 0 || (self.steps > 0 && (caseworker || self.worker.left_on.is_some()))
    }
}

/// A child who was allocated today.
#[derive(Debug, Clone)]
pub struct Given {
    pub seq: i64,
    pub subject: Subject,
    pub worker: String,
    pub reason: String,
}

/// A child whose worker changed often.
#[derive(Debug, Clone)]
pub struct Changed {
    pub subject: Subject,
    pub changes: i64,
    pub worker: Option<String>,
}

/// Reads all of it.
pub fn floor(conn: &mut Conn, reckoner: &Reckoner, who: &Who) -> Answered<Floor> {
    let me = who.worker.id;
    let days = Days::at(conn, reckoner, who.at())?;
    let today = days.today();
    let loads = loads(conn, me)?;
    let can = |load: &Load| why_not(&load.worker, today).is_none();
    let leaving = loads
        .iter()
        .filter(|load| load.is_caseload())
        .filter_map(|load| why_not(&load.worker, today).map(|why| (load.clone(), why)));
    Ok(Floor {
        waiting: unallocated(conn, me)?,
        unowned: work::unowned(conn, &days, me)?,
        leaving: leaving.collect(),
        workers: loads.iter().filter(|load| can(load)).cloned().collect(),
        today: given_on(conn, me, today)?,
        changed: changed(conn, me, today.plus_months(-12))?,
        days,
    })
}

/// Every worker who works here or still has something, with what they have that the viewer may know of.
pub fn loads(conn: &mut Conn, viewer: WorkerId) -> Result<Vec<Load>, Error> {
    let children = statuses(conn, viewer)?;
    let steps = sql!(concat!(
        "SELECT s.owner AS id, COUNT(*) AS n FROM step s WHERE s.is_open = 1 AND s.owner IS NOT NULL AND ",
        may_know_step!(),
        " GROUP BY s.owner"
    ));
    let mut owned: HashMap<WorkerId, usize> = HashMap::new();
    for row in &conn.query(steps, params![text(viewer)])? {
        owned.insert(row.parse("id")?, usize::try_from(row.get::<i64>("n")?).unwrap_or_default());
    }
    let of = |worker: Worker| {
        let held = children.get(&worker.id).map(Vec::as_slice).unwrap_or_default();
        let weight = held.iter().map(|status| status.weight()).sum();
        Load { children: held.len(), weight, steps: owned.get(&worker.id).copied().unwrap_or(0), worker }
    };
    let loads = caseload::everyone(conn)?.into_iter().map(of);
    Ok(loads.filter(|load| load.worker.left_on.is_none() || load.children + load.steps > 0).collect())
}

/// What each worker's children are, by their open work.
fn statuses(conn: &mut Conn, viewer: WorkerId) -> Result<HashMap<WorkerId, Vec<Status>>, Error> {
    let held = sql!(concat!(
        "SELECT a.worker, p.id AS person FROM allocation a JOIN person o ON o.id = a.child JOIN person p ON p.id = o.root
         WHERE a.until IS NULL AND a.worker IS NOT NULL AND ",
        may_know!(),
        " ORDER BY a.worker, p.id"
    ));
    let kinds = sql!(concat!(
        "SELECT o.root AS person, s.kind FROM step s JOIN step_person sp ON sp.step = s.id AND sp.part = 'child'
         JOIN person o ON o.id = sp.person WHERE s.is_open = 1 AND ",
        may_know_step!(),
        " ORDER BY o.root, s.kind"
    ));
    let mut open: HashMap<PersonId, Vec<StepKind>> = HashMap::new();
    for row in &conn.query(kinds, params![text(viewer)])? {
        open.entry(row.parse("person")?).or_default().extend(StepKind::from_slug(row.str("kind")?));
    }
    let mut statuses: HashMap<WorkerId, Vec<Status>> = HashMap::new();
    for row in &conn.query(held, params![text(viewer)])? {
        let kinds = open.get(&row.parse::<PersonId>("person")?).map(Vec::as_slice).unwrap_or_default();
        statuses.entry(row.parse("worker")?).or_default().push(Status::of(kinds.iter().copied()));
    }
    Ok(statuses)
}

fn given_on(conn: &mut Conn, viewer: WorkerId, day: Day) -> Result<Vec<Given>, Error> {
    let select = sql!(concat!(
        "SELECT a.seq, a.reason, w.name AS worker, p.id AS person, p.given, p.family, p.birth, p.birth_on, p.birth_about
         FROM allocation a JOIN worker w ON w.id = a.worker JOIN person o ON o.id = a.child JOIN person p ON p.id = o.root
         WHERE a.since = $2 AND a.until IS NULL AND ",
        may_know!(),
        " ORDER BY a.seq DESC"
    ));
    let rows = conn.query(select, params![text(viewer), text(day)])?;
    let read = |row: &Row| {
        Ok(Given {
            seq: row.get("seq")?,
            subject: Subject::of_row(row)?,
            worker: row.get("worker")?,
            reason: row.get("reason")?,
        })
    };
    rows.iter().map(read).collect()
}

/// Children whose worker changed so often since that day. A spell that ended on the day it began is a slip, not a change.
fn changed(conn: &mut Conn, viewer: WorkerId, since: Day) -> Result<Vec<Changed>, Error> {
    let select = sql!(concat!(
        "SELECT p.id AS person, p.given, p.family, p.birth, p.birth_on, p.birth_about, w.name AS worker, x.changes FROM
           (SELECT child, COUNT(*) AS changes FROM
             (SELECT child, worker, since, LAG(worker) OVER (PARTITION BY child ORDER BY seq) AS before_them FROM allocation
              WHERE worker IS NOT NULL AND (until IS NULL OR until <> since)) spell
            WHERE before_them IS NOT NULL AND before_them <> worker AND since > $2 GROUP BY child) x
         JOIN allocation a ON a.child = x.child AND a.until IS NULL LEFT JOIN worker w ON w.id = a.worker
         JOIN person p ON p.id = x.child WHERE x.changes >= $3 AND ",
        may_know!(),
        " ORDER BY x.changes DESC, p.family, p.given, p.id"
    ));
    let rows = conn.query(select, params![text(viewer), text(since), MANY_CHANGES])?;
    let read = |row: &Row| {
        Ok(Changed { subject: Subject::of_row(row)?, changes: row.get("changes")?, worker: row.get("worker")? })
    };
    rows.iter().map(read).collect()
}

/// An allocation that may be taken back: whose child, and who had the child before.
#[derive(Debug, Clone, Copy)]
pub struct Undo {
    pub child: PersonId,
    pub before: Option<WorkerId>,
    /// Where the child waited, or waits now.
    pub team: Option<TeamId>,
}

/// The open allocation with that number, and the spell before it.
pub fn to_undo(conn: &mut Conn, seq: i64) -> Result<Option<Undo>, Error> {
    let select = sql!("SELECT child, team, since FROM allocation WHERE seq = $1 AND until IS NULL");
    let Some(row) = conn.query_opt(select, params![seq])? else { return Ok(None) };
    let (child, team, since): (PersonId, _, String) = (row.parse("child")?, row.parse_opt("team")?, row.get("since")?);
    let before = sql!(
        "SELECT worker, team FROM allocation WHERE child = $1 AND seq < $2 AND until = $3 ORDER BY seq DESC LIMIT 1"
    );
    Ok(Some(match conn.query_opt(before, params![text(child), seq, since])? {
        Some(row) => Undo { child, before: row.parse_opt("worker")?, team: row.parse_opt("team")? },
        None => Undo { child, before: None, team },
    }))
}
