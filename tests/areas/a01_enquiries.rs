//! Every child protection enquiry complies with statutory guidance, is answered promptly and recorded fully, in one place.

use app::testing::each_town;
use app::testing::family::{decided, family, opened};
use app::testing::protection::{
    conference_chair, discussion, discussion_held, enquiry, enquiry_written, referral, suspected,
};
use axum::http::StatusCode;
use law::role::Role;

#[test]
fn a_protection_concern_is_not_closed_off_as_an_assessment_and_starts_a_discussion() {
    each_town(|town| {
        let family = family(town, 2);
        let step = referral(town, &family);
        let manager = town.as_a(Role::TeamManager);
        manager.get(&format!("{step}/decide")).must_say("reasonable cause to suspect");
        let closed_off = decided(&manager, &family, &step, &suspected("assessment"));
        assert_eq!(closed_off.status, StatusCode::UNPROCESSABLE_ENTITY);
        closed_off.must_say("Where significant harm is suspected, the decision is a strategy discussion");
        decided(&manager, &family, &step, &suspected("strategy_discussion")).goes_to(&step);
        let shown = manager.get(&step);
        opened(&shown, "Strategy discussion");
        manager.get("/protection").must_say("Strategy discussions to be held 1,").must_say("due tomorrow");
        town.verify();
    });
}

#[test]
fn an_enquiry_is_one_record_in_sequence_and_names_what_is_missing() {
    each_town(|town| {
        let family = family(town, 1);
        let enquiry = enquiry(town, &family);
        let worker = town.as_a(Role::SocialWorker);
        worker
            .follow(worker.get(&enquiry))
            .must_say("From the referral to the outcome")
            .must_say("Referral from")
            .must_say("Strategy discussion: section 47 enquiry, jointly with the police")
            .must_say("Ring the surgery at eight")
            .must_say("Section 47 enquiry outcome")
            .must_say("Initial child protection conference");
        let refused = worker.post(&format!("{enquiry}/check"), &format!("{enquiry}/finish"), &[]);
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
        for wanted in [
            "Police: ask, or say why not",
            "GP: ask, or say why not",
            "Say whether the parents were told",
            "List the risk factors",
            "Say whether",
        ] {
            refused.must_say(wanted);
        }
        let manager = town.as_a(Role::TeamManager);
        manager
            .get("/protection")
            .must_say("Section 47 enquiries 1,")
            .must_say("Agencies: 0 of 4 asked")
            .must_say("Seen: 0 of 1")
            .must_say("things are missing");
        town.verify();
    });
}

#[test]
fn a_section_47_visit_exists_only_inside_an_enquiry() {
    each_town(|town| {
        let family = family(town, 1);
        let enquiry = enquiry(town, &family);
        let worker = town.as_a(Role::SocialWorker);
        let visit = worker.post(&enquiry, &format!("{enquiry}/visit"), &[]).goes_to("/step/");
        worker.follow(worker.get(&visit)).must_say("Section 47 visit");
        assert!(worker.follow(worker.get(&enquiry)).body.contains(&visit), "the visit stands in the enquiry");

        let child = family.children[0];
        let start = format!("/person/{child}/start/visit");
        let other = worker.post(&start, &start, &[]).goes_to("/step/");
        let refused = worker.post(&other, &other, &[("q.visit_kind", "s47"), ("then", "stay")]);
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
        refused.must_say("recorded inside its enquiry");
        town.verify();
    });
}

#[test]
fn only_a_registered_social_worker_leads_and_submits_an_enquiry() {
    each_town(|town| {
        let family = family(town, 1);
        let enquiry = enquiry(town, &family);
        let manager = town.as_a(Role::TeamManager);
        let practitioner = app::testing::worker(Role::Practitioner).to_string();
        let refused =
            manager.post(&format!("{enquiry}/assign"), &format!("{enquiry}/assign"), &[("owner", &practitioner)]);
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
        refused.must_say("Only a social worker whose registration with Social Work England is current");

        enquiry_written(town, &family, &enquiry);
        let unregistered = town.as_a(Role::Practitioner);
        let submit = unregistered.post(&enquiry, &format!("{enquiry}/finish"), &[]);
        assert_eq!(submit.status, StatusCode::FORBIDDEN);
        let worker = town.as_a(Role::SocialWorker);
        worker.post(&format!("{enquiry}/check"), &format!("{enquiry}/finish"), &[]).goes_to(&enquiry);

        let outcome =
            [("outcome", "concerns_continue"), ("rationale", "Agreed."), ("for_family", "We were right to ask.")];
        decided(&manager, &family, &enquiry, &outcome).goes_to(&enquiry);
        let conference = opened(&manager.get(&enquiry), "Child protection conference");
        conference_chair(town, &conference).get(&conference);
        town.as_a(Role::TeamManager).get("/protection").must_say("Conferences 1,").must_say("Not planned yet");
        town.verify();
    });
}

#[test]
fn a_discussion_and_its_repeat_keep_one_enquiry_and_one_clock() {
    each_town(|town| {
        let family = family(town, 1);
        let enquiry = enquiry(town, &family);
        town.travel("2026-11-26T10:00:00Z");
        let worker = town.as_a(Role::SocialWorker);
        let start = format!("/person/{}/start/strategy_discussion", family.children[0]);
        let again = worker.post(&start, &start, &[]).goes_to("/step/");
        discussion_held(town, &family, &again, "26");
        let manager = town.as_a(Role::TeamManager);
        let outcome = [("outcome", "joint_enquiry"), ("rationale", "More was said.")];
        decided(&manager, &family, &again, &outcome).goes_to(&again);
        let clock = format!("{enquiry}/clock/initial_conference");
        manager.get(&clock).must_say("first strategy discussion that started the enquiry 23 November 2026");
        manager.get("/protection").must_say("Section 47 enquiries 1,");
        town.verify();
    });
}

#[test]
fn nobody_else_begins_an_enquiry() {
    each_town(|town| {
        let family = family(town, 1);
        let discussion = discussion(town, &family);
        let start = format!("/person/{}/start/section47_enquiry", family.children[0]);
        let refused = town.as_a(Role::SocialWorker).get(&start);
        assert_eq!(refused.status, StatusCode::FORBIDDEN);
        refused.must_say("opened by the decision before it");
        town.as_a(Role::SocialWorker).follow(town.as_a(Role::SocialWorker).get(&discussion)).must_say("Why now");
        town.verify();
    });
}
