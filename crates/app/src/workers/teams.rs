//! Teams: added and named anew by an administrator.

use super::commands;
use crate::allocation::again;
use crate::caseload::queries as caseload;
use crate::desk::{Answered, Desk, Place, Routes, Who, form_fields};
use axum::extract::State;
use axum::response::{IntoResponse, Redirect};
use law::id::TeamId;
use law::permit::Permit;
use maud::{Markup, html};
use web::govuk::{self, ErrorMessage, Input};
use web::shell::Trail;
use web::{Failure, Fields, FormState, Frame, Page};

/// Routes of the feature.
pub fn routes() -> Routes {
    let admin = || Permit::Administers.into();
    Routes::new().get("/workers/teams", admin(), show).post("/workers/teams", admin(), keep)
}

async fn show(State(desk): State<Desk>, who: Who, frame: Frame) -> Answered<Markup> {
    page(&desk, &who, &frame, FormState::default()).await
}

async fn page(desk: &Desk, who: &Who, frame: &Frame, form: FormState) -> Answered<Markup> {
    let (teams, workers) = desk.read(|conn| Ok((caseload::teams(conn)?, caseload::workers(conn)?))).await?;
    let renaming = form.value("team").to_owned();
    let value = if renaming.is_empty() { form.value("name") } else { "" };
    let name = Input {
        value: Some(value.to_owned()),
        error: form.error("name").map(ErrorMessage::text),
        ..Input::new("name", "Name of the new team")
    };
    let body = html! {
        @if teams.is_empty() { p class="k-empty" { "Teams stand here. Add the first below." } }
        @for team in &teams {
            @let members = workers.iter().filter(|worker| worker.team == Some(team.id)).count();
            form class="k-toolbar" method="post" action="/workers/teams" {
                (form_fields(desk, frame, who))
                input type="hidden" name="team" value=(team.id);
                div class="govuk-form-group" {
                    label class="govuk-label" for=(format!("name-{}", team.id)) { (team.name) ", " (members) " workers" }
                    input class="govuk-input" id=(format!("name-{}", team.id)) name="name"
                        value=(if renaming == team.id.to_string() { form.value("name") } else { &team.name });
                }
                button class="govuk-button govuk-button--secondary" { "Rename" span class="govuk-visually-hidden" { " " (team.name) } }
            }
        }
        form class="k-toolbar" method="post" action="/workers/teams" {
            (form_fields(desk, frame, who))
            (govuk::input(&name))
            button class="govuk-button" { "Add the team" }
        }
    };
    let trail = Trail::Back("Workers".to_owned(), "/workers".to_owned());
    let page = desk.page(who, "Teams of the service", Place::Workers, body);
    Ok(Page { trail, errors: form.errors, ..page }.render(frame))
}

async fn keep(State(desk): State<Desk>, who: Who, frame: Frame, fields: Fields) -> Answered {
    let team: TeamId = match fields.text("team") {
        Some(id) => id.parse().map_err(|_| Failure::Unreadable)?,
        None => TeamId(desk.council.dice.id(who.at())),
    };
    let (actor, name) = (who.viewer.actor.clone(), fields.text("name").unwrap_or_default().to_owned());
    let ran = desk.run(who.command(&desk, &fields), move |conn| commands::team(conn, &actor, team, &name)).await;
    match again(ran.map(|_| ()))? {
        None => Ok(Redirect::to("/workers/teams").into_response()),
        Some(errors) => {
            let page = page(&desk, &who, &frame, FormState::again(fields, errors.clone())).await?;
            Err(Failure::Fix { errors, page: Some(page) }.into())
        }
    }
}
