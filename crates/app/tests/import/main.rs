//! A census of another system becomes the opening caseload: whole, once, and each value accounted for.

#![allow(clippy::unwrap_used, reason = "a test may stop at what it did not expect")]

mod standing;
mod told_back;
mod work;

use app::import::{self, ImportError, ImportReport, Progress, Run};
use app::schema;
use app::testing::{Town, each_town, worker};
use law::day::Day;
use law::id::{PersonId, TeamId};
use law::journal::Author;
use law::role::Role;
use law::step::StepKind;
use returns::cin_census::read::Limits;
use returns::cin_census::take::{Outcome, Summary, take_all};
use std::cell::RefCell;
use std::collections::BTreeMap;
use std::io::Cursor;
use std::ops::ControlFlow;
use store::{Row, params, sql, text};

const MANY: &[u8] = include_bytes!("../../../returns/tests/data/cin_census_332_children.xml");
const TWO: &[u8] = include_bytes!("../../../returns/tests/data/cin_census_2026_two_children.xml");
const WHOLE: &[u8] = include_bytes!("../../../returns/tests/data/whole_child.xml");

fn import(town: &Town, file: &[u8]) -> Result<ImportReport, ImportError> {
    import_until(town, file, u64::MAX)
}

/// Imports, and stops after so many children.
fn import_until(town: &Town, file: &[u8], most: u64) -> Result<ImportReport, ImportError> {
    run(town, file, Some(town.planning), most)
}

fn run(town: &Town, file: &[u8], team: Option<TeamId>, most: u64) -> Result<ImportReport, ImportError> {
    let at = town.now();
    let author = Author { worker: worker(Role::Administrator), role: Role::Administrator };
    let run = Run { author, at, as_at: at.day(), team };
    let go_on = |progress: Progress| match progress.done < most {
        true => ControlFlow::Continue(()),
        false => ControlFlow::Break(()),
    };
    import::cin_census(&town.council, &mut Cursor::new(file), run, &mut { go_on })
}

fn read(file: &[u8], as_at: Day) -> (Summary, Vec<Outcome>) {
    let mut outcomes = Vec::new();
    let summary = take_all(file, Limits::default(), as_at, &mut |outcome| {
        outcomes.push(outcome);
        ControlFlow::Continue(())
    });
    (summary.unwrap(), outcomes)
}

fn rows(town: &Town, select: &'static store::Sql, id: &str) -> Vec<Row> {
    let id = id.to_owned();
    town.council.db.read_now(move |conn| conn.query(select, params![id])).unwrap()
}

fn count(town: &Town, select: &'static store::Sql) -> i64 {
    town.council.db.read_now(move |conn| conn.query_one(select, &[])?.at::<i64>(0)).unwrap()
}

fn head(town: &Town) -> i64 {
    town.council.db.read_now(|conn| store::journal::head(conn).map(|head| head.seq)).unwrap()
}

/// The person who holds a council's number.
fn child(town: &Town, number: &str) -> PersonId {
    let select = sql!("SELECT person FROM identifier WHERE scheme = 'council_id' AND value = $1");
    let found = rows(town, select, number);
    assert_eq!(found.len(), 1, "{number}");
    found[0].parse("person").unwrap()
}

/// A return of one child with this inside its `CINdetails`.
fn census(year: u16, number: &str, episodes: &[&str]) -> Vec<u8> {
    let episodes: String = episodes.iter().map(|inside| format!("<CINdetails>{inside}</CINdetails>\n")).collect();
    format!(
        "<Message><Header><CollectionDetails><Collection>CIN</Collection><Year>{year}</Year>\
         <ReferenceDate>{year}-03-31</ReferenceDate></CollectionDetails></Header><Children><Child>\n\
         <ChildIdentifiers><LAchildID>{number}</LAchildID><PersonBirthDate>2015-03-27</PersonBirthDate><Sex>F</Sex>\
         </ChildIdentifiers>\n<ChildCharacteristics><Ethnicity>WBRI</Ethnicity></ChildCharacteristics>\n\
         {episodes}</Child></Children></Message>"
    )
    .into_bytes()
}

