//! What stands at the foot of every page.

use maud::{Markup, html};
use serde::Deserialize;

use super::{Attributes, Content, El};

/// The foot of a page. A council's record is neither the Crown's nor openly licensed, so crown, copyright and licence lines are left out.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct Footer {
    /// Lists of links.
    pub navigation: Vec<FooterNavigation>,
    /// Links and words under the lists.
    pub meta: Option<FooterMeta>,
    /// Extra classes of the inner box.
    pub container_classes: String,
    /// Extra classes.
    pub classes: String,
    /// Extra attributes.
    pub attributes: Attributes,
}

/// One list of links under a heading.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct FooterNavigation {
    /// The heading.
    pub title: String,
    /// Columns of the list; 0 leaves that to the page.
    pub columns: u8,
    /// Width on the grid, such as `two-thirds`; `full` if empty.
    pub width: String,
    /// The links.
    pub items: Vec<FooterLink>,
}

/// One link at the foot.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct FooterLink {
    /// What it says.
    pub text: String,
    /// Where it leads.
    pub href: String,
    /// Extra attributes.
    pub attributes: Attributes,
}

impl FooterLink {
    /// A link.
    pub fn new(text: impl Into<String>, href: impl Into<String>) -> Self {
        Self { text: text.into(), href: href.into(), ..Self::default() }
    }
}

/// Links and words under the lists.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct FooterMeta {
    /// Spoken heading; "Support links" if empty.
    pub visually_hidden_title: String,
    /// Links in one line.
    pub items: Vec<FooterLink>,
    /// Words under the links.
    #[serde(flatten)]
    pub content: Content,
}

/// Writes the foot of a page.
pub fn footer(footer: &Footer) -> Markup {
    El::new("div").class(&["govuk-footer", &footer.classes]).with(&footer.attributes).around(
        El::new("div").class(&["govuk-width-container", &footer.container_classes]).around(html! {
            @if !footer.navigation.is_empty() {
                div class="govuk-footer__navigation" {
                    @for list in &footer.navigation { (section(list)) }
                }
                hr class="govuk-footer__section-break";
            }
            div class="govuk-footer__meta" {
                div class="govuk-footer__meta-item govuk-footer__meta-item--grow" {
                    @if let Some(meta) = &footer.meta { (support(meta)) }
                }
            }
        }),
    )
}

fn section(list: &FooterNavigation) -> Markup {
    let width = if list.width.is_empty() { "full" } else { &list.width };
    let columns =
        if list.columns == 0 { String::new() } else { format!("govuk-footer__list--columns-{}", list.columns) };
    html! {
        div class={ "govuk-footer__section govuk-grid-column-" (width) } {
            h2 class="govuk-footer__heading govuk-heading-m" { (list.title) }
            @if !list.items.is_empty() {
                (El::new("ul").class(&["govuk-footer__list", &columns]).around(html! {
                    @for item in list.items.iter().filter(|it| !it.href.is_empty() && !it.text.is_empty()) {
                        li class="govuk-footer__list-item" { (link(item)) }
                    }
                }))
            }
        }
    }
}

fn support(meta: &FooterMeta) -> Markup {
    let title = if meta.visually_hidden_title.is_empty() { "Support links" } else { &meta.visually_hidden_title };
    html! {
        h2 class="govuk-visually-hidden" { (title) }
        @if !meta.items.is_empty() {
            ul class="govuk-footer__inline-list" {
                @for item in &meta.items {
                    li class="govuk-footer__inline-list-item" { (link(item)) }
                }
            }
        }
        @if !meta.content.is_empty() {
            div class="govuk-footer__meta-custom" { (meta.content) }
        }
    }
}

fn link(link: &FooterLink) -> Markup {
    El::new("a").attr("class", "govuk-footer__link").attr("href", &link.href).with(&link.attributes).around(&link.text)
}
