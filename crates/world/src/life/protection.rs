//! Child protection: strategy discussions, enquiries, conferences and what a plan asks week by week.

use super::World;
use super::work::By;
use crate::WorldError;
use crate::agenda::Act;
use crate::grow::grow;
use crate::sheet::Sheet;
use crate::staff::Team;
use crate::words::protection as said;
use app::part::commands as parts;
use app::step::commands::Finish;
use law::day::{Day, Moment};
use law::fact::Fact;
use law::id::{AgreedId, CheckId, PersonId, SeatId, StepId};
use law::role::Role;
use law::step::agreed::{Agreed, Standing};
use law::step::check::Check;
use law::step::outcome::{Decision, Outcome};
use law::step::seat::{Agency, Part, Report, Seat};
use law::step::{Step, StepKind};
use store::Conn;

impl World {
    /// The open step of a kind about any of the case's children.
    pub(super) fn open_step(&self, conn: &mut Conn, case: usize, kind: StepKind) -> Result<Option<Step>, WorldError> {
        let (children, _) = self.people_of(case);
        let around = app::step::queries::beside(conn, &children, None)?;
        Ok(around.into_iter().find(|step| step.kind == kind))
    }

    /// Whether child protection work is open for the case: then nobody closes it.
    pub(super) fn is_protected(&self, conn: &mut Conn, case: usize) -> Result<bool, WorldError> {
        let (children, _) = self.people_of(case);
        let around = app::step::queries::beside(conn, &children, None)?;
        let protects =
            [StepKind::StrategyDiscussion, StepKind::Section47Enquiry, StepKind::Conference, StepKind::ProtectionPlan];
        Ok(around.iter().any(|step| protects.contains(&step.kind)))
    }

    /// The discussion is held the same day or the next: who was in, what each knew, the decision.
    pub(super) fn strategy_held(&mut self, conn: &mut Conn, at: Moment, case: usize) -> Result<(), WorldError> {
        let Some(step) = self.open_step(conn, case, StepKind::StrategyDiscussion)? else { return Ok(()) };
        let chair = (self.staff.manager(self.cases[case].team), at);
        let held = super::work::earlier(at, self.luck.between(20, 80));
        let mut sheet = Sheet::default();
        sheet
            .moment("happened_at", held)
            .words("meeting_mode", self.luck.weighted(&[(60, "video"), (40, "telephone")]));
        sheet.words("trigger", self.say_of(case, said::TRIGGER));
        sheet.words("police_information", self.say_of(case, said::POLICE));
        sheet.words("health_information", self.say_of(case, said::HEALTH));
        sheet.words("education_information", self.say_of(case, said::EDUCATION));
        sheet.words("social_care_information", self.say_of(case, said::OURS));
        let medical = self.luck.chance(24);
        for child in step.children.clone() {
            let safe = self.say_of(case, said::SAFE_TONIGHT);
            sheet.of("immediate_safety", child, safe).yes_of("medical_needed", child, medical);
            if medical {
                sheet.of("medical_plan", child, self.say_of(case, said::MEDICAL));
            }
        }
        self.write(conn, "writing a strategy discussion", chair, step.id, sheet)?;
        self.seated(conn, chair, case, step.id)?;
        let outcome =
            self.luck.weighted(&[(46, Outcome::JointEnquiry), (28, Outcome::SingleEnquiry), (26, Outcome::NoEnquiry)]);
        let why = if outcome == Outcome::NoEnquiry { said::NO_ENQUIRY } else { said::DISCUSSION_RATIONALE };
        let decisions = self.decided(case, &step, &[(100, outcome)], why, &[]);
        self.decide(conn, "deciding a discussion", chair, (step.id, step.kind), decisions)?;
        if outcome != Outcome::NoEnquiry {
            let days = self.luck.weighted(&[(60, 5), (26, 8), (14, 12)]);
            self.later(at, days, Act::EnquiryDone { case })?;
        }
        Ok(())
    }

