use std::sync::mpsc;

use store::testing::{each_engine, each_target};
use store::{Conn, Db, Error, Health, Options, Target, command, params, sql};

fn runtime() -> tokio::runtime::Runtime {
    tokio::runtime::Builder::new_current_thread().build().unwrap()
}

fn commands(db: &Db) -> Vec<String> {
    db.read_now(|conn| {
        let rows = conn.query(sql!("SELECT id FROM command ORDER BY id"), params![])?;
        rows.iter().map(|row| row.get("id")).collect::<Result<_, Error>>()
    })
    .unwrap()
}

/// Submits closures so that they all wait while the writer is held, and so land in one batch.
fn in_one_batch<F>(db: &Db, closures: Vec<F>) -> Vec<Result<(), Error>>
where
    F: FnOnce(&mut Conn) -> Result<(), Error> + Send + 'static,
{
    let (release, held) = mpsc::channel::<()>();
    let before = db.figures().commits;
    let results = runtime().block_on(async {
        let gate = db.clone();
        let gate = tokio::spawn(async move {
            gate.write(move |conn| {
                let _ = held.recv();
                command::record(conn, "gate", "")
            })
            .await
        });
        let tasks: Vec<_> = closures
            .into_iter()
            .map(|closure| {
                let db = db.clone();
                tokio::spawn(async move { db.write(closure).await })
            })
            .collect();
        for _ in 0..10 {
            tokio::task::yield_now().await;
        }
        release.send(()).unwrap();
        gate.await.unwrap().unwrap();
        let mut results = Vec::new();
        for task in tasks {
            results.push(task.await.unwrap());
        }
        results
    });
    assert!(db.figures().commits - before <= 2, "the gate, and one batch");
    results
}

type Boxed = Box<dyn FnOnce(&mut Conn) -> Result<(), Error> + Send>;

fn ok(id: &'static str) -> Boxed {
    Box::new(move |conn| command::record(conn, id, ""))
}

fn repeated(id: &'static str) -> Boxed {
    Box::new(move |conn| {
        command::record(conn, id, "")?;
        command::record(conn, id, "")
    })
}

fn panicking(id: &'static str) -> Boxed {
    Box::new(move |conn| {
        command::record(conn, id, "")?;
        panic!("the closure gave up");
    })
}

#[test]
fn a_failing_or_panicking_closure_loses_only_itself() {
    each_engine(|db| {
        let results = in_one_batch(&db, vec![ok("a"), repeated("b"), ok("c"), panicking("d"), ok("e"), repeated("f")]);
        let kept: Vec<bool> = results.iter().map(Result::is_ok).collect();
        assert_eq!(kept, [true, false, true, false, true, false]);
        assert!(matches!(&results[3], Err(Error::Panicked(why)) if why == "the closure gave up"));
        assert_eq!(commands(&db), ["a", "c", "e", "gate"]);
        assert_eq!(db.health(), Health::Writable);
    });
}

#[test]
fn a_batch_of_failures_leaves_nothing_and_the_writer_goes_on() {
    each_engine(|db| {
        let results = in_one_batch(&db, vec![repeated("a"), panicking("b")]);
        assert!(results.iter().all(Result::is_err));
        db.write_now(|conn| command::record(conn, "later", "")).unwrap();
        assert_eq!(commands(&db), ["gate", "later"]);
    });
}

#[test]
fn a_command_made_twice_at_once_is_done_once() {
    fn once(conn: &mut Conn) -> Result<(), Error> {
        match command::outcome(conn, "the-command")? {
            Some(_) => Ok(()),
            None => {
                command::record(conn, "the-command", "opened")?;
                conn.execute(
                    sql!("INSERT INTO job (kind, body, run_at) VALUES ('letter', '{}', '2026-01-01')"),
                    params![],
                )
                .map(drop)
            }
        }
    }
    each_engine(|db| {
        let results = in_one_batch(&db, vec![once, once, once]);
        assert!(results.iter().all(Result::is_ok));
        let letters =
            db.read_now(|conn| conn.query(sql!("SELECT id FROM job WHERE kind = 'letter'"), params![])).unwrap();
        assert_eq!(letters.len(), 1);
    });
}

