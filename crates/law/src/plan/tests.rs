//! Plans agreed, worked and ended: who may write, and what holds whatever they do.

use super::act::{self, Acted, Desk};
use super::offer::{Deed, Near, why_not};
use super::*;
use crate::day::Moment;
use crate::journal::{Entry, Happening};
use crate::role::Role;
use crate::step::act::Refusal;
use crate::step::offer::Actor;
use crate::step::{Started, State, Step};
use proptest::prelude::*;
use uuid::Uuid;

fn id(n: u128) -> Uuid {
    Uuid::from_u128(n)
}

fn day(text: &str) -> Day {
    text.parse().unwrap()
}

fn today() -> Day {
    day("2026-11-23")
}

fn step(kind: StepKind) -> Step {
    let at: Moment = "2026-11-16T10:00:00Z".parse().unwrap();
    let started = Started {
        step: StepId(id(7)),
        kind,
        form: None,
        children: vec![PersonId(id(1)), PersonId(id(2))],
        others: vec![],
        owner: Some(WorkerId(id(50))),
        team: None,
        opened_by: None,
        at,
        carried: vec![],
    };
    Step::begun(&started, WorkerId(id(51)))
}

fn actor(n: u128, role: Role) -> Actor {
    Actor { worker: WorkerId(id(n)), roles: vec![role], team: None, registration: None, today: today() }
}

fn owner() -> Actor {
    actor(50, Role::SocialWorker)
}

fn wanted(change: &str) -> Wanted {
    Wanted {
        children: vec![PersonId(id(1))],
        risk: "Zainab misses school".into(),
        danger: String::new(),
        change: change.into(),
        measure: Measure {
            words: "The register".into(),
            scale: Scale::Number { unit: "days a week".into() },
            baseline: Some(Amount::whole(2)),
            target: Some(Amount::whole(5)),
        },
        by_when: Some(day("2027-02-26")),
    }
}

fn task(outcome: OutcomeId) -> Task {
    let who = Some(Doer::Named("Mum".into()));
    Task { outcome, what: "Walk Zainab to school".into(), who, due: Some(day("2026-12-04")) }
}

/// The plan after what happened.
fn after(plan: Plan, happenings: &[Happening]) -> Plan {
    happenings.iter().fold(plan, |plan, happening| match &happening.entry {
        Entry::Plan(entry) => plan.after(entry, happening.occurred_on),
        _ => panic!("only a plan’s entries come of a plan"),
    })
}

/// An outcome agreed and an action for it.
fn begun(step: &Step, actor: &Actor) -> Plan {
    let outcome = OutcomeId(id(100));
    let empty = Plan::default();
    let desk = Desk { step, plan: &empty, actor, near: Near::default() };
    let plan = after(Plan::default(), &act::set_outcome(desk, outcome, wanted("In school each day"), "").unwrap());
    let desk = Desk { plan: &plan, ..desk };
    let agreed = act::set_action(desk, PlanActionId(id(200)), task(outcome), "").unwrap();
    after(plan.clone(), &agreed)
}

fn field(refused: Acted) -> String {
    match refused {
        Err(Refusal::Fix(problems)) => problems[0].field.clone(),
        other => panic!("nothing to fix: {other:?}"),
    }
}

fn is_refused(acted: &Acted) -> bool {
    matches!(acted, Err(Refusal::MayNot(_)))
}

#[test]
fn the_childs_worker_a_manager_and_a_chair_write_and_others_are_told_who_does() {
    let step = step(StepKind::CinPlan);
    let may = |actor: Actor, near: Near, deed: Deed| why_not(&step, &actor, near, deed).is_none();
    let far = Near::default();
    let allocated = Near { allocated: true, own_action: false };
    let own = Near { allocated: false, own_action: true };
    assert!(may(owner(), far, Deed::Write));
    assert!(may(actor(60, Role::SocialWorker), allocated, Deed::Write));
    assert!(may(actor(60, Role::TeamManager), far, Deed::Write));
    assert!(may(actor(60, Role::ConferenceChair), far, Deed::NoteProgress));
    assert!(!may(actor(60, Role::SocialWorker), far, Deed::Write));
    assert!(!may(actor(60, Role::Practitioner), own, Deed::Write));
    assert!(may(actor(60, Role::Practitioner), own, Deed::FinishAction));
    assert!(!may(actor(60, Role::Auditor), allocated, Deed::Write));
    let why = why_not(&step, &actor(60, Role::SocialWorker), far, Deed::Write).unwrap();
    assert!(why.contains("allocated worker"), "{why}");
    assert!(why_not(&self::step(StepKind::CaseNote), &owner(), far, Deed::Write).unwrap().contains("no plan"));
}

