//! A small mark in capitals.

use maud::Markup;

use crate::govuk::{Attributes, Content, El};

/// A small mark in capitals, such as "Restricted". `Badge::coloured("Urgent", "red")`.
#[derive(Debug, Clone, Default)]
pub struct Badge {
    /// What it says.
    pub content: Content,
    /// Extra classes, such as `moj-badge--red` or `moj-badge--large`.
    pub classes: String,
    /// Extra attributes.
    pub attributes: Attributes,
}

impl Badge {
    /// A badge in the brand's colour.
    pub fn text(words: impl Into<Content>) -> Self {
        Self { content: words.into(), ..Self::default() }
    }

    /// A badge in red, purple, green, blue, black or grey.
    pub fn coloured(words: impl Into<Content>, colour: &str) -> Self {
        Self { classes: format!("moj-badge--{colour}"), ..Self::text(words) }
    }
}

/// Writes a badge.
pub fn badge(badge: &Badge) -> Markup {
    El::new("span").class(&["moj-badge", &badge.classes]).with(&badge.attributes).around(&badge.content)
}
