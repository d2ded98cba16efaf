//! Strategy discussions recorded in full from all key agencies, with the actions that follow, so that managers can review every
//! enquiry.

use app::testing::each_town;
use app::testing::family::{complete, decided, family, opened, pairs};
use app::testing::protection::{discussion, discussion_held, enquiry, part};
use axum::http::StatusCode;
use law::role::Role;
use law::step::StepKind;

#[test]
fn without_police_or_health_it_is_not_decided_until_the_reason_and_the_follow_up_stand() {
    each_town(|town| {
        let family = family(town, 1);
        let step = discussion(town, &family);
        let manager = town.as_a(Role::TeamManager);
        let fields = complete(town, StepKind::StrategyDiscussion, &family.children);
        manager.post(&step, &step, &pairs(&fields)).goes_to(&step);
        part(&manager, &step, "seat", &[("agency", "social_care"), ("name", "Team Manager One"), ("part", "in_room")]);
        part(&manager, &step, "seat", &[("agency", "health"), ("name", "Nurse Invented"), ("part", "by_video")]);

        let outcome = [("outcome", "joint_enquiry"), ("rationale", "Harm is likely.")];
        let decide = |fields: &[(&str, &str)]| {
            let all = app::testing::family::decision(&family.children, fields);
            manager.post(&format!("{step}/check"), &format!("{step}/decide"), &pairs(&all))
        };
        let refused = decide(&outcome);
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
        refused.must_say("The police must take part: record who did, or who did not and why");

        let absent = [("agency", "police"), ("name", "Duty inspector"), ("part", "absent")];
        let page = format!("{step}/part/seat/new");
        let why = manager.post(&page, &page, &absent);
        assert_eq!(why.status, StatusCode::UNPROCESSABLE_ENTITY);
        why.must_say("Say why they did not take part");
        let explained = [absent[0], absent[1], absent[2], ("why_not", "No officer free before six")];
        manager.post(&page, &page, &explained).goes_to(&step);
        decide(&outcome).must_say("agree an action that follows it up");

        let shown = manager.get(&format!("{step}/part/action/new"));
        let at = shown.body.find("Police (Duty inspector)").expect("the absent agency is offered");
        let start = shown.body[..at].rfind("value=\"").expect("its id") + 7;
        let seat = shown.body[start..start + 36].to_owned();
        let action = [
            ("what", "Ring the inspector at six and tell everybody"),
            ("who", "Team manager"),
            ("due", "23 11 2026"),
            ("time", "18:00"),
            ("follows_up", seat.as_str()),
        ];
        part(&manager, &step, "action", &action);
        decided(&manager, &family, &step, &outcome).goes_to(&step);
        town.verify();
    });
}

#[test]
fn what_each_knew_the_decision_and_the_actions_with_their_state_stand_in_the_enquiry() {
    each_town(|town| {
        let family = family(town, 1);
        let enquiry = enquiry(town, &family);
        town.travel("2026-11-30T10:00:00Z");
        let manager = town.as_a(Role::TeamManager);
        manager.get(&enquiry).must_say("Ring the surgery at eight, Duty: was due");
        let shown = manager.follow(manager.get(&enquiry));
        let discussion = opened(&shown, "Strategy discussion: section 47 enquiry, jointly with the police");
        manager
            .get(&discussion)
            .must_say("DS Invented")
            .must_say("Nurse Invented")
            .must_say("Harm is likely on what each agency knows.")
            .must_say("Health")
            .must_say("was due");
        let action = shown_action(&manager.get(&discussion).body, &discussion);
        let done = [
            ("what", "Ring the surgery at eight"),
            ("who", "Duty"),
            ("due", "27 11 2026"),
            ("standing", "done"),
            ("on", "30 11 2026"),
            ("why", "They hold nothing of concern"),
        ];
        manager.post(&action, &action, &done).goes_to(&discussion);
        manager.follow(manager.get(&enquiry)).must_say("Ring the surgery at eight, Duty: done");
        town.verify();
    });
}

/// The address of the first action on a page.
fn shown_action(body: &str, step: &str) -> String {
    let path = format!("{step}/part/action/");
    let links = body.match_indices(&path).map(|(at, _)| &body[at..at + path.len() + 36]);
    links.filter(|link| !link.contains("/new")).map(str::to_owned).next().expect("an action that is open")
}

#[test]
fn a_managers_page_lists_every_open_enquiry_with_what_is_missing() {
    each_town(|town| {
        let family = family(town, 1);
        let step = discussion(town, &family);
        let manager = town.as_a(Role::TeamManager);
        manager.get("/protection").must_say("Strategy discussions to be held 1,").must_say("things are missing");
        discussion_held(town, &family, &step, "23");
        let outcome = [("outcome", "no_enquiry"), ("rationale", "The explanation fits.")];
        decided(&manager, &family, &step, &outcome).goes_to(&step);
        manager.get("/protection").must_say("No enquiry is open").must_say("No discussion waits to be held");
        let worker = town.as_a(Role::SocialWorker);
        assert_eq!(worker.get("/protection").status, StatusCode::FORBIDDEN);
        town.verify();
    });
}
