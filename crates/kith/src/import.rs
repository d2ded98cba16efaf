//! `kith import`: the record of another system.

use crate::Done;
use crate::exit::Exit;
use crate::home::Place;
use std::path::PathBuf;

#[derive(clap::Args)]
pub struct Args {
    #[command(flatten)]
    place: Place,
    #[command(subcommand)]
    what: What,
}

#[derive(clap::Subcommand)]
enum What {
    /// A CIN census return, of any supplier, as the opening caseload of a council.
    CinCensus { file: PathBuf },
}

pub fn run(args: Args) -> Done {
    let What::CinCensus { file } = args.what;
    Err(Exit::usage(format!("{} {}", args.place.data.display(), file.display())))
}
