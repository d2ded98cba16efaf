//! A note that says what happened and not what it means is told so.
#![allow(clippy::unwrap_used, reason = "a test that fails should stop")]

mod common;

use common::{child, step};
use forms::quality::{is_process_only, process_only};
use law::answer::Answer;
use law::fact::{Fact, Known};
use law::step::{Step, StepKind};

const SEEN: &str = "Visited at 4pm. Mother and Zainab were at home. The flat was tidy. Zainab was doing her homework \
                    and did not look up when her stepfather came in.";

fn written(kind: StepKind, seen: &str, means: &str) -> Step {
    let mut step = step(kind, &[child(1, "Zainab")]);
    for (fact, text) in [(Fact::WhatWasSeen, seen), (Fact::WhatItMeans, means)] {
        step.facts.put(Known { fact, child: None, value: Answer::Words(text.to_owned()) });
    }
    step
}

#[test]
fn a_note_without_meaning_is_told_so() {
    for means in [
        "",
        "  ",
        "N/A",
        "None.",
        "As above.",
        "No concerns.",
        "No concerns were noted at this visit.",
        "Case remains open. Will continue to monitor.",
        "Ongoing",
        SEEN,
        "Mother and Zainab were at home and the flat was tidy.",
    ] {
        let note = written(StepKind::CaseNote, SEEN, means);
        let said = process_only(&note, &[child(1, "Zainab")]);
        let wanted = "This note says what happened, not what it means for Zainab";
        assert_eq!(said.as_deref(), Some(wanted), "{means}");
    }
}

#[test]
fn a_note_with_meaning_is_left_alone() {
    for means in [
        "She is safer than last week.",
        "Zainab seems wary of her stepfather; this is new.",
        "No concerns about the flat, but she may be afraid of him.",
        "I do not know yet why she would not look up. I will ask her at school.",
        "Ona czuje się bezpieczniej w domu.",
    ] {
        assert_eq!(process_only(&written(StepKind::Visit, SEEN, means), &[]), None, "{means}");
    }
}

#[test]
fn a_visit_to_several_children_names_them_all() {
    let visit = written(StepKind::Visit, SEEN, "");
    let children = [child(1, "Zainab"), child(2, "Omar"), child(3, "Ines")];
    let said = process_only(&visit, &children).unwrap();
    assert_eq!(said, "This visit says what happened, not what it means for Zainab, Omar and Ines");
    assert!(process_only(&visit, &[]).unwrap().ends_with("for the child"));
}

#[test]
fn only_written_notes_and_visits_are_judged() {
    assert!(!is_process_only(&written(StepKind::CaseNote, "", "")));
    assert!(!is_process_only(&written(StepKind::Oversight, SEEN, "")));
    assert!(is_process_only(&written(StepKind::CaseNote, SEEN, "")));
}
