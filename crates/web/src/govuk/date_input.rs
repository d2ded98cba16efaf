//! A date in three boxes.

use maud::{Markup, html};
use serde::Deserialize;

use super::element::join;
use super::fieldset::wrap;
use super::form_group::{Help, group, help};
use super::options::{Omit, omittable, present, scalar};
use super::{Attributes, Content, El, ErrorMessage, Fieldset, FormGroup, Hint, Input, Label, input};

/// A date that people know by heart, in three boxes. The first box has the id `{id}-day`, which a message links to.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct DateInput {
    /// Id of the whole; the boxes' ids begin with it.
    pub id: String,
    /// Start of the boxes' names, joined with a hyphen.
    pub name_prefix: String,
    /// The question.
    pub fieldset: Option<Fieldset>,
    /// Help under the question.
    pub hint: Option<Hint>,
    /// What is wrong with the date; marks all boxes unless one is marked by itself.
    #[serde(rename = "errorMessage")]
    pub error: Option<ErrorMessage>,
    /// Values by the boxes' full names.
    pub values: Attributes,
    /// The day, if not as usual; `Some(DateItem::none())` leaves it out.
    #[serde(deserialize_with = "omittable")]
    pub day: Option<DateItem>,
    /// The month, if not as usual.
    #[serde(deserialize_with = "omittable")]
    pub month: Option<DateItem>,
    /// The year, if not as usual.
    #[serde(deserialize_with = "omittable")]
    pub year: Option<DateItem>,
    /// Boxes in place of day, month and year.
    #[serde(deserialize_with = "present")]
    pub items: Vec<DateItem>,
    /// The box around the group.
    pub form_group: FormGroup,
    /// Extra classes.
    pub classes: String,
    /// Extra attributes.
    pub attributes: Attributes,
}

/// One box of a date.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct DateItem {
    /// Its name without the prefix.
    pub name: Option<String>,
    /// Words over it; its name if empty.
    pub label: String,
    /// Id, if not made from the whole's and the name.
    pub id: String,
    /// The value shown.
    #[serde(deserialize_with = "scalar")]
    pub value: Option<String>,
    /// Whether this box is wrong; `None` leaves that to the message.
    pub error: Option<bool>,
    /// Keyboard wanted on a phone; `numeric` if empty.
    pub inputmode: String,
    /// What the browser may fill in.
    pub autocomplete: String,
    /// Pattern the browser checks.
    pub pattern: String,
    /// Extra classes.
    pub classes: String,
    /// Extra attributes.
    pub attributes: Attributes,
    /// Whether to leave it out.
    #[serde(skip)]
    pub omit: bool,
}

impl DateItem {
    /// A box that is left out, for a date without a day or a year.
    pub fn none() -> Self {
        Self::omitted()
    }

    /// The usual box, marked as wrong.
    pub fn wrong() -> Self {
        Self { error: Some(true), ..Self::default() }
    }

    fn marked(&self) -> bool {
        self.error == Some(true) || self.classes.contains("govuk-input--error")
    }
}

impl Omit for DateItem {
    fn omitted() -> Self {
        Self { omit: true, ..Self::default() }
    }
}

impl DateInput {
    /// A date whose boxes are named `{id}-day`, `{id}-month` and `{id}-year`, holding the three values given, as they were typed.
    pub fn new(id: &str, question: impl Into<Content>, values: [&str; 3]) -> Self {
        let names = ["day", "month", "year"].map(|part| format!("{id}-{part}"));
        Self {
            id: id.into(),
            name_prefix: id.into(),
            fieldset: Some(Fieldset::legend(question)),
            values: names.into_iter().zip(values).collect(),
            ..Self::default()
        }
    }
}

/// A box with all that its date says about it.
struct Filled<'a> {
    item: &'a DateItem,
    name: String,
    value: Option<String>,
    width: u8,
}

