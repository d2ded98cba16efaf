//! Reads the parts of a step, each in the order in which it was first kept.

use crate::step::queries::json;
use law::id::StepId;
use law::step::agreed::Agreed;
use law::step::check::Check;
use law::step::seat::Seat;
use store::{Conn, Error, params, sql, text};

/// Who belongs in the meeting.
pub fn seats(conn: &mut Conn, step: StepId) -> Result<Vec<Seat>, Error> {
    let select = sql!("SELECT body FROM step_seat WHERE step = $1 ORDER BY seq, id");
    conn.query(select, params![text(step)])?.iter().map(|row| json(row, "body")).collect()
}

/// The actions agreed.
pub fn agreed(conn: &mut Conn, step: StepId) -> Result<Vec<Agreed>, Error> {
    let select = sql!("SELECT body FROM step_action WHERE step = $1 ORDER BY seq, id");
    conn.query(select, params![text(step)])?.iter().map(|row| json(row, "body")).collect()
}

/// The checks with agencies.
pub fn checks(conn: &mut Conn, step: StepId) -> Result<Vec<Check>, Error> {
    let select = sql!("SELECT body FROM step_check WHERE step = $1 ORDER BY seq, id");
    conn.query(select, params![text(step)])?.iter().map(|row| json(row, "body")).collect()
}
