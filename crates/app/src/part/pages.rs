//! The pages of a step's parts: one form for a seat, an action, a check; and the cards that show them beside the step's own form.

mod action;
pub mod cards;
mod check;
mod feedback;
mod seat;

use crate::command::Rejected;
use crate::desk::{Answered, Desk, Place, Routes, Stop, Who, form_fields};
use crate::step::opened::{self, Opened};
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use law::day::Day;
use law::id::StepId;
use law::journal::Happening;
use law::permit::Permit;
use law::step::act::Refusal;
use law::step::offer::Actor;
use maud::{Markup, html};
use store::Conn;
use uuid::Uuid;
use web::govuk::{Button, button};
use web::shell::Trail;
use web::{Failure, FieldErrors, Fields, FormState, Frame, Page};

/// Routes of the feature. Law answers who may change what, as it does for the step.
pub fn routes() -> Routes {
    let reads = || Permit::Reads.into();
    Routes::new().get("/step/{id}/part/{part}/{which}", reads(), show).post(
        "/step/{id}/part/{part}/{which}",
        reads(),
        save,
    )
}

/// Which sort of part an address names.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Sort {
    Seat,
    /// Takes a seat away that was kept by mistake.
    SeatRemoved,
    Feedback,
    Action,
    Check,
}

/// A command on the step, once the form reads.
type Act = Box<dyn FnOnce(&mut Conn, &Actor, StepId) -> Result<Vec<Happening>, Rejected> + Send>;

impl Sort {
    fn of(word: &str) -> Answered<Self> {
        match word {
            "seat" => Ok(Sort::Seat),
            "seat-removed" => Ok(Sort::SeatRemoved),
            "feedback" => Ok(Sort::Feedback),
            "action" => Ok(Sort::Action),
            "check" => Ok(Sort::Check),
            _ => Err(Stop::Failure(Failure::NotFound)),
        }
    }

    /// Where on the step's page it stands.
    fn anchor(self) -> &'static str {
        match self {
            Sort::Seat | Sort::SeatRemoved | Sort::Feedback => "seats",
            Sort::Action => "actions",
            Sort::Check => "checks",
        }
    }

    fn title(self, new: bool) -> &'static str {
        match (self, new) {
            (Sort::Seat, true) => "Add somebody",
            (Sort::Seat, false) => "How they take part",
            (Sort::SeatRemoved, _) => "Take a place away",
            (Sort::Feedback, _) => "The chair’s feedback",
            (Sort::Action, true) => "Agree an action",
            (Sort::Action, false) => "An agreed action",
            (Sort::Check, true) => "Ask an agency",
            (Sort::Check, false) => "A check with an agency",
        }
    }

    /// What stands now, as fields; `None` where there is no such part.
    fn kept(self, opened: &Opened, which: Option<Uuid>) -> Option<Fields> {
        let step = &opened.step;
        match (self, which) {
            (Sort::Seat | Sort::Action | Sort::Check, None) => Some(Fields::default()),
            (Sort::Seat, Some(id)) => step.seats.iter().find(|one| one.id.0 == id).map(seat::fields),
            (Sort::SeatRemoved, Some(id)) => step.seats.iter().find(|one| one.id.0 == id).map(|_| Fields::default()),
            (Sort::Feedback, Some(id)) => step.seats.iter().find(|one| one.id.0 == id).map(feedback::fields),
            (Sort::Action, Some(id)) => step.agreed.iter().find(|one| one.id.0 == id).map(action::fields),
            (Sort::Check, Some(id)) => step.checks.iter().find(|one| one.id.0 == id).map(check::fields),
            (Sort::SeatRemoved | Sort::Feedback, None) => None,
        }
    }

    fn form(self, opened: &Opened, which: Option<Uuid>, state: &FormState, workers: &[(String, String)]) -> Markup {
        match self {
            Sort::Seat => seat::form(opened, which, state),
            Sort::SeatRemoved => seat::removal(opened, which, state),
            Sort::Feedback => feedback::form(opened, which, state),
            Sort::Action => action::form(opened, which, state, workers),
            Sort::Check => check::form(state),
        }
    }

    fn read(self, opened: &Opened, id: Uuid, fields: &Fields, today: Day) -> Result<Act, FieldErrors> {
        match self {
            Sort::Seat => seat::read(opened, id, fields),
            Sort::SeatRemoved => Ok(seat::removed(id, fields)),
            Sort::Feedback => feedback::read(id, fields),
            Sort::Action => action::read(opened, id, fields, today),
            Sort::Check => check::read(id, fields),
        }
    }
}

