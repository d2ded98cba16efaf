//! What people do with a plan, as commands: step and plan are found, law asked, and what happens given back to be recorded.

use super::queries;
use crate::command::Rejected;
use crate::step::commands::find;
use law::id::{OutcomeId, PlanActionId, StepId};
use law::plan::act::{Acted, Desk};
use law::plan::offer::Near;
use law::plan::{Doer, Plan};
use law::step::Step;
use law::step::offer::Actor;
use store::Conn;

/// What a deed is about, so that nobody writes into another plan's outcome, and whoever does an action may say it is done.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum About {
    Plan,
    Outcome(OutcomeId),
    Action(PlanActionId),
}

/// Runs a deed on the plan as it is now.
pub fn act(
    conn: &mut Conn,
    actor: &Actor,
    step: StepId,
    about: About,
    deed: impl FnOnce(Desk<'_>) -> Acted,
) -> Result<Vec<law::journal::Happening>, Rejected> {
    let home = match about {
        About::Plan => None,
        About::Outcome(id) => queries::home_of_outcome(conn, id)?,
        About::Action(id) => queries::home_of_action(conn, id)?,
    };
    if home.is_some_and(|home| home != step) {
        return Err(Rejected::Absent);
    }
    let step = find(conn, step)?;
    let plan = queries::plan(conn, step.id)?;
    let near = near(conn, &step, &plan, actor, about)?;
    Ok(deed(Desk { step: &step, plan: &plan, actor, near })?)
}

/// What stands between the worker and the plan.
pub fn near(conn: &mut Conn, step: &Step, plan: &Plan, actor: &Actor, about: About) -> Result<Near, store::Error> {
    let own_action = match about {
        About::Action(id) => plan.action(id).is_some_and(|action| action.task.who == Some(Doer::Worker(actor.worker))),
        About::Plan | About::Outcome(_) => false,
    };
    Ok(Near { allocated: queries::is_allocated(conn, step, actor.worker)?, own_action })
}
