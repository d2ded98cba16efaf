//! Reading a post: what people type, made into answers, or a sentence that says what to put right.

use crate::form::{ChildFacts, Column, Form, Question, Type};
use crate::raw::{Raw, field_name};
use crate::when::{read_day, read_parts, read_time};
use law::answer::{Answer, Asked, Given};
use law::day::Day;
use law::fact::{About, Known};
use law::id::PersonId;
use law::words::{clean, clean_line, dictated};
use std::collections::{BTreeMap, BTreeSet};

/// The longest text of one answer, in bytes: a long report fits forty times over.
const LONGEST: usize = 2_000_000;
/// The most rows of one table.
const MOST_ROWS: usize = 500;

/// An answer that could not be read: a sentence that names the question.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{say}")]
pub struct Wrong {
    pub say: String,
}

/// A sentence beside a field.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Problem {
    /// The field as [`field_name`] gives it.
    pub field: String,
    pub question: String,
    pub child: Option<PersonId>,
    pub say: String,
}

/// A post, read. What could not be read stands in `problems` and, untouched, in `raw`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReadForm {
    pub answers: Vec<Given>,
    pub problems: Vec<Problem>,
    pub raw: Raw,
}

impl Form {
    /// Reads every question that the post holds; a post may hold one section or one question.
    ///
    /// A question emptied by its writer gives an empty answer, which clears what stood there.
    pub fn read_all(&self, children: &[ChildFacts], raw: Raw) -> ReadForm {
        let mut read = ReadForm { answers: Vec::new(), problems: Vec::new(), raw };
        for question in self.questions() {
            match question.about {
                About::Family => self.read_into(&mut read, question, None),
                About::Child => children.iter().for_each(|child| self.read_into(&mut read, question, Some(child))),
            }
        }
        read
    }

    fn read_into(&self, read: &mut ReadForm, question: &Question, child: Option<&ChildFacts>) {
        let id = child.map(|child| child.id);
        match self.read(question, child, &read.raw) {
            Ok(None) => {}
            Ok(Some(answer)) => {
                read.answers.push(Given { asked: Asked { question: question.id.clone(), child: id }, answer })
            }
            Err(Wrong { say }) => read.problems.push(Problem {
                field: field_name(&question.id, id),
                question: question.id.clone(),
                child: id,
                say,
            }),
        }
    }

    /// Reads one question; `None` where the post does not hold it.
    pub fn read(&self, question: &Question, child: Option<&ChildFacts>, raw: &Raw) -> Result<Option<Answer>, Wrong> {
        let field = field_name(&question.id, child.map(|child| child.id));
        if !is_present(question, &field, raw) {
            return Ok(None);
        }
        let read = match &question.kind {
            Type::Words => words(clean(&joined(raw, &field)).trim_end()),
            Type::Line => words(&clean_line(raw.last(&field))),
            Type::Code(_) => code(question, raw.last(&field)),
            Type::Codes(_) => codes(question, raw.all(&field)),
            Type::Events => events(raw.all(&field)),
            Type::Day => day(raw, &field).map(|day| day.map_or_else(nothing, Answer::Day)),
            Type::Moment => moment(raw, &field),
            Type::YesNo => yes_no(raw.last(&field)),
            Type::Number => number(raw.last(&field)),
            Type::Rows(columns) => rows(columns, raw, &field),
        };
        read.map(Some).map_err(|end| Wrong { say: format!("{} {end}", question.called(child)) })
    }
}

/// The facts among these answers. An emptied answer is an empty fact, which takes the old one away.
pub fn facts_of(form: &Form, answers: &[Given]) -> Vec<Known> {
    let known = answers.iter().filter_map(|given| {
        let fact = form.question(&given.asked.question)?.fact?;
        Some(Known { fact, child: given.asked.child, value: given.answer.clone() })
    });
    known.collect()
}

/// The answer that clears.
fn nothing() -> Answer {
    Answer::Words(String::new())
}

fn is_present(question: &Question, field: &str, raw: &Raw) -> bool {
    match question.kind {
        Type::Day => raw.has(field, &["day", "month", "year"]),
        Type::Moment => raw.has(field, &["day", "month", "year", "time"]),
        Type::Rows(_) => raw.has(field, &[]) || raw.cells(field).next().is_some(),
        _ => raw.has(field, &[]),
    }
}

/// Every text that came under the name: a browser sends one, a paste of two boxes keeps both.
fn joined(raw: &Raw, field: &str) -> String {
    let texts: Vec<&str> = raw.all(field).filter(|text| !text.trim().is_empty()).collect();
    texts.join("\n")
}

fn words(text: &str) -> Result<Answer, String> {
    if text.len() <= LONGEST {
        return Ok(Answer::Words(text.to_owned()));
    }
    let over = text.char_indices().filter(|(at, letter)| at + letter.len_utf8() > LONGEST).count();
    Err(format!("is too long by {over} characters. Put the rest in a document and attach it"))
}

fn code(question: &Question, given: &str) -> Result<Answer, String> {
    let given = given.trim();
    if given.is_empty() {
        return Ok(Answer::Code(String::new()));
    }
    match question.choices().iter().find(|choice| choice.code == given) {
        Some(choice) => Ok(Answer::Code(choice.code.clone())),
        None => Err("must be one of the list".to_owned()),
    }
}

