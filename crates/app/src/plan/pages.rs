//! The pages of a plan: reading it, writing in it, saying how it goes.

mod autosave;
mod deeds;
mod history;
mod show;
mod team;
mod wording;
mod write;

use super::opened::Opened;
use crate::desk::{Desk, Place, Routes, Who};
use crate::step::pages::parts;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use law::permit::Permit;
use maud::Markup;
use web::shell::Trail;
use web::{Frame, Page};

/// Routes of the feature. Law answers who may do what with a plan, so that a button and a refusal say the same.
pub fn routes() -> Routes {
    let reads = || Permit::Reads.into();
    Routes::new()
        .get("/plan/{id}", reads(), show::show)
        .get("/plan/{id}/history", reads(), history::show)
        .post("/plan/{id}/draft", reads(), autosave::autosave)
        .get("/plan/{id}/outcome/{outcome}", reads(), write::ask_outcome)
        .post("/plan/{id}/outcome/{outcome}", reads(), write::outcome)
        .get("/plan/{id}/outcome/{outcome}/action/{action}", reads(), write::ask_action)
        .post("/plan/{id}/outcome/{outcome}/action/{action}", reads(), write::action)
        .get("/plan/{id}/progress", reads(), write::ask_progress)
        .post("/plan/{id}/progress", reads(), write::progress)
        .get("/plan/{id}/contingency", reads(), write::ask_contingency)
        .post("/plan/{id}/contingency", reads(), write::contingency)
        .get("/plan/{id}/outcome/{outcome}/{deed}", reads(), deeds::ask_outcome)
        .post("/plan/{id}/outcome/{outcome}/{deed}", reads(), deeds::outcome)
        .get("/plan/{id}/action/{action}/{deed}", reads(), deeds::ask_action)
        .post("/plan/{id}/action/{action}/{deed}", reads(), deeds::action)
        .post("/plan/clearer/{form}", Permit::Records.into(), wording::look)
        .get("/team/{id}/plans", Permit::Records.into(), team::show)
}

/// A page of a plan in the product's frame; `title` is empty on the plan's own page.
fn page(desk: &Desk, who: &Who, opened: &Opened, title: &str, body: Markup) -> Page {
    let kind = opened.step().kind;
    let (title, trail) = match title {
        "" => (kind.title(), back_to_child(opened)),
        title => (format!("{title} – {}", kind.name()), Trail::Back("The plan".to_owned(), plan_path(opened))),
    };
    Page {
        heading: None,
        strip: Some(parts::strip(&opened.base, who.today())),
        trail,
        ..desk.page(who, title, Place::Elsewhere, body)
    }
}

fn back_to_child(opened: &Opened) -> Trail {
    match opened.children().first() {
        Some(child) => Trail::Back(format!("{}’s page", child.name), format!("/person/{}", child.id)),
        None => Trail::Back("My day".to_owned(), "/".to_owned()),
    }
}

fn plan_path(opened: &Opened) -> String {
    format!("/plan/{}", opened.id())
}

/// A page that is shown, or shown again with what is wrong.
fn shown(page: &Page, frame: &Frame) -> Response {
    let status = if page.errors.is_empty() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    (status, page.render(frame)).into_response()
}

fn go(to: &str) -> Response {
    Redirect::to(to).into_response()
}
