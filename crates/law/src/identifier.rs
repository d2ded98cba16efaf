//! The numbers by which others know a person, checked as far as a number can be checked alone.

use serde::{Deserialize, Serialize};
use std::fmt;
use std::ops::RangeInclusive;

/// Whose number it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Scheme {
    /// The NHS number: ten digits, the last of which checks the others (modulus 11).
    NhsNumber,
    /// The unique pupil number: a check letter, a local authority, and a serial number; a temporary one ends in a letter.
    Upn,
    /// A unique pupil number that the child had before.
    FormerUpn,
    /// This council's own number for a child, as the census wants it: at most 20 letters and digits.
    CouncilId,
    /// Another council's number for the child, for transfers: at most 20 letters and digits.
    OtherCouncilId,
    /// A social worker's number in the register of Social Work England: SW and digits.
    SocialWorkEngland,
}

impl Scheme {
    /// Every scheme.
    pub const ALL: [Self; 6] =
        [Self::NhsNumber, Self::Upn, Self::FormerUpn, Self::CouncilId, Self::OtherCouncilId, Self::SocialWorkEngland];

    /// The name that is stored. It never changes.
    pub fn slug(self) -> &'static str {
        match self {
            Self::NhsNumber => "nhs_number",
            Self::Upn => "upn",
            Self::FormerUpn => "former_upn",
            Self::CouncilId => "council_id",
            Self::OtherCouncilId => "other_council_id",
            Self::SocialWorkEngland => "social_work_england",
        }
    }

    /// The scheme of this stored name.
    pub fn from_slug(slug: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|scheme| scheme.slug() == slug)
    }

    /// To stand before the number: `NHS number`.
    pub fn name(self) -> &'static str {
        match self {
            Self::NhsNumber => "NHS number",
            Self::Upn => "Unique pupil number",
            Self::FormerUpn => "Former unique pupil number",
            Self::CouncilId => "Council number",
            Self::OtherCouncilId => "Another council's number",
            Self::SocialWorkEngland => "Social Work England number",
        }
    }
}

/// A number and whose it is. The value holds no spaces; [`fmt::Display`] puts them where people read them.
///
/// What is read back from the journal is believed: a number that was accepted once stays readable though the rules change.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Identifier {
    pub scheme: Scheme,
    pub value: String,
}

/// Why a number cannot be kept, in words that say what to do.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum IdentifierError {
    #[error("Enter the number")]
    Empty,
    #[error("An NHS number has digits only; “{0}” is not a digit. Check it against the letter that it came from")]
    NhsNotADigit(char),
    #[error("An NHS number has 10 digits; this has {0}. Check it against the letter that it came from")]
    NhsLength(usize),
    #[error(
        "This is not a real NHS number: one of its digits is wrong. Check each digit against the letter that it came from"
    )]
    NhsCheck,
    #[error("A unique pupil number has 13 characters; this has {0}. Ask the school for it again")]
    UpnLength(usize),
    #[error(
        "A unique pupil number begins with a letter other than I, O and S; this begins with “{0}”. Ask the school for it again"
    )]
    UpnFirst(char),
    #[error(
        "Characters 2 to 4 of a unique pupil number are the code of a local authority; “{0}” is not one. Check those three"
    )]
    UpnAuthority(String),
    #[error(
        "Characters 2 to 12 of a unique pupil number are digits; character {position} is “{found}”. Check that character"
    )]
    UpnNotADigit { position: usize, found: char },
    #[error(
        "A unique pupil number ends in a digit, or in a letter other than I, O and S when it is temporary; this ends in “{0}”"
    )]
    UpnLast(char),
    #[error(
        "This unique pupil number has a wrong character: with these numbers it would begin with {expected}. Check each character"
    )]
    UpnCheck { expected: char },
    #[error("A council's number has letters and digits only; “{0}” is neither. Leave it out")]
    CouncilCharacter(char),
    #[error("A council's number has at most 20 letters and digits; this has {0}")]
    CouncilLength(usize),
    #[error("A Social Work England number is SW and then digits, such as SW12345. Look it up in the public register")]
    SocialWorkEngland,
}

impl Identifier {
    /// Reads a number as people write it: spaces, dashes and small letters do no harm.
    ///
    /// # Errors
    /// [`IdentifierError`] says what is wrong with it.
    pub fn parse(scheme: Scheme, text: &str) -> Result<Self, IdentifierError> {
        let value: String = text.chars().filter(|c| !is_gap(*c)).collect();
        if value.is_empty() {
            return Err(IdentifierError::Empty);
        }
        let value = match scheme {
            Scheme::NhsNumber => nhs_number(value)?,
            Scheme::Upn => upn(&value, true)?,
            Scheme::FormerUpn => upn(&value, false)?,
            Scheme::CouncilId | Scheme::OtherCouncilId => council_id(value)?,
            Scheme::SocialWorkEngland => social_work_england(&value)?,
        };
        Ok(Self { scheme, value })
    }

    /// Whether it is a pupil number that a school made up until the real one is known: its last character is a letter.
    pub fn is_temporary_upn(&self) -> bool {
        matches!(self.scheme, Scheme::Upn | Scheme::FormerUpn)
            && self.value.ends_with(|c: char| c.is_ascii_alphabetic())
    }
}

impl fmt::Display for Identifier {
    /// An NHS number as `943 476 5919`; every other number as it is.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let parts = (self.value.get(..3), self.value.get(3..6), self.value.get(6..));
        match (self.scheme, parts) {
            (Scheme::NhsNumber, (Some(first), Some(second), Some(rest))) => {
                write!(f, "{first} {second} {rest}")
            }
            _ => f.write_str(&self.value),
        }
    }
}

