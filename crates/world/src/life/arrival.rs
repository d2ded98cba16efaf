//! A family enters the record: its people, how they are related, where they live, who works with them.

use super::World;
use crate::WorldError;
use crate::agenda::Act;
use crate::family::{Adult, Person};
use crate::{numbers, places};
use law::day::{Day, Moment};
use law::id::{FactId, PersonId};
use law::identifier::Identifier;
use law::journal::Happening;
use law::people::{Birth, Channel, Identity, Name, NameUse, PersonEntry, Relation};
use store::Conn;

impl World {
    /// Records a family that nobody knew, or does nothing.
    pub(super) fn meet(&mut self, conn: &mut Conn, by: (usize, Moment), family: usize) -> Result<(), WorldError> {
        if self.families[family].known {
            return Ok(());
        }
        let on = by.1.day();
        self.name_people(family, by.1);
        let mut entries = Vec::new();
        self.recorded_people(family, on, &mut entries);
        self.related(family, on, by.1, &mut entries);
        self.housed(family, on, by.1, &mut entries);
        self.reached(family, on, by.1, &mut entries);
        self.families[family].known = true;
        let happenings = entries.into_iter().map(|entry| Happening::of(entry, on)).collect();
        self.records(conn, "recording a family", by, happenings)?;
        self.foresee(family, by.1)
    }

    /// What will happen to these people whatever anybody does: a birth, a move, rarely a death.
    fn foresee(&mut self, family: usize, at: Moment) -> Result<(), WorldError> {
        for child in 0..self.families[family].children.len() {
            if let Birth::Expected(due) = self.families[family].children[child].birth {
                let told = due.plus_days(self.luck.between(-9, 8)).max(at.day().plus_days(2));
                self.agenda.put(told.at(10, 40)?, Act::Born { family, child });
            }
            if self.luck.between(0, 1499) == 0 {
                let day = at.day().plus_days(self.luck.between(40, 500));
                self.agenda.put(day.at(11, 5)?, Act::Dies { family, child });
            }
        }
        if self.luck.chance(17) {
            let days = self.luck.between(25, 190);
            self.later(at, days, Act::Moves { family })?;
        }
        Ok(())
    }

    fn name_people(&mut self, family: usize, at: Moment) {
        let dice = self.council.dice.clone();
        let family = &mut self.families[family];
        let people = family.children.iter_mut().chain(family.adults.iter_mut().map(|adult| &mut adult.person));
        people.for_each(|person| person.id = PersonId(dice.id(at)));
    }

    fn recorded_people(&mut self, family: usize, on: Day, entries: &mut Vec<PersonEntry>) {
        for place in 0..self.families[family].children.len() {
            let child = self.families[family].children[place].clone();
            let identity = self.identity(family, &child, true, on);
            entries.push(record(&child, identity));
            self.known_as(family, &child, entries);
            self.numbered(&child, on, entries);
        }
        for place in 0..self.families[family].adults.len() {
            let adult = self.families[family].adults[place].person.clone();
            let identity = self.identity(family, &adult, false, on);
            entries.push(record(&adult, identity));
        }
    }

    fn identity(&mut self, family: usize, person: &Person, child: bool, on: Day) -> Identity {
        let culture = self.families[family].culture;
        let unknown_number = match person.age(on) {
            Some(age) if age >= 5 => None,
            _ if child => Some("UN1".to_owned()),
            _ => None,
        };
        let sex = match (person.unborn(), person.female) {
            (true, _) => "U",
            (false, true) => "F",
            (false, false) => "M",
        };
        Identity {
            sex: Some(sex.to_owned()),
            gender: None,
            ethnicity: (!person.ethnicity_gap).then(|| culture.ethnicity.to_owned()),
            language: culture
                .language
                .map(str::to_owned)
                .or_else(|| self.luck.chance(70).then(|| "English".to_owned())),
            interpreter: self.luck.chance(80).then_some(self.families[family].interpreter && !child),
            faith: culture.faith.filter(|_| self.luck.chance(85)).map(str::to_owned),
            disabilities: person.disabilities.iter().map(|code| (*code).to_owned()).collect(),
            upn_unknown: unknown_number,
        }
    }

    fn known_as(&mut self, family: usize, child: &Person, entries: &mut Vec<PersonEntry>) {
        let script = self.families[family].culture.own_script;
        let known_as = if !script.is_empty() && self.luck.chance(24) {
            self.luck.pick(script).to_owned()
        } else if child.given.len() > 5 && !child.unborn() && self.luck.chance(10) {
            child.given.chars().take(3).collect()
        } else {
            return;
        };
        let name = Name { given: known_as, family: String::new() };
        entries.push(PersonEntry::Named { person: child.id, name, used: NameUse::KnownAs });
    }

    fn numbered(&mut self, child: &Person, on: Day, entries: &mut Vec<PersonEntry>) {
        let mut give = |identifier: Option<Identifier>| {
            entries.extend(identifier.map(|identifier| PersonEntry::IdentifierGiven { person: child.id, identifier }));
        };
        if !child.unborn() && self.luck.chance(70) {
            give(numbers::nhs(&mut self.luck));
        }
        if child.age(on).is_some_and(|age| age >= 5) && self.luck.chance(82) {
            give(numbers::upn(&mut self.luck));
        }
    }

