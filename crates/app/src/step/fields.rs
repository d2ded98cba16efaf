//! Answers as the boxes of a form hold them, and as people read them.

use forms::{ChildFacts, Form, Question, Raw, Type, field_name, read_day};
use law::answer::Answer;
use law::day::Day;
use law::id::PersonId;
use sha2::{Digest, Sha256};

/// Names and values of one question's boxes.
pub type Pairs = Vec<(String, String)>;

/// The boxes that hold an answer, as a browser would send them.
pub fn pairs_of(question: &Question, field: &str, answer: Option<&Answer>) -> Pairs {
    let one = |value: &str| vec![(field.to_owned(), value.to_owned())];
    match answer {
        None => Vec::new(),
        Some(Answer::Words(text) | Answer::Code(text)) => one(text),
        Some(Answer::Codes(codes)) => codes.iter().map(|code| (field.to_owned(), code.clone())).collect(),
        Some(Answer::Day(day)) => day_pairs(field, *day),
        Some(Answer::Moment(moment)) => {
            let mut pairs = day_pairs(field, moment.day());
            pairs.push((format!("{field}.time"), moment.time()));
            pairs
        }
        Some(Answer::YesNo(yes)) => one(if *yes { "yes" } else { "no" }),
        Some(Answer::Number(number)) => one(&number.to_string()),
        Some(Answer::People(people)) => people.iter().map(|one| (field.to_owned(), one.to_string())).collect(),
        Some(Answer::Rows(rows)) => {
            let cells = rows.iter().enumerate().flat_map(|(at, row)| {
                row.iter().map(move |(column, text)| {
                    (format!("{field}.{at}.{column}"), cell(is_day_column(question, column), text))
                })
            });
            cells.collect()
        }
    }
}

fn day_pairs(field: &str, day: Day) -> Pairs {
    let parts = [("day", i64::from(day.0.day())), ("month", day.0.month().into()), ("year", day.0.year().into())];
    parts.into_iter().map(|(part, number)| (format!("{field}.{part}"), number.to_string())).collect()
}

fn is_day_column(question: &Question, id: &str) -> bool {
    question.kind.columns().iter().any(|column| column.id == id && column.day)
}

/// The fields of a post that belong to one question.
pub fn belonging(raw: &Raw, field: &str) -> Pairs {
    let own = raw.iter().filter(|(name, _)| belongs(name, field));
    own.map(|(name, value)| (name.to_owned(), value.to_owned())).collect()
}

fn belongs(name: &str, field: &str) -> bool {
    let rest = name.strip_prefix(field);
    rest.is_some_and(|rest| rest.is_empty() || part_of_field(rest))
}

/// `.day`, `.time`, `.0.what`; never `.<child>`, which is another field.
fn part_of_field(rest: &str) -> bool {
    let Some(rest) = rest.strip_prefix('.') else { return false };
    let first = rest.split('.').next().unwrap_or_default();
    matches!(rest, "day" | "month" | "year" | "time") || (rest.contains('.') && first.parse::<usize>().is_ok())
}

/// What the boxes say, without those that say nothing.
fn said(pairs: &[(String, String)]) -> Vec<(&str, &str)> {
    let trimmed = pairs.iter().map(|(name, value)| (name.as_str(), value.trim_end()));
    trimmed.filter(|(_, value)| !value.trim().is_empty()).collect()
}

/// Whether two sets of boxes say the same.
pub fn same(one: &[(String, String)], other: &[(String, String)]) -> bool {
    said(one) == said(other)
}

/// A mark of what the boxes say: what a page began from. A page whose mark is out of date began from other words.
pub fn version(pairs: &[(String, String)]) -> String {
    let mut hash = Sha256::new();
    for part in said(pairs).into_iter().flat_map(|(name, value)| [name, value]) {
        hash.update((part.len() as u64).to_be_bytes());
        hash.update(part.as_bytes());
    }
    hex::encode(&hash.finalize()[..12])
}

/// What boxes say as one text, for two versions beside each other.
pub fn as_text(question: &Question, field: &str, pairs: &[(String, String)]) -> String {
    let raw: Raw = pairs.iter().cloned().collect();
    let label = |code: &str| question.label(code).unwrap_or(code).to_owned();
    match &question.kind {
        Type::Words | Type::Line | Type::Number => raw.last(field).to_owned(),
        Type::Code(_) => label(raw.last(field)),
        Type::Codes(_) => lines(raw.all(field).filter(|code| !code.is_empty()).map(label)),
        Type::Events => {
            let chosen = raw.all(field).filter(|id| !id.is_empty()).count();
            format!("{chosen} events chosen")
        }
        Type::YesNo => raw.last(field).replace("yes", "Yes").replace("no", "No"),
        Type::Day => parts(&raw, field, &["day", "month", "year"]),
        Type::Moment => parts(&raw, field, &["day", "month", "year", "time"]),
        Type::Rows(_) => lines(row_numbers(&raw, field).into_iter().map(|row| {
            let cells = raw.cells(field).filter(|(at, _, text)| *at == row && !text.trim().is_empty());
            cells.map(|(_, _, text)| text).collect::<Vec<_>>().join(" – ")
        })),
    }
}