#[test]
fn an_outcome_is_refused_by_name_and_never_for_being_vague() {
    let (step, actor, plan) = (step(StepKind::CinPlan), owner(), Plan::default());
    let desk = Desk { step: &step, plan: &plan, actor: &actor, near: Near::default() };
    let set = |wanted: Wanted| act::set_outcome(desk, OutcomeId(id(100)), wanted, "");
    assert_eq!(field(set(wanted("  "))), "change");
    assert_eq!(field(set(Wanted { children: vec![], ..wanted("x") })), "children");
    assert_eq!(field(set(Wanted { children: vec![PersonId(id(9))], ..wanted("x") })), "children");
    assert_eq!(field(set(Wanted { by_when: Some(day("2026-11-22")), ..wanted("x") })), "by_when");
    let unit = |scale| Measure { scale, ..wanted("x").measure };
    assert_eq!(field(set(Wanted { measure: unit(Scale::Number { unit: " ".into() }), ..wanted("x") })), "unit");
    let beyond = Measure { baseline: Some(Amount::whole(11)), ..unit(Scale::ZeroToTen) };
    assert_eq!(field(set(Wanted { measure: beyond, ..wanted("x") })), "baseline");
    let bare = Measure { words: String::new(), scale: Scale::ZeroToTen, baseline: None, target: None };
    let vague = Wanted { risk: String::new(), by_when: None, measure: bare, ..wanted("Engage, ongoing") };
    assert_eq!(set(vague).unwrap().len(), 1);
}

#[test]
fn a_change_wants_a_reason_from_the_next_day_on_and_the_same_again_is_nothing() {
    let step = step(StepKind::CinPlan);
    let actor = owner();
    let plan = begun(&step, &actor);
    let desk = Desk { step: &step, plan: &plan, actor: &actor, near: Near::default() };
    let outcome = OutcomeId(id(100));
    assert_eq!(act::set_outcome(desk, outcome, wanted("In school each day"), "").unwrap(), []);
    assert_eq!(act::set_outcome(desk, outcome, wanted("In school every day"), "").unwrap().len(), 1);
    let tomorrow = Actor { today: day("2026-11-24"), ..owner() };
    let desk = Desk { actor: &tomorrow, ..desk };
    assert_eq!(field(act::set_outcome(desk, outcome, wanted("Other"), " ")), "reason");
    let changed = act::set_outcome(desk, outcome, wanted("Other"), "She has moved school").unwrap();
    let plan = after(plan.clone(), &changed);
    assert_eq!(plan.outcomes[0].wanted.change, "Other");
    assert_eq!(plan.outcomes[0].agreed_on, today(), "the baseline stays where it was");
}

#[test]
fn progress_is_noted_on_the_scale_and_the_day_again_takes_its_place() {
    let step = step(StepKind::ProtectionPlan);
    let actor = owner();
    let plan = begun(&step, &actor);
    let desk = Desk { step: &step, plan: &plan, actor: &actor, near: Near::default() };
    let outcome = OutcomeId(id(100));
    let noted = |on: &str, value: Option<u32>| Progress {
        outcome,
        on: day(on),
        value: value.map(Amount::whole),
        words: String::new(),
        meeting: Some(StepId(id(70))),
    };
    assert_eq!(field(act::note_progress(desk, vec![noted("2026-11-24", Some(3))])), "on");
    assert_eq!(field(act::note_progress(desk, vec![noted("2026-11-22", Some(3))])), "on");
    assert_eq!(field(act::note_progress(desk, vec![noted("2026-11-23", None)])), format!("value.{outcome}"));
    let first = act::note_progress(desk, vec![noted("2026-11-23", Some(3))]).unwrap();
    let plan = after(plan.clone(), &first);
    assert_eq!(plan.latest(&plan.outcomes[0]), Some((today(), Amount::whole(3))));
    let desk = Desk { plan: &plan, ..desk };
    assert_eq!(act::note_progress(desk, vec![noted("2026-11-23", Some(3))]).unwrap(), [], "said twice");
    let plan = after(plan.clone(), &act::note_progress(desk, vec![noted("2026-11-23", Some(4))]).unwrap());
    assert_eq!(plan.progress.len(), 1);
    let desk = Desk { plan: &plan, ..desk };
    let scaled = Measure { scale: Scale::ZeroToTen, ..wanted("x").measure };
    assert_eq!(field(act::set_outcome(desk, outcome, Wanted { measure: scaled, ..wanted("x") }, "Other")), "scale");
}

