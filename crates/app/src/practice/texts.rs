//! The text of every practice pack that was ever in force, kept by hash beside the journal, as documents are.

use store::{Conn, params, sql};

/// Keeps the pack's text by its hash, so that a form outlives its file.
pub fn keep_pack(conn: &mut Conn, pack: &forms::Pack) -> Result<(), store::Error> {
    let insert =
        sql!("INSERT INTO pack_text (hash, path, body) VALUES ($1, $2, $3) ON CONFLICT (hash, path) DO NOTHING");
    for (path, body) in pack.files() {
        conn.execute(insert, params![pack.hash(), path, body])?;
    }
    Ok(())
}
