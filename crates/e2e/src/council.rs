//! A council of invented people, served by the real binary.

use crate::failure::{Failure, Outcome};
use crate::totp::Authenticator;
use crate::wait;
use std::collections::VecDeque;
use std::ffi::{OsStr, OsString};
use std::io::{BufRead, BufReader, Read};
use std::process::{Child, Command, Stdio};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;
use tempfile::TempDir;

/// How `kith` is asked for a small council on a port it chooses, made anew in the folder named after `--data`.
const ARGS: [&str; 7] = ["demo", "--children", "40", "--years", "1", "--port", "0"];
/// How `kith` is asked to found a council that knows nobody but its administrator.
const FOUND: [&str; 9] = [
    "init",
    "--name",
    "Newmere Borough Council",
    "--code",
    "999",
    "--administrator",
    "Ottilie Brandt",
    "--username",
    ADMINISTRATOR,
];
/// What the administrator of a council that was just founded signs in as.
pub const ADMINISTRATOR: &str = "ottilie.brandt";
/// The folder of a council begins so.
const DATA: &str = "kith-council-";
/// A small council is made in seconds; a slow machine gets minutes.
const READY: Duration = Duration::from_secs(300);
/// Of what the binary said, enough to tell why it failed.
const KEPT_LINES: usize = 40;

/// Somebody who may sign in.
#[derive(Debug, Clone)]
pub struct Account {
    /// What they do, as in the account list: `social_worker`, `team_manager`.
    pub role: String,
    /// What they sign in as.
    pub username: String,
    /// Their password.
    pub password: String,
    /// The app that makes their codes.
    pub authenticator: Authenticator,
}

/// What the binary has said so far.
#[derive(Debug, Default)]
struct Heard {
    url: Option<String>,
    accounts: Vec<Account>,
    lines: VecDeque<String>,
}

/// A running council; it ends, and its data goes, when this is dropped.
#[derive(Debug)]
pub struct Council {
    child: Child,
    heard: Arc<Mutex<Heard>>,
    url: String,
    _data: TempDir,
}

impl Council {
    /// Makes and serves a council with the binary named by `KITH_BIN`, with `flags` added.
    ///
    /// # Errors
    /// When `KITH_BIN` is not set, or the binary ends or says nothing.
    pub fn start(flags: &[&str]) -> Outcome<Self> {
        let words: Vec<&str> = ARGS.iter().chain(flags).copied().collect();
        Self::serve(&program()?, TempDir::with_prefix(DATA)?, &words)
    }

    /// Founds and serves a council as `kith init` leaves it: no team, no child, and one administrator, whose one-time password is
    /// given back.
    ///
    /// # Errors
    /// As [`Council::start`].
    pub fn found() -> Outcome<(Self, String)> {
        let (program, data) = (program()?, TempDir::with_prefix(DATA)?);
        let said = Command::new(&program).args(FOUND).arg("--data").arg(data.path()).output()?;
        let words = [said.stdout.as_slice(), &said.stderr].map(|words| String::from_utf8_lossy(words).into_owned());
        let password = words[0].lines().last().filter(|_| said.status.success()).map(str::to_owned);
        let password = password.ok_or_else(|| Failure::new(format!("no council was founded: {}", words.concat())))?;
        let config = data.path().join("kith.toml");
        std::fs::write(&config, "https = false\nproxies = 0\n")?;
        let config = config.display().to_string();
        let council = Self::serve(&program, data, &["serve", "--port", "0", "--config", &config])?;
        Ok((council, password))
    }

    fn serve(program: &OsStr, data: TempDir, words: &[&str]) -> Outcome<Self> {
        let mut command = Command::new(program);
        command.args(words).arg("--data").arg(data.path());
        command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped());
        let could_not = |e| Failure::new(format!("{}: {e}", program.display()));
        let mut child = command.spawn().map_err(could_not)?;
        let heard = Arc::new(Mutex::new(Heard::default()));
        if let Some(said) = child.stdout.take() {
            listen(said, Arc::clone(&heard));
        }
        if let Some(complained) = child.stderr.take() {
            listen(complained, Arc::clone(&heard));
        }
        let mut council = Self { child, heard, url: String::new(), _data: data };
        council.url = council.wait_until_listening()?;
        Ok(council)
    }

    /// Where it is served: `http://127.0.0.1:41234`.
    pub fn url(&self) -> &str {
        &self.url
    }

    /// The first account of this role, waiting for the binary to name it.
    ///
    /// # Errors
    /// When there is none, with the roles there are.
    pub fn account(&self, role: &str) -> Outcome<Account> {
        let look = || Ok(lock(&self.heard).accounts.iter().find(|account| account.role == role).cloned());
        wait::until_within(Duration::from_secs(5), &format!("an account for {role}"), look).map_err(|failure| {
            let heard = lock(&self.heard);
            let roles: Vec<&str> = heard.accounts.iter().map(|account| account.role.as_str()).collect();
            Failure::new(format!("{failure}; there is: {}", roles.join(", ")))
        })
    }

    fn wait_until_listening(&mut self) -> Outcome<String> {
        wait::until_within(READY, "Kith to listen", || {
            if let Some(url) = lock(&self.heard).url.clone() {
                return Ok(Some(url));
            }
            match self.child.try_wait()? {
                Some(status) => Err(Failure::new(format!("Kith ended before it listened ({status})"))),
                None => Ok(None),
            }
        })
        .map_err(|failure| {
            let said: Vec<String> = lock(&self.heard).lines.iter().map(|line| format!("\n  {line}")).collect();
            Failure::new(format!("{failure}; it said:{}", said.concat()))
        })
    }
}

