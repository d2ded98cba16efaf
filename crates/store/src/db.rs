//! The one door to the database: closures that read, closures that write, and the view log.

use std::path::{Path, PathBuf};
use std::sync::{Arc, mpsc};

use crate::conn::Conn;
use crate::dialect;
use crate::error::Error;
use crate::migrate::{self, Migration};
use crate::readers::Readers;
use crate::sql::registered;
use crate::views::ViewLog;
use crate::writer::{Figures, Writer};

/// Where the record is kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Target {
    /// A folder that holds `kith.db` and `views.db`.
    Sqlite(PathBuf),
    /// A PostgreSQL database, one for each council: `postgres://user@host/name`.
    Postgres(String),
    /// In memory only, for replay and rehearsal. Gone when it is closed.
    Memory,
}

/// How the threads are arranged.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Options {
    /// Threads that read, each with its own connection.
    pub readers: usize,
    /// Most closures in one commit; 1 commits each alone.
    pub batch: usize,
}

impl Default for Options {
    fn default() -> Self {
        Self { readers: 4, batch: 256 }
    }
}

/// Whether the record can be added to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Health {
    /// All is well.
    Writable,
    /// A commit failed and writing has stopped until the cause is found and the program is started again.
    ReadOnly {
        /// The failure.
        why: String,
    },
}

/// A handle on the database; clones are the same database.
#[derive(Clone)]
pub struct Db {
    inner: Arc<Inner>,
}

struct Inner {
    lane: Lane,
    views: ViewLog,
}

/// Advisory locks of PostgreSQL are per database, and a database is one council's, so two numbers are enough.
const JOURNAL_LOCK: i64 = 0x6b69_7468_0001;
const VIEWS_LOCK: i64 = 0x6b69_7468_0002;

impl Db {
    /// Opens the database and checks that no acknowledged write could be lost; the error names the setting.
    ///
    /// Tables are made by [`Db::migrate`].
    pub fn open(target: &Target, options: Options) -> Result<Self, Error> {
        let (main, views) = match target {
            Target::Sqlite(folder) => {
                std::fs::create_dir_all(folder).map_err(|error| Error::io(folder, error))?;
                let file = |name: &str| Connector::Sqlite(folder.join(name));
                (file("kith.db"), file("views.db"))
            }
            Target::Postgres(url) => (Connector::Postgres(url.clone()), Connector::Postgres(url.clone())),
            Target::Memory => (Connector::Memory, Connector::Memory),
        };
        let lane = Lane::open("store", &main, JOURNAL_LOCK, options)?;
        let viewing = Options { readers: 1, ..options };
        let views = ViewLog::open(Lane::open("views", &views, VIEWS_LOCK, viewing)?)?;
        Ok(Self { inner: Arc::new(Inner { lane, views }) })
    }