    /// Who took part in a discussion; at times health did not, and somebody follows it up.
    fn seated(&mut self, conn: &mut Conn, by: By, case: usize, step: StepId) -> Result<(), WorldError> {
        let absent = self.luck.chance(14);
        for (agency, role) in [
            (Agency::SocialCare, "Team manager"),
            (Agency::Police, "Child abuse investigation"),
            (Agency::Health, "Named nurse"),
            (Agency::Education, "Designated safeguarding lead"),
        ] {
            let gone = absent && agency == Agency::Health;
            let name = match agency {
                Agency::SocialCare => self.staff.workers[by.0].name.clone(),
                _ => crate::names::of_staff(&mut self.luck),
            };
            let seat = Seat {
                role: role.to_owned(),
                part: Some(if gone { Part::Absent } else { Part::ByVideo }),
                why_not: if gone { self.say_of(case, said::ABSENT) } else { String::new() },
                ..Seat::new(SeatId(self.council.dice.id(by.1)), agency, name)
            };
            let follows_up = gone.then_some(seat.id);
            self.seat(conn, by, step, seat)?;
            if follows_up.is_some() {
                self.agree(conn, by, case, step, (said::FOLLOW_UP, 1), follows_up)?;
            }
        }
        self.agree(conn, by, case, step, (said::DISCUSSION_ACTIONS, 0), None)
    }

    fn seat(&mut self, conn: &mut Conn, by: By, step: StepId, seat: Seat) -> Result<(), WorldError> {
        self.does(conn, "keeping a seat", by, move |_, conn, actor, _| parts::seat(conn, actor, step, seat))?;
        Ok(())
    }

