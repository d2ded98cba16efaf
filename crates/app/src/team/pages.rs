//! The board and the lists behind its numbers.

use super::queries::{Board, TeamChild};
use crate::caseload::queries::Worker;
use crate::caseload::status::LIMIT;
use crate::clocks::Days;
use crate::my_day::own::counted;
use crate::work::{Work, subjects};
use law::id::WorkerId;
use maud::{Markup, html};
use web::marks;

/// A list behind one of the board's numbers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Which {
    Open,
    Unallocated,
    Late,
    Soon,
    Authorise,
    Oversight,
}

impl Which {
    pub const ALL: &'static [Which] =
        &[Which::Open, Which::Unallocated, Which::Late, Which::Soon, Which::Authorise, Which::Oversight];

    pub fn slug(self) -> &'static str {
        match self {
            Which::Open => "open",
            Which::Unallocated => "unallocated",
            Which::Late => "late",
            Which::Soon => "soon",
            Which::Authorise => "authorise",
            Which::Oversight => "oversight",
        }
    }

    pub fn from_slug(slug: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|which| which.slug() == slug)
    }

    pub fn title(self) -> &'static str {
        match self {
            Which::Open => "Open children",
            Which::Unallocated => "Unallocated",
            Which::Late => "Late",
            Which::Soon => "Due in 2 working days",
            Which::Authorise => "Awaiting my authorisation",
            Which::Oversight => "No oversight in 28 days",
        }
    }

    fn order(self) -> &'static str {
        match self {
            Which::Unallocated | Which::Authorise => "the longest waiting first",
            Which::Oversight => "the longest without first",
            _ => "what is closest to late first",
        }
    }

    fn empty(self) -> &'static str {
        match self {
            Which::Open => "Children with a worker of this team, or waiting for one, stand here.",
            Which::Unallocated => {
                "Nobody waits. Children stand here from the decision that opens work with them until a worker is chosen."
            }
            Which::Late => "Nothing is late. Work stands here from the day after its clock ends.",
            Which::Soon => "Nothing ends in the next two working days.",
            Which::Authorise => {
                "Nothing waits for you. Work stands here from the moment when somebody else submits it."
            }
            Which::Oversight => {
                "Every child has had a note of oversight in the last 28 days, or has been open for less."
            }
        }
    }

    fn count(self, board: &Board, viewer: WorkerId) -> usize {
        match self {
            Which::Open => board.children.len(),
            Which::Unallocated => board.unallocated().count(),
            Which::Late => board.late().count(),
            Which::Soon => board.soon().count(),
            Which::Authorise => board.to_authorise(viewer).len(),
            Which::Oversight => board.without_oversight().count(),
        }
    }
}

/// The six numbers, each a link to what it counts.
pub fn numbers(board: &Board, viewer: WorkerId, days: &Days) -> Markup {
    html! {
        ul class="k-stats" {
            @for which in Which::ALL {
                @let count = which.count(board, viewer);
                @let class = match which { Which::Late | Which::Unallocated if count > 0 => "k-late", Which::Soon if count > 0 => "k-soon", _ => "" };
                li class="k-stat" {
                    a href=(format!("/team/{}/list/{}", board.team.id, which.slug())) {
                        span class="k-stat__figure" { (count) } " "
                        span class={ "k-stat__words " (class) } { (which.title()) }
                        @if *which == Which::Authorise {
                            @if let Some(oldest) = board.to_authorise(viewer).first().and_then(|one| one.submitted) {
                                " " span class="k-stat__trend" { "oldest: " (days.ago(oldest)) }
                            }
                        }
                    }
                }
            }
        }
    }
}

/// The board: numbers, workers as rows, and beside them the queue of a manager.
pub fn board(board: &Board, viewer: WorkerId, days: &Days, queue: Option<&Markup>) -> Markup {
    html! {
        (numbers(board, viewer, days))
        @match queue {
            None => (workers(board, days)),
            Some(queue) => div class="k-split k-split--board" {
                div { (workers(board, days)) }
                div { (queue) }
            },
        }
    }
}

fn workers(board: &Board, days: &Days) -> Markup {
    html! {
        section class="k-card k-card--flush" {
            div class="k-card__head" {
                h2 class="k-card__title" { "Workers" }
                span class="k-muted k-small" { (board.workers.len()) ", by name. Children of one parent, of one address, brothers and sisters are one family." }
            }
            @if board.workers.is_empty() {
                p class="k-empty" { "Workers stand here when an administrator puts them into this team." }
            } @else {
                table class="k-table k-board k-table--stack" {
                    caption class="govuk-visually-hidden" { "Workers of the team, by name" }
                    thead { tr {
                        th scope="col" { "Worker" }
                        th scope="col" class="k-table__num" { "Children" } th scope="col" class="k-table__num" { "Families" }
                        th scope="col" { "Weight" }
                        th scope="col" class="k-table__num" { "Late" } th scope="col" class="k-table__num" { "Due soon" }
                        th scope="col" class="k-table__num" { "Plan lines to make clearer" }
                    } }
                    tbody { @for worker in &board.workers { (worker_row(board, worker, days)) } }
                }
            }
        }
    }
}

