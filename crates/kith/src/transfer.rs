//! `kith transfer`: a child's record to and from another council, and the keys by which councils know each other.

use crate::Done;
use crate::exit::{Exit, FINDINGS, of_rejected};
use crate::home::{Place, now};
use app::caseload::queries::{teams, worker};
use app::command::{Command, Rejected};
use app::council::Council;
use app::pack::send::{self, Asked, SendError};
use app::pack::take::{self, Looked, TakeError, Taking, Whose};
use app::pack::{councils, receipt};
use app::reader::Viewer;
use law::day::Day;
use law::id::{CommandId, PackId, PersonId, WorkerId};
use law::journal::{Author, Happening};
use law::role::Role;
use law::step::act::Refusal;
use std::collections::BTreeMap;
use std::fs::{self, File};
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use store::{Conn, Options};

#[derive(clap::Args)]
pub struct Args {
    #[command(flatten)]
    place: Place,
    /// The worker in whose name it is done, by their id.
    #[arg(long, global = true)]
    worker: Option<WorkerId>,
    #[command(subcommand)]
    what: What,
}

#[derive(clap::Subcommand)]
enum What {
    /// Print this council's public key and its fingerprint.
    Key,
    /// List the councils whose keys are known here.
    Councils,
    /// Enter another council's key. A second person then confirms it.
    Enter {
        /// The council's name.
        #[arg(long)]
        name: String,
        /// Its three-digit code.
        #[arg(long)]
        code: String,
        /// The public key: the line that begins with kith-key-1, or a file that holds it.
        key: String,
    },
    /// Confirm a key after comparing its fingerprint with the other council.
    Confirm {
        /// The council's name.
        name: String,
        /// With whom it was compared, and how.
        #[arg(long)]
        how: String,
    },
    /// Prepare a pack about one child or several.
    Prepare {
        /// The children, by their ids.
        #[arg(required = true)]
        children: Vec<PersonId>,
        /// The receiving council, by name.
        #[arg(long)]
        to: String,
        /// The day on which the family moves.
        #[arg(long)]
        moves_on: Day,
        #[arg(long)]
        reason: String,
    },
    /// Release a pack that somebody else prepared, and write the sealed letter.
    Send {
        pack: PackId,
        /// Why it is released: what was checked.
        #[arg(long)]
        reason: String,
        /// Where the letter is written.
        #[arg(long)]
        out: PathBuf,
    },
    /// Look at a pack, or take it in, and write the receipt.
    Receive {
        letter: PathBuf,
        /// Take it in. Without this, what it holds is shown and nothing is kept.
        #[arg(long)]
        take: bool,
        /// A person of the pack who is somebody on the record here: THEIRS=OURS, by ids.
        #[arg(long, value_parser = same)]
        same: Vec<(PersonId, PersonId)>,
        /// A person of the pack who is nobody on the record here.
        #[arg(long)]
        new: Vec<PersonId>,
        /// The day on which this council was told of the move; today where none is given.
        #[arg(long)]
        notified: Option<Day>,
        /// The team at whose door the work opens.
        #[arg(long)]
        team: Option<String>,
        /// What to say in the receipt.
        #[arg(long, default_value = "")]
        note: String,
        /// Where the receipt is written.
        #[arg(long)]
        receipt: Option<PathBuf>,
    },
    /// Take in the receipt of a pack that was sent from here.
    Acknowledge { receipt: PathBuf },
}

fn same(text: &str) -> Result<(PersonId, PersonId), String> {
    let (theirs, ours) = text.split_once('=').ok_or("write it as THEIRS=OURS")?;
    let id = |text: &str| text.parse().map_err(|_| format!("{text} is not an id"));
    Ok((id(theirs)?, id(ours)?))
}

