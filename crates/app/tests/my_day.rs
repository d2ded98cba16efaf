//! My day, as each role meets it, on each engine.

mod staff;

use app::testing::{each_town, worker};
use law::answer::Answer;
use law::fact::Fact;
use law::role::Role;
use law::step::{StepEntry, StepKind};
use staff::{allocate, begun, child, known, recorded, restrict, step_entry, work};

#[test]
fn what_is_late_comes_first_and_says_how_late() {
    each_town(|town| {
        let me = worker(Role::SocialWorker);
        town.travel("2026-09-01T09:00:00Z");
        let zainab = child(town, "Zainab", "Khan", "2022-02-03");
        work(town, StepKind::Assessment, &[zainab], Some(me), town.planning);
        town.travel("2026-11-09T09:00:00Z");
        let tom = child(town, "Tom", "Price", "2019-05-05");
        let received = known(Fact::ReceivedAt, None, Answer::Moment("2026-11-09T09:00:00Z".parse().unwrap()));
        let harm = known(Fact::ProtectionConcern, None, Answer::YesNo(true));
        begun(town, StepKind::Assessment, &[tom], Some(me), town.planning, vec![received, harm]);
        town.travel("2026-11-23T10:00:00Z");
        allocate(town, &[zainab, tom], me, "Knows the family").unwrap();
        let seen = known(Fact::ChildSeen, Some(zainab), Answer::YesNo(true));
        let alone = known(Fact::ChildSeenAlone, Some(zainab), Answer::YesNo(true));
        recorded(town, StepKind::Visit, Role::SocialWorker, zainab, vec![seen, alone]);
        town.travel("2026-11-25T10:00:00Z");

        let day = town.as_a(Role::SocialWorker).get("/");
        // Zainab: 45 working days from 1 September end on 3 November. Tom: to be seen by 10 November.
        day.must_say("2 children, weight 2 of 25").must_say("2 late");
        let text = day.text();
        let late = &text[text.find("2, the latest first").unwrap()..text.find("Next five working days").unwrap()];
        let (first, second) = (late.find("Zainab Khan").unwrap(), late.find("Tom Price").unwrap());
        assert!(first < second, "{late}");
        assert!(late.contains("16 working days late") && late.contains("11 working days late"), "{late}");
        assert!(late.contains("last seen 23 Nov 2026, alone") && late.contains("not seen yet"), "{late}");
        day.must_say("2 days ago , 23 Nov 2026").must_say("Not seen yet").must_say("None recorded");
        assert!(!day.says("look by the manager"), "the manager's clocks are not the worker's");
        town.verify();
    });
}

#[test]
fn the_week_steps_over_christmas() {
    each_town(|town| {
        let me = worker(Role::SocialWorker);
        town.travel("2026-12-23T09:00:00Z");
        let mina = child(town, "Mina", "Ode", "2020-02-03");
        let received = known(Fact::ReceivedAt, None, Answer::Moment("2026-12-24T09:00:00Z".parse().unwrap()));
        begun(town, StepKind::Referral, &[mina], Some(me), town.planning, vec![received]);
        town.travel("2026-12-24T10:00:00Z");
        let day = town.as_a(Role::SocialWorker).get("/");
        day.must_say("Today, Thu 24 December Nothing ends Tue 29 December Mina Ode , 6 : Referral decision");
        day.must_say("Wed 30 December").must_say("Mon 4 January");
        day.must_say("1 due today or Tue 29 December").must_say("Nothing of yours is late");
        assert!(!day.says("25 December") && !day.says("28 December"));
        town.verify();
    });
}

#[test]
fn a_day_without_work_says_what_would_be_here() {
    each_town(|town| {
        let day = town.as_a(Role::SocialWorker).get("/");
        for empty in [
            "Nothing of yours is late",
            "Nothing ends",
            "Children who are allocated to you stand here",
            "What you submit for authorisation",
            "A form that you leave without saving stands here",
            "Children whom you pin stand here",
            "The last eight records that you opened stand here",
        ] {
            day.must_say(empty);
        }
    });
}

