//! `kith bench`: this build against this machine's own floors, in one run.

use crate::Done;
use crate::exit::Exit;

#[derive(clap::Args)]
pub struct Args {}

pub fn run(_: Args) -> Done {
    Err(Exit::usage("nothing is measured yet"))
}
