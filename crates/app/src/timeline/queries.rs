//! Reads the lines of a person's timeline, newest first, a page at a time.

use crate::child::card::by;
use crate::reader::OpenRecord;
use law::day::Moment;
use law::id::{PersonId, StepId, WorkerId};
use law::step::StepKind;
use store::{Conn, Error, Row, params, sql, text};

/// Lines on one page.
pub const PAGE: usize = 50;

/// One line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Line {
    pub person: PersonId,
    pub seq: i64,
    pub at: Moment,
    /// A kind of step, or `person`, `allocation`, `document`, `plan`.
    pub kind: String,
    pub step: Option<StepId>,
    pub by: String,
    pub sentence: String,
    /// 0 process, 1 ordinary, 2 significant.
    pub significance: i64,
}

/// What a reader wants to see.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Wanted {
    /// Empty for every kind.
    pub kind: String,
    pub author: Option<WorkerId>,
    /// The least significance.
    pub least: i64,
}

/// The place after which a page begins: the last line of the page before.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct After {
    pub at: String,
    pub seq: i64,
}

/// A page of lines, and whether older ones follow.
#[derive(Debug, Clone)]
pub struct Lines {
    pub lines: Vec<Line>,
    pub older: Option<i64>,
    /// How many lines there are in all, under the same filter.
    pub total: i64,
}

/// One page of the timeline of an opened record.
pub fn page(conn: &mut Conn, record: &OpenRecord, wanted: &Wanted, older: Option<i64>) -> Result<Lines, Error> {
    let after = match older {
        Some(seq) => place(conn, record.person(), seq)?,
        None => None,
    };
    let mut lines = read(conn, record.person(), wanted, after, PAGE + 1)?;
    let more = lines.len() > PAGE;
    lines.truncate(PAGE);
    let older = lines.last().filter(|_| more).map(|line| line.seq);
    Ok(Lines { total: count(conn, record.person(), wanted)?, lines, older })
}

/// Every line of an opened record: for print and for a household.
pub fn all(conn: &mut Conn, record: &OpenRecord, wanted: &Wanted) -> Result<Vec<Line>, Error> {
    read(conn, record.person(), wanted, None, ALL)
}

/// The most lines that one printed timeline holds for one person.
const ALL: usize = 20_000;

fn place(conn: &mut Conn, root: PersonId, seq: i64) -> Result<Option<After>, Error> {
    let select = sql!(
        "SELECT t.happened_at FROM timeline t JOIN person p ON p.id = t.person WHERE p.root = $1 AND t.seq = $2 LIMIT 1"
    );
    let row = conn.query_opt(select, params![text(root), seq])?;
    row.map(|row| Ok(After { at: row.get("happened_at")?, seq })).transpose()
}

fn read(
    conn: &mut Conn,
    root: PersonId,
    wanted: &Wanted,
    after: Option<After>,
    most: usize,
) -> Result<Vec<Line>, Error> {
    let select = sql!(
        "SELECT DISTINCT t.seq, t.happened_at, t.kind, t.step, t.sentence, t.significance, w.name AS author_name
         FROM timeline t JOIN person p ON p.id = t.person LEFT JOIN worker w ON w.id = t.author
         WHERE p.root = $1 AND t.significance >= $2 AND ($3 = '' OR t.kind = $4) AND ($5 = '' OR t.author = $6)
          AND (t.happened_at < $7 OR (t.happened_at = $8 AND t.seq < $9))
         ORDER BY t.happened_at DESC, t.seq DESC LIMIT $10"
    );
    let after = after.unwrap_or(After { at: "9999".to_owned(), seq: i64::MAX });
    let author = wanted.author.map(|id| id.to_string()).unwrap_or_default();
    let values = params![
        text(root),
        wanted.least,
        &wanted.kind,
        &wanted.kind,
        &author,
        &author,
        &after.at,
        &after.at,
        after.seq,
        most
    ];
    conn.query(select, values)?.iter().map(|row| line(row, root)).collect()
}

fn line(row: &Row, person: PersonId) -> Result<Line, Error> {
    Ok(Line {
        person,
        seq: row.get("seq")?,
        at: row.parse("happened_at")?,
        kind: row.get("kind")?,
        step: row.parse_opt("step")?,
        by: by(row, "author_name")?,
        sentence: row.get("sentence")?,
        significance: row.get("significance")?,
    })
}

fn count(conn: &mut Conn, root: PersonId, wanted: &Wanted) -> Result<i64, Error> {
    let select = sql!(
        "SELECT COUNT(DISTINCT t.seq) AS lines FROM timeline t JOIN person p ON p.id = t.person
         WHERE p.root = $1 AND t.significance >= $2 AND ($3 = '' OR t.kind = $4) AND ($5 = '' OR t.author = $6)"
    );
    let author = wanted.author.map(|id| id.to_string()).unwrap_or_default();
    let values = params![text(root), wanted.least, &wanted.kind, &wanted.kind, &author, &author];
    conn.query_one(select, values)?.get("lines")
}

/// The kinds and the authors that the record has lines of: what a filter may offer.
pub fn choices(conn: &mut Conn, record: &OpenRecord) -> Result<Choices, Error> {
    let select = sql!(
        "SELECT DISTINCT t.kind, t.author, w.name AS author_name FROM timeline t JOIN person p ON p.id = t.person
         LEFT JOIN worker w ON w.id = t.author WHERE p.root = $1"
    );
    let mut choices = Choices::default();
    for row in &conn.query(select, params![text(record.person())])? {
        let kind: String = row.get("kind")?;
        if !choices.kinds.contains(&kind) {
            choices.kinds.push(kind);
        }
        let author = (row.parse("author")?, by(row, "author_name")?);
        if !choices.authors.contains(&author) {
            choices.authors.push(author);
        }
    }
    choices.kinds.sort_by_key(|kind| kind_name(kind));
    choices.authors.sort_by(|a, b| a.1.cmp(&b.1).then(a.0.cmp(&b.0)));
    Ok(choices)
}

/// What a filter offers.
#[derive(Debug, Clone, Default)]
pub struct Choices {
    pub kinds: Vec<String>,
    pub authors: Vec<(WorkerId, String)>,
}

/// The word for a kind of line.
pub fn kind_name(kind: &str) -> String {
    match kind {
        "person" => "Facts about the person".to_owned(),
        "allocation" => "Allocation".to_owned(),
        "transfer" => "Transfer".to_owned(),
        "document" => "Documents".to_owned(),
        "plan" => "Outcomes of a plan".to_owned(),
        _ => StepKind::from_slug(kind).map_or_else(|| kind.replace('_', " "), StepKind::title),
    }
}
