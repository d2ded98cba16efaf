//! What is known from before, offered one by one as a start: the risks that an assessment found, the actions that it agreed.
//! Nothing is taken by itself, and what stands in the plan already is not offered again.

use super::opened::Opened;
use crate::step::queries::load_without_answers;
use law::answer::Answer;
use law::day::Day;
use law::fact::Fact;
use law::id::PersonId;
use law::words::clean_line;
use std::collections::BTreeMap;
use store::Conn;
use web::Fields;

/// A risk that the step before found for a child.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Risk {
    pub child: PersonId,
    pub risk: String,
    pub danger: String,
    taken: bool,
}

/// An action that the step before agreed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Agreed {
    pub what: String,
    pub who: String,
    pub by_when: Option<Day>,
    taken: bool,
}

/// What can be taken as a start.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Start {
    /// What the step before is called.
    pub from: Option<(law::id::StepId, &'static str)>,
    risks: Vec<Risk>,
    actions: Vec<Agreed>,
}

impl Start {
    /// Reads it from the step that opened the plan, about children of the plan alone.
    pub fn of(conn: &mut Conn, opened: &Opened) -> Result<Self, store::Error> {
        let Some(before) = opened.step().opened_by else { return Ok(Self::default()) };
        let Some(before) = load_without_answers(conn, before)? else { return Ok(Self::default()) };
        let same_family = before.children.iter().all(|child| opened.step().children.contains(child));
        let mut start = Self { from: Some((before.id, before.kind.name())), ..Self::default() };
        for child in &opened.step().children {
            let danger = before.facts.get(Fact::DangerIfNothingChanges, Some(*child)).and_then(Answer::as_words);
            for row in rows(before.facts.get(Fact::RiskFactors, Some(*child))) {
                start.risks.extend(risk(*child, row, danger.unwrap_or_default(), opened));
            }
        }
        // Actions agreed are the whole family's: where a child of it is not in the plan, they may be about that child.
        if same_family {
            let agreed = rows(before.facts.get(Fact::ActionsAgreed, None));
            start.actions = agreed.iter().filter_map(|row| action(row, opened)).collect();
        }
        Ok(start)
    }

    /// Risks that no outcome answers yet, each with its number.
    pub fn risks(&self) -> impl Iterator<Item = (usize, &Risk)> {
        self.risks.iter().enumerate().filter(|(_, risk)| !risk.taken)
    }

    /// Actions that do not stand in the plan yet, each with its number.
    pub fn actions(&self) -> impl Iterator<Item = (usize, &Agreed)> {
        self.actions.iter().enumerate().filter(|(_, action)| !action.taken)
    }

    /// An outcome's form that begins with a risk.
    pub fn outcome(&self, number: usize) -> Fields {
        let risk = self.risks.get(number);
        Fields::from_pairs(risk.into_iter().flat_map(|risk| {
            [("children", risk.child.to_string()), ("risk", risk.risk.clone()), ("danger", risk.danger.clone())]
        }))
    }

    /// An action's form that begins with what was agreed.
    pub fn action(&self, number: usize) -> Fields {
        let agreed = self.actions.get(number);
        Fields::from_pairs(agreed.into_iter().flat_map(|agreed| {
            let due = agreed.by_when.map(Day::long).unwrap_or_default();
            [("what", agreed.what.clone()), ("named", agreed.who.clone()), ("due", due)]
        }))
    }
}

type Rows = [BTreeMap<String, String>];

fn rows(answer: Option<&Answer>) -> &Rows {
    match answer {
        Some(Answer::Rows(rows)) => rows,
        _ => &[],
    }
}

fn cell<'a>(row: &'a BTreeMap<String, String>, column: &str) -> &'a str {
    row.get(column).map_or("", |text| text.trim())
}

fn risk(child: PersonId, row: &BTreeMap<String, String>, danger: &str, opened: &Opened) -> Option<Risk> {
    let (factor, evidence) = (cell(row, "factor"), cell(row, "evidence"));
    let words = [factor, evidence].into_iter().filter(|text| !text.is_empty()).collect::<Vec<_>>().join(". ");
    let taken = opened.plan.outcomes.iter().any(|outcome| {
        outcome.wanted.children.contains(&child) && !factor.is_empty() && same_words(&outcome.wanted.risk, factor)
    });
    (!words.is_empty()).then(|| Risk { child, risk: words, danger: danger.to_owned(), taken })
}

fn action(row: &BTreeMap<String, String>, opened: &Opened) -> Option<Agreed> {
    let what = cell(row, "what");
    let taken = opened.plan.actions.iter().any(|action| same_words(&action.task.what, what));
    let by_when = forms::read_day(cell(row, "by_when")).ok();
    (!what.is_empty()).then(|| Agreed { what: what.to_owned(), who: cell(row, "who").to_owned(), by_when, taken })
}

/// Whether a text begins with the words of the other, whatever their case.
fn same_words(text: &str, words: &str) -> bool {
    clean_line(text).to_lowercase().starts_with(&clean_line(words).to_lowercase())
}
