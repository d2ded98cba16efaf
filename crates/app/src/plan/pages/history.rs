//! Every change to a plan: who, when, what stood before and after, and why.

use super::super::opened;
use super::{page, shown};
use crate::caseload::queries::worker_name;
use crate::command::JournalError;
use crate::desk::{Answered, Desk, Stop, Who};
use crate::step::opened::step_id;
use crate::step::queries::history;
use axum::extract::{Path, State};
use axum::response::Response;
use law::id::WorkerId;
use law::journal::{Entry, Recorded};
use law::plan::{Contingency, Doer, Plan, PlanEntry, Task, Wanted};
use maud::{Markup, html};
use opened::Opened;
use std::collections::{BTreeMap, btree_map};
use store::Conn;
use web::{Failure, Frame};

/// One change, with the plan as it stood before.
struct Change {
    recorded: Recorded,
    entry: PlanEntry,
    before: Plan,
}

pub async fn show(State(desk): State<Desk>, who: Who, frame: Frame, Path(id): Path<String>) -> Answered<Response> {
    let step = step_id(&id)?;
    let (council, reader) = (desk.council.clone(), who.clone());
    let (opened, changes, names) = desk
        .read(move |conn| {
            let opened = opened::load(conn, &council, &reader, step, "a plan’s history")?;
            let changes = changes(conn, &opened)?;
            let names = names(conn, &changes)?;
            Ok((opened, changes, names))
        })
        .await?;
    let body = html! {
        h1 class="govuk-heading-l k-title" { "Every change to this plan" }
        section class="k-card k-card--flush" {
            div class="k-card__head" {
                h2 class="k-card__title" { "Changes" }
                span class="k-muted k-small" { (changes.len()) ", newest first" }
            }
            @if changes.is_empty() { p class="k-empty" { "Nothing is written in the plan yet. Each change will stand here, with who made it, when and why." } }
            @else { ol class="k-lines" { @for change in changes.iter().rev() { li { (one(&opened, change, &names)) } } } }
        }
    };
    Ok(shown(&page(&desk, &who, &opened, "Every change", body), &frame))
}

fn changes(conn: &mut Conn, opened: &Opened) -> Answered<Vec<Change>> {
    let entries = history(conn, opened.id()).map_err(|error| match error {
        JournalError::Store(error) => Stop::from(error),
        other => Stop::Failure(Failure::broken(other)),
    })?;
    let mut plan = Plan::default();
    let mut changes = Vec::new();
    for recorded in entries {
        let Entry::Plan(entry) = recorded.happening.entry.clone() else { continue };
        let after = plan.clone().after(&entry, recorded.happening.occurred_on);
        changes.push(Change { recorded, entry, before: std::mem::replace(&mut plan, after) });
    }
    Ok(changes)
}

type Names = BTreeMap<WorkerId, String>;

fn names(conn: &mut Conn, changes: &[Change]) -> Result<Names, store::Error> {
    let mut names = BTreeMap::new();
    for change in changes {
        let doer = match &change.entry {
            PlanEntry::ActionSet { task, .. } => match task.who {
                Some(Doer::Worker(worker)) => Some(worker),
                _ => None,
            },
            _ => None,
        };
        for worker in doer.into_iter().chain([change.recorded.author.worker]) {
            if let btree_map::Entry::Vacant(place) = names.entry(worker) {
                place.insert(worker_name(conn, worker)?);
            }
        }
    }
    Ok(names)
}

fn one(opened: &Opened, change: &Change, names: &Names) -> Markup {
    let by = names.get(&change.recorded.author.worker).map_or("a worker", String::as_str);
    html! {
        div class="k-entry" {
            span class="k-entry__when" { (change.recorded.recorded_at.day().brief()) ", " (change.recorded.recorded_at.time()) }
            div class="k-entry__what" dir="auto" { (what(opened, change, names)) }
            span class="k-entry__who" { (by) }
        }
    }
}

