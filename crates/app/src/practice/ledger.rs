//! Applies entries about the council and its practice rules.

use crate::ledger::{LedgerError, Reckoner};
use crate::step::ledger::reckon_running;
use law::journal::Recorded;
use law::practice::PracticeEntry;
use store::{Conn, params, sql, text};

/// Applies one entry.
pub fn apply(
    conn: &mut Conn,
    entry: &PracticeEntry,
    recorded: &Recorded,
    reckoner: &Reckoner,
) -> Result<(), LedgerError> {
    match entry {
        PracticeEntry::CouncilNamed { name, code } => {
            let upsert = sql!(
                "INSERT INTO council (id, name, code) VALUES (1, $1, $2)
                 ON CONFLICT (id) DO UPDATE SET name = excluded.name, code = excluded.code"
            );
            conn.execute(upsert, params![name, code])?;
        }
        PracticeEntry::PackAdopted { hash, from } => {
            let insert = sql!("INSERT INTO pack (seq, hash, since) VALUES ($1, $2, $3)");
            conn.execute(insert, params![recorded.seq, hash, text(from)])?;
        }
        PracticeEntry::ClosedDay { day, why } => {
            let upsert = sql!(
                "INSERT INTO closed_day (day, why) VALUES ($1, $2) ON CONFLICT (day) DO UPDATE SET why = excluded.why"
            );
            conn.execute(upsert, params![text(day), why])?;
            // A day that is no longer worked moves every clock that still runs over it.
            reckon_running(conn, *day, reckoner)?;
        }
        PracticeEntry::FileImported { import, what, sha256, taken, refused } => {
            let insert =
                sql!("INSERT INTO imported (import, what, sha256, taken, refused, at) VALUES ($1, $2, $3, $4, $5, $6)");
            let (taken, refused) =
                (i64::try_from(*taken).unwrap_or(i64::MAX), i64::try_from(*refused).unwrap_or(i64::MAX));
            conn.execute(insert, params![text(import), what, sha256, taken, refused, text(recorded.recorded_at)])?;
        }
    }
    Ok(())
}
