//! The child's page, as workers meet it, on each engine.

#![allow(clippy::unwrap_used, reason = "tests")]

mod family_tree;

use app::testing::{MONDAY, Town, each_town, worker};
use family_tree::{Sketch, day, person};
use law::caseload::CaseloadEntry;
use law::journal::Happening;
use law::people::{Birth, PersonEntry, Relation};
use law::role::Role;

fn allocate(town: &Town, n: u128, to: Role) {
    let today = town.now().day();
    let entry = CaseloadEntry::Allocated {
        child: person(n),
        worker: worker(to),
        team: Some(town.planning),
        on: today,
        reason: "New".to_owned(),
    };
    town.happens(Role::TeamManager, move |_| Ok(vec![Happening::of(entry, today)])).unwrap();
}

#[test]
fn the_identity_bar_says_who_the_child_is_and_what_to_beware_of() {
    each_town(|town| {
        let sketch = Sketch::new(town);
        sketch.child(1, "Zainab", "Khan", "2022-03-23");
        sketch.child(2, "Yusuf", "Khan", "2022-03-23");
        sketch.adult(3, "Farah", "Khan", "1995-01-01");
        sketch.related(1, Relation::Twin, 2, false);
        sketch.related(3, Relation::Mother, 1, true);
        sketch.related(3, Relation::Mother, 2, true);
        sketch.hazard(1, "Large dog, not chained");
        sketch.number(1, "CIN-0042");
        allocate(town, 1, Role::SocialWorker);
        let page = town.as_a(Role::SocialWorker).get(&format!("/person/{}", person(1)));
        page.must_say("Zainab Khan").must_say("4, born 23 March 2022").must_say("Number CIN0042");
        page.must_say("Social worker One, Planning team 1").must_say("⚠ Large dog, not chained");
        page.must_say("Brothers and sisters: Yusuf , 4").must_say("mother").must_say("parental responsibility");
        assert!(!page.body.contains("<title>Zainab"), "no child's name in a browser's history");
        town.verify();
    });
}

#[test]
fn open_steps_show_their_clocks_and_the_timeline_leads_to_them() {
    each_town(|town| {
        let sketch = Sketch::new(town);
        sketch.child(1, "Zainab", "Khan", "2022-03-23");
        allocate(town, 1, Role::SocialWorker);
        let browser = town.as_a(Role::SocialWorker);
        let home = format!("/person/{}", person(1));
        browser.get(&home).must_say("Nothing is open");
        let step = browser.post(&home, &format!("{home}/start/contact"), &[]).goes_to("/step/");
        let page = browser.get(&home);
        page.must_say("Contact").must_say("Being written").must_say("due").must_say("1 open");
        assert!(page.body.contains(&format!("href=\"{step}\"")), "the open step and its line lead to the step");
        assert!(page.body.contains("k-clock__due"));
        town.travel("2026-12-02T10:00:00Z");
        browser_of(town).get(&home).must_say("late");
        town.verify();
    });
}

fn browser_of(town: &Town) -> app::testing::Browser<'_> {
    town.as_a(Role::SocialWorker)
}

#[test]
fn a_kind_that_only_a_decision_opens_is_not_started_from_the_menu() {
    each_town(|town| {
        let sketch = Sketch::new(town);
        sketch.child(1, "Zainab", "Khan", "2022-03-23");
        allocate(town, 1, Role::SocialWorker);
        let (browser, home) = (town.as_a(Role::SocialWorker), format!("/person/{}", person(1)));
        browser.get(&home).must_say("Referral. It is opened by the decision before it");
        let refused = browser.get(&format!("{home}/start/referral"));
        assert_eq!(refused.status, 403);
        refused.must_say("opened by the decision before it");
    });
}

#[test]
fn unknown_people_are_not_found_and_administrators_see_nobody() {
    each_town(|town| {
        let sketch = Sketch::new(town);
        sketch.child(1, "Zainab", "Khan", "2022-03-23");
        let browser = town.as_a(Role::TeamManager);
        assert_eq!(browser.get("/person/not-an-id").status, 404);
        assert_eq!(browser.get(&format!("/person/{}", person(99))).status, 404);
        let refused = town.as_a(Role::Administrator).get(&format!("/person/{}", person(1)));
        assert_eq!(refused.status, 403);
        assert!(!refused.says("Zainab"));
    });
}

