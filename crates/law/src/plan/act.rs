//! What a person does with a plan: each asks who may, and gives entries or a refusal.

use super::offer::{Deed, Near, why_not};
use super::{Action, Contingency, Doer, Ended, Outcome, Plan, PlanEntry, Progress, Scale, Task, Wanted};
use crate::day::Day;
use crate::id::{OutcomeId, PersonId, PlanActionId};
use crate::journal::Happening;
use crate::step::Step;
use crate::step::act::{Problem, Refusal};
use crate::step::offer::Actor;

/// A plan as somebody comes to it.
#[derive(Debug, Clone, Copy)]
pub struct Desk<'a> {
    pub step: &'a Step,
    pub plan: &'a Plan,
    pub actor: &'a Actor,
    pub near: Near,
}

/// What a deed gives.
pub type Acted = Result<Vec<Happening>, Refusal>;

impl Desk<'_> {
    fn may(&self, deed: Deed) -> Result<(), Refusal> {
        why_not(self.step, self.actor, self.near, deed).map_or(Ok(()), |why| Err(Refusal::MayNot(why)))
    }

    fn today(&self) -> Day {
        self.actor.today
    }

    fn happens(&self, entry: PlanEntry, children: &[PersonId]) -> Happening {
        Happening::of_plan(entry, children, self.today())
    }

    fn happened(&self, entry: PlanEntry, children: &[PersonId], on: Day) -> Happening {
        Happening { occurred_on: on, ..self.happens(entry, children) }
    }

    fn outcome(&self, id: OutcomeId) -> Result<&Outcome, Refusal> {
        self.plan.outcome(id).ok_or_else(|| Refusal::MayNot("This outcome is not of this plan.".to_owned()))
    }

    fn running(&self, id: OutcomeId) -> Result<&Outcome, Refusal> {
        let outcome = self.outcome(id)?;
        match &outcome.ended {
            None => Ok(outcome),
            Some(ended) => Err(Refusal::MayNot(format!(
                "This outcome ended on {}. Take it up again, or agree another.",
                ended.on.long()
            ))),
        }
    }

    fn action(&self, id: PlanActionId) -> Result<(&Action, &[PersonId]), Refusal> {
        let gone = || Refusal::MayNot("This action is not of this plan.".to_owned());
        let action = self.plan.action(id).ok_or_else(gone)?;
        Ok((action, &self.outcome(action.task.outcome)?.wanted.children))
    }

    fn open_action(&self, id: PlanActionId) -> Result<(&Action, &[PersonId]), Refusal> {
        let (action, children) = self.action(id)?;
        if action.doing.is_open() {
            return Ok((action, children));
        }
        Err(Refusal::MayNot("This action is over. Open it again, or agree another.".to_owned()))
    }
}

fn problem(field: &str, say: impl Into<String>) -> Problem {
    Problem { field: field.to_owned(), say: say.into() }
}

fn fine(problems: Vec<Problem>) -> Result<(), Refusal> {
    if problems.is_empty() { Ok(()) } else { Err(Refusal::Fix(problems)) }
}

/// Agrees an outcome, or changes one that runs. A change after the day on which it was agreed wants a reason.
pub fn set_outcome(desk: Desk<'_>, id: OutcomeId, wanted: Wanted, reason: &str) -> Acted {
    desk.may(Deed::Write)?;
    let before = match desk.plan.outcome(id) {
        Some(_) => Some(desk.running(id)?),
        None => None,
    };
    if before.is_some_and(|outcome| outcome.wanted == wanted) {
        return Ok(Vec::new());
    }
    let mut problems = outcome_problems(desk, &wanted, before);
    problems.extend(before.and_then(|outcome| unexplained(desk, outcome.agreed_on, reason)));
    fine(problems)?;
    let children = wanted.children.clone();
    let (plan, reason) = (desk.step.id, said(before.is_some(), reason));
    Ok(vec![desk.happens(PlanEntry::OutcomeSet { plan, outcome: id, wanted, reason }, &children)])
}

