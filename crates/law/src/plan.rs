//! A plan for a child: what is to be different, how that will be known, who does what by when, and how it goes.
//!
//! An outcome answers a risk and has a measure: where it stands at the start, where it should come to, by which day.
//! Actions serve an outcome. Progress is noted against the measure at core groups and reviews, so that a plan says whether
//! the child's life has changed and not only whether people came (areas a05). A plan stands on a step of the kinds
//! `protection_plan` and `cin_plan`: Children Act 1989, sections 47 and 17; Working Together 2023, chapter 3.

pub mod act;
mod entry;
mod measure;
pub mod offer;
pub mod vague;

use crate::day::Day;
use crate::id::{OutcomeId, PersonId, PlanActionId, StepId, WorkerId};
use crate::step::StepKind;
use serde::{Deserialize, Serialize};

pub use entry::PlanEntry;
pub use measure::{Amount, Measure, NotAnAmount, Scale};

/// The kinds of step that hold a plan.
pub fn holds_a_plan(kind: StepKind) -> bool {
    matches!(kind, StepKind::ProtectionPlan | StepKind::CinPlan)
}

/// What a plan wants for a child, in the words that the family reads.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Wanted {
    /// The children of the plan whom it is for.
    pub children: Vec<PersonId>,
    /// The risk that it answers. Empty where nobody has said yet: a gap, pointed out.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub risk: String,
    /// For which danger: what could happen to the child if nothing changes.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub danger: String,
    /// What will be different for the child.
    pub change: String,
    pub measure: Measure,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub by_when: Option<Day>,
}

/// How an outcome ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Ending {
    /// The child's life is different, as the plan wanted.
    Met,
    /// Another outcome takes its place.
    Changed,
    /// It is no longer tried.
    GivenUp,
}

impl Ending {
    pub const ALL: &'static [Ending] = &[Ending::Met, Ending::Changed, Ending::GivenUp];

    /// The word in storage and in a form.
    pub fn slug(self) -> &'static str {
        match self {
            Ending::Met => "met",
            Ending::Changed => "changed",
            Ending::GivenUp => "given_up",
        }
    }

    /// The word on a page.
    pub fn name(self) -> &'static str {
        match self {
            Ending::Met => "Met",
            Ending::Changed => "Changed for another",
            Ending::GivenUp => "Given up",
        }
    }

    pub fn from_slug(slug: &str) -> Option<Ending> {
        Ending::ALL.iter().copied().find(|ending| ending.slug() == slug)
    }
}

/// An outcome that ended: how, on which day, why.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Ended {
    pub how: Ending,
    pub on: Day,
    pub why: String,
}

/// One outcome of a plan, as its entries have made it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Outcome {
    pub id: OutcomeId,
    pub wanted: Wanted,
    /// The day on which it was first agreed: its baseline stands there.
    pub agreed_on: Day,
    /// `None` while it runs.
    pub ended: Option<Ended>,
}

/// Who does an action.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Doer {
    Worker(WorkerId),
    /// A member of the family, a named person elsewhere, or an agency.
    Named(String),
}

/// What is to be done: by whom, by when, for which outcome.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Task {
    pub outcome: OutcomeId,
    pub what: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub who: Option<Doer>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub due: Option<Day>,
}

/// Where an action stands.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "state")]
pub enum Doing {
    Open,
    /// What came of it, where somebody said.
    Done {
        on: Day,
        words: String,
    },
    Dropped {
        on: Day,
        reason: String,
    },
}

impl Doing {
    pub fn is_open(&self) -> bool {
        matches!(self, Doing::Open)
    }

    /// The word in storage.
    pub fn slug(&self) -> &'static str {
        match self {
            Doing::Open => "open",
            Doing::Done { .. } => "done",
            Doing::Dropped { .. } => "dropped",
        }
    }
}

/// One action of a plan, as its entries have made it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Action {
    pub id: PlanActionId,
    pub task: Task,
    pub agreed_on: Day,
    pub doing: Doing,
}

impl Action {
    /// Open, and past its day.
    pub fn is_late(&self, today: Day) -> bool {
        self.doing.is_open() && self.task.due.is_some_and(|due| due < today)
    }

    /// For a list: what is late first, then what is due next, then what has no day; what is over comes last.
    pub fn order(&self, today: Day) -> (bool, bool, bool, Option<Day>, Day) {
        let open = self.doing.is_open();
        (!open, !self.is_late(today), self.task.due.is_none(), self.task.due, self.agreed_on)
    }
}

