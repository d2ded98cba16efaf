//! One command: state is read, law asked, entries appended and applied, all in one transaction; a repeat is done once.

use crate::council::Council;
use crate::ledger::{self, LedgerError};
use law::day::Moment;
use law::id::{CommandId, EntryId, PersonId, StepId};
use law::journal::{Author, BODY_VERSION, Happening, Recorded, Unreadable, read_body, write_body};
use law::role::Role;
use law::step::act::Refusal;
use serde::{Deserialize, Serialize};
use store::{Conn, Envelope, Sealed};

/// Who asks for something to be done, when, and under which id.
#[derive(Debug, Clone, Copy)]
pub struct Command {
    /// Made by the caller before it asks; a repeat under the same id is answered from the first.
    pub id: CommandId,
    pub author: Author,
    pub at: Moment,
}

/// What a command did.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Done {
    /// Steps that it began, in order.
    pub started: Vec<StepId>,
    /// People who entered the record with it.
    pub people: Vec<PersonId>,
    /// The last entry's number in the journal; `None` where nothing had to be recorded.
    pub last_seq: Option<i64>,
}

/// Why a command did nothing.
#[derive(Debug, thiserror::Error)]
pub enum Rejected {
    /// Law refuses: to be fixed by the person, or not theirs to do.
    #[error("refused")]
    Refused(Refusal),
    /// What it is about is not on the record, or not for this person to know of.
    #[error("not on the record")]
    Absent,
    #[error(transparent)]
    Ledger(#[from] LedgerError),
    #[error(transparent)]
    Store(#[from] store::Error),
    #[error(transparent)]
    Journal(#[from] JournalError),
}

impl From<Refusal> for Rejected {
    fn from(refusal: Refusal) -> Self {
        Rejected::Refused(refusal)
    }
}

/// A journal that this build cannot read.
#[derive(Debug, thiserror::Error)]
pub enum JournalError {
    #[error(transparent)]
    Store(#[from] store::Error),
    #[error("entry {seq}: {why}")]
    Entry { seq: i64, why: String },
}

impl Council {
    /// Runs a command. `decide` reads state and gives what happens, or refuses.
    pub async fn run<F>(&self, command: Command, decide: F) -> Result<Done, Rejected>
    where
        F: FnOnce(&mut Conn) -> Result<Vec<Happening>, Rejected> + Send + 'static,
    {
        let council = self.clone();
        self.db.write(move |conn| council.perform(conn, command, decide)).await
    }

    /// [`Council::run`] for the command line and the synthetic council.
    pub fn run_now<F>(&self, command: Command, decide: F) -> Result<Done, Rejected>
    where
        F: FnOnce(&mut Conn) -> Result<Vec<Happening>, Rejected> + Send + 'static,
    {
        let council = self.clone();
        self.db.write_now(move |conn| council.perform(conn, command, decide))
    }

    /// The command inside a transaction that the caller holds.
    pub fn perform(
        &self,
        conn: &mut Conn,
        command: Command,
        decide: impl FnOnce(&mut Conn) -> Result<Vec<Happening>, Rejected>,
    ) -> Result<Done, Rejected> {
        let id = command.id.to_string();
        if let Some(before) = store::command::outcome(conn, &id)? {
            return serde_json::from_str(&before).map_err(|error| LedgerError::from(error).into());
        }
        let mut done = Done::default();
        for happening in decide(conn)? {
            let recorded = self.append(conn, command, happening)?;
            note(&mut done, &recorded);
            ledger::apply(conn, &recorded, &self.reckoner)?;
        }
        let outcome = serde_json::to_string(&done).map_err(LedgerError::from)?;
        store::command::record(conn, &id, &outcome)?;
        Ok(done)
    }

    fn append(&self, conn: &mut Conn, command: Command, happening: Happening) -> Result<Recorded, Rejected> {
        let id = EntryId(self.dice.id(command.at));
        let body = write_body(&happening.entry, happening.origin.as_ref()).map_err(LedgerError::from)?;
        let sealed = store::journal::append(
            conn,
            &Envelope {
                id: id.to_string(),
                recorded_at: command.at.to_string(),
                occurred_on: happening.occurred_on.to_string(),
                author: command.author.worker.to_string(),
                role: command.author.role.slug().to_owned(),
                command: command.id.to_string(),
                people: happening.people.iter().map(ToString::to_string).collect(),
                step: happening.step.map(|step| step.to_string()),
                kind: happening.entry.kind(),
                version: BODY_VERSION,
                body,
            },
        )?;
        Ok(Recorded {
            seq: sealed.seq,
            id,
            recorded_at: command.at,
            author: command.author,
            command: command.id,
            happening,
        })
    }
}

fn note(done: &mut Done, recorded: &Recorded) {
    use law::journal::Entry;
    use law::people::PersonEntry;
    use law::step::StepEntry;
    done.last_seq = Some(recorded.seq);
    match &recorded.happening.entry {
        Entry::Step(StepEntry::Started(started)) => done.started.push(started.step),
        Entry::Person(PersonEntry::Recorded { person, .. }) => done.people.push(*person),
        _ => {}
    }
}

/// An entry of the journal, read. `None` where its body was lawfully destroyed.
pub fn read(sealed: &Sealed) -> Result<Option<Recorded>, JournalError> {
    let broken = |why: &str| JournalError::Entry { seq: sealed.seq, why: why.to_owned() };
    let Some(body) = sealed.body() else { return Ok(None) };
    let envelope = &sealed.envelope;
    let (entry, origin) = read_body(envelope.version, body).map_err(|error: Unreadable| broken(&error.to_string()))?;
    let person = |id: &String| id.parse::<PersonId>().map_err(|_| broken("a person's id"));
    Ok(Some(Recorded {
        seq: sealed.seq,
        id: envelope.id.parse().map_err(|_| broken("the entry's id"))?,
        recorded_at: envelope.recorded_at.parse().map_err(|_| broken("the moment of recording"))?,
        author: Author {
            worker: envelope.author.parse().map_err(|_| broken("the author"))?,
            role: Role::from_slug(&envelope.role).ok_or_else(|| broken("the author's role"))?,
        },
        command: envelope.command.parse().map_err(|_| broken("the command's id"))?,
        happening: Happening {
            entry,
            people: envelope.people.iter().map(person).collect::<Result<_, _>>()?,
            step: envelope.step.as_deref().map(|id| id.parse().map_err(|_| broken("the step's id"))).transpose()?,
            occurred_on: envelope.occurred_on.parse().map_err(|_| broken("the day of the event"))?,
            origin,
        },
    }))
}
