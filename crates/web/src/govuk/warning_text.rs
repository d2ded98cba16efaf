//! A warning that must not be missed.

use maud::{Markup, html};
use serde::Deserialize;

use super::{Attributes, Content, El};

/// A warning that must not be missed.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct WarningText {
    /// What it says.
    #[serde(flatten)]
    pub content: Content,
    /// Spoken in place of the sign; "Warning" if empty.
    pub icon_fallback_text: String,
    /// Extra classes.
    pub classes: String,
    /// Extra attributes.
    pub attributes: Attributes,
}

impl WarningText {
    /// A warning in these words.
    pub fn text(words: impl Into<Content>) -> Self {
        Self { content: words.into(), ..Self::default() }
    }
}

/// Writes a warning.
pub fn warning_text(warning: &WarningText) -> Markup {
    let spoken = if warning.icon_fallback_text.is_empty() { "Warning" } else { &warning.icon_fallback_text };
    El::new("div").class(&["govuk-warning-text", &warning.classes]).with(&warning.attributes).around(html! {
        span class="govuk-warning-text__icon" aria-hidden="true" { "!" }
        " "
        strong class="govuk-warning-text__text" {
            span class="govuk-visually-hidden" { (spoken) }
            " " (warning.content)
        }
    })
}
