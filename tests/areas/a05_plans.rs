//! Plans set out specific, measurable activities and goals with timescales.
//!
//! Here: a plan is outcomes with measure, baseline and target, then actions with owner and date, each linked to the risk that
//! it answers; vague wording is pointed out while it is typed, with what is missing, and counted for the manager; progress is
//! recorded against the measure at each review, and drawn.

use app::testing::family::{Family, family, marks, need_plan, send, start};
use app::testing::{Browser, Shown, each_town};
use law::role::Role;
use uuid::Uuid;

const OUTCOME: Uuid = Uuid::from_u128(0xA05);
const ACTION: Uuid = Uuid::from_u128(0xB05);

/// What a worker in a hurry writes.
const HURRIED: &[(&str, &str)] =
    &[("change", "Improve parenting"), ("measure", "How well Mum parents"), ("scale", "zero_to_ten")];

/// The same wish, after what was pointed out.
const CLEAR: &[(&str, &str)] = &[
    ("risk", "On three visits nobody had cooked, and Zainab had not eaten since school"),
    ("danger", "She goes hungry, and looks for food outside at night"),
    ("change", "Zainab eats a cooked tea with an adult on at least five days a week"),
    ("measure", "Zainab and her mother tick the chart on the fridge; Jo Field looks at it on each visit"),
    ("scale", "number"),
    ("unit", "days a week"),
    ("baseline", "1"),
    ("target", "5"),
    ("by_when", "29 January 2027"),
];

fn outcome(plan: &str) -> String {
    format!("{plan}/outcome/{OUTCOME}")
}

fn action(plan: &str) -> String {
    format!("{}/action/{ACTION}", outcome(plan))
}

fn pointed_out(live: &Shown, field: &str) -> Vec<String> {
    let said: serde_json::Value = serde_json::from_str(&live.body).expect("an answer in JSON");
    let asked = said["found"][field].as_array().cloned().unwrap_or_default();
    asked.iter().map(|one| one["ask"].as_str().unwrap_or_default().to_owned()).collect()
}

#[test]
fn a_plan_is_outcomes_measured_and_actions_owned_and_dated_each_linked_to_its_risk() {
    each_town(|town| {
        let family = family(town, 1);
        let plan = need_plan(town, &family);
        let worker = town.as_a(Role::SocialWorker);
        for asked in ["Which worry does it answer?", "What will be different for Zainab?", "How will we know?"] {
            worker.get(&outcome(&plan)).must_say(asked);
        }
        for asked in ["Where it stands now", "Where it should come to", "By when"] {
            worker.get(&outcome(&plan)).must_say(asked);
        }
        send(&worker, &outcome(&plan), CLEAR).goes_to(&plan);
        let form = worker.get(&action(&plan));
        form.must_say("So that Zainab eats a cooked tea with an adult").must_say("Who").must_say("By when");
        let what = [
            ("what", "Cook tea together on Mondays and Thursdays at 5pm"),
            ("named", "Jo Field"),
            ("due", "29 January 2027"),
        ];
        send(&worker, &action(&plan), &what).goes_to(&plan);
        town.as_a(Role::TeamManager)
            .get(&plan)
            .must_say("The worry On three visits nobody had cooked")
            .must_say("How we will know Zainab and her mother tick the chart")
            .must_say("Cook tea together on Mondays and Thursdays at 5pm Jo Field Fri 29 January");
        town.verify();
    });
}

