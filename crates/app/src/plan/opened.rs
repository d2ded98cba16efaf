//! A plan as its pages show it: its step opened through the reader's door, with who may write in it.

use super::commands::{About, near};
use super::queries;
use crate::caseload::queries::{Worker, workers};
use crate::council::Council;
use crate::desk::{Answered, Desk, Stop, Who};
use crate::step::opened::{self as step, step_id};
use forms::ChildFacts;
use law::id::{PersonId, StepId, WorkerId};
use law::plan::offer::{Deed, Near, why_not};
use law::plan::{Doer, Plan, Task, holds_a_plan};
use law::step::Step;
use law::step::offer::Actor;
use std::collections::BTreeMap;
use store::Conn;
use web::Failure;

/// A plan, opened.
pub struct Opened {
    /// Its step, with the drafts of the plan's forms.
    pub base: step::Opened,
    pub plan: Plan,
    pub near: Near,
    actor: Actor,
    doers: BTreeMap<WorkerId, String>,
    /// Workers who may be given something to do: of the team, of the children, and who does something already.
    pub workers: Vec<(WorkerId, String)>,
}

/// Opens a plan off the async threads; `what` goes into the view log.
pub async fn open(desk: &Desk, who: &Who, id: &str, what: &'static str) -> Answered<Opened> {
    let id = step_id(id)?;
    let (council, who) = (desk.council.clone(), who.clone());
    desk.read(move |conn| load(conn, &council, &who, id, what)).await
}

/// Opens a plan on a connection. The view is durable in the log before this returns.
pub fn load(conn: &mut Conn, council: &Council, who: &Who, id: StepId, what: &str) -> Answered<Opened> {
    let base = step::load(conn, council, who, id, what)?;
    if !holds_a_plan(base.step.kind) {
        return Err(Stop::Failure(Failure::NotFound));
    }
    let plan = queries::plan(conn, id)?;
    let actor = who.viewer.actor.clone();
    let near = near(conn, &base.step, &plan, &actor, About::Plan)?;
    let doers = queries::doers(conn, &plan)?;
    let workers = choices(conn, &base.step, &doers, actor.worker)?;
    Ok(Opened { base, plan, near, actor, doers, workers })
}

fn choices(
    conn: &mut Conn,
    step: &Step,
    doers: &BTreeMap<WorkerId, String>,
    me: WorkerId,
) -> Result<Vec<(WorkerId, String)>, store::Error> {
    let of_child = queries::workers_of(conn, step.id)?;
    let is_near = |worker: &Worker| {
        (worker.team.is_some() && worker.team == step.team)
            || step.owner == Some(worker.id)
            || worker.id == me
            || of_child.contains(&worker.id)
            || doers.contains_key(&worker.id)
    };
    Ok(workers(conn)?.into_iter().filter(is_near).map(|worker| (worker.id, worker.name)).collect())
}

impl Opened {
    pub fn step(&self) -> &Step {
        &self.base.step
    }

    pub fn id(&self) -> StepId {
        self.base.step.id
    }

    pub fn children(&self) -> &[ChildFacts] {
        &self.base.children
    }

    /// Why the viewer may not do this now; `None` where they may.
    pub fn why_not(&self, deed: Deed) -> Option<String> {
        why_not(&self.base.step, &self.actor, self.near, deed)
    }

    pub fn may(&self, deed: Deed) -> bool {
        self.why_not(deed).is_none()
    }

    /// Whether the viewer may say that this action is done.
    pub fn may_finish(&self, task: &Task) -> bool {
        let own_action = task.who == Some(Doer::Worker(self.actor.worker));
        why_not(&self.base.step, &self.actor, Near { own_action, ..self.near }, Deed::FinishAction).is_none()
    }

    /// Refuses with the reason that the page gives.
    pub fn must(&self, deed: Deed) -> Answered<()> {
        self.why_not(deed).map_or(Ok(()), |reason| Err(Stop::Failure(Failure::MayNot { reason, who_can: None })))
    }

    /// Who does an action, in words.
    pub fn doer<'a>(&'a self, task: &'a Task) -> Option<&'a str> {
        match task.who.as_ref()? {
            Doer::Worker(worker) => Some(self.doers.get(worker).map_or("a worker", String::as_str)),
            Doer::Named(name) => Some(name),
        }
    }

    /// The names of children, as people say them: `Zainab and Idris`.
    pub fn named(&self, ids: &[PersonId]) -> String {
        let named = self.children().iter().filter(|child| ids.contains(&child.id));
        let names: Vec<&str> = named.map(|child| child.name.as_str()).collect();
        match names.split_last() {
            None => "the child".to_owned(),
            Some((only, [])) => (*only).to_owned(),
            Some((last, rest)) => format!("{} and {last}", rest.join(", ")),
        }
    }
}