#[test]
fn an_ended_outcome_takes_its_open_actions_with_it_and_may_be_taken_up_again() {
    let step = step(StepKind::CinPlan);
    let actor = owner();
    let plan = begun(&step, &actor);
    let (outcome, action) = (OutcomeId(id(100)), PlanActionId(id(200)));
    let desk = Desk { step: &step, plan: &plan, actor: &actor, near: Near::default() };
    let ended = |why: &str| Ended { how: Ending::Met, on: today(), why: why.into() };
    assert_eq!(field(act::end_outcome(desk, outcome, ended(""))), "why");
    let plan = after(plan.clone(), &act::end_outcome(desk, outcome, ended("Six weeks without a day missed")).unwrap());
    assert!(matches!(&plan.actions[0].doing, Doing::Dropped { reason, .. } if reason == "The outcome ended: met"));
    let desk = Desk { plan: &plan, ..desk };
    assert!(is_refused(&act::set_outcome(desk, outcome, wanted("More"), "Why")));
    assert!(is_refused(&act::set_action(desk, PlanActionId(id(201)), task(outcome), "")));
    assert!(is_refused(&act::finish_action(desk, action, today(), "")));
    assert!(is_refused(&act::reopen_action(desk, action, "Why")), "not before its outcome runs again");
    let plan = after(plan.clone(), &act::resume_outcome(desk, outcome, "She is missing days again").unwrap());
    let desk = Desk { plan: &plan, ..desk };
    let plan = after(plan.clone(), &act::reopen_action(desk, action, "Wanted again").unwrap());
    assert!(plan.actions[0].doing.is_open());
}

#[test]
fn what_is_late_comes_first_and_what_is_over_last() {
    let action = |n: u128, due: Option<&str>, doing: Doing| Action {
        id: PlanActionId(id(n)),
        task: Task { due: due.map(day), ..task(OutcomeId(id(100))) },
        agreed_on: today(),
        doing,
    };
    let done = Doing::Done { on: today(), words: String::new() };
    let mut actions = [
        action(1, Some("2026-11-01"), done),
        action(2, None, Doing::Open),
        action(3, Some("2026-12-04"), Doing::Open),
        action(4, Some("2026-11-20"), Doing::Open),
        action(5, Some("2026-11-30"), Doing::Open),
    ];
    actions.sort_by_key(|action| action.order(today()));
    let order: Vec<u128> = actions.iter().map(|action| action.id.0.as_u128()).collect();
    assert_eq!(order, [4, 5, 3, 2, 1]);
    assert!(actions[0].is_late(today()) && !actions[1].is_late(today()));
}

#[test]
fn lines_that_could_be_clearer_are_counted() {
    let step = step(StepKind::CinPlan);
    let actor = owner();
    let plan = begun(&step, &actor);
    assert_eq!(vague::lines(&plan), 0, "{:?}", vague::outcome(&plan.outcomes[0].wanted));
    let desk = Desk { step: &step, plan: &plan, actor: &actor, near: Near::default() };
    let unclear = Task { what: "Monitor".into(), who: None, due: None, outcome: OutcomeId(id(100)) };
    let plan = after(plan.clone(), &act::set_action(desk, PlanActionId(id(201)), unclear, "").unwrap());
    assert_eq!(vague::lines(&plan), 1);
}

/// Something that somebody tries.
#[derive(Debug, Clone)]
enum Try {
    Outcome(u128, String),
    End(u128),
    Resume(u128),
    Action(u128, u128),
    Finish(u128),
    Drop(u128),
    Reopen(u128),
    Note(u128, u32),
    Safety(String),
    NextDay,
    PlanEnds,
}

fn tries() -> impl Strategy<Value = Vec<Try>> {
    let one = prop_oneof![
        (0..4u128, "[a-z]{0,6}").prop_map(|(n, words)| Try::Outcome(n, words)),
        (0..4u128).prop_map(Try::End),
        (0..4u128).prop_map(Try::Resume),
        (0..6u128, 0..4u128).prop_map(|(n, outcome)| Try::Action(n, outcome)),
        (0..6u128).prop_map(Try::Finish),
        (0..6u128).prop_map(Try::Drop),
        (0..6u128).prop_map(Try::Reopen),
        (0..4u128, 0..8u32).prop_map(|(n, value)| Try::Note(n, value)),
        "[a-z]{0,6}".prop_map(Try::Safety),
        Just(Try::NextDay),
        Just(Try::NextDay),
        Just(Try::PlanEnds),
    ];
    proptest::collection::vec(one, 0..60)
}

