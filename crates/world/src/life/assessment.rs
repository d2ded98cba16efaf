//! The child and family assessment: allocated, begun with the first visit, written, submitted, returned or authorised.

use super::World;
use super::work::By;
use crate::WorldError;
use crate::agenda::Act;
use crate::case::Stop;
use crate::grow::grow;
use crate::sheet::Sheet;
use crate::staff::Manner;
use crate::words::{Factor, child, common, home};
use app::step::commands::{self, Finish};
use law::caseload::CaseloadEntry;
use law::day::{Day, Moment};
use law::id::StepId;
use law::journal::Happening;
use law::people::Relation;
use law::step::StepKind;
use law::step::outcome::Outcome;
use store::{Conn, params, sql};

impl World {
    /// The team's manager gives the children and the assessment to a worker, and the work begins.
    pub(super) fn allocate(&mut self, conn: &mut Conn, at: Moment, case: usize) -> Result<(), WorldError> {
        if !self.cases[case].open {
            return Ok(());
        }
        let team = self.cases[case].team;
        let Some(worker) = self.staff.lightest(team) else { return Ok(()) };
        let by = (self.staff.manager(team), at);
        let reason = if self.cases[case].worker.is_some() {
            "New worker after the last one left"
        } else {
            "Allocated for assessment"
        };
        let step = self.cases[case].carried();
        let fresh = self.cases[case].worker.is_none();
        self.give(conn, by, case, worker, reason, step)?;
        if fresh { self.begin_assessment(at, case) } else { Ok(()) }
    }

    /// Children and open step to a worker.
    pub(super) fn give(
        &mut self,
        conn: &mut Conn,
        by: By,
        case: usize,
        worker: usize,
        reason: &str,
        step: Option<StepId>,
    ) -> Result<(), WorldError> {
        let (on, team) = (by.1.day(), self.staff.team(self.staff.workers[worker].team));
        let id = self.staff.workers[worker].id;
        let (children, _) = self.people_of(case);
        let allocated = |child| {
            let reason = reason.to_owned();
            Happening::of(CaseloadEntry::Allocated { child, worker: id, team: Some(team), on, reason }, on)
        };
        self.records(conn, "allocating", by, children.iter().copied().map(allocated).collect())?;
        if let Some(before) = self.cases[case].worker {
            let load = &mut self.staff.workers[before].load;
            *load = load.saturating_sub(children.len());
        }
        self.staff.workers[worker].load += children.len();
        self.cases[case].worker = Some(worker);
        self.cases[case].team = self.staff.workers[worker].team;
        if let Some(step) = step {
            let reason = reason.to_owned();
            self.does(conn, "giving work to a worker", by, move |_, conn, actor, _| {
                commands::assign(conn, actor, step, Some(id), Some(team), reason)
            })?;
        }
        Ok(())
    }

    fn begin_assessment(&mut self, at: Moment, case: usize) -> Result<(), WorldError> {
        let received = self.cases[case].received;
        let slow = self.writer(case).is_some_and(|worker| self.staff.workers[worker].manner == Manner::Slow);
        let pace = self.cases[case].course.pace + if slow && self.cases[case].course.stop.is_none() { 7 } else { 0 };
        let urgent = self.cases[case].course.referral == Outcome::StrategyDiscussion;
        let first = match urgent {
            true => self.luck.weighted(&[(74, 0), (18, 1), (8, 3)]),
            false => self.luck.weighted(&[(30, 1), (36, 2), (20, 4), (14, 6)]),
        };
        let visited = self.after(at, first)?;
        self.agenda.put(visited, Act::Visit { case });
        self.agenda.put(visited.plus_seconds(2_700), Act::Draft { case });
        let mut day = first;
        while day + 6 < pace {
            day += self.luck.between(6, 11);
            self.later(at, day, Act::Visit { case })?;
        }
        let mut day = self.luck.between(1, 4);
        while day < pace {
            self.later(at, day, Act::Note { case })?;
            day += self.luck.between(4, 9);
        }
        for look in [10, 20, 30] {
            if look < pace && self.luck.chance(72) {
                self.later(received, look, Act::Oversight { case })?;
            }
        }
        self.later(at, (pace / 2).max(first + 2), Act::Views { case })?;
        if self.cases[case].course.stop != Some(Stop::Unwritten) {
            let submit = self.after(received, pace.max(first + 5))?.max(self.after(at, first + 3)?);
            self.agenda.put(submit, Act::Submit { case });
        }
        Ok(())
    }

