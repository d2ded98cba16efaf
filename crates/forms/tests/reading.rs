//! Reading what people type, dictate and paste; finding what is missing; what is shown and how far each section is.
#![allow(clippy::unwrap_used, reason = "a test that fails should stop")]

mod common;

use common::{child, pack, step};
use forms::{ChildFacts, Form, Pack, Raw, ReadForm, Said, SectionState, embedded, facts_of, field_name};
use law::answer::Answer;
use law::fact::{Fact, Known};
use law::step::StepKind;
use proptest::prelude::*;

/// A note with a question of each type beside the facts.
fn every_type() -> Pack {
    let text = "kind: case_note
title: Note
starts: 2026-04-01
sections:
  - id: note
    title: Note
    questions:
      - { fact: happened_at, wording: When?, short: Date of visit }
      - { fact: note_kind, wording: What kind?, short: Kind }
      - { fact: what_was_seen, wording: What was seen? }
      - { fact: what_it_means, wording: What does it mean? }
      - { fact: what_changes, wording: What changes? }
      - { fact: child_seen_on, wording: 'When did you see {child}?', short: Day seen }
      - { fact: child_seen, wording: Seen?, short: '{child} was seen' }
      - { fact: factors, wording: Factors?, short: Factors }
      - { fact: history_events, wording: Events?, short: Events }
      - { fact: previous_plans, wording: Plans?, short: Earlier plans }
      - { id: caller, type: line, about: family, wording: Caller? }
      - fact: actions_agreed
        wording: Actions?
        short: Actions
        columns: [{ id: what, label: What }, { id: who, label: Who }, { id: by_when, label: By when, day: true }]
";
    Pack::load_over(&embedded(), &[("forms/case_note.yml".to_owned(), text.to_owned())]).unwrap()
}

fn read_with(form: &Form, children: &[ChildFacts], fields: &[(String, &str)]) -> ReadForm {
    form.read_all(children, fields.iter().map(|(name, value)| (name.as_str(), *value)).collect())
}

/// The answer to one posted field, or the sentence that refuses it.
fn read(question: &str, fields: &[(&str, &str)]) -> Result<Answer, String> {
    let pack = every_type();
    let form = pack.form(StepKind::CaseNote).unwrap();
    let zainab = child(1, "Zainab");
    let of_child = form.question(question).unwrap().about == law::fact::About::Child;
    let name = field_name(question, of_child.then_some(zainab.id));
    let fields: Vec<_> = fields.iter().map(|(part, value)| (format!("{name}{part}"), *value)).collect();
    let read = read_with(form, &[zainab], &fields);
    match (read.answers.as_slice(), read.problems.as_slice()) {
        ([one], []) => Ok(one.answer.clone()),
        ([], [problem]) => {
            assert_eq!(problem.field, name);
            Err(problem.say.clone())
        }
        other => panic!("{other:?}"),
    }
}

fn codes(codes: &[&str]) -> Answer {
    Answer::Codes(codes.iter().map(|code| (*code).to_owned()).collect())
}

#[test]
fn a_question_that_is_not_in_the_post_is_left_as_it_is() {
    let pack = every_type();
    let form = pack.form(StepKind::CaseNote).unwrap();
    let read = read_with(form, &[child(1, "Zainab")], &[("q.caller".to_owned(), "GP")]);
    assert_eq!(read.answers.len(), 1);
    assert_eq!(read.problems, []);
}

#[test]
fn a_day_comes_in_boxes_or_as_one_text() {
    let day = Ok(Answer::Day("2026-03-14".parse().unwrap()));
    assert_eq!(read("child_seen_on", &[(".day", "14"), (".month", "Mar."), (".year", " 2026.")]), day);
    assert_eq!(read("child_seen_on", &[("", "14/3/2026")]), day);
    assert_eq!(read("child_seen_on", &[("", "2026-03-14")]), day);
    assert!(read("child_seen_on", &[(".day", ""), (".month", ""), (".year", "")]).unwrap().is_empty());
    for (fields, say) in [
        ([("14"), ("3"), ("")], "Day seen (Zainab) must include a year"),
        ([("14"), ("3"), ("26")], "Day seen (Zainab) must have a year of four digits, such as 2026"),
        ([("31"), ("2"), ("2026")], "Day seen (Zainab) must be a real date"),
    ] {
        let [day, month, year] = fields;
        assert_eq!(read("child_seen_on", &[(".day", day), (".month", month), (".year", year)]), Err(say.into()));
    }
}

