//! The manager's looks at an assessment, after 10, 20 and 30 working days: who looks, and which clock a look meets.
//!
//! A look is met by submission, for then the manager has the whole of it, or by an oversight entry that a manager recorded
//! about every child of the assessment. What counts is when the entry was recorded: a look that nobody wrote down cannot be
//! shown. Each look has its own time, from halfway since the one before, so that one entry never stands for two that follow
//! each other in time.

use super::{Reckoned, State, Step, StepKind};
use crate::day::{Day, Moment};
use crate::id::PersonId;
use crate::role::Role;

/// That a manager looked at a child's case.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Look {
    pub child: PersonId,
    /// When the oversight entry was recorded.
    pub at: Moment,
}

/// The looks that a step is: one for each child of an oversight entry, where whoever recorded it is a manager.
pub fn taken(step: &Step, roles: &[Role]) -> Vec<Look> {
    match &step.state {
        State::Recorded { at, .. }
            if step.kind == StepKind::Oversight && roles.iter().any(|role| role.authorises()) =>
        {
            step.children.iter().map(|child| Look { child: *child, at: *at }).collect()
        }
        _ => Vec::new(),
    }
}

/// Meets the clocks of looks with the looks that were taken.
pub(super) fn meet(step: &Step, clocks: &mut [Reckoned], looks: &[Look]) {
    let mut before: Option<Day> = None;
    for clock in clocks.iter_mut().filter(|clock| clock.timed.rule.look().is_some()) {
        let Ok(due) = &clock.due else { continue };
        let last = before.unwrap_or(due.started.at.day());
        let from = last.plus_days(last.days_until(due.due) / 2);
        before = Some(due.due);
        let looked = looked(step, looks, from);
        clock.timed.done = [clock.timed.done, looked].into_iter().flatten().min();
    }
}

/// When the last of the children was first looked at, from that day on and not before the work began.
fn looked(step: &Step, looks: &[Look], from: Day) -> Option<Moment> {
    let first = |child: &PersonId| {
        let of_child = looks.iter().filter(|look| look.child == *child);
        of_child.map(|look| look.at).filter(|at| at.day() >= from && *at >= step.started).min()
    };
    step.children.iter().map(first).collect::<Option<Vec<_>>>()?.into_iter().max()
}
