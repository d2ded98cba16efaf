//! Reads steps. What gives content asks for an [`crate::reader::OpenRecord`]; what the ledgers need stands apart.

use crate::part::queries as part;
use law::answer::{Answer, Answers, Asked, Given};
use law::fact::{Fact, Facts, Known};
use law::id::{PersonId, StepId};
use law::journal::Recorded;
use law::step::looks::Look;
use law::step::{Around, FormRef, Lateness, State, Step, StepEntry, StepKind};
use store::{Conn, Error, Row, params, sql, text};

/// A step with its facts, decisions and reasons for lateness, but without the words of its answers.
pub fn load_without_answers(conn: &mut Conn, id: StepId) -> Result<Option<Step>, Error> {
    let select = sql!(
        "SELECT id, kind, state_facts, form, pack, owner, team, opened_by, started_at, started_by, submitted_at
         FROM step WHERE id = $1"
    );
    let Some(row) = conn.query_opt(select, params![text(id)])? else { return Ok(None) };
    let mut step = of_row(&row)?;
    people(conn, &mut step)?;
    step.facts = facts(conn, id)?;
    let decided = conn.query(sql!("SELECT body FROM decision WHERE step = $1 ORDER BY child"), params![text(id)])?;
    for row in &decided {
        step.decisions.push(json(row, "body")?);
    }
    step.lateness = lateness(conn, id)?;
    step.seats = part::seats(conn, id)?;
    step.agreed = part::agreed(conn, id)?;
    step.checks = part::checks(conn, id)?;
    Ok(Some(step))
}

/// The whole step.
pub fn load(conn: &mut Conn, id: StepId) -> Result<Option<Step>, Error> {
    let Some(mut step) = load_without_answers(conn, id)? else { return Ok(None) };
    step.answers = answers(conn, id)?;
    Ok(Some(step))
}

/// The other open steps of these children, without the words of their answers, oldest first: what [`law::step::follow`] asks for.
pub fn beside(conn: &mut Conn, children: &[PersonId], but: Option<StepId>) -> Result<Vec<Step>, Error> {
    let select = sql!(
        "SELECT s.id FROM step s JOIN step_person sp ON sp.step = s.id
         WHERE sp.person = $1 AND sp.part = 'child' AND s.is_open = 1 ORDER BY s.started_at, s.id"
    );
    let mut found: Vec<StepId> = Vec::new();
    for child in children {
        for row in &conn.query(select, params![text(child)])? {
            let id: StepId = row.parse("id")?;
            if Some(id) != but && !found.contains(&id) {
                found.push(id);
            }
        }
    }
    let mut steps = Vec::with_capacity(found.len());
    for id in found {
        steps.extend(load_without_answers(conn, id)?);
    }
    Ok(steps)
}

fn of_row(row: &Row) -> Result<Step, Error> {
    let kind = row.get::<String>("kind")?;
    let form = row.get::<Option<String>>("form")?.zip(row.get::<Option<String>>("pack")?);
    Ok(Step {
        id: row.parse("id")?,
        kind: StepKind::from_slug(&kind).ok_or_else(|| wrong("kind", "a kind of step"))?,
        form: form.map(|(slug, pack)| FormRef { slug, pack }),
        children: Vec::new(),
        others: Vec::new(),
        owner: row.parse_opt("owner")?,
        team: row.parse_opt("team")?,
        opened_by: row.parse_opt("opened_by")?,
        started: row.parse("started_at")?,
        started_by: row.parse("started_by")?,
        state: json::<State>(row, "state_facts")?,
        submitted: row.parse_opt("submitted_at")?,
        answers: Answers::default(),
        facts: Facts::default(),
        decisions: Vec::new(),
        lateness: Vec::new(),
        seats: Vec::new(),
        agreed: Vec::new(),
        checks: Vec::new(),
    })
}

fn people(conn: &mut Conn, step: &mut Step) -> Result<(), Error> {
    let select = sql!("SELECT person, part FROM step_person WHERE step = $1 ORDER BY place");
    for row in &conn.query(select, params![text(step.id)])? {
        let person: PersonId = row.parse("person")?;
        match row.str("part")? {
            "child" => step.children.push(person),
            _ => step.others.push(person),
        }
    }
    Ok(())
}

