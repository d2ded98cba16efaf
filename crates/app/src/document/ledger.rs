//! Applies entries about documents.

use crate::ledger::LedgerError;
use crate::timeline::ledger as timeline;
use law::chronology;
use law::document::DocumentEntry;
use law::journal::Recorded;
use store::{Conn, params, sql, text};

/// Applies one entry.
pub fn apply(conn: &mut Conn, entry: &DocumentEntry, recorded: &Recorded) -> Result<(), LedgerError> {
    match entry {
        DocumentEntry::Filed { document, people, step, title, media_type, bytes, sha256, audience } => {
            let insert = sql!(
                "INSERT INTO document (id, step, title, media_type, bytes, sha256, audience, filed_at, filed_by)
                 VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)"
            );
            let row = params![
                text(document),
                step.map(|step| step.to_string()),
                title,
                media_type,
                i64::try_from(*bytes).unwrap_or(i64::MAX),
                sha256,
                audience.slug(),
                text(recorded.at()),
                text(recorded.by())
            ];
            conn.execute(insert, row)?;
            for person in people {
                let insert = sql!(
                    "INSERT INTO document_person (document, person) VALUES ($1, $2)
                     ON CONFLICT (document, person) DO NOTHING"
                );
                conn.execute(insert, params![text(document), text(person)])?;
            }
        }
        DocumentEntry::Superseded { document, by, .. } => {
            let set = sql!("UPDATE document SET superseded_by = $1 WHERE id = $2");
            conn.execute(set, params![text(by), text(document)])?;
        }
    }
    if let Some(line) = chronology::of_document(entry) {
        timeline::add(conn, recorded, &entry.people(), "document", &line)?;
    }
    Ok(())
}
