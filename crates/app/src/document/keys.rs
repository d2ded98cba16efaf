//! The wrapped keys of documents. They stand beside the journal, so that a document can be destroyed for good.

use law::id::DocumentId;
use store::{Conn, Error, params, sql, text};

/// Keeps the wrapped key of a document.
pub fn keep(conn: &mut Conn, document: DocumentId, wrapped: &[u8]) -> Result<(), Error> {
    let insert = sql!("INSERT INTO document_key (document, wrapped) VALUES ($1, $2)");
    conn.execute(insert, params![text(document), wrapped])?;
    Ok(())
}

/// The wrapped key, if the document has not been destroyed.
pub fn find(conn: &mut Conn, document: DocumentId) -> Result<Option<Vec<u8>>, Error> {
    let select = sql!("SELECT wrapped FROM document_key WHERE document = $1");
    conn.query_opt(select, params![text(document)])?.map(|row| row.get("wrapped")).transpose()
}
