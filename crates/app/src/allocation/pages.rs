//! The page of allocation.

use super::queries::{Floor, Load};
use crate::caseload::status::LIMIT;
use crate::desk::{Desk, Who, form_fields};
use crate::work::subjects;
use maud::{Markup, html};
use web::govuk::{self, ErrorMessage, Input, Select, SelectItem};
use web::{FormState, Frame};

/// All of it: who waits, whose caseload must move, whose worker changed often, and what was done today.
pub fn floor(desk: &Desk, frame: &Frame, who: &Who, floor: &Floor, form: &FormState) -> Markup {
    html! {
        ul class="k-stats" {
            (crate::my_day::own::stat("#waiting", floor.waiting.len(), "waiting for a worker", late(floor.waiting.len())))
            (crate::my_day::own::stat("#work", floor.unowned.len(), "without an owner", ""))
            (crate::my_day::own::stat("#leaving", floor.leaving.len(), "caseloads to move", late(floor.leaving.len())))
            (crate::my_day::own::stat("#changed", floor.changed.len(), "with 3 or more changes of worker in 12 months", ""))
        }
        form method="post" action="/allocation" {
            (form_fields(desk, frame, who))
            (waiting(floor, form))
            (unowned(floor, form))
            @if !floor.waiting.is_empty() || !floor.unowned.is_empty() { (to_whom(&floor.workers, form, "Allocate")) }
        }
        (leaving(floor))
        (changed(floor))
        (today(desk, frame, who, floor))
    }
}

fn late(n: usize) -> &'static str {
    if n > 0 { "k-late" } else { "" }
}

fn waiting(floor: &Floor, form: &FormState) -> Markup {
    html! {
        section class="k-card k-card--flush" id="waiting" {
            div class="k-card__head" {
                h2 class="k-card__title" { "Children without a worker" }
                span class="k-muted k-small" { (floor.waiting.len()) ", the longest waiting first" }
            }
            @if floor.waiting.is_empty() {
                p class="k-empty" { "Nobody waits. A child stands here from the decision that opens work with them until a worker is chosen, and so does a child in need who is with nobody." }
            } @else {
                table class="k-table k-table--stack" {
                    caption class="govuk-visually-hidden" { "Children without a worker, the longest waiting first" }
                    thead { tr { th scope="col" { "Choose" } th scope="col" { "Child" } th scope="col" { "Waiting since" } th scope="col" { "Open work" } th scope="col" { "Team" } } }
                    tbody {
                        @for (place, one) in floor.waiting.iter().enumerate() {
                            @let id = one.subject.person.to_string();
                            @let open = floor.open_for(one.subject.person);
                            tr {
                                td { (tick("child", place, &id, form.has("child", &id), &one.subject.name.full())) }
                                th scope="row" { (one.subject.show(&floor.days)) }
                                td data-label="Waiting since" { (one.since.near(floor.days.today())) }
                                td data-label="Open work" {
                                    @if open.is_empty() { span class="k-muted" { "None that you may know of" } }
                                    @for work in &open {
                                        div { (work.link()) @if let Some(clock) = work.clock() { ": " (clock.rule.name()) " " (clock.show()) } }
                                    }
                                }
                                td data-label="Team" { (one.team.as_deref().or(open.iter().find_map(|work| work.team_name.as_deref())).unwrap_or("No team")) }
                            }
                        }
                    }
                }
            }
        }
    }
}

fn unowned(floor: &Floor, form: &FormState) -> Markup {
    html! {
        section class="k-card k-card--flush" id="work" {
            div class="k-card__head" {
                h2 class="k-card__title" { "Work without an owner" }
                span class="k-muted k-small" { (floor.unowned.len()) ", what is closest to late first. It goes with the child when the child is allocated." }
            }
            @if floor.unowned.is_empty() {
                p class="k-empty" { "Every open piece of work has an owner. Work that a decision opens stands here until somebody has it." }
            } @else {
                table class="k-table k-table--stack" {
                    caption class="govuk-visually-hidden" { "Work without an owner, what is closest to late first" }
                    thead { tr { th scope="col" { "Choose" } th scope="col" { "Work" } th scope="col" { "Child" } th scope="col" { "Clock" } } }
                    tbody {
                        @for (place, one) in floor.unowned.iter().enumerate() {
                            @let id = one.step.to_string();
                            tr class=[one.is_late().then_some("k-row--late")] {
                                td { (tick("step", place, &id, form.has("step", &id), one.kind.name())) }
                                th scope="row" { (one.link()) }
                                td data-label="Child" { (subjects(&one.children, &floor.days)) }
                                td data-label="Clock" { @match one.clock() { Some(clock) => { (clock.rule.name()) ": " (clock.show()) }, None => span class="k-muted" { "None running" } } }
                            }
                        }
                    }
                }
            }
        }
    }
}

