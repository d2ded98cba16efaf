//! The queue of the front door: what is late first, what may be dangerous, what is known already.

mod households;

use app::testing::{Shown, each_town, worker};
use households::{add, born, contact, day, step_entry};
use law::caseload::CaseloadEntry;
use law::journal::Happening;
use law::role::Role;
use law::step::StepEntry;

/// The names in the order in which the page has them.
fn in_order(page: &Shown, names: &[&str]) {
    let text = page.text();
    let at: Vec<usize> =
        names.iter().map(|name| text.find(name).unwrap_or_else(|| panic!("no {name}: {text}"))).collect();
    assert!(at.is_sorted(), "{names:?} in {text}");
}

#[test]
fn what_is_late_comes_first_then_harm_then_the_clock() {
    each_town(|town| {
        let child = |given: &str| add(town, given, "Byrne-Lake", born("2019-05-14"));
        let (amy, ben, cat, dev) = (child("Amy"), child("Ben"), child("Cat"), child("Dev"));
        contact(town, Role::DutyScreener, &[amy], "2026-11-23T09:00:00Z", "Nothing to eat at home", false);
        contact(town, Role::DutyScreener, &[ben], "2026-11-23T09:30:00Z", "A bruise on the arm", true);
        contact(town, Role::DutyScreener, &[cat], "2026-11-18T09:00:00Z", "Late to school", false);
        contact(town, Role::DutyScreener, &[dev], "2026-11-20T09:00:00Z", "Asks for nursery", false);
        let page = town.as_a(Role::DutyScreener).get("/front-door");
        in_order(&page, &["Cat Byrne-Lake", "Ben Byrne-Lake", "Dev Byrne-Lake", "Amy Byrne-Lake"]);
        page.must_say("2 working days late").must_say("due today").must_say("due tomorrow");
        page.must_say("Harm suspected").must_say("A bruise on the arm").must_say("From Police");
        page.must_say("4 items, what is late first").must_say("All 4").must_say("Late 1");
        let late = town.as_a(Role::DutyScreener).get("/front-door?show=late");
        late.must_say("Cat Byrne-Lake").must_say("1 item");
        assert!(!late.says("Amy Byrne-Lake"));
        assert!(page.body.contains("data-list"));
    });
}

#[test]
fn filters_count_what_they_show_and_say_when_they_are_empty() {
    each_town(|town| {
        let amy = add(town, "Amy", "Okafor", born("2019-05-14"));
        let step = contact(town, Role::DutyScreener, &[amy], "2026-11-23T09:00:00Z", "Nothing to eat", false);
        let duty = town.as_a(Role::DutyScreener);
        duty.get("/front-door").must_say("Being written 1").must_say("Mine 1").must_say("Awaiting decision 0");
        duty.get("/front-door?show=awaiting").must_say("Nothing awaits a decision");
        duty.get("/front-door?show=handovers").must_say("No handover waits");
        duty.get("/front-door?show=nonsense&page=99&read=nonsense").must_say("Amy Okafor");
        step_entry(town, Role::DutyScreener, &[amy], StepEntry::Submitted { step });
        town.travel("2026-11-23T13:30:00Z");
        let manager = town.as_a(Role::ServiceManager);
        manager.get("/front-door?show=awaiting").must_say("awaiting decision for 3 hours").must_say("Amy Okafor");
        manager.get("/front-door?show=mine").must_say("You have nothing at the front door");
        let pane = manager.get(&format!("/front-door?read={step}"));
        assert!(pane.body.contains(&format!("/step/{step}/decide")));
        let own = town.as_a(Role::DutyScreener).get(&format!("/front-door?read={step}"));
        own.must_say("A team manager or service manager decides");
        assert!(!own.body.contains("/decide"));
        town.verify();
    });
}

#[test]
fn what_is_known_and_how_often_contacts_came_is_said_in_the_row() {
    each_town(|town| {
        let amy = add(town, "Amy", "Okafor", born("2019-05-14"));
        let ben = add(town, "Ben", "Marsh", born("2015-05-14"));
        let allocated = CaseloadEntry::Allocated {
            child: amy,
            worker: worker(Role::SocialWorker),
            team: Some(town.planning),
            on: day("2026-11-02"),
            reason: "Assessment".into(),
        };
        let happening = Happening::of(allocated, town.now().day());
        town.happens(Role::TeamManager, move |_| Ok(vec![happening])).unwrap();
        for received in ["2026-03-02T09:00:00Z", "2026-06-02T09:00:00Z", "2025-10-02T09:00:00Z"] {
            let step = contact(town, Role::DutyScreener, &[amy], received, "Earlier worry", false);
            let ended = StepEntry::EndedElsewhere { step, on: received[..10].parse().unwrap() };
            step_entry(town, Role::DutyScreener, &[amy], ended);
        }
        let referral = contact(town, Role::DutyScreener, &[ben], "2023-06-02T09:00:00Z", "Long ago", false);
        let ended = StepEntry::EndedElsewhere { step: referral, on: day("2023-06-02") };
        step_entry(town, Role::DutyScreener, &[ben], ended);
        let opened = StepEntry::EpisodeOpened {
            step: referral,
            child: ben,
            on: day("2023-06-02"),
            nfa: false,
            need: None,
            source: None,
        };
        step_entry(town, Role::DutyScreener, &[ben], opened);
        let closed =
            StepEntry::EpisodeClosed { step: referral, child: ben, on: day("2024-03-03"), reason: "RC7".into() };
        step_entry(town, Role::DutyScreener, &[ben], closed);
        let now = contact(town, Role::DutyScreener, &[amy], "2026-11-23T09:00:00Z", "New worry", false);
        contact(town, Role::DutyScreener, &[ben], "2026-11-23T09:10:00Z", "New worry", false);
        let page = town.as_a(Role::DutyScreener).get("/front-door");
        page.must_say("Amy : known, open case, Planning team 1, Social worker One");
        page.must_say("Ben : known, closed 3 March 2024");
        page.must_say("Repeat, 2 contacts in 12 months before this one");
        let pane = town.as_a(Role::DutyScreener).get(&format!("/front-door?read={now}"));
        pane.must_say("What came before").must_say("2 June 2026").must_say("2 October 2025");
    });
}

