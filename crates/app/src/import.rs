//! The way in from other systems: a children in need census, any supplier's, becomes the opening caseload of a council.

mod episode;
mod ids;
mod plan;
mod queries;
mod report;

pub use report::{Already, Count, Header, ImportReport, Note, Refused};

use crate::command::{Command, Rejected};
use crate::council::Council;
use ids::Ids;
use law::day::{Day, Moment};
use law::id::TeamId;
use law::journal::{Author, Happening};
use law::practice::PracticeEntry;
use plan::{Importing, Planned, Whose};
use returns::cin_census::child::TakenChild;
use returns::cin_census::read::Limits;
use returns::cin_census::take::{Outcome, Summary, take_all};
use returns::cin_census::unreadable::{Cause, Unreadable};
use sha2::{Digest, Sha256};
use std::io::{self, BufReader, Read, Seek};
use std::ops::ControlFlow;
use std::sync::Arc;

/// Who imports, when, and what becomes of open children.
#[derive(Debug, Clone, Copy)]
pub struct Run {
    pub author: Author,
    pub at: Moment,
    /// The day as at which the file is read: what it says happened later is refused.
    pub as_at: Day,
    /// The team with which open children wait for a worker; `None` leaves them with nobody.
    pub team: Option<TeamId>,
}

/// How far an import has come. The file has been read through once before the first child is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Progress {
    pub done: u64,
    pub children: u64,
}

/// Why an import did not complete. Children already written stay; the same file run again completes without writing any twice.
#[derive(Debug, thiserror::Error)]
pub enum ImportError {
    /// Found before anything was written.
    #[error(transparent)]
    Unreadable(#[from] Unreadable),
    #[error("the file could not be read: {0}")]
    File(#[from] io::Error),
    #[error("the file changed while it was being imported; run the import again on a file that nobody writes to")]
    Changed,
    #[error("stopped after {done} of {children} children; run the same file again to complete it")]
    Stopped { done: u64, children: u64 },
    #[error(transparent)]
    Rejected(#[from] Rejected),
}

impl From<store::Error> for ImportError {
    fn from(error: store::Error) -> Self {
        ImportError::Rejected(error.into())
    }
}

/// Imports a CIN census. Reads the whole file once and writes nothing; then each child is one command, in file order.
///
/// A file that was imported before changes nothing. `progress` is told after each child, and may stop the import between two.
///
/// # Errors
/// [`ImportError`]; after [`ImportError::Unreadable`] the record is as it was.
pub fn cin_census(
    council: &Council,
    file: &mut (impl Read + Seek),
    run: Run,
    progress: &mut dyn FnMut(Progress) -> ControlFlow<()>,
) -> Result<ImportReport, ImportError> {
    let (summary, hash) = pass(file, run.as_at, &mut |_| ControlFlow::Continue(()))?;
    let ids = Ids::of_file(hash);
    let (header, import) = (Header::from(&summary.header), ids.import());
    let already = council.db.read_now(move |conn| queries::already(conn, import))?;
    let by = Arc::new(Importing {
        council: council.clone(),
        author: run.author,
        at: run.at,
        team: run.team,
        ids,
        import,
        what: header.what(),
        known_until: header.reference_date.map_or(run.as_at, |day| day.min(run.as_at)),
    });
    let mut writing = Writing { report: begun(&by, &summary, header, already), by, done: 0, stopped: None };
    let second = pass(file, run.as_at, &mut |outcome| writing.child(outcome, summary.children_in, progress));
    if let Some(stopped) = writing.stopped.take() {
        return Err(stopped);
    }
    match second {
        Ok((_, again)) if again == hash => writing.close(),
        Err(ImportError::Unreadable(Unreadable { cause: Cause::Io(why), .. })) => Err(io::Error::other(why).into()),
        Ok(_) | Err(_) => Err(ImportError::Changed),
    }
}

/// Reads the file from its beginning to its end.
fn pass(
    file: &mut (impl Read + Seek),
    as_at: Day,
    on_child: &mut dyn FnMut(Outcome) -> ControlFlow<()>,
) -> Result<(Summary, [u8; 32]), ImportError> {
    file.rewind()?;
    let mut hashing = Hashing { file, hash: Sha256::new() };
    let summary = take_all(BufReader::with_capacity(64 * 1024, &mut hashing), Limits::default(), as_at, on_child)?;
    Ok((summary, hashing.hash.finalize().into()))
}

/// Hashes what is read through it.
struct Hashing<'a, R> {
    file: &'a mut R,
    hash: Sha256,
}

impl<R: Read> Read for Hashing<'_, R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let count = self.file.read(buffer)?;
        self.hash.update(buffer.get(..count).unwrap_or_default());
        Ok(count)
    }
}

