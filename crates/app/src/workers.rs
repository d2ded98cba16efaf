//! Workers, teams and local accounts: for administrators, who see no case content.

pub mod accounts;
pub mod commands;
mod filter;
pub mod pages;
pub mod teams;

use crate::allocation::again;
use crate::caseload::queries::{self as caseload, Team, Worker};
use crate::desk::{Answered, Desk, Place, Routes, Who};
use accounts::Account;
use axum::extract::{Path, Query, State};
use axum::response::{IntoResponse, Redirect};
use filter::Wanted;
use law::id::WorkerId;
use law::permit::Permit;
use maud::{Markup, html};
use web::shell::{Banner, Trail};
use web::{Failure, FieldErrors, Fields, FormState, Frame, Page, credential};

/// Routes of the feature.
pub fn routes() -> Routes {
    let admin = || Permit::Administers.into();
    Routes::new()
        .get("/workers", admin(), list)
        .post("/workers", admin(), find_some)
        .get("/workers/new", admin(), new)
        .post("/workers/new", admin(), add)
        .get("/workers/worker/{id}", admin(), show)
        .post("/workers/worker/{id}", admin(), change)
        .post("/workers/worker/{id}/leave", admin(), leave)
        .merge(accounts::routes())
        .merge(teams::routes())
}

async fn list(State(desk): State<Desk>, who: Who, frame: Frame, Query(asked): Query<Wanted>) -> Answered<Markup> {
    listed(&desk, &who, &frame, &asked).await
}

/// The list under a filter. A name is posted and answered here; without one, the filter goes into the address, where it can be
/// gone back to.
async fn find_some(State(desk): State<Desk>, who: Who, frame: Frame, fields: Fields) -> Answered {
    let given = |name: &str| fields.text(name).unwrap_or_default();
    let asked = Wanted::of(given("name"), given("team"), given("role"));
    if !asked.is_by_name() {
        return Ok(Redirect::to(&asked.path()).into_response());
    }
    Ok(listed(&desk, &who, &frame, &asked).await?.into_response())
}

async fn listed(desk: &Desk, who: &Who, frame: &Frame, asked: &Wanted) -> Answered<Markup> {
    let (workers, teams, accounts) =
        desk.read(|conn| Ok((caseload::everyone(conn)?, caseload::teams(conn)?, accounts::all(conn)?))).await?;
    let filter = filter::form(desk, frame, who, asked, &teams);
    let body = pages::list(&filter, asked, &workers, &accounts, who.today());
    Ok(desk.page(who, "Workers", Place::Workers, body).render(frame))
}

async fn new(State(desk): State<Desk>, who: Who, frame: Frame) -> Answered<Markup> {
    new_page(&desk, &who, &frame, FormState::default()).await
}

async fn new_page(desk: &Desk, who: &Who, frame: &Frame, form: FormState) -> Answered<Markup> {
    let teams = desk.read(|conn| Ok(caseload::teams(conn)?)).await?;
    let body = pages::new(desk, frame, who, &teams, &form);
    let page = desk.page(who, "Add a worker", Place::Workers, body);
    Ok(Page { trail: back(), errors: form.errors, ..page }.render(frame))
}

fn back() -> Trail {
    Trail::Back("Workers".to_owned(), "/workers".to_owned())
}

/// Adds a worker, and opens an account for them where a username was given. The one-time password is shown once, here.
async fn add(State(desk): State<Desk>, who: Who, frame: Frame, fields: Fields) -> Answered {
    let username = fields.text("username").map(credential::username);
    let mut problems = FieldErrors::new();
    if let Some(name) = username.clone()
        && desk.read(move |conn| Ok(credential::by_username(conn, &name)?)).await?.is_some()
    {
        problems.add("username", "Somebody has this username. Choose another");
    }
    let asked = match commands::NewOrChanged::read(&fields, who.today()) {
        Ok(asked) if problems.is_empty() => asked,
        read => {
            read.err().iter().flat_map(FieldErrors::iter).for_each(|(id, say)| problems.add(id, say));
            return refused(new_page(&desk, &who, &frame, FormState::again(fields, problems.clone())).await?, problems);
        }
    };
    let secret = accounts::one_time(&desk).await?;
    let id = WorkerId(desk.council.dice.id(who.at()));
    let (now, hash, opening, actor) =
        (web::Now(who.at().0), secret.hash.clone(), username.clone(), who.viewer.actor.clone());
    let done = desk
        .run(who.command(&desk, &fields), move |conn| {
            if let Some(name) = &opening {
                credential::open(conn, now, &id.to_string(), name, &hash)?;
            }
            commands::join(&actor, id, asked)
        })
        .await?;
    match username {
        Some(name) if accounts::is_ours(&desk, &name, &secret).await? && done.last_seq.is_some() => {
            Ok(password_page(&desk, &who, &frame, &name, &secret.password).into_response())
        }
        _ => Ok(Redirect::to("/workers").into_response()),
    }
}

