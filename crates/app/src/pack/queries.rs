//! Reads packs, sent and received.

use crate::step::queries::json;
use law::day::{Day, Moment};
use law::document::Audience;
use law::id::{EntryId, PackId, PersonId, WorkerId};
use store::{Conn, Error, params, sql, text};

/// A pack as its row has it.
#[derive(Debug, Clone)]
pub struct Row {
    pub id: PackId,
    pub direction: String,
    pub state: String,
    /// The fingerprint of the other council's key, and its name.
    pub other: String,
    pub other_name: String,
    pub children: Vec<PersonId>,
    pub reason: String,
    pub moves_on: Option<Day>,
    pub cleared: Vec<Audience>,
    pub begun_by: WorkerId,
    pub begun_at: Moment,
    pub released_at: Option<Moment>,
    pub sha256: Option<String>,
    pub entries: Option<i64>,
    pub documents: Option<i64>,
    pub acknowledged_by: Option<String>,
    pub acknowledged_at: Option<Moment>,
    pub acknowledged_note: Option<String>,
}

fn of_row(row: &store::Row, children: Vec<PersonId>) -> Result<Row, Error> {
    Ok(Row {
        id: row.parse("id")?,
        direction: row.get("direction")?,
        state: row.get("state")?,
        other: row.get("other")?,
        other_name: row.get::<Option<String>>("council")?.unwrap_or_else(|| "another council".to_owned()),
        children,
        reason: row.get("reason")?,
        moves_on: row.parse_opt("moves_on")?,
        cleared: json(row, "cleared")?,
        begun_by: row.parse("begun_by")?,
        begun_at: row.parse("begun_at")?,
        released_at: row.parse_opt("released_at")?,
        sha256: row.get("sha256")?,
        entries: row.get("entries")?,
        documents: row.get("documents")?,
        acknowledged_by: row.get("acknowledged_by")?,
        acknowledged_at: row.parse_opt("acknowledged_at")?,
        acknowledged_note: row.get("acknowledged_note")?,
    })
}

/// One pack.
pub fn find(conn: &mut Conn, id: PackId) -> Result<Option<Row>, Error> {
    let select =
        sql!("SELECT p.*, o.council FROM transfer_pack p LEFT JOIN other_council o ON o.key = p.other WHERE p.id = $1");
    let Some(row) = conn.query_opt(select, params![text(id)])? else { return Ok(None) };
    let children = sql!("SELECT child FROM pack_child WHERE pack = $1 ORDER BY place");
    let children = conn.query(children, params![text(id)])?;
    let children = children.iter().map(|row| row.parse("child")).collect::<Result<_, _>>()?;
    of_row(&row, children).map(Some)
}

/// One that this council sends.
pub fn find_out(conn: &mut Conn, id: PackId) -> Result<Option<Row>, Error> {
    Ok(find(conn, id)?.filter(|row| row.direction == "out"))
}

/// One that this council received.
pub fn find_in(conn: &mut Conn, id: PackId) -> Result<Option<Row>, Error> {
    Ok(find(conn, id)?.filter(|row| row.direction == "in"))
}

/// The pack of a child that is on its way out.
pub fn open_out(conn: &mut Conn, child: PersonId) -> Result<Option<PackId>, Error> {
    let select = sql!(
        "SELECT t.id FROM transfer_pack t JOIN pack_child c ON c.pack = t.id JOIN person p ON p.id = c.child
         WHERE p.root = $1 AND t.direction = 'out' AND t.state IN ('prepared', 'released') ORDER BY t.begun_at LIMIT 1"
    );
    conn.query_opt(select, params![text(child)])?.map(|row| row.parse("id")).transpose()
}

/// Packs of which the viewer may know, the latest first.
pub fn all(conn: &mut Conn, viewer: WorkerId) -> Result<Vec<Row>, Error> {
    let select = sql!(
        "SELECT t.id FROM transfer_pack t
         WHERE NOT EXISTS (SELECT 1 FROM pack_child xc JOIN person xo ON xo.id = xc.child JOIN person xp ON xp.id = xo.root
           WHERE xc.pack = t.id AND xp.restricted = 1
           AND NOT EXISTS (SELECT 1 FROM restricted_to xr WHERE xr.person = xp.id AND xr.worker = $1))
         ORDER BY t.begun_at DESC, t.id LIMIT 200"
    );
    let mut found = Vec::new();
    for row in &conn.query(select, params![text(viewer)])? {
        found.extend(find(conn, row.parse("id")?)?);
    }
    Ok(found)
}

/// Whether an entry of another journal stands here: taken in before, or recorded here in the first place.
pub fn stands_here(conn: &mut Conn, entry: EntryId) -> Result<bool, Error> {
    let taken = sql!("SELECT 1 AS yes FROM imported_entry WHERE entry = $1");
    let own = sql!("SELECT 1 AS yes FROM journal WHERE id = $1");
    Ok(conn.query_opt(taken, params![text(entry)])?.is_some() || conn.query_opt(own, params![text(entry)])?.is_some())
}

/// Whether a person, a step or a document of that id is on the record.
pub fn is_person(conn: &mut Conn, id: PersonId) -> Result<bool, Error> {
    Ok(conn.query_opt(sql!("SELECT 1 AS yes FROM person WHERE id = $1"), params![text(id)])?.is_some())
}

pub fn is_step(conn: &mut Conn, id: law::id::StepId) -> Result<bool, Error> {
    Ok(conn.query_opt(sql!("SELECT 1 AS yes FROM step WHERE id = $1"), params![text(id)])?.is_some())
}

pub fn is_document(conn: &mut Conn, id: law::id::DocumentId) -> Result<bool, Error> {
    Ok(conn.query_opt(sql!("SELECT 1 AS yes FROM document WHERE id = $1"), params![text(id)])?.is_some())
}
