//! The days of those who answer for others' work, or work in turns: managers, the front door, out of hours, business support.

use super::own::stat;
use crate::caseload::queries::teams;
use crate::clocks::{Clock, Days};
use crate::desk::{Answered, Who};
use crate::team::pages::{self, work_table};
use crate::team::queries::{Board, board, unallocated};
use crate::work::{self, Work, subjects};
use law::id::PersonId;
use law::step::StepKind;
use maud::{Markup, html};
use store::Conn;

/// How many lines of a list stand here before the link to the rest.
const FIRST: usize = 10;

/// What a manager has to look at.
pub struct Managing {
    /// What waits for this manager: of their team, or of all where they are in none; the longest waiting first.
    waiting: Vec<Work>,
    board: Option<Board>,
    unallocated: usize,
    handed_over: Vec<Work>,
}

/// Reads a manager's day.
pub fn managing(conn: &mut Conn, days: &Days, who: &Who) -> Answered<Managing> {
    let me = who.worker.id;
    let mut waiting = work::submitted(conn, days, me)?;
    waiting.retain(|one| one.waits_for(me) && (who.worker.team.is_none() || one.team == who.worker.team));
    waiting.sort_by_key(|one| one.submitted);
    let team = teams(conn)?.into_iter().find(|team| Some(team.id) == who.worker.team);
    let board = team.map(|team| board(conn, days, me, team)).transpose()?;
    let handed_over = work::handed_over(conn, days, me)?;
    Ok(Managing { waiting, board, unallocated: unallocated(conn, me)?.len(), handed_over })
}

impl Managing {
    /// Everybody shown; what waits for authorisation is only counted here.
    pub fn people(&self) -> Vec<PersonId> {
        let late = self.board.iter().flat_map(|board| board.late().take(FIRST));
        let looks = self.board.iter().flat_map(|board| board.looks_due().into_iter().map(|(one, _)| one));
        work::people(late.chain(looks).chain(&self.handed_over))
    }

    /// Numbers, then where the queue is, then what is late.
    pub fn show(&self, days: &Days) -> Markup {
        let late = self.board.as_ref().map_or(0, |board| board.late().count());
        html! {
            ul class="k-stats" {
                (stat("/authorise", self.waiting.len(), "awaiting my authorisation", ""))
                @if let Some(board) = &self.board {
                    (stat(&format!("/team/{}/list/late", board.team.id), late, "late in my team", if late > 0 { "k-late" } else { "" }))
                    (stat("#looks", board.looks_due().len(), "assessments for me to look at", ""))
                }
                (stat("/allocation", self.unallocated, "waiting for a worker, all teams", if self.unallocated > 0 { "k-late" } else { "" }))
                (stat("#handovers", self.handed_over.len(), "handovers not acknowledged", if self.handed_over.is_empty() { "" } else { "k-soon" }))
            }
            (self.queue(days))
            @if let Some(board) = &self.board { (late_in(board, late, days)) (looks(board, days)) }
            (handovers(&self.handed_over, days))
        }
    }
}

impl Managing {
    /// Where the queue stands, to be read and decided: on the team's board, or by itself for a manager of no one team.
    fn queue(&self, days: &Days) -> Markup {
        let late = self.waiting.iter().filter(|one| one.authorise_clock().is_some_and(Clock::is_late)).count();
        let (place, words) = match &self.board {
            Some(board) => (format!("/team/{}", board.team.id), "Read and decide on the team’s board"),
            None => ("/authorise".to_owned(), "Read and decide"),
        };
        html! {
            section class={ "k-card" @if late > 0 { " k-card--late" } } {
                div class="k-card__head" {
                    h2 class="k-card__title" { a href="/authorise" { "Awaiting my authorisation" } }
                    span class="k-muted k-small" { (self.waiting.len()) }
                }
                @match self.waiting.first().and_then(|one| one.submitted) {
                    None => p class="k-empty" { "Nothing waits for you. Work waits from the moment when somebody else submits it." },
                    Some(oldest) => p {
                        "The longest waiting was submitted " (days.ago(oldest)) ". "
                        @if late > 0 { span class="k-late" { (late) " late on the managers’ side" } ". " }
                        a href=(place) { (words) }
                    },
                }
            }
        }
    }
}

fn late_in(board: &Board, late: usize, days: &Days) -> Markup {
    html! {
        section class={ "k-card k-card--flush" @if late > 0 { " k-card--late" } } {
            div class="k-card__head" {
                h2 class="k-card__title" { "Late in " (board.team.name) }
                a href=(format!("/team/{}/list/late", board.team.id)) { "All " (late) }
            }
            @if late == 0 { p class="k-empty" { "Nothing is late. Work stands here from the day after its clock ends." } }
            @else { (work_table(&board.late().take(FIRST).collect::<Vec<_>>(), days)) }
        }
    }
}

