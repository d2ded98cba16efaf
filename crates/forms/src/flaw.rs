//! What is wrong with a pack, where, in words for the practice lead who wrote it.

use std::fmt;

/// One mistake in a pack's text.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Flaw {
    /// Path inside the pack: `forms/visit.yml`.
    pub file: String,
    /// Line of the file, from 1; 0 where the file itself is missing.
    pub line: u64,
    /// What is wrong and what would be right.
    pub what: String,
}

impl fmt::Display for Flaw {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}: {}", self.file, self.line, self.what)
    }
}

impl std::error::Error for Flaw {}
