//! Where a person lives and how they are reached. A move asks every time who must not know.

use super::{Context, Read, gone, keep_fact};
use crate::child::card::Home;
use crate::child::side::address;
use crate::people::fields::{Reading, area, boxes, day, line, radios};
use law::id::PersonId;
use law::people::{Address, Channel, PersonEntry};
use maud::{Markup, html};
use web::{Fields, FormState};

pub(super) fn move_form(about: &Context, state: &FormState) -> Markup {
    html! {
        @if let Some(home) = about.card.home() { p { "It ends the address that stands:" } (address(home)) }
        (line(state, "lines", "Address", "House, street, town, in one line"))
        (line(state, "postcode", "Postcode", ""))
        (line(state, "ward", "Ward, where it is known", ""))
        (day(state, "from", "Lives there since", ""))
        (who_must_not_know(about, state))
    }
}

/// Asked at every move: an address in the wrong hands is how children are harmed.
fn who_must_not_know(about: &Context, state: &FormState) -> Markup {
    let mut people: Vec<(String, String)> =
        about.around.iter().map(|person| (person.id.to_string(), person.name.full())).collect();
    for hidden in about.card.addresses.iter().flat_map(|home| &home.hidden_from) {
        let id = hidden.person.to_string();
        if !people.iter().any(|(other, _)| *other == id) {
            let name = hidden.name.clone().unwrap_or_else(|| "Somebody whose record is restricted".to_owned());
            people.push((id, name));
        }
    }
    people.push(("nobody".to_owned(), "Nobody: the address is no secret".to_owned()));
    let help = "They, and anyone connected with them, must not learn this address. A person who is not listed is added as a relative first.";
    boxes(state, "hidden_from", "Who must not know?", help, &people)
}

fn hidden_from(about: &Context, form: &mut Reading<'_>) -> Option<Vec<PersonId>> {
    let chosen: Vec<String> = form.fields.all("hidden_from").map(str::to_owned).collect();
    let nobody = chosen.iter().any(|value| value == "nobody");
    if chosen.is_empty() {
        form.wrong("hidden_from", "Say who must not know the address, or that it is no secret");
        return None;
    }
    if nobody && chosen.len() > 1 {
        form.wrong("hidden_from", "Choose the people who must not know, or nobody, not both");
        return None;
    }
    let people: Vec<PersonId> = chosen.iter().filter_map(|value| value.parse().ok()).collect();
    let known = |person: &PersonId| {
        about.around.iter().any(|other| other.id == *person)
            || about.card.addresses.iter().flat_map(|home| &home.hidden_from).any(|hidden| hidden.person == *person)
    };
    if people.len() + usize::from(nobody) != chosen.len() || !people.iter().all(known) {
        form.wrong("hidden_from", "Choose from the list");
        return None;
    }
    Some(people)
}

pub(super) fn moved(about: &Context, fields: &Fields) -> Read {
    let mut form = Reading::new(fields);
    let lines = form.wanted("lines", "Enter the address").replace('\n', ", ");
    let postcode = form.line("postcode").to_uppercase();
    let since = about.card.home().map(|home| home.since);
    let from = form.wanted_day("from", "The day since which they live there");
    let from = from.and_then(|from| form.law(about.life().moved("from", since, from)));
    let hidden = hidden_from(about, &mut form);
    let address = Address { lines, postcode, ward: form.line("ward") };
    let entry = from.zip(hidden).map(|(from, hidden_from)| {
        let moved = PersonEntry::Moved { person: about.id(), fact: about.fresh(), address, from, hidden_from };
        vec![(moved, from)]
    });
    form.done(entry)
}

fn home(about: &Context) -> Option<&Home> {
    about.card.addresses.iter().find(|home| Some(home.fact) == about.fact && home.until.is_none())
}

pub(super) fn protect_form(about: &Context, state: &FormState) -> Markup {
    html! {
        (keep_fact(about))
        @if let Some(home) = home(about) { (address(home)) }
        (who_must_not_know(about, state))
        (area(state, "reason", "Why", ""))
    }
}

