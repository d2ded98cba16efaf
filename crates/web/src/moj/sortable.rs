//! Attributes that mark a table as one whose rows can be put in another order.

use crate::govuk::Attributes;

/// The order a column is in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Direction {
    /// Least first.
    Ascending,
    /// Greatest first.
    Descending,
    /// Not in the order of this column.
    None,
}

/// Attributes of a table whose rows can be put in order in the browser.
pub fn sortable_table() -> Attributes {
    [("data-module", "moj-sortable-table")].into()
}

/// Attributes of the heading of a column that rows can be ordered by.
pub fn sortable_column(direction: Direction) -> Attributes {
    let words = match direction {
        Direction::Ascending => "ascending",
        Direction::Descending => "descending",
        Direction::None => "none",
    };
    [("aria-sort", words)].into()
}

/// Attributes of a cell that is ordered by this value and not by its words.
pub fn sort_value(value: &str) -> Attributes {
    [("data-sort-value", value)].into()
}
