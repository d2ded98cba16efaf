//! What can go wrong in the store, told so that a caller can decide and an operator can act.

use crate::sql::Sql;

/// A rule of the database that a statement broke.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Rule {
    /// A value that must be unique was already there.
    Unique,
    /// A row refers to another that is not there, or is still referred to.
    ForeignKey,
    /// A column that must be filled was left empty.
    NotNull,
    /// Any other check written in the schema.
    Check,
}

/// A failure in the store. Messages name statements and settings, never the values that were being written.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// A statement that must give a row gave none.
    #[error("no such row ({file}:{line})")]
    NotFound {
        /// Source file of the statement.
        file: &'static str,
        /// Line of the statement.
        line: u32,
    },
    /// A row has no such column.
    #[error("the row has no column {column}")]
    NoColumn {
        /// The name or number that was asked for.
        column: String,
    },
    /// A value is not of the type that was asked for.
    #[error("column {column} is not {wanted}")]
    WrongType {
        /// The column.
        column: String,
        /// The type that was asked for.
        wanted: String,
    },
    /// A statement broke a rule of the schema.
    #[error("{rule:?} rule broken ({file}:{line}): {message}")]
    Constraint {
        /// Which sort of rule.
        rule: Rule,
        /// What the engine said, without the values.
        message: String,
        /// Source file of the statement.
        file: &'static str,
        /// Line of the statement.
        line: u32,
    },
    /// The engine refused a statement.
    #[error("statement failed ({file}:{line}): {message}")]
    Statement {
        /// What the engine said.
        message: String,
        /// Source file of the statement.
        file: &'static str,
        /// Line of the statement.
        line: u32,
    },
    /// The engine failed outside any one statement: opening, beginning, ending.
    #[error("database: {0}")]
    Engine(String),
    /// The database cannot be reached at the moment; nothing of this was recorded.
    #[error("the database cannot be reached: {0}")]
    Unavailable(String),
    /// Writing has stopped after a failed commit; nothing of this was recorded.
    #[error("the record is read-only: {why}")]
    ReadOnly {
        /// The failure that stopped writing.
        why: String,
    },
    /// The commit was not answered: it may or may not be recorded. Repeat it with the same command id.
    #[error("this may or may not be recorded; repeat it with the same command id ({why})")]
    Unknown {
        /// What happened at the commit.
        why: String,
    },
    /// A closure panicked; its own changes were undone and nobody else's.
    #[error("a database closure panicked: {0}")]
    Panicked(String),
    /// The database has been closed.
    #[error("the database is closed")]
    Closed,
    /// A setting of the engine is not safe to run on.
    #[error("setting {name} is {found}; it must be {wanted}")]
    Setting {
        /// Name of the setting, as the engine spells it.
        name: &'static str,
        /// What it is.
        found: String,
        /// What it must be.
        wanted: &'static str,
    },
    /// A migration is not what was applied before, or failed.
    #[error("migration {id}: {why}")]
    Migration {
        /// Id of the migration.
        id: String,
        /// What is wrong.
        why: String,
    },
    /// A document cannot be stored, or is not what was stored.
    #[error("document: {0}")]
    Document(String),
    /// A file cannot be read or written.
    #[error("{path}: {source}")]
    Io {
        /// The file or folder.
        path: String,
        /// What the system said.
        source: std::io::Error,
    },
}

impl Error {
    /// Whether this is a repeat of something that must be unique.
    pub fn is_repeat(&self) -> bool {
        matches!(self, Self::Constraint { rule: Rule::Unique, .. })
    }

    /// Whether the same call may simply be made again later.
    pub fn may_repeat(&self) -> bool {
        matches!(self, Self::Unavailable(_) | Self::Unknown { .. })
    }

    pub(crate) fn io(path: &std::path::Path, source: std::io::Error) -> Self {
        Self::Io { path: path.display().to_string(), source }
    }

    pub(crate) fn statement(sql: &Sql, message: impl ToString) -> Self {
        Self::Statement { message: message.to_string(), file: sql.file, line: sql.line }
    }

    pub(crate) fn broken(sql: &Sql, rule: Rule, message: impl ToString) -> Self {
        Self::Constraint { rule, message: message.to_string(), file: sql.file, line: sql.line }
    }
}
