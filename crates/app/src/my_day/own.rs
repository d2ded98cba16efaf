//! A worker's own day: what is late, the next five working days, their children, and what waits for others.

use super::queries::{self, Draft, MyChild};
use crate::caseload::status::LIMIT;
use crate::clocks::{Clock, Days};
use crate::desk::{Answered, Who};
use crate::team::pages::work_table;
use crate::work::{self, Work, subjects};
use law::day::Day;
use law::id::PersonId;
use law::permit::List;
use law::step::State;
use maud::{Markup, html};
use store::Conn;

/// How many working days the week shows.
const WEEK: usize = 5;

/// What the worker has.
pub struct Own {
    work: Vec<Work>,
    children: Vec<MyChild>,
    drafts: Vec<Draft>,
}

/// Reads it.
pub fn read(conn: &mut Conn, days: &Days, who: &Who) -> Answered<Own> {
    let me = who.worker.id;
    let mut own = Own {
        work: work::of_owner(conn, days, me, me, List::Own)?,
        children: queries::children(conn, days, me, me, List::Own)?,
        drafts: queries::drafts(conn, me, days.now)?,
    };
    let broken = work::broken(conn, me, days.now)?;
    let subjects = own.work.iter_mut().flat_map(|one| &mut one.children);
    let subjects = subjects.chain(own.children.iter_mut().map(|child| &mut child.subject));
    subjects.for_each(|subject| subject.broken_until = broken.get(&subject.person).copied());
    Ok(own)
}

impl Own {
    /// Everybody shown.
    pub fn people(&self) -> Vec<PersonId> {
        let mut people = work::people(&self.work);
        people.extend(self.children.iter().map(|child| child.subject.person));
        people
    }

    fn late(&self) -> impl Iterator<Item = &Work> {
        self.work.iter().filter(|one| one.is_being_written() && one.is_late())
    }

    fn returned(&self) -> impl Iterator<Item = &Work> {
        self.work.iter().filter(|one| one.state == "returned")
    }

    fn waiting(&self) -> impl Iterator<Item = &Work> {
        self.work.iter().filter(|one| !one.is_being_written())
    }

    /// Running clocks on what the worker is writing, not late, by the day on which they end.
    fn ahead(&self) -> impl Iterator<Item = (&Work, &Clock)> {
        let written = self.work.iter().filter(|one| one.is_being_written());
        let clocks = written.flat_map(|one| one.clocks.iter().map(move |clock| (one, clock)));
        clocks.filter(|(_, clock)| !clock.is_late() && !clock.rule.is_managers())
    }

    /// The whole of it.
    pub fn show(&self, days: &Days, who: &Who) -> Markup {
        html! {
            p class="k-muted" { (self.headline(who)) }
            (self.counts(days))
            (self.late_box(days))
            (self.returned_box(days))
            (self.week(days))
            (self.children_table(days))
            div class="k-cards" { (self.waiting_box(days)) (self.drafts_box(days)) }
        }
    }

    /// For those whose day is otherwise about others: their own open work, where they have any.
    pub fn brief(&self, days: &Days) -> Markup {
        if self.work.is_empty() && self.drafts.is_empty() {
            return html! {};
        }
        html! {
            section class="k-card k-card--flush" id="own" {
                div class="k-card__head" {
                    h2 class="k-card__title" { "My own open work" }
                    span class="k-muted k-small" { (self.work.len()) ", what is closest to late first" }
                }
                (work_table(&self.work.iter().collect::<Vec<_>>(), days))
            }
            (self.returned_box(days))
            (self.drafts_box(days))
        }
    }

    fn headline(&self, who: &Who) -> String {
        let team = who.worker.team_name.as_deref().unwrap_or("No team");
        let weight: u32 = self.children.iter().map(|child| child.status.weight()).sum();
        let children = counted(self.children.len(), "child", "children");
        format!("{} · {team} · {children}, weight {weight} of {LIMIT}", who.worker.name)
    }

    fn counts(&self, days: &Days) -> Markup {
        let next = days.next_working(days.today());
        let by = if days.today().plus_days(1) == next { "tomorrow".to_owned() } else { next.short() };
        let due = self.ahead().filter(|(_, clock)| clock.due <= next).count();
        let late = self.late().count();
        html! {
            h2 class="govuk-visually-hidden" { "Now" }
            ul class="k-stats" {
                (stat("#late", late, "late", if late > 0 { "k-late" } else { "" }))
                (stat("#week", due, &format!("due today or {by}"), if due > 0 { "k-soon" } else { "" }))
                (stat("#returned", self.returned().count(), "returned to you", ""))
                (stat("#drafts", self.drafts.len(), unsaved(self.drafts.len()), ""))
            }
        }
    }

