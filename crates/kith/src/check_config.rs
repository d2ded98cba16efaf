//! `kith check-config`: is the configuration right?

use crate::Done;
use crate::config::Config;
use std::path::PathBuf;
use std::process::ExitCode;

#[derive(clap::Args)]
pub struct Args {
    /// The configuration file.
    file: PathBuf,
}

pub fn run(args: &Args) -> Done {
    let config = Config::read(Some(&args.file))?;
    config.database()?;
    println!("listens on {}, {}", config.listen, if config.https { "https by a proxy" } else { "this machine only" });
    Ok(ExitCode::SUCCESS)
}
