//! The chronology writes itself: the line that each entry adds to a person's story, and how much it matters.

use crate::caseload::CaseloadEntry;
use crate::code::ETHNICITY;
use crate::document::DocumentEntry;
use crate::id::{OutcomeId, WorkerId};
use crate::pack::PackEntry;
use crate::people::{Birth, NameUse, PersonEntry};
use crate::plan::{Ending, PlanEntry};
use crate::step::{State, Step, StepKind};
use crate::transfer::TransferEntry;
use serde::{Deserialize, Serialize};

/// How much an event matters to the child's story.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Significance {
    /// Process: who wrote what when.
    Process,
    /// Ordinary work with the family.
    Ordinary,
    /// What a court would want to read.
    Significant,
}

impl Significance {
    /// As stored: 0, 1, 2.
    pub fn number(self) -> i64 {
        match self {
            Significance::Process => 0,
            Significance::Ordinary => 1,
            Significance::Significant => 2,
        }
    }
}

/// One line of a chronology.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Line {
    pub sentence: String,
    pub significance: Significance,
}

impl Line {
    fn new(significance: Significance, sentence: impl Into<String>) -> Option<Self> {
        Some(Self { sentence: sentence.into(), significance })
    }
}

/// How much a step matters, by its kind and state.
pub fn of_step(step: &Step) -> Significance {
    if matches!(step.state, State::Cancelled { .. }) {
        return Significance::Process;
    }
    match step.kind {
        StepKind::Contact
        | StepKind::Referral
        | StepKind::Assessment
        | StepKind::StrategyDiscussion
        | StepKind::Section47Enquiry
        | StepKind::Conference
        | StepKind::ProtectionPlan
        | StepKind::CoreGroup
        | StepKind::CinPlan
        | StepKind::CinReview
        | StepKind::Closure
        | StepKind::OutOfHoursEpisode => Significance::Significant,
        StepKind::ConferenceRecord => Significance::Process,
        StepKind::Visit | StepKind::CaseNote | StepKind::Oversight | StepKind::Consultation | StepKind::EarlyHelp => {
            Significance::Ordinary
        }
    }
}

/// The line that a change to a person's record adds, if it adds one.
pub fn of_person(entry: &PersonEntry) -> Option<Line> {
    use PersonEntry as P;
    use Significance::{Ordinary, Process, Significant};
    match entry {
        P::Recorded { .. } => Line::new(Process, "Entered the record"),
        P::Named { name, used: NameUse::Usual, .. } => Line::new(Ordinary, format!("Name recorded as {}", name.full())),
        P::Named { name, used: NameUse::KnownAs, .. } => Line::new(Process, format!("Known as {}", name.full())),
        P::Named { name, used: NameUse::Former, .. } => Line::new(Process, format!("Formerly {}", name.full())),
        P::BirthRecorded { birth: Birth::Born(_), .. } => Line::new(Significant, "Date of birth recorded"),
        P::BirthRecorded { .. } => Line::new(Ordinary, "Expected date of birth recorded"),
        P::Died { .. } => Line::new(Significant, "Died"),
        P::Identified { identity, .. } => {
            let ethnicity = identity.ethnicity.as_deref().and_then(|code| ETHNICITY.label(code));
            Line::new(
                Process,
                ethnicity.map_or("Identity recorded".to_owned(), |label| format!("Identity recorded: {label}")),
            )
        }
        P::IdentifierGiven { identifier, .. } => Line::new(Process, format!("{} recorded", identifier.scheme.name())),
        P::Moved { hidden_from, .. } if hidden_from.is_empty() => Line::new(Significant, "Moved to a new address"),
        P::Moved { .. } => Line::new(Significant, "Moved to a protected address"),
        P::MovedOut { .. } => Line::new(Ordinary, "Left an address"),
        P::AddressHidden { .. } => Line::new(Significant, "Address protected"),
        P::Reachable { .. } | P::NoLongerReachable { .. } => None,
        P::Related { relation, .. } => Line::new(Process, format!("Relationship recorded: {}", relation.name())),
        P::RelationEnded { .. } => Line::new(Ordinary, "Relationship ended"),
        P::HazardNoted { .. } => Line::new(Significant, "Hazard noted"),
        P::HazardEnded { .. } => Line::new(Ordinary, "Hazard ended"),
        P::Involved { agency, .. } => Line::new(Process, format!("{agency} is involved")),
        P::NoLongerInvolved { .. } => Line::new(Process, "An agency is no longer involved"),
        P::StoryTold { .. } => Line::new(Process, "Story brought up to date"),
        P::ViewsGiven { words, .. } => Line::new(Significant, format!("Views: {}", shortened(words, 140))),
        P::Restricted { .. } => Line::new(Ordinary, "Record restricted"),
        P::Unrestricted { .. } => Line::new(Ordinary, "Restriction ended"),
        P::GlassBroken { .. } => Line::new(Process, "Opened in an emergency"),
        P::GlassReviewed { .. } => Line::new(Process, "Emergency opening reviewed"),
        P::Joined { .. } => Line::new(Process, "Joined with another record of the same person"),
        P::ToldApart { .. } => Line::new(Process, "Told apart from a record that looks alike"),
        P::Parted { .. } => Line::new(Process, "Parted from another record"),
    }
}

