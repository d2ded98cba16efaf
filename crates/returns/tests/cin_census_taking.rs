//! What is taken and what is refused, value by value, and that the two always add up.

#![allow(clippy::unwrap_used, reason = "a test may stop at what it did not expect")]

use law::day::Day;
use proptest::prelude::*;
use returns::cin_census::child::TakenChild;
use returns::cin_census::read::Limits;
use returns::cin_census::take::{Outcome, Summary, take_all};
use returns::cin_census::unreadable::Unreadable;
use std::ops::ControlFlow;

/// Every element of the census once, all sound.
const WHOLE: &str = include_str!("data/whole_child.xml");

fn take(file: &[u8]) -> Result<(Summary, Vec<Outcome>), Unreadable> {
    let as_at: Day = "2026-11-23".parse().unwrap();
    let mut outcomes = Vec::new();
    let summary = take_all(file, Limits::default(), as_at, &mut |outcome| {
        outcomes.push(outcome);
        ControlFlow::Continue(())
    })?;
    Ok((summary, outcomes))
}

/// The whole child with one text in place of another: the child taken and what was refused.
fn changed(from: &str, to: &str) -> (Option<TakenChild>, Vec<String>) {
    assert!(WHOLE.contains(from), "{from}");
    let (summary, mut outcomes) = take(WHOLE.replacen(from, to, 1).as_bytes()).unwrap();
    assert!(summary.tally.adds_up());
    let first = outcomes.remove(0);
    let told = first.refused.iter().map(|refused| {
        let element = refused.path.rsplit('/').next().unwrap();
        format!("{element} “{}”: {}", refused.value, refused.reason)
    });
    (first.child, told.collect())
}

fn element(name: &str, value: &str) -> String {
    format!("<{name}>{value}</{name}>")
}

#[test]
fn a_sound_child_is_taken_whole() {
    let (summary, outcomes) = take(WHOLE.as_bytes()).unwrap();
    assert_eq!(outcomes[0].refused, []);
    let total = summary.tally.total();
    assert_eq!((total.items_in, total.taken, total.refused), (55, 55, 0));
    let child = outcomes[0].child.as_ref().unwrap();
    assert_eq!(child.notes, []);
    assert_eq!(child.identifiers.sex.as_ref().unwrap().value.label, "Female");
    let episode = &child.episodes[0];
    assert_eq!(episode.assessments[0].factors.len(), 2);
    assert_eq!(episode.protection_plans[0].reviews.len(), 2);
    assert_eq!(episode.pre_proceedings[0].review_meetings.as_ref().unwrap().value, 3);
    assert_eq!(summary.header.reference_date.unwrap().value.to_string(), "2027-03-31");
}

#[test]
fn one_wrong_value_is_refused_alone() {
    let cases = [
        ("PersonBirthDate", "2015-03-27", "27/03/2015", "this is not a date written as year-month-day"),
        (
            "PersonBirthDate",
            "2015-03-27",
            "2027-03-27",
            "this date is after 23 November 2026, the day the return is taken",
        ),
        ("PersonDeathDate", "2026-11-01", "2014-01-01", "this is before PersonBirthDate, 27 March 2015"),
        (
            "UPN",
            "J201000000000",
            "J201000000001",
            "This unique pupil number has a wrong character: with these numbers it would begin with Y. Check each character",
        ),
        ("Ethnicity", "WBRI", "wbri", "this is not one of the census' codes for Ethnicity"),
        ("Sex", "F", "X", "this is not one of the census' codes for Sex"),
        (
            "AssessmentAuthorisationDate",
            "2026-05-20",
            "2026-04-01",
            "this is before AssessmentActualStartDate, 10 April 2026",
        ),
        ("CINPlanEndDate", "2026-08-01", "2026-05-24", "this is before CINPlanStartDate, 25 May 2026"),
        ("InitialCPCtarget", "2026-06-22", "2026-05-31", "this is before S47ActualStartDate, 1 June 2026"),
        ("CPPendDate", "2026-10-20", "2026-06-18", "this is before CPPstartDate, 19 June 2026"),
        ("CPPreviewDate", "2026-09-10", "2026-06-01", "this is before CPPstartDate, 19 June 2026"),
        ("ICPCnotRequired", "false", "no", "this should be 0, 1, true or false"),
        ("NumberOfPreviousCPP", "1", "-1", "this is not a whole number from 0 to 65535"),
        ("AssessmentFactors", "3B", "1C", "this may stand once, and stands already at line 45"),
        ("AssessmentFactors", "3B", "21", "this code must stand alone, and others stand beside it"),
        ("PPOutcome", "A", "D", "this is not one of the census' codes for PPOutcome"),
    ];
    for (name, sound, wrong, reason) in cases {
        let (child, refused) = changed(&element(name, sound), &element(name, wrong));
        assert!(child.is_some());
        assert_eq!(refused, [format!("{name} “{wrong}”: {reason}")]);
    }
}

