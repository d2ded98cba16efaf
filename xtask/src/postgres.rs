//! A PostgreSQL server of our own for the length of one test run.
//!
//! It listens on a free port of 127.0.0.1 and keeps everything in a temporary folder. PostgreSQL refuses to run as root, so
//! root hands it to an unprivileged user.

use crate::install::postgres_programs;
use crate::machine::{free_port, is_root, on_path, signal};
use crate::run::{Outcome, read};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

const START_LIMIT: Duration = Duration::from_secs(60);
const STOP_LIMIT: Duration = Duration::from_secs(30);

/// A running server; stopped, and its folder removed, when this is dropped.
pub struct Server {
    child: Child,
    folder: PathBuf,
    port: u16,
}

impl Server {
    /// Makes a cluster and starts it; tries another port if somebody took the first one meanwhile.
    pub fn start() -> Outcome<Self> {
        let programs = postgres_programs()?;
        let user = if is_root() { Some(unprivileged_user()?) } else { None };
        let folder = temporary_folder()?;
        let started = prepare(&programs, user.as_deref(), &folder).and_then(|()| {
            let first = launch(&programs, user.as_deref(), &folder);
            first.or_else(|_| launch(&programs, user.as_deref(), &folder))
        });
        match started {
            Ok((child, port)) => Ok(Self { child, folder, port }),
            Err(why) => {
                let log = std::fs::read_to_string(folder.join("log")).unwrap_or_default();
                remove(&folder);
                Err(format!("PostgreSQL did not start: {why}\n{log}"))
            }
        }
    }

    /// The address tests connect to, as user `kith`, without a password.
    pub fn url(&self) -> String {
        format!("postgres://kith@127.0.0.1:{}/postgres", self.port)
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        // INT is PostgreSQL's fast stop: it ends sessions and shuts down in order.
        let pid = server_pid(&self.folder).unwrap_or(self.child.id());
        if let Err(why) = signal("INT", pid) {
            eprintln!("PostgreSQL (process {pid}): {why}");
        }
        if !ended(&mut self.child, STOP_LIMIT) {
            eprintln!("PostgreSQL (process {pid}) did not stop when asked; ending it");
            let _ = signal("QUIT", pid);
            let _ = self.child.kill();
            let _ = self.child.wait();
        }
        remove(&self.folder);
        println!("    PostgreSQL stopped and its folder removed");
    }
}

fn remove(folder: &Path) {
    if let Err(e) = std::fs::remove_dir_all(folder) {
        eprintln!("{}: {e}", folder.display());
    }
}

/// An existing account that may own the server, or a new one.
fn unprivileged_user() -> Outcome<String> {
    for name in ["postgres", "nobody"] {
        if read(Command::new("id").args(["-u", name])).is_ok() {
            return Ok(name.to_owned());
        }
    }
    let name = "kith-test";
    println!("    making the system user {name}, because PostgreSQL will not run as root");
    read(Command::new("useradd").args(["-r", name]))?;
    Ok(name.to_owned())
}

/// A command that runs as `user`, by whichever of the usual three programs is here.
fn as_user(user: Option<&str>, program: &Path) -> Outcome<Command> {
    let Some(user) = user else {
        return Ok(Command::new(program));
    };
    if on_path(&["setpriv"]).is_some() {
        let id = |flag| read(Command::new("id").args([flag, user])).map(|id| id.trim().to_owned());
        let mut command = Command::new("setpriv");
        command.args(["--reuid", &id("-u")?, "--regid", &id("-g")?, "--clear-groups"]);
        // Should this program be killed outright, the server still shuts down.
        command.args(["--pdeathsig", "INT", "--"]).arg(program);
        return Ok(command);
    }
    if on_path(&["runuser"]).is_some() {
        let mut command = Command::new("runuser");
        command.args(["-u", user, "--"]).arg(program);
        return Ok(command);
    }
    if on_path(&["su"]).is_some() {
        let mut command = Command::new("su");
        command.args(["-s", "/bin/sh", user, "-c", "exec \"$0\" \"$@\"", "--"]).arg(program);
        return Ok(command);
    }
    Err("PostgreSQL will not run as root; install setpriv (util-linux), runuser or su".to_owned())
}

