//! Link to the page before.

use maud::Markup;
use serde::Deserialize;

use super::{Attributes, Content, El};

/// Link to the page before; says "Back" unless told otherwise.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct BackLink {
    /// What it says.
    #[serde(flatten)]
    pub content: Content,
    /// Where it leads; `#` if empty.
    pub href: String,
    /// Extra classes.
    pub classes: String,
    /// Extra attributes.
    pub attributes: Attributes,
}

impl BackLink {
    /// A link that says "Back".
    pub fn to(href: impl Into<String>) -> Self {
        Self { href: href.into(), ..Self::default() }
    }
}

/// Writes a back link.
pub fn back_link(link: &BackLink) -> Markup {
    let href = if link.href.is_empty() { "#" } else { &link.href };
    El::new("a")
        .attr("href", href)
        .class(&["govuk-back-link", &link.classes])
        .with(&link.attributes)
        .around(link.content.or("Back"))
}
