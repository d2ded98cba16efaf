//! Core group (Working Together 2023, chapter 3): those who carry out the child protection plan, with the family. The first within
//! ten working days of the conference; each one that is held calls the next.

use super::decide::Means;
use super::offer::{Actor, Offer, Surroundings, common};
use super::outcome::Outcome;
use super::{EndsBy, Gap, Kind, Missing, Started, Step, StepKind, Timed, follow};
use crate::answer::Answer;
use crate::clock::Rule;
use crate::day::Moment;
use crate::fact::{Fact, Known};
use crate::id::StepId;
use crate::journal::Happening;

/// See the module.
pub struct CoreGroup;

impl Kind for CoreGroup {
    fn slug(&self) -> &'static str {
        "core_group"
    }

    fn name(&self) -> &'static str {
        "core group"
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
        EndsBy::Record
    }

    fn outcomes(&self) -> &'static [Outcome] {
        &[]
    }

    fn offers(&self, step: &Step, actor: &Actor, around: &Surroundings) -> Vec<Offer> {
        common(step, actor, around)
    }

    fn missing(&self, step: &Step) -> Vec<Missing> {
        let mut missing = super::required(step, &[(Fact::HappenedAt, "Enter when the core group met")]);
        missing.extend(super::required_of_each(
            step,
            &[
                (Fact::PlanProgress, "Say how the plan goes for the child, outcome by outcome"),
                (Fact::RiskNow, "Say what the risk to the child is now"),
            ],
        ));
        if !step.seats.iter().any(super::seat::Seat::was_there) {
            missing.push(Missing::new(Gap::Seats, None, "Record who took part"));
        }
        missing
    }

    fn clocks(&self, step: &Step) -> Vec<Timed> {
        let from = step.facts.day(Fact::CountsFrom, None).unwrap_or(step.started.day());
        let rule = if step.facts.yes(Fact::FirstOfPlan) { Rule::FirstCoreGroup } else { Rule::NextCoreGroup };
        let held = step.facts.moment(Fact::HappenedAt).filter(|_| !step.state.is_open()).or_else(|| step.ended());
        vec![Timed::new(rule, from, held)]
    }

    fn happened(&self, step: &Step) -> Moment {
        step.facts.moment(Fact::HappenedAt).unwrap_or(step.started)
    }

    fn sentence(&self, step: &Step) -> String {
        let there = step.seats.iter().filter(|seat| seat.was_there()).count();
        match (step.state.is_open(), there) {
            (true, _) | (false, 0) => "Core group".to_owned(),
            (false, 1) => "Core group: 1 took part".to_owned(),
            (false, many) => format!("Core group: {many} took part"),
        }
    }
}

/// The next core group, for the children whose plan goes on.
pub(super) fn next(held: &Step, means: Means<'_>) -> Option<Happening> {
    let met = CoreGroup.happened(held);
    let mut carried = vec![
        Known { fact: Fact::CountsFrom, child: None, value: Answer::Day(met.day()) },
        Known { fact: Fact::FirstOfPlan, child: None, value: Answer::YesNo(false) },
    ];
    let planned = held.facts.family(Fact::NextMeetingAt).cloned();
    carried.extend(planned.map(|value| Known { fact: Fact::PlannedFor, child: None, value }));
    let started = Started {
        step: StepId((means.dice)()),
        kind: StepKind::CoreGroup,
        form: (means.form)(StepKind::CoreGroup),
        children: held.children.clone(),
        others: held.others.clone(),
        owner: held.owner,
        team: held.team,
        opened_by: Some(held.id),
        at: means.now,
        carried,
    };
    follow::next_meeting(held, StepKind::ProtectionPlan, means.around, started)
}
