//! A step as it is read: what was written on the form it was written on, what was decided, its history, what can be done.

use super::super::earlier::{self, Event, Followed};
use super::super::opened::Opened;
use super::history::{self, History};
use super::parts::{self, Reading};
use super::{actions, decided, page, shown};
use crate::desk::{Answered, Desk, Who};
use crate::part::pages::cards;
use crate::protection::queries::Passed;
use crate::protection::sequence;
use axum::response::Response;
use forms::{Form, Section};
use law::step::{State, Step, StepKind};
use maud::{Markup, html};
use web::Frame;

struct Read {
    opened: Opened,
    events: Vec<Event>,
    followed: Vec<Followed>,
    history: History,
    passed: Vec<Passed>,
}

/// Shows the record of a step.
pub async fn show(desk: &Desk, who: &Who, frame: &Frame, opened: Opened) -> Answered<Response> {
    let (council, reader) = (desk.council.clone(), who.clone());
    let read = desk
        .read(move |conn| {
            let events = earlier::events(conn, &council, &reader, &opened)?;
            let followed = earlier::followed(conn, opened.step.id)?;
            let history = history::of(conn, &opened)?;
            let passed = passed(conn, &opened)?;
            Ok(Read { opened, events, followed, history, passed })
        })
        .await?;
    let opened = &read.opened;
    let reading = Reading { opened, step: &opened.step, events: &read.events };
    let body = html! {
        h1 class="govuk-heading-l k-title" { (opened.step.kind.title()) @if !opened.whom().is_empty() { ": " (opened.whom()) } }
        div class="k-split" {
            div {
                p { (state_words(opened, &opened.step)) }
                (parts::quality(opened, &opened.step))
                (decided::shown(opened, &read.followed))
                (sections(&reading))
                @if opened.step.kind == StepKind::Section47Enquiry { (sequence::card(desk, who, frame, opened, &read.passed)) }
                (cards::cards(opened, who.at(), &who.viewer.actor))
                (history::shown(&reading, &read.history))
            }
            aside {
                (actions::offers(opened))
                (parts::clocks(opened))
                (parts::here(opened))
                p class="k-no-print" { a class="govuk-button govuk-button--secondary" href={ "/step/" (opened.step.id) "/print" } { "Print view" } }
            }
        }
    };
    Ok(shown(&page(desk, who, opened, "", body), frame))
}

/// The way to an enquiry; nothing for other kinds.
pub(super) fn passed(conn: &mut store::Conn, opened: &Opened) -> Result<Vec<Passed>, store::Error> {
    match opened.step.kind {
        StepKind::Section47Enquiry => crate::protection::queries::passed(conn, &opened.step),
        _ => Ok(Vec::new()),
    }
}

/// Who brought it where it stands, and when.
fn state_words(opened: &Opened, step: &Step) -> Markup {
    let by = |what: &str, by, at: &law::day::Moment| html! { (what) " by " (opened.name(by)) ", " (at.long()) "." };
    match &step.state {
        State::Open => html! { "Started " (step.started.long()) " by " (opened.name(step.started_by)) "." },
        State::Submitted { by: who, at } => by("Submitted", *who, at),
        State::Returned { by: who, at, reasons } => {
            html! { (by("Returned", *who, at)) span class="k-words" { " " (reasons) } }
        }
        State::Authorised { by: who, at } => by("Authorised", *who, at),
        State::Recorded { by: who, at } => by("Recorded", *who, at),
        State::HandedOver { by: who, at } => by("Handed over", *who, at),
        State::Acknowledged { by: who, at } => by("Handover acknowledged", *who, at),
        State::Cancelled { by: who, at, reason } => {
            html! { (by("Cancelled", *who, at)) span class="k-words" { " " (reason) } }
        }
        State::Ended { by, on, reason } => html! {
            "Ended on " (on.long()) ": " (law::code::PLAN_END.label(reason).unwrap_or(reason)) ". Recorded by " (opened.name(*by)) "."
        },
        State::EndedElsewhere { on } => html! { "Ended in an earlier system on " (on.long()) "." },
    }
}

/// The sections of a form in which something was written, with it, and those in which nothing was.
pub fn by_what_was_written<'a>(
    reading: &Reading<'_>,
    form: &'a Form,
) -> (Vec<(&'a Section, Markup)>, Vec<&'a Section>) {
    let (mut written, mut empty) = (Vec::new(), Vec::new());
    for section in &form.sections {
        match parts::answers(reading, section) {
            Some(answers) => written.push((section, answers)),
            None => empty.push(section),
        }
    }
    (written, empty)
}

/// Every section as it is read.
pub fn sections(reading: &Reading<'_>) -> Markup {
    html! {
        @match reading.opened.form() {
            None => p class="k-empty" { "There is no form for this work here. What is done for it stands in case notes; facts from an earlier system come with an import." },
            Some(form) => {
                @let (written, empty) = by_what_was_written(reading, form);
                @for (section, answers) in &written {
                    section class="k-card" { h2 class="k-card__title" { (section.title) } (answers) }
                }
                @if !empty.is_empty() {
                    p class="k-empty" {
                        "Nothing was written under: " (empty.iter().map(|section| section.title.as_str()).collect::<Vec<_>>().join("; ")) "."
                    }
                }
            },
        }
    }
}