fn program() -> Outcome<OsString> {
    std::env::var_os("KITH_BIN").ok_or(Failure::new("KITH_BIN is not set: run through cargo xtask test"))
}

impl Drop for Council {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

fn lock(heard: &Mutex<Heard>) -> MutexGuard<'_, Heard> {
    heard.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Takes in what the binary says until it ends, so that no full pipe ever stops it.
fn listen(said: impl Read + Send + 'static, heard: Arc<Mutex<Heard>>) {
    std::thread::spawn(move || {
        for line in BufReader::new(said).lines().map_while(Result::ok) {
            lock(&heard).hear(line);
        }
    });
}

impl Heard {
    fn hear(&mut self, line: String) {
        if let Some(address) = line.strip_prefix("listening on http://") {
            let address = address.split([' ', '/']).next().unwrap_or_default();
            self.url.get_or_insert(format!("http://{address}"));
        } else if let Some(account) = line.strip_prefix("account ").and_then(account) {
            self.accounts.push(account);
        }
        self.lines.push_back(line);
        if self.lines.len() > KEPT_LINES {
            self.lines.pop_front();
        }
    }
}

/// Reads `role username password secret`.
fn account(words: &str) -> Option<Account> {
    let mut words = words.split_whitespace().map(str::to_owned);
    let (role, username, password) = (words.next()?, words.next()?, words.next()?);
    let authenticator = Authenticator::new(&words.next()?).ok()?;
    Some(Account { role, username, password, authenticator })
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::path::{Path, PathBuf};

    /// A stand-in for the binary: a script that says `text`, then goes on as `last`.
    fn script(folder: &Path, text: &str, last: &str) -> PathBuf {
        let path = folder.join("kith.sh");
        std::fs::write(&path, format!("cat <<'END'\n{text}\nEND\n{last}\n")).unwrap();
        path
    }

    fn start(text: &str, last: &str) -> Outcome<Council> {
        let folder = TempDir::new().unwrap();
        let path = script(folder.path(), text, last);
        // The shell reads the script's own name as its first word and passes the rest on.
        let shell = folder.path().join("kith");
        std::fs::write(&shell, format!("#!/bin/sh\nexec sh {} \"$@\"\n", path.display())).unwrap();
        std::process::Command::new("chmod").arg("+x").arg(&shell).status().unwrap();
        Council::serve(shell.as_os_str(), TempDir::with_prefix(DATA)?, &["--extra"])
    }

    #[test]
    fn a_council_says_where_it_is_and_who_may_sign_in_and_ends_with_us() {
        let text = "making 40 children\n\
                    account social-worker amina.begum long-pass-word MFRGGZDF\n\
                    listening on http://127.0.0.1:4321/\n\
                    account team-manager joe.marsh other-pass MFRGGZDG";
        let council = start(text, "exec tail -f /dev/null").unwrap();
        assert_eq!(council.url(), "http://127.0.0.1:4321");
        assert_eq!(council.account("social-worker").unwrap().username, "amina.begum");
        assert_eq!(council.account("team-manager").unwrap().password, "other-pass");
        let process = PathBuf::from(format!("/proc/{}", council.child.id()));
        let data = council._data.path().to_owned();
        assert!(process.exists() && data.exists());
        drop(council);
        assert!(!process.exists() && !data.exists());
    }

    #[test]
    fn a_binary_that_ends_is_quoted() {
        let failure = start("no such practice pack", "echo \"$@\" >&2; exit 3").unwrap_err();
        assert!(failure.0.contains("exit status: 3"), "{failure}");
        assert!(failure.0.contains("no such practice pack"), "{failure}");
    }
}
