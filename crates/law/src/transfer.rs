//! Transfer of responsibility between teams: proposed with a handover, agreed by the side that gives, accepted or returned
//! with a reason by the side that receives. Until it is accepted, who gives remains responsible: there is no gap.

mod act;
mod responsible;
#[cfg(test)]
mod tests;

pub use act::{
    Action, Moving, OpenStep, Receiver, accept, agree, moves, offer, offers, propose, rewrite, send_back, withdraw,
};
pub use responsible::{Responsible, responsible};

use crate::clock::{Rule, Start};
use crate::day::{Day, Moment};
use crate::id::{PersonId, TeamId, TransferId, WorkerId};
use crate::journal::{Happening, Recorded};
use serde::{Deserialize, Serialize};

macro_rules! transfer_kinds {
    ($($(#[$doc:meta])* $kind:ident $slug:literal $name:literal),+ $(,)?) => {
        /// Why responsibility is to pass.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
        pub enum TransferKind { $($(#[$doc])* #[serde(rename = $slug)] $kind),+ }

        impl TransferKind {
            pub const ALL: &'static [TransferKind] = &[$(TransferKind::$kind),+];

            /// The word in storage and in a form.
            pub fn slug(self) -> &'static str {
                match self { $(TransferKind::$kind => $slug),+ }
            }

            /// The words on a page.
            pub fn name(self) -> &'static str {
                match self { $(TransferKind::$kind => $name),+ }
            }

            pub fn from_slug(slug: &str) -> Option<TransferKind> {
                TransferKind::ALL.iter().copied().find(|kind| kind.slug() == slug)
            }
        }
    };
}

transfer_kinds! {
    AnotherTeam "another_team" "Transfer to another team",
    /// From early help to a social-work service.
    StepUp "step_up" "Step up to social care",
    /// From a social-work service to early help.
    StepDown "step_down" "Step down to early help",
    WorkerLeaves "worker_leaves" "The worker leaves",
}

/// One side of a transfer: a team and, where one is named, a worker.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Side {
    pub team: TeamId,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub worker: Option<WorkerId>,
}

/// What the side that receives needs to know. It is offered from the record, and the worker edits it.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Handover {
    pub open_work: String,
    pub clocks: String,
    pub plan: String,
    pub risks: String,
    /// Whose address is hidden from whom. Never the address itself.
    pub protected: String,
    pub involved: String,
    pub next: String,
}

/// One part of a handover.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Part {
    pub slug: &'static str,
    pub name: &'static str,
    /// What to do where it is empty; `None` where it may be.
    pub wanted: Option<&'static str>,
}

/// The parts of a handover, in the order in which they are read.
pub const PARTS: [Part; 7] = [
    part("risks", "Risks, and warnings for visits", Some("Say what the risks are, or that none are known")),
    part("protected", "Addresses that are protected, and from whom", None),
    part("open_work", "Open work", Some("Say what is open, or that nothing is")),
    part("clocks", "Clocks that run", None),
    part("plan", "Plan, and what has changed for the child", None),
    part("involved", "Who is involved", None),
    part("next", "Next visits and meetings, and what must happen next", Some("Say what must happen next")),
];

const fn part(slug: &'static str, name: &'static str, wanted: Option<&'static str>) -> Part {
    Part { slug, name, wanted }
}

impl Handover {
    /// The words of a part.
    pub fn part(&self, slug: &str) -> &str {
        match slug {
            "open_work" => &self.open_work,
            "clocks" => &self.clocks,
            "plan" => &self.plan,
            "risks" => &self.risks,
            "protected" => &self.protected,
            "involved" => &self.involved,
            "next" => &self.next,
            _ => "",
        }
    }

    /// Writes the words of a part; a part of another name is passed over.
    pub fn put(&mut self, slug: &str, words: String) {
        match slug {
            "open_work" => self.open_work = words,
            "clocks" => self.clocks = words,
            "plan" => self.plan = words,
            "risks" => self.risks = words,
            "protected" => self.protected = words,
            "involved" => self.involved = words,
            "next" => self.next = words,
            _ => {}
        }
    }
}

/// What a proposal begins with. Children who go together are on one proposal; those who go apart have one each.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Proposed {
    pub transfer: TransferId,
    pub kind: TransferKind,
    pub children: Vec<PersonId>,
    pub from: Side,
    pub to: Side,
    /// The day on which the side that gives would like it to happen.
    pub on: Day,
    pub reason: String,
    pub handover: Handover,
}

