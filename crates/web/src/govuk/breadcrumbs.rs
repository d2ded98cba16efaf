//! The way from the first page to this one.

use maud::{Markup, html};
use serde::Deserialize;

use super::{Attributes, Content, El};

/// The way from the first page to this one.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct Breadcrumbs {
    /// Pages from the first to this one.
    pub items: Vec<Crumb>,
    /// Whether a phone shows only the first and the last but one.
    pub collapse_on_mobile: bool,
    /// Spoken name of the list; "Breadcrumb" if `None`.
    pub label_text: Option<String>,
    /// Extra classes.
    pub classes: String,
    /// Extra attributes.
    pub attributes: Attributes,
}

/// One page on the way.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct Crumb {
    /// Name of the page.
    #[serde(flatten)]
    pub content: Content,
    /// Its address; empty for the page we are on.
    pub href: String,
    /// Extra attributes of the link.
    pub attributes: Attributes,
}

impl Crumb {
    /// A page with a link.
    pub fn new(words: impl Into<Content>, href: impl Into<String>) -> Self {
        Self { content: words.into(), href: href.into(), ..Self::default() }
    }

    /// The page we are on.
    pub fn here(words: impl Into<Content>) -> Self {
        Self::new(words, "")
    }
}

/// Writes breadcrumbs.
pub fn breadcrumbs(crumbs: &Breadcrumbs) -> Markup {
    let collapse = if crumbs.collapse_on_mobile { "govuk-breadcrumbs--collapse-on-mobile" } else { "" };
    let label = crumbs.label_text.as_deref().unwrap_or("Breadcrumb");
    El::new("nav")
        .class(&["govuk-breadcrumbs", &crumbs.classes, collapse])
        .with(&crumbs.attributes)
        .attr("aria-label", label)
        .around(html! {
            ol class="govuk-breadcrumbs__list" {
                @for crumb in &crumbs.items { (item(crumb)) }
            }
        })
}

fn item(crumb: &Crumb) -> Markup {
    if crumb.href.is_empty() {
        return html! {
            li class="govuk-breadcrumbs__list-item" aria-current="page" { (crumb.content) }
        };
    }
    html! {
        li class="govuk-breadcrumbs__list-item" {
            (El::new("a")
                .attr("class", "govuk-breadcrumbs__link")
                .attr("href", &crumb.href)
                .with(&crumb.attributes)
                .around(&crumb.content))
        }
    }
}
