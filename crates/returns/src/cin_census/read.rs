//! Streams a return from its XML, one child in memory at a time.
//!
//! Only a file that is not well-formed XML, or not a CIN census return at all, is unreadable. Everything else that cannot be
//! placed (unknown elements, stray text, attributes, a second copy of a single element) is refused by itself, with its line.
//! Elements are known by their local name; namespaces, comments and processing instructions are passed over.

mod stack;

use super::gate::Gate;
use super::tree::{Child, Header};
use super::unreadable::{Cause, Unreadable};
use quick_xml::Reader;
use quick_xml::errors::{Error, SyntaxError};
use quick_xml::events::{BytesRef, BytesStart, Event};
use stack::Stack;
use std::io::BufRead;
use std::ops::ControlFlow;

/// Bounds on what a file may ask of the reader.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Limits {
    /// Bytes of the whole file.
    pub total: u64,
    /// Bytes of one tag, value or comment.
    pub text: usize,
    /// Elements within each other.
    pub depth: usize,
    /// Attributes of one tag.
    pub attributes: usize,
    /// Values in one child, and values outside all children.
    pub items: usize,
    /// Children in the file.
    pub children: u64,
}

impl Default for Limits {
    /// 512 MB, 1 MB a value, 32 deep, 64 attributes, 100,000 values a child, a million children.
    fn default() -> Self {
        Self {
            total: 512 * 1024 * 1024,
            text: 1024 * 1024,
            depth: 32,
            attributes: 64,
            items: 100_000,
            children: 1_000_000,
        }
    }
}

/// Reads a return and hands over its children in file order, each as soon as its element closes.
///
/// Answers with the header, and with what stood outside the children. `on_child` may stop the reading by `Break`; the rest of the file is
/// then not looked at.
///
/// # Errors
/// When the file is not well-formed XML, goes over a limit, or is not a CIN census return: line and cause.
pub fn read(
    input: impl BufRead,
    limits: Limits,
    on_child: &mut dyn FnMut(Child) -> ControlFlow<()>,
) -> Result<Header, Unreadable> {
    let mut reader = Reader::from_reader(Gate::open(input, limits)?);
    let config = reader.config_mut();
    // Names are compared on our own stack, which knows the lines.
    config.check_end_names = false;
    config.allow_unmatched_ends = true;
    let mut stack = Stack::new(limits);
    let mut buffer = Vec::new();
    loop {
        buffer.clear();
        reader.get_mut().mark();
        let line = reader.get_ref().line();
        let event = match reader.read_event_into(&mut buffer) {
            Ok(Event::Eof) => return stack.finish(line),
            Ok(event) => event,
            Err(error) => return Err(reader.get_mut().fault().unwrap_or_else(|| broken(error, line))),
        };
        let child = step(&mut stack, &event, line).map_err(|cause| Unreadable { line, cause })?;
        if let Some(child) = child
            && on_child(child).is_break()
        {
            return Ok(stack.stop());
        }
    }
}

fn step(stack: &mut Stack, event: &Event<'_>, line: u32) -> Result<Option<Child>, Cause> {
    match event {
        Event::Start(tag) => open(stack, tag, line).map(|()| None),
        Event::Empty(tag) => {
            open(stack, tag, line)?;
            stack.close(tag.local_name().as_ref())
        }
        Event::End(tag) => stack.close(tag.local_name().as_ref()),
        Event::Text(text) => stack.text(text, line).map(|()| None),
        Event::CData(text) => stack.text(text, line).map(|()| None),
        Event::GeneralRef(reference) => {
            let character = resolve(reference)?;
            stack.text(character.encode_utf8(&mut [0; 4]), line).map(|()| None)
        }
        Event::DocType(_) => Err(Cause::Doctype),
        Event::Decl(_) | Event::PI(_) | Event::Comment(_) | Event::Eof => Ok(None),
    }
}

fn open(stack: &mut Stack, tag: &BytesStart<'_>, line: u32) -> Result<(), Cause> {
    stack.open(tag.local_name().as_ref(), line)?;
    // The library's own check for duplicates compares each pair; the limit on their number stands in for it.
    for (count, attribute) in tag.attributes().with_checks(false).enumerate() {
        if count >= stack.limits.attributes {
            return Err(Cause::TooManyAttributes(stack.limits.attributes));
        }
        let attribute = attribute.map_err(|error| Cause::Broken(error.to_string()))?;
        let name: &str = attribute.key.as_ref();
        let plumbing = name == "xmlns" || ["xmlns:", "xsi:", "xml:"].iter().any(|prefix| name.starts_with(prefix));
        if !plumbing {
            stack.attribute(name, &attribute.value, line)?;
        }
    }
    Ok(())
}

fn resolve(reference: &BytesRef<'_>) -> Result<char, Cause> {
    let name: &str = reference;
    let cut = || Cause::Entity(name.chars().take(40).collect());
    if let Some(character) = reference.resolve_char_ref().map_err(|_| cut())? {
        let number = u32::from(character);
        let allowed = number >= 0x20 && !matches!(number, 0xFFFE | 0xFFFF) || matches!(character, '\t' | '\n' | '\r');
        return if allowed { Ok(character) } else { Err(Cause::Control(number)) };
    }
    match name {
        "amp" => Ok('&'),
        "lt" => Ok('<'),
        "gt" => Ok('>'),
        "quot" => Ok('"'),
        "apos" => Ok('\''),
        _ => Err(cut()),
    }
}

fn broken(error: Error, line: u32) -> Unreadable {
    let cause = match error {
        Error::Syntax(SyntaxError::UnclosedDoctype) => Cause::Doctype,
        Error::Syntax(SyntaxError::InvalidBangMarkup) => {
            Cause::Broken("<! begins neither a comment nor CDATA".to_owned())
        }
        Error::Syntax(_) => Cause::CutOffInTag,
        Error::Io(error) => Cause::Io(error.to_string()),
        other => Cause::Broken(other.to_string()),
    };
    Unreadable { line, cause }
}
