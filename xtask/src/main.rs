//! The project's own chores: `demo`, `test`, `tidy` and `gen`.
//!
//! Nothing but the standard library, so that it builds in seconds on a bare machine and can then install the rest.

mod args;
mod demo;
mod generate;
mod install;
mod machine;
mod postgres;
mod run;
mod test;
mod tidy;

use std::process::ExitCode;

const HELP: &str = "\
cargo xtask demo  [--port N] [--children N] [--years Y] [--fresh] [--check]
    builds Kith, makes a synthetic council once, and serves it
    --fresh   throw the synthetic council away and make another
    --check   start it, wait until the sign-in page answers, say how long that took, and stop
cargo xtask test  [--quick]
    everything that must pass; installs what is missing on a Debian machine
    --quick   leave out the real browser
cargo xtask tidy
    the house rules: which crate may know which, file lengths, unfinished work, links
cargo xtask gen
    writes the generated pages of the documentation
";

fn main() -> ExitCode {
    let words: Vec<String> = std::env::args().skip(1).collect();
    let rest = words.get(1..).unwrap_or_default();
    let outcome = match words.first().map(String::as_str) {
        Some("demo") => demo::demo(rest),
        Some("test") => test::test(rest),
        Some("tidy") => tidy::command(rest),
        Some("gen") => generate::generate(rest),
        Some("help" | "--help" | "-h") => {
            print!("{HELP}");
            Ok(())
        }
        Some(other) => Err(format!("no chore is called `{other}`\n\n{HELP}")),
        None => Err(HELP.to_owned()),
    };
    match outcome {
        Ok(()) => ExitCode::SUCCESS,
        Err(why) => {
            eprintln!("{}", why.trim_end());
            ExitCode::FAILURE
        }
    }
}
