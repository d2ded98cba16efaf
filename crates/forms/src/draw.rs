//! The pathway drawn from law: as lines of text, as a picture, and the kinds as one table for the documentation.

mod picture;

pub use picture::pathway_svg;

use crate::pack::Pack;
use law::pathway::{Leads, leads};
use law::step::act::started_freely;
use law::step::outcome::Outcome;
use law::step::{EndsBy, StepKind};
use std::fmt::Write;

/// An outcome of a kind, and what it leads to.
fn outcomes(kind: StepKind) -> impl Iterator<Item = (Outcome, Leads)> {
    let outcomes = kind.law().outcomes().iter();
    outcomes.filter_map(move |outcome| Some((*outcome, leads(kind, *outcome)?)))
}

fn led_to(leads: Leads) -> String {
    match leads {
        Leads::To(kinds) => kinds.iter().map(|kind| kind.name()).collect::<Vec<_>>().join(" and "),
        Leads::Ends => "ends here".to_owned(),
        Leads::ToOpenCase => "the worker of the open case".to_owned(),
    }
}

/// Kinds that some outcome opens.
fn is_opened(kind: StepKind) -> bool {
    StepKind::ALL.iter().any(|from| outcomes(*from).any(|(_, leads)| opens(leads, kind)))
}

fn opens(leads: Leads, kind: StepKind) -> bool {
    matches!(leads, Leads::To(kinds) if kinds.contains(&kind))
}

/// How a step of the kind ends, in words.
fn ends(kind: StepKind) -> &'static str {
    match kind.law().ends_by() {
        EndsBy::Record => "its writer records it",
        EndsBy::Decision => "a manager decides",
        EndsBy::Handover => "its writer hands it over, the day service acknowledges",
        EndsBy::Chair => "its chair decides in the meeting",
        EndsBy::Plan => "it runs until a meeting or the law ends it",
        EndsBy::Elsewhere => "outside this version",
    }
}

/// How a step of the kind begins, in words.
fn begins(kind: StepKind) -> &'static str {
    match (started_freely(kind), is_opened(kind)) {
        (true, true) => "started by a worker, or opened by an outcome",
        (true, false) => "started by a worker",
        (false, true) => "opened by an outcome",
        (false, false) => "imported only",
    }
}

/// The pathway in lines: each kind with how it begins and ends, and below it each outcome with what it opens.
pub fn pathway_text() -> String {
    let mut text = String::new();
    for kind in StepKind::ALL {
        let _ = writeln!(text, "{} ({}; {})", kind.title(), begins(*kind), ends(*kind));
        for (outcome, leads) in outcomes(*kind) {
            let _ = writeln!(text, "  {} → {}", outcome.name(), led_to(leads));
        }
    }
    text
}

/// One Markdown table of the kinds, with their facts and the questions that the pack adds.
pub fn kinds_markdown(pack: &Pack) -> String {
    let mut table = String::from(
        "| Kind | Begins | Ends when | Outcomes, and what each opens | Facts | Questions beside the facts |\n\
         |---|---|---|---|---|---|\n",
    );
    for kind in StepKind::ALL {
        let opened = outcomes(*kind).map(|(outcome, leads)| format!("{} → {}", outcome.name(), led_to(leads)));
        let facts = kind.law().asks().iter().map(|fact| format!("`{}`", fact.slug()));
        let own = pack.form(*kind).into_iter().flat_map(|form| form.questions());
        let own = own.filter(|question| question.fact.is_none()).map(|question| question.short(None));
        let _ = writeln!(
            table,
            "| {} | {} | {} | {} | {} | {} |",
            kind.title(),
            begins(*kind),
            ends(*kind),
            cell(opened, "<br>"),
            cell(facts, ", "),
            cell(own, "; "),
        );
    }
    table
}

fn cell(parts: impl Iterator<Item = String>, between: &str) -> String {
    let parts: Vec<String> = parts.map(|part| part.replace('|', "\\|")).collect();
    if parts.is_empty() { "–".to_owned() } else { parts.join(between) }
}
