//! For tests of any crate: the same test on every engine that is at hand.

use std::panic::{AssertUnwindSafe, catch_unwind, resume_unwind};
use std::path::PathBuf;
use std::sync::atomic::{AtomicU32, Ordering};

use crate::db::{Db, Options, Target};
use crate::error::Error;

/// Name of the setting that holds the URL of a PostgreSQL server on which tests may create databases.
pub const POSTGRES: &str = "KITH_TEST_POSTGRES";

static COUNTER: AtomicU32 = AtomicU32::new(0);

/// Runs a test on a fresh SQLite database and, where [`POSTGRES`] is set, on a fresh PostgreSQL database.
///
/// The database has the store's own tables, and goes when the test ends, however it ends.
///
/// # Panics
/// If the test panics, or a database cannot be made.
pub fn each_engine(test: impl Fn(Db)) {
    each_target(|target| {
        let db = opened(target, Options::default());
        let running = catch_unwind(AssertUnwindSafe(|| test(db.clone())));
        db.close();
        if let Err(panic) = running {
            resume_unwind(panic);
        }
    });
}

/// Like [`each_engine`], for tests that open the database themselves, perhaps several times.
///
/// # Panics
/// If the test panics, or a database cannot be made.
pub fn each_target(test: impl Fn(&Target)) {
    let folder = Folder::new();
    test(&Target::Sqlite(folder.0.clone()));
    drop(folder);
    match std::env::var(POSTGRES) {
        Ok(server) => {
            let database = Database::new(&server);
            test(&Target::Postgres(database.url.clone()));
        }
        Err(_) => println!("{POSTGRES} is not set: PostgreSQL was not tried"),
    }
}

fn opened(target: &Target, options: Options) -> Db {
    let open = || -> Result<Db, Error> {
        let db = Db::open(target, options)?;
        db.migrate(&[])?;
        Ok(db)
    };
    match open() {
        Ok(db) => db,
        Err(error) => panic!("no database to test on: {error}"),
    }
}

fn unique() -> String {
    let count = COUNTER.fetch_add(1, Ordering::Relaxed);
    format!("kith_test_{}_{count}", std::process::id())
}

/// A folder that goes when it is dropped.
struct Folder(PathBuf);

impl Folder {
    fn new() -> Self {
        Self(std::env::temp_dir().join(unique()))
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.0);
    }
}

/// A PostgreSQL database that goes when it is dropped.
struct Database {
    server: String,
    name: String,
    url: String,
}

impl Database {
    fn new(server: &str) -> Self {
        let name = unique();
        let create = format!("CREATE DATABASE {name} TEMPLATE template0 ENCODING 'UTF8' LC_COLLATE 'C' LC_CTYPE 'C'");
        if let Err(error) = run(server, &create) {
            panic!("no PostgreSQL database to test on: {error}");
        }
        Self { server: server.to_owned(), url: with_database(server, &name), name }
    }
}

impl Drop for Database {
    fn drop(&mut self) {
        if let Err(error) = run(&self.server, &format!("DROP DATABASE {} WITH (FORCE)", self.name)) {
            eprintln!("the test database {} is left behind: {error}", self.name);
        }
    }
}

/// On a thread of its own, for the client cannot be used inside async code.
fn run(server: &str, statement: &str) -> Result<(), String> {
    let work = || {
        let mut client = postgres::Client::connect(server, postgres::NoTls).map_err(|error| error.to_string())?;
        client.batch_execute(statement).map_err(|error| format!("{error:?}"))
    };
    std::thread::scope(|scope| {
        let thread = scope.spawn(work);
        thread.join().unwrap_or_else(|_| Err("the client panicked".to_owned()))
    })
}

/// The same server, another database.
fn with_database(server: &str, name: &str) -> String {
    let (address, query) = server.split_once('?').map_or((server, None), |(a, q)| (a, Some(q)));
    let after_scheme = address.find("://").map_or(0, |at| at + 3);
    let host_end = address[after_scheme..].find('/').map_or(address.len(), |at| after_scheme + at);
    let query = query.map_or(String::new(), |query| format!("?{query}"));
    format!("{}/{name}{query}", &address[..host_end])
}