/// `new`, or the id of a part.
fn which(word: &str) -> Answered<Option<Uuid>> {
    match word {
        "new" => Ok(None),
        id => Uuid::try_parse(id).map(Some).map_err(|_| Stop::Failure(Failure::NotFound)),
    }
}

type At = (String, String, String);

async fn show(State(desk): State<Desk>, who: Who, frame: Frame, Path((id, part, one)): Path<At>) -> Answered<Response> {
    let (sort, which) = (Sort::of(&part)?, which(&one)?);
    let opened = opened::open(&desk, &who, &id, "a part of a step").await?;
    let kept = sort.kept(&opened, which).ok_or(Stop::Failure(Failure::NotFound))?;
    page(&desk, &who, &frame, &opened, (sort, which), FormState::fresh(kept)).await
}

async fn save(
    State(desk): State<Desk>,
    who: Who,
    frame: Frame,
    Path((id, part, one)): Path<At>,
    fields: Fields,
) -> Answered<Response> {
    let (sort, which) = (Sort::of(&part)?, which(&one)?);
    let opened = opened::open(&desk, &who, &id, "a part of a step that was written").await?;
    sort.kept(&opened, which).ok_or(Stop::Failure(Failure::NotFound))?;
    let part = which.unwrap_or_else(|| desk.council.dice.id(who.at()));
    let again = |errors| FormState::again(fields.clone(), errors);
    let act = match sort.read(&opened, part, &fields, who.today()) {
        Ok(act) => act,
        Err(errors) => return page(&desk, &who, &frame, &opened, (sort, which), again(errors)).await,
    };
    let (step, actor) = (opened.step.id, who.viewer.actor.clone());
    match desk.run(who.command(&desk, &fields), move |conn| act(conn, &actor, step)).await {
        Ok(_) if fields.get("then") == Some("another") => Ok(go(&format!("/step/{step}/part/{}/new", part_word(sort)))),
        Ok(_) => Ok(go(&format!("/step/{step}#{}", sort.anchor()))),
        Err(Rejected::Refused(Refusal::Fix(problems))) => {
            let mut errors = FieldErrors::new();
            problems.into_iter().for_each(|problem| errors.add(problem.field, problem.say));
            page(&desk, &who, &frame, &opened, (sort, which), again(errors)).await
        }
        Err(other) => Err(other.into()),
    }
}

fn part_word(sort: Sort) -> &'static str {
    match sort {
        Sort::Seat | Sort::SeatRemoved => "seat",
        Sort::Feedback => "feedback",
        Sort::Action => "action",
        Sort::Check => "check",
    }
}

fn go(to: &str) -> Response {
    Redirect::to(to).into_response()
}

async fn page(
    desk: &Desk,
    who: &Who,
    frame: &Frame,
    opened: &Opened,
    (sort, which): (Sort, Option<Uuid>),
    state: FormState,
) -> Answered<Response> {
    let step = opened.step.id;
    let workers = match sort {
        Sort::Action => desk.read(|conn| Ok(crate::caseload::queries::workers(conn)?)).await?,
        _ => Vec::new(),
    };
    let recording = workers.iter().filter(|one| one.roles.iter().any(|role| role.records()));
    let choices: Vec<(String, String)> = recording.map(|one| (one.id.to_string(), one.name.clone())).collect();
    let title = sort.title(which.is_none());
    let many = which.is_none();
    let body = html! {
        h1 class="govuk-heading-l k-title" { (title) }
        form class="k-short" method="post" novalidate {
            (form_fields(desk, frame, who))
            (sort.form(opened, which, &state, &choices))
            div class="govuk-button-group" {
                (button(&Button { name: "then".into(), value: "back".into(), ..Button::primary("Save") }))
                @if many { (button(&Button { name: "then".into(), value: "another".into(), ..Button::secondary("Save and add another") })) }
                a class="govuk-link" href={ "/step/" (step) "#" (sort.anchor()) } { "Back without saving" }
            }
        }
    };
    let status = if state.has_errors() { StatusCode::UNPROCESSABLE_ENTITY } else { StatusCode::OK };
    let kind = opened.step.kind;
    let page = Page {
        heading: None,
        errors: state.errors,
        trail: Trail::Back(format!("The {}", kind.name()), format!("/step/{step}")),
        strip: Some(crate::step::pages::strip(opened, who.today())),
        ..desk.page(who, format!("{title} – {}", kind.name()), Place::Elsewhere, body)
    };
    Ok((status, page.render(frame)).into_response())
}
