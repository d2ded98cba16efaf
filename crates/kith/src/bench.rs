//! `kith bench`: this build against this machine's own floors, all measured in one run.
//!
//! Nothing here passes or fails: machines are shared and noisy. Each figure stands beside the floor that the same machine
//! gave a moment before: a bare durable write, a bare point read, one commit each.

mod floors;
mod pages;
mod sample;
mod writes;

use crate::Done;
use crate::home::{Place, now};
use crate::world;
use ::world::Plan;
use sample::Sample;
use std::path::PathBuf;
use std::process::ExitCode;

#[derive(clap::Args)]
pub struct Args {
    /// A folder for the council that is measured; it is made there if it is not there yet, and kept.
    #[arg(long, value_name = "DIR")]
    data: PathBuf,
    /// How many children the council has known, where it is made.
    #[arg(long, default_value_t = 1000)]
    children: usize,
    /// Through how many years it has lived, where it is made.
    #[arg(long, default_value_t = 2)]
    years: u8,
    /// Requests for each page.
    #[arg(long, default_value_t = 300)]
    requests: usize,
    /// Durable writes in each way of writing.
    #[arg(long, default_value_t = 2000)]
    writes: usize,
    /// Report as JSON.
    #[arg(long)]
    json: bool,
}

/// One measured figure, its floor in the same run, and what the two are.
#[derive(serde::Serialize)]
pub struct Line {
    what: String,
    figure: Sample,
    floor: Sample,
    floor_is: String,
}

pub fn run(args: Args) -> Done {
    let place = Place { data: Some(args.data.clone()), database: None, practice: None };
    if !args.data.join("kith.db").exists() {
        let plan = Plan { children: args.children, years: args.years, seed: 2013, until: now().day() };
        let (council, _) = world::live(&place, &plan, args.json)?;
        council.db.close();
    }
    let mut lines = writes::measure(&args.data, args.writes)?;
    lines.extend(pages::measure(&place, args.requests)?);
    if args.json {
        println!("{}", serde_json::to_string_pretty(&lines)?);
    } else {
        say(&lines);
    }
    Ok(ExitCode::SUCCESS)
}

fn say(lines: &[Line]) {
    println!("{:<46} {:>10} {:>10} {:>10} {:>9}   floor", "", "p50", "p99", "per s", "CPU each");
    for line in lines {
        let figure = &line.figure;
        println!(
            "{:<46} {:>10} {:>10} {:>10.0} {:>9}   {} {} (×{:.1} at p50)",
            line.what,
            micros(figure.p50),
            micros(figure.p99),
            figure.per_second,
            micros(figure.cpu_each),
            line.floor_is,
            micros(line.floor.p50),
            figure.p50 / line.floor.p50.max(0.001),
        );
    }
}

fn micros(micros: f64) -> String {
    if micros >= 1000.0 { format!("{:.2} ms", micros / 1000.0) } else { format!("{micros:.0} µs") }
}
