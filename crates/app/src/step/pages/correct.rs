//! Putting a finished step right: the form again, with a reason. The old words stay in the journal.

use super::super::commands;
use super::super::drafts::Draft;
use super::super::earlier;
use super::super::fields::belonging;
use super::super::opened::{self, Opened, step_id};
use super::super::question::{self, Sheet};
use super::actions::words;
use super::{go, page, problems, shown};
use crate::command::Rejected;
use crate::desk::{Answered, Desk, Stop, Who, form_fields, raw};
use axum::extract::{Path, State};
use axum::response::Response;
use law::journal::Entry;
use law::step::StepEntry;
use law::step::act::Refusal;
use law::step::offer::Action;
use maud::html;
use web::govuk::{Button, button};
use web::{Failure, FieldErrors, Fields, Frame, Page};

/// The form with what stands.
pub async fn show(State(desk): State<Desk>, who: Who, frame: Frame, Path(id): Path<String>) -> Answered<Response> {
    form(&desk, &who, &frame, &id, &Fields::default(), FieldErrors::new()).await
}

/// Saves the correction.
pub async fn correct(
    State(desk): State<Desk>,
    who: Who,
    frame: Frame,
    Path(id): Path<String>,
    fields: Fields,
) -> Answered<Response> {
    let opened = opened::open(&desk, &who, &id, "a step that was put right").await?;
    let (step, actor, council) = (opened.step.id, who.viewer.actor.clone(), desk.council.clone());
    let (reason, posted) = (fields.text("reason").unwrap_or_default().to_owned(), raw(&fields));
    let corrected = desk.run(who.command(&desk, &fields), move |conn| {
        let happenings = commands::correct(&council, conn, &actor, step, reason, posted)?;
        let changes =
            |entry: &Entry| !matches!(entry, Entry::Step(StepEntry::Corrected { answers, .. }) if answers.is_empty());
        if happenings.iter().all(|happening| changes(&happening.entry)) {
            return Ok(happenings);
        }
        Err(Rejected::from(Refusal::fix("reason", "Nothing is different from what stands: change an answer first")))
    });
    match corrected.await {
        Ok(_) => Ok(go(&format!("/step/{step}"))),
        Err(rejected) => {
            let errors = problems(&opened, rejected)?;
            form(&desk, &who, &frame, &id, &fields, errors).await
        }
    }
}

async fn form(
    desk: &Desk,
    who: &Who,
    frame: &Frame,
    id: &str,
    typed: &Fields,
    errors: FieldErrors,
) -> Answered<Response> {
    let step = step_id(id)?;
    let (council, reader) = (desk.council.clone(), who.clone());
    let (mut opened, events) = desk
        .read(move |conn| {
            let opened = opened::load(conn, &council, &reader, step, "a step to put right")?;
            opened.must_be_open_to(Action::Correct)?;
            let events = earlier::events(conn, &council, &reader, &opened)?;
            Ok((opened, events))
        })
        .await?;
    opened.drafts = typed_boxes(&opened, who, typed);
    let Some(form) = opened.form() else { return Err(Stop::Failure(Failure::NotFound)) };
    let sheet =
        Sheet { opened: &opened, errors: &errors, earlier: &[], events: &events, today: who.today(), drafts: false };
    let body = html! {
        h1 class="govuk-heading-l k-title" { "Put right: " (opened.step.kind.name()) }
        p { "What stood before stays on the record beside your correction." }
        form class="k-short" method="post" action={ "/step/" (step) "/correct" } novalidate {
            (form_fields(desk, frame, who))
            (words("reason", "Why is it put right?", typed, &errors))
            @for section in &form.sections {
                h2 class="govuk-heading-m" { (section.title) }
                (question::questions(&sheet, &section.questions))
            }
            (button(&Button::primary("Save the correction")))
        }
    };
    let page = page(desk, who, &opened, Action::Correct.name(), body);
    Ok(shown(&Page { errors: errors.clone(), ..page }, frame))
}

/// What was typed stands in the boxes again; nothing of it is kept elsewhere.
fn typed_boxes(opened: &Opened, who: &Who, typed: &Fields) -> Vec<Draft> {
    let posted = raw(typed);
    let boxes = opened.asked().into_iter().map(|asking| (asking, belonging(&posted, &asking.field())));
    boxes
        .filter(|(_, fields)| !fields.is_empty())
        .map(|(asking, fields)| Draft {
            question: asking.question.id.clone(),
            child: asking.child_id(),
            fields,
            worker: who.worker.id,
            saved_at: who.at(),
        })
        .collect()
}
