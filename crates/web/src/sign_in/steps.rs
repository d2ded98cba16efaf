//! The steps after the password: a new password, setting up the authenticator, the code, and both again.

use axum::{
    extract::{Query, State},
    response::{IntoResponse, Redirect, Response},
};
use maud::Markup;

use super::{NO_MATCH, Return, matches, next_step, own_path, owner, pages, with_session};
use crate::{
    attempts::{self, Subject},
    credential::{self, Credential},
    errors::Failure,
    fields::Fields,
    forms::FieldErrors,
    kit::{Kit, Now},
    password,
    routes::SignedIn,
    session::{self, Session, Token, Visitor},
    shell::Frame,
};

/// Said of a code that is wrong, too old or used before.
const WRONG_CODE: &str = "The code does not match. Wait for the next one and enter that.";

/// A half-signed session standing at one step; any other step sends it where it belongs.
async fn standing_at(
    kit: &Kit,
    visitor: &Visitor,
    step: &str,
) -> Result<Result<(Session, Credential), Redirect>, Failure> {
    let session = match visitor {
        Visitor::Nobody => return Err(Failure::SignInFirst),
        Visitor::SignedIn(session) => return Ok(Err(Redirect::to(&session.return_to))),
        Visitor::Half(session) => session.clone(),
    };
    let known = owner(kit, &session).await?;
    let belongs = next_step(&known);
    Ok(if belongs == step { Ok((session, known)) } else { Err(Redirect::to(belongs)) })
}

/// Unwraps [`standing_at`] or returns its redirect.
macro_rules! standing {
    ($kit:expr, $visitor:expr, $step:expr) => {
        match standing_at($kit, $visitor, $step).await? {
            Ok(found) => found,
            Err(elsewhere) => return Ok(elsewhere.into_response()),
        }
    };
}

fn fix(errors: FieldErrors, page: Markup) -> Failure {
    Failure::Fix { errors, page: Some(page) }
}

pub(super) async fn show_password(State(kit): State<Kit>, frame: Frame, visitor: Visitor) -> Result<Response, Failure> {
    standing!(&kit, &visitor, "/sign-in/password");
    Ok(pages::new_password(&frame, &FieldErrors::new()).into_response())
}

pub(super) async fn change_password(
    State(kit): State<Kit>,
    frame: Frame,
    visitor: Visitor,
    fields: Fields,
) -> Result<Response, Failure> {
    let (session, known) = standing!(&kit, &visitor, "/sign-in/password");
    let new = new_password(&kit, &known, &fields)
        .await?
        .map_err(|errors| fix(errors.clone(), pages::new_password(&frame, &errors)))?;
    let next = next_step(&Credential { must_change: false, ..known });
    kit.db.write(move |conn| credential::set_password(conn, &session.worker, &new, false)).await?;
    Ok(Redirect::to(next).into_response())
}

/// The hash of a new password typed twice, or what is wrong with it.
pub(crate) async fn new_password(
    kit: &Kit,
    known: &Credential,
    fields: &Fields,
) -> Result<Result<String, FieldErrors>, Failure> {
    let typed = fields.get("new_password").unwrap_or_default().to_owned();
    let guessed = [known.username.as_str(), &kit.council, "kith"];
    let mut errors = FieldErrors::new();
    if let Some(problem) = password::problem(&typed, &guessed) {
        errors.add("new_password", problem);
    } else if fields.get("new_password_again") != Some(&typed) {
        errors.add("new_password_again", "The two passwords are not the same");
    } else if matches(&Some(known.clone()), &typed).await? {
        errors.add("new_password", "Choose a password other than the one you have");
    }
    if !errors.is_empty() {
        return Ok(Err(errors));
    }
    let chance = kit.chance.clone();
    let hash = tokio::task::spawn_blocking(move || password::hash(chance.as_ref(), &typed)).await??;
    Ok(Ok(hash))
}

async fn offered(kit: &Kit, session: &Session, known: &Credential) -> Result<pages::Offer, Failure> {
    let (key, chance, worker) = (kit.key.clone(), kit.chance.clone(), session.worker.clone());
    let secret = kit.db.write(move |conn| credential::offer_totp(conn, &key, chance.as_ref(), &worker)).await?;
    let issuer = format!("{}, {}", crate::shell::PRODUCT, kit.council);
    Ok(pages::Offer { grouped: secret.grouped(), address: secret.address(&issuer, &known.username) })
}

