//! Schema changes, each applied once, each remembered with the hash of its text.

use crate::conn::Conn;
use crate::error::Error;
use crate::hash::sha256;
use crate::params;
use crate::sql;

/// One change of the schema.
///
/// Portable SQL, statements parted by `;` at the end of a line. Bytes are `BLOB`, a number that the database gives is
/// `INTEGER PRIMARY KEY`, and a statement that begins with the line `-- only: sqlite` or `-- only: postgres` is for that
/// engine alone. Once released, a migration is never changed; write another.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Migration {
    /// Unique and lasting: `store/0001-journal`.
    pub id: &'static str,
    /// The statements.
    pub sql: &'static str,
}

/// The store's own tables: journal, commands and jobs. [`Db::migrate`](crate::Db::migrate) always applies these first.
pub const MIGRATIONS: &[Migration] = &[
    Migration { id: "store/0001-journal", sql: include_str!("schema/0001-journal.sql") },
    Migration { id: "store/0002-job", sql: include_str!("schema/0002-job.sql") },
];

/// Applies what is not yet applied, in order, in the caller's transaction; gives the ids newly applied.
pub fn apply(conn: &mut Conn, migrations: &[Migration]) -> Result<Vec<&'static str>, Error> {
    conn.batch("CREATE TABLE IF NOT EXISTS schema_migration (id TEXT PRIMARY KEY, sha256 TEXT NOT NULL)")?;
    let mut applied = Vec::new();
    for migration in migrations {
        if apply_one(conn, migration)? {
            applied.push(migration.id);
        }
    }
    Ok(applied)
}

fn apply_one(conn: &mut Conn, migration: &Migration) -> Result<bool, Error> {
    let hash = sha256(migration.sql.as_bytes());
    let before = conn.query_opt(sql!("SELECT sha256 FROM schema_migration WHERE id = $1"), params![migration.id])?;
    if let Some(row) = before {
        return match row.str("sha256")? == hash {
            true => Ok(false),
            false => Err(failed(migration, "its text was changed after it was applied")),
        };
    }
    let dialect = conn.dialect();
    for statement in migration.sql.split(";\n").filter(|text| !text.trim().is_empty()) {
        if let Some(text) = dialect.schema(statement) {
            conn.batch(&text).map_err(|error| failed(migration, &error.message))?;
        }
    }
    conn.execute(sql!("INSERT INTO schema_migration (id, sha256) VALUES ($1, $2)"), params![migration.id, hash])?;
    Ok(true)
}

fn failed(migration: &Migration, why: &str) -> Error {
    Error::Migration { id: migration.id.to_owned(), why: why.to_owned() }
}
