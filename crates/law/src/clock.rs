//! The clocks: when a thing is due, and the whole of the reason why.
//!
//! A [`Rule`] says what starts a clock and how long it runs; [`reckon`] turns a [`Start`] into a [`Due`], which can
//! [`Due::explain`] itself; [`standing`] says how a clock stands on a day. A clock is never paused. It knows nothing of teams:
//! work that passes from one team to another keeps its clock.

mod chain;
mod explanation;
mod figures;
mod rule;
mod span;
mod standing;
#[cfg(test)]
mod tests;

pub use chain::{
    child_protection_visit, cin_review, core_group, initial_conference_start, next_visit_start,
    private_fostering_visit, review_conference,
};
pub use explanation::Explanation;
pub use figures::{Figure, FigureRefused, Figures};
pub use rule::{Definition, NoSuchRule, Rule, Source};
pub use span::{NotASpan, Span};
pub use standing::{Gap, Standing, Urgency, standing};

use crate::day::{Day, Moment};
use crate::working_days::{BeyondCalendar, Calendar, Why};
use serde::{Deserialize, Serialize};

/// A point in time as exactly as it is known: a day, or a moment of a day.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum When {
    Day(Day),
    Moment(Moment),
}

impl When {
    /// The day, in London.
    pub fn day(self) -> Day {
        match self {
            Self::Day(day) => day,
            Self::Moment(moment) => moment.day(),
        }
    }

    /// The moment, where it is known.
    pub fn moment(self) -> Option<Moment> {
        match self {
            Self::Day(_) => None,
            Self::Moment(moment) => Some(moment),
        }
    }

    /// `24 December 2026` or `24 December 2026 at 23:50`.
    pub fn long(self) -> String {
        match self {
            Self::Day(day) => day.long(),
            Self::Moment(moment) => moment.long(),
        }
    }
}

impl From<Day> for When {
    fn from(day: Day) -> Self {
        Self::Day(day)
    }
}

impl From<Moment> for When {
    fn from(moment: Moment) -> Self {
        Self::Moment(moment)
    }
}

/// What started a clock, and the fact in words: `referral received 24 December 2026 at 23:50`.
///
/// What comes in at night or at a weekend counts from its own day. That day is not counted, so nobody loses by the hour.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Start {
    pub at: When,
    pub fact: String,
}

impl Start {
    /// A start with the fact as `what`, followed by the day and, where it is known, the time.
    pub fn new(at: impl Into<When>, what: &str) -> Self {
        let at = at.into();
        Self { at, fact: format!("{what} {}", at.long()) }
    }
}

/// When a thing is due, with all that the answer was made of.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Due {
    pub rule: Rule,
    pub started: Start,
    pub due: Day,
    /// The moment, for a clock that runs to an hour.
    pub due_at: Option<Moment>,
    /// The figure that was used, and from which day the council uses it.
    pub figure: Figure,
    /// The days that were not counted, earliest first. Empty where every day counts.
    pub skipped: Vec<(Day, Why)>,
}

impl Due {
    /// Who says how long this clock runs.
    pub fn source(&self) -> Source {
        self.rule.definition().source
    }

    /// The rule, its source, what started it, the days not counted and the arithmetic.
    pub fn explain(&self) -> Explanation {
        Explanation::of(self)
    }
}

/// Works out when the thing is due.
///
/// # Errors
/// [`BeyondCalendar`] when a working day is needed from a year that the list of bank holidays does not hold.
pub fn reckon(rule: Rule, started: Start, calendar: &Calendar, figures: &Figures) -> Result<Due, BeyondCalendar> {
    let figure = figures.in_force(rule, started.at.day());
    let end = run(figure.span, started.at, calendar)?;
    Ok(Due { rule, started, due: end.day, due_at: end.at, figure, skipped: end.skipped })
}

/// Where a span ends.
struct End {
    day: Day,
    at: Option<Moment>,
    skipped: Vec<(Day, Why)>,
}

impl End {
    fn on(day: Day) -> Self {
        Self { day, at: None, skipped: Vec::new() }
    }
}

