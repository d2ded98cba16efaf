//! The elements now open, and where the values inside them go.

use super::Limits;
use crate::cin_census::reason::{Reason, Refused, shown};
use crate::cin_census::schema::{GroupSpec, LeafSpec, MESSAGE};
use crate::cin_census::tally::{ATTRIBUTE, STRAY_TEXT, Tally, UNKNOWN_ELEMENT};
use crate::cin_census::tree::{Child, Group, Header, Item};
use crate::cin_census::unreadable::{Cause, Unreadable};
use std::borrow::Cow;

enum Kind {
    Group(Group),
    Leaf(&'static LeafSpec),
    Unknown(String),
}

/// One open element.
struct Open {
    name: String,
    line: u32,
    kind: Kind,
    text: String,
    text_line: u32,
    /// Whether another element stood in it.
    holds_elements: bool,
    /// Why nothing inside can be taken.
    refuse: Option<Reason>,
}

impl Open {
    fn path(&self) -> Cow<'static, str> {
        match &self.kind {
            Kind::Group(group) => Cow::Borrowed(group.spec.path),
            Kind::Leaf(leaf) => Cow::Borrowed(leaf.path),
            Kind::Unknown(path) => Cow::Owned(path.clone()),
        }
    }
}

/// What has been gathered since the last child was handed over, or outside all children.
#[derive(Default)]
struct Gathered {
    refused: Vec<Refused>,
    read: Tally,
    items: usize,
    empty: u64,
}

impl Gathered {
    fn count(&mut self, element: &'static str, limit: usize) -> Result<(), Cause> {
        self.items += 1;
        if self.items > limit {
            return Err(Cause::TooManyItems(limit));
        }
        self.read.count_in(element);
        Ok(())
    }
}

pub(super) struct Stack {
    pub limits: Limits,
    open: Vec<Open>,
    outside: Gathered,
    inside: Gathered,
    header: Option<Group>,
    children: u64,
    seen_children: bool,
    done: bool,
}

impl Stack {
    pub fn new(limits: Limits) -> Self {
        Self {
            limits,
            open: Vec::new(),
            outside: Gathered::default(),
            inside: Gathered::default(),
            header: None,
            children: 0,
            seen_children: false,
            done: false,
        }
    }

    /// An element opens.
    pub fn open(&mut self, name: &str, line: u32) -> Result<(), Cause> {
        if self.open.len() >= self.limits.depth {
            return Err(Cause::TooDeep(self.limits.depth));
        }
        self.flush_stray()?;
        let (kind, refuse) = self.place(name, line)?;
        if let Kind::Group(group) = &kind {
            self.seen_children |= group.name() == "Children";
        }
        if let Some(parent) = self.open.last_mut() {
            parent.holds_elements = true;
        }
        let name = name.to_owned();
        let text = String::new();
        self.open.push(Open { name, line, kind, text, text_line: line, holds_elements: false, refuse });
        Ok(())
    }

    /// Finds the place that the census has for an element of this name here.
    fn place(&self, name: &str, line: u32) -> Result<(Kind, Option<Reason>), Cause> {
        let Some(parent) = self.open.last() else {
            return match (self.done, name) {
                (true, _) => Err(Cause::AfterEnd),
                (false, "Message") => Ok((Kind::Group(Group::new(&MESSAGE, line)), None)),
                (false, other) => Err(Cause::Root(cut(other))),
            };
        };
        let unknown = || Kind::Unknown(format!("{}/{}", parent.path(), cut(name)));
        let Kind::Group(group) = &parent.kind else {
            return Ok((unknown(), Some(Reason::UnknownElement)));
        };
        if let Some(spec) = group.spec.group(name) {
            let refuse = parent.refuse.clone().or_else(|| self.second(group, spec));
            return Ok((Kind::Group(Group::new(spec, line)), refuse));
        }
        Ok(match group.spec.leaf(name) {
            Some(spec) => (Kind::Leaf(spec), parent.refuse.clone().or_else(|| second_leaf(group, spec))),
            None => (unknown(), Some(Reason::UnknownElement)),
        })
    }

    fn second(&self, group: &Group, spec: &'static GroupSpec) -> Option<Reason> {
        if spec.many {
            return None;
        }
        let among = if spec.name == "Header" { self.header.as_ref() } else { None };
        let first = among.or_else(|| group.groups.iter().find(|other| other.name() == spec.name))?;
        Some(Reason::Repeated { line: first.line })
    }

    /// Text, CDATA or a character reference.
    pub fn text(&mut self, text: &str, line: u32) -> Result<(), Cause> {
        let Some(open) = self.open.last_mut() else {
            return match text.trim().is_empty() {
                true => Ok(()),
                false if self.done => Err(Cause::AfterEnd),
                false => Err(Cause::NotXml("it does not begin with <Message>")),
            };
        };
        let mut text = text;
        if open.text.is_empty() {
            let before = text.len() - text.trim_start().len();
            let lines = text[..before].matches('\n').count();
            open.text_line = line.saturating_add(u32::try_from(lines).unwrap_or(u32::MAX));
            text = &text[before..];
        }
        if open.text.len() + text.len() > self.limits.text {
            return Err(Cause::TooLong(self.limits.text));
        }
        open.text.push_str(text);
        Ok(())
    }

    /// An attribute other than a namespace or schema hint, on the element just opened.
    pub fn attribute(&mut self, name: &str, value: &str, line: u32) -> Result<(), Cause> {
        let Some(open) = self.open.last() else { return Ok(()) };
        let path = format!("{}/@{}", open.path(), cut(name));
        let refused =
            Refused { line, path: path.into(), element: ATTRIBUTE, value: shown(value), reason: Reason::Attribute };
        self.refuse(refused)
    }

