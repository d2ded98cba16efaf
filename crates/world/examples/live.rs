//! Lives a council in a folder that goes again, and says how fast: `cargo run --profile demo -p world --example live -- 400 2`.
//!
//! A third argument names a folder to keep the database in.

use app::chance::Dice;
use app::council::Council;
use std::error::Error;
use std::path::PathBuf;
use std::time::Instant;
use store::{CouncilKey, Db, Documents, Options, Target};
use world::{Plan, live};

fn main() -> Result<(), Box<dyn Error>> {
    let mut arguments = std::env::args().skip(1);
    let children = arguments.next().map_or(Ok(400), |text| text.parse())?;
    let years = arguments.next().map_or(Ok(2), |text| text.parse())?;
    let scratch = tempfile::tempdir()?;
    let folder = arguments.next().map_or_else(|| scratch.path().to_owned(), PathBuf::from);
    let db = Db::open(&Target::Sqlite(folder.clone()), Options::default())?;
    db.migrate(app::schema::MIGRATIONS)?;
    let documents = Documents::open(&folder.join("documents"), CouncilKey::from_bytes(&[7; 32])?)?;
    let pack = forms::Pack::load(&forms::embedded()).map_err(|flaws| format!("{flaws:?}"))?;
    let council = Council::new(db, documents, Dice::seeded(1), pack);
    let plan = Plan { children, years, seed: 1, until: "2026-11-23".parse()? };
    let began = Instant::now();
    let summary = live(&council, &plan, &mut |_| {})?;
    let seconds = began.elapsed().as_secs_f64();
    let steps: usize = summary.steps.values().sum();
    println!("{summary:#?}");
    println!(
        "{steps} steps and {} entries in {seconds:.1} s: {:.0} steps and {:.0} entries a minute",
        summary.entries,
        steps as f64 / seconds * 60.0,
        summary.entries as f64 / seconds * 60.0
    );
    let began = Instant::now();
    let report = app::verify::verify(&council.db, &council.reckoner, &mut |_, _, _| {})?;
    println!("whole: {} ({:.1} s)", report.is_clean(), began.elapsed().as_secs_f64());
    Ok(())
}