/// A new folder that nobody had before us.
fn temporary_folder() -> Outcome<PathBuf> {
    let base = std::env::temp_dir();
    for attempt in 0..1000 {
        let folder = base.join(format!("kith-pg-{}-{attempt}", std::process::id()));
        match std::fs::create_dir(&folder) {
            Ok(()) => return Ok(folder),
            Err(e) if e.kind() == std::io::ErrorKind::AlreadyExists => {}
            Err(e) => return Err(format!("{}: {e}", folder.display())),
        }
    }
    Err(format!("{} is full of old kith-pg folders", base.display()))
}

/// Makes the cluster's files, owned by the user who will run it.
fn prepare(programs: &Path, user: Option<&str>, folder: &Path) -> Outcome {
    if let Some(user) = user {
        read(Command::new("chown").arg(user).arg(folder))?;
    }
    let mut initdb = as_user(user, &programs.join("initdb"))?;
    // The folder can be read by its own user only; from elsewhere the programs could not start.
    initdb.current_dir(folder);
    initdb.arg("--pgdata").arg(folder.join("data"));
    initdb.args(["--username=kith", "--auth=trust", "--encoding=UTF8", "--no-sync", locale()]);
    read(&mut initdb).map(|_| ())
}

/// UTF-8 letters on every Debian; the bare locale elsewhere.
fn locale() -> &'static str {
    let known = read(Command::new("locale").arg("-a")).unwrap_or_default();
    let has_utf8 = known.lines().any(|name| name.replace('-', "").eq_ignore_ascii_case("c.utf8"));
    if has_utf8 { "--locale=C.UTF-8" } else { "--no-locale" }
}

/// Starts the server and waits until it says it is ready.
fn launch(programs: &Path, user: Option<&str>, folder: &Path) -> Outcome<(Child, u16)> {
    let port = free_port()?;
    let log = std::fs::File::create(folder.join("log")).map_err(|e| format!("log: {e}"))?;
    let mut postgres = as_user(user, &programs.join("postgres"))?;
    postgres.current_dir(folder).arg("-D").arg(folder.join("data"));
    postgres.arg("-k").arg(folder).args(["-h", "127.0.0.1", "-p", &port.to_string()]);
    // Tests run side by side, each with a database and a few connections of its own.
    postgres.args(["-c", "max_connections=300", "-c", "timezone=UTC"]);
    postgres.stdin(Stdio::null()).stdout(Stdio::null()).stderr(log);
    let mut child = postgres.spawn().map_err(|e| format!("postgres: {e}"))?;
    let began = Instant::now();
    while began.elapsed() < START_LIMIT {
        if is_ready(folder) {
            return Ok((child, port));
        }
        if ended(&mut child, Duration::from_millis(50)) {
            return Err("the server ended at once".to_owned());
        }
    }
    let _ = signal("QUIT", server_pid(folder).unwrap_or(child.id()));
    let _ = child.wait();
    Err(format!("not ready after {} s", START_LIMIT.as_secs()))
}

/// The server writes its process id in the first line of its lock file.
fn server_pid(folder: &Path) -> Option<u32> {
    let lock = std::fs::read_to_string(folder.join("data/postmaster.pid")).ok()?;
    lock.lines().next()?.trim().parse().ok()
}

/// The eighth line of the lock file says whether connections are taken.
fn is_ready(folder: &Path) -> bool {
    let lock = std::fs::read_to_string(folder.join("data/postmaster.pid")).unwrap_or_default();
    lock.lines().nth(7).is_some_and(|state| state.trim() == "ready")
}

/// Whether the process has ended, waiting at most `limit` for it.
pub fn ended(child: &mut Child, limit: Duration) -> bool {
    let began = Instant::now();
    loop {
        if matches!(child.try_wait(), Ok(Some(_))) {
            return true;
        }
        if began.elapsed() >= limit {
            return false;
        }
        std::thread::sleep(Duration::from_millis(25));
    }
}
