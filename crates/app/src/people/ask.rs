//! Questions of the pages that take in people and contacts: one line each, with what was typed and what is wrong.

use law::code::CodeList;
use maud::Markup;
use web::FormState;
use web::govuk::{ErrorMessage, Hint, Input, Select, SelectItem, Textarea, input, select, textarea};

/// A line of text. `hint` may be empty.
pub fn line(form: &FormState, name: &str, label: &str, hint: &str, classes: &str) -> Markup {
    input(&Input {
        value: Some(form.value(name).to_owned()),
        error: form.error(name).map(ErrorMessage::text),
        hint: (!hint.is_empty()).then(|| Hint::text(hint)),
        autocomplete: "off".into(),
        spellcheck: Some(false),
        classes: classes.into(),
        ..Input::new(name, label)
    })
}

/// A few lines of text.
pub fn lines(form: &FormState, name: &str, label: &str, hint: &str, rows: u16) -> Markup {
    textarea(&Textarea {
        value: Some(form.value(name).to_owned()),
        error: form.error(name).map(ErrorMessage::text),
        hint: (!hint.is_empty()).then(|| Hint::text(hint)),
        autocomplete: "off".into(),
        rows: Some(rows),
        ..Textarea::new(name, label)
    })
}

/// One of a list, or `none`, which is the first and says so.
pub fn one_of(
    form: &FormState,
    name: &str,
    label: &str,
    hint: &str,
    none: &str,
    items: impl IntoIterator<Item = (String, String)>,
) -> Markup {
    let mut all = vec![SelectItem::new("", none)];
    all.extend(items.into_iter().map(|(value, words)| SelectItem::new(value, words)));
    select(&Select {
        value: form.value(name).to_owned(),
        error: form.error(name).map(ErrorMessage::text),
        hint: (!hint.is_empty()).then(|| Hint::text(hint)),
        ..Select::new(name, label, all)
    })
}

/// The codes of a list, to choose from.
pub fn codes(list: &CodeList) -> Vec<(String, String)> {
    list.codes.iter().map(|code| (code.code.to_owned(), code.label.to_owned())).collect()
}