#[test]
fn a_moment_is_a_day_and_a_time_in_london() {
    let summer = Answer::Moment("2026-07-14T13:30:00Z".parse().unwrap());
    let day = [(".day", "14"), (".month", "July"), (".year", "2026")];
    let with = |time| [day.as_slice(), &[(".time", time)]].concat();
    assert_eq!(read("happened_at", &with("2.30pm")), Ok(summer.clone()));
    assert_eq!(read("happened_at", &[("", "2026-07-14T14:30")]), Ok(summer));
    assert_eq!(read("happened_at", &with("")), Err("Date of visit must include a time".into()));
    assert_eq!(read("happened_at", &[(".time", "14:30")]), Err("Date of visit must include a date".into()));
    let say = "Date of visit must be a time, such as 2:30pm or 14:30";
    assert_eq!(read("happened_at", &with("9")), Err(say.into()));
    assert!(read("happened_at", &[(".day", ""), (".time", " ")]).unwrap().is_empty());
}

#[test]
fn choices_must_be_of_the_list_and_an_emptied_box_clears() {
    assert_eq!(read("note_kind", &[("", "meeting")]), Ok(Answer::Code("meeting".into())));
    assert_eq!(read("note_kind", &[("", ""), ("", "meeting")]), Ok(Answer::Code("meeting".into())));
    assert!(read("note_kind", &[("", "")]).unwrap().is_empty());
    assert_eq!(read("note_kind", &[("", "gossip")]), Err("Kind must be one of the list".into()));
    assert_eq!(read("factors", &[("", ""), ("", "2B"), ("", "1A"), ("", "1A")]), Ok(codes(&["1A", "2B"])));
    assert!(read("factors", &[("", "")]).unwrap().is_empty());
    let say = "Factors (Zainab) cannot have \"No factors identified\" together with another choice";
    assert_eq!(read("factors", &[("", "21"), ("", "1A")]), Err(say.into()));
    assert_eq!(read("child_seen", &[("", "Yes.")]), Ok(Answer::YesNo(true)));
    assert_eq!(read("child_seen", &[("", "perhaps")]), Err("Zainab was seen must be yes or no".into()));
    assert_eq!(read("history_events", &[("", "b-2"), ("", "a:1"), ("", "b-2")]), Ok(codes(&["b-2", "a:1"])));
    assert!(read("history_events", &[("", "<script>")]).is_err());
}

#[test]
fn numbers_are_read_from_digits_and_small_words() {
    assert_eq!(read("previous_plans", &[("", " 1,002. ")]), Ok(Answer::Number(1002)));
    assert_eq!(read("previous_plans", &[("", "Two")]), Ok(Answer::Number(2)));
    let say = "Earlier plans (Zainab) must be a whole number, such as 3";
    assert_eq!(read("previous_plans", &[("", "lots")]), Err(say.into()));
}

#[test]
fn words_keep_what_people_see_and_lose_what_hides() {
    let kept = Answer::Words("She said:\n“no” 😀".into());
    assert_eq!(read("what_was_seen", &[("", "She said:\r\n“no”\u{0} 😀\n\n")]), Ok(kept));
    assert_eq!(read("caller", &[("", "  Mary \t Ann\r\nSmith ")]), Ok(Answer::Words("Mary Ann Smith".into())));
    let long = "é".repeat(1_000_003);
    let say = "What was seen is too long by 3 characters. Put the rest in a document and attach it";
    assert_eq!(read("what_was_seen", &[("", &long)]), Err(say.into()));
    assert!(read("what_was_seen", &[("", &"a".repeat(1_999_999))]).is_ok());
}

