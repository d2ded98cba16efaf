//! The end of a journey, or a pause in one.

use maud::{Markup, html};
use serde::Deserialize;

use super::element::join;
use super::options::title;
use super::{Attributes, Button, Content, El, button};

/// The end of a journey in large type, or a pause in one with the class `govuk-panel--interruption`.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct Panel {
    /// What has happened.
    #[serde(flatten, deserialize_with = "title")]
    pub title: Content,
    /// A reference, or what follows.
    #[serde(flatten)]
    pub content: Content,
    /// Level of the heading; 1 unless set.
    pub heading_level: Option<u8>,
    /// Ways on; only a pause shows them.
    pub actions: Option<PanelActions>,
    /// Extra classes.
    pub classes: String,
    /// Extra attributes.
    pub attributes: Attributes,
}

/// Ways on from a pause.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct PanelActions {
    /// Buttons and links.
    pub items: Vec<PanelAction>,
    /// Extra classes.
    pub classes: String,
    /// Extra attributes.
    pub attributes: Attributes,
}

/// One way on: a link if it has an address and is not of the kind `button`.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct PanelAction {
    /// What it says.
    pub text: String,
    /// Where it leads.
    pub href: String,
    /// Kind of button; `button` if empty.
    #[serde(rename = "type")]
    pub kind: String,
    /// Extra classes.
    pub classes: String,
    /// Extra attributes.
    pub attributes: Attributes,
}

/// Writes a panel.
pub fn panel(panel: &Panel) -> Markup {
    let pause = panel.classes.contains("govuk-panel--interruption");
    let kind = if pause { "" } else { "govuk-panel--confirmation" };
    let heading =
        El::heading(panel.heading_level.unwrap_or(1)).attr("class", "govuk-panel__title").around(&panel.title);
    El::new("div").class(&["govuk-panel", kind, &panel.classes]).with(&panel.attributes).around(html! {
        (heading)
        @if !panel.content.is_empty() {
            div class="govuk-panel__body" { (panel.content) }
        }
        @if let Some(ways) = panel.actions.as_ref().filter(|_| pause) { (actions(ways)) }
    })
}

fn actions(ways: &PanelActions) -> Markup {
    El::new("div").class(&["govuk-panel__actions", &ways.classes]).with(&ways.attributes).around(html! {
        @if !ways.items.is_empty() {
            div class="govuk-button-group" {
                @for item in &ways.items { (action(item)) " " }
            }
        }
    })
}

fn action(action: &PanelAction) -> Markup {
    if action.href.is_empty() || action.kind == "button" {
        let kind = if action.kind.is_empty() { "button" } else { &action.kind };
        return button(&Button {
            content: action.text.as_str().into(),
            kind: kind.to_owned(),
            classes: join(&["govuk-button--inverse", &action.classes]),
            href: action.href.clone(),
            attributes: action.attributes.clone(),
            ..Button::default()
        });
    }
    El::new("a")
        .class(&["govuk-link govuk-link--inverse", &action.classes])
        .attr("href", &action.href)
        .with(&action.attributes)
        .around(&action.text)
}
