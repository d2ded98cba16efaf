//! Why a clock says what it says, and why it was missed.

use super::super::commands;
use super::super::opened::{self, Clock, Opened};
use super::actions::words;
use super::{go, page, parts, problems, shown};
use crate::desk::{Answered, Desk, Stop, Who, form_fields};
use axum::extract::{Path, State};
use axum::response::Response;
use law::clock::{Explanation, Rule};
use law::step::Lateness;
use law::step::offer::Action;
use maud::{Markup, html};
use web::govuk::{Button, button};
use web::{Failure, FieldErrors, Fields, Frame, Page};

/// One clock of the step, explained; with several children, each child's.
pub async fn show(
    State(desk): State<Desk>,
    who: Who,
    frame: Frame,
    Path((id, rule)): Path<(String, String)>,
) -> Answered<Response> {
    explained(&desk, &who, &frame, &id, &rule, &Fields::default(), FieldErrors::new()).await
}

/// Keeps the reason why a clock was missed. A clock is never paused.
pub async fn lateness(
    State(desk): State<Desk>,
    who: Who,
    frame: Frame,
    Path(id): Path<String>,
    fields: Fields,
) -> Answered<Response> {
    let opened = opened::open(&desk, &who, &id, "a step's clock").await?;
    opened.must_be_open_to(Action::ExplainLateness)?;
    let rule = fields.text("rule").unwrap_or_default().to_owned();
    let child = fields.text("child").map(|child| child.parse().map_err(|_| Stop::Failure(Failure::Unreadable)));
    let child = child.transpose()?;
    let running = |clock: &Clock| clock.timed.rule.slug() == rule && clock.timed.child == child;
    if !opened.clocks.iter().any(running) {
        return Err(Stop::Failure(Failure::NotFound));
    }
    let reason = fields.text("reason").unwrap_or_default().to_owned();
    let (step, actor) = (opened.step.id, who.viewer.actor.clone());
    let lateness = Lateness { rule: rule.clone(), child, reason };
    let said =
        desk.run(who.command(&desk, &fields), move |conn| commands::explain_lateness(conn, &actor, step, lateness));
    match said.await {
        Ok(_) => Ok(go(&format!("/step/{step}/clock/{rule}"))),
        Err(rejected) => {
            let errors = problems(&opened, rejected)?;
            explained(&desk, &who, &frame, &id, &rule, &fields, errors).await
        }
    }
}

async fn explained(
    desk: &Desk,
    who: &Who,
    frame: &Frame,
    id: &str,
    rule: &str,
    typed: &Fields,
    errors: FieldErrors,
) -> Answered<Response> {
    let opened = opened::open(desk, who, id, "a step's clock").await?;
    let not_found = || Stop::Failure(Failure::NotFound);
    let rule = Rule::from_slug(rule).map_err(|_| not_found())?;
    let clocks: Vec<&Clock> = opened.clocks.iter().filter(|clock| clock.timed.rule == rule).collect();
    if clocks.is_empty() {
        return Err(not_found());
    }
    let body = html! {
        h1 class="govuk-heading-l k-title" { (rule.name()) }
        @for clock in clocks { (one(desk, who, frame, &opened, clock, typed, &errors)) }
        p { a href={ "/step/" (opened.step.id) } { "Back to the " (opened.step.kind.name()) } }
    };
    Ok(shown(&Page { errors, ..page(desk, who, &opened, "Clock", body) }, frame))
}

fn one(
    desk: &Desk,
    who: &Who,
    frame: &Frame,
    opened: &Opened,
    clock: &Clock,
    typed: &Fields,
    errors: &FieldErrors,
) -> Markup {
    let child = clock.timed.child;
    let said = opened.step.lateness.iter().rev();
    let reason = said.into_iter().find(|late| late.rule == clock.timed.rule.slug() && late.child == child);
    let late = matches!(&clock.reckoned, Ok((_, standing)) if standing.is_late()
        || matches!(standing, law::clock::Standing::MetLate { .. }));
    html! {
        section class="k-card" {
            @if let Some(child) = child { h2 class="k-card__title" { (parts::child_name(opened, child)) } }
            p { strong { (parts::standing(clock)) } }
            @match &clock.reckoned {
                Ok((due, _)) => (arithmetic(&due.explain())),
                Err(beyond) => p { (beyond.to_string()) },
            }
            @if let Some(reason) = reason {
                h3 class="govuk-heading-s" { "Why it is late" }
                div class="k-words" { (reason.reason) }
            }
            @if late && opened.may(Action::ExplainLateness) {
                form method="post" action={ "/step/" (opened.step.id) "/lateness" } novalidate {
                    (form_fields(desk, frame, who))
                    input type="hidden" name="rule" value=(clock.timed.rule.slug());
                    @if let Some(child) = child { input type="hidden" name="child" value=(child); }
                    (words("reason", "Why is it late?", typed, errors))
                    (button(&Button::secondary("Save the reason")))
                }
            }
        }
    }
}

fn arithmetic(explained: &Explanation) -> Markup {
    html! {
        dl class="k-facts" {
            dt { "Who says so" } dd { (explained.source) }
            dt { "Started by" } dd { (explained.started) }
            dt { "Runs" } dd { (explained.figure) }
            @if !explained.skipped.is_empty() || explained.weekend_days > 0 {
                dt { "Not counted" }
                dd {
                    ul class="k-lines" {
                        @for line in &explained.skipped { li { (line) } }
                        @if explained.weekend_days > 0 { li { (explained.weekend_days) " weekend days" } }
                    }
                }
            }
            dt { "So" } dd { (explained.arithmetic) }
        }
        @if let Some(note) = explained.note { p class="k-muted k-small" { (note) } }
    }
}
