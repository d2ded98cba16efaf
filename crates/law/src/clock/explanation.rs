//! Why a clock says what it says, for the person who opens it.

use super::span::count;
use super::{Due, Source, Span};
use crate::day::Day;
use crate::working_days::Why;
use serde::Serialize;
use std::fmt;

/// Why a thing is due when it is. Each field is a line for a page; [`fmt::Display`] gives them all as text.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Explanation {
    /// `Initial child protection conference`.
    pub rule: &'static str,
    /// `National: Working Together to Safeguard Children 2023`.
    pub source: String,
    /// `strategy discussion held 24 December 2026`.
    pub started: String,
    /// `10 working days, this council's figure since 1 April 2026`.
    pub figure: String,
    /// One line for each bank holiday or closed day that was not counted: `Fri 25 December 2026: Christmas Day`.
    pub skipped: Vec<String>,
    /// How many Saturdays and Sundays were not counted.
    pub weekend_days: usize,
    /// Anything else that a reader must know to follow the count.
    pub note: Option<&'static str>,
    /// `10 working days after Thu 24 December 2026, less 3 bank holidays and 6 weekend days: due Tue 12 January 2027`.
    pub arithmetic: String,
}

impl Explanation {
    pub(super) fn of(due: &Due) -> Self {
        let (weekends, named): (Vec<_>, Vec<_>) = due.skipped.iter().partition(|(_, why)| *why == Why::Weekend);
        Self {
            rule: due.rule.name(),
            source: due.source().words(),
            started: due.started.fact.clone(),
            figure: figure(due),
            skipped: named.iter().map(|(day, why)| format!("{}: {}", full(*day), why.words())).collect(),
            weekend_days: weekends.len(),
            note: note(due),
            arithmetic: arithmetic(due, weekends.len(), &named),
        }
    }
}

impl fmt::Display for Explanation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "{}", self.rule)?;
        writeln!(f, "{}", self.source)?;
        writeln!(f, "Started by: {}", self.started)?;
        writeln!(f, "Runs: {}", self.figure)?;
        for line in &self.skipped {
            writeln!(f, "Not counted: {line}")?;
        }
        if self.weekend_days > 0 {
            writeln!(f, "Not counted: {}", count_of(self.weekend_days, "weekend day"))?;
        }
        if let Some(note) = self.note {
            writeln!(f, "{note}")?;
        }
        write!(f, "{}", self.arithmetic)
    }
}

fn figure(due: &Due) -> String {
    let span = due.figure.span;
    match (due.source(), due.figure.from) {
        (Source::National { .. }, _) => format!("{span}, the national figure"),
        (Source::Local { .. }, None) => format!("{span}, the figure that comes with the system"),
        (Source::Local { .. }, Some(from)) => {
            format!("{span}, this council's figure since {}", from.long())
        }
    }
}

fn note(due: &Due) -> Option<&'static str> {
    match due.figure.span {
        Span::Hours(_) if due.started.at.moment().is_none() => {
            Some("The hour is not recorded, so the clock runs from the beginning of the day.")
        }
        Span::WorkingDays(0) => None,
        Span::WorkingDays(_) | Span::WorkingDaysBefore(_) | Span::CalendarDays(_) => {
            Some("The day that starts the clock is not counted.")
        }
        _ => None,
    }
}

fn arithmetic(due: &Due, weekends: usize, named: &[&(Day, Why)]) -> String {
    let span = due.figure.span;
    let start = match due.started.at.moment() {
        Some(moment) if due.due_at.is_some() => {
            format!("{} at {}", full(moment.day()), moment.time())
        }
        _ => full(due.started.at.day()),
    };
    let reach = match span {
        Span::WorkingDays(0) => format!("The same working day, {start}"),
        Span::WorkingDaysBefore(_) => format!("{span} {start}"),
        Span::NextWorkingDayAt(hour) => {
            format!("The first {hour:02}:00 of a working day after {start}")
        }
        Span::Yearly { .. } => format!("T{} after {start}", span.to_string().trim_start_matches('t')),
        _ => format!("{span} after {start}"),
    };
    format!("{reach}{}: due {}", not_counting(weekends, named), due_words(due))
}

fn not_counting(weekends: usize, named: &[&(Day, Why)]) -> String {
    let closed = named.iter().filter(|(_, why)| matches!(why, Why::CouncilClosed(_))).count();
    let parts = [(named.len() - closed, "bank holiday"), (closed, "closed day"), (weekends, "weekend day")];
    let said: Vec<_> = parts.iter().filter(|(n, _)| *n > 0).map(|(n, unit)| count_of(*n, unit)).collect();
    match said.split_last() {
        None => String::new(),
        Some((last, [])) => format!(", not counting {last}"),
        Some((last, rest)) => format!(", not counting {} and {last}", rest.join(", ")),
    }
}

/// `Tue 12 January 2027` or `Tue 12 January 2027 at 10:00`.
pub(super) fn due_words(due: &Due) -> String {
    match due.due_at {
        Some(at) => format!("{} at {}", full(due.due), at.time()),
        None => full(due.due),
    }
}

/// `Tue 12 January 2027`: a date far enough off to need its year and near enough to need its weekday.
fn full(day: Day) -> String {
    day.0.strftime("%a %-d %B %Y").to_string()
}

fn count_of(n: usize, unit: &str) -> String {
    count(u64::try_from(n).unwrap_or(u64::MAX), unit)
}
