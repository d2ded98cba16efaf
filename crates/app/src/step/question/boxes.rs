//! The boxes of a question, by its type.

use super::super::earlier::Event;
use super::super::fields::Asking;
use super::{Sheet, hangs_on_child_alone, rows};
use forms::{Raw, Type};
use law::day::Day;
use maud::{Markup, html};
use web::govuk::{
    Checkboxes, Choice, DateInput, DateItem, ErrorMessage, Fieldset, Hint, Input, Label, Radios, Select, SelectItem,
    Textarea, checkboxes, date_input, input, radios, select, textarea,
};

/// More choices than this are a list to open, not radios.
const MOST_RADIOS: usize = 12;

/// What every kind of box shows.
pub(super) struct Parts<'a> {
    pub field: &'a str,
    pub wording: String,
    pub hint: Option<Hint>,
    pub error: Option<ErrorMessage>,
    pub raw: Raw,
}

/// Writes the boxes, holding what they hold.
pub(super) fn boxes(sheet: &Sheet<'_>, asking: Asking<'_>, field: &str, held: &[(String, String)]) -> Markup {
    let question = asking.question;
    let parts = Parts {
        field,
        wording: wording(asking),
        hint: hint(asking, sheet.today),
        error: sheet.errors.get(field).map(ErrorMessage::text),
        raw: held.iter().cloned().collect(),
    };
    match &question.kind {
        Type::Words => words(parts, question.rows),
        Type::Line => line(parts, ""),
        Type::Number => line(parts, "numeric"),
        Type::Code(choices) if choices.len() > MOST_RADIOS => list(parts, choices),
        Type::Code(choices) => one_of(parts, choices),
        Type::Codes(choices) => any_of(parts, choices),
        Type::YesNo => yes_no(parts),
        Type::Day => day(parts, false),
        Type::Moment => day(parts, true),
        Type::Rows(columns) => rows::rows(&parts, columns),
        Type::Events => events(parts, sheet.events),
    }
}

fn wording(asking: Asking<'_>) -> String {
    let question = asking.question;
    let wording = question.wording(asking.child);
    let conditional =
        question.required_when.is_some() || !question.shown_note.is_empty() || question.kind == Type::Events;
    if question.required || conditional { wording } else { format!("{wording} (optional)") }
}

fn hint(asking: Asking<'_>, today: Day) -> Option<Hint> {
    let mut said: Vec<String> = Vec::new();
    if !asking.question.shown_note.is_empty() && !hangs_on_child_alone(asking) {
        said.push(format!("{}.", asking.question.shown_note.trim_end_matches('.')));
    }
    let date = format!("{} {} {}", today.0.day(), today.0.month(), today.0.year());
    match asking.question.kind {
        Type::Day => said.push(format!("For example, {date}")),
        Type::Moment => said.push(format!("For example, {date} at 14:30")),
        _ => {}
    }
    (!said.is_empty()).then(|| Hint::text(said.join(" ")))
}

fn words(parts: Parts<'_>, lines: u8) -> Markup {
    textarea(&Textarea {
        hint: parts.hint,
        error: parts.error,
        value: Some(parts.raw.last(parts.field).to_owned()),
        rows: (lines > 0).then_some(lines.into()),
        spellcheck: Some(true),
        ..Textarea::new(parts.field, parts.wording)
    })
}

fn line(parts: Parts<'_>, inputmode: &str) -> Markup {
    input(&Input {
        hint: parts.hint,
        error: parts.error,
        value: Some(parts.raw.last(parts.field).to_owned()),
        inputmode: inputmode.into(),
        autocomplete: "off".into(),
        classes: if inputmode.is_empty() { String::new() } else { "govuk-input--width-5".into() },
        ..Input::new(parts.field, parts.wording)
    })
}

fn list(parts: Parts<'_>, choices: &[forms::Choice]) -> Markup {
    let none = SelectItem::new("", "Choose one");
    let items = choices.iter().map(|choice| SelectItem::new(&choice.code, &choice.label));
    select(&Select {
        hint: parts.hint,
        error: parts.error,
        value: parts.raw.last(parts.field).to_owned(),
        ..Select::new(parts.field, parts.wording, [none].into_iter().chain(items).collect())
    })
}

