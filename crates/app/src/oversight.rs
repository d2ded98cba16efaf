//! How the record is used: emergency openings to review, restrictions past their review, who looked and why, and recording
//! that says only what happened.

pub mod pages;
pub mod queries;

use crate::allocation::again;
use crate::clocks::Days;
use crate::command::Rejected;
use crate::desk::{Answered, Desk, Place, Routes, Who};
use crate::reader;
use axum::extract::{Path, Query, State};
use axum::response::{IntoResponse, Redirect};
use law::id::{PersonId, WorkerId};
use law::journal::Happening;
use law::people::PersonEntry;
use law::permit::Permit;
use law::step::act::Refusal;
use law::step::offer::Actor;
use maud::Markup;
use queries::Watch;
use serde::Deserialize;
use store::Conn;
use web::shell::Trail;
use web::{Failure, Fields, FormState, Frame, Page};

/// Routes of the feature.
pub fn routes() -> Routes {
    let oversees = || Permit::Oversees.into();
    Routes::new()
        .get("/oversight", oversees(), show)
        .post("/oversight/glass/{seq}", oversees(), review)
        .get("/oversight/worker", oversees(), choose)
        .get("/oversight/worker/{id}", oversees(), looked)
}

async fn show(State(desk): State<Desk>, who: Who, frame: Frame) -> Answered<Markup> {
    page(&desk, &who, &frame, FormState::default()).await
}

async fn page(desk: &Desk, who: &Who, frame: &Frame, form: FormState) -> Answered<Markup> {
    let (council, asker) = (desk.council.clone(), who.clone());
    let (watch, days) = desk
        .read(move |conn| {
            let days = Days::at(conn, &council.reckoner, asker.at())?;
            let watch = queries::watch(conn, &days, &asker)?;
            reader::shown(council.db.views(), &asker.viewer, "oversight", &watch.people())?;
            Ok::<(Watch, Days), crate::desk::Stop>((watch, days))
        })
        .await?;
    let body = pages::watch(desk, frame, who, &watch, &days, &form);
    let page = desk.page(who, "Oversight", Place::Oversight, body);
    Ok(Page { errors: form.errors, ..page }.render(frame))
}

async fn review(State(desk): State<Desk>, who: Who, frame: Frame, Path(seq): Path<i64>, fields: Fields) -> Answered {
    let (actor, finding) = (who.viewer.actor.clone(), fields.text("finding").unwrap_or_default().to_owned());
    let ran = desk.run(who.command(&desk, &fields), move |conn| reviewed(conn, &actor, seq, finding)).await;
    match again(ran.map(|_| ()))? {
        None => Ok(Redirect::to("/oversight").into_response()),
        Some(errors) => {
            let page = page(&desk, &who, &frame, FormState::again(fields, errors.clone())).await?;
            Err(Failure::Fix { errors, page: Some(page) }.into())
        }
    }
}

/// Somebody else than the one who opened says what they found. A review that stands is not written over.
fn reviewed(conn: &mut Conn, actor: &Actor, seq: i64, finding: String) -> Result<Vec<Happening>, Rejected> {
    let opening = queries::opening(conn, seq)?.ok_or(Rejected::Absent)?;
    if opening.worker == actor.worker {
        return Err(Refusal::MayNot(
            "You opened it yourself: another manager, or the data protection officer, reviews it.".to_owned(),
        )
        .into());
    }
    if opening.reviewed {
        return Ok(Vec::new());
    }
    if finding.is_empty() {
        return Err(Refusal::fix(
            &format!("finding-{seq}"),
            "Say what you found: whether it was needed, and what follows",
        )
        .into());
    }
    let entry = PersonEntry::GlassReviewed {
        person: opening.person,
        opened_by: opening.worker,
        opened_at: opening.opened_at,
        finding,
    };
    Ok(vec![Happening::of(entry, actor.today)])
}

/// Whose views: an opaque id.
#[derive(Debug, Deserialize)]
struct Whose {
    worker: Option<String>,
}

async fn choose(Query(whose): Query<Whose>) -> Answered {
    let id: WorkerId = whose.worker.and_then(|id| id.parse().ok()).ok_or(Failure::NotFound)?;
    Ok(Redirect::to(&format!("/oversight/worker/{id}")).into_response())
}

async fn looked(State(desk): State<Desk>, who: Who, frame: Frame, Path(id): Path<String>) -> Answered<Markup> {
    let id: WorkerId = id.parse().map_err(|_| Failure::NotFound)?;
    let (council, asker) = (desk.council.clone(), who.clone());
    let (worker, views) = desk
        .read(move |conn| {
            let worker = crate::caseload::queries::worker(conn, id)?.ok_or(Failure::NotFound)?;
            let views = queries::looked(conn, council.db.views(), &asker, id)?;
            let people: Vec<PersonId> =
                views.iter().filter_map(|view| view.subject.as_ref().map(|one| one.person)).collect();
            reader::shown(council.db.views(), &asker.viewer, "what a worker looked at", &people)?;
            Ok((worker, views))
        })
        .await?;
    let body = pages::looked(&worker, &views);
    let page = desk.page(&who, format!("What {} looked at", worker.name), Place::Oversight, body);
    Ok(Page { trail: Trail::Back("Oversight".to_owned(), "/oversight".to_owned()), ..page }.render(&frame))
}
