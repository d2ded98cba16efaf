//! "How is it now?": progress against every measure on one page, for a core group or a review.

use super::drawn::Drawn;
use super::sheet::Boxes;
use crate::people::fields::Reading;
use law::day::Day;
use law::id::StepId;
use law::plan::{Amount, Outcome, Plan, Progress, Scale};
use maud::{Markup, html};
use web::{FieldErrors, Fields};

/// The boxes: the day, and one for each outcome that runs. Nothing of them is saved before it is noted.
pub fn kept(plan: &Plan) -> Vec<Boxes> {
    let outcomes = plan.running().map(|outcome| {
        let (value, words) = names(outcome);
        Boxes::of(&format!("now.{}", outcome.id), &[&value, &words], Vec::new())
    });
    std::iter::once(Boxes::one("on", "")).chain(outcomes).collect()
}

fn names(outcome: &Outcome) -> (String, String) {
    (format!("value.{}", outcome.id), format!("words.{}", outcome.id))
}

/// What the form says of each outcome about which it says anything.
pub fn typed(fields: &Fields, plan: &Plan, meeting: Option<StepId>) -> Result<Vec<Progress>, FieldErrors> {
    let mut form = Reading::new(fields);
    let on = form.wanted_day("on", "The day");
    let mut noted = Vec::new();
    for outcome in plan.running() {
        let (value_name, words_name) = names(outcome);
        let (typed, words) = (form.line(&value_name), form.words(&words_name));
        let value = match (typed.is_empty(), typed.parse::<Amount>()) {
            (true, _) => None,
            (false, Ok(value)) => Some(value),
            (false, Err(wrong)) => {
                form.wrong(&value_name, format!("“How it is now” {wrong}"));
                None
            }
        };
        if value.is_some() || !words.is_empty() {
            noted.push(Progress { outcome: outcome.id, on: on.unwrap_or(outcome.agreed_on), value, words, meeting });
        }
    }
    if noted.is_empty() {
        let first = plan.running().next().map(|outcome| names(outcome).0);
        form.wrong(first.as_deref().unwrap_or("on"), "Say how it is now for one outcome at least");
    }
    form.done(Some(noted))
}

/// The form's questions: the day, then each outcome with where it stood.
pub fn form(drawn: &Drawn<'_>) -> Markup {
    html! {
        (drawn.line(None, "on", "On which day?", "The day of the meeting or visit.", "govuk-input--width-10"))
        @for outcome in drawn.opened.plan.running() { (one(drawn, outcome)) }
    }
}

fn one(drawn: &Drawn<'_>, outcome: &Outcome) -> Markup {
    let (value, words) = names(outcome);
    let (wanted, plan) = (&outcome.wanted, &drawn.opened.plan);
    let label = match &wanted.measure.scale {
        Scale::ZeroToTen => "Now, from 0 to 10".to_owned(),
        Scale::Number { unit } => format!("Now: {unit}"),
    };
    let inner = html! {
        div class="k-row k-plan__now" {
            (drawn.input(&value, &label, "", "govuk-input--width-5"))
            (words_box(drawn, &words))
        }
    };
    html! {
        fieldset class="govuk-fieldset k-each" {
            legend class="govuk-fieldset__legend govuk-fieldset__legend--m" dir="auto" { (wanted.change) }
            div class="k-each__questions" {
                @if !wanted.measure.words.is_empty() { p class="k-small" dir="auto" { span class="k-muted" { "We will know by: " } (wanted.measure.words) } }
                p class="k-small" { (stood(plan, outcome)) }
                (drawn.group(&format!("now.{}", outcome.id), &wanted.change, inner))
            }
        }
    }
}

fn words_box(drawn: &Drawn<'_>, name: &str) -> Markup {
    use web::govuk::{ErrorMessage, Textarea, textarea};
    textarea(&Textarea {
        value: Some(drawn.state.value(name).to_owned()),
        error: drawn.state.error(name).map(ErrorMessage::text),
        rows: Some(2),
        ..Textarea::new(name, "What was seen and said")
    })
}

/// Where it stood: at the start, last, and where it should come to.
fn stood(plan: &Plan, outcome: &Outcome) -> String {
    let measure = &outcome.wanted.measure;
    let mut said = Vec::new();
    if let Some(from) = measure.baseline {
        said.push(format!("{} at the start ({})", measure.scale.say(from), outcome.agreed_on.brief()));
    }
    let last = plan.progress_of(outcome.id).rev().find_map(|one| one.value.map(|value| (value, one.on)));
    if let Some((value, on)) = last {
        said.push(format!("{} on {}", measure.scale.say(value), on.brief()));
    }
    if let Some(to) = measure.target {
        let by = outcome.wanted.by_when.map(|day| format!(" by {}", day.brief())).unwrap_or_default();
        said.push(format!("to come to {}{by}", measure.scale.say(to)));
    }
    if said.is_empty() { "Not measured yet.".to_owned() } else { format!("{}.", said.join("; ")) }
}

/// What the form begins with: today.
pub fn start(today: Day) -> Fields {
    Fields::from_pairs([("on", today.long())])
}
