//! After the assessment: the child in need plan's months of work, early help, a change of team.

use super::World;
use crate::WorldError;
use crate::agenda::Act;
use crate::grow::grow;
use crate::sheet::Sheet;
use crate::staff::Team;
use crate::words::{common, protection};
use app::step::commands::Finish;
use law::day::Moment;
use law::id::StepId;
use law::role::Role;
use law::step::StepKind;
use law::step::outcome::Outcome;
use store::Conn;

impl World {
    /// The case goes to a planning team, or stays where it is; a plan is made and worked.
    pub(super) fn transfer(&mut self, conn: &mut Conn, at: Moment, case: usize) -> Result<(), WorldError> {
        if !self.cases[case].open {
            return Ok(());
        }
        let team = match (self.cases[case].team, case % 3) {
            (Team::Disabilities, _) => Team::Disabilities,
            (_, 0) => Team::Planning1,
            (_, 1) => Team::Planning2,
            _ => Team::Planning3,
        };
        let moves = team != Team::Disabilities || self.writer(case).is_none();
        if let (true, Some(worker)) = (moves, self.staff.lightest(team)) {
            let by = (self.staff.manager(team), at);
            let plan = self.cases[case].carried();
            self.give(conn, by, case, worker, "Child in need plan: to the planning team", plan)?;
        }
        let made = self.luck.weighted(&[(60, 5), (26, 8), (8, 13), (6, 60)]);
        self.later(at, made, Act::PlanKept { case })?;
        self.plan_work(at, case)
    }

    /// Visits, notes, oversight and views for as long as the plan runs, and then its end.
    pub(super) fn plan_work(&mut self, at: Moment, case: usize) -> Result<(), WorldError> {
        let length = self.cases[case].course.plan;
        self.repeat(at, length, (4, 12), (15, 27), Act::Visit { case })?;
        self.repeat(at, length, (2, 8), (6, 15), Act::Note { case })?;
        self.repeat(at, length, (8, 16), (17, 34), Act::Oversight { case })?;
        self.repeat(at, length, (6, 14), (24, 48), Act::Views { case })?;
        self.later(at, length, Act::Close { case })
    }

    fn repeat(
        &mut self,
        at: Moment,
        length: i64,
        first: (i64, i64),
        then: (i64, i64),
        act: Act,
    ) -> Result<(), WorldError> {
        let mut day = self.luck.between(first.0, first.1);
        while day < length {
            self.later(at, day, act)?;
            day += self.luck.between(then.0, then.1);
        }
        Ok(())
    }

    /// The plan is agreed with the family, and its reviews follow.
    pub(super) fn plan_kept(&mut self, conn: &mut Conn, at: Moment, case: usize) -> Result<(), WorldError> {
        let Some(worker) = self.writer(case) else { return Ok(()) };
        let Some(plan) = self.open_step(conn, case, StepKind::CinPlan)? else { return Ok(()) };
        let mut sheet = Sheet::default();
        sheet.words("plan_agreed_with", self.say_of(case, protection::AGREED_WITH));
        sheet.day("family_has_copy_on", at.day());
        for child in &plan.children {
            sheet.of("need_plan_started_on", *child, at.day().to_string());
        }
        self.write(conn, "agreeing a plan", (worker, at), plan.id, sheet)?;
        let days = self.luck.weighted(&[(72, 27), (28, 34)]);
        self.later(at, days, Act::PlanReviewed { case })
    }

    /// The plan is looked at again, and goes on until the case closes.
    pub(super) fn plan_reviewed(&mut self, conn: &mut Conn, at: Moment, case: usize) -> Result<(), WorldError> {
        let Some(worker) = self.writer(case) else { return Ok(()) };
        let Some(review) = self.open_step(conn, case, StepKind::CinReview)? else { return Ok(()) };
        let by = (worker, at);
        let sheet = self.meeting_pages(case, &review, at);
        self.write(conn, "writing a review", by, review.id, sheet)?;
        self.meeting_seats(conn, by, case, review.id)?;
        self.finish(conn, "submitting a review", by, review.id, Finish::Submit)?;
        let manager = (self.staff.manager(self.cases[case].team), at.plus_seconds(1_800));
        let goes_on = [(100, Outcome::PlanContinues)];
        let decisions = self.decided(case, &review, &goes_on, protection::REVIEW_RATIONALE, protection::REVIEW_FAMILY);
        self.decide(conn, "deciding a review", manager, (review.id, review.kind), decisions)?;
        let days = self.luck.weighted(&[(70, 58), (30, 68)]);
        self.later(at, days, Act::PlanReviewed { case })
    }

    pub(super) fn early_help_begins(&mut self, at: Moment, case: usize, step: StepId) -> Result<(), WorldError> {
        self.cases[case].early_help = Some(step);
        if self.cases[case].assessment.is_none() {
            self.ends(at, case)?;
        }
        let days = self.luck.between(12, 130);
        self.later(at, days, Act::EarlyHelpEnds { case })
    }

    pub(super) fn early_help_ends(&mut self, conn: &mut Conn, at: Moment, case: usize) -> Result<(), WorldError> {
        let Some(step) = self.cases[case].early_help.take() else { return Ok(()) };
        let adviser = self.staff.one_of(&mut self.luck, Team::EarlyHelp, Role::EarlyHelpAdviser);
        let cast = self.cast(case).with("day", at.day().long());
        let reason = grow(&mut self.luck, &cast, common::CANCEL_EARLY_HELP[case % common::CANCEL_EARLY_HELP.len()]);
        self.cancel(conn, (adviser, at), step, reason)
    }
}
