//! Statements, each known by where it is written, so that a test can prepare them all on both engines.

use crate::dialect::Dialect;

/// One SQL statement and the place in the source where it stands.
///
/// Made by [`sql!`](crate::sql!) or [`sql_dialect!`](crate::sql_dialect!), never by hand.
#[derive(Debug)]
pub struct Sql {
    /// The statement, for SQLite and, unless `postgres` says otherwise, for PostgreSQL.
    pub text: &'static str,
    /// What PostgreSQL is told instead, where the two engines differ.
    pub postgres: Option<&'static str>,
    /// Source file that holds the statement.
    pub file: &'static str,
    /// Line in that file.
    pub line: u32,
}

impl Sql {
    /// The text that this engine is given.
    pub fn on(&self, dialect: Dialect) -> &'static str {
        match dialect {
            Dialect::Sqlite => self.text,
            Dialect::Postgres => self.postgres.unwrap_or(self.text),
        }
    }
}

/// An entry in the list of all statements of the program.
pub struct Registered(pub &'static Sql);

inventory::collect!(Registered);

/// Every statement written with [`sql!`](crate::sql!) in any crate that is linked in, in no particular order.
pub fn registered() -> impl Iterator<Item = &'static Sql> {
    inventory::iter::<Registered>().map(|entry| entry.0)
}

/// Writes one portable statement and registers it: `sql!("SELECT … WHERE id = $1")` is a `&'static Sql`.
///
/// Parameters are `$1..$n`. Keep to what both engines understand: TEXT for dates, times, JSON and ids, BIGINT, upsert,
/// RETURNING, window functions.
#[macro_export]
macro_rules! sql {
    ($text:expr $(,)?) => {
        $crate::__sql!($text, ::core::option::Option::None)
    };
}

/// Writes one statement whose text differs between the engines: `sql_dialect! { sqlite: "…", postgres: "…" }`.
///
/// Both texts take the same parameters and give the same columns.
#[macro_export]
macro_rules! sql_dialect {
    (sqlite: $sqlite:expr, postgres: $postgres:expr $(,)?) => {
        $crate::__sql!($sqlite, ::core::option::Option::Some($postgres))
    };
}

#[doc(hidden)]
#[macro_export]
macro_rules! __sql {
    ($text:expr, $postgres:expr) => {{
        static SQL: $crate::Sql =
            $crate::Sql { text: $text, postgres: $postgres, file: ::core::file!(), line: ::core::line!() };
        $crate::inventory::submit! { $crate::Registered(&SQL) }
        &SQL
    }};
}
