//! A census of another system becomes the opening caseload: whole, once, and each value accounted for.

#![allow(clippy::unwrap_used, reason = "a test may stop at what it did not expect")]

use app::import::{self, ImportError, ImportReport, Progress, Run};
use app::schema;
use app::testing::{Town, each_town, worker};
use law::day::Day;
use law::id::{PersonId, StepId};
use law::identifier::{Identifier, Scheme};
use law::journal::{Author, Happening};
use law::people::{Birth, Identity, Name, PersonEntry};
use law::role::Role;
use law::step::{State, StepKind};
use returns::cin_census::read::Limits;
use returns::cin_census::take::{Outcome, Summary, take_all};
use std::cell::RefCell;
use std::collections::BTreeMap;
use std::io::Cursor;
use std::ops::ControlFlow;
use store::{Row, params, sql, text};

const MANY: &[u8] = include_bytes!("../../returns/tests/data/cin_census_332_children.xml");
const TWO: &[u8] = include_bytes!("../../returns/tests/data/cin_census_2026_two_children.xml");
const WHOLE: &[u8] = include_bytes!("../../returns/tests/data/whole_child.xml");

fn import(town: &Town, file: &[u8]) -> Result<ImportReport, ImportError> {
    import_until(town, file, u64::MAX)
}