    /// The first pages, after the first visit.
    pub(super) fn draft(&mut self, conn: &mut Conn, at: Moment, case: usize) -> Result<(), WorldError> {
        let (Some(worker), Some(step)) = (self.writer(case), self.cases[case].assessment) else { return Ok(()) };
        let mut sheet = Sheet::default();
        let family = &self.families[self.cases[case].family];
        let language = match (family.interpreter, family.culture.language) {
            (true, Some(language)) => format!("{language}, with an interpreter from the language service"),
            _ => home::LANGUAGE[0].to_owned(),
        };
        sheet.day("assessment_started_on", at.day()).yes("explained_to_family", self.luck.chance(93));
        sheet.words("language_used", language).words("who_took_part", self.say_of(case, home::TOOK_PART));
        sheet.words("household", self.say_of(case, home::HOUSEHOLD));
        sheet.words("home_and_money", self.say_of(case, home::HOME_MONEY));
        for place in self.cases[case].children.clone() {
            self.first_seen(&mut sheet, case, place, at.day());
        }
        self.write(conn, "beginning an assessment", (worker, at), step, sheet)
    }

    fn first_seen(&mut self, sheet: &mut Sheet, case: usize, place: usize, on: Day) {
        let family = &self.families[self.cases[case].family];
        let it = &family.children[place];
        let (id, age, cast) = (it.id, it.age(on), family.cast_of(place, on));
        if it.unborn() {
            sheet.yes_of("child_seen", id, false).of("not_seen_why", id, "Not born yet.");
            return;
        }
        sheet.yes_of("child_seen", id, true).of("child_seen_on", id, on.to_string());
        let place_seen = self.say_with(case, &cast, home::SEEN_WHERE);
        sheet.of("seen_where", id, place_seen);
        let alone = age.is_none_or(|age| age >= 4) && self.luck.chance(74);
        sheet.yes_of("child_seen_alone", id, alone);
        if !alone {
            let why = if age.is_some_and(|age| age < 4) { home::NOT_ALONE[0] } else { home::NOT_ALONE[1] };
            let why = grow(&mut self.luck, &cast, why);
            sheet.of("not_alone_why", id, why);
        }
    }

    pub(super) fn submit(&mut self, conn: &mut Conn, at: Moment, case: usize) -> Result<(), WorldError> {
        let (Some(worker), Some(step)) = (self.writer(case), self.cases[case].assessment) else {
            // Nobody has it: whoever is given it next needs time.
            return if self.cases[case].open { self.later(at, 6, Act::Submit { case }) } else { Ok(()) };
        };
        let by = (worker, at);
        let sheet = self.family_pages(conn, case, at.day())?;
        self.write(conn, "writing an assessment", by, step, sheet)?;
        let mut sheet = Sheet::default();
        for place in self.cases[case].children.clone() {
            self.child_pages(&mut sheet, case, place, at.day());
        }
        self.write(conn, "writing an assessment", by, step, sheet)?;
        self.finish(conn, "submitting an assessment", by, step, Finish::Submit)?;
        if self.calendar.between(self.cases[case].received.day(), at.day())? > 45 {
            let reason = self.say_of(case, common::LATE);
            self.explain(conn, by, step, "assessment_authorised", reason)?;
        }
        self.waits_for_manager(at, case)
    }

    fn waits_for_manager(&mut self, at: Moment, case: usize) -> Result<(), WorldError> {
        let days = self.cases[case].course.manager;
        if self.cases[case].course.stop == Some(Stop::Unauthorised) {
            return Ok(());
        }
        self.later(at, days, Act::Authorise { case })
    }

    fn family_pages(&mut self, conn: &mut Conn, case: usize, on: Day) -> Result<Sheet, WorldError> {
        let family = &self.families[self.cases[case].family];
        let (theme, past) = (family.theme, family.past.clone());
        let has_history = past.len() > 2;
        let mut sheet = Sheet::default();
        sheet.words("care_and_safety", self.say_of(case, home::CARE));
        sheet.words("warmth_and_boundaries", self.say_of(case, home::WARMTH));
        sheet.words("what_gets_in_the_way", self.say_of(case, theme.gets_in_the_way));
        sheet.words("community", self.say_of(case, common::COMMUNITY));
        // The chronology knows an event by its number in the journal.
        let line = sql!("SELECT MIN(seq) AS seq FROM timeline WHERE step = $1 AND significance > 0");
        for event in past.iter().rev().take(4) {
            if let Some(seq) = conn.query_one(line, params![event])?.get::<Option<i64>>("seq")? {
                sheet.words("history_events", seq.to_string());
            }
        }
        sheet.words(
            "history_meaning",
            self.say_of(case, if has_history { theme.history_means } else { common::HISTORY_FIRST }),
        );
        sheet.words("parents_views", self.say_of(case, theme.parents_say));
        let rows = self.agency_rows(case, on)?;
        sheet.rows("agency_information", None, &rows);
        if self.luck.chance(60) {
            let rows = self.actions(case, on)?;
            sheet.rows("actions_agreed", None, &rows);
        }
        Ok(sheet)
    }

