//! Every mistake in a pack is named with its file and line, in words for the person who wrote it.
#![allow(clippy::unwrap_used, reason = "a test that fails should stop")]

use forms::{Flaw, Pack, embedded};

const NOTE: &str = "forms/case_note.yml";

/// A case note as short as law allows; `extra` follows as further questions, from line 14 on.
fn note(extra: &str) -> String {
    format!(
        "kind: case_note
title: Note
starts: 2026-04-01
sections:
  - id: note
    title: Note
    questions:
      - {{ fact: happened_at, wording: When? }}
      - {{ fact: note_kind, wording: What kind? }}
      - {{ fact: what_was_seen, wording: What was seen? }}
      - {{ fact: what_it_means, wording: What does it mean? }}
      - {{ fact: what_changes, wording: What changes? }}
      - {{ id: own, type: yes_no, about: family, wording: Own? }}
{extra}"
    )
}

fn flaws_of(path: &str, text: &str) -> Vec<Flaw> {
    let own = [(path.to_owned(), text.to_owned())];
    Pack::load_over(&embedded(), &own).err().unwrap_or_default()
}

/// The one flaw of a case note with these questions added.
fn flaw(extra: &str) -> String {
    let flaws = flaws_of(NOTE, &note(extra));
    assert_eq!(flaws.len(), 1, "{extra}\n{flaws:#?}");
    flaws[0].to_string()
}

#[test]
fn a_short_note_without_a_mistake_loads() {
    assert_eq!(flaws_of(NOTE, &note("")), []);
}

#[test]
fn each_mistake_in_a_question_is_named_with_its_line() {
    let question = "id: more, type: words, about: family, wording: More?";
    for (extra, wanted) in [
        ("      - { fact: moon, wording: Moon? }", "14: There is no fact \"moon\""),
        ("      - { id: more, type: words, about: family }", "14: The question \"more\" has no wording"),
        ("      - { wording: More? }", "14: A question needs an id"),
        ("      - { id: More, type: words, about: family, wording: W }", "14: \"More\" is not an id"),
        ("      - { id: more, about: family, wording: W }", "14: The question \"more\" needs a fact or a type"),
        ("      - { id: more, type: essay, about: family, wording: W }", "14: \"essay\" is not a type"),
        ("      - { id: more, type: words, wording: W }", "14: Say whom \"more\" is about"),
        ("      - { id: more, type: words, about: dog, wording: W }", "14: \"dog\" is neither family nor child"),
        ("      - { id: more, type: code, about: family, wording: W }", "14: \"more\" needs a list"),
        (
            "      - { id: more, type: code, list: moods, about: family, wording: W }",
            "14: There is no code list \"moods\"",
        ),
        ("      - { id: more, type: rows, about: family, wording: W }", "14: The table \"more\" needs columns"),
        ("      - { id: own, type: words, about: family, wording: W }", "14: Two questions are called \"own\""),
        ("      - { id: again, fact: note_kind, wording: W }", "14: Two questions give the fact \"note_kind\""),
        (
            "      - { fact: childs_words, type: number, wording: W }",
            "14: The fact of \"childs_words\" is of type words, not number",
        ),
        (
            "      - { fact: childs_words, about: family, wording: W }",
            "14: The fact of \"childs_words\" is about each child",
        ),
        (
            "      - { fact: level_indicated, list: how, wording: W }",
            "14: The list of \"level_indicated\" follows from its fact",
        ),
        (
            "      - { fact: risk_factors, wording: W, columns: [{ id: what, label: What }] }",
            "14: The columns of \"risk_factors\" are those of its fact: factor, evidence",
        ),
        (
            "      - { id: more, type: words, about: family, wording: 'How is {child}?' }",
            "14: \"more\" is asked for the family",
        ),
    ] {
        assert!(flaw(extra).starts_with(&format!("{NOTE}:{wanted}")), "{}\nwanted {wanted}", flaw(extra));
    }
    let audience = format!("      - {{ {question}, audience: everybody }}");
    assert!(flaw(&audience).contains(":14: \"everybody\" is not an audience"));
}

