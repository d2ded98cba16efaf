//! A small table that is filled in: rows that repeat, with three empty ones ready.

use super::super::fields::row_numbers;
use super::boxes::{Parts, label};
use forms::Column;
use maud::{Markup, html};
use web::govuk::{Button, Fieldset, Input, Textarea, button, error_message, fieldset, hint, input, textarea};

/// Empty rows that stand ready where nothing can add one without the server.
const READY: usize = 3;

/// Writes the rows that say something, then empty ones. Rows are numbered from nought again.
pub(super) fn rows(parts: &Parts<'_>, columns: &[Column]) -> Markup {
    let filled = row_numbers(&parts.raw, parts.field);
    let total = filled.len() + READY;
    let inner = html! {
        @if let Some(said) = &parts.hint { (hint(said)) }
        @if let Some(error) = &parts.error { (error_message(error)) }
        div class="k-rows" data-rows {
            @for at in 0..total { (row(parts, columns, filled.get(at).copied(), &at.to_string())) }
            template data-row { (row(parts, columns, None, "__n__")) }
            (button(&Button {
                name: "more".into(),
                value: parts.field.into(),
                classes: "govuk-button--secondary k-button-small".into(),
                attributes: [("data-add-row", "")].into(),
                ..Button::secondary("Add more rows")
            }))
        }
    };
    let wrong = if parts.error.is_some() { " govuk-form-group--error" } else { "" };
    html! {
        div class={ "govuk-form-group" (wrong) } {
            (fieldset(&Fieldset { content: inner, ..Fieldset::small(&parts.wording) }))
        }
    }
}

fn row(parts: &Parts<'_>, columns: &[Column], from: Option<usize>, number: &str) -> Markup {
    html! {
        div class="k-row" data-row {
            @for (at, column) in columns.iter().enumerate() { (cell(parts, column, at, from, number)) }
            button type="button" class="govuk-button govuk-button--secondary k-button-small k-js" data-remove-row {
                "Remove" span class="govuk-visually-hidden" { " row" }
            }
        }
    }
}

fn cell(parts: &Parts<'_>, column: &Column, at: usize, from: Option<usize>, number: &str) -> Markup {
    let name = format!("{}.{number}.{}", parts.field, column.id);
    // The first box carries the field's own id, so that a message leads to it.
    let id = if at == 0 && number == "0" { parts.field.to_owned() } else { name.clone() };
    let held = from.and_then(|row| parts.raw.cells(parts.field).find(|(n, id, _)| *n == row && *id == column.id));
    let value = held.map(|(_, _, text)| text.to_owned());
    let words = if column.day { format!("{} (day month year)", column.label) } else { column.label.clone() };
    if is_long(column) {
        return textarea(&Textarea { id, name, label: label(&words), value, rows: Some(2), ..Textarea::default() });
    }
    let classes = if column.day { "govuk-input--width-10".to_owned() } else { String::new() };
    input(&Input { id, name, label: label(&words), value, classes, autocomplete: "off".into(), ..Input::default() })
}

/// Columns in which people write sentences.
fn is_long(column: &Column) -> bool {
    matches!(column.id.as_str(), "evidence" | "information" | "factor" | "what")
}
