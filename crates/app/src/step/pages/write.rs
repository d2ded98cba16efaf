//! The form: one section beside the list of sections, or a short form on one page.

use super::super::commands::Finish;
use super::super::earlier::{self, Earlier, Event};
use super::super::fields::{Asking, asked_of};
use super::super::opened::{self, Opened, step_id};
use super::super::presence;
use super::super::question::{self, Sheet, when};
use super::super::saving::{self, Leave};
use super::actions;
use super::aside::{Aside, keep_posted};
use super::parts::{self, section_path};
use super::read;
use super::{go, page, problems, shown, writer};
use crate::desk::{Answered, Desk, Stop, Who, form_fields, raw};
use crate::part::pages::cards;
use crate::protection::queries::Passed;
use crate::protection::sequence;
use axum::extract::{Path, State};
use axum::response::Response;
use forms::{Form, Section, SectionState, Type};
use law::id::StepId;
use law::step::State as StepState;
use law::step::StepKind;
use law::step::offer::Action;
use maud::{Markup, html};
use web::govuk::{Button, button};
use web::{Failure, FieldErrors, Fields, Frame};

/// One section of a form.
pub async fn section(
    State(desk): State<Desk>,
    who: Who,
    frame: Frame,
    Path((id, section)): Path<(String, String)>,
) -> Answered<Response> {
    show(&desk, &who, &frame, &id, Some(section), FieldErrors::new()).await
}

/// Saves a section on purpose and goes to the next.
pub async fn save_section(
    State(desk): State<Desk>,
    who: Who,
    frame: Frame,
    Path((id, section)): Path<(String, String)>,
    fields: Fields,
) -> Answered<Response> {
    save(&desk, &who, &frame, &id, Some(section), fields).await
}

/// Saves, or finishes, a form that stands on one page.
pub async fn save_all(
    State(desk): State<Desk>,
    who: Who,
    frame: Frame,
    Path(id): Path<String>,
    fields: Fields,
) -> Answered<Response> {
    save(&desk, &who, &frame, &id, None, fields).await
}

/// What the form's page shows.
struct Shown {
    opened: Opened,
    section: Option<String>,
    earlier: Vec<Earlier>,
    events: Vec<Event>,
    passed: Vec<Passed>,
}

/// Shows the form; with errors where a post was refused.
pub async fn show(
    desk: &Desk,
    who: &Who,
    frame: &Frame,
    id: &str,
    section: Option<String>,
    errors: FieldErrors,
) -> Answered<Response> {
    let step = step_id(id)?;
    let (council, reader) = (desk.council.clone(), who.clone());
    let shown_now = desk
        .read(move |conn| {
            let opened = opened::load(conn, &council, &reader, step, "a step's form")?;
            let section = choose_section(&opened, section)?;
            let asked = on_page(&opened, section.as_deref());
            let earlier = earlier::answers(conn, &opened, &asked)?;
            let wants_events = asked.iter().any(|asking| asking.question.kind == Type::Events);
            let events = if wants_events { earlier::events(conn, &council, &reader, &opened)? } else { Vec::new() };
            let passed = read::passed(conn, &opened)?;
            Ok(Shown { opened, section, earlier, events, passed })
        })
        .await?;
    if !shown_now.opened.is_written_here() {
        return Ok(go(&format!("/step/{step}")));
    }
    note_presence(desk, who, step, shown_now.section.clone()).await;
    let body = body(desk, who, frame, &shown_now, &errors);
    let title = shown_now.title();
    Ok(shown(&web::Page { errors, ..page(desk, who, &shown_now.opened, &title, body) }, frame))
}

/// That somebody is here is a courtesy: where it cannot be noted, the page is shown all the same.
async fn note_presence(desk: &Desk, who: &Who, step: StepId, section: Option<String>) {
    let (worker, now) = (who.worker.id, who.at());
    let note =
        move |conn: &mut store::Conn| presence::note(conn, step, worker, section.as_deref().unwrap_or_default(), now);
    let _: Result<(), store::Error> = desk.council.db.write(note).await;
}

/// The section asked for; without one, the first that is not complete. A short form has none.
fn choose_section(opened: &Opened, wanted: Option<String>) -> Answered<Option<String>> {
    let Some(form) = opened.form() else { return Ok(None) };
    if let Some(wanted) = wanted {
        let known = form.section(&wanted).map(|_| Some(wanted));
        return known.ok_or(Stop::Failure(Failure::NotFound));
    }
    if opened.is_short() {
        return Ok(None);
    }
    let states = form.section_states(&opened.with_drafts, &opened.children);
    let first = states.iter().find(|(_, state)| *state != SectionState::Complete).or(states.first());
    Ok(first.map(|(section, _)| section.id.clone()))
}

