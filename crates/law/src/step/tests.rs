//! Steps begun, written, decided: what each kind allows and what follows.

use super::act::{self, Refusal};
use super::decide::{self, Means};
use super::offer::{Action, Actor, Surroundings};
use super::outcome::{Decision, Outcome};
use super::{EndsBy, FormRef, Gap, Lateness, Missing, Started, State, Step, StepEntry, StepKind};
use crate::answer::{Answer, Asked, Given};
use crate::clock::Rule;
use crate::day::Moment;
use crate::fact::{Fact, Known};
use crate::id::{CommandId, EntryId, PersonId, StepId, TeamId, WorkerId};
use crate::journal::{Author, Entry, Happening, Recorded};
use crate::role::Role;
use proptest::prelude::*;
use uuid::Uuid;

mod around;
mod protection;

fn moment(text: &str) -> Moment {
    text.parse().unwrap()
}

fn monday() -> Moment {
    moment("2026-11-23T10:00:00Z")
}

fn child(n: u128) -> PersonId {
    PersonId(Uuid::from_u128(n))
}

fn worker(n: u128) -> WorkerId {
    WorkerId(Uuid::from_u128(1000 + n))
}

fn actor(n: u128, role: Role) -> Actor {
    Actor { worker: worker(n), roles: vec![role], team: None, registration: None, today: monday().day() }
}

fn recorded(entry: &StepEntry, by: WorkerId, at: Moment) -> Recorded {
    Recorded {
        seq: 1,
        id: EntryId(Uuid::nil()),
        recorded_at: at,
        author: Author { worker: by, role: Role::SocialWorker },
        command: CommandId(Uuid::nil()),
        happening: Happening::of(entry.clone(), at.day()),
    }
}

fn step(kind: StepKind, children: &[PersonId]) -> Step {
    let started = Started {
        step: StepId(Uuid::from_u128(7)),
        kind,
        form: Some(FormRef { slug: kind.slug().to_owned(), pack: "p".to_owned() }),
        children: children.to_vec(),
        others: vec![],
        owner: Some(worker(1)),
        team: Some(TeamId(Uuid::from_u128(5))),
        opened_by: None,
        at: monday(),
        carried: vec![known(Fact::ReceivedAt, None, Answer::Moment(monday()))],
    };
    Step::begun(&started, worker(1))
}

fn known(fact: Fact, child: Option<PersonId>, value: Answer) -> Known {
    Known { fact, child, value }
}

/// The step after what an act gave.
fn after(step: Step, happenings: &[Happening], by: WorkerId, at: Moment) -> Step {
    happenings.iter().fold(step, |step, happening| match &happening.entry {
        Entry::Step(entry) if entry.step() == step.id => step.after(entry, &recorded(entry, by, at)),
        _ => step,
    })
}

fn submitted(kind: StepKind, children: &[PersonId]) -> Step {
    let step = step(kind, children);
    let given = act::submit(&step, &actor(1, Role::SocialWorker), &[]).unwrap();
    after(step, &given, worker(1), monday())
}

fn decision(child: PersonId, outcome: Outcome) -> Decision {
    Decision {
        child,
        outcome,
        instead_of: None,
        level: Some("3".to_owned()),
        harm_suspected: Some(false),
        category: None,
        rationale: "Needs are met by the family's own plan.".to_owned(),
        for_family: "We looked at how things are at home and agree with your plan.".to_owned(),
    }
}

fn decide(step: &Step, by: &Actor, decisions: Vec<Decision>) -> Result<Vec<Happening>, Refusal> {
    let mut next = 100;
    let mut dice = || {
        next += 1;
        Uuid::from_u128(next)
    };
    let form = |kind: StepKind| Some(FormRef { slug: kind.slug().to_owned(), pack: "p".to_owned() });
    decide::decide(step, by, decisions, Means { dice: &mut dice, form: &form, now: monday(), around: &[] })
}

fn record(step: &Step, by: &Actor, missing: &[Missing]) -> Result<Vec<Happening>, Refusal> {
    let form = |kind: StepKind| Some(FormRef { slug: kind.slug().to_owned(), pack: "p".to_owned() });
    let mut dice = || Uuid::from_u128(900);
    act::record(step, by, missing, Means { dice: &mut dice, form: &form, now: monday(), around: &[] })
}