/// The line that a change of responsibility adds; `name` gives a worker's or team's name.
pub fn of_caseload(entry: &CaseloadEntry, name: &dyn Fn(WorkerId) -> String) -> Option<Line> {
    match entry {
        CaseloadEntry::Allocated { worker, .. } => {
            Line::new(Significance::Ordinary, format!("Allocated to {}", name(*worker)))
        }
        CaseloadEntry::AwaitsAllocation { .. } => Line::new(Significance::Ordinary, "Waiting to be allocated"),
        CaseloadEntry::AllocationEnded { .. } => Line::new(Significance::Process, "Allocation ended"),
        CaseloadEntry::TeamFormed { .. }
        | CaseloadEntry::WorkerJoined { .. }
        | CaseloadEntry::WorkerChanged { .. }
        | CaseloadEntry::WorkerLeft { .. }
        | CaseloadEntry::WorkerElsewhere { .. } => None,
    }
}

/// The line that a transfer between teams adds; `to` is the receiving team's name.
pub fn of_transfer(entry: &TransferEntry, to: &str) -> Option<Line> {
    use Significance::{Ordinary, Process};
    match entry {
        TransferEntry::Proposed(proposed) => Line::new(Ordinary, format!("{}: proposed to {to}", proposed.kind.name())),
        TransferEntry::HandoverRewritten { .. } => None,
        TransferEntry::Agreed { .. } => Line::new(Process, format!("Transfer to {to} agreed by the giving manager")),
        TransferEntry::Accepted { .. } => Line::new(Ordinary, format!("Transfer accepted by {to}")),
        TransferEntry::Returned { reason, .. } => {
            Line::new(Ordinary, format!("Transfer returned by {to}: {}", shortened(reason, 140)))
        }
        TransferEntry::Withdrawn { reason, .. } => {
            Line::new(Process, format!("Transfer to {to} withdrawn: {}", shortened(reason, 140)))
        }
    }
}

/// The line that a transfer to or from another council adds; `council` is the other council's name.
pub fn of_pack(entry: &PackEntry, council: &str) -> Option<Line> {
    use Significance::{Ordinary, Process, Significant};
    match entry {
        PackEntry::Prepared(_) => Line::new(Process, format!("Transfer pack for {council} prepared")),
        PackEntry::Released { .. } => Line::new(Ordinary, format!("Transfer pack for {council} released")),
        PackEntry::Withdrawn { .. } => Line::new(Process, format!("Transfer pack for {council} withdrawn")),
        PackEntry::Received(_) => Line::new(Significant, format!("Record received from {council}")),
        PackEntry::Acknowledged { by, .. } => {
            Line::new(Significant, format!("{council} has received the record: acknowledged by {by}"))
        }
        PackEntry::CouncilEntered { .. } | PackEntry::CouncilConfirmed { .. } | PackEntry::CouncilRemoved { .. } => {
            None
        }
    }
}

/// The line that a document adds.
pub fn of_document(entry: &DocumentEntry) -> Option<Line> {
    match entry {
        DocumentEntry::Filed { title, .. } => Line::new(Significance::Ordinary, format!("Document: {title}")),
        DocumentEntry::Superseded { .. } => None,
    }
}

/// The line that a change to a plan adds: outcomes agreed and ended. What is done day by day stands in the plan. `change`
/// gives what an outcome wants to be different.
pub fn of_plan(entry: &PlanEntry, change: &dyn Fn(OutcomeId) -> String) -> Option<Line> {
    use Significance::{Ordinary, Significant};
    let short = |outcome: &OutcomeId| shortened(&change(*outcome), 140);
    match entry {
        PlanEntry::OutcomeSet { wanted, reason, .. } if reason.is_empty() => {
            Line::new(Ordinary, format!("Plan: {}", shortened(&wanted.change, 140)))
        }
        PlanEntry::OutcomeEnded { outcome, ended, .. } => {
            let how = match ended.how {
                Ending::Met => "met",
                Ending::Changed => "changed for another",
                Ending::GivenUp => "given up",
            };
            Line::new(Significant, format!("Plan’s outcome {how}: {}", short(outcome)))
        }
        PlanEntry::OutcomeResumed { outcome, .. } => {
            Line::new(Ordinary, format!("Plan’s outcome taken up again: {}", short(outcome)))
        }
        PlanEntry::OutcomeSet { .. }
        | PlanEntry::ActionSet { .. }
        | PlanEntry::ActionDone { .. }
        | PlanEntry::ActionDropped { .. }
        | PlanEntry::ActionReopened { .. }
        | PlanEntry::ProgressNoted { .. }
        | PlanEntry::ContingencySet { .. } => None,
    }
}

/// The first characters of a text, on one line, cut at a word.
pub fn shortened(text: &str, most: usize) -> String {
    let line = crate::words::clean_line(text);
    if line.chars().count() <= most {
        return line;
    }
    let cut: String = line.chars().take(most).collect();
    let end = cut.rfind(' ').unwrap_or(cut.len());
    format!("{}…", &cut[..end])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn long_words_are_cut_at_a_space() {
        assert_eq!(shortened("I want Mum to\nbe happy again", 13), "I want Mum…");
        assert_eq!(shortened("short", 13), "short");
    }
}
