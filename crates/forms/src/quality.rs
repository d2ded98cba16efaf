//! Recording that says what happened and not what it means: seen by its writer at once, counted for their manager.

use crate::form::ChildFacts;
use law::fact::Fact;
use law::step::{Step, StepKind};
use std::collections::BTreeSet;

/// Fewer words than these, fillers apart, say nothing that could guide anybody.
const FEWEST_WORDS: usize = 3;

/// Phrases that stand in for analysis.
const STOCK: &[&str] = &[
    "no concerns",
    "no new concerns",
    "no change",
    "no changes",
    "nothing to report",
    "nothing of note",
    "not applicable",
    "to be discussed",
    "to be confirmed",
    "see above",
    "as above",
    "will continue to monitor",
    "continue to monitor",
    "case remains open",
    "visit completed",
    "visit went well",
];

/// Words that carry no meaning of their own beside a stock phrase.
const FILLER: &[&str] = &[
    "a", "all", "and", "at", "be", "case", "for", "in", "is", "it", "n", "na", "noted", "of", "on", "ok", "okay",
    "reported", "so", "tbc", "that", "the", "there", "this", "time", "to", "today", "visit", "was", "were",
];

/// The sentence that its writer sees when a note or a visit says what happened and not what it means; `None` where it
/// does say, and for other kinds of step.
pub fn process_only(step: &Step, children: &[ChildFacts]) -> Option<String> {
    if !is_process_only(step) {
        return None;
    }
    let what = match step.kind {
        StepKind::Visit => "This visit",
        _ => "This note",
    };
    Some(format!("{what} says what happened, not what it means for {}", names(children)))
}

/// Whether a note or a visit records only process. One on which nothing is written yet does not.
pub fn is_process_only(step: &Step) -> bool {
    let seen = step.facts.words(Fact::WhatWasSeen).unwrap_or_default();
    let means = step.facts.words(Fact::WhatItMeans).unwrap_or_default();
    matches!(step.kind, StepKind::CaseNote | StepKind::Visit)
        && !seen.trim().is_empty()
        && (says_nothing(means) || repeats(means, seen))
}

/// Too few words once stock phrases are gone.
fn says_nothing(means: &str) -> bool {
    let mut text = format!(" {} ", words(means).join(" "));
    for phrase in STOCK {
        text = text.replace(&format!(" {phrase} "), " ");
    }
    let saying = text.split(' ').filter(|word| !word.is_empty() && !FILLER.contains(word));
    saying.count() < FEWEST_WORDS
}

/// Nearly every word of it stands in what was seen.
fn repeats(means: &str, seen: &str) -> bool {
    let seen: BTreeSet<String> = words(seen).into_iter().collect();
    let means: BTreeSet<String> = words(means).into_iter().collect();
    let again = means.iter().filter(|word| seen.contains(*word)).count();
    !means.is_empty() && again * 10 >= means.len() * 9
}

/// Letters and digits, small; everything else parts words.
fn words(text: &str) -> Vec<String> {
    text.split(|letter: char| !letter.is_alphanumeric() && letter != '\'' && letter != '’')
        .map(|word| word.replace(['\'', '’'], "").to_lowercase())
        .filter(|word| !word.is_empty())
        .collect()
}

fn names(children: &[ChildFacts]) -> String {
    match children {
        [] => "the child".to_owned(),
        [one] => one.name.clone(),
        [rest @ .., last] => {
            let rest: Vec<&str> = rest.iter().map(|child| child.name.as_str()).collect();
            format!("{} and {}", rest.join(", "), last.name)
        }
    }
}
