//! Child protection from the discussion to the plan's end.

mod family;
mod sequences;

use super::super::agreed::{Agreed, Standing};
use super::super::check::Check;
use super::super::plan_end::{self, Ending, Life};
use super::super::seat::{Agency, Part, Seat};
use super::super::{follow, part};
use super::*;
use crate::caseload::Registration;
use crate::day::Day;
use crate::id::{AgreedId, CheckId, SeatId};
use family::{Family, chair, day, manager, on_plan, plan, social_worker};

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
