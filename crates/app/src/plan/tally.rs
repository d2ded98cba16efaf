//! What a manager counts of a plan: lines that could be clearer, actions that are late, the last progress.

use super::queries;
use law::day::Day;
use law::id::{OutcomeId, StepId, TeamId};
use law::plan::{Plan, vague};
use std::collections::HashMap;
use store::{Conn, Error};

/// The counts of one plan.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Tally {
    pub outcomes: usize,
    /// Outcomes that run, open actions, and what is done if the plan fails.
    pub lines: usize,
    /// Lines that could be clearer.
    pub unclear: usize,
    /// The first outcome with such a line.
    pub first_unclear: Option<OutcomeId>,
    pub late: usize,
    pub noted: Option<Day>,
}

impl Tally {
    pub fn of(plan: &Plan, today: Day) -> Self {
        let open = |outcome: OutcomeId| plan.actions_of(outcome).filter(|action| action.doing.is_open());
        let is_unclear = |outcome: &&law::plan::Outcome| {
            !vague::outcome(&outcome.wanted).is_empty()
                || open(outcome.id).any(|action| !vague::task(&action.task).is_empty())
        };
        let outcomes = plan.running().count();
        Self {
            outcomes,
            lines: outcomes + plan.running().map(|outcome| open(outcome.id).count()).sum::<usize>() + 1,
            unclear: vague::lines(plan),
            first_unclear: plan.running().find(is_unclear).map(|outcome| outcome.id),
            late: plan.actions.iter().filter(|action| action.is_late(today)).count(),
            noted: plan.progress.last().map(|progress| progress.on),
        }
    }
}

/// The counts of every plan that a team holds.
pub fn tallies(conn: &mut Conn, team: TeamId, today: Day) -> Result<HashMap<StepId, Tally>, Error> {
    let plans = queries::of_team(conn, team)?;
    Ok(plans.into_iter().map(|(step, plan)| (step, Tally::of(&plan, today))).collect())
}
