//! Hazards, agencies, the story, the child's views.

use super::{Context, Read, gone, keep_fact};
use crate::child::card::{Agency, Hazard};
use crate::people::fields::{Reading, area, boxes, day, line};
use law::code::VIEWS_HOW;
use law::people::{PersonEntry, Story};
use maud::{Markup, html};
use web::{Fields, FormState};

pub(super) fn hazard_form(_: &Context, state: &FormState) -> Markup {
    line(
        state,
        "words",
        "What to beware of",
        "Shown on every page of this person. For example: large dog, not chained. Visit in pairs",
    )
}

pub(super) fn hazard(about: &Context, fields: &Fields) -> Read {
    let mut form = Reading::new(fields);
    let words = form.line("words");
    match words.chars().count() {
        0 => form.wrong("words", "Say what to beware of"),
        200.. => form.wrong("words", "Say it in up to 200 characters; the rest belongs in a case note"),
        _ => {}
    }
    let entry = PersonEntry::HazardNoted { person: about.id(), fact: about.fresh(), words };
    form.done(Some(vec![(entry, about.today())]))
}

fn standing_hazard(about: &Context) -> Option<&Hazard> {
    about.card.hazards_now().find(|hazard| Some(hazard.fact) == about.fact)
}

pub(super) fn hazard_end_form(about: &Context, state: &FormState) -> Markup {
    html! {
        (keep_fact(about))
        @if let Some(hazard) = standing_hazard(about) { p { strong { (hazard.words) } ", noted " (hazard.noted_on.long()) } }
        (day(state, "on", "Ended on", ""))
        (area(state, "reason", "Why it no longer holds", ""))
    }
}

pub(super) fn hazard_end(about: &Context, fields: &Fields) -> Read {
    let hazard = standing_hazard(about).ok_or_else(gone)?;
    let mut form = Reading::new(fields);
    let on = form.wanted_day("on", "The day on which it ended");
    let on = on.and_then(|on| form.law(about.life().end("on", Some(hazard.noted_on), on)));
    let reason = form.wanted("reason", "Say why the hazard no longer holds");
    let entry = on.map(|on| vec![(PersonEntry::HazardEnded { person: about.id(), fact: hazard.fact, on, reason }, on)]);
    form.done(entry)
}

pub(super) fn agency_form(_: &Context, state: &FormState) -> Markup {
    html! {
        (line(state, "agency", "Agency", "For example: school, health visiting, probation"))
        (line(state, "name", "Person", "Leave empty where nobody in particular is known"))
        (line(state, "contact", "Telephone or e-mail", ""))
        (day(state, "checked_on", "Checked on", "The day on which they said so."))
    }
}

pub(super) fn agency(about: &Context, fields: &Fields) -> Read {
    let mut form = Reading::new(fields);
    let agency = form.line("agency");
    if agency.is_empty() {
        form.wrong("agency", "Enter the agency");
    }
    let checked = form.wanted_day("checked_on", "The day on which it was checked");
    let checked = checked.and_then(|on| form.law(about.life().end("checked_on", None, on)));
    let (name, contact) = (form.line("name"), form.line("contact"));
    let entry = checked.map(|checked_on| {
        let involved =
            PersonEntry::Involved { person: about.id(), fact: about.fresh(), agency, name, contact, checked_on };
        vec![(involved, about.today())]
    });
    form.done(entry)
}

fn standing_agency(about: &Context) -> Option<&Agency> {
    about.card.agencies.iter().find(|agency| Some(agency.fact) == about.fact && agency.until.is_none())
}

fn agency_head(about: &Context) -> Markup {
    html! {
        (keep_fact(about))
        @if let Some(agency) = standing_agency(about) {
            p { strong { (agency.agency) } ", " (agency.name) ", " (agency.contact) ", last checked " (agency.checked_on.long()) }
        }
    }
}

pub(super) fn checked_form(about: &Context, state: &FormState) -> Markup {
    html! {
        (agency_head(about))
        (line(state, "name", "Person", ""))
        (line(state, "contact", "Telephone or e-mail", ""))
    }
}

