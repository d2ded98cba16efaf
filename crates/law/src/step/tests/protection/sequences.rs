//! Any sequence of what a council does with a family keeps what must hold of its plans.

use super::super::super::follow;
use super::super::super::plan_end::{self, Ending, Life};
use super::super::*;
use super::family::{Family, manager, plan, social_worker};
use super::visited;

/// One thing that a council does with a family, by number; what is not permitted then changes nothing.
fn deed(family: &mut Family, which: u8, outcome: u8, kids: &[PersonId]) {
    let pick = |options: &[Outcome], at: usize| options[(usize::from(outcome) + at) % options.len()];
    let decisions = |options: &[Outcome]| -> Vec<Decision> {
        let one = |(at, kid): (usize, &PersonId)| match pick(options, at) {
            Outcome::ProtectionPlan => plan(*kid, if outcome.is_multiple_of(2) { "NEG" } else { "EMO" }),
            other => decision(*kid, other),
        };
        kids.iter().enumerate().map(one).collect()
    };
    let of_step = |family: &Family, kind, all: Vec<Decision>| {
        let step = kids.iter().find_map(|kid| family.open(kind, *kid))?;
        let here = all.into_iter().filter(|one| family.steps[&step].children.contains(&one.child)).collect();
        Some((step, here))
    };
    match which {
        0 => drop(family.discussion(kids, pick(&[Outcome::JointEnquiry, Outcome::NoEnquiry], 0))),
        1 => {
            let all = decisions(&[Outcome::ConcernsContinue, Outcome::CinPlan, Outcome::NotSubstantiated]);
            if let Some((step, here)) = of_step(family, StepKind::Section47Enquiry, all) {
                drop(family.submit(step, &social_worker()));
                drop(family.decide(step, &manager(), here));
            }
        }
        2 | 3 => {
            let all = decisions(&[Outcome::ProtectionPlan, Outcome::CinPlan, Outcome::NoPlan, Outcome::Adjourned]);
            if let Some((step, here)) = of_step(family, StepKind::Conference, all) {
                drop(family.hold(step, here));
            }
        }
        4 => {
            if let Some((step, _)) = of_step(family, StepKind::CoreGroup, Vec::new()) {
                family.fact(step, Fact::HappenedAt, None, Answer::Moment(family.now));
                drop(family.record(step, &social_worker()));
            }
        }
        5 => {
            let all = decisions(&[Outcome::PlanContinues, Outcome::NoFurtherAction, Outcome::EarlyHelp]);
            if let Some((step, here)) = of_step(family, StepKind::CinReview, all) {
                drop(family.submit(step, &social_worker()));
                drop(family.decide(step, &manager(), here));
            }
        }
        6 => {
            let Some(step) = family.open(StepKind::ProtectionPlan, kids[0]) else { return };
            let today = family.now.day();
            let ending = Ending { child: kids[0], on: today, reason: "order".to_owned(), words: "Seen".to_owned() };
            let around = family.around(Some(step));
            let by = family.by(manager());
            if let Ok(ended) = plan_end::end(&family.steps[&step], &by, ending, Life::default(), &around) {
                family.apply(ended, by.worker);
            }
        }
        7 => drop(visited(family, "cp", outcome.is_multiple_of(2))),
        _ => {
            let by = family.by(social_worker());
            if let Ok(closure) = family.begin(StepKind::Closure, &kids[..1], &by) {
                drop(family.submit(closure, &by));
                drop(family.decide(closure, &manager(), vec![decision(kids[0], Outcome::Close)]));
            }
        }
    }
}

fn holds(family: &Family, kids: &[PersonId]) -> Result<(), TestCaseError> {
    for kid in kids {
        for kind in [StepKind::ProtectionPlan, StepKind::CinPlan, StepKind::Section47Enquiry, StepKind::CoreGroup] {
            prop_assert!(family.all_open(kind, *kid) <= 1, "two of {}", kind.name());
        }
        if let Some(plan) = family.open(StepKind::ProtectionPlan, *kid) {
            let step = &family.steps[&plan];
            let from = step.opened_by.map(|from| family.steps[&from].kind);
            prop_assert_eq!(from, Some(StepKind::Conference), "a plan comes from a conference");
            prop_assert!(step.facts.words_of(Fact::LatestCategory, *kid).is_some());
            prop_assert!(family.open(StepKind::CoreGroup, *kid).is_some(), "a plan without a core group to come");
            prop_assert!(family.open(StepKind::Conference, *kid).is_some(), "a plan without a review to come");
            prop_assert!(family.open(StepKind::CinPlan, *kid).is_none(), "two sorts of plan at once");
            let visits = follow::visits_made(step, *kid);
            let clock = family.clock(plan, Rule::ChildProtectionVisit, Some(*kid)).unwrap();
            let last = visits.iter().filter(|(_, seen)| *seen).map(|(on, _)| *on).max();
            let began = step.facts.day(Fact::ProtectionPlanStartedOn, Some(*kid)).unwrap();
            prop_assert_eq!(clock.start.at.day(), last.map_or(began, |last| last.max(began)));
        }
        if family.open(StepKind::CinPlan, *kid).is_some() {
            prop_assert!(family.open(StepKind::CinReview, *kid).is_some(), "a plan without a review to come");
        }
        if family.open(StepKind::CoreGroup, *kid).is_some() {
            prop_assert!(family.open(StepKind::ProtectionPlan, *kid).is_some(), "a core group without a plan");
        }
    }
    for step in family.steps.values() {
        for timed in step.clocks() {
            prop_assert!(timed.done.is_none_or(|done| timed.start.at.day() <= done.day()), "{}", step.kind.name());
        }
    }
    Ok(())
}

proptest! {
    /// Whatever a council does with a family, in whatever order and on whatever days: one plan of a sort for each child, a
    /// protection plan only from a conference, its next core group, review and visit always in view, clocks right.
    #[test]
    fn any_permitted_sequence_over_a_family_keeps_the_invariants(
        children in 1u128..4,
        deeds in proptest::collection::vec((0u8..9, 0u8..24, 0i64..400), 0..40),
    ) {
        let kids: Vec<PersonId> = (1..=children).map(child).collect();
        let mut family = Family::new();
        for (which, outcome, hours) in deeds {
            family.now = family.now.plus_hours(hours);
            let turned = usize::from(outcome) % kids.len();
            let mut some = kids.clone();
            some.rotate_left(turned);
            if outcome % 5 == 0 {
                some.truncate(1);
            }
            deed(&mut family, which, outcome, &some);
            holds(&family, &kids)?;
        }
    }
}