fn opened(happenings: &[Happening]) -> Vec<&Started> {
    let started = happenings.iter().filter_map(|happening| match &happening.entry {
        Entry::Step(StepEntry::Started(started)) => Some(started),
        _ => None,
    });
    started.collect()
}

fn said(refusal: Refusal) -> Vec<String> {
    match refusal {
        Refusal::Fix(problems) => problems.into_iter().map(|problem| problem.say).collect(),
        Refusal::MayNot(why) => vec![why],
    }
}

#[test]
fn a_referral_where_harm_is_suspected_can_only_become_a_strategy_discussion() {
    let referral = submitted(StepKind::Referral, &[child(1)]);
    let manager = actor(2, Role::TeamManager);
    let suspected = |outcome| Decision { harm_suspected: Some(true), ..decision(child(1), outcome) };
    for outcome in [Outcome::Assessment, Outcome::NoFurtherAction, Outcome::EarlyHelp] {
        let said = said(decide(&referral, &manager, vec![suspected(outcome)]).unwrap_err());
        assert_eq!(said, ["Where significant harm is suspected, the decision is a strategy discussion"]);
    }
    let happenings = decide(&referral, &manager, vec![suspected(Outcome::StrategyDiscussion)]).unwrap();
    let kinds: Vec<_> = opened(&happenings).iter().map(|started| started.kind).collect();
    assert_eq!(kinds, [StepKind::Assessment, StepKind::StrategyDiscussion]);
}

#[test]
fn a_referrals_decision_answers_the_threshold_question_and_names_the_level() {
    let referral = submitted(StepKind::Referral, &[child(1)]);
    let unasked = Decision { harm_suspected: None, level: None, ..decision(child(1), Outcome::NoFurtherAction) };
    let said = said(decide(&referral, &actor(2, Role::TeamManager), vec![unasked]).unwrap_err());
    assert_eq!(said.len(), 2);
    assert!(said[0].contains("threshold question"));
}

#[test]
fn siblings_with_different_outcomes_go_on_in_steps_of_their_own() {
    let assessment = submitted(StepKind::Assessment, &[child(1), child(2), child(3)]);
    let decisions = vec![
        decision(child(1), Outcome::CinPlan),
        decision(child(2), Outcome::NoFurtherAction),
        decision(child(3), Outcome::CinPlan),
    ];
    let happenings = decide(&assessment, &actor(2, Role::TeamManager), decisions).unwrap();
    let opened = opened(&happenings);
    assert_eq!(opened.len(), 3);
    let of = |kind| opened.iter().find(|started| started.kind == kind).unwrap();
    assert_eq!(of(StepKind::CinPlan).children, [child(1), child(3)]);
    assert_eq!(of(StepKind::CinReview).children, [child(1), child(3)]);
    assert_eq!(of(StepKind::Closure).children, [child(2)]);
    let reason = known(Fact::ClosureReason, Some(child(2)), Answer::Code("RC8".to_owned()));
    assert_eq!(of(StepKind::Closure).carried, [reason]);
}

#[test]
fn a_manager_who_decides_otherwise_is_seen_to() {
    let step = step(StepKind::Assessment, &[child(1)]);
    let facts = vec![known(Fact::Recommendation, Some(child(1)), Answer::Code("cin_plan".to_owned()))];
    let given = act::answer(&step, &actor(1, Role::SocialWorker), vec![], facts, &[]).unwrap();
    let step = after(step, &given, worker(1), monday());
    let given = act::submit(&step, &actor(1, Role::SocialWorker), &[]).unwrap();
    let step = after(step, &given, worker(1), monday());
    let happenings =
        decide(&step, &actor(2, Role::TeamManager), vec![decision(child(1), Outcome::NoFurtherAction)]).unwrap();
    let decided = after(step, &happenings, worker(2), monday());
    assert_eq!(decided.decision(child(1)).unwrap().instead_of, Some(Outcome::CinPlan));
}

