//! `cargo xtask test`: everything that must pass, the same here as anywhere.

use crate::args::Args;
use crate::postgres::Server;
use crate::run::{Outcome, build_kith, cargo, follow, root, run, say, stage};
use crate::{install, tidy};
use std::path::Path;
use std::process::Command;
use std::time::Instant;

/// How many tests passed and failed so far.
#[derive(Debug, Default, PartialEq, Eq)]
struct Tally {
    passed: u64,
    failed: u64,
}

impl Tally {
    /// Adds one of the test runner's result lines; any other line changes nothing.
    fn hear(&mut self, line: &str) {
        let Some(result) = line.trim_start().strip_prefix("test result: ") else {
            return;
        };
        for part in result.split([';', '.']) {
            match part.trim().split_once(' ') {
                Some((count, "passed")) => self.passed += count.parse::<u64>().unwrap_or(0),
                Some((count, "failed")) => self.failed += count.parse::<u64>().unwrap_or(0),
                _ => {}
            }
        }
    }
}

/// Runs every check in order and stops at the first stage that fails.
///
/// The last line printed is always `N passed, N failed`; a stage that fails without a failed test of its own counts as one.
pub fn test(words: &[String]) -> Outcome {
    let args = Args::read(words, &["--quick"], &[])?;
    let began = Instant::now();
    let mut tally = Tally::default();
    let outcome = root().and_then(|root| everything(&root, args.has("--quick"), &mut tally));
    println!();
    if let Err(why) = &outcome {
        println!("{why}");
        println!("STOPPED: not everything passed");
        tally.failed = tally.failed.max(1);
    }
    println!("whole run: {:.0} s", began.elapsed().as_secs_f64());
    println!("{} passed, {} failed", tally.passed, tally.failed);
    // The reason stands above the count, so that the count is the last line.
    if outcome.is_err() {
        std::process::exit(1);
    }
    Ok(())
}

fn everything(root: &Path, quick: bool, tally: &mut Tally) -> Outcome {
    stage("looking for a C compiler, rustfmt and clippy", || {
        install::c_compiler()?;
        install::rust_tools()
    })?;
    stage("front-end packages", || install::npm_packages(root))?;
    let browser = if quick { None } else { Some(stage("Chromium and its driver", install::browser)?) };
    let server = stage("starting a PostgreSQL of our own", Server::start)?;
    println!("    {}", server.url());

    stage("formatting", || run(&mut workspace(root, &["fmt", "--all", "--check"])))?;
    stage("house rules", || tidy::tidy(root))?;
    let clippy = ["clippy", "--workspace", "--all-targets", "--", "-D", "warnings"];
    stage("clippy", || run(&mut workspace(root, &clippy)))?;
    let tests = ["test", "--workspace", "--exclude", "e2e", "--no-fail-fast"];
    stage("tests", || count(with_server(workspace(root, &tests), &server), tally))?;

    let Some(browser) = browser else {
        say("quick: the real browser is left out");
        return Ok(());
    };
    let kith = stage("building Kith for the browser", || build_kith(root, "dev"))?;
    // Two browsers at a time: more only wait for each other on a small machine.
    let journeys = ["test", "--package", "e2e", "--no-fail-fast", "--", "--test-threads=2"];
    let mut journeys = workspace(root, &journeys);
    journeys.env("KITH_BIN", kith).env("CHROMIUM", browser.chromium).env("CHROMEDRIVER", browser.driver);
    journeys.env("KITH_NODE_MODULES", root.join("node_modules"));
    stage("journeys in a real browser", || count(with_server(journeys, &server), tally))
}

fn workspace(root: &Path, words: &[&str]) -> Command {
    let mut command = cargo();
    command.current_dir(root).args(words);
    command
}

fn with_server(mut command: Command, server: &Server) -> Command {
    command.env("KITH_TEST_POSTGRES", server.url());
    command
}

/// Runs tests with their output shown, adding their results to the tally.
fn count(mut command: Command, tally: &mut Tally) -> Outcome {
    follow(&mut command, |line| {
        println!("{line}");
        tally.hear(line);
    })
}

#[cfg(test)]
mod tests {
    use super::Tally;

    #[test]
    fn results_are_added_up_over_all_programs() {
        let mut tally = Tally::default();
        for line in [
            "running 12 tests",
            "test a_test_that_says::test_result ... ok",
            "test result: ok. 12 passed; 0 failed; 0 ignored; 0 measured; 3 filtered out; finished in 0.01s",
            "test result: FAILED. 4 passed; 2 failed; 0 ignored; 0 measured; 0 filtered out; finished in 1.20s",
        ] {
            tally.hear(line);
        }
        assert_eq!(tally, Tally { passed: 16, failed: 2 });
    }
}
