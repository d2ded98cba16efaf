//! `kith verify`: is the record whole?

use crate::Done;
use crate::exit::FINDINGS;
use crate::home::Place;
use crate::progress::Progress;
use std::process::ExitCode;
use store::Options;

#[derive(clap::Args)]
pub struct Args {
    #[command(flatten)]
    place: Place,
    /// Report as JSON.
    #[arg(long)]
    json: bool,
}

pub fn run(args: Args) -> Done {
    let council = args.place.council_as_it_is(Options { readers: 1, batch: 1 })?;
    let mut progress = Progress::new("chain", args.json);
    let report = app::verify::verify(&council.db, &council.reckoner, &mut |what, done, total| {
        progress.tell(what, done.unsigned_abs(), total.unsigned_abs());
    })?;
    progress.finish();
    if args.json {
        println!("{}", as_json(&report));
    } else {
        say(&report);
    }
    Ok(if report.is_clean() { ExitCode::SUCCESS } else { ExitCode::from(FINDINGS) })
}

fn say(report: &app::verify::Report) {
    println!("journal: {} entries, {} lawfully destroyed", report.chain.entries, report.chain.destroyed);
    if let Some(broken) = &report.chain.first_broken {
        println!("journal: BROKEN at entry {}: {}", broken.seq, broken.why);
    }
    println!("view log: {} views", report.views.views);
    if let Some(broken) = &report.views.first_broken {
        println!("view log: BROKEN at view {}: {}", broken.seq, broken.why);
    }
    for table in &report.tables {
        match &table.difference {
            None => println!("{}: {} rows, as the journal says", table.table, table.rows),
            Some(difference) => println!("{}: DIFFERS: {difference}", table.table),
        }
    }
    println!("{}", if report.is_clean() { "The record is whole." } else { "The record is NOT whole." });
}

fn as_json(report: &app::verify::Report) -> serde_json::Value {
    let broken = |found: &Option<store::journal::Broken>| found.as_ref().map(|it| (it.seq, it.why.clone()));
    let tables = report
        .tables
        .iter()
        .map(|table| serde_json::json!({ "table": table.table, "rows": table.rows, "difference": table.difference }));
    serde_json::json!({
        "clean": report.is_clean(),
        "entries": report.chain.entries,
        "destroyed": report.chain.destroyed,
        "chain_broken": broken(&report.chain.first_broken),
        "views": report.views.views,
        "views_broken": broken(&report.views.first_broken),
        "tables": tables.collect::<Vec<_>>(),
    })
}
