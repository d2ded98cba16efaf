//! `kith world`: a synthetic council lives through years.

use crate::Done;
use crate::exit::Exit;
use crate::home::{Place, migrate, now};
use crate::progress::Progress;
use app::chance::Dice;
use app::council::Council;
use law::day::Day;
use std::process::ExitCode;
use store::Options;
use world::{Plan, Summary};

#[derive(clap::Args)]
pub struct Args {
    #[command(flatten)]
    place: Place,
    /// How many children the council has known, about.
    #[arg(long, default_value_t = 400)]
    children: usize,
    /// Through how many years it lives.
    #[arg(long, default_value_t = 2)]
    years: u8,
    /// The same seed gives the same council.
    #[arg(long, default_value_t = 2013)]
    seed: u64,
    /// The first day that it does not live any more; today where none is given.
    #[arg(long)]
    until: Option<Day>,
}

pub fn run(args: Args) -> Done {
    let until = args.until.unwrap_or_else(|| now().day());
    let plan = Plan { children: args.children, years: args.years, seed: args.seed, until };
    let (council, summary) = live(&args.place, &plan, false)?;
    council.db.close();
    println!("{} children of {} families, {} workers", summary.children, summary.families, summary.workers);
    for (kind, count) in &summary.steps {
        println!("{count:>9}  {}", kind.name());
    }
    println!("{:>9}  entries", summary.entries);
    Ok(ExitCode::SUCCESS)
}

/// Makes the council and lets it live, telling how far it is.
pub fn live(place: &Place, plan: &Plan, quiet: bool) -> Result<(Council, Summary), Exit> {
    let db = place.db(Options { readers: 1, ..Options::default() })?;
    migrate(&db)?;
    let council = place.council_on(db, Dice::seeded(plan.seed))?;
    let mut progress = Progress::new("days", quiet);
    let summary = world::live(&council, plan, &mut |told| {
        progress.tell("days", told.days_done as u64, told.days_total as u64);
    })?;
    progress.finish();
    Ok((council, summary))
}