#[test]
fn single_names_right_to_left_names_and_the_unborn_have_a_page() {
    each_town(|town| {
        let sketch = Sketch::new(town);
        sketch.child(1, "", "Sukarno", "2026-11-06");
        sketch.child(2, "زينب", "خان", "2024-01-01");
        sketch.person(3, "Baby of Amara", "Obi", Birth::Expected(day("2027-02-01")));
        let browser = town.as_a(Role::TeamManager);
        browser.get(&format!("/person/{}", person(1))).must_say("Sukarno").must_say("2 weeks, born 6 November 2026");
        let page = browser.get(&format!("/person/{}", person(2)));
        page.must_say("زينب خان");
        assert!(page.body.contains("<bdi>زينب خان</bdi>"), "a name keeps its own direction");
        browser.get(&format!("/person/{}", person(3))).must_say("unborn, due 1 February 2027");
    });
}

#[test]
fn an_adult_has_a_simpler_page() {
    each_town(|town| {
        let sketch = Sketch::new(town);
        sketch.child(1, "Zainab", "Khan", "2022-03-23");
        sketch.adult(3, "Farah", "Khan", "1995-01-01");
        sketch.related(3, Relation::Mother, 1, true);
        let page = town.as_a(Role::TeamManager).get(&format!("/person/{}", person(3)));
        page.must_say("Adult").must_say("Zainab Khan").must_say("child");
        assert!(!page.says("In the child’s words"));
        assert!(!page.says("Nobody is recorded with parental responsibility"));
    });
}

#[test]
fn fifty_lines_at_a_time_with_the_age_at_the_time() {
    each_town(|town| {
        let sketch = Sketch::new(town);
        sketch.child(1, "Zainab", "Khan", "2022-03-23");
        let happenings = (0..120).map(|n| {
            let entry = PersonEntry::HazardNoted {
                person: person(1),
                fact: law::id::FactId(uuid::Uuid::from_u128(5_000 + n)),
                words: format!("Hazard {n}"),
            };
            Happening::of(entry, day("2023-03-24").plus_days(i64::try_from(n).unwrap()))
        });
        let happenings: Vec<_> = happenings.collect();
        town.happens(Role::SocialWorker, move |_| Ok(happenings)).unwrap();
        let (browser, home) = (town.as_a(Role::TeamManager), format!("/person/{}", person(1)));
        let page = browser.get(&home);
        page.must_say("50 of 121").must_say("aged 1");
        let mut seen = 0;
        let mut next = Some(page);
        while let Some(page) = next.take() {
            seen += page.body.matches("<li><div class=\"k-entry").count();
            let older = page.body.split("href=\"").find(|part| part.contains("?older=")).map(|part| part.to_owned());
            next = older.map(|part| browser.get(&part[..part.find('"').unwrap()].replace("&amp;", "&")));
        }
        assert_eq!(seen, 121, "every line once");
        browser.get(&format!("{home}?kind=person&least=2")).must_say("50 of 120").must_say("significant only");
        browser.get(&format!("{home}?kind=visit")).must_say("Nothing under this filter");
        browser.get(&format!("{home}/timeline")).must_say("121 events").must_say("with nothing recorded");
        assert_eq!(MONDAY, "2026-11-23T10:00:00Z");
    });
}

#[test]
fn a_restricted_child_is_not_known_of_through_a_sibling() {
    each_town(|town| {
        let sketch = Sketch::new(town);
        sketch.child(1, "Zainab", "Khan", "2022-03-23");
        sketch.child(2, "Hidden", "Khan", "2020-01-01");
        sketch.adult(3, "Farah", "Khan", "1995-01-01");
        sketch.related(1, Relation::Sibling, 2, false);
        sketch.related(3, Relation::Mother, 1, true);
        sketch.related(3, Relation::Mother, 2, true);
        sketch.restrict(2, &[worker(Role::Director)]);
        for page in ["", "/timeline?household=yes"] {
            let path = format!("/person/{}{page}", person(1));
            assert!(!town.as_a(Role::TeamManager).get(&path).says("Hidden"), "{path}");
        }
        let mother = format!("/person/{}", person(3));
        assert!(!town.as_a(Role::TeamManager).get(&mother).says("Hidden"));
        town.as_a(Role::Director).get(&mother).must_say("Hidden Khan");
    });
}

#[test]
fn every_view_of_a_person_is_in_the_log() {
    each_town(|town| {
        let sketch = Sketch::new(town);
        sketch.child(1, "Zainab", "Khan", "2022-03-23");
        let count = || town.council.db.views().of_person_now(&person(1).to_string(), 100).unwrap().len();
        let browser = town.as_a(Role::TeamManager);
        let home = format!("/person/{}", person(1));
        for (n, page) in ["", "/timeline"].iter().enumerate() {
            assert_eq!(browser.get(&format!("{home}{page}")).status, 200);
            assert_eq!(count(), n + 1, "{page}");
        }
    });
}