fn attempt(desk: Desk<'_>, what: &Try) -> Acted {
    let (outcome, action) = (|n: u128| OutcomeId(id(100 + n)), |n: u128| PlanActionId(id(200 + n)));
    let now = desk.actor.today;
    match what {
        Try::Outcome(n, words) => {
            let by_when = Some(now.plus_days(30));
            act::set_outcome(desk, outcome(*n), Wanted { by_when, ..wanted(words) }, words)
        }
        Try::End(n) => {
            act::end_outcome(desk, outcome(*n), Ended { how: Ending::GivenUp, on: now, why: "because".into() })
        }
        Try::Resume(n) => act::resume_outcome(desk, outcome(*n), "because"),
        Try::Action(n, of) => {
            let due = Some(now.plus_days(7));
            act::set_action(desk, action(*n), Task { due, ..task(outcome(*of)) }, "because")
        }
        Try::Finish(n) => act::finish_action(desk, action(*n), now, ""),
        Try::Drop(n) => act::drop_action(desk, action(*n), "because"),
        Try::Reopen(n) => act::reopen_action(desk, action(*n), "because"),
        Try::Note(n, value) => {
            let value = Some(Amount::whole(*value));
            let noted = Progress { outcome: outcome(*n), on: now, value, words: String::new(), meeting: None };
            act::note_progress(desk, vec![noted])
        }
        Try::Safety(words) => {
            let bottom_lines = words.clone();
            act::set_contingency(desk, Contingency { bottom_lines, contingency: String::new() }, "because")
        }
        Try::NextDay | Try::PlanEnds => Ok(Vec::new()),
    }
}

/// What holds of any plan.
fn is_whole(plan: &Plan, now: Day) {
    for progress in &plan.progress {
        let outcome = plan.outcome(progress.outcome).expect("progress stands on an outcome of the plan");
        assert!(outcome.agreed_on <= progress.on && progress.on <= now);
        assert_eq!(plan.progress_of(outcome.id).filter(|one| one.on == progress.on).count(), 1);
    }
    for action in &plan.actions {
        let outcome = plan.outcome(action.task.outcome).expect("an action serves an outcome of the plan");
        assert!(outcome.ended.is_none() || !action.doing.is_open(), "nothing is to be done for what has ended");
    }
    assert!(plan.outcomes.iter().all(|outcome| !outcome.wanted.change.trim().is_empty()));
    assert!(plan.progress.is_sorted_by_key(|progress| progress.on));
}

/// What nobody may lose: outcomes, actions, and that an action was done, unless somebody opened it again by name.
fn keeps(before: &Plan, now: &Plan, what: &Try) {
    for outcome in &before.outcomes {
        assert!(now.outcome(outcome.id).is_some_and(|one| one.agreed_on == outcome.agreed_on));
    }
    for action in &before.actions {
        let stands = now.action(action.id).expect("an action never goes");
        let done = matches!(action.doing, Doing::Done { .. });
        assert!(!done || stands.doing == action.doing || matches!(what, Try::Reopen(_)));
        assert!(action.doing.is_open() || stands.task == action.task, "what is over is not rewritten");
    }
    assert!(now.progress.len() >= before.progress.len());
}

proptest! {
    #[test]
    fn whatever_people_try_a_plan_stays_whole(kind in prop_oneof![Just(StepKind::CinPlan), Just(StepKind::ProtectionPlan)], tries in tries()) {
        let (mut step, mut actor, mut plan) = (step(kind), owner(), Plan::default());
        for what in &tries {
            match what {
                Try::NextDay => actor.today = actor.today.plus_days(1),
                Try::PlanEnds => step.state = State::EndedElsewhere { on: actor.today },
                _ => {}
            }
            let desk = Desk { step: &step, plan: &plan, actor: &actor, near: Near::default() };
            let acted = attempt(desk, what);
            if !step.state.is_open() && !matches!(what, Try::NextDay | Try::PlanEnds) {
                prop_assert!(is_refused(&acted), "an ended plan takes no writes: {:?}", what);
            }
            let now = after(plan.clone(), &acted.unwrap_or_default());
            is_whole(&now, actor.today);
            keeps(&plan, &now, what);
            plan = now;
        }
    }
}
