//! A contact, consultation or out-of-hours episode before it begins: who called, about whom. Kept on the server, beside the
//! journal, so that nothing is lost when a browser goes back, a second tab opens or a session ends. Nobody is on the record,
//! and nothing is in the journal, until the work begins.

use crate::people::new_person::NewPerson;
use law::answer::Answer;
use law::day::{Day, Moment};
use law::fact::{Fact, Known};
use law::id::{PersonId, StepId, WorkerId};
use law::people::Birth;
use law::step::StepKind;
use serde::{Deserialize, Serialize};
use store::{Conn, Error, params, sql, text};
use uuid::Uuid;

/// An intake as it stands.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Intake {
    pub kind: StepKind,
    pub caller: Caller,
    pub members: Vec<Member>,
    /// What was typed in the last look for a person, so that the page has it when somebody comes back.
    #[serde(default)]
    pub sought: Vec<(String, String)>,
}

/// Who contacted the service, how and when.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Caller {
    pub received: Moment,
    /// Whether it came outside office hours; said by the worker, or else by the time.
    pub out_of_hours: bool,
    pub source: Option<String>,
    pub name: String,
    pub call_back: String,
    pub how: Option<String>,
}

/// Somebody whom the work is about.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Member {
    pub person: PersonId,
    pub part: Part,
    /// `Some` where the person is not on the record yet.
    pub new: Option<NewPerson>,
}

/// What somebody is in the work.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Part {
    Child,
    Other,
}

impl Part {
    /// The word of a form.
    pub fn slug(self) -> &'static str {
        match self {
            Part::Child => "child",
            Part::Other => "other",
        }
    }

    /// The part that this is for somebody born then: an adult is never the child of a contact.
    pub fn fits(self, birth: Birth, today: Day) -> Part {
        if birth.is_child(today) == Some(false) { Part::Other } else { self }
    }

    pub fn from_slug(slug: &str) -> Option<Part> {
        [Part::Child, Part::Other].into_iter().find(|part| part.slug() == slug)
    }
}

impl Intake {
    /// A new one, with nobody in it.
    pub fn new(kind: StepKind, caller: Caller) -> Self {
        Self { kind, caller, members: Vec::new(), sought: Vec::new() }
    }

    pub fn people(&self, part: Part) -> Vec<PersonId> {
        self.members.iter().filter(|member| member.part == part).map(|member| member.person).collect()
    }

    pub fn has(&self, person: PersonId) -> bool {
        self.members.iter().any(|member| member.person == person)
    }

    /// Puts somebody in; who is in already stays as they are.
    pub fn add(&mut self, member: Member) {
        if !self.has(member.person) {
            self.members.push(member);
        }
    }

    /// Takes somebody out, and with them whatever was said about being related to them.
    pub fn remove(&mut self, person: PersonId) {
        self.members.retain(|member| member.person != person);
        for related in self.members.iter_mut().filter_map(|member| member.new.as_mut()?.related.as_mut()) {
            related.to.retain(|to| *to != person);
        }
    }

    /// The caller's words as facts of the step, each under the kind's own name for it.
    pub fn facts(&self) -> Vec<Known> {
        let caller = &self.caller;
        let code = |code: &Option<String>| Answer::Code(code.clone().unwrap_or_default());
        let words = |words: &str| Answer::Words(words.to_owned());
        let (who, agency) = match self.kind {
            StepKind::Consultation => (Fact::AskedBy, Fact::AskedByAgency),
            _ => (Fact::SourceName, Fact::Source),
        };
        let said = [
            (Fact::ReceivedAt, Answer::Moment(caller.received)),
            (agency, code(&caller.source)),
            (who, words(&caller.name)),
            (Fact::SourceContact, words(&caller.call_back)),
            (Fact::How, code(&caller.how)),
            (Fact::OutOfHours, Answer::YesNo(caller.out_of_hours)),
        ];
        let asked = self.kind.law().asks();
        said.into_iter()
            .filter(|(fact, value)| asked.contains(fact) && !value.is_empty())
            .map(|(fact, value)| Known { fact, child: None, value })
            .collect()
    }
}

/// An intake of a worker: unfinished, or the step that it became.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Found {
    Unfinished(Box<Intake>),
    Begun(StepId),
}

/// Finds an intake of this worker. Another's is not there.
pub fn find(conn: &mut Conn, id: Uuid, worker: WorkerId) -> Result<Option<Found>, Error> {
    let select = sql!("SELECT body, step FROM intake WHERE id = $1 AND worker = $2");
    let Some(row) = conn.query_opt(select, params![text(id), text(worker)])? else { return Ok(None) };
    if let Some(step) = row.parse_opt("step")? {
        return Ok(Some(Found::Begun(step)));
    }
    Ok(Some(Found::Unfinished(Box::new(crate::step::queries::json(&row, "body")?))))
}

/// Keeps an intake. One that has begun is left as it is.
pub fn keep(conn: &mut Conn, id: Uuid, worker: WorkerId, intake: &Intake, at: Moment) -> Result<(), Error> {
    let upsert = sql!(
        "INSERT INTO intake (id, worker, body, step, updated_at) VALUES ($1, $2, $3, NULL, $4)
         ON CONFLICT (id) DO UPDATE SET body = excluded.body, updated_at = excluded.updated_at
         WHERE intake.worker = excluded.worker AND intake.step IS NULL"
    );
    let body = serde_json::to_string(intake).map_err(|_| wrong_body())?;
    conn.execute(upsert, params![text(id), text(worker), body, text(at)])?;
    Ok(())
}

fn wrong_body() -> Error {
    Error::WrongType { column: "body".to_owned(), wanted: "an intake".to_owned() }
}

/// The intake became a step: its words are in the journal and leave this table.
pub fn begun(conn: &mut Conn, id: Uuid, worker: WorkerId, step: StepId, at: Moment) -> Result<(), Error> {
    let set = sql!("UPDATE intake SET body = '{}', step = $1, updated_at = $2 WHERE id = $3 AND worker = $4");
    conn.execute(set, params![text(step), text(at), text(id), text(worker)])?;
    Ok(())
}

/// Throws an unfinished intake away.
pub fn discard(conn: &mut Conn, id: Uuid, worker: WorkerId) -> Result<(), Error> {
    let delete = sql!("DELETE FROM intake WHERE id = $1 AND worker = $2 AND step IS NULL");
    conn.execute(delete, params![text(id), text(worker)])?;
    Ok(())
}

/// The worker's unfinished intakes, newest first.
pub fn unfinished(conn: &mut Conn, worker: WorkerId) -> Result<Vec<(Uuid, Intake, Moment)>, Error> {
    let select = sql!(
        "SELECT id, body, updated_at FROM intake WHERE worker = $1 AND step IS NULL ORDER BY updated_at DESC, id LIMIT 20"
    );
    let rows = conn.query(select, params![text(worker)])?;
    let intake = |row| Ok((row_id(row)?, crate::step::queries::json(row, "body")?, row.parse("updated_at")?));
    rows.iter().map(intake).collect()
}

fn row_id(row: &store::Row) -> Result<Uuid, Error> {
    row.parse("id")
}