    fn related(&mut self, family: usize, on: Day, at: Moment, entries: &mut Vec<PersonEntry>) {
        let it = &self.families[family];
        let dice = &self.council.dice;
        let mut relate = |person: PersonId, relation, to: PersonId, responsibility, since| {
            let fact = FactId(dice.id(at));
            entries.push(PersonEntry::Related { fact, person, relation, to, responsibility, since });
        };
        for child in &it.children {
            for Adult { person, relation, responsibility, .. } in &it.adults {
                let since = child.birth.day().filter(|_| matches!(relation, Relation::Mother | Relation::Father));
                relate(person.id, *relation, child.id, *responsibility, since);
            }
        }
        for (at, child) in it.children.iter().enumerate() {
            for other in &it.children[at + 1..] {
                let same = child.birth.day().is_some() && child.birth == other.birth;
                relate(child.id, if same { Relation::Twin } else { Relation::Sibling }, other.id, false, None);
            }
        }
        let find = |wanted| it.adult(wanted).map(|adult| (adult.person.id, adult.at_home));
        let Some((mother, _)) = find(Relation::Mother) else { return };
        if let Some((father, at_home)) = find(Relation::Father) {
            let relation = if at_home { Relation::Partner } else { Relation::FormerPartner };
            relate(father, relation, mother, false, Some(on.plus_months(-40)));
        }
        if let Some((partner, _)) = find(Relation::StepParent) {
            relate(partner, Relation::Partner, mother, false, Some(on.plus_months(-11)));
        }
    }

    fn housed(&mut self, family: usize, on: Day, at: Moment, entries: &mut Vec<PersonEntry>) {
        let it = &self.families[family];
        let father = it.adult(Relation::Father).map(|adult| adult.person.id);
        let hidden: Vec<PersonId> = father.filter(|_| it.hidden).into_iter().collect();
        let since = on.plus_days(-self.luck.between(30, 1500));
        let born = it.children.iter().filter(|child| !child.unborn());
        let home: Vec<PersonId> =
            born.map(|child| child.id).chain(it.adults.iter().filter(|it| it.at_home).map(|it| it.person.id)).collect();
        let elsewhere: Vec<PersonId> = it.adults.iter().filter(|it| !it.at_home).map(|it| it.person.id).collect();
        let mut facts = Vec::new();
        for person in home {
            let fact = FactId(self.council.dice.id(at));
            let address = self.families[family].address.clone();
            facts.push(fact);
            entries.push(PersonEntry::Moved { person, fact, address, from: since, hidden_from: hidden.clone() });
        }
        for person in elsewhere {
            if self.luck.chance(70) {
                let fact = FactId(self.council.dice.id(at));
                let ward = places::ward(&mut self.luck);
                let address = places::address(&mut self.luck, ward);
                entries.push(PersonEntry::Moved { person, fact, address, from: since, hidden_from: Vec::new() });
            }
        }
        self.families[family].address_facts = facts;
    }

    fn reached(&mut self, family: usize, on: Day, at: Moment, entries: &mut Vec<PersonEntry>) {
        let dice = self.council.dice.clone();
        let fact = || FactId(dice.id(at));
        for place in 0..self.families[family].adults.len() {
            let adult = self.families[family].adults[place].clone();
            if self.luck.chance(82) {
                let note = ["", "", "", "Text first", "Not after nine", "Safe to call in school hours only"];
                let (value, note) = (places::telephone(&mut self.luck), self.luck.pick(&note).to_owned());
                let person = adult.person.id;
                entries.push(PersonEntry::Reachable { person, fact: fact(), channel: Channel::Telephone, value, note });
            }
            let theme = self.families[family].theme.name;
            let man = matches!(adult.relation, Relation::Father | Relation::StepParent);
            if man && theme == "domestic abuse" && self.luck.chance(30) {
                let words =
                    ["Do not visit alone: violence to officers on record", "Large dog, not under control; ring first"];
                let words = self.luck.pick(&words).to_owned();
                entries.push(PersonEntry::HazardNoted { person: adult.person.id, fact: fact(), words });
            }
        }
        for place in 0..self.families[family].children.len() {
            for (agency, name) in self.agencies(family, place, on) {
                let person = self.families[family].children[place].id;
                let contact = places::telephone(&mut self.luck);
                entries.push(PersonEntry::Involved { person, fact: fact(), agency, name, contact, checked_on: on });
            }
        }
    }

    /// Who works with a child: school or nursery, a surgery, a health visitor for the small ones.
    fn agencies(&mut self, family: usize, place: usize, on: Day) -> Vec<(String, String)> {
        let it = &self.families[family];
        let (age, primary, surgery) = (it.children[place].age(on), it.school, it.surgery);
        let mut agencies = vec![("GP".to_owned(), surgery.to_owned())];
        match age {
            None => agencies.push(("Midwife".to_owned(), crate::names::of_staff(&mut self.luck))),
            Some(0..=4) => agencies.push(("Health visitor".to_owned(), crate::names::of_staff(&mut self.luck))),
            Some(5..=10) => agencies.push(("School".to_owned(), primary.to_owned())),
            Some(_) => agencies.push(("School".to_owned(), self.luck.pick(&places::SECONDARIES).to_owned())),
        }
        agencies
    }
}

fn record(person: &Person, identity: Identity) -> PersonEntry {
    let given = match person.birth {
        Birth::Expected(_) => "Baby".to_owned(),
        _ => person.given.clone(),
    };
    let name = Name { given, family: person.family.clone() };
    PersonEntry::Recorded { person: person.id, name, birth: person.birth, identity }
}
