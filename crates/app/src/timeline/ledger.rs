//! Writes the lines of the timeline as entries are applied.

use crate::ledger::LedgerError;
use law::chronology::{Line, of_step};
use law::id::PersonId;
use law::journal::Recorded;
use law::step::Step;
use store::{Conn, params, sql, text};

/// Adds a line to the timelines of these people.
pub fn add(
    conn: &mut Conn,
    recorded: &Recorded,
    people: &[PersonId],
    kind: &str,
    line: &Line,
) -> Result<(), LedgerError> {
    let insert = sql!(
        "INSERT INTO timeline (person, seq, happened_at, kind, step, author, sentence, significance)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8) ON CONFLICT (person, seq) DO NOTHING"
    );
    let step = recorded.happening.step.map(|step| step.to_string());
    for person in people {
        let row = params![
            text(person),
            recorded.seq,
            happened(recorded),
            kind,
            step.as_deref(),
            text(recorded.by()),
            &line.sentence,
            line.significance.number()
        ];
        conn.execute(insert, row)?;
    }
    Ok(())
}

/// The moment of an entry: when it was recorded, or noon of the day on which it occurred where that is another day.
fn happened(recorded: &Recorded) -> String {
    let occurred = recorded.happening.occurred_on;
    match occurred.at(12, 0) {
        Ok(noon) if recorded.at().day() != occurred => noon.to_string(),
        _ => recorded.at().to_string(),
    }
}

/// Keeps the one line that a step has on the timeline of each of its people.
pub fn keep_step(conn: &mut Conn, step: &Step, since_seq: i64) -> Result<(), LedgerError> {
    let upsert = sql!(
        "INSERT INTO timeline (person, seq, happened_at, kind, step, author, sentence, significance)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8)
         ON CONFLICT (person, seq) DO UPDATE SET happened_at = excluded.happened_at, sentence = excluded.sentence,
         significance = excluded.significance"
    );
    let law = step.kind.law();
    let (happened, sentence) = (law.happened(step).to_string(), law.sentence(step));
    let significance = of_step(step).number();
    for person in step.people() {
        let row = params![
            text(person),
            since_seq,
            &happened,
            law.slug(),
            text(step.id),
            text(step.started_by),
            &sentence,
            significance
        ];
        conn.execute(upsert, row)?;
    }
    Ok(())
}