    fn late_box(&self, days: &Days) -> Markup {
        let late: Vec<_> = self.late().collect();
        html! {
            section class={ "k-card k-card--flush" @if !late.is_empty() { " k-card--late" } } id="late" {
                div class="k-card__head" {
                    h2 class="k-card__title" { "Late" }
                    span class="k-muted k-small" { (late.len()) ", the latest first" }
                }
                @if late.is_empty() {
                    p class="k-empty" { "Nothing of yours is late. Work appears here the day after its clock ends." }
                } @else {
                    table class="k-table k-table--stack" data-list {
                        caption class="govuk-visually-hidden" { "Late, the latest first" }
                        thead { tr {
                            th scope="col" { "Child" } th scope="col" { "What" } th scope="col" { "How late" }
                            th scope="col" { "Last seen" } th scope="col" { "Work" }
                        } }
                        tbody { @for one in late { (self.late_row(one, days)) } }
                    }
                }
            }
        }
    }

    fn late_row(&self, one: &Work, days: &Days) -> Markup {
        let Some(clock) = one.clock() else { return html! {} };
        html! {
            tr {
                th scope="row" { (subjects(&one.pressed(), days)) }
                td { (clock.rule.name()) }
                td class="k-nowrap" { (clock.show()) }
                td class="k-muted" { @if let Some(seen) = self.seen(one, days) { (seen) } }
                td { a href=(format!("/step/{}", one.step)) { "Open the " (one.kind.name()) } }
            }
        }
    }

    /// `last seen 12 Feb 2026, alone`, where the work is about one child of the worker's.
    fn seen(&self, one: &Work, days: &Days) -> Option<String> {
        let [subject] = one.pressed().try_into().ok().map(|one: [_; 1]| one)?;
        let child = self.children.iter().find(|child| child.subject.person == subject.person)?;
        Some(child.seen.map_or("not seen yet".to_owned(), |seen| {
            let alone = if seen.alone == Some(true) { ", alone" } else { "" };
            format!("last seen {}{alone}", near(seen.on, days.today()))
        }))
    }

    fn returned_box(&self, days: &Days) -> Markup {
        let returned: Vec<_> = self.returned().collect();
        html! {
            @if !returned.is_empty() {
                section class="k-card k-card--soon" id="returned" {
                    h2 class="k-card__title" { "Returned to you" }
                    ul class="k-lines" {
                        @for one in returned {
                            li {
                                strong { (subjects(&one.children, days)) } " " (one.link())
                                @if let Some((when, why)) = reasons(one, days) { ": “" (why) "” " span class="k-muted" { (when) } }
                            }
                        }
                    }
                }
            } @else { div id="returned" {} }
        }
    }

    fn week(&self, days: &Days) -> Markup {
        let week = days.week(WEEK);
        let last = week.last().copied().unwrap_or(days.today());
        let columns = week.iter().enumerate().map(|(place, day)| {
            let until = week.get(place + 1).copied().unwrap_or(last.plus_days(1));
            // What ends on a weekend or a bank holiday stands under the working day before it.
            let of_day = self.ahead().filter(move |(_, clock)| clock.due < until && (clock.due >= *day || place == 0));
            (*day, of_day.collect::<Vec<_>>())
        });
        html! {
            h2 class="govuk-heading-m" id="week" { "Next five working days" }
            div class="k-week" { @for (day, ends) in columns { (self.column(day, &ends, days)) } }
        }
    }

    fn column(&self, day: Day, ends: &[(&Work, &Clock)], days: &Days) -> Markup {
        let today = day == days.today();
        html! {
            div class={ "k-week__day" @if today { " k-week__day--today" } } {
                h3 { @if today { "Today, " } (day.short()) }
                @if ends.is_empty() { p class="k-muted" { "Nothing ends" } }
                ul class="k-lines" {
                    @for (one, clock) in ends {
                        li {
                            (subjects(&about(one, clock), days)) ": "
                            a href=(format!("/step/{}", one.step)) { (clock.rule.name()) }
                            @if let Some(at) = clock.due_at { ", by " (at.time()) }
                            @if clock.due != day { span class="k-muted" { ", " (clock.due.short()) } }
                        }
                    }
                }
            }
        }
    }

    fn children_table(&self, days: &Days) -> Markup {
        html! {
            section class="k-card k-card--flush" id="children" {
                div class="k-card__head" {
                    h2 class="k-card__title" { "My children" }
                    span class="k-muted k-small" { (self.children.len()) ", what is closest to late first" }
                }
                @if self.children.is_empty() {
                    p class="k-empty" { "Children who are allocated to you stand here. A manager allocates them." }
                } @else {
                    table class="k-table k-table--stack" data-list {
                        caption class="govuk-visually-hidden" { "My children, what is closest to late first" }
                        thead { tr {
                            th scope="col" { "Child" } th scope="col" { "Age" } th scope="col" { "Status" }
                            th scope="col" { "Next clock" } th scope="col" { "Last seen" } th scope="col" { "Child’s views" }
                        } }
                        tbody { @for child in &self.children { (child_row(child, days)) } }
                    }
                }
            }
        }
    }

