//! What a person does with the parts that steps share: a seat in the meeting, an agreed action, a check with an agency.

use super::act::{Problem, Refusal};
use super::agreed::{self, Agreed};
use super::check::{self, Check};
use super::offer::Actor;
use super::seat::{self, Feedback, Seat};
use super::{State, Step, StepEntry, StepKind};
use crate::day::Day;
use crate::id::SeatId;
use crate::journal::Happening;

/// Whether the kind is a meeting, in which people have seats.
pub fn has_seats(kind: StepKind) -> bool {
    matches!(kind, StepKind::StrategyDiscussion | StepKind::Conference | StepKind::CoreGroup | StepKind::CinReview)
}

/// Whether actions are agreed in the kind and tracked until done.
pub fn has_actions(kind: StepKind) -> bool {
    has_seats(kind) || kind == StepKind::Section47Enquiry
}

/// Whether agencies are asked one by one in the kind.
pub fn has_checks(kind: StepKind) -> bool {
    kind == StepKind::Section47Enquiry
}

/// Keeps somebody's place in the meeting, new or changed.
pub fn seat(step: &Step, actor: &Actor, seat: Seat) -> Result<Vec<Happening>, Refusal> {
    may_change(step, actor, has_seats(step.kind), "has no meeting")?;
    sound(seat::problems(&seat, actor.today))?;
    let before = step.seats.iter().find(|one| one.id == seat.id);
    if before.is_some_and(|one| *one == seat) {
        return Ok(Vec::new());
    }
    // Feedback is the chair's, and has its own act.
    let seat = Seat { feedback: before.and_then(|one| one.feedback.clone()), ..seat };
    Ok(vec![happening(step, StepEntry::SeatKept { step: step.id, seat }, actor.today)])
}

/// Takes away a place kept by mistake.
pub fn remove_seat(step: &Step, actor: &Actor, seat: SeatId, reason: String) -> Result<Vec<Happening>, Refusal> {
    may_change(step, actor, has_seats(step.kind), "has no meeting")?;
    if !step.seats.iter().any(|one| one.id == seat) {
        return Ok(Vec::new());
    }
    if reason.trim().is_empty() {
        return Err(Refusal::fix("reason", "Say why the place is taken away"));
    }
    Ok(vec![happening(step, StepEntry::SeatRemoved { step: step.id, seat, reason }, actor.today)])
}

/// The chair's graded feedback to one contributor, also after the meeting.
pub fn feedback(step: &Step, actor: &Actor, seat: SeatId, feedback: Feedback) -> Result<Vec<Happening>, Refusal> {
    let Some(stands) = step.seats.iter().find(|one| one.id == seat) else {
        return Err(Refusal::MayNot("That place is not in this meeting.".to_owned()));
    };
    if !super::offer::chairs(step.kind, actor) {
        return Err(Refusal::MayNot("The chair of the meeting gives feedback.".to_owned()));
    }
    if feedback.report.is_none() && feedback.participation.is_none() && feedback.words.trim().is_empty() {
        return Err(Refusal::fix("feedback", "Grade the report or the participation, or say something about them"));
    }
    let seat = Seat { feedback: Some(feedback), ..stands.clone() };
    Ok(vec![happening(step, StepEntry::SeatKept { step: step.id, seat }, actor.today)])
}

/// Keeps an agreed action, new or changed. What became of it may be said after the step has ended.
pub fn action(step: &Step, actor: &Actor, action: Agreed) -> Result<Vec<Happening>, Refusal> {
    if !has_actions(step.kind) {
        return Err(Refusal::MayNot(format!("A {} has no actions of its own.", step.kind.name())));
    }
    records(actor)?;
    sound(agreed::problems(&action, actor.today))?;
    let before = step.agreed.iter().find(|one| one.id == action.id);
    match before {
        Some(one) if *one == action => return Ok(Vec::new()),
        Some(one) if !one.is_open() => {
            return Err(Refusal::MayNot("This action is finished. Agree another one if more is needed.".to_owned()));
        }
        None if matches!(step.state, State::Cancelled { .. }) => {
            return Err(Refusal::MayNot(format!("This {} was cancelled.", step.kind.name())));
        }
        _ => {}
    }
    Ok(vec![happening(step, StepEntry::ActionKept { step: step.id, action }, actor.today)])
}

/// Keeps a check with an agency, new or changed.
pub fn check(step: &Step, actor: &Actor, check: Check) -> Result<Vec<Happening>, Refusal> {
    may_change(step, actor, has_checks(step.kind), "has no checks with agencies")?;
    sound(check::problems(&check, actor.today))?;
    if step.checks.contains(&check) {
        return Ok(Vec::new());
    }
    Ok(vec![happening(step, StepEntry::CheckKept { step: step.id, check }, actor.today)])
}

fn may_change(step: &Step, actor: &Actor, has: bool, lacks: &str) -> Result<(), Refusal> {
    records(actor)?;
    if !has {
        return Err(Refusal::MayNot(format!("A {} {lacks}.", step.kind.name())));
    }
    if step.state.is_being_written() {
        return Ok(());
    }
    let state = step.state.name().to_lowercase();
    Err(Refusal::MayNot(format!("This {} is not being written now: it is {state}.", step.kind.name())))
}

fn records(actor: &Actor) -> Result<(), Refusal> {
    match actor.records() {
        true => Ok(()),
        false => Err(Refusal::MayNot("Your role reads the record and does not write in it.".to_owned())),
    }
}

fn sound(problems: Vec<(&'static str, &'static str)>) -> Result<(), Refusal> {
    if problems.is_empty() {
        return Ok(());
    }
    let problem = |(field, say): (&str, &str)| Problem { field: field.to_owned(), say: say.to_owned() };
    Err(Refusal::Fix(problems.into_iter().map(problem).collect()))
}

fn happening(step: &Step, entry: StepEntry, on: Day) -> Happening {
    Happening::of_step(entry, &step.people(), on)
}
