//! The page of oversight, and what one worker looked at.

use super::queries::{Looked, Opening, QUALITY_DAYS, Watch};
use crate::caseload::queries::Worker;
use crate::clocks::Days;
use crate::desk::{Desk, Who, form_fields};
use crate::my_day::own::stat;
use law::id::WorkerId;
use maud::{Markup, html};
use web::govuk::{self, ErrorMessage, Input};
use web::{FormState, Frame};

/// All of it.
pub fn watch(desk: &Desk, frame: &Frame, who: &Who, watch: &Watch, days: &Days, form: &FormState) -> Markup {
    let process_only: usize = watch.quality.iter().map(|one| one.process_only.len()).sum();
    html! {
        ul class="k-stats" {
            (stat("#openings", watch.openings.len(), "emergency openings to review", if watch.openings.is_empty() { "" } else { "k-soon" }))
            (stat("#restricted", watch.restricted.len(), "restrictions past their review", if watch.restricted.is_empty() { "" } else { "k-late" }))
            (stat("#quality", process_only, "recorded as process only", ""))
            (stat("#reasons", watch.reasons.len(), "reasons given for opening", ""))
        }
        (openings(desk, frame, who, watch, days, form))
        (restricted(watch, days))
        (quality(watch))
        (looked_at(watch))
        (reasons(watch, days))
    }
}

fn openings(desk: &Desk, frame: &Frame, who: &Who, watch: &Watch, days: &Days, form: &FormState) -> Markup {
    html! {
        section class={ "k-card" @if !watch.openings.is_empty() { " k-card--soon" } } id="openings" {
            div class="k-card__head" {
                h2 class="k-card__title" { "Emergency openings to review" }
                span class="k-muted k-small" { (watch.openings.len()) ", the oldest first; each within 2 working days" }
            }
            @if watch.openings.is_empty() { p class="k-empty" { "When somebody opens a restricted record in an emergency, it stands here until another person says what they found." } }
            ul class="k-lines" { @for one in &watch.openings { li { (opening(desk, frame, who, one, days, form)) } } }
        }
    }
}

fn opening(desk: &Desk, frame: &Frame, who: &Who, one: &Opening, days: &Days, form: &FormState) -> Markup {
    let field = format!("finding-{}", one.seq);
    let finding = Input {
        id: field.clone(),
        value: Some(form.error(&field).map_or("", |_| form.value("finding")).to_owned()),
        error: form.error(&field).map(ErrorMessage::text),
        ..Input::new("finding", "What you found")
    };
    html! {
        a href=(format!("/oversight/worker/{}", one.worker)) { (one.worker_name) } " opened "
        @match &one.subject { Some(subject) => (subject.show(days)), None => strong { "a restricted record" } }
        " on " (one.opened_at.long()) ": “" (one.reason) "” "
        @if let Some(clock) = &one.clock { (clock.show()) }
        @if one.worker == who.worker.id {
            p class="k-muted" { "You opened it yourself: another manager, or the data protection officer, reviews it." }
        } @else {
            form class="k-toolbar" method="post" action=(format!("/oversight/glass/{}", one.seq)) {
                (form_fields(desk, frame, who))
                (govuk::input(&finding))
                button class="govuk-button govuk-button--secondary" { "Record the review" }
            }
        }
    }
}

fn restricted(watch: &Watch, days: &Days) -> Markup {
    html! {
        section class="k-card" id="restricted" {
            div class="k-card__head" {
                h2 class="k-card__title" { "Restrictions past their review" }
                span class="k-muted k-small" { (watch.restricted.len()) ", the oldest first; only those on whose list you are" }
            }
            @if watch.restricted.is_empty() { p class="k-empty" { "A restriction is reviewed every 90 days. Those whose day has come stand here." } }
            ul class="k-lines" {
                @for one in &watch.restricted {
                    li { (one.subject.show(days)) ": review was due " span class="k-late" { (one.review_on.long()) } ". " (one.why) }
                }
            }
        }
    }
}

