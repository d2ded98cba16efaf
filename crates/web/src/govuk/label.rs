//! Label of a form field.

use maud::{Markup, html};
use serde::Deserialize;

use super::options::words;
use super::{Attributes, Content, El};

/// The words that name a field. `Label::text("Name")` is enough for most.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct Label {
    /// What the label says; nothing is written if this is empty.
    #[serde(flatten)]
    pub content: Content,
    /// Id of the field; components that own a label set it themselves.
    #[serde(rename = "for", deserialize_with = "words")]
    pub field: String,
    /// Whether the label is also the page's `h1`.
    pub is_page_heading: bool,
    /// Extra classes, such as `govuk-label--m`.
    pub classes: String,
    /// Extra attributes.
    pub attributes: Attributes,
}

impl Label {
    /// A label in ordinary type.
    pub fn text(words: impl Into<Content>) -> Self {
        Self { content: words.into(), ..Self::default() }
    }

    /// A label that is the page's only heading, in large type.
    pub fn heading(words: impl Into<Content>) -> Self {
        Self { classes: "govuk-label--l".into(), is_page_heading: true, ..Self::text(words) }
    }

    /// A label that only screen readers speak, for fields in a row of a table.
    pub fn hidden(words: impl Into<Content>) -> Self {
        Self { classes: "govuk-visually-hidden".into(), ..Self::text(words) }
    }
}

impl<C: Into<Content>> From<C> for Label {
    fn from(words: C) -> Self {
        Self::text(words)
    }
}

/// Writes a label.
pub fn label(label: &Label) -> Markup {
    label_for(label, &label.field)
}

/// Writes a label for the field with the id given.
pub(super) fn label_for(label: &Label, field: &str) -> Markup {
    if label.content.is_empty() {
        return Markup::default();
    }
    let markup = El::new("label")
        .class(&["govuk-label", &label.classes])
        .with(&label.attributes)
        .maybe("for", field)
        .around(&label.content);
    html! {
        @if label.is_page_heading {
            h1 class="govuk-label-wrapper" { (markup) }
        } @else {
            (markup)
        }
    }
}
