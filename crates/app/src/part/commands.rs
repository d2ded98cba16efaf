//! What people do with the parts of a step, as commands.

use crate::command::Rejected;
use crate::step::commands::find;
use law::id::{SeatId, StepId};
use law::journal::Happening;
use law::step::agreed::Agreed;
use law::step::check::Check;
use law::step::offer::Actor;
use law::step::part;
use law::step::seat::{Feedback, Seat};
use store::Conn;

/// Keeps a seat, new or changed.
pub fn seat(conn: &mut Conn, actor: &Actor, step: StepId, seat: Seat) -> Result<Vec<Happening>, Rejected> {
    Ok(part::seat(&find(conn, step)?, actor, seat)?)
}

/// Takes a seat away that was kept by mistake.
pub fn remove_seat(
    conn: &mut Conn,
    actor: &Actor,
    step: StepId,
    seat: SeatId,
    reason: String,
) -> Result<Vec<Happening>, Rejected> {
    Ok(part::remove_seat(&find(conn, step)?, actor, seat, reason)?)
}

/// The chair's feedback to a contributor.
pub fn feedback(
    conn: &mut Conn,
    actor: &Actor,
    step: StepId,
    seat: SeatId,
    feedback: Feedback,
) -> Result<Vec<Happening>, Rejected> {
    Ok(part::feedback(&find(conn, step)?, actor, seat, feedback)?)
}

/// Keeps an agreed action, new or changed.
pub fn action(conn: &mut Conn, actor: &Actor, step: StepId, action: Agreed) -> Result<Vec<Happening>, Rejected> {
    Ok(part::action(&find(conn, step)?, actor, action)?)
}

/// Keeps a check with an agency, new or changed.
pub fn check(conn: &mut Conn, actor: &Actor, step: StepId, check: Check) -> Result<Vec<Happening>, Rejected> {
    Ok(part::check(&find(conn, step)?, actor, check)?)
}
