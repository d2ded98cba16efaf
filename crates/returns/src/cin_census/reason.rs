//! Why a value could not be taken, in plain sentences.

use law::day::Day;
use law::identifier::IdentifierError;
use std::borrow::Cow;
use std::fmt;

/// The longest value that a report repeats, in characters.
pub const VALUE_SHOWN: usize = 100;

/// One value of the return that was not taken.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Refused {
    /// Line of the file, counted from 1, where its element opens.
    pub line: u32,
    /// Where it stands: `Child/CINdetails/CINclosureDate`.
    pub path: Cow<'static, str>,
    /// The element it is counted under; see [`crate::cin_census::tally`] for values outside any known element.
    pub element: &'static str,
    /// The value, cut to [`VALUE_SHOWN`] characters.
    pub value: String,
    pub reason: Reason,
}

/// Something a person should know about a child that was taken: a value that is missing or was read generously. Not counted in the tally.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Note {
    /// Line of the file where the element concerned, or its group, opens.
    pub line: u32,
    /// Where it stands.
    pub path: &'static str,
    /// A plain sentence.
    pub text: String,
}

/// Why a value could not be taken.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Reason {
    /// The census has no such element at this place.
    UnknownElement,
    /// Text between elements, where only elements belong.
    StrayText,
    /// The census uses no attributes.
    Attribute,
    /// An element for text that holds elements.
    HoldsElements,
    /// An element that may stand once stands again; the line of the first.
    Repeated {
        line: u32,
    },
    NotADate,
    /// Before 1900.
    TooEarly,
    /// Later than the day up to which the return is taken.
    Future {
        as_at: Day,
    },
    /// Not in the code set of this item.
    NotACode {
        item: &'static str,
    },
    NotYesOrNo,
    NotANumber,
    /// Longer than so many characters.
    TooLong {
        most: usize,
    },
    /// Characters that an identifier cannot hold.
    NotPlain,
    /// Not a pupil number that can be kept: form, authority or check letter.
    UnsoundUpn(IdentifierError),
    /// Another child of this file has the same number.
    SameUpn {
        line: u32,
    },
    /// The child has no identifier, so nothing of it can be placed.
    NoChildId,
    /// Another child of this file has the same identifier.
    SameChild {
        line: u32,
    },
    /// An expected date of birth for a child whose birth is recorded.
    BornAlready {
        line: u32,
    },
    /// Both the older and the newer form of one item; the line of the one used.
    GivenByAnother {
        element: &'static str,
        line: u32,
    },
    /// Earlier than a date that it must follow.
    Before {
        element: &'static str,
        day: Day,
    },
    /// Its group has no such date, so nothing of the group can be placed.
    NoStart {
        element: &'static str,
    },
    /// A reason for closure without a closure date.
    NotClosed,
    /// A code that must stand alone stands with others.
    NotAlone,
}

impl Reason {
    /// A short name that stays the same, for counting.
    pub fn kind(&self) -> &'static str {
        match self {
            Self::UnknownElement => "unknown element",
            Self::StrayText => "stray text",
            Self::Attribute => "attribute",
            Self::HoldsElements => "elements in a value",
            Self::Repeated { .. } => "repeated",
            Self::NotADate => "not a date",
            Self::TooEarly => "before 1900",
            Self::Future { .. } => "in the future",
            Self::NotACode { .. } => "not a code",
            Self::NotYesOrNo => "not yes or no",
            Self::NotANumber => "not a number",
            Self::TooLong { .. } => "too long",
            Self::NotPlain => "not an identifier",
            Self::UnsoundUpn(IdentifierError::UpnCheck { .. }) => "UPN with a wrong check letter",
            Self::UnsoundUpn(IdentifierError::UpnAuthority(_)) => "UPN of no known authority",
            Self::UnsoundUpn(_) => "not a UPN",
            Self::SameUpn { .. } => "same UPN",
            Self::NoChildId => "no child id",
            Self::SameChild { .. } => "same child",
            Self::BornAlready { .. } => "born already",
            Self::GivenByAnother { .. } => "given by another element",
            Self::Before { .. } => "out of order",
            Self::NoStart { .. } => "no start date",
            Self::NotClosed => "reason without closure",
            Self::NotAlone => "not alone",
        }
    }
}

impl fmt::Display for Reason {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::UnknownElement => f.write_str("the census has no such element here"),
            Self::StrayText => f.write_str("this text stands between elements, where no text belongs"),
            Self::Attribute => f.write_str("the census has no attributes"),
            Self::HoldsElements => f.write_str("this element should hold a value, and holds other elements"),
            Self::Repeated { line } => write!(f, "this may stand once, and stands already at line {line}"),
            Self::NotADate => f.write_str("this is not a date written as year-month-day"),
            Self::TooEarly => f.write_str("this date is before 1900"),
            Self::Future { as_at } => write!(f, "this date is after {}, the day the return is taken", as_at.long()),
            Self::NotACode { item } => write!(f, "this is not one of the census' codes for {item}"),
            Self::NotYesOrNo => f.write_str("this should be 0, 1, true or false"),
            Self::NotANumber => f.write_str("this is not a whole number from 0 to 65535"),
            Self::TooLong { most } => write!(f, "this is longer than {most} characters"),
            Self::NotPlain => f.write_str("an identifier holds only letters, digits, hyphens and underscores"),
            Self::UnsoundUpn(error) => error.fmt(f),
            Self::SameUpn { line } => write!(f, "another child has the same UPN at line {line}"),
            Self::NoChildId => {
                f.write_str("the child has no LAchildID that can be read, so nothing about it can be placed")
            }
            Self::SameChild { line } => write!(f, "the same LAchildID stands at line {line}"),
            Self::BornAlready { line } => write!(f, "the child is born: its date of birth stands at line {line}"),
            Self::GivenByAnother { element, line } => write!(f, "{element} at line {line} says this already"),
            Self::Before { element, day } => write!(f, "this is before {element}, {}", day.long()),
            Self::NoStart { element } => {
                write!(f, "there is no {element} here that can be read, so this cannot be placed in time")
            }
            Self::NotClosed => f.write_str("this is a reason for closure without a closure date that can be read"),
            Self::NotAlone => f.write_str("this code must stand alone, and others stand beside it"),
        }
    }
}

impl fmt::Display for Refused {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "line {}, {}: “{}”: {}", self.line, self.path, self.value, self.reason)
    }
}

/// The value as a report shows it: at most [`VALUE_SHOWN`] characters, the last an ellipsis where it was cut.
pub(crate) fn shown(value: &str) -> String {
    match value.char_indices().nth(VALUE_SHOWN) {
        None => value.to_owned(),
        Some(_) => value.chars().take(VALUE_SHOWN - 1).chain(['…']).collect(),
    }
}
