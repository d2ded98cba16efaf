//! Link past the head of the page, for those who use a keyboard.

use maud::Markup;
use serde::Deserialize;

use super::{Attributes, Content, El};

/// Link past the head of the page; seen once it has the focus.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct SkipLink {
    /// What it says.
    #[serde(flatten)]
    pub content: Content,
    /// Where it leads; `#content` if empty.
    pub href: String,
    /// Extra classes.
    pub classes: String,
    /// Extra attributes.
    pub attributes: Attributes,
}

/// Writes a skip link.
pub fn skip_link(link: &SkipLink) -> Markup {
    let href = if link.href.is_empty() { "#content" } else { &link.href };
    El::new("a")
        .attr("href", href)
        .class(&["govuk-skip-link", &link.classes])
        .with(&link.attributes)
        .attr("data-module", "govuk-skip-link")
        .around(&link.content)
}
