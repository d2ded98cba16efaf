//! Small forms of their own page: an outcome ends or is taken up again; an action is done, dropped, opened again.

use super::super::commands::{About, act};
use super::super::opened::{self, Opened};
use super::{go, page, plan_path, shown};
use crate::command::Rejected;
use crate::desk::{Answered, Desk, Stop, Who, form_fields};
use crate::people::fields::{Reading, area, day, radios};
use axum::extract::{Path, State};
use axum::response::Response;
use law::day::Day;
use law::id::{OutcomeId, PlanActionId};
use law::plan::act::{self as law_act, Acted, Desk as LawDesk};
use law::plan::{Ended, Ending};
use law::step::act::{Problem, Refusal};
use maud::{Markup, html};
use web::govuk::{Button, button};
use web::{Failure, FieldErrors, Fields, FormState, Frame};

/// What is done.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Small {
    End(OutcomeId),
    Resume(OutcomeId),
    Done(PlanActionId),
    Drop(PlanActionId),
    Reopen(PlanActionId),
}

type Ids = Path<(String, String, String)>;

fn of_outcome(id: &str, deed: &str) -> Answered<Small> {
    let id = id.parse().map_err(|_| Stop::Failure(Failure::NotFound))?;
    match deed {
        "end" => Ok(Small::End(id)),
        "resume" => Ok(Small::Resume(id)),
        _ => Err(Stop::Failure(Failure::NotFound)),
    }
}

fn of_action(id: &str, deed: &str) -> Answered<Small> {
    let id = id.parse().map_err(|_| Stop::Failure(Failure::NotFound))?;
    match deed {
        "done" => Ok(Small::Done(id)),
        "drop" => Ok(Small::Drop(id)),
        "reopen" => Ok(Small::Reopen(id)),
        _ => Err(Stop::Failure(Failure::NotFound)),
    }
}

pub async fn ask_outcome(State(desk): State<Desk>, who: Who, frame: Frame, Path(ids): Ids) -> Answered<Response> {
    ask(&desk, &who, &frame, &ids.0, of_outcome(&ids.1, &ids.2)?).await
}

pub async fn outcome(
    State(desk): State<Desk>,
    who: Who,
    frame: Frame,
    Path(ids): Ids,
    fields: Fields,
) -> Answered<Response> {
    perform(&desk, &who, &frame, &ids.0, of_outcome(&ids.1, &ids.2)?, fields).await
}

pub async fn ask_action(State(desk): State<Desk>, who: Who, frame: Frame, Path(ids): Ids) -> Answered<Response> {
    ask(&desk, &who, &frame, &ids.0, of_action(&ids.1, &ids.2)?).await
}

pub async fn action(
    State(desk): State<Desk>,
    who: Who,
    frame: Frame,
    Path(ids): Ids,
    fields: Fields,
) -> Answered<Response> {
    perform(&desk, &who, &frame, &ids.0, of_action(&ids.1, &ids.2)?, fields).await
}

async fn ask(desk: &Desk, who: &Who, frame: &Frame, plan: &str, small: Small) -> Answered<Response> {
    let opened = opened::open(desk, who, plan, "a plan that was written in").await?;
    small.stands_in(&opened)?;
    let kept = match small {
        Small::End(_) | Small::Done(_) => Fields::from_pairs([("on", who.today().long())]),
        Small::Resume(_) | Small::Drop(_) | Small::Reopen(_) => Fields::default(),
    };
    Ok(form_page(desk, who, frame, &opened, small, FormState::fresh(kept)))
}

async fn perform(
    desk: &Desk,
    who: &Who,
    frame: &Frame,
    plan: &str,
    small: Small,
    fields: Fields,
) -> Answered<Response> {
    let opened = opened::open(desk, who, plan, "a plan that was written in").await?;
    let outcome = small.stands_in(&opened)?;
    let (actor, step, posted) = (who.viewer.actor.clone(), opened.id(), fields.clone());
    let done = desk.run(who.command(desk, &fields), move |conn| {
        act(conn, &actor, step, small.about(), |desk| small.perform(desk, &posted))
    });
    match done.await {
        Ok(_) => Ok(go(&format!("{}#outcome-{outcome}", plan_path(&opened)))),
        Err(Rejected::Refused(Refusal::Fix(problems))) => {
            let mut errors = FieldErrors::new();
            problems.into_iter().for_each(|problem| errors.add(problem.field, problem.say));
            Ok(form_page(desk, who, frame, &opened, small, FormState::again(fields, errors)))
        }
        Err(other) => Err(Stop::from(other)),
    }
}

impl Small {
    fn about(self) -> About {
        match self {
            Small::End(id) | Small::Resume(id) => About::Outcome(id),
            Small::Done(id) | Small::Drop(id) | Small::Reopen(id) => About::Action(id),
        }
    }