/// A box to tick in a row. The first of its kind carries the plain id, to which an error links.
pub fn tick(name: &str, place: usize, value: &str, ticked: bool, label: &str) -> Markup {
    let id = if place == 0 { name.to_owned() } else { format!("{name}-{place}") };
    html! {
        div class="govuk-checkboxes govuk-checkboxes--small" {
            div class="govuk-checkboxes__item" {
                input class="govuk-checkboxes__input" type="checkbox" id=(id) name=(name) value=(value) checked[ticked];
                label class="govuk-label govuk-checkboxes__label" for=(id) { span class="govuk-visually-hidden" { "Choose " (label) } }
            }
        }
    }
}

/// The worker and the reason, and the button.
pub fn to_whom(workers: &[Load], form: &FormState, button: &str) -> Markup {
    let mut items = vec![SelectItem::new("", "Choose a worker")];
    items.extend(workers.iter().map(|load| SelectItem::new(load.worker.id.to_string(), load.words())));
    let error = |field: &str| form.error(field).map(ErrorMessage::text);
    let worker = Select {
        value: form.value("worker").to_owned(),
        error: error("worker"),
        ..Select::new("worker", "Worker", items)
    };
    let reason = Input {
        value: Some(form.value("reason").to_owned()),
        error: error("reason"),
        ..Input::new("reason", "Why, for the child’s record")
    };
    html! {
        @if let Some(wrong) = form.error("child") { p class="govuk-error-message" { (wrong) } }
        div class="k-toolbar" {
            (govuk::select(&worker))
            (govuk::input(&reason))
            button class="govuk-button" { (button) }
        }
        p class="k-muted k-small" { "A caseload should weigh at most " (LIMIT) ". Offered are those whose role has a caseload, who work here and are registered where they must be; beside each, what they have now." }
    }
}

fn leaving(floor: &Floor) -> Markup {
    html! {
        section class={ "k-card" @if !floor.leaving.is_empty() { " k-card--late" } } id="leaving" {
            div class="k-card__head" {
                h2 class="k-card__title" { "Caseloads that must move" }
                a href="/allocation/move" { "Move any caseload" }
            }
            @if floor.leaving.is_empty() {
                p class="k-empty" { "Workers who left, or who may no longer have children, stand here while they still have some." }
            }
            ul class="k-lines" {
                @for (load, why) in &floor.leaving {
                    li {
                        strong { (load.words()) } ", " (load.steps) " open pieces of work. " (why) ". "
                        a href=(format!("/allocation/move?worker={}", load.worker.id)) { "Move the caseload of " (load.worker.name) }
                    }
                }
            }
        }
    }
}

fn changed(floor: &Floor) -> Markup {
    html! {
        section class="k-card" id="changed" {
            div class="k-card__head" {
                h2 class="k-card__title" { "Three or more changes of worker in 12 months" }
                span class="k-muted k-small" { (floor.changed.len()) ", the most changes first" }
            }
            @if floor.changed.is_empty() { p class="k-empty" { "No child’s worker has changed so often. They stand here from the third change." } }
            ul class="k-lines" {
                @for one in &floor.changed {
                    li {
                        (one.subject.show(&floor.days)) ": "
                        a href=(format!("/person/{}/allocation", one.subject.person)) { (one.changes) " changes" }
                        ", now " (one.worker.as_deref().unwrap_or("waiting"))
                    }
                }
            }
        }
    }
}

fn today(desk: &Desk, frame: &Frame, who: &Who, floor: &Floor) -> Markup {
    html! {
        section class="k-card" id="today" {
            div class="k-card__head" {
                h2 class="k-card__title" { "Allocated today" }
                span class="k-muted k-small" { (floor.today.len()) ", the last first" }
            }
            @if floor.today.is_empty() { p class="k-empty" { "What is allocated today stands here, and can be undone here." } }
            ul class="k-lines" {
                @for one in &floor.today {
                    li {
                        (one.subject.show(&floor.days)) " to " (one.worker) span class="k-muted" { ": " (one.reason) } " "
                        form class="k-inline" method="post" action="/allocation/undo" {
                            (form_fields(desk, frame, who))
                            input type="hidden" name="allocation" value=(one.seq);
                            button class="k-link-button" { "Undo" span class="govuk-visually-hidden" { " the allocation of " (one.subject.name.full()) } }
                        }
                    }
                }
            }
        }
    }
}
