//! How a council begins: its name, its teams, its first workers and the practice pack that they work by.

use crate::command::{Command, Done, Rejected};
use crate::council::Council;
use crate::practice::texts::keep_pack;
use law::caseload::{CaseloadEntry, Registration};
use law::day::Day;
use law::id::{TeamId, WorkerId};
use law::journal::Happening;
use law::practice::PracticeEntry;
use law::role::Role;
use store::{Conn, sql};

/// A worker who joins.
#[derive(Debug, Clone)]
pub struct NewWorker {
    pub id: WorkerId,
    pub name: String,
    pub roles: Vec<Role>,
    pub team: Option<TeamId>,
    pub registration: Option<Registration>,
}

/// Names the council and adopts its practice pack.
pub fn found(council: &Council, command: Command, name: &str, code: &str) -> Result<Done, Rejected> {
    let (name, code, pack) = (name.to_owned(), code.to_owned(), council.pack.clone());
    let day = command.at.day();
    council.run_now(command, move |conn| {
        keep_pack(conn, &pack)?;
        Ok(vec![
            Happening::of(PracticeEntry::CouncilNamed { name, code }, day),
            Happening::of(PracticeEntry::PackAdopted { hash: pack.hash().to_owned(), from: day }, day),
        ])
    })
}

/// Adopts the council's present pack where another was in force before.
pub fn adopt_pack(council: &Council, command: Command) -> Result<Done, Rejected> {
    let pack = council.pack.clone();
    let day = command.at.day();
    council.run_now(command, move |conn| {
        let last = conn.query_opt(sql!("SELECT hash FROM pack ORDER BY seq DESC LIMIT 1"), &[])?;
        if last.map(|row| row.get::<String>("hash")).transpose()?.as_deref() == Some(pack.hash()) {
            return Ok(Vec::new());
        }
        keep_pack(conn, &pack)?;
        Ok(vec![Happening::of(PracticeEntry::PackAdopted { hash: pack.hash().to_owned(), from: day }, day)])
    })
}

/// Forms a team.
pub fn team(team: TeamId, name: &str, on: Day) -> Happening {
    Happening::of(CaseloadEntry::TeamFormed { team, name: name.to_owned() }, on)
}

/// A worker joins.
pub fn joins(worker: NewWorker, on: Day) -> Happening {
    let NewWorker { id, name, roles, team, registration } = worker;
    Happening::of(CaseloadEntry::WorkerJoined { worker: id, name, roles, team, registration }, on)
}

/// The council's name and code, once founded.
pub fn named(conn: &mut Conn) -> Result<Option<(String, String)>, store::Error> {
    let row = conn.query_opt(sql!("SELECT name, code FROM council WHERE id = 1"), &[])?;
    row.map(|row| Ok((row.get("name")?, row.get("code")?))).transpose()
}
