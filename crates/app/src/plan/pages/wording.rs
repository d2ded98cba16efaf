//! What could be said more clearly, while somebody types: the form's words come in, findings go back, nothing is kept.

use super::super::{action, contingency, outcome};
use super::write::findings_json;
use crate::desk::{Answered, Stop};
use axum::Json;
use axum::extract::Path;
use axum::response::{IntoResponse, Response};
use law::id::PersonId;
use web::{Failure, Fields};

/// Looks at the words of one form. Reads no record, and stores nothing.
pub async fn look(Path(form): Path<String>, fields: Fields) -> Answered<Response> {
    let children: Vec<PersonId> = fields.all("children").filter_map(|id| id.parse().ok()).collect();
    let found = match form.as_str() {
        "outcome" => outcome::findings(&fields, &children),
        "action" => action::findings(&fields),
        "contingency" => contingency::findings(&fields),
        _ => return Err(Stop::Failure(Failure::NotFound)),
    };
    Ok(Json(findings_json(&found)).into_response())
}
