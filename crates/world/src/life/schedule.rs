//! When things happen: working days, office hours, nights and weekends, and the course that each case takes.

use super::World;
use crate::WorldError;
use crate::agenda::Act;
use crate::case::{Case, Course, Stop};
use crate::family::Family;
use crate::staff::Team;
use crate::words::{THEMES, Theme};
use law::code::REFERRAL_SOURCE;
use law::day::{Day, Moment};
use law::role::Role;
use law::step::outcome::Outcome;

impl World {
    pub(super) fn works(&self, day: Day) -> Result<bool, WorldError> {
        Ok(self.calendar.is_working(day)?)
    }

    /// A time in office hours, that many working days later. Without any days: later the same day, or the next morning.
    pub(super) fn after(&mut self, from: Moment, days: i64) -> Result<Moment, WorldError> {
        let (hour, _) = from.hour_minute();
        if days <= 0 && (8..16).contains(&hour) && self.works(from.day())? {
            return Ok(from.plus_seconds(self.luck.between(20, 110) * 60));
        }
        let day = self.calendar.add(from.day(), days.max(1))?.due;
        let (hour, minute) = (self.luck.between(9, 16), self.luck.between(0, 59));
        Ok(day.at(small(hour), small(minute))?)
    }

    /// Puts an act that many working days later.
    pub(super) fn later(&mut self, from: Moment, days: i64, act: Act) -> Result<(), WorldError> {
        let at = self.after(from, days)?;
        self.agenda.put(at, act);
        Ok(())
    }

    /// Families enough for the plan, with the day of the first contact of each; and what else the years bring.
    pub(super) fn populate(&mut self) -> Result<(), WorldError> {
        let days = self.first.days_until(self.plan.until);
        self.stage()?;
        let mut children: usize = self.families.iter().map(|family| family.children.len()).sum();
        while children < self.plan.children {
            let day = self.first.plus_days(self.luck.between(1, days - 1));
            let family = self.new_family(day);
            children += self.families[family].children.len();
            let course = self.course(family);
            self.open_case(family, day, course)?;
        }
        for _ in 0..self.plan.children * usize::from(self.plan.years) / 14 {
            let day = self.first.plus_days(self.luck.between(2, days - 1));
            let at = self.after(day.at(17, 30)?, 1)?;
            self.agenda.put(at, Act::Consultation);
        }
        self.departures(days)
    }

    /// Some workers leave in the course of the years.
    fn departures(&mut self, days: i64) -> Result<(), WorldError> {
        for worker in 0..self.staff.workers.len() {
            let it = &self.staff.workers[worker];
            let may = it.role == Role::SocialWorker && it.team.carries_cases();
            if may && days > 120 && self.luck.chance(12 * u32::from(self.plan.years)) {
                let day = self.first.plus_days(self.luck.between(90, days - 8));
                let at = self.after(day.at(17, 30)?, 1)?;
                self.agenda.put(at, Act::Leaves { worker });
            }
        }
        Ok(())
    }

