//! The journal: entries appended once, never changed, each with a hash over the one before.

use crate::conn::Conn;
use crate::error::Error;
use crate::hash::{Fields, GENESIS, sha256};
use crate::params;
use crate::sql;
use crate::value::Row;

/// An entry before it has its place in the journal. All of it is opaque to the store.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Envelope {
    /// Id of the entry, unique for all time.
    pub id: String,
    /// Instant in UTC at which it was written down.
    pub recorded_at: String,
    /// Day on which it happened.
    pub occurred_on: String,
    /// Who wrote it.
    pub author: String,
    /// In what role they wrote it.
    pub role: String,
    /// The command that led to it.
    pub command: String,
    /// The people it is about. Kept sorted and without repeats.
    pub people: Vec<String>,
    /// The step it belongs to, if any.
    pub step: Option<String>,
    /// Kind of entry.
    pub kind: String,
    /// Version of the shape of the body.
    pub version: i64,
    /// The entry itself, as JSON.
    pub body: String,
}

/// An entry in its place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sealed {
    /// Place in the journal, from 1, without gaps.
    pub seq: i64,
    /// The entry. The body is empty where it was destroyed: see `destroyed`.
    pub envelope: Envelope,
    /// Whether the body has been lawfully destroyed.
    pub destroyed: bool,
    /// SHA-256 of the body, which stays when the body goes.
    pub body_hash: String,
    /// Hash of the entry before.
    pub prev_hash: String,
    /// Hash of this entry.
    pub hash: String,
}

impl Sealed {
    /// The body, unless it has been destroyed.
    pub fn body(&self) -> Option<&str> {
        (!self.destroyed).then_some(self.envelope.body.as_str())
    }
}

/// The last place taken, and its hash. Keep it elsewhere to prove later that nothing was cut from the end.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Head {
    /// Place of the last entry; 0 where there is none.
    pub seq: i64,
    /// Its hash.
    pub hash: String,
}

/// Reads the head of the journal.
pub fn head(conn: &mut Conn) -> Result<Head, Error> {
    let last = conn.query_opt(sql!("SELECT seq, hash FROM journal ORDER BY seq DESC LIMIT 1"), params![])?;
    Ok(match last {
        Some(row) => Head { seq: row.get("seq")?, hash: row.get("hash")? },
        None => Head { seq: 0, hash: GENESIS.to_owned() },
    })
}

/// Appends an entry at the end. Must be in a writing closure, where nobody else can take the same place.
pub fn append(conn: &mut Conn, entry: &Envelope) -> Result<Sealed, Error> {
    let head = head(conn)?;
    let mut envelope = entry.clone();
    envelope.people.sort();
    envelope.people.dedup();
    let body_hash = sha256(envelope.body.as_bytes());
    let seq = head.seq + 1;
    let hash = entry_hash(&head.hash, seq, &envelope, &body_hash);
    let sealed = Sealed { seq, envelope, destroyed: false, body_hash, prev_hash: head.hash, hash };
    insert(conn, &sealed)?;
    Ok(sealed)
}

fn insert(conn: &mut Conn, sealed: &Sealed) -> Result<(), Error> {
    let entry = &sealed.envelope;
    conn.execute(
        sql!(
            "INSERT INTO journal (seq, id, recorded_at, occurred_on, author, role, command, people, step, kind, version,
               body, body_hash, prev_hash, hash)
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15)"
        ),
        params![
            sealed.seq,
            &entry.id,
            &entry.recorded_at,
            &entry.occurred_on,
            &entry.author,
            &entry.role,
            &entry.command,
            people_text(&entry.people),
            &entry.step,
            &entry.kind,
            entry.version,
            &entry.body,
            &sealed.body_hash,
            &sealed.prev_hash,
            &sealed.hash
        ],
    )?;
    for person in &entry.people {
        conn.execute(sql!("INSERT INTO journal_person (person, seq) VALUES ($1, $2)"), params![person, sealed.seq])?;
    }
    Ok(())
}

fn people_text(people: &[String]) -> String {
    serde_json::Value::from(people.to_vec()).to_string()
}

pub(crate) fn entry_hash(prev: &str, seq: i64, entry: &Envelope, body_hash: &str) -> String {
    Fields::new("kith journal 1")
        .text(prev)
        .number(seq)
        .text(&entry.id)
        .text(&entry.recorded_at)
        .text(&entry.occurred_on)
        .text(&entry.author)
        .text(&entry.role)
        .text(&entry.command)
        .list(&entry.people)
        .optional(entry.step.as_deref())
        .text(&entry.kind)
        .number(entry.version)
        .text(body_hash)
        .finish()
}

fn sealed(row: &Row) -> Result<Sealed, Error> {
    let people: String = row.get("people")?;
    let body: Option<String> = row.get("body")?;
    let people = serde_json::from_str(&people)
        .map_err(|_| Error::WrongType { column: "people".to_owned(), wanted: "a list of ids".to_owned() })?;
    Ok(Sealed {
        seq: row.get("seq")?,
        destroyed: body.is_none(),
        envelope: Envelope {
            id: row.get("id")?,
            recorded_at: row.get("recorded_at")?,
            occurred_on: row.get("occurred_on")?,
            author: row.get("author")?,
            role: row.get("role")?,
            command: row.get("command")?,
            people,
            step: row.get("step")?,
            kind: row.get("kind")?,
            version: row.get("version")?,
            body: body.unwrap_or_default(),
        },
        body_hash: row.get("body_hash")?,
        prev_hash: row.get("prev_hash")?,
        hash: row.get("hash")?,
    })
}

