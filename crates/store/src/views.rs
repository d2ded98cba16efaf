//! Who looked at what, and why: committed before the first byte leaves, in a file of its own, chained like the journal.

use crate::conn::Conn;
use crate::db::{Health, Lane};
use crate::error::Error;
use crate::hash::{Fields, GENESIS};
use crate::journal::Broken;
use crate::migrate::{self, Migration};
use crate::params;
use crate::sql;
use crate::value::Row;

/// One look at something.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct View {
    /// Instant in UTC.
    pub at: String,
    /// Who looked.
    pub viewer: String,
    /// In what role.
    pub role: String,
    /// Whose record it was, where it was one person's.
    pub person: Option<String>,
    /// What was shown.
    pub what: String,
    /// Why.
    pub purpose: String,
}

/// What a check of the view log found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ViewReport {
    /// Views read.
    pub views: i64,
    /// The first that does not hold, if any.
    pub first_broken: Option<Broken>,
}

/// The log of views, with its own thread and its own file or connection.
pub struct ViewLog {
    lane: Lane,
}

const MIGRATIONS: &[Migration] = &[Migration { id: "store/0001-views", sql: include_str!("schema/views.sql") }];

impl ViewLog {
    pub(crate) fn open(lane: Lane) -> Result<Self, Error> {
        lane.write_now(|conn| migrate::apply(conn, MIGRATIONS))?;
        Ok(Self { lane })
    }

    /// Records views and waits until they are durable. If this is an error, show nothing.
    pub fn record(&self, views: Vec<View>) -> Result<(), Error> {
        self.lane.write_now(move |conn| append(conn, &views))
    }

    /// [`ViewLog::record`] for async callers.
    pub async fn record_async(&self, views: Vec<View>) -> Result<(), Error> {
        self.lane.write(move |conn| append(conn, &views)).await
    }

    /// Who looked at this person's record: newest first, at most `limit`.
    pub async fn of_person(&self, person: &str, limit: usize) -> Result<Vec<View>, Error> {
        let person = person.to_owned();
        self.lane.read(move |conn| of_person(conn, &person, limit)).await
    }

    /// What this person looked at: newest first, at most `limit`.
    pub async fn of_viewer(&self, viewer: &str, limit: usize) -> Result<Vec<View>, Error> {
        let viewer = viewer.to_owned();
        self.lane.read(move |conn| of_viewer(conn, &viewer, limit)).await
    }

    /// The people whom this viewer opened of late, the last first, each once: lists and searches aside. Looks back over the
    /// viewer's last few thousand views, so that its cost does not grow with their years of service. What was shown as `but`
    /// does not count.
    pub fn opened_by_now(&self, viewer: &str, but: &str, limit: usize) -> Result<Vec<String>, Error> {
        let (viewer, but) = (viewer.to_owned(), but.to_owned());
        self.lane.read_now(move |conn| opened_by(conn, &viewer, &but, limit))
    }

    /// [`ViewLog::of_person`] for callers outside async code.
    pub fn of_person_now(&self, person: &str, limit: usize) -> Result<Vec<View>, Error> {
        let person = person.to_owned();
        self.lane.read_now(move |conn| of_person(conn, &person, limit))
    }

    /// [`ViewLog::of_viewer`] for callers outside async code.
    pub fn of_viewer_now(&self, viewer: &str, limit: usize) -> Result<Vec<View>, Error> {
        let viewer = viewer.to_owned();
        self.lane.read_now(move |conn| of_viewer(conn, &viewer, limit))
    }

    /// Checks every view against the one before it; stops at the first that does not hold.
    pub fn verify(&self) -> Result<ViewReport, Error> {
        self.lane.read_now(verify)
    }

    pub(crate) fn health(&self) -> Health {
        self.lane.health()
    }

    pub(crate) fn lane(&self) -> &Lane {
        &self.lane
    }

    pub(crate) fn close(&self) {
        self.lane.close();
    }
}

fn append(conn: &mut Conn, views: &[View]) -> Result<(), Error> {
    let last = conn.query_opt(sql!("SELECT seq, hash FROM view_log ORDER BY seq DESC LIMIT 1"), params![])?;
    let (mut seq, mut prev) = match last {
        Some(row) => (row.get("seq")?, row.get("hash")?),
        None => (0, GENESIS.to_owned()),
    };
    for view in views {
        seq += 1;
        let hash = view_hash(&prev, seq, view);
        conn.execute(
            sql!(
                "INSERT INTO view_log (seq, at, viewer, role, person, what, purpose, prev_hash, hash)
                 VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)"
            ),
            params![seq, &view.at, &view.viewer, &view.role, &view.person, &view.what, &view.purpose, prev, &hash],
        )?;
        prev = hash;
    }
    Ok(())
}

fn view_hash(prev: &str, seq: i64, view: &View) -> String {
    Fields::new("kith views 1")
        .text(prev)
        .number(seq)
        .text(&view.at)
        .text(&view.viewer)
        .text(&view.role)
        .optional(view.person.as_deref())
        .text(&view.what)
        .text(&view.purpose)
        .finish()
}

fn view(row: &Row) -> Result<View, Error> {
    Ok(View {
        at: row.get("at")?,
        viewer: row.get("viewer")?,
        role: row.get("role")?,
        person: row.get("person")?,
        what: row.get("what")?,
        purpose: row.get("purpose")?,
    })
}

fn of_person(conn: &mut Conn, person: &str, limit: usize) -> Result<Vec<View>, Error> {
    let rows = conn
        .query(sql!("SELECT * FROM view_log WHERE person = $1 ORDER BY seq DESC LIMIT $2"), params![person, limit])?;
    rows.iter().map(view).collect()
}

fn of_viewer(conn: &mut Conn, viewer: &str, limit: usize) -> Result<Vec<View>, Error> {
    let rows = conn
        .query(sql!("SELECT * FROM view_log WHERE viewer = $1 ORDER BY seq DESC LIMIT $2"), params![viewer, limit])?;
    rows.iter().map(view).collect()
}

fn opened_by(conn: &mut Conn, viewer: &str, but: &str, limit: usize) -> Result<Vec<String>, Error> {
    let select = sql!(
        "SELECT person, MAX(seq) AS last FROM
           (SELECT person, seq, purpose, what FROM view_log WHERE viewer = $1 ORDER BY seq DESC LIMIT 4000) mine
         WHERE purpose <> 'list' AND what <> $2 AND person IS NOT NULL GROUP BY person ORDER BY last DESC LIMIT $3"
    );
    conn.query(select, params![viewer, but, limit])?.iter().map(|row| row.get("person")).collect()
}

fn verify(conn: &mut Conn) -> Result<ViewReport, Error> {
    let mut report = ViewReport { views: 0, first_broken: None };
    let mut prev = GENESIS.to_owned();
    loop {
        let rows =
            conn.query(sql!("SELECT * FROM view_log WHERE seq > $1 ORDER BY seq LIMIT 1000"), params![report.views])?;
        if rows.is_empty() {
            return Ok(report);
        }
        for row in &rows {
            let seq: i64 = row.get("seq")?;
            let hash: String = row.get("hash")?;
            if seq != report.views + 1 || hash != view_hash(&prev, seq, &view(row)?) {
                let why = "it was altered, or one before it was".to_owned();
                report.first_broken = Some(Broken { seq, why });
                return Ok(report);
            }
            report.views = seq;
            prev = hash;
        }
    }
}