#[test]
fn each_mistake_in_a_condition_is_named_with_its_line() {
    for (condition, wanted) in [
        ("own == ", "The condition does not parse"),
        ("owned == true", "The condition names \"owned\", which is no question of this form"),
        ("child.age > 5", "A question for the family cannot ask about one child"),
        ("childs_words != null", "A question for the family cannot depend on \"childs_words\""),
        ("note_kind == \"gossip\"", "The list of \"note_kind\" has no code \"gossip\""),
        ("note_kind in [\"meeting\", \"chat\"]", "The list of \"note_kind\" has no code \"chat\""),
        ("note_kind", "The condition does not say yes or no: it gives a string"),
        ("own.exists(x, x)", "The condition does not say yes or no"),
        ("ownership(own)", "The condition does not say yes or no"),
    ] {
        for key in ["required_when", "shown_when"] {
            let extra = format!(
                "      - {{ fact: childs_words, wording: W }}\n      - id: more\n        type: words\n        \
                 about: family\n        wording: W\n        {key}: '{condition}'\n"
            );
            let said = flaw(&extra);
            assert!(said.starts_with(&format!("{NOTE}:19: {wanted}")), "{condition}: {said}");
        }
    }
}

#[test]
fn a_form_that_cannot_be_used_is_refused() {
    let text = note("");
    for (from, to, wanted) in [
        ("kind: case_note", "kind: gossip", "1: \"gossip\" is not a kind of step"),
        ("kind: case_note", "kind: early_help", "1: There is no form for early help"),
        ("      - { fact: note_kind, wording: What kind? }\n", "", "1: No question gives the fact \"note_kind\""),
        ("2026-04-01", "soon", "3: \"soon\" is not a day"),
        ("title: Note\nstarts", "headline: Note\nstarts", "2: "),
        ("sections:", "sections: {", ""),
    ] {
        let flaws = flaws_of(NOTE, &text.replacen(from, to, 1));
        let wanted = format!("{NOTE}:{wanted}");
        assert!(flaws.iter().any(|flaw| flaw.to_string().starts_with(&wanted)), "{wanted}\n{flaws:#?}");
    }
}

#[test]
fn a_misspelt_key_is_refused_by_name() {
    let said = flaw("      - { id: more, type: words, about: family, wording: W, requierd: true }");
    assert!(said.starts_with(&format!("{NOTE}:14: ")) && said.contains("requierd"), "{said}");
    let twice = flaw("      - { id: more, type: words, about: family, wording: W, wording: V }");
    assert_eq!(twice, format!("{NOTE}:14: duplicate mapping key: wording"));
}

#[test]
fn a_pack_holds_its_own_description_and_a_form_for_each_kind() {
    let lacking = |path: &str| {
        let files: Vec<_> = embedded().into_iter().filter(|(file, _)| file != path).collect();
        Pack::load(&files).unwrap_err().iter().map(ToString::to_string).collect::<Vec<_>>()
    };
    assert_eq!(lacking("forms/visit.yml"), ["forms/visit.yml:0: The pack has no form for visit"]);
    assert_eq!(lacking("pack.yml").len(), 1);
    let said = flaws_of("forms/visit.yml", &note(""));
    assert!(said[0].to_string().contains("belongs in forms/case_note.yml"), "{said:#?}");
    let said = flaws_of("notes.txt", "hello");
    assert!(said[0].to_string().starts_with("notes.txt:0: A pack holds"), "{said:#?}");
}

#[test]
fn a_councils_own_form_takes_the_place_of_ours_and_changes_the_hash() {
    let ours = Pack::load(&embedded()).unwrap();
    let own = [(NOTE.to_owned(), note(""))];
    let theirs = Pack::load_over(&embedded(), &own).unwrap();
    assert_eq!(theirs.form(law::step::StepKind::CaseNote).unwrap().title, "Note");
    assert_ne!(ours.hash(), theirs.hash());
    assert_eq!(ours.hash().len(), 64);
    let mut turned = embedded();
    turned.reverse();
    assert_eq!(Pack::load(&turned).unwrap().hash(), ours.hash());
    assert_eq!(Pack::load(theirs.files()).unwrap().hash(), theirs.hash());
}
