//! Working days: Monday to Friday, less the bank holidays of England and the days on which the council is closed.
//!
//! The bank holidays are data with a beginning and an end. A question about a year outside them is an error that names the
//! year: a guess would move a child's conference without anybody knowing.

use crate::day::Day;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::ops::RangeInclusive;

const ENGLAND: &str = include_str!("working_days/bank_holidays.csv");

/// Which days are worked, for the years that the list of bank holidays covers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Calendar {
    years: RangeInclusive<i16>,
    closed: BTreeMap<Day, Why>,
}

/// Why a day is not worked.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Why {
    Weekend,
    /// A bank holiday of England, with its name.
    BankHoliday(String),
    /// A day on which this council is closed, with its reason.
    CouncilClosed(String),
}

impl Why {
    /// `Good Friday`, `weekend`, `council closed: staff conference`.
    pub fn words(&self) -> String {
        match self {
            Self::Weekend => "weekend".to_owned(),
            Self::BankHoliday(name) => name.clone(),
            Self::CouncilClosed(reason) => format!("council closed: {reason}"),
        }
    }
}

/// The day a count arrived at, and the days it passed over on its way, earliest first.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Counted {
    pub due: Day,
    pub skipped: Vec<(Day, Why)>,
}

/// A working day was asked for in a year that the list of bank holidays does not hold.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{}", self.words())]
pub struct BeyondCalendar {
    /// The year that was needed.
    pub year: i16,
    /// The first and the last year of the list; `None` when there is no list.
    pub list: Option<(i16, i16)>,
}

impl BeyondCalendar {
    fn words(&self) -> String {
        let year = self.year;
        match self.list {
            Some((first, _)) if year < first => {
                format!("The list of bank holidays begins in {first}; {year} is needed")
            }
            Some((_, last)) => {
                format!("The list of bank holidays ends in {last}; {year} is needed")
            }
            None => format!("There is no list of bank holidays; {year} is needed"),
        }
    }
}

/// A list of bank holidays that cannot be read.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum NotACalendar {
    #[error("the first line of a list of bank holidays says which years it covers, such as \"# covers 2000 to 2028\"")]
    NoYears,
    #[error("line {line}: \"{text}\" is not a date, a comma and a name")]
    Line { line: usize, text: String },
    #[error("line {line}: {day} is outside the years that the list says it covers")]
    Outside { line: usize, day: Day },
    #[error("{0} has no Christmas Day: the list is not complete for that year")]
    Incomplete(i16),
}

impl Calendar {
    /// The bank holidays of England and Wales that come with the program (Banking and Financial Dealings Act 1971 and proclamations).
    ///
    /// Should the list ever be unreadable the calendar covers no year, and every question is an error.
    #[allow(clippy::reversed_empty_ranges)]
    pub fn england() -> Self {
        Self::from_csv(ENGLAND).unwrap_or(Self { years: 1..=0, closed: BTreeMap::new() })
    }

    /// Reads a list: a line `# covers 2000 to 2028`, a line `date,name`, then one bank holiday a line.
    pub fn from_csv(text: &str) -> Result<Self, NotACalendar> {
        let mut lines = text.lines().zip(1..);
        let years = lines.next().and_then(|(first, _)| covers(first)).ok_or(NotACalendar::NoYears)?;
        let mut calendar = Self { years, closed: BTreeMap::new() };
        for (row, line) in lines.filter(|(row, _)| !row.trim().is_empty() && *row != "date,name") {
            let unreadable = || NotACalendar::Line { line, text: row.to_owned() };
            let (date, name) = row.split_once(',').ok_or_else(unreadable)?;
            let day: Day = date.parse().map_err(|_| unreadable())?;
            if !calendar.years.contains(&day.0.year()) {
                return Err(NotACalendar::Outside { line, day });
            }
            calendar.close(day, Why::BankHoliday(name.trim().to_owned()));
        }
        calendar.complete()
    }

    fn complete(self) -> Result<Self, NotACalendar> {
        let christmas = |year: &i16| {
            let named = |why: &Why| matches!(why, Why::BankHoliday(name) if name.starts_with("Christmas"));
            self.closed.iter().any(|(day, why)| day.0.year() == *year && named(why))
        };
        match self.years.clone().find(|year| !christmas(year)) {
            Some(year) => Err(NotACalendar::Incomplete(year)),
            None => Ok(self),
        }
    }

    /// The same calendar with the days on which this council is closed, each with its reason. A bank holiday stays one.
    #[must_use]
    pub fn with_closed(mut self, days: impl IntoIterator<Item = (Day, String)>) -> Self {
        for (day, reason) in days {
            self.close(day, Why::CouncilClosed(reason));
        }
        self
    }

