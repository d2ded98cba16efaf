//! A family to work with, and a few presses that every journey makes.

#![allow(clippy::unwrap_used, missing_docs, reason = "a test that cannot go on must stop")]

use crate::testing::{Browser, Shown, Town, hidden, worker};
use law::caseload::CaseloadEntry;
use law::day::Day;
use law::id::{FactId, PersonId};
use law::journal::Happening;
use law::people::{Birth, Identity, Name, PersonEntry, Relation};
use law::role::Role;
use law::step::StepKind;
use uuid::Uuid;

/// A mother and her children, the eldest first, allocated to the social worker of the planning team.
pub struct Family {
    pub mother: PersonId,
    pub children: Vec<PersonId>,
}

pub const NAMES: [&str; 3] = ["Zainab", "Idris", "Mariam"];

pub fn person(number: u128, given: &str, born: Day) -> (PersonId, PersonEntry) {
    let person = PersonId(Uuid::from_u128(number));
    let name = Name { given: given.to_owned(), family: "Karim".to_owned() };
    (person, PersonEntry::Recorded { person, name, birth: Birth::Born(born), identity: Identity::default() })
}

pub fn family(town: &Town, children: usize) -> Family {
    let today = town.now().day();
    let (mother, entry) = person(1000, "Amara", today.plus_months(-30 * 12));
    let mut entries = vec![Happening::of(entry, today)];
    let mut ids = Vec::new();
    for (at, name) in NAMES.iter().enumerate().take(children) {
        let number = 1001 + at as u128;
        let (child, entry) = person(number, name, today.plus_months(-12 * (9 - 3 * at as i64)));
        let fact = FactId(Uuid::from_u128(2000 + number));
        entries.push(Happening::of(entry, today));
        let related = PersonEntry::Related {
            fact,
            person: mother,
            relation: Relation::Mother,
            to: child,
            responsibility: true,
            since: None,
        };
        entries.push(Happening::of(related, today));
        let allocated = CaseloadEntry::Allocated {
            child,
            worker: worker(Role::SocialWorker),
            team: Some(town.planning),
            on: today,
            reason: "Allocated at the team meeting".to_owned(),
        };
        entries.push(Happening::of(allocated, today));
        ids.push(child);
    }
    town.happens(Role::TeamManager, move |_| Ok(entries)).unwrap();
    Family { mother, children: ids }
}

impl Family {
    pub fn child(&self) -> PersonId {
        self.children[0]
    }
}

/// Starts a step of that kind for all the children, through the page.
pub fn start(who: &Browser<'_>, family: &Family, kind: &str) -> String {
    let page = format!("/person/{}/start/{kind}", family.child());
    let others: Vec<String> = family.children[1..].iter().map(ToString::to_string).collect();
    let fields: Vec<(&str, &str)> = others.iter().map(|id| ("with", id.as_str())).collect();
    who.post(&page, &page, &fields).goes_to("/step/")
}

/// Posts fields to the page they stand on, with every hidden mark that the page carries.
pub fn send(who: &Browser<'_>, page: &str, fields: &[(&str, &str)]) -> Shown {
    let shown = who.get(page);
    let marks = marks(&shown.body);
    let mut all: Vec<(&str, &str)> = marks.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
    all.extend(fields);
    who.post(page, page, &all)
}

/// The hidden fields that say from which words each question's boxes began.
pub fn marks(body: &str) -> Vec<(String, String)> {
    let names = body.match_indices("name=\"v.").map(|(at, _)| {
        let rest = &body[at + 6..];
        rest[..rest.find('"').unwrap()].to_owned()
    });
    names.map(|name| (name.clone(), hidden(body, &name).unwrap())).collect()
}

/// The fields of a note that says what it means.
pub const NOTE: &[(&str, &str)] = &[
    ("q.happened_at.day", "23"),
    ("q.happened_at.month", "11"),
    ("q.happened_at.year", "2026"),
    ("q.happened_at.time", "9.30am"),
    ("q.note_kind", "telephone"),
    ("q.with_whom", "Ms Lane, class teacher"),
    ("q.what_was_seen", "Zainab told her teacher “I don’t want to go home”."),
    ("q.what_it_means", "She is frightened of something at home that we have not yet understood."),
    ("q.what_changes", "I see her alone at school tomorrow."),
];

/// An answer to every question of a form, each of a likely kind.
pub fn complete(town: &Town, kind: law::step::StepKind, children: &[PersonId]) -> Vec<(String, String)> {
    let pack = town.council.pack.clone();
    let form = pack.form(kind).unwrap();
    let whom = |question: &forms::Question| match question.about {
        law::fact::About::Family => vec![None],
        law::fact::About::Child => children.iter().copied().map(Some).collect(),
    };
    let fields = form.questions().flat_map(|question| {
        whom(question)
            .into_iter()
            .flat_map(|child| likely(question, &forms::field_name(&question.id, child)))
            .collect::<Vec<_>>()
    });
    fields.collect()
}

