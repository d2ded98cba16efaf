//! Writing in a plan: one course for its four forms. What is typed is kept as it comes; saving on purpose asks law.

use super::super::commands::{About, act};
use super::super::drawn::Drawn;
use super::super::opened::{self, Opened};
use super::super::queries::{self, Meeting};
use super::super::sheet::{self, Sheet};
use super::super::start::Start;
use super::super::{
    action as action_form, contingency as contingency_form, outcome as outcome_form, progress as progress_form,
};
use super::{go, page, plan_path, shown};
use crate::command::Rejected;
use crate::desk::{Answered, Desk, Stop, Who, form_fields};
use crate::step::opened::step_id;
use crate::step::question::when;
use crate::step::saving::Writer;
use axum::extract::{Path, Query, State};
use axum::response::Response;
use law::id::StepId;
use law::journal::Happening;
use law::plan::act as law_act;
use law::plan::act::{Acted, Desk as LawDesk};
use law::step::act::{Problem, Refusal};
use maud::{Markup, html};
use serde::Deserialize;
use store::Conn;
use web::govuk::{Button, button};
use web::{Failure, FieldErrors, Fields, Frame};

/// What stands behind the question mark of an address: numbers and ids only.
#[derive(Debug, Default, Deserialize)]
pub struct Asked {
    /// The core group or review at which progress is noted.
    #[serde(default)]
    at: Option<String>,
    /// Which of the things known from before is taken as a start.
    #[serde(default)]
    from: Option<usize>,
}

type Ids2 = Path<(String, String)>;
type Ids3 = Path<(String, String, String)>;

fn id<T: std::str::FromStr>(text: &str) -> Answered<T> {
    text.parse().map_err(|_| Stop::Failure(Failure::NotFound))
}

pub async fn ask_outcome(
    State(desk): State<Desk>,
    who: Who,
    frame: Frame,
    Path((plan, outcome)): Ids2,
    Query(asked): Query<Asked>,
) -> Answered<Response> {
    ask(&desk, &who, &frame, &plan, Sheet::Outcome(id(&outcome)?), asked).await
}

pub async fn outcome(
    State(desk): State<Desk>,
    who: Who,
    frame: Frame,
    Path((plan, outcome)): Ids2,
    fields: Fields,
) -> Answered<Response> {
    save(&desk, &who, &frame, &plan, Sheet::Outcome(id(&outcome)?), fields).await
}

fn action_sheet(outcome: &str, action: &str) -> Answered<Sheet> {
    Ok(Sheet::Action { outcome: id(outcome)?, action: id(action)? })
}

pub async fn ask_action(
    State(desk): State<Desk>,
    who: Who,
    frame: Frame,
    Path((plan, outcome, action)): Ids3,
    Query(asked): Query<Asked>,
) -> Answered<Response> {
    ask(&desk, &who, &frame, &plan, action_sheet(&outcome, &action)?, asked).await
}

pub async fn action(
    State(desk): State<Desk>,
    who: Who,
    frame: Frame,
    Path((plan, outcome, action)): Ids3,
    fields: Fields,
) -> Answered<Response> {
    save(&desk, &who, &frame, &plan, action_sheet(&outcome, &action)?, fields).await
}

pub async fn ask_progress(
    State(desk): State<Desk>,
    who: Who,
    frame: Frame,
    Path(plan): Path<String>,
    Query(asked): Query<Asked>,
) -> Answered<Response> {
    ask(&desk, &who, &frame, &plan, Sheet::Progress, asked).await
}

pub async fn progress(
    State(desk): State<Desk>,
    who: Who,
    frame: Frame,
    Path(plan): Path<String>,
    fields: Fields,
) -> Answered<Response> {
    save(&desk, &who, &frame, &plan, Sheet::Progress, fields).await
}

pub async fn ask_contingency(
    State(desk): State<Desk>,
    who: Who,
    frame: Frame,
    Path(plan): Path<String>,
) -> Answered<Response> {
    ask(&desk, &who, &frame, &plan, Sheet::Contingency, Asked::default()).await
}

pub async fn contingency(
    State(desk): State<Desk>,
    who: Who,
    frame: Frame,
    Path(plan): Path<String>,
    fields: Fields,
) -> Answered<Response> {
    save(&desk, &who, &frame, &plan, Sheet::Contingency, fields).await
}

