//! Help under a label.

use maud::Markup;
use serde::Deserialize;

use super::options::words;
use super::{Attributes, Content, El};

/// Help that stands between a label and its field. `Hint::text("As on the birth certificate")`.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct Hint {
    /// What the hint says.
    #[serde(flatten)]
    pub content: Content,
    /// Id, for `aria-describedby`; components that own a hint set it themselves.
    #[serde(deserialize_with = "words")]
    pub id: String,
    /// Extra classes.
    pub classes: String,
    /// Extra attributes.
    pub attributes: Attributes,
}

impl Hint {
    /// A hint with these words.
    pub fn text(words: impl Into<Content>) -> Self {
        Self { content: words.into(), ..Self::default() }
    }
}

impl<C: Into<Content>> From<C> for Hint {
    fn from(words: C) -> Self {
        Self::text(words)
    }
}

/// Writes a hint.
pub fn hint(hint: &Hint) -> Markup {
    hint_as(hint, &hint.id, "")
}

/// Writes a hint under the id and with the class given.
pub(super) fn hint_as(hint: &Hint, id: &str, class: &str) -> Markup {
    El::new("div")
        .maybe("id", id)
        .class(&["govuk-hint", class, &hint.classes])
        .with(&hint.attributes)
        .around(&hint.content)
}
