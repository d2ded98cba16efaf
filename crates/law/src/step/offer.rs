//! What may be done with a step, by whom, and if not, why not. Buttons and refusals both come from here.

use super::{EndsBy, State, Step};
use crate::caseload::Registration;
use crate::day::Day;
use crate::id::{PersonId, StepId, TeamId, WorkerId};
use crate::role::Role;
use crate::step::StepKind;

/// What a person may want to do with a step.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Action {
    Write,
    Submit,
    Decide,
    Return,
    Record,
    HandOver,
    Acknowledge,
    Cancel,
    Correct,
    Assign,
    ExplainLateness,
    /// End a plan by a route other than a conference or a review.
    End,
}

impl Action {
    /// The words on a button.
    pub fn name(self) -> &'static str {
        match self {
            Action::Write => "Write",
            Action::Submit => "Submit for authorisation",
            Action::Decide => "Decide",
            Action::Return => "Return with reasons",
            Action::Record => "Finish and record",
            Action::HandOver => "Hand over to the day service",
            Action::Acknowledge => "Acknowledge the handover",
            Action::Cancel => "Cancel",
            Action::Correct => "Put right",
            Action::Assign => "Give to a worker or team",
            Action::ExplainLateness => "Explain lateness",
            Action::End => "End the plan",
        }
    }
}

/// An action with its answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Offer {
    pub action: Action,
    pub standing: Standing,
}

/// Whether an action may be done now.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Standing {
    Available,
    /// A sentence that says why not, and who or what would change it.
    Unavailable(String),
}

impl Offer {
    pub fn is_available(&self) -> bool {
        self.standing == Standing::Available
    }

    /// Why not, where it may not.
    pub fn why_not(&self) -> Option<&str> {
        match &self.standing {
            Standing::Available => None,
            Standing::Unavailable(why) => Some(why),
        }
    }
}

/// Who asks, on which day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Actor {
    pub worker: WorkerId,
    pub roles: Vec<Role>,
    pub team: Option<TeamId>,
    pub registration: Option<Registration>,
    pub today: Day,
}

impl Actor {
    pub fn is(&self, role: Role) -> bool {
        self.roles.contains(&role)
    }

    pub fn authorises(&self) -> bool {
        self.roles.iter().any(|role| role.authorises())
    }

    pub fn records(&self) -> bool {
        self.roles.iter().any(|role| role.records())
    }

    /// Registered with Social Work England, today.
    pub fn is_registered(&self) -> bool {
        self.is(Role::SocialWorker) && self.registration.as_ref().is_some_and(|it| it.is_current(self.today))
    }

    /// The role in which somebody acts: the first held of those wanted, else the first held.
    pub fn acting(&self, wanted: impl Fn(Role) -> bool) -> Option<Role> {
        self.roles.iter().copied().find(|role| wanted(*role)).or_else(|| self.roles.first().copied())
    }
}

/// What stands round a step and bears on what may be done with it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Surroundings {
    /// Other open steps of the same children.
    pub open_steps: Vec<(StepId, StepKind, PersonId)>,
    /// Required questions that are not answered, and what law finds missing.
    pub missing: usize,
}

fn offer(action: Action, refusal: Option<String>) -> Offer {
    Offer { action, standing: refusal.map_or(Standing::Available, Standing::Unavailable) }
}

fn ended(step: &Step) -> String {
    format!("This {} is finished: it is {}.", step.kind.name(), step.state.name().to_lowercase())
}

/// The offers of a kind that follows the common course; a kind with rules of its own changes what this gives.
pub(super) fn common(step: &Step, actor: &Actor, around: &Surroundings) -> Vec<Offer> {
    let mut offers = vec![offer(Action::Write, why_not_write(step, actor))];
    match step.kind.law().ends_by() {
        EndsBy::Record => offers.push(offer(Action::Record, why_not_finish(step, actor, around))),
        EndsBy::Decision => {
            offers.push(offer(Action::Submit, why_not_finish(step, actor, around)));
            offers.push(offer(Action::Decide, why_not_decide(step, actor)));
            offers.push(offer(Action::Return, why_not_decide(step, actor)));
        }
        EndsBy::Handover => {
            offers.push(offer(Action::HandOver, why_not_finish(step, actor, around)));
            offers.push(offer(Action::Acknowledge, why_not_acknowledge(step, actor)));
        }
        EndsBy::Chair => offers.push(offer(Action::Decide, why_not_decide_as_chair(step, actor, around))),
        EndsBy::Plan => offers.push(offer(Action::End, why_not_end(step, actor))),
        EndsBy::Elsewhere => {}
    }
    offers.push(offer(Action::Cancel, why_not_cancel(step, actor)));
    offers.push(offer(Action::Correct, why_not_correct(step, actor)));
    offers.push(offer(Action::Assign, why_not_assign(step, actor)));
    offers.push(offer(Action::ExplainLateness, why_not_record(actor)));
    offers
}

fn why_not_record(actor: &Actor) -> Option<String> {
    (!actor.records())
        .then(|| "Your role reads the record and does not write in it. Ask the child's worker.".to_owned())
}

