//! How a plan ends where no meeting decides it: the child turned 18 or died, moved to another council's plan, or a court's order took
//! its place. A conference or a review ends it for any other reason, in [`super::follow`].

use super::act::{Refusal, allowed};
use super::offer::{Action, Actor, Surroundings};
use super::{Step, StepKind, follow};
use crate::day::Day;
use crate::id::PersonId;
use crate::journal::Happening;

/// What is known of a child that bears on the end of a plan.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Life {
    pub born: Option<Day>,
    pub died: Option<Day>,
}

/// The end of a plan, as a manager gives it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Ending {
    pub child: PersonId,
    pub on: Day,
    /// A code of [`crate::code::PLAN_END`].
    pub reason: String,
    pub words: String,
}

/// Reasons for which a manager ends a plan without a meeting.
pub fn ends_without_meeting(kind: StepKind) -> &'static [&'static str] {
    match kind {
        StepKind::ProtectionPlan | StepKind::CinPlan => &["transferred", "eighteen", "died", "order"],
        _ => &[],
    }
}

/// Ends a plan where no meeting decides it. The facts must bear the reason out.
pub fn end(plan: &Step, actor: &Actor, ending: Ending, life: Life, around: &[Step]) -> Result<Vec<Happening>, Refusal> {
    allowed(plan, Action::End, actor, &Surroundings::default())?;
    let (on, child) = (ending.on, ending.child);
    if !plan.children.contains(&child) {
        return Err(Refusal::fix("child", "Select the child whose plan ends"));
    }
    if !ends_without_meeting(plan.kind).contains(&ending.reason.as_str()) {
        return Err(Refusal::fix(
            "reason",
            "Select why the plan ends. Any other reason is decided by a conference or a review",
        ));
    }
    if on > actor.today {
        return Err(Refusal::fix("on", "The day must be today or in the past"));
    }
    if on < plan.kind.law().happened(plan).day() {
        return Err(Refusal::fix("on", "The plan cannot end before it began"));
    }
    if ending.words.trim().is_empty() {
        return Err(Refusal::fix("words", "Say what is known, and how"));
    }
    let turned_18 = life.born.and_then(|born| on.age_of(born)).is_some_and(|age| age >= 18);
    match ending.reason.as_str() {
        "eighteen" if !turned_18 => {
            return Err(Refusal::fix("on", "The child was not 18 on that day by the date of birth on record"));
        }
        "died" if life.died.is_none_or(|died| died > on) => {
            return Err(Refusal::fix("reason", "Record the child's death on the page of people and details first"));
        }
        _ => {}
    }
    let mut happenings = follow::plan_ended(plan, child, on, &ending.reason, &ending.words, actor.today);
    let meetings: &[StepKind] = match plan.kind {
        StepKind::ProtectionPlan => &[StepKind::CoreGroup, StepKind::Conference],
        _ => &[StepKind::CinReview],
    };
    let why = format!("The {} ended", plan.kind.name());
    happenings.extend(follow::meetings_called_off(meetings, &[child], around, &why, actor.today));
    Ok(happenings)
}
