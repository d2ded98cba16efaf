//! Local accounts, for councils without a sign-in service of their own: a username, a password hash, a second factor.

use jiff::{SignedDuration, Timestamp};
use store::{Conn, Row, params, sql};

use crate::{chance::Chance, errors::Failure, key::Key, kit::Now, session, tables::moment, totp::Secret};

/// A local account.
#[derive(Clone)]
pub struct Credential {
    /// The worker's id.
    pub worker: String,
    /// The name typed at sign-in, trimmed and in lower case.
    pub username: String,
    /// Argon2id, in the usual text form.
    pub password_hash: String,
    /// Whether the password was set by someone else and must be changed at sign-in.
    pub must_change: bool,
    /// Whether an authenticator is set up. Without one, sign-in goes through setting it up; there is no exception.
    pub has_totp: bool,
    /// Whether the account is closed.
    pub disabled: bool,
}

impl std::fmt::Debug for Credential {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Credential").field("worker", &self.worker).finish_non_exhaustive()
    }
}

/// The username as kept and compared.
pub fn username(typed: &str) -> String {
    typed.trim().to_lowercase()
}

/// Opens a local account with a password that somebody else chose and the worker must change. A username that is taken,
/// or a worker who has one, is a store error for which `is_repeat` answers yes.
pub fn open(conn: &mut Conn, now: Now, worker: &str, name: &str, password_hash: &str) -> Result<(), store::Error> {
    conn.execute(
        sql!(
            "INSERT INTO web_credential
                (worker, username, password_hash, must_change, totp, totp_offered, totp_last_step, disabled, used_at)
             VALUES ($1, $2, $3, 1, NULL, NULL, NULL, 0, $4)"
        ),
        params![worker, username(name), password_hash, moment(now.0)],
    )?;
    Ok(())
}

/// Finds an account by the name typed.
pub fn by_username(conn: &mut Conn, typed: &str) -> Result<Option<Credential>, Failure> {
    let row = conn.query_opt(sql!("SELECT * FROM web_credential WHERE username = $1"), params![username(typed)])?;
    row.as_ref().map(read).transpose()
}

/// Finds an account by its worker.
pub fn of_worker(conn: &mut Conn, worker: &str) -> Result<Option<Credential>, Failure> {
    let row = conn.query_opt(sql!("SELECT * FROM web_credential WHERE worker = $1"), params![worker])?;
    row.as_ref().map(read).transpose()
}

/// Keeps a new password. `by_other` says that somebody else chose it.
pub fn set_password(conn: &mut Conn, worker: &str, hash: &str, by_other: bool) -> Result<(), Failure> {
    conn.execute(
        sql!("UPDATE web_credential SET password_hash = $2, must_change = $3 WHERE worker = $1"),
        params![worker, hash, by_other],
    )?;
    Ok(())
}

/// Closes the account and ends its sessions at once.
pub fn disable(conn: &mut Conn, worker: &str) -> Result<(), Failure> {
    conn.execute(sql!("UPDATE web_credential SET disabled = 1 WHERE worker = $1"), params![worker])?;
    session::end_all(conn, worker)
}

/// Opens a closed account again, as used now.
pub fn enable(conn: &mut Conn, now: Now, worker: &str) -> Result<(), Failure> {
    conn.execute(
        sql!("UPDATE web_credential SET disabled = 0, used_at = $2 WHERE worker = $1"),
        params![worker, moment(now.0)],
    )?;
    Ok(())
}

/// Closes accounts unused for so long: dormant accounts are how others get in. Returns how many.
pub fn disable_dormant(conn: &mut Conn, now: Now, span: SignedDuration) -> Result<u64, Failure> {
    let before = moment(now.0.saturating_sub(span).unwrap_or(Timestamp::MIN));
    Ok(conn.execute(
        sql!("UPDATE web_credential SET disabled = 1 WHERE disabled = 0 AND used_at <= $1"),
        params![before],
    )?)
}

