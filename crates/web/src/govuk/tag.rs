//! A state in a word or two.

use maud::Markup;
use serde::Deserialize;

use super::{Attributes, Content, El};

/// A state in a word or two. `Tag::coloured("Late", "red")`.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct Tag {
    /// What it says; never colour alone.
    #[serde(flatten)]
    pub content: Content,
    /// Extra classes, such as `govuk-tag--red`.
    pub classes: String,
    /// Extra attributes.
    pub attributes: Attributes,
}

impl Tag {
    /// A tag in the usual colour.
    pub fn text(words: impl Into<Content>) -> Self {
        Self { content: words.into(), ..Self::default() }
    }

    /// A tag in one of the design system's colours, such as `red`, `yellow` or `grey`.
    pub fn coloured(words: impl Into<Content>, colour: &str) -> Self {
        Self { classes: format!("govuk-tag--{colour}"), ..Self::text(words) }
    }
}

/// Writes a tag.
pub fn tag(tag: &Tag) -> Markup {
    El::new("strong").class(&["govuk-tag", &tag.classes]).with(&tag.attributes).around(&tag.content)
}