fn run(span: Span, from: When, calendar: &Calendar) -> Result<End, BeyondCalendar> {
    let day = from.day();
    match span {
        Span::WorkingDays(n) => count(calendar, day, i64::from(n)),
        Span::WorkingDaysBefore(n) => count(calendar, day, -i64::from(n)),
        Span::CalendarDays(n) => Ok(End::on(day.plus_days(n.into()))),
        Span::Weeks(n) => Ok(End::on(day.plus_days(7 * i64::from(n)))),
        Span::Months(n) => Ok(End::on(day.plus_months(n.into()))),
        Span::Hours(n) => Ok(hours(from, n)),
        Span::NextWorkingDayAt(hour) => next_working_day_at(from, hour, calendar),
        Span::Yearly { month, day: of_month } => Ok(End::on(yearly(day, month, of_month))),
    }
}

fn count(calendar: &Calendar, day: Day, n: i64) -> Result<End, BeyondCalendar> {
    let counted = calendar.add(day, n)?;
    Ok(End { day: counted.due, at: None, skipped: counted.skipped })
}

/// Runs from the moment. Where only the day is known it runs from the day's first minute: too early is safe, too late is not.
fn hours(from: When, n: u16) -> End {
    let start = from.moment().or_else(|| from.day().at(0, 0).ok());
    let at = start.map(|start| start.plus_hours(n.into()));
    let day = at.map_or_else(|| from.day().plus_days(i64::from(n) / 24), Moment::day);
    End { day, at, skipped: Vec::new() }
}

/// The first such hour of a working day after the moment: what is handed over at two on a Tuesday morning is for that Tuesday.
fn next_working_day_at(from: When, hour: u8, calendar: &Calendar) -> Result<End, BeyondCalendar> {
    let at = |day: Day| day.at(i8::try_from(hour).unwrap_or(23), 0).ok();
    let today = from.day();
    let still_ahead = from.moment().zip(at(today)).is_some_and(|(moment, mark)| moment < mark);
    let counted = calendar.add(if still_ahead { today.plus_days(-1) } else { today }, 1)?;
    Ok(End { day: counted.due, at: at(counted.due), skipped: counted.skipped })
}

/// The first such day of the year after this one. A day that a year does not have is the month's last.
fn yearly(after: Day, month: u8, day: u8) -> Day {
    let months = i64::from(month) - i64::from(after.0.month());
    let this_year = Day(after.0.first_of_month()).plus_months(months);
    let on = |first: Day| {
        let last = first.0.days_in_month();
        first.plus_days(i64::from(i8::try_from(day).unwrap_or(last).clamp(1, last)) - 1)
    };
    let mark = on(this_year);
    if mark > after { mark } else { on(this_year.plus_months(12)) }
}

/// That a clock was worked out again because the fact that started it was corrected. The earlier reckoning stays whole.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Change {
    pub was: Due,
    pub now: Due,
    /// Why the fact was corrected, by the person who did.
    pub why: String,
}

impl Change {
    /// `Due Wed 13 January 2027, before Tue 12 January 2027: the e-mail came a day later. Counted from …, before from ….`
    pub fn words(&self) -> String {
        let from = format!("Counted from {}, before from {}.", self.now.started.fact, self.was.started.fact);
        let why = self.why.trim_end_matches('.');
        if self.was.due == self.now.due && self.was.due_at == self.now.due_at {
            return format!("Still due {}: {why}. {from}", explanation::due_words(&self.now));
        }
        let (now, was) = (explanation::due_words(&self.now), explanation::due_words(&self.was));
        format!("Due {now}, before {was}: {why}. {from}")
    }
}

/// Works a clock out again from a corrected fact, with the figure in force on the corrected day.
///
/// # Errors
/// [`BeyondCalendar`] when a working day is needed from a year that the list of bank holidays does not hold.
pub fn rereckon(
    old: &Due,
    started: Start,
    why: &str,
    calendar: &Calendar,
    figures: &Figures,
) -> Result<(Due, Change), BeyondCalendar> {
    let now = reckon(old.rule, started, calendar, figures)?;
    Ok((now.clone(), Change { was: old.clone(), now, why: why.to_owned() }))
}

/// Works out again every clock that the corrected fact started, in the order given; clocks that another fact started are left out.
///
/// # Errors
/// [`BeyondCalendar`] when a working day is needed from a year that the list of bank holidays does not hold.
pub fn rereckon_all(
    clocks: &[Due],
    was: &Start,
    now: &Start,
    why: &str,
    calendar: &Calendar,
    figures: &Figures,
) -> Result<Vec<Change>, BeyondCalendar> {
    let again = |due: &Due| rereckon(due, now.clone(), why, calendar, figures).map(|(_, change)| change);
    clocks.iter().filter(|due| due.started == *was).map(again).collect()
}
