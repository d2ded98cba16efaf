//! Opaque identities. Each is a UUID in a type of its own, so that a child can never be passed where a step is meant.

use serde::{Deserialize, Serialize};
use std::fmt;
use std::str::FromStr;
use uuid::Uuid;

/// A text that is not an identity.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("not an identity")]
pub struct NotAnId;

macro_rules! ids {
    ($($(#[$doc:meta])* $name:ident)+) => {$(
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[serde(transparent)]
        pub struct $name(pub Uuid);

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                self.0.fmt(f)
            }
        }

        impl FromStr for $name {
            type Err = NotAnId;
            fn from_str(text: &str) -> Result<Self, NotAnId> {
                Uuid::try_parse(text.trim()).map(Self).map_err(|_| NotAnId)
            }
        }

        impl From<Uuid> for $name {
            fn from(id: Uuid) -> Self {
                Self(id)
            }
        }
    )+};
}

ids! {
    /// A person: child, parent, professional in a family's life.
    PersonId
    /// One piece of work about one child or several.
    StepId
    /// A person who works with the record: a social worker, a manager, business support.
    WorkerId
    /// A team of workers.
    TeamId
    /// One entry of the journal.
    EntryId
    /// What the caller made before it asked for something to be done, so that a repeat is done once.
    CommandId
    /// One stored document.
    DocumentId
    /// One dated fact of a person that may end: an address, a relationship, a hazard, a telephone number.
    FactId
    /// One run of an importer over one file.
    ImportId
    /// One outcome of a plan.
    OutcomeId
    /// One action of a plan.
    PlanActionId
    /// Somebody's place in one meeting.
    SeatId
    /// One action agreed in a step.
    AgreedId
    /// One question put to an agency in an enquiry.
    CheckId
    /// One transfer pack, sent to or received from another council.
    PackId
    /// One proposal to pass responsibility for children to another team.
    TransferId
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn identities_read_back_what_they_print() {
        let id = PersonId(Uuid::from_u128(7));
        assert_eq!(id.to_string().parse(), Ok(id));
        assert_eq!("Zainab".parse::<PersonId>(), Err(NotAnId));
    }
}
