//! What is wrong on a page, with a link to each field.

use maud::{Markup, html};
use serde::Deserialize;

use super::options::{description, title};
use super::{Attributes, Content, El};

/// The list at the top of a page that could not be accepted.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct ErrorSummary {
    /// Its heading; `ErrorSummary::new` says "There is a problem".
    #[serde(flatten, deserialize_with = "title")]
    pub title: Content,
    /// Words under the heading.
    #[serde(flatten, deserialize_with = "description")]
    pub description: Content,
    /// One line for each thing wrong.
    #[serde(rename = "errorList")]
    pub errors: Vec<ErrorLink>,
    /// Whether the summary does not take the focus when the page opens.
    pub disable_auto_focus: Option<bool>,
    /// Extra classes.
    pub classes: String,
    /// Extra attributes.
    pub attributes: Attributes,
}

/// One thing wrong, and where.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct ErrorLink {
    /// What is wrong, in the same words as beside the field.
    #[serde(flatten)]
    pub content: Content,
    /// Where it is, such as `#name`; plain words if empty.
    pub href: String,
    /// Extra attributes of the link.
    pub attributes: Attributes,
}

impl ErrorLink {
    /// A message about the field with this id.
    pub fn to_field(id: &str, words: impl Into<Content>) -> Self {
        Self { content: words.into(), href: format!("#{id}"), ..Self::default() }
    }
}

impl ErrorSummary {
    /// A summary of these errors under the usual heading.
    pub fn new(errors: Vec<ErrorLink>) -> Self {
        Self { title: "There is a problem".into(), errors, ..Self::default() }
    }
}

/// Writes an error summary.
pub fn error_summary(summary: &ErrorSummary) -> Markup {
    let quiet = summary.disable_auto_focus.map(|on| on.to_string());
    El::new("div")
        .class(&["govuk-error-summary", &summary.classes])
        .option("data-disable-auto-focus", quiet)
        .with(&summary.attributes)
        .attr("data-module", "govuk-error-summary")
        .around(html! {
            div role="alert" {
                h2 class="govuk-error-summary__title" { (summary.title) }
                div class="govuk-error-summary__body" {
                    @if !summary.description.is_empty() {
                        p { (summary.description) }
                    }
                    @if !summary.errors.is_empty() {
                        ul class="govuk-list govuk-error-summary__list" {
                            @for error in &summary.errors {
                                li { (line(error)) }
                            }
                        }
                    }
                }
            }
        })
}

fn line(error: &ErrorLink) -> Markup {
    if error.href.is_empty() {
        return html! { (error.content) };
    }
    El::new("a").attr("href", &error.href).with(&error.attributes).around(&error.content)
}