/// What can happen to a transfer.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum TransferEntry {
    Proposed(Proposed),
    /// The handover was brought up to date before it was answered.
    HandoverRewritten {
        transfer: TransferId,
        handover: Handover,
    },
    /// A manager of the side that gives agrees: it is with the side that receives from now.
    Agreed {
        transfer: TransferId,
    },
    /// The side that receives is responsible from now. Allocation and open work pass in the same command.
    Accepted {
        transfer: TransferId,
        worker: Option<WorkerId>,
        note: String,
    },
    Returned {
        transfer: TransferId,
        reason: String,
    },
    Withdrawn {
        transfer: TransferId,
        reason: String,
    },
}

impl TransferEntry {
    pub fn transfer(&self) -> TransferId {
        match self {
            TransferEntry::Proposed(proposed) => proposed.transfer,
            TransferEntry::HandoverRewritten { transfer, .. }
            | TransferEntry::Agreed { transfer }
            | TransferEntry::Accepted { transfer, .. }
            | TransferEntry::Returned { transfer, .. }
            | TransferEntry::Withdrawn { transfer, .. } => *transfer,
        }
    }
}

/// Where a transfer stands.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "state")]
pub enum State {
    /// A manager of the side that gives has not agreed yet.
    Proposed,
    /// Both the worker and their manager agree: the side that receives must answer.
    Offered {
        by: WorkerId,
        at: Moment,
    },
    Accepted {
        by: WorkerId,
        at: Moment,
        worker: Option<WorkerId>,
        note: String,
    },
    Returned {
        by: WorkerId,
        at: Moment,
        reason: String,
    },
    Withdrawn {
        by: WorkerId,
        at: Moment,
        reason: String,
    },
}

impl State {
    pub fn slug(&self) -> &'static str {
        match self {
            State::Proposed => "proposed",
            State::Offered { .. } => "offered",
            State::Accepted { .. } => "accepted",
            State::Returned { .. } => "returned",
            State::Withdrawn { .. } => "withdrawn",
        }
    }

    /// The words on a page: who is waited for, or how it ended.
    pub fn name(&self) -> &'static str {
        match self {
            State::Proposed => "Waiting for the giving team’s manager",
            State::Offered { .. } => "Waiting for the receiving team’s manager",
            State::Accepted { .. } => "Accepted",
            State::Returned { .. } => "Returned",
            State::Withdrawn { .. } => "Withdrawn",
        }
    }

    pub fn is_open(&self) -> bool {
        matches!(self, State::Proposed | State::Offered { .. })
    }
}

/// A transfer, as its entries have made it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Transfer {
    pub proposed: Proposed,
    pub by: WorkerId,
    pub at: Moment,
    /// Who agreed for the side that gives.
    pub agreed: Option<(WorkerId, Moment)>,
    pub state: State,
}

impl Transfer {
    /// The transfer that an entry begins.
    pub fn begun(proposed: &Proposed, by: WorkerId, at: Moment) -> Self {
        Self { proposed: proposed.clone(), by, at, agreed: None, state: State::Proposed }
    }

    /// The transfer after an entry.
    pub fn after(mut self, entry: &TransferEntry, recorded: &Recorded) -> Self {
        let (by, at) = (recorded.author.worker, recorded.recorded_at);
        match entry {
            TransferEntry::Proposed(_) => {}
            TransferEntry::HandoverRewritten { handover, .. } => self.proposed.handover = handover.clone(),
            TransferEntry::Agreed { .. } => {
                self.agreed = Some((by, at));
                self.state = State::Offered { by, at };
            }
            TransferEntry::Accepted { worker, note, .. } => {
                self.state = State::Accepted { by, at, worker: *worker, note: note.clone() };
            }
            TransferEntry::Returned { reason, .. } => {
                self.state = State::Returned { by, at, reason: reason.clone() };
            }
            TransferEntry::Withdrawn { reason, .. } => {
                self.state = State::Withdrawn { by, at, reason: reason.clone() };
            }
        }
        self
    }

    pub fn id(&self) -> TransferId {
        self.proposed.transfer
    }

    /// The clock of the answer: from the moment at which the side that receives has it.
    pub fn answer_clock(&self) -> Option<(Rule, Start)> {
        let (_, at) = self.agreed?;
        Some((Rule::TransferAnswered, Start::new(at, Rule::TransferAnswered.definition().starts)))
    }

    fn happening(&self, entry: TransferEntry, on: Day) -> Happening {
        Happening { people: self.proposed.children.clone(), ..Happening::of(entry, on) }
    }
}
