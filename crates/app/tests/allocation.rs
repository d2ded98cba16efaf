//! Allocation: who waits, moving caseloads with history, too many changes of worker.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on must stop")]

mod staff;

use app::command::Rejected;
use app::step::commands as step;
use app::testing::{each_town, worker};
use law::role::Role;
use law::step::act::Refusal;
use law::step::outcome::{Decision, Outcome};
use law::step::{StepEntry, StepKind};
use staff::{actor, allocate, child, hire, restrict, step_entry, work};

#[test]
fn a_child_waits_from_the_decision_until_a_worker_is_chosen() {
    each_town(|town| {
        let ana = child(town, "Ana", "Silva", "2018-02-03");
        let referral = work(town, StepKind::Referral, &[ana], Some(worker(Role::DutyScreener)), town.planning);
        step_entry(town, Role::DutyScreener, StepEntry::Submitted { step: referral }, &[ana]);
        let manager = town.as_a(Role::TeamManager);
        manager.get("/allocation").must_say("Nobody waits").must_say("0 waiting for a worker");
        let decision = Decision {
            child: ana,
            outcome: Outcome::Assessment,
            instead_of: None,
            category: None,
            level: Some("3".into()),
            harm_suspected: Some(false),
            rationale: "Needs an assessment".into(),
            for_family: String::new(),
        };
        let (council, asker, now) = (town.council.clone(), actor(town, Role::TeamManager), town.now());
        town.happens(Role::TeamManager, move |conn| {
            step::decide(&council, conn, &asker, now, referral, vec![decision])
        })
        .unwrap();

        let page = manager.get("/allocation");
        page.must_say("1 waiting for a worker")
            .must_say("Ana Silva , 8")
            .must_say("Child and family assessment authorised");
        let me = worker(Role::SocialWorker).to_string();
        let (ana_id, fields) = (ana.to_string(), "reason");
        let refused = manager.post("/allocation", "/allocation", &[("child", &ana_id), (fields, "Near the family")]);
        assert_eq!(refused.status, 422);
        refused.must_say("Choose a worker").must_say("There is a problem");
        assert!(refused.body.contains("Near the family"), "what was typed is kept");
        manager
            .post("/allocation", "/allocation", &[("child", &ana_id), ("worker", &me), ("reason", "Near the family")])
            .goes_to("/allocation");
        let page = manager.get("/allocation");
        page.must_say("0 waiting for a worker").must_say("0 without an owner");
        page.must_say("Ana Silva , 8 to Social worker One : Near the family");
        town.as_a(Role::SocialWorker).get("/").must_say("Ana Silva").must_say("1 child, weight 1 of 25");

        // Undone on the spot: the child and the assessment wait again.
        let seq = app::testing::hidden(&page.body, "allocation").unwrap();
        manager.post("/allocation", "/allocation/undo", &[("allocation", &seq)]).goes_to("/allocation");
        manager.get("/allocation").must_say("1 waiting for a worker").must_say("1 without an owner");
        manager
            .get(&format!("/person/{ana}/allocation"))
            .must_say("Social worker One")
            .must_say("Waiting for a worker");
        town.verify();
    });
}

#[test]
fn only_those_with_a_caseload_are_offered_each_with_what_they_have() {
    each_town(|town| {
        let (ana, tom) = (child(town, "Ana", "Silva", "2018-02-03"), child(town, "Tom", "Price", "2019-02-03"));
        let me = worker(Role::SocialWorker);
        allocate(town, &[ana], me, "Near the family").unwrap();
        work(town, StepKind::ProtectionPlan, &[ana], Some(me), town.planning);
        work(town, StepKind::Contact, &[tom], Some(worker(Role::DutyScreener)), town.front_door);
        work(town, StepKind::Assessment, &[tom], None, town.planning);
        let page = town.as_a(Role::TeamManager).get("/allocation");
        page.must_say("Social worker One · Planning team 1 · 1 child, weight 2 of 25");
        page.must_say("Practitioner One · Planning team 1 · 0 children, weight 0 of 25");
        page.must_say("Early help adviser One · no team");
        for other in ["Director One ·", "Duty screener One ·", "Business support One ·", "Conference chair One ·"] {
            assert!(!page.says(other), "{other} is offered");
        }
        page.must_say("0 caseloads to move");
        let Rejected::Refused(Refusal::Fix(why)) = allocate(town, &[tom], worker(Role::Director), "No").unwrap_err()
        else {
            panic!("allocated to the director");
        };
        assert!(why[0].say.contains("no role with a caseload"), "{why:?}");
        town.verify();
    });
}