fn why_not_write(step: &Step, actor: &Actor) -> Option<String> {
    why_not_record(actor).or_else(|| match &step.state {
        State::Open | State::Returned { .. } if step.form.is_none() => Some(format!(
            "The practice pack has no form for a {} yet. Record what is done in case notes; the work stays open here.",
            step.kind.name()
        )),
        State::Open | State::Returned { .. } => None,
        State::Submitted { .. } => {
            Some("It is with the manager. It can be written again when they return it.".to_owned())
        }
        _ => Some(format!("{} Use “Put right” to correct it with a reason.", ended(step))),
    })
}

fn why_not_finish(step: &Step, actor: &Actor, around: &Surroundings) -> Option<String> {
    why_not_write(step, actor).or_else(|| {
        (around.missing > 0).then(|| match around.missing {
            1 => "One answer is missing.".to_owned(),
            many => format!("{many} answers are missing."),
        })
    })
}

fn why_not_decide(step: &Step, actor: &Actor) -> Option<String> {
    match &step.state {
        State::Submitted { .. } if !actor.authorises() => {
            Some("A team manager or service manager decides. You can see how long it has waited.".to_owned())
        }
        State::Submitted { by, .. } if *by == actor.worker => {
            Some("You submitted it yourself: another manager must decide.".to_owned())
        }
        State::Submitted { .. } => None,
        State::Open | State::Returned { .. } => Some("It has not been submitted yet.".to_owned()),
        _ => Some(ended(step)),
    }
}

/// Whether somebody chairs meetings of this kind: a manager a strategy discussion, by night the out-of-hours worker; a chair
/// independent of the case's own line of management a conference (Working Together 2023, chapter 3).
pub fn chairs(kind: StepKind, actor: &Actor) -> bool {
    match kind {
        StepKind::Conference => actor.is(Role::ConferenceChair),
        StepKind::StrategyDiscussion => actor.authorises() || actor.is(Role::OutOfHours),
        _ => actor.authorises(),
    }
}

fn why_not_decide_as_chair(step: &Step, actor: &Actor, around: &Surroundings) -> Option<String> {
    if !step.state.is_being_written() {
        return Some(ended(step));
    }
    if !chairs(step.kind, actor) {
        return Some(match step.kind {
            StepKind::Conference => "The conference's chair decides.".to_owned(),
            _ => "A manager who chairs it decides; by night the out-of-hours worker.".to_owned(),
        });
    }
    why_not_finish(step, actor, around)
}

/// A plan is ended by a manager where no meeting decides it: the child turned 18 or died, moved away, or a court ordered.
fn why_not_end(step: &Step, actor: &Actor) -> Option<String> {
    match &step.state {
        state if !state.is_open() => Some(ended(step)),
        _ if !actor.authorises() => Some("A manager ends a plan; a conference or a review decides whether.".to_owned()),
        _ => None,
    }
}

fn why_not_acknowledge(step: &Step, actor: &Actor) -> Option<String> {
    match &step.state {
        State::HandedOver { by, .. } if *by == actor.worker => {
            Some("Somebody in the day service acknowledges it.".to_owned())
        }
        State::HandedOver { .. } => why_not_record(actor),
        State::Open => Some("It has not been handed over yet.".to_owned()),
        _ => Some(ended(step)),
    }
}

fn why_not_cancel(step: &Step, actor: &Actor) -> Option<String> {
    why_not_record(actor).or_else(|| match &step.state {
        state if !state.is_open() => Some(ended(step)),
        _ if step.kind.law().ends_by() == EndsBy::Plan => {
            Some("A plan is not cancelled: it ends by a decision, and the record says by which.".to_owned())
        }
        State::Submitted { .. } if !actor.authorises() => Some("It is with the manager, who can return it.".to_owned()),
        _ => None,
    })
}

fn why_not_correct(step: &Step, actor: &Actor) -> Option<String> {
    why_not_record(actor).or_else(|| match &step.state {
        State::Authorised { .. } | State::Recorded { .. } | State::Acknowledged { .. } | State::Ended { .. }
            if step.form.is_some() =>
        {
            None
        }
        State::Authorised { .. }
        | State::Recorded { .. }
        | State::Acknowledged { .. }
        | State::Ended { .. }
        | State::EndedElsewhere { .. } => Some("It has no form here to put right.".to_owned()),
        State::Cancelled { .. } => Some("A cancelled step is not changed. Start a new one.".to_owned()),
        _ => Some("It is not finished: write in it.".to_owned()),
    })
}

fn why_not_assign(step: &Step, actor: &Actor) -> Option<String> {
    if !step.state.is_open() {
        return Some(ended(step));
    }
    let may = actor.authorises()
        || (step.kind == StepKind::Conference && actor.is(Role::ConferenceChair))
        || actor.is(Role::DutyScreener)
        || actor.is(Role::BusinessSupport)
        || step.owner == Some(actor.worker);
    (!may).then(|| "Its owner, a manager, a duty screener or business support can give it to somebody else.".to_owned())
}
