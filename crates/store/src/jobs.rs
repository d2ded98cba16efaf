//! Work to be done later: enqueued in the same transaction as what led to it, claimed with a lease, done at least once.

use crate::conn::Conn;
use crate::error::Error;
use crate::params;
use crate::value::Row;
use crate::{sql, sql_dialect};

/// A piece of work.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Job {
    /// Number of the job.
    pub id: i64,
    /// What is to be done.
    pub kind: String,
    /// With what, as JSON.
    pub body: String,
    /// How often it has been claimed, this time included.
    pub attempts: i64,
    /// Why it failed last time.
    pub error: Option<String>,
}

/// Puts a job in the queue, to run at or after an instant (UTC, as text that sorts).
pub fn enqueue(conn: &mut Conn, kind: &str, body: &str, run_at: &str) -> Result<i64, Error> {
    conn.query_one(
        sql!("INSERT INTO job (kind, body, run_at) VALUES ($1, $2, $3) RETURNING id"),
        params![kind, body, run_at],
    )?
    .get("id")
}

/// Claims at most `limit` jobs that are due, oldest first, until `lease_until`. A job whose lease has run out is due again.
pub fn claim(conn: &mut Conn, now: &str, lease_until: &str, limit: usize) -> Result<Vec<Job>, Error> {
    let rows = conn.query(
        sql_dialect! {
            sqlite: "UPDATE job SET lease_until = $2, attempts = attempts + 1 WHERE id IN (
                       SELECT id FROM job WHERE run_at <= $1 AND (lease_until IS NULL OR lease_until <= $1)
                       ORDER BY run_at, id LIMIT $3)
                     RETURNING id, kind, body, attempts, error",
            postgres: "UPDATE job SET lease_until = $2, attempts = attempts + 1 WHERE id IN (
                         SELECT id FROM job WHERE run_at <= $1 AND (lease_until IS NULL OR lease_until <= $1)
                         ORDER BY run_at, id LIMIT $3 FOR UPDATE SKIP LOCKED)
                       RETURNING id, kind, body, attempts, error",
        },
        params![now, lease_until, limit],
    )?;
    let mut jobs = rows.iter().map(job).collect::<Result<Vec<_>, _>>()?;
    jobs.sort_by_key(|job| job.id);
    Ok(jobs)
}

/// Takes a job that is done out of the queue.
pub fn finish(conn: &mut Conn, id: i64) -> Result<(), Error> {
    conn.execute(sql!("DELETE FROM job WHERE id = $1"), params![id]).map(drop)
}

/// Records that a job failed. It runs again at `retry_at`, or, with none, waits for somebody to look at it.
pub fn fail(conn: &mut Conn, id: i64, error: &str, retry_at: Option<&str>) -> Result<(), Error> {
    conn.execute(
        sql!("UPDATE job SET error = $1, run_at = $2, lease_until = NULL WHERE id = $3"),
        params![error, retry_at, id],
    )
    .map(drop)
}

/// Jobs that gave up and wait for somebody to look at them, oldest first.
pub fn given_up(conn: &mut Conn, limit: usize) -> Result<Vec<Job>, Error> {
    let rows = conn.query(
        sql!("SELECT id, kind, body, attempts, error FROM job WHERE run_at IS NULL ORDER BY id LIMIT $1"),
        params![limit],
    )?;
    rows.iter().map(job).collect()
}

fn job(row: &Row) -> Result<Job, Error> {
    Ok(Job {
        id: row.get("id")?,
        kind: row.get("kind")?,
        body: row.get("body")?,
        attempts: row.get("attempts")?,
        error: row.get("error")?,
    })
}
