//! Panels of which one is seen at a time.

use maud::{Markup, html};
use serde::Deserialize;

use super::options::{Omit, numbered};
use super::{Attributes, Content, El};

/// Panels of which one is seen at a time; without JavaScript, a list of links with all panels under it.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct Tabs {
    /// Heading seen without JavaScript; "Contents" if `None`.
    pub title: Option<String>,
    /// Start of the panels' ids.
    pub id_prefix: String,
    /// The panels.
    #[serde(deserialize_with = "numbered")]
    pub items: Vec<Tab>,
    /// Id.
    pub id: String,
    /// Extra classes.
    pub classes: String,
    /// Extra attributes.
    pub attributes: Attributes,
}

/// One tab and its panel.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct Tab {
    /// What the tab says.
    pub label: String,
    /// Id of the panel; made from prefix and number if empty.
    pub id: String,
    /// What the tab shows.
    pub panel: TabPanel,
    /// Extra attributes of the tab.
    pub attributes: Attributes,
    /// Whether to leave it out while those after it keep their numbers.
    #[serde(skip)]
    pub omit: bool,
}

/// What a tab shows.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct TabPanel {
    /// What it holds; plain words become a paragraph.
    #[serde(flatten)]
    pub content: Content,
    /// Extra attributes.
    pub attributes: Attributes,
}

impl Tab {
    /// A tab with the id of its panel.
    pub fn new(id: impl Into<String>, label: impl Into<String>, content: impl Into<Content>) -> Self {
        Self {
            id: id.into(),
            label: label.into(),
            panel: TabPanel { content: content.into(), ..TabPanel::default() },
            ..Self::default()
        }
    }
}

impl Omit for Tab {
    fn omitted() -> Self {
        Self { omit: true, ..Self::default() }
    }
}

/// Writes tabs and their panels.
pub fn tabs(tabs: &Tabs) -> Markup {
    let shown = || {
        let numbered = tabs.items.iter().enumerate();
        numbered.filter(|(_, tab)| !tab.omit)
    };
    El::new("div")
        .maybe("id", &tabs.id)
        .class(&["govuk-tabs", &tabs.classes])
        .with(&tabs.attributes)
        .attr("data-module", "govuk-tabs")
        .around(html! {
            h2 class="govuk-tabs__title" { (tabs.title.as_deref().unwrap_or("Contents")) }
            @if !tabs.items.is_empty() {
                ul class="govuk-tabs__list" {
                    @for (index, tab) in shown() { (link(tabs, tab, index)) }
                }
                @for (index, tab) in shown() { (panel(tabs, tab, index)) }
            }
        })
}

fn panel_id(tabs: &Tabs, tab: &Tab, index: usize) -> String {
    if tab.id.is_empty() { format!("{}-{}", tabs.id_prefix, index + 1) } else { tab.id.clone() }
}

fn link(tabs: &Tabs, tab: &Tab, index: usize) -> Markup {
    let selected = if index == 0 { "govuk-tabs__list-item--selected" } else { "" };
    let anchor = El::new("a")
        .attr("class", "govuk-tabs__tab")
        .attr("href", &format!("#{}", panel_id(tabs, tab, index)))
        .with(&tab.attributes)
        .around(&tab.label);
    El::new("li").class(&["govuk-tabs__list-item", selected]).around(anchor)
}

fn panel(tabs: &Tabs, tab: &Tab, index: usize) -> Markup {
    let hidden = if index == 0 { "" } else { "govuk-tabs__panel--hidden" };
    El::new("div")
        .class(&["govuk-tabs__panel", hidden])
        .attr("id", &panel_id(tabs, tab, index))
        .with(&tab.panel.attributes)
        .around(tab.panel.content.in_paragraph())
}
