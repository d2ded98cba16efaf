//! Documents on the record: uploaded, scanned or generated.

use crate::id::{DocumentId, PersonId, StepId};
use serde::{Deserialize, Serialize};

/// Who may see a document or an answer by default; a release is decided again for each recipient.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Audience {
    /// The child.
    Child,
    /// The child's family.
    Family,
    /// Professionals who work with the child.
    Professional,
    /// The council's own workers.
    Internal,
    /// Information about or from somebody outside the family.
    ThirdParty,
    /// From the police, held back until they agree.
    PoliceSensitive,
}

impl Audience {
    pub const ALL: &'static [Audience] = &[
        Audience::Child,
        Audience::Family,
        Audience::Professional,
        Audience::Internal,
        Audience::ThirdParty,
        Audience::PoliceSensitive,
    ];

    pub fn slug(self) -> &'static str {
        match self {
            Audience::Child => "child",
            Audience::Family => "family",
            Audience::Professional => "professional",
            Audience::Internal => "internal",
            Audience::ThirdParty => "third_party",
            Audience::PoliceSensitive => "police_sensitive",
        }
    }

    pub fn name(self) -> &'static str {
        match self {
            Audience::Child => "The child",
            Audience::Family => "The family",
            Audience::Professional => "Professionals who work with the child",
            Audience::Internal => "Our own workers",
            Audience::ThirdParty => "About somebody outside the family",
            Audience::PoliceSensitive => "Police, sensitive",
        }
    }

    pub fn from_slug(slug: &str) -> Option<Audience> {
        Audience::ALL.iter().copied().find(|audience| audience.slug() == slug)
    }
}

/// What can happen to a document.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum DocumentEntry {
    /// A document came onto the record. The bytes are stored under `document`; their hash stands here.
    Filed {
        document: DocumentId,
        people: Vec<PersonId>,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        step: Option<StepId>,
        title: String,
        media_type: String,
        bytes: u64,
        sha256: String,
        audience: Audience,
    },
    /// A new version takes the place of an earlier document, which stays.
    Superseded { document: DocumentId, by: DocumentId, people: Vec<PersonId>, reason: String },
}

impl DocumentEntry {
    pub fn people(&self) -> Vec<PersonId> {
        match self {
            DocumentEntry::Filed { people, .. } | DocumentEntry::Superseded { people, .. } => people.clone(),
        }
    }

    pub fn step(&self) -> Option<StepId> {
        match self {
            DocumentEntry::Filed { step, .. } => *step,
            DocumentEntry::Superseded { .. } => None,
        }
    }
}
