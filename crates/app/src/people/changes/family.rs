//! Relationships: who is whose what, who has parental responsibility, from when until when.

use super::{Context, Entries, Read, gone, keep_fact};
use crate::child::card::Kin;
use crate::people::fields::{Reading, day, hidden, line, select, tick};
use law::people::change::{Stands, related};
use law::people::{Birth, Identity, Name, PersonEntry, Relation};
use maud::{Markup, html};
use web::{Fields, FormState};

/// A relation and the side from which it is said: `mother`, or `-mother` where the person of the record is the mother.
fn choices(called: &str) -> Vec<(String, String)> {
    let straight = Relation::ALL.iter().map(|relation| (relation.slug().to_owned(), sentence_case(relation.name())));
    let turned = Relation::ALL.iter().filter(|relation| relation.name() != relation.inverse()).map(|relation| {
        (
            format!("-{}", relation.slug()),
            format!("{} ({called} is the {})", sentence_case(relation.inverse()), relation.name()),
        )
    });
    straight.chain(turned).collect()
}

fn sentence_case(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map(|first| first.to_uppercase().chain(letters).collect()).unwrap_or_default()
}

pub(super) fn relative_form(about: &Context, state: &FormState) -> Markup {
    let called = about.card.called();
    let people: Vec<_> = about.around.iter().map(|person| (person.id.to_string(), person.name.full())).collect();
    html! {
        @match &about.other {
            Some(other) => {
                (hidden("to", &other.id.to_string()))
                p { "Relative: " strong { bdi { (other.name.full()) } } ", " (other.birth.age_words(about.today())) }
            },
            None => { (select(state, "to", if about.looked { "Who was found" } else { "Who" }, &people)) (somebody_else(about, state)) },
        }
        (select(state, "relation", &format!("What they are to {called}"), &choices(&called)))
        (tick(state, "responsibility", &format!("They have parental responsibility for {called}")))
        (day(state, "since", "Since", "Leave empty where it was always so."))
        @if state.error("sure").is_some() || state.has("sure", "yes") {
            (tick(state, "sure", "Both mothers are right"))
        }
    }
}

/// Looks through the record first; only then is somebody added to it.
pub(super) fn somebody_else(about: &Context, state: &FormState) -> Markup {
    html! {
        details class="k-else" open[about.looked || state.has_errors()] {
            summary { "Somebody who is not on this list" }
            (line(state, "given", "Given names", ""))
            (line(state, "family", "Family name", ""))
            (day(state, "born", "Date of birth", "Leave empty where it is not known."))
            @if about.looked {
                (hidden("looked", "yes"))
                p { @if about.around.is_empty() { "Nobody like this was found on the record." } @else { "Those found are in the list above." } }
            }
            div class="govuk-button-group" {
                button class="govuk-button govuk-button--secondary" name="act" value="look" { "Look for them on the record" }
                @if about.looked { button class="govuk-button govuk-button--secondary" name="act" value="new" { "None of these: add a new person" } }
            }
        }
    }
}

/// Somebody new, from the fields of [`somebody_else`], as their own first entry.
fn newcomer(about: &Context, form: &mut Reading<'_>) -> Option<PersonEntry> {
    if form.line("looked") != "yes" {
        form.wrong("given", "Look for them on the record first");
    }
    let name = Name::parse(&form.line("given"), &form.line("family"));
    let name = name.map_err(|error| form.wrong("given", error.to_string())).ok();
    let birth = form.day("born", "The date of birth").map_or(Birth::Unknown { about: None }, Birth::Born);
    let birth = birth.check(about.today()).map_err(|error| form.wrong("born", error.to_string())).ok();
    let (person, identity) = (about.newcomer, Identity::default());
    name.zip(birth).map(|(name, birth)| PersonEntry::Recorded { person, name, birth, identity })
}

fn stands(kin: &Kin) -> Stands {
    Stands { person: kin.stands_on.0, relation: kin.relation, to: kin.stands_on.1 }
}

pub(super) fn relative(about: &Context, fields: &Fields) -> Read {
    let mut form = Reading::new(fields);
    let entering = if form.line("act") == "new" { newcomer(about, &mut form) } else { None };
    let other = entering.as_ref().map(|_| about.newcomer).or(about.other.as_ref().map(|other| other.id));
    if other.is_none() {
        form.wrong("to", "Choose the relative");
    }
    let chosen = form.line("relation");
    let relation = Relation::from_slug(chosen.trim_start_matches('-'));
    if relation.is_none() {
        form.wrong("relation", &*format!("Say what they are to {}", about.card.called()));
    }
    let since = form.day("since", "The day since which").map(|since| form.law(about.life().end("since", None, since)));
    let responsibility = form.ticked("responsibility");
    let new = other.zip(relation).map(|(other, relation)| match chosen.starts_with('-') {
        true => Stands { person: about.id(), relation, to: other },
        false => Stands { person: other, relation, to: about.id() },
    });
    if responsibility && chosen.starts_with('-') {
        form.wrong("responsibility", "Parental responsibility is recorded on the child’s own page");
    }
    let standing: Vec<Stands> = about.card.kin_now().map(stands).collect();
    let sure = form.ticked("sure");
    let checked = new.and_then(|new| form.law(related(new, responsibility, &standing, sure)).map(|()| new));
    let entering = entering.map(|entry| (entry, about.today()));
    let related = checked.map(|new| entries(about, new, responsibility, since.flatten()));
    form.done(related.map(|related| entering.into_iter().chain(related).collect()))
}

fn entries(about: &Context, new: Stands, responsibility: bool, since: Option<law::day::Day>) -> Entries {
    let Stands { person, relation, to } = new;
    let entry = PersonEntry::Related { fact: about.fresh(), person, relation, to, responsibility, since };
    vec![(entry, since.unwrap_or(about.today()))]
}

fn kin(about: &Context) -> Option<&Kin> {
    about.card.kin_now().find(|kin| Some(kin.fact) == about.fact)
}

pub(super) fn end_form(about: &Context, state: &FormState) -> Markup {
    html! {
        (keep_fact(about))
        @if let Some(kin) = kin(about) {
            p { strong { bdi { (kin.name.full()) } } ", " (kin.is_their) ". The relationship stays in the history with its dates." }
        }
        (day(state, "on", "Ended on", ""))
    }
}

pub(super) fn end(about: &Context, fields: &Fields) -> Read {
    let kin = kin(about).ok_or_else(gone)?;
    let mut form = Reading::new(fields);
    let on = form.wanted_day("on", "The day on which it ended");
    let on = on.and_then(|on| form.law(about.life().end("on", kin.since, on)));
    let (person, to) = kin.stands_on;
    form.done(on.map(|on| vec![(PersonEntry::RelationEnded { fact: kin.fact, person, to, on }, on)]))
}
