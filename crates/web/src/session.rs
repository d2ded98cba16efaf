//! Sessions: an unguessable token in a cookie, its hash in the database, an idle limit and an absolute one.

use axum::http::{HeaderMap, header};
use jiff::{SignedDuration, Timestamp};
use sha2::{Digest, Sha256};
use store::{Conn, Row, params, sql};

use crate::{
    chance::{Chance, draw},
    cookies::{self, Jar},
    errors::Failure,
    kit::{Kit, Limits, Now},
    tables::moment,
};

/// "Last seen" is written at most this often, so that reading pages does not write the database.
const SEEN_EVERY: SignedDuration = SignedDuration::from_mins(1);
/// How many letters of the id name a session on the worker's own page.
const HANDLE: usize = 20;

/// The token in the cookie: 256 bits, shown once and never kept.
#[derive(Clone)]
pub struct Token(String);

impl Token {
    /// The value for the cookie.
    pub fn cookie_value(&self) -> &str {
        &self.0
    }
}

/// A session as the database knows it.
#[derive(Clone, PartialEq, Eq)]
pub struct Session {
    /// SHA-256 of the token, in hex.
    pub id: String,
    /// The worker's id.
    pub worker: String,
    /// When they signed in.
    pub created: Timestamp,
    /// When they were last seen, to the minute.
    pub seen: Timestamp,
    /// Whether the second factor was given. Without it the session opens nothing but the sign-in pages.
    pub second_factor: bool,
    /// When both factors were last given, for doors that ask again.
    pub confirmed: Option<Timestamp>,
    /// The session's own secret, from which its form token is made.
    pub csrf: [u8; 32],
    /// Our own path to return to once signed in.
    pub return_to: String,
    /// Browser and system in words, for the worker's own list.
    pub device: String,
}

impl std::fmt::Debug for Session {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Session")
            .field("worker", &self.worker)
            .field("second_factor", &self.second_factor)
            .finish_non_exhaustive()
    }
}

impl Session {
    /// A short name that tells sessions of one worker apart and opens nothing.
    pub fn handle(&self) -> &str {
        self.id.get(..HANDLE).unwrap_or(&self.id)
    }

    /// Whether both factors were given within `span` before `now`: asked before break-glass and exports.
    pub fn confirmed_within(&self, span: SignedDuration, now: Now) -> bool {
        self.confirmed.is_some_and(|at| now.0.duration_since(at) <= span)
    }

    fn lives(&self, limits: Limits, now: Now) -> bool {
        now.0.duration_since(self.seen) < limits.idle && now.0.duration_since(self.created) < limits.absolute
    }
}

/// Who makes a request.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Visitor {
    /// Nobody signed in.
    Nobody,
    /// The first factor given, the second not yet: may finish signing in and nothing else.
    Half(Session),
    /// Signed in.
    SignedIn(Session),
}

impl Visitor {
    /// The session, whole or half.
    pub fn session(&self) -> Option<&Session> {
        match self {
            Self::Nobody => None,
            Self::Half(session) | Self::SignedIn(session) => Some(session),
        }
    }
}

/// What a new session starts with.
#[derive(Debug, Clone)]
pub struct NewSession {
    /// The worker's id.
    pub worker: String,
    /// Whether both factors were given already, as by a council's own sign-in service.
    pub second_factor: bool,
    /// Where to return to; see [`crate::sign_in::own_path`].
    pub return_to: String,
    /// Browser and system in words; see [`device`].
    pub device: String,
}

/// Begins a session and gives the token for its cookie.
pub fn begin(conn: &mut Conn, chance: &dyn Chance, now: Now, new: NewSession) -> Result<(Session, Token), Failure> {
    let token = Token(hex::encode(draw::<32>(chance)?));
    let session = Session {
        id: id_of(&token.0),
        worker: new.worker,
        created: now.0,
        seen: now.0,
        second_factor: new.second_factor,
        confirmed: new.second_factor.then_some(now.0),
        csrf: draw(chance)?,
        return_to: new.return_to,
        device: new.device,
    };
    insert(conn, &session)?;
    Ok((session, token))
}