fn quality(watch: &Watch) -> Markup {
    html! {
        section class="k-card k-card--flush" id="quality" {
            div class="k-card__head" {
                h2 class="k-card__title" { "Recording of process only" }
                span class="k-muted k-small" { "Notes and visits of the last " (QUALITY_DAYS) " days that say what happened and not what it means, the most first" }
            }
            @if watch.quality.is_empty() {
                p class="k-empty" { "Nobody recorded a note or a visit in the last " (QUALITY_DAYS) " days." }
            } @else {
                table class="k-table k-table--stack" {
                    caption class="govuk-visually-hidden" { "Recording of process only, by worker" }
                    thead { tr { th scope="col" { "Worker" } th scope="col" class="k-table__num" { "Recorded" } th scope="col" class="k-table__num" { "Process only" } th scope="col" { "Which" } } }
                    tbody {
                        @for one in &watch.quality {
                            tr {
                                th scope="row" { (one.worker_name) }
                                td class="k-table__num" data-label="Recorded" { (one.recorded) }
                                td class="k-table__num" data-label="Process only" { (one.process_only.len()) }
                                td data-label="Which" {
                                    @for (place, (step, at)) in one.process_only.iter().enumerate() {
                                        @if place > 0 { ", " }
                                        a href=(format!("/step/{step}")) { (at.day().short()) }
                                    }
                                }
                            }
                        }
                    }
                }
            }
        }
    }
}

fn looked_at(watch: &Watch) -> Markup {
    let option = |id: WorkerId, name: &str| html! { option value=(id) { (name) } };
    html! {
        section class="k-card" id="looked" {
            h2 class="k-card__title" { "What a worker looked at" }
            form class="k-filter" method="get" action="/oversight/worker" {
                div class="govuk-form-group" {
                    label class="govuk-label" for="worker" { "Worker" }
                    select class="govuk-select" id="worker" name="worker" {
                        @for worker in &watch.workers { (option(worker.id, &worker.name)) }
                    }
                }
                button class="govuk-button govuk-button--secondary" { "Show" }
            }
        }
    }
}

fn reasons(watch: &Watch, days: &Days) -> Markup {
    html! {
        section class="k-card" id="reasons" {
            div class="k-card__head" {
                h2 class="k-card__title" { "Reasons given for opening a record" }
                span class="k-muted k-small" { (watch.reasons.len()) ", the last first" }
            }
            @if watch.reasons.is_empty() { p class="k-empty" { "Who opens a record without a relationship to it says why. The reasons stand here." } }
            ul class="k-lines" {
                @for one in &watch.reasons {
                    li {
                        span class="k-muted" { (one.day.near(days.today())) " " }
                        a href=(format!("/oversight/worker/{}", one.worker)) { (one.worker_name) } " opened " (one.subject.show(days)) ": “" (one.reason) "”"
                    }
                }
            }
        }
    }
}

/// What one worker looked at, the last first.
pub fn looked(worker: &Worker, views: &[Looked]) -> Markup {
    html! {
        p class="k-muted" { "The last " (views.len()) " views by " (worker.name) ", the last first. Looking at this page is itself logged." }
        @if views.is_empty() {
            p class="k-empty" { "Nothing so far. Every record opened, and every list that named somebody, stands here." }
        } @else {
            table class="k-table k-table--stack" data-list {
                caption class="govuk-visually-hidden" { "Views, the last first" }
                thead { tr { th scope="col" { "When" } th scope="col" { "Whose record" } th scope="col" { "What was shown" } th scope="col" { "On what ground" } } }
                tbody {
                    @for view in views {
                        tr {
                            td { (view.at.day().brief()) ", " (view.at.time()) }
                            td data-label="Whose record" {
                                @match &view.subject {
                                    Some(one) => a href=(format!("/person/{}", one.person)) { (one.name.full()) },
                                    None if view.hidden => "A restricted record",
                                    None => "Nobody named",
                                }
                            }
                            td data-label="What was shown" { (view.what) }
                            td data-label="On what ground" { (ground(&view.purpose)) }
                        }
                    }
                }
            }
        }
    }
}

/// The ground in the log, as people say it.
fn ground(slug: &str) -> String {
    match slug {
        "list" => "Named in a list".to_owned(),
        "reason_given" => "Reason given".to_owned(),
        "broken_glass" => "Emergency opening".to_owned(),
        "restricted_list" => "On the restricted list".to_owned(),
        other => {
            let words = other.replace('_', " ");
            let mut letters = words.chars();
            letters.next().map(|first| first.to_uppercase().chain(letters).collect()).unwrap_or_default()
        }
    }
}
