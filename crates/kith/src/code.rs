//! `kith code`: the sign-in code of a demo account, for who has no authenticator at hand.

use crate::Done;
use crate::demo::Accounts;
use crate::exit::Exit;
use crate::home::now;
use std::path::PathBuf;
use std::process::ExitCode;

#[derive(clap::Args)]
pub struct Args {
    /// The demo council's folder.
    #[arg(long, value_name = "DIR")]
    data: PathBuf,
    /// The name under which the account signs in.
    username: String,
}

pub fn run(args: &Args) -> Done {
    let accounts = Accounts::read(&args.data)?.ok_or_else(|| Exit::usage("there is no demo council in that folder"))?;
    let code = accounts.code(&args.username, now());
    println!("{}", code.ok_or_else(|| Exit::usage(format!("no demo account is called {}", args.username)))?);
    Ok(ExitCode::SUCCESS)
}
