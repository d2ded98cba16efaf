//! The closed list of entries: everything that can ever happen to a record.
//!
//! An entry is appended once and never changed. Bodies are read by version for as long as the record lives (75 years);
//! the golden files in `tests/golden` hold every shape ever written.

use crate::caseload::CaseloadEntry;
use crate::day::{Day, Moment};
use crate::document::DocumentEntry;
use crate::id::{CommandId, EntryId, ImportId, PersonId, StepId, WorkerId};
use crate::pack::PackEntry;
use crate::people::PersonEntry;
use crate::plan::PlanEntry;
use crate::practice::PracticeEntry;
use crate::role::Role;
use crate::step::StepEntry;
use crate::transfer::TransferEntry;
use serde::{Deserialize, Serialize};

/// One thing that happened, by family.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Entry {
    Person(PersonEntry),
    Step(StepEntry),
    Caseload(CaseloadEntry),
    Document(DocumentEntry),
    Practice(PracticeEntry),
    Plan(PlanEntry),
    Transfer(TransferEntry),
    Pack(PackEntry),
}

/// Where an entry came from when nobody typed it here.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Origin {
    pub import: ImportId,
    /// What was read: `CIN census 2025-26`.
    pub from: String,
    /// The line of the file on which the item begins; the place in a transfer pack.
    pub line: u32,
    /// Who recorded it in another Kith, and when.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub there: Option<There>,
}

/// An entry as it stands in the journal of the council that recorded it first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct There {
    pub entry: EntryId,
    pub by: WorkerId,
    pub role: Role,
    pub at: Moment,
}

/// An entry before it is recorded: what a command yields.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Happening {
    pub entry: Entry,
    /// Whose record it stands on.
    pub people: Vec<PersonId>,
    pub step: Option<StepId>,
    pub occurred_on: Day,
    pub origin: Option<Origin>,
}

impl Happening {
    /// An entry about a person, a team, a document or the practice pack, which names its own people.
    pub fn of(entry: impl Into<Entry>, occurred_on: Day) -> Self {
        let entry = entry.into();
        let people = match &entry {
            Entry::Person(entry) => entry.people(),
            Entry::Caseload(entry) => entry.people(),
            Entry::Document(entry) => entry.people(),
            Entry::Step(StepEntry::Started(started)) => started.people(),
            Entry::Transfer(TransferEntry::Proposed(proposed)) => proposed.children.clone(),
            Entry::Pack(entry) => entry.people(),
            Entry::Step(_) | Entry::Practice(_) | Entry::Plan(_) | Entry::Transfer(_) => Vec::new(),
        };
        let step = match &entry {
            Entry::Step(entry) => Some(entry.step()),
            Entry::Document(entry) => entry.step(),
            Entry::Plan(entry) => Some(entry.plan()),
            _ => None,
        };
        Self { entry, people, step, occurred_on, origin: None }
    }

    /// An entry of a step, on the record of these people.
    pub fn of_step(entry: StepEntry, people: &[PersonId], occurred_on: Day) -> Self {
        Self { people: people.to_vec(), ..Self::of(Entry::Step(entry), occurred_on) }
    }

    /// An entry of a plan, on the record of these children.
    pub fn of_plan(entry: PlanEntry, children: &[PersonId], occurred_on: Day) -> Self {
        Self { people: children.to_vec(), ..Self::of(Entry::Plan(entry), occurred_on) }
    }

    pub fn from_origin(self, origin: Origin) -> Self {
        Self { origin: Some(origin), ..self }
    }
}

impl From<PersonEntry> for Entry {
    fn from(entry: PersonEntry) -> Self {
        Entry::Person(entry)
    }
}
impl From<StepEntry> for Entry {
    fn from(entry: StepEntry) -> Self {
        Entry::Step(entry)
    }
}
impl From<CaseloadEntry> for Entry {
    fn from(entry: CaseloadEntry) -> Self {
        Entry::Caseload(entry)
    }
}
impl From<DocumentEntry> for Entry {
    fn from(entry: DocumentEntry) -> Self {
        Entry::Document(entry)
    }
}
impl From<TransferEntry> for Entry {
    fn from(entry: TransferEntry) -> Self {
        Entry::Transfer(entry)
    }
}
impl From<PackEntry> for Entry {
    fn from(entry: PackEntry) -> Self {
        Entry::Pack(entry)
    }
}
impl From<PracticeEntry> for Entry {
    fn from(entry: PracticeEntry) -> Self {
        Entry::Practice(entry)
    }
}
impl From<PlanEntry> for Entry {
    fn from(entry: PlanEntry) -> Self {
        Entry::Plan(entry)
    }
}

/// Who did it: a worker, acting in one role.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Author {
    pub worker: WorkerId,
    pub role: Role,
}

/// An entry as it stands in the journal.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Recorded {
    pub seq: i64,
    pub id: EntryId,
    pub recorded_at: Moment,
    pub author: Author,
    pub command: CommandId,
    pub happening: Happening,
}

impl Recorded {
    /// Who did what it says: whoever recorded it first, and not who took it in from another council.
    pub fn by(&self) -> WorkerId {
        self.there().map_or(self.author.worker, |there| there.by)
    }

    /// When it was first recorded.
    pub fn at(&self) -> Moment {
        self.there().map_or(self.recorded_at, |there| there.at)
    }

    fn there(&self) -> Option<There> {
        self.happening.origin.as_ref()?.there
    }
}

/// The version in which bodies are written today.
pub const BODY_VERSION: i64 = 1;

/// The stored form of an entry.
#[derive(Serialize, Deserialize)]
struct Body {
    entry: Entry,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    origin: Option<Origin>,
}

/// A stored body that no reader understands.
#[derive(Debug, thiserror::Error)]
pub enum Unreadable {
    #[error("the entry is written in version {0}, which this build does not know")]
    Version(i64),
    #[error("the entry's body does not read: {0}")]
    Body(#[from] serde_json::Error),
}

/// Writes an entry's body in today's version.
pub fn write_body(entry: &Entry, origin: Option<&Origin>) -> Result<String, serde_json::Error> {
    serde_json::to_string(&Body { entry: entry.clone(), origin: origin.cloned() })
}

/// Reads a body of any version ever written.
pub fn read_body(version: i64, body: &str) -> Result<(Entry, Option<Origin>), Unreadable> {
    match version {
        1 => {
            let body: Body = serde_json::from_str(body)?;
            Ok((body.entry, body.origin))
        }
        other => Err(Unreadable::Version(other)),
    }
}

impl Entry {
    /// `step.started`: family and verb, as stored beside the body.
    pub fn kind(&self) -> String {
        fn verb<T: Serialize>(entry: &T) -> String {
            match serde_json::to_value(entry) {
                Ok(serde_json::Value::Object(map)) => map.keys().next().cloned().unwrap_or_default(),
                Ok(serde_json::Value::String(name)) => name,
                _ => String::new(),
            }
        }
        match self {
            Entry::Person(entry) => format!("person.{}", verb(entry)),
            Entry::Step(entry) => format!("step.{}", entry.verb()),
            Entry::Caseload(entry) => format!("caseload.{}", verb(entry)),
            Entry::Document(entry) => format!("document.{}", verb(entry)),
            Entry::Practice(entry) => format!("practice.{}", verb(entry)),
            Entry::Plan(entry) => format!("plan.{}", entry.verb()),
            Entry::Transfer(entry) => format!("transfer.{}", verb(entry)),
            Entry::Pack(entry) => format!("pack.{}", verb(entry)),
        }
    }
}
