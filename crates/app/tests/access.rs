//! The door of a record: reasons, restriction, the emergency, and the log of who looked, on each engine.

#![allow(clippy::unwrap_used, reason = "tests")]

mod family_tree;

use app::testing::{each_town, worker};
use family_tree::{Sketch, person};
use law::role::Role;

#[test]
fn a_worker_without_a_relationship_says_why_and_the_reason_is_logged() {
    each_town(|town| {
        let sketch = Sketch::new(town);
        sketch.child(1, "Zainab", "Khan", "2022-03-23");
        let home = format!("/person/{}", person(1));
        let why = format!("{home}/why");
        let browser = town.as_a(Role::SocialWorker);
        browser.get(&home).goes_to(&why);
        let gate = browser.get(&why);
        assert!(!gate.says("Zainab"), "nothing is said before the reason");
        let refused = browser.post(&why, &why, &[("reason", "x")]);
        assert_eq!(refused.status, 422);
        assert_eq!(town.council.db.views().of_person_now(&person(1).to_string(), 10).unwrap().len(), 0);
        browser.post(&why, &why, &[("reason", "I cover for their worker today")]).goes_to(&home);
        browser.get(&home).must_say("Zainab").must_say("You gave a reason");
        let log = town.council.db.views().of_person_now(&person(1).to_string(), 10).unwrap();
        assert_eq!(log.len(), 2);
        assert!(log.iter().any(|view| view.what.contains("I cover for their worker today")));
        assert_eq!(log[0].purpose, "reason_given");
        town.travel("2026-11-24T10:00:00Z");
        town.as_a(Role::SocialWorker).get(&home).goes_to(&why);
        town.verify();
    });
}

#[test]
fn a_restricted_record_opens_in_an_emergency_for_an_hour_after_signing_in_again() {
    each_town(|town| {
        let sketch = Sketch::new(town);
        sketch.child(1, "Zainab", "Khan", "2022-03-23");
        sketch.restrict(1, &[worker(Role::Director)]);
        let home = format!("/person/{}", person(1));
        let closed = format!("{home}/restricted");
        let browser = town.as_a(Role::OutOfHours);
        browser.get(&home).goes_to(&closed);
        let page = browser.get(&closed);
        page.must_say("This record is restricted");
        assert!(!page.says("Zainab"));
        for way in ["/timeline", "/people", "/documents", "/views", "/change/story", "/why"] {
            browser.get(&format!("{home}{way}")).goes_to(&closed);
        }
        town.travel("2026-11-23T10:10:00Z");
        browser.get(&closed).must_say("Sign in again first");
        let reason = [("reason", "Police at the door with the child")];
        browser.post(&closed, &format!("{home}/glass"), &reason).goes_to("/sign-in/again");
        browser.get(&home).goes_to(&closed);
        let fresh = town.as_a(Role::OutOfHours);
        assert_eq!(fresh.post(&closed, &format!("{home}/glass"), &[("reason", "")]).status, 422);
        fresh.post(&closed, &format!("{home}/glass"), &reason).goes_to(&home);
        fresh.get(&home).must_say("Zainab").must_say("It is open to you until 11:10");
        fresh.get(&format!("{home}/timeline")).must_say("in an emergency").must_say("Opened in an emergency");
        town.as_a(Role::ServiceManager).get(&home).goes_to(&closed);
        town.travel("2026-11-23T11:10:00Z");
        town.as_a(Role::OutOfHours).get(&home).goes_to(&closed);
        town.verify();
    });
}

#[test]
fn a_role_that_only_reads_cannot_break_the_glass() {
    each_town(|town| {
        let sketch = Sketch::new(town);
        sketch.child(1, "Zainab", "Khan", "2022-03-23");
        sketch.restrict(1, &[worker(Role::Director)]);
        let closed = format!("/person/{}/restricted", person(1));
        let browser = town.as_a(Role::Inspector);
        assert!(!browser.get(&closed).says("Open for one hour"));
        let path = format!("/person/{}/glass", person(1));
        assert_eq!(browser.post(&closed, &path, &[("reason", "I would like to see it")]).status, 403);
    });
}

#[test]
fn who_looked_is_shown_to_managers_and_not_to_others() {
    each_town(|town| {
        let sketch = Sketch::new(town);
        sketch.child(1, "Zainab", "Khan", "2022-03-23");
        let home = format!("/person/{}", person(1));
        for _ in 0..60 {
            town.as_a(Role::Director).get(&home);
        }
        town.travel("2026-11-25T10:00:00Z");
        let views = format!("{home}/views");
        let page = town.as_a(Role::TeamManager).get(&views);
        page.must_say("61 views").must_say("1 to 50").must_say("Director One").must_say("child's page");
        town.as_a(Role::TeamManager).get(&format!("{views}?page=1")).must_say("51 to 62");
        town.as_a(Role::TeamManager).get(&format!("{views}?from=24+11+2026")).must_say("3 views");
        let ooh = town.as_a(Role::OutOfHours).get(&views);
        assert_eq!(ooh.status, 403);
        town.as_a(Role::DataProtectionOfficer).get(&views).must_say("reviews records");
    });
}
