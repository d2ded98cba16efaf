//! Limits on guessing: each failure doubles the wait, per account and per address, counted in the database.

use jiff::{SignedDuration, Timestamp};
use store::{Conn, params, sql};

use crate::{errors::Failure, key::Key, kit::Now, tables::moment};

/// What is being guessed at. Kept as a keyed hash: the table names nobody.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Subject<'a> {
    /// The password of a username, known or not.
    Account(&'a str),
    /// The second factor of a worker.
    Code(&'a str),
    /// Anything, from one address. A whole council may share one, so more is allowed.
    Address(&'a str),
}

/// Longest wait between attempts. Longer would let anyone keep a worker out of their own account.
const LONGEST: i64 = 15 * 60;
/// Failures are forgotten after a day without one.
const FORGOTTEN: SignedDuration = SignedDuration::from_hours(24);

impl Subject<'_> {
    /// How many attempts are free of waiting.
    fn free(self) -> i64 {
        match self {
            Self::Account(_) | Self::Code(_) => 5,
            Self::Address(_) => 50,
        }
    }

    fn hashed(self, key: &Key) -> String {
        let (kind, text) = match self {
            Self::Account(text) => ("account", text),
            Self::Code(text) => ("code", text),
            Self::Address(text) => ("address", text),
        };
        hex::encode(key.mac("web: attempt", &[kind.as_bytes(), text.as_bytes()]))
    }
}

/// Counts an attempt as failed before it is judged, so that attempts made side by side are each counted; or refuses it
/// with [`Failure::Wait`]. [`forgive`] takes the count back after a success.
pub fn begin(conn: &mut Conn, key: &Key, now: Now, subject: Subject<'_>) -> Result<(), Failure> {
    let id = subject.hashed(key);
    let row =
        conn.query_opt(sql!("SELECT failures, last_at, free_at FROM web_attempt WHERE subject = $1"), params![&id])?;
    let mut failures: i64 = 0;
    if let Some(row) = row {
        let (last, free): (Timestamp, Timestamp) = (row.parse("last_at")?, row.parse("free_at")?);
        if now.0 < free {
            let seconds = free.duration_since(now.0).as_secs().max(0) + 1;
            return Err(Failure::Wait(seconds.unsigned_abs()));
        }
        if now.0.duration_since(last) < FORGOTTEN {
            failures = row.get("failures")?;
        }
    }
    failures += 1;
    let free = now.0.saturating_add(SignedDuration::from_secs(wait(failures, subject.free()))).unwrap_or(now.0);
    conn.execute(
        sql!(
            "INSERT INTO web_attempt (subject, failures, last_at, free_at) VALUES ($1, $2, $3, $4)
             ON CONFLICT (subject) DO UPDATE SET
                failures = excluded.failures, last_at = excluded.last_at, free_at = excluded.free_at"
        ),
        params![id, failures, moment(now.0), moment(free)],
    )?;
    Ok(())
}

/// Forgets a subject's failures after a success. Not used for addresses, or one good account would cover for guessing.
pub fn forgive(conn: &mut Conn, key: &Key, subject: Subject<'_>) -> Result<(), Failure> {
    conn.execute(sql!("DELETE FROM web_attempt WHERE subject = $1"), params![subject.hashed(key)])?;
    Ok(())
}

/// Removes counts that are forgotten by now.
pub fn sweep(conn: &mut Conn, now: Now) -> Result<u64, Failure> {
    let before = moment(now.0.saturating_sub(FORGOTTEN).unwrap_or(Timestamp::MIN));
    Ok(conn.execute(sql!("DELETE FROM web_attempt WHERE last_at <= $1"), params![before])?)
}

/// Seconds to wait after so many failures: none while free, then 2, 4, 8 and so on.
fn wait(failures: i64, free: i64) -> i64 {
    match failures - free {
        ..0 => 0,
        over => 2_i64.saturating_pow(u32::try_from(over + 1).unwrap_or(u32::MAX)).min(LONGEST),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn waits_double_and_stop() {
        let waits: Vec<_> = [1, 4, 5, 6, 7, 12, 13, 5_000_000_000].map(|failures| wait(failures, 5)).into();
        assert_eq!(waits, [0, 0, 2, 4, 8, 256, 512, 900]);
    }
}