#[test]
fn a_closure_before_the_referral_goes_with_its_reason() {
    let (child, refused) =
        changed("<CINclosureDate>2026-10-30</CINclosureDate>", "<CINclosureDate>2026-03-31</CINclosureDate>");
    assert!(child.unwrap().episodes[0].closure.is_none());
    assert_eq!(
        refused,
        [
            "CINclosureDate “2026-03-31”: this is before CINreferralDate, 2 April 2026",
            "ReasonForClosure “RC7”: this is a reason for closure without a closure date that can be read",
        ]
    );
}

#[test]
fn an_episode_without_a_referral_date_is_refused_value_by_value() {
    let (child, refused) =
        changed("<CINreferralDate>2026-04-02</CINreferralDate>", "<CINreferralDate>soon</CINreferralDate>");
    assert!(child.unwrap().episodes.is_empty());
    assert_eq!(refused.len(), 35);
    assert_eq!(refused[0], "CINreferralDate “soon”: this is not a date written as year-month-day");
    assert_eq!(
        refused[1],
        "ReferralSource “2A”: there is no CINreferralDate here that can be read, so this cannot be placed in time"
    );
}

#[test]
fn a_group_without_its_start_date_is_refused_by_itself() {
    let (child, refused) = changed("<CPPstartDate>2026-06-19</CPPstartDate>", "<CPPstartDate/>");
    assert!(child.unwrap().episodes[0].protection_plans.is_empty());
    assert_eq!(refused.len(), 6);
}

#[test]
fn a_child_without_a_birth_date_is_taken_with_a_note() {
    let (child, refused) = changed("<PersonBirthDate>2015-03-27</PersonBirthDate>", "");
    assert!(refused.is_empty());
    let notes = child.unwrap().notes;
    assert_eq!(notes[0].text, "This child has neither a date of birth nor an expected one that can be read.");
    let (child, _) = changed(
        "<PersonBirthDate>2015-03-27</PersonBirthDate>",
        "<ExpectedPersonBirthDate>2027-02-01</ExpectedPersonBirthDate>",
    );
    assert!(child.unwrap().notes.is_empty());
    let (_, refused) = changed("<Sex>", "<ExpectedPersonBirthDate>2015-04-01</ExpectedPersonBirthDate><Sex>");
    assert_eq!(
        refused,
        ["ExpectedPersonBirthDate “2015-04-01”: the child is born: its date of birth stands at line 24"]
    );
}

#[test]
fn both_forms_of_sex_are_read() {
    let sex = |to: &str| {
        let (child, refused) = changed("<Sex>F</Sex>", to);
        let child = child.unwrap();
        (child.identifiers.sex.map(|sex| sex.value.code), child.notes.len(), refused.len())
    };
    assert_eq!(sex("<GenderCurrent>1</GenderCurrent>"), (Some("M"), 0, 0));
    assert_eq!(sex("<GenderCurrent>9</GenderCurrent>"), (Some("U"), 0, 0));
    assert_eq!(sex("<Sex>2</Sex>"), (Some("F"), 1, 0));
    assert_eq!(sex("<Sex>M</Sex><GenderCurrent>2</GenderCurrent>"), (Some("M"), 0, 1));
    assert_eq!(sex("<Sex>3</Sex><GenderCurrent>2</GenderCurrent>"), (Some("F"), 0, 1));
}