fn codes<'a>(question: &Question, given: impl Iterator<Item = &'a str>) -> Result<Answer, String> {
    let given: BTreeSet<&str> = given.map(str::trim).filter(|code| !code.is_empty()).collect();
    let chosen: Vec<_> = question.choices().iter().filter(|choice| given.contains(choice.code.as_str())).collect();
    if chosen.len() != given.len() {
        return Err("must be from the list".to_owned());
    }
    match chosen.iter().find(|choice| choice.alone) {
        Some(alone) if chosen.len() > 1 => Err(format!("cannot have \"{}\" together with another choice", alone.label)),
        _ => Ok(Answer::Codes(chosen.iter().map(|choice| choice.code.clone()).collect())),
    }
}

/// Ids of steps or events, each once, in the order chosen.
fn events<'a>(given: impl Iterator<Item = &'a str>) -> Result<Answer, String> {
    let mut chosen: Vec<String> = Vec::new();
    for id in given.map(str::trim).filter(|id| !id.is_empty()) {
        let plain = id.len() <= 80 && id.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"-_:".contains(&byte));
        if !plain {
            return Err("must be chosen from the record".to_owned());
        }
        if !chosen.iter().any(|other| other == id) {
            chosen.push(id.to_owned());
        }
    }
    Ok(Answer::Codes(chosen))
}

fn day(raw: &Raw, field: &str) -> Result<Option<Day>, String> {
    let parts = [raw.part(field, "day"), raw.part(field, "month"), raw.part(field, "year")];
    let whole = raw.last(field);
    let [day, month, year] = parts;
    let read = match (read_parts(day, month, year), whole.trim().is_empty()) {
        (Ok(None), false) => read_day(whole).map(Some),
        (read, _) => read,
    };
    read.map_err(str::to_owned)
}

fn moment(raw: &Raw, field: &str) -> Result<Answer, String> {
    let whole = raw.last(field).trim();
    let time = raw.part(field, "time").trim();
    // A single box of the browser's own sends 2026-03-14T14:02.
    let (day, time) = match whole.split_once('T').filter(|_| whole.is_ascii()) {
        Some((day, time)) if raw.part(field, "day").is_empty() => {
            (read_day(day).map(Some).map_err(str::to_owned)?, time)
        }
        _ => (day(raw, field)?, time),
    };
    match (day, time.is_empty()) {
        (None, true) => Ok(nothing()),
        (None, false) => Err("must include a date".to_owned()),
        (Some(_), true) => Err("must include a time".to_owned()),
        (Some(day), false) => {
            let (hour, minute) = read_time(time)?;
            let moment = day.at(hour, minute).map_err(|_| "must be a real date")?;
            Ok(Answer::Moment(moment))
        }
    }
}

fn yes_no(given: &str) -> Result<Answer, String> {
    match dictated(given).to_lowercase().as_str() {
        "" => Ok(nothing()),
        "yes" | "true" => Ok(Answer::YesNo(true)),
        "no" | "false" => Ok(Answer::YesNo(false)),
        _ => Err("must be yes or no".to_owned()),
    }
}

fn number(given: &str) -> Result<Answer, String> {
    const NAMES: [&str; 13] =
        ["none", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"];
    let text = dictated(given).to_lowercase();
    if text.is_empty() {
        return Ok(nothing());
    }
    if let Some(named) = NAMES.iter().position(|name| *name == text) {
        return Ok(Answer::Number(i64::try_from(named).unwrap_or(i64::MAX)));
    }
    let digits: String = text.chars().filter(|letter| *letter != ',' && !letter.is_whitespace()).collect();
    digits.parse().map(Answer::Number).map_err(|_| "must be a whole number, such as 3".to_owned())
}

fn rows(columns: &[Column], raw: &Raw, field: &str) -> Result<Answer, String> {
    let mut rows: BTreeMap<usize, BTreeMap<String, String>> = BTreeMap::new();
    for (row, column, text) in raw.cells(field) {
        if !columns.iter().any(|known| known.id == column) {
            return Err("has a column that is not on the form".to_owned());
        }
        words(text)?;
        let text = clean(text).trim().to_owned();
        if !text.is_empty() {
            rows.entry(row).or_default().insert(column.to_owned(), text);
        }
    }
    if rows.len() > MOST_ROWS {
        return Err(format!("must have no more than {MOST_ROWS} rows"));
    }
    let mut rows: Vec<_> = rows.into_values().collect();
    for (at, row) in rows.iter_mut().enumerate() {
        for column in columns.iter().filter(|column| column.day) {
            read_cell(at, column, row)?;
        }
    }
    Ok(Answer::Rows(rows))
}

/// Makes a day in a cell `YYYY-MM-DD`.
fn read_cell(at: usize, column: &Column, row: &mut BTreeMap<String, String>) -> Result<(), String> {
    let Some(cell) = row.get_mut(&column.id) else {
        return Ok(());
    };
    let day =
        read_day(cell).map_err(|end| format!("has a row to put right: {} in row {} {end}", column.label, at + 1))?;
    *cell = day.to_string();
    Ok(())
}
