//! The one thread that writes: it takes what is waiting, commits it together, and only then answers.

use std::any::Any;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::mpsc::{self, Receiver, Sender};
use std::sync::{Arc, Mutex, PoisonError, RwLock};
use std::thread::JoinHandle;

use crate::conn::Conn;
use crate::db::{Connector, Health};
use crate::dialect::Dialect;
use crate::error::Error;

/// How much one writer has done since it was opened.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Figures {
    /// Commits that reached the disk.
    pub commits: u64,
    /// Closures that were part of those commits.
    pub jobs: u64,
}

pub(crate) struct Writer {
    queue: RwLock<Option<Sender<Box<dyn Job>>>>,
    thread: Mutex<Option<JoinHandle<()>>>,
    state: Arc<State>,
}

#[derive(Default)]
struct State {
    stopped: RwLock<Option<String>>,
    commits: AtomicU64,
    jobs: AtomicU64,
}

/// A closure that waits to be run, with whoever waits for its answer.
trait Job: Send {
    /// Runs the closure; says whether its changes are to be kept.
    fn run(&mut self, conn: &mut Conn) -> bool;

    /// Answers: with what the closure gave, or with why the batch was not committed.
    fn answer(self: Box<Self>, batch: Result<(), Error>);
}

struct Task<F, T, E, R> {
    closure: Option<F>,
    result: Option<Result<T, E>>,
    reply: R,
}

impl<F, T, E, R> Job for Task<F, T, E, R>
where
    F: FnOnce(&mut Conn) -> Result<T, E> + Send,
    T: Send,
    E: From<Error> + Send,
    R: FnOnce(Result<T, E>) + Send,
{
    fn run(&mut self, conn: &mut Conn) -> bool {
        let Some(closure) = self.closure.take() else {
            return false;
        };
        let result = run_caught(closure, conn);
        let keep = result.is_ok();
        self.result = Some(result);
        keep
    }

    fn answer(self: Box<Self>, batch: Result<(), Error>) {
        let answer = match (self.result, batch) {
            // The closure's own refusal stands whatever became of the batch: none of it was to be kept.
            (Some(Err(own)), _) => Err(own),
            (_, Err(batch)) => Err(E::from(batch)),
            (Some(Ok(value)), Ok(())) => Ok(value),
            (None, Ok(())) => Err(E::from(Error::Closed)),
        };
        (self.reply)(answer);
    }
}

/// Runs a closure so that a panic in it is its own error and the thread lives on.
pub(crate) fn run_caught<F, T, E>(closure: F, conn: &mut Conn) -> Result<T, E>
where
    F: FnOnce(&mut Conn) -> Result<T, E>,
    E: From<Error>,
{
    catch_unwind(AssertUnwindSafe(|| closure(conn)))
        .unwrap_or_else(|panic| Err(E::from(Error::Panicked(panic_text(panic.as_ref())))))
}

fn panic_text(panic: &(dyn Any + Send)) -> String {
    let said = panic.downcast_ref::<&str>().map(|text| (*text).to_owned());
    said.or_else(|| panic.downcast_ref::<String>().cloned()).unwrap_or_else(|| "no message".to_owned())
}

impl Writer {
    /// Starts the thread and waits until it has its connection.
    pub(crate) fn start(name: &str, connector: Connector, lock: i64, batch: usize) -> Result<Self, Error> {
        let (queue, waiting) = mpsc::channel();
        let (ready, opened) = mpsc::channel();
        let state = Arc::new(State::default());
        let shared = Arc::clone(&state);
        let work = move || match connector.writer() {
            Ok(conn) => {
                let _ = ready.send(Ok(()));
                let lane = Lane { connector, conn: Some(conn), lock, state: shared };
                lane.work(&waiting, batch.max(1));
            }
            Err(error) => {
                let _ = ready.send(Err(error));
            }
        };
        let thread = std::thread::Builder::new()
            .name(name.to_owned())
            .spawn(work)
            .map_err(|error| Error::Engine(error.to_string()))?;
        opened.recv().map_err(|_| Error::Closed)??;
        Ok(Self { queue: RwLock::new(Some(queue)), thread: Mutex::new(Some(thread)), state })
    }

