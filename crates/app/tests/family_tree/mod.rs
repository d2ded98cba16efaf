//! People for tests: a family is sketched in a line for each fact.

#![allow(dead_code, clippy::unwrap_used, reason = "shared by several tests, each of which uses a part")]

use app::testing::Town;
use law::day::Day;
use law::id::{FactId, PersonId, WorkerId};
use law::identifier::{Identifier, Scheme};
use law::journal::Happening;
use law::people::{Address, Birth, Identity, Name, PersonEntry, Relation};
use law::role::Role;
use uuid::Uuid;

/// The person of that number.
pub fn person(n: u128) -> PersonId {
    PersonId(Uuid::from_u128(1_000 + n))
}

/// A day from its text.
pub fn day(text: &str) -> Day {
    text.parse().unwrap()
}

/// Draws a family into a town.
pub struct Sketch<'a> {
    town: &'a Town,
}

impl<'a> Sketch<'a> {
    pub fn new(town: &'a Town) -> Self {
        Self { town }
    }

    fn fact(&self) -> FactId {
        FactId(self.town.council.dice.id(self.town.now()))
    }

    fn happens(&self, entry: PersonEntry) {
        let today = self.town.now().day();
        self.town.happens(Role::SocialWorker, move |_| Ok(vec![Happening::of(entry, today)])).unwrap();
    }

    pub fn person(&self, n: u128, given: &str, family: &str, birth: Birth) {
        self.happens(PersonEntry::Recorded {
            person: person(n),
            name: Name::parse(given, family).unwrap(),
            birth,
            identity: Identity::default(),
        });
    }

    pub fn child(&self, n: u128, given: &str, family: &str, born: &str) {
        self.person(n, given, family, Birth::Born(day(born)));
    }

    pub fn adult(&self, n: u128, given: &str, family: &str, born: &str) {
        self.child(n, given, family, born);
    }

    pub fn related(&self, from: u128, relation: Relation, to: u128, responsibility: bool) -> FactId {
        let fact = self.fact();
        let (person, to) = (person(from), person(to));
        self.happens(PersonEntry::Related { fact, person, relation, to, responsibility, since: None });
        fact
    }

    pub fn hazard(&self, n: u128, words: &str) -> FactId {
        let fact = self.fact();
        self.happens(PersonEntry::HazardNoted { person: person(n), fact, words: words.to_owned() });
        fact
    }

    pub fn number(&self, n: u128, value: &str) {
        let identifier = Identifier::parse(Scheme::CouncilId, value).unwrap();
        self.happens(PersonEntry::IdentifierGiven { person: person(n), identifier });
    }

    pub fn lives(&self, n: u128, lines: &str, postcode: &str, hidden_from: &[u128]) -> FactId {
        let fact = self.fact();
        self.happens(PersonEntry::Moved {
            person: person(n),
            fact,
            address: Address { lines: lines.to_owned(), postcode: postcode.to_owned(), ward: String::new() },
            from: day("2026-01-05"),
            hidden_from: hidden_from.iter().map(|n| person(*n)).collect(),
        });
        fact
    }

    pub fn restrict(&self, n: u128, may_open: &[WorkerId]) {
        self.happens(PersonEntry::Restricted {
            person: person(n),
            reason: "A worker's own family".to_owned(),
            may_open: may_open.to_vec(),
            review_on: self.town.now().day().plus_days(60),
        });
    }
}
