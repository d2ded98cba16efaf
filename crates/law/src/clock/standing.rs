//! How a clock stands on a day, in the words that pages use and in an order for lists.

use super::span::count;
use super::{Due, When};
use crate::day::{Day, Moment};
use crate::working_days::{BeyondCalendar, Calendar};
use serde::{Deserialize, Serialize};

/// A distance in time, in the unit that people would say it in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Gap {
    WorkingDays(u32),
    /// Calendar days, where no working day lies between.
    Days(u32),
    /// Whole hours; 0 is less than an hour.
    Hours(u32),
}

impl Gap {
    /// `3 working days`, `1 day`, `less than an hour`.
    pub fn words(self) -> String {
        match self {
            Self::WorkingDays(n) => count(n.into(), "working day"),
            Self::Days(n) => count(n.into(), "day"),
            Self::Hours(0) => "less than an hour".to_owned(),
            Self::Hours(n) => count(n.into(), "hour"),
        }
    }
}

/// How a clock stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Standing {
    /// Done in time, with so much to spare.
    Met {
        on: Day,
        spare: Gap,
    },
    /// Done, but late.
    MetLate {
        on: Day,
        by: Gap,
    },
    /// Not done, and late. A day's clock is late from the day after.
    Late {
        due: Day,
        at: Option<Moment>,
        by: Gap,
    },
    DueToday {
        due: Day,
        at: Option<Moment>,
    },
    DueTomorrow {
        due: Day,
        at: Option<Moment>,
    },
    /// Due within two working days.
    DueSoon {
        due: Day,
        at: Option<Moment>,
        left: Gap,
    },
    Running {
        due: Day,
        at: Option<Moment>,
        left: Gap,
    },
}

/// The longest distance that is said in hours; nobody reads "312 hours late".
const HOURS_COUNTED: i64 = 72;

/// How near a clock is to being late, or how late it is: the smallest is the most urgent. Done clocks come last.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Urgency {
    done: bool,
    due: Day,
    /// The last minute of the day for a clock without an hour.
    minute: u16,
}

/// How a clock stands now, given when the thing was done, if it was.
///
/// `now` is a day or a moment. A clock that runs to an hour counts in hours when both ends are moments, and in days otherwise.
///
/// # Errors
/// [`BeyondCalendar`] when working days must be counted in a year that the list of bank holidays does not hold.
pub fn standing(
    due: &Due,
    done: Option<When>,
    now: impl Into<When>,
    calendar: &Calendar,
) -> Result<Standing, BeyondCalendar> {
    let at = due.due_at;
    if let Some(done) = done {
        let (late, gap) = distance(due, done, calendar)?;
        let on = done.day();
        return Ok(if late { Standing::MetLate { on, by: gap } } else { Standing::Met { on, spare: gap } });
    }
    let now = now.into();
    let (late, gap) = distance(due, now, calendar)?;
    let (due, today) = (due.due, now.day());
    Ok(match today.days_until(due) {
        _ if late => Standing::Late { due, at, by: gap },
        0 => Standing::DueToday { due, at },
        1 => Standing::DueTomorrow { due, at },
        _ if calendar.between(today, due)? <= 2 => Standing::DueSoon { due, at, left: gap },
        _ => Standing::Running { due, at, left: gap },
    })
}

/// Whether `then` is past the due day or moment, and how far from it.
fn distance(due: &Due, then: When, calendar: &Calendar) -> Result<(bool, Gap), BeyondCalendar> {
    if let Some((mark, then)) = due.due_at.zip(then.moment()) {
        let seconds = then.seconds_until(mark);
        if seconds.abs() <= HOURS_COUNTED * 3600 {
            return Ok((seconds < 0, Gap::Hours(whole(seconds / 3600))));
        }
    }
    // From the earlier to the later either way, so that a Saturday is no later than the Friday before it.
    let (day, late) = (then.day(), then.day() > due.due);
    let (from, to) = (day.min(due.due), day.max(due.due));
    let working = whole(calendar.between(from, to)?);
    let gap = if working > 0 { Gap::WorkingDays(working) } else { Gap::Days(whole(from.days_until(to))) };
    Ok((late, gap))
}

fn whole(n: i64) -> u32 {
    u32::try_from(n.unsigned_abs()).unwrap_or(u32::MAX)
}

impl Standing {
    /// `3 working days late`, `due today at 14:00`, `Thu 5 March, in 2 working days`, `done on time`.
    pub fn words(&self) -> String {
        match *self {
            Self::Met { .. } => "done on time".to_owned(),
            Self::MetLate { by, .. } => format!("done {} late", by.words()),
            Self::Late { by, .. } => format!("{} late", by.words()),
            Self::DueToday { at, .. } => format!("due today{}", hour(at)),
            Self::DueTomorrow { at, .. } => format!("due tomorrow{}", hour(at)),
            Self::DueSoon { due, at, left } | Self::Running { due, at, left } => {
                format!("{}{}, in {}", due.short(), hour(at), left.words())
            }
        }
    }

    /// For sorting: the most urgent first.
    pub fn urgency(&self) -> Urgency {
        let (done, due, at) = match *self {
            Self::Met { on, .. } | Self::MetLate { on, .. } => (true, on, None),
            Self::Late { due, at, .. }
            | Self::DueToday { due, at }
            | Self::DueTomorrow { due, at }
            | Self::DueSoon { due, at, .. }
            | Self::Running { due, at, .. } => (false, due, at),
        };
        let minute = at.map_or(24 * 60, |at| {
            let (hour, minute) = at.hour_minute();
            u16::try_from(i16::from(hour) * 60 + i16::from(minute)).unwrap_or(0)
        });
        Urgency { done, due, minute }
    }

    /// Whether the thing is not done and its time is over.
    pub fn is_late(&self) -> bool {
        matches!(self, Self::Late { .. })
    }

    /// Whether the thing is due today, tomorrow or within two working days.
    pub fn is_soon(&self) -> bool {
        matches!(self, Self::DueToday { .. } | Self::DueTomorrow { .. } | Self::DueSoon { .. })
    }

    /// Whether the thing is done, in time or not.
    pub fn is_done(&self) -> bool {
        matches!(self, Self::Met { .. } | Self::MetLate { .. })
    }
}

/// ` at 14:00`.
fn hour(at: Option<Moment>) -> String {
    at.map(|at| format!(" at {}", at.time())).unwrap_or_default()
}
