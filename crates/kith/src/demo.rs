//! `kith demo`: a synthetic council, made if there is none yet, and served.

use crate::Done;
use crate::config::Config;
use crate::exit::{Exit, of_web};
use crate::home::{self, Place, now};
use crate::serve::serve;
use crate::world;
use ::world::{KnownWorker, Plan};
use law::day::Moment;
use serde::{Deserialize, Serialize};
use std::fs;
use std::path::Path;
use store::{Db, Options};
use web::chance::{FixedChance, MachineChance};
use web::{Failure, Now, credential, password, totp};

#[derive(clap::Args)]
pub struct Args {
    #[command(flatten)]
    place: Place,
    /// How many children the council has known.
    #[arg(long, default_value_t = 400)]
    children: usize,
    /// Through how many years it has lived.
    #[arg(long, default_value_t = 2)]
    years: u8,
    /// The same seed gives the same council.
    #[arg(long, default_value_t = 2013)]
    seed: u64,
    /// The port; 0 takes a free one.
    #[arg(long, default_value_t = 8080)]
    port: u16,
}

/// The password of every demo account. The people are invented, and the service listens to this machine alone.
const PASSWORD: &str = "seaborough demo council";

/// The accounts of a demo council, in a file beside its database. Its presence says that the council is complete.
#[derive(Serialize, Deserialize)]
pub struct Accounts {
    accounts: Vec<Account>,
}

#[derive(Serialize, Deserialize)]
struct Account {
    role: String,
    worker: String,
    name: String,
    username: String,
    secret: Vec<u8>,
}

impl Accounts {
    /// The accounts of the demo council in a folder, if it is complete.
    pub fn read(data: &Path) -> Result<Option<Self>, Exit> {
        match fs::read(data.join(FILE)) {
            Ok(bytes) => Ok(Some(serde_json::from_slice(&bytes)?)),
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => Ok(None),
            Err(error) => Err(error.into()),
        }
    }

    /// The code that an account's authenticator would show.
    pub fn code(&self, username: &str, at: Moment) -> Option<String> {
        let account = self.accounts.iter().find(|account| account.username == username)?;
        let secret = totp::Secret::from_bytes(account.secret.clone());
        Some(format!("{:06}", secret.code(at.0.as_second() / 30)))
    }

    fn lines(&self, data: &Path) -> Vec<String> {
        let mut lines = vec![String::new(), "The people are invented. Sign in as one of these:".to_owned()];
        for account in &self.accounts {
            let secret = totp::Secret::from_bytes(account.secret.clone()).base32();
            lines.push(format!(
                "account {} {} {} {secret}",
                account.role,
                account.username,
                PASSWORD.replace(' ', "-")
            ));
        }
        lines.push(String::new());
        lines.push(format!("The code of an account: kith code --data {} USERNAME", data.display()));
        lines
    }
}

const FILE: &str = "demo.json";

pub fn run(args: Args) -> Done {
    let data = args.place.data().to_owned();
    let accounts = match Accounts::read(&data)? {
        Some(accounts) => accounts,
        None => make(&args)?,
    };
    let council = args.place.council(Options::default())?;
    let mut config = Config { https: false, proxies: 0, dormant_days: 365, ..Config::default() };
    config.listen.set_port(args.port);
    serve(council, args.place.web_key()?, &config, &accounts.lines(&data))
}

/// Makes the council. What an interrupted run left behind is cleared away first.
fn make(args: &Args) -> Result<Accounts, Exit> {
    clear(&args.place)?;
    let plan = Plan { children: args.children, years: args.years, seed: args.seed, until: now().day() };
    let (council, summary) = world::live(&args.place, &plan, false)?;
    let key = args.place.web_key()?;
    let mut accounts = Vec::new();
    for KnownWorker { role, id: worker, name, .. } in summary.known {
        let username = role.slug().replace('_', ".");
        let secret = open(&council.db, &key, &worker.to_string(), &username).map_err(of_web)?;
        accounts.push(Account { role: role.slug().to_owned(), worker: worker.to_string(), name, username, secret });
    }
    let accounts = Accounts { accounts };
    council.db.close();
    fs::write(args.place.data().join(FILE), serde_json::to_vec_pretty(&accounts)?)?;
    Ok(accounts)
}

fn open(db: &Db, key: &web::key::Key, worker: &str, username: &str) -> Result<Vec<u8>, Failure> {
    let hash = password::hash(&MachineChance, &PASSWORD.replace(' ', "-"))?;
    let (key, worker, username) = (key.clone(), worker.to_owned(), username.to_owned());
    let at = Now(now().0);
    db.write_now(move |conn| {
        credential::open(conn, at, &worker, &username, &hash)?;
        credential::set_password(conn, &worker, &hash, false)?;
        let chance = FixedChance::new(
            username.bytes().fold(7, |seed: u64, byte| seed.wrapping_mul(31).wrapping_add(u64::from(byte))),
        );
        let secret = credential::offer_totp(conn, &key, &chance, &worker)?;
        // The code of an hour ago: using it up leaves the present one for the person who signs in.
        let earlier = Now(at.0.saturating_sub(jiff::SignedDuration::from_hours(1)).unwrap_or(at.0));
        let code = format!("{:06}", secret.code(earlier.0.as_second() / 30));
        credential::confirm_totp(conn, &key, earlier, &worker, &code)?;
        Ok(secret.bytes().to_vec())
    })
}

/// Removes the files of a half-made council from the folder: those that Kith itself writes, and no others.
fn clear(place: &Place) -> Result<(), Exit> {
    if place.database.is_some() {
        let db = place.db(Options { readers: 1, batch: 1 })?;
        home::migrate(&db)?;
        let named = db.read_now(app::founding::named)?;
        db.close();
        return match named {
            None => Ok(()),
            Some((name, _)) => Err(Exit::usage(format!("that database already holds the record of {name}"))),
        };
    }
    for name in ["kith.db", "kith.db-wal", "kith.db-shm", "views.db", "views.db-wal", "views.db-shm"] {
        match fs::remove_file(place.data().join(name)) {
            Err(error) if error.kind() != std::io::ErrorKind::NotFound => return Err(error.into()),
            _ => {}
        }
    }
    Ok(())
}
