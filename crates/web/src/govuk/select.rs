//! One value from a long list.

use maud::{Markup, html};
use serde::Deserialize;

use super::form_group::{Help, group, help};
use super::label::label_for;
use super::options::{present, scalar, words};
use super::{Attributes, Content, El, ErrorMessage, FormGroup, Hint, Label};

/// One value from a long list.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct Select {
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
    /// The values.
    #[serde(deserialize_with = "present")]
    pub items: Vec<SelectItem>,
    /// The value chosen; empty leaves that to the items.
    #[serde(deserialize_with = "words")]
    pub value: String,
    /// Whether nothing can be chosen.
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

/// One value of a list.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct SelectItem {
    /// The form value; the words if `None`.
    #[serde(deserialize_with = "scalar")]
    pub value: Option<String>,
    /// What it says.
    pub text: String,
    /// Whether it is chosen, whatever the list's value; `None` leaves that to the list.
    pub selected: Option<bool>,
    /// Whether it cannot be chosen.
    pub disabled: bool,
    /// Extra attributes.
    pub attributes: Attributes,
}

impl SelectItem {
    /// A value and what it says.
    pub fn new(value: impl Into<String>, text: impl Into<String>) -> Self {
        Self { value: Some(value.into()), text: text.into(), ..Self::default() }
    }
}

impl Select {
    /// A list under a name, which is its id too, with a label.
    pub fn new(name: impl Into<String>, words: impl Into<Content>, items: Vec<SelectItem>) -> Self {
        Self { name: name.into(), label: Label::text(words), items, ..Self::default() }
    }
}

/// Writes a list with label, hint and message.
pub fn select(select: &Select) -> Markup {
    let id = if select.id.is_empty() { &select.name } else { &select.id };
    let Help { markup, described_by } = help(id, &select.described_by, select.hint.as_ref(), select.error.as_ref());
    let inner = html! {
        (label_for(&select.label, id))
        (markup)
        (select.form_group.before)
        (field(select, id, &described_by))
        (select.form_group.after)
    };
    group(&select.form_group, "", select.error.is_some(), &inner)
}

fn field(select: &Select, id: &str, described_by: &str) -> Markup {
    let error = if select.error.is_some() { "govuk-select--error" } else { "" };
    El::new("select")
        .class(&["govuk-select", &select.classes, error])
        .attr("id", id)
        .attr("name", &select.name)
        .flag("disabled", select.disabled)
        .maybe("aria-describedby", described_by)
        .with(&select.attributes)
        .around(html! {
            @for item in &select.items { (option(item, &select.value)) }
        })
}

fn option(item: &SelectItem, value: &str) -> Markup {
    let own = item.value.as_ref().unwrap_or(&item.text);
    let selected = item.selected.unwrap_or(!value.is_empty() && own.as_str() == value);
    El::new("option")
        .option("value", item.value.as_deref())
        .flag("selected", selected)
        .flag("disabled", item.disabled)
        .with(&item.attributes)
        .around(&item.text)
}