    pub(super) fn new_family(&mut self, day: Day) -> usize {
        let weights: Vec<(u32, &'static Theme)> = THEMES.iter().map(|theme| (theme.weight, *theme)).collect();
        let theme = self.luck.weighted(&weights);
        self.families.push(Family::draw(&mut self.luck, theme, day));
        self.families.len() - 1
    }

    /// Cases that stand still at the end, one or several for each queue.
    fn stage(&mut self) -> Result<(), WorldError> {
        let scale = i64::try_from(self.plan.children / 400).unwrap_or(0) + 1;
        let plans: [(Stop, i64, i64); 14] = [
            (Stop::ContactUndecided, 0, 1),
            (Stop::ContactUndecided, 2, 1),
            (Stop::ReferralUndecided, 1, 1),
            (Stop::ReferralUndecided, 4, 1),
            (Stop::Unallocated, 3, 1),
            (Stop::Unallocated, 12, 1),
            (Stop::Unwritten, 43, 30),
            (Stop::Unwritten, 51, 30),
            (Stop::Unauthorised, 42, 40),
            (Stop::Unauthorised, 49, 41),
            (Stop::Unauthorised, 37, 28),
            (Stop::Returned, 40, 30),
            (Stop::ClosureUndecided, 38, 24),
            (Stop::NotAcknowledged, 0, 1),
        ];
        for (stop, days_before, pace) in plans {
            for at in 0..scale.min(6) {
                let day = self.calendar.add(self.plan.until, -(days_before + 1 + at % 3))?.due;
                if day <= self.first {
                    continue;
                }
                let family = self.new_family(day);
                let course = self.staged(stop, pace + at % 3);
                self.open_case(family, day, course)?;
            }
        }
        Ok(())
    }

    fn staged(&mut self, stop: Stop, pace: i64) -> Course {
        let assessment = match stop {
            Stop::ClosureUndecided => Outcome::NoFurtherAction,
            _ => {
                self.luck.weighted(&[(50, Outcome::CinPlan), (30, Outcome::NoFurtherAction), (20, Outcome::EarlyHelp)])
            }
        };
        Course {
            contact: Outcome::Referral,
            referral: Outcome::Assessment,
            assessment,
            pace,
            manager: 1,
            returned: stop == Stop::Returned,
            plan: 60,
            stop: Some(stop),
        }
    }

    /// The course of an ordinary case.
    pub(super) fn course(&mut self, family: usize) -> Course {
        let theme = self.families[family].theme;
        let (luck, harm) = (&mut self.luck, theme.harm);
        let contact = luck.weighted(&[
            (46 + harm / 2, Outcome::Referral),
            (16, Outcome::EarlyHelp),
            (38, Outcome::InformationAndAdvice),
        ]);
        let referral = if luck.chance(harm) {
            Outcome::StrategyDiscussion
        } else {
            luck.weighted(&[(80, Outcome::Assessment), (12, Outcome::NoFurtherAction), (8, Outcome::EarlyHelp)])
        };
        let assessment = luck.weighted(&[
            (29, Outcome::NoFurtherAction),
            (20, Outcome::EarlyHelp),
            (44 + harm / 2, Outcome::CinPlan),
            (4, Outcome::StrategyDiscussion),
            (9, Outcome::OtherServices),
        ]);
        let pace = match luck.between(0, 99) {
            0..=14 => luck.between(12, 20),
            15..=59 => luck.between(21, 38),
            60..=85 => luck.between(39, 44),
            _ => luck.between(46, 64),
        };
        let manager = luck.weighted(&[(45, 0), (25, 1), (14, 2), (8, 4), (5, 6), (3, 9)]);
        let (returned, plan) = (luck.chance(11), luck.between(60, 300));
        Course { contact, referral, assessment, pace, manager, returned, plan, stop: None }
    }

    /// A contact about a family on that day, by somebody who would.
    pub(super) fn open_case(&mut self, family: usize, day: Day, course: Course) -> Result<usize, WorldError> {
        let (source, worry) = self.worry(family);
        let at_night = course.stop == Some(Stop::NotAcknowledged)
            || (course.stop.is_none() && matches!(source, "6" | "1A" | "1B") && self.luck.chance(34));
        let staged = course.stop.is_some();
        let received = if at_night { self.night_time(day)? } else { self.call_time(day, source, staged)? };
        let source_name = self.source_name(source, family);
        let screener = self.staff.one_of(&mut self.luck, Team::FrontDoor, Role::DutyScreener);
        let night_worker = self.staff.one_of(&mut self.luck, Team::OutOfHours, Role::OutOfHours);
        let case = self.cases.len();
        self.cases.push(Case {
            family,
            children: Vec::new(),
            course,
            received,
            source,
            worry,
            source_name,
            at_night,
            contact: None,
            referral: None,
            assessment: None,
            plan: None,
            plan_closed: false,
            early_help: None,
            closure: None,
            night: None,
            screener,
            night_worker,
            worker: None,
            team: Team::FrontDoor,
            open: true,
            assessed: false,
            visits: 0,
            returns: 0,
            conferences: 0,
        });
        if at_night {
            self.agenda.put(received, Act::Night { case });
        } else {
            let at = self.screened(received)?;
            self.agenda.put(at, Act::Contact { case });
        }
        Ok(case)
    }

    /// Who is worried, and about what: a source of the theme, and something that such a person would see.
    fn worry(&mut self, family: usize) -> (&'static str, &'static str) {
        let theme = self.families[family].theme;
        let source = self.luck.weighted(theme.sources);
        let all: Vec<(&str, &'static str)> =
            theme.worry.iter().filter_map(|told| told.strip_prefix('@')?.split_once('@')).collect();
        let fits: Vec<(&str, &'static str)> =
            all.iter().copied().filter(|(who, _)| who.split(',').any(|code| code == source)).collect();
        let pool = if fits.is_empty() { all } else { fits };
        let (who, what) = pool[self.luck.place(pool.len())];
        match who.split(',').find(|code| *code == source).or_else(|| who.split(',').next()) {
            Some(code) => (REFERRAL_SOURCE.codes.iter().find(|it| it.code == code).map_or(source, |it| it.code), what),
            None => (source, what),
        }
    }

    /// When the screener writes it: soon in office hours, first thing in the morning otherwise.
    fn screened(&mut self, received: Moment) -> Result<Moment, WorldError> {
        let (hour, _) = received.hour_minute();
        if self.works(received.day())? && (8..17).contains(&hour) {
            return Ok(received.plus_seconds(self.luck.between(6, 70) * 60));
        }
        let day = if hour < 8 && self.works(received.day())? {
            received.day()
        } else {
            self.calendar.next_working(received.day())?
        };
        Ok(day.at(8, small(self.luck.between(35, 59)))?)
    }

    /// Professionals ring in office hours, the police send what the night brought, families and neighbours at any time.
    fn call_time(&mut self, day: Day, source: &str, staged: bool) -> Result<Moment, WorldError> {
        let professional = !matches!(source, "6" | "1A" | "1B" | "1C" | "1D" | "9");
        let day = match (professional || staged, self.works(day)?) {
            (true, false) => self.calendar.next_working(day)?,
            (false, false) if self.luck.chance(55) => self.calendar.next_working(day)?,
            _ => day,
        };
        let hour = match (professional || staged, source) {
            (true, _) => {
                self.luck.weighted(&[(8, 8), (16, 9), (14, 10), (12, 11), (9, 12), (11, 13), (15, 14), (15, 15)])
            }
            (false, "6") => {
                self.luck.weighted(&[(10, 0), (8, 2), (5, 6), (30, 9), (10, 13), (12, 18), (15, 21), (10, 23)])
            }
            (false, _) => self.luck.weighted(&[(10, 8), (18, 10), (18, 13), (20, 15), (18, 16), (10, 18), (6, 20)]),
        };
        Ok(day.at(hour, small(self.luck.between(0, 59)))?)
    }

    fn night_time(&mut self, day: Day) -> Result<Moment, WorldError> {
        let hour = self.luck.weighted(&[(20, 18), (22, 20), (24, 21), (20, 22), (14, 23)]);
        Ok(day.at(hour, small(self.luck.between(0, 59)))?)
    }
}

/// Hours and minutes are small numbers.
pub(super) fn small(number: i64) -> i8 {
    i8::try_from(number).unwrap_or(0)
}
