//! Where a council lives: its folder (database, documents, keys) or its PostgreSQL database beside the folder.

use crate::exit::Exit;
use app::chance::Dice;
use app::council::Council;
use law::day::Moment;
use seal::SecretKeys;
use std::fs;
use std::path::{Path, PathBuf};
use store::{CouncilKey, Db, Documents, Options, Target};

/// Names a council on the command line.
#[derive(clap::Args, Clone, Debug)]
pub struct Place {
    /// The council's folder: database, documents and keys.
    #[arg(long, value_name = "DIR", env = "KITH_DATA")]
    pub data: Option<PathBuf>,
    /// A PostgreSQL database, where the record is kept in place of the folder's own: postgres://user@host/name.
    #[arg(long, value_name = "URL", env = "KITH_DATABASE", hide_env_values = true)]
    pub database: Option<String>,
    /// A folder with the council's own practice files, which go over those that Kith brings.
    #[arg(long, value_name = "DIR", env = "KITH_PRACTICE")]
    pub practice: Option<PathBuf>,
}

impl Place {
    /// The council's folder; `kith-data` where none is named.
    pub fn data(&self) -> &Path {
        self.data.as_deref().unwrap_or(Path::new("kith-data"))
    }

    pub fn target(&self) -> Target {
        match &self.database {
            Some(url) => Target::Postgres(url.clone()),
            None => Target::Sqlite(self.data().to_owned()),
        }
    }

    /// Opens the database as it is, with this many connections that read.
    pub fn db(&self, options: Options) -> Result<Db, Exit> {
        fs::create_dir_all(self.data())?;
        Ok(Db::open(&self.target(), options)?)
    }

    /// Opens the council, its schema brought to this version's.
    pub fn council(&self, options: Options) -> Result<Council, Exit> {
        let db = self.db(options)?;
        migrate(&db)?;
        self.council_on(db, dice())
    }

    /// Opens the council as it stands, for commands that only look.
    pub fn council_as_it_is(&self, options: Options) -> Result<Council, Exit> {
        self.council_on(self.db(options)?, dice())
    }

    /// The council on a database that is open and migrated.
    pub fn council_on(&self, db: Db, dice: Dice) -> Result<Council, Exit> {
        let documents =
            Documents::open(&self.data().join("documents"), CouncilKey::load_or_create(&self.key("council")?)?)?;
        let keys = SecretKeys::load_or_create(&self.key("transfer")?)?;
        Ok(Council::new(db, documents, dice, self.pack()?).with_keys(keys))
    }

    /// The key of sessions and second factors.
    pub fn web_key(&self) -> Result<web::key::Key, Exit> {
        let path = self.key("web")?;
        let bytes = match fs::read(&path) {
            Ok(bytes) => bytes,
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => {
                let mut bytes = vec![0; 32];
                getrandom::fill(&mut bytes)
                    .map_err(|error| Exit::usage(format!("the machine gives no random bytes: {error}")))?;
                write_secret(&path, &bytes)?;
                bytes
            }
            Err(error) => return Err(error.into()),
        };
        let key: [u8; 32] =
            bytes.try_into().map_err(|_| Exit::usage(format!("{} does not hold 32 bytes", path.display())))?;
        Ok(web::key::Key::new(key))
    }

    fn key(&self, name: &str) -> Result<PathBuf, Exit> {
        let folder = self.data().join("keys");
        fs::create_dir_all(&folder)?;
        Ok(folder.join(format!("{name}.key")))
    }

    /// The practice pack: Kith's own, with the council's files over it.
    pub fn pack(&self) -> Result<forms::Pack, Exit> {
        let own = match &self.practice {
            Some(folder) => read_pack(folder)?,
            None => Vec::new(),
        };
        forms::Pack::load_over(&forms::embedded(), &own)
            .map_err(|flaws| Exit::usage(flaws.iter().map(ToString::to_string).collect::<Vec<_>>().join("\n      ")))
    }
}

/// Brings the database to this version's schema; gives what was newly applied.
pub fn migrate(db: &Db) -> Result<Vec<&'static str>, Exit> {
    let mut applied = db.migrate(web::MIGRATIONS)?;
    applied.extend(db.migrate(app::schema::MIGRATIONS)?);
    Ok(applied)
}

/// Reads `pack.yml` and `forms/*.yml` of a folder.
pub fn read_pack(folder: &Path) -> Result<Vec<(String, String)>, Exit> {
    let mut files = Vec::new();
    let mut look_in = vec![folder.to_owned()];
    while let Some(place) = look_in.pop() {
        for entry in fs::read_dir(&place).map_err(|error| Exit::usage(format!("{}: {error}", place.display())))? {
            let path = entry?.path();
            if path.is_dir() {
                look_in.push(path);
            } else if path.extension().is_some_and(|ending| ending == "yml") {
                let name = path.strip_prefix(folder).unwrap_or(&path).to_string_lossy().replace('\\', "/");
                files.push((name, fs::read_to_string(&path)?));
            }
        }
    }
    Ok(files)
}

/// Writes a secret that only its owner may read.
pub fn write_secret(path: &Path, bytes: &[u8]) -> Result<(), Exit> {
    use std::io::Write;
    let mut options = fs::OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    let mut file = options.open(path)?;
    file.write_all(bytes)?;
    file.sync_all()?;
    Ok(())
}

/// The moment now: commands are where the day comes in.
#[allow(clippy::disallowed_methods, reason = "the command line is where the time of day enters")]
pub fn now() -> Moment {
    Moment(jiff::Timestamp::now())
}

/// Dice that draw from the machine.
pub fn dice() -> Dice {
    Dice::from_source(|| {
        let mut bytes = [0; 10];
        // A machine without chance makes ids that may repeat; the journal then refuses the second, and nothing is lost.
        let _ = getrandom::fill(&mut bytes);
        bytes
    })
}