fn looks(board: &Board, days: &Days) -> Markup {
    let due = board.looks_due();
    html! {
        section class="k-card" id="looks" {
            div class="k-card__head" {
                h2 class="k-card__title" { "Assessments for me to look at" }
                span class="k-muted k-small" { (due.len()) ", the latest first. An oversight note about every child of it is the look." }
            }
            @if due.is_empty() { p class="k-empty" { "Assessments stand here when the 10th, 20th and 30th working day comes near without a note of oversight." } }
            ul class="k-lines" {
                @for (one, clock) in &due {
                    li { strong { (subjects(&one.children, days)) } " " (one.link()) ": " (clock.rule.name()) " " (clock.show()) }
                }
            }
        }
    }
}

/// Handovers that the day service has not acknowledged.
pub fn handovers(handed: &[Work], days: &Days) -> Markup {
    html! {
        section class="k-card" id="handovers" {
            div class="k-card__head" {
                h2 class="k-card__title" { "Handovers not acknowledged" }
                span class="k-muted k-small" { (handed.len()) ", what is closest to late first" }
            }
            @if handed.is_empty() { p class="k-empty" { "What the out-of-hours team hands over stands here until somebody in the day service acknowledges it." } }
            ul class="k-lines" {
                @for one in handed {
                    li {
                        strong { (subjects(&one.children, days)) } " " (one.link())
                        @if let Some(name) = &one.owner_name { span class="k-muted" { ", handed over by " (name) } }
                        @if let Some(at) = one.submitted { span class="k-muted" { " " (days.ago(at)) } }
                        @if let Some(clock) = one.clock() { " " (clock.show()) }
                    }
                }
            }
        }
    }
}

/// The front door as its screener sees it first: how many of each, the oldest, and what presses most.
pub struct FrontDoor(Vec<Work>);

/// Reads the front door.
pub fn front_door(conn: &mut Conn, days: &Days, who: &Who) -> Answered<FrontDoor> {
    Ok(FrontDoor(work::at_front_door(conn, days, who.worker.id)?))
}

impl FrontDoor {
    /// Everybody shown.
    pub fn people(&self) -> Vec<PersonId> {
        work::people(self.0.iter().take(FIRST))
    }

    /// Counts and the first lines.
    pub fn show(&self, days: &Days) -> Markup {
        let of = |kind: StepKind| self.0.iter().filter(move |one| one.kind == kind).count();
        let late = self.0.iter().filter(|one| one.is_late()).count();
        let oldest = self.0.iter().map(|one| one.started).min();
        html! {
            ul class="k-stats" {
                (stat("/front-door", of(StepKind::Contact), "contacts open", ""))
                (stat("/front-door", of(StepKind::Referral), "referrals open", ""))
                (stat("/front-door", of(StepKind::Consultation), "consultations open", ""))
                (stat("/front-door", late, "late", if late > 0 { "k-late" } else { "" }))
            }
            section class="k-card k-card--flush" {
                div class="k-card__head" {
                    h2 class="k-card__title" { a href="/front-door" { "Front door" } }
                    @if let Some(oldest) = oldest { span class="k-muted k-small" { "The oldest came " (days.ago(oldest)) } }
                }
                @if self.0.is_empty() { p class="k-empty" { "Nothing is open. Contacts, referrals and consultations stand here from the moment they begin." } }
                @else { (work_table(&self.0.iter().take(FIRST).collect::<Vec<_>>(), days)) }
            }
        }
    }
}

/// Every team's numbers, for business support.
pub fn every_team(conn: &mut Conn, days: &Days, who: &Who) -> Answered<Markup> {
    let mut boards = Vec::new();
    for team in teams(conn)? {
        boards.push(board(conn, days, who.worker.id, team)?);
    }
    Ok(html! {
        @if boards.is_empty() { p class="k-empty" { "Teams stand here when an administrator adds them." } }
        @for board in &boards {
            h2 class="govuk-heading-m" { a href=(format!("/team/{}", board.team.id)) { (board.team.name) } }
            (pages::numbers(board, who.worker.id, days))
        }
    })
}

impl Board {
    /// Assessments with a look by a manager that is due soon or past. What meets a look is law's: [`law::step::looks`].
    pub fn looks_due(&self) -> Vec<(&Work, &Clock)> {
        let due = self.work.iter().filter(|one| one.is_being_written()).filter_map(|one| {
            let near = |clock: &&Clock| clock.rule.look().is_some() && (clock.is_late() || clock.is_soon());
            // One entry answers all that are owed, so the last of them is the one to say.
            Some((one, one.clocks.iter().filter(near).max_by_key(|clock| clock.due)?))
        });
        let mut due: Vec<_> = due.collect();
        due.sort_by_key(|(_, clock)| clock.order());
        due
    }
}
