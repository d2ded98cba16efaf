//! What people answer: typed values, each to one question, for the family or for one child.

use crate::day::{Day, Moment};
use crate::id::PersonId;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// One answered value. Its shape follows the question's type.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Answer {
    /// One line or many, as written.
    Words(String),
    /// One code of a list.
    Code(String),
    /// Several codes of a list, in the list's order.
    Codes(Vec<String>),
    Day(Day),
    /// A day and a time of day.
    Moment(Moment),
    YesNo(bool),
    Number(i64),
    /// People of the record.
    People(Vec<PersonId>),
    /// Rows of a small table: column name to text.
    Rows(Vec<BTreeMap<String, String>>),
}

impl Answer {
    /// Whether nothing has been said: empty words, no code, no row with a word in it.
    pub fn is_empty(&self) -> bool {
        match self {
            Answer::Words(text) | Answer::Code(text) => text.trim().is_empty(),
            Answer::Codes(codes) => codes.is_empty(),
            Answer::People(people) => people.is_empty(),
            Answer::Rows(rows) => rows.iter().all(|row| row.values().all(|cell| cell.trim().is_empty())),
            Answer::Day(_) | Answer::Moment(_) | Answer::YesNo(_) | Answer::Number(_) => false,
        }
    }

    pub fn as_words(&self) -> Option<&str> {
        match self {
            Answer::Words(text) | Answer::Code(text) => Some(text),
            _ => None,
        }
    }

    /// The civil day of a day or a moment.
    pub fn as_day(&self) -> Option<Day> {
        match self {
            Answer::Day(day) => Some(*day),
            Answer::Moment(moment) => Some(moment.day()),
            _ => None,
        }
    }

    pub fn as_yes_no(&self) -> Option<bool> {
        match self {
            Answer::YesNo(yes) => Some(*yes),
            _ => None,
        }
    }

    /// The rows that have a word in them.
    pub fn rows(&self) -> impl Iterator<Item = &BTreeMap<String, String>> {
        let rows = match self {
            Answer::Rows(rows) => rows.as_slice(),
            _ => &[],
        };
        rows.iter().filter(|row| row.values().any(|cell| !cell.trim().is_empty()))
    }
}

/// Which question, and for whom: `child` is `None` where the family is answered for once.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Asked {
    pub question: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub child: Option<PersonId>,
}

/// An answer with the question it answers.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Given {
    #[serde(flatten)]
    pub asked: Asked,
    pub answer: Answer,
}

/// All answers of a step.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Answers(BTreeMap<Asked, Answer>);

impl Answers {
    pub fn get(&self, question: &str, child: Option<PersonId>) -> Option<&Answer> {
        self.0.get(&Asked { question: question.to_owned(), child })
    }

    /// Puts an answer; an empty one takes the place of what stood there, since clearing a box is an answer too.
    pub fn put(&mut self, given: Given) {
        if given.answer.is_empty() {
            self.0.remove(&given.asked);
        } else {
            self.0.insert(given.asked, given.answer);
        }
    }

    pub fn iter(&self) -> impl Iterator<Item = (&Asked, &Answer)> {
        self.0.iter()
    }

    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    pub fn len(&self) -> usize {
        self.0.len()
    }
}

impl FromIterator<Given> for Answers {
    fn from_iter<T: IntoIterator<Item = Given>>(given: T) -> Self {
        let mut answers = Answers::default();
        given.into_iter().for_each(|one| answers.put(one));
        answers
    }
}
