//! Button, and link that looks like one.

use maud::{Markup, html};
use serde::Deserialize;

use super::options::words;
use super::{Attributes, Content, El};

/// A button, or a link in its shape if `href` is set.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct Button {
    /// What the button says.
    #[serde(flatten)]
    pub content: Content,
    /// Where it leads; makes it a link.
    pub href: String,
    /// Name of its form value.
    pub name: String,
    /// Its form value.
    #[serde(deserialize_with = "words")]
    pub value: String,
    /// `submit` unless set.
    #[serde(rename = "type")]
    pub kind: String,
    /// Whether it does nothing; prefer a button that says why.
    pub disabled: bool,
    /// Whether a second press within a second is ignored.
    pub prevent_double_click: Option<bool>,
    /// Whether it begins a journey; shows an arrow.
    pub is_start_button: bool,
    /// Id.
    pub id: String,
    /// Extra classes, such as `govuk-button--secondary`.
    pub classes: String,
    /// Extra attributes.
    pub attributes: Attributes,
}

impl Button {
    /// The page's main action. A second press within a second is ignored.
    pub fn primary(words: impl Into<Content>) -> Self {
        Self { content: words.into(), prevent_double_click: Some(true), ..Self::default() }
    }

    /// An action beside the main one.
    pub fn secondary(words: impl Into<Content>) -> Self {
        Self { classes: "govuk-button--secondary".into(), ..Self::primary(words) }
    }

    /// An action that cannot easily be taken back.
    pub fn warning(words: impl Into<Content>) -> Self {
        Self { classes: "govuk-button--warning".into(), ..Self::primary(words) }
    }

    /// A link in the shape of a button.
    pub fn link(words: impl Into<Content>, href: impl Into<String>) -> Self {
        Self { content: words.into(), href: href.into(), ..Self::default() }
    }
}

/// Writes a button or button-shaped link.
pub fn button(button: &Button) -> Markup {
    let element = if button.href.is_empty() {
        let prevent = button.prevent_double_click.map(|on| on.to_string());
        El::new("button")
            .attr("type", kind(button))
            .maybe("value", &button.value)
            .maybe("name", &button.name)
            .flag("disabled", button.disabled)
            .option("aria-disabled", button.disabled.then_some("true"))
            .option("data-prevent-double-click", prevent)
    } else {
        El::new("a").attr("href", &button.href).attr("role", "button").attr("draggable", "false")
    };
    let start = if button.is_start_button { "govuk-button--start" } else { "" };
    element
        .class(&["govuk-button", &button.classes, start])
        .attr("data-module", "govuk-button")
        .with(&button.attributes)
        .maybe("id", &button.id)
        .around(inside(button))
}

fn kind(button: &Button) -> &str {
    if button.kind.is_empty() { "submit" } else { &button.kind }
}

/// A start button lays its parts out in a row, which would lose the spaces between elements, so markup stands in a span.
fn inside(button: &Button) -> Markup {
    html! {
        @if button.is_start_button && button.content.is_html() {
            span { (button.content) }
        } @else {
            (button.content)
        }
        @if button.is_start_button {
            svg class="govuk-button__start-icon" xmlns="http://www.w3.org/2000/svg" width="17.5" height="19"
                viewBox="0 0 33 40" aria-hidden="true" focusable="false" {
                path fill="currentColor" d="M0 0h13l20 20-20 20H0l20-20z" {}
            }
        }
    }
}

/// Writes several actions in one row, with the design system's spacing.
pub fn button_group(actions: &[Markup]) -> Markup {
    html! {
        div class="govuk-button-group" {
            @for action in actions { (action) }
        }
    }
}
