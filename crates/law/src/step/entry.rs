//! What can happen to a step.

use super::agreed::Agreed;
use super::check::Check;
use super::outcome::Decision;
use super::seat::Seat;
use super::{FormRef, Lateness, StepKind};
use crate::answer::Given;
use crate::day::{Day, Moment};
use crate::fact::Known;
use crate::id::{PersonId, SeatId, StepId, TeamId, WorkerId};
use serde::{Deserialize, Serialize};

/// What a new step begins with.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Started {
    pub step: StepId,
    pub kind: StepKind,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub form: Option<FormRef>,
    pub children: Vec<PersonId>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub others: Vec<PersonId>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub owner: Option<WorkerId>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub team: Option<TeamId>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub opened_by: Option<StepId>,
    pub at: Moment,
    /// Facts that came with it from the step before.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub carried: Vec<Known>,
}

impl Started {
    /// Whose record it stands on.
    pub fn people(&self) -> Vec<PersonId> {
        self.children.iter().chain(&self.others).copied().collect()
    }
}

/// What can happen to a step.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum StepEntry {
    Started(Started),
    /// Words and the facts in them, saved on purpose.
    Answered {
        step: StepId,
        answers: Vec<Given>,
        facts: Vec<Known>,
    },
    Submitted {
        step: StepId,
    },
    Returned {
        step: StepId,
        reasons: String,
    },
    /// A manager decided, child by child.
    Decided {
        step: StepId,
        decisions: Vec<Decision>,
    },
    Recorded {
        step: StepId,
    },
    HandedOver {
        step: StepId,
    },
    Acknowledged {
        step: StepId,
        note: String,
    },
    Cancelled {
        step: StepId,
        reason: String,
    },
    /// A finished step put right; the old words stay in the journal.
    Corrected {
        step: StepId,
        reason: String,
        answers: Vec<Given>,
        facts: Vec<Known>,
    },
    Assigned {
        step: StepId,
        owner: Option<WorkerId>,
        team: Option<TeamId>,
        reason: String,
    },
    LatenessExplained {
        step: StepId,
        lateness: Lateness,
    },
    /// The people of the step changed: a child or a parent was added.
    PeopleChanged {
        step: StepId,
        children: Vec<PersonId>,
        others: Vec<PersonId>,
    },
    /// Somebody's place in the meeting, whole, as it is now.
    SeatKept {
        step: StepId,
        seat: Seat,
    },
    /// A place kept by mistake.
    SeatRemoved {
        step: StepId,
        seat: SeatId,
        reason: String,
    },
    /// An agreed action, whole, as it is now.
    ActionKept {
        step: StepId,
        action: Agreed,
    },
    /// A check with an agency, whole, as it is now.
    CheckKept {
        step: StepId,
        check: Check,
    },
    /// What follows for this step from another one of the same children: a visit moves the plan's next visit.
    FactsFollowed {
        step: StepId,
        from: StepId,
        facts: Vec<Known>,
    },
    /// A plan ended, for a reason of [`crate::code::PLAN_END`].
    Ended {
        step: StepId,
        on: Day,
        reason: String,
        /// In the words of who ended it; empty where a decision did.
        words: String,
    },
    /// The work ended in an earlier system.
    EndedElsewhere {
        step: StepId,
        on: Day,
    },
    /// A referral was decided: an episode begins for the child. `nfa` where it begins and ends with no further action (N00112).
    EpisodeOpened {
        step: StepId,
        child: PersonId,
        on: Day,
        nfa: bool,
        need: Option<String>,
        source: Option<String>,
    },
    /// The episode that began with referral `step` ended for the child, for a reason of the census list (N00103); empty
    /// where an earlier system gave none.
    EpisodeClosed {
        step: StepId,
        child: PersonId,
        on: Day,
        reason: String,
    },
}

impl StepEntry {
    pub fn step(&self) -> StepId {
        match self {
            StepEntry::Started(started) => started.step,
            StepEntry::Answered { step, .. }
            | StepEntry::Submitted { step }
            | StepEntry::Returned { step, .. }
            | StepEntry::Decided { step, .. }
            | StepEntry::Recorded { step }
            | StepEntry::HandedOver { step }
            | StepEntry::Acknowledged { step, .. }
            | StepEntry::Cancelled { step, .. }
            | StepEntry::Corrected { step, .. }
            | StepEntry::Assigned { step, .. }
            | StepEntry::LatenessExplained { step, .. }
            | StepEntry::PeopleChanged { step, .. }
            | StepEntry::SeatKept { step, .. }
            | StepEntry::SeatRemoved { step, .. }
            | StepEntry::ActionKept { step, .. }
            | StepEntry::CheckKept { step, .. }
            | StepEntry::FactsFollowed { step, .. }
            | StepEntry::Ended { step, .. }
            | StepEntry::EndedElsewhere { step, .. }
            | StepEntry::EpisodeOpened { step, .. }
            | StepEntry::EpisodeClosed { step, .. } => *step,
        }
    }

    /// The verb in storage.
    pub fn verb(&self) -> &'static str {
        match self {
            StepEntry::Started(_) => "started",
            StepEntry::Answered { .. } => "answered",
            StepEntry::Submitted { .. } => "submitted",
            StepEntry::Returned { .. } => "returned",
            StepEntry::Decided { .. } => "decided",
            StepEntry::Recorded { .. } => "recorded",
            StepEntry::HandedOver { .. } => "handed_over",
            StepEntry::Acknowledged { .. } => "acknowledged",
            StepEntry::Cancelled { .. } => "cancelled",
            StepEntry::Corrected { .. } => "corrected",
            StepEntry::Assigned { .. } => "assigned",
            StepEntry::LatenessExplained { .. } => "lateness_explained",
            StepEntry::PeopleChanged { .. } => "people_changed",
            StepEntry::SeatKept { .. } => "seat_kept",
            StepEntry::SeatRemoved { .. } => "seat_removed",
            StepEntry::ActionKept { .. } => "action_kept",
            StepEntry::CheckKept { .. } => "check_kept",
            StepEntry::FactsFollowed { .. } => "facts_followed",
            StepEntry::Ended { .. } => "ended",
            StepEntry::EndedElsewhere { .. } => "ended_elsewhere",
            StepEntry::EpisodeOpened { .. } => "episode_opened",
            StepEntry::EpisodeClosed { .. } => "episode_closed",
        }
    }
}
