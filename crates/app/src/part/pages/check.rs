//! The form of a check with an agency: asked, answered, or why not.

use super::Act;
use crate::part::commands;
use crate::people::fields::{Reading, area, day, line, select};
use law::day::Day;
use law::id::CheckId;
use law::step::check::Check;
use law::step::seat::Agency;
use maud::{Markup, html};
use uuid::Uuid;
use web::{FieldErrors, Fields, FormState};

/// A check as the form's fields.
pub(super) fn fields(check: &Check) -> Fields {
    let day = |day: Option<Day>| day.map(|day| day.long()).unwrap_or_default();
    Fields::from_pairs([
        ("agency", check.agency.slug().to_owned()),
        ("person", check.person.clone()),
        ("asked_on", day(check.asked_on)),
        ("answered_on", day(check.answered_on)),
        ("information", check.information.clone()),
        ("why_not", check.why_not.clone()),
    ])
}

/// The questions.
pub(super) fn form(state: &FormState) -> Markup {
    let agencies: Vec<_> = Agency::ALL
        .iter()
        .filter(|one| one.is_professional())
        .map(|one| (one.slug().to_owned(), one.name().to_owned()))
        .collect();
    html! {
        (select(state, "agency", "Agency", &agencies))
        (line(state, "person", "Who was asked", "Name and role"))
        (day(state, "asked_on", "Asked on", ""))
        (day(state, "answered_on", "Answered on", ""))
        (area(state, "information", "What they said", "Also that they know of nothing"))
        (line(state, "why_not", "Why not asked, or why there is no answer", ""))
    }
}

/// Reads the form.
pub(super) fn read(id: Uuid, fields: &Fields) -> Result<Act, FieldErrors> {
    let mut form = Reading::new(fields);
    let agency = Agency::from_slug(&form.line("agency"));
    if agency.is_none() {
        form.wrong("agency", "Select the agency");
    }
    let asked_on = form.day("asked_on", "The day on which they were asked");
    let answered_on = form.day("answered_on", "The day of the answer");
    let check = agency.map(|agency| Check {
        id: CheckId(id),
        agency,
        person: form.line("person"),
        asked_on,
        answered_on,
        information: form.words("information"),
        why_not: form.line("why_not"),
    });
    let check = form.done(check)?;
    Ok(Box::new(move |conn, actor, step| commands::check(conn, actor, step, check)))
}