    fn agree(
        &mut self,
        conn: &mut Conn,
        by: By,
        case: usize,
        step: StepId,
        (pool, days): (&'static [&'static str], i64),
        follows_up: Option<SeatId>,
    ) -> Result<(), WorldError> {
        let what = self.say_of(case, pool);
        let worker = self.writer(case).unwrap_or(by.0);
        let due = self.calendar.add(by.1.day(), days.max(1))?.due.at(12, 0)?;
        let action = Agreed {
            id: AgreedId(self.council.dice.id(by.1)),
            what,
            who: self.staff.workers[worker].name.clone(),
            worker: Some(self.staff.workers[worker].id),
            due,
            child: None,
            follows_up,
            standing: Standing::Open,
        };
        self.does(conn, "agreeing an action", by, {
            let action = action.clone();
            move |_, conn, actor, _| parts::action(conn, actor, step, action)
        })?;
        if self.luck.chance(82) {
            let done = Agreed { standing: Standing::Done { on: by.1.day(), result: "Done.".to_owned() }, ..action };
            self.does(conn, "an action done", by, move |_, conn, actor, _| parts::action(conn, actor, step, done))?;
        }
        Ok(())
    }

    /// A decision about each child of a step, drawn for each where there are several to draw from.
    pub(super) fn decided(
        &mut self,
        case: usize,
        step: &Step,
        outcomes: &[(u32, Outcome)],
        rationale: &'static [&'static str],
        for_family: &'static [&'static str],
    ) -> Vec<Decision> {
        let outcome = self.luck.weighted(outcomes);
        let rationale = self.say_of(case, rationale);
        let on = self.clock.day();
        let mut decisions = Vec::new();
        for child in step.children.clone() {
            let family = &self.families[self.cases[case].family];
            let place = family.children.iter().position(|one| one.id == child).unwrap_or(0);
            let cast = family.cast_of(place, on);
            let for_family = if for_family.is_empty() { String::new() } else { self.say_with(case, &cast, for_family) };
            let rationale = rationale.clone();
            decisions.push(Decision {
                child,
                outcome,
                instead_of: None,
                level: None,
                harm_suspected: None,
                category: None,
                rationale,
                for_family,
            });
        }
        decisions
    }

    /// The enquiry is written and submitted by its registered lead, and decided.
    pub(super) fn enquiry_done(&mut self, conn: &mut Conn, at: Moment, case: usize) -> Result<(), WorldError> {
        let Some(step) = self.open_step(conn, case, StepKind::Section47Enquiry)? else { return Ok(()) };
        let registered = |worker: &usize| self.staff.actor(*worker, at.day()).is_registered();
        let Some(lead) = self.writer(case).filter(registered) else {
            // Nobody who may lead it has the case: it waits until somebody does.
            return self.later(at, 4, Act::EnquiryDone { case });
        };
        let by = (lead, at);
        self.led_by(conn, case, &step, by)?;
        self.checks(conn, by, case, step.id)?;
        let sheet = self.enquiry_pages(case, &step, at.day());
        self.write(conn, "writing an enquiry", by, step.id, sheet)?;
        self.finish(conn, "submitting an enquiry", by, step.id, Finish::Submit)?;
        let days = self.luck.weighted(&[(70, 0), (22, 1), (8, 3)]);
        self.later(at, days, Act::EnquiryDecided { case })
    }

    fn led_by(&mut self, conn: &mut Conn, case: usize, step: &Step, by: By) -> Result<(), WorldError> {
        let (id, team) = (self.staff.workers[by.0].id, self.staff.team(self.cases[case].team));
        if step.owner == Some(id) {
            return Ok(());
        }
        let (manager, step) = ((self.staff.manager(self.cases[case].team), by.1), step.id);
        self.does(conn, "giving an enquiry to its lead", manager, move |_, conn, actor, _| {
            app::step::commands::assign(conn, actor, step, Some(id), Some(team), "Leads the enquiry".to_owned())
        })?;
        Ok(())
    }

    fn checks(&mut self, conn: &mut Conn, by: By, case: usize, step: StepId) -> Result<(), WorldError> {
        let cast = self.cast(case);
        for (agency, information) in said::CHECK_ANSWERS {
            let Some(agency) = Agency::from_slug(agency) else { continue };
            let asked = self.calendar.add(by.1.day(), -self.luck.between(2, 4))?.due;
            let answered = self.luck.chance(92).then(|| by.1.day());
            let check = Check {
                id: CheckId(self.council.dice.id(by.1)),
                agency,
                person: crate::names::of_staff(&mut self.luck),
                asked_on: Some(asked),
                answered_on: answered,
                information: if answered.is_some() { grow(&mut self.luck, &cast, information) } else { String::new() },
                why_not: if answered.is_some() { String::new() } else { "Asked twice; no answer by today".to_owned() },
            };
            self.does(conn, "asking an agency", by, move |_, conn, actor, _| parts::check(conn, actor, step, check))?;
        }
        Ok(())
    }

    fn enquiry_pages(&mut self, case: usize, step: &Step, on: Day) -> Sheet {
        let mut sheet = Sheet::default();
        sheet.yes("parents_told", true).words("parents_views", self.say_of(case, said::PARENTS_SAY));
        sheet.words("history_meaning", self.say_of(case, said::HISTORY_MEANS));
        for child in step.children.clone() {
            let (place, cast) = self.place_of(case, child, on);
            let unborn = self.families[self.cases[case].family].children[place].unborn();
            sheet.yes_of("child_seen", child, !unborn);
            if unborn {
                sheet.of("not_seen_why", child, "Not born yet.");
            } else {
                sheet.of("child_seen_on", child, on.to_string()).yes_of("child_seen_alone", child, true);
                let words = self.childs_words(case, place, on);
                sheet.of("childs_words", child, words);
                sheet.of("injuries", child, self.say_with(case, &cast, said::INJURIES));
            }
            let mut rows = |pool: &'static [(&'static str, &'static str)]| -> Vec<Vec<(&'static str, String)>> {
                pool.iter()
                    .map(|(factor, evidence)| {
                        let factor = grow(&mut self.luck, &cast, factor);
                        vec![("factor", factor), ("evidence", grow(&mut self.luck, &cast, evidence))]
                    })
                    .collect()
            };
            let (risks, protects) = (rows(said::RISKS), rows(said::PROTECTS));
            sheet.rows("risk_factors", Some(child), &risks).rows("protective_factors", Some(child), &protects);
            sheet.of("analysis", child, self.say_with(case, &cast, said::ENQUIRY_ANALYSIS));
            sheet.of("enquiry_recommendation", child, "concerns_continue");
        }
        sheet
    }

    fn place_of(&self, case: usize, child: PersonId, on: Day) -> (usize, crate::grow::Cast) {
        let family = &self.families[self.cases[case].family];
        let place = family.children.iter().position(|one| one.id == child).unwrap_or(0);
        (place, family.cast_of(place, on))
    }

    pub(super) fn enquiry_decided(&mut self, conn: &mut Conn, at: Moment, case: usize) -> Result<(), WorldError> {
        let Some(step) = self.open_step(conn, case, StepKind::Section47Enquiry)? else { return Ok(()) };
        let by = (self.staff.manager(self.cases[case].team), at);
        let outcomes =
            [(52, Outcome::ConcernsContinue), (26, Outcome::ConcernsNoRisk), (22, Outcome::NotSubstantiated)];
        let decisions = self.decided(case, &step, &outcomes, said::ENQUIRY_RATIONALE, said::ENQUIRY_FAMILY);
        let conference = decisions.iter().any(|one| one.outcome == Outcome::ConcernsContinue);
        self.decide(conn, "deciding an enquiry", by, (step.id, step.kind), decisions)?;
        if conference {
            let days = self.luck.weighted(&[(70, 6), (22, 8), (8, 12)]);
            self.later(at, days, Act::ConferenceHeld { case })?;
        }
        Ok(())
    }

    /// A conference, the first or a review: held, decided, and what it asks for put on the calendar.
    pub(super) fn conference_held(&mut self, conn: &mut Conn, at: Moment, case: usize) -> Result<(), WorldError> {
        let Some(step) = self.open_step(conn, case, StepKind::Conference)? else { return Ok(()) };
        let chair = (self.staff.one_of(&mut self.luck, Team::Safeguarding, Role::ConferenceChair), at);
        let review = step.facts.words(Fact::ConferenceKind) == Some("review");
        self.conference_seats(conn, chair, case, step.id)?;
        let sheet = self.conference_pages(case, &step, at)?;
        self.write(conn, "writing a conference", chair, step.id, sheet)?;
        self.cases[case].conferences += 1;
        let ends = if self.cases[case].conferences > 2 { 58 } else { 26 };
        let outcomes: &[(u32, Outcome)] = match review {
            true => &[(100 - ends, Outcome::ProtectionPlan), (ends, Outcome::CinPlan)],
            false => {
                &[(74, Outcome::ProtectionPlan), (16, Outcome::CinPlan), (6, Outcome::NoPlan), (4, Outcome::Adjourned)]
            }
        };
        let outcome = self.luck.weighted(outcomes);
        let (why, family) = match outcome {
            Outcome::ProtectionPlan => (said::PLAN_RATIONALE, said::PLAN_FAMILY),
            Outcome::Adjourned => (said::ADJOURNED, said::ADJOURNED),
            _ => (said::OFF_PLAN_RATIONALE, said::OFF_PLAN_FAMILY),
        };
        let mut decisions = self.decided(case, &step, &[(100, outcome)], why, family);
        if outcome == Outcome::ProtectionPlan {
            let category = self.luck.weighted(&[(48, "NEG"), (36, "EMO"), (10, "PHY"), (6, "SAB")]);
            decisions.iter_mut().for_each(|one| one.category = Some(category.to_owned()));
        }
        let opened = self.decide(conn, "deciding a conference", chair, (step.id, step.kind), decisions)?;
        self.after_conference(at, case, outcome, review, &opened)
    }

    fn after_conference(
        &mut self,
        at: Moment,
        case: usize,
        outcome: Outcome,
        review: bool,
        opened: &[(StepKind, StepId)],
    ) -> Result<(), WorldError> {
        match outcome {
            Outcome::Adjourned => return self.later(at, 4, Act::ConferenceHeld { case }),
            Outcome::ProtectionPlan => {
                let days = if review { self.luck.between(116, 126) } else { self.luck.between(56, 64) };
                self.later(at, days, Act::ConferenceHeld { case })?;
                if !review {
                    self.cases[case].plan = None;
                    let days = self.luck.weighted(&[(78, 8), (22, 13)]);
                    self.later(at, days, Act::CoreGroupMet { case })?;
                }
                let mut day = self.luck.between(3, 8);
                while day < days {
                    self.later(at, day, Act::Visit { case })?;
                    day += self.luck.weighted(&[(70, 8), (22, 10), (8, 14)]);
                }
            }
            _ => {
                if let Some((_, plan)) = opened.iter().find(|(kind, _)| *kind == StepKind::CinPlan) {
                    self.cases[case].plan = Some(*plan);
                    self.cases[case].plan_closed = false;
                    self.later(at, 2, Act::Transfer { case })?;
                } else if outcome == Outcome::NoPlan {
                    self.later(at, 8, Act::Close { case })?;
                }
            }
        }
        let days = self.luck.weighted(&[(66, 9), (26, 14), (8, 19)]);
        self.later(at, days, Act::RecordSent { case })
    }

    fn conference_seats(&mut self, conn: &mut Conn, by: By, case: usize, step: StepId) -> Result<(), WorldError> {
        let worker = self.writer(case).map(|worker| self.staff.workers[worker].name.clone());
        let mother = self.say(case, "{mother}");
        let shared = self.calendar.add(by.1.day(), -self.luck.between(1, 4))?.due;
        for (agency, role) in [
            (Agency::SocialCare, "Social worker"),
            (Agency::Education, "Head of year"),
            (Agency::Health, "Health visitor or school nurse"),
            (Agency::Police, "Police"),
            (Agency::Family, "Mother"),
        ] {
            let name = match agency {
                Agency::SocialCare => worker.clone().unwrap_or_else(|| "Duty social worker".to_owned()),
                Agency::Family => mother.clone(),
                _ => crate::names::of_staff(&mut self.luck),
            };
            let part = match agency {
                Agency::Police => self.luck.weighted(&[(50, Part::SentReport), (50, Part::ByVideo)]),
                _ => Part::InRoom,
            };
            let report = (agency.is_professional() && self.luck.chance(84))
                .then_some(Report { received_on: Some(shared), shared_on: Some(shared) });
            let seat = Seat {
                role: role.to_owned(),
                part: Some(part),
                report,
                ..Seat::new(SeatId(self.council.dice.id(by.1)), agency, name)
            };
            self.seat(conn, by, step, seat)?;
        }
        Ok(())
    }

    fn conference_pages(&mut self, case: usize, step: &Step, at: Moment) -> Result<Sheet, WorldError> {
        let mut sheet = Sheet::default();
        let on = at.day();
        let held = super::work::earlier(at, self.luck.between(60, 110));
        sheet.moment("happened_at", held).words("meeting_mode", "mixed");
        sheet.words("parents_views", self.say_of(case, said::PARENTS_SAY));
        sheet.words("parents_understanding", self.say_of(case, said::UNDERSTAND));
        for child in step.children.clone() {
            let (place, cast) = self.place_of(case, child, on);
            self.childs_part(&mut sheet, case, (child, place), on);
            sheet.of("danger", child, self.say_with(case, &cast, said::DANGER));
            sheet.of("safety", child, self.say_with(case, &cast, said::SAFETY));
            sheet.of("complicating", child, self.say_with(case, &cast, said::COMPLICATING));
            sheet.of("safety_scale", child, self.luck.between(2, 8).to_string());
            let mut rows = Vec::new();
            for (outcome, what, who) in said::OUTLINE {
                let by_when = self.calendar.add(on, self.luck.between(20, 55))?.due;
                let mut grown = |pattern| grow(&mut self.luck, &cast, pattern);
                rows.push(vec![
                    ("outcome", grown(outcome)),
                    ("what", grown(what)),
                    ("who", grown(who)),
                    ("by_when", by_when.to_string()),
                ]);
            }
            sheet.rows("outline_plan", Some(child), &rows);
        }
        Ok(sheet)
    }

    /// Whether and how the child took part, and whether somebody spoke for them.
    fn childs_part(&mut self, sheet: &mut Sheet, case: usize, (child, place): (PersonId, usize), on: Day) {
        let family = &self.families[self.cases[case].family];
        let (age, cast) = (family.children[place].age(on), family.cast_of(place, on));
        let old_enough = age.is_some_and(|age| age >= 7);
        let invited = old_enough && self.luck.chance(84);
        sheet.yes_of("child_invited", child, invited);
        let part = match (invited, old_enough) {
            (true, _) => {
                self.luck.weighted(&[(22, "whole"), (26, "part"), (22, "represented"), (22, "views_sent"), (8, "no")])
            }
            (false, true) => "views_sent",
            (false, false) => "no",
        };
        sheet.of("child_took_part", child, part);
        if part == "no" {
            let why =
                if old_enough { "Did not want to, and said so." } else { "Too young; watched at home and at nursery." };
            sheet.of("child_no_part_why", child, why);
        } else {
            sheet.of("child_supported", child, self.say_with(case, &cast, said::SUPPORTED));
            let words = self.childs_words(case, place, on);
            sheet.of("childs_words", child, words);
        }
        let offered = old_enough && self.luck.chance(80);
        sheet.yes_of("advocacy_offered", child, offered);
        if !offered {
            sheet.of("advocacy_why_not", child, if old_enough { "Missed; offered now." } else { "Too young." });
            return;
        }
        let accepted = self.luck.chance(55);
        sheet.yes_of("advocacy_accepted", child, accepted);
        if accepted {
            let provided = self.luck.chance(84);
            sheet.yes_of("advocacy_provided", child, provided);
            if !provided {
                sheet.of("advocacy_why_not", child, "The service had nobody free by that day.");
            }
        }
    }

    /// The letter went out with the conference or the day after, the record when it was written.
    pub(super) fn record_sent(&mut self, conn: &mut Conn, at: Moment, case: usize) -> Result<(), WorldError> {
        let Some(step) = self.open_step(conn, case, StepKind::ConferenceRecord)? else { return Ok(()) };
        let by = (self.staff.first(Role::BusinessSupport), at);
        let held = step.facts.day(Fact::CountsFrom, None).unwrap_or(at.day());
        let letter = self.calendar.add(held, self.luck.weighted(&[(82, 1), (18, 3)]))?.due.min(at.day());
        let mut sheet = Sheet::default();
        sheet
            .day("letter_sent_on", letter)
            .words("letter_sent_to", self.say(case, "{mother}, and each agency that took part"));
        sheet
            .day("record_sent_on", at.day())
            .words("record_sent_to", self.say(case, "{mother}, and each agency that took part"));
        self.write(conn, "sending a conference record", by, step.id, sheet)?;
        self.finish(conn, "recording what was sent", by, step.id, Finish::Record)
    }

    /// A core group meets, says how the plan goes, and calls the next.
    pub(super) fn core_group_met(&mut self, conn: &mut Conn, at: Moment, case: usize) -> Result<(), WorldError> {
        let Some(step) = self.open_step(conn, case, StepKind::CoreGroup)? else { return Ok(()) };
        let Some(worker) = self.writer(case) else { return self.later(at, 5, Act::CoreGroupMet { case }) };
        let by = (worker, at);
        let sheet = self.meeting_pages(case, &step, at);
        self.write(conn, "writing a core group", by, step.id, sheet)?;
        self.meeting_seats(conn, by, case, step.id)?;
        self.finish(conn, "recording a core group", by, step.id, Finish::Record)?;
        self.count(StepKind::CoreGroup);
        let days = self.luck.weighted(&[(64, 27), (26, 29), (10, 36)]);
        self.later(at, days, Act::CoreGroupMet { case })
    }

    pub(super) fn meeting_seats(
        &mut self,
        conn: &mut Conn,
        by: By,
        case: usize,
        step: StepId,
    ) -> Result<(), WorldError> {
        let (ours, mother) = (self.staff.workers[by.0].name.clone(), self.say(case, "{mother}"));
        let teacher = crate::names::of_staff(&mut self.luck);
        for (agency, name) in [(Agency::SocialCare, ours), (Agency::Family, mother), (Agency::Education, teacher)] {
            let id = SeatId(self.council.dice.id(by.1));
            let seat = Seat { part: Some(Part::InRoom), ..Seat::new(id, agency, name) };
            self.seat(conn, by, step, seat)?;
        }
        Ok(())
    }

    /// How a plan goes, child by child.
    pub(super) fn meeting_pages(&mut self, case: usize, step: &Step, at: Moment) -> Sheet {
        let mut sheet = Sheet::default();
        sheet.moment("happened_at", super::work::earlier(at, self.luck.between(30, 90)));
        sheet.words("plan_changes", self.say_of(case, said::CHANGES));
        for child in step.children.clone() {
            let (_, cast) = self.place_of(case, child, at.day());
            sheet.of("plan_progress", child, self.say_with(case, &cast, said::PROGRESS));
            sheet.of("risk_now", child, self.say_with(case, &cast, said::RISK_NOW));
            sheet.of("safety_scale", child, self.luck.between(3, 9).to_string());
        }
        sheet
    }
}
