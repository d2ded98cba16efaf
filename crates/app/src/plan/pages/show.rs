//! The plan, as a parent could read it over the worker's shoulder: each outcome with its worry, its measure drawn over time,
//! and who does what by when, what is late first.

use super::super::chart;
use super::super::drawn::note;
use super::super::opened::{self, Opened};
use super::super::queries::{self, Meeting};
use super::super::start::Start;
use super::{page, plan_path, shown};
use crate::desk::{Answered, Desk, Who};
use crate::step::opened::step_id;
use crate::step::pages::parts;
use axum::extract::{Path, State};
use axum::response::Response;
use law::day::Day;
use law::id::{OutcomeId, PlanActionId, StepId};
use law::plan::offer::Deed;
use law::plan::{Action, Doing, Outcome, vague};
use maud::{Markup, html};
use std::collections::BTreeMap;
use web::Frame;
use web::govuk::{Button, button};

/// What the page shows.
struct Shown {
    opened: Opened,
    start: Start,
    meetings: BTreeMap<StepId, Meeting>,
    today: Day,
    /// Ids for a new outcome and a new action, so that what is typed in them has its place.
    fresh: (OutcomeId, PlanActionId),
    writes: bool,
}

pub async fn show(State(desk): State<Desk>, who: Who, frame: Frame, Path(id): Path<String>) -> Answered<Response> {
    let step = step_id(&id)?;
    let (council, reader) = (desk.council.clone(), who.clone());
    let (opened, start, meetings) = desk
        .read(move |conn| {
            let opened = opened::load(conn, &council, &reader, step, "a plan")?;
            let start = Start::of(conn, &opened)?;
            let mut meetings = BTreeMap::new();
            for id in opened.plan.progress.iter().filter_map(|progress| progress.meeting) {
                meetings.extend(queries::meeting(conn, step, id)?.map(|meeting| (id, meeting)));
            }
            Ok((opened, start, meetings))
        })
        .await?;
    let writes = opened.may(Deed::Write);
    let fresh = (OutcomeId(desk.council.dice.id(who.at())), PlanActionId(desk.council.dice.id(who.at())));
    let shown_now = Shown { opened, start, meetings, today: who.today(), fresh, writes };
    let page = page(&desk, &who, &shown_now.opened, "", body(&shown_now));
    Ok(shown(&page, &frame))
}

fn body(shown: &Shown) -> Markup {
    let opened = &shown.opened;
    let running: Vec<&Outcome> = opened.plan.running().collect();
    let over: Vec<&Outcome> = opened.plan.outcomes.iter().filter(|outcome| outcome.ended.is_some()).collect();
    html! {
        h1 class="govuk-heading-l k-title" { (opened.step().kind.title()) ": " (opened.base.whom()) }
        div class="k-split" {
            div {
                (doings(shown, &running))
                (unsaved(shown))
                @if running.is_empty() {
                    p class="k-empty" { "No outcome is agreed yet. Each will stand here: the worry it answers, what will be different, how we will know, and who does what." }
                }
                @for outcome in &running { (block(shown, outcome)) }
                (from_before(shown))
                (contingency(shown))
                @if !over.is_empty() { (ended(shown, &over)) }
            }
            aside class="k-no-print" {
                (counts(shown, &running))
                (parts::clocks(&opened.base))
                (parts::here(&opened.base))
                ul class="k-lines" {
                    li { a href={ (plan_path(opened)) "/history" } { "Every change to this plan" } }
                    li { a href={ "/step/" (opened.id()) } { "When it was agreed and with whom; who has the work" } }
                }
            }
        }
    }
}

/// What the viewer can do, first; or why not.
fn doings(shown: &Shown, running: &[&Outcome]) -> Markup {
    let opened = &shown.opened;
    let path = plan_path(opened);
    html! {
        @match opened.why_not(Deed::Write) {
            Some(why) => p class="k-muted k-no-print" { (why) },
            None => div class="k-plan__doings k-no-print" {
                @if !running.is_empty() { (button(&Button::link("How is it now?", format!("{path}/progress")))) " " }
                (button(&Button {
                    classes: "govuk-button--secondary".to_owned(),
                    ..Button::link("Add an outcome", format!("{path}/outcome/{}", shown.fresh.0))
                }))
            },
        }
    }
}

