//! What a page posts: fields in order, a name often more than once.
//!
//! A question's field is `q.<question>`, or `q.<question>.<child>` where it is asked for each child. Days and moments may
//! come in parts (`.day`, `.month`, `.year`, `.time`), a table's cells as `.<row>.<column>`. A page that shows boxes to
//! tick posts the field once more, empty and hidden, so that taking every tick away is seen as an answer.

use law::id::PersonId;

/// The field of a question, for the family or one child.
pub fn field_name(question: &str, child: Option<PersonId>) -> String {
    match child {
        Some(child) => format!("q.{question}.{child}"),
        None => format!("q.{question}"),
    }
}

/// Posted fields, in the order in which they came.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Raw(Vec<(String, String)>);

impl Raw {
    pub fn push(&mut self, name: impl Into<String>, value: impl Into<String>) {
        self.0.push((name.into(), value.into()));
    }

    /// Every value of a name.
    pub fn all<'a>(&'a self, name: &'a str) -> impl Iterator<Item = &'a str> {
        self.0.iter().filter(move |(field, _)| field == name).map(|(_, value)| value.as_str())
    }

    /// The last value of a name that says something; the empty text where none does.
    pub fn last<'a>(&'a self, name: &'a str) -> &'a str {
        self.all(name).filter(|value| !value.trim().is_empty()).last().unwrap_or_default()
    }

    /// A part of a field: `.day`, `.time`.
    pub fn part(&self, field: &str, part: &str) -> &str {
        let name = format!("{field}.{part}");
        self.0
            .iter()
            .rev()
            .find(|(field, value)| *field == name && !value.trim().is_empty())
            .map_or("", |(_, value)| value.as_str())
    }

    /// Whether the field itself, or one of its parts named here, was posted.
    pub fn has(&self, field: &str, parts: &[&str]) -> bool {
        self.0.iter().any(|(name, _)| {
            name.strip_prefix(field)
                .is_some_and(|rest| rest.is_empty() || rest.strip_prefix('.').is_some_and(|part| parts.contains(&part)))
        })
    }

    /// The cells of a table: row number, column, text; in the order in which they came.
    pub fn cells<'a>(&'a self, field: &str) -> impl Iterator<Item = (usize, &'a str, &'a str)> {
        let prefix = format!("{field}.");
        self.0.iter().filter_map(move |(name, value)| {
            let (row, column) = name.strip_prefix(&prefix)?.split_once('.')?;
            Some((row.parse().ok()?, column, value.as_str()))
        })
    }

    pub fn iter(&self) -> impl Iterator<Item = (&str, &str)> {
        self.0.iter().map(|(name, value)| (name.as_str(), value.as_str()))
    }
}

impl<N: Into<String>, V: Into<String>> FromIterator<(N, V)> for Raw {
    fn from_iter<T: IntoIterator<Item = (N, V)>>(fields: T) -> Self {
        Self(fields.into_iter().map(|(name, value)| (name.into(), value.into())).collect())
    }
}