#[test]
fn a_table_is_read_row_by_row_and_its_days_are_made_plain() {
    let fields = [
        ("", ""),
        (".4.what", "Call school"),
        (".4.by_when", "14 March 2026"),
        (".10.what", "Visit"),
        (".7.who", "  "),
    ];
    let Ok(Answer::Rows(rows)) = read("actions_agreed", &fields) else { panic!("not read") };
    assert_eq!(rows.len(), 2);
    assert_eq!(rows[0].get("by_when").map(String::as_str), Some("2026-03-14"));
    assert_eq!(rows[1].get("what").map(String::as_str), Some("Visit"));
    let say = "Actions has a row to put right: By when in row 1 must be a date, such as 14 3 2026";
    assert_eq!(read("actions_agreed", &[(".0.by_when", "soon")]), Err(say.into()));
    let say = "Actions has a column that is not on the form";
    assert_eq!(read("actions_agreed", &[(".0.secret", "x")]), Err(say.into()));
    assert!(read("actions_agreed", &[("", "")]).unwrap().is_empty());
}

#[test]
fn an_answer_to_a_fact_gives_the_fact_and_an_emptied_one_takes_it_away() {
    let pack = every_type();
    let form = pack.form(StepKind::CaseNote).unwrap();
    let zainab = child(1, "Zainab");
    let fields = [(field_name("child_seen", Some(zainab.id)), "yes"), ("q.note_kind".to_owned(), "")];
    let read = read_with(form, std::slice::from_ref(&zainab), &fields);
    let known = facts_of(form, &read.answers);
    assert!(known.contains(&Known { fact: Fact::ChildSeen, child: Some(zainab.id), value: Answer::YesNo(true) }));
    assert!(known.iter().any(|known| known.fact == Fact::NoteKind && known.value.is_empty()));
}

#[test]
fn a_reason_is_asked_for_when_the_answer_before_it_wants_one() {
    let pack = pack();
    let form = pack.form(StepKind::Contact).unwrap();
    let mut contact = step(StepKind::Contact, &[]);
    let why = form.question("consent_overridden").unwrap();
    assert!(!form.shown(why, Said::of(&contact), None));
    let fields = [("q.consent_to_share", "no")];
    let read = form.read_all(&[], fields.into_iter().collect());
    common::answer(&mut contact, form, read.answers);
    assert!(form.shown(why, Said::of(&contact), None));
    let missing = form.missing(&contact, &[]);
    let one = missing.iter().find(|one| one.question == "consent_overridden").unwrap();
    assert_eq!(one.say, "Say why information should be shared without the parents' agreement");
    assert_eq!((one.section.as_str(), one.field.as_str()), ("consent", "q.consent_overridden"));
    assert!(!missing.iter().any(|one| one.question == "parents_not_aware_why"));
}

#[test]
fn what_is_missing_is_said_once_in_the_forms_order_and_by_the_childs_name() {
    let pack = pack();
    let form = pack.form(StepKind::Visit).unwrap();
    let children = [child(1, "Zainab"), child(2, "Omar")];
    let visit = step(StepKind::Visit, &children);
    let missing: Vec<_> = form.missing(&visit, &children).into_iter().map(|one| one.say).collect();
    assert_eq!(
        missing,
        [
            "Enter when the visit took place",
            "Select: Kind of visit",
            "Say whether Zainab was seen",
            "Say whether Omar was seen",
            "Enter what you saw and heard",
        ]
    );
}

