//! The one menu of actions: record, start, open. What may not be started says why.

use super::card::Card;
use crate::desk::{Desk, Who, form_fields};
use law::day::Day;
use law::step::StepKind;
use law::step::act::started_freely;
use maud::{Markup, html};
use web::Frame;

/// The menu; nothing where the role only reads.
pub fn menu(card: &Card, desk: &Desk, frame: &Frame, who: &Who) -> Option<Markup> {
    let actor = &who.viewer.actor;
    if !actor.records() {
        return None;
    }
    let id = card.person.id;
    let start = format!("/person/{id}/start");
    let is_child = card.is_child(who.today());
    Some(html! {
        details class="k-actions" {
            summary { "Record or start" }
            div {
                @if is_child {
                    form method="post" action=(start) {
                        (form_fields(desk, frame, who))
                        h2 class="k-card__title" { "Record" }
                        ul class="k-lines" {
                            @for kind in RECORDED { li { (starter(*kind)) } }
                            li { a href={ "/person/" (id) "/change/views" } { "The child’s views" } }
                            li { a href={ "/person/" (id) "/documents" } { "Document" } }
                        }
                        h2 class="k-card__title" { "Start" }
                        ul class="k-lines" {
                            @for kind in StepKind::ALL.iter().filter(|kind| !RECORDED.contains(kind)) { li { (start_line(*kind)) } }
                        }
                    }
                } @else {
                    p class="k-small" { "Work is recorded on the child’s own page." }
                    ul class="k-lines" { li { a href={ "/person/" (id) "/documents" } { "Document" } } }
                }
                h2 class="k-card__title" { "Open" }
                ul class="k-lines" { (open(card, actor.authorises(), who.today())) }
            }
        }
    })
}

/// What is recorded day by day.
const RECORDED: &[StepKind] = &[StepKind::Visit, StepKind::CaseNote, StepKind::Oversight];

fn starter(kind: StepKind) -> Markup {
    html! { button class="k-link-button" name="kind" value=(kind.slug()) { (kind.title()) } }
}

fn start_line(kind: StepKind) -> Markup {
    html! {
        @if started_freely(kind) { (starter(kind)) }
        @else { span class="k-muted" { (kind.title()) ": opened by the decision before it" } }
    }
}

fn open(card: &Card, manages: bool, today: Day) -> Markup {
    let id = card.person.id;
    html! {
        li { a href={ "/person/" (id) "/people" } { "People and details" } }
        li { a href={ "/person/" (id) "/timeline" } { "Chronology" } }
        li { a href={ "/person/" (id) "/documents" } { "Documents" } }
        li { a href={ "/person/" (id) "/views" } { "Who looked at this record" } }
        @if manages {
            li { a href={ "/person/" (id) "/change/restrict" } { @if card.person.restricted { "Change the restriction" } @else { "Restrict this record" } } }
            li { a href={ "/person/" (id) "/change/join" } { "Join with another record" } }
        }
        @if !card.is_child(today) { li class="k-muted" { "A plan, a visit or a note is started from the child’s own page." } }
    }
}
