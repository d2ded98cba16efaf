//! kill -9 at random moments under load: nothing that was acknowledged is lost, and the record stays whole.
//!
//! The short form runs with the tests. The long one: `KITH_KILLS=100 cargo test --release -p kith --test crash`.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on must stop")]

use app::chance::Dice;
use app::command::Command;
use app::council::Council;
use app::founding::{self, NewWorker};
use law::day::Moment;
use law::id::{CommandId, PersonId, TeamId, WorkerId};
use law::journal::{Author, Happening};
use law::people::{Birth, Identity, Name, PersonEntry};
use law::role::Role;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::path::Path;
use std::process::{Child, Stdio};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};
use store::{CouncilKey, Db, Documents, Options, Target, params, sql};
use web::Now;

/// Who writes in this test: a session that outlives every kill, and the child they write about.
struct Writer {
    cookie: String,
    csrf: String,
    child: PersonId,
}

/// A small council, one worker signed in, one child.
fn found(data: &Path) -> Writer {
    let db = Db::open(&Target::Sqlite(data.to_owned()), Options { readers: 1, batch: 1 }).unwrap();
    db.migrate(web::MIGRATIONS).unwrap();
    db.migrate(app::schema::MIGRATIONS).unwrap();
    std::fs::create_dir_all(data.join("keys")).unwrap();
    let key = CouncilKey::load_or_create(&data.join("keys/council.key")).unwrap();
    let documents = Documents::open(&data.join("documents"), key).unwrap();
    let pack = forms::Pack::load(&forms::embedded()).unwrap();
    let council = Council::new(db.clone(), documents, Dice::seeded(3), pack);
    let at = now();
    let worker = WorkerId(council.dice.id(at));
    let team = TeamId(council.dice.id(at));
    let child = PersonId(council.dice.id(at));
    let author = Author { worker, role: Role::Administrator };
    let command = || Command { id: CommandId(council.dice.id(at)), author, at };
    founding::found(&council, command(), "Seaborough", "999").unwrap();
    let joins = NewWorker {
        id: worker,
        name: "Ada Nwosu".into(),
        roles: vec![Role::TeamManager],
        team: Some(team),
        registration: None,
    };
    let born = PersonEntry::Recorded {
        person: child,
        name: Name { given: "Zainab".into(), family: "Khan".into() },
        birth: Birth::Born("2019-05-14".parse().unwrap()),
        identity: Identity::default(),
    };
    let begun =
        vec![founding::team(team, "Team", at.day()), founding::joins(joins, at.day()), Happening::of(born, at.day())];
    council.run_now(command(), move |_| Ok(begun)).unwrap();
    let new = web::session::NewSession {
        worker: worker.to_string(),
        second_factor: true,
        return_to: "/".into(),
        device: "a test".into(),
    };
    let (session, token) = db
        .write_now(move |conn| web::session::begin(conn, &web::chance::MachineChance, Now(at.0), new))
        .unwrap_or_else(|failure| panic!("{failure:?}"));
    let csrf = web::csrf::CsrfToken::of_session(&session).0;
    let writer = Writer { cookie: format!("kith={}", token.cookie_value()), csrf, child };
    db.close();
    writer
}

#[allow(clippy::disallowed_methods, reason = "the served program takes the machine's own time")]
fn now() -> Moment {
    Moment(jiff::Timestamp::now())
}

/// The running program and its address.
fn serve(data: &Path) -> (Child, String) {
    let mut child = std::process::Command::new(env!("CARGO_BIN_EXE_kith"))
        .args(["serve", "--port", "0", "--data"])
        .arg(data)
        .env("KITH_HTTPS", "false")
        .env("KITH_PROXIES", "0")
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let mut lines = BufReader::new(child.stdout.take().unwrap()).lines();
    let address = lines.find_map(|line| line.unwrap().strip_prefix("listening on http://").map(str::to_owned));
    (child, address.expect("the program says where it listens"))
}

