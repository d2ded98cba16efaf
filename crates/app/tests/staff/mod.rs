//! Children, referrals and assessments, made as the services make them, for tests of whose work is whose.

#![allow(dead_code, reason = "each test file uses its own part")]
#![allow(clippy::unwrap_used, reason = "a test that cannot begin must stop")]

use app::command::{Done, Rejected};
use app::testing::{Town, worker};
use law::answer::{Answer, Asked, Given};
use law::caseload::{CaseloadEntry, Registration};
use law::fact::{Fact, Known};
use law::id::{FactId, PersonId, StepId, TeamId, WorkerId};
use law::journal::Happening;
use law::people::{Birth, Identity, Name, PersonEntry, Relation};
use law::role::Role;
use law::step::offer::Actor;
use law::step::{Started, StepEntry, StepKind};

/// A child enters the record.
pub fn child(town: &Town, given: &str, family: &str, born: &str) -> PersonId {
    let person = PersonId(town.council.dice.id(town.now()));
    let entry = PersonEntry::Recorded {
        person,
        name: Name { given: given.into(), family: family.into() },
        birth: Birth::Born(born.parse().unwrap()),
        identity: Identity::default(),
    };
    let day = town.now().day();
    town.happens(Role::BusinessSupport, move |_| Ok(vec![Happening::of(entry, day)])).unwrap();
    person
}

pub fn siblings(town: &Town, one: PersonId, other: PersonId) {
    let fact = FactId(town.council.dice.id(town.now()));
    let relation = Relation::Sibling;
    let entry = PersonEntry::Related { fact, person: one, relation, to: other, responsibility: false, since: None };
    let day = town.now().day();
    town.happens(Role::BusinessSupport, move |_| Ok(vec![Happening::of(entry, day)])).unwrap();
}

pub fn restrict(town: &Town, person: PersonId, may_open: Vec<WorkerId>) {
    let day = town.now().day();
    let entry = PersonEntry::Restricted {
        person,
        reason: "A relative works here".into(),
        may_open,
        review_on: day.plus_days(90),
    };
    town.happens(Role::TeamManager, move |_| Ok(vec![Happening::of(entry, day)])).unwrap();
}

/// A worker of the service, in that role and team.
pub fn hire(town: &Town, number: u128, name: &str, role: Role, team: TeamId) -> WorkerId {
    let id = WorkerId(uuid::Uuid::from_u128(1000 + number));
    let day = town.now().day();
    let registration = (role == Role::SocialWorker)
        .then(|| Registration { number: format!("SW{number}"), expires: day.plus_months(12) });
    let entry = CaseloadEntry::WorkerJoined {
        worker: id,
        name: name.into(),
        roles: vec![role],
        team: Some(team),
        registration,
    };
    town.happens(Role::Administrator, move |_| Ok(vec![Happening::of(entry, day)])).unwrap();
    id
}

/// Open work of a kind, begun now, as a decision before it would have begun it.
pub fn work(town: &Town, kind: StepKind, children: &[PersonId], owner: Option<WorkerId>, team: TeamId) -> StepId {
    begun(
        town,
        kind,
        children,
        owner,
        team,
        vec![Known { fact: Fact::ReceivedAt, child: None, value: Answer::Moment(town.now()) }],
    )
}

pub fn begun(
    town: &Town,
    kind: StepKind,
    children: &[PersonId],
    owner: Option<WorkerId>,
    team: TeamId,
    carried: Vec<Known>,
) -> StepId {
    let id = StepId(town.council.dice.id(town.now()));
    let started = Started {
        step: id,
        kind,
        form: town.council.form_today(kind),
        children: children.to_vec(),
        others: vec![],
        owner,
        team: Some(team),
        opened_by: None,
        at: town.now(),
        carried,
    };
    let day = town.now().day();
    town.happens(Role::TeamManager, move |_| Ok(vec![Happening::of(StepEntry::Started(started), day)])).unwrap();
    id
}

/// Records an entry of a step as it is, without the form.
pub fn step_entry(town: &Town, role: Role, entry: StepEntry, people: &[PersonId]) {
    let people = people.to_vec();
    let day = town.now().day();
    town.happens(role, move |_| Ok(vec![Happening::of_step(entry, &people, day)])).unwrap();
}

/// An actor of that role today.
pub fn actor(town: &Town, role: Role) -> Actor {
    let id = worker(role);
    let day = town.now().day();
    town.council.db.read_now(move |conn| app::caseload::queries::worker(conn, id)).unwrap().unwrap().actor(day)
}

/// A manager allocates.
pub fn allocate(town: &Town, children: &[PersonId], to: WorkerId, why: &str) -> Result<Done, Rejected> {
    let actor = actor(town, Role::TeamManager);
    let (children, why) = (children.to_vec(), why.to_owned());
    town.happens(Role::TeamManager, move |conn| {
        app::caseload::commands::allocate(conn, &actor, &children, Some(to), &why)
    })
}

/// A visit recorded now on which the child was seen, or a note of oversight.
pub fn recorded(town: &Town, kind: StepKind, role: Role, child: PersonId, facts: Vec<Known>) -> StepId {
    let id = begun(town, kind, &[child], Some(worker(role)), town.planning, facts);
    step_entry(town, role, StepEntry::Recorded { step: id }, &[child]);
    id
}

pub fn known(fact: Fact, child: Option<PersonId>, value: Answer) -> Known {
    Known { fact, child, value }
}

pub fn given(question: &str, answer: Answer) -> Given {
    Given { asked: Asked { question: question.into(), child: None }, answer }
}
