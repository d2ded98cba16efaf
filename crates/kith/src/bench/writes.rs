//! Durable writes by 64 clients, with group commit and with one commit each.

use super::sample::{Sample, cpu_time};
use super::{Line, floors};
use crate::exit::Exit;
use crate::home::{dice, migrate, now};
use std::path::Path;
use std::time::Instant;
use store::{Db, Envelope, Options, Target};

const CLIENTS: usize = 64;

/// Measures both ways on a fresh journal beside the council's folder.
pub fn measure(data: &Path, writes: usize) -> Result<Vec<Line>, Exit> {
    let floor = floors::durable_append(data, 200)?;
    let mut lines = Vec::new();
    for (what, batch) in
        [("durable write, 64 clients, one commit each", 1), ("durable write, 64 clients, group commit", 256)]
    {
        let folder = data.join("bench-writes");
        let figure = one_way(&folder, batch, writes)?;
        std::fs::remove_dir_all(&folder)?;
        lines.push(Line { what: what.to_owned(), figure, floor: floor.clone(), floor_is: "durable append".to_owned() });
    }
    let [alone, grouped] = [&lines[0], &lines[1]];
    let gain = grouped.figure.per_second / alone.figure.per_second.max(0.001);
    eprintln!("group commit: {gain:.1} times the writes of one commit each, in this run");
    Ok(lines)
}

fn one_way(folder: &Path, batch: usize, writes: usize) -> Result<Sample, Exit> {
    let db = Db::open(&Target::Sqlite(folder.to_owned()), Options { readers: 1, batch })?;
    migrate(&db)?;
    let (began, cpu) = (Instant::now(), cpu_time());
    let clients: Vec<_> = (0..CLIENTS)
        .map(|_| {
            let db = db.clone();
            std::thread::spawn(move || client(&db, writes / CLIENTS))
        })
        .collect();
    let mut times = Vec::with_capacity(writes);
    for client in clients {
        let done = client.join().map_err(|_| Exit::usage("a client of the bench stopped"))?;
        times.extend(done?);
    }
    let sample = Sample::from_times(times, began.elapsed(), cpu_time().saturating_sub(cpu));
    db.close();
    Ok(sample)
}

fn client(db: &Db, writes: usize) -> Result<Vec<std::time::Duration>, store::Error> {
    let dice = dice();
    let mut times = Vec::with_capacity(writes);
    for _ in 0..writes {
        let at = now();
        let entry = Envelope {
            id: dice.id(at).to_string(),
            recorded_at: at.to_string(),
            occurred_on: at.day().to_string(),
            author: dice.id(at).to_string(),
            role: "social_worker".to_owned(),
            command: dice.id(at).to_string(),
            people: vec![dice.id(at).to_string()],
            step: None,
            kind: "bench".to_owned(),
            version: 1,
            body: "{\"words\":\"Seen at home, settled, talked about school.\"}".to_owned(),
        };
        let one = Instant::now();
        db.write_now(move |conn| store::journal::append(conn, &entry).map(drop))?;
        times.push(one.elapsed());
    }
    Ok(times)
}