    /// Runs a closure that reads, in a transaction that sees one state.
    pub async fn read<T, E>(&self, closure: impl FnOnce(&mut Conn) -> Result<T, E> + Send + 'static) -> Result<T, E>
    where
        T: Send + 'static,
        E: From<Error> + Send + 'static,
    {
        self.inner.lane.read(closure).await
    }

    /// Runs a closure that writes; answers when it is committed and durable. An error or a panic undoes this closure alone.
    pub async fn write<T, E>(&self, closure: impl FnOnce(&mut Conn) -> Result<T, E> + Send + 'static) -> Result<T, E>
    where
        T: Send + 'static,
        E: From<Error> + Send + 'static,
    {
        self.inner.lane.write(closure).await
    }

    /// [`Db::read`] for callers outside async code: the command line, the synthetic council.
    pub fn read_now<T, E>(&self, closure: impl FnOnce(&mut Conn) -> Result<T, E> + Send + 'static) -> Result<T, E>
    where
        T: Send + 'static,
        E: From<Error> + Send + 'static,
    {
        self.inner.lane.read_now(closure)
    }

    /// [`Db::write`] for callers outside async code.
    pub fn write_now<T, E>(&self, closure: impl FnOnce(&mut Conn) -> Result<T, E> + Send + 'static) -> Result<T, E>
    where
        T: Send + 'static,
        E: From<Error> + Send + 'static,
    {
        self.inner.lane.write_now(closure)
    }

    /// The log of who looked at what.
    pub fn views(&self) -> &ViewLog {
        &self.inner.views
    }

    /// Applies the store's own migrations and then these, each once and in order; gives the ids newly applied.
    ///
    /// A migration whose text is no longer what was applied is an error that names it.
    pub fn migrate(&self, migrations: &[Migration]) -> Result<Vec<&'static str>, Error> {
        let all: Vec<Migration> = migrate::MIGRATIONS.iter().chain(migrations).copied().collect();
        self.write_now(move |conn| migrate::apply(conn, &all))
    }

    /// Whether the record can be added to.
    pub fn health(&self) -> Health {
        match self.inner.lane.writer.health() {
            Health::Writable => self.inner.views.health(),
            stopped => stopped,
        }
    }

    /// Commits and closures so far, the view log's not counted.
    pub fn figures(&self) -> Figures {
        self.inner.lane.writer.figures()
    }

    /// Finishes what is waiting and ends the threads. Calls on other clones then give [`Error::Closed`].
    pub fn close(self) {
        self.inner.lane.close();
        self.inner.views.close();
    }
}

/// Has the engine prepare every registered statement and gives those it refuses: file, line, what it said.
///
/// A statement must be good on the main database or on the view log's.
pub fn check_statements(db: &Db) -> Vec<(&'static str, u32, String)> {
    registered()
        .filter_map(|sql| {
            let main = db.write_now(move |conn| conn.prepare(sql));
            let refused = main.err()?;
            let views = db.inner.views.lane().write_now(move |conn| conn.prepare(sql));
            views.err().map(|_| (sql.file, sql.line, refused.to_string()))
        })
        .collect()
}

/// A writer and the readers of the same database.
pub(crate) struct Lane {
    writer: Writer,
    /// A database in memory has one connection, so its one thread does both.
    readers: Option<Readers>,
}

impl Lane {
    fn open(name: &str, connector: &Connector, lock: i64, options: Options) -> Result<Self, Error> {
        let writer = Writer::start(&format!("{name}-writer"), connector.clone(), lock, options.batch)?;
        let readers = match connector {
            Connector::Memory => None,
            _ => Some(Readers::start(&format!("{name}-reader"), connector, options.readers)?),
        };
        Ok(Self { writer, readers })
    }

    fn submit_read<T, E>(
        &self,
        closure: impl FnOnce(&mut Conn) -> Result<T, E> + Send + 'static,
        reply: impl FnOnce(Result<T, E>) + Send + 'static,
    ) where
        T: Send + 'static,
        E: From<Error> + Send + 'static,
    {
        match &self.readers {
            Some(readers) => readers.submit(closure, reply),
            None => self.writer.submit(move |conn| conn.only_reading(closure), reply),
        }
    }

    pub(crate) async fn read<T, E>(
        &self,
        closure: impl FnOnce(&mut Conn) -> Result<T, E> + Send + 'static,
    ) -> Result<T, E>
    where
        T: Send + 'static,
        E: From<Error> + Send + 'static,
    {
        let (reply, answer) = tokio::sync::oneshot::channel();
        self.submit_read(closure, move |result| drop(reply.send(result)));
        answer.await.unwrap_or_else(|_| Err(E::from(Error::Closed)))
    }

    pub(crate) fn read_now<T, E>(
        &self,
        closure: impl FnOnce(&mut Conn) -> Result<T, E> + Send + 'static,
    ) -> Result<T, E>
    where
        T: Send + 'static,
        E: From<Error> + Send + 'static,
    {
        let (reply, answer) = mpsc::sync_channel(1);
        self.submit_read(closure, move |result| drop(reply.send(result)));
        answer.recv().unwrap_or_else(|_| Err(E::from(Error::Closed)))
    }

    pub(crate) async fn write<T, E>(
        &self,
        closure: impl FnOnce(&mut Conn) -> Result<T, E> + Send + 'static,
    ) -> Result<T, E>
    where
        T: Send + 'static,
        E: From<Error> + Send + 'static,
    {
        let (reply, answer) = tokio::sync::oneshot::channel();
        self.writer.submit(closure, move |result| drop(reply.send(result)));
        answer.await.unwrap_or_else(|_| Err(E::from(unanswered())))
    }

    pub(crate) fn write_now<T, E>(
        &self,
        closure: impl FnOnce(&mut Conn) -> Result<T, E> + Send + 'static,
    ) -> Result<T, E>
    where
        T: Send + 'static,
        E: From<Error> + Send + 'static,
    {
        let (reply, answer) = mpsc::sync_channel(1);
        self.writer.submit(closure, move |result| drop(reply.send(result)));
        answer.recv().unwrap_or_else(|_| Err(E::from(unanswered())))
    }

    pub(crate) fn health(&self) -> Health {
        self.writer.health()
    }

    pub(crate) fn close(&self) {
        if let Some(readers) = &self.readers {
            readers.close();
        }
        self.writer.close();
    }
}

fn unanswered() -> Error {
    Error::Unknown { why: "the writing thread ended".to_owned() }
}

/// How a thread gets its connection.
#[derive(Debug, Clone)]
pub(crate) enum Connector {
    Sqlite(PathBuf),
    Postgres(String),
    Memory,
}

impl Connector {
    pub(crate) fn writer(&self) -> Result<Conn, Error> {
        match self {
            Self::Sqlite(path) => sqlite(path),
            Self::Postgres(url) => Conn::postgres(url),
            Self::Memory => Conn::memory(),
        }
    }

    pub(crate) fn reader(&self) -> Result<Conn, Error> {
        let mut conn = self.writer()?;
        if let Self::Sqlite(_) = self {
            conn.batch("PRAGMA query_only = ON")?;
        }
        Ok(conn)
    }
}

fn sqlite(path: &Path) -> Result<Conn, Error> {
    dialect::open_sqlite(path).map(Conn::sqlite)
}