fn worker_row(board: &Board, worker: &Worker, days: &Days) -> Markup {
    let children: Vec<_> = board.of_worker(worker.id).collect();
    let weight: u32 = children.iter().map(|child| child.status.weight()).sum();
    let over = if weight > LIMIT { ", over the limit" } else { "" };
    let words = format!("{weight} of {LIMIT}{over}");
    let late = board.late().filter(|one| one.owner == Some(worker.id)).count();
    let soon = board.soon().filter(|one| one.owner == Some(worker.id)).count();
    html! {
        tr {
            th scope="row" {
                (worker.name)
                @if let Some(left) = worker.left_on { " " span class="k-tag k-tag--late" { "left " (left.brief()) } }
                @if !children.is_empty() {
                    details {
                        summary { (counted(children.len(), "child", "children")) }
                        ul class="k-lines" { @for child in &children { li { (child_line(child, days)) } } }
                    }
                }
            }
            td class="k-table__num" data-label="Children" { (children.len()) }
            td class="k-table__num" data-label="Families" { (board.families(children.iter().copied())) }
            td data-label="Weight" { (marks::load(weight, LIMIT, &words)) span class="k-small" { (words) } }
            td class="k-table__num" data-label="Late" { @if late > 0 { span class="k-late" { (late) } } @else { "0" } }
            td class="k-table__num" data-label="Due soon" { @if soon > 0 { span class="k-soon" { (soon) } } @else { "0" } }
            td class="k-table__num" data-label="Plan lines to make clearer" {
                @let unclear = board.unclear_of(worker.id);
                @if unclear > 0 { a href=(format!("/team/{}/plans?worker={}", board.team.id, worker.id)) { (unclear) } } @else { "0" }
            }
        }
    }
}

fn child_line(child: &TeamChild, days: &Days) -> Markup {
    html! {
        (child.subject.show(days)) " " span class="k-muted" { (child.status.name()) }
        @if let Some((_, clock)) = &child.clock { " " (clock.rule.name()) ": " (clock.show()) }
    }
}

/// One of the lists.
pub fn list(board: &Board, which: Which, viewer: WorkerId, days: &Days) -> Markup {
    let count = which.count(board, viewer);
    html! {
        p class="k-muted" { (count) ", " (which.order()) }
        @if count == 0 { p class="k-empty" { (which.empty()) } } @else {
            @match which {
                Which::Open => (children_table(board, board.children.iter().collect(), days)),
                Which::Unallocated => (children_table(board, longest(board.unallocated()), days)),
                Which::Oversight => (children_table(board, longest_unseen(board), days)),
                Which::Late => (work_table(&board.late().collect::<Vec<_>>(), days)),
                Which::Soon => (work_table(&board.soon().collect::<Vec<_>>(), days)),
                Which::Authorise => (work_table(&board.to_authorise(viewer), days)),
            }
        }
    }
}

fn longest<'a>(children: impl Iterator<Item = &'a TeamChild>) -> Vec<&'a TeamChild> {
    let mut children: Vec<_> = children.collect();
    children.sort_by_key(|child| child.since);
    children
}

fn longest_unseen(board: &Board) -> Vec<&TeamChild> {
    let mut children: Vec<_> = board.without_oversight().collect();
    children.sort_by_key(|child| (child.oversight, child.since));
    children
}

fn children_table(board: &Board, children: Vec<&TeamChild>, days: &Days) -> Markup {
    let name = |id: WorkerId| board.workers.iter().find(|worker| worker.id == id).map(|worker| worker.name.as_str());
    html! {
        table class="k-table k-table--stack" data-list {
            caption class="govuk-visually-hidden" { "Children" }
            thead { tr {
                th scope="col" { "Child" } th scope="col" { "Worker" } th scope="col" { "Status" } th scope="col" { "Next clock" }
                th scope="col" { "Last oversight" }
            } }
            tbody {
                @for child in children {
                    tr {
                        th scope="row" { (child.subject.show(days)) }
                        td data-label="Worker" {
                            @match child.worker.and_then(name) {
                                Some(name) => { (name) span class="k-muted" { ", since " (child.since.brief()) } },
                                None => strong { "Nobody, since " (child.since.brief()) },
                            }
                        }
                        td data-label="Status" { (child.status.name()) }
                        td data-label="Next clock" {
                            @match &child.clock {
                                Some((step, clock)) => { a href=(format!("/step/{step}")) { (clock.rule.name()) } ": " (clock.show()) },
                                None => span class="k-muted" { "None running" },
                            }
                        }
                        td data-label="Last oversight" { @match child.oversight { Some(day) => (day.brief()), None => "None" } }
                    }
                }
            }
        }
    }
}

/// Work, each with its clock and who has it.
pub fn work_table(work: &[&Work], days: &Days) -> Markup {
    html! {
        table class="k-table k-table--stack" data-list {
            caption class="govuk-visually-hidden" { "Work" }
            thead { tr {
                th scope="col" { "Child" } th scope="col" { "Work" } th scope="col" { "Clock" } th scope="col" { "With" }
            } }
            tbody { @for one in work { (work_row(one, days)) } }
        }
    }
}

fn work_row(one: &Work, days: &Days) -> Markup {
    html! {
        tr class=[one.is_late().then_some("k-row--late")] {
            th scope="row" { (subjects(&one.children, days)) }
            td data-label="Work" { (one.link()) }
            td data-label="Clock" {
                @match one.clock() { Some(clock) => { (clock.rule.name()) ": " (clock.show()) }, None => span class="k-muted" { "None running" } }
            }
            td data-label="With" { (with(one, days)) }
        }
    }
}

/// Who has the work now; what a manager keeps waiting is said to be the manager's delay.
pub fn with(one: &Work, days: &Days) -> Markup {
    html! {
        @match (one.is_submitted(), one.submitted) {
            (true, Some(at)) => {
                "A manager, submitted " (days.ago(at))
                @if let Some(name) = &one.owner_name { " by " (name) }
                @if let Some(clock) = one.authorise_clock() { ". Manager authorises: " (clock.show()) }
            },
            _ => (one.owner_name.as_deref().unwrap_or("Nobody")),
        }
    }
}
