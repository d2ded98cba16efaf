//! Moving a caseload: all of one worker's children and open work, or those chosen, to another.

use super::pages::{tick, to_whom};
use super::queries::{Load, loads};
use super::{Asked, again, give};
use crate::caseload::commands::why_not;
use crate::caseload::queries::{self as caseload, Worker};
use crate::clocks::Days;
use crate::desk::{Answered, Desk, Place, Routes, Who, form_fields};
use crate::my_day::queries::{MyChild, children};
use crate::reader;
use crate::work::{self, Work, subjects};
use axum::extract::{Query, State};
use axum::response::{IntoResponse, Redirect};
use law::id::{PersonId, WorkerId};
use law::permit::{List, Permit};
use maud::{Markup, html};
use serde::Deserialize;
use web::shell::Trail;
use web::{Failure, Fields, FormState, Frame, Page};

/// Routes of the feature.
pub fn routes() -> Routes {
    Routes::new().get("/allocation/move", Permit::Allocates.into(), show).post(
        "/allocation/move",
        Permit::Allocates.into(),
        submit,
    )
}

/// Whose caseload: an opaque id.
#[derive(Debug, Deserialize)]
struct From {
    worker: Option<String>,
}

async fn show(State(desk): State<Desk>, who: Who, frame: Frame, Query(from): Query<From>) -> Answered<Markup> {
    let from =
        from.worker.filter(|id| !id.is_empty()).map(|id| id.parse().map_err(|_| Failure::NotFound)).transpose()?;
    page(&desk, &who, &frame, from, FormState::default()).await
}

async fn submit(State(desk): State<Desk>, who: Who, frame: Frame, fields: Fields) -> Answered {
    let from: WorkerId = fields.text("from").and_then(|id| id.parse().ok()).ok_or(Failure::Unreadable)?;
    let mut asked = Asked::read(&fields)?;
    if fields.text("all") == Some("yes") {
        let held = read(&desk, &who, Some(from)).await?;
        asked.children = held.children.iter().map(|child| child.subject.person).collect();
        asked.steps = held.work.iter().map(|one| one.step).collect();
    }
    let actor = who.viewer.actor.clone();
    let ran = desk.run(who.command(&desk, &fields), move |conn| give(conn, &actor, &asked)).await;
    match again(ran.map(|_| ()))? {
        None => Ok(Redirect::to(&format!("/allocation/move?worker={from}")).into_response()),
        Some(errors) => {
            let page = page(&desk, &who, &frame, Some(from), FormState::again(fields, errors.clone())).await?;
            Err(Failure::Fix { errors, page: Some(page) }.into())
        }
    }
}

/// What is to be moved, and who there is.
struct Held {
    from: Option<Worker>,
    children: Vec<MyChild>,
    work: Vec<Work>,
    loads: Vec<Load>,
    days: Days,
}

async fn read(desk: &Desk, who: &Who, from: Option<WorkerId>) -> Answered<Held> {
    let (council, asker) = (desk.council.clone(), who.clone());
    desk.read(move |conn| {
        let days = Days::at(conn, &council.reckoner, asker.at())?;
        let me = asker.worker.id;
        let loads = loads(conn, me)?;
        let Some(from) = from else {
            return Ok(Held { from: None, children: Vec::new(), work: Vec::new(), loads, days });
        };
        let worker = caseload::worker(conn, from)?.ok_or(Failure::NotFound)?;
        let children = children(conn, &days, me, from, List::Shared)?;
        let work = work::of_owner(conn, &days, me, from, List::Shared)?;
        let mut people: Vec<PersonId> = work::people(&work);
        people.extend(children.iter().map(|child| child.subject.person));
        reader::shown(council.db.views(), &asker.viewer, "moving a caseload", &people)?;
        Ok(Held { from: Some(worker), children, work, loads, days })
    })
    .await
}

