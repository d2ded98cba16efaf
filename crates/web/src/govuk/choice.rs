//! One answer among radios or checkboxes.

use maud::{Markup, html};
use serde::Deserialize;

use super::element::join;
use super::hint::hint_as;
use super::label::label_for;
use super::options::{Omit, words};
use super::{Attributes, Content, El, Hint, Label};

/// One answer. `Choice::new("yes", "Yes")`; its number counts from 1 and gives its id.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct Choice {
    /// The form value.
    #[serde(deserialize_with = "words")]
    pub value: String,
    /// What the answer says.
    #[serde(flatten)]
    pub content: Content,
    /// Help under the answer.
    pub hint: Hint,
    /// Whether it is chosen, whatever the group's value; `None` leaves that to the group.
    pub checked: Option<bool>,
    /// Whether it cannot be chosen.
    pub disabled: bool,
    /// Shown when this answer is chosen.
    pub conditional: Content,
    /// Words between answers, such as "or"; nothing else of the choice is then used.
    pub divider: String,
    /// Name of the form value, if not the group's; checkboxes only.
    pub name: String,
    /// `exclusive` unticks the others; checkboxes only.
    pub behaviour: String,
    /// Id, if not made from the group's and the number.
    pub id: String,
    /// Classes and attributes of the label; its words are not used.
    pub label: Label,
    /// Extra attributes of the input.
    pub attributes: Attributes,
    /// Whether to leave it out while those after it keep their numbers, and so their ids.
    #[serde(skip)]
    pub omit: bool,
}

impl Choice {
    /// An answer with its form value and its words.
    pub fn new(value: impl Into<String>, words: impl Into<Content>) -> Self {
        Self { value: value.into(), content: words.into(), ..Self::default() }
    }

    /// An answer with help under it.
    pub fn with_hint(value: impl Into<String>, words: impl Into<Content>, hint: impl Into<Content>) -> Self {
        Self { hint: Hint::text(hint), ..Self::new(value, words) }
    }

    /// An answer that shows more fields when chosen.
    pub fn revealing(value: impl Into<String>, words: impl Into<Content>, fields: Markup) -> Self {
        Self { conditional: fields.into(), ..Self::new(value, words) }
    }

    /// An answer that unticks all others, such as "None of these"; checkboxes only.
    pub fn exclusive(value: impl Into<String>, words: impl Into<Content>) -> Self {
        Self { behaviour: "exclusive".into(), ..Self::new(value, words) }
    }

    /// Words between answers.
    pub fn divider(words: impl Into<String>) -> Self {
        Self { divider: words.into(), ..Self::default() }
    }
}

impl Omit for Choice {
    fn omitted() -> Self {
        Self { omit: true, ..Self::default() }
    }
}

/// What a choice takes from its group.
pub(super) struct Place<'a> {
    /// `radio` or `checkbox`.
    pub(super) kind: &'static str,
    /// `govuk-radios` or `govuk-checkboxes`.
    pub(super) block: &'static str,
    pub(super) name: &'a str,
    pub(super) id_prefix: &'a str,
    /// Counts from 1.
    pub(super) number: usize,
    pub(super) checked: bool,
    pub(super) described_by: &'a str,
}

/// Writes one choice, or divider, and what it reveals.
pub(super) fn choice(choice: &Choice, place: &Place<'_>) -> Markup {
    if choice.omit {
        return Markup::default();
    }
    let block = place.block;
    if !choice.divider.is_empty() {
        return html! { div class={ (block) "__divider" } { (choice.divider) } };
    }
    let id = id(choice, place);
    let label = Label {
        content: choice.content.clone(),
        classes: join(&[&format!("{block}__label"), &choice.label.classes]),
        attributes: choice.label.attributes.clone(),
        ..Label::default()
    };
    let hint_class = format!("{block}__hint");
    html! {
        div class={ (block) "__item" } {
            (field(choice, place, &id))
            (label_for(&label, &id))
            @if !choice.hint.content.is_empty() {
                (hint_as(&choice.hint, &format!("{id}-item-hint"), &hint_class))
            }
        }
        @if !choice.conditional.is_empty() {
            (revealed(choice, place, &id))
        }
    }
}

fn id(choice: &Choice, place: &Place<'_>) -> String {
    if !choice.id.is_empty() {
        choice.id.clone()
    } else if place.number > 1 {
        format!("{}-{}", place.id_prefix, place.number)
    } else {
        place.id_prefix.to_owned()
    }
}

fn field(choice: &Choice, place: &Place<'_>, id: &str) -> Markup {
    let reveals = (!choice.conditional.is_empty()).then(|| format!("conditional-{id}"));
    let hint_id = if choice.hint.content.is_empty() { String::new() } else { format!("{id}-item-hint") };
    let name = if choice.name.is_empty() { place.name } else { &choice.name };
    El::new("input")
        .attr("class", &format!("{}__input", place.block))
        .attr("id", id)
        .attr("name", name)
        .attr("type", place.kind)
        .attr("value", &choice.value)
        .flag("checked", place.checked)
        .flag("disabled", choice.disabled)
        .option("data-aria-controls", reveals)
        .maybe("data-behaviour", &choice.behaviour)
        .maybe("aria-describedby", &join(&[place.described_by, &hint_id]))
        .with(&choice.attributes)
        .void()
}

fn revealed(choice: &Choice, place: &Place<'_>, id: &str) -> Markup {
    let block = format!("{}__conditional", place.block);
    let hidden = if place.checked { String::new() } else { format!("{block}--hidden") };
    El::new("div").class(&[&block, &hidden]).attr("id", &format!("conditional-{id}")).around(&choice.conditional)
}
