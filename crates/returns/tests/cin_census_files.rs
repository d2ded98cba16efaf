//! Returns made by others, read whole.

#![allow(clippy::unwrap_used, reason = "a test may stop at what it did not expect")]

use law::day::Day;
use returns::cin_census::codes;
use returns::cin_census::read::Limits;
use returns::cin_census::take::{Outcome, Summary, take_all};
use std::fmt::Write;
use std::ops::ControlFlow;

const MANY: &[u8] = include_bytes!("data/cin_census_332_children.xml");
const TWO: &[u8] = include_bytes!("data/cin_census_2026_two_children.xml");
const SCHEMA: &[u8] = include_bytes!("data/CIN_schema_2026.xsd");

fn take(file: &[u8], as_at: &str) -> (Summary, Vec<Outcome>) {
    let mut outcomes = Vec::new();
    let as_at: Day = as_at.parse().unwrap();
    let summary = take_all(file, Limits::default(), as_at, &mut |outcome| {
        outcomes.push(outcome);
        ControlFlow::Continue(())
    });
    (summary.unwrap(), outcomes)
}

fn told(summary: &Summary) -> String {
    let mut told = format!("children {} taken {}\n", summary.children_in, summary.children_taken);
    for (element, count) in summary.tally.elements() {
        writeln!(told, "{element}: {} in, {} taken, {} refused", count.items_in, count.taken, count.refused).unwrap();
    }
    let total = summary.tally.total();
    writeln!(told, "all: {} in, {} taken, {} refused", total.items_in, total.taken, total.refused).unwrap();
    for (reason, count) in &summary.by_reason {
        writeln!(told, "refused, {reason}: {count}").unwrap();
    }
    told
}

#[test]
fn the_return_of_332_children_adds_up() {
    let (summary, outcomes) = take(MANY, "2026-11-23");
    assert_eq!(outcomes.len(), 332);
    assert!(summary.tally.adds_up());
    assert!(outcomes.iter().all(|outcome| outcome.tally.adds_up() && outcome.child.is_some()));
    let elements = "\
children 332 taken 332
CINclosureDate: 252 in, 250 taken, 2 refused
CINreferralDate: 402 in, 400 taken, 2 refused
Collection: 1 in, 1 taken, 0 refused
DateOfInitialCPC: 350 in, 348 taken, 2 refused
DateTime: 1 in, 1 taken, 0 refused
Disability: 117 in, 109 taken, 8 refused
Ethnicity: 332 in, 332 taken, 0 refused
GenderCurrent: 332 in, 332 taken, 0 refused
LAchildID: 332 in, 332 taken, 0 refused
LEA: 1 in, 1 taken, 0 refused
PersonBirthDate: 332 in, 332 taken, 0 refused
PersonDeathDate: 21 in, 21 taken, 0 refused
PrimaryNeedCode: 402 in, 400 taken, 2 refused
ReasonForClosure: 252 in, 250 taken, 2 refused
ReferenceDate: 1 in, 1 taken, 0 refused
ReferralNFA: 402 in, 400 taken, 2 refused
ReferralSource: 402 in, 400 taken, 2 refused
Release: 1 in, 1 taken, 0 refused
SerialNo: 1 in, 1 taken, 0 refused
SoftwareCode: 1 in, 1 taken, 0 refused
SourceLevel: 1 in, 1 taken, 0 refused
UPN: 332 in, 3 taken, 329 refused
Year: 1 in, 1 taken, 0 refused
all: 4269 in, 3918 taken, 351 refused
refused, UPN of no known authority: 271
refused, UPN with a wrong check letter: 58
refused, in the future: 3
refused, no start date: 10
refused, not alone: 3
refused, reason without closure: 1
refused, repeated: 5
";
    assert_eq!(told(&summary), elements);
}

