//! One connection, of either engine, as a closure sees it.

use std::collections::HashMap;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use postgres::error::SqlState;
use postgres::types::ToSql;

use crate::dialect::{self, Dialect};
use crate::error::{Error, Rule};
use crate::sql::Sql;
use crate::value::{Row, Value};
use crate::writer::run_caught;

/// A connection inside a transaction that the store opened and will end.
///
/// After a failed statement on PostgreSQL the rest of the closure can do nothing, so let the error out with `?`.
pub struct Conn {
    inner: Inner,
}

enum Inner {
    Sqlite(rusqlite::Connection),
    Postgres(Box<Server>),
}

struct Server {
    client: postgres::Client,
    statements: HashMap<&'static str, Prepared>,
    /// Set when the server warned of something; at a commit, that it is here but perhaps not on a standby.
    warned: Arc<AtomicBool>,
    /// Set at the first error that ends the connection; the client itself may notice only later.
    broken: bool,
}

#[derive(Clone)]
struct Prepared {
    statement: postgres::Statement,
    columns: Arc<[String]>,
}

impl Conn {
    /// A database of its own in memory, for replaying a record. It has no tables until [`apply`](crate::apply) makes them.
    pub fn memory() -> Result<Self, Error> {
        Ok(Self::sqlite(dialect::open_memory()?))
    }

    pub(crate) fn sqlite(connection: rusqlite::Connection) -> Self {
        Self { inner: Inner::Sqlite(connection) }
    }

    /// Connects to PostgreSQL and checks its settings.
    pub(crate) fn postgres(url: &str) -> Result<Self, Error> {
        let mut config: postgres::Config = url.parse().map_err(unreachable)?;
        let warned = Arc::new(AtomicBool::new(false));
        let flag = Arc::clone(&warned);
        config.application_name("kith");
        // After a failover only the server that takes writes will do, for readers too: they must see what was just written.
        config.target_session_attrs(postgres::config::TargetSessionAttrs::ReadWrite);
        config.notice_callback(move |notice| {
            if notice.severity() == "WARNING" {
                tracing::warn!(message = notice.message(), "PostgreSQL");
                flag.store(true, Ordering::SeqCst);
            }
        });
        let mut client = config.connect(postgres::NoTls).map_err(unreachable)?;
        dialect::check_postgres(&mut client)?;
        let server = Server { client, statements: HashMap::new(), warned, broken: false };
        Ok(Self { inner: Inner::Postgres(Box::new(server)) })
    }

    /// Which engine this is.
    pub fn dialect(&self) -> Dialect {
        match self.inner {
            Inner::Sqlite(_) => Dialect::Sqlite,
            Inner::Postgres(_) => Dialect::Postgres,
        }
    }

    /// All rows of a statement.
    pub fn query(&mut self, sql: &Sql, values: &[Value]) -> Result<Vec<Row>, Error> {
        match &mut self.inner {
            Inner::Sqlite(connection) => sqlite_query(connection, sql, values),
            Inner::Postgres(server) => server.query(sql, values),
        }
    }

    /// The first row of a statement, if it gives any.
    pub fn query_opt(&mut self, sql: &Sql, values: &[Value]) -> Result<Option<Row>, Error> {
        Ok(self.query(sql, values)?.into_iter().next())
    }

    /// The first row of a statement; [`Error::NotFound`] where it gives none.
    pub fn query_one(&mut self, sql: &Sql, values: &[Value]) -> Result<Row, Error> {
        self.query_opt(sql, values)?.ok_or(Error::NotFound { file: sql.file, line: sql.line })
    }

    /// Runs a statement that gives no rows, and says how many rows it touched.
    pub fn execute(&mut self, sql: &Sql, values: &[Value]) -> Result<u64, Error> {
        match &mut self.inner {
            Inner::Sqlite(connection) => sqlite_execute(connection, sql, values),
            Inner::Postgres(server) => server.execute(sql, values),
        }
    }