fn refused(page: Markup, errors: FieldErrors) -> Answered {
    Err(Failure::Fix { errors, page: Some(page) }.into())
}

/// The one-time password, shown once.
pub(crate) fn password_page(desk: &Desk, who: &Who, frame: &Frame, username: &str, password: &str) -> Markup {
    let body = html! {
        p { "Give these to the worker in person or by telephone, never both in one message. They choose a password of their own, and set up a second factor, when they first sign in." }
        dl class="k-facts" {
            dt { "Username" } dd { (username) }
            dt { "One-time password" } dd { code class="k-secret" { (password) } }
        }
        p { "This password is not kept and cannot be shown again. If it is lost, give a new one from the worker’s page." }
        p { a href="/workers" { "Back to the workers" } }
    };
    let page = desk.page(who, "One-time password", Place::Workers, body);
    Page { banner: Some(Banner::Done(html! { "The account is open." })), ..page }.render(frame)
}

async fn show(State(desk): State<Desk>, who: Who, frame: Frame, Path(id): Path<String>) -> Answered<Markup> {
    let (worker, account) = find(&desk, &id).await?;
    let form = FormState::fresh(pages::kept(&worker));
    one_page(&desk, &who, &frame, &worker, account.as_ref(), form).await
}

/// The worker and their account, if they have one here.
pub(crate) async fn find(desk: &Desk, id: &str) -> Answered<(Worker, Option<Account>)> {
    let id: WorkerId = id.parse().map_err(|_| Failure::NotFound)?;
    desk.read(move |conn| {
        let worker = caseload::worker(conn, id)?.ok_or(Failure::NotFound)?;
        Ok((worker, accounts::all(conn)?.remove(&id)))
    })
    .await
}

async fn one_page(
    desk: &Desk,
    who: &Who,
    frame: &Frame,
    worker: &Worker,
    account: Option<&Account>,
    form: FormState,
) -> Answered<Markup> {
    let teams: Vec<Team> = desk.read(|conn| Ok(caseload::teams(conn)?)).await?;
    let body = pages::one(desk, frame, who, worker, account, &teams, &form);
    let page = desk.page(who, worker.name.clone(), Place::Workers, body);
    Ok(Page { trail: back(), errors: form.errors, ..page }.render(frame))
}

async fn change(State(desk): State<Desk>, who: Who, frame: Frame, Path(id): Path<String>, fields: Fields) -> Answered {
    let (worker, account) = find(&desk, &id).await?;
    let errors = match commands::NewOrChanged::read(&fields, who.today()) {
        Ok(asked) => {
            let (actor, changed) = (who.viewer.actor.clone(), worker.clone());
            let ran = desk
                .run(who.command(&desk, &fields), move |conn| commands::change(conn, &actor, &changed, asked))
                .await;
            again(ran.map(|_| ()))?
        }
        Err(errors) => Some(errors),
    };
    match errors {
        None => Ok(Redirect::to(&format!("/workers/worker/{}", worker.id)).into_response()),
        Some(errors) => {
            let form = FormState::again(fields, errors.clone());
            refused(one_page(&desk, &who, &frame, &worker, account.as_ref(), form).await?, errors)
        }
    }
}

/// The worker leaves: every session ends and the account closes before it is recorded, so that nothing stays open if we stop between.
async fn leave(State(desk): State<Desk>, who: Who, frame: Frame, Path(id): Path<String>, fields: Fields) -> Answered {
    let (worker, account) = find(&desk, &id).await?;
    let (actor, leaver) = (who.viewer.actor.clone(), worker.clone());
    let checked = {
        let (actor, leaver) = (actor.clone(), leaver.clone());
        desk.council.db.read(move |conn| commands::leave(conn, &actor, &leaver)).await
    };
    if let Some(errors) = again(checked.map(|_| ()))? {
        let form = FormState { errors: errors.clone(), ..FormState::fresh(pages::kept(&worker)) };
        return refused(one_page(&desk, &who, &frame, &worker, account.as_ref(), form).await?, errors);
    }
    let closing = worker.id.to_string();
    desk.council.db.write(move |conn| credential::disable(conn, &closing)).await?;
    desk.run(who.command(&desk, &fields), move |conn| commands::leave(conn, &actor, &leaver)).await?;
    Ok(Redirect::to(&format!("/workers/worker/{}", worker.id)).into_response())
}