pub fn run(args: Args) -> Done {
    let council = args.place.council(Options { readers: 1, ..Options::default() })?;
    let keys = council.keys.clone().ok_or_else(|| Exit::usage("this council has no key folder"))?;
    let acting = Acting { council: &council, worker: args.worker };
    let done = match args.what {
        What::Key => {
            println!("{}", keys.public());
            println!("Fingerprint, to be compared by telephone: {}", keys.public().fingerprint());
            Ok(ExitCode::SUCCESS)
        }
        What::Councils => list(&council),
        What::Enter { name, code, key } => {
            let public = fs::read_to_string(&key).unwrap_or(key);
            let (own, viewer) = (keys.public().clone(), acting.viewer()?);
            acting.run(move |conn| councils::enter(conn, &viewer.actor, &own, (&name, &code, &public)))
        }
        What::Confirm { name, how } => {
            let (key, viewer) = (acting.council_of(&name)?.key().hex(), acting.viewer()?);
            acting.run(move |conn| councils::confirm(conn, &viewer.actor, &key, &how))
        }
        What::Prepare { children, to, moves_on, reason } => prepare(&acting, children, &to, moves_on, reason),
        What::Send { pack, reason, out } => {
            let (viewer, command) = acting.both()?;
            send::release(&council, &viewer, command, pack, &reason).map_err(of_send)?;
            let letter = send::letter(&council, &viewer, pack).map_err(of_send)?;
            fs::write(&out, &letter)?;
            println!("Released. The sealed letter of {} bytes is in {}.", letter.len(), out.display());
            Ok(ExitCode::SUCCESS)
        }
        What::Receive { letter, take, same, new, notified, team, note, receipt } => {
            let mut whose: BTreeMap<_, _> = new.into_iter().map(|person| (person, Whose::New)).collect();
            whose.extend(same.into_iter().map(|(theirs, ours)| (theirs, Whose::Same(ours))));
            let taking = Taking {
                whose,
                notified: notified.map(|day| day.at(9, 0)).transpose().map_err(|_| Exit::usage("not a day"))?,
                team: team.map(|name| team_of(&council, &name)).transpose()?,
            };
            receive(&acting, &letter, take.then_some(taking), &note, receipt.as_deref())
        }
        What::Acknowledge { receipt } => {
            let (viewer, command) = acting.both()?;
            let told = receipt::acknowledge(&council, &viewer, command, &mut open(&receipt)?).map_err(of_take)?;
            println!(
                "{} received it on {}, by {}, {}.",
                told.council,
                told.received_at.long(),
                told.by,
                told.role.name()
            );
            println!("The case closes by its own decision, for the reason “Transferred to another council”.");
            Ok(ExitCode::SUCCESS)
        }
    };
    council.db.close();
    done
}

/// In whose name it is done.
struct Acting<'a> {
    council: &'a Council,
    worker: Option<WorkerId>,
}

impl Acting<'_> {
    fn viewer(&self) -> Result<Viewer, Exit> {
        let wanted = || Exit::usage("say in whose name with --worker ID");
        let id = self.worker.ok_or_else(wanted)?;
        let at = now();
        let found = self.council.db.read_now(move |conn| worker(conn, id))?.ok_or_else(wanted)?;
        if found.left_on.is_some() {
            return Err(Exit::usage(format!("{} no longer works here", found.name)));
        }
        Ok(Viewer { actor: found.actor(at.day()), at })
    }

    fn both(&self) -> Result<(Viewer, Command), Exit> {
        let viewer = self.viewer()?;
        let role = viewer.actor.acting(Role::records).unwrap_or(Role::Practitioner);
        let author = Author { worker: viewer.actor.worker, role };
        let command = Command { id: CommandId(self.council.dice.id(viewer.at)), author, at: viewer.at };
        Ok((viewer, command))
    }

    fn run(
        &self,
        decide: impl FnOnce(&mut Conn) -> Result<Vec<Happening>, Rejected> + Send + 'static,
    ) -> Result<ExitCode, Exit> {
        let (_, command) = self.both()?;
        self.council.run_now(command, decide).map_err(of_rejected)?;
        list(self.council)
    }

    fn council_of(&self, name: &str) -> Result<councils::Other, Exit> {
        let all = self.council.db.read_now(councils::all)?;
        let mut found = all.into_iter().filter(|other| other.name.eq_ignore_ascii_case(name));
        found.next().ok_or_else(|| Exit::usage(format!("no key of a council called {name} is entered here")))
    }
}