    /// Weekends are closed already and are never held, so that a count by arithmetic takes away each closed day once.
    fn close(&mut self, day: Day, why: Why) {
        if !day.is_weekend() {
            self.closed.entry(day).or_insert(why);
        }
    }

    /// The first and the last year that can be asked about.
    pub fn years(&self) -> RangeInclusive<i16> {
        self.years.clone()
    }

    /// Why this day is not worked; `None` when it is.
    ///
    /// # Errors
    /// [`BeyondCalendar`] when the day's year is not in the list.
    pub fn why_closed(&self, day: Day) -> Result<Option<Why>, BeyondCalendar> {
        self.known(day)?;
        if day.is_weekend() {
            return Ok(Some(Why::Weekend));
        }
        Ok(self.closed.get(&day).cloned())
    }

    /// Whether this is a working day.
    ///
    /// # Errors
    /// [`BeyondCalendar`] when the day's year is not in the list.
    pub fn is_working(&self, day: Day) -> Result<bool, BeyondCalendar> {
        self.known(day)?;
        Ok(!day.is_weekend() && !self.closed.contains_key(&day))
    }

    /// The working day that is `n` working days after `day`, or before it when `n` is negative.
    ///
    /// `day` itself is not counted, whether it is worked or not. With `n` of 0: `day`, or the next working day when it is not worked.
    ///
    /// # Errors
    /// [`BeyondCalendar`] when the count leaves the years of the list.
    pub fn add(&self, day: Day, n: i64) -> Result<Counted, BeyondCalendar> {
        let step = if n < 0 { -1 } else { 1 };
        let (mut at, mut left) = if n == 0 { (day.plus_days(-1), 1) } else { (day, n.unsigned_abs()) };
        let mut skipped = Vec::new();
        while left > 0 {
            at = at.plus_days(step);
            match self.why_closed(at)? {
                None => left -= 1,
                Some(why) => skipped.push((at, why)),
            }
        }
        if n < 0 {
            skipped.reverse();
        }
        Ok(Counted { due: at, skipped })
    }

    /// The working days from `a` (not counted) to `b` (counted); negative when `b` is earlier.
    ///
    /// The other side of [`Calendar::add`]: `between(a, add(a, n).due)` is `n`. Takes the same time however far apart the days are.
    ///
    /// # Errors
    /// [`BeyondCalendar`] when either end is in a year that is not in the list.
    pub fn between(&self, a: Day, b: Day) -> Result<i64, BeyondCalendar> {
        match a.cmp(&b) {
            std::cmp::Ordering::Equal => Ok(0),
            std::cmp::Ordering::Less => self.worked(a.plus_days(1), b),
            std::cmp::Ordering::Greater => Ok(-self.worked(b, a.plus_days(-1))?),
        }
    }

    /// The first working day after this day.
    ///
    /// # Errors
    /// [`BeyondCalendar`] when that leaves the years of the list.
    pub fn next_working(&self, day: Day) -> Result<Day, BeyondCalendar> {
        Ok(self.add(day, 1)?.due)
    }

    /// Working days from `first` to `last`, both counted.
    fn worked(&self, first: Day, last: Day) -> Result<i64, BeyondCalendar> {
        self.known(first)?;
        self.known(last)?;
        let closed = i64::try_from(self.closed.range(first..=last).count()).unwrap_or(i64::MAX);
        Ok(weekdays_to(last) - weekdays_to(first.plus_days(-1)) - closed)
    }

    fn known(&self, day: Day) -> Result<(), BeyondCalendar> {
        let year = day.0.year();
        if self.years.contains(&year) {
            return Ok(());
        }
        let list = (!self.years.is_empty()).then(|| (*self.years.start(), *self.years.end()));
        Err(BeyondCalendar { year, list })
    }
}

/// Reads `# covers 2000 to 2028`.
fn covers(line: &str) -> Option<RangeInclusive<i16>> {
    let (first, last) = line.strip_prefix("# covers ")?.split_once(" to ")?;
    let years = first.trim().parse().ok()?..=last.trim().parse().ok()?;
    (!years.is_empty()).then_some(years)
}

/// Mondays to Fridays from Monday 3 January 2000 up to and with this day; negative before it.
fn weekdays_to(day: Day) -> i64 {
    let days = Day(jiff::civil::date(2000, 1, 3)).days_until(day);
    days.div_euclid(7) * 5 + (days.rem_euclid(7) + 1).min(5)
}

#[cfg(test)]
mod tests;
