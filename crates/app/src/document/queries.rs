//! Reads what documents stand on a record.

use crate::child::card::by;
use crate::reader::{OpenRecord, Viewer};
use law::day::Moment;
use law::document::Audience;
use law::id::{DocumentId, PersonId};
use store::{Conn, Error, Row, params, sql, text};

/// A document as the list shows it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Filed {
    pub id: DocumentId,
    pub title: String,
    pub media_type: String,
    pub bytes: i64,
    pub audience: Option<Audience>,
    pub at: Moment,
    pub by: String,
    pub superseded_by: Option<DocumentId>,
}

/// The latest documents of an opened record that nothing has taken the place of. Those that are also about somebody whose
/// record the viewer may not open are left out.
pub fn latest(conn: &mut Conn, record: &OpenRecord, viewer: &Viewer, most: usize) -> Result<Vec<Filed>, Error> {
    let select = sql!(
        "SELECT DISTINCT d.id, d.title, d.media_type, d.bytes, d.audience, d.filed_at, d.superseded_by, w.name AS filer
         FROM document_person dp JOIN person p ON p.id = dp.person JOIN document d ON d.id = dp.document
         LEFT JOIN worker w ON w.id = d.filed_by
         WHERE p.root = $1 AND d.superseded_by IS NULL
          AND NOT EXISTS (SELECT 1 FROM document_person x JOIN person xp ON xp.id = x.person JOIN person xr ON xr.id = xp.root
           WHERE x.document = d.id AND xr.restricted = 1 AND xr.id <> $2
           AND NOT EXISTS (SELECT 1 FROM restricted_to v WHERE v.person = xr.id AND v.worker = $3))
         ORDER BY d.filed_at DESC, d.id LIMIT $4"
    );
    let (root, me) = (record.person(), viewer.actor.worker);
    conn.query(select, params![text(root), text(root), text(me), most])?.iter().map(filed).collect()
}

/// Every document of an opened record, the newest first, earlier versions too.
pub fn all(conn: &mut Conn, record: &OpenRecord, viewer: &Viewer) -> Result<Vec<Filed>, Error> {
    let select = sql!(
        "SELECT DISTINCT d.id, d.title, d.media_type, d.bytes, d.audience, d.filed_at, d.superseded_by, w.name AS filer
         FROM document_person dp JOIN person p ON p.id = dp.person JOIN document d ON d.id = dp.document
         LEFT JOIN worker w ON w.id = d.filed_by WHERE p.root = $1
          AND NOT EXISTS (SELECT 1 FROM document_person x JOIN person xp ON xp.id = x.person JOIN person xr ON xr.id = xp.root
           WHERE x.document = d.id AND xr.restricted = 1 AND xr.id <> $2
           AND NOT EXISTS (SELECT 1 FROM restricted_to v WHERE v.person = xr.id AND v.worker = $3))
         ORDER BY d.filed_at DESC, d.id"
    );
    let (root, me) = (record.person(), viewer.actor.worker);
    conn.query(select, params![text(root), text(root), text(me)])?.iter().map(filed).collect()
}

fn filed(row: &Row) -> Result<Filed, Error> {
    Ok(Filed {
        id: row.parse("id")?,
        title: row.get("title")?,
        media_type: row.get("media_type")?,
        bytes: row.get("bytes")?,
        audience: Audience::from_slug(row.str("audience")?),
        at: row.parse("filed_at")?,
        by: by(row, "filer")?,
        superseded_by: row.parse_opt("superseded_by")?,
    })
}

/// The people on whose records a document stands; empty where there is no such document.
pub fn people(conn: &mut Conn, document: DocumentId) -> Result<Vec<PersonId>, Error> {
    let select = sql!("SELECT person FROM document_person WHERE document = $1 ORDER BY person");
    conn.query(select, params![text(document)])?.iter().map(|row| row.parse("person")).collect()
}

/// The head of a document: its title, type and size.
pub fn one(conn: &mut Conn, document: DocumentId) -> Result<Option<Filed>, Error> {
    let select = sql!(
        "SELECT d.id, d.title, d.media_type, d.bytes, d.audience, d.filed_at, d.superseded_by, w.name AS filer
         FROM document d LEFT JOIN worker w ON w.id = d.filed_by WHERE d.id = $1"
    );
    conn.query_opt(select, params![text(document)])?.as_ref().map(filed).transpose()
}
