//! A synthetic council that lives through years by the same commands as people use.
//!
//! [`live`] founds Seaborough on an empty record and takes it day by day up to a given day. Every write is a command of
//! `app`: whatever law refuses to people it refuses here, and then the world stops with the refusal. The same plan, on a
//! council whose dice were seeded alike, gives the same journal, byte for byte.

mod agenda;
mod case;
mod family;
mod grow;
mod life;
mod luck;
mod names;
mod numbers;
mod places;
mod sheet;
mod staff;
mod words;

use app::command::Rejected;
use app::council::Council;
use law::day::Day;
use law::id::WorkerId;
use law::role::Role;
use law::step::StepKind;
use law::step::act::Refusal;
use law::working_days::BeyondCalendar;
use std::collections::BTreeMap;

/// The council's name and its code, which no real council has.
pub const SEABOROUGH: (&str, &str) = ("Seaborough", "999");

/// What is to be lived.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Plan {
    /// Children who come onto the record, about.
    pub children: usize,
    pub years: u8,
    /// For everything but ids, which come from the council's own dice: seed those alike.
    pub seed: u64,
    /// The first day that is not lived any more.
    pub until: Day,
}

/// How far it has come.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Progress {
    pub day: Day,
    pub days_done: usize,
    pub days_total: usize,
    /// Steps begun so far.
    pub steps: usize,
    /// The last entry's number in the journal.
    pub entries: i64,
}

/// A worker whom a demonstration can sign in as.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KnownWorker {
    pub name: String,
    pub role: Role,
    pub team: &'static str,
    pub id: WorkerId,
}

/// What was lived.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Summary {
    /// One worker for each role; for a social worker one with a caseload.
    pub known: Vec<KnownWorker>,
    pub workers: usize,
    pub families: usize,
    pub children: usize,
    /// Children and adults.
    pub people: usize,
    /// Steps begun, by kind.
    pub steps: BTreeMap<StepKind, usize>,
    pub entries: i64,
}

/// Why a council could not be lived.
#[derive(Debug, thiserror::Error)]
pub enum WorldError {
    #[error("the record is not empty: a synthetic council begins on a fresh one")]
    NotEmpty,
    #[error("a plan needs a child and a year at least")]
    NothingToDo,
    /// The day on which something cannot be written, or a year without bank holidays.
    #[error(transparent)]
    Calendar(#[from] BeyondCalendar),
    #[error("no such time of day")]
    Time(#[from] law::day::NotADay),
    #[error("{doing} was refused: {why}")]
    Refused { doing: &'static str, why: String },
    #[error("{doing}: {why}")]
    Rejected { doing: &'static str, why: Rejected },
    #[error(transparent)]
    Store(#[from] store::Error),
}

impl WorldError {
    fn rejected(doing: &'static str, why: Rejected) -> Self {
        match why {
            Rejected::Refused(Refusal::MayNot(why)) => WorldError::Refused { doing, why },
            Rejected::Refused(Refusal::Fix(problems)) => {
                let why: Vec<String> = problems.into_iter().map(|one| format!("{}: {}", one.field, one.say)).collect();
                WorldError::Refused { doing, why: why.join("; ") }
            }
            why => WorldError::Rejected { doing, why },
        }
    }
}

/// Lives the plan on a council whose record is empty. `progress` is told of each day.
///
/// # Errors
/// [`WorldError`]: the record is not empty, law refuses something, or the database fails. What was lived before stays.
pub fn live(council: &Council, plan: &Plan, progress: &mut dyn FnMut(Progress)) -> Result<Summary, WorldError> {
    life::World::begin(council, *plan)?.live(progress)
}
