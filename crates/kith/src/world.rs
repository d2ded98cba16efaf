//! `kith world`: a synthetic council lives through years.

use crate::Done;
use crate::demo::Cast;
use crate::exit::{Exit, of_rejected};
use crate::home::{Place, migrate, now};
use crate::progress::Progress;
use app::chance::Dice;
use app::command::Command;
use app::council::Council;
use app::founding::{self, NewWorker};
use law::caseload::Registration;
use law::day::Day;
use law::id::{CommandId, TeamId, WorkerId};
use law::journal::Author;
use law::role::Role;
use std::process::ExitCode;
use store::Options;

#[derive(clap::Args)]
pub struct Args {
    #[command(flatten)]
    place: Place,
    #[arg(long, default_value_t = 400)]
    children: usize,
    #[arg(long, default_value_t = 2)]
    years: u8,
    #[arg(long, default_value_t = 2013)]
    seed: u64,
    /// The last day that it lives; today where none is given.
    #[arg(long)]
    until: Option<Day>,
}

/// How a council lives.
pub struct Plan {
    pub children: usize,
    pub years: u8,
    pub seed: u64,
    pub until: Day,
}

pub fn plan(children: usize, years: u8, seed: u64, until: Day) -> Plan {
    Plan { children, years, seed, until }
}

pub fn run(args: Args) -> Done {
    let mut progress = Progress::new("years", false);
    let plan = plan(args.children, args.years, args.seed, args.until.unwrap_or_else(|| now().day()));
    let (council, _) = live(&args.place, &plan, &mut |done, total| progress.tell("years", done, total))?;
    progress.finish();
    council.db.close();
    Ok(ExitCode::SUCCESS)
}

/// Makes the council and lets it live.
pub fn live(place: &Place, plan: &Plan, progress: &mut dyn FnMut(u64, u64)) -> Result<(Council, Cast), Exit> {
    let db = place.db(Options { readers: 1, ..Options::default() })?;
    migrate(&db)?;
    let council = place.council_on(db, Dice::seeded(plan.seed))?;
    let at = plan.until.at(9, 0).unwrap_or_else(|_| now());
    let author = Author { worker: WorkerId(council.dice.id(at)), role: Role::Administrator };
    let command = || Command { id: CommandId(council.dice.id(at)), author, at };
    founding::found(&council, command(), "Seaborough", "999").map_err(of_rejected)?;
    let team = TeamId(council.dice.id(at));
    let mut happenings = vec![founding::team(team, "Assessment team 1", plan.until)];
    let mut cast = Cast::new();
    for role in Role::ALL {
        let id = WorkerId(council.dice.id(at));
        let name = format!("{} One", role.name());
        let registration = (*role == Role::SocialWorker)
            .then(|| Registration { number: "SW12345".into(), expires: plan.until.plus_months(9) });
        let worker = NewWorker { id, name: name.clone(), roles: vec![*role], team: Some(team), registration };
        happenings.push(founding::joins(worker, plan.until));
        cast.push((*role, id, name));
    }
    council.run_now(command(), move |_| Ok(happenings)).map_err(of_rejected)?;
    progress(1, 1);
    Ok((council, cast))
}
