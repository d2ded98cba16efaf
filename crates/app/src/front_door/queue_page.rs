//! The queue as a page: rows that say what could be dangerous, and a pane to read beside them.

use super::intake;
use super::queue::{self, Filter, Item};
use super::reading::{self, Pane};
use crate::desk::{Answered, Desk, Place, Who, form_fields};
use crate::people::match_card::contacts;
use crate::reader;
use axum::extract::{Query, State};
use law::clock::Standing;
use law::code::{LEVEL, REFERRAL_SOURCE};
use law::day::Moment;
use law::id::{PersonId, StepId};
use law::step::StepKind;
use maud::{Markup, html};
use serde::Deserialize;
use uuid::Uuid;
use web::Frame;

/// What of the queue is wanted.
#[derive(Debug, Default, Deserialize)]
pub struct Asked {
    #[serde(default)]
    show: String,
    /// The step to read.
    read: Option<String>,
    #[serde(default)]
    page: String,
}

/// Rows on one page.
const PAGE: usize = 50;

struct Queue {
    filter: Filter,
    counts: Vec<(Filter, usize)>,
    rows: Vec<Item>,
    total: usize,
    page: usize,
    reading: Option<StepId>,
    pane: Option<Pane>,
    unfinished: Vec<(Uuid, intake::Intake, Moment)>,
}

/// The queue.
pub async fn show(State(desk): State<Desk>, who: Who, frame: Frame, Query(asked): Query<Asked>) -> Answered<Markup> {
    let (council, asker) = (desk.council.clone(), who.clone());
    let queue = desk
        .read(move |conn| {
            let all = queue::open(conn, &council, &asker)?;
            let filter = Filter::from_slug(&asked.show);
            let counts = Filter::ALL.map(|one| (one, count(&all, one, &asker))).to_vec();
            let kept: Vec<Item> = all.into_iter().filter(|item| filter.holds(item, asker.worker.id)).collect();
            let total = kept.len();
            let page = asked.page.parse().unwrap_or(1_usize).clamp(1, total.div_ceil(PAGE).max(1));
            let mut rows: Vec<Item> = kept.into_iter().skip((page - 1) * PAGE).take(PAGE).collect();
            queue::enrich(conn, &mut rows)?;
            let people: Vec<PersonId> =
                rows.iter().flat_map(|row| row.children.iter().map(|child| child.person)).collect();
            reader::shown(council.db.views(), &asker.viewer, "front door queue", &people)?;
            let reading: Option<StepId> = match asked.read.as_deref() {
                Some("first") => rows.first().map(|row| row.step),
                read => read.and_then(|id| id.parse().ok()),
            };
            let pane = match reading {
                Some(step) => reading::open(conn, &council, &asker, step)?,
                None => None,
            };
            let unfinished = intake::unfinished(conn, asker.worker.id)?;
            Ok(Queue { filter, counts, rows, total, page, reading, pane, unfinished })
        })
        .await?;
    let body = body(&desk, &who, &frame, &queue);
    Ok(desk.page(&who, "Front door", Place::FrontDoor, body).render(&frame))
}

fn count(all: &[Item], filter: Filter, who: &Who) -> usize {
    all.iter().filter(|item| filter.holds(item, who.worker.id)).count()
}

fn body(desk: &Desk, who: &Who, frame: &Frame, queue: &Queue) -> Markup {
    html! {
        div class="k-toolbar" {
            a class="govuk-button" role="button" href="/front-door/contact" { "New contact" }
            a class="govuk-button govuk-button--secondary" role="button" href="/front-door/consultation" { "New consultation" }
            a class="govuk-button govuk-button--secondary" role="button" href="/front-door/out-of-hours" { "New out-of-hours episode" }
        }
        @if !queue.unfinished.is_empty() { (unfinished(desk, who, frame, &queue.unfinished)) }
        (filters(queue))
        p class="k-muted" {
            @if queue.total > 0 { (counted(queue.total)) ", what is late first, then where harm is suspected, then by the time left. " }
            @if !queue::sees_all(who) { "You see what you or your team work on." }
        }
        @if queue.rows.is_empty() {
            p class="k-empty" { (empty_words(queue.filter)) }
        } @else if let Some(pane) = &queue.pane {
            div class="k-pane" {
                (list(queue, who))
                article class="k-pane__read" aria-label="The contact" { (steps_along(queue)) (reading::markup(desk, who, frame, pane)) }
            }
        } @else {
            @if queue.reading.is_some() { p class="k-empty" { "What you opened is no longer here, or not for you to read." } }
            (list(queue, who))
        }
        (pages(queue))
    }
}

