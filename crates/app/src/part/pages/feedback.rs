//! The chair's feedback to one contributor: graded, in words, and when it was sent.

use super::Act;
use crate::part::commands;
use crate::people::fields::{Reading, area, day, select};
use crate::step::opened::Opened;
use law::id::SeatId;
use law::step::seat::{Feedback, Grade, Seat};
use maud::{Markup, html};
use uuid::Uuid;
use web::{FieldErrors, Fields, FormState};

/// What was said before, as fields.
pub(super) fn fields(seat: &Seat) -> Fields {
    let Some(given) = &seat.feedback else { return Fields::default() };
    let grade = |grade: Option<Grade>| grade.map(|grade| grade.slug().to_owned()).unwrap_or_default();
    Fields::from_pairs([
        ("grade_report", grade(given.report)),
        ("grade_participation", grade(given.participation)),
        ("feedback", given.words.clone()),
        ("sent_on", given.sent_on.map(|day| day.long()).unwrap_or_default()),
    ])
}

/// The questions.
pub(super) fn form(opened: &Opened, which: Option<Uuid>, state: &FormState) -> Markup {
    let grades: Vec<_> = Grade::ALL.iter().map(|one| (one.slug().to_owned(), one.name().to_owned())).collect();
    let seat = opened.step.seats.iter().find(|one| Some(one.id.0) == which);
    html! {
        @if let Some(seat) = seat { p { "To " strong { (seat.name) } ", " (seat.agency.name()) "." } }
        (select(state, "grade_report", "Their report", &grades))
        (select(state, "grade_participation", "Their part in the meeting", &grades))
        (area(state, "feedback", "What helped the conference, and what would help more", "They read this."))
        (day(state, "sent_on", "Sent on", ""))
    }
}

/// Reads the form.
pub(super) fn read(id: Uuid, fields: &Fields) -> Result<Act, FieldErrors> {
    let mut form = Reading::new(fields);
    let report = grade(&mut form, "grade_report");
    let participation = grade(&mut form, "grade_participation");
    let sent_on = form.day("sent_on", "The day on which it was sent");
    let feedback = Feedback { report, participation, words: form.words("feedback"), sent_on };
    let feedback = form.done(Some(feedback))?;
    Ok(Box::new(move |conn, actor, step| commands::feedback(conn, actor, step, SeatId(id), feedback)))
}

fn grade(form: &mut Reading<'_>, name: &str) -> Option<Grade> {
    let chosen = form.line(name);
    let grade = Grade::from_slug(&chosen);
    if grade.is_none() && !chosen.is_empty() {
        form.wrong(name, "Choose from the list");
    }
    grade
}