/// The plan with what a form of it needs beside.
struct Before {
    opened: Opened,
    meeting: Option<Meeting>,
    start: Start,
}

async fn before(desk: &Desk, who: &Who, plan: &str, sheet: Sheet, at: Option<String>) -> Answered<Before> {
    let plan = step_id(plan)?;
    let (council, who) = (desk.council.clone(), who.clone());
    desk.read(move |conn| {
        let opened = opened::load(conn, &council, &who, plan, "a plan that was written in")?;
        belongs(conn, plan, sheet)?;
        opened.must(sheet.deed())?;
        let meeting = match at.as_deref().filter(|at| !at.is_empty()) {
            Some(at) => Some(queries::meeting(conn, plan, id(at)?)?.ok_or(Stop::Failure(Failure::NotFound))?),
            None => None,
        };
        let start = Start::of(conn, &opened)?;
        Ok(Before { opened, meeting, start })
    })
    .await
}

/// An id of another plan's outcome or action is not found here.
pub(super) fn belongs(conn: &mut Conn, plan: StepId, sheet: Sheet) -> Answered<()> {
    let (outcome, action) = match sheet {
        Sheet::Outcome(outcome) => (Some(outcome), None),
        Sheet::Action { outcome, action } => (Some(outcome), Some(action)),
        Sheet::Progress | Sheet::Contingency => (None, None),
    };
    let mut homes = Vec::new();
    if let Some(outcome) = outcome {
        homes.push(queries::home_of_outcome(conn, outcome)?);
    }
    if let Some(action) = action {
        // An action is for an outcome that stands.
        if homes == [None] {
            return Err(Stop::Failure(Failure::NotFound));
        }
        homes.push(queries::home_of_action(conn, action)?);
    }
    let elsewhere = homes.into_iter().flatten().any(|home| home != plan);
    if elsewhere { Err(Stop::Failure(Failure::NotFound)) } else { Ok(()) }
}

async fn ask(desk: &Desk, who: &Who, frame: &Frame, plan: &str, sheet: Sheet, asked: Asked) -> Answered<Response> {
    let before = before(desk, who, plan, sheet, asked.at).await?;
    let start = match (sheet, asked.from) {
        (Sheet::Progress, _) => progress_form::start(who.today()),
        (Sheet::Outcome(_), Some(from)) => before.start.outcome(from),
        (Sheet::Action { .. }, Some(from)) => before.start.action(from),
        _ => Fields::default(),
    };
    let drawn = Drawn::fresh(&before.opened, sheet, &start, who.today());
    Ok(form_page(desk, who, frame, drawn, before.meeting.as_ref()))
}

/// The form's page. What could be clearer stands beside each box, also without the script.
fn form_page(desk: &Desk, who: &Who, frame: &Frame, mut drawn: Drawn<'_>, meeting: Option<&Meeting>) -> Response {
    let opened = drawn.opened;
    let children: Vec<_> = opened.children().iter().map(|child| child.id).collect();
    drawn.findings = match drawn.sheet {
        Sheet::Outcome(_) => outcome_form::findings(drawn.fields(), &children),
        Sheet::Action { .. } => action_form::findings(drawn.fields()),
        Sheet::Contingency => contingency_form::findings(drawn.fields()),
        Sheet::Progress => Vec::new(),
    };
    let (title, questions) = match drawn.sheet {
        Sheet::Outcome(id) => (outcome_form::title(opened, id), outcome_form::form(&drawn)),
        Sheet::Action { action, .. } => (action_form::title(opened, action), action_form::form(&drawn)),
        Sheet::Progress => ("How is it now?", progress_form::form(&drawn)),
        Sheet::Contingency => ("Bottom lines, and if it does not work", contingency_form::form(&drawn)),
    };
    let (plan, path) = (opened.id(), drawn.sheet.path(opened.id()));
    let body = html! {
        h1 class="govuk-heading-l k-title" { (title) }
        @if let Some(meeting) = meeting {
            p { "Noted at the " (meeting.kind.name()) " of " (meeting.on.long()) "." }
        }
        form class="k-short" method="post" action=(path) data-autosave={ "/plan/" (plan) "/draft" }
            data-clearer=[clearer(drawn.sheet)] novalidate {
            (form_fields(desk, frame, who))
            (enter_saves())
            @if let Some(meeting) = meeting { input type="hidden" name="at" value=(meeting.step); }
            @if let [child] = children.as_slice() { input type="hidden" name="children" value=(child); }
            (questions)
            (saved_line(&drawn, who))
            (buttons(drawn.sheet))
        }
    };
    let errors = drawn.state.errors.clone();
    shown(&web::Page { errors, ..page(desk, who, opened, title, body) }, frame)
}

