//! Reads workers, teams and allocation.

use crate::reader::OpenRecord;
use law::caseload::Registration;
use law::day::Day;
use law::id::{PersonId, TeamId, WorkerId};
use law::role::Role;
use law::step::offer::Actor;
use store::{Conn, Error, Row, params, sql, text};

/// A worker as the record has them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Worker {
    pub id: WorkerId,
    pub name: String,
    pub roles: Vec<Role>,
    pub team: Option<TeamId>,
    pub team_name: Option<String>,
    pub registration: Option<Registration>,
    pub left_on: Option<Day>,
}

impl Worker {
    /// The worker as one who acts on that day.
    pub fn actor(&self, today: Day) -> Actor {
        Actor {
            worker: self.id,
            roles: self.roles.clone(),
            team: self.team,
            registration: self.registration.clone(),
            today,
        }
    }
}

/// One worker.
pub fn worker(conn: &mut Conn, id: WorkerId) -> Result<Option<Worker>, Error> {
    let select = sql!(
        "SELECT w.id, w.name, w.roles, w.team, t.name AS team_name, w.registration, w.registered_until, w.left_on
         FROM worker w LEFT JOIN team t ON t.id = w.team WHERE w.id = $1"
    );
    conn.query_opt(select, params![text(id)])?.as_ref().map(of_row).transpose()
}

/// Every worker who has not left, by name.
pub fn workers(conn: &mut Conn) -> Result<Vec<Worker>, Error> {
    let select = sql!(
        "SELECT w.id, w.name, w.roles, w.team, t.name AS team_name, w.registration, w.registered_until, w.left_on
         FROM worker w LEFT JOIN team t ON t.id = w.team WHERE w.left_on IS NULL ORDER BY w.name, w.id"
    );
    conn.query(select, &[])?.iter().map(of_row).collect()
}

fn of_row(row: &Row) -> Result<Worker, Error> {
    let registration = row.get::<Option<String>>("registration")?.zip(row.parse_opt("registered_until")?);
    Ok(Worker {
        id: row.parse("id")?,
        name: row.get("name")?,
        roles: crate::step::queries::json(row, "roles")?,
        team: row.parse_opt("team")?,
        team_name: row.get("team_name")?,
        registration: registration.map(|(number, expires)| Registration { number, expires }),
        left_on: row.parse_opt("left_on")?,
    })
}

/// A worker's name; a plain word where the worker is not on the record.
pub fn worker_name(conn: &mut Conn, id: WorkerId) -> Result<String, Error> {
    let row = conn.query_opt(sql!("SELECT name FROM worker WHERE id = $1"), params![text(id)])?;
    row.map_or(Ok("a worker not on the record".to_owned()), |row| row.get("name"))
}

/// A team.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Team {
    pub id: TeamId,
    pub name: String,
}

/// Every team, by name.
pub fn teams(conn: &mut Conn) -> Result<Vec<Team>, Error> {
    let rows = conn.query(sql!("SELECT id, name FROM team ORDER BY name, id"), &[])?;
    rows.iter().map(|row| Ok(Team { id: row.parse("id")?, name: row.get("name")? })).collect()
}

/// Who a child is with now. `worker` is `None` where they wait in the team.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Allocation {
    pub worker: Option<WorkerId>,
    pub team: Option<TeamId>,
    pub since: Day,
}

/// The child's open allocation.
pub fn allocated(conn: &mut Conn, child: PersonId) -> Result<Option<Allocation>, Error> {
    let select =
        sql!("SELECT worker, team, since FROM allocation WHERE child = $1 AND until IS NULL ORDER BY seq DESC LIMIT 1");
    let row = conn.query_opt(select, params![text(child)])?;
    let read = |row: Row| {
        Ok(Allocation { worker: row.parse_opt("worker")?, team: row.parse_opt("team")?, since: row.parse("since")? })
    };
    row.map(read).transpose()
}

/// Every worker of this council, those who left last, by name.
pub fn everyone(conn: &mut Conn) -> Result<Vec<Worker>, Error> {
    let select = sql!(
        "SELECT w.id, w.name, w.roles, w.team, t.name AS team_name, w.registration, w.registered_until, w.left_on
         FROM worker w LEFT JOIN team t ON t.id = w.team WHERE w.roles <> '[]' ORDER BY w.left_on IS NOT NULL, w.name, w.id"
    );
    conn.query(select, &[])?.iter().map(of_row).collect()
}

/// One spell of a child with a worker, or waiting for one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Spell {
    pub seq: i64,
    pub worker: Option<String>,
    pub team: Option<String>,
    pub since: Day,
    pub until: Option<Day>,
    pub reason: String,
    pub ended_why: Option<String>,
}

/// Who the child has been with, the latest first, under every record that is this one person's.
pub fn spells(conn: &mut Conn, record: &OpenRecord) -> Result<Vec<Spell>, Error> {
    let select = sql!(
        "SELECT a.seq, w.name AS worker, t.name AS team, a.since, a.until, a.reason, a.ended_why FROM allocation a
         JOIN person o ON o.id = a.child LEFT JOIN worker w ON w.id = a.worker LEFT JOIN team t ON t.id = a.team
         WHERE o.root = $1 ORDER BY a.seq DESC"
    );
    let rows = conn.query(select, params![text(record.person())])?;
    let read = |row: &Row| {
        Ok(Spell {
            seq: row.get("seq")?,
            worker: row.get("worker")?,
            team: row.get("team")?,
            since: row.parse("since")?,
            until: row.parse_opt("until")?,
            reason: row.get("reason")?,
            ended_why: row.get("ended_why")?,
        })
    };
    rows.iter().map(read).collect()
}