#[test]
fn nobody_decides_on_their_own_work_nor_without_being_a_manager() {
    let referral = submitted(StepKind::Referral, &[child(1)]);
    let decisions = || vec![decision(child(1), Outcome::NoFurtherAction)];
    let own = said(decide(&referral, &actor(1, Role::TeamManager), decisions()).unwrap_err());
    assert_eq!(own, ["You submitted it yourself: another manager must decide."]);
    let colleague = said(decide(&referral, &actor(3, Role::SocialWorker), decisions()).unwrap_err());
    assert!(colleague[0].starts_with("A team manager or service manager decides"));
}

#[test]
fn an_assessment_waits_until_history_is_considered_and_each_child_is_accounted_for() {
    let step = step(StepKind::Assessment, &[child(1), child(2)]);
    let missing = step.kind.law().missing(&step);
    assert!(missing.iter().any(|one| one.gap == Fact::HistoryMeaning.into() && one.child.is_none()));
    for child in [child(1), child(2)] {
        for fact in [Fact::ChildSeen, Fact::ChildsWords, Fact::RiskFactors, Fact::ProtectiveFactors, Fact::Analysis] {
            assert!(missing.iter().any(|one| one.gap == fact.into() && one.child == Some(child)), "{fact:?}");
        }
    }
}

#[test]
fn a_child_not_seen_or_not_seen_alone_wants_a_reason() {
    let mut step = step(StepKind::Assessment, &[child(1)]);
    let wants = |step: &Step, fact| step.kind.law().missing(step).iter().any(|one| one.gap == Gap::Fact(fact));
    step.facts.put(known(Fact::ChildSeen, Some(child(1)), Answer::YesNo(false)));
    assert!(wants(&step, Fact::NotSeenWhy) && !wants(&step, Fact::ChildSeenAlone));
    step.facts.put(known(Fact::ChildSeen, Some(child(1)), Answer::YesNo(true)));
    step.facts.put(known(Fact::ChildSeenAlone, Some(child(1)), Answer::YesNo(false)));
    assert!(wants(&step, Fact::NotAloneWhy) && wants(&step, Fact::ChildSeenOn));
}

#[test]
fn the_assessments_clock_starts_with_the_referral_and_the_managers_with_submission() {
    let mut step = step(StepKind::Assessment, &[child(1)]);
    let received = moment("2026-11-02T23:50:00Z");
    step.facts.put(known(Fact::ReceivedAt, None, Answer::Moment(received)));
    let of = |step: &Step, rule| step.clocks().into_iter().find(|timed| timed.rule == rule);
    assert_eq!(of(&step, Rule::AssessmentAuthorised).unwrap().start.at.moment(), Some(received));
    assert!(of(&step, Rule::ManagerAuthorises).is_none());

    let given = act::submit(&step, &actor(1, Role::SocialWorker), &[]).unwrap();
    let step = after(step, &given, worker(1), monday());
    let managers = of(&step, Rule::ManagerAuthorises).unwrap();
    assert_eq!((managers.start.at.moment(), managers.done), (Some(monday()), None));

    let tuesday = moment("2026-11-24T10:00:00Z");
    let back = act::send_back(&step, &actor(2, Role::TeamManager), "Say what it means for him.".to_owned()).unwrap();
    let step = after(step, &back, worker(2), tuesday);
    assert_eq!(of(&step, Rule::ManagerAuthorises).unwrap().done, Some(tuesday));
    assert_eq!(of(&step, Rule::AssessmentAuthorised).unwrap().done, None);
}

#[test]
fn a_handover_runs_until_somebody_else_acknowledges_it() {
    let step = step(StepKind::OutOfHoursEpisode, &[child(1)]);
    let given = act::hand_over(&step, &actor(1, Role::OutOfHours), &[]).unwrap();
    let step = after(step, &given, worker(1), monday());
    assert!(step.state.is_open());
    assert_eq!(step.clocks().len(), 1);
    assert!(act::acknowledge(&step, &actor(1, Role::OutOfHours), String::new()).is_err());
    let given = act::acknowledge(&step, &actor(2, Role::DutyScreener), String::new()).unwrap();
    let step = after(step, &given, worker(2), monday());
    assert!(!step.state.is_open() && step.clocks()[0].done.is_some());
}

