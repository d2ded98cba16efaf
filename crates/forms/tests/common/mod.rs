//! An invented family and a step to write on.
#![allow(dead_code, clippy::unwrap_used, reason = "each test file takes what it needs, and stops when it fails")]

use forms::{ChildFacts, Form, Pack, embedded, facts_of};
use law::answer::Given;
use law::id::{PersonId, StepId, WorkerId};
use law::step::{FormRef, Started, Step, StepKind};

pub fn pack() -> Pack {
    Pack::load(&embedded()).unwrap_or_else(|flaws| {
        let lines: Vec<String> = flaws.iter().map(ToString::to_string).collect();
        panic!("{}", lines.join("\n"))
    })
}

pub fn child(number: u128, name: &str) -> ChildFacts {
    ChildFacts { id: PersonId(uuid(number)), name: name.to_owned(), age: Some(7), unborn: false }
}

pub fn step(kind: StepKind, children: &[ChildFacts]) -> Step {
    let started = Started {
        step: StepId(uuid(100)),
        kind,
        form: Some(FormRef { slug: kind.slug().to_owned(), pack: String::new() }),
        children: children.iter().map(|child| child.id).collect(),
        others: Vec::new(),
        owner: None,
        team: None,
        opened_by: None,
        at: "2026-04-20T09:00:00Z".parse().unwrap(),
        carried: Vec::new(),
    };
    Step::begun(&started, WorkerId(uuid(200)))
}

pub fn answer(step: &mut Step, form: &Form, answers: Vec<Given>) {
    facts_of(form, &answers).into_iter().for_each(|known| step.facts.put(known));
    answers.into_iter().for_each(|given| step.answers.put(given));
}

fn uuid(number: u128) -> uuid::Uuid {
    uuid::Uuid::from_u128(number)
}
