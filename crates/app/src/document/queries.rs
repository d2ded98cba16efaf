//! Reads what documents stand on a record.

use crate::child::card::by;
use crate::reader::OpenRecord;
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

/// The latest documents of an opened record that nothing has taken the place of.
pub fn latest(conn: &mut Conn, record: &OpenRecord, most: usize) -> Result<Vec<Filed>, Error> {
    let select = sql!(
        "SELECT DISTINCT d.id, d.title, d.media_type, d.bytes, d.audience, d.filed_at, d.superseded_by, w.name AS filer
         FROM document_person dp JOIN person p ON p.id = dp.person JOIN document d ON d.id = dp.document
         LEFT JOIN worker w ON w.id = d.filed_by
         WHERE p.root = $1 AND d.superseded_by IS NULL ORDER BY d.filed_at DESC, d.id LIMIT $2"
    );
    conn.query(select, params![text(record.person()), most])?.iter().map(filed).collect()
}

/// Every document of an opened record, the newest first, earlier versions too.
pub fn all(conn: &mut Conn, record: &OpenRecord) -> Result<Vec<Filed>, Error> {
    let select = sql!(
        "SELECT DISTINCT d.id, d.title, d.media_type, d.bytes, d.audience, d.filed_at, d.superseded_by, w.name AS filer
         FROM document_person dp JOIN person p ON p.id = dp.person JOIN document d ON d.id = dp.document
         LEFT JOIN worker w ON w.id = d.filed_by WHERE p.root = $1 ORDER BY d.filed_at DESC, d.id"
    );
    conn.query(select, params![text(record.person())])?.iter().map(filed).collect()
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