    /// The outcome that it touches, where the plan holds what it is about.
    fn stands_in(self, opened: &Opened) -> Answered<OutcomeId> {
        let found = match self {
            Small::End(id) | Small::Resume(id) => opened.plan.outcome(id).map(|outcome| outcome.id),
            Small::Done(id) | Small::Drop(id) | Small::Reopen(id) => {
                opened.plan.action(id).map(|action| action.task.outcome)
            }
        };
        found.ok_or(Stop::Failure(Failure::NotFound))
    }

    /// Reads the form and asks law.
    fn perform(self, desk: LawDesk<'_>, fields: &Fields) -> Acted {
        let mut form = Reading::new(fields);
        let reason = form.words("reason");
        match self {
            Small::Resume(id) => law_act::resume_outcome(desk, id, &reason),
            Small::Drop(id) => law_act::drop_action(desk, id, &reason),
            Small::Reopen(id) => law_act::reopen_action(desk, id, &reason),
            Small::Done(id) => {
                let words = form.words("words");
                let on = form.wanted_day("on", "The day");
                let on = form.done(on).map_err(fix)?;
                law_act::finish_action(desk, id, on, &words)
            }
            Small::End(id) => {
                let ended = ended(form);
                law_act::end_outcome(desk, id, ended.map_err(fix)?)
            }
        }
    }

    fn title(self) -> &'static str {
        match self {
            Small::End(_) => "End an outcome",
            Small::Resume(_) => "Take an outcome up again",
            Small::Done(_) => "An action is done",
            Small::Drop(_) => "Drop an action",
            Small::Reopen(_) => "Open an action again",
        }
    }

    fn press(self) -> &'static str {
        match self {
            Small::End(_) => "End the outcome",
            Small::Resume(_) => "Take it up again",
            Small::Done(_) => "It is done",
            Small::Drop(_) => "Drop the action",
            Small::Reopen(_) => "Open it again",
        }
    }
}

fn ended(mut form: Reading<'_>) -> Result<Ended, FieldErrors> {
    let how = Ending::from_slug(&form.line("how"));
    if how.is_none() {
        form.wrong("how", "Choose how it ended");
    }
    let on: Option<Day> = form.wanted_day("on", "The day");
    let why = form.words("why");
    form.done(how.zip(on).map(|(how, on)| Ended { how, on, why }))
}

fn fix(errors: FieldErrors) -> Refusal {
    let problem = |(field, say): (&str, &str)| Problem { field: field.to_owned(), say: say.to_owned() };
    Refusal::Fix(errors.iter().map(problem).collect())
}

fn form_page(desk: &Desk, who: &Who, frame: &Frame, opened: &Opened, small: Small, state: FormState) -> Response {
    let body = html! {
        h1 class="govuk-heading-l k-title" { (small.title()) }
        form class="k-card k-short" method="post" novalidate {
            (form_fields(desk, frame, who))
            (about(opened, small))
            (questions(&state, small))
            (button(&Button::primary(small.press())))
        }
    };
    let errors = state.errors.clone();
    shown(&web::Page { errors, ..page(desk, who, opened, small.title(), body) }, frame)
}

/// What it is about, in the plan's own words.
fn about(opened: &Opened, small: Small) -> Markup {
    html! {
        @match small {
            Small::End(id) | Small::Resume(id) => {
                @if let Some(outcome) = opened.plan.outcome(id) {
                    p dir="auto" { strong { (outcome.wanted.change) } }
                    @let open = opened.plan.actions_of(id).filter(|action| action.doing.is_open()).count();
                    @if matches!(small, Small::End(_)) && open > 0 {
                        p { "Its " (open) @if open == 1 { " open action is" } @else { " open actions are" } " dropped with it. Say first which are done." }
                    }
                }
            },
            Small::Done(id) | Small::Drop(id) | Small::Reopen(id) => {
                @if let Some(action) = opened.plan.action(id) {
                    p dir="auto" { strong { (action.task.what) } @if let Some(doer) = opened.doer(&action.task) { span class="k-muted" { ", " (doer) } } }
                }
            },
        }
    }
}

fn questions(state: &FormState, small: Small) -> Markup {
    let endings = [
        ("met", "Met: the child’s life is different"),
        ("changed", "Changed: another outcome takes its place"),
        ("given_up", "Given up: it is no longer tried"),
    ];
    html! {
        @match small {
            Small::End(_) => {
                (radios(state, "how", "How did it end?", &endings))
                (area(state, "why", "How do you know, or why is it no longer tried?", ""))
                (day(state, "on", "On which day?", ""))
            },
            Small::Done(_) => {
                (day(state, "on", "Done on", ""))
                (area(state, "words", "What came of it?", "Leave empty where there is nothing to add."))
            },
            Small::Resume(_) => (area(state, "reason", "Why is it taken up again?", "")),
            Small::Drop(_) => (area(state, "reason", "Why is it dropped?", "")),
            Small::Reopen(_) => (area(state, "reason", "Why is it open again?", "It was not done after all, or is wanted again.")),
        }
    }
}
