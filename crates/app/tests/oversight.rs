//! How the record is used, as managers and the data protection officer watch it, on each engine.

mod staff;

use app::testing::{each_town, worker};
use law::answer::Answer;
use law::fact::Fact;
use law::journal::Happening;
use law::people::PersonEntry;
use law::role::Role;
use law::step::StepKind;
use staff::{child, known, recorded, restrict};

#[test]
fn an_emergency_opening_is_reviewed_by_somebody_else_within_two_working_days() {
    each_town(|town| {
        let hidden = child(town, "Hidden", "Name", "2018-02-03");
        restrict(town, hidden, vec![worker(Role::Director)]);
        let (day, until) = (town.now().day(), town.now().plus_hours(1));
        let entry = PersonEntry::GlassBroken { person: hidden, reason: "Child at the door".into(), until };
        town.happens(Role::TeamManager, move |_| Ok(vec![Happening::of(entry, day)])).unwrap();
        let opener = town.as_a(Role::TeamManager).get("/oversight");
        opener.must_say("You opened it yourself").must_say("a restricted record");
        assert!(!opener.says("Hidden"));
        town.travel("2026-11-26T10:00:00Z");
        let officer = town.as_a(Role::DataProtectionOfficer);
        let page = officer.get("/oversight");
        page.must_say("1 emergency openings to review").must_say("“Child at the door”").must_say("1 working day late");
        town.as_a(Role::Director).get("/oversight").must_say("Hidden Name");
        let start = page.body.find("/oversight/glass/").unwrap();
        let path = page.body[start..].split('"').next().unwrap().to_owned();
        let empty = officer.post("/oversight", &path, &[("finding", " ")]);
        assert_eq!(empty.status, 422);
        empty.must_say("Say what you found");
        assert_eq!(town.as_a(Role::TeamManager).post("/oversight", &path, &[("finding", "Fine")]).status, 403);
        officer.post("/oversight", &path, &[("finding", "Needed; the list is now right")]).goes_to("/oversight");
        officer.get("/oversight").must_say("0 emergency openings to review");
        town.verify();
    });
}

#[test]
fn a_restriction_past_its_review_is_shown_to_its_list_alone() {
    each_town(|town| {
        let hidden = child(town, "Hidden", "Name", "2018-02-03");
        restrict(town, hidden, vec![worker(Role::Director)]);
        town.as_a(Role::Director).get("/oversight").must_say("0 restrictions past their review");
        town.travel("2027-03-01T10:00:00Z");
        town.as_a(Role::Director).get("/oversight").must_say("Hidden Name").must_say("21 February 2027");
        town.as_a(Role::TeamManager).get("/oversight").must_say("0 restrictions past their review");
        town.verify();
    });
}

#[test]
fn who_looked_is_shown_and_is_itself_logged() {
    each_town(|town| {
        let ana = child(town, "Ana", "Silva", "2018-02-03");
        let hidden = child(town, "Hidden", "Name", "2018-02-03");
        restrict(town, hidden, vec![worker(Role::Director)]);
        town.as_a(Role::TeamManager).get(&format!("/person/{ana}/allocation")).must_say("Not allocated so far");
        town.as_a(Role::Director).get(&format!("/person/{hidden}/allocation")).must_say("Not allocated so far");
        let officer = town.as_a(Role::DataProtectionOfficer);
        officer.get("/oversight").must_say("What a worker looked at");
        let manager = worker(Role::TeamManager);
        let to = officer.get(&format!("/oversight/worker?worker={manager}")).goes_to("/oversight/worker/");
        officer.get(&to).must_say("Ana Silva allocation history Manages");
        let director = officer.get(&format!("/oversight/worker/{}", worker(Role::Director)));
        director.must_say("A restricted record allocation history On the restricted list");
        assert!(!director.says("Hidden"));
        let views = town.council.db.views().of_person_now(&ana.to_string(), 50).unwrap();
        assert!(views.iter().any(|view| view.what == "what a worker looked at"));
        assert_eq!(town.as_a(Role::SocialWorker).get(&to).status, 403);
        town.verify();
    });
}

#[test]
fn recording_of_process_only_is_counted_for_the_manager() {
    each_town(|town| {
        let ana = child(town, "Ana", "Silva", "2018-02-03");
        let note = |seen: &str, means: &str| {
            let facts = vec![
                known(Fact::HappenedAt, None, Answer::Moment(town.now())),
                known(Fact::WhatWasSeen, None, Answer::Words(seen.into())),
                known(Fact::WhatItMeans, None, Answer::Words(means.into())),
            ];
            recorded(town, StepKind::CaseNote, Role::SocialWorker, ana, facts);
        };
        note("Rang the school and left a message", "No change");
        note("Ana hid when her stepfather came in", "She is frightened of him and nobody at home names it");
        let page = town.as_a(Role::TeamManager).get("/oversight");
        page.must_say("1 recorded as process only").must_say("Social worker One 2 1 Mon 23 November");
        town.travel("2026-12-30T10:00:00Z");
        town.as_a(Role::TeamManager)
            .get("/oversight")
            .must_say("Nobody recorded a note or a visit in the last 28 days");
        town.verify();
    });
}
