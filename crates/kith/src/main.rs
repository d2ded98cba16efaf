//! The command line: one file per command.

mod bench;
mod check_config;
mod code;
mod config;
mod demo;
mod exit;
mod home;
mod import;
mod init;
mod migrate;
mod practice;
mod progress;
mod serve;
mod transfer;
mod user;
mod verify;
mod world;

use clap::{Parser, Subcommand};
use exit::Exit;
use std::process::ExitCode;

/// One record for every child, and live oversight for everyone responsible.
#[derive(Parser)]
#[command(name = "kith", version, about, max_term_width = 100)]
struct Kith {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Found a council: database, keys, practice pack, first administrator.
    Init(init::Args),
    /// Serve the council's pages.
    Serve(serve::Args),
    /// Make a synthetic council if there is none yet, and serve it.
    Demo(demo::Args),
    /// Print the sign-in code of a demo account as it is now.
    Code(code::Args),
    /// Bring the database to this version's schema.
    Migrate(migrate::Args),
    /// Check the journal's chain, rebuild the state from it, and compare.
    Verify(verify::Args),
    /// Check a configuration file without serving.
    CheckConfig(check_config::Args),
    /// Open, close and mend sign-in accounts.
    User(user::Args),
    /// Check and draw the practice pack.
    Practice(practice::Args),
    /// Take in the record of another system.
    Import(import::Args),
    /// Send a child's record to another council, and take in theirs.
    Transfer(transfer::Args),
    /// Let a synthetic council live through years.
    World(world::Args),
    /// Measure this build against this machine's own floors.
    Bench(bench::Args),
}

fn main() -> ExitCode {
    tracing_subscriber::fmt()
        .with_writer(std::io::stderr)
        .with_env_filter(
            tracing_subscriber::EnvFilter::try_from_env("KITH_LOG").unwrap_or_else(|_| "kith=info,warn".into()),
        )
        .init();
    web::errors::quiet_panics();
    let done = match Kith::parse().command {
        Command::Init(args) => init::run(args),
        Command::Serve(args) => serve::run(args),
        Command::Demo(args) => demo::run(args),
        Command::Code(args) => code::run(&args),
        Command::Migrate(args) => migrate::run(args),
        Command::Verify(args) => verify::run(args),
        Command::CheckConfig(args) => check_config::run(&args),
        Command::User(args) => user::run(args),
        Command::Practice(args) => practice::run(args),
        Command::Import(args) => import::run(args),
        Command::Transfer(args) => transfer::run(args),
        Command::World(args) => world::run(args),
        Command::Bench(args) => bench::run(args),
    };
    done.unwrap_or_else(|failure| failure.report())
}

/// What every command gives.
type Done = Result<ExitCode, Exit>;
