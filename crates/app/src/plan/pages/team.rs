//! The plans of a team: which have lines that could be clearer, actions that are late, and how long since progress was noted.

use super::super::tally::{Tally, tallies};
use crate::caseload::queries::teams;
use crate::clocks::Days;
use crate::desk::{Answered, Desk, Place, Who};
use crate::reader;
use crate::team::sees_every_team;
use crate::work::{self, Work, subjects};
use axum::extract::{Path, Query, State};
use law::id::{TeamId, WorkerId};
use law::plan::holds_a_plan;
use maud::{Markup, html};
use serde::Deserialize;
use std::collections::HashMap;
use web::shell::Trail;
use web::{Failure, Frame, Page};

/// Whose plans: an opaque id; all of the team's without.
#[derive(Debug, Deserialize)]
pub struct Whose {
    worker: Option<String>,
}

pub async fn show(
    State(desk): State<Desk>,
    who: Who,
    frame: Frame,
    Path(id): Path<String>,
    Query(whose): Query<Whose>,
) -> Answered<Markup> {
    let wanted: Option<WorkerId> = whose.worker.as_deref().and_then(|id| id.parse().ok());
    let team: TeamId = id.parse().map_err(|_| Failure::NotFound)?;
    if who.worker.team != Some(team) && !sees_every_team(&who) {
        let why = "This is another team’s board.";
        return Err(Failure::may_not(why, "Managers and business support see every team.").into());
    }
    let (council, asker) = (desk.council.clone(), who.clone());
    let (name, plans, tallies, days) = desk
        .read(move |conn| {
            let days = Days::at(conn, &council.reckoner, asker.at())?;
            let team = teams(conn)?.into_iter().find(|one| one.id == team).ok_or(Failure::NotFound)?;
            let mut plans = work::of_team(conn, &days, asker.worker.id, team.id)?;
            plans.retain(|one| holds_a_plan(one.kind) && (wanted.is_none() || one.owner == wanted));
            let tallies = tallies(conn, team.id, days.today())?;
            plans.sort_by_key(|one| std::cmp::Reverse(order(&tallies, one)));
            reader::shown(council.db.views(), &asker.viewer, "the team’s plans", &work::people(&plans))?;
            Ok((team.name, plans, tallies, days))
        })
        .await?;
    let body = html! {
        @if wanted.is_some() { p { a href={ "/team/" (team) "/plans" } { "Every plan of the team" } } }
        (body(&plans, wanted.is_some(), &tallies, &days))
    };
    let page = desk.page(&who, format!("Plans – {name}"), Place::Team, body);
    let back = Trail::Back(name, format!("/team/{team}"));
    Ok(Page { trail: back, ..page }.render(&frame))
}

type Tallies = HashMap<law::id::StepId, Tally>;

fn order(tallies: &Tallies, one: &Work) -> (usize, usize) {
    tallies.get(&one.step).map_or((0, 0), |tally| (tally.unclear, tally.late))
}

fn body(plans: &[Work], of_one: bool, tallies: &Tallies, days: &Days) -> Markup {
    let whose = if of_one { plans.first().and_then(|plan| plan.owner_name.as_deref()) } else { None };
    html! {
        p class="k-muted" { (plans.len()) @if let Some(name) = whose { " with " (name) } ", the most lines that could be clearer first. A line is an outcome, an open action, or what is done if the plan fails." }
        @if plans.is_empty() { p class="k-empty" { "Plans stand here from the decision that opens them until they end." } }
        @else {
            table class="k-table k-table--stack" data-list {
                caption class="govuk-visually-hidden" { "Plans of the team" }
                thead { tr {
                    th scope="col" { "Child" } th scope="col" { "Plan" } th scope="col" { "With" }
                    th scope="col" class="k-table__num" { "Could be clearer" } th scope="col" class="k-table__num" { "Actions late" }
                    th scope="col" { "Progress noted" }
                } }
                tbody { @for plan in plans { (row(plan, tallies.get(&plan.step), days)) } }
            }
        }
    }
}

fn row(plan: &Work, tally: Option<&Tally>, days: &Days) -> Markup {
    let nothing = Tally::default();
    let tally = tally.unwrap_or(&nothing);
    html! {
        tr class=[(tally.late > 0).then_some("k-row--late")] {
            th scope="row" { (subjects(&plan.children, days)) }
            td data-label="Plan" { a href={ "/plan/" (plan.step) } { (plan.kind.title()) } }
            td data-label="With" { (plan.owner_name.as_deref().unwrap_or("Nobody")) }
            td class="k-table__num" data-label="Could be clearer" {
                @match (tally.unclear, tally.first_unclear) {
                    (0, _) => { @if tally.outcomes == 0 { span class="k-muted" { "No outcome yet" } } @else { "0" } },
                    (count, Some(outcome)) => a href={ "/plan/" (plan.step) "#clearer-" (outcome) } { (count) " of " (tally.lines) },
                    (count, None) => a href={ "/plan/" (plan.step) "#contingency" } { (count) " of " (tally.lines) },
                }
            }
            td class="k-table__num" data-label="Actions late" { @if tally.late > 0 { span class="k-late" { (tally.late) } } @else { "0" } }
            td data-label="Progress noted" { @match tally.noted { Some(day) => (day.brief()), None => span class="k-muted" { "Not yet" } } }
        }
    }
}
