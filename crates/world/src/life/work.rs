//! What every piece of work has in common, and the work of the weeks: visits, notes, oversight, views.

use super::World;
use super::schedule::small;
use crate::WorldError;
use crate::grow::{Cast, grow};
use crate::sheet::Sheet;
use crate::staff::Manner;
use crate::words::{Happened, child, common, home};
use app::step::commands::{self, Begin, Finish};
use law::day::{Day, Moment};
use law::id::{PersonId, StepId};
use law::journal::Happening;
use law::people::{PersonEntry, Story};
use law::step::outcome::{Decision, Outcome};
use law::step::{Lateness, StepKind};
use store::{Conn, params, sql, text};

/// Who, and when.
pub(super) type By = (usize, Moment);

impl World {
    /// Begins a step about the children of a case.
    pub(super) fn begin_step(
        &mut self,
        conn: &mut Conn,
        by: By,
        case: usize,
        kind: StepKind,
        part_of: Option<StepId>,
    ) -> Result<StepId, WorldError> {
        let (children, others) = self.people_of(case);
        self.begin_about(conn, by, kind, children, others, part_of)
    }

    /// Begins a step about these people.
    pub(super) fn begin_about(
        &mut self,
        conn: &mut Conn,
        by: By,
        kind: StepKind,
        children: Vec<PersonId>,
        others: Vec<PersonId>,
        part_of: Option<StepId>,
    ) -> Result<StepId, WorldError> {
        let begin = Begin { kind, children, others, team: None, part_of, carried: Vec::new() };
        let done = self.does(conn, "beginning a step", by, move |council, conn, actor, now| {
            commands::begin(council, conn, actor, now, begin)
        })?;
        self.count(kind);
        done.started
            .first()
            .copied()
            .ok_or(WorldError::Refused { doing: "beginning a step", why: "nothing began".into() })
    }

    pub(super) fn write(
        &mut self,
        conn: &mut Conn,
        doing: &'static str,
        by: By,
        step: StepId,
        sheet: Sheet,
    ) -> Result<(), WorldError> {
        let raw = sheet.done();
        self.does(conn, doing, by, move |council, conn, actor, _| commands::write(council, conn, actor, step, raw))?;
        Ok(())
    }

    pub(super) fn finish(
        &mut self,
        conn: &mut Conn,
        doing: &'static str,
        by: By,
        step: StepId,
        how: Finish,
    ) -> Result<(), WorldError> {
        self.does(conn, doing, by, move |council, conn, actor, now| {
            commands::finish(council, conn, actor, now, step, how)
        })?;
        Ok(())
    }

    /// Decides, and gives what it opened by kind.
    pub(super) fn decide(
        &mut self,
        conn: &mut Conn,
        doing: &'static str,
        by: By,
        (step, _): (StepId, StepKind),
        decisions: Vec<Decision>,
    ) -> Result<Vec<(StepKind, StepId)>, WorldError> {
        let done = self.does(conn, doing, by, move |council, conn, actor, now| {
            commands::decide(council, conn, actor, now, step, decisions)
        })?;
        let mut opened: Vec<(StepKind, StepId)> = Vec::new();
        for id in done.started {
            let row = conn.query_one(sql!("SELECT kind FROM step WHERE id = $1"), params![text(id)])?;
            opened.extend(StepKind::from_slug(row.str("kind")?).map(|kind| (kind, id)));
        }
        opened.iter().for_each(|(kind, _)| self.count(*kind));
        Ok(opened)
    }

    pub(super) fn cancel(&mut self, conn: &mut Conn, by: By, step: StepId, reason: String) -> Result<(), WorldError> {
        self.does(conn, "cancelling", by, move |_, conn, actor, _| commands::cancel(conn, actor, step, reason))?;
        Ok(())
    }

    pub(super) fn explain(
        &mut self,
        conn: &mut Conn,
        by: By,
        step: StepId,
        rule: &str,
        reason: String,
    ) -> Result<(), WorldError> {
        let lateness = Lateness { rule: rule.to_owned(), child: None, reason };
        self.does(conn, "explaining lateness", by, move |_, conn, actor, _| {
            commands::explain_lateness(conn, actor, step, lateness)
        })?;
        Ok(())
    }

    /// A text for the whole family of a case.
    pub(super) fn say(&mut self, case: usize, pattern: &str) -> String {
        let cast = self.cast(case);
        grow(&mut self.luck, &cast, pattern)
    }

