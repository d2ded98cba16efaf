//! What stands around every form field: group, label, hint, message.

use maud::{Markup, html};
use serde::Deserialize;

use super::element::join;
use super::error_message::error_as;
use super::hint::hint_as;
use super::{Attributes, Content, El, ErrorMessage, Hint};

/// The box around a field.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct FormGroup {
    /// Extra classes.
    pub classes: String,
    /// Extra attributes.
    pub attributes: Attributes,
    /// Stands directly before the field or fields.
    #[serde(alias = "beforeInput", alias = "beforeInputs")]
    pub before: Content,
    /// Stands directly after the field or fields.
    #[serde(alias = "afterInput", alias = "afterInputs")]
    pub after: Content,
}

/// A field's hint and message, and the ids that its `aria-describedby` must name.
pub(super) struct Help {
    pub(super) markup: Markup,
    pub(super) described_by: String,
}

/// Writes the hint and message of the field with this id.
pub(super) fn help(id: &str, described_by: &str, hint: Option<&Hint>, error: Option<&ErrorMessage>) -> Help {
    let hint_id = format!("{id}-hint");
    let error_id = format!("{id}-error");
    Help {
        described_by: join(&[described_by, hint.map_or("", |_| &hint_id), error.map_or("", |_| &error_id)]),
        markup: html! {
            @if let Some(hint) = hint { (hint_as(hint, &hint_id, "")) }
            @if let Some(error) = error { (error_as(error, &error_id)) }
        },
    }
}

/// Writes the group around a finished field.
pub(super) fn group(group: &FormGroup, class: &str, has_error: bool, inner: &Markup) -> Markup {
    let error = if has_error { "govuk-form-group--error" } else { "" };
    El::new("div").class(&["govuk-form-group", error, class, &group.classes]).with(&group.attributes).around(inner)
}
