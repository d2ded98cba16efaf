//! Days and moments. A [`Day`] is a civil date in England; a [`Moment`] is an instant, kept in UTC and read in London.

use jiff::civil::{Date, DateTime, Time, Weekday};
use jiff::tz::TimeZone;
use jiff::{Timestamp, ToSpan};
use serde::{Deserialize, Serialize};
use std::fmt;
use std::str::FromStr;

/// A civil date in England, written `YYYY-MM-DD`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Day(pub Date);

/// A text that is not a day or a moment.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("not a date")]
pub struct NotADay;

impl Day {
    /// The day of that year, month (1–12) and day of the month, if there is one.
    pub fn new(year: i16, month: i8, day: i8) -> Result<Self, NotADay> {
        Date::new(year, month, day).map(Self).map_err(|_| NotADay)
    }

    /// This many calendar days later (earlier when negative); stays at the calendar's end rather than pass it.
    pub fn plus_days(self, days: i64) -> Self {
        Self(self.0.saturating_add(days.days()))
    }

    /// This many calendar months later; the last day of the month where the day does not exist (31 January → 28 February).
    pub fn plus_months(self, months: i64) -> Self {
        Self(self.0.saturating_add(months.months()))
    }

    /// Calendar days from this day until `later`; negative when `later` is earlier.
    pub fn days_until(self, later: Self) -> i64 {
        (later.0 - self.0).get_days().into()
    }

    pub fn weekday(self) -> Weekday {
        self.0.weekday()
    }

    pub fn is_weekend(self) -> bool {
        matches!(self.weekday(), Weekday::Saturday | Weekday::Sunday)
    }

    /// Whole years of age on this day of somebody born on `born`; `None` before birth. Born on 29 February: a year older on 1 March.
    pub fn age_of(self, born: Self) -> Option<u16> {
        if self < born {
            return None;
        }
        let had_birthday = (self.0.month(), self.0.day()) >= (born.0.month(), born.0.day());
        let years = i32::from(self.0.year()) - i32::from(born.0.year()) - i32::from(!had_birthday);
        u16::try_from(years).ok()
    }

    /// `5 March 2026`.
    pub fn long(self) -> String {
        self.0.strftime("%-d %B %Y").to_string()
    }

    /// `Thu 5 March`: for lists of this season's dates.
    pub fn short(self) -> String {
        self.0.strftime("%a %-d %B").to_string()
    }

    /// `Thu 5 March`, and its year where that is not plain: more than six months from `today`.
    pub fn near(self, today: Self) -> String {
        if self.days_until(today).abs() <= 183 { self.short() } else { format!("{} {}", self.short(), self.0.year()) }
    }

    /// `5 Mar 2026`: for tables.
    pub fn brief(self) -> String {
        self.0.strftime("%-d %b %Y").to_string()
    }

    /// That time of this day in London. In the hour that spring skips, the time an hour later.
    pub fn at(self, hour: i8, minute: i8) -> Result<Moment, NotADay> {
        let time = Time::new(hour, minute, 0, 0).map_err(|_| NotADay)?;
        let zoned = DateTime::from_parts(self.0, time).to_zoned(london()).map_err(|_| NotADay)?;
        Ok(Moment(zoned.timestamp()))
    }
}

impl fmt::Display for Day {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

impl FromStr for Day {
    type Err = NotADay;
    fn from_str(text: &str) -> Result<Self, NotADay> {
        text.trim().parse().map(Self).map_err(|_| NotADay)
    }
}

/// An instant, stored in UTC, shown in London.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Moment(pub Timestamp);

impl Moment {
    /// The day in London at this instant.
    pub fn day(self) -> Day {
        Day(self.0.to_zoned(london()).date())
    }

    /// Hour and minute in London.
    pub fn hour_minute(self) -> (i8, i8) {
        let zoned = self.0.to_zoned(london());
        (zoned.hour(), zoned.minute())
    }

    /// `14:02`, in London.
    pub fn time(self) -> String {
        self.0.to_zoned(london()).strftime("%H:%M").to_string()
    }

    /// `5 March 2026 at 14:02`, in London.
    pub fn long(self) -> String {
        self.0.to_zoned(london()).strftime("%-d %B %Y at %H:%M").to_string()
    }

    /// This many hours later.
    pub fn plus_hours(self, hours: i64) -> Self {
        Self(self.0.saturating_add(hours.hours()).unwrap_or(self.0))
    }

    /// This many seconds later.
    pub fn plus_seconds(self, seconds: i64) -> Self {
        Self(self.0.saturating_add(seconds.seconds()).unwrap_or(self.0))
    }

    /// Whole seconds from this instant until `later`.
    pub fn seconds_until(self, later: Self) -> i64 {
        later.0.as_second() - self.0.as_second()
    }
}

impl fmt::Display for Moment {
    /// Always with nine digits of a second, so that stored texts sort as time does.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:.9}", self.0)
    }
}

impl FromStr for Moment {
    type Err = NotADay;
    fn from_str(text: &str) -> Result<Self, NotADay> {
        text.trim().parse().map(Self).map_err(|_| NotADay)
    }
}

/// The time zone of the record. The bundled table holds it; should it ever be missing, UTC keeps the record open.
fn london() -> TimeZone {
    TimeZone::get("Europe/London").unwrap_or(TimeZone::UTC)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> Day {
        text.parse().unwrap()
    }

    #[test]
    fn a_day_far_off_has_its_year() {
        let today = day("2026-11-23");
        assert_eq!(day("2026-11-26").near(today), "Thu 26 November");
        assert_eq!(day("2027-01-05").near(today), "Tue 5 January");
        assert_eq!(day("2025-11-26").near(today), "Wed 26 November 2025");
    }

    #[test]
    fn age_turns_on_the_birthday() {
        let born = day("2008-02-29");
        assert_eq!(day("2026-02-28").age_of(born), Some(17));
        assert_eq!(day("2026-03-01").age_of(born), Some(18));
        assert_eq!(day("2008-02-28").age_of(born), None);
    }

    #[test]
    fn months_end_safely() {
        assert_eq!(day("2026-01-31").plus_months(1), day("2026-02-28"));
        assert_eq!(day("2027-11-30").plus_months(3), day("2028-02-29"));
    }

    #[test]
    fn a_summer_midnight_belongs_to_its_london_day() {
        let moment: Moment = "2026-07-01T23:30:00Z".parse().unwrap();
        assert_eq!(moment.day(), day("2026-07-02"));
        assert_eq!(moment.time(), "00:30");
    }

    #[test]
    fn stored_moments_sort_as_time_does() {
        let early: Moment = "2026-07-01T23:30:00Z".parse().unwrap();
        let late: Moment = "2026-07-01T23:30:00.5Z".parse().unwrap();
        assert!(early.to_string() < late.to_string());
        assert_eq!(early.to_string().parse::<Moment>().unwrap(), early);
    }

    #[test]
    fn the_hour_that_spring_skips_is_still_a_time() {
        assert_eq!(day("2026-03-29").at(1, 30).unwrap().time(), "02:30");
    }
}
