//! The front door: contacts, referrals and their decisions; consultations.

use super::World;
use super::work::earlier;
use crate::WorldError;
use crate::agenda::Act;
use crate::case::Stop;
use crate::grow::grow;
use crate::sheet::Sheet;
use crate::staff::Team;
use crate::words::common;
use app::step::commands::{self, Finish};
use law::caseload::CaseloadEntry;
use law::day::Moment;
use law::id::PersonId;
use law::journal::Happening;
use law::role::Role;
use law::step::StepKind;
use law::step::outcome::Outcome;
use store::Conn;

impl World {
    pub(super) fn people_of(&self, case: usize) -> (Vec<PersonId>, Vec<PersonId>) {
        let it = &self.cases[case];
        let family = &self.families[it.family];
        let children = it.children.iter().map(|place| family.children[*place].id).collect();
        (children, family.adults.iter().map(|adult| adult.person.id).take(2).collect())
    }

    /// Who speaks for a source, with a name of their own.
    pub(super) fn source_name(&mut self, source: &str, family: usize) -> String {
        let name = crate::names::of_staff(&mut self.luck);
        let it = &self.families[family];
        let cast = it.cast();
        let role = match source {
            "1A" => "[a member of the family|the family]",
            "1B" => "[a neighbour|a neighbour who asks not to be named]",
            "1C" => "the young person",
            "2A" => "designated safeguarding lead, {school}",
            "2B" => "education welfare officer",
            "3A" => "doctor, {surgery}",
            "3B" => "health visitor",
            "3C" => "school nurse",
            "3D" => "midwife",
            "3E" => "sister, accident and emergency",
            "3F" => "[community paediatrician|mental health nurse]",
            "4" => "[tenancy officer|homelessness officer]",
            "5A" | "5B" | "5D" => "[family hub worker|welfare rights adviser]",
            "5C" => "duty social worker, [Northmoor|Westerby] council",
            "6" => "[PC|Sgt], response team",
            "9" => "Would not give a name",
            _ => "[youth worker|volunteer at the food bank]",
        };
        let role = grow(&mut self.luck, &cast, role);
        match source {
            "9" | "1A" | "1B" | "1C" => role,
            _ => format!("{name}, {}", lower_first(&role)),
        }
    }

    pub(super) fn contact(&mut self, conn: &mut Conn, at: Moment, case: usize) -> Result<(), WorldError> {
        let screener = self.present(case);
        let (family, by) = (self.cases[case].family, (screener, at));
        self.meet(conn, by, family)?;
        self.choose_children(case, at);
        if self.cases[case].children.is_empty() {
            return Ok(());
        }
        let step = self.begin_step(conn, by, case, StepKind::Contact, None)?;
        self.cases[case].contact = Some(step);
        let sheet = self.contact_sheet(case);
        let written = at.plus_seconds(60 * self.luck.between(9, 40));
        self.write(conn, "writing a contact", (screener, written), step, sheet)?;
        self.finish(conn, "submitting a contact", (screener, written), step, Finish::Submit)?;
        if self.cases[case].course.stop != Some(Stop::ContactUndecided) {
            let days = self.luck.weighted(&[(80, 0), (13, 1), (5, 2), (2, 3)]);
            self.later(written, days, Act::DecideContact { case })?;
        }
        Ok(())
    }

    /// The screener whose contact it is, or another where they have left.
    fn present(&mut self, case: usize) -> usize {
        let screener = self.cases[case].screener;
        if self.staff.workers[screener].left {
            self.cases[case].screener = self.staff.one_of(&mut self.luck, Team::FrontDoor, Role::DutyScreener);
        }
        self.cases[case].screener
    }

    /// All the children who are under 18, or at times the one whom the caller knows.
    pub(super) fn choose_children(&mut self, case: usize, at: Moment) {
        let mut children = self.families[self.cases[case].family].minors(at.day());
        if children.len() > 1 && self.luck.chance(14) {
            let one = children[self.luck.place(children.len())];
            children = vec![one];
        }
        self.cases[case].children = children;
    }

    fn contact_sheet(&mut self, case: usize) -> Sheet {
        let (theme, known) = {
            let family = &self.families[self.cases[case].family];
            (family.theme, !family.past.is_empty())
        };
        let (received, source, at_night) =
            (self.cases[case].received, self.cases[case].source, self.cases[case].at_night);
        let harm = self.cases[case].course.referral == Outcome::StrategyDiscussion;
        let (hour, _) = received.hour_minute();
        let mut sheet = Sheet::default();
        sheet.moment("received_at", received);
        sheet.yes("out_of_hours", at_night || !(8..18).contains(&hour) || received.day().is_weekend());
        let how = if source == "6" {
            "portal"
        } else {
            self.luck.weighted(&[(70, "telephone"), (20, "email"), (10, "portal")])
        };
        sheet.words("how", how).words("source", source);
        sheet.words("source_name", self.cases[case].source_name.clone());
        if source != "9" {
            sheet.words("source_contact", crate::places::telephone(&mut self.luck));
        }
        sheet.words("worried_about", self.say(case, self.cases[case].worry));
        if self.luck.chance(82) {
            sheet.words("working_well", self.say_of(case, common::WORKING_WELL));
        }
        self.consent(case, harm, &mut sheet);
        sheet.yes("protection_concern", harm);
        if harm {
            sheet.words("protection_concern_why", self.say_of(case, theme.why_harm));
        }
        let level = if harm { "4" } else { self.luck.weighted(&[(12, "1"), (34, "2"), (54, "3")]) };
        sheet.words("level_indicated", level);
        sheet
            .words("history_found", self.say_of(case, if known { common::HISTORY_SOME } else { common::HISTORY_NONE }));
        sheet
    }

