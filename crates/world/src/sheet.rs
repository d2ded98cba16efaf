//! A form as somebody fills it in: the fields that a page would post.

use forms::{Raw, field_name};
use law::day::{Day, Moment};
use law::id::PersonId;

/// Fields of one post.
#[derive(Debug, Default)]
pub struct Sheet(Raw);

impl Sheet {
    pub fn words(&mut self, question: &str, text: impl Into<String>) -> &mut Self {
        self.0.push(field_name(question, None), text);
        self
    }

    pub fn of(&mut self, question: &str, child: PersonId, text: impl Into<String>) -> &mut Self {
        self.0.push(field_name(question, Some(child)), text);
        self
    }

    pub fn yes(&mut self, question: &str, yes: bool) -> &mut Self {
        self.words(question, if yes { "yes" } else { "no" })
    }

    pub fn yes_of(&mut self, question: &str, child: PersonId, yes: bool) -> &mut Self {
        self.of(question, child, if yes { "yes" } else { "no" })
    }

    pub fn day(&mut self, question: &str, day: Day) -> &mut Self {
        self.words(question, day.to_string())
    }

    pub fn moment(&mut self, question: &str, moment: Moment) -> &mut Self {
        self.words(question, format!("{}T{}", moment.day(), moment.time()))
    }

    /// Cells of a table, row by row.
    pub fn rows(&mut self, question: &str, child: Option<PersonId>, rows: &[Vec<(&str, String)>]) -> &mut Self {
        let field = field_name(question, child);
        for (at, row) in rows.iter().enumerate() {
            for (column, cell) in row {
                self.0.push(format!("{field}.{at}.{column}"), cell.clone());
            }
        }
        self
    }

    pub fn done(self) -> Raw {
        self.0
    }
}