fn begun(by: &Importing, summary: &Summary, header: Header, already: Option<Already>) -> ImportReport {
    let mut report = ImportReport {
        import: by.import,
        what: by.what.clone(),
        sha256: by.ids.sha256(),
        header,
        children_in: summary.children_in,
        children_taken: summary.children_taken,
        children_known: 0,
        steps: Default::default(),
        elements: Default::default(),
        refused: summary.refused.iter().map(Refused::from).collect(),
        notes: summary.notes.iter().map(Note::from).collect(),
        entries: 0,
        already,
    };
    report.count(&summary.tally);
    report
}

/// The second reading, in which children are written.
struct Writing {
    by: Arc<Importing>,
    report: ImportReport,
    done: u64,
    stopped: Option<ImportError>,
}

impl Writing {
    fn child(
        &mut self,
        outcome: Outcome,
        children: u64,
        progress: &mut dyn FnMut(Progress) -> ControlFlow<()>,
    ) -> ControlFlow<()> {
        self.report.refused.extend(outcome.refused.iter().map(Refused::from));
        if let Some(child) = outcome.child {
            self.report.notes.extend(child.notes.iter().map(Note::from));
            match self.take(child) {
                Ok((planned, entries)) => self.note(planned, entries),
                Err(error) => {
                    self.stopped = Some(error.into());
                    return ControlFlow::Break(());
                }
            }
        }
        self.done += 1;
        let told = progress(Progress { done: self.done, children });
        if told.is_break() {
            self.stopped = Some(ImportError::Stopped { done: self.done, children });
        }
        told
    }

    /// Plans the child against the record as it is, and records it; both in one transaction. Gives the number of new entries.
    fn take(&self, child: TakenChild) -> Result<(Planned, u64), Rejected> {
        let (by, db) = (self.by.clone(), &self.by.council.db);
        if self.report.already.is_some() {
            return db.read_now(move |conn| Ok((plan::plan(conn, &by, &child)?, 0)));
        }
        db.write_now(move |conn| {
            let mut planned = plan::plan(conn, &by, &child)?;
            let happenings = std::mem::take(&mut planned.happenings);
            let id = by.ids.command(&child.identifiers.la_child_id.value);
            let repeated = store::command::outcome(conn, &id.to_string())?.is_some();
            let entries = if repeated { 0 } else { happenings.len() as u64 };
            by.council.perform(conn, Command { id, author: by.author, at: by.at }, |_| Ok(happenings))?;
            Ok((planned, entries))
        })
    }

    fn note(&mut self, planned: Planned, entries: u64) {
        let report = &mut self.report;
        report.refuse(planned.refused);
        report.entries += entries;
        for (kind, count) in planned.steps {
            *report.steps.entry(kind).or_default() += count;
        }
        match planned.whose {
            Whose::New => {}
            Whose::Known => report.children_known += 1,
            Whose::Unclear => report.children_taken -= 1,
        }
    }

    /// Records that the file was imported, once it was imported whole.
    fn close(mut self) -> Result<ImportReport, ImportError> {
        self.report.refused.sort_by_key(|refused| refused.line);
        if self.report.already.is_some() {
            return Ok(self.report);
        }
        let (by, total) = (&self.by, self.report.total());
        let imported = PracticeEntry::FileImported {
            import: by.import,
            what: by.what.clone(),
            sha256: by.ids.sha256(),
            taken: total.taken,
            refused: total.refused,
        };
        let command = Command { id: by.ids.close(), author: by.author, at: by.at };
        by.council.run_now(command, move |_| Ok(vec![Happening::of(imported, command.at.day())]))?;
        self.report.entries += 1;
        Ok(self.report)
    }
}