    /// Runs a closure that may not write, on a connection that otherwise may.
    pub(crate) fn only_reading<T, E: From<Error>>(
        &mut self,
        closure: impl FnOnce(&mut Self) -> Result<T, E>,
    ) -> Result<T, E> {
        let pragma = |conn: &mut Self, text| match conn.dialect() {
            Dialect::Sqlite => conn.batch(text).map_err(|failure| E::from(failure.into())),
            Dialect::Postgres => Ok(()),
        };
        pragma(self, "PRAGMA query_only = ON")?;
        let result = run_caught(closure, self);
        pragma(self, "PRAGMA query_only = OFF")?;
        result
    }

    /// Has the engine read a statement without running it.
    pub(crate) fn prepare(&mut self, sql: &Sql) -> Result<(), Error> {
        match &mut self.inner {
            Inner::Sqlite(connection) => {
                connection.prepare(sql.text).map(drop).map_err(|error| sqlite_error(sql, &error))
            }
            Inner::Postgres(server) => server.prepared(sql).map(drop),
        }
    }

    /// Runs text that is not one of the program's statements: transactions, schema, settings.
    pub(crate) fn batch(&mut self, text: &str) -> Result<(), BatchFailure> {
        match &mut self.inner {
            Inner::Sqlite(connection) => connection.execute_batch(text).map_err(|error| BatchFailure {
                broken_rule: error.sqlite_error_code() == Some(rusqlite::ErrorCode::ConstraintViolation),
                message: error.to_string(),
            }),
            Inner::Postgres(server) => server.batch(text),
        }
    }

    /// Whether the connection is gone and another must be made.
    pub(crate) fn is_lost(&self) -> bool {
        match &self.inner {
            Inner::Sqlite(_) => false,
            Inner::Postgres(server) => server.is_lost(),
        }
    }

    /// Whether the transaction that was begun has been ended by the engine itself, as SQLite does on a full disk.
    pub(crate) fn lost_transaction(&self) -> bool {
        match &self.inner {
            Inner::Sqlite(connection) => connection.is_autocommit(),
            Inner::Postgres(server) => server.is_lost(),
        }
    }

    /// Forgets earlier warnings of the server, or says whether there were any since.
    pub(crate) fn take_warning(&mut self) -> bool {
        match &mut self.inner {
            Inner::Sqlite(_) => false,
            Inner::Postgres(server) => server.warned.swap(false, Ordering::SeqCst),
        }
    }
}

/// A failure of a transaction statement.
pub(crate) struct BatchFailure {
    /// A rule of the schema was broken, which is the closure's fault and not the engine's.
    pub(crate) broken_rule: bool,
    pub(crate) message: String,
}

impl From<BatchFailure> for Error {
    fn from(failure: BatchFailure) -> Self {
        Self::Engine(failure.message)
    }
}

fn unreachable(error: postgres::Error) -> Error {
    Error::Unavailable(server_message(&error))
}

/// The server's own words, without the detail, which may repeat what somebody wrote.
fn server_message(error: &postgres::Error) -> String {
    use std::error::Error as _;
    match (error.as_db_error(), error.source()) {
        (Some(said), _) => format!("{} ({})", said.message(), said.code().code()),
        (None, Some(source)) => format!("{error}: {source}"),
        (None, None) => error.to_string(),
    }
}

fn sqlite_query(connection: &rusqlite::Connection, sql: &Sql, values: &[Value]) -> Result<Vec<Row>, Error> {
    let failed = |error: rusqlite::Error| sqlite_error(sql, &error);
    let mut statement = connection.prepare_cached(sql.text).map_err(failed)?;
    bind(&mut statement, sql, values)?;
    let columns: Arc<[String]> = statement.column_names().map(str::to_owned).collect();
    let mut rows = statement.raw_query();
    let mut out = Vec::new();
    while let Some(row) = rows.next().map_err(failed)? {
        let values = (0..columns.len())
            .map(|index| sqlite_value(row.get_ref(index).map_err(failed)?, &columns[index]))
            .collect::<Result<Vec<_>, _>>()?;
        out.push(Row::new(Arc::clone(&columns), values));
    }
    Ok(out)
}