/// How it is now, against the measure of one outcome.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Progress {
    pub outcome: OutcomeId,
    pub on: Day,
    /// `None` where it was talked about and not measured.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub value: Option<Amount>,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub words: String,
    /// The core group or review at which it was noted.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub meeting: Option<StepId>,
}

/// What must not happen, and what is done if the plan does not work.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Contingency {
    /// What would mean that the child is not safe tonight.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub bottom_lines: String,
    /// What happens if the plan does not work, or a bottom line is crossed.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub contingency: String,
}

/// The plan of one step, as its entries have made it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Plan {
    /// In the order in which they were agreed.
    pub outcomes: Vec<Outcome>,
    pub actions: Vec<Action>,
    /// Oldest first. What is noted again for the same outcome and day takes the place of what was noted.
    pub progress: Vec<Progress>,
    pub contingency: Contingency,
}

impl Plan {
    pub fn outcome(&self, id: OutcomeId) -> Option<&Outcome> {
        self.outcomes.iter().find(|outcome| outcome.id == id)
    }

    pub fn action(&self, id: PlanActionId) -> Option<&Action> {
        self.actions.iter().find(|action| action.id == id)
    }

    /// The outcomes that run.
    pub fn running(&self) -> impl Iterator<Item = &Outcome> {
        self.outcomes.iter().filter(|outcome| outcome.ended.is_none())
    }

    pub fn actions_of(&self, outcome: OutcomeId) -> impl Iterator<Item = &Action> {
        self.actions.iter().filter(move |action| action.task.outcome == outcome)
    }

    pub fn progress_of(&self, outcome: OutcomeId) -> impl DoubleEndedIterator<Item = &Progress> {
        self.progress.iter().filter(move |progress| progress.outcome == outcome)
    }

    /// The last value noted, with its day; the baseline where none was.
    pub fn latest(&self, outcome: &Outcome) -> Option<(Day, Amount)> {
        let noted = self.progress_of(outcome.id).rev().find_map(|one| one.value.map(|value| (one.on, value)));
        noted.or(outcome.wanted.measure.baseline.map(|value| (outcome.agreed_on, value)))
    }

    /// The plan after an entry that happened on that day. An entry about what the plan does not hold leaves it as it is.
    pub fn after(mut self, entry: &PlanEntry, on: Day) -> Self {
        match entry {
            PlanEntry::OutcomeSet { outcome, wanted, .. } => self.set_outcome(*outcome, wanted, on),
            PlanEntry::OutcomeEnded { outcome, ended, .. } => self.end(*outcome, Some(ended.clone())),
            PlanEntry::OutcomeResumed { outcome, .. } => self.end(*outcome, None),
            PlanEntry::ActionSet { action, task, .. } => self.set_action(*action, task, on),
            PlanEntry::ActionDone { action, on, words, .. } => {
                self.put(*action, Doing::Done { on: *on, words: words.clone() });
            }
            PlanEntry::ActionDropped { action, reason, .. } => {
                self.put(*action, Doing::Dropped { on, reason: reason.clone() });
            }
            PlanEntry::ActionReopened { action, .. } => self.put(*action, Doing::Open),
            PlanEntry::ProgressNoted { progress, .. } => self.note(progress),
            PlanEntry::ContingencySet { contingency, .. } => self.contingency.clone_from(contingency),
        }
        self
    }

    fn set_outcome(&mut self, id: OutcomeId, wanted: &Wanted, on: Day) {
        match self.outcomes.iter_mut().find(|outcome| outcome.id == id) {
            Some(outcome) => outcome.wanted.clone_from(wanted),
            None => self.outcomes.push(Outcome { id, wanted: wanted.clone(), agreed_on: on, ended: None }),
        }
    }

    fn end(&mut self, id: OutcomeId, ended: Option<Ended>) {
        if let Some(outcome) = self.outcomes.iter_mut().find(|outcome| outcome.id == id) {
            outcome.ended = ended;
        }
    }

    fn set_action(&mut self, id: PlanActionId, task: &Task, on: Day) {
        match self.actions.iter_mut().find(|action| action.id == id) {
            Some(action) => action.task.clone_from(task),
            None => self.actions.push(Action { id, task: task.clone(), agreed_on: on, doing: Doing::Open }),
        }
    }

    fn put(&mut self, id: PlanActionId, doing: Doing) {
        if let Some(action) = self.actions.iter_mut().find(|action| action.id == id) {
            action.doing = doing;
        }
    }

    fn note(&mut self, progress: &Progress) {
        self.progress.retain(|one| (one.outcome, one.on) != (progress.outcome, progress.on));
        let at = self.progress.partition_point(|one| one.on <= progress.on);
        self.progress.insert(at, progress.clone());
    }
}

#[cfg(test)]
mod tests;
