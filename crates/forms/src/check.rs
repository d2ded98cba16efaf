//! Checking a form against law: what a practice lead wrote, resolved, or every flaw in it.

mod conditions;
mod question;

use crate::flaw::Flaw;
use crate::form::{Form, Section};
use crate::source::{FormSource, SectionSource};
use law::day::Day;
use law::pathway::{Leads, leads};
use law::step::act::started_freely;
use law::step::outcome::Outcome;
use law::step::{EndsBy, StepKind};
use serde_saphyr::Spanned;
use std::collections::{BTreeMap, BTreeSet};

/// The flaws of one file, as they are found.
pub(crate) struct Findings<'a> {
    file: &'a str,
    flaws: Vec<Flaw>,
}

impl Findings<'_> {
    pub(crate) fn add(&mut self, line: u64, what: impl Into<String>) {
        self.flaws.push(Flaw { file: self.file.to_owned(), line, what: what.into() });
    }

    /// A flaw at a text of the file.
    pub(crate) fn at<T>(&mut self, place: &Spanned<T>, what: impl Into<String>) {
        self.add(place.referenced.line(), what);
    }
}

/// A day of the pack, or its flaw.
pub(crate) fn day(file: &str, text: &Spanned<String>) -> Result<Day, Flaw> {
    text.value.parse().map_err(|_| Flaw {
        file: file.to_owned(),
        line: text.referenced.line(),
        what: format!("\"{}\" is not a day; write 2026-04-01", text.value),
    })
}

/// A form whose every reference is resolved.
pub(crate) fn form(file: &str, name: &str, source: FormSource) -> Result<Form, Vec<Flaw>> {
    let mut found = Findings { file, flaws: Vec::new() };
    let starts = day(file, &source.starts).map_err(|flaw| found.flaws.push(flaw)).ok();
    let kind = kind(&mut found, name, &source.kind);
    no_repeated_ids(&mut found, &source.sections);
    let kind_line = source.kind.referenced.line();
    let sections: Vec<Section> = source.sections.into_iter().map(|one| section(&mut found, one.value)).collect();
    if let Some(kind) = kind {
        every_fact_has_a_question(&mut found, kind, kind_line, &sections);
    }
    conditions::check(&mut found, &sections);
    match (kind, starts) {
        (Some(kind), Some(starts)) if found.flaws.is_empty() => {
            Ok(Form { kind, title: source.title, intro: source.intro, starts, sections })
        }
        _ => Err(found.flaws),
    }
}

fn kind(found: &mut Findings<'_>, name: &str, given: &Spanned<String>) -> Option<StepKind> {
    let Some(kind) = StepKind::from_slug(&given.value) else {
        let known: Vec<&str> = with_form().map(StepKind::slug).collect();
        found.at(given, format!("\"{}\" is not a kind of step. Kinds with a form: {}", given.value, known.join(", ")));
        return None;
    };
    if name != kind.slug() {
        found.at(given, format!("The form of \"{0}\" belongs in forms/{0}.yml", kind.slug()));
    }
    if kind.law().ends_by() == EndsBy::Elsewhere {
        found.at(given, format!("There is no form for {} in this version of Kith", kind.name()));
    } else if !reached().contains(&kind) {
        found.at(given, format!("Nothing opens \"{}\" and nobody can start one", kind.name()));
    }
    Some(kind)
}

/// Kinds that end here, and so are written on a form.
pub(crate) fn with_form() -> impl Iterator<Item = StepKind> {
    StepKind::ALL.iter().copied().filter(|kind| kind.law().ends_by() != EndsBy::Elsewhere)
}

/// Kinds that somebody may start, and all that their outcomes open in turn.
fn reached() -> BTreeSet<StepKind> {
    let mut waiting: Vec<StepKind> = StepKind::ALL.iter().copied().filter(|kind| started_freely(*kind)).collect();
    let mut reached = BTreeSet::new();
    while let Some(kind) = waiting.pop() {
        if reached.insert(kind) {
            waiting.extend(opened_by(kind));
        }
    }
    reached
}

fn opened_by(kind: StepKind) -> impl Iterator<Item = StepKind> {
    Outcome::ALL
        .iter()
        .filter_map(move |outcome| match leads(kind, *outcome) {
            Some(Leads::To(kinds)) => Some(kinds.iter().copied()),
            _ => None,
        })
        .flatten()
}

/// Kinds that end here and have no form at all: a step of theirs could never be written.
pub(crate) fn without_form(files: &[(String, String)], forms: &BTreeMap<StepKind, Form>) -> Vec<Flaw> {
    let path = |kind: StepKind| format!("forms/{}.yml", kind.slug());
    with_form()
        .filter(|kind| !forms.contains_key(kind))
        .filter(|kind| !files.iter().any(|(file, _)| *file == path(*kind)))
        .map(|kind| Flaw { file: path(kind), line: 0, what: format!("The pack has no form for {}", kind.name()) })
        .collect()
}

fn no_repeated_ids(found: &mut Findings<'_>, sections: &[Spanned<SectionSource>]) {
    let mut seen = BTreeSet::new();
    for section in sections {
        let id = &section.value.id;
        if !is_id(&id.value) {
            found.at(id, not_an_id(&id.value));
        }
        if !seen.insert(id.value.as_str()) {
            found.at(id, format!("Two sections are called \"{}\"", id.value));
        }
    }
    let mut seen = BTreeSet::new();
    let mut facts = BTreeSet::new();
    for question in sections.iter().flat_map(|section| &section.value.questions) {
        let (id, fact) = (&question.value.id, &question.value.fact);
        if let Some(name) = id.as_ref().or(fact.as_ref())
            && !seen.insert(name.value.as_str())
        {
            found.at(name, format!("Two questions are called \"{}\"", name.value));
        }
        if let Some(fact) = fact
            && !facts.insert(fact.value.as_str())
        {
            found.at(fact, format!("Two questions give the fact \"{}\"", fact.value));
        }
    }
}

/// Small letters, digits and underscores, beginning with a letter: fit for a field, a URL and a condition.
pub(crate) fn is_id(text: &str) -> bool {
    text.starts_with(|letter: char| letter.is_ascii_lowercase())
        && text.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'_')
}

pub(crate) fn not_an_id(text: &str) -> String {
    format!("\"{text}\" is not an id: use small letters, digits and underscores, as in child_seen")
}

fn section(found: &mut Findings<'_>, source: SectionSource) -> Section {
    let questions = source.questions.into_iter().filter_map(|one| question::question(found, one)).collect();
    Section { id: source.id.value, title: source.title, intro: source.intro, questions }
}

fn every_fact_has_a_question(found: &mut Findings<'_>, kind: StepKind, line: u64, sections: &[Section]) {
    for fact in kind.law().asks() {
        let given = sections.iter().flat_map(|section| &section.questions).any(|question| question.fact == Some(*fact));
        if !given {
            found.add(
                line,
                format!(
                    "No question gives the fact \"{}\", which every form for {} must ask for",
                    fact.slug(),
                    kind.name()
                ),
            );
        }
    }
}