/// Forgets the authenticator, as when a phone is lost; the next sign-in sets up another. Ends all sessions.
pub fn forget_totp(conn: &mut Conn, worker: &str) -> Result<(), Failure> {
    conn.execute(
        sql!("UPDATE web_credential SET totp = NULL, totp_offered = NULL, totp_last_step = NULL WHERE worker = $1"),
        params![worker],
    )?;
    session::end_all(conn, worker)
}

/// The secret offered to a worker who sets up an authenticator: the same one until it is confirmed.
pub fn offer_totp(conn: &mut Conn, key: &Key, chance: &dyn Chance, worker: &str) -> Result<Secret, Failure> {
    if let Some(secret) = secret(conn, key, worker, Which::Offered)? {
        return Ok(secret);
    }
    let secret = Secret::draw(chance)?;
    let sealed = hex::encode(key.seal(chance, worker, secret.bytes())?);
    conn.execute(sql!("UPDATE web_credential SET totp_offered = $2 WHERE worker = $1"), params![worker, sealed])?;
    Ok(secret)
}

/// Takes the offered authenticator into use if the code is right. The code is then spent.
pub fn confirm_totp(conn: &mut Conn, key: &Key, now: Now, worker: &str, typed: &str) -> Result<bool, Failure> {
    let Some(secret) = secret(conn, key, worker, Which::Offered)? else { return Ok(false) };
    let Some(step) = secret.accept(typed, now.0, None) else { return Ok(false) };
    let changed = conn.execute(
        sql!(
            "UPDATE web_credential SET totp = totp_offered, totp_offered = NULL, totp_last_step = $2, used_at = $3
             WHERE worker = $1 AND totp IS NULL"
        ),
        params![worker, step, moment(now.0)],
    )?;
    Ok(changed == 1)
}

/// Whether the code is right and was not used before; spends it. Of two requests with one code, one is refused.
pub fn use_code(conn: &mut Conn, key: &Key, now: Now, worker: &str, typed: &str) -> Result<bool, Failure> {
    let Some(secret) = secret(conn, key, worker, Which::InUse)? else { return Ok(false) };
    let row = conn.query_opt(sql!("SELECT totp_last_step FROM web_credential WHERE worker = $1"), params![worker])?;
    let last = row.map(|row| row.get::<Option<i64>>("totp_last_step")).transpose()?.flatten();
    let Some(step) = secret.accept(typed, now.0, last) else { return Ok(false) };
    let changed = conn.execute(
        sql!(
            "UPDATE web_credential SET totp_last_step = $2, used_at = $3
             WHERE worker = $1 AND (totp_last_step IS NULL OR totp_last_step < $2)"
        ),
        params![worker, step, moment(now.0)],
    )?;
    Ok(changed == 1)
}

#[derive(Clone, Copy)]
enum Which {
    InUse,
    Offered,
}

fn secret(conn: &mut Conn, key: &Key, worker: &str, which: Which) -> Result<Option<Secret>, Failure> {
    let row =
        conn.query_opt(sql!("SELECT totp, totp_offered FROM web_credential WHERE worker = $1"), params![worker])?;
    let column = match which {
        Which::InUse => "totp",
        Which::Offered => "totp_offered",
    };
    let Some(sealed) = row.map(|row| row.get::<Option<String>>(column)).transpose()?.flatten() else { return Ok(None) };
    let sealed = hex::decode(sealed).map_err(Failure::broken)?;
    Ok(Some(Secret::from_bytes(key.open(worker, &sealed)?)))
}

fn read(row: &Row) -> Result<Credential, Failure> {
    Ok(Credential {
        worker: row.get("worker")?,
        username: row.get("username")?,
        password_hash: row.get("password_hash")?,
        must_change: row.get("must_change")?,
        has_totp: row.get::<Option<String>>("totp")?.is_some(),
        disabled: row.get("disabled")?,
    })
}
