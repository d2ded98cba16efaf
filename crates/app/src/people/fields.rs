//! Questions of short forms, and how their answers are read: what was typed is kept, and what is wrong stands beside it.

use law::code::CodeList;
use law::day::Day;
use law::step::act::Refusal;
use law::words;
use maud::{Markup, html};
use web::govuk::{self, Checkboxes, Choice, ErrorMessage, Fieldset, Hint, Input, Radios, Select, SelectItem, Textarea};
use web::{FieldErrors, Fields, FormState};

fn wrong(state: &FormState, name: &str) -> Option<ErrorMessage> {
    state.error(name).map(ErrorMessage::text)
}

fn hint(words: &str) -> Option<Hint> {
    (!words.is_empty()).then(|| Hint::text(words))
}

/// One line of text.
pub fn line(state: &FormState, name: &str, label: &str, help: &str) -> Markup {
    govuk::input(&Input {
        value: Some(state.value(name).to_owned()),
        error: wrong(state, name),
        hint: hint(help),
        autocomplete: "off".to_owned(),
        ..Input::new(name, label)
    })
}

/// A day in one box, as people type and dictate it.
pub fn day(state: &FormState, name: &str, label: &str, help: &str) -> Markup {
    let help =
        if help.is_empty() { "For example, 14 3 2026".to_owned() } else { format!("{help} For example, 14 3 2026") };
    govuk::input(&Input {
        value: Some(state.value(name).to_owned()),
        error: wrong(state, name),
        hint: hint(&help),
        autocomplete: "off".to_owned(),
        classes: "govuk-input--width-10".to_owned(),
        ..Input::new(name, label)
    })
}

/// Text of any length.
pub fn area(state: &FormState, name: &str, label: &str, help: &str) -> Markup {
    govuk::textarea(&Textarea {
        value: Some(state.value(name).to_owned()),
        error: wrong(state, name),
        hint: hint(help),
        rows: Some(4),
        ..Textarea::new(name, label)
    })
}

/// One of a list; the first line chooses nothing.
pub fn select(state: &FormState, name: &str, label: &str, items: &[(String, String)]) -> Markup {
    let none = SelectItem::new("", "Choose");
    let rest = items.iter().map(|(value, words)| SelectItem::new(value, words));
    govuk::select(&Select {
        value: state.value(name).to_owned(),
        error: wrong(state, name),
        ..Select::new(name, label, std::iter::once(none).chain(rest).collect())
    })
}

/// One of a national list.
pub fn code(state: &FormState, name: &str, label: &str, list: &CodeList) -> Markup {
    let items: Vec<_> = list.codes.iter().map(|code| (code.code.to_owned(), code.label.to_owned())).collect();
    select(state, name, label, &items)
}

/// One of a few, all in view.
pub fn radios(state: &FormState, name: &str, label: &str, items: &[(&str, &str)]) -> Markup {
    govuk::radios(&Radios {
        name: name.to_owned(),
        id_prefix: name.to_owned(),
        fieldset: Some(Fieldset::legend(label)),
        error: wrong(state, name),
        items: items.iter().map(|(value, words)| Choice::new(*value, *words)).collect(),
        value: state.value(name).to_owned(),
        classes: "govuk-radios--small".to_owned(),
        ..Radios::default()
    })
}

/// Any of a list.
pub fn boxes(state: &FormState, name: &str, label: &str, help: &str, items: &[(String, String)]) -> Markup {
    govuk::checkboxes(&Checkboxes {
        name: name.to_owned(),
        id_prefix: name.to_owned(),
        fieldset: Some(Fieldset::legend(label)),
        hint: hint(help),
        error: wrong(state, name),
        items: items.iter().map(|(value, words)| Choice::new(value.as_str(), words.as_str())).collect(),
        values: items.iter().filter(|(value, _)| state.has(name, value)).map(|(value, _)| value.clone()).collect(),
        classes: "govuk-checkboxes--small".to_owned(),
        ..Checkboxes::default()
    })
}

/// One box to tick.
pub fn tick(state: &FormState, name: &str, words: &str) -> Markup {
    govuk::checkboxes(&Checkboxes {
        name: name.to_owned(),
        id_prefix: name.to_owned(),
        error: wrong(state, name),
        items: vec![Choice::new("yes", words)],
        values: state.has(name, "yes").then(|| "yes".to_owned()).into_iter().collect(),
        classes: "govuk-checkboxes--small".to_owned(),
        ..Checkboxes::default()
    })
}

/// A value that the page keeps and nobody types.
pub fn hidden(name: &str, value: &str) -> Markup {
    html! { input type="hidden" name=(name) value=(value); }
}

/// Reads a posted form and gathers what is wrong with it.
pub struct Reading<'a> {
    pub fields: &'a Fields,
    errors: FieldErrors,
}

impl<'a> Reading<'a> {
    pub fn new(fields: &'a Fields) -> Self {
        Self { fields, errors: FieldErrors::new() }
    }

    /// One clean line; empty where nothing was typed.
    pub fn line(&self, name: &str) -> String {
        words::clean_line(self.fields.get(name).unwrap_or_default())
    }

    /// Clean text; empty where nothing was typed.
    pub fn words(&self, name: &str) -> String {
        words::clean(self.fields.get(name).unwrap_or_default()).trim().to_owned()
    }

    /// Clean text that must be there.
    pub fn wanted(&mut self, name: &str, say: &str) -> String {
        let found = self.words(name);
        if found.is_empty() {
            self.errors.add(name, say);
        }
        found
    }

    /// A day; `None` where nothing was typed or what was typed does not read.
    pub fn day(&mut self, name: &str, label: &str) -> Option<Day> {
        let typed = self.line(name);
        if typed.is_empty() {
            return None;
        }
        forms::read_day(&typed).map_err(|end| self.errors.add(name, format!("{label} {end}"))).ok()
    }

    /// A day that must be there.
    pub fn wanted_day(&mut self, name: &str, label: &str) -> Option<Day> {
        let day = self.day(name, label);
        if day.is_none() {
            self.errors.add(name, format!("Enter {}", lower(label)));
        }
        day
    }

    /// A code of the list, where one was chosen.
    pub fn code(&mut self, name: &str, list: &CodeList) -> Option<String> {
        let chosen = self.line(name);
        if chosen.is_empty() {
            return None;
        }
        if !list.has(&chosen) {
            self.errors.add(name, "Choose from the list");
        }
        Some(chosen)
    }

    /// Whether a box was ticked.
    pub fn ticked(&self, name: &str) -> bool {
        self.fields.all(name).any(|value| value == "yes")
    }

    /// Takes law's answer; a refusal stands beside its field.
    pub fn law<T>(&mut self, answer: Result<T, Refusal>) -> Option<T> {
        match answer {
            Ok(value) => Some(value),
            Err(Refusal::Fix(problems)) => {
                problems.into_iter().for_each(|problem| self.errors.add(problem.field, problem.say));
                None
            }
            Err(Refusal::MayNot(why)) => {
                self.errors.add("reason", why);
                None
            }
        }
    }

    pub fn wrong(&mut self, name: &str, say: impl Into<String>) {
        self.errors.add(name, say);
    }

    /// The value, where nothing was wrong.
    pub fn done<T>(self, value: Option<T>) -> Result<T, FieldErrors> {
        match value {
            Some(value) if self.errors.is_empty() => Ok(value),
            _ => Err(self.errors),
        }
    }
}

fn lower(label: &str) -> String {
    let mut letters = label.chars();
    letters.next().map(|first| first.to_lowercase().chain(letters).collect()).unwrap_or_default()
}