/// Posts a form; gives the address that the answer sends the browser to, if it was acknowledged.
fn post(address: &str, writer: &Writer, path: &str, fields: &str) -> Option<String> {
    let body = format!("csrf={}&{fields}", writer.csrf);
    let mut stream = TcpStream::connect(address).ok()?;
    stream.set_read_timeout(Some(Duration::from_secs(10))).ok()?;
    let head = format!(
        "POST {path} HTTP/1.1\r\nHost: {address}\r\nCookie: {}\r\nSec-Fetch-Site: same-origin\r\nConnection: close\r\n\
         Content-Type: application/x-www-form-urlencoded\r\nContent-Length: {}\r\n\r\n",
        writer.cookie,
        body.len()
    );
    stream.write_all(head.as_bytes()).ok()?;
    stream.write_all(body.as_bytes()).ok()?;
    let mut answer = String::new();
    stream.read_to_string(&mut answer).ok()?;
    let location = answer.lines().find_map(|line| line.strip_prefix("location: "));
    location.map(str::to_owned).filter(|to| to.starts_with("/step/"))
}

/// Writers that go on until they are told to stop; every acknowledged step is noted.
fn load(address: &str, writer: &Arc<Writer>, kept: &Arc<Mutex<Vec<String>>>, until: &Arc<AtomicBool>) {
    let clients: Vec<_> = (0..6)
        .map(|_| {
            let (address, writer, kept, until) = (address.to_owned(), writer.clone(), kept.clone(), until.clone());
            std::thread::spawn(move || {
                while !until.load(Ordering::Relaxed) {
                    let path = format!("/person/{}/start/case_note", writer.child);
                    if let Some(step) = post(&address, &writer, &path, "") {
                        kept.lock()
                            .unwrap()
                            .push(step.trim_start_matches("/step/").split('/').next().unwrap().to_owned());
                    }
                }
            })
        })
        .collect();
    clients.into_iter().for_each(|client| client.join().unwrap());
}

#[test]
fn no_acknowledged_write_is_lost_by_kill_9() {
    let kills: u64 = std::env::var("KITH_KILLS").ok().and_then(|text| text.parse().ok()).unwrap_or(4);
    let folder = tempfile::tempdir().unwrap();
    let writer = Arc::new(found(folder.path()));
    let kept = Arc::new(Mutex::new(Vec::new()));
    let mut seed = 0x5eed_u64;
    for kill in 0..kills {
        seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        let (mut program, address) = serve(folder.path());
        let until = Arc::new(AtomicBool::new(false));
        let before = kept.lock().unwrap().len();
        std::thread::scope(|scope| {
            scope.spawn(|| load(&address, &writer, &kept, &until));
            // Wait for load to be under way, then a random number of acknowledged writes more.
            let target = before + 3 + usize::try_from(seed >> 58).unwrap();
            let began = Instant::now();
            while kept.lock().unwrap().len() < target {
                assert!(began.elapsed() < Duration::from_secs(60), "no writes were acknowledged before kill {kill}");
                std::thread::yield_now();
            }
            program.kill().unwrap();
            program.wait().unwrap();
            until.store(true, Ordering::Relaxed);
        });
    }
    everything_is_there(folder.path(), &kept.lock().unwrap());
}

fn everything_is_there(data: &Path, kept: &[String]) {
    let db = Db::open(&Target::Sqlite(data.to_owned()), Options { readers: 1, batch: 1 }).unwrap();
    let select = sql!("SELECT COUNT(*) AS n FROM step WHERE id = $1");
    for step in kept.iter().cloned() {
        let there = db.read_now(move |conn| conn.query_one(select, params![step])?.get::<i64>("n")).unwrap();
        assert_eq!(there, 1, "an acknowledged step is not on the record");
    }
    db.close();
    println!("{} acknowledged writes, none lost", kept.len());
    let verify =
        std::process::Command::new(env!("CARGO_BIN_EXE_kith")).args(["verify", "--json", "--data"]).arg(data).output();
    let verify = verify.unwrap();
    assert!(verify.status.success(), "{}", String::from_utf8_lossy(&verify.stdout));
}
