//! Workers leave, others join, and cases change hands.

use super::World;
use crate::WorldError;
use crate::agenda::Act;
use crate::staff::Manner;
use law::caseload::CaseloadEntry;
use law::day::Moment;
use law::journal::Happening;
use law::role::Role;
use store::Conn;

impl World {
    pub(super) fn leaves(&mut self, conn: &mut Conn, at: Moment, worker: usize) -> Result<(), WorldError> {
        let (team, id, on) = (self.staff.workers[worker].team, self.staff.workers[worker].id, at.day());
        let held: Vec<usize> = (0..self.cases.len())
            .filter(|case| self.cases[*case].open && self.cases[*case].worker == Some(worker))
            .collect();
        let manager = self.staff.manager(team);
        self.staff.workers[worker].left = true;
        let left = Happening::of(CaseloadEntry::WorkerLeft { worker: id, on }, on);
        self.records(conn, "leaving", (manager, at), vec![left])?;
        self.replace(conn, at, worker)?;
        for case in held {
            self.passes_on(conn, at, case, manager)?;
        }
        Ok(())
    }

    fn replace(&mut self, conn: &mut Conn, at: Moment, worker: usize) -> Result<(), WorldError> {
        let (role, team) = (self.staff.workers[worker].role, self.staff.workers[worker].team);
        let dice = self.council.dice.clone();
        let new = self.staff.join(&mut self.luck, &dice, at, self.plan.until, role, team);
        self.staff.workers[new].manner = Manner::Usual;
        let joins = self.staff.joining(new, at.day());
        let administrator = self.staff.first(Role::Administrator);
        self.records(conn, "joining", (administrator, at), vec![joins])
    }

    /// A case of one who left goes to a colleague, or waits with the team first.
    fn passes_on(&mut self, conn: &mut Conn, at: Moment, case: usize, manager: usize) -> Result<(), WorldError> {
        if self.luck.chance(55) {
            return self.allocate(conn, at, case);
        }
        let (on, team) = (at.day(), self.staff.team(self.cases[case].team));
        let (children, _) = self.people_of(case);
        let waits = |child| {
            let reason = "Worker left; waiting for another".to_owned();
            Happening::of(CaseloadEntry::AwaitsAllocation { child, team, on, reason }, on)
        };
        self.records(conn, "waiting for allocation", (manager, at), children.into_iter().map(waits).collect())?;
        let days = self.luck.between(1, 9);
        self.later(at, days, Act::Allocate { case })
    }
}
