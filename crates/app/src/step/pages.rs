//! The pages of a step: writing, finishing, deciding.

mod actions;
mod answer;
mod aside;
mod check;
mod clock;
mod correct;
pub(crate) mod decide;
mod decided;
mod ending;
mod history;
mod letter;
mod parts;
pub(crate) use parts::strip;
mod print;
mod read;
mod start;
mod write;

use super::opened::{self, Opened};
use super::saving::Writer;
use crate::command::Rejected;
use crate::desk::{Answered, Desk, Place, Routes, Stop, Who};
use crate::ledger::LedgerError;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use law::fact::Fact;
use law::permit::Permit;
use law::step::act::Refusal;
use maud::Markup;
use web::shell::Trail;
use web::{FieldErrors, Frame, Page};

/// Routes of the feature. Law answers who may do what with a step, so that a button and a refusal say the same.
pub fn routes() -> Routes {
    let reads = || Permit::Reads.into();
    Routes::new()
        .get("/step/{id}", reads(), show)
        .post("/step/{id}", reads(), write::save_all)
        .get("/step/{id}/section/{section}", reads(), write::section)
        .post("/step/{id}/section/{section}", reads(), write::save_section)
        .post("/step/{id}/answer", reads(), answer::autosave)
        .get("/step/{id}/check", reads(), check::show)
        .post("/step/{id}/finish", reads(), check::finish)
        .get("/step/{id}/decide", reads(), decide::show)
        .post("/step/{id}/decide", reads(), decide::decide)
        .post("/step/{id}/return", reads(), decide::send_back)
        .get("/step/{id}/letter", reads(), letter::show)
        .get("/step/{id}/print", reads(), print::show)
        .get("/step/{id}/clock/{rule}", reads(), clock::show)
        .post("/step/{id}/lateness", reads(), clock::lateness)
        .get("/step/{id}/correct", reads(), correct::show)
        .post("/step/{id}/correct", reads(), correct::correct)
        .get("/step/{id}/cancel", reads(), actions::ask_cancel)
        .post("/step/{id}/cancel", reads(), actions::cancel)
        .get("/step/{id}/assign", reads(), actions::ask_assign)
        .post("/step/{id}/assign", reads(), actions::assign)
        .get("/step/{id}/end", reads(), ending::ask)
        .post("/step/{id}/end", reads(), ending::end)
        .get("/step/{id}/acknowledge", reads(), actions::ask_acknowledge)
        .post("/step/{id}/acknowledge", reads(), actions::acknowledge)
        .get("/person/{id}/start/{kind}", reads(), start::ask)
        .post("/person/{id}/start/{kind}", reads(), start::begin)
}

/// The step: the form where the viewer may write in it, else the record of it.
async fn show(State(desk): State<Desk>, who: Who, frame: Frame, Path(id): Path<String>) -> Answered<Response> {
    let opened = opened::open(&desk, &who, &id, "a step").await?;
    if opened.is_written_here() {
        return write::show(&desk, &who, &frame, &id, None, FieldErrors::new()).await;
    }
    read::show(&desk, &who, &frame, opened).await
}

/// A page of a step in the product's frame.
fn page(desk: &Desk, who: &Who, opened: &Opened, title: &str, body: Markup) -> Page {
    let kind = opened.step.kind.title();
    let title = if title.is_empty() { kind } else { format!("{title} – {}", opened.step.kind.name()) };
    Page {
        heading: None,
        strip: Some(parts::strip(opened, who.today())),
        trail: back(opened),
        ..desk.page(who, title, Place::Elsewhere, body)
    }
}

/// Back to the child; with several, to the first.
fn back(opened: &Opened) -> Trail {
    match opened.children.first() {
        Some(child) => Trail::Back(format!("{}’s page", child.name), format!("/person/{}", child.id)),
        None => Trail::Back("My day".to_owned(), "/".to_owned()),
    }
}

/// A page that is shown, or shown again with what is wrong.
fn shown(page: &Page, frame: &Frame) -> Response {
    let wrong = page.problem || !page.errors.is_empty();
    let status = if wrong { StatusCode::UNPROCESSABLE_ENTITY } else { StatusCode::OK };
    (status, page.render(frame)).into_response()
}

fn go(to: &str) -> Response {
    Redirect::to(to).into_response()
}

fn writer(who: &Who) -> Writer {
    Writer { actor: who.viewer.actor.clone(), at: who.at() }
}

/// What is wrong, each beside its question; anything that the person cannot put right stops here.
fn problems(opened: &Opened, rejected: Rejected) -> Answered<FieldErrors> {
    let mut errors = FieldErrors::new();
    match rejected {
        Rejected::Refused(Refusal::Fix(problems)) => {
            problems.into_iter().for_each(|problem| errors.add(field_of(opened, &problem.field), problem.say));
            Ok(errors)
        }
        Rejected::Ledger(LedgerError::BeyondCalendar(beyond)) => {
            errors.add(field_of(opened, Fact::ReceivedAt.slug()), beyond.to_string());
            Ok(errors)
        }
        other => Err(Stop::from(other)),
    }
}

fn field_of(opened: &Opened, named: &str) -> String {
    let found = opened.form().and_then(|form| opened::question_of(form, named));
    found.map_or_else(|| named.to_owned(), |(question, child)| forms::field_name(&question.id, child))
}