#[test]
fn what_is_missing_is_named_and_nothing_is_submitted() {
    let step = step(StepKind::CaseNote, &[child(1)]);
    let missing = step.kind.law().missing(&step);
    let refusal = record(&step, &actor(1, Role::SocialWorker), &missing).unwrap_err();
    assert_eq!(said(refusal), ["Enter what was seen or heard"]);
}

#[test]
fn a_date_in_the_future_is_refused_where_only_the_past_is_recorded() {
    let step = step(StepKind::CaseNote, &[child(1)]);
    let tomorrow = Answer::Moment(moment("2026-11-24T10:00:00Z"));
    let facts = vec![known(Fact::HappenedAt, None, tomorrow)];
    let refusal = act::answer(&step, &actor(1, Role::SocialWorker), vec![], facts, &[]).unwrap_err();
    assert_eq!(said(refusal), ["The date must be today or in the past"]);
}

#[test]
fn an_answer_about_somebody_elses_child_is_refused() {
    let step = step(StepKind::Visit, &[child(1)]);
    let facts = vec![known(Fact::ChildSeen, Some(child(9)), Answer::YesNo(true))];
    assert!(act::answer(&step, &actor(1, Role::SocialWorker), vec![], facts, &[]).is_err());
}

#[test]
fn work_that_an_outcome_opens_cannot_be_begun_by_itself() {
    let mut started = match act::start(begin(StepKind::Contact), &actor(1, Role::DutyScreener), &[]).unwrap().entry {
        Entry::Step(StepEntry::Started(started)) => started,
        other => panic!("{other:?}"),
    };
    for kind in [StepKind::Referral, StepKind::Assessment, StepKind::Section47Enquiry, StepKind::ProtectionPlan] {
        started.kind = kind;
        assert!(act::start(started.clone(), &actor(1, Role::DutyScreener), &[]).is_err(), "{}", kind.name());
    }
    assert!(act::start(begin(StepKind::Contact), &actor(1, Role::Inspector), &[]).is_err());
}

fn begin(kind: StepKind) -> Started {
    Started {
        step: StepId(Uuid::from_u128(8)),
        kind,
        form: None,
        children: vec![child(1)],
        others: vec![],
        owner: None,
        team: None,
        opened_by: None,
        at: monday(),
        carried: vec![],
    }
}

#[test]
fn closure_ends_the_episode_for_the_census_reason_given() {
    let mut step = submitted(StepKind::Closure, &[child(1)]);
    step.facts.put(known(Fact::ClosureReason, Some(child(1)), Answer::Code("RC7".to_owned())));
    step.facts.put(known(Fact::ClosedOn, None, Answer::Day("2026-11-20".parse().unwrap())));
    let happenings = decide(&step, &actor(2, Role::TeamManager), vec![decision(child(1), Outcome::Close)]).unwrap();
    let closed = happenings.iter().find_map(|happening| match &happening.entry {
        Entry::Step(StepEntry::EpisodeClosed { on, reason, .. }) => Some((*on, reason.clone())),
        _ => None,
    });
    assert_eq!(closed, Some(("2026-11-20".parse().unwrap(), "RC7".to_owned())));
}

#[test]
fn every_kind_answers_in_the_sectors_words() {
    for kind in StepKind::ALL {
        let law = kind.law();
        assert_eq!(StepKind::from_slug(law.slug()), Some(*kind));
        assert!(!law.name().is_empty() && !law.sentence(&step(*kind, &[child(1)])).is_empty());
        let decided = matches!(law.ends_by(), EndsBy::Decision | EndsBy::Chair);
        assert_eq!(decided, !law.outcomes().is_empty(), "{}", law.name());
        let asked = law.asks();
        let named = asked.iter().enumerate().all(|(at, fact)| !asked[..at].contains(fact));
        assert!(named, "{} asks a fact twice", law.name());
    }
}

/// Any of the things that people do, in any order.
#[derive(Debug, Clone)]
enum Did {
    Answer(String),
    Submit,
    Return(String),
    Decide(usize),
    Record,
    HandOver,
    Acknowledge,
    Cancel(String),
    Correct(String),
    Explain(String),
}

