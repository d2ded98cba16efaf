//! The door of a record: the reason that is asked, restriction, and the emergency that opens what is restricted.

use super::{bar, person_id, see};
use crate::desk::{Answered, Desk, Place, Routes, Stop, Who, form_fields};
use crate::people::fields::{Reading, area};
use crate::reader::{self, Closed, OpenRecord, Viewer};
use crate::reasons;
use axum::extract::{Path, State};
use axum::response::{IntoResponse, Response};
use jiff::SignedDuration;
use law::id::PersonId;
use law::journal::Happening;
use law::people::PersonEntry;
use law::people::change::{GLASS_HOURS, reason};
use law::permit::{Access, Ground, Permit, access};
use maud::{Markup, html};
use store::{Conn, params, sql, text};
use web::govuk::{self, Button};
use web::shell::{Banner, Width};
use web::{Failure, FieldErrors, Fields, FormState, Frame, Now, Page, SignedIn, sign_in};

/// Both factors must have been given within this time before an emergency opening.
const CONFIRMED: SignedDuration = SignedDuration::from_mins(5);

/// Routes of the feature.
pub fn routes() -> Routes {
    Routes::new()
        .get("/person/{id}/why", Permit::Reads.into(), ask_why)
        .post("/person/{id}/why", Permit::Reads.into(), say_why)
        .get("/person/{id}/restricted", Permit::Reads.into(), restricted)
        .post("/person/{id}/glass", Permit::Records.into(), break_glass)
}

/// How the door stands for this worker, without opening it.
async fn standing(desk: &Desk, who: &Who, person: PersonId) -> Answered<(PersonId, Access)> {
    let viewer = who.viewer.clone();
    desk.read(move |conn| {
        let root = conn.query_opt(sql!("SELECT root FROM person WHERE id = $1"), params![text(person)])?;
        let root: PersonId = root.ok_or(Closed::Absent)?.parse("root")?;
        let standing = reader::standing(conn, root, &viewer)?;
        Ok((root, access(&viewer.actor, &standing, viewer.at)))
    })
    .await
}

/// The banner over a page of a record that stands open for a while only.
pub fn banner(conn: &mut Conn, record: &OpenRecord, viewer: &Viewer) -> Result<Option<Banner>, store::Error> {
    let until = match record.ground() {
        Ground::BrokenGlass => reader::standing(conn, record.person(), viewer)?.glass_until,
        _ => None,
    };
    let words = bar::ground_words(record.ground(), until.map(|until| until.time()));
    Ok(words.map(|words| Banner::Notice(html! { (words) })))
}

async fn ask_why(State(desk): State<Desk>, who: Who, frame: Frame, Path(id): Path<String>) -> Answered {
    let (root, access) = standing(&desk, &who, person_id(&id)?).await?;
    match access {
        Access::AskWhy => Ok(why_page(&desk, &frame, &who, root, &FormState::default()).into_response()),
        Access::Restricted => Ok(see(format!("/person/{root}/restricted"))),
        Access::Open(_) => Ok(see(format!("/person/{root}"))),
        Access::No => Err(Closed::No.into()),
    }
}

fn why_page(desk: &Desk, frame: &Frame, who: &Who, person: PersonId, state: &FormState) -> Markup {
    let body = html! {
        p { "You are not recorded as working with this person. Say why you open the record: it then stays open to you today." }
        p { "The reason is kept with your name, and managers see it." }
        form method="post" action={ "/person/" (person) "/why" } class="k-card" novalidate {
            (form_fields(desk, frame, who))
            (area(state, "reason", "Why do you need to see this record?", "For example: I cover for their worker today; school has telephoned about them"))
            (govuk::button(&Button::primary("Open the record")))
        }
    };
    let page = Page {
        errors: state.errors.clone(),
        width: Width::Narrow,
        ..desk.page(who, "Why are you here?", Place::Elsewhere, body)
    };
    page.render(frame)
}

async fn say_why(State(desk): State<Desk>, who: Who, frame: Frame, Path(id): Path<String>, fields: Fields) -> Answered {
    let (root, access) = standing(&desk, &who, person_id(&id)?).await?;
    if access != Access::AskWhy {
        return Ok(see(format!("/person/{root}")));
    }
    match read_reason(&fields, "Say why you open this record, in a few words") {
        Err(errors) => {
            let state = FormState::again(fields, errors.clone());
            let page = why_page(&desk, &frame, &who, root, &state);
            Err(Failure::Fix { errors, page: Some(page) }.into())
        }
        Ok(reason) => {
            keep(&desk, &who, root, reason).await?;
            Ok(see(format!("/person/{root}")))
        }
    }
}

