//! What may be done with a step: buttons, and what may not be done with why. Small forms: cancel, give, acknowledge.

use super::super::commands;
use super::super::opened::{self, Opened};
use super::{go, page, problems, shown};
use crate::caseload::queries::{Team, Worker, teams, workers};
use crate::command::Rejected;
use crate::desk::{Answered, Desk, Stop, Who, form_fields};
use axum::extract::{Path, State};
use axum::response::Response;
use law::id::{StepId, TeamId, WorkerId};
use law::journal::Happening;
use law::step::offer::{Action, Actor};
use maud::{Markup, html};
use store::Conn;
use web::govuk::{Button, ErrorMessage, Select, SelectItem, Textarea, button, select, textarea};
use web::{Failure, FieldErrors, Fields, Frame};

/// Every action with its answer: what may be done as links, the rest listed with why not.
pub fn offers(opened: &Opened) -> Markup {
    let shown = |action: &Action| *action != Action::Write && *action != Action::ExplainLateness;
    let offers: Vec<_> = opened.offers.iter().filter(|offer| shown(&offer.action)).collect();
    let open: Vec<_> = offers.iter().filter(|offer| offer.is_available()).collect();
    html! {
        @if !offers.is_empty() {
            section class="k-card k-offers k-no-print" aria-labelledby="offers" {
                h2 class="k-card__title" id="offers" { "What can be done" }
                @if open.is_empty() { p class="k-muted" { "Nothing by you now." } }
                ul class="k-lines" {
                    @for offer in open { li { a href=(path(opened.step.id, offer.action)) { (offer.action.name()) } } }
                }
                @if offers.iter().any(|offer| !offer.is_available()) {
                    details class="k-why" {
                        summary { "What cannot be done now, and why" }
                        dl class="k-facts" {
                            @for (name, why) in offers.iter().filter_map(|offer| Some((offer.action.name(), offer.why_not()?))) {
                                dt { (name) } dd { (why) }
                            }
                        }
                    }
                }
            }
        }
    }
}

/// Where an action is taken.
fn path(step: StepId, action: Action) -> String {
    let place = match action {
        Action::Submit | Action::Record | Action::HandOver => "/check",
        Action::Decide => "/decide",
        Action::Return => "/decide#return",
        Action::Acknowledge => "/acknowledge",
        Action::Cancel => "/cancel",
        Action::Correct => "/correct",
        Action::Assign => "/assign",
        Action::End => "/end",
        Action::Write | Action::ExplainLateness => "",
    };
    format!("/step/{step}{place}")
}

/// A small form of its own page.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Small {
    Cancel,
    Assign,
    Acknowledge,
}

impl Small {
    fn action(self) -> Action {
        match self {
            Small::Cancel => Action::Cancel,
            Small::Assign => Action::Assign,
            Small::Acknowledge => Action::Acknowledge,
        }
    }
}

pub async fn ask_cancel(desk: State<Desk>, who: Who, frame: Frame, id: Path<String>) -> Answered<Response> {
    ask(&desk, &who, &frame, &id, Small::Cancel, &Fields::default(), FieldErrors::new()).await
}

pub async fn ask_assign(desk: State<Desk>, who: Who, frame: Frame, id: Path<String>) -> Answered<Response> {
    ask(&desk, &who, &frame, &id, Small::Assign, &Fields::default(), FieldErrors::new()).await
}

pub async fn ask_acknowledge(desk: State<Desk>, who: Who, frame: Frame, id: Path<String>) -> Answered<Response> {
    ask(&desk, &who, &frame, &id, Small::Acknowledge, &Fields::default(), FieldErrors::new()).await
}

/// Cancels with a reason.
pub async fn cancel(
    State(desk): State<Desk>,
    who: Who,
    frame: Frame,
    Path(id): Path<String>,
    fields: Fields,
) -> Answered<Response> {
    let reason = fields.text("reason").unwrap_or_default().to_owned();
    let act = move |conn: &mut Conn, actor: &Actor, id| commands::cancel(conn, actor, id, reason);
    perform(&desk, &who, &frame, &id, Small::Cancel, fields, act).await
}

/// Acknowledges a handover.
pub async fn acknowledge(
    State(desk): State<Desk>,
    who: Who,
    frame: Frame,
    Path(id): Path<String>,
    fields: Fields,
) -> Answered<Response> {
    let note = fields.text("note").unwrap_or_default().to_owned();
    let act = move |conn: &mut Conn, actor: &Actor, id| commands::acknowledge(conn, actor, id, note);
    perform(&desk, &who, &frame, &id, Small::Acknowledge, fields, act).await
}