fn any_deed() -> impl Strategy<Value = Did> {
    let words = "[a-z ]{0,12}";
    prop_oneof![
        words.prop_map(Did::Answer),
        Just(Did::Submit),
        words.prop_map(Did::Return),
        (0usize..12).prop_map(Did::Decide),
        Just(Did::Record),
        Just(Did::HandOver),
        Just(Did::Acknowledge),
        words.prop_map(Did::Cancel),
        words.prop_map(Did::Correct),
        words.prop_map(Did::Explain),
    ]
}

fn done(step: &Step, deed: Did, by: &Actor) -> (Action, Result<Vec<Happening>, Refusal>) {
    let words = |text: &str| {
        vec![Given { asked: Asked { question: "own".to_owned(), child: None }, answer: Answer::Words(text.to_owned()) }]
    };
    match deed {
        Did::Answer(text) => (Action::Write, act::answer(step, by, words(&text), vec![], &[])),
        Did::Submit => (Action::Submit, act::submit(step, by, &[])),
        Did::Return(text) => (Action::Return, act::send_back(step, by, text)),
        Did::Decide(which) => {
            let outcomes = step.kind.law().outcomes();
            let outcome = outcomes.get(which % outcomes.len().max(1)).copied().unwrap_or(Outcome::Close);
            let decisions = step.children.iter().map(|child| decision(*child, outcome)).collect();
            (Action::Decide, decide(step, by, decisions))
        }
        Did::Record => (Action::Record, record(step, by, &[])),
        Did::HandOver => (Action::HandOver, act::hand_over(step, by, &[])),
        Did::Acknowledge => (Action::Acknowledge, act::acknowledge(step, by, String::new())),
        Did::Cancel(text) => (Action::Cancel, act::cancel(step, by, text)),
        Did::Correct(text) => (Action::Correct, act::correct(step, by, text.clone(), words(&text), vec![], &[])),
        Did::Explain(text) => {
            let lateness = Lateness { rule: "contact_decision".to_owned(), child: None, reason: text };
            (Action::ExplainLateness, act::explain_lateness(step, by, lateness))
        }
    }
}

proptest! {
    /// Whatever people do, in whatever order and role: a refusal changes nothing, what was offered is what happens, an ended
    /// step never opens again, and every clock that is done was done at or after nothing before its start.
    #[test]
    fn any_sequence_of_deeds_keeps_the_invariants(
        kind in proptest::sample::select(StepKind::ALL.to_vec()),
        deeds in proptest::collection::vec((any_deed(), 0usize..4, 0usize..3), 0..24),
    ) {
        let roles = [Role::SocialWorker, Role::TeamManager, Role::OutOfHours, Role::Inspector];
        let mut now = monday();
        let mut step = step(kind, &[child(1), child(2)]);
        for (deed, role, who) in deeds {
            now = now.plus_hours(5);
            let by = Actor { today: now.day(), ..actor(who as u128, roles[role]) };
            let was_open = step.state.is_open();
            let offered = |action| step.offer(action, &by, &Surroundings::default());
            let (action, result) = done(&step, deed, &by);
            match result {
                Ok(happenings) => {
                    prop_assert!(offered(action).is_some_and(|offer| offer.is_available()), "{action:?} was not offered");
                    step = after(step, &happenings, by.worker, now);
                }
                Err(Refusal::MayNot(_)) => {
                    prop_assert!(offered(action).is_none_or(|offer| !offer.is_available()), "{action:?} was offered and refused");
                }
                Err(Refusal::Fix(problems)) => prop_assert!(problems.iter().all(|problem| !problem.say.is_empty())),
            }
            prop_assert!(was_open || !step.state.is_open(), "an ended step opened again");
            if let State::Authorised { by, .. } = &step.state {
                prop_assert!(!step.decisions.is_empty() && *by != worker(99));
            }
            for timed in step.clocks() {
                prop_assert!(timed.done.is_none_or(|done| timed.start.at.day() <= done.day()));
            }
        }
    }
}

#[test]
fn missing_things_are_said_in_sentences() {
    let one = Missing::new(Fact::Analysis, Some(child(1)), "Write what it all means for the child");
    assert!(one.say.starts_with(char::is_uppercase) && !one.say.ends_with('.'));
}
