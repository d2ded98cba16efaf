//! Our own public key, and the keys of other councils: entered by an administrator, confirmed by a second person.

use super::councils::{self, Other};
use crate::allocation::again;
use crate::command::Rejected;
use crate::desk::{Answered, Desk, Place, Stop, Who, form_fields};
use crate::people::fields::{area, line};
use axum::extract::{Path, State};
use axum::response::{IntoResponse, Redirect};
use law::journal::Happening;
use law::pack::why_not_confirm;
use law::role::Role;
use maud::{Markup, html};
use store::Conn;
use web::govuk::{self, Button};
use web::{Failure, FieldErrors, Fields, FormState, Frame, Page};

pub async fn show(State(desk): State<Desk>, who: Who, frame: Frame) -> Answered<Markup> {
    page(&desk, &who, &frame, FormState::default()).await
}

async fn page(desk: &Desk, who: &Who, frame: &Frame, form: FormState) -> Answered<Markup> {
    let others = desk.read(|conn| Ok(councils::all(conn)?)).await?;
    let administers = who.viewer.actor.is(Role::Administrator);
    let own = desk.council.keys.as_ref().map(|keys| keys.public().clone());
    let body = html! {
        section class="k-card" {
            h2 class="k-card__title" { "Our own key" }
            @match &own {
                None => p class="k-empty" { "This Kith was started without its key folder. It cannot send or receive." },
                Some(own) => {
                    p { "Send this line to the other council by any way: it is no secret." }
                    p { code class="k-small" { (own.to_string()) } }
                    p { "Fingerprint, to be read out by telephone: " strong { (own.fingerprint().to_string()) } }
                },
            }
        }
        section class="k-card" {
            h2 class="k-card__title" { "Other councils: " (others.len()) }
            @if others.is_empty() { p class="k-empty" { "No other council’s key is entered. Nothing can be sent or received until one is entered and confirmed." } }
            @for other in &others { (one(desk, who, frame, other, administers, &form)) }
        }
        @if administers { (enter_form(desk, who, frame, &form)) }
    };
    let place = if administers { Place::Workers } else { Place::Oversight };
    let page = desk.page(who, "Keys of councils", place, body);
    Ok(Page { errors: form.errors, ..page }.render(frame))
}

fn one(desk: &Desk, who: &Who, frame: &Frame, other: &Other, administers: bool, form: &FormState) -> Markup {
    let key = other.key().hex();
    let base = base(administers);
    html! {
        h3 class="govuk-heading-s" { (other.name) " (" (other.code) ") " @if other.is_confirmed { span class="k-tag" { "Confirmed" } } @else { span class="k-tag k-tag--soon" { "Not confirmed" } } }
        p { "Fingerprint: " (other.key().to_string()) }
        @if !other.is_confirmed {
            @match why_not_confirm(&who.viewer.actor, other.entered_by) {
                Some(why) => p class="k-muted" { (why) },
                None => form method="post" action=(format!("{base}/{key}/confirm")) novalidate {
                    (form_fields(desk, frame, who))
                    (line(form, "how", "With whom did you compare the fingerprint, and how?", "By telephone, on a number that you knew before: never one that came with the key"))
                    (govuk::button(&Button::primary("The fingerprint is theirs")))
                },
            }
        }
        @if administers {
            details { summary { "Remove this key" }
                form method="post" action=(format!("{base}/{key}/remove")) novalidate {
                    (form_fields(desk, frame, who))
                    (line(form, "why", "Why it no longer counts", ""))
                    button class="govuk-button govuk-button--secondary" { "Remove the key" }
                }
            }
        }
    }
}

fn base(administers: bool) -> &'static str {
    if administers { "/workers/councils" } else { "/oversight/councils" }
}

fn enter_form(desk: &Desk, who: &Who, frame: &Frame, form: &FormState) -> Markup {
    html! {
        form method="post" action="/workers/councils" class="k-card" novalidate {
            h2 class="k-card__title" { "Enter another council’s key" }
            (form_fields(desk, frame, who))
            (line(form, "council", "Council", ""))
            (line(form, "code", "Its three-digit code", ""))
            (area(form, "public", "Its public key", "The whole line, from kith-key-1 on"))
            (govuk::button(&Button::primary("Enter the key")))
        }
    }
}

async fn act<F>(desk: Desk, who: Who, frame: Frame, fields: Fields, rename: Option<(&str, &str)>, decide: F) -> Answered
where
    F: FnOnce(&mut Conn) -> Result<Vec<Happening>, Rejected> + Send + 'static,
{
    let ran = desk.run(who.command(&desk, &fields), decide).await;
    match again(ran.map(|_| ()))? {
        None => Ok(Redirect::to(base(who.viewer.actor.is(Role::Administrator))).into_response()),
        Some(errors) => {
            let errors = match rename {
                Some((from, to)) => errors.get(from).map_or(errors.clone(), |say| FieldErrors::one(to, say.to_owned())),
                None => errors,
            };
            let page = page(&desk, &who, &frame, FormState::again(fields, errors.clone())).await?;
            Err(Failure::Fix { errors, page: Some(page) }.into())
        }
    }
}

pub async fn enter(State(desk): State<Desk>, who: Who, frame: Frame, fields: Fields) -> Answered {
    let own = desk.council.keys.as_ref().map(|keys| keys.public().clone());
    let own =
        own.ok_or_else(|| Stop::Failure(Failure::may_not("This Kith has no key folder.", "Start it with one.")))?;
    let actor = who.viewer.actor.clone();
    let text = |name: &str| fields.text(name).unwrap_or_default().to_owned();
    let (council, code, public) = (text("council"), text("code"), text("public"));
    act(desk, who, frame, fields, None, move |conn| councils::enter(conn, &actor, &own, (&council, &code, &public)))
        .await
}

pub async fn confirm(
    State(desk): State<Desk>,
    who: Who,
    frame: Frame,
    Path(key): Path<String>,
    fields: Fields,
) -> Answered {
    let (actor, how) = (who.viewer.actor.clone(), fields.text("how").unwrap_or_default().to_owned());
    act(desk, who, frame, fields, None, move |conn| councils::confirm(conn, &actor, &key, &how)).await
}

pub async fn remove(
    State(desk): State<Desk>,
    who: Who,
    frame: Frame,
    Path(key): Path<String>,
    fields: Fields,
) -> Answered {
    let (actor, why) = (who.viewer.actor.clone(), fields.text("why").unwrap_or_default().to_owned());
    let rename = Some(("reason", "why"));
    act(desk, who, frame, fields, rename, move |conn| councils::remove(conn, &actor, &key, &why)).await
}