    fn consent(&mut self, case: usize, harm: bool, sheet: &mut Sheet) {
        let aware = self.luck.chance(if harm { 40 } else { 76 });
        sheet.yes("parents_aware", aware);
        if !aware {
            sheet.words("parents_not_aware_why", self.say_of(case, common::NOT_AWARE));
        }
        let agrees = aware && self.luck.chance(74);
        sheet.yes("consent_to_share", agrees);
        if !agrees {
            sheet.words("consent_overridden", self.say_of(case, common::OVERRIDDEN));
        }
    }

    pub(super) fn decide_contact(&mut self, conn: &mut Conn, at: Moment, case: usize) -> Result<(), WorldError> {
        let Some(step) = self.cases[case].contact else { return Ok(()) };
        let family = self.cases[case].family;
        let elsewhere = self.families[family].open_case.filter(|open| *open != case);
        let outcome = match elsewhere {
            Some(_) => Outcome::LinkedToOpenCase,
            None => self.cases[case].course.contact,
        };
        let manager = self.front_manager();
        let mut decisions = self.decisions(case, outcome, common::CONTACT_RATIONALE, &[]);
        let level = match outcome {
            Outcome::Referral => "3",
            Outcome::EarlyHelp => "2",
            _ => "1",
        };
        decisions.iter_mut().for_each(|decision| decision.level = Some(level.to_owned()));
        let opened = self.decide(conn, "deciding a contact", (manager, at), (step, StepKind::Contact), decisions)?;
        self.families[family].past.push(step.to_string());
        match (outcome, opened.first(), elsewhere) {
            (Outcome::Referral, Some((_, referral)), _) => {
                self.cases[case].referral = Some(*referral);
                self.families[family].open_case = Some(case);
                let soon = at.plus_seconds(60 * self.luck.between(12, 45));
                self.agenda.put(soon, Act::Refer { case });
                Ok(())
            }
            (Outcome::EarlyHelp, Some((_, early_help)), _) => self.early_help_begins(at, case, *early_help),
            (_, _, Some(open)) => self.later(at, 1, Act::Note { case: open }),
            _ => self.ends(at, case),
        }
    }

    /// The front door's manager, or the service manager in their place.
    fn front_manager(&mut self) -> usize {
        if self.luck.chance(12) { self.staff.first(Role::ServiceManager) } else { self.staff.manager(Team::FrontDoor) }
    }

    pub(super) fn refer(&mut self, conn: &mut Conn, at: Moment, case: usize) -> Result<(), WorldError> {
        let Some(step) = self.cases[case].referral else { return Ok(()) };
        let by = (self.present(case), at);
        let theme = self.families[self.cases[case].family].theme;
        let harm = self.cases[case].course.referral == Outcome::StrategyDiscussion;
        let mut sheet = Sheet::default();
        for child in self.people_of(case).0 {
            sheet.of("primary_need", child, theme.need);
        }
        sheet.yes("referrer_told", self.luck.chance(86));
        sheet.words("level_indicated", if harm { "4" } else { "3" });
        sheet.words("whats_hoped_for", self.say_of(case, common::HOPED_FOR));
        sheet.words("protection_concern_why", self.say_of(case, if harm { theme.why_harm } else { common::NO_HARM }));
        self.write(conn, "writing a referral", by, step, sheet)?;
        self.finish(conn, "submitting a referral", by, step, Finish::Submit)?;
        if self.cases[case].course.stop != Some(Stop::ReferralUndecided) {
            let days = self.luck.weighted(&[(84, 0), (11, 1), (5, 2)]);
            self.later(at, days, Act::DecideReferral { case })?;
        }
        Ok(())
    }