#[test]
fn an_earlier_day_refuses_what_had_not_happened_yet() {
    let (summary, _) = take(MANY, "2021-12-31");
    assert!(summary.tally.adds_up());
    let future = |summary: &Summary| summary.by_reason.get("in the future").copied().unwrap_or_default();
    assert!(future(&summary) > future(&take(MANY, "2026-11-23").0));
}

#[test]
fn a_faulty_return_in_the_2026_form_says_why_each_value_is_refused() {
    let (summary, outcomes) = take(TWO, "2026-11-23");
    assert!(summary.tally.adds_up());
    assert_eq!(summary.children_taken, 2);
    assert_eq!(summary.empty, 1, "the second child's group of factors");
    let refused: Vec<String> = outcomes.iter().flat_map(|outcome| &outcome.refused).map(ToString::to_string).collect();
    let (ids, details) = ("Child/ChildIdentifiers", "Child/CINdetails");
    let authority = "Characters 2 to 4 of a unique pupil number are the code of a local authority; “123” is not one. \
                     Check those three";
    let letter = "This unique pupil number has a wrong character: with these numbers it would begin with F. \
                  Check each character";
    let future = "this date is after 23 November 2026, the day the return is taken";
    let start = "there is no AssessmentActualStartDate here that can be read, so this cannot be placed in time";
    let factors = format!("{details}/Assessments/FactorsIdentifiedAtAssessment/AssessmentFactors");
    let expected = [
        format!("line 21, {ids}/UPN: “A123456789123”: {authority}"),
        format!("line 22, {ids}/FormerUPN: “X98765432123B”: {letter}"),
        format!("line 23, {ids}: “PersonBirthDate”: this text stands between elements, where no text belongs"),
        format!("line 42, {details}/Assessments/AssessmentActualStartDate: “2028-04-28”: {future}"),
        format!("line 43, {details}/Assessments/AssessmentAuthorisationDate: “2020-09-19”: {start}"),
        format!("line 45, {factors}: “1C”: {start}"),
        format!("line 46, {factors}: “RB”: {start}"),
        format!("line 47, {factors}: “6B”: {start}"),
        format!("line 78, {details}/PreProceedingsandFGDM/StepDecisionDate: “2026-12-01”: {future}"),
        format!("line 80, {details}/PreProceedingsandFGDM/CourtAppDate: “2026-12-18”: {future}"),
        format!("line 81, {details}/PreProceedingsandFGDM/LetterInitCPDate: “2027-02-05”: {future}"),
    ];
    assert_eq!(refused, expected);
    let first = outcomes[0].child.as_ref().unwrap();
    assert_eq!(first.notes[0].text, "Sex is given by the older code 1: read as M.");
}

#[test]
fn a_schema_is_not_a_return() {
    let read = take_all(SCHEMA, Limits::default(), "2026-11-23".parse().unwrap(), &mut |_| ControlFlow::Continue(()));
    assert_eq!(read.unwrap_err().to_string(), "line 2: the outermost element is <schema>, not <Message>");
}

/// Every code that the published schema lists is in one of our sets.
#[test]
fn the_published_schema_lists_no_unknown_code() {
    let schema = std::str::from_utf8(SCHEMA).unwrap();
    let unknown: Vec<&str> = schema
        .split("<xs:enumeration value=\"")
        .skip(1)
        .filter_map(|rest| rest.split('"').next())
        .filter(|code| !known(code))
        .collect();
    assert_eq!(unknown, [""; 0]);
}

fn known(code: &str) -> bool {
    let items = [
        "Sex",
        "Ethnicity",
        "Disability",
        "UPNunknown",
        "ReferralSource",
        "PrimaryNeedCode",
        "ReasonForClosure",
        "AssessmentFactors",
        "InitialCategoryOfAbuse",
    ];
    let fixed = ["CIN", "L", "0", "1", "true", "false"];
    fixed.contains(&code)
        || items.iter().any(|item| codes::for_element(item).is_some_and(|set| set.find(code).is_some()))
}