#[test]
fn three_hundred_and_thirty_two_children_are_taken_whole_and_once() {
    each_town(|town| {
        let began = std::time::Instant::now();
        let report = import(town, MANY).unwrap();
        println!("332 children, {} entries: {:?}", report.entries, began.elapsed());
        let (summary, _) = read(MANY, town.now().day());
        assert_eq!((report.children_in, report.children_taken, report.children_known), (332, 332, 0));
        for (element, told) in summary.tally.elements() {
            let mine = report.elements[element];
            assert_eq!(
                (mine.items_in, mine.taken, mine.refused),
                (told.items_in, told.taken, told.refused),
                "{element}"
            );
        }
        assert!(report.adds_up());
        assert_eq!(report.total().refused, report.refused.len() as u64);
        let steps = BTreeMap::from([(StepKind::Referral, 400), (StepKind::Conference, 348), (StepKind::Closure, 250)]);
        assert_eq!(report.steps, steps);
        assert_eq!(count(town, sql!("SELECT COUNT(*) AS n FROM step")), 998);
        assert_eq!(count(town, sql!("SELECT COUNT(*) AS n FROM episode")), 400);
        assert_eq!(count(town, sql!("SELECT COUNT(*) AS n FROM clock")), 0, "finished work has no clock");
        child(town, "RND000215205141");

        let before = head(town);
        let again = import(town, MANY).unwrap();
        assert_eq!(head(town), before, "the second run adds nothing");
        let already = again.already.clone().unwrap();
        assert_eq!((already.at, already.taken, already.refused), (town.now(), report.total().taken, 351));
        assert_eq!(again, ImportReport { entries: 0, already: again.already.clone(), ..report });
        town.verify();
    });
}

#[test]
fn a_faulty_return_is_taken_as_far_as_it_goes() {
    each_town(|town| {
        let report = import(town, TWO).unwrap();
        assert_eq!((report.children_in, report.children_taken), (2, 2));
        assert_eq!(report.what, "CIN census 2022-23");
        assert!(report.adds_up());
        let seven =
            report.refused.iter().filter(|one| one.reason == "this version of Kith keeps no pre-proceedings yet");
        assert_eq!(seven.count(), 7, "the reader took seven of the ten values");
        let steps: Vec<_> = report.steps.iter().map(|(kind, count)| (kind.slug(), *count)).collect();
        let expected = [
            ("referral", 2),
            ("assessment", 1),
            ("closure", 2),
            ("section47_enquiry", 1),
            ("conference", 1),
            ("protection_plan", 1),
            ("cin_plan", 1),
        ];
        assert_eq!(steps, expected);
        let text = report.to_string();
        assert!(text.starts_with("CIN census 2022-23: "), "{text}");
        assert!(text.contains("pre-proceedings"), "{text}");
        let json = serde_json::to_string(&report).unwrap();
        assert_eq!(serde_json::from_str::<ImportReport>(&json).unwrap(), report);
        town.verify();
    });
}

#[test]
fn a_file_that_cannot_be_read_to_its_end_leaves_nothing() {
    each_town(|town| {
        let before = (head(town), dump(town));
        for cut in [0, 1, 500, 20_000, 130_001, MANY.len() - 12] {
            let failed = import(town, &MANY[..cut]);
            assert!(matches!(failed, Err(ImportError::Unreadable(_))), "cut at {cut}");
        }
        let laughs = b"<!DOCTYPE lolz [<!ENTITY lol \"lol\">]>\n<Message>&lol;</Message>";
        assert_eq!(
            import(town, laughs).unwrap_err().to_string(),
            "line 1: the file defines a document type or entities, which a return never needs; it was not read further"
        );
        assert_eq!((head(town), dump(town)), before);
    });
}

/// Every state table, row by row.
fn dump(town: &Town) -> Vec<(&'static str, Vec<String>)> {
    let of = |table: schema::StateTable| {
        let rows = town.council.db.read_now(move |conn| conn.query(table.all, &[])).unwrap();
        let mut rows: Vec<String> = rows.iter().map(|row| format!("{:?}", row.values())).collect();
        rows.sort();
        (table.name, rows)
    };
    schema::state().into_iter().map(of).collect()
}

