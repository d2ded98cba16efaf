//! Plans: outcomes with their measures, actions, progress, and what could be said more clearly.

mod action;
pub mod brief;
mod chart;
pub mod commands;
mod contingency;
mod drawn;
pub mod ledger;
mod opened;
mod outcome;
pub mod pages;
mod progress;
pub mod queries;
mod sheet;
mod start;
pub mod tally;

use law::id::StepId;
use law::plan::holds_a_plan;
use law::step::StepKind;

/// Where work is opened: a plan at the plan, any other work at its step.
pub fn address(step: StepId, kind: Option<StepKind>) -> String {
    let place = if kind.is_some_and(holds_a_plan) { "plan" } else { "step" };
    format!("/{place}/{step}")
}
