//! Who may write in a plan, when, and if not, why not. Buttons and refusals both come from here.

use super::holds_a_plan;
use crate::role::Role;
use crate::step::Step;
use crate::step::offer::{Actor, Standing};

/// What stands between a worker and a plan.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Near {
    /// One of the plan's children is allocated to the worker.
    pub allocated: bool,
    /// The action in question is the worker's own.
    pub own_action: bool,
}

/// What somebody wants to do with a plan.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Deed {
    /// Outcomes, actions, bottom lines: agreed, changed, ended.
    Write,
    /// How it is now.
    NoteProgress,
    /// Say that an action is done. Whoever does it may.
    FinishAction,
}

/// Whether it may be done now.
pub fn offer(step: &Step, actor: &Actor, near: Near, deed: Deed) -> Standing {
    why_not(step, actor, near, deed).map_or(Standing::Available, Standing::Unavailable)
}

/// Why not; `None` where it may be done.
pub fn why_not(step: &Step, actor: &Actor, near: Near, deed: Deed) -> Option<String> {
    let kind = step.kind.name();
    if !holds_a_plan(step.kind) {
        return Some(format!("A {kind} holds no plan."));
    }
    if !step.state.is_open() {
        return Some(format!("This {kind} has ended: nothing is written in it any more. What was written stays."));
    }
    if !actor.records() {
        return Some("Your role reads the plan and does not write in it. Ask the child’s worker.".to_owned());
    }
    let writes = near.allocated || step.owner == Some(actor.worker) || actor.authorises();
    let may = writes || actor.is(Role::ConferenceChair) || (deed == Deed::FinishAction && near.own_action);
    (!may).then(|| match deed {
        Deed::Write | Deed::NoteProgress => {
            "The child’s allocated worker, a manager or a conference chair writes in the plan.".to_owned()
        }
        Deed::FinishAction => {
            "Whoever does the action says that it is done, or the child’s allocated worker, a manager or a chair."
                .to_owned()
        }
    })
}
