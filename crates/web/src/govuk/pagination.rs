//! Links to the other pages of a long list.

use maud::{Markup, PreEscaped, html};
use serde::Deserialize;

use super::options::{present, words};
use super::{Attributes, Content, El};

/// Links to the other pages of a long list; without numbers, to the one before and the one after.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct Pagination {
    /// Numbered pages and gaps between them.
    #[serde(deserialize_with = "present")]
    pub items: Vec<PageItem>,
    /// The page before.
    pub previous: Option<PageLink>,
    /// The page after.
    pub next: Option<PageLink>,
    /// Spoken name; "Pagination" if empty.
    pub landmark_label: String,
    /// Extra classes.
    pub classes: String,
    /// Extra attributes.
    pub attributes: Attributes,
}

/// A link to the page before or after.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct PageLink {
    /// What it says; "Previous page" or "Next page" if empty.
    #[serde(flatten)]
    pub content: Content,
    /// Name of the page it leads to, shown only without numbers.
    pub label_text: String,
    /// Where it leads; nothing is written if empty.
    pub href: String,
    /// Extra attributes.
    pub attributes: Attributes,
}

impl PageLink {
    /// A link in the usual words.
    pub fn to(href: impl Into<String>) -> Self {
        Self { href: href.into(), ..Self::default() }
    }
}

/// A numbered page, or a gap.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct PageItem {
    /// The number shown.
    #[serde(deserialize_with = "words")]
    pub number: String,
    /// Where it leads.
    pub href: String,
    /// Whether it is the page we are on.
    pub current: bool,
    /// Whether it stands for pages left out.
    pub ellipsis: bool,
    /// Spoken name; "Page" and the number if `None`.
    pub visually_hidden_text: Option<String>,
    /// Extra attributes.
    pub attributes: Attributes,
}

impl PageItem {
    /// A numbered page.
    pub fn new(number: u32, href: impl Into<String>) -> Self {
        Self { number: number.to_string(), href: href.into(), ..Self::default() }
    }

    /// The page we are on.
    pub fn here(number: u32, href: impl Into<String>) -> Self {
        Self { current: true, ..Self::new(number, href) }
    }

    /// Pages left out.
    pub fn gap() -> Self {
        Self { ellipsis: true, ..Self::default() }
    }

    fn is_nothing(&self) -> bool {
        !self.ellipsis && self.number.is_empty() && self.href.is_empty()
    }
}

/// Writes links to other pages.
pub fn pagination(pages: &Pagination) -> Markup {
    let block = pages.items.is_empty() && (pages.next.is_some() || pages.previous.is_some());
    let block_class = if block { "govuk-pagination--block" } else { "" };
    let label = if pages.landmark_label.is_empty() { "Pagination" } else { &pages.landmark_label };
    El::new("nav")
        .class(&["govuk-pagination", block_class, &pages.classes])
        .attr("aria-label", label)
        .with(&pages.attributes)
        .around(html! {
            @if let Some(link) = &pages.previous { (arrow(link, "prev", block)) }
            @if !pages.items.is_empty() {
                ul class="govuk-pagination__list" {
                    @for item in pages.items.iter().filter(|it| !it.is_nothing()) { (page(item)) }
                }
            }
            @if let Some(link) = &pages.next { (arrow(link, "next", block)) }
        })
}

fn arrow(link: &PageLink, kind: &str, block: bool) -> Markup {
    if link.href.is_empty() {
        return Markup::default();
    }
    let plain = block && link.label_text.is_empty();
    let decorated = if plain { "govuk-pagination__link-title--decorated" } else { "" };
    let title = El::new("span").class(&["govuk-pagination__link-title", decorated]);
    let icon_first = block || kind == "prev";
    let inner = html! {
        @if icon_first { (icon(kind)) }
        (title.around(title_words(link, kind)))
        @if block && !link.label_text.is_empty() {
            " " span class="govuk-visually-hidden" { ":" } " "
            span class="govuk-pagination__link-label" { (link.label_text) }
        }
        @if !icon_first { (icon(kind)) }
    };
    let anchor = El::new("a")
        .attr("class", "govuk-link govuk-pagination__link")
        .attr("href", &link.href)
        .attr("rel", kind)
        .with(&link.attributes)
        .around(inner);
    html! { div class={ "govuk-pagination__" (kind) } { (anchor) } }
}

fn title_words(link: &PageLink, kind: &str) -> Markup {
    let word = if kind == "prev" { "Previous" } else { "Next" };
    html! {
        @if link.content.is_empty() {
            (word) span class="govuk-visually-hidden" { " page" }
        } @else {
            (link.content)
        }
    }
}

fn icon(kind: &str) -> Markup {
    let path = if kind == "prev" {
        "m6.5938-0.0078125-6.7266 6.7266 6.7441 6.4062 1.377-1.449-4.1856-3.9768h12.896v-2h-12.984l4.2931-4.293-1.414-1.414z"
    } else {
        "m8.107-0.0078125-1.4136 1.414 4.2926 4.293h-12.986v2h12.896l-4.1855 3.9766 1.377 1.4492 6.7441-6.4062-6.7246-6.7266z"
    };
    html! {
        svg class={ "govuk-pagination__icon govuk-pagination__icon--" (kind) } xmlns="http://www.w3.org/2000/svg"
            height="13" width="15" aria-hidden="true" focusable="false" viewBox="0 0 15 13" {
            path d=(path) {}
        }
    }
}

fn page(item: &PageItem) -> Markup {
    let current = if item.current { "govuk-pagination__item--current" } else { "" };
    let gap = if item.ellipsis { "govuk-pagination__item--ellipsis" } else { "" };
    let li = El::new("li").class(&["govuk-pagination__item", current, gap]);
    if item.ellipsis {
        return li.around(PreEscaped("&ctdot;"));
    }
    let spoken = item.visually_hidden_text.clone().unwrap_or_else(|| format!("Page {}", item.number));
    li.around(
        El::new("a")
            .attr("class", "govuk-link govuk-pagination__link")
            .attr("href", &item.href)
            .attr("aria-label", &spoken)
            .option("aria-current", item.current.then_some("page"))
            .with(&item.attributes)
            .around(&item.number),
    )
}
