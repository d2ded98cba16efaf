//! The pages about one thing: in a row, or down the side.

use maud::{Markup, html};

use crate::govuk::{Attributes, Content, El};

/// One page about the thing.
#[derive(Debug, Clone, Default)]
pub struct NavigationLink {
    /// What it says.
    pub content: Content,
    /// Where it leads.
    pub href: String,
    /// Whether we are on it.
    pub active: bool,
    /// Extra classes; only used in a row.
    pub classes: String,
    /// Extra attributes: of the link in a row, of the item down the side.
    pub attributes: Attributes,
}

impl NavigationLink {
    /// A page, and whether we are on it.
    pub fn new(words: impl Into<Content>, href: impl Into<String>, active: bool) -> Self {
        Self { content: words.into(), href: href.into(), active, ..Self::default() }
    }
}

/// Pages in a row.
#[derive(Debug, Clone, Default)]
pub struct SubNavigation {
    /// Spoken name; "Secondary navigation region" if empty.
    pub label: String,
    /// The pages.
    pub items: Vec<NavigationLink>,
    /// Extra classes.
    pub classes: String,
    /// Extra attributes.
    pub attributes: Attributes,
}

/// Pages down the side, under headings if there are sections.
#[derive(Debug, Clone, Default)]
pub struct SideNavigation {
    /// Spoken name.
    pub label: String,
    /// The pages, if there are no sections.
    pub items: Vec<NavigationLink>,
    /// Pages under headings.
    pub sections: Vec<SideSection>,
    /// Extra classes.
    pub classes: String,
    /// Extra attributes.
    pub attributes: Attributes,
}

/// Pages under one heading.
#[derive(Debug, Clone, Default)]
pub struct SideSection {
    /// The heading.
    pub heading: Content,
    /// Its level; 4 unless set.
    pub heading_level: Option<u8>,
    /// The pages.
    pub items: Vec<NavigationLink>,
}

/// Writes pages in a row.
pub fn sub_navigation(navigation: &SubNavigation) -> Markup {
    let label = if navigation.label.is_empty() { "Secondary navigation region" } else { &navigation.label };
    El::new("nav")
        .class(&["moj-sub-navigation", &navigation.classes])
        .attr("aria-label", label)
        .with(&navigation.attributes)
        .around(html! {
            ul class="moj-sub-navigation__list" {
                @for item in &navigation.items {
                    (El::new("li").class(&["moj-sub-navigation__item", &item.classes]).around(
                        El::new("a")
                            .attr("class", "moj-sub-navigation__link")
                            .option("aria-current", item.active.then_some("page"))
                            .attr("href", &item.href)
                            .with(&item.attributes)
                            .around(&item.content),
                    ))
                }
            }
        })
}

/// Writes pages down the side.
pub fn side_navigation(navigation: &SideNavigation) -> Markup {
    El::new("nav")
        .class(&["moj-side-navigation", &navigation.classes])
        .maybe("aria-label", &navigation.label)
        .with(&navigation.attributes)
        .around(html! {
            @for section in &navigation.sections {
                (El::heading(section.heading_level.unwrap_or(4))
                    .attr("class", "moj-side-navigation__title")
                    .around(&section.heading))
                (side_list(&section.items))
            }
            @if navigation.sections.is_empty() {
                (side_list(&navigation.items))
            }
        })
}

fn side_list(items: &[NavigationLink]) -> Markup {
    html! {
        ul class="moj-side-navigation__list" {
            @for item in items { (side_item(item)) }
        }
    }
}

fn side_item(item: &NavigationLink) -> Markup {
    let active = if item.active { "moj-side-navigation__item--active" } else { "" };
    El::new("li").class(&["moj-side-navigation__item", active]).with(&item.attributes).around(
        El::new("a")
            .attr("href", &item.href)
            .option("aria-current", item.active.then_some("location"))
            .around(&item.content),
    )
}
