//! Closure: asked for by the worker, agreed by the manager; and what may begin again later.

use super::World;
use crate::WorldError;
use crate::agenda::Act;
use crate::case::Stop;
use crate::sheet::Sheet;
use crate::words::common;
use app::step::commands::Finish;
use law::day::Moment;
use law::step::StepKind;
use law::step::outcome::Outcome;
use store::Conn;

impl World {
    pub(super) fn close(&mut self, conn: &mut Conn, at: Moment, case: usize) -> Result<(), WorldError> {
        let Some(worker) = self.writer(case) else {
            return if self.cases[case].open { self.later(at, 8, Act::Close { case }) } else { Ok(()) };
        };
        if self.is_protected(conn, case)? {
            return self.later(at, 20, Act::Close { case });
        }
        let by = (worker, at);
        let (theme, opened) = (self.families[self.cases[case].family].theme, self.cases[case].closure);
        let step = match opened {
            Some(step) => step,
            None => {
                let part_of = self.cases[case].plan.or(self.cases[case].assessment);
                self.begin_step(conn, by, case, StepKind::Closure, part_of)?
            }
        };
        self.cases[case].closure = Some(step);
        let mut sheet = Sheet::default();
        sheet.day("closed_on", at.day()).words("closure_summary", self.say_of(case, theme.closes));
        sheet.words("still_worried", self.say_of(case, common::STILL_HARD));
        sheet.words("familys_view", self.say_of(case, common::CLOSURE_VIEW));
        sheet.words("if_worried_again", self.say_of(case, common::WORRIED_AGAIN));
        for told in ["child", "parents", "school", "health"] {
            if self.luck.chance(80) {
                sheet.words("told", told);
            }
        }
        for place in self.cases[case].children.clone() {
            let family = &self.families[self.cases[case].family];
            let (id, unborn) = (family.children[place].id, family.children[place].unborn());
            let cast = family.cast_of(place, at.day());
            if opened.is_none() {
                sheet.of("closure_reason", id, "RC7");
            }
            if !unborn {
                sheet.of("childs_view", id, self.say_with(case, &cast, common::CHILD_LEAVING));
            }
        }
        self.write(conn, "writing a closure", by, step, sheet)?;
        self.finish(conn, "submitting a closure", by, step, Finish::Submit)?;
        if self.cases[case].course.stop == Some(Stop::ClosureUndecided) {
            return Ok(());
        }
        let days = self.luck.weighted(&[(50, 0), (26, 1), (16, 3), (8, 6)]);
        self.later(at, days, Act::AgreeClosure { case })
    }

    pub(super) fn agree_closure(&mut self, conn: &mut Conn, at: Moment, case: usize) -> Result<(), WorldError> {
        let Some(step) = self.cases[case].closure.filter(|_| self.cases[case].open) else { return Ok(()) };
        if self.is_protected(conn, case)? {
            return self.later(at, 20, Act::AgreeClosure { case });
        }
        let by = (self.staff.manager(self.cases[case].team), at);
        let decisions = self.decisions(case, Outcome::Close, common::CLOSE_RATIONALE, &[]);
        self.decide(conn, "agreeing a closure", by, (step, StepKind::Closure), decisions)?;
        let (children, _) = self.people_of(case);
        if let Some(worker) = self.cases[case].worker {
            let load = &mut self.staff.workers[worker].load;
            *load = load.saturating_sub(children.len());
        }
        self.families[self.cases[case].family].past.push(step.to_string());
        self.ends(at, case)
    }

    /// The case is over. Some families are heard of again.
    pub(super) fn ends(&mut self, at: Moment, case: usize) -> Result<(), WorldError> {
        self.cases[case].open = false;
        let family = self.cases[case].family;
        if self.families[family].open_case == Some(case) {
            self.families[family].open_case = None;
        }
        if self.cases[case].course.stop.is_none() && self.luck.chance(44) {
            let day = at.day().plus_days(self.luck.between(18, 420));
            if day < self.plan.until && !self.families[family].minors(day).is_empty() {
                let course = self.course(family);
                self.open_case(family, day, course)?;
            }
        }
        Ok(())
    }
}
