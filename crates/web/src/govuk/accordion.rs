//! Sections that open and close.

use maud::{Markup, html};
use serde::Deserialize;

use super::options::{Omit, numbered};
use super::{Attributes, Content, El};

/// Sections that open and close; without JavaScript all are open.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct Accordion {
    /// Id; the sections' ids begin with it.
    pub id: String,
    /// Level of the sections' headings; 2 unless set.
    pub heading_level: Option<u8>,
    /// The sections.
    #[serde(deserialize_with = "numbered")]
    pub items: Vec<Section>,
    /// Whether the browser remembers what was open.
    pub remember_expanded: Option<bool>,
    /// Words of the button that closes all.
    pub hide_all_sections_text: String,
    /// Words that close one section.
    pub hide_section_text: String,
    /// Spoken words that close one section.
    pub hide_section_aria_label_text: String,
    /// Words of the button that opens all.
    pub show_all_sections_text: String,
    /// Words that open one section.
    pub show_section_text: String,
    /// Spoken words that open one section.
    pub show_section_aria_label_text: String,
    /// Extra classes.
    pub classes: String,
    /// Extra attributes.
    pub attributes: Attributes,
}

/// One section.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct Section {
    /// Its heading.
    pub heading: Content,
    /// A line under the heading, seen when closed too.
    pub summary: Content,
    /// What it holds; plain words become a paragraph.
    pub content: Content,
    /// Whether it begins open.
    pub expanded: bool,
    /// Whether to leave it out while those after it keep their numbers.
    #[serde(skip)]
    pub omit: bool,
}

impl Omit for Section {
    fn omitted() -> Self {
        Self { omit: true, ..Self::default() }
    }
}

/// Writes an accordion.
pub fn accordion(accordion: &Accordion) -> Markup {
    let remember = accordion.remember_expanded.map(|on| on.to_string());
    let i18n = [
        ("hide-all-sections", &accordion.hide_all_sections_text),
        ("hide-section", &accordion.hide_section_text),
        ("hide-section-aria-label", &accordion.hide_section_aria_label_text),
        ("show-all-sections", &accordion.show_all_sections_text),
        ("show-section", &accordion.show_section_text),
        ("show-section-aria-label", &accordion.show_section_aria_label_text),
    ];
    i18n.iter()
        .fold(El::new("div"), |element, (key, words)| element.maybe(&format!("data-i18n.{key}"), words))
        .class(&["govuk-accordion", &accordion.classes])
        .attr("data-module", "govuk-accordion")
        .attr("id", &accordion.id)
        .option("data-remember-expanded", remember)
        .with(&accordion.attributes)
        .around(html! {
            @for (index, item) in accordion.items.iter().enumerate() {
                @if !item.omit { (section(accordion, item, index + 1)) }
            }
        })
}

fn section(accordion: &Accordion, item: &Section, number: usize) -> Markup {
    let id = &accordion.id;
    let expanded = if item.expanded { "govuk-accordion__section--expanded" } else { "" };
    let heading = El::heading(accordion.heading_level.unwrap_or(2))
        .attr("class", "govuk-accordion__section-heading")
        .around(html! {
            span class="govuk-accordion__section-button" id={ (id) "-heading-" (number) } { (item.heading) }
        });
    El::new("div").class(&["govuk-accordion__section", expanded]).around(html! {
        div class="govuk-accordion__section-header" {
            (heading)
            @if !item.summary.is_empty() {
                div class="govuk-accordion__section-summary govuk-body" id={ (id) "-summary-" (number) } {
                    (item.summary)
                }
            }
        }
        div id={ (id) "-content-" (number) } class="govuk-accordion__section-content" {
            (item.content.in_paragraph())
        }
    })
}