/// Outcomes and actions that somebody began and has not saved.
fn unsaved(shown: &Shown) -> Markup {
    use super::super::sheet::Sheet;
    let opened = &shown.opened;
    let mut begun: Vec<(String, &'static str, law::id::WorkerId)> = Vec::new();
    for draft in &opened.base.drafts {
        let Some((sheet, _)) = Sheet::of_question(&draft.question) else { continue };
        let words = match sheet {
            Sheet::Outcome(id) if opened.plan.outcome(id).is_none() => "A new outcome",
            Sheet::Outcome(_) => "A change to an outcome",
            Sheet::Action { action, .. } if opened.plan.action(action).is_none() => "A new action",
            Sheet::Action { .. } => "A change to an action",
            Sheet::Progress => "How it is now",
            Sheet::Contingency => "Bottom lines",
        };
        let path = sheet.path(opened.id());
        if !begun.iter().any(|(other, ..)| *other == path) {
            begun.push((path, words, draft.worker));
        }
    }
    html! {
        @if !begun.is_empty() && shown.writes {
            div class="k-card k-card--soon k-no-print" {
                h2 class="k-card__title" { "Begun and not saved" }
                ul class="k-lines" {
                    @for (path, words, worker) in begun {
                        li { a href=(path) { (words) } span class="k-muted" { ", begun by " (opened.base.name(worker)) } }
                    }
                }
            }
        }
    }
}

/// One outcome: what will be different, the worry, the measure over time, the actions.
fn block(shown: &Shown, outcome: &Outcome) -> Markup {
    let (opened, wanted) = (&shown.opened, &outcome.wanted);
    let several = opened.children().len() > 1;
    html! {
        section class="k-card k-plan" id={ "outcome-" (outcome.id) } aria-labelledby={ "change-" (outcome.id) } {
            div class="k-card__head" {
                h2 class="k-card__title" id={ "change-" (outcome.id) } dir="auto" { (wanted.change) }
                span class="k-small" {
                    @if several { "For " (opened.named(&wanted.children)) " · " }
                    (by_when(wanted.by_when, shown.today))
                }
            }
            div class="k-plan__two" {
                div {
                    (said("The worry", &wanted.risk))
                    @if !wanted.danger.is_empty() { (said("What could happen if nothing changes", &wanted.danger)) }
                    (said("How we will know", &wanted.measure.words))
                }
                div {
                    @if let Some((class, words)) = chart::trend(&opened.plan, outcome) { p class="k-small" { span class=(class) { (words) } } }
                    (chart::chart(&opened.plan, outcome, shown.today))
                }
            }
            (chart::table(opened, outcome, &shown.meetings))
            (actions(shown, outcome))
            (clearer(shown, outcome))
            @if shown.writes { (outcome_links(shown, outcome)) }
        }
    }
}

fn said(title: &str, words: &str) -> Markup {
    html! {
        h3 class="k-plan__title" { (title) }
        @if words.is_empty() { p class="k-muted" { "Not said yet" } } @else { p class="k-words" dir="auto" { (words) } }
    }
}

fn by_when(day: Option<Day>, today: Day) -> Markup {
    html! {
        @match day {
            None => span class="k-muted" { "No date yet" },
            Some(day) if day < today => { "By " (day.long()) " " span class="k-late" { "past" } },
            Some(day) => { "By " (day.long()) },
        }
    }
}

fn outcome_links(shown: &Shown, outcome: &Outcome) -> Markup {
    let path = format!("{}/outcome/{}", plan_path(&shown.opened), outcome.id);
    html! {
        ul class="k-plan__links k-no-print" {
            li { a href={ (path) "/action/" (shown.fresh.1) } { "Add an action" } }
            li { a href=(path) { "Change this outcome" } }
            li { a href={ (path) "/end" } { "End this outcome" } }
        }
    }
}

/// The actions of an outcome, what is late first; what is over folded away.
fn actions(shown: &Shown, outcome: &Outcome) -> Markup {
    let mut all: Vec<&Action> = shown.opened.plan.actions_of(outcome.id).collect();
    all.sort_by_key(|action| action.order(shown.today));
    let (open, over): (Vec<&Action>, Vec<&Action>) = all.into_iter().partition(|action| action.doing.is_open());
    html! {
        h3 class="k-plan__title" { "Who does what" }
        @if open.is_empty() { p class="k-muted" { @if over.is_empty() { "No action is agreed yet." } @else { "Nothing is left to do." } } }
        @else { (action_table(shown, outcome, &open)) }
        @if !over.is_empty() {
            details class="k-why" {
                summary { "Done or dropped (" (over.len()) ")" }
                (action_table(shown, outcome, &over))
            }
        }
    }
}

fn action_table(shown: &Shown, outcome: &Outcome, actions: &[&Action]) -> Markup {
    let links = shown.writes || actions.iter().any(|action| shown.opened.may_finish(&action.task));
    html! {
        table class="k-table k-table--stack" {
            caption class="govuk-visually-hidden" { "Actions: " (outcome.wanted.change) }
            thead { tr {
                th scope="col" { "What" } th scope="col" { "Who" } th scope="col" { "By when" }
                @if links { th scope="col" class="k-no-print" { span class="govuk-visually-hidden" { "Say how it went" } } }
            } }
            tbody { @for action in actions { (action_row(shown, action, links)) } }
        }
    }
}

fn action_row(shown: &Shown, action: &Action, links: bool) -> Markup {
    let task = &action.task;
    html! {
        tr class=[action.is_late(shown.today).then_some("k-row--late")] {
            td dir="auto" { (task.what) }
            td data-label="Who" dir="auto" { @match shown.opened.doer(task) { Some(name) => (name), None => span class="k-muted" { "Nobody yet" } } }
            td data-label="By when" { (due(action, shown.today)) }
            @if links { td class="k-no-print k-plan__act" { (action_links(shown, action)) } }
        }
    }
}

fn due(action: &Action, today: Day) -> Markup {
    html! {
        @match (&action.doing, action.task.due) {
            (Doing::Done { on, words }, _) => { span class="k-fine" { "done " (on.brief()) } @if !words.is_empty() { br; span dir="auto" { (words) } } },
            (Doing::Dropped { on, reason }, _) => { "dropped " (on.brief()) br; span class="k-muted" dir="auto" { (reason) } },
            (Doing::Open, None) => span class="k-muted" { "No date" },
            (Doing::Open, Some(due)) => { (due.short()) " " (lateness(due, today)) },
        }
    }
}

fn lateness(due: Day, today: Day) -> Markup {
    let days = today.days_until(due);
    html! {
        @match days {
            ..=-2 => span class="k-late k-nowrap" { (-days) " days late" },
            -1 => span class="k-late k-nowrap" { "1 day late" },
            0 => span class="k-soon k-nowrap" { "today" },
            1 => span class="k-soon k-nowrap" { "tomorrow" },
            2 => span class="k-soon k-nowrap" { "in 2 days" },
            _ => {},
        }
    }
}

fn action_links(shown: &Shown, action: &Action) -> Markup {
    let plan = plan_path(&shown.opened);
    let path = format!("{plan}/action/{}", action.id);
    let change = format!("{plan}/outcome/{}/action/{}", action.task.outcome, action.id);
    let about = law::chronology::shortened(&action.task.what, 60);
    let link = |href: String, words: &str| html! { a href=(href) { (words) span class="govuk-visually-hidden" { ": " (about) } } };
    html! {
        @if action.doing.is_open() {
            @if shown.opened.may_finish(&action.task) { (link(format!("{path}/done"), "Done")) " " }
            @if shown.writes { (link(change, "Change")) " " (link(format!("{path}/drop"), "Drop")) }
        } @else if shown.writes { (link(format!("{path}/reopen"), "Open again")) }
    }
}

/// What could be said more clearly, folded away: for whoever writes, not for the family.
fn clearer(shown: &Shown, outcome: &Outcome) -> Markup {
    let mut found: Vec<(String, Vec<vague::Finding>)> = vec![(String::new(), vague::outcome(&outcome.wanted))];
    for action in shown.opened.plan.actions_of(outcome.id).filter(|action| action.doing.is_open()) {
        found.push((law::chronology::shortened(&action.task.what, 60), vague::task(&action.task)));
    }
    found.retain(|(_, findings)| !findings.is_empty());
    html! {
        @if !found.is_empty() && shown.opened.step().state.is_open() {
            details class="k-why k-clearer k-no-print" id={ "clearer-" (outcome.id) } {
                summary { (lines(found.len())) " could be clearer" }
                @for (line, findings) in &found {
                    @if !line.is_empty() { p class="k-small" { "Action: " (line) } }
                    ul class="k-vague" { @for finding in findings { (note(finding)) } }
                }
            }
        }
    }
}

fn lines(count: usize) -> String {
    if count == 1 { "1 line".to_owned() } else { format!("{count} lines") }
}

fn contingency(shown: &Shown) -> Markup {
    let contingency = &shown.opened.plan.contingency;
    html! {
        section class="k-card" id="contingency" aria-labelledby="contingency-title" {
            h2 class="k-card__title" id="contingency-title" { "If it does not work" }
            div class="k-plan__two" {
                div { (said("What must not happen", &contingency.bottom_lines)) }
                div { (said("What we do then", &contingency.contingency)) }
            }
            @if shown.writes { p class="k-no-print" { a href={ (plan_path(&shown.opened)) "/contingency" } { "Write what must not happen, and what we do then" } } }
        }
    }
}

/// What the step before found and agreed, one by one.
fn from_before(shown: &Shown) -> Markup {
    let (opened, start) = (&shown.opened, &shown.start);
    let path = plan_path(opened);
    let (risks, actions): (Vec<_>, Vec<_>) = (start.risks().collect(), start.actions().collect());
    let first = opened.plan.running().next();
    html! {
        @if let (Some((step, kind)), true, false) = (start.from, shown.writes, risks.is_empty() && actions.is_empty()) {
            section class="k-card k-no-print" aria-labelledby="before" {
                h2 class="k-card__title" id="before" { "From the " (kind) }
                p class="k-small k-muted" { "Nothing is taken by itself. " a href={ "/step/" (step) } { "Read the " (kind) } "." }
                ul class="k-lines" {
                    @for (number, risk) in risks {
                        li {
                            "Risk" @if opened.children().len() > 1 { " for " (opened.named(&[risk.child])) } ": "
                            span dir="auto" { (law::chronology::shortened(&risk.risk, 140)) } " "
                            a href={ (path) "/outcome/" (shown.fresh.0) "?from=" (number) } { "Write an outcome for it" }
                        }
                    }
                    @for (number, action) in actions {
                        li {
                            "Action agreed: " span dir="auto" { (law::chronology::shortened(&action.what, 140)) }
                            @if !action.who.is_empty() { span class="k-muted" { ", " (action.who) } } " "
                            @match first {
                                None => span class="k-muted" { "An action is taken once an outcome stands." },
                                Some(_) => @for outcome in opened.plan.running() {
                                    a class="k-plan__take" href={ (path) "/outcome/" (outcome.id) "/action/" (shown.fresh.1) "?from=" (number) } {
                                        "Take it for “" (law::chronology::shortened(&outcome.wanted.change, 40)) "”"
                                    } " "
                                },
                            }
                        }
                    }
                }
            }
        }
    }
}

fn ended(shown: &Shown, over: &[&Outcome]) -> Markup {
    let path = plan_path(&shown.opened);
    html! {
        section class="k-card" aria-labelledby="ended" {
            h2 class="k-card__title" id="ended" { "Outcomes that ended (" (over.len()) ")" }
            ul class="k-lines" {
                @for outcome in over {
                    @if let Some(ended) = &outcome.ended {
                        li id={ "outcome-" (outcome.id) } {
                            strong dir="auto" { (outcome.wanted.change) } " "
                            span class="k-tag k-tag--quiet" { (ended.how.name()) } " " (ended.on.brief())
                            p dir="auto" { (ended.why) }
                            details class="k-why" {
                                summary { "How it went" }
                                (chart::chart(&shown.opened.plan, outcome, ended.on))
                                (chart::table(&shown.opened, outcome, &shown.meetings))
                                (actions(shown, outcome))
                            }
                            @if shown.writes { p class="k-no-print" { a href={ (path) "/outcome/" (outcome.id) "/resume" } { "Take it up again" } } }
                        }
                    }
                }
            }
        }
    }
}

/// How much of it is late, at a glance.
fn counts(shown: &Shown, running: &[&Outcome]) -> Markup {
    let plan = &shown.opened.plan;
    let open = plan.actions.iter().filter(|action| action.doing.is_open());
    let (open, late): (Vec<_>, Vec<_>) = open.partition(|action| !action.is_late(shown.today));
    let last = plan.progress.last().map(|progress| progress.on);
    html! {
        dl class="k-facts" {
            dt { "Outcomes" } dd { (running.len()) }
            dt { "Actions to do" }
            dd { (open.len() + late.len()) @if !late.is_empty() { ", " span class="k-late" { (late.len()) " late" } } }
            dt { "Progress noted" } dd { @match last { Some(day) => (day.long()), None => "Not yet" } }
        }
    }
}