fn list(council: &Council) -> Done {
    for other in council.db.read_now(councils::all)? {
        let state = if other.is_confirmed { "confirmed" } else { "waits for a second person to confirm" };
        println!("{} ({}), {state}\n  {}", other.name, other.code, other.key());
    }
    Ok(ExitCode::SUCCESS)
}

fn team_of(council: &Council, name: &str) -> Result<law::id::TeamId, Exit> {
    let all = council.db.read_now(teams)?;
    let found = all.into_iter().find(|team| team.name.eq_ignore_ascii_case(name));
    found.map(|team| team.id).ok_or_else(|| Exit::usage(format!("no team is called {name}")))
}

fn prepare(acting: &Acting<'_>, children: Vec<PersonId>, to: &str, moves_on: Day, reason: String) -> Done {
    let (viewer, command) = acting.both()?;
    let pack = PackId(command.id.0);
    let to = acting.council_of(to)?.key().hex();
    let asked =
        Asked { pack, children, to, moves_on: Some(moves_on), reason, cleared: Vec::new(), cleared_why: String::new() };
    acting.council.run_now(command, move |conn| send::prepare(conn, &viewer, asked)).map_err(of_rejected)?;
    println!("Prepared. Another manager releases it: kith transfer send {pack} --reason … --out …");
    Ok(ExitCode::SUCCESS)
}

fn open(path: &Path) -> Result<File, Exit> {
    File::open(path).map_err(|error| Exit::usage(format!("{}: {error}", path.display())))
}

fn receive(acting: &Acting<'_>, letter: &Path, taking: Option<Taking>, note: &str, out: Option<&Path>) -> Done {
    let (viewer, command) = acting.both()?;
    let mut file = open(letter)?;
    let Some(taking) = taking else {
        let looked = take::look(acting.council, &viewer, &mut file).map_err(of_take)?;
        say(&looked);
        return Ok(if looked.doubtful.is_empty() { ExitCode::SUCCESS } else { ExitCode::from(FINDINGS) });
    };
    let taken = take::take(acting.council, &viewer, command, &mut file, taking).map_err(of_take)?;
    match taken.already {
        true => println!("This pack was taken in before: nothing has changed."),
        false => {
            println!("Taken in: {} entries, {} documents. It waits at the front door.", taken.entries, taken.documents)
        }
    }
    if let Some(out) = out {
        let bytes = receipt::write(acting.council, &viewer, taken.pack, note).map_err(of_send)?;
        fs::write(out, bytes)?;
        println!("The receipt for the sending council is in {}.", out.display());
    }
    Ok(ExitCode::SUCCESS)
}

fn say(looked: &Looked) {
    println!("From {}, signed rightly and whole.", looked.from);
    println!("{} entries, {} documents.\n", looked.content.manifest.entries, looked.content.documents.len());
    println!("{}", looked.content.manifest.summary);
    if looked.already {
        println!("It was taken in before.");
    }
    for (person, matches) in &looked.doubtful {
        println!("{} may be on the record here. Say --new {} or one of:", person.name.full(), person.person);
        for one in matches {
            let why = one.likeness.reasons.join(", ");
            println!("  --same {}={}   {}: {why}", person.person, one.person, one.name.full());
        }
    }
}

fn of_send(error: SendError) -> Exit {
    match error {
        SendError::Rejected(rejected) => of_rejected(rejected),
        other => Exit::usage(other.to_string()),
    }
}

fn of_take(error: TakeError) -> Exit {
    match error {
        TakeError::Rejected(Rejected::Refused(Refusal::Fix(problems))) => {
            let said = problems.iter().map(|problem| problem.say.as_str()).collect::<Vec<_>>().join("; ");
            Exit::usage(format!("{said}: --same or --new"))
        }
        TakeError::Rejected(rejected) => of_rejected(rejected),
        other => Exit::usage(other.to_string()),
    }
}
