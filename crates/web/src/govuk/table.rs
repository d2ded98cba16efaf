//! Rows and columns.

use maud::{Markup, html};
use serde::Deserialize;

use super::options::{present, words};
use super::{Attributes, Content, El};

/// Rows and columns with a caption.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct Table {
    /// Name of the table; give every table one.
    pub caption: String,
    /// Extra classes of the caption, such as `govuk-table__caption--m`.
    pub caption_classes: String,
    /// Headings of the columns.
    pub head: Vec<Cell>,
    /// The rows.
    #[serde(deserialize_with = "present")]
    pub rows: Vec<Vec<Cell>>,
    /// Whether the first cell of each row names the row.
    pub first_cell_is_header: bool,
    /// Extra classes.
    pub classes: String,
    /// Extra attributes.
    pub attributes: Attributes,
}

/// One cell. `"words".into()`, `Cell::numeric("12")`, `Cell::from(html! { … })`.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct Cell {
    /// What it holds.
    #[serde(flatten)]
    pub content: Content,
    /// `numeric` for figures.
    pub format: String,
    /// Columns it spans, as words; one if empty.
    #[serde(deserialize_with = "words")]
    pub colspan: String,
    /// Rows it spans, as words; one if empty.
    #[serde(deserialize_with = "words")]
    pub rowspan: String,
    /// Extra classes.
    pub classes: String,
    /// Extra attributes.
    pub attributes: Attributes,
}

impl Cell {
    /// A figure, set to the right.
    pub fn numeric(content: impl Into<Content>) -> Self {
        Self { format: "numeric".into(), ..Self::from(content.into()) }
    }
}

impl<C: Into<Content>> From<C> for Cell {
    fn from(content: C) -> Self {
        Self { content: content.into(), ..Self::default() }
    }
}

/// Writes a table.
pub fn table(table: &Table) -> Markup {
    El::new("table").class(&["govuk-table", &table.classes]).with(&table.attributes).around(html! {
        @if !table.caption.is_empty() {
            (El::new("caption").class(&["govuk-table__caption", &table.caption_classes]).around(&table.caption))
        }
        @if !table.head.is_empty() {
            thead class="govuk-table__head" {
                tr class="govuk-table__row" {
                    @for cell in &table.head { (heading(cell)) }
                }
            }
        }
        tbody class="govuk-table__body" {
            @for row in &table.rows {
                tr class="govuk-table__row" {
                    @for (index, cell) in row.iter().enumerate() {
                        (body(cell, index == 0 && table.first_cell_is_header))
                    }
                }
            }
        }
    })
}

fn heading(cell: &Cell) -> Markup {
    let format = format_class("govuk-table__header", &cell.format);
    let element = El::new("th").attr("scope", "col");
    finish(element.class(&["govuk-table__header", &format, &cell.classes]), cell)
}

fn body(cell: &Cell, names_row: bool) -> Markup {
    if names_row {
        let element = El::new("th").attr("scope", "row");
        return finish(element.class(&["govuk-table__header", &cell.classes]), cell);
    }
    let format = format_class("govuk-table__cell", &cell.format);
    finish(El::new("td").class(&["govuk-table__cell", &format, &cell.classes]), cell)
}

fn format_class(block: &str, format: &str) -> String {
    if format.is_empty() { String::new() } else { format!("{block}--{format}") }
}

fn finish(element: El, cell: &Cell) -> Markup {
    element.maybe("colspan", &cell.colspan).maybe("rowspan", &cell.rowspan).with(&cell.attributes).around(&cell.content)
}
