//! People of the tests: invented, recorded without a page.
#![allow(
    dead_code,
    clippy::unwrap_used,
    reason = "each test file uses some of these; a test that cannot begin must stop"
)]

use app::testing::{Town, worker};
use law::day::Day;
use law::id::{FactId, PersonId};
use law::identifier::{Identifier, Scheme};
use law::journal::Happening;
use law::people::{Address, Birth, Identity, Name, NameUse, PersonEntry, Relation};
use law::role::Role;

pub fn day(text: &str) -> Day {
    text.parse().unwrap()
}

pub fn born(on: &str) -> Birth {
    Birth::Born(day(on))
}

/// Records entries about people today.
pub fn entry(town: &Town, entries: Vec<PersonEntry>) {
    let today = town.now().day();
    let happenings = entries.into_iter().map(|entry| Happening::of(entry, today)).collect();
    town.happens(Role::SocialWorker, move |_| Ok(happenings)).unwrap();
}

fn uuid(town: &Town) -> uuid::Uuid {
    town.council.dice.id(town.now())
}

/// Somebody on the record.
pub fn add(town: &Town, given: &str, family: &str, birth: Birth) -> PersonId {
    let person = PersonId(uuid(town));
    let name = Name::parse(given, family).unwrap();
    entry(town, vec![PersonEntry::Recorded { person, name, birth, identity: Identity::default() }]);
    person
}

pub fn named(town: &Town, person: PersonId, given: &str, family: &str, used: NameUse) {
    entry(town, vec![PersonEntry::Named { person, name: Name::parse(given, family).unwrap(), used }]);
}

pub fn numbered(town: &Town, person: PersonId, scheme: Scheme, number: &str) {
    let identifier = Identifier::parse(scheme, number).unwrap();
    entry(town, vec![PersonEntry::IdentifierGiven { person, identifier }]);
}

/// Lives there from today; `hidden_from` protects the address.
pub fn lives(town: &Town, person: PersonId, lines: &str, postcode: &str, hidden_from: &[PersonId]) {
    let address = Address { lines: lines.to_owned(), postcode: postcode.to_owned(), ward: "Harbour".to_owned() };
    let fact = FactId(uuid(town));
    let hidden_from = hidden_from.to_vec();
    entry(town, vec![PersonEntry::Moved { person, fact, address, from: town.now().day(), hidden_from }]);
}

pub fn related(town: &Town, person: PersonId, relation: Relation, to: PersonId) {
    let fact = FactId(uuid(town));
    let responsibility = relation == Relation::Mother;
    entry(town, vec![PersonEntry::Related { fact, person, relation, to, responsibility, since: None }]);
}

pub fn restricted_to(town: &Town, person: PersonId, roles: &[Role]) {
    let may_open = roles.iter().map(|role| worker(*role)).collect();
    let review_on = town.now().day().plus_months(6);
    entry(town, vec![PersonEntry::Restricted { person, reason: "A relative works here".into(), may_open, review_on }]);
}

/// A contact about these children, received then, with these words; `harm` where significant harm is suspected.
pub fn contact(
    town: &Town,
    by: Role,
    children: &[PersonId],
    received: &str,
    worry: &str,
    harm: bool,
) -> law::id::StepId {
    use app::step::commands::{Begin, begin};
    use law::answer::Answer;
    use law::fact::{Fact, Known};
    let known = |fact, value| Known { fact, child: None, value };
    let carried = vec![
        known(Fact::ReceivedAt, Answer::Moment(received.parse().unwrap())),
        known(Fact::Source, Answer::Code("6".into())),
        known(Fact::WorriedAbout, Answer::Words(worry.into())),
        known(Fact::ProtectionConcern, Answer::YesNo(harm)),
    ];
    let begin_with = Begin {
        kind: law::step::StepKind::Contact,
        children: children.to_vec(),
        others: Vec::new(),
        team: Some(town.front_door),
        part_of: None,
        carried,
    };
    let (council, now) = (town.council.clone(), town.now());
    let done = town.happens(by, move |conn| {
        let actor = app::caseload::queries::worker(conn, worker(by)).unwrap().unwrap().actor(now.day());
        begin(&council, conn, &actor, now, begin_with)
    });
    done.unwrap().started[0]
}

/// A manager's decision on a submitted step, or any other entry of a step, as it stands.
pub fn step_entry(town: &Town, by: Role, people: &[PersonId], entry: law::step::StepEntry) {
    let happening = Happening::of_step(entry, people, town.now().day());
    town.happens(by, move |_| Ok(vec![happening])).unwrap();
}