/// Where the script asks what could be clearer.
fn clearer(sheet: Sheet) -> Option<&'static str> {
    match sheet {
        Sheet::Outcome(_) => Some("/plan/clearer/outcome"),
        Sheet::Action { .. } => Some("/plan/clearer/action"),
        Sheet::Contingency => Some("/plan/clearer/contingency"),
        Sheet::Progress => None,
    }
}

/// The first button of a form is the one that Enter presses.
fn enter_saves() -> Markup {
    html! { button class="govuk-visually-hidden" name="then" value="plan" tabindex="-1" aria-hidden="true" { "Save" } }
}

/// What is kept and what is not, truthfully; without the script nothing is kept between two presses.
fn saved_line(drawn: &Drawn<'_>, who: &Who) -> Markup {
    let scope = drawn.sheet.question("");
    let drafts = drawn.opened.base.drafts.iter().filter(|draft| draft.question.starts_with(&scope));
    let last = drafts.max_by_key(|draft| draft.saved_at).map(|draft| when(draft.saved_at, who.today()));
    html! {
        p class="k-saved k-saved--float k-js" data-saved-line data-state="saved" role="status" {
            @match &last {
                None => "Everything here is saved.",
                Some(at) => { "Kept as you write, the last at " (at) ", not saved on purpose yet." },
            }
        }
        p class="k-saved k-saved--float k-no-js" {
            @if let Some(at) = &last { "Kept at " (at) ", not saved on purpose yet. " }
            "What you type is kept when you press a button below, and not before."
        }
    }
}

fn buttons(sheet: Sheet) -> Markup {
    let then = |value: &str, button: Button| Button { name: "then".into(), value: value.into(), ..button };
    html! {
        div class="govuk-button-group" {
            (button(&then("plan", Button::primary("Save"))))
            @if let Sheet::Outcome(_) | Sheet::Action { .. } = sheet {
                (button(&then("action", Button::secondary("Save, and add an action"))))
            }
        }
    }
}

/// Saves a form on purpose. A refusal keeps all that was typed, as drafts and on the page.
async fn save(desk: &Desk, who: &Who, frame: &Frame, plan: &str, sheet: Sheet, fields: Fields) -> Answered<Response> {
    let at = fields.text("at").map(str::to_owned);
    let before = before(desk, who, plan, sheet, at.clone()).await?;
    let step = before.opened.id();
    if let Some((clash, how)) = fields.get("choose").and_then(|chosen| chosen.split_once(':')) {
        let clash = clash.parse().map_err(|_| Stop::Failure(Failure::NotFound))?;
        choose(desk, who, step, sheet, fields.clone(), clash, how.to_owned()).await?;
        return Ok(go(&sheet.path(step)));
    }
    let meeting = before.meeting.as_ref().map(|meeting| meeting.step);
    let (writer, posted) = (writer(who), fields.clone());
    let saved = desk.run(who.command(desk, &fields), move |conn| saved(conn, &writer, step, sheet, &posted, meeting));
    match saved.await {
        Ok(_) => Ok(go(&next(desk, who, &before.opened, sheet, fields.get("then")))),
        Err(Rejected::Refused(Refusal::Fix(problems))) => {
            keep(desk, who, step, sheet, fields.clone()).await?;
            let again = self::before(desk, who, plan, sheet, at).await?;
            let mut errors = FieldErrors::new();
            problems.into_iter().for_each(|problem| errors.add(problem.field, problem.say));
            let drawn = Drawn::again(&again.opened, sheet, fields, errors, who.today());
            Ok(form_page(desk, who, frame, drawn, again.meeting.as_ref()))
        }
        Err(other) => Err(Stop::from(other)),
    }
}

