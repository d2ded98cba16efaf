//! The whole step for paper, each sheet with whom it is about.

use super::super::earlier;
use super::super::opened::{self, Opened, step_id};
use super::parts::Reading;
use super::{decided, page, read, shown};
use crate::desk::{Answered, Desk, Who};
use crate::people::queries::Person;
use axum::extract::{Path, State};
use axum::response::Response;
use law::day::Day;
use maud::html;
use web::Frame;

/// The page to print.
pub async fn show(State(desk): State<Desk>, who: Who, frame: Frame, Path(id): Path<String>) -> Answered<Response> {
    let step = step_id(&id)?;
    let (council, reader) = (desk.council.clone(), who.clone());
    let (opened, events, followed) = desk
        .read(move |conn| {
            let opened = opened::load(conn, &council, &reader, step, "a step, to print")?;
            let events = earlier::events(conn, &council, &reader, &opened)?;
            let followed = earlier::followed(conn, step)?;
            Ok((opened, events, followed))
        })
        .await?;
    let reading = Reading { opened: &opened, step: &opened.step, events: &events };
    let whose: Vec<String> =
        opened.people.iter().map(|child| reference(&child.name.full(), &child.id.to_string())).collect();
    let body = html! {
        div class="k-sheet" {
            // As the head of a table it stands on each sheet, and nothing stands under it.
            div class="k-sheet__head" {
                (opened.step.kind.title()) " · "
                @for one in &whose { span class="k-nowrap" { (one) } " · " }
                "printed " (who.at().long()) " by " (who.worker.name)
            }
            div class="k-sheet__body" {
                h1 class="govuk-heading-l k-title" { (opened.step.kind.title()) }
                p class="k-no-print" { "This is the whole " (opened.step.kind.name()) ". Use your browser’s Print. What is printed leaves the record: keep it safe and shred it." }
                @if !opened.people.is_empty() { p class="k-print-only" { "About " (about(&opened, who.today())) "." } }
                p { (opened.step.state.name()) ". Started " (opened.step.started.long()) " by " (opened.name(opened.step.started_by)) "." }
                (decided::shown(&opened, &followed))
                (read::sections(&reading))
            }
        }
    };
    Ok(shown(&page(&desk, &who, &opened, "Print", body), &frame))
}

/// Every child with their age, as the bar says it on a screen.
fn about(opened: &Opened, today: Day) -> String {
    let one = |child: &Person| format!("{}, {}", child.name.full(), child.birth.age_words(today));
    opened.people.iter().map(one).collect::<Vec<_>>().join("; ")
}

/// A child's name and the beginning of the record's number, as a sheet carries it.
fn reference(name: &str, id: &str) -> String {
    let beginning: String = id.chars().rev().take(8).collect::<Vec<_>>().into_iter().rev().collect();
    format!("{name}, record …{beginning}")
}
