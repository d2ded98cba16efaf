//! `kith migrate`: bring the database to this version's schema.

use crate::Done;
use crate::home::{self, Place};
use std::process::ExitCode;
use store::Options;

#[derive(clap::Args)]
pub struct Args {
    #[command(flatten)]
    place: Place,
}

pub fn run(args: Args) -> Done {
    let db = args.place.db(Options { readers: 1, batch: 1 })?;
    let applied = home::migrate(&db)?;
    match applied.as_slice() {
        [] => println!("The schema is this version's already."),
        new => new.iter().for_each(|id| println!("applied {id}")),
    }
    Ok(ExitCode::SUCCESS)
}
