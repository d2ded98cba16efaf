//! What is still to be said before a step may be finished, and how far each section has come.

use crate::form::{ChildFacts, Form, Question, Section};
use crate::raw::field_name;
use crate::said::Said;
use law::fact::About;
use law::id::PersonId;
use law::step::{Gap, Step};

/// A question to be answered first.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Missing {
    /// Its id; empty where no question of the form gives what law wants.
    pub question: String,
    pub child: Option<PersonId>,
    /// The section in which it stands.
    pub section: String,
    /// The field as [`field_name`] gives it.
    pub field: String,
    /// What to do, in a sentence.
    pub say: String,
}

/// How far a section has come.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SectionState {
    Empty,
    Begun,
    /// Nothing of it is missing, and something is written.
    Complete,
}

impl Form {
    /// All that the form and the law of its kind still want, in the form's order, each once.
    pub fn missing(&self, step: &Step, children: &[ChildFacts]) -> Vec<Missing> {
        let mut lawful = self.wanted_by_law(step, children);
        let said = Said::of(step);
        let mut missing = Vec::new();
        for section in &self.sections {
            for question in &section.questions {
                for child in asked_of(question, children) {
                    let id = child.map(|child| child.id);
                    let by_law = lawful
                        .iter()
                        .position(|one| one.question == question.id && one.child == id)
                        .map(|at| lawful.remove(at));
                    let by_form =
                        by_law.is_none() && said.to(question, id).is_none() && self.is_required(question, said, child);
                    missing.extend(by_law);
                    if by_form {
                        missing.push(wanted(section, question, child, question.missing_words(child)));
                    }
                }
            }
        }
        missing.extend(lawful);
        missing
    }

    /// What the kind itself finds missing, put to the questions of this form.
    fn wanted_by_law(&self, step: &Step, children: &[ChildFacts]) -> Vec<Missing> {
        let mut wanted_by_law: Vec<Missing> = Vec::new();
        for one in self.kind.law().missing(step) {
            let child = one.child.and_then(|id| children.iter().find(|child| child.id == id));
            let say = about_child(&one.say, child);
            let found = self.sections.iter().find_map(|section| {
                let of_fact = |question: &&Question| question.fact.map(Gap::Fact) == Some(one.gap);
                Some((section, section.questions.iter().find(of_fact)?))
            });
            let missing = match found {
                Some((section, question)) => wanted(section, question, child, say),
                None => Missing {
                    question: String::new(),
                    child: one.child,
                    section: String::new(),
                    field: part_of(one.gap),
                    say,
                },
            };
            let known = wanted_by_law.iter().any(|other| other.field == missing.field && other.say == missing.say);
            if !known {
                wanted_by_law.push(missing);
            }
        }
        wanted_by_law
    }

    /// How far each section has come, in order.
    pub fn section_states(&self, step: &Step, children: &[ChildFacts]) -> Vec<(&Section, SectionState)> {
        let missing = self.missing(step, children);
        let state = |section| state_of(section, Said::of(step), children, &missing);
        self.sections.iter().map(|section| (section, state(section))).collect()
    }

    /// How far one section has come.
    pub fn section_state(&self, step: &Step, section: &Section, children: &[ChildFacts]) -> SectionState {
        let missing = self.missing(step, children);
        state_of(section, Said::of(step), children, &missing)
    }
}

fn state_of(section: &Section, said: Said<'_>, children: &[ChildFacts], missing: &[Missing]) -> SectionState {
    let answered = section.questions.iter().any(|question| {
        asked_of(question, children).into_iter().any(|child| said.to(question, child.map(|child| child.id)).is_some())
    });
    let wants = missing.iter().any(|one| one.section == section.id);
    match (answered, wants) {
        (false, _) => SectionState::Empty,
        (true, true) => SectionState::Begun,
        (true, false) => SectionState::Complete,
    }
}

/// For whom a question is asked: once for the family, or once for each child.
fn asked_of<'a>(question: &Question, children: &'a [ChildFacts]) -> Vec<Option<&'a ChildFacts>> {
    match question.about {
        About::Family => vec![None],
        About::Child => children.iter().map(Some).collect(),
    }
}

fn wanted(section: &Section, question: &Question, child: Option<&ChildFacts>, say: String) -> Missing {
    let id = child.map(|child| child.id);
    Missing {
        question: question.id.clone(),
        child: id,
        section: section.id.clone(),
        field: field_name(&question.id, id),
        say,
    }
}

/// The part of the step's page where something is missing that no question asks; empty where that is nowhere.
fn part_of(gap: Gap) -> String {
    match gap {
        Gap::Fact(_) => String::new(),
        part => part.field().to_owned(),
    }
}

/// Law speaks of "the child"; a form with brothers and sisters on it needs the name.
fn about_child(say: &str, child: Option<&ChildFacts>) -> String {
    match child {
        None => say.to_owned(),
        Some(child) if say.contains("the child") => say.replace("the child", &child.name),
        Some(child) => format!("{say} ({})", child.name),
    }
}