    /// One of a pool that this family has not heard for longest.
    pub(super) fn say_of(&mut self, case: usize, pool: &'static [&'static str]) -> String {
        let cast = self.cast(case);
        self.say_with(case, &cast, pool)
    }

    pub(super) fn say_with(&mut self, case: usize, cast: &Cast, pool: &'static [&'static str]) -> String {
        let family = self.cases[case].family;
        let pattern = self.families[family].memory.fresh(&mut self.luck, pool);
        grow(&mut self.luck, cast, pattern)
    }

    /// The cast of a case: one of its children stands at the centre.
    pub(super) fn cast(&self, case: usize) -> Cast {
        let it = &self.cases[case];
        let eldest = it.children.first().copied().unwrap_or(0);
        self.families[it.family].cast_of(eldest, it.received.day())
    }

    fn happening(&mut self, case: usize, pool: &'static [Happened]) -> (String, String, String) {
        let family = self.cases[case].family;
        let cast = self.cast(case);
        let (seen, means, changes) = *self.families[family].memory.fresh(&mut self.luck, pool);
        let mut grown = |pattern| grow(&mut self.luck, &cast, pattern);
        (grown(seen), grown(means), grown(changes))
    }

    /// The case's worker writes, and at times writes only what happened.
    fn recorded(&mut self, case: usize, worker: usize, pool: &'static [Happened]) -> (String, String, String) {
        let bare = match self.staff.workers[worker].manner {
            Manner::ProcessOnly => 58,
            Manner::Slow => 16,
            Manner::Usual => 5,
        };
        if self.luck.chance(bare) {
            let seen = self.say_of(case, home::PROCESS_SEEN);
            let means = self.luck.pick(home::PROCESS_MEANS).to_owned();
            return (seen, means, String::new());
        }
        self.happening(case, pool)
    }

    pub(super) fn note(&mut self, conn: &mut Conn, at: Moment, case: usize) -> Result<(), WorldError> {
        let Some(worker) = self.writer(case) else { return Ok(()) };
        let theme = self.families[self.cases[case].family].theme;
        let words = self.recorded(case, worker, theme.notes);
        let kinds = [(40, "telephone"), (24, "meeting"), (14, "email"), (14, "direct_work"), (8, "professionals")];
        let kind = self.luck.weighted(&kinds);
        self.write_note(conn, (worker, at), case, kind, words)
    }

    pub(super) fn write_note(
        &mut self,
        conn: &mut Conn,
        by: By,
        case: usize,
        kind: &str,
        (seen, means, changes): (String, String, String),
    ) -> Result<(), WorldError> {
        let part_of = self.current(case);
        let step = self.begin_step(conn, by, case, StepKind::CaseNote, part_of)?;
        let mut sheet = Sheet::default();
        sheet.moment("happened_at", earlier(by.1, self.luck.between(5, 50)));
        sheet.words("note_kind", kind).words("what_was_seen", seen);
        sheet.words("what_it_means", means).words("what_changes", changes);
        self.write(conn, "writing a case note", by, step, sheet)?;
        self.finish(conn, "recording a case note", by, step, Finish::Record)
    }

    pub(super) fn visit(&mut self, conn: &mut Conn, at: Moment, case: usize) -> Result<(), WorldError> {
        let Some(worker) = self.writer(case) else { return Ok(()) };
        let theme = self.families[self.cases[case].family].theme;
        let (seen, means, changes) = self.recorded(case, worker, theme.visits);
        let protected = self.open_step(conn, case, StepKind::ProtectionPlan)?.is_some();
        let kind = match (protected, self.cases[case].plan) {
            (true, _) => "cp",
            (false, Some(_)) => "cin",
            (false, None) => "assessment",
        };
        let (by, part_of) = ((worker, at), self.current(case));
        let step = self.begin_step(conn, by, case, StepKind::Visit, part_of)?;
        let mut sheet = Sheet::default();
        let happened = earlier(at, self.luck.between(30, 90));
        sheet.moment("happened_at", happened).words("visit_kind", kind);
        sheet.yes("announced", self.luck.chance(78));
        sheet.words("what_was_seen", seen).words("what_it_means", means).words("what_changes", changes);
        let there =
            self.say(case, "[{mother}|{mother} and {gran}|{mother}, and a man who did not give his name|{man}]");
        sheet.words("who_was_seen", there);
        for place in self.cases[case].children.clone() {
            self.seen(&mut sheet, case, place, happened.day());
        }
        self.write(conn, "writing a visit", by, step, sheet)?;
        self.finish(conn, "recording a visit", by, step, Finish::Record)?;
        self.cases[case].visits += 1;
        Ok(())
    }

    /// How one child was seen on a visit. A child not yet born is not seen.
    fn seen(&mut self, sheet: &mut Sheet, case: usize, place: usize, on: Day) {
        let family = &self.families[self.cases[case].family];
        let (id, age, unborn) =
            (family.children[place].id, family.children[place].age(on), family.children[place].unborn());
        let cast = family.cast_of(place, on);
        let seen = !unborn && self.luck.chance(90);
        sheet.yes_of("child_seen", id, seen);
        if !seen {
            let why = if unborn { "Not born yet.".to_owned() } else { self.say_with(case, &cast, home::NOT_SEEN) };
            sheet.of("not_seen_why", id, why);
            return;
        }
        let alone = age.is_none_or(|age| age >= 4) && self.luck.chance(68);
        sheet.yes_of("child_seen_alone", id, alone);
        if !alone {
            let why =
                if age.is_some_and(|age| age < 4) { home::NOT_ALONE[0] } else { self.luck.pick(&home::NOT_ALONE[1..]) };
            let why = grow(&mut self.luck, &cast, why);
            sheet.of("not_alone_why", id, why);
        }
        let place_seen = self.say_with(case, &cast, home::SEEN_WHERE);
        sheet.of("seen_where", id, place_seen).yes_of("bedroom_seen", id, self.luck.chance(52));
        if self.luck.chance(64) {
            let words = self.childs_words(case, place, on);
            sheet.of("childs_words", id, words);
        }
    }

    /// A child's words, by age; those of five and more also speak of the trouble itself.
    pub(super) fn childs_words(&mut self, case: usize, place: usize, on: Day) -> String {
        let family = &self.families[self.cases[case].family];
        let (theme, it) = (family.theme, &family.children[place]);
        let cast = family.cast_of(place, on);
        let of_theme = self.luck.chance(56);
        let pool = match (it.unborn(), it.age(on).unwrap_or(7)) {
            (true, _) => child::UNBORN_WORDS,
            (_, 0..=1) => child::BABY_WORDS,
            (_, 2..=4) => child::TODDLER_WORDS,
            (_, 5..=11) if of_theme => theme.child_says,
            (_, 5..=11) => child::CHILD_WORDS,
            _ if of_theme => theme.teen_says,
            _ => child::TEEN_WORDS,
        };
        self.say_with(case, &cast, pool)
    }

    pub(super) fn oversight(&mut self, conn: &mut Conn, at: Moment, case: usize) -> Result<(), WorldError> {
        if self.writer(case).is_none() {
            return Ok(());
        }
        let theme = self.families[self.cases[case].family].theme;
        let manager = self.staff.manager(self.cases[case].team);
        let (by, part_of) = ((manager, at), self.current(case));
        let step = self.begin_step(conn, by, case, StepKind::Oversight, part_of)?;
        let cast = self.cast(case);
        let family = self.cases[case].family;
        let (directs, why) = *self.families[family].memory.fresh(&mut self.luck, theme.directs);
        let mut sheet = Sheet::default();
        sheet.moment("happened_at", earlier(at, self.luck.between(5, 60)));
        let prompted = [(36, "planned"), (36, "supervision"), (12, "worker_asked"), (10, "event"), (6, "delay")];
        sheet.words("prompted_by", self.luck.weighted(&prompted));
        sheet.words("what_was_seen", self.say_of(case, common::OVERSIGHT_SEEN));
        sheet.words("direction", grow(&mut self.luck, &cast, directs));
        sheet.words("direction_why", grow(&mut self.luck, &cast, why));
        if self.luck.chance(45) {
            let what = grow(
                &mut self.luck,
                &cast,
                "[Speak with {father}, alone|See {child} alone|Ask the agency that has not answered|Read the older file]",
            );
            let due = self.calendar.add(at.day(), self.luck.between(3, 10))?.due;
            let who = self.staff.workers[self.writer(case).unwrap_or(manager)].name.clone();
            sheet.rows("actions_agreed", None, &[vec![("what", what), ("who", who), ("by_when", due.to_string())]]);
        }
        self.write(conn, "writing oversight", by, step, sheet)?;
        self.finish(conn, "recording oversight", by, step, Finish::Record)
    }

    /// A child's views, told to be kept, and the story at the head of the page.
    pub(super) fn views(&mut self, conn: &mut Conn, at: Moment, case: usize) -> Result<(), WorldError> {
        let Some(worker) = self.writer(case) else { return Ok(()) };
        let on = at.day();
        let mut happenings = Vec::new();
        for place in self.cases[case].children.clone() {
            let family = self.cases[case].family;
            let (person, unborn) =
                (self.families[family].children[place].id, self.families[family].children[place].unborn());
            let story = self.story(case, place, on);
            happenings.push(Happening::of(PersonEntry::StoryTold { person, story }, on));
            if unborn || self.luck.chance(22) {
                continue;
            }
            let words = self.childs_words(case, place, on);
            let cast = self.families[family].cast_of(place, on);
            let changed = self.say_with(case, &cast, child::WORDS_CHANGED);
            let how = self.how_heard(family, place, on);
            self.families[family].children[place].views_on = Some(on);
            happenings.push(Happening::of(PersonEntry::ViewsGiven { person, on, words, how, changed }, on));
        }
        self.records(conn, "keeping a child's views", (worker, at), happenings)
    }

    pub(super) fn how_heard(&mut self, family: usize, place: usize, on: Day) -> Vec<String> {
        let how = match self.families[family].children[place].age(on).unwrap_or(7) {
            0..=2 => "observation",
            3..=6 => self.luck.weighted(&[(60, "play"), (30, "talk"), (10, "observation")]),
            7..=11 => self.luck.weighted(&[(60, "talk"), (20, "play"), (20, "writing")]),
            _ => self.luck.weighted(&[(66, "talk"), (18, "writing"), (10, "advocate"), (6, "other_adult")]),
        };
        vec![how.to_owned()]
    }

    fn story(&mut self, case: usize, place: usize, on: Day) -> Story {
        let family = &self.families[self.cases[case].family];
        let (cast, (why, worries, well, next)) = (family.cast_of(place, on), family.theme.story);
        let mut grown = |pattern| grow(&mut self.luck, &cast, pattern);
        Story { why: grown(why), worries: grown(worries), working_well: grown(well), next: grown(next) }
    }

    /// Who writes on an open case: its worker, while they are here.
    pub(super) fn writer(&self, case: usize) -> Option<usize> {
        let it = &self.cases[case];
        it.worker.filter(|worker| it.open && !self.staff.workers[*worker].left)
    }

    /// The step that notes and visits belong to now.
    fn current(&self, case: usize) -> Option<StepId> {
        let it = &self.cases[case];
        it.plan.or(it.assessment).or(it.referral)
    }

    /// The decision about every child of a case, in the manager's words.
    pub(super) fn decisions(
        &mut self,
        case: usize,
        outcome: Outcome,
        rationale: &'static [(&'static str, &'static [&'static str])],
        for_family: &'static [(&'static str, &'static [&'static str])],
    ) -> Vec<Decision> {
        let of = |pools: &'static [(&'static str, &'static [&'static str])]| {
            pools.iter().find(|(slug, _)| *slug == outcome.slug()).map(|(_, pool)| *pool)
        };
        let rationale = of(rationale).map(|pool| self.say_of(case, pool)).unwrap_or_default();
        let on = self.clock.day();
        let mut decisions = Vec::new();
        for place in self.cases[case].children.clone() {
            let family = &self.families[self.cases[case].family];
            let (child, cast) = (family.children[place].id, family.cast_of(place, on));
            let for_family = of(for_family).map(|pool| self.say_with(case, &cast, pool)).unwrap_or_default();
            let decision = Decision {
                child,
                outcome,
                instead_of: None,
                category: None,
                level: None,
                harm_suspected: None,
                rationale: rationale.clone(),
                for_family,
            };
            decisions.push(decision);
        }
        decisions
    }
}

/// Some minutes before; never on another day.
pub(super) fn earlier(at: Moment, minutes: i64) -> Moment {
    let before = at.plus_seconds(-60 * minutes);
    if before.day() == at.day() { before } else { at.day().at(small(0), small(1)).unwrap_or(at) }
}
