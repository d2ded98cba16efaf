//! `kith user`: sign-in accounts, for when nobody can sign in to do it on a page.

use crate::Done;
use crate::exit::{Exit, of_web};
use crate::home::{Place, now};
use law::day::Moment;
use law::id::WorkerId;
use std::process::ExitCode;
use store::{Db, Options};
use web::chance::{MachineChance, draw};
use web::{Failure, Now, credential, password, session};

#[derive(clap::Args)]
pub struct Args {
    #[command(flatten)]
    place: Place,
    #[command(subcommand)]
    what: What,
}

#[derive(clap::Subcommand)]
enum What {
    /// Every worker with their roles and whether they can sign in.
    List,
    /// Open an account for a worker who is on the record; prints a password to be changed at first use.
    Open { worker: WorkerId, username: String },
    /// Give a new password to be changed at first use, and end every session.
    Password { username: String },
    /// Forget the authenticator of somebody who has lost it; they set up another at their next sign-in.
    Authenticator { username: String },
    /// Close an account and end its sessions at once.
    Disable { username: String },
    /// Open a closed account again.
    Enable { username: String },
}

pub fn run(args: Args) -> Done {
    let council = args.place.council(Options { readers: 1, batch: 1 })?;
    let db = &council.db;
    match args.what {
        What::List => list(db)?,
        What::Open { worker, username } => println!("{}", open(db, worker, &username, now()).map_err(of_web)?),
        What::Password { username } => println!("{}", new_password(db, &username)?),
        What::Authenticator { username } => on(db, &username, credential::forget_totp)?,
        What::Disable { username } => on(db, &username, credential::disable)?,
        What::Enable { username } => {
            let at = Now(now().0);
            on(db, &username, move |conn, worker| credential::enable(conn, at, worker))?;
        }
    }
    Ok(ExitCode::SUCCESS)
}

fn list(db: &Db) -> Result<(), Exit> {
    let rows = db.read_now(|conn| {
        let workers = app::caseload::queries::workers(conn)?;
        workers
            .into_iter()
            .map(|worker| {
                let account = credential::of_worker(conn, &worker.id.to_string())?;
                Ok::<_, Failure>((worker, account.is_some_and(|account| !account.disabled)))
            })
            .collect::<Result<Vec<_>, _>>()
    });
    for (worker, signs_in) in rows.map_err(of_web)? {
        let roles = worker.roles.iter().map(|role| role.slug()).collect::<Vec<_>>().join(",");
        println!("{}\t{}\t{roles}\t{}", worker.id, worker.name, if signs_in { "signs in" } else { "no account" });
    }
    Ok(())
}

/// Opens an account and gives the password that the worker must change.
pub fn open(db: &Db, worker: WorkerId, username: &str, at: Moment) -> Result<String, Failure> {
    let (password, hash) = fresh_password()?;
    let username = username.to_owned();
    db.write_now(move |conn| {
        credential::open(conn, Now(at.0), &worker.to_string(), &username, &hash).map_err(Failure::from)
    })?;
    Ok(password)
}

/// A password of 24 letters and digits without look-alikes: 118 bits.
fn fresh_password() -> Result<(String, String), Failure> {
    const LETTERS: &[u8] = b"abcdefghjkmnpqrstuvwxyz23456789";
    let bytes = draw::<24>(&MachineChance)?;
    let password: String = bytes.iter().map(|byte| char::from(LETTERS[usize::from(*byte) % LETTERS.len()])).collect();
    let hash = password::hash(&MachineChance, &password)?;
    Ok((password, hash))
}

fn new_password(db: &Db, username: &str) -> Result<String, Exit> {
    let (password, hash) = fresh_password().map_err(of_web)?;
    on(db, username, move |conn, worker| {
        credential::set_password(conn, worker, &hash, true)?;
        session::end_all(conn, worker)
    })?;
    Ok(password)
}

fn on(
    db: &Db,
    username: &str,
    act: impl FnOnce(&mut store::Conn, &str) -> Result<(), Failure> + Send + 'static,
) -> Result<(), Exit> {
    let name = username.to_owned();
    let found = db.write_now(move |conn| match credential::by_username(conn, &name)? {
        Some(account) => act(conn, &account.worker).map(|()| true),
        None => Ok::<_, Failure>(false),
    });
    match found.map_err(of_web)? {
        true => Ok(()),
        false => Err(Exit::usage(format!("nobody signs in as {username}"))),
    }
}
