//! The one menu of actions: record, start, open. What may not be started says why.

use super::card::Card;
use crate::desk::Who;
use law::day::Day;
use law::id::PersonId;
use law::permit::Permit;
use law::step::act::why_not_start;
use law::step::{Step, StepKind};
use maud::{Markup, html};

/// The menu; nothing where the role only reads.
///
/// `around` are the child's open steps: what may begin now depends on them.
pub fn menu(card: &Card, around: &[Step], pin: Markup, who: &Who) -> Option<Markup> {
    let actor = &who.viewer.actor;
    if !actor.records() {
        return None;
    }
    let id = card.person.id;
    let is_child = card.is_child(who.today());
    Some(html! {
        details class="k-actions" {
            summary { "Record or start" }
            div {
                @if is_child {
                    h2 class="k-card__title" { "Record" }
                    ul class="k-lines" {
                        @for kind in RECORDED { li { (starter(id, *kind)) } }
                        li { a href={ "/person/" (id) "/change/views" } { "The child’s views" } }
                        li { a href={ "/person/" (id) "/documents" } { "Document" } }
                    }
                    h2 class="k-card__title" { "Start" }
                    ul class="k-lines" {
                        @for kind in StepKind::ALL.iter().filter(|kind| !RECORDED.contains(kind)) {
                            li { (start_line(id, *kind, why_not_start(*kind, &[id], actor, around))) }
                        }
                    }
                } @else {
                    p class="k-small" { "Work is recorded on the child’s own page." }
                    ul class="k-lines" { li { a href={ "/person/" (id) "/documents" } { "Document" } } }
                }
                h2 class="k-card__title" { "Open" }
                ul class="k-lines" { li { (pin) } (open(card, actor.authorises(), Permit::Allocates.allows(&actor.roles), who.today())) }
            }
        }
    })
}

/// What is recorded day by day.
const RECORDED: &[StepKind] = &[StepKind::Visit, StepKind::CaseNote, StepKind::Oversight];

fn starter(person: PersonId, kind: StepKind) -> Markup {
    html! { a href={ "/person/" (person) "/start/" (kind.slug()) } { (kind.title()) } }
}

fn start_line(person: PersonId, kind: StepKind, why_not: Option<String>) -> Markup {
    html! {
        @match why_not {
            None => (starter(person, kind)),
            Some(why) => span class="k-muted" { (kind.title()) ". " (why) },
        }
    }
}

fn open(card: &Card, manages: bool, allocates: bool, today: Day) -> Markup {
    let id = card.person.id;
    html! {
        li { a href={ "/person/" (id) "/people" } { "People and details" } }
        li { a href={ "/person/" (id) "/timeline" } { "Chronology" } }
        li { a href={ "/person/" (id) "/documents" } { "Documents" } }
        li { a href={ "/person/" (id) "/allocation" } { "Allocation" } }
        @if card.is_child(today) { li { a href={ "/person/" (id) "/transfer" } { "Transfer to another team" } }
            @if allocates { li { a href={ "/person/" (id) "/send" } { "Transfer to another council" } } } }
        li { a href={ "/person/" (id) "/views" } { "Who looked at this record" } }
        @if manages {
            li { a href={ "/person/" (id) "/change/restrict" } { @if card.person.restricted { "Change the restriction" } @else { "Restrict this record" } } }
            li { a href={ "/person/" (id) "/change/join" } { "Join with another record" } }
        }
        @if !card.is_child(today) { li class="k-muted" { "A plan, a visit or a note is started from the child’s own page." } }
    }
}
