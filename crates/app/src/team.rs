//! The team's board: who needs me?

pub mod pages;
pub mod queries;

use crate::authorise;
use crate::caseload::queries::{self as caseload, Team};
use crate::clocks::Days;
use crate::desk::{Answered, Desk, Place, Routes, Who};
use crate::reader;
use crate::transfer;
use crate::work;
use axum::extract::{Path, State};
use law::id::{PersonId, TeamId};
use law::permit::Permit;
use law::role::Role;
use maud::{Markup, html};
use pages::Which;
use queries::Board;
use web::shell::Trail;
use web::{Failure, Frame, Page};

/// Routes of the feature.
pub fn routes() -> Routes {
    Routes::new().get("/team", Permit::Records.into(), mine).get("/team/{id}", Permit::Records.into(), show).get(
        "/team/{id}/list/{which}",
        Permit::Records.into(),
        list,
    )
}

/// The worker's own board; for who has no team, or answers for several, the teams.
async fn mine(State(desk): State<Desk>, who: Who, frame: Frame) -> Answered<Markup> {
    match who.worker.team {
        Some(team) => board_page(desk, who, frame, team).await,
        None => teams_page(desk, who, frame).await,
    }
}

async fn show(State(desk): State<Desk>, who: Who, frame: Frame, Path(id): Path<String>) -> Answered<Markup> {
    board_page(desk, who, frame, id.parse().map_err(|_| Failure::NotFound)?).await
}

async fn list(
    State(desk): State<Desk>,
    who: Who,
    frame: Frame,
    Path((id, which)): Path<(String, String)>,
) -> Answered<Markup> {
    let team: TeamId = id.parse().map_err(|_| Failure::NotFound)?;
    let which = Which::from_slug(&which).ok_or(Failure::NotFound)?;
    let (board, days) = read(&desk, &who, team, "a list of the team's").await?;
    let body = pages::list(&board, which, who.worker.id, &days);
    let page = desk.page(&who, format!("{} – {}", which.title(), board.team.name), Place::Team, body);
    let back = Trail::Back(board.team.name.clone(), format!("/team/{team}"));
    Ok(Page { trail: back, ..page }.render(&frame))
}

async fn board_page(desk: Desk, who: Who, frame: Frame, team: TeamId) -> Answered<Markup> {
    let (board, days) = read(&desk, &who, team, "the team's board").await?;
    let queue = match who.viewer.actor.authorises() {
        true => Some(authorise::queue(&desk, &who, board.to_authorise(who.worker.id)).await?),
        false => None,
    };
    let asker = who.clone();
    let transfers = {
        let council = desk.council.clone();
        desk.read(move |conn| {
            let days = Days::at(conn, &council.reckoner, asker.at())?;
            Ok(transfer::card::card(&transfer::queries::of_team(conn, &days, &asker, team)?, &days))
        })
        .await?
    };
    let body = html! {
        @if sees_every_team(&who) { p { a href="/teams" { "All teams" } } }
        (transfers)
        (pages::board(&board, who.worker.id, &days, queue.as_ref()))
    };
    Ok(desk.page(&who, board.team.name.clone(), Place::Team, body).render(&frame))
}

/// Routes of the list of teams, which only those who see every team have.
pub fn teams_routes() -> Routes {
    Routes::new().get("/teams", Permit::Allocates.into(), teams)
}

async fn teams(State(desk): State<Desk>, who: Who, frame: Frame) -> Answered<Markup> {
    teams_page(desk, who, frame).await
}

async fn teams_page(desk: Desk, who: Who, frame: Frame) -> Answered<Markup> {
    if !sees_every_team(&who) {
        let body = html! { p class="k-empty" { "You are in no team. An administrator puts you into one; its board then stands here." } };
        return Ok(desk.page(&who, "Team", Place::Team, body).render(&frame));
    }
    let (council, asker) = (desk.council.clone(), who.clone());
    let (boards, days) = desk
        .read(move |conn| {
            let days = Days::at(conn, &council.reckoner, asker.at())?;
            let mut boards = Vec::new();
            for team in caseload::teams(conn)? {
                boards.push(queries::board(conn, &days, asker.worker.id, team)?);
            }
            Ok((boards, days))
        })
        .await?;
    let body = html! {
        @if boards.is_empty() { p class="k-empty" { "Teams stand here when an administrator adds them." } }
        @for board in &boards {
            h2 class="govuk-heading-m" { a href=(format!("/team/{}", board.team.id)) { (board.team.name) } }
            (pages::numbers(board, who.worker.id, &days))
        }
    };
    Ok(desk.page(&who, "Teams", Place::Team, body).render(&frame))
}

/// Managers and business support see every team; others their own.
pub(crate) fn sees_every_team(who: &Who) -> bool {
    who.viewer.actor.authorises() || who.viewer.actor.is(Role::BusinessSupport)
}

async fn read(desk: &Desk, who: &Who, team: TeamId, what: &'static str) -> Answered<(Board, Days)> {
    if who.worker.team != Some(team) && !sees_every_team(who) {
        return Err(
            Failure::may_not("This is another team’s board.", "Managers and business support see every team.").into()
        );
    }
    let (council, asker) = (desk.council.clone(), who.clone());
    desk.read(move |conn| {
        let days = Days::at(conn, &council.reckoner, asker.at())?;
        let team: Team = caseload::teams(conn)?.into_iter().find(|one| one.id == team).ok_or(Failure::NotFound)?;
        let board = queries::board(conn, &days, asker.worker.id, team)?;
        let mut people: Vec<PersonId> = work::people(&board.work);
        people.extend(board.children.iter().map(|child| child.subject.person));
        people.sort_unstable();
        people.dedup();
        reader::shown(council.db.views(), &asker.viewer, what, &people)?;
        Ok((board, days))
    })
    .await
}
