//! The form of a seat: who, from where, how they took part, their report, what they think.

use super::Act;
use crate::part::commands;
use crate::people::fields::{Reading, area, day, line, radios, select};
use crate::step::opened::Opened;
use law::day::Day;
use law::id::{PersonId, SeatId};
use law::step::StepKind;
use law::step::seat::{Agency, Part, Report, Seat, View};
use maud::{Markup, html};
use uuid::Uuid;
use web::{FieldErrors, Fields, FormState};

/// A seat as the form's fields.
pub(super) fn fields(seat: &Seat) -> Fields {
    let day = |day: Option<Day>| day.map(|day| day.long()).unwrap_or_default();
    let report = seat.report.clone().unwrap_or_default();
    let view = seat.view.as_ref();
    Fields::from_pairs([
        ("agency", seat.agency.slug().to_owned()),
        ("name", seat.name.clone()),
        ("role", seat.role.clone()),
        ("person", seat.person.map(|id| id.to_string()).unwrap_or_default()),
        ("invited_on", day(seat.invited_on)),
        ("part", seat.part.map(|part| part.slug().to_owned()).unwrap_or_default()),
        ("why_not", seat.why_not.clone()),
        ("report", if seat.report.is_some() { "yes" } else { "" }.to_owned()),
        ("received_on", day(report.received_on)),
        ("shared_on", day(report.shared_on)),
        ("agrees", view.map_or("", |view| if view.agrees { "yes" } else { "no" }).to_owned()),
        ("view", view.map(|view| view.words.clone()).unwrap_or_default()),
    ])
}

/// The questions.
pub(super) fn form(opened: &Opened, which: Option<Uuid>, state: &FormState) -> Markup {
    let agencies: Vec<_> = Agency::ALL.iter().map(|one| (one.slug().to_owned(), one.name().to_owned())).collect();
    let parts: Vec<_> = Part::ALL.iter().map(|one| (one.slug().to_owned(), one.name().to_owned())).collect();
    let people: Vec<_> =
        opened.people.iter().chain(&opened.others).map(|one| (one.id.to_string(), one.name.full())).collect();
    html! {
        (select(state, "agency", "From", &agencies))
        (line(state, "name", "Name", ""))
        (line(state, "role", "What they are to the child", "For example: health visitor, class teacher, mother"))
        @if !people.is_empty() { (select(state, "person", "On the record as (optional)", &people)) }
        (select(state, "part", "How they took part", &parts))
        (line(state, "why_not", "Why they did not", "Answer if they did not come or sent apologies"))
        @if opened.step.kind != StepKind::StrategyDiscussion {
            (day(state, "invited_on", "Invited on", ""))
        }
        @if opened.step.kind == StepKind::Conference {
            (crate::people::fields::tick(state, "report", "A written report is wanted from them"))
            (day(state, "received_on", "Report received on", ""))
            (day(state, "shared_on", "Family had the report on", ""))
            (radios(state, "agrees", "Do they agree with the decision?", &[("yes", "Yes"), ("no", "No: it stands on the record as dissent")]))
            (area(state, "view", "What they think", "In their words, where they disagree"))
        }
        @if let Some(id) = which {
            p { a class="govuk-link" href={ "/step/" (opened.step.id) "/part/seat-removed/" (id) } { "This place was a mistake: take it away" } }
        }
    }
}

/// The question of taking a seat away.
pub(super) fn removal(opened: &Opened, which: Option<Uuid>, state: &FormState) -> Markup {
    let seat = opened.step.seats.iter().find(|one| Some(one.id.0) == which);
    html! {
        @if let Some(seat) = seat { p { strong { (seat.name) } ", " (seat.agency.name()) } }
        p { "Only for a place that was kept by mistake. Somebody who did not come stays, with the reason." }
        (line(state, "reason", "Why is it taken away?", ""))
    }
}

pub(super) fn removed(id: Uuid, fields: &Fields) -> Act {
    let reason = Reading::new(fields).line("reason");
    Box::new(move |conn, actor, step| commands::remove_seat(conn, actor, step, SeatId(id), reason))
}

/// Reads the form.
pub(super) fn read(opened: &Opened, id: Uuid, fields: &Fields) -> Result<Act, FieldErrors> {
    let mut form = Reading::new(fields);
    let agency = Agency::from_slug(&form.line("agency"));
    if agency.is_none() {
        form.wrong("agency", "Select where they come from");
    }
    let chosen = form.line("part");
    let part = Part::from_slug(&chosen);
    if part.is_none() && !chosen.is_empty() {
        form.wrong("part", "Choose from the list");
    }
    let known = |id: &PersonId| opened.step.people().contains(id);
    let person = form.line("person").parse::<PersonId>().ok().filter(known);
    let (received_on, shared_on) =
        (form.day("received_on", "The day of the report"), form.day("shared_on", "The day on which the family had it"));
    let wanted = form.ticked("report") || received_on.is_some() || shared_on.is_some();
    let words = form.words("view");
    let view = match form.line("agrees").as_str() {
        "yes" => Some(View { agrees: true, words }),
        "no" => Some(View { agrees: false, words }),
        _ if words.is_empty() => None,
        _ => {
            form.wrong("agrees", "Say whether they agree");
            None
        }
    };
    let invited_on = form.day("invited_on", "The day of the invitation");
    let seat = agency.map(|agency| Seat {
        role: form.line("role"),
        person,
        invited_on,
        part,
        why_not: form.line("why_not"),
        report: wanted.then_some(Report { received_on, shared_on }),
        view,
        ..Seat::new(SeatId(id), agency, form.line("name"))
    });
    let seat = form.done(seat)?;
    Ok(Box::new(move |conn, actor, step| commands::seat(conn, actor, step, seat)))
}