fn one_of(parts: Parts<'_>, choices: &[forms::Choice]) -> Markup {
    let items = choices.iter().map(|choice| Choice::with_hint(&choice.code, &choice.label, &choice.hint));
    radios(&Radios {
        name: parts.field.into(),
        fieldset: Some(Fieldset::small(parts.wording)),
        hint: parts.hint,
        error: parts.error,
        items: items.collect(),
        value: parts.raw.last(parts.field).to_owned(),
        classes: if choices.len() > 4 { "govuk-radios--small k-columns".into() } else { "govuk-radios--small".into() },
        ..Radios::default()
    })
}

fn yes_no(parts: Parts<'_>) -> Markup {
    radios(&Radios {
        name: parts.field.into(),
        fieldset: Some(Fieldset::small(parts.wording)),
        hint: parts.hint,
        error: parts.error,
        items: vec![Choice::new("yes", "Yes"), Choice::new("no", "No")],
        value: parts.raw.last(parts.field).to_owned(),
        classes: "govuk-radios--inline".into(),
        ..Radios::default()
    })
}

/// Boxes to tick. The hidden one, empty, tells that all ticks were taken away.
fn any_of(parts: Parts<'_>, choices: &[forms::Choice]) -> Markup {
    let item = |choice: &forms::Choice| {
        let behaviour = if choice.alone { "exclusive".to_owned() } else { String::new() };
        Choice { behaviour, ..Choice::with_hint(&choice.code, &choice.label, &choice.hint) }
    };
    let items = choices.iter().map(item).collect();
    ticked(
        parts,
        items,
        if choices.len() > MOST_RADIOS { "govuk-checkboxes--small k-columns" } else { "govuk-checkboxes--small" },
    )
}

fn ticked(parts: Parts<'_>, items: Vec<Choice>, classes: &str) -> Markup {
    let boxes = checkboxes(&Checkboxes {
        name: parts.field.into(),
        fieldset: Some(Fieldset::small(parts.wording)),
        hint: parts.hint,
        error: parts.error,
        items,
        values: parts.raw.all(parts.field).map(str::to_owned).collect(),
        classes: classes.into(),
        ..Checkboxes::default()
    });
    html! { input type="hidden" name=(parts.field) value=""; (boxes) }
}

fn events(parts: Parts<'_>, events: &[Event]) -> Markup {
    if events.is_empty() {
        return html! {
            p class="govuk-label govuk-label--s" id=(parts.field) tabindex="-1" { (parts.wording) }
            @if let Some(error) = &parts.error { (web::govuk::error_message(error)) }
            p class="k-empty" {
                "Nothing earlier is on record for these children or their family. What happens to them is added by itself as it is recorded."
            }
        };
    }
    let item = |event: &Event| {
        let words = html! {
            span class="k-muted k-nowrap" { (event.on.brief()) } " "
            @if event.significant { strong { (event.sentence) } } @else { (event.sentence) }
        };
        Choice::with_hint(&event.id, words, event.whose.join(" · "))
    };
    let count = format!("{} events of the children and their family, oldest first", events.len());
    let parts = Parts { hint: Some(Hint::text(count)), ..parts };
    ticked(parts, events.iter().map(item).collect(), "govuk-checkboxes--small k-events")
}

/// Three boxes for a day; a fourth for the time.
fn day(parts: Parts<'_>, with_time: bool) -> Markup {
    let Parts { field, raw, .. } = &parts;
    let item = |part: &str, label: &str, width: u8| DateItem {
        name: Some(format!("{field}.{part}")),
        label: label.into(),
        id: if part == "day" { (*field).to_owned() } else { format!("{field}.{part}") },
        value: Some(raw.part(field, part).to_owned()),
        classes: format!("govuk-input--width-{width}"),
        inputmode: if part == "time" { "text".into() } else { String::new() },
        ..DateItem::default()
    };
    let mut items = vec![item("day", "Day", 2), item("month", "Month", 2), item("year", "Year", 4)];
    if with_time {
        items.push(item("time", "Time", 4));
    }
    date_input(&DateInput {
        id: format!("{field}-date"),
        fieldset: Some(Fieldset::small(parts.wording)),
        hint: parts.hint,
        error: parts.error,
        items,
        ..DateInput::default()
    })
}

/// A label that only screen readers speak, or a seen one.
pub(super) fn label(words: &str) -> Label {
    Label { classes: "k-small".into(), ..Label::text(words) }
}
