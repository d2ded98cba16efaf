//! Ends a plan where no meeting decides it: the child turned 18 or died, another council took over, a court ordered.

use super::super::commands;
use super::super::opened::{self, Opened};
use super::{go, page, shown};
use crate::command::Rejected;
use crate::desk::{Answered, Desk, Who, form_fields};
use crate::people::fields::{Reading, area, day, select};
use axum::extract::{Path, State};
use axum::response::Response;
use law::code::PLAN_END;
use law::step::act::Refusal;
use law::step::offer::Action;
use law::step::plan_end::{Ending, ends_without_meeting};
use maud::{Markup, html};
use web::govuk::{Button, button};
use web::{FieldErrors, Fields, FormState, Frame, Page};

/// Asks for whom, when and why.
pub async fn ask(State(desk): State<Desk>, who: Who, frame: Frame, Path(id): Path<String>) -> Answered<Response> {
    let opened = opened::open(&desk, &who, &id, "a plan to be ended").await?;
    asked(&desk, &who, &frame, &opened, FormState::fresh(Fields::default()))
}

/// Ends it.
pub async fn end(
    State(desk): State<Desk>,
    who: Who,
    frame: Frame,
    Path(id): Path<String>,
    fields: Fields,
) -> Answered<Response> {
    let opened = opened::open(&desk, &who, &id, "a plan that was ended").await?;
    let ending = match read(&opened, &fields) {
        Ok(ending) => ending,
        Err(errors) => return asked(&desk, &who, &frame, &opened, FormState::again(fields, errors)),
    };
    let (step, actor) = (opened.step.id, who.viewer.actor.clone());
    match desk.run(who.command(&desk, &fields), move |conn| commands::end_plan(conn, &actor, step, ending)).await {
        Ok(_) => Ok(go(&format!("/step/{step}"))),
        Err(Rejected::Refused(Refusal::Fix(problems))) => {
            let mut errors = FieldErrors::new();
            problems.into_iter().for_each(|problem| errors.add(problem.field, problem.say));
            asked(&desk, &who, &frame, &opened, FormState::again(fields, errors))
        }
        Err(other) => Err(other.into()),
    }
}

fn read(opened: &Opened, fields: &Fields) -> Result<Ending, FieldErrors> {
    let mut form = Reading::new(fields);
    let only = (opened.children.len() == 1).then(|| opened.children[0].id);
    let child = form.line("child").parse().ok().or(only);
    if child.is_none() {
        form.wrong("child", "Select the child whose plan ends");
    }
    let on = form.wanted_day("on", "The day on which it ended");
    let (reason, words) = (form.line("reason"), form.words("words"));
    let ending = child.zip(on).map(|(child, on)| Ending { child, on, reason, words });
    form.done(ending)
}

fn asked(desk: &Desk, who: &Who, frame: &Frame, opened: &Opened, state: FormState) -> Answered<Response> {
    opened.must_be_open_to(Action::End)?;
    let body = form(desk, who, frame, opened, &state);
    Ok(shown(&Page { errors: state.errors, ..page(desk, who, opened, "End the plan", body) }, frame))
}

fn form(desk: &Desk, who: &Who, frame: &Frame, opened: &Opened, state: &FormState) -> Markup {
    let reasons: Vec<(String, String)> = ends_without_meeting(opened.step.kind)
        .iter()
        .filter_map(|code| Some(((*code).to_owned(), PLAN_END.label(code)?.to_owned())))
        .collect();
    let children: Vec<(String, String)> =
        opened.people.iter().map(|one| (one.id.to_string(), one.name.full())).collect();
    html! {
        h1 class="govuk-heading-l k-title" { "End the " (opened.step.kind.name()) }
        p { "For any other reason a conference or a review decides, on its own page." }
        form class="k-short" method="post" novalidate {
            (form_fields(desk, frame, who))
            @if children.len() > 1 { (select(state, "child", "For which child?", &children)) }
            (select(state, "reason", "Why does it end?", &reasons))
            (day(state, "on", "On which day?", ""))
            (area(state, "words", "What is known, and how", "The order, the other council’s confirmation, who told you."))
            (button(&Button::primary("End the plan")))
        }
    }
}