/// Finds the living session of a cookie's value. A disabled credential has none.
pub fn find(conn: &mut Conn, limits: Limits, now: Now, token: &str) -> Result<Option<Session>, Failure> {
    let rows = conn.query(
        sql!(
            "SELECT s.* FROM web_session s LEFT JOIN web_credential c ON c.worker = s.worker
             WHERE s.id = $1 AND COALESCE(c.disabled, 0) = 0"
        ),
        params![id_of(token)],
    )?;
    let session = rows.first().map(read).transpose()?;
    Ok(session.filter(|session| session.lives(limits, now)))
}

/// Notes that the session is in use, unless that was noted within the last minute.
pub fn touch(conn: &mut Conn, session: &Session, now: Now) -> Result<(), Failure> {
    conn.execute(
        sql!("UPDATE web_session SET seen_at = $1 WHERE id = $2 AND seen_at < $1"),
        params![moment(now.0), &session.id],
    )?;
    Ok(())
}

/// Whether [`touch`] is due.
pub fn touch_due(session: &Session, now: Now) -> bool {
    now.0.duration_since(session.seen) >= SEEN_EVERY
}

/// Gives the session a new token and a new form secret as its powers change: both factors are now given. The old
/// token opens nothing from here on; the absolute limit runs on.
pub fn confirm(conn: &mut Conn, chance: &dyn Chance, now: Now, old: &Session) -> Result<(Session, Token), Failure> {
    let confirmed = Session { second_factor: true, confirmed: Some(now.0), ..old.clone() };
    renew(conn, chance, now, &confirmed)
}

/// Gives the session a new token and a new form secret and nothing else, as after a change of password or of role.
pub fn renew(conn: &mut Conn, chance: &dyn Chance, now: Now, old: &Session) -> Result<(Session, Token), Failure> {
    let token = Token(hex::encode(draw::<32>(chance)?));
    let session = Session { id: id_of(&token.0), seen: now.0, csrf: draw(chance)?, ..old.clone() };
    end(conn, &old.id)?;
    insert(conn, &session)?;
    Ok((session, token))
}

/// The worker's living sessions, latest first.
pub fn list(conn: &mut Conn, limits: Limits, now: Now, worker: &str) -> Result<Vec<Session>, Failure> {
    let rows =
        conn.query(sql!("SELECT * FROM web_session WHERE worker = $1 ORDER BY seen_at DESC, id"), params![worker])?;
    let sessions = rows.iter().map(read).collect::<Result<Vec<_>, _>>()?;
    Ok(sessions.into_iter().filter(|session| session.lives(limits, now)).collect())
}

/// Ends one session.
pub fn end(conn: &mut Conn, id: &str) -> Result<(), Failure> {
    conn.execute(sql!("DELETE FROM web_session WHERE id = $1"), params![id])?;
    Ok(())
}

/// Ends one of the worker's own sessions by its short name. Another worker's is left alone.
pub fn end_by_handle(conn: &mut Conn, worker: &str, handle: &str) -> Result<(), Failure> {
    conn.execute(
        sql!("DELETE FROM web_session WHERE worker = $1 AND substr(id, 1, 20) = $2"),
        params![worker, handle],
    )?;
    Ok(())
}

/// Ends all of the worker's sessions but this one.
pub fn end_others(conn: &mut Conn, keep: &Session) -> Result<(), Failure> {
    conn.execute(sql!("DELETE FROM web_session WHERE worker = $1 AND id <> $2"), params![&keep.worker, &keep.id])?;
    Ok(())
}

/// Ends all of a worker's sessions at once: they left, or changed role.
pub fn end_all(conn: &mut Conn, worker: &str) -> Result<(), Failure> {
    conn.execute(sql!("DELETE FROM web_session WHERE worker = $1"), params![worker])?;
    Ok(())
}

