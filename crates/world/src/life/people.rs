//! What happens to people themselves: births, moves, deaths.

use super::World;
use crate::WorldError;
use crate::{names, places};
use law::day::Moment;
use law::id::{FactId, PersonId};
use law::journal::Happening;
use law::people::{Birth, Name, NameUse, PersonEntry, Relation};
use law::role::Role;
use law::step::StepKind;
use law::step::plan_end::Ending;
use store::Conn;

impl World {
    pub(super) fn born(&mut self, conn: &mut Conn, at: Moment, family: usize, child: usize) -> Result<(), WorldError> {
        let on = at.day();
        let born = on.plus_days(-self.luck.between(1, 6));
        let taken: Vec<String> = self.families[family].children.iter().map(|child| child.given.clone()).collect();
        let it = &self.families[family];
        let (culture, person, female) = (it.culture, it.children[child].id, it.children[child].female);
        let given = names::child(&mut self.luck, culture, female, &taken);
        let name = Name { given: given.clone(), family: it.children[child].family.clone() };
        let address = it.address.clone();
        let it = &mut self.families[family].children[child];
        (it.given, it.birth) = (given, Birth::Born(born));
        let fact = FactId(self.council.dice.id(at));
        let entries = [
            PersonEntry::BirthRecorded {
                person,
                birth: Birth::Born(born),
                reason: "Born; told by the midwife".to_owned(),
            },
            PersonEntry::Named { person, name, used: NameUse::Usual },
            PersonEntry::Moved { person, fact, address, from: born, hidden_from: Vec::new() },
        ];
        let by = (self.staff.first(Role::BusinessSupport), at);
        self.records(conn, "recording a birth", by, entries.into_iter().map(|entry| Happening::of(entry, on)).collect())
    }

    /// The whole household moves within the council.
    pub(super) fn moves(&mut self, conn: &mut Conn, at: Moment, family: usize) -> Result<(), WorldError> {
        let on = at.day();
        let ward = places::ward(&mut self.luck);
        let address = places::address(&mut self.luck, ward);
        let it = &self.families[family];
        let hidden: Vec<_> = it
            .adults
            .iter()
            .filter(|adult| it.hidden && adult.relation == Relation::Father)
            .map(|adult| adult.person.id)
            .collect();
        let born = it.children.iter().filter(|child| !child.unborn() && !child.died).map(|child| child.id);
        let home: Vec<_> = born.chain(it.adults.iter().filter(|it| it.at_home).map(|it| it.person.id)).collect();
        let mut happenings = Vec::new();
        for person in home {
            let fact = FactId(self.council.dice.id(at));
            let (address, hidden_from) = (address.clone(), hidden.clone());
            happenings.push(Happening::of(PersonEntry::Moved { person, fact, address, from: on, hidden_from }, on));
        }
        self.families[family].address = address;
        let by = (self.staff.first(Role::BusinessSupport), at);
        self.records(conn, "recording a move", by, happenings)
    }

    /// A child dies. It is rare, and the record must be able to say so.
    pub(super) fn dies(&mut self, conn: &mut Conn, at: Moment, family: usize, child: usize) -> Result<(), WorldError> {
        let it = &mut self.families[family].children[child];
        if it.unborn() {
            return Ok(());
        }
        it.died = true;
        let (person, on) = (it.id, at.day());
        let by = (self.staff.first(Role::BusinessSupport), at);
        let died = PersonEntry::Died { person, on: on.plus_days(-1) };
        self.records(conn, "recording a death", by, vec![Happening::of(died, on)])?;
        self.plans_end_with_death(conn, at, person)
    }

    /// The manager ends the plans of a child who died.
    fn plans_end_with_death(&mut self, conn: &mut Conn, at: Moment, child: PersonId) -> Result<(), WorldError> {
        let on = at.day();
        for plan in app::step::queries::beside(conn, &[child], None)? {
            if !matches!(plan.kind, StepKind::ProtectionPlan | StepKind::CinPlan) {
                continue;
            }
            let words = "Told by the hospital; the family are being supported.".to_owned();
            let ending = Ending { child, on, reason: "died".to_owned(), words };
            let manager = (self.staff.first(Role::TeamManager), at);
            self.does(conn, "ending a plan", manager, move |_, conn, actor, _| {
                app::step::commands::end_plan(conn, actor, plan.id, ending)
            })?;
        }
        Ok(())
    }
}
