//! What could be said more clearly, while somebody types: the form's words come in, findings go back, nothing is kept.

use super::super::{action, contingency, outcome};
use crate::desk::{Answered, Stop};
use axum::Json;
use axum::extract::Path;
use axum::response::{IntoResponse, Response};
use law::id::PersonId;
use law::plan::vague;
use serde_json::json;
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
    Ok(Json(by_box(&found)).into_response())
}

/// Findings by the name of their box, as the page's script takes them.
fn by_box(found: &[vague::Finding]) -> serde_json::Value {
    let mut boxes = serde_json::Map::new();
    for finding in found {
        let one = json!({ "ask": finding.lacks.ask(), "words": finding.words, "say": finding.say });
        let list = boxes.entry(finding.part.field()).or_insert_with(|| json!([]));
        if let Some(list) = list.as_array_mut() {
            list.push(one);
        }
    }
    json!({ "found": boxes })
}