    fn agency_rows(&mut self, case: usize, on: Day) -> Result<Vec<Vec<(&'static str, String)>>, WorldError> {
        let cast = self.cast(case);
        let chosen = self.luck.some(common::AGENCIES, 55);
        let mut rows = Vec::new();
        for (agency, person, said) in chosen {
            let asked = self.calendar.add(on, -self.luck.between(9, 16))?.due;
            let mut row = vec![("agency", (*agency).to_owned()), ("asked_on", asked.to_string())];
            if self.luck.chance(86) {
                let answered = self.calendar.add(asked, self.luck.between(1, 7))?.due;
                row.push(("person", grow(&mut self.luck, &cast, person)));
                row.push(("answered_on", answered.to_string()));
                row.push(("information", grow(&mut self.luck, &cast, said)));
            }
            rows.push(row);
        }
        Ok(rows)
    }

    fn actions(&mut self, case: usize, on: Day) -> Result<Vec<Vec<(&'static str, String)>>, WorldError> {
        let cast = self.cast(case);
        let chosen = self.luck.some(common::ACTIONS, 34);
        let mut rows = Vec::new();
        for (what, who) in chosen.into_iter().take(4) {
            let due = self.calendar.add(on, self.luck.between(4, 25))?.due;
            let (what, who) = (grow(&mut self.luck, &cast, what), grow(&mut self.luck, &cast, who));
            rows.push(vec![("what", what), ("who", who), ("by_when", due.to_string())]);
        }
        Ok(rows)
    }

