//! Who contacted us: the first page of an intake.

use super::intake::Caller;
use crate::people::ask;
use law::code::{HOW, REFERRAL_SOURCE};
use law::day::{Day, Moment};
use law::step::StepKind;
use law::words::clean_line;
use law::working_days::Calendar;
use maud::{Markup, html};
use web::govuk::{Choice, ErrorMessage, Fieldset, Hint, Radios, radios};
use web::{FieldErrors, Fields, FormState};

/// Office hours in England: from half past eight to half past five on a working day.
const OPENS: (i8, i8) = (8, 30);
const CLOSES: (i8, i8) = (17, 30);

/// Whether a moment is outside office hours. A year that the calendar does not hold counts by weekday alone.
pub fn outside_office_hours(at: Moment, calendar: &Calendar) -> bool {
    let working = calendar.is_working(at.day()).unwrap_or_else(|_| !at.day().is_weekend());
    !working || at.hour_minute() < OPENS || at.hour_minute() >= CLOSES
}

/// What the form shows first: this moment, and nothing else.
pub fn fresh(now: Moment) -> Fields {
    Fields::from_pairs([
        ("received_on", day_typed(now.day())),
        ("received_time", now.time()),
        ("out_of_hours", "by_time".to_owned()),
    ])
}

/// What the form shows when it is opened again.
pub fn kept(caller: &Caller) -> Fields {
    let out = if caller.out_of_hours { "yes" } else { "no" };
    Fields::from_pairs([
        ("received_on", day_typed(caller.received.day())),
        ("received_time", caller.received.time()),
        ("out_of_hours", out.to_owned()),
        ("source", caller.source.clone().unwrap_or_default()),
        ("source_name", caller.name.clone()),
        ("source_contact", caller.call_back.clone()),
        ("how", caller.how.clone().unwrap_or_default()),
    ])
}

fn day_typed(day: Day) -> String {
    format!("{} {} {}", day.0.day(), day.0.month(), day.0.year())
}

/// Reads the form.
pub fn read(fields: &Fields, now: Moment, calendar: &Calendar) -> Result<Caller, FieldErrors> {
    let mut errors = FieldErrors::new();
    let received = read_received(fields, now).map_err(|(field, say)| errors.add(field, say));
    let mut code = |name: &str, list: &law::code::CodeList| {
        let given = fields.text(name)?.to_owned();
        if !list.has(&given) {
            errors.add(name, "Select one of the list");
        }
        Some(given)
    };
    let (source, how) = (code("source", &REFERRAL_SOURCE), code("how", &HOW));
    let mut line = |name: &str, what: &str| {
        let line = clean_line(fields.get(name).unwrap_or_default());
        if line.chars().count() > 400 {
            errors.add(name, format!("{what} is too long: 400 characters at most"));
        }
        line
    };
    let (name, call_back) = (line("source_name", "The name"), line("source_contact", "The number or address"));
    let Ok(received) = received else { return Err(errors) };
    let out_of_hours = match fields.get("out_of_hours") {
        Some("yes") => true,
        Some("no") => false,
        _ => outside_office_hours(received, calendar),
    };
    errors.or(Caller { received, out_of_hours, source, name, call_back, how })
}

fn read_received(fields: &Fields, now: Moment) -> Result<Moment, (&'static str, String)> {
    let typed = fields.text("received_on").ok_or(("received_on", "Enter the date it was received".to_owned()))?;
    let day = forms::read_day(typed).map_err(|why| ("received_on", format!("The date received {why}")))?;
    let time = fields.text("received_time").ok_or(("received_time", "Enter the time it was received".to_owned()))?;
    let (hour, minute) = forms::read_time(time).map_err(|why| ("received_time", format!("The time received {why}")))?;
    let at = day.at(hour, minute).map_err(|_| ("received_time", "The time received must be a real time".to_owned()))?;
    if day > now.day() {
        return Err(("received_on", "The date received must be today or in the past".to_owned()));
    }
    if at > now {
        return Err(("received_time", format!("It is {} now: the time received must be in the past", now.time())));
    }
    if day < now.day().plus_months(-24) {
        return Err(("received_on", "The date received is more than two years ago: check the year".to_owned()));
    }
    Ok(at)
}

/// The questions, in the kind's own words.
pub fn questions(kind: StepKind, form: &FormState) -> Markup {
    let (who, name) = match kind {
        StepKind::Consultation => ("Which agency do they work for?", "Who asks? Name and role"),
        StepKind::OutOfHoursEpisode => ("Who called?", "Their name and role"),
        _ => ("Who contacted us?", "Their name and role"),
    };
    html! {
        div class="k-door-row" {
            (ask::line(form, "received_on", "Date received", "For example, 14 3 2026", "govuk-input--width-10"))
            (ask::line(form, "received_time", "Time received", "For example, 14:30 or 2:30pm", "govuk-input--width-5"))
        }
        @if kind == StepKind::Contact { (hours(form)) }
        @if kind != StepKind::OutOfHoursEpisode {
            (ask::one_of(form, "source", who, "", "Not known yet", ask::codes(&REFERRAL_SOURCE)))
            (ask::line(form, "source_name", name, "", ""))
        }
        @if kind == StepKind::Contact {
            (ask::line(form, "source_contact", "How to call them back", "A telephone number or e-mail address, and when they can talk", ""))
            (ask::one_of(form, "how", "How did they reach us?", "", "Not said yet", ask::codes(&HOW)))
        }
    }
}

fn hours(form: &FormState) -> Markup {
    radios(&Radios {
        name: "out_of_hours".into(),
        fieldset: Some(Fieldset::legend("Did it come outside office hours?")),
        hint: Some(Hint::text("Office hours are 8:30 to 17:30 on working days.")),
        error: form.error("out_of_hours").map(ErrorMessage::text),
        items: vec![
            Choice::new("by_time", "Go by the date and time"),
            Choice::new("yes", "Yes"),
            Choice::new("no", "No"),
        ],
        value: form.value("out_of_hours").to_owned(),
        classes: "govuk-radios--inline govuk-radios--small".into(),
        ..Radios::default()
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn evenings_weekends_and_bank_holidays_are_outside_office_hours() {
        let calendar = Calendar::england();
        for (at, outside) in [
            ("2026-11-23T10:00:00Z", false),
            ("2026-11-23T08:29:00Z", true),
            ("2026-11-23T17:30:00Z", true),
            ("2026-11-22T10:00:00Z", true),
            ("2026-12-25T10:00:00Z", true),
            ("2026-07-01T07:45:00Z", false),
        ] {
            assert_eq!(outside_office_hours(at.parse().unwrap(), &calendar), outside, "{at}");
        }
    }

    #[test]
    fn a_contact_that_cannot_have_come_is_refused_beside_its_question() {
        let now: Moment = "2026-11-23T10:00:00Z".parse().unwrap();
        for (on, time, field) in [
            ("24 11 2026", "09:00", "received_on"),
            ("23 11 2026", "10:01", "received_time"),
            ("23 11 2016", "09:00", "received_on"),
            ("31 2 2026", "09:00", "received_on"),
            ("", "09:00", "received_on"),
            ("23 11 2026", "half nine", "received_time"),
        ] {
            let fields = Fields::from_pairs([("received_on", on), ("received_time", time)]);
            let errors = read(&fields, now, &Calendar::england()).unwrap_err();
            assert!(errors.get(field).is_some(), "{on} {time}: {errors:?}");
        }
    }
}
