//! Reasons that workers give before they open a record without a relationship to the case. Each holds for one day.
//!
//! They stand beside the journal, as views do; the same words go into the log of views, which cannot be changed.

use law::day::Day;
use law::id::{PersonId, WorkerId};
use store::{Conn, Error, params, sql, text};

/// Keeps a reason for that day. A second reason on the same day takes the place of the first; the log holds both.
pub fn give(conn: &mut Conn, worker: WorkerId, person: PersonId, day: Day, reason: &str) -> Result<(), Error> {
    let upsert = sql!(
        "INSERT INTO reason_given (worker, person, day, reason) VALUES ($1, $2, $3, $4)
         ON CONFLICT (worker, person, day) DO UPDATE SET reason = excluded.reason"
    );
    conn.execute(upsert, params![text(worker), text(person), text(day), reason])?;
    Ok(())
}