/// What people put between digits, and what word processors make of it.
fn is_gap(c: char) -> bool {
    c.is_whitespace()
        || c.is_control()
        || matches!(c, '-' | '\u{2010}'..='\u{2015}' | '\u{2212}' | '\u{200b}' | '\u{feff}')
}

fn nhs_number(value: String) -> Result<String, IdentifierError> {
    if let Some(other) = value.chars().find(|c| !c.is_ascii_digit()) {
        return Err(IdentifierError::NhsNotADigit(other));
    }
    if value.len() != 10 {
        return Err(IdentifierError::NhsLength(value.len()));
    }
    // With the last digit's weight of 1 the whole adds up to a multiple of 11; ten as a check digit can never be written.
    let sum: u32 = value.bytes().zip((1..=10).rev()).map(|(digit, weight)| u32::from(digit - b'0') * weight).sum();
    if sum == 0 || !sum.is_multiple_of(11) {
        return Err(IdentifierError::NhsCheck);
    }
    Ok(value)
}

/// The letters of a pupil number, each with its place as its value: no I, O or S, which look like digits.
const UPN_LETTERS: &str = "ABCDEFGHJKLMNPQRTUVWXYZ";

/// The codes of local authorities, past and present, and those that stand for none, which a pupil number may hold.
const UPN_AUTHORITIES: &[RangeInclusive<u16>] = &[
    1..=5,
    201..=213,
    301..=320,
    330..=336,
    340..=344,
    350..=359,
    370..=373,
    380..=384,
    390..=394,
    420..=420,
    660..=681,
    701..=708,
    800..=803,
    805..=808,
    810..=813,
    815..=816,
    820..=823,
    825..=826,
    830..=831,
    835..=841,
    845..=846,
    850..=852,
    855..=857,
    860..=861,
    865..=896,
    908..=909,
    916..=916,
    919..=919,
    921..=921,
    925..=926,
    928..=929,
    931..=931,
    933..=933,
    935..=938,
    940..=943,
];

/// Whether a pupil number may hold this code in its characters 2 to 4.
pub fn is_upn_authority(code: u16) -> bool {
    UPN_AUTHORITIES.iter().any(|range| range.contains(&code))
}

/// Whether this may be the first character of a pupil number, or the last one of a temporary one: A to Z without I, O and S.
pub fn is_upn_letter(c: char) -> bool {
    UPN_LETTERS.contains(c)
}

/// The letter that a pupil number with these twelve characters (2 to 13) begins with; `None` when they are not eleven digits and
/// a digit or letter.
///
/// Each value times its place in the number, added up, modulo 23. A letter in the last place has the value of its own place among
/// the letters.
pub fn upn_check_letter(rest: &str) -> Option<char> {
    if rest.chars().count() != 12 {
        return None;
    }
    let mut sum = 0;
    for (c, place) in rest.chars().zip(2usize..) {
        let value = match c.to_digit(10) {
            Some(digit) => usize::try_from(digit).ok()?,
            None if place == 13 => UPN_LETTERS.find(c)?,
            None => return None,
        };
        sum += value * place;
    }
    UPN_LETTERS.chars().nth(sum % 23)
}

/// A former number may have been given by an authority whose code is no longer in the list, so only its form is checked.
fn upn(value: &str, authority_known: bool) -> Result<String, IdentifierError> {
    let value = value.to_ascii_uppercase();
    let chars: Vec<char> = value.chars().collect();
    let [first, middle @ .., last] = chars.as_slice() else {
        return Err(IdentifierError::UpnLength(chars.len()));
    };
    if chars.len() != 13 {
        return Err(IdentifierError::UpnLength(chars.len()));
    }
    if !is_upn_letter(*first) {
        return Err(IdentifierError::UpnFirst(*first));
    }
    if let Some((found, position)) = middle.iter().zip(2..).find(|(c, _)| !c.is_ascii_digit()) {
        return Err(IdentifierError::UpnNotADigit { position, found: *found });
    }
    if !last.is_ascii_digit() && !is_upn_letter(*last) {
        return Err(IdentifierError::UpnLast(*last));
    }
    let authority: String = middle.iter().take(3).collect();
    if authority_known && !authority.parse().is_ok_and(is_upn_authority) {
        return Err(IdentifierError::UpnAuthority(authority));
    }
    let rest: String = chars.iter().skip(1).collect();
    match upn_check_letter(&rest) {
        Some(expected) if expected != *first => Err(IdentifierError::UpnCheck { expected }),
        _ => Ok(value),
    }
}

fn council_id(value: String) -> Result<String, IdentifierError> {
    if let Some(other) = value.chars().find(|c| !c.is_ascii_alphanumeric()) {
        return Err(IdentifierError::CouncilCharacter(other));
    }
    match value.len() {
        ..=20 => Ok(value),
        long => Err(IdentifierError::CouncilLength(long)),
    }
}

fn social_work_england(value: &str) -> Result<String, IdentifierError> {
    let value = value.to_ascii_uppercase();
    let digits = value.strip_prefix("SW").unwrap_or_default();
    let right = (1..=8).contains(&digits.len()) && digits.bytes().all(|c| c.is_ascii_digit());
    if right { Ok(value) } else { Err(IdentifierError::SocialWorkEngland) }
}

#[cfg(test)]
mod tests;