    /// An element closes; a child that is now whole is handed over.
    pub fn close(&mut self, name: &str) -> Result<Option<Child>, Cause> {
        match self.open.last() {
            None => return Err(Cause::Unopened(cut(name))),
            Some(open) if open.name != name => {
                let (open, opened) = (cut(&open.name), open.line);
                return Err(Cause::Mismatched { found: cut(name), open, opened });
            }
            Some(_) => {}
        }
        self.flush_stray()?;
        let Some(open) = self.open.pop() else { return Ok(None) };
        match open.kind {
            Kind::Group(_) => self.close_group(open),
            Kind::Leaf(_) | Kind::Unknown(_) => self.close_value(open).map(|()| None),
        }
    }

    fn close_value(&mut self, open: Open) -> Result<(), Cause> {
        let value = open.text.trim();
        if value.is_empty() {
            if !open.holds_elements {
                self.gathered().empty += 1;
            }
            return Ok(());
        }
        let path = open.path();
        let (element, spec) = match &open.kind {
            Kind::Leaf(spec) => (spec.name, Some(spec)),
            _ => (UNKNOWN_ELEMENT, None),
        };
        let reason = open.refuse.or(open.holds_elements.then_some(Reason::HoldsElements));
        if let (None, Some(spec)) = (&reason, spec) {
            return self.keep(Item { element, path: spec.path, value: value.to_owned(), line: open.line });
        }
        let reason = reason.unwrap_or(Reason::UnknownElement);
        self.refuse(Refused { line: open.line, path, element, value: shown(value), reason })
    }

    fn keep(&mut self, item: Item) -> Result<(), Cause> {
        if item.path == "Header/CollectionDetails/Collection" && item.value != "CIN" {
            return Err(Cause::OtherCollection(cut(&item.value)));
        }
        let limit = self.limits.items;
        self.gathered().count(item.element, limit)?;
        if let Some(Open { kind: Kind::Group(group), .. }) = self.open.last_mut() {
            group.items.push(item);
        }
        Ok(())
    }

    fn close_group(&mut self, open: Open) -> Result<Option<Child>, Cause> {
        let Kind::Group(group) = open.kind else { return Ok(None) };
        let empty = group.items.is_empty() && group.groups.is_empty();
        if empty && !open.holds_elements {
            self.gathered_of(group.name()).empty += 1;
        }
        if group.name() == "Child" {
            return self.hand_over(group).map(Some);
        }
        if open.refuse.is_none() && group.name() == "Header" {
            self.header = Some(group);
            return Ok(None);
        }
        match self.open.last_mut() {
            None => self.done = true,
            Some(Open { kind: Kind::Group(parent), .. }) if !empty => {
                parent.groups.push(group);
            }
            Some(_) => {}
        }
        Ok(None)
    }

    fn hand_over(&mut self, group: Group) -> Result<Child, Cause> {
        self.children += 1;
        if self.children > self.limits.children {
            return Err(Cause::TooManyChildren(self.limits.children));
        }
        let Gathered { refused, read, empty, .. } = std::mem::take(&mut self.inside);
        Ok(Child { group, refused, read, empty })
    }

    /// Refuses text that stands between elements, when the next element opens or this one closes.
    fn flush_stray(&mut self) -> Result<(), Cause> {
        let Some(open) = self.open.last_mut() else { return Ok(()) };
        if !matches!(open.kind, Kind::Group(_)) || open.text.is_empty() {
            return Ok(());
        }
        let text = std::mem::take(&mut open.text);
        let value = text.trim();
        if value.is_empty() {
            return Ok(());
        }
        let (line, path) = (open.text_line, open.path());
        let reason = Reason::StrayText;
        self.refuse(Refused { line, path, element: STRAY_TEXT, value: shown(value), reason })
    }

    fn refuse(&mut self, refused: Refused) -> Result<(), Cause> {
        let limit = self.limits.items;
        let gathered = self.gathered();
        gathered.count(refused.element, limit)?;
        gathered.refused.push(refused);
        Ok(())
    }

    /// Where values go now: to the child that is open, or outside.
    fn gathered(&mut self) -> &mut Gathered {
        let in_child = self.open.iter().any(|open| matches!(&open.kind, Kind::Group(group) if group.name() == "Child"));
        if in_child { &mut self.inside } else { &mut self.outside }
    }

    fn gathered_of(&mut self, closing: &str) -> &mut Gathered {
        if closing == "Child" { &mut self.inside } else { self.gathered() }
    }

    /// The receiver wants no more.
    pub fn stop(self) -> Header {
        self.into_header(true)
    }

    /// The file has ended.
    pub fn finish(self, line: u32) -> Result<Header, Unreadable> {
        let cause = match self.open.last() {
            Some(open) => Cause::CutOff { element: cut(&open.name), opened: open.line },
            None if !self.done => Cause::Empty,
            None if !self.seen_children => Cause::NoChildren,
            None => return Ok(self.into_header(false)),
        };
        Err(Unreadable { line, cause })
    }

    fn into_header(self, stopped: bool) -> Header {
        let Gathered { refused, read, empty, .. } = self.outside;
        Header { group: self.header, refused, read, empty, children: self.children, stopped }
    }
}

fn second_leaf(group: &Group, spec: &LeafSpec) -> Option<Reason> {
    if spec.many {
        return None;
    }
    let first = group.items.iter().find(|item| item.element == spec.name)?;
    Some(Reason::Repeated { line: first.line })
}

/// An element's name as a report shows it.
fn cut(name: &str) -> String {
    name.chars().take(60).collect()
}
