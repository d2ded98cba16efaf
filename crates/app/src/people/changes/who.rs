//! Names, birth, death, identity, numbers.

use super::{Context, Read};
use crate::people::fields::{self, Reading, area, boxes, code, day, line, radios, select};
use law::code::{DISABILITY, ETHNICITY, SEX, UPN_UNKNOWN};
use law::identifier::{Identifier, Scheme};
use law::people::{Birth, Identity, LONGEST_NAME, Name, NameUse, PersonEntry};
use maud::{Markup, html};
use web::{Fields, FormState};

const USES: &[(&str, &str)] = &[
    ("usual", "The usual name, on the record"),
    ("known_as", "What they are called"),
    ("former", "A name no longer used"),
];

pub(super) fn name_form(_: &Context, state: &FormState) -> Markup {
    html! {
        (line(state, "given", "Given names", "Either part may be empty: many people have a single name."))
        (line(state, "family", "Family name", ""))
        (radios(state, "used", "What the name is used for", USES))
    }
}

pub(super) fn name(about: &Context, fields: &Fields) -> Read {
    let mut form = Reading::new(fields);
    let name = Name::parse(&form.line("given"), &form.line("family"))
        .map_err(|error| form.wrong("given", error.to_string()))
        .ok();
    let used = match form.line("used").as_str() {
        "usual" => Some(NameUse::Usual),
        "known_as" => Some(NameUse::KnownAs),
        "former" => Some(NameUse::Former),
        _ => None,
    };
    if used.is_none() {
        form.wrong("used", "Say what the name is used for");
    }
    let entry = name.zip(used).map(|(name, used)| PersonEntry::Named { person: about.id(), name, used });
    form.done(entry.map(|entry| vec![(entry, about.today())]))
}

const BIRTHS: &[(&str, &str)] =
    &[("born", "Born on that day"), ("expected", "Not born yet: the expected day"), ("unknown", "Not known")];

pub(super) fn birth_form(about: &Context, state: &FormState) -> Markup {
    let unborn = matches!(about.card.person.birth, Birth::Expected(_));
    html! {
        p { "On the record: " (on_record(about.card.person.birth)) "." }
        (radios(state, "birth", "What is known", BIRTHS))
        (day(state, "birth_on", "Day", ""))
        (line(state, "about", "Year of birth that people guess", "Only where the day is not known"))
        @if unborn {
            (line(state, "given", "Given names of the child", "Leave empty until the child has a name"))
            (line(state, "family", "Family name of the child", ""))
        }
        (area(state, "reason", "Why, where a date of birth is put right", "For example: birth certificate seen"))
    }
}

fn on_record(birth: Birth) -> String {
    match birth {
        Birth::Born(day) => format!("born {}", day.long()),
        Birth::Expected(day) => format!("unborn, due {}", day.long()),
        Birth::Unknown { about: Some(year) } => format!("born about {year}"),
        Birth::Unknown { about: None } => "not known".to_owned(),
    }
}

pub(super) fn birth(about: &Context, fields: &Fields) -> Read {
    let mut form = Reading::new(fields);
    let reason = form.words("reason");
    let birth = match form.line("birth").as_str() {
        "born" => form.wanted_day("birth_on", "The date of birth").map(Birth::Born),
        "expected" => form.wanted_day("birth_on", "The expected date").map(Birth::Expected),
        "unknown" => guessed(&mut form).map(|about| Birth::Unknown { about }),
        _ => {
            form.wrong("birth", "Say what is known of the birth");
            None
        }
    };
    let birth = birth.and_then(|birth| form.law(about.life().birth("birth_on", birth, &reason)));
    let named = newborn_name(about, &mut form);
    let entries = birth.map(|birth| {
        let on = birth.day().unwrap_or(about.today());
        let born = (PersonEntry::BirthRecorded { person: about.id(), birth, reason }, on);
        let named = named.map(|name| (PersonEntry::Named { person: about.id(), name, used: NameUse::Usual }, on));
        std::iter::once(born).chain(named).collect()
    });
    form.done(entries)
}

fn guessed(form: &mut Reading<'_>) -> Option<Option<i16>> {
    let typed = form.line("about");
    if typed.is_empty() {
        return Some(None);
    }
    match typed.parse::<i16>() {
        Ok(year) if (1900..=2100).contains(&year) => Some(Some(year)),
        _ => {
            form.wrong("about", "The year must have four digits, such as 2014");
            None
        }
    }
}

fn newborn_name(about: &Context, form: &mut Reading<'_>) -> Option<Name> {
    let (given, family) = (form.line("given"), form.line("family"));
    if !matches!(about.card.person.birth, Birth::Expected(_)) || (given.is_empty() && family.is_empty()) {
        return None;
    }
    Name::parse(&given, &family).map_err(|error| form.wrong("given", error.to_string())).ok()
}

pub(super) fn death_form(about: &Context, state: &FormState) -> Markup {
    html! {
        p { "Open work stays open until somebody closes it; the record says from now on that " (about.card.called()) " has died." }
        (day(state, "on", "Day of death", ""))
        (fields::tick(state, "sure", "This is the right person"))
    }
}