fn counted(total: usize) -> String {
    match total {
        1 => "1 item".to_owned(),
        many => format!("{many} items"),
    }
}

fn empty_words(filter: Filter) -> &'static str {
    match filter {
        Filter::All => {
            "Nothing waits at the front door. Contacts, referrals, consultations and out-of-hours handovers come here when they are begun, and leave when they are decided."
        }
        Filter::Awaiting => "Nothing awaits a decision. A contact comes here when its writer submits it.",
        Filter::Writing => "Nothing is being written. A contact is here from its first word until it is submitted.",
        Filter::Late => {
            "Nothing is late. A contact is late when no manager has decided by the end of the next working day."
        }
        Filter::Mine => "You have nothing at the front door. What you begin, or are given, comes here.",
        Filter::Handovers => {
            "No handover waits. Out-of-hours episodes come here until the day service acknowledges them."
        }
    }
}

fn unfinished(desk: &Desk, who: &Who, frame: &Frame, unfinished: &[(Uuid, intake::Intake, Moment)]) -> Markup {
    html! {
        section class="k-card" aria-labelledby="unfinished" {
            h2 class="govuk-heading-s" id="unfinished" { "You began and did not finish" }
            ul class="k-lines" {
                @for (id, intake, at) in unfinished {
                    li class="k-door-match" {
                        a href={ "/front-door/intake/" (id) } { (intake.kind.title()) " received " (intake.caller.received.long()) ", left at " (at.time()) " on " (at.day().near(who.today())) }
                        form method="post" action={ "/front-door/intake/" (id) "/discard" } {
                            (form_fields(desk, frame, who))
                            button class="k-link-button" { "Discard" span class="govuk-visually-hidden" { " the " (intake.kind.name()) " received " (intake.caller.received.long()) } }
                        }
                    }
                }
            }
        }
    }
}

fn filters(queue: &Queue) -> Markup {
    html! {
        nav class="k-door-filters" aria-label="Show" {
            ul {
                @for (filter, count) in &queue.counts {
                    li {
                        a href={ "/front-door?show=" (filter.slug()) } aria-current=[(*filter == queue.filter).then_some("page")] {
                            (filter.name()) " " span class="k-count" { (count) }
                        }
                    }
                }
            }
        }
    }
}

fn list(queue: &Queue, who: &Who) -> Markup {
    html! {
        ol class="k-pane__list k-door-list" data-list aria-label="Open at the front door" {
            @for (at, item) in queue.rows.iter().enumerate() {
                @let follows = item.family.is_some() && at > 0 && queue.rows[at - 1].family == item.family;
                (row(queue, who, item, follows))
            }
        }
    }
}

fn row(queue: &Queue, who: &Who, item: &Item, follows: bool) -> Markup {
    let current = queue.reading == Some(item.step);
    let href = format!("/front-door?show={}&page={}&read={}", queue.filter.slug(), queue.page, item.step);
    html! {
        li class=@if follows { "k-door-row-of k-door-row-of--follows" } @else { "k-door-row-of" } {
            div class="k-door-row-of__head" {
                a href=(href) aria-current=[current.then_some("true")] { (who_about(item, who)) }
                " " span class="k-tag k-tag--quiet" { (item.kind.title()) }
                @if item.protection { " " span class="k-tag k-tag--late" { "Harm suspected" } }
                @if let Some(level) = &item.level { " " span class="k-tag k-tag--quiet" { (level_words(level)) } }
                @if follows { " " span class="k-tag k-tag--quiet" { "Same family as above" } }
                " " span class="k-door-row-of__clock" { (clock(item)) }
            }
            @if !item.worry.is_empty() { p class="k-door-row-of__worry" { (item.worry) } }
            p class="k-small k-muted" {
                "From " (source(item)) " · received " (item.received.day().near(who.today())) " at " (item.received.time())
                " · " (state(item, who.at()))
            }
            @for child in item.children.iter().filter(|child| !child.known.is_new()) {
                p class="k-small" { bdi { (child.name.short()) } ": known, " (child.known.words().trim_start_matches("known before, ")) }
            }
            @if item.contacts_before > 0 { p class="k-small k-soon" { (repeat(item.contacts_before)) } }
        }
    }
}