#[test]
fn moving_a_caseload_keeps_history_on_both_sides() {
    each_town(|town| {
        let (from, to) = (worker(Role::SocialWorker), hire(town, 1, "Jo Reid", Role::SocialWorker, town.planning));
        let (ana, tom) = (child(town, "Ana", "Silva", "2018-02-03"), child(town, "Tom", "Price", "2019-02-03"));
        allocate(town, &[ana, tom], from, "First worker").unwrap();
        let shared = work(town, StepKind::Assessment, &[ana, tom], Some(from), town.planning);
        work(town, StepKind::CinPlan, &[tom], Some(from), town.planning);
        town.travel("2026-12-01T10:00:00Z");

        let manager = town.as_a(Role::TeamManager);
        let path = format!("/allocation/move?worker={from}");
        manager.get(&path).must_say("Children of Social worker One 2");
        let (from_id, to_id, ana_id) = (from.to_string(), to.to_string(), ana.to_string());
        let fields = [("from", &from_id[..]), ("worker", &to_id), ("reason", "Balance"), ("child", &ana_id)];
        manager.post(&path, "/allocation/move", &fields).goes_to("/allocation/move");
        // Ana moves; the assessment is also about Tom, who stays, and stays with his worker.
        manager.get(&path).must_say("Children of Social worker One 1");
        assert_eq!(owner(town, shared), Some(from));
        let all = [("from", &from_id[..]), ("worker", &to_id), ("reason", "Leaving"), ("all", "yes")];
        manager.post(&path, "/allocation/move", &all).goes_to("/allocation/move");
        manager.get(&path).must_say("has no children and no open work");
        assert_eq!(owner(town, shared), Some(to));
        for child in [ana, tom] {
            let history = manager.get(&format!("/person/{child}/allocation"));
            history.must_say("Jo Reid Planning team 1 1 Dec 2026 Now");
            history.must_say("Social worker One Planning team 1 23 Nov 2026 1 Dec 2026 First worker");
            let id = child.to_string();
            let lines = town.council.db.read_now(move |conn| {
                let select =
                    store::sql!("SELECT sentence FROM timeline WHERE person = $1 AND kind = 'allocation' ORDER BY seq");
                let rows = conn.query(select, store::params![id])?;
                rows.iter().map(|row| row.get::<String>("sentence")).collect::<Result<Vec<_>, _>>()
            });
            assert_eq!(lines.unwrap(), ["Allocated to Social worker One", "Allocated to Jo Reid"]);
        }
        town.verify();
    });
}

fn owner(town: &app::testing::Town, id: law::id::StepId) -> Option<law::id::WorkerId> {
    town.council.db.read_now(move |conn| app::step::queries::load(conn, id)).unwrap().unwrap().owner
}

#[test]
fn three_changes_of_worker_in_a_year_are_listed_and_two_are_not() {
    each_town(|town| {
        let (ana, tom) = (child(town, "Ana", "Silva", "2018-02-03"), child(town, "Tom", "Price", "2019-02-03"));
        let workers: Vec<_> =
            (1..=4).map(|n| hire(town, n, &format!("Worker {n}"), Role::SocialWorker, town.planning)).collect();
        for (month, next) in workers.iter().enumerate() {
            town.travel(&format!("2026-12-{:02}T10:00:00Z", month * 7 + 1));
            allocate(town, &[ana], *next, "Change").unwrap();
            if month < 3 {
                allocate(town, &[tom], *next, "Change").unwrap();
            }
            // The same worker again is no change, and records nothing.
            assert_eq!(allocate(town, &[ana], *next, "Again").unwrap().last_seq, None);
        }
        let page = town.as_a(Role::TeamManager).get("/allocation");
        page.must_say("1 with 3 or more changes").must_say("Ana Silva , 8 : 3 changes , now Worker 4");
        let text = page.text();
        let listed = &text[text.find("Three or more changes").unwrap()..text.find("Allocated today").unwrap()];
        assert!(!listed.contains("Tom Price"), "{listed}");
        town.travel("2028-01-10T10:00:00Z");
        town.as_a(Role::TeamManager).get("/allocation").must_say("0 with 3 or more changes");
        town.verify();
    });
}

#[test]
fn nobody_is_allocated_to_who_may_not_have_them() {
    each_town(|town| {
        let ana = child(town, "Ana", "Silva", "2018-02-03");
        let refusal = |result: Result<app::command::Done, Rejected>| match result {
            Err(Rejected::Refused(Refusal::Fix(problems))) => problems[0].say.clone(),
            other => panic!("{other:?}"),
        };
        let says = |to, words: &str| {
            let said = refusal(allocate(town, &[ana], to, "Because"));
            assert!(said.contains(words), "{said}");
        };
        says(worker(Role::Auditor), "has no role with a caseload");
        assert!(refusal(allocate(town, &[ana], worker(Role::SocialWorker), " ")).contains("Say why"));
        restrict(town, ana, vec![worker(Role::TeamManager)]);
        says(worker(Role::SocialWorker), "not on the list of a restricted record");
        town.travel("2027-12-01T10:00:00Z");
        says(worker(Role::SocialWorker), "registration with Social Work England ended on 23 November 2027");
        let social = actor(town, Role::SocialWorker);
        let mine = town.happens(Role::SocialWorker, move |conn| {
            app::caseload::commands::allocate(conn, &social, &[ana], Some(social.worker), "Mine")
        });
        assert!(matches!(mine, Err(Rejected::Refused(Refusal::MayNot(_)))));
        town.verify();
    });
}

#[test]
fn a_restricted_child_is_not_among_those_who_wait_for_who_is_not_on_the_list() {
    each_town(|town| {
        let hidden = child(town, "Hidden", "Name", "2018-02-03");
        work(town, StepKind::Assessment, &[hidden], None, town.planning);
        restrict(town, hidden, vec![worker(Role::Director)]);
        let page = town.as_a(Role::TeamManager).get("/allocation");
        page.must_say("0 waiting for a worker").must_say("0 without an owner");
        assert!(!page.says("Hidden"));
        town.as_a(Role::Director).get("/allocation").must_say("Hidden Name");
        town.verify();
    });
}