#[test]
fn a_second_child_of_the_same_id_is_refused() {
    let child = &WHOLE[WHOLE.find("<Child>").unwrap()..WHOLE.find("</Children>").unwrap()];
    let twice = WHOLE.replace("</Children>", &format!("{child}</Children>"));
    let (summary, outcomes) = take(twice.as_bytes()).unwrap();
    assert_eq!((summary.children_in, summary.children_taken), (2, 1));
    assert!(summary.tally.adds_up());
    assert!(outcomes[1].child.is_none());
    assert!(
        outcomes[1].refused.iter().all(|refused| refused.reason.to_string() == "the same LAchildID stands at line 20")
    );
    let other = twice.replacen("<LAchildID>AB1", "<LAchildID>AB2", 1);
    let (_, outcomes) = take(other.as_bytes()).unwrap();
    let refused: Vec<_> = outcomes[1].refused.iter().map(|refused| refused.reason.to_string()).collect();
    assert_eq!(refused, ["another child has the same UPN at line 21"]);
}

#[test]
fn a_child_without_an_id_is_refused_value_by_value() {
    for to in
        ["<LAchildID/>", "<LAchildID>a b</LAchildID>", "<LAchildID>0123456789012345678901234567890123456</LAchildID>"]
    {
        let (child, refused) = changed("<LAchildID>AB1</LAchildID>", to);
        assert!(child.is_none());
        assert!(refused.len() >= 44);
        assert!(refused[2].ends_with("the child has no LAchildID that can be read, so nothing about it can be placed"));
    }
}

/// One change at a place given in thousandths of the file.
fn mutate(file: &mut Vec<u8>, (kind, at, other, byte): (u8, usize, usize, u8)) {
    if file.is_empty() {
        return;
    }
    let at = at * file.len() / 1000;
    let other = other * file.len() / 1000;
    let (from, to) = (at.min(other), at.max(other));
    match kind % 6 {
        0 => file[at] = byte,
        1 => drop(file.remove(at)),
        2 => file.insert(at, byte),
        3 => drop(file.drain(from..to.min(from + 60))),
        4 => {
            let piece = file[from..to.min(from + 200)].to_vec();
            file.splice(at..at, piece);
        }
        _ => file.truncate(to + 1),
    }
}

/// Puts one of the awkward texts in place of the value of the n-th element.
fn replace_value(file: &str, nth: usize, value: &str) -> String {
    let leaves: Vec<usize> = file.match_indices("</").map(|(at, _)| at).collect();
    let end = leaves[nth % leaves.len()];
    let start = file[..end].rfind('>').map_or(end, |at| at + 1);
    format!("{}{value}{}", &file[..start], &file[end..])
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 600, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_damaged_return_never_breaks_the_tally(
        changes in prop::collection::vec((any::<u8>(), 0..1000usize, 0..1000usize, any::<u8>()), 1..5)
    ) {
        let mut file = WHOLE.as_bytes().to_vec();
        changes.into_iter().for_each(|change| mutate(&mut file, change));
        if let Ok((summary, _)) = take(&file) {
            prop_assert!(summary.tally.adds_up());
        }
    }

    #[test]
    fn awkward_values_never_break_the_tally(
        values in prop::collection::vec(
            (any::<usize>(), prop::sample::select(vec![
                "", " ", "2026-02-30", "9999-12-31", "1066-10-14", "2026-11-24", "-1", "NONE", "21", "M", "&amp;", "<a>1</a>",
                "<CINdetails><CINreferralDate>2026-01-01</CINreferralDate></CINdetails>", "<![CDATA[]]>", "é", "<Sex/>x",
                "<Child><LAchildID>Z</LAchildID></Child>",
            ])), 1..12)
    ) {
        let file = values.into_iter().fold(WHOLE.to_owned(), |file, (nth, value)| replace_value(&file, nth, value));
        let read = take(file.as_bytes());
        prop_assert!(read.as_ref().is_ok_and(|(summary, _)| summary.tally.adds_up()) || read.is_err());
    }

    #[test]
    fn any_bytes_are_read_or_refused(bytes in prop::collection::vec(any::<u8>(), 0..400), begin in any::<bool>()) {
        let start: &[u8] = if begin { b"<Message><Children><Child>" } else { b"" };
        let _ = take(&[start, &bytes].concat());
    }
}
