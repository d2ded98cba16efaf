//! The pack that comes with the program: it has no flaw, and it covers everything that is written here.

use forms::{Pack, Type, embedded};
use law::step::{EndsBy, StepKind};

fn pack() -> Pack {
    Pack::load(&embedded()).unwrap_or_else(|flaws| {
        let lines: Vec<String> = flaws.iter().map(ToString::to_string).collect();
        panic!("{}", lines.join("\n"))
    })
}

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
