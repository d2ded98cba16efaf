//! One answer out of several.

use maud::{Markup, html};
use serde::Deserialize;

use super::choice::{Place, choice};
use super::fieldset::wrap;
use super::form_group::{Help, group, help};
use super::options::{numbered, words};
use super::{Attributes, Choice, El, ErrorMessage, Fieldset, FormGroup, Hint};

/// One answer out of several. The first input's id is `id_prefix`, or the name, so a message can link to it.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct Radios {
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
    /// The value chosen; empty if none.
    #[serde(deserialize_with = "words")]
    pub value: String,
    /// The box around the group.
    pub form_group: FormGroup,
    /// Extra classes: `govuk-radios--inline`, `govuk-radios--small`.
    pub classes: String,
    /// Extra attributes.
    pub attributes: Attributes,
}

/// Writes radios with their question, hint and message.
pub fn radios(radios: &Radios) -> Markup {
    let prefix = if radios.id_prefix.is_empty() { &radios.name } else { &radios.id_prefix };
    let outer = radios.fieldset.as_ref().map_or("", |fieldset| &fieldset.described_by);
    let Help { markup, described_by } = help(prefix, outer, radios.hint.as_ref(), radios.error.as_ref());
    let inner = html! { (markup) (list(radios, prefix)) };
    let inner = match &radios.fieldset {
        Some(fieldset) => wrap(fieldset, &described_by, "", &inner),
        None => inner,
    };
    group(&radios.form_group, "", radios.error.is_some(), &inner)
}

fn list(radios: &Radios, prefix: &str) -> Markup {
    El::new("div")
        .class(&["govuk-radios", &radios.classes])
        .with(&radios.attributes)
        .attr("data-module", "govuk-radios")
        .around(html! {
            (radios.form_group.before)
            @for (index, item) in radios.items.iter().enumerate() {
                (choice(item, &Place {
                    kind: "radio",
                    block: "govuk-radios",
                    name: &radios.name,
                    id_prefix: prefix,
                    number: index + 1,
                    checked: is_checked(radios, item),
                    described_by: "",
                }))
            }
            (radios.form_group.after)
        })
}

fn is_checked(radios: &Radios, item: &Choice) -> bool {
    item.checked.unwrap_or(!radios.value.is_empty() && radios.value == item.value)
}