/// Where a save leads: the plan, at the outcome; or a new action for it.
fn next(desk: &Desk, who: &Who, opened: &Opened, sheet: Sheet, then: Option<&str>) -> String {
    let plan = plan_path(opened);
    match (sheet, then) {
        (Sheet::Outcome(outcome) | Sheet::Action { outcome, .. }, Some("action")) => {
            format!("{plan}/outcome/{outcome}/action/{}", desk.council.dice.id(who.at()))
        }
        (Sheet::Outcome(outcome) | Sheet::Action { outcome, .. }, _) => format!("{plan}#outcome-{outcome}"),
        (Sheet::Progress, _) => plan,
        (Sheet::Contingency, _) => format!("{plan}#contingency"),
    }
}

pub(super) fn writer(who: &Who) -> Writer {
    Writer { actor: who.viewer.actor.clone(), at: who.at() }
}

/// Reads the form against the plan as it is now, and asks law, in one transaction with what is recorded.
fn saved(
    conn: &mut Conn,
    writer: &Writer,
    step: StepId,
    sheet: Sheet,
    fields: &Fields,
    meeting: Option<StepId>,
) -> Result<Vec<Happening>, Rejected> {
    let stands = queries::plan(conn, step)?;
    let here = sheet::Desk { plan: step, sheet, stands: &stands, writer };
    here.nobody_wrote_meanwhile(conn, fields)?;
    let about = match sheet {
        Sheet::Outcome(outcome) => About::Outcome(outcome),
        Sheet::Action { action, .. } => About::Action(action),
        Sheet::Progress | Sheet::Contingency => About::Plan,
    };
    let happenings = act(conn, &writer.actor, step, about, |desk| deed(desk, sheet, fields, meeting))?;
    here.clear(conn)?;
    Ok(happenings)
}

fn deed(desk: LawDesk<'_>, sheet: Sheet, fields: &Fields, meeting: Option<StepId>) -> Acted {
    let reason = fields.text("reason").unwrap_or_default();
    match sheet {
        Sheet::Outcome(id) => {
            let (wanted, errors) = outcome_form::typed(fields, &desk.step.children);
            joined(errors, law_act::set_outcome(desk, id, wanted, reason))
        }
        Sheet::Action { outcome, action } => {
            let (task, errors) = action_form::typed(fields, outcome);
            joined(errors, law_act::set_action(desk, action, task, reason))
        }
        Sheet::Progress => match progress_form::typed(fields, desk.plan, meeting) {
            Ok(noted) => law_act::note_progress(desk, noted),
            Err(errors) => joined(errors, Ok(Vec::new())),
        },
        Sheet::Contingency => law_act::set_contingency(desk, contingency_form::typed(fields), reason),
    }
}

/// What does not read, and what law wants put right, together.
fn joined(errors: FieldErrors, acted: Acted) -> Acted {
    if errors.is_empty() {
        return acted;
    }
    let unread = errors.iter().map(|(field, say)| Problem { field: field.to_owned(), say: say.to_owned() });
    let mut problems: Vec<Problem> = unread.collect();
    match acted {
        Err(Refusal::Fix(more)) => problems.extend(more),
        Err(refusal @ Refusal::MayNot(_)) => return Err(refusal),
        Ok(_) => {}
    }
    Err(Refusal::Fix(problems))
}

async fn keep(desk: &Desk, who: &Who, step: StepId, sheet: Sheet, fields: Fields) -> Answered<()> {
    let writer = writer(who);
    let keep = move |conn: &mut Conn| -> Result<(), store::Error> {
        let stands = queries::plan(conn, step)?;
        sheet::Desk { plan: step, sheet, stands: &stands, writer: &writer }.keep_posted(conn, &fields)
    };
    Ok(desk.council.db.write(keep).await?)
}

async fn choose(
    desk: &Desk,
    who: &Who,
    step: StepId,
    sheet: Sheet,
    fields: Fields,
    clash: i64,
    how: String,
) -> Answered<()> {
    let writer = writer(who);
    let choose = move |conn: &mut Conn| -> Result<(), Rejected> {
        let stands = queries::plan(conn, step)?;
        let here = sheet::Desk { plan: step, sheet, stands: &stands, writer: &writer };
        here.keep_posted(conn, &fields)?;
        here.choose(conn, clash, &how)
    };
    Ok(desk.council.db.write(choose).await?)
}