fn outcome_problems(desk: Desk<'_>, wanted: &Wanted, before: Option<&Outcome>) -> Vec<Problem> {
    let mut problems = Vec::new();
    if wanted.change.trim().is_empty() {
        problems.push(problem("change", "Say what will be different for the child"));
    }
    if wanted.children.is_empty() {
        problems.push(problem("children", "Choose whom it is for"));
    }
    if wanted.children.iter().any(|child| !desk.step.children.contains(child)) {
        problems.push(problem("children", "Choose children of this plan"));
    }
    let measure = &wanted.measure;
    for (field, amount) in [("baseline", measure.baseline), ("target", measure.target)] {
        if amount.is_some_and(|amount| !measure.scale.holds(amount)) {
            problems.push(problem(field, "The scale goes from 0 to 10"));
        }
    }
    if matches!(&measure.scale, Scale::Number { unit } if unit.trim().is_empty()) {
        problems.push(problem("unit", "Say what is counted: days at school a week, per cent"));
    }
    let rescaled = |outcome: &Outcome| {
        outcome.wanted.measure.scale != measure.scale && desk.plan.progress_of(outcome.id).next().is_some()
    };
    if before.is_some_and(rescaled) {
        let say = "Progress is noted on the old scale. End this outcome as changed, and agree another";
        problems.push(problem("scale", say));
    }
    let kept = before.is_some_and(|outcome| outcome.wanted.by_when == wanted.by_when);
    problems.extend(past("by_when", wanted.by_when, kept, desk.today()));
    problems
}

/// A day by which something is to be done lies ahead when it is agreed.
fn past(field: &str, day: Option<Day>, kept: bool, today: Day) -> Option<Problem> {
    day.filter(|day| !kept && *day < today).map(|_| problem(field, "The day must be today or later"))
}

/// What was agreed on an earlier day changes with a reason.
fn unexplained(desk: Desk<'_>, agreed_on: Day, reason: &str) -> Option<Problem> {
    (agreed_on != desk.today() && reason.trim().is_empty())
        .then(|| problem("reason", "Say why it changes: the words before stay in the plan’s history"))
}

/// A reason stands only where something was changed.
fn said(changes: bool, reason: &str) -> String {
    if changes { reason.trim().to_owned() } else { String::new() }
}

/// Ends an outcome. Its open actions end with it.
pub fn end_outcome(desk: Desk<'_>, id: OutcomeId, ended: Ended) -> Acted {
    desk.may(Deed::Write)?;
    let outcome = desk.running(id)?;
    let mut problems = Vec::new();
    if ended.why.trim().is_empty() {
        problems.push(problem("why", "Say how you know, or why it is no longer tried"));
    }
    problems.extend(not_yet("on", ended.on, outcome.agreed_on, desk.today()));
    fine(problems)?;
    let (plan, children) = (desk.step.id, &outcome.wanted.children);
    let reason = format!("The outcome ended: {}", ended.how.name().to_lowercase());
    let dropped = desk.plan.actions_of(id).filter(|action| action.doing.is_open()).map(|action| {
        desk.happens(PlanEntry::ActionDropped { plan, action: action.id, reason: reason.clone() }, children)
    });
    let dropped: Vec<Happening> = dropped.collect();
    let on = ended.on;
    let end = desk.happened(PlanEntry::OutcomeEnded { plan, outcome: id, ended }, children, on);
    Ok(dropped.into_iter().chain([end]).collect())
}

/// What is past: neither after today nor before it was agreed.
fn not_yet(field: &str, on: Day, agreed_on: Day, today: Day) -> Option<Problem> {
    if on > today {
        return Some(problem(field, "The day must be today or in the past"));
    }
    (on < agreed_on).then(|| problem(field, format!("It was agreed on {}: the day cannot be before", agreed_on.long())))
}

/// Takes up again an outcome that had ended.
pub fn resume_outcome(desk: Desk<'_>, id: OutcomeId, reason: &str) -> Acted {
    desk.may(Deed::Write)?;
    let outcome = desk.outcome(id)?;
    if outcome.ended.is_none() {
        return Ok(Vec::new());
    }
    let reason = wanted_reason(reason, "Say why it is taken up again")?;
    Ok(vec![
        desk.happens(PlanEntry::OutcomeResumed { plan: desk.step.id, outcome: id, reason }, &outcome.wanted.children),
    ])
}

fn wanted_reason(reason: &str, say: &str) -> Result<String, Refusal> {
    match reason.trim() {
        "" => Err(Refusal::fix("reason", say)),
        reason => Ok(reason.to_owned()),
    }
}

