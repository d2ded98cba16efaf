//! A group of fields under one legend.

use maud::{Markup, html};
use serde::Deserialize;

use super::options::{markup, words};
use super::{Attributes, Content, El};

/// The words over a group of fields.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct Legend {
    /// What the legend says; nothing is written if this is empty.
    #[serde(flatten)]
    pub content: Content,
    /// Whether the legend is also the page's `h1`.
    pub is_page_heading: bool,
    /// Extra classes, such as `govuk-fieldset__legend--m`.
    pub classes: String,
}

/// A group of fields. `Fieldset::legend("Who was seen?")` is enough for radios, checkboxes and dates.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct Fieldset {
    /// Words over the group.
    pub legend: Legend,
    /// The fields; components that own a fieldset fill it themselves.
    #[serde(rename = "html", deserialize_with = "markup")]
    pub content: Markup,
    /// Ids of what describes the group, separated by spaces.
    #[serde(deserialize_with = "words")]
    pub described_by: String,
    /// ARIA role, if not a plain fieldset.
    pub role: String,
    /// Extra classes.
    pub classes: String,
    /// Extra attributes.
    pub attributes: Attributes,
}

impl Fieldset {
    /// A group under a legend in medium bold type.
    pub fn legend(words: impl Into<Content>) -> Self {
        Self::styled(words, "govuk-fieldset__legend--m", false)
    }

    /// A group under a legend in small bold type, for questions within a section.
    pub fn small(words: impl Into<Content>) -> Self {
        Self::styled(words, "govuk-fieldset__legend--s", false)
    }

    /// A group whose legend is the page's only heading, in large type.
    pub fn heading(words: impl Into<Content>) -> Self {
        Self::styled(words, "govuk-fieldset__legend--l", true)
    }

    fn styled(words: impl Into<Content>, classes: &str, is_page_heading: bool) -> Self {
        Self { legend: Legend { content: words.into(), classes: classes.into(), is_page_heading }, ..Self::default() }
    }
}

/// Writes a fieldset around its content.
pub fn fieldset(fieldset: &Fieldset) -> Markup {
    wrap(fieldset, &fieldset.described_by, &fieldset.role, &fieldset.content)
}

/// Writes a fieldset around fields that its owner has made.
pub(super) fn wrap(fieldset: &Fieldset, described_by: &str, role: &str, inner: &Markup) -> Markup {
    let legend = &fieldset.legend;
    El::new("fieldset")
        .class(&["govuk-fieldset", &fieldset.classes])
        .maybe("role", role)
        .maybe("aria-describedby", described_by)
        .with(&fieldset.attributes)
        .around(html! {
            @if !legend.content.is_empty() {
                (El::new("legend").class(&["govuk-fieldset__legend", &legend.classes]).around(html! {
                    @if legend.is_page_heading {
                        h1 class="govuk-fieldset__heading" { (legend.content) }
                    } @else {
                        (legend.content)
                    }
                }))
            }
            (inner)
        })
}