#[test]
fn rows_of_one_family_stand_together() {
    each_town(|town| {
        let amy = add(town, "Amy", "Okafor", born("2019-05-14"));
        let ben = add(town, "Ben", "Okafor", born("2021-05-14"));
        let dev = add(town, "Dev", "Marsh", born("2021-05-14"));
        contact(town, Role::DutyScreener, &[amy], "2026-11-18T09:00:00Z", "First worry", false);
        contact(town, Role::DutyScreener, &[dev], "2026-11-20T09:00:00Z", "Another family", false);
        contact(town, Role::DutyScreener, &[amy, ben], "2026-11-23T09:00:00Z", "Second worry", false);
        let page = town.as_a(Role::DutyScreener).get("/front-door");
        in_order(&page, &["First worry", "Same family as above", "Second worry", "Another family"]);
        page.must_say("Amy Okafor , Ben Okafor , youngest 5");
    });
}

#[test]
fn a_worker_of_another_team_sees_their_own_and_reads_nothing_without_a_reason() {
    each_town(|town| {
        let amy = add(town, "Amy", "Okafor", born("2019-05-14"));
        let step = contact(town, Role::DutyScreener, &[amy], "2026-11-23T09:00:00Z", "Nothing to eat", false);
        let worker = town.as_a(Role::SocialWorker).get(&format!("/front-door?read={step}"));
        worker.must_say("You see what you or your team work on");
        assert!(!worker.says("Nothing to eat") && !worker.says("Amy Okafor"));
        town.as_a(Role::Administrator).get("/front-door").must_say("Your role does not include this page");
        let seen = town.council.db.views().of_person_now(&amy.to_string(), 10).unwrap();
        assert!(seen.is_empty(), "{seen:?}");
        town.as_a(Role::DutyScreener).get(&format!("/front-door?read={step}")).must_say("Nothing to eat");
        let seen = town.council.db.views().of_person_now(&amy.to_string(), 10).unwrap();
        assert!(
            seen.iter().any(|view| view.what.contains("reading")) && seen.iter().any(|view| view.purpose == "list")
        );
    });
}

#[test]
fn a_worry_of_two_megabytes_is_one_line_in_the_list_and_a_beginning_in_the_pane() {
    each_town(|town| {
        let amy = add(town, "Amy", "Okafor", born("2019-05-14"));
        let long = "He said “no” and\nleft. ".repeat(90_000);
        let step = contact(town, Role::DutyScreener, &[amy], "2026-11-23T09:00:00Z", &long, false);
        let duty = town.as_a(Role::DutyScreener);
        let list = duty.get("/front-door");
        assert!(list.body.len() < 40_000, "{}", list.body.len());
        list.must_say("He said “no” and left.").must_say("…");
        let pane = duty.get(&format!("/front-door?read={step}"));
        assert!(pane.body.len() < 80_000, "{}", pane.body.len());
        pane.must_say("There is more");
    });
}

#[test]
fn the_pane_says_that_a_new_child_may_be_one_known_before() {
    each_town(|town| {
        let known = add(town, "Elizabeth", "O'Neill", born("2019-05-14"));
        let new = add(town, "Beth", "ONeill", born("2019-05-14"));
        let step = contact(town, Role::DutyScreener, &[new], "2026-11-23T09:00:00Z", "A worry", false);
        let pane = town.as_a(Role::DutyScreener).get(&format!("/front-door?read={step}"));
        pane.must_say("May be the same child").must_say("Elizabeth O'Neill").must_say("short form of the name");
        households::restricted_to(town, known, &[Role::TeamManager]);
        let pane = town.as_a(Role::DutyScreener).get(&format!("/front-door?read={step}"));
        assert!(!pane.says("May be the same child") && !pane.says("Elizabeth"));
    });
}

#[test]
fn a_manager_decides_beside_the_list_and_the_next_one_is_there() {
    each_town(|town| {
        let amy = add(town, "Amy", "Okafor", born("2019-05-14"));
        let ben = add(town, "Ben", "Marsh", born("2020-05-14"));
        let first = contact(town, Role::DutyScreener, &[amy], "2026-11-20T09:00:00Z", "First worry", false);
        let second = contact(town, Role::DutyScreener, &[ben], "2026-11-23T09:00:00Z", "Second worry", false);
        step_entry(town, Role::DutyScreener, &[amy], StepEntry::Submitted { step: first });
        step_entry(town, Role::DutyScreener, &[ben], StepEntry::Submitted { step: second });
        let manager = town.as_a(Role::ServiceManager);
        let from = "/front-door?show=awaiting&read=first";
        manager.get(from).must_say("First worry").must_say("Your decision");
        let fields = [
            ("then", "front_door"),
            (&format!("outcome-{amy}"), "information_and_advice"),
            (&format!("level-{amy}"), "1"),
            (&format!("rationale-{amy}"), "A nursery place was asked for and found"),
            (&format!("for_family-{amy}"), "We gave you the number of the nursery"),
        ];
        let done = manager.post(from, &format!("/step/{first}/decide"), &fields);
        assert_eq!(done.goes_to("/front-door"), from);
        let next = manager.follow(done);
        next.must_say("Second worry").must_say("1 item").must_say("Your decision");
        assert!(!next.says("First worry"));
        town.verify();
    });
}
