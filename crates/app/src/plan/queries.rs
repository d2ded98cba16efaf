//! Reads plans. What a page shows comes after the step or the person was opened through the reader's door.

use crate::caseload::queries::worker_name;
use crate::reader::OpenRecord;
use crate::step::queries::json;
use law::day::Day;
use law::id::{OutcomeId, PersonId, PlanActionId, StepId, TeamId, WorkerId};
use law::plan::{Action, Contingency, Doer, Ended, Outcome, Plan, Progress, Wanted, holds_a_plan};
use law::step::{Step, StepKind};
use std::collections::{BTreeMap, HashMap};
use store::{Conn, Error, Row, params, sql, text};

/// What an outcome wants.
pub fn wanted_of(conn: &mut Conn, id: OutcomeId) -> Result<Option<Wanted>, Error> {
    let row = conn.query_opt(sql!("SELECT wanted FROM plan_outcome WHERE id = $1"), params![text(id)])?;
    row.map(|row| json(&row, "wanted")).transpose()
}

/// The plan that holds an outcome.
pub fn home_of_outcome(conn: &mut Conn, id: OutcomeId) -> Result<Option<StepId>, Error> {
    let row = conn.query_opt(sql!("SELECT plan FROM plan_outcome WHERE id = $1"), params![text(id)])?;
    row.map(|row| row.parse("plan")).transpose()
}

/// The plan that holds an action.
pub fn home_of_action(conn: &mut Conn, id: PlanActionId) -> Result<Option<StepId>, Error> {
    let row = conn.query_opt(sql!("SELECT plan FROM plan_action WHERE id = $1"), params![text(id)])?;
    row.map(|row| row.parse("plan")).transpose()
}

/// The whole plan of a step.
pub fn plan(conn: &mut Conn, step: StepId) -> Result<Plan, Error> {
    let outcomes =
        sql!("SELECT id, plan, wanted, agreed_on, ended FROM plan_outcome WHERE plan = $1 ORDER BY since_seq, id");
    let actions =
        sql!("SELECT id, plan, task, agreed_on, doing FROM plan_action WHERE plan = $1 ORDER BY since_seq, id");
    let progress = sql!("SELECT plan, progress FROM plan_progress WHERE plan = $1 ORDER BY noted_on, outcome");
    let contingency = sql!("SELECT plan, contingency FROM plan_contingency WHERE plan = $1");
    let mut plan = Plan::default();
    for row in &conn.query(outcomes, params![text(step)])? {
        plan.outcomes.push(outcome(row)?);
    }
    for row in &conn.query(actions, params![text(step)])? {
        plan.actions.push(action(row)?);
    }
    for row in &conn.query(progress, params![text(step)])? {
        plan.progress.push(json::<Progress>(row, "progress")?);
    }
    if let Some(row) = conn.query_opt(contingency, params![text(step)])? {
        plan.contingency = json::<Contingency>(&row, "contingency")?;
    }
    Ok(plan)
}

fn outcome(row: &Row) -> Result<Outcome, Error> {
    let ended = row.get::<Option<String>>("ended")?.is_some();
    Ok(Outcome {
        id: row.parse("id")?,
        wanted: json(row, "wanted")?,
        agreed_on: row.parse("agreed_on")?,
        ended: if ended { Some(json::<Ended>(row, "ended")?) } else { None },
    })
}

fn action(row: &Row) -> Result<Action, Error> {
    Ok(Action {
        id: row.parse("id")?,
        task: json(row, "task")?,
        agreed_on: row.parse("agreed_on")?,
        doing: json(row, "doing")?,
    })
}

/// Whether one of the step's children is allocated to the worker.
pub fn is_allocated(conn: &mut Conn, step: &Step, worker: WorkerId) -> Result<bool, Error> {
    let select = sql!(
        "SELECT 1 AS yes FROM step_person sp JOIN person o ON o.id = sp.person JOIN person p ON p.root = o.root
         JOIN allocation a ON a.child = p.id AND a.until IS NULL
         WHERE sp.step = $1 AND sp.part = 'child' AND a.worker = $2 LIMIT 1"
    );
    Ok(conn.query_opt(select, params![text(step.id), text(worker)])?.is_some())
}

/// The names of the workers who do something in the plan.
pub fn doers(conn: &mut Conn, plan: &Plan) -> Result<BTreeMap<WorkerId, String>, Error> {
    let mut names = BTreeMap::new();
    for action in &plan.actions {
        if let Some(Doer::Worker(worker)) = action.task.who
            && !names.contains_key(&worker)
        {
            names.insert(worker, worker_name(conn, worker)?);
        }
    }
    Ok(names)
}

/// A plan that runs, as the child's page shows it.
#[derive(Debug, Clone)]
pub struct Brief {
    pub step: StepId,
    pub kind: StepKind,
    pub plan: Plan,
}

impl Brief {
    /// Open actions that are late.
    pub fn late(&self, today: Day) -> usize {
        self.plan.actions.iter().filter(|action| action.is_late(today)).count()
    }
}

/// The plans that run for the person of an opened record, each with the outcomes for that child alone.
pub fn of_child(conn: &mut Conn, record: &OpenRecord) -> Result<Vec<Brief>, Error> {
    let select = sql!(
        "SELECT DISTINCT s.id, s.kind, s.started_at FROM step_person sp JOIN person p ON p.id = sp.person
         JOIN step s ON s.id = sp.step WHERE p.root = $1 AND sp.part = 'child' AND s.is_open = 1
         AND s.kind IN ('protection_plan', 'cin_plan') ORDER BY s.started_at, s.id"
    );
    let mut briefs = Vec::new();
    for row in &conn.query(select, params![text(record.person())])? {
        let Some(kind) = StepKind::from_slug(row.str("kind")?) else { continue };
        let step = row.parse("id")?;
        let mut plan = plan(conn, step)?;
        plan.outcomes.retain(|outcome| outcome.wanted.children.iter().any(|child| record.joined().contains(child)));
        let known: Vec<OutcomeId> = plan.outcomes.iter().map(|outcome| outcome.id).collect();
        plan.actions.retain(|action| known.contains(&action.task.outcome));
        briefs.push(Brief { step, kind, plan });
    }
    Ok(briefs)
}