pub(super) fn agency_kept(about: &Context) -> Fields {
    let kept =
        standing_agency(about).map(|agency| [("name", agency.name.clone()), ("contact", agency.contact.clone())]);
    Fields::from_pairs(kept.into_iter().flatten())
}

pub(super) fn checked(about: &Context, fields: &Fields) -> Read {
    let standing = standing_agency(about).ok_or_else(gone)?;
    let form = Reading::new(fields);
    let entry = PersonEntry::Involved {
        person: about.id(),
        fact: standing.fact,
        agency: standing.agency.clone(),
        name: form.line("name"),
        contact: form.line("contact"),
        checked_on: about.today(),
    };
    form.done(Some(vec![(entry, about.today())]))
}

pub(super) fn agency_end_form(about: &Context, state: &FormState) -> Markup {
    html! { (agency_head(about)) (day(state, "on", "Ended on", "")) }
}

pub(super) fn agency_end(about: &Context, fields: &Fields) -> Read {
    let standing = standing_agency(about).ok_or_else(gone)?;
    let mut form = Reading::new(fields);
    let on = form.wanted_day("on", "The day on which it ended");
    let on = on.and_then(|on| form.law(about.life().end("on", None, on)));
    let entry = on.map(|on| vec![(PersonEntry::NoLongerInvolved { person: about.id(), fact: standing.fact, on }, on)]);
    form.done(entry)
}

pub(super) fn story_form(_: &Context, state: &FormState) -> Markup {
    html! {
        p { "Three or four sentences that a colleague, and one day the child, can read." }
        (area(state, "why", "Why we are involved", ""))
        (area(state, "worries", "What worries us", ""))
        (area(state, "working_well", "What is working well", ""))
        (area(state, "next", "What happens next", ""))
    }
}

pub(super) fn story_kept(about: &Context) -> Fields {
    let story = about.card.story.as_ref().map(|told| told.story.clone()).unwrap_or_default();
    let parts =
        [("why", story.why), ("worries", story.worries), ("working_well", story.working_well), ("next", story.next)];
    Fields::from_pairs(parts)
}

pub(super) fn story(about: &Context, fields: &Fields) -> Read {
    let mut form = Reading::new(fields);
    let story = Story {
        why: form.wanted("why", "Say why we are involved"),
        worries: form.words("worries"),
        working_well: form.words("working_well"),
        next: form.words("next"),
    };
    let same = about.card.story.as_ref().is_some_and(|told| told.story == story);
    let entry = PersonEntry::StoryTold { person: about.id(), story };
    // The same story again would only move its date.
    form.done(Some(if same { Vec::new() } else { vec![(entry, about.today())] }))
}

pub(super) fn views_form(about: &Context, state: &FormState) -> Markup {
    let how: Vec<_> = VIEWS_HOW.codes.iter().map(|code| (code.code.to_owned(), code.label.to_owned())).collect();
    html! {
        (area(state, "words", "What the child said or showed", "In the child’s own words where there are words."))
        (boxes(state, "how", "How it was gathered", "", &how))
        (day(state, "on", &format!("When {} said it", about.card.called()), ""))
        (area(state, "changed", "What changed because of it", "Leave empty until something does."))
    }
}

pub(super) fn views(about: &Context, fields: &Fields) -> Read {
    let mut form = Reading::new(fields);
    let words = form.wanted("words", "Write what the child said or showed");
    let how: Vec<String> = form.fields.all("how").map(str::to_owned).collect();
    if how.is_empty() || how.iter().any(|code| !VIEWS_HOW.has(code)) {
        form.wrong("how", "Choose how it was gathered");
    }
    let on = form.wanted_day("on", "The day").and_then(|on| form.law(about.life().day("on", on)));
    let changed = form.words("changed");
    let entry = on.map(|on| vec![(PersonEntry::ViewsGiven { person: about.id(), on, words, how, changed }, on)]);
    form.done(entry)
}
