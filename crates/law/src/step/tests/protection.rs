//! Child protection from the discussion to the plan's end, over a family whose steps are kept as a ledger keeps them.

use super::super::agreed::{Agreed, Standing};
use super::super::check::Check;
use super::super::plan_end::{self, Ending, Life};
use super::super::seat::{Agency, Part, Seat};
use super::super::{follow, part};
use super::*;
use crate::caseload::Registration;
use crate::day::Day;
use crate::id::{AgreedId, CheckId, SeatId};
use std::collections::BTreeMap;

/// The steps of one family, as their entries have made them.
struct Family {
    steps: BTreeMap<StepId, Step>,
    /// In which order they began.
    order: Vec<StepId>,
    now: Moment,
    next: u128,
}

fn day(text: &str) -> Day {
    text.parse().unwrap()
}

fn social_worker() -> Actor {
    Actor {
        registration: Some(Registration { number: "SW1".to_owned(), expires: day("2027-11-30") }),
        ..actor(1, Role::SocialWorker)
    }
}

fn manager() -> Actor {
    actor(2, Role::TeamManager)
}

fn chair() -> Actor {
    actor(3, Role::ConferenceChair)
}

impl Family {
    fn new() -> Self {
        Self { steps: BTreeMap::new(), order: Vec::new(), now: monday(), next: 5000 }
    }

    fn by(&self, actor: Actor) -> Actor {
        Actor { today: self.now.day(), ..actor }
    }

    fn id(&mut self) -> Uuid {
        self.next += 1;
        Uuid::from_u128(self.next)
    }

    fn apply(&mut self, happenings: Vec<Happening>, by: WorkerId) {
        for happening in happenings {
            let Entry::Step(entry) = &happening.entry else { continue };
            let entry_recorded = recorded(entry, by, self.now);
            match entry {
                StepEntry::Started(started) => {
                    self.steps.insert(started.step, Step::begun(started, by));
                    self.order.push(started.step);
                }
                StepEntry::EpisodeOpened { .. } | StepEntry::EpisodeClosed { .. } => {}
                other => {
                    let step = self.steps.remove(&other.step()).unwrap();
                    self.steps.insert(step.id, step.after(other, &entry_recorded));
                }
            }
        }
    }

    fn around(&self, but: Option<StepId>) -> Vec<Step> {
        let open = |id: &&StepId| Some(**id) != but && self.steps[*id].state.is_open();
        self.order.iter().filter(open).map(|id| self.steps[id].clone()).collect()
    }

    fn begin(&mut self, kind: StepKind, children: &[PersonId], by: &Actor) -> Result<StepId, Refusal> {
        let step = StepId(self.id());
        let started = Started { step, kind, children: children.to_vec(), at: self.now, ..begin(kind) };
        let happening = act::start(Started { form: form(kind), ..started }, by, &self.around(None))?;
        self.apply(vec![happening], by.worker);
        Ok(step)
    }

    fn fact(&mut self, step: StepId, fact: Fact, child: Option<PersonId>, value: Answer) {
        let kept = self.steps.get_mut(&step).unwrap();
        kept.facts.put(known(fact, child, value));
    }

