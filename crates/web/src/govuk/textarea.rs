//! Several lines of text.

use maud::{Markup, html};
use serde::Deserialize;

use super::form_group::{Help, group, help};
use super::label::label_for;
use super::options::scalar;
use super::{Attributes, Content, El, ErrorMessage, FormGroup, Hint, Label};

/// Several lines of text. `id` falls back to `name`.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct Textarea {
    /// Id; the name if empty.
    pub id: String,
    /// Name of the form value.
    pub name: String,
    /// The field's label.
    pub label: Label,
    /// Help under the label.
    pub hint: Option<Hint>,
    /// What is wrong with the value.
    #[serde(rename = "errorMessage")]
    pub error: Option<ErrorMessage>,
    /// The value shown.
    #[serde(deserialize_with = "scalar")]
    pub value: Option<String>,
    /// Lines shown; 5 unless set.
    pub rows: Option<u16>,
    /// Whether spelling is checked, if said.
    pub spellcheck: Option<bool>,
    /// What the browser may fill in.
    pub autocomplete: String,
    /// Whether nothing can be typed.
    pub disabled: bool,
    /// Ids of further descriptions, separated by spaces.
    pub described_by: String,
    /// The box around the field.
    pub form_group: FormGroup,
    /// Extra classes.
    pub classes: String,
    /// Extra attributes.
    pub attributes: Attributes,
}

impl Textarea {
    /// Lines of text under a name, which is their id too, with a label.
    pub fn new(name: impl Into<String>, words: impl Into<Content>) -> Self {
        Self { name: name.into(), label: Label::text(words), ..Self::default() }
    }
}

/// Writes a textarea with label, hint and message.
pub fn textarea(area: &Textarea) -> Markup {
    let id = if area.id.is_empty() { &area.name } else { &area.id };
    let Help { markup, described_by } = help(id, &area.described_by, area.hint.as_ref(), area.error.as_ref());
    let inner = html! {
        (label_for(&area.label, id))
        (markup)
        (area.form_group.before)
        (field(area, id, &described_by))
        (area.form_group.after)
    };
    group(&area.form_group, "", area.error.is_some(), &inner)
}

fn field(area: &Textarea, id: &str, described_by: &str) -> Markup {
    let error = if area.error.is_some() { "govuk-textarea--error" } else { "" };
    let value = area.value.as_deref().unwrap_or_default();
    El::new("textarea")
        .class(&["govuk-textarea", error, &area.classes])
        .attr("id", id)
        .attr("name", &area.name)
        .attr("rows", &area.rows.unwrap_or(5).to_string())
        .option("spellcheck", area.spellcheck.map(|on| on.to_string()))
        .flag("disabled", area.disabled)
        .maybe("aria-describedby", described_by)
        .maybe("autocomplete", &area.autocomplete)
        .with(&area.attributes)
        .around(html! {
            // A browser drops one line break after the opening tag; give it one to drop, or a value that begins with one loses it.
            @if value.starts_with('\n') { "\n" }
            (value)
        })
}
