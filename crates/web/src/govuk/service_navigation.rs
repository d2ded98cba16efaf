//! The service's name and its main pages, under the head.

use maud::{Markup, html};
use serde::{Deserialize, Deserializer};

use super::options::{markup, present};
use super::{Attributes, Content, El};

/// The service's name and its main pages.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct ServiceNavigation {
    /// Name of the service.
    pub service_name: String,
    /// Where the name leads; plain words if empty.
    pub service_url: String,
    /// The main pages.
    #[serde(deserialize_with = "present")]
    pub navigation: Vec<NavigationItem>,
    /// Spoken name of the whole; "Service information" if `None`.
    pub aria_label: Option<String>,
    /// Spoken name of the pages; the menu button's words if empty.
    pub navigation_label: String,
    /// Id of the pages; `navigation` if empty.
    pub navigation_id: String,
    /// Extra classes of the pages.
    pub navigation_classes: String,
    /// Words of the button that shows the pages on a phone; "Menu" if empty.
    pub menu_button_text: String,
    /// Spoken name of that button, if not its words.
    pub menu_button_label: String,
    /// Whether a phone folds the pages away; by default if there is more than one.
    pub collapse_navigation_on_mobile: Option<bool>,
    /// Markup of our own at four places.
    pub slots: Slots,
    /// Extra classes.
    pub classes: String,
    /// Extra attributes.
    pub attributes: Attributes,
}

/// One main page.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct NavigationItem {
    /// What it says.
    #[serde(flatten)]
    pub content: Content,
    /// Where it leads; plain words if empty.
    pub href: String,
    /// Whether we are on this page.
    pub current: bool,
    /// Whether we are on a page under this one.
    pub active: bool,
    /// Extra attributes of the link.
    pub attributes: Attributes,
}

impl NavigationItem {
    /// A main page.
    pub fn new(words: impl Into<Content>, href: impl Into<String>) -> Self {
        Self { content: words.into(), href: href.into(), ..Self::default() }
    }
}

/// Markup of our own at four places.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct Slots {
    /// Before the name.
    #[serde(deserialize_with = "markup")]
    pub start: Markup,
    /// After the pages: search, who is signed in.
    pub end: EndSlot,
    /// First in the list of pages, as `li`.
    #[serde(deserialize_with = "markup")]
    pub navigation_start: Markup,
    /// Last in the list of pages, as `li`.
    #[serde(deserialize_with = "markup")]
    pub navigation_end: Markup,
}

/// Markup after the pages.
#[derive(Debug, Clone, Default)]
pub struct EndSlot {
    /// What stands there.
    pub content: Markup,
    /// Whether it stands in the same line as the pages.
    pub inline: bool,
}

impl<'de> Deserialize<'de> for EndSlot {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        #[derive(Deserialize)]
        #[serde(untagged)]
        enum Shape {
            Plain(String),
            Aligned { html: String, align: Option<String> },
        }
        Ok(match Shape::deserialize(from)? {
            Shape::Plain(html) => Self { content: maud::PreEscaped(html), inline: false },
            Shape::Aligned { html, align } => {
                Self { content: maud::PreEscaped(html), inline: align.as_deref() == Some("inline") }
            }
        })
    }
}

/// Writes the service's name and main pages.
pub fn service_navigation(service: &ServiceNavigation) -> Markup {
    let Slots { start, end, .. } = &service.slots;
    // A name makes this a landmark of its own; without one the list of pages is landmark enough.
    let landmark = !service.service_name.is_empty() || !start.0.is_empty() || !end.content.0.is_empty();
    let label = service.aria_label.as_deref().unwrap_or("Service information");
    let element = if landmark { El::new("section").attr("aria-label", label) } else { El::new("div") };
    let inline = if end.inline { "govuk-service-navigation__inlining-container" } else { "" };
    let container = El::new("div").class(&["govuk-width-container", inline]);
    element
        .class(&["govuk-service-navigation", &service.classes])
        .attr("data-module", "govuk-service-navigation")
        .with(&service.attributes)
        .around(container.around(html! {
            (start)
            div class="govuk-service-navigation__container" {
                (name(service))
                (navigation(service))
            }
            (end.content)
        }))
}

fn name(service: &ServiceNavigation) -> Markup {
    html! {
        @if !service.service_name.is_empty() {
            span class="govuk-service-navigation__service-name" {
                @if service.service_url.is_empty() {
                    span class="govuk-service-navigation__text" { (service.service_name) }
                } @else {
                    a href=(service.service_url) class="govuk-service-navigation__link" { (service.service_name) }
                }
            }
        }
    }
}

fn navigation(service: &ServiceNavigation) -> Markup {
    let slots = &service.slots;
    if service.navigation.is_empty() && slots.navigation_start.0.is_empty() && slots.navigation_end.0.is_empty() {
        return Markup::default();
    }
    let id = some_or(&service.navigation_id, "navigation");
    let menu = some_or(&service.menu_button_text, "Menu");
    let collapse = service.collapse_navigation_on_mobile.unwrap_or(service.navigation.len() > 1);
    El::new("nav")
        .attr("aria-label", some_or(&service.navigation_label, menu))
        .class(&["govuk-service-navigation__wrapper", &service.navigation_classes])
        .around(html! {
            @if collapse { (toggle(service, id, menu)) }
            ul class="govuk-service-navigation__list" id=(id) {
                (slots.navigation_start)
                @for entry in &service.navigation { (item(entry)) }
                (slots.navigation_end)
            }
        })
}

fn toggle(service: &ServiceNavigation, id: &str, menu: &str) -> Markup {
    let spoken = if service.menu_button_label == menu { "" } else { &service.menu_button_label };
    El::new("button")
        .attr("type", "button")
        .attr("class", "govuk-service-navigation__toggle govuk-js-service-navigation-toggle")
        .attr("aria-controls", id)
        .maybe("aria-label", spoken)
        .flag("hidden", true)
        .attr("aria-hidden", "true")
        .around(menu)
}

fn item(item: &NavigationItem) -> Markup {
    let here = item.current || item.active;
    let active = if here { "govuk-service-navigation__item--active" } else { "" };
    let current = here.then_some(if item.current { "page" } else { "true" });
    // Marked with an element, for those who replace our colours and styles.
    let words = html! {
        @if here {
            strong class="govuk-service-navigation__active-fallback" { (item.content) }
        } @else {
            (item.content)
        }
    };
    let inner = if !item.href.is_empty() {
        El::new("a")
            .attr("class", "govuk-service-navigation__link")
            .attr("href", &item.href)
            .option("aria-current", current)
            .with(&item.attributes)
            .around(words)
    } else if item.content.is_empty() {
        Markup::default()
    } else {
        El::new("span").attr("class", "govuk-service-navigation__text").option("aria-current", current).around(words)
    };
    El::new("li").class(&["govuk-service-navigation__item", active]).around(inner)
}

fn some_or<'a>(value: &'a str, usual: &'a str) -> &'a str {
    if value.is_empty() { usual } else { value }
}