pub(super) fn protect_kept(about: &Context) -> Fields {
    let hidden = home(about).into_iter().flat_map(|home| &home.hidden_from);
    Fields::from_pairs(hidden.map(|hidden| ("hidden_from", hidden.person.to_string())))
}

pub(super) fn protect(about: &Context, fields: &Fields) -> Read {
    let home = home(about).ok_or_else(gone)?;
    let mut form = Reading::new(fields);
    let from = hidden_from(about, &mut form);
    let reason = form.wanted("reason", "Say why the address is protected, or no longer is");
    let entry = from.map(|from| {
        let hidden = PersonEntry::AddressHidden { person: about.id(), fact: home.fact, from, reason };
        vec![(hidden, about.today())]
    });
    form.done(entry)
}

pub(super) fn leave_form(about: &Context, state: &FormState) -> Markup {
    html! {
        (keep_fact(about))
        @if let Some(home) = home(about) { (address(home)) }
        p { "Use “Record a move” where the new address is known." }
        (day(state, "on", "Left on", ""))
    }
}

pub(super) fn leave(about: &Context, fields: &Fields) -> Read {
    let home = home(about).ok_or_else(gone)?;
    let mut form = Reading::new(fields);
    let on = form.wanted_day("on", "The day on which they left");
    let on = on.and_then(|on| form.law(about.life().end("on", Some(home.since), on)));
    form.done(on.map(|on| vec![(PersonEntry::MovedOut { person: about.id(), fact: home.fact, on }, on)]))
}

const CHANNELS: &[(&str, &str)] = &[("telephone", "Telephone"), ("email", "E-mail")];

pub(super) fn reach_form(_: &Context, state: &FormState) -> Markup {
    html! {
        (radios(state, "channel", "How", CHANNELS))
        (line(state, "value", "Number or address", ""))
        (line(state, "note", "Note", "For example: text only, safe in school hours"))
    }
}

pub(super) fn reach(about: &Context, fields: &Fields) -> Read {
    let mut form = Reading::new(fields);
    let value = form.line("value");
    let digits = value.chars().filter(char::is_ascii_digit).count();
    let channel = match form.line("channel").as_str() {
        "telephone" => Some(Channel::Telephone),
        "email" => Some(Channel::Email),
        _ => None,
    };
    match channel {
        None => form.wrong("channel", "Say whether it is a telephone number or an e-mail address"),
        Some(Channel::Telephone) if !(7..=15).contains(&digits) => {
            form.wrong("value", "Enter a telephone number, such as 01632 960001");
        }
        Some(Channel::Email) if !looks_like_email(&value) => {
            form.wrong("value", "Enter an e-mail address, such as name@example.com");
        }
        Some(_) => {}
    }
    let note = form.line("note");
    let entry = channel.map(|channel| {
        let reach = PersonEntry::Reachable { person: about.id(), fact: about.fresh(), channel, value, note };
        vec![(reach, about.today())]
    });
    form.done(entry)
}

fn looks_like_email(text: &str) -> bool {
    let parts = text.split_once('@');
    !text.contains(char::is_whitespace)
        && parts.is_some_and(|(name, host)| !name.is_empty() && host.contains('.') && !host.contains('@'))
}

pub(super) fn unreach_form(about: &Context, _: &FormState) -> Markup {
    let reach = about.card.reach.iter().find(|reach| Some(reach.fact) == about.fact);
    html! {
        (keep_fact(about))
        @if let Some(reach) = reach { p { strong { (reach.value) } " is taken off the record from today. It stays in the history." } }
    }
}

pub(super) fn unreach(about: &Context, _: &Fields) -> Read {
    let reach = about.card.reach.iter().find(|reach| Some(reach.fact) == about.fact).ok_or_else(gone)?;
    let entry = PersonEntry::NoLongerReachable { person: about.id(), fact: reach.fact, on: about.today() };
    Ok(vec![(entry, about.today())])
}