fn repeat(before: i64) -> String {
    format!("Repeat{} before this one", contacts(before).replace("in the last 12 months", "in 12 months"))
}

fn who_about(item: &Item, who: &Who) -> Markup {
    let today = who.today();
    let names: Vec<String> = item.children.iter().map(|child| child.name.full()).collect();
    html! {
        @if names.is_empty() { "Child not named" }
        @else {
            @for (at, name) in names.iter().enumerate() { @if at > 0 { ", " } bdi { (name) } }
            @if let Some(child) = item.youngest() {
                @if names.len() > 1 { ", youngest " } @else { ", " }
                (child.birth.age_words(today))
            }
        }
    }
}

fn level_words(code: &str) -> String {
    let label = LEVEL.label(code).unwrap_or(code);
    label.split(':').next().unwrap_or(label).to_owned()
}

fn source(item: &Item) -> String {
    let label = item.source.as_deref().and_then(|code| REFERRAL_SOURCE.label(code));
    label.unwrap_or("somebody not recorded yet").to_owned()
}

fn clock(item: &Item) -> Markup {
    match &item.clock {
        Some(standing) => {
            let class = if standing.is_late() {
                "k-late"
            } else if standing.is_soon() {
                "k-soon"
            } else {
                "k-fine"
            };
            html! { span class=(class) { (words(standing)) } }
        }
        None if item.kind == StepKind::Consultation => html! { span class="k-muted" { "no clock" } },
        None => html! { span class="k-muted" { "not handed over yet" } },
    }
}

fn words(standing: &Standing) -> String {
    standing.words()
}

/// `being written by Jo Marsh`, `awaiting decision for 3 hours`.
fn state(item: &Item, now: Moment) -> String {
    let by = item.owner_name.as_deref().map(|name| format!(" by {name}")).unwrap_or_default();
    let waited = item.submitted.map(|at| format!(" for {}", lasted(at, now))).unwrap_or_default();
    match item.state.as_str() {
        "submitted" => format!("awaiting decision{waited}"),
        "returned" => format!("returned, being written again{by}"),
        "handed_over" => format!("handed over, not acknowledged{waited}"),
        _ => format!("being written{by}"),
    }
}

/// `20 minutes`, `3 hours`, `2 days`.
fn lasted(from: Moment, now: Moment) -> String {
    let minutes = from.seconds_until(now).max(0) / 60;
    let (count, unit) = match minutes {
        ..=89 => (minutes, "minute"),
        90..=2879 => (minutes / 60, "hour"),
        _ => (minutes / 1440, "day"),
    };
    if count == 1 { format!("1 {unit}") } else { format!("{count} {unit}s") }
}

/// The item before and the one after, so that the next is there before the hand has moved.
fn steps_along(queue: &Queue) -> Markup {
    let at = queue.rows.iter().position(|item| Some(item.step) == queue.reading);
    let link = |to: Option<&Item>, label: &str| {
        to.map(|item| {
            let href = format!("/front-door?show={}&page={}&read={}", queue.filter.slug(), queue.page, item.step);
            html! { a href=(href) { (label) } " " }
        })
    };
    let before = at.and_then(|at| at.checked_sub(1)).and_then(|at| queue.rows.get(at));
    let after = at.and_then(|at| queue.rows.get(at + 1));
    html! {
        p class="k-small" {
            @if let Some(link) = link(before, "The one before") { (link) }
            @if let Some(link) = link(after, "The next one") { (link) }
            a href={ "/front-door?show=" (queue.filter.slug()) "&page=" (queue.page) } { "Close" }
        }
    }
}

fn pages(queue: &Queue) -> Markup {
    let last = queue.total.div_ceil(PAGE).max(1);
    let href = |page: usize| format!("/front-door?show={}&page={page}", queue.filter.slug());
    html! {
        @if last > 1 {
            nav aria-label="Pages" class="k-toolbar" {
                @if queue.page > 1 { a href=(href(queue.page - 1)) { "Previous page" } }
                span { "Page " (queue.page) " of " (last) }
                @if queue.page < last { a href=(href(queue.page + 1)) { "Next page" } }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn waiting_is_said_as_people_say_it() {
        let from: Moment = "2026-11-23T10:00:00Z".parse().unwrap();
        for (hours, words) in [(0, "0 minutes"), (1, "60 minutes"), (2, "2 hours"), (47, "47 hours"), (72, "3 days")] {
            assert_eq!(lasted(from, from.plus_hours(hours)), words);
        }
    }
}