    /// One child's own pages. What is the same for brothers and sisters stands on the family's.
    fn child_pages(&mut self, sheet: &mut Sheet, case: usize, place: usize, on: Day) {
        let number = self.cases[case].family;
        let (theme, culture) = (self.families[number].theme, self.families[number].culture);
        let it = &self.families[number].children[place];
        let (id, age, unborn) = (it.id, it.age(on).unwrap_or(7), it.unborn());
        let cast = self.families[number].cast_of(place, on);
        let outcome = self.recommended(case);
        let words = self.childs_words(case, place, on);
        sheet.of("childs_words", id, words);
        let changed = self.say_with(case, &cast, child::WORDS_CHANGED);
        sheet.of("words_changed", id, changed);
        let health = match (unborn, age) {
            (true, _) => child::HEALTH_UNBORN,
            (_, 0..=4) => child::HEALTH_SMALL,
            _ => child::HEALTH,
        };
        let mut of = |question: &str, pool: &'static [&'static str]| {
            let text = self.say_with(case, &cast, pool);
            sheet.of(question, id, text);
        };
        of("health", health);
        of("identity", if unborn { child::IDENTITY_UNBORN } else { culture.means });
        of("analysis", theme.analysis);
        of("danger_if_nothing_changes", theme.danger);
        of("recommendation_why", common::recommended(outcome.slug()));
        if !unborn {
            of("education", if age < 5 { child::EDUCATION_SMALL } else { child::EDUCATION });
            of("emotional", child::EMOTIONAL);
            of("relationships", child::RELATIONSHIPS);
            for how in self.how_heard(number, place, on) {
                sheet.of("views_how", id, how);
            }
        }
        let risks = self.factor_rows(case, place, on, theme.risks, 58);
        let protects = self.factor_rows(case, place, on, theme.protects, 62);
        sheet.rows("risk_factors", Some(id), &risks).rows("protective_factors", Some(id), &protects);
        for factor in self.luck.some(theme.factors, 48) {
            sheet.of("factors", id, *factor);
        }
        sheet.of("recommendation", id, outcome.slug());
    }

    fn factor_rows(
        &mut self,
        case: usize,
        place: usize,
        on: Day,
        factors: &'static [Factor],
        percent: u32,
    ) -> Vec<Vec<(&'static str, String)>> {
        let cast = self.families[self.cases[case].family].cast_of(place, on);
        let chosen = self.luck.some(factors, percent);
        let mut row = |(factor, evidence): &(&str, &str)| {
            let factor = grow(&mut self.luck, &cast, factor);
            vec![("factor", factor), ("evidence", grow(&mut self.luck, &cast, evidence))]
        };
        chosen.into_iter().map(&mut row).collect()
    }

    /// What the worker recommends: nearly always what the manager will decide.
    fn recommended(&mut self, case: usize) -> Outcome {
        let decided = self.cases[case].course.assessment;
        match case % 17 {
            3 if decided == Outcome::CinPlan => Outcome::EarlyHelp,
            5 if decided == Outcome::NoFurtherAction => Outcome::EarlyHelp,
            _ => decided,
        }
    }

    pub(super) fn authorise(&mut self, conn: &mut Conn, at: Moment, case: usize) -> Result<(), WorldError> {
        let Some(step) = self.cases[case].assessment.filter(|_| self.cases[case].open) else { return Ok(()) };
        let manager = self.staff.manager(self.cases[case].team);
        let by = (manager, at);
        if self.cases[case].course.returned && self.cases[case].returns == 0 {
            self.cases[case].returns += 1;
            let reasons = self.say_of(case, common::RETURNED);
            self.does(conn, "returning an assessment", by, move |_, conn, actor, _| {
                commands::send_back(conn, actor, step, reasons)
            })?;
            if self.cases[case].course.stop == Some(Stop::Returned) {
                return Ok(());
            }
            let days = self.luck.between(2, 7);
            return self.later(at, days, Act::Rework { case });
        }
        if self.cases[case].course.manager > 3 {
            let reason = self.luck.pick(common::MANAGER_LATE).to_owned();
            self.explain(conn, by, step, "manager_authorises", reason)?;
        }
        let outcome = match self.is_protected(conn, case)? {
            // Whatever the assessment says, the child is helped under the enquiry or the plan.
            true => Outcome::CinPlan,
            false => self.cases[case].course.assessment,
        };
        let decisions = self.decisions(case, outcome, common::ASSESSMENT_RATIONALE, common::FOR_FAMILY);
        let opened = self.decide(conn, "authorising an assessment", by, (step, StepKind::Assessment), decisions)?;
        self.cases[case].assessed = true;
        self.families[self.cases[case].family].past.push(step.to_string());
        self.follows(at, case, opened)
    }

    /// What an authorised assessment leads to.
    fn follows(&mut self, at: Moment, case: usize, opened: Vec<(StepKind, StepId)>) -> Result<(), WorldError> {
        for (kind, id) in opened {
            match kind {
                StepKind::Closure => {
                    self.cases[case].closure = Some(id);
                    let days = self.luck.between(1, 6);
                    self.later(at, days, Act::Close { case })?;
                }
                StepKind::CinPlan => {
                    self.cases[case].plan = Some(id);
                    let days = self.luck.between(1, 4);
                    self.later(at, days, Act::Transfer { case })?;
                }
                StepKind::StrategyDiscussion => {
                    self.later(at, 0, Act::StrategyHeld { case })?;
                    self.plan_work(at, case)?;
                }
                StepKind::EarlyHelp => self.early_help_begins(at, case, id)?,
                _ => {}
            }
        }
        Ok(())
    }

    /// The worker answers what the manager asked for.
    pub(super) fn rework(&mut self, conn: &mut Conn, at: Moment, case: usize) -> Result<(), WorldError> {
        let (Some(worker), Some(step)) = (self.writer(case), self.cases[case].assessment) else {
            return if self.cases[case].open { self.later(at, 5, Act::Rework { case }) } else { Ok(()) };
        };
        let theme = self.families[self.cases[case].family].theme;
        let mut sheet = Sheet::default();
        for place in self.cases[case].children.clone() {
            let family = &self.families[self.cases[case].family];
            let (id, cast) = (family.children[place].id, family.cast_of(place, at.day()));
            let more = self.say_with(case, &cast, common::AFTER_RETURN);
            let analysis = self.say_with(case, &cast, theme.analysis);
            sheet.of("analysis", id, format!("{analysis}\n\n{more}"));
        }
        let father = self.families[self.cases[case].family].adult(Relation::Father).is_some();
        if father && self.luck.chance(50) {
            sheet.words("parents_views", self.say_of(case, theme.parents_say));
        }
        self.write(conn, "reworking an assessment", (worker, at), step, sheet)?;
        self.finish(conn, "submitting an assessment", (worker, at), step, Finish::Submit)?;
        self.waits_for_manager(at, case)
    }
}