/// The facts of a step.
pub fn facts(conn: &mut Conn, step: StepId) -> Result<Facts, Error> {
    let rows = conn.query(sql!("SELECT fact, child, value FROM step_fact WHERE step = $1"), params![text(step)])?;
    let known = rows.iter().filter_map(|row| {
        // A fact that this build no longer knows stays in the journal and is passed over here.
        let fact = Fact::from_slug(row.str("fact").ok()?)?;
        Some(json::<Answer>(row, "value").and_then(|value| Ok(Known { fact, child: child(row)?, value })))
    });
    known.collect()
}

fn answers(conn: &mut Conn, step: StepId) -> Result<Answers, Error> {
    let rows =
        conn.query(sql!("SELECT question, child, answer FROM step_answer WHERE step = $1"), params![text(step)])?;
    let given = rows.iter().map(|row| {
        let asked = Asked { question: row.get("question")?, child: child(row)? };
        Ok(Given { asked, answer: json(row, "answer")? })
    });
    given.collect()
}

fn child(row: &Row) -> Result<Option<PersonId>, Error> {
    match row.str("child")? {
        "" => Ok(None),
        _ => row.parse("child").map(Some),
    }
}

/// Reasons for lateness, oldest first. They stand in the journal; the clock's row keeps the latest.
fn lateness(conn: &mut Conn, step: StepId) -> Result<Vec<Lateness>, Error> {
    let select =
        sql!("SELECT rule, child, reason FROM clock WHERE step = $1 AND reason IS NOT NULL ORDER BY rule, child");
    let rows = conn.query(select, params![text(step)])?;
    rows.iter()
        .map(|row| Ok(Lateness { rule: row.get("rule")?, child: child(row)?, reason: row.get("reason")? }))
        .collect()
}

/// What stands round a step and meets its clocks. A child whose records were joined was looked at under any of them.
pub fn around(conn: &mut Conn, step: &Step) -> Result<Around, Error> {
    if !step.clocks().iter().any(|timed| timed.rule.look().is_some()) {
        return Ok(Around::default());
    }
    let select = sql!(
        "SELECT sp.person AS child, l.taken_at FROM step_person sp JOIN person mine ON mine.id = sp.person
         JOIN person other ON other.root = mine.root JOIN manager_look l ON l.child = other.id
         WHERE sp.step = $1 AND sp.part = 'child' ORDER BY l.taken_at, sp.person"
    );
    let rows = conn.query(select, params![text(step.id)])?;
    let look = |row: &Row| Ok(Look { child: row.parse("child")?, at: row.parse("taken_at")? });
    Ok(Around { looks: rows.iter().map(look).collect::<Result<_, Error>>()? })
}

/// Open steps with a running clock, about a child at whom this oversight entry looked.
pub fn looked_at_in(conn: &mut Conn, oversight: StepId) -> Result<Vec<StepId>, Error> {
    let select = sql!(
        "SELECT DISTINCT sp.step FROM manager_look l JOIN person mine ON mine.id = l.child
         JOIN person other ON other.root = mine.root JOIN step_person sp ON sp.person = other.id AND sp.part = 'child'
         JOIN clock c ON c.step = sp.step AND c.running = 1 WHERE l.step = $1 ORDER BY sp.step"
    );
    conn.query(select, params![text(oversight)])?.iter().map(|row| row.parse("step")).collect()
}

/// The journal's number of the entry that began the step.
pub fn since_seq(conn: &mut Conn, step: StepId) -> Result<i64, Error> {
    conn.query_one(sql!("SELECT since_seq FROM step WHERE id = $1"), params![text(step)])?.get("since_seq")
}

/// Reads a column of JSON.
pub fn json<T: serde::de::DeserializeOwned>(row: &Row, column: &str) -> Result<T, Error> {
    serde_json::from_str(row.str(column)?).map_err(|_| wrong(column, "readable JSON"))
}

fn wrong(column: &str, wanted: &str) -> Error {
    Error::WrongType { column: column.to_owned(), wanted: wanted.to_owned() }
}

/// The entries of one step, oldest first: its history.
pub fn history(conn: &mut Conn, step: StepId) -> Result<Vec<Recorded>, crate::command::JournalError> {
    let sealed = store::journal::of_step(conn, &step.to_string())?;
    sealed.iter().filter_map(|one| crate::command::read(one).transpose()).collect()
}

/// Whether an entry belongs on the step's history as a person reads it.
pub fn is_step_entry(recorded: &Recorded) -> Option<&StepEntry> {
    match &recorded.happening.entry {
        law::journal::Entry::Step(entry) => Some(entry),
        _ => None,
    }
}
