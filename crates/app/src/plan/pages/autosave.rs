//! Autosave of a plan's forms: one box at a time, as the page's script sends it.

use super::super::queries;
use super::super::sheet::{self, Sheet};
use super::write::{belongs, writer};
use crate::caseload::queries::worker_name;
use crate::desk::{Answered, Desk, Stop, Who};
use crate::step::commands::find;
use crate::step::drafts;
use crate::step::fields::{Pairs, version};
use crate::step::opened::step_id;
use crate::step::pages::answer::{admit, seconds};
use axum::Json;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use law::id::StepId;
use law::plan::offer::{Near, why_not};
use serde_json::json;
use store::Conn;
use web::{Failure, Fields};

/// Keeps the box; 409 with both texts where somebody else's came first.
pub async fn autosave(
    State(desk): State<Desk>,
    who: Who,
    Path(plan): Path<String>,
    fields: Fields,
) -> Answered<Response> {
    let (step, at) = (step_id(&plan)?, who.at());
    let kept = desk.council.db.write(move |conn| kept_one(conn, &who, step, &fields)).await?;
    Ok(match kept {
        Ok(version) => Json(json!({ "version": version, "saved": seconds(at) })).into_response(),
        Err(clash) => (StatusCode::CONFLICT, Json(json!({ "clash": clash }))).into_response(),
    })
}

fn kept_one(conn: &mut Conn, who: &Who, id: StepId, fields: &Fields) -> Answered<Result<String, serde_json::Value>> {
    let step = find(conn, id)?;
    admit(conn, &step, who)?;
    let given = |name| fields.get(name).unwrap_or_default();
    let (sheet, name) = Sheet::of_question(given("question")).ok_or(Stop::Failure(Failure::NotFound))?;
    belongs(conn, id, sheet)?;
    let near = Near { allocated: queries::is_allocated(conn, &step, who.worker.id)?, own_action: false };
    if let Some(reason) = why_not(&step, &who.viewer.actor, near, sheet.deed()) {
        return Err(Stop::Failure(Failure::MayNot { reason, who_can: None }));
    }
    let (stands, writer) = (queries::plan(conn, id)?, writer(who));
    let here = sheet::Desk { plan: id, sheet, stands: &stands, writer: &writer };
    match here.autosave(conn, name, given("version"), fields)? {
        Ok(version) => Ok(Ok(version)),
        Err(theirs) => Ok(Err(two_versions(conn, id, &sheet.question(name), fields, &theirs)?)),
    }
}

/// Both texts, for the page's script: theirs came first.
fn two_versions(
    conn: &mut Conn,
    plan: StepId,
    question: &str,
    fields: &Fields,
    theirs: &Pairs,
) -> Result<serde_json::Value, store::Error> {
    let draft = drafts::at(conn, drafts::Place { step: plan, question, child: None })?;
    let by = draft.as_ref().map(|draft| worker_name(conn, draft.worker)).transpose()?;
    let own = fields.iter().filter(|(name, _)| theirs.iter().any(|(field, _)| field == name));
    let own: Pairs = own.map(|(name, value)| (name.to_owned(), value.to_owned())).collect();
    Ok(json!({
        "yours": text(&own),
        "theirs": text(theirs),
        "by": by.unwrap_or_else(|| "Somebody".to_owned()),
        "at": draft.map(|draft| draft.saved_at.time()).unwrap_or_default(),
        "version": version(theirs),
        "fields": theirs,
    }))
}

fn text(pairs: &Pairs) -> String {
    pairs.iter().map(|(_, value)| value.as_str()).filter(|value| !value.is_empty()).collect::<Vec<_>>().join("\n")
}