/// Every plan that a team holds, by its step. Whom they are about is asked elsewhere, with the viewer's permit.
pub fn of_team(conn: &mut Conn, team: TeamId) -> Result<HashMap<StepId, Plan>, Error> {
    let outcomes = sql!(
        "SELECT o.id, o.plan, o.wanted, o.agreed_on, o.ended FROM step s JOIN plan_outcome o ON o.plan = s.id
         WHERE s.team = $1 AND s.is_open = 1 ORDER BY o.since_seq, o.id"
    );
    let actions = sql!(
        "SELECT a.id, a.plan, a.task, a.agreed_on, a.doing FROM step s JOIN plan_action a ON a.plan = s.id
         WHERE s.team = $1 AND s.is_open = 1 ORDER BY a.since_seq, a.id"
    );
    let progress = sql!(
        "SELECT g.plan, g.progress FROM step s JOIN plan_progress g ON g.plan = s.id
         WHERE s.team = $1 AND s.is_open = 1 ORDER BY g.noted_on, g.outcome"
    );
    let contingency = sql!(
        "SELECT c.plan, c.contingency FROM step s JOIN plan_contingency c ON c.plan = s.id
         WHERE s.team = $1 AND s.is_open = 1"
    );
    let mut plans: HashMap<StepId, Plan> = HashMap::new();
    for row in &conn.query(outcomes, params![text(team)])? {
        plans.entry(row.parse("plan")?).or_default().outcomes.push(outcome(row)?);
    }
    for row in &conn.query(actions, params![text(team)])? {
        plans.entry(row.parse("plan")?).or_default().actions.push(action(row)?);
    }
    for row in &conn.query(progress, params![text(team)])? {
        plans.entry(row.parse("plan")?).or_default().progress.push(json(row, "progress")?);
    }
    for row in &conn.query(contingency, params![text(team)])? {
        plans.entry(row.parse("plan")?).or_default().contingency = json(row, "contingency")?;
    }
    Ok(plans)
}

/// The workers to whom a step's children are allocated.
pub fn workers_of(conn: &mut Conn, step: StepId) -> Result<Vec<WorkerId>, Error> {
    let select = sql!(
        "SELECT DISTINCT a.worker FROM step_person sp JOIN person o ON o.id = sp.person JOIN person p ON p.root = o.root
         JOIN allocation a ON a.child = p.id AND a.until IS NULL
         WHERE sp.step = $1 AND sp.part = 'child' AND a.worker IS NOT NULL ORDER BY a.worker"
    );
    conn.query(select, params![text(step)])?.iter().map(|row| row.parse("worker")).collect()
}

/// A plan that runs, in a few words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Running {
    pub step: StepId,
    pub kind: StepKind,
    /// Its children who are also of the step that asks.
    pub children: Vec<PersonId>,
}

/// The plans that run for the children of an opened step, where it is a plan itself or a meeting that looks at one.
pub fn running(conn: &mut Conn, step: &Step) -> Result<Vec<Running>, Error> {
    if holds_a_plan(step.kind) {
        return Ok(vec![Running { step: step.id, kind: step.kind, children: step.children.clone() }]);
    }
    if !matches!(step.kind, StepKind::CoreGroup | StepKind::CinReview | StepKind::Conference) {
        return Ok(Vec::new());
    }
    let select = sql!(
        "SELECT s.id, s.kind, mine.person FROM step_person mine
         JOIN step_person its ON its.person = mine.person AND its.part = 'child' JOIN step s ON s.id = its.step
         WHERE mine.step = $1 AND mine.part = 'child' AND s.is_open = 1 AND s.kind IN ('protection_plan', 'cin_plan')
         ORDER BY mine.place, s.id"
    );
    let mut plans: Vec<Running> = Vec::new();
    for row in &conn.query(select, params![text(step.id)])? {
        let (Some(kind), id) = (StepKind::from_slug(row.str("kind")?), row.parse("id")?) else { continue };
        let child = row.parse("person")?;
        match plans.iter_mut().find(|plan| plan.step == id) {
            Some(plan) => plan.children.push(child),
            None => plans.push(Running { step: id, kind, children: vec![child] }),
        }
    }
    Ok(plans)
}

/// A core group, a review or other work at which progress was noted, in a few words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Meeting {
    pub step: StepId,
    pub kind: StepKind,
    pub on: Day,
}

/// A step about one of the plan's children, as a meeting.
pub fn meeting(conn: &mut Conn, plan: StepId, id: StepId) -> Result<Option<Meeting>, Error> {
    let select = sql!(
        "SELECT s.kind, s.happened_at FROM step s WHERE s.id = $1 AND s.id <> $2 AND s.state <> 'cancelled'
         AND EXISTS (SELECT 1 FROM step_person mine JOIN step_person its ON its.person = mine.person AND its.part = 'child'
          WHERE mine.step = s.id AND its.step = $3)"
    );
    let Some(row) = conn.query_opt(select, params![text(id), text(plan), text(plan)])? else { return Ok(None) };
    let Some(kind) = StepKind::from_slug(row.str("kind")?) else { return Ok(None) };
    Ok(Some(Meeting { step: id, kind, on: row.parse::<law::day::Moment>("happened_at")?.day() }))
}