/// Hands over every entry from a place on, oldest first, read `chunk` at a time.
pub fn each<E: From<Error>>(
    conn: &mut Conn,
    from_seq: i64,
    chunk: usize,
    mut take: impl FnMut(Sealed) -> Result<(), E>,
) -> Result<(), E> {
    let mut next = from_seq;
    loop {
        let rows = conn
            .query(sql!("SELECT * FROM journal WHERE seq >= $1 ORDER BY seq LIMIT $2"), params![next, chunk.max(1)])?;
        let Some(last) = rows.last() else {
            return Ok(());
        };
        next = last.get::<i64>("seq")? + 1;
        for row in &rows {
            take(sealed(row)?)?;
        }
    }
}

/// One entry by its place.
pub fn at(conn: &mut Conn, seq: i64) -> Result<Option<Sealed>, Error> {
    conn.query_opt(sql!("SELECT * FROM journal WHERE seq = $1"), params![seq])?.as_ref().map(sealed).transpose()
}

/// Entries about any of these people (one person's joined records, or a household), newest first, at most `limit`;
/// `before_seq` asks for the page after the one that ended there.
pub fn of_person(
    conn: &mut Conn,
    people: &[String],
    limit: usize,
    before_seq: Option<i64>,
) -> Result<Vec<Sealed>, Error> {
    let mut found = Vec::new();
    for person in people {
        let rows = conn.query(
            sql!(
                "SELECT j.* FROM journal_person p JOIN journal j ON j.seq = p.seq
                 WHERE p.person = $1 AND p.seq < $2 ORDER BY p.seq DESC LIMIT $3"
            ),
            params![person, before_seq.unwrap_or(i64::MAX), limit],
        )?;
        for row in &rows {
            found.push(sealed(row)?);
        }
    }
    found.sort_by_key(|entry| std::cmp::Reverse(entry.seq));
    found.dedup_by_key(|entry| entry.seq);
    found.truncate(limit);
    Ok(found)
}

/// All entries of one step, oldest first.
pub fn of_step(conn: &mut Conn, step: &str) -> Result<Vec<Sealed>, Error> {
    let rows = conn.query(sql!("SELECT * FROM journal WHERE step = $1 ORDER BY seq"), params![step])?;
    rows.iter().map(sealed).collect()
}

/// Lawful destruction: drops the body of an entry and keeps its hash, so that the chain still verifies.
pub fn drop_body(conn: &mut Conn, seq: i64) -> Result<(), Error> {
    conn.query_one(sql!("UPDATE journal SET body = NULL WHERE seq = $1 RETURNING seq"), params![seq]).map(drop)
}

/// Where a chain stops holding.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Broken {
    /// Place of the first entry that does not hold.
    pub seq: i64,
    /// What is wrong with it.
    pub why: String,
}

/// What a check of the chain found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ChainReport {
    /// Entries read.
    pub entries: i64,
    /// Entries whose body was lawfully destroyed.
    pub destroyed: i64,
    /// The first entry that does not hold, if any.
    pub first_broken: Option<Broken>,
    /// The last entry read, for comparing with a head kept elsewhere.
    pub head: Head,
}

/// Checks every entry against the one before it, its body against its hash, and the index of people against the entries.
///
/// Stops at the first that does not hold. `progress` is told how many of how many are done.
pub fn verify(conn: &mut Conn, progress: &mut dyn FnMut(i64, i64)) -> Result<ChainReport, Error> {
    let total: i64 = conn.query_one(sql!("SELECT COUNT(*) AS total FROM journal"), params![])?.get("total")?;
    let mut report =
        ChainReport { entries: 0, destroyed: 0, first_broken: None, head: Head { seq: 0, hash: GENESIS.to_owned() } };
    while report.first_broken.is_none() && verify_chunk(conn, &mut report)? {
        progress(report.entries, total);
    }
    Ok(report)
}

/// Checks the next thousand entries; `false` when there are no more.
fn verify_chunk(conn: &mut Conn, report: &mut ChainReport) -> Result<bool, Error> {
    let rows =
        conn.query(sql!("SELECT * FROM journal WHERE seq > $1 ORDER BY seq LIMIT 1000"), params![report.head.seq])?;
    let Some(last) = rows.last() else {
        return Ok(false);
    };
    let indexed = conn.query(
        sql!("SELECT seq, person FROM journal_person WHERE seq > $1 AND seq <= $2"),
        params![report.head.seq, last.get::<i64>("seq")?],
    )?;
    let mut index = std::collections::HashMap::<i64, Vec<String>>::new();
    for row in &indexed {
        index.entry(row.get("seq")?).or_default().push(row.get("person")?);
    }
    for row in &rows {
        let entry = sealed(row)?;
        let mut people = index.remove(&entry.seq).unwrap_or_default();
        people.sort();
        if let Some(why) = fault(&report.head, &entry, &people) {
            report.first_broken = Some(Broken { seq: entry.seq, why });
            return Ok(false);
        }
        report.entries += 1;
        report.destroyed += i64::from(entry.destroyed);
        report.head = Head { seq: entry.seq, hash: entry.hash };
    }
    Ok(true)
}

fn fault(before: &Head, entry: &Sealed, indexed: &[String]) -> Option<String> {
    if entry.seq != before.seq + 1 {
        return Some(format!("entry {} is missing", before.seq + 1));
    }
    if entry.prev_hash != before.hash {
        return Some("it does not follow the entry before it".to_owned());
    }
    if entry.body().is_some_and(|body| sha256(body.as_bytes()) != entry.body_hash) {
        return Some("its body was altered".to_owned());
    }
    if entry.hash != entry_hash(&entry.prev_hash, entry.seq, &entry.envelope, &entry.body_hash) {
        return Some("it was altered".to_owned());
    }
    (indexed != entry.envelope.people).then(|| "the index of people does not agree with it".to_owned())
}
