//! One question: its fact, its type, whom it is about, its words and its conditions.

use super::{Findings, is_id, not_an_id};
use crate::condition::Condition;
use crate::form::{CHILD, Choice, Column, Question, Type};
use crate::source::{ChoiceSource, ColumnSource, QuestionSource};
use law::code::{self, CodeList};
use law::document::Audience;
use law::fact::{About, Fact, Shape};
use serde_saphyr::Spanned;
use std::collections::BTreeSet;

/// Lists of which one code stands alone, by CBDS: no disability, no factor identified.
const ALONE: &[(&str, &str)] = &[("disability", "NONE"), ("assessment_factors", "21")];
const ROWS: u8 = 5;

/// A question, or nothing where its flaws leave none; flaws go into `found`.
pub(super) fn question(found: &mut Findings<'_>, source: Spanned<QuestionSource>) -> Option<Question> {
    let line = source.referenced.line();
    let source = source.value;
    let fact = fact(found, source.fact.as_ref())?;
    let id = id(found, line, &source, fact)?;
    let wording = wording(found, line, &id, source.wording.as_ref());
    let about = about(found, line, &id, source.about.as_ref(), fact);
    let kind = kind(found, line, &id, &source, fact);
    if let (Some(About::Family), Some(words)) = (about, &source.wording)
        && words.value.contains(CHILD)
    {
        found.at(words, format!("\"{id}\" is asked for the family: {CHILD} has no name to show"));
    }
    let short = source.short.map_or_else(|| plain_name(&id), |short| short.value);
    Some(Question {
        fact,
        kind: kind?,
        about: about?,
        wording: wording?,
        short,
        if_missing: source.if_missing,
        help: source.help,
        why: source.why,
        required: source.required,
        required_when: condition(found, source.required_when.as_ref()),
        shown_when: condition(found, source.shown_when.as_ref()),
        shown_note: source.shown_note,
        audience: audience(found, source.audience.as_ref()),
        offer_earlier: source.offer_earlier,
        rows: source.rows.unwrap_or(ROWS),
        id,
    })
}

/// `what_was_seen` as `What was seen`.
fn plain_name(id: &str) -> String {
    let words = id.replace('_', " ");
    let mut letters = words.chars();
    let first = letters.next().map(|first| first.to_ascii_uppercase());
    first.into_iter().chain(letters).collect()
}

/// `None`: a fact was named that there is not.
#[expect(clippy::option_option, reason = "no fact named, and a fact that does not exist, differ")]
fn fact(found: &mut Findings<'_>, named: Option<&Spanned<String>>) -> Option<Option<Fact>> {
    let Some(named) = named else {
        return Some(None);
    };
    let fact = Fact::from_slug(&named.value);
    if fact.is_none() {
        found.at(named, format!("There is no fact \"{}\"", named.value));
    }
    fact.map(Some)
}

fn id(found: &mut Findings<'_>, line: u64, source: &QuestionSource, fact: Option<Fact>) -> Option<String> {
    match (&source.id, fact) {
        (Some(id), _) if !is_id(&id.value) || id.value == crate::condition::CHILD_VARIABLE => {
            found.at(id, not_an_id(&id.value));
            None
        }
        (Some(id), _) => Some(id.value.clone()),
        (None, Some(fact)) => Some(fact.slug().to_owned()),
        (None, None) => {
            found.add(line, "A question needs an id, or a fact whose name it takes");
            None
        }
    }
}

fn wording(found: &mut Findings<'_>, line: u64, id: &str, given: Option<&Spanned<String>>) -> Option<String> {
    match given.filter(|words| !words.value.trim().is_empty()) {
        Some(words) => Some(words.value.clone()),
        None => {
            found.add(line, format!("The question \"{id}\" has no wording"));
            None
        }
    }
}

fn about(
    found: &mut Findings<'_>,
    line: u64,
    id: &str,
    given: Option<&Spanned<String>>,
    fact: Option<Fact>,
) -> Option<About> {
    let said = match given.map(|given| (given, given.value.as_str())) {
        None => None,
        Some((_, "family")) => Some(About::Family),
        Some((_, "child")) => Some(About::Child),
        Some((given, other)) => {
            found.at(given, format!("\"{other}\" is neither family nor child"));
            return None;
        }
    };
    match (said, fact.map(Fact::about)) {
        (Some(said), Some(lawful)) if said != lawful => {
            let lawful = if lawful == About::Child { "each child" } else { "the family" };
            let line = given.map_or(line, |given| given.referenced.line());
            found.add(line, format!("The fact of \"{id}\" is about {lawful}"));
            None
        }
        (Some(about), _) | (None, Some(about)) => Some(about),
        (None, None) => {
            found.add(line, format!("Say whom \"{id}\" is about: family or child"));
            None
        }
    }
}

fn audience(found: &mut Findings<'_>, given: Option<&Spanned<String>>) -> Audience {
    let Some(given) = given else {
        return Audience::Internal;
    };
    Audience::from_slug(&given.value).unwrap_or_else(|| {
        let known: Vec<&str> = Audience::ALL.iter().map(|one| one.slug()).collect();
        let what = format!("\"{}\" is not an audience: {}", given.value, known.join(", "));
        found.at(given, what);
        Audience::Internal
    })
}

fn condition(found: &mut Findings<'_>, given: Option<&Spanned<String>>) -> Option<Condition> {
    let given = given?;
    match Condition::compile(&given.value, given.referenced.line()) {
        Ok(condition) => Some(condition),
        Err(why) => {
            found.at(given, format!("The condition does not parse: {why}"));
            None
        }
    }
}