#[test]
fn an_interrupted_import_run_again_ends_as_an_uninterrupted_one() {
    let whole = RefCell::new(Vec::new());
    each_town(|town| {
        import(town, MANY).unwrap();
        whole.borrow_mut().push(dump(town));
    });
    let mut whole = whole.into_inner().into_iter();
    let whole = RefCell::new(&mut whole);
    each_town(|town| {
        for most in [1, 150] {
            let stopped = import_until(town, MANY, most).unwrap_err();
            let words = format!("stopped after {most} of 332 children; run the same file again to complete it");
            assert_eq!(stopped.to_string(), words);
        }
        let report = import(town, MANY).unwrap();
        assert_eq!((report.children_taken, report.already.is_some()), (332, false));
        assert!(whole.borrow_mut().next().unwrap() == dump(town), "the tables differ");
        town.verify();
    });
}

#[test]
fn what_no_clock_can_reach_is_refused_with_the_reason() {
    each_town(|town| {
        let old = "<CINreferralDate>1999-05-04</CINreferralDate><ReferralSource>2A</ReferralSource>
            <CINclosureDate>2001-01-01</CINclosureDate>";
        let late = "<CINreferralDate>2001-05-04</CINreferralDate><CINclosureDate>2001-06-01</CINclosureDate>
            <Section47><S47ActualStartDate>1998-05-04</S47ActualStartDate></Section47>";
        let report = import(town, &census(2027, "AB1", &[old, late])).unwrap();
        assert!(report.adds_up());
        let refused: Vec<_> = report.refused.iter().map(|one| (one.element.as_str(), one.reason.as_str())).collect();
        let why = "no clock can be run from this date: The list of bank holidays begins in 2000; 1999 is needed";
        let earlier = "no clock can be run from this date: The list of bank holidays begins in 2000; 1998 is needed";
        let expected = [
            ("CINreferralDate", why),
            ("ReferralSource", why),
            ("CINclosureDate", why),
            ("S47ActualStartDate", earlier),
        ];
        assert_eq!(refused, expected);
        assert_eq!(report.children_taken, 1);
        assert_eq!(count(town, sql!("SELECT COUNT(*) AS n FROM episode")), 1);
        town.verify();
    });
}

/// Law and the returns spell the same lists; two factors are retired, and law no longer offers them.
#[test]
fn every_code_that_the_reader_takes_is_one_of_laws() {
    use returns::cin_census::codes;
    let pairs = [
        (&codes::SEX, law::code::SEX),
        (&codes::ETHNICITY, law::code::ETHNICITY),
        (&codes::DISABILITY, law::code::DISABILITY),
        (&codes::UPN_UNKNOWN, law::code::UPN_UNKNOWN),
        (&codes::REFERRAL_SOURCE, law::code::REFERRAL_SOURCE),
        (&codes::PRIMARY_NEED, law::code::PRIMARY_NEED),
        (&codes::REASON_FOR_CLOSURE, law::code::CLOSURE_REASON),
        (&codes::CATEGORY_OF_ABUSE, law::code::CATEGORY_OF_ABUSE),
        (&codes::ASSESSMENT_FACTORS, law::code::ASSESSMENT_FACTORS),
    ];
    let unknown: Vec<&str> = pairs
        .iter()
        .flat_map(|(set, list)| set.codes.iter().map(|code| code.code).filter(|code| !list.has(code)))
        .collect();
    assert_eq!(unknown, ["18A", "19A"]);
}

#[test]
fn the_ids_of_an_import_follow_from_the_file() {
    let seen = RefCell::new(Vec::new());
    for _ in 0..2 {
        each_town(|town| {
            let report = import(town, WHOLE).unwrap();
            seen.borrow_mut().push((report.import, text(child(town, "AB1"))));
        });
    }
    let seen = seen.into_inner();
    assert!(seen.windows(2).all(|pair| pair[0] == pair[1]), "{seen:?}");
}
