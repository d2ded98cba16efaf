//! Clocks as pages say them: one row of the clock table becomes a due day in words, with how near it is to being late.

use crate::ledger::Reckoner;
use law::clock::{Due, Figures, Rule, Standing, Start, When, standing};
use law::day::{Day, Moment};
use law::id::PersonId;
use law::working_days::Calendar;
use maud::{Markup, html};
use store::{Conn, Error, Row};
use web::marks;

/// The days by which a page counts, and the moment at which it is asked for.
pub struct Days {
    pub calendar: Calendar,
    pub figures: Figures,
    pub now: Moment,
}

impl Days {
    pub fn at(conn: &mut Conn, reckoner: &Reckoner, now: Moment) -> Result<Self, Error> {
        Ok(Self { calendar: reckoner.calendar(conn)?, figures: reckoner.figures.clone(), now })
    }

    pub fn today(&self) -> Day {
        self.now.day()
    }

    /// The first working day after that day; the day after it where the list of bank holidays has run out.
    pub fn next_working(&self, day: Day) -> Day {
        self.calendar.add(day, 1).map_or_else(|_| day.plus_days(1), |counted| counted.due)
    }

    /// The last day of "due within two working days".
    pub fn soon(&self) -> Day {
        self.next_working(self.next_working(self.today()))
    }

    /// Today, if it is a working day, and the working days that follow, `n` in all.
    pub fn week(&self, n: usize) -> Vec<Day> {
        let mut day = match self.calendar.is_working(self.today()) {
            Ok(false) => self.next_working(self.today()),
            _ => self.today(),
        };
        let mut days = Vec::with_capacity(n);
        while days.len() < n {
            days.push(day);
            day = self.next_working(day);
        }
        days
    }

    /// `2 working days ago`, `today`: how long something has waited.
    pub fn ago(&self, since: Moment) -> String {
        let (day, today) = (since.day(), self.today());
        let working = self.calendar.between(day, today).unwrap_or_else(|_| day.days_until(today));
        match (day.days_until(today), working) {
            (0, _) => format!("today at {}", since.time()),
            (1, _) => "yesterday".to_owned(),
            (days, 0) => format!("{days} days ago"),
            (_, 1) => "1 working day ago".to_owned(),
            (_, working) => format!("{working} working days ago"),
        }
    }

    /// A row with `rule`, `clock_child`, `due_on` and `due_at`, as it stands now. `None` for a rule that this build no longer knows.
    pub fn clock(&self, row: &Row) -> Result<Option<Clock>, Error> {
        let Ok(rule) = Rule::from_slug(row.str("rule")?) else { return Ok(None) };
        let child = match row.str("clock_child")? {
            "" => None,
            _ => Some(row.parse("clock_child")?),
        };
        Ok(Some(self.reckoned(rule, child, row.parse("due_on")?, row.parse_opt("due_at")?)))
    }

    /// How a clock stands whose due day is known.
    pub fn reckoned(&self, rule: Rule, child: Option<PersonId>, due: Day, due_at: Option<Moment>) -> Clock {
        let started = Start { at: When::Day(due), fact: String::new() };
        let figure = self.figures.in_force(rule, due);
        let reckoned = Due { rule, started, due, due_at, figure, skipped: Vec::new() };
        match standing(&reckoned, None, self.now, &self.calendar) {
            Ok(standing) => Clock { rule, child, due, due_at, mark: mark(&standing), words: standing.words() },
            Err(beyond) => {
                let late = due < self.today();
                let words = format!("{} {}: {beyond}", if late { "late since" } else { "due" }, due.long());
                let mark = if late { marks::Standing::Late } else { marks::Standing::Ahead };
                Clock { rule, child, due, due_at, mark, words }
            }
        }
    }
}

fn mark(standing: &Standing) -> marks::Standing {
    if standing.is_late() {
        marks::Standing::Late
    } else if standing.is_soon() {
        marks::Standing::Soon
    } else {
        marks::Standing::Ahead
    }
}

/// For sorting clocks: the day, whether it has the whole day, the hour.
pub type Order = (Day, bool, Option<Moment>);

/// A running clock, in words.
#[derive(Debug, Clone)]
pub struct Clock {
    pub rule: Rule,
    /// The child whose clock it is; `None` where it is the whole step's.
    pub child: Option<PersonId>,
    pub due: Day,
    pub due_at: Option<Moment>,
    pub mark: marks::Standing,
    /// `3 working days late`, `due tomorrow`, `Thu 5 March, in 4 working days`.
    pub words: String,
}

impl Clock {
    pub fn is_late(&self) -> bool {
        self.mark == marks::Standing::Late
    }

    /// Due today, tomorrow or within two working days.
    pub fn is_soon(&self) -> bool {
        self.mark == marks::Standing::Soon
    }

    /// The nearest to being late, or the latest, comes first. A clock with an hour comes before one that has the whole day.
    pub fn order(&self) -> Order {
        (self.due, self.due_at.is_none(), self.due_at)
    }

    /// The words with their sign.
    pub fn show(&self) -> Markup {
        html! { (marks::standing(self.mark, &self.words)) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn days(now: &str) -> Days {
        Days { calendar: Calendar::england(), figures: Figures::national_and_default(), now: now.parse().unwrap() }
    }

    #[test]
    fn a_week_steps_over_a_weekend_and_bank_holidays() {
        let week: Vec<_> = days("2026-12-24T09:00:00Z").week(5).iter().map(|day| day.to_string()).collect();
        assert_eq!(week, ["2026-12-24", "2026-12-29", "2026-12-30", "2026-12-31", "2027-01-04"]);
        assert_eq!(days("2026-11-22T09:00:00Z").week(1)[0].to_string(), "2026-11-23");
    }

    #[test]
    fn the_hour_comes_before_the_day_and_the_latest_first() {
        let days = days("2026-11-23T10:00:00Z");
        let due = |day: &str, at: Option<&str>| {
            let at = at.map(|at| at.parse().unwrap());
            days.reckoned(Rule::ContactDecision, None, day.parse().unwrap(), at)
        };
        let mut clocks = [
            due("2026-11-24", None),
            due("2026-11-23", None),
            due("2026-11-23", Some("2026-11-23T14:00:00Z")),
            due("2026-11-19", None),
        ];
        clocks.sort_by_key(Clock::order);
        let words: Vec<_> = clocks.iter().map(|clock| clock.words.as_str()).collect();
        assert_eq!(words, ["2 working days late", "due today at 14:00", "due today", "due tomorrow"]);
    }
}