fn sqlite_execute(connection: &rusqlite::Connection, sql: &Sql, values: &[Value]) -> Result<u64, Error> {
    let failed = |error: rusqlite::Error| sqlite_error(sql, &error);
    let mut statement = connection.prepare_cached(sql.text).map_err(failed)?;
    bind(&mut statement, sql, values)?;
    let touched = statement.raw_execute().map_err(failed)?;
    Ok(touched as u64)
}

/// SQLite numbers `$1..$n` by first use, not by the figure; so each is looked up by its name.
fn bind(statement: &mut rusqlite::Statement<'_>, sql: &Sql, values: &[Value]) -> Result<(), Error> {
    for index in 1..=statement.parameter_count() {
        let value = statement
            .parameter_name(index)
            .and_then(|name| name.strip_prefix('$'))
            .and_then(|name| name.parse::<usize>().ok())
            .and_then(|number| number.checked_sub(1))
            .and_then(|number| values.get(number))
            .ok_or_else(|| Error::statement(sql, format!("no value for parameter {index}")))?;
        let bound = match value {
            Value::Null => statement.raw_bind_parameter(index, rusqlite::types::Null),
            Value::Int(number) => statement.raw_bind_parameter(index, number),
            // PostgreSQL cannot hold it, so SQLite may not either.
            Value::Text(text) if text.contains('\0') => return Err(Error::statement(sql, "text with a zero byte")),
            Value::Text(text) => statement.raw_bind_parameter(index, text),
            Value::Blob(bytes) => statement.raw_bind_parameter(index, bytes),
        };
        bound.map_err(|error| sqlite_error(sql, &error))?;
    }
    if values.len() > statement.parameter_count() {
        return Err(Error::statement(sql, "more values than parameters"));
    }
    Ok(())
}

fn sqlite_value(value: rusqlite::types::ValueRef<'_>, column: &str) -> Result<Value, Error> {
    use rusqlite::types::ValueRef;
    let wrong = |wanted: &str| Error::WrongType { column: column.to_owned(), wanted: wanted.to_owned() };
    Ok(match value {
        ValueRef::Null => Value::Null,
        ValueRef::Integer(number) => Value::Int(number),
        ValueRef::Text(bytes) => Value::Text(String::from_utf8(bytes.to_vec()).map_err(|_| wrong("UTF-8 text"))?),
        ValueRef::Blob(bytes) => Value::Blob(bytes.to_vec()),
        ValueRef::Real(_) => return Err(wrong("portable: a fraction; round it in the statement")),
    })
}

fn sqlite_error(sql: &Sql, error: &rusqlite::Error) -> Error {
    use rusqlite::ffi;
    let message = match error {
        // The long form repeats the whole statement.
        rusqlite::Error::SqlInputError { msg, .. } => msg.clone(),
        other => other.to_string(),
    };
    let Some(code) = error.sqlite_error() else {
        return Error::statement(sql, message);
    };
    if code.code != rusqlite::ErrorCode::ConstraintViolation {
        return Error::statement(sql, message);
    }
    let rule = match code.extended_code {
        ffi::SQLITE_CONSTRAINT_UNIQUE | ffi::SQLITE_CONSTRAINT_PRIMARYKEY | ffi::SQLITE_CONSTRAINT_ROWID => {
            Rule::Unique
        }
        ffi::SQLITE_CONSTRAINT_FOREIGNKEY => Rule::ForeignKey,
        ffi::SQLITE_CONSTRAINT_NOTNULL => Rule::NotNull,
        _ => Rule::Check,
    };
    Error::broken(sql, rule, message)
}

impl Server {
    fn is_lost(&self) -> bool {
        self.broken || self.client.is_closed()
    }

