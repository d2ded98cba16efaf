//! Who else is at a step now. Outside the journal; older than two minutes says nothing.

use law::day::Moment;
use law::id::{StepId, WorkerId};
use store::{Conn, Error, params, sql, text};

/// Somebody else who is writing or reading here.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Here {
    pub name: String,
    /// The section's id; empty where they look at the step as a whole.
    pub section: String,
}

/// How long a sign of somebody lasts, in seconds.
const LASTS: i64 = 120;

/// Notes that a worker is at a section.
pub fn note(conn: &mut Conn, step: StepId, worker: WorkerId, section: &str, now: Moment) -> Result<(), Error> {
    let upsert = sql!(
        "INSERT INTO presence (step, worker, section, seen_at) VALUES ($1, $2, $3, $4)
         ON CONFLICT (step, worker) DO UPDATE SET section = excluded.section, seen_at = excluded.seen_at"
    );
    conn.execute(upsert, params![text(step), text(worker), section, text(now)])?;
    Ok(())
}

/// The others who are here, by name.
pub fn others(conn: &mut Conn, step: StepId, me: WorkerId, now: Moment) -> Result<Vec<Here>, Error> {
    let select = sql!(
        "SELECT w.name, p.section FROM presence p JOIN worker w ON w.id = p.worker
         WHERE p.step = $1 AND p.worker <> $2 AND p.seen_at >= $3 ORDER BY w.name"
    );
    let rows = conn.query(select, params![text(step), text(me), text(now.plus_seconds(-LASTS))])?;
    rows.iter().map(|row| Ok(Here { name: row.get("name")?, section: row.get("section")? })).collect()
}
