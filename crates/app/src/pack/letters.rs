//! Sealed letters that were brought to a page and wait to be taken in. They stand beside the journal: until a person has said
//! who everybody is, nothing of them is on the record.

use law::day::Moment;
use law::id::{PackId, WorkerId};
use store::{Conn, Error, params, sql, text};

/// A letter that waits.
#[derive(Debug, Clone)]
pub struct Waiting {
    pub pack: PackId,
    pub council: String,
    pub at: Moment,
}

/// Keeps a letter's key. A letter that is brought again takes the place of the first.
pub fn keep(
    conn: &mut Conn,
    pack: PackId,
    wrapped: &[u8],
    council: &str,
    at: Moment,
    by: WorkerId,
) -> Result<(), Error> {
    let upsert = sql!(
        "INSERT INTO letter (id, wrapped, council, kept_at, kept_by) VALUES ($1, $2, $3, $4, $5)
         ON CONFLICT (id) DO UPDATE SET wrapped = excluded.wrapped, council = excluded.council, kept_at = excluded.kept_at,
         kept_by = excluded.kept_by"
    );
    conn.execute(upsert, params![text(pack), wrapped, council, text(at), text(by)])?;
    Ok(())
}

/// The key of a letter that waits.
pub fn find(conn: &mut Conn, pack: PackId) -> Result<Option<Vec<u8>>, Error> {
    let select = sql!("SELECT wrapped FROM letter WHERE id = $1");
    conn.query_opt(select, params![text(pack)])?.map(|row| row.get("wrapped")).transpose()
}

/// Every letter that waits, the oldest first.
pub fn all(conn: &mut Conn) -> Result<Vec<Waiting>, Error> {
    let rows = conn.query(sql!("SELECT id, council, kept_at FROM letter ORDER BY kept_at, id"), &[])?;
    rows.iter()
        .map(|row| Ok(Waiting { pack: row.parse("id")?, council: row.get("council")?, at: row.parse("kept_at")? }))
        .collect()
}

/// It was taken in, or is not wanted.
pub fn forget(conn: &mut Conn, pack: PackId) -> Result<(), Error> {
    conn.execute(sql!("DELETE FROM letter WHERE id = $1"), params![text(pack)])?;
    Ok(())
}
