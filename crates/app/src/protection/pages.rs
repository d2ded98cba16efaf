//! The page of open child protection work: enquiries first, each with its sequence and what is missing from it.

use super::queries::{Watched, watched};
use crate::clocks::Days;
use crate::desk::{Answered, Desk, Place, Who};
use crate::reader;
use crate::work::{self, subjects};
use axum::extract::State;
use law::fact::Fact;
use law::step::StepKind;
use law::step::check::Progress;
use law::step::section47_enquiry::ALWAYS_ASKED;
use maud::{Markup, html};
use web::Frame;

/// The page. Every child on it is in the view log first.
pub async fn show(State(desk): State<Desk>, who: Who, frame: Frame) -> Answered<Markup> {
    let (council, asker) = (desk.council.clone(), who.clone());
    let (all, days) = desk
        .read(move |conn| {
            let all = watched(conn, &council, &asker)?;
            let people = work::people(all.iter().map(|one| &one.work));
            reader::shown(council.db.views(), &asker.viewer, "open child protection work", &people)?;
            Ok((all, Days::at(conn, &council.reckoner, asker.at())?))
        })
        .await?;
    let of = |kind: StepKind| all.iter().filter(|one| one.work.kind == kind).collect::<Vec<_>>();
    let (enquiries, discussions, conferences) =
        (of(StepKind::Section47Enquiry), of(StepKind::StrategyDiscussion), of(StepKind::Conference));
    let body = html! {
        p class="k-muted" {
            "In every team, what is nearest to late first: "
            a href="#enquiries" { (enquiries.len()) " enquiries" } ", "
            a href="#discussions" { (discussions.len()) " strategy discussions to be held" } ", "
            a href="#conferences" { (conferences.len()) " conferences to come" } "."
        }
        (list("enquiries", "Section 47 enquiries", &enquiries, &days,
            "No enquiry is open. One begins when a strategy discussion decides on it."))
        (list("discussions", "Strategy discussions to be held", &discussions, &days,
            "No discussion waits to be held. One begins when harm is suspected on a referral, in an assessment or on an open case."))
        (list("conferences", "Conferences", &conferences, &days,
            "No conference is to come. One begins when an enquiry finds continuing risk, and with every plan for its review."))
    };
    Ok(desk.page(&who, "Child protection", Place::Protection, body).render(&frame))
}

fn list(id: &str, title: &str, all: &[&Watched], days: &Days, empty: &str) -> Markup {
    html! {
        section class="k-card" aria-labelledby=(id) {
            div class="k-card__head" {
                h2 class="k-card__title" id=(id) { (title) }
                span class="k-muted k-small" { (all.len()) ", what is nearest to late first" }
            }
            @if all.is_empty() { p class="k-empty" { (empty) } }
            ul class="k-lines" data-list { @for one in all { li { (line(one, days)) } } }
        }
    }
}

fn line(one: &Watched, days: &Days) -> Markup {
    let work = &one.work;
    html! {
        strong { (subjects(&work.children, days)) } " " (work.link())
        span class="k-muted" { @if let Some(team) = &work.team_name { ", " (team) } }
        br;
        @match &work.owner_name {
            Some(name) if work.kind == StepKind::Conference => { "Chair: " (name) },
            Some(name) => { "Lead: " (name) },
            None => span class="k-late" { @if work.kind == StepKind::Conference { "No chair yet" } @else { "Nobody leads it yet" } },
        }
        @for clock in &work.clocks { " · " (clock.rule.name()) ": " (clock.show()) }
        @match work.kind {
            StepKind::Section47Enquiry => (sequence(one, days)),
            StepKind::Conference => (conference(one)),
            _ => {},
        }
        @if !one.missing.is_empty() {
            details {
                summary { (one.missing.len()) @if one.missing.len() == 1 { " thing is missing" } @else { " things are missing" } }
                ul class="k-columns k-still" { @for say in &one.missing { li { (say) } } }
            }
        }
    }
}

/// How far an enquiry has come, in the order in which it is made.
fn sequence(one: &Watched, days: &Days) -> Markup {
    let step = &one.step;
    let asked = ALWAYS_ASKED.iter().filter(|agency| step.checks.iter().any(|check| check.agency == **agency)).count();
    let waiting = step.checks.iter().filter(|check| check.progress() == Progress::Asked).count();
    let seen = step.children.iter().filter(|child| step.facts.yes_of(Fact::ChildSeen, **child) == Some(true)).count();
    let late = step.agreed.iter().filter(|action| action.is_late(days.now)).count();
    html! {
        br;
        span class="k-small" {
            "Agencies: " (asked) " of " (ALWAYS_ASKED.len()) " asked"
            @if waiting > 0 { ", " span class="k-soon" { (waiting) " not answered" } }
            " · Seen: " (seen) " of " (step.children.len())
            @if late > 0 { " · " span class="k-late" { (late) @if late == 1 { " action late" } @else { " actions late" } } }
        }
    }
}

/// When a conference is planned for, and whose reports the family still lacks.
fn conference(one: &Watched) -> Markup {
    let step = &one.step;
    let wanted: Vec<_> = step.seats.iter().filter_map(|seat| seat.report.as_ref()).collect();
    let shared = wanted.iter().filter(|report| report.shared_on.is_some()).count();
    html! {
        br;
        span class="k-small" {
            @match step.facts.moment(Fact::PlannedFor) {
                Some(at) => { "Planned for " (at.long()) },
                None => span class="k-soon" { "Not planned yet" },
            }
            " · Invited: " (step.seats.len())
            @if !wanted.is_empty() {
                " · Reports with the family: " span class=[(shared < wanted.len()).then_some("k-soon")] { (shared) " of " (wanted.len()) }
            }
        }
    }
}
