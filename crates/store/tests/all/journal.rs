use store::journal::{self, Broken};
use store::testing::each_engine;
use store::{Conn, Db, Envelope, Error, Sealed, Sql, params, sql, sql_dialect};

pub fn entry(number: i64) -> Envelope {
    Envelope {
        id: format!("entry-{number:03}"),
        recorded_at: "2026-03-02T09:00:00Z".to_owned(),
        occurred_on: "2026-03-01".to_owned(),
        author: "worker-1".to_owned(),
        role: "social worker".to_owned(),
        command: format!("command-{number}"),
        people: vec![format!("person-{}", number % 2), "person-all".to_owned()],
        step: (number % 3 == 0).then(|| "step-1".to_owned()),
        kind: "note".to_owned(),
        version: 1,
        body: format!(r#"{{"text":"visit {number}"}}"#),
    }
}

fn with_entries(db: &Db, count: i64) -> Vec<Sealed> {
    db.write_now(move |conn| {
        (1..=count).map(|number| journal::append(conn, &entry(number))).collect::<Result<_, Error>>()
    })
    .unwrap()
}

fn report(db: &Db) -> journal::ChainReport {
    db.read_now(|conn| journal::verify(conn, &mut |_, _| {})).unwrap()
}

fn change(db: &Db, statement: &'static Sql) {
    let touched = db.write_now(move |conn| conn.execute(statement, params![])).unwrap();
    assert!(touched > 0);
}

#[test]
fn a_sound_chain_verifies_and_tells_how_far_it_is() {
    each_engine(|db| {
        assert_eq!(report(&db).entries, 0);
        let sealed = with_entries(&db, 2_500);
        let (report, told) = db
            .read_now(|conn| {
                let mut told = Vec::new();
                let report = journal::verify(conn, &mut |done, total| told.push((done, total)))?;
                Ok::<_, Error>((report, told))
            })
            .unwrap();
        assert_eq!(report.first_broken, None);
        assert_eq!(report.entries, 2_500);
        assert_eq!(Some(&report.head.hash), sealed.last().map(|last| &last.hash));
        assert_eq!(told, [(1_000, 2_500), (2_000, 2_500), (2_500, 2_500)]);
    });
}

#[test]
fn whatever_is_altered_is_found_where_it_is() {
    let cases: &[(&str, &'static Sql, i64, &str)] = &[
        ("body", sql!("UPDATE journal SET body = '{}' WHERE seq = 4"), 4, "body"),
        ("author", sql!("UPDATE journal SET author = 'x' WHERE seq = 5"), 5, "altered"),
        ("day", sql!("UPDATE journal SET occurred_on = '2026-01-01' WHERE seq = 5"), 5, "altered"),
        ("step taken off", sql!("UPDATE journal SET step = NULL WHERE seq = 6"), 6, "altered"),
        ("people", sql!("UPDATE journal SET people = '[]' WHERE seq = 2"), 2, "altered"),
        ("person's index", sql!("DELETE FROM journal_person WHERE seq = 7 AND person = 'person-all'"), 7, "index"),
        ("body with its hash", sql!("UPDATE journal SET body = NULL, body_hash = 'x' WHERE seq = 3"), 3, "altered"),
    ];
    for (what, statement, seq, why) in cases {
        each_engine(|db| {
            with_entries(&db, 9);
            change(&db, statement);
            let broken = report(&db).first_broken;
            assert!(
                matches!(&broken, Some(Broken { seq: at, why: said }) if at == seq && said.contains(why)),
                "{what}: {broken:?}"
            );
        });
    }
}

#[test]
fn a_removed_entry_and_a_swapped_pair_are_found() {
    each_engine(|db| {
        with_entries(&db, 9);
        change(&db, sql!("DELETE FROM journal_person WHERE seq = 4"));
        change(&db, sql!("DELETE FROM journal WHERE seq = 4"));
        let broken = report(&db).first_broken.unwrap();
        assert_eq!((broken.seq, broken.why.as_str()), (5, "entry 4 is missing"));
    });
    each_engine(|db| {
        with_entries(&db, 9);
        change(&db, sql!("DELETE FROM journal_person"));
        change(&db, sql!("UPDATE journal SET seq = 99 WHERE seq = 4"));
        change(&db, sql!("UPDATE journal SET seq = 4 WHERE seq = 5"));
        change(&db, sql!("UPDATE journal SET seq = 5 WHERE seq = 99"));
        change(
            &db,
            sql_dialect! {
                sqlite: "INSERT INTO journal_person (person, seq)
                         SELECT value, seq FROM journal, json_each(journal.people)",
                postgres: "INSERT INTO journal_person (person, seq)
                           SELECT value, seq FROM journal, json_array_elements_text(people::json) AS value",
            },
        );
        assert_eq!(report(&db).first_broken.map(|broken| broken.seq), Some(4));
    });
}

#[test]
fn a_destroyed_body_is_gone_and_the_chain_still_holds() {
    each_engine(|db| {
        with_entries(&db, 5);
        db.write_now(|conn| journal::drop_body(conn, 3)).unwrap();
        let report = report(&db);
        assert_eq!((report.first_broken, report.entries, report.destroyed), (None, 5, 1));
        let third = db.read_now(|conn| journal::at(conn, 3)).unwrap().unwrap();
        assert_eq!(third.body(), None);
        assert_eq!(third.body_hash.len(), 64);
        assert!(matches!(db.write_now(|conn| journal::drop_body(conn, 77)), Err(Error::NotFound { .. })));
        let next = db.write_now(|conn| journal::append(conn, &entry(6))).unwrap();
        assert_eq!(next.seq, 6);
    });
}

#[test]
fn entries_are_found_by_person_and_by_step() {
    fn seqs(found: Vec<Sealed>) -> Vec<i64> {
        found.into_iter().map(|entry| entry.seq).collect()
    }
    fn of(conn: &mut Conn, people: &[&str], limit: usize, before: Option<i64>) -> Vec<i64> {
        let people: Vec<String> = people.iter().map(|person| (*person).to_owned()).collect();
        seqs(journal::of_person(conn, &people, limit, before).unwrap())
    }
    each_engine(|db| {
        let sealed = with_entries(&db, 8);
        db.read_now(move |conn| {
            assert_eq!(of(conn, &["person-1"], 10, None), [7, 5, 3, 1]);
            assert_eq!(of(conn, &["person-1"], 2, Some(5)), [3, 1]);
            assert_eq!(of(conn, &["person-0", "person-1", "person-all"], 3, Some(8)), [7, 6, 5]);
            assert!(of(conn, &["nobody"], 3, None).is_empty());
            assert_eq!(seqs(journal::of_step(conn, "step-1")?), [3, 6]);
            let mut all = Vec::new();
            journal::each(conn, 3, 2, |entry| {
                all.push(entry);
                Ok::<_, Error>(())
            })?;
            assert_eq!(all, sealed[2..]);
            Ok::<_, Error>(())
        })
        .unwrap();
    });
}

#[test]
fn an_entry_cannot_be_appended_twice() {
    each_engine(|db| {
        with_entries(&db, 1);
        let again = db.write_now(|conn| journal::append(conn, &entry(1)));
        assert!(again.unwrap_err().is_repeat());
        assert_eq!(report(&db).entries, 1);
    });
}

#[test]
fn a_record_is_replayed_into_memory_with_the_same_hashes() {
    each_engine(|db| {
        let sealed = with_entries(&db, 6);
        let replayed = db
            .read_now(|conn| {
                let mut scratch = Conn::memory()?;
                store::apply(&mut scratch, store::MIGRATIONS)?;
                journal::each(conn, 1, 100, |entry| journal::append(&mut scratch, &entry.envelope).map(drop))?;
                journal::head(&mut scratch)
            })
            .unwrap();
        assert_eq!(Some(replayed.hash), sealed.last().map(|last| last.hash.clone()));
    });
}
