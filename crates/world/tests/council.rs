//! A small synthetic council: the same every time, whole, and full of what a demonstration needs.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on must stop")]

use app::chance::Dice;
use app::council::Council;
use law::day::Day;
use store::{CouncilKey, Db, Documents, Options, Target, sql};
use world::{Plan, Summary, WorldError, live};

fn plan(children: usize, seed: u64) -> Plan {
    Plan { children, years: 1, seed, until: "2026-11-23".parse::<Day>().unwrap() }
}

#[test]
fn every_engine_lives_the_same_council() {
    store::testing::each_engine(|db| {
        let town = town(db, 4);
        let summary = lived(&town, plan(12, 4));
        assert!(summary.children >= 12);
        verify(&town);
    });
}

/// A council on this database; its documents' folder goes with it.
struct Town {
    council: Council,
    _documents: tempfile::TempDir,
}

fn town(db: Db, seed: u64) -> Town {
    db.migrate(app::schema::MIGRATIONS).unwrap();
    let folder = tempfile::tempdir().unwrap();
    let documents = Documents::open(folder.path(), CouncilKey::from_bytes(&[7; 32]).unwrap()).unwrap();
    let pack = forms::Pack::load(&forms::embedded()).unwrap();
    Town { council: Council::new(db, documents, Dice::seeded(seed), pack), _documents: folder }
}

fn in_memory(seed: u64) -> Town {
    town(Db::open(&Target::Memory, Options::default()).unwrap(), seed)
}

fn lived(town: &Town, plan: Plan) -> Summary {
    live(&town.council, &plan, &mut |_| {}).unwrap_or_else(|error| panic!("{error}"))
}

fn verify(town: &Town) {
    let report = app::verify::verify(&town.council.db, &town.council.reckoner, &mut |_, _, _| {}).unwrap();
    assert!(report.is_clean(), "{report:#?}");
}

fn head(town: &Town) -> String {
    let head = town.council.db.read_now(store::journal::head).unwrap();
    format!("{head:?}")
}

fn number(town: &Town, statement: &'static store::Sql) -> i64 {
    let row = town.council.db.read_now(move |conn| conn.query_one(statement, &[])).unwrap();
    row.get("n").unwrap()
}

#[test]
fn a_small_council_lives_a_year_and_its_record_is_whole() {
    let town = in_memory(5);
    let summary = lived(&town, plan(60, 5));
    println!("{summary:#?}");
    assert!(summary.children >= 60, "{summary:?}");
    verify(&town);
}

#[test]
fn the_same_plan_gives_the_same_journal_and_another_seed_another() {
    let (one, two, other) = (in_memory(9), in_memory(9), in_memory(9));
    let summary = lived(&one, plan(30, 9));
    assert_eq!(summary, lived(&two, plan(30, 9)));
    assert_eq!(head(&one), head(&two));
    lived(&other, plan(30, 10));
    assert_ne!(head(&one), head(&other));
}

#[test]
fn a_council_that_has_workers_is_left_alone() {
    let town = in_memory(2);
    lived(&town, plan(2, 2));
    assert!(matches!(live(&town.council, &plan(2, 2), &mut |_| {}), Err(WorldError::NotEmpty)));
}

#[test]
fn every_queue_of_a_demonstration_has_something_in_it() {
    let town = in_memory(5);
    lived(&town, plan(60, 5));
    let submitted = sql!("SELECT count(*) AS n FROM step WHERE state = 'submitted'");
    let returned = sql!("SELECT count(*) AS n FROM step WHERE state = 'returned'");
    let handed = sql!("SELECT count(*) AS n FROM step WHERE state = 'handed_over'");
    let waiting = sql!("SELECT count(*) AS n FROM allocation WHERE until IS NULL AND worker IS NULL");
    let late = sql!("SELECT count(*) AS n FROM clock WHERE running = 1 AND due_on < '2026-11-23'");
    let soon =
        sql!("SELECT count(*) AS n FROM clock WHERE running = 1 AND due_on BETWEEN '2026-11-23' AND '2026-11-30'");
    let hidden = sql!("SELECT count(*) AS n FROM address WHERE hidden_from <> '[]'");
    let unborn = sql!("SELECT count(*) AS n FROM person WHERE birth = 'expected'");
    let discussion = sql!("SELECT count(*) AS n FROM step WHERE kind = 'strategy_discussion' AND is_open = 1");
    let enquiry = sql!("SELECT count(*) AS n FROM step WHERE kind = 'section47_enquiry' AND is_open = 1");
    let conference = sql!("SELECT count(*) AS n FROM step WHERE kind = 'conference' AND is_open = 1");
    let plan = sql!("SELECT count(*) AS n FROM step WHERE kind = 'protection_plan' AND is_open = 1");
    let all = [submitted, returned, handed, waiting, late, soon, discussion, enquiry, conference, plan, hidden, unborn];
    for statement in all {
        println!("{} {}", number(&town, statement), statement.text);
    }
    for statement in &all[..10] {
        assert!(number(&town, statement) > 0, "nothing: {}", statement.text);
    }
}

#[test]
fn no_text_shows_its_seams() {
    let town = in_memory(6);
    lived(&town, plan(60, 6));
    let texts = sql!(
        "SELECT answer AS said FROM step_answer UNION ALL SELECT body AS said FROM decision UNION ALL SELECT state_facts AS said FROM step"
    );
    let rows = town.council.db.read_now(move |conn| conn.query(texts, &[])).unwrap();
    assert!(rows.len() > 500);
    for row in rows {
        let said: String = row.get("said").unwrap();
        let words = said.trim_start_matches('{').trim_end_matches('}');
        for seam in ["{child", "{he}", "{his}", "{mother", "{man", "{gran", "[", "|", "@", "..", " ,", " .", "  "] {
            let list = words.starts_with("\"codes\"") || words.starts_with("\"rows\"");
            assert!((list && seam == "[") || !words.contains(seam), "{seam} in {said}");
        }
    }
}