fn what(opened: &Opened, change: &Change, names: &Names) -> Markup {
    let before = &change.before;
    let of_outcome = |id| before.outcome(id).map_or("", |outcome| outcome.wanted.change.as_str());
    let of_action = |id| before.action(id).map_or("", |action| action.task.what.as_str());
    match &change.entry {
        PlanEntry::OutcomeSet { outcome, wanted, reason, .. } => {
            let earlier = before.outcome(*outcome).map(|outcome| said_of(opened, &outcome.wanted));
            set("Outcome", &said_of(opened, wanted), earlier.as_deref(), reason)
        }
        PlanEntry::OutcomeEnded { outcome, ended, .. } => html! {
            "Outcome ended, " (ended.how.name().to_lowercase()) " on " (ended.on.long()) ": " (of_outcome(*outcome)) (why(&ended.why))
        },
        PlanEntry::OutcomeResumed { outcome, reason, .. } => {
            html! { "Outcome taken up again: " (of_outcome(*outcome)) (why(reason)) }
        }
        PlanEntry::ActionSet { action, task, reason, .. } => {
            let earlier = before.action(*action).map(|action| said_of_task(&action.task, names, opened));
            set("Action", &said_of_task(task, names, opened), earlier.as_deref(), reason)
        }
        PlanEntry::ActionDone { action, on, words, .. } => {
            html! { "Action done on " (on.long()) ": " (of_action(*action)) (why(words)) }
        }
        PlanEntry::ActionDropped { action, reason, .. } => {
            html! { "Action dropped: " (of_action(*action)) (why(reason)) }
        }
        PlanEntry::ActionReopened { action, reason, .. } => {
            html! { "Action opened again: " (of_action(*action)) (why(reason)) }
        }
        PlanEntry::ProgressNoted { progress, .. } => {
            let value = before
                .outcome(progress.outcome)
                .and_then(|outcome| progress.value.map(|value| outcome.wanted.measure.scale.say(value)));
            html! {
                "Progress on " (progress.on.long()) ": " (of_outcome(progress.outcome)) ": "
                strong { (value.unwrap_or_else(|| "not measured".to_owned())) } (why(&progress.words))
            }
        }
        PlanEntry::ContingencySet { contingency, reason, .. } => {
            let earlier = (before.contingency != Contingency::default()).then(|| said_of_safety(&before.contingency));
            set("Bottom lines and contingency", &said_of_safety(contingency), earlier.as_deref(), reason)
        }
    }
}

fn why(words: &str) -> Markup {
    html! { @if !words.is_empty() { p class="k-words k-muted" { (words) } } }
}

type Said = Vec<(&'static str, String)>;

fn said_of(opened: &Opened, wanted: &Wanted) -> Said {
    let measure = &wanted.measure;
    let amount = |amount: Option<law::plan::Amount>| amount.map(|amount| measure.scale.say(amount)).unwrap_or_default();
    vec![
        ("What will be different", wanted.change.clone()),
        ("For", opened.named(&wanted.children)),
        ("The worry", wanted.risk.clone()),
        ("If nothing changes", wanted.danger.clone()),
        ("How we will know", measure.words.clone()),
        ("From", amount(measure.baseline)),
        ("To", amount(measure.target)),
        ("By", wanted.by_when.map(law::day::Day::long).unwrap_or_default()),
    ]
}

fn said_of_task(task: &Task, names: &Names, opened: &Opened) -> Said {
    let who = match &task.who {
        Some(Doer::Worker(worker)) => {
            names.get(worker).cloned().or_else(|| opened.doer(task).map(str::to_owned)).unwrap_or_default()
        }
        Some(Doer::Named(name)) => name.clone(),
        None => String::new(),
    };
    vec![("What", task.what.clone()), ("Who", who), ("By", task.due.map(law::day::Day::long).unwrap_or_default())]
}

fn said_of_safety(contingency: &Contingency) -> Said {
    vec![
        ("What must not happen", contingency.bottom_lines.clone()),
        ("What we do then", contingency.contingency.clone()),
    ]
}

/// What was agreed; or, where something stood before, only what is different, both ways.
fn set(name: &str, now: &[(&'static str, String)], before: Option<&[(&'static str, String)]>, reason: &str) -> Markup {
    let changed = |(title, words): &(&'static str, String)| {
        before.and_then(|before| before.iter().find(|(other, _)| other == title)).is_none_or(|(_, was)| was != words)
    };
    let first = now.first().map(|(_, words)| words.as_str()).unwrap_or_default();
    html! {
        @match before {
            None => {
                (name) " agreed: " strong { (first) }
                dl class="k-facts" { @for (title, words) in now.iter().skip(1).filter(|(_, words)| !words.is_empty()) { dt { (title) } dd { (words) } } }
            },
            Some(before) => {
                (name) " changed: " strong { (before.first().map(|(_, words)| words.as_str()).unwrap_or_default()) }
                (why(reason))
                @for (title, words) in now.iter().filter(|line| changed(line)) {
                    @let was = before.iter().find(|(other, _)| other == title).map(|(_, was)| was.as_str()).unwrap_or_default();
                    div class="k-change" {
                        p { (title) }
                        div class="k-clash__sides" {
                            div class="k-clash__side" { p class="k-small k-muted" { "Before" } p class="k-words" { @if was.is_empty() { "Nothing" } @else { (was) } } }
                            div class="k-clash__side" { p class="k-small k-muted" { "After" } p class="k-words" { @if words.is_empty() { "Nothing" } @else { (words) } } }
                        }
                    }
                }
            },
        }
    }
}