    fn waiting_box(&self, days: &Days) -> Markup {
        let waiting: Vec<_> = self.waiting().collect();
        html! {
            section class="k-card" id="waiting" {
                div class="k-card__head" {
                    h2 class="k-card__title" { "Waiting for others" }
                    span class="k-muted k-small" { (waiting.len()) }
                }
                @if waiting.is_empty() {
                    p class="k-empty" { "What you submit for authorisation, or hand over, stands here until somebody answers." }
                }
                ul class="k-lines" { @for one in waiting { li { (waiting_line(one, days)) } } }
            }
        }
    }

    fn drafts_box(&self, days: &Days) -> Markup {
        html! {
            section class="k-card" id="drafts" {
                div class="k-card__head" {
                    h2 class="k-card__title" { "Unsaved drafts" }
                    span class="k-muted k-small" { (self.drafts.len()) }
                }
                @if self.drafts.is_empty() {
                    p class="k-empty" { "A form that you leave without saving stands here, with what was kept of it as you wrote." }
                }
                ul class="k-lines" {
                    @for draft in &self.drafts {
                        li {
                            a href=(format!("/step/{}", draft.step)) { (draft.kind.map_or("Form".to_owned(), |kind| kind.title())) }
                            span class="k-muted" { ", kept " (days.ago(draft.saved_at)) }
                        }
                    }
                }
            }
        }
    }
}

/// The children whom a clock of the work is about.
fn about(one: &Work, clock: &Clock) -> Vec<work::Subject> {
    let of = |subject: &&work::Subject| clock.child.is_none_or(|child| child == subject.person);
    one.children.iter().filter(of).cloned().collect()
}

fn child_row(child: &MyChild, days: &Days) -> Markup {
    let late = child.clock.as_ref().is_some_and(|(_, clock)| clock.is_late());
    html! {
        tr class=[late.then_some("k-row--late")] {
            th scope="row" { a href=(format!("/person/{}", child.subject.person)) { (child.subject.name.full()) } (child.subject.mark()) }
            td data-label="Age" { (child.subject.birth.age_words(days.today())) }
            td data-label="Status" { (child.status.name()) }
            td data-label="Next clock" {
                @match &child.clock {
                    Some((step, clock)) => { a href=(format!("/step/{step}")) { (clock.rule.name()) } ": " (clock.show()) },
                    None => span class="k-muted" { "None running" },
                }
            }
            td data-label="Last seen" { (since(child.seen.map(|seen| seen.on), days.today(), "Not seen yet")) }
            td data-label="Child’s views" { (since(child.views, days.today(), "None recorded")) }
        }
    }
}

/// `12 days ago`, with the day; or what is said where it never happened.
fn since(on: Option<Day>, today: Day, never: &str) -> Markup {
    html! {
        @match on {
            None => strong { (never) },
            Some(on) => { (days_ago(on, today)) span class="k-muted" { ", " (on.brief()) } },
        }
    }
}

fn days_ago(on: Day, today: Day) -> String {
    match on.days_until(today) {
        0 => "Today".to_owned(),
        1 => "Yesterday".to_owned(),
        days => format!("{days} days ago"),
    }
}

fn near(on: Day, today: Day) -> String {
    if on == today { "today".to_owned() } else { on.brief() }
}

fn waiting_line(one: &Work, days: &Days) -> Markup {
    html! {
        strong { (subjects(&one.children, days)) } " " (one.link())
        @if let Some(at) = one.submitted { span class="k-muted" { ", with the " (awaited(one)) " since " (days.ago(at)) } }
        @if let Some(clock) = one.authorise_clock().filter(|clock| clock.is_late()) {
            " " (clock.show()) " on the manager’s side"
        }
        @if let Some(clock) = one.clock().filter(|clock| clock.is_late()) {
            " " span class="k-late" { (clock.rule.name()) ": " (clock.words) }
        }
    }
}

fn awaited(one: &Work) -> &'static str {
    if one.is_submitted() { "manager" } else { "day service" }
}

/// When it was returned, and the manager's reasons.
fn reasons(one: &Work, days: &Days) -> Option<(String, String)> {
    match serde_json::from_str(&one.state_facts).ok()? {
        State::Returned { at, reasons, .. } => Some((days.ago(at), reasons)),
        _ => None,
    }
}

/// A number that leads to what it counts.
pub fn stat(href: &str, count: usize, words: &str, class: &str) -> Markup {
    html! {
        li class="k-stat" {
            a href=(href) {
                span class="k-stat__figure" { (count) } " "
                span class={ "k-stat__words " (class) } { (words) }
            }
        }
    }
}

/// `1 child`, `2 children`.
pub fn counted(n: usize, one: &str, many: &str) -> String {
    format!("{n} {}", if n == 1 { one } else { many })
}

fn unsaved(n: usize) -> &'static str {
    if n == 1 { "unsaved draft" } else { "unsaved drafts" }
}
