//! `kith init`: found a council.

use crate::exit::{Exit, of_rejected, of_web};
use crate::home::{Place, dice, migrate, now};
use crate::{Done, user};
use app::command::Command;
use app::founding::{self, NewWorker};
use law::id::{CommandId, WorkerId};
use law::journal::Author;
use law::role::Role;
use std::process::ExitCode;
use store::Options;

#[derive(clap::Args)]
pub struct Args {
    #[command(flatten)]
    place: Place,
    /// The council's name.
    #[arg(long)]
    name: String,
    /// The council's three-digit code.
    #[arg(long)]
    code: String,
    /// The name of the first system administrator.
    #[arg(long)]
    administrator: String,
    /// The name under which the administrator signs in.
    #[arg(long)]
    username: String,
}

pub fn run(args: Args) -> Done {
    if args.code.len() != 3 || !args.code.bytes().all(|byte| byte.is_ascii_digit()) {
        return Err(Exit::usage("a council's code has three digits"));
    }
    let db = args.place.db(Options::default())?;
    migrate(&db)?;
    let council = args.place.council_on(db, dice())?;
    if let Some((name, _)) = council.db.read_now(founding::named)? {
        return Err(Exit::usage(format!("this is already the record of {name}")));
    }
    let at = now();
    let administrator = WorkerId(council.dice.id(at));
    let author = Author { worker: administrator, role: Role::Administrator };
    let command = || Command { id: CommandId(council.dice.id(at)), author, at };
    founding::found(&council, command(), &args.name, &args.code).map_err(of_rejected)?;
    let joins = founding::joins(
        NewWorker {
            id: administrator,
            name: args.administrator,
            roles: vec![Role::Administrator],
            team: None,
            registration: None,
        },
        at.day(),
    );
    council.run_now(command(), move |_| Ok(vec![joins])).map_err(of_rejected)?;
    let password = user::open(&council.db, administrator, &args.username, at).map_err(of_web)?;
    println!("{} is founded in {}.", args.name, args.place.data().display());
    println!("The administrator signs in as {} with this password, to be changed at once:", args.username);
    println!("{password}");
    Ok(ExitCode::SUCCESS)
}
