//! The form of an agreed action: what, who, by when; and what became of it.

use super::Act;
use crate::part::commands;
use crate::people::fields::{Reading, area, day, line, radios, select};
use crate::step::opened::Opened;
use law::day::{Day, Moment};
use law::id::{AgreedId, PersonId, SeatId};
use law::step::agreed::{Agreed, Standing};
use maud::{Markup, html};
use uuid::Uuid;
use web::{FieldErrors, Fields, FormState};

/// An action as the form's fields.
pub(super) fn fields(action: &Agreed) -> Fields {
    let (standing, on, words) = match &action.standing {
        Standing::Open => ("open", None, String::new()),
        Standing::Done { on, result } => ("done", Some(*on), result.clone()),
        Standing::Dropped { on, why } => ("dropped", Some(*on), why.clone()),
    };
    Fields::from_pairs([
        ("what", action.what.clone()),
        ("who", action.who.clone()),
        ("worker", action.worker.map(|id| id.to_string()).unwrap_or_default()),
        ("due", action.due.day().long()),
        ("time", action.due.time()),
        ("child", action.child.map(|id| id.to_string()).unwrap_or_default()),
        ("follows_up", action.follows_up.map(|id| id.to_string()).unwrap_or_default()),
        ("standing", standing.to_owned()),
        ("on", on.map(|day: Day| day.long()).unwrap_or_default()),
        ("why", words),
    ])
}

/// The questions.
pub(super) fn form(opened: &Opened, which: Option<Uuid>, state: &FormState, workers: &[(String, String)]) -> Markup {
    let children: Vec<_> = opened.people.iter().map(|one| (one.id.to_string(), one.name.full())).collect();
    let absent: Vec<_> = opened
        .step
        .seats
        .iter()
        .filter(|seat| !seat.was_there())
        .map(|seat| (seat.id.to_string(), format!("{} ({})", seat.agency.name(), seat.name)))
        .collect();
    html! {
        (area(state, "what", "What will be done?", "So that somebody who was not there knows when it is done."))
        (select(state, "worker", "Who does it: one of ours", workers))
        (line(state, "who", "Or somebody else", "Name and agency"))
        (day(state, "due", "By which day?", ""))
        (line(state, "time", "By what time? (optional)", "Until 17:00 if you leave it empty"))
        @if children.len() > 1 { (select(state, "child", "For which child? (optional)", &children)) }
        @if !absent.is_empty() { (select(state, "follows_up", "Follows up somebody who did not take part (optional)", &absent)) }
        @if which.is_some() {
            (radios(state, "standing", "What became of it?", &[("open", "Still to be done"), ("done", "Done"), ("dropped", "Given up")]))
            (day(state, "on", "When", ""))
            (area(state, "why", "What came of it, or why it was given up", ""))
        }
    }
}

/// Reads the form.
pub(super) fn read(opened: &Opened, id: Uuid, fields: &Fields, today: Day) -> Result<Act, FieldErrors> {
    let mut form = Reading::new(fields);
    let due = due(&mut form);
    let child = form.line("child").parse::<PersonId>().ok().filter(|child| opened.step.children.contains(child));
    let known = |id: &SeatId| opened.step.seats.iter().any(|seat| seat.id == *id);
    let follows_up = form.line("follows_up").parse::<SeatId>().ok().filter(known);
    let standing = standing(&mut form, today);
    let action = due.map(|due| Agreed {
        id: AgreedId(id),
        what: form.words("what"),
        who: form.line("who"),
        worker: form.line("worker").parse().ok(),
        due,
        child,
        follows_up,
        standing,
    });
    let action = form.done(action)?;
    Ok(Box::new(move |conn, actor, step| {
        let action = named(conn, action)?;
        commands::action(conn, actor, step, action)
    }))
}

/// A worker is called by name, so that the action reads the same to everybody.
fn named(conn: &mut store::Conn, action: Agreed) -> Result<Agreed, crate::command::Rejected> {
    let Some(worker) = action.worker else { return Ok(action) };
    let found = crate::caseload::queries::worker(conn, worker)?.ok_or(crate::command::Rejected::Absent)?;
    Ok(Agreed { who: found.name, ..action })
}

fn due(form: &mut Reading<'_>) -> Option<Moment> {
    let day = form.wanted_day("due", "The day by which it is done")?;
    let typed = form.line("time");
    let (hour, minute) = match typed.as_str() {
        "" => (17, 0),
        time => match forms::read_time(time) {
            Ok(read) => read,
            Err(end) => {
                form.wrong("time", format!("The time {end}"));
                return None;
            }
        },
    };
    match day.at(hour, minute) {
        Ok(at) => Some(at),
        Err(_) => {
            form.wrong("time", "There is no such time on that day");
            None
        }
    }
}

fn standing(form: &mut Reading<'_>, today: Day) -> Standing {
    let on = form.day("on", "The day").unwrap_or(today);
    match form.line("standing").as_str() {
        "done" => Standing::Done { on, result: form.words("why") },
        "dropped" => Standing::Dropped { on, why: form.words("why") },
        _ => Standing::Open,
    }
}
