//! The one door to a person's record: who asks, on what ground, logged before anything is shown.

use crate::step::queries::json;
use law::day::Moment;
use law::id::{PersonId, WorkerId};
use law::permit::{Access, Ground, Nearby, RecordStanding, access};
use law::role::Role;
use law::step::offer::Actor;
use law::step::{State, StepKind};
use store::{Conn, Error, Row, View, ViewLog, params, sql, text};

/// Who looks, and when.
#[derive(Debug, Clone)]
pub struct Viewer {
    pub actor: Actor,
    pub at: Moment,
}

impl Viewer {
    /// The role in which the viewer reads.
    fn role(&self) -> Role {
        self.actor.roles.first().copied().unwrap_or(Role::Administrator)
    }
}

/// A record that was opened: proof for every query that gives content.
#[derive(Debug, Clone)]
pub struct OpenRecord {
    person: PersonId,
    joined: Vec<PersonId>,
    ground: Ground,
}

impl OpenRecord {
    /// The identity under which queries go; where records were joined, the one that was kept.
    pub fn person(&self) -> PersonId {
        self.person
    }

    /// Every record that is this one person's.
    pub fn joined(&self) -> &[PersonId] {
        &self.joined
    }

    pub fn ground(&self) -> Ground {
        self.ground
    }
}

