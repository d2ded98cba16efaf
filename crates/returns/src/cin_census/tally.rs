//! Every value counted once, so that nothing of a return is lost in silence.

use std::collections::BTreeMap;

/// Counts values under an element that the census does not know.
pub const UNKNOWN_ELEMENT: &str = "(unknown element)";
/// Counts text that stands between elements.
pub const STRAY_TEXT: &str = "(stray text)";
/// Counts attributes.
pub const ATTRIBUTE: &str = "(attribute)";

/// What became of the values of one element.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Count {
    /// Values read.
    pub items_in: u64,
    /// Values now in a typed child.
    pub taken: u64,
    /// Values refused with a reason.
    pub refused: u64,
}

impl Count {
    /// Whether every value read was taken or refused.
    pub fn adds_up(self) -> bool {
        self.items_in == self.taken + self.refused
    }
}

/// Counts by element name. Values outside any known element are under [`UNKNOWN_ELEMENT`], [`STRAY_TEXT`] and [`ATTRIBUTE`].
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Tally {
    elements: BTreeMap<&'static str, Count>,
}

impl Tally {
    /// Each element that held a value, by name.
    pub fn elements(&self) -> impl Iterator<Item = (&'static str, Count)> {
        self.elements.iter().map(|(&element, &count)| (element, count))
    }

    /// The counts of one element; zeros where it never stood.
    pub fn of(&self, element: &str) -> Count {
        self.elements.get(element).copied().unwrap_or_default()
    }

    /// All elements together.
    pub fn total(&self) -> Count {
        self.elements.values().fold(Count::default(), sum)
    }

    /// Whether, for every element, every value read was taken or refused.
    pub fn adds_up(&self) -> bool {
        self.elements.values().all(|count| count.adds_up())
    }

    /// Adds the counts of another.
    pub fn add(&mut self, other: &Self) {
        for (&element, count) in &other.elements {
            let mine = self.elements.entry(element).or_default();
            *mine = sum(*mine, count);
        }
    }

    pub(crate) fn count_in(&mut self, element: &'static str) {
        self.elements.entry(element).or_default().items_in += 1;
    }

    pub(crate) fn count_taken(&mut self, element: &'static str) {
        self.elements.entry(element).or_default().taken += 1;
    }

    pub(crate) fn count_refused(&mut self, element: &'static str) {
        self.elements.entry(element).or_default().refused += 1;
    }
}

fn sum(a: Count, b: &Count) -> Count {
    Count { items_in: a.items_in + b.items_in, taken: a.taken + b.taken, refused: a.refused + b.refused }
}
