//! Conditions in the Common Expression Language: compiled once when the pack loads, cheap to ask.

use crate::form::ChildFacts;
use cel::objects::Value;
use cel::{Context, Env, Program};
use law::answer::Answer;
use std::collections::{BTreeMap, HashMap};
use std::fmt;
use std::sync::{Arc, LazyLock};

static LANGUAGE: LazyLock<Arc<Env>> = LazyLock::new(|| Arc::new(Env::stdlib()));

/// The name under which a condition asks about the child: `child.age`, `child.unborn`.
pub(crate) const CHILD_VARIABLE: &str = "child";

/// A condition that parsed, with the names it asks about.
pub struct Condition {
    source: String,
    program: Program,
    names: Vec<String>,
    line: u64,
}

impl fmt::Debug for Condition {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Condition").field(&self.source).finish()
    }
}

impl Condition {
    /// Compiles a text that stands on a line of its file, or says in one line why it does not parse.
    pub(crate) fn compile(source: &str, line: u64) -> Result<Self, String> {
        let program = LANGUAGE.compile(source).map_err(|errors| {
            let first = errors.errors.first();
            first.map_or_else(|| "it does not parse".to_owned(), |error| error.msg.clone())
        })?;
        let mut names: Vec<String> = program.references().variables().into_iter().map(str::to_owned).collect();
        names.sort_unstable();
        Ok(Self { source: source.to_owned(), program, names, line })
    }

    /// The line of the file on which it stands.
    pub(crate) fn line(&self) -> u64 {
        self.line
    }

    /// As its author wrote it.
    pub fn source(&self) -> &str {
        &self.source
    }

    /// The questions, by id, and `child`, that it asks about; sorted.
    pub fn names(&self) -> &[String] {
        &self.names
    }

    /// Yes, no, or `None` where it cannot be told: an age that nobody knows, an answer that is not given.
    pub(crate) fn holds<'a>(
        &self,
        child: Option<&ChildFacts>,
        answer: impl Fn(&str) -> Option<&'a Answer>,
    ) -> Option<bool> {
        match self.evaluate(child, |name| answer(name).map_or(Value::Null, value)) {
            Ok(Value::Bool(yes)) => Some(yes),
            _ => None,
        }
    }

    /// The value with these answers; the error in words.
    pub(crate) fn evaluate(&self, child: Option<&ChildFacts>, answer: impl Fn(&str) -> Value) -> Result<Value, String> {
        let mut context = Context::with_env(Arc::clone(&LANGUAGE));
        for name in &self.names {
            let value = match (name.as_str(), child) {
                (CHILD_VARIABLE, Some(child)) => child_value(child),
                (CHILD_VARIABLE, None) => Value::Null,
                (question, _) => answer(question),
            };
            context.add_variable_from_value(name.clone(), value);
        }
        self.program.execute(&context).map_err(|error| error.to_string())
    }
}

fn child_value(child: &ChildFacts) -> Value {
    let age = child.age.map_or(Value::Null, |age| Value::Int(age.into()));
    let facts = HashMap::from([("age", age), ("unborn", Value::Bool(child.unborn))]);
    Value::from(facts)
}

/// An answer as a condition sees it: words, codes and days as text, several as a list, a table as a list of maps.
fn value(answer: &Answer) -> Value {
    match answer {
        Answer::Words(text) | Answer::Code(text) => text.as_str().into(),
        Answer::Codes(codes) => list(codes.iter().map(|code| code.as_str().into())),
        Answer::Day(day) => day.to_string().as_str().into(),
        Answer::Moment(moment) => moment.to_string().as_str().into(),
        Answer::YesNo(yes) => Value::Bool(*yes),
        Answer::Number(number) => Value::Int(*number),
        Answer::People(people) => list(people.iter().map(|one| one.to_string().as_str().into())),
        Answer::Rows(rows) => list(rows.iter().map(row)),
    }
}

fn list(values: impl Iterator<Item = Value>) -> Value {
    Value::List(Arc::new(values.collect()))
}

fn row(row: &BTreeMap<String, String>) -> Value {
    let cells: HashMap<String, Value> =
        row.iter().map(|(column, text)| (column.clone(), text.as_str().into())).collect();
    Value::from(cells)
}