/// Gives the step to a worker or a team.
pub async fn assign(
    State(desk): State<Desk>,
    who: Who,
    frame: Frame,
    Path(id): Path<String>,
    fields: Fields,
) -> Answered<Response> {
    let chosen = |name: &str| fields.text(name).map(str::to_owned);
    let wrong = |_| Stop::Failure(Failure::Unreadable);
    let owner: Option<WorkerId> = chosen("owner").map(|id| id.parse().map_err(wrong)).transpose()?;
    let team: Option<TeamId> = chosen("team").map(|id| id.parse().map_err(wrong)).transpose()?;
    let reason = chosen("reason").unwrap_or_default();
    let act = move |conn: &mut Conn, actor: &Actor, id| {
        let known = owner.is_none_or(|owner| workers(conn).is_ok_and(|all| all.iter().any(|one| one.id == owner)));
        if !known {
            return Err(Rejected::Absent);
        }
        commands::assign(conn, actor, id, owner, team, reason)
    };
    perform(&desk, &who, &frame, &id, Small::Assign, fields, act).await
}

async fn perform(
    desk: &Desk,
    who: &Who,
    frame: &Frame,
    id: &str,
    small: Small,
    fields: Fields,
    act: impl FnOnce(&mut Conn, &Actor, StepId) -> Result<Vec<Happening>, Rejected> + Send + 'static,
) -> Answered<Response> {
    let opened = opened::open(desk, who, id, "a step").await?;
    let (step, actor) = (opened.step.id, who.viewer.actor.clone());
    match desk.run(who.command(desk, &fields), move |conn| act(conn, &actor, step)).await {
        Ok(_) => Ok(go(&format!("/step/{step}"))),
        Err(rejected) => {
            let errors = problems(&opened, rejected)?;
            ask(desk, who, frame, id, small, &fields, errors).await
        }
    }
}

async fn ask(
    desk: &Desk,
    who: &Who,
    frame: &Frame,
    id: &str,
    small: Small,
    typed: &Fields,
    errors: FieldErrors,
) -> Answered<Response> {
    let opened = opened::open(desk, who, id, "a step").await?;
    opened.must_be_open_to(small.action())?;
    let choices = desk.read(|conn| Ok((workers(conn)?, teams(conn)?))).await?;
    let title = format!("{} this {}", small.action().name(), opened.step.kind.name());
    let body = html! {
        h1 class="govuk-heading-l k-title" { (title) }
        form class="k-short" method="post" novalidate {
            (form_fields(desk, frame, who))
            @match small {
                Small::Cancel => {
                    p { "It stays on the record, with your reason. What was written in it is kept." }
                    (words("reason", "Why is it cancelled?", typed, &errors))
                },
                Small::Acknowledge => (words("note", "What will the day service do? (optional)", typed, &errors)),
                Small::Assign => (owners(&opened, &choices.0, &choices.1, typed, &errors)),
            }
            (button(&Button::primary(small.action().name())))
        }
    };
    Ok(shown(&web::Page { errors, ..page(desk, who, &opened, small.action().name(), body) }, frame))
}

fn owners(opened: &Opened, workers: &[Worker], teams: &[Team], typed: &Fields, errors: &FieldErrors) -> Markup {
    let none = || [SelectItem::new("", "Nobody yet")].into_iter();
    let worker = |one: &Worker| {
        let team = one.team_name.as_deref().map(|team| format!(" – {team}")).unwrap_or_default();
        SelectItem::new(one.id.to_string(), format!("{}{team}", one.name))
    };
    let recording = workers.iter().filter(|one| one.roles.iter().any(|role| role.records()));
    let owner = opened.step.owner.map(|id| id.to_string()).unwrap_or_default();
    let team = opened.step.team.map(|id| id.to_string()).unwrap_or_default();
    html! {
        (select(&Select {
            value: typed.get("owner").unwrap_or(&owner).to_owned(),
            error: errors.get("owner").map(ErrorMessage::text),
            ..Select::new("owner", "Worker", none().chain(recording.map(worker)).collect())
        }))
        (select(&Select {
            value: typed.get("team").unwrap_or(&team).to_owned(),
            ..Select::new("team", "Team", [SelectItem::new("", "No team")].into_iter()
                .chain(teams.iter().map(|one| SelectItem::new(one.id.to_string(), &one.name))).collect())
        }))
        (words("reason", "Why? (optional)", typed, errors))
    }
}

/// A box of words of a small form.
pub fn words(name: &str, wording: &str, typed: &Fields, errors: &FieldErrors) -> Markup {
    textarea(&Textarea {
        value: Some(typed.get(name).unwrap_or_default().to_owned()),
        error: errors.get(name).map(ErrorMessage::text),
        rows: Some(3),
        ..Textarea::new(name, wording)
    })
}