fn read_reason(fields: &Fields, say: &str) -> Result<String, FieldErrors> {
    let mut form = Reading::new(fields);
    let typed = form.words("reason");
    let read = form.law(reason("reason", &typed, say));
    form.done(read)
}

/// The reason goes into the log of views before it opens anything.
async fn keep(desk: &Desk, who: &Who, person: PersonId, reason: String) -> Answered<()> {
    let (viewer, council) = (who.viewer.clone(), desk.council.clone());
    desk.council
        .db
        .write(move |conn| {
            reader::shown(council.db.views(), &viewer, &format!("reason given: {reason}"), &[person])?;
            reasons::give(conn, viewer.actor.worker, person, viewer.at.day(), &reason).map_err(Stop::from)
        })
        .await
}

async fn restricted(
    State(desk): State<Desk>,
    who: Who,
    frame: Frame,
    SignedIn(session): SignedIn,
    now: Now,
    Path(id): Path<String>,
) -> Answered {
    let (root, access) = standing(&desk, &who, person_id(&id)?).await?;
    match access {
        Access::Restricted => {
            let fresh = session.confirmed_within(CONFIRMED, now);
            Ok(restricted_page(&desk, &frame, &who, root, fresh, &FormState::default()).into_response())
        }
        Access::AskWhy | Access::Open(_) => Ok(see(format!("/person/{root}"))),
        Access::No => Err(Closed::No.into()),
    }
}

fn restricted_page(desk: &Desk, frame: &Frame, who: &Who, person: PersonId, fresh: bool, state: &FormState) -> Markup {
    let again = sign_in::again_address(&format!("/person/{person}/restricted"));
    let emergency = who.viewer.actor.records();
    let body = html! {
        p { "This record opens only to the workers on its list. A service manager can say who they are, and can add you." }
        @if emergency {
            section class="k-card" aria-labelledby="emergency" {
                h2 class="k-card__title" id="emergency" { "If a child may be in danger now" }
                p {
                    "You can open the record for an hour. A manager is told and reviews why. Do it where a child’s safety cannot "
                    "wait, and at no other time."
                }
                @if fresh {
                    form method="post" action={ "/person/" (person) "/glass" } novalidate {
                        (form_fields(desk, frame, who))
                        (area(state, "reason", "What is the emergency?", ""))
                        (govuk::button(&Button::warning("Open for one hour")))
                    }
                } @else {
                    p { a href=(again) { "Sign in again first" } ", so that nobody opens it from a desk that you have left." }
                }
            }
        }
    };
    let page = Page {
        errors: state.errors.clone(),
        width: Width::Narrow,
        ..desk.page(who, "This record is restricted", Place::Elsewhere, body)
    };
    page.render(frame)
}

async fn break_glass(
    State(desk): State<Desk>,
    who: Who,
    frame: Frame,
    SignedIn(session): SignedIn,
    now: Now,
    Path(id): Path<String>,
    fields: Fields,
) -> Answered<Response> {
    let (root, access) = standing(&desk, &who, person_id(&id)?).await?;
    if access != Access::Restricted {
        return Ok(see(format!("/person/{root}")));
    }
    if !session.confirmed_within(CONFIRMED, now) {
        return Ok(see(sign_in::again_address(&format!("/person/{root}/restricted"))));
    }
    let reason = match read_reason(&fields, "Say what the emergency is") {
        Ok(reason) => reason,
        Err(errors) => {
            let state = FormState::again(fields, errors.clone());
            let page = restricted_page(&desk, &frame, &who, root, true, &state);
            return Err(Failure::Fix { errors, page: Some(page) }.into());
        }
    };
    let (until, today) = (who.at().plus_hours(GLASS_HOURS), who.today());
    let entry = PersonEntry::GlassBroken { person: root, reason, until };
    desk.run(who.command(&desk, &fields), move |_| Ok(vec![Happening::of(entry, today)])).await?;
    Ok(see(format!("/person/{root}")))
}
