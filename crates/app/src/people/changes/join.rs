//! Two records of one person are joined, and parted again. Both stand side by side first; nothing is copied or deleted.

use super::{Context, Read};
use crate::child::card::Card;
use crate::people::fields::{Reading, area, day, hidden, line, select, tick};
use crate::people::queries::Person;
use law::people::PersonEntry;
use law::people::change::{Half, joined, reason};
use maud::{Markup, html};
use web::{Fields, FormState};

pub(super) fn join_form(about: &Context, state: &FormState) -> Markup {
    let likely: Vec<_> = about.around.iter().map(|person| (person.id.to_string(), person.name.full())).collect();
    html! {
        @match (&about.other, &about.beside) {
            (Some(other), Some(beside)) => {
                (hidden("to", &other.id.to_string()))
                (side_by_side(&about.card, beside))
                p { "From now on both records are read as one. They can be parted again." }
                (area(state, "reason", "How you know that they are one person", ""))
                (tick(state, "sure", "I have compared both records"))
            },
            _ => {
                (select(state, "to", "Likely records of the same person", &likely))
                (line(state, "given", "Another record: given names", ""))
                (line(state, "family", "Family name", ""))
                (day(state, "born", "Date of birth", ""))
                button class="govuk-button govuk-button--secondary" name="act" value="look" { "Look for it" }
                @if about.looked && about.around.is_empty() { p { "No other record like this was found." } }
            },
        }
    }
}

fn side_by_side(kept: &Card, other: &Card) -> Markup {
    let numbers = |card: &Card| {
        card.identifiers.iter().map(|one| format!("{}: {one}", one.scheme.name())).collect::<Vec<_>>().join(", ")
    };
    let home = |card: &Card| {
        card.home().map(|home| {
            if home.hidden_from.is_empty() {
                format!("{}, {}", home.lines, home.postcode)
            } else {
                "Protected address".to_owned()
            }
        })
    };
    let family = |card: &Card| {
        card.kin_now().map(|kin| format!("{} ({})", kin.name.full(), kin.is_their)).collect::<Vec<_>>().join(", ")
    };
    let birth = |card: &Card| card.person.birth.day().map_or_else(|| "not known".to_owned(), |day| day.long());
    let rows = [
        ("Name", kept.person.name.full(), other.person.name.full()),
        ("Born", birth(kept), birth(other)),
        ("Numbers", numbers(kept), numbers(other)),
        ("Address", home(kept).unwrap_or_default(), home(other).unwrap_or_default()),
        ("Family", family(kept), family(other)),
    ];
    html! {
        table class="k-table" {
            caption class="govuk-table__caption govuk-table__caption--s" { "The two records" }
            thead { tr { th scope="col" { span class="govuk-visually-hidden" { "Fact" } } th scope="col" { "This record, which is kept" } th scope="col" { "The other record" } } }
            tbody {
                @for (name, one, two) in &rows {
                    tr { th scope="row" { (name) } td { (one) } td { (two) @if one != two { " " span class="k-tag k-tag--soon" { "differs" } } } }
                }
            }
        }
    }
}

fn half(person: &Person) -> Half {
    Half { person: person.id, restricted: person.restricted, died_on: person.died_on }
}

pub(super) fn join(about: &Context, fields: &Fields) -> Read {
    let mut form = Reading::new(fields);
    let Some(other) = &about.other else {
        form.wrong("to", "Choose the other record");
        return form.done(None);
    };
    let typed = form.words("reason");
    let why = form.law(reason("reason", &typed, "Say how you know that they are one person"));
    if !form.ticked("sure") {
        form.wrong("sure", "Confirm that you have compared both records");
    }
    let fits = form.law(joined(half(&about.card.person), half(other)));
    let entry = why
        .zip(fits)
        .map(|(reason, ())| vec![(PersonEntry::Joined { kept: about.id(), other: other.id, reason }, about.today())]);
    form.done(entry)
}

pub(super) fn part_form(about: &Context, state: &FormState) -> Markup {
    let joined: Vec<_> = about.joined.iter().map(|person| (person.id.to_string(), person.name.full())).collect();
    html! {
        @if joined.is_empty() { p { "No other record was joined to this one." } }
        (select(state, "other", "Which record is another person’s", &joined))
        (area(state, "reason", "How you know that they are two people", ""))
    }
}

pub(super) fn part(about: &Context, fields: &Fields) -> Read {
    let mut form = Reading::new(fields);
    let chosen = form.line("other");
    let other = about.joined.iter().find(|person| person.id.to_string() == chosen);
    if other.is_none() {
        form.wrong("other", "Choose the record that is another person’s");
    }
    let typed = form.words("reason");
    let why = form.law(reason("reason", &typed, "Say how you know that they are two people"));
    let entry = other.zip(why).map(|(other, reason)| {
        vec![(PersonEntry::Parted { kept: about.id(), other: other.id, reason }, about.today())]
    });
    form.done(entry)
}