    /// Hands a closure to the thread; `reply` is called on that thread, once it is committed or refused.
    pub(crate) fn submit<T, E>(
        &self,
        closure: impl FnOnce(&mut Conn) -> Result<T, E> + Send + 'static,
        reply: impl FnOnce(Result<T, E>) + Send + 'static,
    ) where
        T: Send + 'static,
        E: From<Error> + Send + 'static,
    {
        let job: Box<dyn Job> = Box::new(Task { closure: Some(closure), result: None, reply });
        let queue = self.queue.read().unwrap_or_else(PoisonError::into_inner);
        let refused = match queue.as_ref() {
            Some(queue) => queue.send(job).err().map(|unsent| unsent.0),
            None => Some(job),
        };
        drop(queue);
        if let Some(job) = refused {
            job.answer(Err(Error::Closed));
        }
    }

    pub(crate) fn health(&self) -> Health {
        let stopped = self.state.stopped.read().unwrap_or_else(PoisonError::into_inner);
        match stopped.clone() {
            None => Health::Writable,
            Some(why) => Health::ReadOnly { why },
        }
    }

    pub(crate) fn figures(&self) -> Figures {
        Figures { commits: self.state.commits.load(Ordering::Relaxed), jobs: self.state.jobs.load(Ordering::Relaxed) }
    }

    /// Lets the thread finish what is waiting, and waits for it.
    pub(crate) fn close(&self) {
        drop(self.queue.write().unwrap_or_else(PoisonError::into_inner).take());
        let thread = self.thread.lock().unwrap_or_else(PoisonError::into_inner).take();
        if let Some(thread) = thread {
            let _ = thread.join();
        }
    }
}

/// What the thread holds.
struct Lane {
    connector: Connector,
    conn: Option<Conn>,
    lock: i64,
    state: Arc<State>,
}

/// How a batch ended that was not committed.
enum Failed {
    /// It was never begun, or was lost before its commit was asked for: nothing of it is recorded.
    NotRecorded(String),
    /// A rule that is checked at the commit was broken: nothing of it is recorded, and the engine is sound.
    Rule(String),
    /// Nobody can say whether it is recorded, but a fresh connection may be trusted.
    Unknown(String),
    /// The engine could not make it durable. Writing stops.
    Stop { why: String, recorded: Recorded },
}

/// Whether a batch that stopped the writer may be found after a restart.
enum Recorded {
    No,
    Perhaps,
}

impl Lane {
    fn work(mut self, waiting: &Receiver<Box<dyn Job>>, most: usize) {
        while let Ok(first) = waiting.recv() {
            let mut jobs = vec![first];
            jobs.extend(waiting.try_iter().take(most - 1));
            let ended = match self.stopped() {
                Some(why) => Err(Failed::Stop { why, recorded: Recorded::No }),
                None => self.commit(&mut jobs),
            };
            self.answer(jobs, ended);
        }
    }

    fn stopped(&self) -> Option<String> {
        self.state.stopped.read().unwrap_or_else(PoisonError::into_inner).clone()
    }

    fn answer(&self, jobs: Vec<Box<dyn Job>>, ended: Result<(), Failed>) {
        if let Err(Failed::Stop { why, .. }) = &ended
            && self.stopped().is_none()
        {
            tracing::error!(why, "a commit failed: writing has stopped");
            let mut stopped = self.state.stopped.write().unwrap_or_else(PoisonError::into_inner);
            *stopped = Some(why.clone());
        }
        for job in jobs {
            job.answer(ended.as_ref().copied().map_err(Failed::error));
        }
    }

    /// Runs the jobs in one transaction, each able to fail alone.
    fn commit(&mut self, jobs: &mut [Box<dyn Job>]) -> Result<(), Failed> {
        let conn = self.begin()?;
        let kept = run_jobs(conn, jobs)?;
        if kept == 0 {
            return conn.batch("ROLLBACK").map_err(|error| lost(conn, error.message));
        }
        end(conn)?;
        self.state.commits.fetch_add(1, Ordering::Relaxed);
        self.state.jobs.fetch_add(kept, Ordering::Relaxed);
        Ok(())
    }

