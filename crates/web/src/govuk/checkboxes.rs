//! Any number of answers.

use maud::{Markup, html};
use serde::Deserialize;

use super::choice::{Place, choice};
use super::fieldset::wrap;
use super::form_group::{Help, group, help};
use super::options::{numbered, scalars};
use super::{Attributes, Choice, El, ErrorMessage, Fieldset, FormGroup, Hint};

/// Any number of answers. The first input's id is `id_prefix`, or the name, so a message can link to it.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct Checkboxes {
    /// Name of the form value.
    pub name: String,
    /// Start of every id; the name if empty.
    pub id_prefix: String,
    /// The question.
    pub fieldset: Option<Fieldset>,
    /// Help under the question.
    pub hint: Option<Hint>,
    /// What is wrong with the answer.
    #[serde(rename = "errorMessage")]
    pub error: Option<ErrorMessage>,
    /// The answers.
    #[serde(deserialize_with = "numbered")]
    pub items: Vec<Choice>,
    /// The values ticked.
    #[serde(deserialize_with = "scalars")]
    pub values: Vec<String>,
    /// Ids of further descriptions, separated by spaces; the fieldset's are used instead if it has any.
    pub described_by: String,
    /// The box around the group.
    pub form_group: FormGroup,
    /// Extra classes, such as `govuk-checkboxes--small`.
    pub classes: String,
    /// Extra attributes.
    pub attributes: Attributes,
}

/// Writes checkboxes with their question, hint and message.
pub fn checkboxes(boxes: &Checkboxes) -> Markup {
    let prefix = if boxes.id_prefix.is_empty() { &boxes.name } else { &boxes.id_prefix };
    let outer = boxes
        .fieldset
        .as_ref()
        .map(|fieldset| &fieldset.described_by)
        .filter(|ids| !ids.is_empty())
        .unwrap_or(&boxes.described_by);
    let Help { markup, described_by } = help(prefix, outer, boxes.hint.as_ref(), boxes.error.as_ref());
    let inner = match &boxes.fieldset {
        Some(fieldset) => {
            let inner = html! { (markup) (list(boxes, prefix, "")) };
            wrap(fieldset, &described_by, "", &inner)
        }
        // Without a fieldset nothing else speaks the hint and message, so every box names them.
        None => html! { (markup) (list(boxes, prefix, &described_by)) },
    };
    group(&boxes.form_group, "", boxes.error.is_some(), &inner)
}

fn list(boxes: &Checkboxes, prefix: &str, described_by: &str) -> Markup {
    El::new("div")
        .class(&["govuk-checkboxes", &boxes.classes])
        .with(&boxes.attributes)
        .attr("data-module", "govuk-checkboxes")
        .around(html! {
            (boxes.form_group.before)
            @for (index, item) in boxes.items.iter().enumerate() {
                (choice(item, &Place {
                    kind: "checkbox",
                    block: "govuk-checkboxes",
                    name: &boxes.name,
                    id_prefix: prefix,
                    number: index + 1,
                    checked: item.checked.unwrap_or_else(|| boxes.values.contains(&item.value)),
                    described_by,
                }))
            }
            (boxes.form_group.after)
        })
}