async fn page(desk: &Desk, who: &Who, frame: &Frame, from: Option<WorkerId>, form: FormState) -> Answered<Markup> {
    let held = read(desk, who, from).await?;
    let body = html! {
        (choose(&held))
        @if let Some(worker) = &held.from { (caseload_form(desk, frame, who, worker, &held, &form)) }
    };
    let trail = Trail::Back("Allocation".to_owned(), "/allocation".to_owned());
    let page = desk.page(who, "Move a caseload", Place::Allocation, body);
    Ok(Page { trail, errors: form.errors, ..page }.render(frame))
}

fn choose(held: &Held) -> Markup {
    let chosen = |load: &Load| held.from.as_ref().is_some_and(|from| from.id == load.worker.id);
    html! {
        form class="k-filter" method="get" action="/allocation/move" {
            div class="govuk-form-group" {
                label class="govuk-label" for="whose" { "Whose caseload" }
                select class="govuk-select" id="whose" name="worker" {
                    option value="" { "Choose a worker" }
                    @for load in held.loads.iter().filter(|load| load.children + load.steps > 0) {
                        option value=(load.worker.id) selected[chosen(load)] { (load.words()) }
                    }
                }
            }
            button class="govuk-button govuk-button--secondary" { "Show" }
        }
        @if held.from.is_none() {
            p class="k-empty" { "Workers who have children or open work are in the list. What the one whom you choose has stands here, to be moved, all of it or some." }
        }
    }
}

fn caseload_form(desk: &Desk, frame: &Frame, who: &Who, from: &Worker, held: &Held, form: &FormState) -> Markup {
    if held.children.is_empty() && held.work.is_empty() {
        return html! { p class="k-empty" { (from.name) " has no children and no open work of which you may know. What you moved stands on each child’s allocation." } };
    }
    let to: Vec<Load> = held
        .loads
        .iter()
        .filter(|load| load.worker.id != from.id && why_not(&load.worker, held.days.today()).is_none())
        .cloned()
        .collect();
    html! {
        form method="post" action="/allocation/move" {
            (form_fields(desk, frame, who))
            input type="hidden" name="from" value=(from.id);
            section class="k-card k-card--flush" {
                div class="k-card__head" {
                    h2 class="k-card__title" { "Children of " (from.name) }
                    span class="k-muted k-small" { (held.children.len()) ", what is closest to late first. Open work goes with its child." }
                }
                @if held.children.is_empty() { p class="k-empty" { "None are allocated." } }
                (children_rows(held, form))
            }
            @let alone: Vec<_> = held.work.iter().filter(|one| !held.children.iter().any(|child| one.is_about(child.subject.person))).collect();
            @if !alone.is_empty() {
                section class="k-card" {
                    h2 class="k-card__title" { "Other open work" }
                    @for (place, one) in alone.iter().enumerate() {
                        @let id = one.step.to_string();
                        (tick("step", place, &id, form.has("step", &id), one.kind.name()))
                        (one.link()) " " (subjects(&one.children, &held.days))
                    }
                }
            }
            div class="govuk-checkboxes govuk-checkboxes--small" {
                div class="govuk-checkboxes__item" {
                    input class="govuk-checkboxes__input" type="checkbox" id="all" name="all" value="yes" checked[form.has("all", "yes")];
                    label class="govuk-label govuk-checkboxes__label" for="all" { "Everything above" }
                }
            }
            (to_whom(&to, form, "Move"))
        }
    }
}

fn children_rows(held: &Held, form: &FormState) -> Markup {
    html! {
        @if !held.children.is_empty() {
            table class="k-table k-table--stack" {
                caption class="govuk-visually-hidden" { "Children to move" }
                thead { tr { th scope="col" { "Choose" } th scope="col" { "Child" } th scope="col" { "Status" } th scope="col" { "Next clock" } } }
                tbody {
                    @for (place, child) in held.children.iter().enumerate() {
                        @let id = child.subject.person.to_string();
                        tr {
                            td { (tick("child", place, &id, form.has("child", &id), &child.subject.name.full())) }
                            th scope="row" { (child.subject.show(&held.days)) }
                            td data-label="Status" { (child.status.name()) }
                            td data-label="Next clock" { @match &child.clock { Some((_, clock)) => { (clock.rule.name()) ": " (clock.show()) }, None => span class="k-muted" { "None running" } } }
                        }
                    }
                }
            }
        }
    }
}
