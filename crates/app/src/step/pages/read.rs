//! A step as it is read: what was written, on the form it was written on.

use super::super::earlier;
use super::super::opened::Opened;
use super::parts::{self, Reading};
use super::{page, shown};
use crate::desk::{Answered, Desk, Who};
use axum::response::Response;
use maud::{Markup, html};
use web::Frame;

/// Shows the record of a step.
pub async fn show(desk: &Desk, who: &Who, frame: &Frame, opened: Opened) -> Answered<Response> {
    let (council, reader) = (desk.council.clone(), who.clone());
    let (opened, events) = desk
        .read(move |conn| {
            let events = earlier::events(conn, &council, &reader, &opened)?;
            Ok((opened, events))
        })
        .await?;
    let reading = Reading { opened: &opened, step: &opened.step, events: &events };
    let body = html! {
        h1 class="govuk-heading-l k-title" { (opened.step.kind.title()) @if !opened.whom().is_empty() { ": " (opened.whom()) } }
        (parts::quality(&opened, &opened.step))
        (sections(&reading))
    };
    Ok(shown(&page(desk, who, &opened, "", body), frame))
}

/// Every section as it is read.
pub fn sections(reading: &Reading<'_>) -> Markup {
    html! {
        @match reading.opened.form() {
            None => p class="k-empty" { "This work has no form in this version of Kith. Its facts come from an import; what is done now stands in case notes." },
            Some(form) => @for section in &form.sections {
                section class="k-card" {
                    h2 class="k-card__title" { (section.title) }
                    (parts::answers(reading, section))
                }
            },
        }
    }
}
