//! What can happen to a plan.

use super::{Contingency, Ended, Progress, Task, Wanted};
use crate::day::Day;
use crate::id::{OutcomeId, PlanActionId, StepId};
use serde::{Deserialize, Serialize};

/// What can happen to the plan of a step.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PlanEntry {
    /// An outcome was agreed, or changed with a reason.
    OutcomeSet {
        plan: StepId,
        outcome: OutcomeId,
        wanted: Wanted,
        #[serde(default, skip_serializing_if = "String::is_empty")]
        reason: String,
    },
    OutcomeEnded {
        plan: StepId,
        outcome: OutcomeId,
        ended: Ended,
    },
    /// An outcome that had ended runs again.
    OutcomeResumed {
        plan: StepId,
        outcome: OutcomeId,
        reason: String,
    },
    /// An action was agreed, or changed with a reason.
    ActionSet {
        plan: StepId,
        action: PlanActionId,
        task: Task,
        #[serde(default, skip_serializing_if = "String::is_empty")]
        reason: String,
    },
    ActionDone {
        plan: StepId,
        action: PlanActionId,
        on: Day,
        #[serde(default, skip_serializing_if = "String::is_empty")]
        words: String,
    },
    ActionDropped {
        plan: StepId,
        action: PlanActionId,
        reason: String,
    },
    /// It was not done, or is wanted after all.
    ActionReopened {
        plan: StepId,
        action: PlanActionId,
        reason: String,
    },
    ProgressNoted {
        plan: StepId,
        progress: Progress,
    },
    ContingencySet {
        plan: StepId,
        contingency: Contingency,
        #[serde(default, skip_serializing_if = "String::is_empty")]
        reason: String,
    },
}

impl PlanEntry {
    /// The step whose plan it is.
    pub fn plan(&self) -> StepId {
        match self {
            PlanEntry::OutcomeSet { plan, .. }
            | PlanEntry::OutcomeEnded { plan, .. }
            | PlanEntry::OutcomeResumed { plan, .. }
            | PlanEntry::ActionSet { plan, .. }
            | PlanEntry::ActionDone { plan, .. }
            | PlanEntry::ActionDropped { plan, .. }
            | PlanEntry::ActionReopened { plan, .. }
            | PlanEntry::ProgressNoted { plan, .. }
            | PlanEntry::ContingencySet { plan, .. } => *plan,
        }
    }

    /// The verb in storage.
    pub fn verb(&self) -> &'static str {
        match self {
            PlanEntry::OutcomeSet { .. } => "outcome_set",
            PlanEntry::OutcomeEnded { .. } => "outcome_ended",
            PlanEntry::OutcomeResumed { .. } => "outcome_resumed",
            PlanEntry::ActionSet { .. } => "action_set",
            PlanEntry::ActionDone { .. } => "action_done",
            PlanEntry::ActionDropped { .. } => "action_dropped",
            PlanEntry::ActionReopened { .. } => "action_reopened",
            PlanEntry::ProgressNoted { .. } => "progress_noted",
            PlanEntry::ContingencySet { .. } => "contingency_set",
        }
    }
}
