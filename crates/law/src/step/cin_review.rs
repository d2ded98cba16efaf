//! Child in need review, or care team meeting: how the plan goes, and whether it goes on. The first six weeks after the plan began,
//! each later one three months after the last (local).

use super::decide::told;
use super::follow;
use super::offer::{Actor, Offer, Surroundings, common};
use super::outcome::{Decision, Outcome};
use super::{EndsBy, Gap, Kind, Missing, Step, StepKind, Timed};
use crate::answer::Answer;
use crate::clock::Rule;
use crate::day::{Day, Moment};
use crate::fact::{Fact, Known};
use crate::journal::Happening;

/// See the module.
pub struct CinReview;

impl Kind for CinReview {
    fn slug(&self) -> &'static str {
        "cin_review"
    }

    fn name(&self) -> &'static str {
        "child in need review"
    }

    fn asks(&self) -> &'static [Fact] {
        &[
            Fact::HappenedAt,
            Fact::ChildsWords,
            Fact::PlanProgress,
            Fact::RiskNow,
            Fact::SafetyScale,
            Fact::ParentsViews,
            Fact::PlanChanges,
            Fact::NextMeetingAt,
        ]
    }

    fn ends_by(&self) -> EndsBy {
        EndsBy::Decision
    }

    fn outcomes(&self) -> &'static [Outcome] {
        &[Outcome::PlanContinues, Outcome::StrategyDiscussion, Outcome::EarlyHelp, Outcome::NoFurtherAction]
    }

    fn offers(&self, step: &Step, actor: &Actor, around: &Surroundings) -> Vec<Offer> {
        common(step, actor, around)
    }

    fn missing(&self, step: &Step) -> Vec<Missing> {
        let mut missing = super::required(step, &[(Fact::HappenedAt, "Enter when the review was held")]);
        missing.extend(super::required_of_each(
            step,
            &[
                (Fact::PlanProgress, "Say how the plan goes for the child, outcome by outcome"),
                (Fact::RiskNow, "Say what worries are left for the child"),
            ],
        ));
        if !step.seats.iter().any(super::seat::Seat::was_there) {
            missing.push(Missing::new(Gap::Seats, None, "Record who took part"));
        }
        missing
    }

    fn clocks(&self, step: &Step) -> Vec<Timed> {
        let from = step.facts.day(Fact::CountsFrom, None).unwrap_or(step.started.day());
        let rule = if step.facts.yes(Fact::FirstOfPlan) { Rule::FirstCinReview } else { Rule::NextCinReview };
        let held = step.facts.moment(Fact::HappenedAt).filter(|_| step.submitted.is_some()).or_else(|| step.ended());
        vec![Timed::new(rule, from, held)]
    }

    fn happened(&self, step: &Step) -> Moment {
        step.facts.moment(Fact::HappenedAt).unwrap_or(step.started)
    }

    fn sentence(&self, step: &Step) -> String {
        told("Child in need review", &step.decisions)
    }
}

/// A plan opens with its first review, which counts from the decision until the plan is made.
pub(super) fn carried_from_plan(to: StepKind, from: Day) -> Vec<Known> {
    match to {
        StepKind::CinReview => counted(from, true),
        _ => Vec::new(),
    }
}

/// The next review counts from this one.
pub(super) fn carried(step: &Step, to: StepKind) -> Vec<Known> {
    let mut carried = carried_from_plan(to, CinReview.happened(step).day());
    carried.retain(|known| known.fact != Fact::FirstOfPlan);
    if to == StepKind::CinReview {
        carried.push(Known { fact: Fact::FirstOfPlan, child: None, value: Answer::YesNo(false) });
        let planned = step.facts.family(Fact::NextMeetingAt).cloned();
        carried.extend(planned.map(|value| Known { fact: Fact::PlannedFor, child: None, value }));
    }
    carried
}

fn counted(from: Day, first: bool) -> Vec<Known> {
    vec![
        Known { fact: Fact::CountsFrom, child: None, value: Answer::Day(from) },
        Known { fact: Fact::FirstOfPlan, child: None, value: Answer::YesNo(first) },
    ]
}

/// A review that ends the plan for a child ends it on the day of the review.
pub(super) fn decided(step: &Step, decisions: &[Decision], around: &[Step], today: Day) -> Vec<Happening> {
    let held = CinReview.happened(step).day();
    let ended = |outcome: Outcome, reason| {
        follow::left_plan(StepKind::CinPlan, decisions, |one| one.outcome == outcome, around, (reason, held, today)).1
    };
    let mut happenings = ended(Outcome::EarlyHelp, "stepped_down");
    happenings.extend(ended(Outcome::NoFurtherAction, "needs_met"));
    happenings
}
