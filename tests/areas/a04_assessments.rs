//! Assessments timely, with risk and protective factors, overseen so that actions happen.
//!
//! Here: the 45-working-day clock from the referral, the checkpoints on the way, risk and protection recorded apart, and the
//! manager's authorisation as a timed queue of its own, in which delay by managers is shown as theirs.

use app::testing::each_town;
use app::testing::family::{assessment, complete, decided, family, pairs, submitted};
use axum::http::StatusCode;
use law::role::Role;
use law::step::StepKind;

#[test]
fn the_clock_runs_from_the_referral_and_explains_itself() {
    each_town(|town| {
        let family = family(town, 1);
        let step = assessment(town, &family);
        let worker = town.as_a(Role::SocialWorker);
        worker.get(&step).must_say("Child and family assessment authorised");
        worker
            .get(&format!("{step}/clock/assessment_authorised"))
            .must_say("45 working days")
            .must_say("Working Together")
            .must_say("Christmas Day")
            .must_say("referral received 20 November 2026");
        town.verify();
    });
}

#[test]
fn risk_and_protection_are_told_apart_and_both_wanted() {
    each_town(|town| {
        let family = family(town, 1);
        let step = assessment(town, &family);
        let worker = town.as_a(Role::SocialWorker);
        let mut fields = complete(town, StepKind::Assessment, &family.children);
        fields.retain(|(name, _)| !name.starts_with("q.protective_factors"));
        worker.post(&step, &step, &pairs(&fields)).goes_to(&step);
        let refused = worker.post(&format!("{step}/check"), &format!("{step}/finish"), &[]);
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
        refused.must_say("List the protective factors");
        assert!(!refused.says("List the risk factors"), "what was said is not asked again");
    });
}

#[test]
fn a_managers_delay_is_shown_as_the_managers() {
    each_town(|town| {
        let family = family(town, 1);
        let step = assessment(town, &family);
        let worker = town.as_a(Role::SocialWorker);
        submitted(town, &worker, &family, StepKind::Assessment, &step);

        town.travel("2026-11-30T10:00:00Z");
        let manager = town.as_a(Role::TeamManager);
        manager.get("/authorise").must_say("Child and family assessment").must_say("3 working days late");
        manager.get("/").must_say("1 late on the managers’ side");
        let own = town.as_a(Role::SocialWorker).get("/");
        own.must_say("Waiting for others");
        assert!(!own.says("Nothing waits for others"));

        let outcome = [("outcome", "cin_plan"), ("rationale", "Agreed."), ("for_family", "We agree on a plan.")];
        decided(&manager, &family, &step, &outcome).goes_to(&step);
        manager.get(&step).must_say("Manager authorises submitted work").must_say("done 3 working days late");
        assert!(!manager.get("/authorise").says("3 working days late"), "what is decided leaves the queue");
        town.verify();
    });
}

#[test]
fn actions_agreed_stand_in_the_record_that_the_manager_reads() {
    each_town(|town| {
        let family = family(town, 2);
        let step = assessment(town, &family);
        let worker = town.as_a(Role::SocialWorker);
        let mut fields = complete(town, StepKind::Assessment, &family.children);
        fields.retain(|(name, _)| !name.starts_with("q.actions_agreed"));
        fields.push(("q.actions_agreed.0.what".to_owned(), "Speech therapist sees Idris".to_owned()));
        fields.push(("q.actions_agreed.0.who".to_owned(), "Ms Lane".to_owned()));
        fields.push(("q.actions_agreed.0.by_when".to_owned(), "18 December 2026".to_owned()));
        worker.post(&step, &step, &pairs(&fields)).goes_to(&step);
        worker.post(&format!("{step}/check"), &format!("{step}/finish"), &[]).goes_to(&step);
        let manager = town.as_a(Role::TeamManager);
        manager
            .get(&format!("{step}/decide"))
            .must_say("Speech therapist sees Idris")
            .must_say("Ms Lane")
            .must_say("18 December 2026");
    });
}
