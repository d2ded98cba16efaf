//! What is to be done and when.

use law::day::{Day, Moment};
use std::collections::BTreeMap;

/// Something that somebody will do. Numbers are places in the world's lists of families, cases and workers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Act {
    /// Somebody contacts the front door about a family.
    Contact {
        case: usize,
    },
    DecideContact {
        case: usize,
    },
    Refer {
        case: usize,
    },
    DecideReferral {
        case: usize,
    },
    StrategyHeld {
        case: usize,
    },
    /// The enquiry's lead has written it.
    EnquiryDone {
        case: usize,
    },
    EnquiryDecided {
        case: usize,
    },
    /// A child protection conference, the first or a review.
    ConferenceHeld {
        case: usize,
    },
    RecordSent {
        case: usize,
    },
    CoreGroupMet {
        case: usize,
    },
    /// The child in need plan is looked at again.
    PlanReviewed {
        case: usize,
    },
    Allocate {
        case: usize,
    },
    Visit {
        case: usize,
    },
    Note {
        case: usize,
    },
    Oversight {
        case: usize,
    },
    Views {
        case: usize,
    },
    /// The assessment is begun, or written further.
    Draft {
        case: usize,
    },
    Submit {
        case: usize,
    },
    Authorise {
        case: usize,
    },
    Rework {
        case: usize,
    },
    Transfer {
        case: usize,
    },
    PlanKept {
        case: usize,
    },
    /// The worker asks to close.
    Close {
        case: usize,
    },
    AgreeClosure {
        case: usize,
    },
    EarlyHelpEnds {
        case: usize,
    },
    /// A night call about a family of a case, handed over in the morning.
    Night {
        case: usize,
    },
    Acknowledge {
        case: usize,
    },
    Consultation,
    FollowUp {
        consultation: usize,
    },
    Born {
        family: usize,
        child: usize,
    },
    Moves {
        family: usize,
    },
    Dies {
        family: usize,
        child: usize,
    },
    Leaves {
        worker: usize,
    },
}

/// Acts by the moment at which they are done, in the order in which they were put down.
#[derive(Debug, Default)]
pub struct Agenda {
    acts: BTreeMap<(Moment, u64), Act>,
    put: u64,
}

impl Agenda {
    pub fn put(&mut self, at: Moment, act: Act) {
        self.put += 1;
        self.acts.insert((at, self.put), act);
    }

    /// The next act of that day or an earlier one.
    pub fn next(&mut self, day: Day) -> Option<(Moment, Act)> {
        let entry = self.acts.first_entry()?;
        let at = entry.key().0;
        (at.day() <= day).then(|| (at, entry.remove()))
    }
}
