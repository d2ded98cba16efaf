//! The form of an action: what, who, by when, for which outcome.

use super::drawn::Drawn;
use super::opened::Opened;
use super::outcome::reason;
use super::sheet::{Boxes, Sheet};
use crate::people::fields::{Reading, select};
use crate::step::fields::Pairs;
use law::day::Day;
use law::id::{OutcomeId, PlanActionId};
use law::plan::vague::{self, Part};
use law::plan::{Action, Doer, Task};
use maud::{Markup, html};
use web::{FieldErrors, Fields};

/// The boxes, over what is saved.
pub fn kept(action: Option<&Action>) -> Vec<Boxes> {
    let task = action.map(|action| &action.task);
    let who: Pairs = match task.and_then(|task| task.who.as_ref()) {
        Some(Doer::Worker(worker)) => vec![("worker".to_owned(), worker.to_string())],
        Some(Doer::Named(name)) => vec![("named".to_owned(), name.clone())],
        None => Vec::new(),
    };
    vec![
        Boxes::one("what", task.map(|task| task.what.as_str()).unwrap_or_default()),
        Boxes::of("who", &["worker", "named"], who),
        Boxes::one("due", &task.and_then(|task| task.due).map(Day::long).unwrap_or_default()),
        Boxes::one("reason", ""),
    ]
}

/// What the form says, and what in it does not read.
pub fn typed(fields: &Fields, outcome: OutcomeId) -> (Task, FieldErrors) {
    let mut form = Reading::new(fields);
    let worker = fields.text("worker").and_then(|id| id.parse().ok());
    let named = form.line("named");
    let who = match (worker, named.is_empty()) {
        (Some(_), false) => {
            form.wrong("worker", "Choose a worker or write a name, not both: one of them sees that it is done");
            Some(Doer::Named(named))
        }
        (Some(worker), true) => Some(Doer::Worker(worker)),
        (None, false) => Some(Doer::Named(named)),
        (None, true) => None,
    };
    let task = Task { outcome, what: form.words("what"), who, due: form.day("due", "The day") };
    match form.done(Some(())) {
        Ok(()) => (task, FieldErrors::new()),
        Err(errors) => (task, errors),
    }
}

/// What could be clearer in the form as it stands.
pub fn findings(fields: &Fields) -> Vec<vague::Finding> {
    let (task, _) = typed(fields, OutcomeId(uuid::Uuid::nil()));
    vague::task(&task)
}

/// The form's questions.
pub fn form(drawn: &Drawn<'_>) -> Markup {
    let Sheet::Action { outcome, action } = drawn.sheet else { return html! {} };
    let (opened, agreed) = (drawn.opened, drawn.opened.plan.action(action).map(|action| action.agreed_on));
    let workers: Vec<(String, String)> =
        opened.workers.iter().map(|(id, name)| (id.to_string(), name.clone())).collect();
    html! {
        @if let Some(outcome) = opened.plan.outcome(outcome) {
            div class="govuk-inset-text k-plan__for" { p class="k-small k-muted" { "So that" } p dir="auto" { (outcome.wanted.change) } }
        }
        (drawn.area(Some(Part::What), "what", "What is to be done?", "One thing that is done or not done. Small enough to see when it is.", 3))
        (drawn.group("who", "Who", html! {
            div class="k-row k-plan__who" {
                (select(&drawn.state, "worker", "Who: a worker of ours", &workers))
                (drawn.input("named", "or somebody else, by name", "Mum, Ms Lane at school, Harbour Recovery", ""))
            }
            (drawn.notes(Part::Who))
        }))
        (drawn.line(Some(Part::Due), "due", "By when", "For example, 4 12 2026. For something done again and again, the last day.", "govuk-input--width-10"))
        (reason(drawn, agreed))
    }
}

/// The heading of its page.
pub fn title(opened: &Opened, id: PlanActionId) -> &'static str {
    if opened.plan.action(id).is_some() { "Change an action" } else { "A new action" }
}