/// Agrees an action, or changes one that is open.
pub fn set_action(desk: Desk<'_>, id: PlanActionId, task: Task, reason: &str) -> Acted {
    desk.may(Deed::Write)?;
    let before = match desk.plan.action(id) {
        Some(_) => Some(desk.open_action(id)?.0),
        None => None,
    };
    let children = desk.running(task.outcome)?.wanted.children.clone();
    if before.is_some_and(|action| action.task == task) {
        return Ok(Vec::new());
    }
    let mut problems = Vec::new();
    if task.what.trim().is_empty() {
        problems.push(problem("what", "Say what is to be done"));
    }
    if matches!(&task.who, Some(Doer::Named(name)) if name.trim().is_empty()) {
        problems.push(problem("named", "Say who does it"));
    }
    let kept = before.is_some_and(|action| action.task.due == task.due);
    problems.extend(past("due", task.due, kept, desk.today()));
    problems.extend(before.and_then(|action| unexplained(desk, action.agreed_on, reason)));
    fine(problems)?;
    let (plan, reason) = (desk.step.id, said(before.is_some(), reason));
    Ok(vec![desk.happens(PlanEntry::ActionSet { plan, action: id, task, reason }, &children)])
}

/// An action was done. Said twice, the first stands.
pub fn finish_action(desk: Desk<'_>, id: PlanActionId, on: Day, words: &str) -> Acted {
    desk.may(Deed::FinishAction)?;
    let (action, children) = desk.action(id)?;
    if matches!(action.doing, super::Doing::Done { .. }) {
        return Ok(Vec::new());
    }
    desk.open_action(id)?;
    if on > desk.today() {
        return Err(Refusal::fix("on", "The day must be today or in the past"));
    }
    let words = words.trim().to_owned();
    Ok(vec![desk.happened(PlanEntry::ActionDone { plan: desk.step.id, action: id, on, words }, children, on)])
}

/// An action is not done, and will not be.
pub fn drop_action(desk: Desk<'_>, id: PlanActionId, reason: &str) -> Acted {
    desk.may(Deed::Write)?;
    let (_, children) = desk.open_action(id)?;
    let reason = wanted_reason(reason, "Say why it is dropped")?;
    Ok(vec![desk.happens(PlanEntry::ActionDropped { plan: desk.step.id, action: id, reason }, children)])
}

/// An action that was over is open again.
pub fn reopen_action(desk: Desk<'_>, id: PlanActionId, reason: &str) -> Acted {
    desk.may(Deed::Write)?;
    let (action, children) = desk.action(id)?;
    if action.doing.is_open() {
        return Ok(Vec::new());
    }
    desk.running(action.task.outcome)?;
    let reason = wanted_reason(reason, "Say why it is open again")?;
    Ok(vec![desk.happens(PlanEntry::ActionReopened { plan: desk.step.id, action: id, reason }, children)])
}

/// Notes how it is now, for several outcomes at once. Problems are named by outcome: `value.<outcome>`.
pub fn note_progress(desk: Desk<'_>, noted: Vec<Progress>) -> Acted {
    desk.may(Deed::NoteProgress)?;
    let mut problems = Vec::new();
    let mut happenings = Vec::new();
    for progress in noted {
        let outcome = desk.running(progress.outcome)?;
        let found = progress_problems(desk, outcome, &progress);
        let stands = desk.plan.progress.contains(&progress);
        if found.is_empty() && !stands {
            let children = &outcome.wanted.children;
            let on = progress.on;
            happenings.push(desk.happened(PlanEntry::ProgressNoted { plan: desk.step.id, progress }, children, on));
        }
        problems.extend(found);
    }
    fine(problems)?;
    Ok(happenings)
}

fn progress_problems(desk: Desk<'_>, outcome: &Outcome, progress: &Progress) -> Vec<Problem> {
    let field = format!("value.{}", outcome.id);
    let mut problems: Vec<Problem> = not_yet("on", progress.on, outcome.agreed_on, desk.today()).into_iter().collect();
    if progress.value.is_some_and(|value| !outcome.wanted.measure.scale.holds(value)) {
        problems.push(problem(&field, "The scale goes from 0 to 10"));
    }
    if progress.value.is_none() && progress.words.trim().is_empty() {
        problems.push(problem(&field, "Say how it is now"));
    }
    problems
}

/// Sets bottom lines and contingency.
pub fn set_contingency(desk: Desk<'_>, contingency: Contingency, reason: &str) -> Acted {
    desk.may(Deed::Write)?;
    let before = &desk.plan.contingency;
    if *before == contingency {
        return Ok(Vec::new());
    }
    let changes = *before != Contingency::default();
    let reason = match changes {
        true => wanted_reason(reason, "Say why it changes: the words before stay in the plan’s history")?,
        false => String::new(),
    };
    let entry = PlanEntry::ContingencySet { plan: desk.step.id, contingency, reason };
    Ok(vec![desk.happens(entry, &desk.step.children)])
}
