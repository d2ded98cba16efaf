//! Check your answers: everything that was written, what is missing, what will happen next and who will be told.

use super::super::commands::Finish;
use super::super::earlier::{self, Event};
use super::super::opened::{self, Opened, step_id};
use super::super::saving::{self, Leave};
use super::parts::{self, Reading, section_path};
use super::read;
use super::{go, page, problems, shown, writer};
use crate::caseload::queries::workers;
use crate::clocks::{Clock, Days};
use crate::desk::{Answered, Desk, Who, form_fields};
use axum::extract::{Path, State};
use axum::response::Response;
use forms::{Form, Raw};
use law::step::EndsBy;
use law::step::offer::Action;
use maud::{Markup, html};
use web::govuk::{Button, ErrorLink, ErrorSummary, button, error_summary};
use web::{FieldErrors, Fields, Frame, Page};

/// The page.
pub async fn show(State(desk): State<Desk>, who: Who, frame: Frame, Path(id): Path<String>) -> Answered<Response> {
    checked(&desk, &who, &frame, &id, None).await
}

/// Finishes: submits, records or hands over, every draft with it. What is missing is named and nothing is lost.
pub async fn finish(
    State(desk): State<Desk>,
    who: Who,
    frame: Frame,
    Path(id): Path<String>,
    fields: Fields,
) -> Answered<Response> {
    let opened = opened::open(&desk, &who, &id, "a step that was finished").await?;
    let (step, how) = (opened.step.id, how(&opened));
    let (council, author) = (desk.council.clone(), writer(&who));
    let finished = desk.run(who.command(&desk, &fields), move |conn| {
        saving::save(conn, &council, &author, step, Raw::default(), Leave::Finished(how))
    });
    match finished.await {
        Ok(_) if how == Finish::ReadBack => Ok(go(&format!("/step/{step}/decide"))),
        Ok(_) => Ok(go(&format!("/step/{step}"))),
        Err(rejected) => {
            let errors = problems(&opened, rejected)?;
            checked(&desk, &who, &frame, &id, Some(errors)).await
        }
    }
}

/// How a step of this kind is finished by its writer.
fn how(opened: &Opened) -> Finish {
    match opened.step.kind.law().ends_by() {
        EndsBy::Record => Finish::Record,
        EndsBy::Handover => Finish::HandOver,
        EndsBy::Chair => Finish::ReadBack,
        EndsBy::Decision | EndsBy::Plan | EndsBy::Elsewhere => Finish::Submit,
    }
}

fn action(how: Finish) -> Action {
    match how {
        Finish::Submit => Action::Submit,
        Finish::Record => Action::Record,
        Finish::HandOver => Action::HandOver,
        Finish::ReadBack => Action::Decide,
    }
}

/// The words on the button that finishes.
fn words(how: Finish) -> &'static str {
    match how {
        Finish::ReadBack => "Read back and decide",
        other => action(other).name(),
    }
}

struct Checked {
    opened: Opened,
    events: Vec<Event>,
    managers: Vec<String>,
    /// By when somebody answers, if it is finished now.
    answer: Option<Clock>,
}

async fn checked(desk: &Desk, who: &Who, frame: &Frame, id: &str, errors: Option<FieldErrors>) -> Answered<Response> {
    let step = step_id(id)?;
    let (council, reader) = (desk.council.clone(), who.clone());
    let checked = desk
        .read(move |conn| {
            let opened = opened::load(conn, &council, &reader, step, "a step's answers")?;
            let events = earlier::events(conn, &council, &reader, &opened)?;
            let days = Days::at(conn, &council.reckoner, reader.at())?;
            let due = opened.with_drafts.answer_due(days.now, &days.calendar, &days.figures);
            // Beyond the list of bank holidays nothing is said here: the question that leads there says it.
            let answer = due.unwrap_or_default().map(|due| days.reckoned(due.rule, None, due.due, due.due_at));
            let team = opened.step.team;
            let manages = |one: &crate::caseload::queries::Worker| {
                one.team == team && team.is_some() && one.roles.iter().any(|role| role.authorises())
            };
            let managers = workers(conn)?.into_iter().filter(manages).map(|one| one.name).collect();
            Ok(Checked { opened, events, managers, answer })
        })
        .await?;
    let opened = &checked.opened;
    let ends = opened.step.kind.law().ends_by() != EndsBy::Plan;
    let Some(form) = opened.form().filter(|_| ends && opened.is_written_here()) else {
        return Ok(go(&format!("/step/{step}")));
    };
    let problem = errors.is_some();
    let links = links(opened, form, errors);
    let body = body(desk, who, frame, &checked, form, links, problem);
    Ok(shown(&Page { problem, ..page(desk, who, opened, "Check your answers", body) }, frame))
}

/// What is wrong or missing, each leading to its question.
fn links(opened: &Opened, form: &Form, errors: Option<FieldErrors>) -> Vec<ErrorLink> {
    // A seat, an action or a check that is missing has no question: several stand at one place, and each is said.
    let (in_parts, asked): (Vec<_>, Vec<_>) = opened.missing.iter().partition(|missing| missing.question.is_empty());
    let in_part = |field: &str| in_parts.iter().any(|missing| missing.field == field);
    let mut all = FieldErrors::new();
    errors
        .iter()
        .flat_map(FieldErrors::iter)
        .filter(|(field, _)| !in_part(field))
        .for_each(|(field, say)| all.add(field, say));
    opened.problems.iter().for_each(|problem| all.add(&problem.field, &problem.say));
    asked.iter().for_each(|missing| all.add(&missing.field, &missing.say));
    let step = opened.step.id;
    let parts = in_parts.iter().map(|missing| ErrorLink {
        content: missing.say.as_str().into(),
        href: format!("/step/{step}#{}", missing.field),
        ..ErrorLink::default()
    });
    let link = |(field, say): (&str, &str)| {
        let question = field.strip_prefix("q.").and_then(|rest| rest.split('.').next()).unwrap_or_default();
        let href = match form.section_of(question) {
            Some(section) if !opened.is_short() => format!("{}#{field}", section_path(step, &section.id)),
            _ => format!("/step/{step}#{field}"),
        };
        ErrorLink { content: say.into(), href, ..ErrorLink::default() }
    };
    all.iter().map(link).chain(parts).collect()
}