fn kind(found: &mut Findings<'_>, line: u64, id: &str, source: &QuestionSource, fact: Option<Fact>) -> Option<Type> {
    match fact {
        Some(fact) => kind_of_fact(found, line, id, source, fact),
        None => own_kind(found, line, id, source),
    }
}

fn kind_of_fact(found: &mut Findings<'_>, line: u64, id: &str, source: &QuestionSource, fact: Fact) -> Option<Type> {
    if let Some(list) = &source.list {
        found.at(list, format!("The list of \"{id}\" follows from its fact"));
    }
    if let Some(option) = source.options.first() {
        found.at(&option.code, format!("The options of \"{id}\" follow from its fact"));
    }
    let lawful = match fact.shape() {
        Shape::Words => Type::Words,
        Shape::Code(list) => Type::Code(choices_of(list)),
        Shape::Codes(list) => Type::Codes(choices_of(list)),
        Shape::Day => Type::Day,
        Shape::Moment => Type::Moment,
        Shape::YesNo => Type::YesNo,
        Shape::Number => Type::Number,
        Shape::Events => Type::Events,
        Shape::Rows(wanted) => columns_of_fact(found, line, id, &source.columns, wanted)?,
    };
    match source.kind.as_ref() {
        None => Some(lawful),
        Some(said) if said.value == lawful.slug() => Some(lawful),
        Some(said) if said.value == "line" && lawful == Type::Words => Some(Type::Line),
        Some(said) => {
            let what = format!("The fact of \"{id}\" is of type {}, not {}", lawful.slug(), said.value);
            found.at(said, what);
            None
        }
    }
}

fn columns_of_fact(
    found: &mut Findings<'_>,
    line: u64,
    id: &str,
    given: &[ColumnSource],
    wanted: &[&str],
) -> Option<Type> {
    let names: Vec<&str> = given.iter().map(|column| column.id.value.as_str()).collect();
    if names.iter().collect::<BTreeSet<_>>() == wanted.iter().collect() && names.len() == wanted.len() {
        return Some(Type::Rows(columns(given)));
    }
    let line = given.first().map_or(line, |column| column.id.referenced.line());
    found.add(line, format!("The columns of \"{id}\" are those of its fact: {}", wanted.join(", ")));
    None
}

fn own_kind(found: &mut Findings<'_>, line: u64, id: &str, source: &QuestionSource) -> Option<Type> {
    let Some(kind) = &source.kind else {
        found.add(line, format!("The question \"{id}\" needs a fact or a type"));
        return None;
    };
    match kind.value.as_str() {
        "words" => Some(Type::Words),
        "line" => Some(Type::Line),
        "day" => Some(Type::Day),
        "moment" => Some(Type::Moment),
        "yes_no" => Some(Type::YesNo),
        "number" => Some(Type::Number),
        "code" => own_choices(found, kind, id, source).map(Type::Code),
        "codes" => own_choices(found, kind, id, source).map(Type::Codes),
        "rows" if source.columns.is_empty() => {
            found.at(kind, format!("The table \"{id}\" needs columns"));
            None
        }
        "rows" => own_columns(found, id, &source.columns),
        other => {
            found.at(
                kind,
                format!("\"{other}\" is not a type: words, line, code, codes, day, moment, yes_no, number, rows"),
            );
            None
        }
    }
}

fn own_choices(
    found: &mut Findings<'_>,
    kind: &Spanned<String>,
    id: &str,
    source: &QuestionSource,
) -> Option<Vec<Choice>> {
    match (&source.list, source.options.is_empty()) {
        (Some(list), true) => {
            let known = code::list(&list.value);
            if known.is_none() {
                found.at(list, format!("There is no code list \"{}\"", list.value));
            }
            known.map(choices_of)
        }
        (None, false) => Some(options(found, id, &source.options)),
        (Some(list), false) => {
            found.at(list, format!("\"{id}\" has a list and options of its own: keep one"));
            None
        }
        (None, true) => {
            found.at(kind, format!("\"{id}\" needs a list, or options of its own"));
            None
        }
    }
}

fn options(found: &mut Findings<'_>, id: &str, given: &[ChoiceSource]) -> Vec<Choice> {
    let mut seen = BTreeSet::new();
    for option in given {
        if !seen.insert(option.code.value.as_str()) {
            let what = format!("\"{id}\" has the code \"{}\" twice", option.code.value);
            found.at(&option.code, what);
        }
    }
    let choice = |option: &ChoiceSource| Choice {
        code: option.code.value.clone(),
        label: option.label.clone(),
        hint: option.hint.clone(),
        alone: option.alone,
    };
    given.iter().map(choice).collect()
}

fn own_columns(found: &mut Findings<'_>, id: &str, given: &[ColumnSource]) -> Option<Type> {
    let mut seen = BTreeSet::new();
    for column in given {
        let name = &column.id.value;
        if !is_id(name) {
            found.at(&column.id, not_an_id(name));
        }
        if !seen.insert(name.as_str()) {
            found.at(&column.id, format!("\"{id}\" has the column \"{name}\" twice"));
        }
    }
    Some(Type::Rows(columns(given)))
}

fn columns(given: &[ColumnSource]) -> Vec<Column> {
    given
        .iter()
        .map(|column| Column { id: column.id.value.clone(), label: column.label.clone(), day: column.day })
        .collect()
}

fn choices_of(list: &CodeList) -> Vec<Choice> {
    list.codes
        .iter()
        .map(|code| Choice {
            code: code.code.to_owned(),
            label: code.label.to_owned(),
            hint: String::new(),
            alone: ALONE.contains(&(list.name, code.code)),
        })
        .collect()
}
