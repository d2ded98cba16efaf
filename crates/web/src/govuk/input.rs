//! One line of text.

use maud::{Markup, html};
use serde::Deserialize;

use super::form_group::{Help, group, help};
use super::label::label_for;
use super::options::scalar;
use super::{Attributes, Content, El, ErrorMessage, FormGroup, Hint, Label};

/// One line of text. `id` falls back to `name`; empty strings leave their attribute out.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct Input {
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
    /// `text` unless set.
    #[serde(rename = "type")]
    pub kind: String,
    /// Keyboard wanted on a phone, such as `numeric`.
    pub inputmode: String,
    /// What the browser may fill in, such as `off` or `name`.
    pub autocomplete: String,
    /// Letters a phone makes capital, such as `none`.
    pub autocapitalize: String,
    /// Pattern the browser checks.
    pub pattern: String,
    /// Whether spelling is checked, if said.
    pub spellcheck: Option<bool>,
    /// Whether nothing can be typed.
    pub disabled: bool,
    /// Shown inside the box before the value, such as `£`.
    pub prefix: Option<Affix>,
    /// Shown inside the box after the value, such as `kg`.
    pub suffix: Option<Affix>,
    /// Ids of further descriptions, separated by spaces.
    pub described_by: String,
    /// The box around the field.
    pub form_group: FormGroup,
    /// The row around the box and its prefix and suffix.
    pub input_wrapper: InputWrapper,
    /// Extra classes, such as `govuk-input--width-10`.
    pub classes: String,
    /// Extra attributes.
    pub attributes: Attributes,
}

/// A unit before or after the value; not spoken, so the label must say it too.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct Affix {
    /// What it says.
    #[serde(flatten)]
    pub content: Content,
    /// Extra classes.
    pub classes: String,
    /// Extra attributes.
    pub attributes: Attributes,
}

impl From<&str> for Affix {
    fn from(words: &str) -> Self {
        Self { content: words.into(), ..Self::default() }
    }
}

/// The row around an input and its prefix and suffix.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct InputWrapper {
    /// Extra classes.
    pub classes: String,
    /// Extra attributes.
    pub attributes: Attributes,
}

impl Input {
    /// A line of text under a name, which is its id too, with a label.
    pub fn new(name: impl Into<String>, words: impl Into<Content>) -> Self {
        Self { name: name.into(), label: Label::text(words), ..Self::default() }
    }
}

/// Writes a line of text with label, hint and message.
pub fn input(input: &Input) -> Markup {
    let id = if input.id.is_empty() { &input.name } else { &input.id };
    let Help { markup, described_by } = help(id, &input.described_by, input.hint.as_ref(), input.error.as_ref());
    let inner = html! {
        (label_for(&input.label, id))
        (markup)
        (row(input, &field(input, id, &described_by)))
    };
    group(&input.form_group, "", input.error.is_some(), &inner)
}

fn field(input: &Input, id: &str, described_by: &str) -> Markup {
    let error = if input.error.is_some() { "govuk-input--error" } else { "" };
    let kind = if input.kind.is_empty() { "text" } else { &input.kind };
    El::new("input")
        .class(&["govuk-input", &input.classes, error])
        .attr("id", id)
        .attr("name", &input.name)
        .attr("type", kind)
        .option("spellcheck", input.spellcheck.map(|on| on.to_string()))
        .option("value", input.value.as_deref())
        .flag("disabled", input.disabled)
        .maybe("aria-describedby", described_by)
        .maybe("autocomplete", &input.autocomplete)
        .maybe("autocapitalize", &input.autocapitalize)
        .maybe("pattern", &input.pattern)
        .maybe("inputmode", &input.inputmode)
        .with(&input.attributes)
        .void()
}

fn row(input: &Input, field: &Markup) -> Markup {
    let prefix = input.prefix.as_ref().filter(|it| !it.content.is_empty());
    let suffix = input.suffix.as_ref().filter(|it| !it.content.is_empty());
    let FormGroup { before, after, .. } = &input.form_group;
    if prefix.is_none() && suffix.is_none() && before.is_empty() && after.is_empty() {
        return field.clone();
    }
    El::new("div")
        .class(&["govuk-input__wrapper", &input.input_wrapper.classes])
        .with(&input.input_wrapper.attributes)
        .around(html! {
            (before)
            @if let Some(prefix) = prefix { (affix(prefix, "govuk-input__prefix")) }
            (field)
            @if let Some(suffix) = suffix { (affix(suffix, "govuk-input__suffix")) }
            (after)
        })
}

fn affix(affix: &Affix, class: &str) -> Markup {
    El::new("div")
        .class(&[class, &affix.classes])
        .attr("aria-hidden", "true")
        .with(&affix.attributes)
        .around(&affix.content)
}
