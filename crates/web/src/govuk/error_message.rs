//! What is wrong with one field.

use maud::{Markup, html};
use serde::Deserialize;

use super::options::words;
use super::{Attributes, Content, El};

/// What is wrong with a field, and so what to do. `ErrorMessage::text("Enter the child's name")`.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct ErrorMessage {
    /// What the message says.
    #[serde(flatten)]
    pub content: Content,
    /// Id, for `aria-describedby`; components that own a message set it themselves.
    #[serde(deserialize_with = "words")]
    pub id: String,
    /// Spoken before the message; "Error" if `None`, nothing if empty.
    pub visually_hidden_text: Option<String>,
    /// Extra classes.
    pub classes: String,
    /// Extra attributes.
    pub attributes: Attributes,
}

impl ErrorMessage {
    /// A message with these words.
    pub fn text(words: impl Into<Content>) -> Self {
        Self { content: words.into(), ..Self::default() }
    }
}

impl<C: Into<Content>> From<C> for ErrorMessage {
    fn from(words: C) -> Self {
        Self::text(words)
    }
}

/// Writes an error message.
pub fn error_message(error: &ErrorMessage) -> Markup {
    error_as(error, &error.id)
}

/// Writes an error message under the id given.
pub(super) fn error_as(error: &ErrorMessage, id: &str) -> Markup {
    let spoken = error.visually_hidden_text.as_deref().unwrap_or("Error");
    El::new("p").maybe("id", id).class(&["govuk-error-message", &error.classes]).with(&error.attributes).around(html! {
        @if !spoken.is_empty() {
            span class="govuk-visually-hidden" { (spoken) ":" } " "
        }
        (error.content)
    })
}
