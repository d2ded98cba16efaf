//! `kith import`: the record of another system.

use crate::Done;
use crate::exit::{Exit, FINDINGS};
use crate::home::{Place, now};
use crate::progress::Progress;
use app::import::{ImportReport, Refused, Run, cin_census};
use law::id::{TeamId, WorkerId};
use law::journal::Author;
use law::role::Role;
use std::fs::File;
use std::ops::ControlFlow;
use std::path::PathBuf;
use std::process::ExitCode;
use store::Options;

#[derive(clap::Args)]
pub struct Args {
    #[command(subcommand)]
    what: What,
}

#[derive(clap::Subcommand)]
enum What {
    /// A CIN census return, of any supplier, as the opening caseload of a council.
    CinCensus(CinCensus),
}

#[derive(clap::Args)]
struct CinCensus {
    /// The return, an XML file.
    file: PathBuf,
    #[command(flatten)]
    place: Place,
    /// The team in which children with open work wait to be allocated.
    #[arg(long)]
    team: Option<String>,
    /// The worker in whose name it is done; the first administrator where none is given.
    #[arg(long)]
    worker: Option<WorkerId>,
    /// List only what was refused for this reason.
    #[arg(long)]
    reason: Option<String>,
    /// Report as JSON.
    #[arg(long)]
    json: bool,
}

pub fn run(args: Args) -> Done {
    let What::CinCensus(args) = args.what;
    let council = args.place.council(Options { readers: 1, ..Options::default() })?;
    let author = author(&council, args.worker)?;
    let team = args.team.as_deref().map(|name| team(&council, name)).transpose()?;
    let mut file = File::open(&args.file).map_err(|error| Exit::usage(format!("{}: {error}", args.file.display())))?;
    let at = now();
    let mut progress = Progress::new("children", args.json);
    let report = cin_census(&council, &mut file, Run { author, at, as_at: at.day(), team }, &mut |told| {
        progress.tell("children", told.done, told.children);
        ControlFlow::Continue(())
    })
    .map_err(|error| Exit::usage(format!("{}: {error}", args.file.display())))?;
    progress.finish();
    council.db.close();
    if args.json {
        println!("{}", serde_json::to_string_pretty(&report)?);
    } else {
        say(&report, args.reason.as_deref());
    }
    Ok(if report.refused.is_empty() { ExitCode::SUCCESS } else { ExitCode::from(FINDINGS) })
}

fn say(report: &ImportReport, reason: Option<&str>) {
    let wanted = |refused: &&Refused| reason.is_none_or(|reason| refused.to_string().contains(reason));
    report.refused.iter().filter(wanted).for_each(|refused| println!("{refused}"));
    println!("{report}");
}

fn author(council: &app::council::Council, worker: Option<WorkerId>) -> Result<Author, Exit> {
    let workers = council.db.read_now(app::caseload::queries::workers)?;
    let found = workers.iter().find(|one| match worker {
        Some(id) => one.id == id,
        None => one.roles.contains(&Role::Administrator),
    });
    let found = found.ok_or_else(|| Exit::usage("name a worker who is on the record with --worker"))?;
    Ok(Author { worker: found.id, role: found.roles.first().copied().unwrap_or(Role::Administrator) })
}

fn team(council: &app::council::Council, name: &str) -> Result<TeamId, Exit> {
    let teams = council.db.read_now(app::caseload::queries::teams)?;
    let known = || teams.iter().map(|team| team.name.as_str()).collect::<Vec<_>>().join(", ");
    let found = teams.iter().find(|team| team.name.eq_ignore_ascii_case(name));
    found.map(|team| team.id).ok_or_else(|| Exit::usage(format!("no team is called {name}; there are: {}", known())))
}