fn on_page<'a>(opened: &'a Opened, section: Option<&str>) -> Vec<Asking<'a>> {
    let Some(form) = opened.form() else { return Vec::new() };
    let sections = form.sections.iter().filter(|one| section.is_none_or(|id| one.id == id));
    sections.flat_map(|section| &section.questions).flat_map(|question| asked_of(question, &opened.children)).collect()
}

impl Shown {
    fn title(&self) -> String {
        let section = self.section.as_deref().and_then(|id| self.opened.form()?.section(id));
        section.map(|section| section.title.clone()).unwrap_or_default()
    }
}

fn body(desk: &Desk, who: &Who, frame: &Frame, shown: &Shown, errors: &FieldErrors) -> Markup {
    let Some(form) = shown.opened.form() else { return html! {} };
    let opened = &shown.opened;
    let sheet =
        Sheet { opened, errors, earlier: &shown.earlier, events: &shown.events, today: who.today(), drafts: true };
    let (step, fields) = (opened.step.id, form_fields(desk, frame, who));
    let whom = opened.whom();
    html! {
        h1 class="govuk-heading-l k-title" { (form.title) @if !whom.is_empty() { ": " (whom) } }
        (returned(opened))
        @match shown.section.as_deref().and_then(|id| form.section(id)) {
            None => {
                (parts::quality(opened, &opened.step))
                (parts::here(opened))
                form class="k-short" method="post" action={ "/step/" (step) } data-autosave={ "/step/" (step) "/answer" } novalidate {
                    (fields)
                    (enter_saves())
                    @if !form.intro.is_empty() { p class="k-muted" { (form.intro) } }
                    @for section in &form.sections { (whole_section(&sheet, form, section)) }
                    (saved_line(opened, who))
                    (finish_buttons(opened))
                }
                (cards::cards(opened, who.at(), &who.viewer.actor))
                (actions::offers(opened))
            },
            Some(section) => div class="k-form k-form--step" {
                div {
                    p class="k-phone" { a href="#sections" { "All sections and clocks" } }
                    form method="post" action=(section_path(step, &section.id)) data-autosave={ "/step/" (step) "/answer" } novalidate {
                        (fields)
                        (enter_saves())
                        h2 class="govuk-heading-m" { (section.title) }
                        @if !section.intro.is_empty() { p class="k-muted" { (section.intro) } }
                        (question::questions(&sheet, &section.questions))
                        (saved_line(opened, who))
                        div class="govuk-button-group" {
                            (button(&Button { name: "then".into(), value: "next".into(), ..Button::primary("Save and go on") }))
                            (button(&Button { name: "then".into(), value: "stay".into(), ..Button::secondary("Save") }))
                        }
                    }
                    (actions::offers(opened))
                }
                div {
                    (side(opened, form, section))
                    @if opened.step.kind == StepKind::Section47Enquiry { (sequence::card(desk, who, frame, opened, &shown.passed)) }
                    (cards::cards(opened, who.at(), &who.viewer.actor))
                }
            },
        }
    }
}

/// The first button of a form is the one that Enter presses; it must be the one that saves, wherever the others stand.
fn enter_saves() -> Markup {
    html! { button class="govuk-visually-hidden" name="then" value="stay" tabindex="-1" aria-hidden="true" { "Save" } }
}

fn whole_section(sheet: &Sheet<'_>, form: &Form, section: &Section) -> Markup {
    html! {
        @if form.sections.len() > 1 { h2 class="govuk-heading-m" { (section.title) } }
        @if !section.intro.is_empty() { p class="k-muted" { (section.intro) } }
        (question::questions(sheet, &section.questions))
    }
}

/// Why the manager sent it back, first thing on the page.
fn returned(opened: &Opened) -> Markup {
    html! {
        @if let StepState::Returned { by, at, reasons } = &opened.step.state {
            div class="k-card k-card--soon" {
                h2 class="k-card__title" { "Returned by " (opened.name(*by)) ", " (at.long()) }
                div class="k-words" { (reasons) }
            }
        }
    }
}

fn side(opened: &Opened, form: &Form, current: &Section) -> Markup {
    let step = opened.step.id;
    html! {
        div class="k-sections" id="sections" {
            nav aria-label="Sections" {
                ol {
                    @for (section, state) in form.section_states(&opened.with_drafts, &opened.children) {
                        li {
                            a href=(section_path(step, &section.id)) aria-current=[(section.id == current.id).then_some("page")] {
                                span { (section.title) }
                                " " (state_words(opened, form, section, state))
                            }
                        }
                    }
                    li { a href={ "/step/" (step) "/check" } { span { "Check your answers" } } }
                }
            }
            (parts::here(opened))
            (parts::clocks(opened))
        }
    }
}

