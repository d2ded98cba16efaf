//! Who a child has been with: every worker and every wait, with the reasons.

use super::again;
use crate::caseload::commands;
use crate::caseload::queries::{Spell, spells};
use crate::desk::{Answered, Desk, Place, Routes, Who, form_fields};
use crate::reader;
use axum::extract::{Path, State};
use axum::response::{IntoResponse, Redirect};
use law::id::PersonId;
use law::permit::Permit;
use maud::{Markup, html};
use web::govuk::{self, ErrorMessage, Input};
use web::shell::Trail;
use web::{Failure, Fields, FormState, Frame, Page};

/// Routes of the feature.
pub fn routes() -> Routes {
    Routes::new().get("/person/{id}/allocation", Permit::Reads.into(), show).post(
        "/person/{id}/allocation/end",
        Permit::Allocates.into(),
        end,
    )
}

async fn show(State(desk): State<Desk>, who: Who, frame: Frame, Path(id): Path<String>) -> Answered<Markup> {
    page(&desk, &who, &frame, id.parse().map_err(|_| Failure::NotFound)?, FormState::default()).await
}

async fn page(desk: &Desk, who: &Who, frame: &Frame, person: PersonId, form: FormState) -> Answered<Markup> {
    let (council, asker) = (desk.council.clone(), who.clone());
    let (spells, name) = desk
        .read(move |conn| {
            let record = reader::open(conn, council.db.views(), person, &asker.viewer, "allocation history")?;
            Ok((spells(conn, &record)?, crate::people::queries::person(conn, &record)?.name.short().to_owned()))
        })
        .await?;
    let open = spells.iter().any(|spell| spell.until.is_none());
    let body = html! {
        (table(&spells, &name))
        @if open && Permit::Allocates.allows(&who.viewer.actor.roles) { (end_form(desk, frame, who, person, &form)) }
    };
    let trail = Trail::Back("Child’s page".to_owned(), format!("/person/{person}"));
    let page = desk.page(who, "Allocation history", Place::Elsewhere, body);
    Ok(Page { trail, errors: form.errors, ..page }.render(frame))
}

fn table(spells: &[Spell], name: &str) -> Markup {
    html! {
        p class="k-muted" { "Who " (name) " has been with: " (spells.len()) ", the latest first" }
        @if spells.is_empty() {
            p class="k-empty" { "Not allocated so far. Each worker stands here, with the days and the reason." }
        } @else {
            table class="k-table k-table--stack" {
                caption class="govuk-visually-hidden" { "Workers, the latest first" }
                thead { tr { th scope="col" { "Worker" } th scope="col" { "Team" } th scope="col" { "From" } th scope="col" { "Until" } th scope="col" { "Why" } } }
                tbody {
                    @for spell in spells {
                        tr {
                            th scope="row" { (spell.worker.as_deref().unwrap_or("Waiting for a worker")) }
                            td data-label="Team" { (spell.team.as_deref().unwrap_or("No team")) }
                            td data-label="From" { (spell.since.brief()) }
                            td data-label="Until" { @match spell.until { Some(day) => (day.brief()), None => strong { "Now" } } }
                            td data-label="Why" { (spell.reason) @if let Some(why) = &spell.ended_why { span class="k-muted" { " Ended: " (why) } } }
                        }
                    }
                }
            }
        }
    }
}

fn end_form(desk: &Desk, frame: &Frame, who: &Who, person: PersonId, form: &FormState) -> Markup {
    let reason = Input {
        value: Some(form.value("reason").to_owned()),
        error: form.error("reason").map(ErrorMessage::text),
        ..Input::new("reason", "Why it ends")
    };
    html! {
        form class="k-toolbar" method="post" action=(format!("/person/{person}/allocation/end")) {
            (form_fields(desk, frame, who))
            (govuk::input(&reason))
            button class="govuk-button govuk-button--secondary" { "End the allocation" }
        }
    }
}

async fn end(State(desk): State<Desk>, who: Who, frame: Frame, Path(id): Path<String>, fields: Fields) -> Answered {
    let person: PersonId = id.parse().map_err(|_| Failure::NotFound)?;
    let (actor, reason) = (who.viewer.actor.clone(), fields.text("reason").unwrap_or_default().to_owned());
    let ran = desk.run(who.command(&desk, &fields), move |conn| commands::end(conn, &actor, person, &reason)).await;
    match again(ran.map(|_| ()))? {
        None => Ok(Redirect::to(&format!("/person/{person}/allocation")).into_response()),
        Some(errors) => {
            let page = page(&desk, &who, &frame, person, FormState::again(fields, errors.clone())).await?;
            Err(Failure::Fix { errors, page: Some(page) }.into())
        }
    }
}