fn lines(items: impl Iterator<Item = String>) -> String {
    items.collect::<Vec<_>>().join("\n")
}

fn parts(raw: &Raw, field: &str, names: &[&str]) -> String {
    names.iter().map(|name| raw.part(field, name)).filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" ")
}

/// The rows of a table that say something, in order.
pub fn row_numbers(raw: &Raw, field: &str) -> Vec<usize> {
    let mut rows: Vec<usize> =
        raw.cells(field).filter(|(_, _, text)| !text.trim().is_empty()).map(|(row, _, _)| row).collect();
    rows.sort_unstable();
    rows.dedup();
    rows
}

/// A question for the family or for one child, with the field that it posts.
#[derive(Clone, Copy)]
pub struct Asking<'a> {
    pub question: &'a Question,
    pub child: Option<&'a ChildFacts>,
}

impl Asking<'_> {
    pub fn field(&self) -> String {
        field_name(&self.question.id, self.child_id())
    }

    pub fn child_id(&self) -> Option<PersonId> {
        self.child.map(|child| child.id)
    }
}

/// Every question of a form with each child of whom it is asked.
pub fn asked<'a>(form: &'a Form, children: &'a [ChildFacts]) -> Vec<Asking<'a>> {
    form.questions().flat_map(|question| asked_of(question, children)).collect()
}

/// One question with each child of whom it is asked.
pub fn asked_of<'a>(question: &'a Question, children: &'a [ChildFacts]) -> Vec<Asking<'a>> {
    match question.about {
        law::fact::About::Family => vec![Asking { question, child: None }],
        law::fact::About::Child => children.iter().map(|child| Asking { question, child: Some(child) }).collect(),
    }
}

/// Finds the question that a script names by its id and child.
pub fn find<'a>(form: &'a Form, children: &'a [ChildFacts], question: &str, child: &str) -> Option<Asking<'a>> {
    let question = form.question(question)?;
    let wanted = child.parse::<PersonId>().ok();
    asked_of(question, children).into_iter().find(|asking| asking.child_id() == wanted)
}

/// A table's cell as people write it: a day is kept as `2026-03-05` and written as `5 March 2026`.
pub fn cell(column_is_day: bool, text: &str) -> String {
    if !column_is_day {
        return text.to_owned();
    }
    read_day(text).map_or_else(|_| text.to_owned(), Day::long)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn pairs(pairs: &[(&str, &str)]) -> Pairs {
        pairs.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect()
    }

    #[test]
    fn the_mark_of_a_page_follows_what_its_boxes_say() {
        let empty = version(&[]);
        assert_eq!(empty, version(&pairs(&[("q.a", ""), ("q.a", "  ")])));
        assert_ne!(empty, version(&pairs(&[("q.a", "x")])));
        assert_ne!(version(&pairs(&[("q.a", "bc")])), version(&pairs(&[("q.ab", "c")])));
        assert!(same(&pairs(&[("q.a", "x\n"), ("q.a", "")]), &pairs(&[("q.a", "x")])));
    }

    #[test]
    fn a_childs_field_is_not_part_of_the_familys() {
        let child = PersonId(uuid::Uuid::from_u128(7));
        let theirs = field_name("seen", Some(child));
        let raw: Raw = [("q.seen", "1"), ("q.seen.day", "2"), (theirs.as_str(), "3"), ("q.seen.0.what", "4")]
            .into_iter()
            .collect();
        let names: Vec<String> = belonging(&raw, "q.seen").into_iter().map(|(name, _)| name).collect();
        assert_eq!(names, ["q.seen", "q.seen.day", "q.seen.0.what"]);
        assert_eq!(belonging(&raw, &theirs).len(), 1);
    }

    #[test]
    fn days_come_back_as_they_are_typed() {
        let moment = "2026-11-23T14:05:00Z".parse().unwrap();
        let pack = forms::Pack::load(&forms::embedded()).unwrap();
        let form = pack.form(law::step::StepKind::CaseNote).unwrap();
        let question = form.question_of(law::fact::Fact::HappenedAt).unwrap();
        let raw: Raw = pairs_of(question, "q.at", Some(&Answer::Moment(moment))).into_iter().collect();
        assert_eq!(
            (raw.part("q.at", "day"), raw.part("q.at", "month"), raw.part("q.at", "time")),
            ("23", "11", "14:05")
        );
    }
}
