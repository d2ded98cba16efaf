//! What happens to the council's own rules: packs adopted, days closed, figures changed.

use crate::day::Day;
use serde::{Deserialize, Serialize};

/// What can happen to the practice rules and to the council itself.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PracticeEntry {
    /// The council's name and its three-digit code.
    CouncilNamed { name: String, code: String },
    /// A practice pack is in force; its text is kept in the database under this hash.
    PackAdopted { hash: String, from: Day },
    /// A day on which the council's offices are closed; not a working day.
    ClosedDay { day: Day, why: String },
    /// An importer read a file.
    FileImported { import: crate::id::ImportId, what: String, sha256: String, taken: u64, refused: u64 },
}
