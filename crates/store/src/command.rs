//! Command ids: a double click, a retry or a failed-over commit records once.

use crate::conn::Conn;
use crate::error::Error;
use crate::params;
use crate::sql;

/// What an earlier command with this id led to, if there was one. Ask before doing, in the same closure as [`record`].
pub fn outcome(conn: &mut Conn, command: &str) -> Result<Option<String>, Error> {
    conn.query_opt(sql!("SELECT outcome FROM command WHERE id = $1"), params![command])?
        .map(|row| row.get("outcome"))
        .transpose()
}

/// Records what a command led to. A repeat is an error for which [`Error::is_repeat`] holds.
pub fn record(conn: &mut Conn, command: &str, outcome: &str) -> Result<(), Error> {
    conn.execute(sql!("INSERT INTO command (id, outcome) VALUES ($1, $2)"), params![command, outcome]).map(drop)
}