/// What a chair must still have said before deciding, after a decision was tried.
pub async fn still_missing(desk: &Desk, who: &Who, frame: &Frame, id: &str, errors: FieldErrors) -> Answered<Response> {
    checked(desk, who, frame, id, Some(errors)).await
}

fn body(
    desk: &Desk,
    who: &Who,
    frame: &Frame,
    checked: &Checked,
    form: &Form,
    links: Vec<ErrorLink>,
    problem: bool,
) -> Markup {
    let opened = &checked.opened;
    let step = opened.step.id;
    let reading = Reading { opened, step: &opened.with_drafts, events: &checked.events };
    let ready = links.is_empty();
    let (written, empty) = read::by_what_was_written(&reading, form);
    html! {
        @if problem { (error_summary(&ErrorSummary { title: "There is a problem".into(), ..ErrorSummary::new(links.clone()) })) }
        h1 class="govuk-heading-l k-title" { "Check your answers" @if !opened.whom().is_empty() { ": " (opened.whom()) } }
        @if !ready && !problem { (still_to_say(&links)) }
        (parts::quality(opened, &opened.with_drafts))
        @if !opened.drafts.is_empty() {
            p class="k-muted" {
                (opened.drafts.len()) @if opened.drafts.len() == 1 { " draft is" } @else { " drafts are" }
                " not saved on purpose yet. They are shown here and go with the rest when it is finished."
            }
        }
        @for (section, answers) in &written {
            section class="k-card" {
                div class="k-card__head" {
                    h2 class="k-card__title" { (section.title) }
                    a href=(change_path(opened, &section.id)) { "Change" span class="govuk-visually-hidden" { " " (section.title) } }
                }
                (answers)
            }
        }
        @if !empty.is_empty() {
            section class="k-card" aria-labelledby="empty" {
                h2 class="k-card__title" id="empty" { "Nothing written yet" }
                ul class="k-columns k-still" { @for section in &empty { li { a href=(change_path(opened, &section.id)) { (section.title) } } } }
            }
        }
        section class="k-card" {
            h2 class="k-card__title" { "What happens next" }
            (what_happens_next(checked))
        }
        form method="post" action={ "/step/" (step) "/finish" } {
            (form_fields(desk, frame, who))
            (button(&Button::primary(words(how(opened)))))
        }
    }
}

/// Before anybody tried to finish, what is missing is a list of work and no alarm.
fn still_to_say(links: &[ErrorLink]) -> Markup {
    html! {
        section class="k-card k-card--soon" aria-labelledby="still" {
            div class="k-card__head" {
                h2 class="k-card__title" id="still" { "Still to say before it can be finished" }
                span class="k-muted k-small" { (links.len()) }
            }
            ul class="k-columns k-still" { @for link in links { li { a href=(link.href) { (link.content) } } } }
        }
    }
}

fn outcomes(kind: law::step::StepKind) -> String {
    let names: Vec<&str> = kind.law().outcomes().iter().map(|outcome| outcome.name()).collect();
    names.join("; ").to_lowercase()
}

fn change_path(opened: &Opened, section: &str) -> String {
    if opened.is_short() { format!("/step/{}", opened.step.id) } else { section_path(opened.step.id, section) }
}

/// `by Tue 24 November (Contact decision: due tomorrow)`: the nearest of the clocks that the answer will meet.
fn by_when(checked: &Checked) -> Markup {
    html! {
        @if let Some(clock) = &checked.answer {
            " by " strong { @if let Some(at) = clock.due_at { (at.time()) " on " } (clock.due.short()) }
            " (" (clock.rule.name()) ": " (clock.show()) ")"
        }
    }
}

fn what_happens_next(checked: &Checked) -> Markup {
    let opened = &checked.opened;
    let kind = opened.step.kind;
    let told = || match checked.managers.as_slice() {
        [] => "any manager who authorises; no team manager is set for this work’s team".to_owned(),
        managers => managers.join(", "),
    };
    match how(opened) {
        Finish::Record => html! {
            p { "It goes on the record of " (if opened.whom().is_empty() { "the service".to_owned() } else { opened.whom() }) " at once. It can be put right later, with a reason." }
            p { "Nobody is told; it shows on the timeline." }
        },
        Finish::HandOver => html! {
            p { "It goes to the day service, who must acknowledge it" (by_when(checked)) "." }
            p { "Who is told: the front door." }
        },
        Finish::ReadBack => html! {
            p { "The chair reads back what was agreed and decides, for each child: " (outcomes(kind)) ". What that opens begins at once." }
        },
        Finish::Submit => {
            html! {
                p { "A manager reads it and decides" (by_when(checked)) ", for each child: " (outcomes(kind)) ". Until they decide or return it, it cannot be changed." }
                p { "Who is told: " (told()) "." }
            }
        }
    }
}
