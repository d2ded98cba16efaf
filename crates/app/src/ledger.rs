//! Entries become state here, and only here: each family of entries has its own `ledger.rs`.

use law::clock::Figures;
use law::day::Day;
use law::journal::{Entry, Recorded};
use law::working_days::{BeyondCalendar, Calendar};
use store::{Conn, sql};

/// What clocks are reckoned by.
#[derive(Clone)]
pub struct Reckoner {
    england: Calendar,
    pub figures: Figures,
}

impl Reckoner {
    /// The bank holidays of England and the figures of law and local practice.
    pub fn new(figures: Figures) -> Self {
        Self { england: Calendar::england(), figures }
    }

    /// Working days as this council has them: bank holidays and its own closed days.
    pub fn calendar(&self, conn: &mut Conn) -> Result<Calendar, store::Error> {
        let rows = conn.query(sql!("SELECT day, why FROM closed_day ORDER BY day"), &[])?;
        let mut closed = Vec::with_capacity(rows.len());
        for row in &rows {
            closed.push((row.parse::<Day>("day")?, row.get::<String>("why")?));
        }
        Ok(self.england.clone().with_closed(closed))
    }
}

/// Why an entry could not be applied.
#[derive(Debug, thiserror::Error)]
pub enum LedgerError {
    #[error(transparent)]
    Store(#[from] store::Error),
    /// A clock needs a year that the list of bank holidays does not hold.
    #[error(transparent)]
    BeyondCalendar(#[from] BeyondCalendar),
    #[error("a value kept as text does not read: {0}")]
    Json(#[from] serde_json::Error),
    #[error("the {0} of an entry is not on the record")]
    Absent(&'static str),
}

/// Applies one entry to the state tables.
pub fn apply(conn: &mut Conn, recorded: &Recorded, reckoner: &Reckoner) -> Result<(), LedgerError> {
    crate::pack::ledger::note_origin(conn, recorded)?;
    match &recorded.happening.entry {
        Entry::Person(entry) => crate::people::ledger::apply(conn, entry, recorded),
        Entry::Step(entry) => crate::step::ledger::apply(conn, entry, recorded, reckoner),
        Entry::Caseload(entry) => crate::caseload::ledger::apply(conn, entry, recorded),
        Entry::Document(entry) => crate::document::ledger::apply(conn, entry, recorded),
        Entry::Pack(entry) => crate::pack::ledger::apply(conn, entry, recorded),
        Entry::Transfer(entry) => crate::transfer::ledger::apply(conn, entry, recorded),
        Entry::Practice(entry) => crate::practice::ledger::apply(conn, entry, recorded, reckoner),
        Entry::Plan(entry) => crate::plan::ledger::apply(conn, entry, recorded),
    }
}
