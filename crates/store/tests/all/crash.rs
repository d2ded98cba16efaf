//! Power cuts and full disks, as far as a process can have them: this test program starts itself and kills itself.

use std::collections::BTreeSet;
use std::io::{BufRead, BufReader, Read, Write};
use std::process::{Child, Command, Stdio};

use store::testing::each_target;
use store::{Db, Error, Health, Options, Target, View, journal};

use crate::journal::entry;

const WHERE: &str = "KITH_TEST_CHILD";

fn target_text(target: &Target) -> String {
    match target {
        Target::Sqlite(folder) => folder.display().to_string(),
        Target::Postgres(url) => url.clone(),
        Target::Memory => String::new(),
    }
}

fn target_of_child() -> Option<Target> {
    let text = std::env::var(WHERE).ok()?;
    Some(match text.contains("://") {
        true => Target::Postgres(text),
        false => Target::Sqlite(text.into()),
    })
}

fn open(target: &Target) -> Db {
    let db = Db::open(target, Options::default()).unwrap();
    db.migrate(&[]).unwrap();
    db
}

fn say(line: &str) {
    let mut out = std::io::stdout().lock();
    out.write_all(format!("\n{line}\n").as_bytes()).unwrap();
    out.flush().unwrap();
}

/// Run by the tests below in a process of its own: writes until it is killed.
#[test]
#[ignore = "the part of a crash test that is killed"]
fn writes_until_killed() {
    let Some(target) = target_of_child() else { return };
    let db = open(&target);
    let start = db.read_now(journal::head).unwrap().seq * 100;
    std::thread::scope(|scope| {
        for writer in 0..4_i64 {
            let db = &db;
            scope.spawn(move || {
                for number in 0.. {
                    let envelope = entry(start + number * 4 + writer);
                    let id = envelope.id.clone();
                    let view = View {
                        at: envelope.recorded_at.clone(),
                        viewer: id.clone(),
                        role: String::new(),
                        person: None,
                        what: String::new(),
                        purpose: String::new(),
                    };
                    db.views().record(vec![view]).unwrap();
                    db.write_now(move |conn| journal::append(conn, &envelope)).unwrap();
                    say(&format!("recorded {id}"));
                }
            });
        }
    });
}

fn child(test: &str, target: &Target) -> Command {
    let mut command = Command::new(std::env::current_exe().unwrap());
    command.args([test, "--exact", "--ignored", "--nocapture"]);
    command.env(WHERE, target_text(target)).stdout(Stdio::piped());
    command
}

/// Reads what the child says it recorded, killing it once there are `enough`. What it said before it died counts too.
fn kill_after(mut child: Child, enough: usize) -> BTreeSet<String> {
    let mut out = BufReader::new(child.stdout.take().unwrap());
    let mut recorded = BTreeSet::new();
    let mut line = String::new();
    while recorded.len() < enough && out.read_line(&mut line).unwrap() > 0 {
        recorded.extend(line.trim().strip_prefix("recorded ").map(str::to_owned));
        line.clear();
    }
    child.kill().unwrap();
    let mut rest = String::new();
    let _ = out.read_to_string(&mut rest);
    child.wait().unwrap();
    let whole = rest.rsplit_once('\n').map_or("", |(whole, _)| whole);
    let said = whole.lines().filter_map(|line| line.strip_prefix("recorded "));
    recorded.extend(said.map(str::to_owned));
    recorded
}

fn assert_all_there(target: &Target, recorded: &BTreeSet<String>) {
    let db = open(target);
    let found = db
        .read_now(|conn| {
            let report = journal::verify(conn, &mut |_, _| {})?;
            assert_eq!(report.first_broken, None);
            let mut found = BTreeSet::new();
            journal::each(conn, 1, 500, |sealed| {
                found.insert(sealed.envelope.id);
                Ok::<_, Error>(())
            })?;
            Ok::<_, Error>(found)
        })
        .unwrap();
    let lost: Vec<_> = recorded.difference(&found).collect();
    assert!(lost.is_empty(), "lost: {lost:?}");
    assert_eq!(db.views().verify().unwrap().first_broken, None);
    for id in recorded {
        assert_eq!(db.views().of_viewer_now(id, 1).unwrap().len(), 1, "the view of {id}");
    }
    db.close();
}

#[test]
fn nothing_acknowledged_is_lost_over_kills() {
    each_target(|target| {
        open(target).close();
        let mut recorded = BTreeSet::new();
        for enough in [1, 7, 20, 50, 120] {
            let child = child("crash::writes_until_killed", target).spawn().unwrap();
            let more = kill_after(child, enough);
            assert!(more.len() >= enough, "the child wrote {}", more.len());
            recorded.extend(more);
            assert_all_there(target, &recorded);
        }
    });
}

/// Run by the test below in a process that may not make large files: writes until the disk is full.
#[test]
#[ignore = "the part of a full-disk test that runs out of space"]
fn writes_until_full() {
    let Some(target) = target_of_child() else { return };
    let db = open(&target);
    let write = |number: i64| {
        let mut envelope = entry(number);
        envelope.body = "x".repeat(8_000);
        db.write_now(move |conn| journal::append(conn, &envelope))
    };
    let mut number = 0;
    let failed = loop {
        number += 1;
        match write(number) {
            Ok(sealed) => say(&format!("recorded {}", sealed.envelope.id)),
            Err(error) => break error,
        }
        assert!(number < 10_000, "the disk never filled");
    };
    say(&format!("failed {failed}"));
    assert!(matches!(db.health(), Health::ReadOnly { .. }), "{failed}");
    assert!(matches!(write(number + 1), Err(Error::ReadOnly { .. })));
    assert!(matches!(write(number), Err(Error::ReadOnly { .. })));
    let seen = db.read_now(journal::head).unwrap().seq;
    assert!(seen >= number - 1, "reading goes on");
    say("stopped");
}

#[cfg(unix)]
#[test]
fn a_full_disk_stops_writing_and_not_reading() {
    let folder = tempfile::tempdir().unwrap();
    let target = Target::Sqlite(folder.path().join("data"));
    open(&target).close();
    let child = child("crash::writes_until_full", &target);
    let mut limited = Command::new("sh");
    limited
        .args(["-c", r#"trap "" XFSZ; ulimit -f 1000; exec "$0" "$@""#])
        .arg(child.get_program())
        .args(child.get_args())
        .env(WHERE, target_text(&target));
    let output = limited.output().unwrap();
    let said = String::from_utf8(output.stdout).unwrap();
    assert!(output.status.success(), "{said}{}", String::from_utf8_lossy(&output.stderr));
    assert!(said.contains("stopped"), "{said}");
    let recorded: BTreeSet<String> =
        said.lines().filter_map(|line| line.strip_prefix("recorded ")).map(str::to_owned).collect();
    assert!(recorded.len() > 5);
    let db = open(&target);
    let report = db.read_now(|conn| journal::verify(conn, &mut |_, _| {})).unwrap();
    assert_eq!(report.first_broken, None);
    assert!(report.entries >= recorded.len() as i64);
    assert_eq!(db.health(), Health::Writable);
    db.close();
}
