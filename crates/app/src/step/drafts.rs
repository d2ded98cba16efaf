//! Drafts: what people type before they save it on purpose. Outside the journal, never a lock, never lost.
//!
//! A draft is the boxes of one question as they were typed, good or not. Where two people write different words from the same
//! beginning, the later to arrive stands beside the other in `draft_clash` until somebody chooses.

use super::fields::Pairs;
use super::queries::json;
use law::day::Moment;
use law::id::{PersonId, StepId, WorkerId};
use store::{Conn, Error, Row, params, sql, text};

/// The boxes of one question that are not saved on purpose yet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Draft {
    pub question: String,
    pub child: Option<PersonId>,
    pub fields: Pairs,
    pub worker: WorkerId,
    pub saved_at: Moment,
}

/// Words that lost a race and wait for somebody to choose.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Clash {
    pub id: i64,
    pub draft: Draft,
}

/// Which boxes: a question of a step, for the family or one child.
#[derive(Debug, Clone, Copy)]
pub struct Place<'a> {
    pub step: StepId,
    pub question: &'a str,
    pub child: Option<PersonId>,
}

impl Place<'_> {
    fn child(&self) -> String {
        self.child.map(|child| child.to_string()).unwrap_or_default()
    }
}

/// Every draft of a step.
pub fn of_step(conn: &mut Conn, step: StepId) -> Result<Vec<Draft>, Error> {
    let select =
        sql!("SELECT question, child, answer, worker, saved_at FROM draft WHERE step = $1 ORDER BY question, child");
    conn.query(select, params![text(step)])?.iter().map(draft).collect()
}

/// The draft of one question.
pub fn at(conn: &mut Conn, place: Place<'_>) -> Result<Option<Draft>, Error> {
    let select = sql!(
        "SELECT question, child, answer, worker, saved_at FROM draft WHERE step = $1 AND question = $2 AND child = $3"
    );
    conn.query_opt(select, params![text(place.step), place.question, place.child()])?.as_ref().map(draft).transpose()
}

/// Keeps what was typed, over what was there.
pub fn keep(
    conn: &mut Conn,
    place: Place<'_>,
    fields: &[(String, String)],
    by: WorkerId,
    now: Moment,
) -> Result<(), Error> {
    let upsert = sql!(
        "INSERT INTO draft (step, question, child, answer, version, worker, saved_at) VALUES ($1, $2, $3, $4, 1, $5, $6)
         ON CONFLICT (step, question, child) DO UPDATE SET answer = excluded.answer, version = draft.version + 1,
         worker = excluded.worker, saved_at = excluded.saved_at"
    );
    let row = params![text(place.step), place.question, place.child(), written(fields), text(by), text(now)];
    conn.execute(upsert, row)?;
    Ok(())
}

/// The draft is saved on purpose now, or says what stands already.
pub fn clear(conn: &mut Conn, place: Place<'_>) -> Result<(), Error> {
    let delete = sql!("DELETE FROM draft WHERE step = $1 AND question = $2 AND child = $3");
    conn.execute(delete, params![text(place.step), place.question, place.child()])?;
    Ok(())
}

/// All words that wait for a choice.
pub fn clashes(conn: &mut Conn, step: StepId) -> Result<Vec<Clash>, Error> {
    let select =
        sql!("SELECT id, question, child, answer, worker, saved_at FROM draft_clash WHERE step = $1 ORDER BY id");
    let rows = conn.query(select, params![text(step)])?;
    rows.iter().map(|row| Ok(Clash { id: row.get("id")?, draft: draft(row)? })).collect()
}

/// Keeps the words of a worker beside others that came first; their own earlier ones in the same race give way.
pub fn keep_clash(
    conn: &mut Conn,
    place: Place<'_>,
    fields: &[(String, String)],
    by: WorkerId,
    now: Moment,
) -> Result<(), Error> {
    drop_clash_of(conn, place, by)?;
    let insert = sql!(
        "INSERT INTO draft_clash (step, question, child, answer, worker, saved_at) VALUES ($1, $2, $3, $4, $5, $6)"
    );
    let row = params![text(place.step), place.question, place.child(), written(fields), text(by), text(now)];
    conn.execute(insert, row)?;
    Ok(())
}

/// The worker chose: their waiting words go.
pub fn drop_clash_of(conn: &mut Conn, place: Place<'_>, by: WorkerId) -> Result<(), Error> {
    let delete = sql!("DELETE FROM draft_clash WHERE step = $1 AND question = $2 AND child = $3 AND worker = $4");
    conn.execute(delete, params![text(place.step), place.question, place.child(), text(by)])?;
    Ok(())
}

/// Somebody chose between two versions on a page.
pub fn drop_clash(conn: &mut Conn, step: StepId, id: i64) -> Result<(), Error> {
    conn.execute(sql!("DELETE FROM draft_clash WHERE step = $1 AND id = $2"), params![text(step), id])?;
    Ok(())
}

fn draft(row: &Row) -> Result<Draft, Error> {
    Ok(Draft {
        question: row.get("question")?,
        child: match row.str("child")? {
            "" => None,
            _ => Some(row.parse("child")?),
        },
        fields: json(row, "answer")?,
        worker: row.parse("worker")?,
        saved_at: row.parse("saved_at")?,
    })
}

/// As kept: a list of names and values. Texts always write as JSON.
fn written(fields: &[(String, String)]) -> String {
    serde_json::json!(fields).to_string()
}