/// Writes a date with question, hint and message.
pub fn date_input(date: &DateInput) -> Markup {
    let outer = date.fieldset.as_ref().map_or("", |fieldset| &fieldset.described_by);
    let Help { markup, described_by } = help(&date.id, outer, date.hint.as_ref(), date.error.as_ref());
    let usual = [&date.day, &date.month, &date.year].map(|part| part.clone().unwrap_or_default());
    let boxes = filled(date, &usual);
    let any_marked = boxes.iter().any(|filled| filled.item.marked());
    let row =
        El::new("div").class(&["govuk-date-input", &date.classes]).with(&date.attributes).maybe("id", &date.id).around(
            html! {
                (date.form_group.before)
                @for filled in boxes.iter().filter(|filled| !filled.item.omit) {
                    (part(date, filled, any_marked))
                }
                (date.form_group.after)
            },
        );
    let inner = html! { (markup) (row) };
    let inner = match &date.fieldset {
        // Screen readers leave out the description of a fieldset of text boxes unless it says that it is a group.
        Some(fieldset) => wrap(fieldset, &described_by, "group", &inner),
        None => inner,
    };
    group(&date.form_group, "", date.error.is_some(), &inner)
}

/// The boxes to show: the date's own, or day, month and year.
fn filled<'a>(date: &'a DateInput, usual: &'a [DateItem; 3]) -> Vec<Filled<'a>> {
    let standard = ["day", "month", "year"];
    let name_of = |at: usize| usual[at].name.as_deref();
    let kind = |item: &DateItem| {
        let name = item.name.as_deref()?;
        (0..3).find(|&at| name == standard[at] || Some(name) == name_of(at))
    };
    let boxes: Vec<(Option<usize>, &DateItem)> = if date.items.is_empty() {
        usual.iter().enumerate().map(|(at, item)| (Some(at), item)).collect()
    } else {
        date.items.iter().map(|item| (kind(item), item)).collect()
    };
    boxes
        .into_iter()
        .map(|(at, item)| {
            let name = item.name.as_deref().or(at.map(|at| standard[at]));
            let own = at.and_then(|at| usual[at].value.as_ref());
            Filled {
                item,
                name: name.unwrap_or_default().to_owned(),
                value: item.value.as_ref().or(own).cloned(),
                width: if at == Some(2) { 4 } else { 2 },
            }
        })
        .collect()
}

fn part(date: &DateInput, filled: &Filled<'_>, any_marked: bool) -> Markup {
    let Filled { item, name, value, .. } = filled;
    let full_name = if date.name_prefix.is_empty() { name.clone() } else { format!("{}-{name}", date.name_prefix) };
    let id = if item.id.is_empty() { format!("{}-{name}", date.id) } else { item.id.clone() };
    let by_name = || date.values.get(&full_name).map(str::to_owned);
    let label = if item.label.is_empty() { capitalised(name) } else { item.label.clone() };
    let inputmode = if item.inputmode.is_empty() { "numeric" } else { &item.inputmode };
    let field = input(&Input {
        label: Label { classes: "govuk-date-input__label".into(), ..Label::text(label) },
        id,
        classes: classes(date, filled, any_marked),
        value: value.clone().or_else(by_name),
        name: full_name,
        inputmode: inputmode.into(),
        autocomplete: item.autocomplete.clone(),
        pattern: item.pattern.clone(),
        attributes: item.attributes.clone(),
        ..Input::default()
    });
    html! { div class="govuk-date-input__item" { (field) } }
}

fn classes(date: &DateInput, filled: &Filled<'_>, any_marked: bool) -> String {
    let item = filled.item;
    let by_message = item.error != Some(false) && date.error.is_some() && !any_marked;
    let marked_by_class = item.classes.contains("govuk-input--error");
    let error = if !marked_by_class && (item.marked() || by_message) { "govuk-input--error" } else { "" };
    let width = if item.classes.contains("govuk-input--width-") {
        String::new()
    } else {
        format!("govuk-input--width-{}", filled.width)
    };
    join(&["govuk-date-input__input", error, &width, &item.classes])
}

fn capitalised(word: &str) -> String {
    let mut letters = word.chars();
    match letters.next() {
        Some(first) => first.to_uppercase().chain(letters.flat_map(char::to_lowercase)).collect(),
        None => String::new(),
    }
}
