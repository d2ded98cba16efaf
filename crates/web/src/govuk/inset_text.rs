//! Words set apart from those around them.

use maud::Markup;
use serde::Deserialize;

use super::{Attributes, Content, El};

/// Words set apart from those around them: a quotation, an address, what changed.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct InsetText {
    /// What it says.
    #[serde(flatten)]
    pub content: Content,
    /// Id.
    pub id: String,
    /// Extra classes.
    pub classes: String,
    /// Extra attributes.
    pub attributes: Attributes,
}

impl InsetText {
    /// These words, set apart.
    pub fn text(words: impl Into<Content>) -> Self {
        Self { content: words.into(), ..Self::default() }
    }
}

/// Writes inset text.
pub fn inset_text(inset: &InsetText) -> Markup {
    El::new("div")
        .maybe("id", &inset.id)
        .class(&["govuk-inset-text", &inset.classes])
        .with(&inset.attributes)
        .around(&inset.content)
}