#[test]
fn submitted_work_waits_for_others_and_returned_work_comes_back_with_its_reasons() {
    each_town(|town| {
        let me = worker(Role::SocialWorker);
        let ana = child(town, "Ana", "Silva", "2018-02-03");
        let step = work(town, StepKind::Assessment, &[ana], Some(me), town.planning);
        step_entry(town, Role::SocialWorker, StepEntry::Submitted { step }, &[ana]);
        town.travel("2026-11-26T10:00:00Z");
        let day = town.as_a(Role::SocialWorker).get("/");
        day.must_say("with the manager since 3 working days ago").must_say("1 working day late on the manager’s side");
        day.must_say("0 late");
        step_entry(
            town,
            Role::TeamManager,
            StepEntry::Returned { step, reasons: "Say more of the father".into() },
            &[ana],
        );
        let day = town.as_a(Role::SocialWorker).get("/");
        day.must_say("1 returned to you").must_say("“Say more of the father”");
        town.verify();
    });
}

#[test]
fn a_restricted_child_is_neither_shown_nor_counted_for_who_is_not_on_the_list() {
    each_town(|town| {
        let me = worker(Role::SocialWorker);
        let hidden = child(town, "Hidden", "Name", "2018-02-03");
        allocate(town, &[hidden], me, "Duty").unwrap();
        work(town, StepKind::Assessment, &[hidden], Some(me), town.planning);
        town.as_a(Role::SocialWorker).get("/").must_say("1 child, weight 1 of 25").must_say("Hidden Name");
        restrict(town, hidden, vec![worker(Role::Director)]);
        let day = town.as_a(Role::SocialWorker).get("/");
        day.must_say("0 children, weight 0 of 25");
        assert!(!day.says("Hidden Name"));
        town.verify();
    });
}

#[test]
fn pins_stand_on_my_day_until_unpinned_and_every_name_shown_is_logged() {
    each_town(|town| {
        let me = worker(Role::SocialWorker);
        let ana = child(town, "Ana", "Silva", "2018-02-03");
        allocate(town, &[ana], me, "Duty").unwrap();
        let browser = town.as_a(Role::SocialWorker);
        let path = format!("/person/{ana}/pin");
        browser.post("/", &path, &[("keep", "yes"), ("back", "day")]).goes_to("/");
        let day = browser.get("/");
        day.must_say("Pinned Ana Silva , 8 Unpin Ana Silva");
        browser.post("/", &path, &[("keep", "no"), ("back", "day")]).goes_to("/");
        // Opened for pinning, so it is among those opened last.
        browser.get("/").must_say("Opened last Ana Silva , 8 Pin Ana Silva");
        let views = town.council.db.views().of_person_now(&ana.to_string(), 50).unwrap();
        assert!(views.iter().any(|view| view.what == "my day" && view.viewer == me.to_string()));
        town.verify();
    });
}

#[test]
fn each_role_lands_on_its_own_day() {
    each_town(|town| {
        let ana = child(town, "Ana", "Silva", "2018-02-03");
        work(town, StepKind::Contact, &[ana], Some(worker(Role::DutyScreener)), town.front_door);
        let night = work(town, StepKind::OutOfHoursEpisode, &[ana], Some(worker(Role::OutOfHours)), town.front_door);
        step_entry(town, Role::OutOfHours, StepEntry::HandedOver { step: night }, &[ana]);
        town.travel("2026-11-25T11:00:00Z");
        let day = |role| town.as_a(role).get("/");
        day(Role::DutyScreener).must_say("1 contacts open").must_say("The oldest came 2 working days ago");
        day(Role::DutyScreener)
            .must_say("Contact decision: 1 working day late")
            .must_say("Handovers not acknowledged 1");
        day(Role::OutOfHours).must_say("My own open work 1").must_say("Out-of-hours episode");
        day(Role::TeamManager).must_say("1 handovers not acknowledged").must_say("Nothing waits for you");
        day(Role::BusinessSupport).must_say("Front door").must_say("Planning team 1").must_say("0 Open children");
        day(Role::Auditor).must_say("Find a child or an adult");
        day(Role::PerformanceAnalyst).must_say("Your role works with figures");
        day(Role::Administrator).must_say("15 workers").must_say("Every social worker has a current registration");
        for role in Role::ALL {
            assert_eq!(day(*role).status, 200, "{role:?}");
        }
        assert!(!day(Role::Administrator).says("Ana") && !day(Role::PerformanceAnalyst).says("Ana"));
        town.verify();
    });
}
