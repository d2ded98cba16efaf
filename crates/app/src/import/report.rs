//! What an import did: every value of the file counted as taken or refused, for people and for machines.

use law::day::{Day, Moment};
use law::id::ImportId;
use law::step::StepKind;
use returns::cin_census::child::TakenHeader;
use returns::cin_census::reason;
use returns::cin_census::tally::Tally;
use returns::cin_census::tree::Item;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::fmt;

/// What became of a whole file.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ImportReport {
    pub import: ImportId,
    /// `CIN census 2025-26`.
    pub what: String,
    pub sha256: String,
    pub header: Header,
    /// `Child` elements in the file.
    pub children_in: u64,
    /// Of these, now on the record.
    pub children_taken: u64,
    /// Of those taken, the children who stood on the record before, from another file or by hand.
    pub children_known: u64,
    pub steps: BTreeMap<StepKind, u64>,
    /// By element of the file.
    pub elements: BTreeMap<String, Count>,
    pub refused: Vec<Refused>,
    /// What is missing from the file or was read generously. Not counted.
    pub notes: Vec<Note>,
    /// Entries that this run added to the journal.
    pub entries: u64,
    /// Set where the file had been imported before; nothing changed then.
    pub already: Option<Already>,
}

/// What the file says of itself.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Header {
    /// The return's year: 2026 for 2025-26.
    pub year: Option<u16>,
    pub reference_date: Option<Day>,
    /// The authority's number.
    pub authority: Option<String>,
    /// The program that wrote it.
    pub software: Option<String>,
    /// When it was written, in the file's own words.
    pub written_at: Option<String>,
}

/// Values of one element.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Count {
    pub items_in: u64,
    pub taken: u64,
    pub refused: u64,
}

/// One value that is not on the record.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Refused {
    /// Line of the file, counted from 1.
    pub line: u32,
    /// `Child/CINdetails/CINclosureDate`.
    pub path: String,
    pub element: String,
    /// As it stands in the file, cut to 100 characters.
    pub value: String,
    /// A few words under which refusals are counted.
    pub kind: String,
    /// A plain sentence.
    pub reason: String,
}

/// Something that a person should know about what was taken.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Note {
    pub line: u32,
    pub path: String,
    pub text: String,
}

/// An earlier, complete import of the same file.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Already {
    pub at: Moment,
    pub taken: u64,
    pub refused: u64,
}

/// Why the record does not take a value that the reader took.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub(super) enum Why {
    #[error("this version of Kith keeps no pre-proceedings yet")]
    PreProceedings,
    #[error("an episode of this child that began on {} stands on the record already", .0.long())]
    EpisodeStands(Day),
    #[error("the record of this child says otherwise, and an import never writes over it")]
    SaysOtherwise,
    #[error("two records hold this number; join them, then import the child again")]
    TwoRecords,
    #[error("another child of the record has this unique pupil number")]
    UpnOfAnother,
    #[error("no clock can be run from this date: {0}")]
    Clock(String),
    #[error("this code is no longer used, so an assessment that is still being written cannot hold it")]
    Retired,
}

impl Why {
    fn kind(&self) -> &'static str {
        match self {
            Why::PreProceedings => "pre-proceedings",
            Why::EpisodeStands(_) => "episode on the record already",
            Why::SaysOtherwise => "record says otherwise",
            Why::TwoRecords => "two records with this number",
            Why::UpnOfAnother => "UPN of another child on the record",
            Why::Clock(_) => "before the clocks begin",
            Why::Retired => "retired code",
        }
    }
}

impl Refused {
    /// A value that the reader took and the record does not.
    pub(super) fn of(item: &Item, why: &Why) -> Self {
        Self {
            line: item.line,
            path: item.path.to_owned(),
            element: item.element.to_owned(),
            value: shown(&item.value),
            kind: why.kind().to_owned(),
            reason: why.to_string(),
        }
    }
}

fn shown(value: &str) -> String {
    match value.char_indices().nth(reason::VALUE_SHOWN) {
        None => value.to_owned(),
        Some(_) => value.chars().take(reason::VALUE_SHOWN - 1).chain(['…']).collect(),
    }
}