pub(super) async fn show_set_up(State(kit): State<Kit>, frame: Frame, visitor: Visitor) -> Result<Response, Failure> {
    let (session, known) = standing!(&kit, &visitor, "/sign-in/set-up");
    let offer = offered(&kit, &session, &known).await?;
    Ok(pages::set_up(&frame, &offer, &FieldErrors::new()).into_response())
}

pub(super) async fn set_up(
    State(kit): State<Kit>,
    now: Now,
    frame: Frame,
    visitor: Visitor,
    fields: Fields,
) -> Result<Response, Failure> {
    let (session, known) = standing!(&kit, &visitor, "/sign-in/set-up");
    let to = session.return_to.clone();
    match second_factor(&kit, now, session.clone(), &fields, Factor::Offered).await? {
        Some(token) => Ok(with_session(&kit, &token, &to)),
        None => {
            let errors = FieldErrors::one("code", WRONG_CODE);
            let offer = offered(&kit, &session, &known).await?;
            Err(fix(errors.clone(), pages::set_up(&frame, &offer, &errors)))
        }
    }
}

pub(super) async fn show_code(State(kit): State<Kit>, frame: Frame, visitor: Visitor) -> Result<Response, Failure> {
    standing!(&kit, &visitor, "/sign-in/code");
    Ok(pages::code(&frame, &FieldErrors::new()).into_response())
}

pub(super) async fn code(
    State(kit): State<Kit>,
    now: Now,
    frame: Frame,
    visitor: Visitor,
    fields: Fields,
) -> Result<Response, Failure> {
    let (session, _) = standing!(&kit, &visitor, "/sign-in/code");
    let to = session.return_to.clone();
    match second_factor(&kit, now, session, &fields, Factor::InUse).await? {
        Some(token) => Ok(with_session(&kit, &token, &to)),
        None => {
            let errors = FieldErrors::one("code", WRONG_CODE);
            Err(fix(errors.clone(), pages::code(&frame, &errors)))
        }
    }
}

#[derive(Clone, Copy)]
enum Factor {
    InUse,
    Offered,
}

/// Checks the code and, if it is right, gives the session its new token. A wrong code stays counted.
async fn second_factor(
    kit: &Kit,
    now: Now,
    session: Session,
    fields: &Fields,
    factor: Factor,
) -> Result<Option<Token>, Failure> {
    let (key, chance) = (kit.key.clone(), kit.chance.clone());
    let typed = fields.get("code").unwrap_or_default().to_owned();
    kit.db
        .write(move |conn| {
            attempts::begin(conn, &key, now, Subject::Code(&session.worker))?;
            let right = match factor {
                Factor::InUse => credential::use_code(conn, &key, now, &session.worker, &typed)?,
                Factor::Offered => credential::confirm_totp(conn, &key, now, &session.worker, &typed)?,
            };
            if !right {
                return Ok(None);
            }
            attempts::forgive(conn, &key, Subject::Code(&session.worker))?;
            let (_, token) = session::confirm(conn, chance.as_ref(), now, &session)?;
            Ok(Some(token))
        })
        .await
}

pub(super) async fn show_again(
    State(kit): State<Kit>,
    frame: Frame,
    SignedIn(session): SignedIn,
    Query(back): Query<Return>,
) -> Result<Response, Failure> {
    owner(&kit, &session).await?;
    Ok(pages::again(&frame, own_path(&back.to).unwrap_or("/"), &FieldErrors::new()).into_response())
}

pub(super) async fn again(
    State(kit): State<Kit>,
    now: Now,
    frame: Frame,
    SignedIn(session): SignedIn,
    fields: Fields,
) -> Result<Response, Failure> {
    let to = own_path(fields.get("return_to").unwrap_or_default()).unwrap_or("/").to_owned();
    let known = owner(&kit, &session).await?;
    let (key, name) = (kit.key.clone(), known.username.clone());
    kit.db.write(move |conn| attempts::begin(conn, &key, now, Subject::Account(&name))).await?;
    let name = known.username.clone();
    let token = match matches(&Some(known), fields.get("password").unwrap_or_default()).await? {
        true => second_factor(&kit, now, session, &fields, Factor::InUse).await?,
        false => None,
    };
    let Some(token) = token else {
        let errors = FieldErrors::one("password", NO_MATCH);
        return Err(fix(errors.clone(), pages::again(&frame, &to, &errors)));
    };
    let key = kit.key.clone();
    kit.db.write(move |conn| attempts::forgive(conn, &key, Subject::Account(&name))).await?;
    Ok(with_session(&kit, &token, &to))
}
