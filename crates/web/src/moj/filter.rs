//! What a list is narrowed to.

use maud::{Markup, html};

use crate::govuk::{Attributes, Button, Content, El, button};

/// A form that narrows a list, with what it is narrowed to now.
#[derive(Debug, Clone, Default)]
pub struct Filter {
    /// Its heading.
    pub heading: Content,
    /// What the list is narrowed to now.
    pub selected: Option<SelectedFilters>,
    /// The form's fields.
    pub options: Markup,
    /// Words of the button; "Apply filters" if empty.
    pub submit: Content,
    /// Extra attributes.
    pub attributes: Attributes,
}

/// What a list is narrowed to.
#[derive(Debug, Clone, Default)]
pub struct SelectedFilters {
    /// Its heading, such as "Selected filters".
    pub heading: Content,
    /// Words of the link that widens the list again.
    pub clear_text: String,
    /// Where that link leads.
    pub clear_href: String,
    /// What is chosen, by kind.
    pub categories: Vec<FilterCategory>,
}

/// What is chosen of one kind.
#[derive(Debug, Clone, Default)]
pub struct FilterCategory {
    /// Name of the kind.
    pub heading: Content,
    /// What is chosen.
    pub items: Vec<FilterTag>,
}

/// One thing chosen, with a link that takes it away.
#[derive(Debug, Clone, Default)]
pub struct FilterTag {
    /// What is chosen.
    pub text: String,
    /// The list without it.
    pub href: String,
}

/// Writes a filter; it belongs inside a `form`.
pub fn filter(filter: &Filter) -> Markup {
    El::new("div").attr("class", "moj-filter").attr("data-module", "moj-filter").with(&filter.attributes).around(
        html! {
            div class="moj-filter__header" {
                div class="moj-filter__header-title" {
                    h2 class="govuk-heading-m" { (filter.heading) }
                }
                div class="moj-filter__header-action" {}
            }
            div class="moj-filter__content" {
                @if let Some(chosen) = &filter.selected { (selected(chosen)) }
                div class="moj-filter__options" {
                    (button(&Button { content: filter.submit.or("Apply filters"), ..Button::default() }))
                    (filter.options)
                }
            }
        },
    )
}

fn selected(chosen: &SelectedFilters) -> Markup {
    html! {
        div class="moj-filter__selected" {
            div class="moj-filter__selected-heading" {
                div class="moj-filter__heading-title" {
                    h2 class="govuk-heading-m" { (chosen.heading) }
                }
                " "
                div class="moj-filter__heading-action" {
                    p { a class="govuk-link govuk-link--no-visited-state" href=(chosen.clear_href) { (chosen.clear_text) } }
                }
            }
            @for category in &chosen.categories {
                h3 class="govuk-heading-s govuk-!-margin-bottom-0" { (category.heading) }
                ul class="moj-filter-tags" {
                    @for item in &category.items {
                        li {
                            a class="moj-filter__tag" href=(item.href) {
                                span class="govuk-visually-hidden" { "Remove this filter" } " " (item.text)
                            }
                        }
                    }
                }
            }
        }
    }
}

/// Puts a filter beside the list it narrows.
pub fn filter_layout(filter: &Markup, list: &Markup) -> Markup {
    html! {
        div class="moj-filter-layout" {
            div class="moj-filter-layout__filter" { (filter) }
            div class="moj-filter-layout__content" { (list) }
        }
    }
}
