//! A child as it stood in the file: every value as text with its line, in the groups it stood in.

use super::reason::Refused;
use super::schema::GroupSpec;
use super::tally::Tally;

/// One value as it stood in the file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Item {
    /// The element's name: `CINclosureDate`.
    pub element: &'static str,
    /// Where it stands: `Child/CINdetails/CINclosureDate`.
    pub path: &'static str,
    /// The text without the white space around it; never empty.
    pub value: String,
    /// Line of the file, counted from 1, where the element opens.
    pub line: u32,
}

/// A group of values: one `CINdetails`, one `Section47`.
#[derive(Debug, Clone)]
pub struct Group {
    pub(crate) spec: &'static GroupSpec,
    /// Line where it opens.
    pub line: u32,
    /// Its values, in file order.
    pub items: Vec<Item>,
    /// The groups inside it, in file order.
    pub groups: Vec<Group>,
}

impl Group {
    pub(crate) fn new(spec: &'static GroupSpec, line: u32) -> Self {
        Self { spec, line, items: Vec::new(), groups: Vec::new() }
    }

    /// The element's name.
    pub fn name(&self) -> &'static str {
        self.spec.name
    }

    /// Where it stands: `Child/CINdetails`.
    pub fn path(&self) -> &'static str {
        self.spec.path
    }

    /// The first value of that name, removed from the group.
    pub(crate) fn pull(&mut self, element: &str) -> Option<Item> {
        let at = self.items.iter().position(|item| item.element == element)?;
        Some(self.items.remove(at))
    }

    /// All values of that name, removed from the group.
    pub(crate) fn pull_all(&mut self, element: &str) -> Vec<Item> {
        let (found, kept) = std::mem::take(&mut self.items).into_iter().partition(|item| item.element == element);
        self.items = kept;
        found
    }

    /// All groups of that name, removed from this one.
    pub(crate) fn pull_groups(&mut self, name: &str) -> Vec<Group> {
        let (found, kept) = std::mem::take(&mut self.groups).into_iter().partition(|group| group.name() == name);
        self.groups = kept;
        found
    }

    /// Every value here and below.
    pub(crate) fn into_items(self) -> Vec<Item> {
        let mut items = self.items;
        items.extend(self.groups.into_iter().flat_map(Group::into_items));
        items
    }
}

/// One `Child` element as read.
#[derive(Debug, Clone)]
pub struct Child {
    /// The values that stand where the census has a place for them.
    pub group: Group,
    /// The values that do not.
    pub refused: Vec<Refused>,
    /// Every value read in this child, by element: the `items_in` column.
    pub read: Tally,
    /// Elements without a value. They say nothing, and are not counted as values.
    pub empty: u64,
}

/// The `Header` and whatever else stood outside the children.
#[derive(Debug, Clone)]
pub struct Header {
    /// `None` when the file has no header.
    pub group: Option<Group>,
    /// Values outside the children that have no place in the census.
    pub refused: Vec<Refused>,
    /// Every value read outside the children, by element.
    pub read: Tally,
    /// Elements outside the children without a value.
    pub empty: u64,
    /// `Child` elements handed over.
    pub children: u64,
    /// Whether the receiver stopped the reading before the end.
    pub stopped: bool,
}