#[test]
fn a_panic_while_reading_is_an_error_and_the_reader_lives_on() {
    each_engine(|db| {
        for _ in 0..20 {
            let result: Result<(), Error> = db.read_now(|_| panic!("no"));
            assert!(matches!(result, Err(Error::Panicked(_))));
        }
        assert!(commands(&db).is_empty());
    });
}

#[test]
fn a_reading_closure_cannot_write() {
    let check = |db: Db| {
        let refused = db.read_now(|conn| command::record(conn, "sly", ""));
        assert!(refused.is_err());
        db.write_now(|conn| command::record(conn, "open", "")).unwrap();
        assert_eq!(commands(&db), ["open"]);
    };
    each_engine(check);
    let memory = Db::open(&Target::Memory, Options::default()).unwrap();
    memory.migrate(&[]).unwrap();
    check(memory);
}

#[test]
fn one_reading_closure_sees_one_state() {
    each_engine(|db| {
        let writer = db.clone();
        let (before, after) = db
            .read_now(move |conn| {
                let count = |conn: &mut Conn| conn.query(sql!("SELECT id FROM command"), params![]).map(|r| r.len());
                let before = count(conn)?;
                writer.write_now(|conn| command::record(conn, "meanwhile", ""))?;
                Ok::<_, Error>((before, count(conn)?))
            })
            .unwrap();
        assert_eq!((before, after), (0, 0));
        assert_eq!(commands(&db), ["meanwhile"]);
    });
}

fn sixty_four_writers(db: &Db) -> Vec<String> {
    let mut acknowledged: Vec<String> = std::thread::scope(|scope| {
        let threads: Vec<_> = (0..64)
            .map(|writer| {
                scope.spawn(move || {
                    let write = |number: i32| {
                        let id = format!("{writer:02}-{number}");
                        let inside = id.clone();
                        db.write_now(move |conn| command::record(conn, &inside, "")).map(|()| id)
                    };
                    (0..8).map(write).collect::<Result<Vec<_>, Error>>().unwrap()
                })
            })
            .collect();
        threads.into_iter().flat_map(|thread| thread.join().unwrap()).collect()
    });
    acknowledged.sort();
    acknowledged
}

#[test]
fn sixty_four_writers_share_commits_and_lose_nothing() {
    each_target(|target| {
        let db = Db::open(target, Options::default()).unwrap();
        db.migrate(&[]).unwrap();
        let before = db.figures();
        let acknowledged = sixty_four_writers(&db);
        let after = db.figures();
        db.close();
        let db = Db::open(target, Options::default()).unwrap();
        assert_eq!(commands(&db), acknowledged);
        assert_eq!(acknowledged.len(), 512);
        assert_eq!(after.jobs - before.jobs, 512);
        assert!(after.commits - before.commits < 512, "{after:?}");
        db.close();
    });
}

#[test]
fn a_batch_of_one_commits_each_alone() {
    each_target(|target| {
        let options = Options { batch: 1, ..Options::default() };
        let db = Db::open(target, options).unwrap();
        db.migrate(&[]).unwrap();
        sixty_four_writers(&db);
        let figures = db.figures();
        assert_eq!(figures.commits, figures.jobs);
        db.close();
    });
}

#[test]
fn a_closed_database_says_so() {
    each_engine(|db| {
        db.clone().close();
        assert!(matches!(db.write_now(|conn| command::record(conn, "late", "")), Err(Error::Closed)));
        assert!(matches!(db.read_now(|conn| command::outcome(conn, "late")), Err(Error::Closed)));
        assert!(matches!(db.views().record(vec![]), Err(Error::Closed)));
    });
}
