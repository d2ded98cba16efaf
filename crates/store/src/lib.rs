//! Databases, journal, view log, jobs and documents. Knows nothing of children.
//!
//! One record, two engines: SQLite inside by default, PostgreSQL by one setting. A caller writes one statement with
//! [`sql!`], hands a closure to [`Db::read`] or [`Db::write`], and never sees which engine answers.

pub mod command;
mod conn;
mod db;
mod dialect;
pub mod documents;
mod error;
mod hash;
pub mod jobs;
pub mod journal;
mod migrate;
mod postgres_value;
mod readers;
mod sql;
pub mod testing;
mod value;
pub mod views;
mod writer;

pub use conn::Conn;
pub use db::{Db, Health, Options, Target, check_statements};
pub use dialect::Dialect;
pub use documents::{CouncilKey, Documents, Stored};
pub use error::{Error, Rule};
#[doc(hidden)]
pub use inventory;
pub use journal::{Envelope, Sealed};
pub use migrate::{MIGRATIONS, Migration, apply};
pub use sql::{Registered, Sql, registered};
pub use value::{FromValue, Row, Value, text};
pub use views::{View, ViewLog};
pub use writer::Figures;
