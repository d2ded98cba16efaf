//! Local accounts as an administrator keeps them: opened with a one-time password, unlocked, second factor forgotten, closed.

use super::{find, password_page};
use crate::desk::{Answered, Desk, Routes, Who};
use axum::extract::{Path, State};
use axum::response::{IntoResponse, Redirect};
use law::id::WorkerId;
use law::permit::Permit;
use std::collections::HashMap;
use store::{Conn, Error, sql};
use web::attempts::{self, Subject};
use web::{Failure, FieldErrors, Fields, Frame, chance, credential, password, session};

/// Routes of the feature.
pub fn routes() -> Routes {
    let admin = || Permit::Administers.into();
    Routes::new()
        .post("/workers/worker/{id}/account", admin(), open)
        .post("/workers/worker/{id}/password", admin(), new_password)
        .post("/workers/worker/{id}/second-factor", admin(), forget_second_factor)
        .post("/workers/worker/{id}/unlock", admin(), unlock)
}

/// How a local account stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Account {
    pub username: String,
    pub disabled: bool,
    pub has_second_factor: bool,
    /// The password was given by somebody else and not changed yet.
    pub must_change: bool,
}

/// Every local account, by its worker.
pub fn all(conn: &mut Conn) -> Result<HashMap<WorkerId, Account>, Error> {
    let select = sql!("SELECT worker, username, disabled, must_change, totp FROM web_credential");
    let rows = conn.query(select, &[])?;
    let read = |row: &store::Row| {
        let account = Account {
            username: row.get("username")?,
            disabled: row.get("disabled")?,
            has_second_factor: row.get::<Option<String>>("totp")?.is_some(),
            must_change: row.get("must_change")?,
        };
        Ok((row.parse("worker")?, account))
    };
    rows.iter().map(read).collect()
}

/// A password drawn for somebody, and its hash.
pub struct OneTime {
    pub password: String,
    pub hash: String,
}

/// Draws a one-time password: 20 letters and digits that cannot be mistaken for one another, in fives.
pub async fn one_time(desk: &Desk) -> Answered<OneTime> {
    const LETTERS: &[u8] = b"abcdefghjkmnpqrstuvwxyz23456789x";
    let bytes = chance::draw::<20>(desk.kit.chance.as_ref()).map_err(Failure::from)?;
    let letter = |byte: &u8| LETTERS.get(usize::from(*byte) % LETTERS.len()).copied().map(char::from);
    let letters: Vec<char> = bytes.iter().filter_map(letter).collect();
    let password = letters.chunks(5).map(|five| five.iter().collect::<String>()).collect::<Vec<_>>().join("-");
    let (dice, hashed) = (desk.kit.chance.clone(), password.clone());
    let hash = tokio::task::spawn_blocking(move || password::hash(dice.as_ref(), &hashed))
        .await
        .map_err(Failure::from)?
        .map_err(Failure::from)?;
    Ok(OneTime { password, hash })
}

/// Whether the account has the password just drawn: no, where this was a repeat of a request that was done before.
pub async fn is_ours(desk: &Desk, username: &str, secret: &OneTime) -> Answered<bool> {
    let (username, hash) = (username.to_owned(), secret.hash.clone());
    desk.read(move |conn| {
        let known = credential::by_username(conn, &username)?;
        Ok(known.is_some_and(|known| known.password_hash == hash))
    })
    .await
}

async fn open(State(desk): State<Desk>, who: Who, frame: Frame, Path(id): Path<String>, fields: Fields) -> Answered {
    let (worker, account) = find(&desk, &id).await?;
    let here = Redirect::to(&format!("/workers/worker/{}", worker.id));
    if account.is_some() || worker.left_on.is_some() {
        return Ok(here.into_response());
    }
    let wrong = |say: &str| Failure::from(FieldErrors::one("username", say));
    let username = fields.text("username").map(credential::username).ok_or_else(|| wrong("Enter a username"))?;
    let secret = one_time(&desk).await?;
    let (now, name, hash) = (web::Now(who.at().0), username.clone(), secret.hash.clone());
    let opened =
        desk.council.db.write(move |conn| credential::open(conn, now, &worker.id.to_string(), &name, &hash)).await;
    match opened {
        Ok(()) => Ok(password_page(&desk, &who, &frame, &username, &secret.password).into_response()),
        Err(error) if error.is_repeat() => Err(wrong("Somebody has this username. Choose another").into()),
        Err(error) => Err(error.into()),
    }
}

async fn new_password(State(desk): State<Desk>, who: Who, frame: Frame, Path(id): Path<String>) -> Answered {
    let (worker, account) = find(&desk, &id).await?;
    let account = account.filter(|account| !account.disabled).ok_or(Failure::NotFound)?;
    let secret = one_time(&desk).await?;
    let hash = secret.hash.clone();
    desk.council
        .db
        .write(move |conn| {
            credential::set_password(conn, &worker.id.to_string(), &hash, true)?;
            session::end_all(conn, &worker.id.to_string())
        })
        .await?;
    Ok(password_page(&desk, &who, &frame, &account.username, &secret.password).into_response())
}

async fn forget_second_factor(State(desk): State<Desk>, Path(id): Path<String>) -> Answered {
    let (worker, _) = find(&desk, &id).await?;
    let forget = worker.id.to_string();
    desk.council.db.write(move |conn| credential::forget_totp(conn, &forget)).await?;
    Ok(Redirect::to(&format!("/workers/worker/{}", worker.id)).into_response())
}

/// Lets a worker try again at once, and opens an account that was closed for being unused.
async fn unlock(State(desk): State<Desk>, who: Who, Path(id): Path<String>) -> Answered {
    let (worker, account) = find(&desk, &id).await?;
    let account = account.filter(|_| worker.left_on.is_none()).ok_or(Failure::NotFound)?;
    let (key, now, subject) = (desk.kit.key.clone(), web::Now(who.at().0), worker.id.to_string());
    desk.council
        .db
        .write(move |conn| {
            attempts::forgive(conn, &key, Subject::Account(&account.username))?;
            attempts::forgive(conn, &key, Subject::Code(&subject))?;
            if account.disabled {
                credential::enable(conn, now, &subject)?;
            }
            Ok::<_, Failure>(())
        })
        .await?;
    Ok(Redirect::to(&format!("/workers/worker/{}", worker.id)).into_response())
}
