//! The head of every page, without the Crown's marks.

use maud::{Markup, html};
use serde::Deserialize;

use super::options::logo;
use super::{Attributes, Content, El};

/// The head of a page: a name that leads to the first page.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct GenericHeader {
    /// The council's name or mark.
    #[serde(flatten, deserialize_with = "logo")]
    pub logo: Content,
    /// Where it leads; `/` if empty.
    pub url: String,
    /// Class of the inner box; `govuk-width-container` if empty.
    pub container_classes: String,
    /// Extra classes.
    pub classes: String,
    /// Extra attributes.
    pub attributes: Attributes,
}

/// Writes the head of a page.
pub fn generic_header(header: &GenericHeader) -> Markup {
    let url = if header.url.is_empty() { "/" } else { &header.url };
    let container =
        if header.container_classes.is_empty() { "govuk-width-container" } else { &header.container_classes };
    El::new("div").class(&["govuk-generic-header", &header.classes]).with(&header.attributes).around(html! {
        div class={ "govuk-generic-header__container " (container) } {
            div class="govuk-generic-header__logo" {
                a href=(url) class="govuk-generic-header__homepage-link" { (header.logo) }
            }
        }
    })
}