/// Imports, and stops after so many children.
fn import_until(town: &Town, file: &[u8], most: u64) -> Result<ImportReport, ImportError> {
    let at = town.now();
    let author = Author { worker: worker(Role::Administrator), role: Role::Administrator };
    let run = Run { author, at, as_at: at.day(), team: Some(town.planning) };
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
fn what_is_taken_can_be_told_back_value_by_value() {
    each_town(|town| {
        for file in [MANY, TWO, WHOLE] {
            let report = import(town, file).unwrap();
            let refused: Vec<_> = report.refused.iter().map(|one| (one.line, one.path.as_str())).collect();
            for outcome in read(file, town.now().day()).1 {
                let taken = outcome.child.unwrap();
                let mut said: Vec<(String, String)> = taken
                    .items()
                    .iter()
                    .filter(|item| !refused.contains(&(item.line, item.path)))
                    .map(|item| plain(item.element, &item.value))
                    .collect();
                let mut told = told_back(town, child(town, &taken.identifiers.la_child_id.value));
                said.sort();
                told.sort();
                assert_eq!(said, told, "{}", taken.identifiers.la_child_id.value);
            }
        }
    });
}

/// The element and its value as the newest census writes them.
fn plain(element: &str, value: &str) -> (String, String) {
    let (element, value) = match (element, value) {
        ("GenderCurrent" | "Sex", "1") => ("Sex", "M"),
        ("GenderCurrent" | "Sex", "2") => ("Sex", "F"),
        ("GenderCurrent" | "Sex", "0" | "9") => ("Sex", "U"),
        (element, "true") => (element, "1"),
        (element, "false") => (element, "0"),
        other => other,
    };
    (element.to_owned(), value.to_owned())
}

/// The values of a child's census, from the state tables alone.
fn told_back(town: &Town, child: PersonId) -> Vec<(String, String)> {
    let mut told = Vec::new();
    let id = child.to_string();
    let person = &rows(town, sql!("SELECT * FROM person WHERE id = $1"), &id)[0];
    let mut tell = |element: &str, value: Option<String>| told.extend(value.map(|value| plain(element, &value)));
    let born = if person.str("birth").unwrap() == "born" { "PersonBirthDate" } else { "ExpectedPersonBirthDate" };
    for (element, column) in [
        (born, "birth_on"),
        ("PersonDeathDate", "died_on"),
        ("Sex", "sex"),
        ("Ethnicity", "ethnicity"),
        ("UPNunknown", "upn_unknown"),
    ] {
        tell(element, person.get(column).unwrap());
    }
    let disabilities: Vec<String> = serde_json::from_str(person.str("disabilities").unwrap()).unwrap();
    disabilities.into_iter().for_each(|code| tell("Disability", Some(code)));
    for row in rows(town, sql!("SELECT scheme, value FROM identifier WHERE person = $1"), &id) {
        let element = match row.str("scheme").unwrap() {
            "council_id" => "LAchildID",
            "upn" => "UPN",
            _ => "FormerUPN",
        };
        tell(element, Some(row.get("value").unwrap()));
    }
    for row in rows(town, sql!("SELECT * FROM episode WHERE child = $1"), &id) {
        tell("CINreferralDate", Some(row.get("opened_on").unwrap()));
        tell("CINclosureDate", row.get("closed_on").unwrap());
        tell("ReasonForClosure", row.get("reason").unwrap());
        tell("ReferralSource", row.get("source").unwrap());
        tell("PrimaryNeedCode", row.get("need").unwrap());
    }
    let facts = sql!(
        "SELECT s.kind, f.fact, f.value FROM step_fact f JOIN step s ON s.id = f.step
         JOIN step_person p ON p.step = s.id WHERE p.person = $1"
    );
    for row in rows(town, facts, &id) {
        let element = match (row.str("kind").unwrap(), row.str("fact").unwrap()) {
            ("referral", "no_further_action") => "ReferralNFA",
            (_, "assessment_started_on") => "AssessmentActualStartDate",
            (_, "assessment_reviewed_on") => "AssessmentInternalReviewDate",
            (_, "authorised_on") => "AssessmentAuthorisationDate",
            (_, "factors") => "AssessmentFactors",
            (_, "need_plan_started_on") => "CINPlanStartDate",
            (_, "need_plan_ended_on") => "CINPlanEndDate",
            (_, "enquiry_started_on") => "S47ActualStartDate",
            (_, "conference_target") => "InitialCPCtarget",
            (_, "conference_held_on") => "DateOfInitialCPC",
            (_, "conference_not_required") => "ICPCnotRequired",
            (_, "protection_plan_started_on") => "CPPstartDate",
            (_, "protection_plan_ended_on") => "CPPendDate",
            (_, "initial_category") => "InitialCategoryOfAbuse",
            (_, "latest_category") => "LatestCategoryOfAbuse",
            (_, "previous_plans") => "NumberOfPreviousCPP",
            (_, "review_held_on") => "CPPreviewDate",
            _ => continue,
        };
        let value: serde_json::Value = serde_json::from_str(row.str("value").unwrap()).unwrap();
        values(value).into_iter().for_each(|value| tell(element, Some(value)));
    }
    told
}

/// The plain texts in a stored answer.
fn values(value: serde_json::Value) -> Vec<String> {
    match value {
        serde_json::Value::Object(map) => map.into_iter().flat_map(|(_, value)| values(value)).collect(),
        serde_json::Value::Array(list) => list.into_iter().flat_map(values).collect(),
        serde_json::Value::String(text) => vec![text],
        other => vec![other.to_string()],
    }
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

const OPEN: &str = "<CINreferralDate>2026-09-01</CINreferralDate><ReferralSource>2A</ReferralSource>
    <PrimaryNeedCode>N1</PrimaryNeedCode>
    <Assessments><AssessmentActualStartDate>2026-09-03</AssessmentActualStartDate></Assessments>
    <Section47><S47ActualStartDate>2026-11-09</S47ActualStartDate><InitialCPCtarget>2026-11-30</InitialCPCtarget></Section47>
    <Section47><S47ActualStartDate>2026-09-20</S47ActualStartDate><ICPCnotRequired>true</ICPCnotRequired></Section47>
    <ReferralNFA>0</ReferralNFA>
    <ChildProtectionPlans><CPPstartDate>2026-10-01</CPPstartDate></ChildProtectionPlans>";

#[test]
fn open_work_waits_for_a_worker_with_its_clock_running_from_the_referral() {
    each_town(|town| {
        import(town, &census(2027, "AB1", &[OPEN])).unwrap();
        let child = child(town, "AB1");
        let waits = rows(town, sql!("SELECT * FROM allocation WHERE child = $1"), &child.to_string());
        assert_eq!(waits.len(), 1);
        assert_eq!(waits[0].str("team").unwrap(), town.planning.to_string());
        assert_eq!(waits[0].get::<Option<String>>("worker").unwrap(), None);

        let steps = sql!(
            "SELECT s.* FROM step s JOIN step_person p ON p.step = s.id WHERE p.person = $1 AND s.is_open = 1
             ORDER BY s.kind"
        );
        let open = rows(town, steps, &child.to_string());
        let kinds: Vec<&str> = open.iter().map(|row| row.str("kind").unwrap()).collect();
        assert_eq!(kinds, ["assessment", "protection_plan", "section47_enquiry"]);
        let clock = sql!("SELECT due_on FROM clock WHERE step = $1 AND rule = 'assessment_authorised' AND running = 1");
        let clocks = rows(town, clock, open[0].str("id").unwrap());
        assert_eq!(clocks[0].str("due_on").unwrap(), "2026-11-03", "45 working days from 1 September");

        let assessment: StepId = open[0].parse("id").unwrap();
        write_in(town, assessment);
        town.verify();
    });
}

/// A social worker writes in the assessment as the page would.
fn write_in(town: &Town, assessment: StepId) {
    let council = town.council.clone();
    let now = town.now();
    town.happens(Role::SocialWorker, move |conn| {
        let step = app::step::commands::find(conn, assessment)?;
        assert_eq!(step.state, State::Open);
        assert_eq!(step.facts.day(law::fact::Fact::AssessmentStartedOn, None), "2026-09-03".parse().ok());
        let actor = law::step::offer::Actor {
            worker: worker(Role::SocialWorker),
            roles: vec![Role::SocialWorker],
            team: None,
            registration: None,
            today: now.day(),
        };
        let asked = law::answer::Asked { question: "parents_views".to_owned(), child: None };
        let answer = law::answer::Answer::Words("They want help with sleep.".to_owned());
        let given = law::answer::Given { asked, answer };
        app::step::commands::answer(&council, conn, &actor, assessment, vec![given])
    })
    .unwrap();
}

#[test]
fn closed_and_undecided_work_ends_with_its_episode() {
    each_town(|town| {
        let closed = "<CINreferralDate>2026-03-02</CINreferralDate><CINclosureDate>2026-05-01</CINclosureDate>
            <Assessments><AssessmentActualStartDate>2026-03-04</AssessmentActualStartDate>
            <FactorsIdentifiedAtAssessment><AssessmentFactors>18A</AssessmentFactors></FactorsIdentifiedAtAssessment></Assessments>
            <CINPlanDates><CINPlanStartDate>2026-03-20</CINPlanStartDate></CINPlanDates>";
        let nfa = "<CINreferralDate>2026-08-03</CINreferralDate><ReferralSource>6</ReferralSource><ReferralNFA>1</ReferralNFA>";
        let report = import(town, &census(2026, "AB1", &[closed, nfa])).unwrap();
        assert_eq!(report.refused, []);
        let child = child(town, "AB1").to_string();
        let steps = sql!(
            "SELECT s.kind, s.ended_on, s.sentence FROM step s JOIN step_person p ON p.step = s.id WHERE p.person = $1
             ORDER BY s.ended_on, s.kind"
        );
        let ended: Vec<String> = rows(town, steps, &child)
            .iter()
            .map(|row| {
                format!("{} {}", row.get::<Option<String>>("ended_on").unwrap().unwrap(), row.str("sentence").unwrap())
            })
            .collect();
        let expected = [
            "2026-03-02 Referral from source not recorded",
            "2026-05-01 Child and family assessment",
            "2026-05-01 Child in need plan",
            "2026-05-01 Closure",
            "2026-08-03 Referral from police: no further action",
        ];
        assert_eq!(ended, expected);
        let episode = &rows(town, sql!("SELECT * FROM episode WHERE child = $1 AND nfa = 0"), &child)[0];
        assert_eq!(episode.get::<Option<String>>("reason").unwrap(), None, "the file gave none");
        assert!(rows(town, sql!("SELECT * FROM allocation WHERE child = $1"), &child).is_empty());
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

#[test]
fn a_retired_factor_does_not_stand_in_an_assessment_still_being_written() {
    each_town(|town| {
        let open = "<CINreferralDate>2026-09-01</CINreferralDate>
            <Assessments><AssessmentActualStartDate>2026-09-03</AssessmentActualStartDate><FactorsIdentifiedAtAssessment>
            <AssessmentFactors>18A</AssessmentFactors><AssessmentFactors>3B</AssessmentFactors>
            </FactorsIdentifiedAtAssessment></Assessments>";
        let report = import(town, &census(2027, "AB1", &[open])).unwrap();
        let refused: Vec<_> = report.refused.iter().map(|one| (one.value.as_str(), one.kind.as_str())).collect();
        assert_eq!(refused, [("18A", "retired code")]);
        assert!(report.adds_up());
    });
}

#[test]
fn a_child_who_stands_on_the_record_is_matched_and_never_written_over() {
    each_town(|town| {
        let person = PersonId(town.council.dice.id(town.now()));
        let day = town.now().day();
        town.happens(Role::BusinessSupport, move |_| {
            let name = Name { given: "Amara".to_owned(), family: "Obi".to_owned() };
            let identity = Identity { sex: Some("M".to_owned()), ..Identity::default() };
            let birth = Birth::Unknown { about: Some(2015) };
            let number = Identifier { scheme: Scheme::CouncilId, value: "AB1".to_owned() };
            Ok(vec![
                Happening::of(PersonEntry::Recorded { person, name, birth, identity }, day),
                Happening::of(PersonEntry::IdentifierGiven { person, identifier: number }, day),
            ])
        })
        .unwrap();
        let first = "<CINreferralDate>2025-09-01</CINreferralDate><CINclosureDate>2025-10-01</CINclosureDate>";
        let report = import(town, &census(2026, "AB1", &[first])).unwrap();
        assert_eq!((report.children_taken, report.children_known), (1, 1));
        let refused: Vec<_> = report.refused.iter().map(|one| (one.element.as_str(), one.kind.as_str())).collect();
        assert_eq!(refused, [("Sex", "record says otherwise")]);
        let stands = &rows(town, sql!("SELECT * FROM person WHERE id = $1"), &person.to_string())[0];
        let column = |name: &str| stands.get::<Option<String>>(name).unwrap();
        assert_eq!((column("given").as_deref(), column("sex").as_deref()), (Some("Amara"), Some("M")));
        assert_eq!((column("ethnicity").as_deref(), column("birth_on").as_deref()), (Some("WBRI"), Some("2015-03-27")));

        let second = "<CINreferralDate>2026-09-01</CINreferralDate>";
        let next_year = census(2027, "AB1", &[first, second]);
        let report = import(town, &next_year).unwrap();
        let kinds: Vec<_> = report.refused.iter().map(|one| (one.element.as_str(), one.kind.as_str())).collect();
        let stands = "episode on the record already";
        let expected = [("Sex", "record says otherwise"), ("CINreferralDate", stands), ("CINclosureDate", stands)];
        assert_eq!(kinds, expected);
        assert!(report.adds_up());
        assert_eq!(count(town, sql!("SELECT COUNT(*) AS n FROM episode")), 2);
        assert_eq!(count(town, sql!("SELECT COUNT(*) AS n FROM person")), 1);
        assert_eq!(import(town, &next_year).unwrap().refused, report.refused, "a repeat counts the same");
        town.verify();
    });
}

#[test]
fn a_number_held_by_two_records_and_a_pupil_number_of_another_child_are_not_guessed_at() {
    each_town(|town| {
        let upn = "J201000000000";
        let people: Vec<PersonId> = (0..2).map(|_| PersonId(town.council.dice.id(town.now()))).collect();
        let day = town.now().day();
        town.happens(Role::BusinessSupport, move |_| {
            let record = |person: &PersonId| PersonEntry::Recorded {
                person: *person,
                name: Name { given: "Amara".to_owned(), family: "Obi".to_owned() },
                birth: Birth::Unknown { about: None },
                identity: Identity::default(),
            };
            let give = |person: &PersonId, scheme, value: &str| PersonEntry::IdentifierGiven {
                person: *person,
                identifier: Identifier { scheme, value: value.to_owned() },
            };
            let mut entries: Vec<PersonEntry> = people.iter().map(record).collect();
            entries.extend(people.iter().map(|person| give(person, Scheme::CouncilId, "TWICE")));
            entries.push(give(&people[0], Scheme::Upn, upn));
            Ok(entries.into_iter().map(|entry| Happening::of(entry, day)).collect())
        })
        .unwrap();
        let twice = import(town, &census(2026, "TWICE", &["<CINreferralDate>2025-09-01</CINreferralDate>"])).unwrap();
        assert_eq!((twice.children_in, twice.children_taken), (1, 0));
        assert!(twice.adds_up());
        let whole = import(town, WHOLE).unwrap();
        let refused: Vec<_> = whole.refused.iter().map(|one| one.element.as_str()).take(1).collect();
        assert_eq!(refused, ["UPN"]);
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
