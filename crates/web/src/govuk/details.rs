//! Help folded away until wanted.

use maud::{Markup, html};
use serde::Deserialize;

use super::options::summary;
use super::{Attributes, Content, El};

/// Help folded away until wanted.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct Details {
    /// What is always seen.
    #[serde(flatten, deserialize_with = "summary")]
    pub summary: Content,
    /// What opening shows.
    #[serde(flatten)]
    pub content: Content,
    /// Whether it begins open.
    pub open: bool,
    /// Id.
    pub id: String,
    /// Extra classes.
    pub classes: String,
    /// Extra attributes.
    pub attributes: Attributes,
}

impl Details {
    /// Help under a line that opens it.
    pub fn new(summary: impl Into<Content>, content: impl Into<Content>) -> Self {
        Self { summary: summary.into(), content: content.into(), ..Self::default() }
    }
}

/// Writes folded help.
pub fn details(details: &Details) -> Markup {
    El::new("details")
        .maybe("id", &details.id)
        .class(&["govuk-details", &details.classes])
        .with(&details.attributes)
        .flag("open", details.open)
        .around(html! {
            summary class="govuk-details__summary" {
                span class="govuk-details__summary-text" { (details.summary) }
            }
            div class="govuk-details__text" { (details.content) }
        })
}