    pub(super) fn decide_referral(&mut self, conn: &mut Conn, at: Moment, case: usize) -> Result<(), WorldError> {
        let Some(step) = self.cases[case].referral else { return Ok(()) };
        let outcome = self.cases[case].course.referral;
        let manager = self.front_manager();
        let harm = outcome == Outcome::StrategyDiscussion;
        let level = match outcome {
            Outcome::StrategyDiscussion => "4",
            Outcome::Assessment => "3",
            Outcome::EarlyHelp => "2",
            _ => "1",
        };
        let mut decisions = self.decisions(case, outcome, common::REFERRAL_RATIONALE, &[]);
        for decision in &mut decisions {
            decision.level = Some(level.to_owned());
            decision.harm_suspected = Some(harm);
        }
        let opened = self.decide(conn, "deciding a referral", (manager, at), (step, StepKind::Referral), decisions)?;
        self.families[self.cases[case].family].past.push(step.to_string());
        for (kind, id) in opened {
            match kind {
                StepKind::Assessment => self.cases[case].assessment = Some(id),
                StepKind::EarlyHelp => self.early_help_begins(at, case, id)?,
                _ => {}
            }
        }
        match outcome {
            Outcome::Assessment | Outcome::StrategyDiscussion => self.wait_for_worker(conn, at, case, manager),
            Outcome::EarlyHelp => Ok(()),
            _ => self.ends(at, case),
        }
    }

    /// The children wait with an assessment team until its manager gives them to somebody.
    fn wait_for_worker(&mut self, conn: &mut Conn, at: Moment, case: usize, by: usize) -> Result<(), WorldError> {
        let disabled = self.families[self.cases[case].family].theme.name == "disability";
        let team = match (disabled, case % 2) {
            (true, _) => Team::Disabilities,
            (_, 0) => Team::Assessment1,
            _ => Team::Assessment2,
        };
        self.cases[case].team = team;
        let (on, team) = (at.day(), self.staff.team(team));
        let (children, _) = self.people_of(case);
        let waits = |child| {
            let reason = "Referral accepted for assessment".to_owned();
            Happening::of(CaseloadEntry::AwaitsAllocation { child, team, on, reason }, on)
        };
        let happenings = children.into_iter().map(waits).collect();
        self.records(conn, "waiting for allocation", (by, at), happenings)?;
        if let Some(step) = self.cases[case].assessment {
            let reason = "To the assessment team for allocation".to_owned();
            self.does(conn, "giving work to a team", (by, at), move |_, conn, actor, _| {
                commands::assign(conn, actor, step, None, Some(team), reason)
            })?;
        }
        let urgent = self.cases[case].course.referral == Outcome::StrategyDiscussion;
        if urgent && !self.luck.chance(5) {
            self.later(at, 0, Act::StrategyHeld { case })?;
        }
        if self.cases[case].course.stop != Some(Stop::Unallocated) {
            let days = if urgent { 0 } else { self.luck.weighted(&[(52, 0), (28, 1), (12, 2), (8, 4)]) };
            self.later(at, days, Act::Allocate { case })?;
        }
        Ok(())
    }

    pub(super) fn consultation(&mut self, conn: &mut Conn, at: Moment) -> Result<(), WorldError> {
        let adviser = self.staff.one_of(&mut self.luck, Team::EarlyHelp, Role::EarlyHelpAdviser);
        let by = (adviser, at);
        let step = self.begin_about(conn, by, StepKind::Consultation, Vec::new(), Vec::new(), None)?;
        let place = self.luck.place(common::CONSULTATIONS.len());
        let (question, advice, level) = common::CONSULTATIONS[place];
        let cast = crate::grow::Cast::default().with("child", "the child");
        let refer = level >= 3;
        let agency = self.luck.weighted(&[(50, "2A"), (14, "3B"), (10, "3D"), (10, "3A"), (8, "4"), (8, "2B")]);
        let name = crate::names::of_staff(&mut self.luck);
        let mut sheet = Sheet::default();
        sheet.moment("received_at", earlier(at, self.luck.between(10, 45)));
        sheet.words("asked_by", name).words("asked_by_agency", agency);
        sheet.words("question", grow(&mut self.luck, &cast, question));
        sheet.words("advice", grow(&mut self.luck, &cast, advice));
        sheet.words("level_indicated", level.to_string()).yes("told_to_refer", refer);
        self.write(conn, "writing a consultation", by, step, sheet)?;
        if refer {
            self.asked.push(super::Asked { step, worker: adviser });
            let consultation = self.asked.len() - 1;
            let days = self.luck.between(2, 8);
            return self.later(at, days, Act::FollowUp { consultation });
        }
        self.finish(conn, "recording a consultation", by, step, Finish::Record)
    }

    pub(super) fn follow_up(&mut self, conn: &mut Conn, at: Moment, consultation: usize) -> Result<(), WorldError> {
        let (step, by) = (self.asked[consultation].step, (self.asked[consultation].worker, at));
        let mut sheet = Sheet::default();
        let next = grow(&mut self.luck, &crate::grow::Cast::default(), common::FOLLOWED_UP[0]);
        sheet.words("what_happened_next", next);
        self.write(conn, "following up a consultation", by, step, sheet)?;
        self.finish(conn, "recording a consultation", by, step, Finish::Record)
    }
}

fn lower_first(text: &str) -> String {
    let mut letters = text.chars();
    match letters.next() {
        Some(first) if !text.starts_with("PC") && !text.starts_with("Sgt") => {
            first.to_lowercase().chain(letters).collect()
        }
        _ => text.to_owned(),
    }
}
