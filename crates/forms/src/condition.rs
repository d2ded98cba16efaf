//! Conditions in the Common Expression Language: compiled once when the pack loads, cheap to ask.

mod names;

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
    compared: Vec<(String, String)>,
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
            let words = first.map_or("a syntax error", |error| error.msg.as_str());
            // The rest lists every sign that the grammar knows.
            words.split(" expecting {").next().unwrap_or(words).to_owned()
        })?;
        let names::Names { free, compared } = names::of(program.expression());
        let names = free.into_iter().collect();
        Ok(Self { source: source.to_owned(), program, names, compared, line })
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

    /// The names and the texts with which it compares their answers.
    pub(crate) fn compared(&self) -> impl Iterator<Item = (&str, &str)> {
        self.compared.iter().map(|(name, text)| (name.as_str(), text.as_str()))
    }

    /// Tries it on made-up answers: an error in words where it gives anything but yes or no.
    pub(crate) fn try_on<'a>(
        &self,
        child: &ChildFacts,
        answer: impl Fn(&str) -> Option<&'a Answer>,
    ) -> Result<(), String> {
        match self.evaluate(Some(child), |name| answer(name).map_or(Value::Null, value))? {
            Value::Bool(_) => Ok(()),
            other => Err(format!("it gives a {}", other.type_of())),
        }
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
    fn evaluate(&self, child: Option<&ChildFacts>, answer: impl Fn(&str) -> Value) -> Result<Value, String> {
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

#[cfg(test)]
mod tests {
    use super::*;

    fn holds(source: &str, answers: &[(&str, Answer)], child: Option<&ChildFacts>) -> Option<bool> {
        let condition = Condition::compile(source, 1).unwrap();
        condition.holds(child, |name| {
            let found = answers.iter().find(|(question, _)| *question == name);
            found.map(|(_, answer)| answer)
        })
    }

    #[test]
    fn answers_are_asked_by_the_name_of_their_question() {
        let no = [("seen", Answer::YesNo(false))];
        assert_eq!(holds("seen == false", &no, None), Some(true));
        assert_eq!(holds("seen == false", &[], None), Some(false));
        assert_eq!(holds("seen != true", &[], None), Some(true));
        let kind = [("kind", Answer::Code("cp".into()))];
        assert_eq!(holds("kind in ['cp', 'cin']", &kind, None), Some(true));
        let told = [("told", Answer::Codes(vec!["school".into()]))];
        assert_eq!(holds("'school' in told", &told, None), Some(true));
        assert_eq!(holds("told != null && size(told) > 1", &[], None), Some(false));
        let days = [("day", Answer::Day("2026-03-14".parse().unwrap()))];
        assert_eq!(holds("day < '2026-04-01'", &days, None), Some(true));
        let row = BTreeMap::from([("agency".to_owned(), "Police".to_owned())]);
        let rows = [("asked", Answer::Rows(vec![row]))];
        let condition = "asked.exists(one, one.agency == 'Police')";
        assert_eq!(holds(condition, &rows, None), Some(true));
    }

    #[test]
    fn an_age_that_nobody_knows_is_neither_yes_nor_no() {
        let child =
            |age, unborn| ChildFacts { id: law::id::PersonId(Default::default()), name: "Zainab".into(), age, unborn };
        assert_eq!(holds("child.age >= 5", &[], Some(&child(Some(5), false))), Some(true));
        assert_eq!(holds("child.age >= 5", &[], Some(&child(None, false))), None);
        assert_eq!(holds("!child.unborn", &[], Some(&child(None, true))), Some(false));
    }

    #[test]
    fn only_questions_are_named_and_not_what_a_macro_binds() {
        let names = |source| Condition::compile(source, 1).unwrap().names().to_vec();
        assert_eq!(names("asked.exists(one, one.agency == other)"), ["asked", "other"]);
    }
}