/// Removes sessions past either limit. Safe to run at any time.
pub fn sweep(conn: &mut Conn, limits: Limits, now: Now) -> Result<u64, Failure> {
    let before = |span: SignedDuration| moment(now.0.saturating_sub(span).unwrap_or(Timestamp::MIN));
    Ok(conn.execute(
        sql!("DELETE FROM web_session WHERE seen_at <= $1 OR created_at <= $2"),
        params![before(limits.idle), before(limits.absolute)],
    )?)
}

/// Who makes this request, by its cookie. Notes that they were seen, at most once a minute.
pub async fn visitor(kit: &Kit, headers: &HeaderMap, now: Now) -> Result<Visitor, Failure> {
    let Some(token) = cookies::read(headers, kit.cookies, Jar::Session) else { return Ok(Visitor::Nobody) };
    let limits = kit.limits;
    let found = kit.db.read(move |conn| find(conn, limits, now, &token)).await?;
    let Some(session) = found else { return Ok(Visitor::Nobody) };
    Ok(if session.second_factor { Visitor::SignedIn(session) } else { Visitor::Half(session) })
}

/// Browser and system in a few words, from what the browser says of itself. A claim, shown to its owner only.
pub fn device(headers: &HeaderMap) -> String {
    let agent = headers.get(header::USER_AGENT).and_then(|v| v.to_str().ok()).unwrap_or_default();
    let first = |pairs: &[(&str, &'static str)], other: &'static str| {
        pairs.iter().find(|(mark, _)| agent.contains(mark)).map_or(other, |(_, name)| *name)
    };
    let browsers = [("Edg", "Edge"), ("Firefox", "Firefox"), ("Chrome", "Chrome"), ("Safari", "Safari")];
    let systems = [
        ("Windows", "Windows"),
        ("Android", "Android"),
        ("iPhone", "iPhone"),
        ("iPad", "iPad"),
        ("Mac OS", "Mac"),
        ("CrOS", "Chromebook"),
        ("Linux", "Linux"),
    ];
    format!("{} on {}", first(&browsers, "Another browser"), first(&systems, "another system"))
}

fn id_of(token: &str) -> String {
    hex::encode(Sha256::digest(token.as_bytes()))
}

fn insert(conn: &mut Conn, session: &Session) -> Result<(), Failure> {
    conn.execute(
        sql!(
            "INSERT INTO web_session
                (id, worker, created_at, seen_at, second_factor, confirmed_at, csrf, return_to, device)
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)"
        ),
        params![
            &session.id,
            &session.worker,
            moment(session.created),
            moment(session.seen),
            session.second_factor,
            session.confirmed.map(moment),
            hex::encode(session.csrf),
            &session.return_to,
            &session.device,
        ],
    )?;
    Ok(())
}

fn read(row: &Row) -> Result<Session, Failure> {
    let mut csrf = [0; 32];
    hex::decode_to_slice(row.str("csrf")?, &mut csrf).map_err(Failure::broken)?;
    Ok(Session {
        id: row.get("id")?,
        worker: row.get("worker")?,
        created: row.parse("created_at")?,
        seen: row.parse("seen_at")?,
        second_factor: row.get("second_factor")?,
        confirmed: row.parse_opt("confirmed_at")?,
        csrf,
        return_to: row.get("return_to")?,
        device: row.get("device")?,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn devices_in_words() {
        let cases = [
            (
                "Mozilla/5.0 (Windows NT 10.0) AppleWebKit/537.36 Chrome/140.0 Safari/537.36 Edg/140.0",
                "Edge on Windows",
            ),
            ("Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) Version/18.0 Safari/604.1", "Safari on iPhone"),
            ("curl/8", "Another browser on another system"),
        ];
        for (agent, words) in cases {
            let headers = HeaderMap::from_iter([(header::USER_AGENT, agent.parse().unwrap())]);
            assert_eq!(device(&headers), words);
        }
    }
}
