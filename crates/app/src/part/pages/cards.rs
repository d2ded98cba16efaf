//! The cards of a step's parts, beside its form or below its record: who is in, what was agreed, who was asked.

use crate::step::opened::Opened;
use law::day::Moment;
use law::step::agreed::{Agreed, Standing};
use law::step::check::{Check, Progress};
use law::step::offer::chairs;
use law::step::part::{has_actions, has_checks, has_seats};
use law::step::seat::Seat;
use maud::{Markup, html};

/// All cards of the step that its kind has. `chair` is who would give feedback.
pub fn cards(opened: &Opened, now: Moment, actor: &law::step::offer::Actor) -> Markup {
    let kind = opened.step.kind;
    html! {
        @if has_seats(kind) { (seats(opened, chairs(kind, actor) && kind == law::step::StepKind::Conference)) }
        @if has_checks(kind) { (checks(opened)) }
        @if has_actions(kind) { (actions(opened, now)) }
    }
}

/// What is missing that stands in a part and not in a question.
fn missing<'a>(opened: &'a Opened, part: &'a str) -> impl Iterator<Item = &'a str> {
    opened.missing.iter().filter(move |one| one.field == part).map(|one| one.say.as_str())
}

fn head(opened: &Opened, id: &str, title: &str, count: usize, add: Option<(&str, &str)>) -> Markup {
    html! {
        div class="k-card__head" {
            h2 class="k-card__title" id=(id) { (title) " (" (count) ")" }
            @if let Some((part, words)) = add { a href={ "/step/" (opened.step.id) "/part/" (part) "/new" } { (words) } }
        }
        @let wanted: Vec<&str> = missing(opened, id).collect();
        @if opened.step.state.is_being_written() && !wanted.is_empty() {
            ul class="k-lines" { @for say in wanted { li class="k-soon" { (say) } } }
        }
    }
}

fn seats(opened: &Opened, feedback: bool) -> Markup {
    let step = &opened.step;
    let add = step.state.is_being_written().then_some(("seat", "Add somebody"));
    html! {
        section class="k-card" aria-labelledby="seats" {
            (head(opened, "seats", "Who takes part", step.seats.len(), add))
            @if step.seats.is_empty() { p class="k-empty" { "Nobody is recorded yet. Add each person with their agency; those who do not come, too." } }
            @else { ul class="k-lines" { @for seat in &step.seats { (seat_line(opened, seat, feedback)) } } }
        }
    }
}

fn seat_line(opened: &Opened, seat: &Seat, feedback: bool) -> Markup {
    let (step, being_written) = (opened.step.id, opened.step.state.is_being_written());
    html! {
        li {
            @if being_written { a href={ "/step/" (step) "/part/seat/" (seat.id) } { (seat.name) } } @else { strong { (seat.name) } }
            @if !seat.role.is_empty() { ", " (seat.role) }
            " " span class="k-muted" { (seat.agency.name()) }
            br;
            @match seat.part {
                None => span class="k-muted" { "Not known yet whether they come" },
                Some(part) if part.was_there() => span class="k-fine" { (part.name()) },
                Some(part) => span class="k-soon" { (part.name()) @if !seat.why_not.is_empty() { ": " (seat.why_not) } },
            }
            @if let Some(report) = &seat.report {
                @match (report.received_on, report.shared_on) {
                    (None, _) => span class="k-soon k-small" { " · report wanted" },
                    (Some(_), None) => span class="k-soon k-small" { " · report in, not yet with the family" },
                    (Some(_), Some(on)) => span class="k-small" { " · family had the report " (on.brief()) },
                }
            }
            @if seat.dissents() { " " span class="k-late k-small" { "Dissents" } }
            @if let Some(view) = seat.view.as_ref().filter(|view| !view.words.is_empty()) { div class="k-words k-small" { (view.words) } }
            @if feedback {
                " " a class="k-small" href={ "/step/" (step) "/part/feedback/" (seat.id) } {
                    @if seat.feedback.is_some() { "Feedback given" } @else { "Give feedback" }
                }
            }
        }
    }
}

fn actions(opened: &Opened, now: Moment) -> Markup {
    let step = &opened.step;
    let mut agreed: Vec<&Agreed> = step.agreed.iter().collect();
    agreed.sort_by_key(|action| (!action.is_open(), action.due));
    html! {
        section class="k-card" aria-labelledby="actions" {
            (head(opened, "actions", "Actions agreed", step.agreed.len(), Some(("action", "Agree an action"))))
            @if agreed.is_empty() { p class="k-empty" { "No action is agreed yet: what, who, by when." } }
            @else { ul class="k-lines" { @for action in agreed { (action_line(opened, action, now)) } } }
        }
    }
}

fn action_line(opened: &Opened, action: &Agreed, now: Moment) -> Markup {
    let step = opened.step.id;
    html! {
        li {
            @if action.is_open() { a href={ "/step/" (step) "/part/action/" (action.id) } { (action.what) } } @else { (action.what) }
            br;
            span class="k-small" {
                (action.who) ", "
                @match &action.standing {
                    Standing::Open if action.is_late(now) => span class="k-late" { "was due " (action.due.long()) },
                    Standing::Open => { "by " (action.due.long()) },
                    Standing::Done { on, result } => span class="k-fine" { "done " (on.brief()) @if !result.is_empty() { ": " (result) } },
                    Standing::Dropped { on, why } => span class="k-muted" { "given up " (on.brief()) ": " (why) },
                }
            }
        }
    }
}

fn checks(opened: &Opened) -> Markup {
    let step = &opened.step;
    let add = step.state.is_being_written().then_some(("check", "Ask an agency"));
    html! {
        section class="k-card" aria-labelledby="checks" {
            (head(opened, "checks", "Agencies asked", step.checks.len(), add))
            @if step.checks.is_empty() { p class="k-empty" { "No agency is asked yet. Police, health, the GP and the school are always asked, or it is said why not." } }
            @else { ul class="k-lines" { @for check in &step.checks { (check_line(opened, check)) } } }
        }
    }
}

fn check_line(opened: &Opened, check: &Check) -> Markup {
    let (step, being_written) = (opened.step.id, opened.step.state.is_being_written());
    let asked = check.asked_on.map(|day| day.brief()).unwrap_or_default();
    html! {
        li {
            @if being_written { a href={ "/step/" (step) "/part/check/" (check.id) } { (check.agency.name()) } } @else { strong { (check.agency.name()) } }
            @if !check.person.is_empty() { ", " (check.person) }
            br;
            @match check.progress() {
                Progress::NotAsked => span class="k-soon" { "Not asked yet" },
                Progress::Asked => span class="k-soon" { "Asked " (asked) ", no answer yet" },
                Progress::Answered => span class="k-fine" { "Answered " (check.answered_on.map(|day| day.brief()).unwrap_or_default()) },
                Progress::Explained => span class="k-muted" { (check.why_not) },
            }
            @if !check.information.is_empty() { div class="k-words k-small" { (check.information) } }
        }
    }
}
