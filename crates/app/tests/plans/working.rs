//! From an agreed outcome to progress, an end, and what the history keeps.

use super::{SCHOOL, WALK, action_at, action_deed, agree, but, outcome_at};
use app::testing::each_town;
use app::testing::family::{family, need_plan, send};
use axum::http::StatusCode;
use law::role::Role;

#[test]
fn an_outcome_is_agreed_worked_measured_and_met() {
    each_town(|town| {
        let family = family(town, 1);
        let plan = need_plan(town, &family);
        let worker = town.as_a(Role::SocialWorker);
        worker.get(&plan).must_say("No outcome is agreed yet");
        agree(&worker, &plan, 1, SCHOOL).goes_to(&format!("{plan}#outcome-"));
        send(&worker, &action_at(&plan, 1, 1), WALK).goes_to(&format!("{plan}#outcome-"));
        worker
            .get(&plan)
            .must_say("Zainab missed 12 of 20 school days")
            .must_say("Zainab is in school every day")
            .must_say("The register: days present in the week")
            .must_say("By 26 February 2027")
            .must_say("23 Nov 2026 2 days a week At the start")
            .must_say("Walk Zainab to school each morning Amara, her mother");

        town.travel("2026-12-07T15:00:00Z");
        let worker = town.as_a(Role::SocialWorker);
        let now = format!("{plan}/progress");
        let id = outcome_at("", 1).replace("/outcome/", "");
        let (value, words) = (format!("value.{id}"), format!("words.{id}"));
        worker.get(&now).must_say("2 days a week at the start (23 Nov 2026); to come to 5 days a week by 26 Feb 2027.");
        let noted =
            [("on", "4 December 2026"), (value.as_str(), "4"), (words.as_str(), "Amara walked her on four days.")];
        send(&worker, &now, &noted).goes_to(&plan);
        let shown = worker.get(&plan);
        shown.must_say("nearer the target").must_say("4 Dec 2026 4 days a week Amara walked her on four days.");
        assert!(shown.body.contains("aria-label=\"2 days a week on 23 November 2026, 4 days a week on 4 December 2026, target 5 days a week by 26 February 2027\""), "{}", shown.body);
        worker
            .get(&format!("/person/{}", family.child()))
            .must_say("Zainab is in school every day 2 → 4 days a week, target 5 nearer the target");

        town.travel("2026-12-21T10:00:00Z");
        let worker = town.as_a(Role::SocialWorker);
        worker.get(&plan).must_say("3 days late");
        worker.get(&format!("/person/{}", family.child())).must_say("1 action late");
        let done = action_deed(&plan, 1, "done");
        send(&worker, &done, &[("on", "18 12 2026"), ("words", "Every day since 4 December.")]).goes_to(&plan);
        worker.get(&plan).must_say("Done or dropped (1)").must_say("Nothing is left to do");
        let end = format!("{}/end", outcome_at(&plan, 1));
        send(&worker, &end, &[("how", "met"), ("why", ""), ("on", "21 12 2026")]).must_say("Say how you know");
        send(&worker, &end, &[("how", "met"), ("why", "Five days a week for three weeks."), ("on", "21 12 2026")])
            .goes_to(&plan);
        worker.get(&plan).must_say("Outcomes that ended (1)").must_say("Five days a week for three weeks.");
        worker
            .get(&format!("/person/{}/timeline", family.child()))
            .must_say("Plan’s outcome met: Zainab is in school every day")
            .must_say("Plan: Zainab is in school every day");
        town.verify();
    });
}

#[test]
fn a_change_wants_a_reason_and_the_history_keeps_both() {
    each_town(|town| {
        let family = family(town, 1);
        let plan = need_plan(town, &family);
        agree(&town.as_a(Role::SocialWorker), &plan, 1, SCHOOL).goes_to(&plan);
        town.travel("2026-11-30T10:00:00Z");
        let manager = town.as_a(Role::TeamManager);
        let other = but(SCHOOL, &[("target", "4"), ("change", "Zainab is in school four days a week")]);
        let refused = agree(&manager, &plan, 1, &other);
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
        refused.must_say("Say why it changes");
        assert!(refused.body.contains("Zainab is in school four days a week"), "what was typed stays on the page");
        let explained = but(&other, &[("reason", "She has hospital on Wednesdays.")]);
        agree(&manager, &plan, 1, &explained).goes_to(&plan);
        manager
            .get(&format!("{plan}/history"))
            .must_say("Outcome changed")
            .must_say("She has hospital on Wednesdays.")
            .must_say("Before 5 days a week After 4 days a week")
            .must_say("Team manager One")
            .must_say("Social worker One");
        town.verify();
    });
}

#[test]
fn bottom_lines_stand_on_the_plan() {
    each_town(|town| {
        let family = family(town, 1);
        let plan = need_plan(town, &family);
        let worker = town.as_a(Role::SocialWorker);
        let page = format!("{plan}/contingency");
        let said = [("bottom_lines", "Nobody hits Zainab"), ("contingency", "Legal advice will be sought")];
        send(&worker, &page, &said).goes_to(&plan);
        worker.get(&plan).must_say("Nobody hits Zainab").must_say("Legal advice will be sought");
        worker.get(&page).must_say("Who? will be sought Say who does it");
        let other = [("bottom_lines", "Nobody hits Zainab"), ("contingency", "Grandma fetches her")];
        send(&worker, &page, &other).must_say("Say why it changes");
        town.verify();
    });
}

#[test]
fn an_action_dropped_or_opened_again_says_why() {
    each_town(|town| {
        let family = family(town, 1);
        let plan = need_plan(town, &family);
        let worker = town.as_a(Role::SocialWorker);
        agree(&worker, &plan, 1, SCHOOL).goes_to(&plan);
        send(&worker, &action_at(&plan, 1, 1), WALK).goes_to(&plan);
        send(&worker, &action_deed(&plan, 1, "drop"), &[("reason", " ")]).must_say("Say why it is dropped");
        send(&worker, &action_deed(&plan, 1, "drop"), &[("reason", "Grandma takes her.")]).goes_to(&plan);
        worker.get(&plan).must_say("dropped 23 Nov 2026").must_say("Grandma takes her.");
        send(&worker, &action_deed(&plan, 1, "reopen"), &[("reason", "Grandma is ill.")]).goes_to(&plan);
        worker.get(&plan).must_say("Walk Zainab to school each morning Amara, her mother Fri 18 December");
        assert_eq!(worker.get(&action_deed(&plan, 1, "sing")).status, StatusCode::NOT_FOUND);
        assert_eq!(worker.get(&action_deed(&plan, 9, "done")).status, StatusCode::NOT_FOUND);
        town.verify();
    });
}

#[test]
fn an_outcome_for_one_child_does_not_stand_on_the_others_page() {
    each_town(|town| {
        let family = family(town, 2);
        let plan = need_plan(town, &family);
        let worker = town.as_a(Role::SocialWorker);
        agree(&worker, &plan, 1, SCHOOL).must_say("Choose whom it is for");
        let child = family.children[0].to_string();
        agree(&worker, &plan, 1, &but(SCHOOL, &[("children", &child)])).goes_to(&plan);
        worker.get(&plan).must_say("For Zainab");
        assert!(worker.get(&format!("/person/{}", family.children[0])).says("Zainab is in school every day"));
        assert!(!worker.get(&format!("/person/{}", family.children[1])).says("Zainab is in school every day"));
        town.verify();
    });
}