pub(super) fn death(about: &Context, fields: &Fields) -> Read {
    let mut form = Reading::new(fields);
    let on = form.wanted_day("on", "The day of death").and_then(|on| form.law(about.life().death("on", on)));
    if !form.ticked("sure") {
        form.wrong("sure", "Confirm that this is the right person");
    }
    form.done(on.map(|on| vec![(PersonEntry::Died { person: about.id(), on }, on)]))
}

const INTERPRETER: &[(&str, &str)] = &[("yes", "Needed"), ("no", "Not needed"), ("", "Not asked")];

pub(super) fn identity_form(_: &Context, state: &FormState) -> Markup {
    let disabilities: Vec<_> =
        DISABILITY.codes.iter().map(|code| (code.code.to_owned(), code.label.to_owned())).collect();
    html! {
        (code(state, "sex", "Sex", &SEX))
        (line(state, "gender", "Gender, in their own words", ""))
        (code(state, "ethnicity", "Ethnicity", &ETHNICITY))
        (line(state, "language", "First language", ""))
        (radios(state, "interpreter", "Interpreter", INTERPRETER))
        (line(state, "faith", "Faith or belief", ""))
        (boxes(state, "disabilities", "Disability", "“No disability” only where it was asked", &disabilities))
        (code(state, "upn_unknown", "Why there is no unique pupil number", &UPN_UNKNOWN))
    }
}

pub(super) fn identity_kept(about: &Context) -> Fields {
    let identity = &about.card.person.identity;
    let interpreter = identity.interpreter.map(|needed| if needed { "yes" } else { "no" }.to_owned());
    let single = [
        ("sex", &identity.sex),
        ("gender", &identity.gender),
        ("ethnicity", &identity.ethnicity),
        ("language", &identity.language),
        ("interpreter", &interpreter),
        ("faith", &identity.faith),
        ("upn_unknown", &identity.upn_unknown),
    ];
    let single = single.into_iter().map(|(name, value)| (name, value.clone().unwrap_or_default()));
    Fields::from_pairs(single.chain(identity.disabilities.iter().map(|code| ("disabilities", code.clone()))))
}

pub(super) fn identity(about: &Context, fields: &Fields) -> Read {
    let mut form = Reading::new(fields);
    let some = |text: String| (!text.is_empty()).then_some(text);
    let identity = Identity {
        sex: form.code("sex", &SEX),
        gender: some(form.line("gender")),
        ethnicity: form.code("ethnicity", &ETHNICITY),
        language: some(form.line("language")),
        interpreter: match form.line("interpreter").as_str() {
            "yes" => Some(true),
            "no" => Some(false),
            _ => None,
        },
        faith: some(form.line("faith")),
        disabilities: disabilities(&mut form),
        upn_unknown: form.code("upn_unknown", &UPN_UNKNOWN),
    };
    for (name, value) in [("gender", &identity.gender), ("language", &identity.language), ("faith", &identity.faith)] {
        if value.as_ref().is_some_and(|value| value.chars().count() > LONGEST_NAME) {
            form.wrong(name, format!("Use up to {LONGEST_NAME} characters"));
        }
    }
    let entry = PersonEntry::Identified { person: about.id(), identity };
    form.done(Some(vec![(entry, about.today())]))
}

fn disabilities(form: &mut Reading<'_>) -> Vec<String> {
    let chosen: Vec<String> = form.fields.all("disabilities").map(str::to_owned).collect();
    if chosen.iter().any(|code| !DISABILITY.has(code)) {
        form.wrong("disabilities", "Choose from the list");
    }
    if chosen.len() > 1 && chosen.iter().any(|code| code == "NONE") {
        form.wrong("disabilities", "“No disability” stands alone: choose it or the others");
    }
    chosen
}

/// Numbers of people; a social worker's register number belongs to staff.
fn schemes() -> Vec<(String, String)> {
    let people = Scheme::ALL.into_iter().filter(|scheme| *scheme != Scheme::SocialWorkEngland);
    people.map(|scheme| (scheme.slug().to_owned(), scheme.name().to_owned())).collect()
}

pub(super) fn number_form(_: &Context, state: &FormState) -> Markup {
    html! {
        (select(state, "scheme", "Whose number", &schemes()))
        (line(state, "value", "Number", "With or without spaces"))
    }
}

pub(super) fn number(about: &Context, fields: &Fields) -> Read {
    let mut form = Reading::new(fields);
    let scheme = Scheme::from_slug(&form.line("scheme")).filter(|scheme| *scheme != Scheme::SocialWorkEngland);
    if scheme.is_none() {
        form.wrong("scheme", "Choose whose number it is");
    }
    let typed = form.line("value");
    let identifier = scheme.and_then(|scheme| {
        Identifier::parse(scheme, &typed).map_err(|error| form.wrong("value", error.to_string())).ok()
    });
    if identifier.as_ref().is_some_and(|number| about.card.identifiers.contains(number)) {
        form.wrong("value", "This number is on the record already");
    }
    let entry = identifier.map(|identifier| PersonEntry::IdentifierGiven { person: about.id(), identifier });
    form.done(entry.map(|entry| vec![(entry, about.today())]))
}
