//! How long a clock runs.

use serde::{Deserialize, Serialize};
use std::fmt;
use std::str::FromStr;

/// How long a clock runs. Written and read as words: `10 working days`, `6 weeks`, `10:00 on the next working day`.
///
/// The day that starts the clock is not counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(into = "String", try_from = "String")]
pub enum Span {
    /// So many working days after the start. With 0, the day itself, or the next working day.
    WorkingDays(u16),
    /// So many working days before the start: a clock that runs backwards from a meeting.
    WorkingDaysBefore(u16),
    CalendarDays(u16),
    Weeks(u16),
    /// Calendar months; the last day of the month where the day does not exist.
    Months(u16),
    /// Hours from the moment, by the true length of the day when the clocks change.
    Hours(u16),
    /// The first such hour (0–23, in London) of a working day after the moment.
    NextWorkingDayAt(u8),
    /// The first such day of the year after the start.
    Yearly {
        month: u8,
        day: u8,
    },
}

/// A text that is not a span.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("\"{0}\" is not a length of time; write it as \"10 working days\", \"6 weeks\", \"3 months\" or \"72 hours\"")]
pub struct NotASpan(pub String);

const MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

impl Span {
    /// Whether the clock runs backwards from its start.
    pub fn is_backwards(self) -> bool {
        matches!(self, Self::WorkingDaysBefore(_))
    }

    /// Whether no time passes at all. "The same working day" is a span; no weeks and no hours are a slip of the pen.
    pub fn is_empty(self) -> bool {
        matches!(
            self,
            Self::WorkingDaysBefore(0) | Self::CalendarDays(0) | Self::Weeks(0) | Self::Months(0) | Self::Hours(0)
        )
    }
}

impl fmt::Display for Span {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match *self {
            Self::WorkingDays(n) => f.write_str(&count(n.into(), "working day")),
            Self::WorkingDaysBefore(n) => write!(f, "{} before", count(n.into(), "working day")),
            Self::CalendarDays(n) => f.write_str(&count(n.into(), "day")),
            Self::Weeks(n) => f.write_str(&count(n.into(), "week")),
            Self::Months(n) => f.write_str(&count(n.into(), "month")),
            Self::Hours(n) => f.write_str(&count(n.into(), "hour")),
            Self::NextWorkingDayAt(hour) => write!(f, "{hour:02}:00 on the next working day"),
            Self::Yearly { month, day } => {
                let name = MONTHS.get(usize::from(month).wrapping_sub(1)).copied().unwrap_or("?");
                write!(f, "the next {day} {name}")
            }
        }
    }
}

/// `1 working day`, `3 working days`.
pub(crate) fn count(n: u64, unit: &str) -> String {
    format!("{n} {unit}{}", if n == 1 { "" } else { "s" })
}

impl FromStr for Span {
    type Err = NotASpan;

    fn from_str(text: &str) -> Result<Self, NotASpan> {
        let text = text.trim();
        let wrong = || NotASpan(text.to_owned());
        if let Some(hour) = text.strip_suffix(":00 on the next working day") {
            return hour.parse().ok().filter(|hour| *hour < 24).map(Self::NextWorkingDayAt).ok_or_else(wrong);
        }
        if let Some(date) = text.strip_prefix("the next ") {
            return yearly(date).ok_or_else(wrong);
        }
        let (number, unit) = text.split_once(' ').ok_or_else(wrong)?;
        let n = number.parse().map_err(|_| wrong())?;
        match unit.trim() {
            "working day" | "working days" => Ok(Self::WorkingDays(n)),
            "working day before" | "working days before" => Ok(Self::WorkingDaysBefore(n)),
            "day" | "days" => Ok(Self::CalendarDays(n)),
            "week" | "weeks" => Ok(Self::Weeks(n)),
            "month" | "months" => Ok(Self::Months(n)),
            "hour" | "hours" => Ok(Self::Hours(n)),
            _ => Err(wrong()),
        }
    }
}

/// Reads `31 July`: a day that every year has.
fn yearly(date: &str) -> Option<Span> {
    let (day, name) = date.split_once(' ')?;
    let month = u8::try_from(MONTHS.iter().position(|month| *month == name)? + 1).ok()?;
    let day: u8 = day.parse().ok()?;
    jiff::civil::Date::new(2001, i8::try_from(month).ok()?, i8::try_from(day).ok()?).ok()?;
    Some(Span::Yearly { month, day })
}

impl From<Span> for String {
    fn from(span: Span) -> Self {
        span.to_string()
    }
}

impl TryFrom<String> for Span {
    type Error = NotASpan;

    fn try_from(text: String) -> Result<Self, NotASpan> {
        text.parse()
    }
}