fn state_words(opened: &Opened, form: &Form, section: &Section, state: SectionState) -> Markup {
    let of_section = |question: &str| form.section_of(question).is_some_and(|found| found.id == section.id);
    let wrong = opened.problems.iter().any(|problem| of_section(&problem.question))
        || opened.clashes.iter().any(|clash| of_section(&clash.draft.question));
    html! {
        @if wrong {
            span class="k-late k-small k-nowrap" { "Has a problem" }
        } @else {
            @match state {
                SectionState::Empty => span class="k-small k-muted k-nowrap" { "Not begun" },
                SectionState::Begun => span class="k-small" { "Begun" },
                SectionState::Complete => span class="k-fine k-small k-nowrap" { "Complete" },
            }
        }
    }
}

/// What is kept and what is not, truthfully; the script keeps it up to date. Without it nothing is kept between two presses.
fn saved_line(opened: &Opened, who: &Who) -> Markup {
    let kept = drafts_kept(opened, who);
    html! {
        p class="k-saved k-saved--float k-js" data-saved-line data-state="saved" role="status" {
            @match &kept { None => "Everything here is saved.", Some(kept) => { "Kept as you write: " (kept) } }
        }
        p class="k-saved k-saved--float k-no-js" {
            @if let Some(kept) = &kept { "Kept: " (kept) " " }
            "What you type is kept when you press a button below, and not before."
        }
    }
}

fn drafts_kept(opened: &Opened, who: &Who) -> Option<String> {
    let last = opened.drafts.iter().max_by_key(|draft| draft.saved_at)?;
    let count = match opened.drafts.len() {
        1 => "1 draft".to_owned(),
        many => format!("{many} drafts"),
    };
    Some(format!("{count}, the last at {}, not saved on purpose yet.", when(last.saved_at, who.today())))
}

fn finish_buttons(opened: &Opened) -> Markup {
    html! {
        div class="govuk-button-group" {
            @if opened.offer(Action::Record).is_some() {
                (button(&Button { name: "then".into(), value: "finish".into(), ..Button::primary(Action::Record.name()) }))
            }
            @let later = if opened.offer(Action::End).is_some() { "Save" } else { "Save and finish later" };
            (button(&Button { name: "then".into(), value: "stay".into(), ..Button::secondary(later) }))
        }
    }
}

async fn save(
    desk: &Desk,
    who: &Who,
    frame: &Frame,
    id: &str,
    section: Option<String>,
    fields: Fields,
) -> Answered<Response> {
    let opened = opened::open(desk, who, id, "a step that was written in").await?;
    let step = opened.step.id;
    let here = section.as_deref().map_or_else(|| format!("/step/{step}"), |id| section_path(step, id));
    if let Some(aside) = Aside::of(&fields) {
        let field = aside.perform(desk, who, &opened, &fields).await?;
        return Ok(go(&format!("{here}#{field}")));
    }
    let leave = match fields.get("then") {
        Some("finish") if section.is_none() => Leave::Finished(Finish::Record),
        _ => Leave::Saved,
    };
    let (council, author, posted) = (desk.council.clone(), writer(who), raw(&fields));
    let saved =
        desk.run(who.command(desk, &fields), move |conn| saving::save(conn, &council, &author, step, posted, leave));
    match saved.await {
        Ok(_) => Ok(go(&next(&opened, section.as_deref(), fields.get("then"), leave))),
        Err(rejected) => {
            let errors = problems(&opened, rejected)?;
            keep_posted(desk, who, step, &fields).await?;
            show(desk, who, frame, id, section, errors).await
        }
    }
}

/// Where a save leads: the next section, the check page after the last, or back here.
fn next(opened: &Opened, section: Option<&str>, then: Option<&str>, leave: Leave) -> String {
    let step = opened.step.id;
    let (Some(section), Leave::Saved) = (section, leave) else { return format!("/step/{step}") };
    if then != Some("next") {
        return section_path(step, section);
    }
    let sections = opened.form().map(|form| form.sections.as_slice()).unwrap_or_default();
    let at = sections.iter().position(|one| one.id == section).unwrap_or_default();
    match sections.get(at + 1) {
        Some(next) => section_path(step, &next.id),
        None => format!("/step/{step}/check"),
    }
}
