//! A worker's own account: where they are signed in, and their password.

use axum::{
    extract::{FromRef, State},
    response::{IntoResponse, Redirect, Response},
};
use maud::{Markup, html};

use crate::{
    attempts::{self, Subject},
    credential,
    errors::Failure,
    fields::Fields,
    forms::FieldErrors,
    govuk::{self, Button},
    kit::{Kit, Now},
    routes::{RouteTable, SignedIn},
    session::{self, Session},
    shell::{Frame, Page},
    sign_in::{self, Permits},
};

/// The routes under `/account` and `/session`.
pub fn routes<S, P>(permits: Permits<P>) -> RouteTable<S, P>
where
    S: Clone + Send + Sync + 'static,
    P: Clone + Send + Sync + 'static,
    Kit: FromRef<S>,
{
    let own = || permits.signed_in.clone();
    RouteTable::new()
        .get("/account", own(), show)
        .post("/account/sessions/end", own(), end)
        .post("/account/sessions/end-others", own(), end_others)
        .get("/account/password", own(), show_password)
        .post("/account/password", own(), change_password)
        .get("/session", permits.anyone.clone(), sign_in::status)
        .post("/session/stay", own(), sign_in::stay)
}

async fn show(State(kit): State<Kit>, now: Now, frame: Frame, SignedIn(own): SignedIn) -> Result<Markup, Failure> {
    let (limits, worker) = (kit.limits, own.worker.clone());
    let (sessions, local) = kit
        .db
        .read(move |conn| {
            let local = credential::of_worker(conn, &worker)?.is_some();
            Ok::<_, Failure>((session::list(conn, limits, now, &worker)?, local))
        })
        .await?;
    let body = html! {
        @if local {
            p class="govuk-body" { a class="govuk-link" href="/account/password" { "Change your password" } }
        }
        h2 class="govuk-heading-m" { "Where you are signed in " span class="k-count" { (sessions.len()) } }
        (session_table(&frame, &sessions, &own))
        @if sessions.len() > 1 {
            form method="post" action="/account/sessions/end-others" {
                @if let Some(csrf) = &frame.csrf { (csrf.field()) }
                (govuk::button(&Button::secondary("Sign out everywhere else")))
            }
        }
    };
    Ok(Page::new("Your account", body).render(&frame))
}

fn session_table(frame: &Frame, sessions: &[Session], own: &Session) -> Markup {
    html! {
        table class="govuk-table k-table" {
            caption class="govuk-table__caption govuk-visually-hidden" { "Your sessions, the latest first" }
            thead { tr { th scope="col" { "Browser" } th scope="col" { "Signed in" } th scope="col" { "Last used" } th scope="col" { span class="govuk-visually-hidden" { "What can be done" } } } }
            tbody {
                @for session in sessions {
                    tr {
                        td { (session.device) }
                        td { (london(session.created)) }
                        td { (london(session.seen)) }
                        td { @if session.id == own.id { "This one" } @else { (end_form(frame, session)) } }
                    }
                }
            }
        }
    }
}

fn end_form(frame: &Frame, session: &Session) -> Markup {
    html! {
        form method="post" action="/account/sessions/end" class="k-inline" {
            @if let Some(csrf) = &frame.csrf { (csrf.field()) }
            input type="hidden" name="session" value=(session.handle());
            button class="k-link-button" { "Sign out" span class="govuk-visually-hidden" { " of " (session.device) } }
        }
    }
}

/// A moment as a person in England reads it.
fn london(at: jiff::Timestamp) -> String {
    match at.in_tz("Europe/London") {
        Ok(there) => there.strftime("%a %-d %B, %H:%M").to_string(),
        Err(_) => at.to_string(),
    }
}

async fn end(State(kit): State<Kit>, SignedIn(own): SignedIn, fields: Fields) -> Result<Redirect, Failure> {
    let handle = fields.text("session").ok_or(Failure::Unreadable)?.to_owned();
    kit.db.write(move |conn| session::end_by_handle(conn, &own.worker, &handle)).await?;
    Ok(Redirect::to("/account"))
}

async fn end_others(State(kit): State<Kit>, SignedIn(own): SignedIn) -> Result<Redirect, Failure> {
    kit.db.write(move |conn| session::end_others(conn, &own)).await?;
    Ok(Redirect::to("/account"))
}

async fn show_password(State(kit): State<Kit>, frame: Frame, SignedIn(own): SignedIn) -> Result<Markup, Failure> {
    sign_in::owner(&kit, &own).await?;
    Ok(password_page(&frame, &FieldErrors::new()))
}

async fn change_password(
    State(kit): State<Kit>,
    now: Now,
    frame: Frame,
    SignedIn(own): SignedIn,
    fields: Fields,
) -> Result<Response, Failure> {
    let refuse = |errors: FieldErrors| Failure::Fix { page: Some(password_page(&frame, &errors)), errors };
    let known = sign_in::owner(&kit, &own).await?;
    let (key, name) = (kit.key.clone(), known.username.clone());
    kit.db.write(move |conn| attempts::begin(conn, &key, now, Subject::Account(&name))).await?;
    if !sign_in::matches(&Some(known.clone()), fields.get("password").unwrap_or_default()).await? {
        return Err(refuse(FieldErrors::one("password", "This is not your password")));
    }
    let hash = sign_in::new_password(&kit, &known, &fields).await?.map_err(refuse)?;
    let (key, chance) = (kit.key.clone(), kit.chance.clone());
    let token = kit
        .db
        .write(move |conn| {
            attempts::forgive(conn, &key, Subject::Account(&known.username))?;
            credential::set_password(conn, &own.worker, &hash, false)?;
            session::end_others(conn, &own)?;
            let (_, token) = session::renew(conn, chance.as_ref(), now, &own)?;
            Ok::<_, Failure>(token)
        })
        .await?;
    Ok(sign_in::with_session(&kit, &token, "/account").into_response())
}

fn password_page(frame: &Frame, errors: &FieldErrors) -> Markup {
    let boxes = html! {
        (sign_in::text_box(sign_in::PASSWORD, errors))
        (sign_in::new_password_boxes(errors))
        p class="govuk-body" { "You will be signed out everywhere else." }
    };
    sign_in::form_page(frame, "Change your password", "/account/password", boxes, errors, "Change password")
}