impl From<&reason::Refused> for Refused {
    fn from(refused: &reason::Refused) -> Self {
        Self {
            line: refused.line,
            path: refused.path.to_string(),
            element: refused.element.to_owned(),
            value: refused.value.clone(),
            kind: refused.reason.kind().to_owned(),
            reason: refused.reason.to_string(),
        }
    }
}

impl From<&reason::Note> for Note {
    fn from(note: &reason::Note) -> Self {
        Self { line: note.line, path: note.path.to_owned(), text: note.text.clone() }
    }
}

impl From<&TakenHeader> for Header {
    fn from(header: &TakenHeader) -> Self {
        let text =
            |kept: &Option<returns::cin_census::child::Kept<String>>| kept.as_ref().map(|kept| kept.value.clone());
        Self {
            year: header.year.as_ref().map(|kept| kept.value),
            reference_date: header.reference_date.as_ref().map(|kept| kept.value),
            authority: text(&header.lea),
            software: text(&header.software),
            written_at: text(&header.written_at),
        }
    }
}

impl Header {
    /// `CIN census 2025-26`; without the years where the header has none that can be meant.
    pub(super) fn what(&self) -> String {
        match self.year {
            Some(year @ 1990..=2100) => format!("CIN census {}-{:02}", year - 1, year % 100),
            _ => "CIN census".to_owned(),
        }
    }
}

impl ImportReport {
    pub(super) fn count(&mut self, tally: &Tally) {
        for (element, count) in tally.elements() {
            let mine = self.elements.entry(element.to_owned()).or_default();
            mine.items_in += count.items_in;
            mine.taken += count.taken;
            mine.refused += count.refused;
        }
    }

    /// Values that the reader took and the record refuses: counted over, and listed.
    pub(super) fn refuse(&mut self, refused: Vec<Refused>) {
        for one in &refused {
            let count = self.elements.entry(one.element.clone()).or_default();
            count.taken = count.taken.saturating_sub(1);
            count.refused += 1;
        }
        self.refused.extend(refused);
    }

    /// All elements together.
    pub fn total(&self) -> Count {
        self.elements.values().fold(Count::default(), |sum, one| Count {
            items_in: sum.items_in + one.items_in,
            taken: sum.taken + one.taken,
            refused: sum.refused + one.refused,
        })
    }

    /// Whether, for every element, every value read was taken or refused.
    pub fn adds_up(&self) -> bool {
        self.elements.values().all(|count| count.items_in == count.taken + count.refused)
    }

    /// Refusals by their kind.
    pub fn by_reason(&self) -> BTreeMap<&str, u64> {
        let mut counts = BTreeMap::new();
        self.refused.iter().for_each(|refused| *counts.entry(refused.kind.as_str()).or_default() += 1);
        counts
    }
}

impl fmt::Display for ImportReport {
    /// The report without the single refusals, for a terminal.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.already {
            Some(already) => writeln!(f, "{}: already imported on {}; nothing changed", self.what, already.at.long())?,
            None => writeln!(f, "{}: {} entries added to the record", self.what, self.entries)?,
        }
        let known = self.children_known;
        writeln!(f, "Children: {} in the file, {} taken, {known} known before", self.children_in, self.children_taken)?;
        for (kind, count) in &self.steps {
            writeln!(f, "  {count:>7}  {}", kind.title())?;
        }
        writeln!(f, "\n{:<32} {:>9} {:>9} {:>9}", "Values by element", "in file", "taken", "refused")?;
        for (element, count) in &self.elements {
            row(f, element, *count)?;
        }
        row(f, "All", self.total())?;
        let reasons = self.by_reason();
        if !reasons.is_empty() {
            writeln!(f, "\nRefused because")?;
        }
        reasons.iter().try_for_each(|(reason, count)| writeln!(f, "  {count:>7}  {reason}"))
    }
}

fn row(f: &mut fmt::Formatter<'_>, name: &str, count: Count) -> fmt::Result {
    writeln!(f, "{name:<32} {:>9} {:>9} {:>9}", count.items_in, count.taken, count.refused)
}

impl fmt::Display for Refused {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "line {}, {}: “{}”: {}", self.line, self.path, self.value, self.reason)
    }
}