/// Why a record did not open.
#[derive(Debug, thiserror::Error)]
pub enum Closed {
    #[error("not on the record")]
    Absent,
    /// No relationship to the case: a reason opens it.
    #[error("a reason is wanted")]
    AskWhy(PersonId),
    #[error("restricted")]
    Restricted(PersonId),
    #[error("the role opens no records")]
    No,
    #[error(transparent)]
    Store(#[from] Error),
}

/// Opens a person's record for a viewer, for a purpose. The view is durable in the log before this returns.
pub fn open(
    conn: &mut Conn,
    views: &ViewLog,
    person: PersonId,
    viewer: &Viewer,
    what: &str,
) -> Result<OpenRecord, Closed> {
    let record = look(conn, person, viewer)?;
    views.record(vec![view(viewer, Some(record.person), what, record.ground.slug())])?;
    Ok(record)
}

/// Whether a record would open, where nothing of it is shown: words that are kept for it without a page.
pub fn admits(conn: &mut Conn, person: PersonId, viewer: &Viewer) -> Result<(), Closed> {
    look(conn, person, viewer).map(drop)
}

/// Opens several records that are shown together, a step's children for example, with one durable write.
pub fn open_all(
    conn: &mut Conn,
    views: &ViewLog,
    people: &[PersonId],
    viewer: &Viewer,
    what: &str,
) -> Result<Vec<OpenRecord>, Closed> {
    let records = people.iter().map(|person| look(conn, *person, viewer)).collect::<Result<Vec<_>, _>>()?;
    let seen = records.iter().map(|record| view(viewer, Some(record.person), what, record.ground.slug())).collect();
    views.record(seen)?;
    Ok(records)
}

/// Logs what a list or a search showed, before it is shown.
pub fn shown(views: &ViewLog, viewer: &Viewer, what: &str, people: &[PersonId]) -> Result<(), Error> {
    let mut seen: Vec<View> = people.iter().map(|person| view(viewer, Some(*person), what, "list")).collect();
    if seen.is_empty() {
        seen.push(view(viewer, None, what, "list"));
    }
    views.record(seen)
}

fn view(viewer: &Viewer, person: Option<PersonId>, what: &str, purpose: &str) -> View {
    View {
        at: viewer.at.to_string(),
        viewer: viewer.actor.worker.to_string(),
        role: viewer.role().slug().to_owned(),
        person: person.map(|person| person.to_string()),
        what: what.to_owned(),
        purpose: purpose.to_owned(),
    }
}

fn look(conn: &mut Conn, person: PersonId, viewer: &Viewer) -> Result<OpenRecord, Closed> {
    let root = conn.query_opt(sql!("SELECT root FROM person WHERE id = $1"), params![text(person)])?;
    let root: PersonId = root.ok_or(Closed::Absent)?.parse("root")?;
    let standing = standing(conn, root, viewer)?;
    match access(&viewer.actor, &standing, viewer.at) {
        Access::Open(ground) => {
            let rows = conn.query(sql!("SELECT id FROM person WHERE root = $1 ORDER BY id"), params![text(root)])?;
            let joined = rows.iter().map(|row| row.parse("id")).collect::<Result<_, _>>()?;
            Ok(OpenRecord { person: root, joined, ground })
        }
        Access::AskWhy => Err(Closed::AskWhy(root)),
        Access::Restricted => Err(Closed::Restricted(root)),
        Access::No => Err(Closed::No),
    }
}

/// What the door knows of the record.
pub fn standing(conn: &mut Conn, person: PersonId, viewer: &Viewer) -> Result<RecordStanding, Error> {
    let restricted = conn
        .query_one(sql!("SELECT restricted FROM person WHERE id = $1"), params![text(person)])?
        .get::<bool>("restricted")?;
    let mut standing = RecordStanding::default();
    if restricted {
        standing.restricted_to = Some(listed(conn, person)?);
        standing.glass_until = glass_until(conn, person, viewer)?;
        return Ok(standing);
    }
    let allocated =
        sql!("SELECT worker, team FROM allocation WHERE child = $1 AND until IS NULL ORDER BY seq DESC LIMIT 1");
    if let Some(row) = conn.query_opt(allocated, params![text(person)])? {
        standing.worker = row.parse_opt("worker")?;
        standing.team = row.parse_opt("team")?;
    }
    standing.work = work(conn, person, viewer)?;
    standing.relative_allocated = relative_allocated(conn, person, viewer)?;
    let day = viewer.at.day();
    let given = sql!("SELECT 1 AS yes FROM reason_given WHERE worker = $1 AND person = $2 AND day = $3");
    let row = params![text(viewer.actor.worker), text(person), text(day)];
    standing.reason_given = conn.query_opt(given, row)?.is_some();
    Ok(standing)
}

fn listed(conn: &mut Conn, person: PersonId) -> Result<Vec<WorkerId>, Error> {
    let rows = conn.query(sql!("SELECT worker FROM restricted_to WHERE person = $1"), params![text(person)])?;
    rows.iter().map(|row| row.parse("worker")).collect()
}

fn glass_until(conn: &mut Conn, person: PersonId, viewer: &Viewer) -> Result<Option<Moment>, Error> {
    let select = sql!("SELECT until_at FROM glass WHERE person = $1 AND worker = $2 ORDER BY seq DESC LIMIT 1");
    let row = conn.query_opt(select, params![text(person), text(viewer.actor.worker)])?;
    row.map(|row| row.parse("until_at")).transpose()
}

/// Work about the person that is open, or that ended today.
fn work(conn: &mut Conn, person: PersonId, viewer: &Viewer) -> Result<Vec<Nearby>, Error> {
    let select = sql!(
        "SELECT s.owner, s.team, s.kind, s.started_by, s.state_facts, s.ended_on FROM step_person sp
         JOIN step s ON s.id = sp.step JOIN person p ON p.id = sp.person
         WHERE p.root = $1 AND (s.is_open = 1 OR s.ended_on = $2)"
    );
    let (me, team) = (viewer.actor.worker, viewer.actor.team);
    let nearby = |row: &Row| {
        let state: State = json(row, "state_facts")?;
        let theirs = row.parse_opt("owner")? == Some(me)
            || row.parse::<WorkerId>("started_by")? == me
            || state.by() == Some(me)
            || (team.is_some() && row.parse_opt("team")? == team);
        let at_front_door = StepKind::from_slug(row.str("kind")?).is_some_and(StepKind::is_front_door);
        Ok(Nearby { theirs, at_front_door, ended: row.parse_opt("ended_on")? })
    };
    conn.query(select, params![text(person), text(viewer.at.day())])?.iter().map(nearby).collect()
}

/// Whether the viewer, or their team, is allocated a relative of the person.
fn relative_allocated(conn: &mut Conn, person: PersonId, viewer: &Viewer) -> Result<bool, Error> {
    let select = sql!(
        "SELECT 1 AS yes FROM relation r JOIN allocation a ON a.until IS NULL
         AND a.child IN (r.person, r.to_person)
         WHERE (r.person = $1 OR r.to_person = $2) AND (a.worker = $3 OR a.team = $4) LIMIT 1"
    );
    let team = viewer.actor.team.map(|team| team.to_string()).unwrap_or_default();
    let row = params![text(person), text(person), text(viewer.actor.worker), team];
    Ok(conn.query_opt(select, row)?.is_some())
}