fn likely(question: &forms::Question, field: &str) -> Vec<(String, String)> {
    use forms::Type;
    let one = |value: &str| vec![(field.to_owned(), value.to_owned())];
    let part = |part: &str, value: &str| (format!("{field}.{part}"), value.to_owned());
    let day = || vec![part("day", "20"), part("month", "11"), part("year", "2026")];
    match &question.kind {
        Type::Words | Type::Line => one("What was said and seen, in some words that mean something."),
        Type::Code(choices) | Type::Codes(choices) => one(&choices[0].code),
        Type::Day => day(),
        Type::Moment => day().into_iter().chain([part("time", "10:00")]).collect(),
        Type::YesNo => one("yes"),
        Type::Number => one("1"),
        Type::Rows(columns) => columns
            .iter()
            .map(|column| part(&format!("0.{}", column.id), if column.day { "20 November 2026" } else { "A thing" }))
            .collect(),
        Type::Events => Vec::new(),
    }
}

/// Fields as a browser of the tests posts them.
pub fn pairs(fields: &[(String, String)]) -> Vec<(&str, &str)> {
    fields.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect()
}

/// Begins a step at the front door, as the duty screener, about these children.
pub fn at_the_door(town: &Town, family: &Family, kind: law::step::StepKind) -> String {
    let (council, children, now, team) =
        (town.council.clone(), family.children.clone(), town.now(), Some(town.front_door));
    let actor = crate::caseload::queries::Worker {
        id: worker(Role::DutyScreener),
        name: String::new(),
        roles: vec![Role::DutyScreener],
        team,
        team_name: None,
        registration: None,
        left_on: None,
    }
    .actor(now.day());
    let begin =
        crate::step::commands::Begin { kind, children, others: Vec::new(), team, part_of: None, carried: Vec::new() };
    let done = town
        .happens(Role::DutyScreener, move |conn| crate::step::commands::begin(&council, conn, &actor, now, begin))
        .unwrap();
    format!("/step/{}", done.started[0])
}

/// The address of the step of that kind which a page says it opened.
pub fn opened(shown: &Shown, kind: &str) -> String {
    let label = format!(">{kind}</a>");
    let end = shown.body.find(&label).unwrap_or_else(|| panic!("no {kind} opened: {}", shown.text()));
    let start = shown.body[..end].rfind("href=\"").unwrap() + 6;
    shown.body[start..start + shown.body[start..].find('"').unwrap()].to_owned()
}

/// The decisions of a manager: the same fields for each child, named by the child.
pub fn decision(children: &[PersonId], fields: &[(&str, &str)]) -> Vec<(String, String)> {
    let of_child = |child: &PersonId| {
        fields.iter().map(|(name, value)| (format!("{name}-{child}"), (*value).to_owned())).collect::<Vec<_>>()
    };
    children.iter().flat_map(of_child).collect()
}

/// Writes every answer and submits.
pub fn submitted(town: &Town, who: &Browser<'_>, family: &Family, kind: StepKind, step: &str) {
    let fields = complete(town, kind, &family.children);
    who.post(step, step, &pairs(&fields)).goes_to(step);
    who.post(&format!("{step}/check"), &format!("{step}/finish"), &[]).goes_to(step);
    who.get(step).must_say("Awaiting authorisation");
}

pub fn decided(who: &Browser<'_>, family: &Family, step: &str, fields: &[(&str, &str)]) -> Shown {
    let fields = decision(&family.children, fields);
    who.post(&format!("{step}/decide"), &format!("{step}/decide"), &pairs(&fields))
}

/// An assessment of the family, opened the way that assessments are.
pub fn assessment(town: &Town, family: &Family) -> String {
    let (duty, manager) = (town.as_a(Role::DutyScreener), town.as_a(Role::ServiceManager));
    let contact = at_the_door(town, family, StepKind::Contact);
    submitted(town, &duty, family, StepKind::Contact, &contact);
    decided(&manager, family, &contact, &[("outcome", "referral"), ("rationale", "Now.")]).goes_to(&contact);
    let referral = opened(&manager.get(&contact), "Referral");
    submitted(town, &duty, family, StepKind::Referral, &referral);
    decided(
        &manager,
        family,
        &referral,
        &[("outcome", "assessment"), ("harm", "no"), ("level", "3"), ("rationale", "A child in need.")],
    )
    .goes_to(&referral);
    opened(&manager.get(&referral), "Child and family assessment")
}