#[test]
fn each_childs_own_answers_decide_what_they_are_asked() {
    let pack = pack();
    let form = pack.form(StepKind::Visit).unwrap();
    let children = [child(1, "Zainab"), ChildFacts { unborn: true, age: None, ..child(2, "Baby") }];
    let mut visit = step(StepKind::Visit, &children);
    let seen = |child: &ChildFacts| field_name("child_seen", Some(child.id));
    let fields = [(seen(&children[0]), "yes"), (seen(&children[1]), "no")];
    let read = read_with(form, &children, &fields);
    common::answer(&mut visit, form, read.answers);
    let shown =
        |question: &str, at: usize| form.shown(form.question(question).unwrap(), Said::of(&visit), children.get(at));
    assert!(shown("child_seen_alone", 0) && !shown("child_seen_alone", 1));
    assert!(shown("not_seen_why", 1) && !shown("not_seen_why", 0));
    assert!(shown("bedroom_seen", 0) && !shown("bedroom_seen", 1));
    let missing: Vec<_> = form.missing(&visit, &children).into_iter().map(|one| one.say).collect();
    assert!(missing.contains(&"Say whether you saw Zainab alone".to_owned()), "{missing:?}");
    assert!(missing.contains(&"Say why you did not see Baby, and when you will".to_owned()), "{missing:?}");
}

#[test]
fn a_fact_that_came_with_the_step_need_not_be_typed_again() {
    let pack = pack();
    let form = pack.form(StepKind::Referral).unwrap();
    let mut referral = step(StepKind::Referral, &[]);
    assert!(form.missing(&referral, &[]).iter().any(|one| one.question == "source"));
    referral.facts.put(Known { fact: Fact::Source, child: None, value: Answer::Code("2A".into()) });
    assert!(!form.missing(&referral, &[]).iter().any(|one| one.question == "source"));
    let source = form.question("source").unwrap();
    assert_eq!(Said::of(&referral).to(source, None), Some(&Answer::Code("2A".into())));
}

#[test]
fn a_section_is_empty_begun_or_complete() {
    let pack = pack();
    let form = pack.form(StepKind::Oversight).unwrap();
    let mut oversight = step(StepKind::Oversight, &[]);
    let section = form.section("oversight").unwrap();
    assert_eq!(form.section_state(&oversight, section, &[]), SectionState::Empty);
    let all = [
        ("q.happened_at", "2026-04-20T10:00"),
        ("q.prompted_by", "planned"),
        ("q.direction", "The plan goes on."),
        ("q.direction_why", "It works."),
    ];
    for (posted, state) in [(1, SectionState::Begun), (4, SectionState::Complete)] {
        let read = form.read_all(&[], all.into_iter().take(posted).collect());
        common::answer(&mut oversight, form, read.answers);
        assert_eq!(form.section_state(&oversight, section, &[]), state);
        assert_eq!(form.section_states(&oversight, &[])[0].1, state);
    }
}

#[test]
fn a_question_says_the_childs_name_or_each_child() {
    let pack = pack();
    let question = pack.form(StepKind::Assessment).unwrap().question("analysis").unwrap();
    assert_eq!(question.wording(Some(&child(1, "Zainab"))), "What does it all mean for Zainab?");
    assert_eq!(question.wording(None), "What does it all mean for each child?");
}

proptest! {
    #[test]
    fn no_text_stops_the_reading(text in ".{0,60}", part in "(|\\.day|\\.month|\\.year|\\.time|\\.0\\.what|\\.9\\.by_when)") {
        let pack = PACK.with(std::rc::Rc::clone);
        let form = pack.form(StepKind::CaseNote).unwrap();
        let children = [child(1, "Zainab")];
        let mut raw = Raw::default();
        for question in form.questions() {
            for field in [field_name(&question.id, None), field_name(&question.id, Some(children[0].id))] {
                raw.push(format!("{field}{part}"), text.clone());
            }
        }
        let read = form.read_all(&children, raw.clone());
        prop_assert_eq!(&read.raw, &raw);
        for known in facts_of(form, &read.answers) {
            prop_assert!(known.value.is_empty() || known.fact.shape().fits(&known.value), "{:?}", known);
        }
    }

    #[test]
    fn no_text_stops_a_pack_from_being_judged(text in ".{0,200}") {
        let files = [("pack.yml".to_owned(), text.clone()), ("forms/visit.yml".to_owned(), text)];
        prop_assert!(Pack::load(&files).is_err());
    }
}

thread_local! {
    static PACK: std::rc::Rc<Pack> = std::rc::Rc::new(every_type());
}