    /// Begins a transaction. No job has run yet, so a connection that was lost meanwhile is simply made again.
    fn begin(&mut self) -> Result<&mut Conn, Failed> {
        let begin = |conn: &mut Conn, lock: i64| {
            let text = match conn.dialect() {
                Dialect::Sqlite => conn.dialect().begin_write().to_owned(),
                // Whoever holds the lock takes the next sequence numbers and commits before anybody else takes more.
                Dialect::Postgres => format!("BEGIN; SELECT pg_advisory_xact_lock({lock})"),
            };
            conn.batch(&text).map_err(|error| error.message)
        };
        let begun = self.conn.as_mut().map(|conn| begin(conn, self.lock));
        if !matches!(begun, Some(Ok(()))) {
            let lost = self.conn.as_ref().is_none_or(Conn::is_lost);
            if let (false, Some(Err(why))) = (lost, begun) {
                return Err(Failed::NotRecorded(why));
            }
            let again = || -> Result<Conn, Error> {
                let mut conn = self.connector.writer()?;
                begin(&mut conn, self.lock).map_err(Error::Engine)?;
                Ok(conn)
            };
            self.conn = Some(again().map_err(|error| Failed::NotRecorded(error.to_string()))?);
        }
        self.conn.as_mut().ok_or_else(|| Failed::NotRecorded("no connection".to_owned()))
    }
}

/// Runs every job between savepoints and counts those to keep. A batch of one needs no savepoint: its failure is the whole.
fn run_jobs(conn: &mut Conn, jobs: &mut [Box<dyn Job>]) -> Result<u64, Failed> {
    if let [only] = jobs {
        let kept = only.run(conn);
        return match conn.lost_transaction() {
            true => Err(lost(conn, "the transaction was lost".to_owned())),
            false => Ok(kept.into()),
        };
    }
    let mut kept = 0;
    let mut before = "SAVEPOINT job";
    for job in jobs {
        conn.batch(before).map_err(|error| lost(conn, error.message))?;
        if job.run(conn) {
            kept += 1;
            before = "RELEASE SAVEPOINT job; SAVEPOINT job";
        } else {
            before = "ROLLBACK TO SAVEPOINT job";
        }
        if conn.lost_transaction() {
            return Err(lost(conn, "the transaction was lost".to_owned()));
        }
    }
    if before.starts_with("ROLLBACK") {
        conn.batch(before).map_err(|error| lost(conn, error.message))?;
    }
    Ok(kept)
}

/// The transaction broke before its commit was asked for. SQLite does that when its disk is full or failing.
fn lost(conn: &mut Conn, why: String) -> Failed {
    if conn.is_lost() {
        return Failed::NotRecorded(why);
    }
    let _ = conn.batch("ROLLBACK");
    Failed::Stop { why, recorded: Recorded::No }
}

fn end(conn: &mut Conn) -> Result<(), Failed> {
    conn.take_warning();
    let Err(error) = conn.batch("COMMIT") else {
        // PostgreSQL warns, and does not fail, when it stopped waiting for its standby.
        return match conn.take_warning() {
            true => Err(Failed::Unknown("the standby did not confirm".to_owned())),
            false => Ok(()),
        };
    };
    if conn.is_lost() {
        return Err(Failed::Unknown(error.message));
    }
    let _ = conn.batch("ROLLBACK");
    Err(match error.broken_rule {
        true => Failed::Rule(error.message),
        false => Failed::Stop { why: error.message, recorded: Recorded::Perhaps },
    })
}

impl Failed {
    fn error(&self) -> Error {
        match self {
            Self::NotRecorded(why) => Error::Unavailable(why.clone()),
            Self::Rule(why) => Error::Engine(why.clone()),
            Self::Unknown(why) | Self::Stop { why, recorded: Recorded::Perhaps } => Error::Unknown { why: why.clone() },
            Self::Stop { why, recorded: Recorded::No } => Error::ReadOnly { why: why.clone() },
        }
    }
}