#[test]
fn vague_wording_is_pointed_out_while_typing_with_what_is_missing_and_counted_never_refused() {
    each_town(|town| {
        let family = family(town, 1);
        let plan = need_plan(town, &family);
        let worker = town.as_a(Role::SocialWorker);
        let form = worker.get(&outcome(&plan));
        assert!(form.body.contains("data-clearer=\"/plan/clearer/outcome\""), "the page asks while somebody types");

        let typing = worker.post("/", "/plan/clearer/outcome", HURRIED);
        assert_eq!(pointed_out(&typing, "change"), ["How will we know?"]);
        assert_eq!(pointed_out(&typing, "measure"), ["How will we know?"]);
        assert_eq!(pointed_out(&typing, "baseline"), ["How will we know?"]);
        assert_eq!(pointed_out(&typing, "by_when"), ["When, or how often?"]);
        let social = [("what", "parent to work with social worker")];
        let typing = worker.post("/", "/plan/clearer/action", &social);
        assert_eq!(pointed_out(&typing, "what"), ["What exactly?"]);
        assert_eq!(pointed_out(&typing, "named"), ["Who?"]);
        assert_eq!(pointed_out(&typing, "due"), ["When, or how often?"]);
        worker.get(&plan).must_say("No outcome is agreed yet");

        // Saved as it is, pointed out without the script too, and seen by the manager.
        send(&worker, &outcome(&plan), HURRIED).goes_to(&plan);
        send(&worker, &action(&plan), &social).goes_to(&plan);
        worker.get(&outcome(&plan)).must_say("Improve parenting Say what will be seen or counted");
        let manager = town.as_a(Role::TeamManager);
        let board = manager.get("/team");
        board.must_say("Plan lines to make clearer");
        manager.get(&format!("/team/{}/plans", town.planning)).must_say("2 of 3");
        manager.get(&plan).must_say("2 lines could be clearer");

        send(&worker, &outcome(&plan), CLEAR).goes_to(&plan);
        let said =
            [("what", "Ring Jo Field on any day without gas or food"), ("named", "Amara Karim"), ("due", "29 1 2027")];
        send(&worker, &action(&plan), &said).goes_to(&plan);
        assert!(!manager.get(&plan).says("could be clearer"), "what is said clearly is left alone");
        town.verify();
    });
}

/// Notes how it is now, at the meeting whose link leads there.
fn note(who: &Browser<'_>, family: &Family, plan: &str, on: &str, value: &str) {
    let meeting = start(who, family, "visit").replace("/step/", "");
    let page = format!("{plan}/progress?at={meeting}");
    let shown = who.get(&page);
    let (marks, field) = (marks(&shown.body), format!("value.{OUTCOME}"));
    let mut fields: Vec<(&str, &str)> = marks.iter().map(|(name, mark)| (name.as_str(), mark.as_str())).collect();
    fields.extend([("at", meeting.as_str()), ("on", on), (field.as_str(), value)]);
    who.post(&page, &format!("{plan}/progress"), &fields).goes_to(plan);
}

#[test]
fn progress_is_recorded_against_the_measure_and_drawn() {
    each_town(|town| {
        let family = family(town, 1);
        let plan = need_plan(town, &family);
        send(&town.as_a(Role::SocialWorker), &outcome(&plan), CLEAR).goes_to(&plan);
        for (now, on, value) in [
            ("2026-12-14T10:00:00Z", "14 December 2026", "3"),
            ("2027-01-11T10:00:00Z", "11 January 2027", "2"),
            ("2027-01-25T10:00:00Z", "25 January 2027", "5"),
        ] {
            town.travel(now);
            note(&town.as_a(Role::SocialWorker), &family, &plan, on, value);
        }
        let shown = town.as_a(Role::TeamManager).get(&plan);
        shown.must_say("at the target").must_say("11 Jan 2027 2 days a week").must_say("23 Nov 2026 1 days a week");
        let drawn = &shown.body[shown.body.find("<polyline").unwrap()..];
        let points = drawn[..drawn.find('>').unwrap()].matches(',').count();
        assert_eq!(points, 4, "the start and three times after it");
        assert!(shown.body.contains("target 5 days a week by 29 January 2027\""), "the drawing says its numbers");
        town.as_a(Role::SocialWorker)
            .get(&format!("/person/{}", family.child()))
            .must_say("1 → 5 days a week, target 5 at the target");
        town.verify();
    });
}
