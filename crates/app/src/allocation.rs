//! Who waits for a worker, who has too much, and moving children from one worker to another with the history kept.

pub mod moving;
pub mod pages;
pub mod queries;
pub mod spells;

use crate::caseload::commands;
use crate::command::Rejected;
use crate::desk::{Answered, Desk, Place, Routes, Who};
use crate::reader;
use crate::step;
use axum::extract::State;
use axum::response::{IntoResponse, Redirect, Response};
use law::id::{PersonId, StepId, WorkerId};
use law::journal::Happening;
use law::permit::Permit;
use law::step::act::Refusal;
use law::step::offer::Actor;
use maud::Markup;
use queries::Floor;
use store::Conn;
use web::{Failure, FieldErrors, Fields, FormState, Frame, Page};

/// Routes of the feature.
pub fn routes() -> Routes {
    Routes::new()
        .get("/allocation", Permit::Allocates.into(), show)
        .post("/allocation", Permit::Allocates.into(), allocate)
        .post("/allocation/undo", Permit::Allocates.into(), undo)
        .merge(moving::routes())
        .merge(spells::routes())
}

async fn show(State(desk): State<Desk>, who: Who, frame: Frame) -> Answered<Markup> {
    page(&desk, &who, &frame, FormState::default()).await
}

/// The page, fresh or with what was typed and what is wrong.
async fn page(desk: &Desk, who: &Who, frame: &Frame, form: FormState) -> Answered<Markup> {
    let floor = read(desk, who).await?;
    let body = pages::floor(desk, frame, who, &floor, &form);
    let page = desk.page(who, "Allocation", Place::Allocation, body);
    Ok(Page { errors: form.errors, ..page }.render(frame))
}

async fn read(desk: &Desk, who: &Who) -> Answered<Floor> {
    let (council, asker) = (desk.council.clone(), who.clone());
    desk.read(move |conn| {
        let floor = queries::floor(conn, &council.reckoner, &asker)?;
        reader::shown(council.db.views(), &asker.viewer, "allocation", &floor.people())?;
        Ok(floor)
    })
    .await
}

async fn allocate(State(desk): State<Desk>, who: Who, frame: Frame, fields: Fields) -> Answered {
    let asked = Asked::read(&fields)?;
    let actor = who.viewer.actor.clone();
    let ran = desk.run(who.command(&desk, &fields), move |conn| give(conn, &actor, &asked)).await;
    match again(ran.map(|_| ()))? {
        None => Ok(Redirect::to("/allocation#today").into_response()),
        Some(errors) => {
            let form = FormState::again(fields, errors.clone());
            let page = page(&desk, &who, &frame, form).await?;
            Err(Failure::Fix { errors, page: Some(page) }.into())
        }
    }
}

/// What was posted: children and work, and to whom.
#[derive(Debug, Clone, Default)]
pub struct Asked {
    pub children: Vec<PersonId>,
    pub steps: Vec<StepId>,
    pub to: Option<WorkerId>,
    pub reason: String,
}

impl Asked {
    /// Reads the boxes ticked, the worker chosen and the reason.
    pub fn read(fields: &Fields) -> Result<Self, Failure> {
        let bad = |_| Failure::Unreadable;
        Ok(Self {
            children: fields.all("child").map(|id| id.parse().map_err(bad)).collect::<Result<_, _>>()?,
            steps: fields.all("step").map(|id| id.parse().map_err(bad)).collect::<Result<_, _>>()?,
            to: fields.text("worker").map(|id| id.parse().map_err(bad)).transpose()?,
            reason: fields.text("reason").unwrap_or_default().to_owned(),
        })
    }
}

/// Gives children and work to a worker, all in one command.
pub fn give(conn: &mut Conn, actor: &Actor, asked: &Asked) -> Result<Vec<Happening>, Rejected> {
    let mut happenings = Vec::new();
    if !asked.children.is_empty() || asked.steps.is_empty() {
        happenings = commands::allocate(conn, actor, &asked.children, asked.to, &asked.reason)?;
    }
    let to = asked.to.ok_or_else(|| Refusal::fix("worker", "Choose a worker"))?;
    let worker = crate::caseload::queries::worker(conn, to)?.ok_or(Rejected::Absent)?;
    if let Some(why) = commands::why_not(&worker, actor.today) {
        return Err(Refusal::fix("worker", &format!("{why}. Choose somebody else")).into());
    }
    if asked.reason.is_empty() {
        return Err(Refusal::fix("reason", "Say why, for the child’s record").into());
    }
    for id in &asked.steps {
        let goes_already = happenings.iter().any(|happening| happening.step == Some(*id));
        if goes_already || step::commands::find(conn, *id)?.owner == Some(to) {
            continue;
        }
        happenings.extend(step::commands::assign(conn, actor, *id, Some(to), worker.team, asked.reason.clone())?);
    }
    Ok(happenings)
}

/// `None` where it was done, the errors where the person can mend them.
pub(crate) fn again(ran: Result<(), Rejected>) -> Answered<Option<FieldErrors>> {
    match ran {
        Ok(()) => Ok(None),
        Err(Rejected::Refused(Refusal::Fix(problems))) => {
            let mut errors = FieldErrors::new();
            problems.into_iter().for_each(|problem| errors.add(problem.field, problem.say));
            Ok(Some(errors))
        }
        Err(rejected) => Err(rejected.into()),
    }
}

/// Takes an allocation of today back: to the worker before, or to wait.
async fn undo(State(desk): State<Desk>, who: Who, fields: Fields) -> Answered<Response> {
    let seq: i64 = fields.text("allocation").and_then(|seq| seq.parse().ok()).ok_or(Failure::Unreadable)?;
    let actor = who.viewer.actor.clone();
    desk.run(who.command(&desk, &fields), move |conn| undone(conn, &actor, seq)).await?;
    Ok(Redirect::to("/allocation#today").into_response())
}

fn undone(conn: &mut Conn, actor: &Actor, seq: i64) -> Result<Vec<Happening>, Rejected> {
    let last = queries::to_undo(conn, seq)?.ok_or(Rejected::Absent)?;
    let reason = "Allocation undone on the same day";
    match (last.before, last.team) {
        (Some(worker), _) => commands::allocate(conn, actor, &[last.child], Some(worker), reason),
        (None, Some(team)) => commands::await_allocation(conn, actor, last.child, team, reason),
        (None, None) => commands::end(conn, actor, last.child, reason),
    }
}
