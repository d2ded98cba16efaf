//! Is the record whole? The chain holds, and the state tables are what the journal says, row by row.

use crate::command::{self, JournalError};
use crate::ledger::{self, LedgerError, Reckoner};
use crate::schema::{self, MIGRATIONS, StateTable};
use store::journal::ChainReport;
use store::{Conn, Db, Row};

/// What a check found.
#[derive(Debug)]
pub struct Report {
    pub chain: ChainReport,
    pub views: store::views::ViewReport,
    pub tables: Vec<TableReport>,
}

/// One state table, as it stands and as the journal gives it again.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TableReport {
    pub table: &'static str,
    pub rows: usize,
    /// The first difference, without any value of the record: which row, which column.
    pub difference: Option<String>,
}

impl Report {
    pub fn is_clean(&self) -> bool {
        self.chain.first_broken.is_none()
            && self.views.first_broken.is_none()
            && self.tables.iter().all(|table| table.difference.is_none())
    }
}

/// Why a check could not be made.
#[derive(Debug, thiserror::Error)]
pub enum VerifyError {
    #[error(transparent)]
    Store(#[from] store::Error),
    #[error(transparent)]
    Journal(#[from] JournalError),
    #[error("entry {seq} does not apply: {why}")]
    Apply { seq: i64, why: LedgerError },
}

/// Checks the chain, rebuilds state from the journal beside the database, and compares. `progress` is told what is done.
pub fn verify(
    db: &Db,
    reckoner: &Reckoner,
    progress: &mut (dyn FnMut(&str, i64, i64) + Send),
) -> Result<Report, VerifyError> {
    let views = db.views().verify()?;
    // The comparison runs on one reading connection, so that writers do not move what is compared.
    let reckoner = reckoner.clone();
    let (sender, receiver) = std::sync::mpsc::channel::<(String, i64, i64)>();
    let result = std::thread::scope(|scope| {
        let work = scope.spawn(move || db.read_now(move |conn| compare_with_journal(conn, &reckoner, &sender)));
        for (what, done, total) in receiver {
            progress(&what, done, total);
        }
        work.join()
    });
    let (chain, tables) = result.unwrap_or_else(|panic| std::panic::resume_unwind(panic))?;
    Ok(Report { chain, views, tables })
}

type Progress = std::sync::mpsc::Sender<(String, i64, i64)>;

fn compare_with_journal(
    conn: &mut Conn,
    reckoner: &Reckoner,
    progress: &Progress,
) -> Result<(ChainReport, Vec<TableReport>), VerifyError> {
    let tell = |what: &str, done, total| drop(progress.send((what.to_owned(), done, total)));
    let chain = store::journal::verify(conn, &mut |done, total| tell("chain", done, total))?;
    if chain.first_broken.is_some() {
        return Ok((chain, Vec::new()));
    }
    let mut scratch = Conn::memory()?;
    store::apply(&mut scratch, MIGRATIONS)?;
    rebuild(conn, &mut scratch, reckoner, chain.entries, &tell)?;
    let state = schema::state();
    let mut tables = Vec::with_capacity(state.len());
    for table in &state {
        tables.push(compare(conn, &mut scratch, table)?);
        tell("tables", tables.len() as i64, state.len() as i64);
    }
    Ok((chain, tables))
}

/// Applies the whole journal to an empty database.
pub fn rebuild(
    from: &mut Conn,
    into: &mut Conn,
    reckoner: &Reckoner,
    total: i64,
    tell: &dyn Fn(&str, i64, i64),
) -> Result<(), VerifyError> {
    let mut done = 0;
    store::journal::each::<VerifyError>(from, 1, 500, |sealed| {
        if let Some(recorded) = command::read(&sealed)? {
            ledger::apply(into, &recorded, reckoner).map_err(|why| VerifyError::Apply { seq: recorded.seq, why })?;
        }
        done += 1;
        if done % 500 == 0 || done == total {
            tell("rebuild", done, total);
        }
        Ok(())
    })
}

fn compare(conn: &mut Conn, scratch: &mut Conn, table: &StateTable) -> Result<TableReport, VerifyError> {
    let live = sorted(conn.query(table.all, &[])?);
    let again = sorted(scratch.query(table.all, &[])?);
    let mut report = TableReport { table: table.name, rows: live.len(), difference: None };
    if live.len() != again.len() {
        report.difference = Some(format!("{} rows stand, the journal gives {}", live.len(), again.len()));
        return Ok(report);
    }
    report.difference = live.iter().zip(&again).enumerate().find_map(|(at, (live, again))| differ(at, live, again));
    Ok(report)
}

/// In one order whatever the engine's: by the values themselves.
fn sorted(mut rows: Vec<Row>) -> Vec<Row> {
    rows.sort_by_cached_key(|row| format!("{:?}", row.values()));
    rows
}

fn differ(at: usize, live: &Row, again: &Row) -> Option<String> {
    let pairs = live.values().iter().zip(again.values()).zip(live.columns());
    let mut unlike = pairs.filter(|((live, again), _)| live != again);
    unlike.next().map(|(_, column)| format!("row {} differs in {column}", at + 1))
}