    fn means<T>(&mut self, step: Option<StepId>, act: impl FnOnce(Means<'_>) -> T) -> T {
        let around = self.around(step);
        let now = self.now;
        let mut next = self.next;
        let mut dice = || {
            next += 1;
            Uuid::from_u128(next)
        };
        let given = act(Means { dice: &mut dice, form: &form, now, around: &around });
        self.next = next;
        given
    }

    fn decide(&mut self, step: StepId, by: &Actor, decisions: Vec<Decision>) -> Result<(), Refusal> {
        let stands = self.steps[&step].clone();
        let by = self.by(by.clone());
        let happenings = self.means(Some(step), |means| decide::decide(&stands, &by, decisions, means))?;
        self.apply(happenings, by.worker);
        Ok(())
    }

    fn record(&mut self, step: StepId, by: &Actor) -> Result<(), Refusal> {
        let stands = self.steps[&step].clone();
        let by = self.by(by.clone());
        let happenings = self.means(Some(step), |means| act::record(&stands, &by, &[], means))?;
        self.apply(happenings, by.worker);
        Ok(())
    }

    fn submit(&mut self, step: StepId, by: &Actor) -> Result<(), Refusal> {
        let by = self.by(by.clone());
        let happenings = act::submit(&self.steps[&step], &by, &[])?;
        self.apply(happenings, by.worker);
        Ok(())
    }

    /// The open step of a kind for a child.
    fn open(&self, kind: StepKind, child: PersonId) -> Option<StepId> {
        let open = |id: &&StepId| {
            let step = &self.steps[*id];
            step.kind == kind && step.state.is_open() && step.children.contains(&child)
        };
        self.order.iter().rfind(open).copied()
    }

    fn all_open(&self, kind: StepKind, child: PersonId) -> usize {
        let open = |step: &&Step| step.kind == kind && step.state.is_open() && step.children.contains(&child);
        self.steps.values().filter(open).count()
    }

    /// A discussion held now that decides on an enquiry for these children.
    fn discussion(&mut self, children: &[PersonId], outcome: Outcome) -> Result<StepId, Refusal> {
        let by = self.by(manager());
        let step = self.begin(StepKind::StrategyDiscussion, children, &by)?;
        self.fact(step, Fact::HappenedAt, None, Answer::Moment(self.now));
        let decisions = children.iter().map(|child| decision(*child, outcome)).collect();
        self.decide(step, &by, decisions)?;
        Ok(step)
    }

    /// From an open enquiry to the conference that it opens.
    fn conference_of(&mut self, children: &[PersonId]) -> StepId {
        let enquiry = self.open(StepKind::Section47Enquiry, children[0]).unwrap();
        self.submit(enquiry, &social_worker()).unwrap();
        let decisions = children.iter().map(|child| decision(*child, Outcome::ConcernsContinue)).collect();
        self.decide(enquiry, &manager(), decisions).unwrap();
        self.open(StepKind::Conference, children[0]).unwrap()
    }

    fn hold(&mut self, conference: StepId, decisions: Vec<Decision>) -> Result<(), Refusal> {
        self.fact(conference, Fact::HappenedAt, None, Answer::Moment(self.now));
        self.decide(conference, &chair(), decisions)
    }

    fn clock(&self, step: StepId, rule: Rule, child: Option<PersonId>) -> Option<super::super::Timed> {
        self.steps[&step].clocks().into_iter().find(|timed| timed.rule == rule && timed.child == child)
    }
}

fn form(kind: StepKind) -> Option<FormRef> {
    Some(FormRef { slug: kind.slug().to_owned(), pack: "p".to_owned() })
}

fn plan(child: PersonId, category: &str) -> Decision {
    Decision { category: Some(category.to_owned()), ..decision(child, Outcome::ProtectionPlan) }
}

/// A family whose children are on a protection plan since monday's conference.
fn on_plan(children: &[PersonId]) -> Family {
    let mut family = Family::new();
    family.discussion(children, Outcome::JointEnquiry).unwrap();
    let conference = family.conference_of(children);
    family.hold(conference, children.iter().map(|child| plan(*child, "NEG")).collect()).unwrap();
    family
}

#[test]
fn a_repeated_strategy_discussion_does_not_start_the_conferences_clock_again() {
    let mut family = Family::new();
    family.discussion(&[child(1)], Outcome::JointEnquiry).unwrap();
    let enquiry = family.open(StepKind::Section47Enquiry, child(1)).unwrap();
    family.now = moment("2026-11-26T10:00:00Z");
    family.discussion(&[child(1)], Outcome::JointEnquiry).unwrap();
    assert_eq!(family.open(StepKind::Section47Enquiry, child(1)), Some(enquiry));
    let clock = family.clock(enquiry, Rule::InitialConference, Some(child(1))).unwrap();
    assert_eq!(clock.start.at.day(), monday().day());

    family.now = moment("2026-12-01T10:00:00Z");
    let conference = family.conference_of(&[child(1)]);
    let clock = family.clock(conference, Rule::InitialConference, Some(child(1))).unwrap();
    assert_eq!((clock.start.at.day(), clock.done), (monday().day(), None));
}

#[test]
fn a_strategy_discussion_recorded_late_counts_from_when_it_was_held() {
    let mut family = Family::new();
    let by = manager();
    let step = family.begin(StepKind::StrategyDiscussion, &[child(1)], &by).unwrap();
    let held = moment("2026-11-23T16:30:00Z");
    family.now = moment("2026-11-25T09:00:00Z");
    family.fact(step, Fact::HappenedAt, None, Answer::Moment(held));
    family.decide(step, &by, vec![decision(child(1), Outcome::SingleEnquiry)]).unwrap();
    assert_eq!(family.clock(step, Rule::StrategyDiscussion, None).unwrap().done, Some(held));
    let enquiry = family.open(StepKind::Section47Enquiry, child(1)).unwrap();
    let clock = family.clock(enquiry, Rule::Section47Outcome, Some(child(1))).unwrap();
    assert_eq!(clock.start.at.day(), held.day());
}

#[test]
fn nobody_decides_a_discussion_before_it_is_held() {
    let mut family = Family::new();
    let step = family.begin(StepKind::StrategyDiscussion, &[child(1)], &manager()).unwrap();
    family.fact(step, Fact::HappenedAt, None, Answer::Moment(monday().plus_hours(2)));
    let refused = family.decide(step, &manager(), vec![decision(child(1), Outcome::JointEnquiry)]).unwrap_err();
    assert!(said(refused)[0].contains("before it is held"));
}

#[test]
fn a_discussion_without_the_police_or_health_wants_the_reason_and_who_follows_it_up() {
    let mut discussion = step(StepKind::StrategyDiscussion, &[child(1)]);
    let by = manager();
    let gaps = |step: &Step| -> Vec<String> {
        let parts = step.kind.law().missing(step).into_iter().filter(|one| !matches!(one.gap, Gap::Fact(_)));
        parts.map(|one| one.say).collect()
    };
    assert_eq!(gaps(&discussion).len(), 3, "social care, police, health");
    let mut seated = |id: u128, agency, part, why: &str| {
        let why_not = why.to_owned();
        let seat =
            Seat { part: Some(part), why_not, ..Seat::new(SeatId(Uuid::from_u128(id)), agency, "Invented Name") };
        let given = part::seat(&discussion, &by, seat).unwrap();
        discussion = after(discussion.clone(), &given, by.worker, monday());
        discussion.clone()
    };
    seated(1, Agency::SocialCare, Part::InRoom, "");
    seated(2, Agency::Police, Part::ByTelephone, "");
    let discussion = seated(3, Agency::Gp, Part::Absent, "Surgery closed");
    assert_eq!(gaps(&discussion), ["Health did not take part: agree an action that follows it up"]);
    let action = Agreed {
        id: AgreedId(Uuid::from_u128(4)),
        what: "Ring the surgery at eight".to_owned(),
        who: "Duty".to_owned(),
        worker: None,
        due: monday().plus_hours(22),
        child: None,
        follows_up: Some(SeatId(Uuid::from_u128(3))),
        standing: Standing::Open,
    };
    let given = part::action(&discussion, &by, action).unwrap();
    assert!(gaps(&after(discussion, &given, by.worker, monday())).is_empty());
}

#[test]
fn somebody_absent_without_a_reason_is_not_recorded() {
    let discussion = step(StepKind::StrategyDiscussion, &[child(1)]);
    let seat =
        Seat { part: Some(Part::Apologies), ..Seat::new(SeatId(Uuid::from_u128(1)), Agency::Police, "Invented Name") };
    assert_eq!(said(part::seat(&discussion, &manager(), seat).unwrap_err()), ["Say why they did not take part"]);
}

#[test]
fn an_enquiry_is_led_and_submitted_only_by_a_social_worker_whose_registration_is_current() {
    let enquiry = step(StepKind::Section47Enquiry, &[child(1)]);
    let expired = Registration { number: "SW2".to_owned(), expires: day("2026-11-22") };
    let lead = |roles: Vec<Role>, registration| act::Lead { worker: worker(4), roles, registration };
    let assigned = |lead: act::Lead| act::assign(&enquiry, &manager(), Some(&lead), None, String::new());
    let refused = said(assigned(lead(vec![Role::SocialWorker], Some(expired.clone()))).unwrap_err());
    assert!(refused[0].contains("22 November 2026"), "{refused:?}");
    assert!(assigned(lead(vec![Role::Practitioner], None)).is_err());
    assert!(assigned(lead(vec![Role::SocialWorker], social_worker().registration)).is_ok());

    let lapsed = Actor { registration: Some(expired), ..social_worker() };
    assert!(said(act::submit(&enquiry, &lapsed, &[]).unwrap_err())[0].contains("registration"));
    assert!(act::submit(&enquiry, &social_worker(), &[]).is_ok());
}

#[test]
fn an_enquiry_names_each_agency_that_was_not_asked_or_has_not_answered() {
    let enquiry = step(StepKind::Section47Enquiry, &[child(1)]);
    let by = social_worker();
    let gaps = |step: &Step| step.kind.law().missing(step).iter().filter(|one| one.gap == Gap::Checks).count();
    assert_eq!(gaps(&enquiry), 4);
    let check = |id: u128, agency, asked: Option<Day>, why_not: &str| Check {
        id: CheckId(Uuid::from_u128(id)),
        agency,
        person: String::new(),
        asked_on: asked,
        answered_on: None,
        information: String::new(),
        why_not: why_not.to_owned(),
    };
    let asked = part::check(&enquiry, &by, check(1, Agency::Police, Some(monday().day()), "")).unwrap();
    let enquiry = after(enquiry, &asked, by.worker, monday());
    assert_eq!(gaps(&enquiry), 4, "asked is not answered");
    let why = part::check(&enquiry, &by, check(2, Agency::Education, None, "Not of school age")).unwrap();
    let enquiry = after(enquiry, &why, by.worker, monday());
    assert_eq!(gaps(&enquiry), 3);
    let early = Check { answered_on: Some(day("2026-11-20")), ..check(1, Agency::Police, Some(monday().day()), "") };
    assert!(part::check(&enquiry, &by, early).is_err(), "an answer before the question");
}

#[test]
fn a_section_47_visit_exists_only_inside_an_enquiry() {
    let mut family = Family::new();
    let visit = |family: &mut Family, inside: Option<StepId>| {
        let kind = known(Fact::VisitKind, None, Answer::Code("s47".to_owned()));
        let started = Started { opened_by: inside, carried: vec![kind], ..begin(StepKind::Visit) };
        act::start(started, &social_worker(), &family.around(None))
    };
    assert!(visit(&mut family, None).is_err());
    family.discussion(&[child(1)], Outcome::JointEnquiry).unwrap();
    let enquiry = family.open(StepKind::Section47Enquiry, child(1));
    assert!(visit(&mut family, None).is_err());
    assert!(visit(&mut family, enquiry).is_ok());

    let other = step(StepKind::Visit, &[child(1)]);
    let becomes = vec![known(Fact::VisitKind, None, Answer::Code("s47".to_owned()))];
    assert!(said(act::answer(&other, &social_worker(), vec![], becomes, &[]).unwrap_err())[0].contains("enquiry"));
}

#[test]
fn an_enquiry_begun_late_on_christmas_eve_counts_over_the_holidays() {
    use crate::clock::{Figures, reckon};
    let mut family = Family::new();
    family.now = moment("2026-12-24T23:50:00Z");
    family.discussion(&[child(1)], Outcome::JointEnquiry).unwrap();
    let enquiry = family.open(StepKind::Section47Enquiry, child(1)).unwrap();
    let clock = family.clock(enquiry, Rule::InitialConference, Some(child(1))).unwrap();
    let due = reckon(clock.rule, clock.start, &crate::working_days::Calendar::england(), &Figures::default()).unwrap();
    // 25 December, 28 December in place of Saturday's Boxing Day, and 1 January do not count.
    assert_eq!(due.due, day("2027-01-19"));
}

#[test]
fn a_conference_makes_a_plan_for_each_child_and_opens_its_meetings() {
    let family = on_plan(&[child(1), child(2)]);
    for kid in [child(1), child(2)] {
        for kind in [StepKind::ProtectionPlan, StepKind::CoreGroup, StepKind::Conference, StepKind::ConferenceRecord] {
            assert_eq!(family.all_open(kind, kid), 1, "{}", kind.name());
        }
    }
    let plans = [child(1), child(2)].map(|kid| family.open(StepKind::ProtectionPlan, kid).unwrap());
    assert_ne!(plans[0], plans[1], "a plan is one child's");
    assert_eq!(family.steps[&plans[0]].children, [child(1)]);
    let core = family.open(StepKind::CoreGroup, child(1)).unwrap();
    assert!(family.clock(core, Rule::FirstCoreGroup, None).is_some());
    let review = family.open(StepKind::Conference, child(1)).unwrap();
    assert!(family.clock(review, Rule::FirstReviewConference, None).is_some());
    assert!(family.clock(plans[0], Rule::ChildProtectionVisit, Some(child(1))).is_some());
}

#[test]
fn siblings_have_decisions_of_their_own() {
    let mut family = Family::new();
    let kids = [child(1), child(2), child(3)];
    family.discussion(&kids, Outcome::JointEnquiry).unwrap();
    let conference = family.conference_of(&kids);
    let decisions =
        vec![plan(child(1), "EMO"), decision(child(2), Outcome::CinPlan), decision(child(3), Outcome::NoPlan)];
    family.hold(conference, decisions).unwrap();
    let kinds = |kid| [StepKind::ProtectionPlan, StepKind::CinPlan].map(|kind| family.open(kind, kid).is_some());
    assert_eq!(kids.map(kinds), [[true, false], [false, true], [false, false]]);
    assert_eq!(family.steps[&family.open(StepKind::CoreGroup, child(1)).unwrap()].children, [child(1)]);
}

#[test]
fn a_plan_wants_a_category_and_only_a_plan_has_one() {
    let mut family = Family::new();
    family.discussion(&[child(1)], Outcome::JointEnquiry).unwrap();
    let conference = family.conference_of(&[child(1)]);
    let none = decision(child(1), Outcome::ProtectionPlan);
    assert!(said(family.hold(conference, vec![none]).unwrap_err())[0].contains("category"));
    let idle = Decision { category: Some("NEG".to_owned()), ..decision(child(1), Outcome::NoPlan) };
    assert!(family.hold(conference, vec![idle]).is_err());
    assert!(family.hold(conference, vec![plan(child(1), "PHY")]).is_ok());
}

#[test]
fn only_a_conference_chair_decides_a_conference() {
    let mut family = Family::new();
    family.discussion(&[child(1)], Outcome::JointEnquiry).unwrap();
    let conference = family.conference_of(&[child(1)]);
    family.fact(conference, Fact::HappenedAt, None, Answer::Moment(monday()));
    let refused = family.decide(conference, &manager(), vec![plan(child(1), "NEG")]).unwrap_err();
    assert_eq!(said(refused), ["The conference's chair decides."]);
}

#[test]
fn an_adjourned_conference_keeps_its_clock() {
    let mut family = Family::new();
    family.discussion(&[child(1)], Outcome::JointEnquiry).unwrap();
    let conference = family.conference_of(&[child(1)]);
    family.now = moment("2026-12-08T10:00:00Z");
    family.hold(conference, vec![decision(child(1), Outcome::Adjourned)]).unwrap();
    let again = family.open(StepKind::Conference, child(1)).unwrap();
    assert_ne!(again, conference);
    let clock = family.clock(again, Rule::InitialConference, Some(child(1))).unwrap();
    assert_eq!(clock.start.at.day(), monday().day());
    assert!(family.open(StepKind::ProtectionPlan, child(1)).is_none());
}

#[test]
fn a_conference_that_is_not_quorate_says_so_until_the_chair_gives_a_reason() {
    let mut conference = step(StepKind::Conference, &[child(1)]);
    let seats = |step: &Step| step.kind.law().missing(step).into_iter().find(|one| one.gap == Gap::Seats);
    assert!(seats(&conference).unwrap().say.starts_with("Not quorate: 0 of 3"));
    for (id, agency) in [(1, Agency::SocialCare), (2, Agency::Police), (3, Agency::Family), (4, Agency::Police)] {
        let seat = Seat { part: Some(Part::InRoom), ..Seat::new(SeatId(Uuid::from_u128(id)), agency, "Invented Name") };
        let given = part::seat(&conference, &chair(), seat).unwrap();
        conference = after(conference, &given, chair().worker, monday());
    }
    assert!(seats(&conference).unwrap().say.starts_with("Not quorate: 2 of 3"));
    conference.facts.put(known(Fact::QuorumWhy, None, Answer::Words("Snow; the school sent a report".to_owned())));
    assert!(seats(&conference).is_none());
}

#[test]
fn a_review_continues_changes_the_category_or_ends_the_plan_for_each_child() {
    let mut family = on_plan(&[child(1), child(2)]);
    let plans = [child(1), child(2)].map(|kid| family.open(StepKind::ProtectionPlan, kid).unwrap());
    let core = family.open(StepKind::CoreGroup, child(1)).unwrap();
    let review = family.open(StepKind::Conference, child(1)).unwrap();
    family.now = moment("2027-02-22T10:00:00Z");
    family.hold(review, vec![plan(child(1), "EMO"), decision(child(2), Outcome::CinPlan)]).unwrap();

    let goes_on = &family.steps[&plans[0]];
    assert!(goes_on.state.is_open());
    assert_eq!(goes_on.facts.words_of(Fact::InitialCategory, child(1)), Some("NEG"));
    assert_eq!(goes_on.facts.words_of(Fact::LatestCategory, child(1)), Some("EMO"));
    assert_eq!(goes_on.facts.get(Fact::CategoryChanges, Some(child(1))).unwrap().rows().count(), 2);
    let ended = &family.steps[&plans[1]];
    assert!(matches!(&ended.state, State::Ended { reason, .. } if reason == "conference"));
    assert_eq!(ended.facts.day(Fact::ProtectionPlanEndedOn, Some(child(2))), Some(family.now.day()));
    assert_eq!(family.steps[&core].children, [child(1)], "the core group goes on for the other child");
    let next = family.open(StepKind::Conference, child(1)).unwrap();
    assert!(family.clock(next, Rule::NextReviewConference, None).is_some());
    assert!(family.open(StepKind::Conference, child(2)).is_none());
    assert!(family.open(StepKind::CinPlan, child(2)).is_some());
}

#[test]
fn a_plan_begun_again_within_a_month_is_another_plan() {
    let mut family = on_plan(&[child(1)]);
    let first = family.open(StepKind::ProtectionPlan, child(1)).unwrap();
    let review = family.open(StepKind::Conference, child(1)).unwrap();
    family.hold(review, vec![decision(child(1), Outcome::NoPlan)]).unwrap();
    family.now = moment("2026-12-14T10:00:00Z");
    family.discussion(&[child(1)], Outcome::JointEnquiry).unwrap();
    let conference = family.conference_of(&[child(1)]);
    family.hold(conference, vec![plan(child(1), "PHY")]).unwrap();
    let second = family.open(StepKind::ProtectionPlan, child(1)).unwrap();
    assert_ne!(first, second);
    assert!(matches!(family.steps[&first].state, State::Ended { .. }));
}

#[test]
fn each_core_group_calls_the_next_six_weeks_on() {
    let mut family = on_plan(&[child(1)]);
    let first = family.open(StepKind::CoreGroup, child(1)).unwrap();
    family.now = moment("2026-12-03T14:00:00Z");
    family.fact(first, Fact::HappenedAt, None, Answer::Moment(family.now));
    family.record(first, &social_worker()).unwrap();
    let second = family.open(StepKind::CoreGroup, child(1)).unwrap();
    assert_ne!(first, second);
    let clock = family.clock(second, Rule::NextCoreGroup, None).unwrap();
    assert_eq!(clock.start.at.day(), day("2026-12-03"));
    assert!(family.clock(first, Rule::FirstCoreGroup, None).unwrap().done.is_some());
}

/// A visit of this kind on the family's day, recorded.
fn visited(family: &mut Family, kind: &str, seen: bool) -> StepId {
    let by = family.by(social_worker());
    let visit = family.begin(StepKind::Visit, &[child(1)], &by).unwrap();
    family.fact(visit, Fact::VisitKind, None, Answer::Code(kind.to_owned()));
    family.fact(visit, Fact::HappenedAt, None, Answer::Moment(family.now));
    family.fact(visit, Fact::ChildSeen, Some(child(1)), Answer::YesNo(seen));
    family.record(visit, &by).unwrap();
    visit
}

#[test]
fn the_next_visit_counts_from_the_last_at_which_the_child_was_seen() {
    let mut family = on_plan(&[child(1)]);
    let plan = family.open(StepKind::ProtectionPlan, child(1)).unwrap();
    let from = |family: &Family| family.clock(plan, Rule::ChildProtectionVisit, Some(child(1))).unwrap().start.at.day();
    assert_eq!(from(&family), monday().day());
    family.now = moment("2026-12-01T15:00:00Z");
    visited(&mut family, "cp", false);
    assert_eq!(from(&family), monday().day(), "not seen does not count");
    visited(&mut family, "cin", true);
    assert_eq!(from(&family), monday().day(), "a visit for another plan does not count");
    family.now = moment("2026-12-02T15:00:00Z");
    let seen = visited(&mut family, "cp", true);
    assert_eq!(from(&family), day("2026-12-02"));

    // Put right: the child was not seen after all.
    let facts = vec![known(Fact::ChildSeen, Some(child(1)), Answer::YesNo(false))];
    let around = family.around(Some(seen));
    let by = family.by(social_worker());
    let corrected = act::correct(&family.steps[&seen], &by, "Wrong child".to_owned(), vec![], facts, &around).unwrap();
    family.apply(corrected, by.worker);
    assert_eq!(from(&family), monday().day());
    assert_eq!(follow::visits_made(&family.steps[&plan], child(1)).len(), 2);
}

fn ending(reason: &str, on: Day) -> Ending {
    Ending { child: child(1), on, reason: reason.to_owned(), words: "Seen on the order".to_owned() }
}

#[test]
fn a_plan_ends_without_a_conference_only_for_what_the_law_knows_and_the_record_bears_out() {
    let family = on_plan(&[child(1)]);
    let plan = &family.steps[&family.open(StepKind::ProtectionPlan, child(1)).unwrap()];
    let around = family.around(Some(plan.id));
    let today = monday().day();
    let end = |reason: &str, life: Life, by: &Actor| plan_end::end(plan, by, ending(reason, today), life, &around);
    assert!(end("needs_met", Life::default(), &manager()).is_err(), "a manager does not find that needs are met");
    assert!(end("conference", Life::default(), &manager()).is_err());
    assert!(end("order", Life::default(), &social_worker()).is_err(), "a worker does not end a plan");
    let born = |text: &str| Life { born: Some(day(text)), died: None };
    assert!(end("eighteen", born("2009-01-01"), &manager()).is_err(), "17 on that day");
    assert!(end("eighteen", born("2008-11-23"), &manager()).is_ok(), "18 on that day");
    assert!(end("died", Life::default(), &manager()).is_err(), "no death on record");
    assert!(end("died", Life { born: None, died: Some(today) }, &manager()).is_ok());
    let cancelled = act::cancel(plan, &manager(), "by mistake".to_owned());
    assert!(said(cancelled.unwrap_err())[0].starts_with("A plan is not cancelled"));
}

#[test]
fn a_child_who_dies_leaves_no_meeting_of_the_plan_behind() {
    let mut family = on_plan(&[child(1), child(2)]);
    let plan = family.open(StepKind::ProtectionPlan, child(1)).unwrap();
    let today = monday().day();
    let around = family.around(Some(plan));
    let life = Life { born: None, died: Some(today) };
    let ended = plan_end::end(&family.steps[&plan], &manager(), ending("died", today), life, &around).unwrap();
    family.apply(ended, worker(2));
    for kind in [StepKind::ProtectionPlan, StepKind::CoreGroup, StepKind::Conference] {
        assert!(family.open(kind, child(1)).is_none(), "{}", kind.name());
        assert!(family.open(kind, child(2)).is_some(), "{}: a sister's goes on", kind.name());
    }
}

#[test]
fn a_case_does_not_close_over_a_protection_plan() {
    let mut family = on_plan(&[child(1)]);
    let closure = family.begin(StepKind::Closure, &[child(1)], &social_worker()).unwrap();
    family.submit(closure, &social_worker()).unwrap();
    let refused = family.decide(closure, &manager(), vec![decision(child(1), Outcome::Close)]).unwrap_err();
    assert!(said(refused)[0].contains("a conference ends it first"));
}

#[test]
fn a_child_in_need_plan_is_made_reviewed_and_stepped_down() {
    let mut family = Family::new();
    family.discussion(&[child(1)], Outcome::JointEnquiry).unwrap();
    let conference = family.conference_of(&[child(1)]);
    family.hold(conference, vec![decision(child(1), Outcome::CinPlan)]).unwrap();
    let plan = family.open(StepKind::CinPlan, child(1)).unwrap();
    let review = family.open(StepKind::CinReview, child(1)).unwrap();
    assert!(family.clock(plan, Rule::CinPlanMade, Some(child(1))).unwrap().done.is_none());

    let made = day("2026-11-30");
    family.now = moment("2026-12-01T10:00:00Z");
    let facts = vec![known(Fact::NeedPlanStartedOn, Some(child(1)), Answer::Day(made))];
    let by = family.by(social_worker());
    let saved = act::answer(&family.steps[&plan], &by, vec![], facts.clone(), &family.around(Some(plan))).unwrap();
    family.apply(saved, by.worker);
    assert!(family.clock(plan, Rule::CinPlanMade, Some(child(1))).unwrap().done.is_some());
    assert_eq!(family.clock(plan, Rule::CinVisit, Some(child(1))).unwrap().start.at.day(), made);
    assert_eq!(family.clock(review, Rule::FirstCinReview, None).unwrap().start.at.day(), made);

    family.now = moment("2027-01-08T10:00:00Z");
    family.fact(review, Fact::HappenedAt, None, Answer::Moment(family.now));
    family.submit(review, &social_worker()).unwrap();
    family.decide(review, &manager(), vec![decision(child(1), Outcome::PlanContinues)]).unwrap();
    let second = family.open(StepKind::CinReview, child(1)).unwrap();
    assert_eq!(family.clock(second, Rule::NextCinReview, None).unwrap().start.at.day(), family.now.day());

    family.submit(second, &social_worker()).unwrap();
    family.decide(second, &manager(), vec![decision(child(1), Outcome::EarlyHelp)]).unwrap();
    assert!(matches!(&family.steps[&plan].state, State::Ended { reason, .. } if reason == "stepped_down"));
    assert!(family.open(StepKind::EarlyHelp, child(1)).is_some());
    assert!(family.open(StepKind::CinReview, child(1)).is_none());
}

#[test]
fn a_plan_shared_by_two_ends_altogether_when_both_leave_it_at_once() {
    let mut family = Family::new();
    let kids = [child(1), child(2)];
    family.discussion(&kids, Outcome::JointEnquiry).unwrap();
    let conference = family.conference_of(&kids);
    family.hold(conference, kids.map(|kid| decision(kid, Outcome::CinPlan)).to_vec()).unwrap();
    let plan_id = family.open(StepKind::CinPlan, child(1)).unwrap();
    family.discussion(&kids, Outcome::JointEnquiry).unwrap();
    let conference = family.conference_of(&kids);
    family.hold(conference, kids.map(|kid| plan(kid, "NEG")).to_vec()).unwrap();
    assert!(matches!(&family.steps[&plan_id].state, State::Ended { reason, .. } if reason == "stepped_up"));
    assert!(family.open(StepKind::CinReview, child(1)).is_none());
}

/// One thing that a council does with a family, by number; what is not permitted then changes nothing.
fn deed(family: &mut Family, which: u8, outcome: u8, kids: &[PersonId]) {
    let pick = |options: &[Outcome], at: usize| options[(usize::from(outcome) + at) % options.len()];
    let decisions = |options: &[Outcome]| -> Vec<Decision> {
        let one = |(at, kid): (usize, &PersonId)| match pick(options, at) {
            Outcome::ProtectionPlan => plan(*kid, if outcome.is_multiple_of(2) { "NEG" } else { "EMO" }),
            other => decision(*kid, other),
        };
        kids.iter().enumerate().map(one).collect()
    };
    let of_step = |family: &Family, kind, all: Vec<Decision>| {
        let step = kids.iter().find_map(|kid| family.open(kind, *kid))?;
        let here = all.into_iter().filter(|one| family.steps[&step].children.contains(&one.child)).collect();
        Some((step, here))
    };
    match which {
        0 => drop(family.discussion(kids, pick(&[Outcome::JointEnquiry, Outcome::NoEnquiry], 0))),
        1 => {
            let all = decisions(&[Outcome::ConcernsContinue, Outcome::CinPlan, Outcome::NotSubstantiated]);
            if let Some((step, here)) = of_step(family, StepKind::Section47Enquiry, all) {
                drop(family.submit(step, &social_worker()));
                drop(family.decide(step, &manager(), here));
            }
        }
        2 | 3 => {
            let all = decisions(&[Outcome::ProtectionPlan, Outcome::CinPlan, Outcome::NoPlan, Outcome::Adjourned]);
            if let Some((step, here)) = of_step(family, StepKind::Conference, all) {
                drop(family.hold(step, here));
            }
        }
        4 => {
            if let Some((step, _)) = of_step(family, StepKind::CoreGroup, Vec::new()) {
                family.fact(step, Fact::HappenedAt, None, Answer::Moment(family.now));
                drop(family.record(step, &social_worker()));
            }
        }
        5 => {
            let all = decisions(&[Outcome::PlanContinues, Outcome::NoFurtherAction, Outcome::EarlyHelp]);
            if let Some((step, here)) = of_step(family, StepKind::CinReview, all) {
                drop(family.submit(step, &social_worker()));
                drop(family.decide(step, &manager(), here));
            }
        }
        6 => {
            let Some(step) = family.open(StepKind::ProtectionPlan, kids[0]) else { return };
            let today = family.now.day();
            let ending = Ending { child: kids[0], on: today, reason: "order".to_owned(), words: "Seen".to_owned() };
            let around = family.around(Some(step));
            let by = family.by(manager());
            if let Ok(ended) = plan_end::end(&family.steps[&step], &by, ending, Life::default(), &around) {
                family.apply(ended, by.worker);
            }
        }
        7 => drop(visited(family, "cp", outcome.is_multiple_of(2))),
        _ => {
            let by = family.by(social_worker());
            if let Ok(closure) = family.begin(StepKind::Closure, &kids[..1], &by) {
                drop(family.submit(closure, &by));
                drop(family.decide(closure, &manager(), vec![decision(kids[0], Outcome::Close)]));
            }
        }
    }
}

fn holds(family: &Family, kids: &[PersonId]) -> Result<(), TestCaseError> {
    for kid in kids {
        for kind in [StepKind::ProtectionPlan, StepKind::CinPlan, StepKind::Section47Enquiry, StepKind::CoreGroup] {
            prop_assert!(family.all_open(kind, *kid) <= 1, "two of {}", kind.name());
        }
        if let Some(plan) = family.open(StepKind::ProtectionPlan, *kid) {
            let step = &family.steps[&plan];
            let from = step.opened_by.map(|from| family.steps[&from].kind);
            prop_assert_eq!(from, Some(StepKind::Conference), "a plan comes from a conference");
            prop_assert!(step.facts.words_of(Fact::LatestCategory, *kid).is_some());
            prop_assert!(family.open(StepKind::CoreGroup, *kid).is_some(), "a plan without a core group to come");
            prop_assert!(family.open(StepKind::Conference, *kid).is_some(), "a plan without a review to come");
            prop_assert!(family.open(StepKind::CinPlan, *kid).is_none(), "two sorts of plan at once");
            let visits = follow::visits_made(step, *kid);
            let clock = family.clock(plan, Rule::ChildProtectionVisit, Some(*kid)).unwrap();
            let last = visits.iter().filter(|(_, seen)| *seen).map(|(on, _)| *on).max();
            let began = step.facts.day(Fact::ProtectionPlanStartedOn, Some(*kid)).unwrap();
            prop_assert_eq!(clock.start.at.day(), last.map_or(began, |last| last.max(began)));
        }
        if family.open(StepKind::CinPlan, *kid).is_some() {
            prop_assert!(family.open(StepKind::CinReview, *kid).is_some(), "a plan without a review to come");
        }
        if family.open(StepKind::CoreGroup, *kid).is_some() {
            prop_assert!(family.open(StepKind::ProtectionPlan, *kid).is_some(), "a core group without a plan");
        }
    }
    for step in family.steps.values() {
        for timed in step.clocks() {
            prop_assert!(timed.done.is_none_or(|done| timed.start.at.day() <= done.day()), "{}", step.kind.name());
        }
    }
    Ok(())
}

proptest! {
    /// Whatever a council does with a family, in whatever order and on whatever days: one plan of a sort for each child, a
    /// protection plan only from a conference, its next core group, review and visit always in view, clocks right.
    #[test]
    fn any_permitted_sequence_over_a_family_keeps_the_invariants(
        children in 1u128..4,
        deeds in proptest::collection::vec((0u8..9, 0u8..24, 0i64..400), 0..40),
    ) {
        let kids: Vec<PersonId> = (1..=children).map(child).collect();
        let mut family = Family::new();
        for (which, outcome, hours) in deeds {
            family.now = family.now.plus_hours(hours);
            let turned = usize::from(outcome) % kids.len();
            let mut some = kids.clone();
            some.rotate_left(turned);
            if outcome % 5 == 0 {
                some.truncate(1);
            }
            deed(&mut family, which, outcome, &some);
            holds(&family, &kids)?;
        }
    }
}