    fn batch(&mut self, text: &str) -> Result<(), BatchFailure> {
        self.client.batch_execute(text).map_err(|error| {
            self.broken |= ends_connection(&error);
            BatchFailure {
                broken_rule: error.code().is_some_and(|code| code.code().starts_with("23")),
                message: server_message(&error),
            }
        })
    }

    fn prepared(&mut self, sql: &Sql) -> Result<Prepared, Error> {
        let text = sql.on(Dialect::Postgres);
        if let Some(prepared) = self.statements.get(text) {
            return Ok(prepared.clone());
        }
        let made = self.client.prepare(text);
        let statement = made.map_err(|error| self.failed(sql, &error))?;
        let columns = statement.columns().iter().map(|column| column.name().to_owned()).collect();
        let prepared = Prepared { statement, columns };
        self.statements.insert(text, prepared.clone());
        Ok(prepared)
    }

    fn query(&mut self, sql: &Sql, values: &[Value]) -> Result<Vec<Row>, Error> {
        let prepared = self.prepared(sql)?;
        let parameters = parameters(sql, &prepared, values)?;
        match self.client.query(&prepared.statement, &parameters) {
            Ok(rows) => rows.iter().map(|row| server_row(sql, &prepared, row)).collect(),
            Err(error) => Err(self.failed(sql, &error)),
        }
    }

    fn execute(&mut self, sql: &Sql, values: &[Value]) -> Result<u64, Error> {
        let prepared = self.prepared(sql)?;
        let parameters = parameters(sql, &prepared, values)?;
        self.client.execute(&prepared.statement, &parameters).map_err(|error| self.failed(sql, &error))
    }

    fn failed(&mut self, sql: &Sql, error: &postgres::Error) -> Error {
        self.broken |= ends_connection(error);
        // A plan made before a migration gives other columns than its table now has; the next use prepares it afresh.
        if error.code() == Some(&SqlState::FEATURE_NOT_SUPPORTED) {
            self.statements.remove(sql.on(Dialect::Postgres));
        }
        server_error(sql, error)
    }
}

fn parameters<'a>(sql: &Sql, prepared: &Prepared, values: &'a [Value]) -> Result<Vec<&'a (dyn ToSql + Sync)>, Error> {
    let wanted = prepared.statement.params().len();
    if wanted != values.len() {
        let message = format!("{wanted} values are wanted and {} were given", values.len());
        return Err(Error::statement(sql, message));
    }
    Ok(values.iter().map(|value| value as &(dyn ToSql + Sync)).collect())
}

fn server_row(sql: &Sql, prepared: &Prepared, row: &postgres::Row) -> Result<Row, Error> {
    let values = (0..row.len())
        .map(|index| row.try_get(index).map_err(|error| server_error(sql, &error)))
        .collect::<Result<Vec<Value>, _>>()?;
    Ok(Row::new(Arc::clone(&prepared.columns), values))
}

/// Whether no more can be done on the connection: it is closed, cannot be read or written, or the server ended it.
fn ends_connection(error: &postgres::Error) -> bool {
    use std::error::Error as _;
    let cut = error.source().is_some_and(|source| source.is::<std::io::Error>());
    let ended = error.as_db_error().is_some_and(|said| matches!(said.severity(), "FATAL" | "PANIC"));
    error.is_closed() || cut || ended
}

fn server_error(sql: &Sql, error: &postgres::Error) -> Error {
    let message = server_message(error);
    if ends_connection(error) {
        return Error::Unavailable(message);
    }
    let Some(code) = error.code() else {
        return Error::statement(sql, message);
    };
    let rule = match *code {
        SqlState::UNIQUE_VIOLATION => Rule::Unique,
        SqlState::FOREIGN_KEY_VIOLATION => Rule::ForeignKey,
        SqlState::NOT_NULL_VIOLATION => Rule::NotNull,
        SqlState::CHECK_VIOLATION | SqlState::EXCLUSION_VIOLATION => Rule::Check,
        _ => return Error::statement(sql, message),
    };
    Error::broken(sql, rule, message)
}
