//! Why a whole file could not be read: line and cause, never the file's content beyond the name of an element.

/// A file that cannot be read on, with the line where that was found.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("line {line}: {cause}")]
pub struct Unreadable {
    /// Counted from 1.
    pub line: u32,
    pub cause: Cause,
}

/// What is wrong with the file. Element names are cut to 60 characters.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Cause {
    #[error("the file is empty")]
    Empty,
    #[error("this is not XML: {0}")]
    NotXml(&'static str),
    #[error("the file is written in {0}, which is not read here; save it as UTF-8")]
    Encoding(String),
    #[error(
        "the byte {0:#04x} does not belong to UTF-8; if the file was saved as Windows-1252, its first line must say so"
    )]
    NotUtf8(u8),
    #[error("the byte {0:#04x} has no meaning in Windows-1252")]
    NotWindows1252(u8),
    #[error("the character with number {0} is not allowed in XML")]
    Control(u32),
    #[error("the file defines a document type or entities, which a return never needs; it was not read further")]
    Doctype,
    #[error("&{0}; is not one of the five characters that XML names, and a return may not define its own")]
    Entity(String),
    #[error("elements stand within each other more than {0} deep")]
    TooDeep(usize),
    #[error("one tag, value or comment is longer than {0} bytes")]
    TooLong(usize),
    #[error("one tag has more than {0} attributes")]
    TooManyAttributes(usize),
    #[error("the file is larger than {0} bytes")]
    TooLarge(u64),
    #[error("one child, or the rest of the file, holds more than {0} values")]
    TooManyItems(usize),
    #[error("the file holds more than {0} children")]
    TooManyChildren(u64),
    #[error("the file ends inside <{element}> opened at line {opened}")]
    CutOff { element: String, opened: u32 },
    #[error("the file ends inside a tag or comment")]
    CutOffInTag,
    #[error("</{found}> closes nothing: <{open}>, opened at line {opened}, is still open")]
    Mismatched { found: String, open: String, opened: u32 },
    #[error("</{0}> closes nothing")]
    Unopened(String),
    #[error("the outermost element is <{0}>, not <Message>")]
    Root(String),
    #[error("there is something after </Message>")]
    AfterEnd,
    #[error("there is no <Children> in this return")]
    NoChildren,
    #[error("the header says that this is a return of “{0}”, not of CIN")]
    OtherCollection(String),
    #[error("this is not well-formed XML: {0}")]
    Broken(String),
    #[error("the file could not be read: {0}")]
    Io(String),
}
