//! Autosave: one question at a time, as the page's script sends it.

use super::super::opened::{closed, step_id};
use super::super::saving::{self, Kept, TwoVersions};
use super::super::{commands, presence};
use super::writer;
use crate::desk::{Answered, Desk, Stop, Who, raw};
use crate::reader::{self, Closed};
use axum::Json;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use law::day::Moment;
use serde_json::json;
use web::Fields;

/// Keeps the boxes of one question as a draft; 409 with both texts where somebody else's came first.
pub async fn autosave(
    State(desk): State<Desk>,
    who: Who,
    Path(id): Path<String>,
    fields: Fields,
) -> Answered<Response> {
    let id = step_id(&id)?;
    let (council, at) = (desk.council.clone(), who.at());
    let kept = desk.council.db.write(move |conn| -> Result<Kept, Stop> {
        let step = commands::find(conn, id)?;
        admit(conn, &step, &who)?;
        let given = |name| fields.get(name).unwrap_or_default();
        let asked = (given("question"), given("child"));
        let kept = saving::autosave(conn, &council, &writer(&who), id, asked, given("version"), &raw(&fields))?;
        let section = section_of(&council, conn, &step, asked.0)?;
        presence::note(conn, id, who.worker.id, &section, at)?;
        Ok(kept)
    });
    Ok(match kept.await? {
        Kept::Draft { version } => Json(json!({ "version": version, "saved": seconds(at) })).into_response(),
        Kept::Clash(versions) => (StatusCode::CONFLICT, Json(json!({ "clash": clash(&versions) }))).into_response(),
    })
}

/// Every child must open to the writer; an adult's restricted record closes the step too, as it does on its pages.
pub fn admit(conn: &mut store::Conn, step: &law::step::Step, who: &Who) -> Result<(), Stop> {
    for person in step.people() {
        match reader::admits(conn, person, &who.viewer) {
            Ok(()) => {}
            Err(Closed::AskWhy(_)) if !step.children.contains(&person) => {}
            Err(Closed::Restricted(_) | Closed::AskWhy(_)) => return Err(closed(step)),
            Err(other) => return Err(other.into()),
        }
    }
    Ok(())
}

fn section_of(
    council: &crate::council::Council,
    conn: &mut store::Conn,
    step: &law::step::Step,
    question: &str,
) -> Result<String, Stop> {
    let pack = commands::pack(council, conn, step)?;
    let section = crate::council::form_in(&pack, step).and_then(|form| form.section_of(question));
    Ok(section.map(|section| section.id.clone()).unwrap_or_default())
}

fn clash(versions: &TwoVersions) -> serde_json::Value {
    json!({
        "yours": versions.yours, "theirs": versions.theirs, "by": versions.by, "at": versions.at,
        "version": versions.version, "fields": versions.fields,
    })
}

/// `14:02:11`, in London.
pub fn seconds(at: Moment) -> String {
    format!("{}:{:02}", at.time(), at.0.as_second().rem_euclid(60))
}
