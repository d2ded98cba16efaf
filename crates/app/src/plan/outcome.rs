//! The form of an outcome: the worry, what will be different, how we will know, from where to where, by when.

use super::drawn::Drawn;
use super::opened::Opened;
use super::sheet::{Boxes, Sheet};
use crate::people::fields::{Reading, boxes, radios};
use crate::step::fields::Pairs;
use law::day::Day;
use law::id::{OutcomeId, PersonId};
use law::plan::vague::{self, Part};
use law::plan::{Amount, Measure, Outcome, Scale, Wanted};
use maud::{Markup, html};
use web::{FieldErrors, Fields};

/// The boxes, over what is saved.
pub fn kept(outcome: Option<&Outcome>) -> Vec<Boxes> {
    let wanted = outcome.map(|outcome| &outcome.wanted);
    let text = |of: fn(&Wanted) -> String| wanted.map(of).unwrap_or_default();
    let children: Pairs = wanted
        .map(|wanted| wanted.children.iter().map(|child| ("children".to_owned(), child.to_string())).collect())
        .unwrap_or_default();
    let scale: Pairs = wanted.map(|wanted| scale_pairs(&wanted.measure.scale)).unwrap_or_default();
    let amount = |amount: Option<Amount>| amount.map(|amount| amount.to_string()).unwrap_or_default();
    let measure = wanted.map(|wanted| &wanted.measure);
    vec![
        Boxes::of("children", &["children"], children),
        Boxes::one("risk", &text(|wanted| wanted.risk.clone())),
        Boxes::one("danger", &text(|wanted| wanted.danger.clone())),
        Boxes::one("change", &text(|wanted| wanted.change.clone())),
        Boxes::one("measure", &text(|wanted| wanted.measure.words.clone())),
        Boxes::of("scale", &["scale", "unit"], scale),
        Boxes::one("baseline", &amount(measure.and_then(|measure| measure.baseline))),
        Boxes::one("target", &amount(measure.and_then(|measure| measure.target))),
        Boxes::one("by_when", &text(|wanted| wanted.by_when.map(Day::long).unwrap_or_default())),
        Boxes::one("reason", ""),
    ]
}

fn scale_pairs(scale: &Scale) -> Pairs {
    let mut pairs = vec![("scale".to_owned(), scale.slug().to_owned())];
    if let Scale::Number { unit } = scale {
        pairs.push(("unit".to_owned(), unit.clone()));
    }
    pairs
}

/// What the form says, and what in it does not read. `children` are those of the plan.
pub fn typed(fields: &Fields, children: &[PersonId]) -> (Wanted, FieldErrors) {
    let mut form = Reading::new(fields);
    let chosen: Vec<PersonId> = match children {
        [only] => vec![*only],
        _ => fields.all("children").filter_map(|id| id.parse().ok()).collect(),
    };
    let amount = |form: &mut Reading<'_>, name: &str, label: &str| {
        let typed = form.line(name);
        let read = (!typed.is_empty()).then(|| typed.parse::<Amount>());
        read.and_then(|read| read.map_err(|wrong| form.wrong(name, format!("{label} {wrong}"))).ok())
    };
    let scale = match fields.get("scale") {
        Some("number") => Scale::Number { unit: form.line("unit") },
        _ => Scale::ZeroToTen,
    };
    let wanted = Wanted {
        children: chosen,
        risk: form.words("risk"),
        danger: form.words("danger"),
        change: form.words("change"),
        measure: Measure {
            words: form.words("measure"),
            scale,
            baseline: amount(&mut form, "baseline", "Where it stands now"),
            target: amount(&mut form, "target", "Where it should come to"),
        },
        by_when: form.day("by_when", "The day"),
    };
    match form.done(Some(())) {
        Ok(()) => (wanted, FieldErrors::new()),
        Err(errors) => (wanted, errors),
    }
}

/// What could be clearer in the form as it stands; an empty form is left alone.
pub fn findings(fields: &Fields, children: &[PersonId]) -> Vec<vague::Finding> {
    let says = |name: &str| fields.text(name).is_some();
    let (wanted, _) = typed(fields, children);
    let found = vague::outcome(&wanted).into_iter();
    // A box is asked for once what it belongs to is written.
    found
        .filter(|finding| {
            !finding.words.is_empty() || (says("change") && (finding.part != Part::Target || says("measure")))
        })
        .collect()
}

/// The form's questions.
pub fn form(drawn: &Drawn<'_>) -> Markup {
    let opened = drawn.opened;
    let whom = opened.base.whom();
    html! {
        (for_whom(drawn))
        (drawn.area(Some(Part::Risk), "risk", "Which worry does it answer?", "What has happened, and who saw it. In words that the family would use.", 3))
        (drawn.area(Some(Part::Danger), "danger", "What could happen if nothing changes?", "", 2))
        (drawn.area(Some(Part::Change), "change", &format!("What will be different for {whom}?"), "What somebody would see or hear in the child’s day. Not which services come.", 3))
        (drawn.area(Some(Part::Measure), "measure", "How will we know?", "What is counted or asked, by whom.", 2))
        (scale(drawn))
        div class="k-row k-plan__numbers" {
            (drawn.line(Some(Part::Baseline), "baseline", "Where it stands now", "", "govuk-input--width-5"))
            (drawn.line(Some(Part::Target), "target", "Where it should come to", "", "govuk-input--width-5"))
            (drawn.line(Some(Part::ByWhen), "by_when", "By when", "For example, 26 2 2027", "govuk-input--width-10"))
        }
        @if let Sheet::Outcome(id) = drawn.sheet { (reason(drawn, opened.plan.outcome(id).map(|outcome| outcome.agreed_on))) }
    }
}

fn for_whom(drawn: &Drawn<'_>) -> Markup {
    let children = drawn.opened.children();
    let items: Vec<(String, String)> =
        children.iter().map(|child| (child.id.to_string(), child.name.clone())).collect();
    html! {
        @if items.len() > 1 {
            (drawn.group("children", "For whom", boxes(&drawn.state, "children", "For whom is it?", "", &items)))
        }
    }
}

fn scale(drawn: &Drawn<'_>) -> Markup {
    let mut state = drawn.state.clone();
    if state.value("scale").is_empty() {
        state.kept = Fields::from_pairs([("scale", "zero_to_ten")]);
        state.typed = None;
    }
    let items = [
        ("zero_to_ten", "From 0 to 10, where 10 is as well and safe as anybody could wish"),
        ("number", "A number of something"),
    ];
    drawn.group("scale", "The scale", html! {
        (radios(&state, "scale", "On which scale?", &items))
        div class="k-plan__unit" { (drawn.input("unit", "A number of what?", "For example: days at school a week, %", "govuk-input--width-20")) }
    })
}

/// Why it changes; asked from the day after it was agreed.
pub fn reason(drawn: &Drawn<'_>, agreed_on: Option<Day>) -> Markup {
    html! {
        @if agreed_on.is_some_and(|day| day != drawn.today) {
            (drawn.area(None, "reason", "Why does it change?", "The words before stay in the plan’s history.", 2))
        }
    }
}

/// The heading of its page.
pub fn title(opened: &Opened, id: OutcomeId) -> &'static str {
    if opened.plan.outcome(id).is_some() { "Change an outcome" } else { "A new outcome" }
}
