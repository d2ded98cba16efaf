//! Applies entries about the parts of a step. Each is kept whole, in the place of what it replaces.

use crate::ledger::LedgerError;
use law::id::StepId;
use law::step::StepEntry;
use law::step::agreed::Agreed;
use law::step::check::Check;
use law::step::seat::Seat;
use store::{Conn, params, sql, text};

/// Keeps the part that an entry is about; `seq` is its number in the journal. Other entries leave everything as it is.
pub fn apply(conn: &mut Conn, entry: &StepEntry, seq: i64) -> Result<(), LedgerError> {
    match entry {
        StepEntry::SeatKept { step, seat } => keep_seat(conn, *step, seat, seq),
        StepEntry::SeatRemoved { step, seat, .. } => {
            conn.execute(sql!("DELETE FROM step_seat WHERE step = $1 AND id = $2"), params![text(step), text(seat)])?;
            Ok(())
        }
        StepEntry::ActionKept { step, action } => keep_action(conn, *step, action, seq),
        StepEntry::CheckKept { step, check } => keep_check(conn, *step, check, seq),
        _ => Ok(()),
    }
}

fn keep_seat(conn: &mut Conn, step: StepId, seat: &Seat, seq: i64) -> Result<(), LedgerError> {
    let upsert = sql!(
        "INSERT INTO step_seat (step, id, seq, agency, part, person, body) VALUES ($1, $2, $3, $4, $5, $6, $7)
         ON CONFLICT (step, id) DO UPDATE SET agency = excluded.agency, part = excluded.part, person = excluded.person,
         body = excluded.body"
    );
    let row = params![
        text(step),
        text(seat.id),
        seq,
        seat.agency.slug(),
        seat.part.map(|part| part.slug()),
        seat.person.map(|person| person.to_string()),
        serde_json::to_string(seat)?
    ];
    conn.execute(upsert, row)?;
    Ok(())
}

fn keep_action(conn: &mut Conn, step: StepId, action: &Agreed, seq: i64) -> Result<(), LedgerError> {
    let upsert = sql!(
        "INSERT INTO step_action (step, id, seq, worker, due_at, is_open, body) VALUES ($1, $2, $3, $4, $5, $6, $7)
         ON CONFLICT (step, id) DO UPDATE SET worker = excluded.worker, due_at = excluded.due_at,
         is_open = excluded.is_open, body = excluded.body"
    );
    let row = params![
        text(step),
        text(action.id),
        seq,
        action.worker.map(|worker| worker.to_string()),
        text(action.due),
        action.is_open(),
        serde_json::to_string(action)?
    ];
    conn.execute(upsert, row)?;
    Ok(())
}

fn keep_check(conn: &mut Conn, step: StepId, check: &Check, seq: i64) -> Result<(), LedgerError> {
    let upsert = sql!(
        "INSERT INTO step_check (step, id, seq, agency, settled, body) VALUES ($1, $2, $3, $4, $5, $6)
         ON CONFLICT (step, id) DO UPDATE SET agency = excluded.agency, settled = excluded.settled, body = excluded.body"
    );
    let row = params![
        text(step),
        text(check.id),
        seq,
        check.agency.slug(),
        check.is_settled(),
        serde_json::to_string(check)?
    ];
    conn.execute(upsert, row)?;
    Ok(())
}
