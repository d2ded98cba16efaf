//! The pack that comes with the program: it has no flaw, and it covers everything that is written here.

mod common;

use common::pack;
use forms::{Pack, Type};
use law::step::{EndsBy, StepKind};

#[test]
fn it_loads_and_has_a_form_for_every_kind_that_ends_here() {
    let pack = pack();
    for kind in StepKind::ALL {
        let written = kind.law().ends_by() != EndsBy::Elsewhere;
        assert_eq!(pack.form(*kind).is_some(), written, "{}", kind.name());
    }
}

#[test]
fn a_pack_can_be_shared_between_threads() {
    fn shared<T: Send + Sync>() {}
    shared::<Pack>();
}

#[test]
fn every_question_is_worded_for_a_reader() {
    for form in pack().forms() {
        for question in form.questions() {
            let place = format!("{} {}", form.kind.slug(), question.id);
            let wording = question.wording(None);
            assert!(!wording.contains('{'), "{place}");
            assert!(wording.len() < 140, "{place} is too long");
            assert!(question.short(None).len() < 50, "{place}: short is long");
            if question.shown_when.is_some() {
                assert!(!question.shown_note.is_empty(), "{place} needs a shown_note");
            }
            if let Type::Rows(columns) = &question.kind {
                assert!(columns.len() > 1, "{place}");
            }
        }
    }
}

#[test]
fn the_pathway_reads_as_one_page() {
    insta::assert_snapshot!(forms::pathway_text());
}

#[test]
fn the_picture_names_every_kind_and_says_itself_in_words() {
    let svg = forms::pathway_svg();
    for kind in StepKind::ALL {
        assert!(svg.to_lowercase().contains(kind.name()), "{}", kind.name());
    }
    assert!(svg.contains("<title") && svg.contains("Contact: referral opens referral;"));
}

#[test]
fn the_table_of_kinds_has_a_row_for_each() {
    let table = forms::kinds_markdown(&pack());
    assert_eq!(table.lines().count(), StepKind::ALL.len() + 2);
    assert!(table.lines().all(|line| line.matches('|').count() == 7), "{table}");
}
