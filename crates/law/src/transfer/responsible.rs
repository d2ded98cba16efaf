//! Who answers for a child. Between the first allocation and its end there is one team at every moment, never none and
//! never two: a proposal changes nothing, and an acceptance takes the place of what was in one command.

use crate::caseload::CaseloadEntry;
use crate::day::Day;
use crate::id::{PersonId, TeamId, WorkerId};
use crate::journal::Entry;

/// Who answers for a child, since when.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Responsible {
    /// `None` only where the child was given to a worker who is in no team.
    pub team: Option<TeamId>,
    /// `None` where the child waits in the team for a worker.
    pub worker: Option<WorkerId>,
    pub since: Day,
}

/// Who answers for the child after these entries, in the order of the journal; `None` where the council’s work with the
/// child has not begun, or has ended.
///
/// Only entries of the caseload change it. A transfer that is proposed, returned or withdrawn does not; one that is accepted
/// is followed by the allocation that it brings.
pub fn responsible<'a>(child: PersonId, entries: impl IntoIterator<Item = &'a Entry>) -> Option<Responsible> {
    entries.into_iter().fold(None, |before, entry| match entry {
        Entry::Caseload(CaseloadEntry::Allocated { child: of, worker, team, on, .. }) if *of == child => {
            Some(Responsible { team: *team, worker: Some(*worker), since: *on })
        }
        Entry::Caseload(CaseloadEntry::AwaitsAllocation { child: of, team, on, .. }) if *of == child => {
            Some(Responsible { team: Some(*team), worker: None, since: *on })
        }
        Entry::Caseload(CaseloadEntry::AllocationEnded { child: of, .. }) if *of == child => None,
        _ => before,
    })
}
