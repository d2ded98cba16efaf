//! Finding the tools a chore needs, and installing those that are missing.

use crate::machine::{apt_install, on_path};
use crate::run::{Outcome, cargo, read, run, say};
use std::path::{Path, PathBuf};
use std::process::Command;

/// Kept inside node_modules: the lock file those packages were installed from.
const STAMP: &str = "node_modules/.kith-installed-from.json";

/// Makes sure of a C compiler, which the bundled database engine is built with.
pub fn c_compiler() -> Outcome {
    if std::env::var_os("CC").is_some() || on_path(&["cc", "gcc", "clang"]).is_some() {
        return Ok(());
    }
    apt_install("a C compiler", &["gcc", "libc6-dev"])
}

/// Makes sure of rustfmt and clippy.
pub fn rust_tools() -> Outcome {
    for (chore, component) in [("fmt", "rustfmt"), ("clippy", "clippy")] {
        if read(cargo().args([chore, "--version"])).is_ok() {
            continue;
        }
        if on_path(&["rustup"]).is_none() {
            return Err(format!("{component} is missing; install it beside cargo"));
        }
        say(&format!("{component} is missing: rustup component add {component}"));
        run(Command::new("rustup").args(["component", "add", component]))?;
    }
    Ok(())
}

/// Installs the front-end packages when they are missing or the lock file has changed since.
pub fn npm_packages(root: &Path) -> Outcome {
    let lock_path = root.join("package-lock.json");
    let lock = std::fs::read(&lock_path).map_err(|e| format!("package-lock.json: {e}"))?;
    let stamp = root.join(STAMP);
    if std::fs::read(&stamp).is_ok_and(|installed| installed == lock) {
        return Ok(());
    }
    if on_path(&["npm"]).is_none() {
        apt_install("npm", &["nodejs", "npm"])?;
    }
    say("front-end packages are missing or out of date: npm ci");
    let mut npm = Command::new("npm");
    npm.current_dir(root).args(["ci", "--ignore-scripts", "--no-audit", "--no-fund"]);
    run(&mut npm)?;
    std::fs::write(&stamp, lock).map_err(|e| format!("{}: {e}", stamp.display()))
}

/// The browser and the program that drives it.
pub struct Browser {
    /// Chromium or Chrome.
    pub chromium: PathBuf,
    /// The chromedriver of the same version.
    pub driver: PathBuf,
}

/// Finds Chromium and its driver (`CHROMIUM` and `CHROMEDRIVER` go first), or installs both.
pub fn browser() -> Outcome<Browser> {
    if let Some(browser) = find_browser() {
        return Ok(browser);
    }
    // The fonts have Arial's measures, so that pages look here as they do on people's desks.
    apt_install("Chromium or its driver", &["chromium", "chromium-driver", "fonts-liberation"])?;
    find_browser().ok_or("Chromium was installed but is not on the PATH; set CHROMIUM and CHROMEDRIVER".to_owned())
}

fn find_browser() -> Option<Browser> {
    let named = |name: &str| std::env::var_os(name).map(PathBuf::from).filter(|path| path.is_file());
    let chromium = named("CHROMIUM").or_else(|| on_path(&["chromium", "chromium-browser", "google-chrome"]))?;
    let beside = PathBuf::from("/usr/lib/chromium/chromedriver");
    let driver = named("CHROMEDRIVER").or_else(|| on_path(&["chromedriver"]));
    let driver = driver.or_else(|| beside.is_file().then_some(beside))?;
    Some(Browser { chromium, driver })
}

/// Finds the folder of PostgreSQL's server programs, or installs them.
pub fn postgres_programs() -> Outcome<PathBuf> {
    if let Some(folder) = find_postgres() {
        return Ok(folder);
    }
    apt_install("the PostgreSQL server", &["postgresql"])?;
    find_postgres().ok_or("PostgreSQL was installed but initdb was not found".to_owned())
}

fn find_postgres() -> Option<PathBuf> {
    let debian = std::fs::read_dir("/usr/lib/postgresql").into_iter().flatten().flatten();
    let mut debian: Vec<PathBuf> = debian.map(|version| version.path().join("bin")).collect();
    // The newest server that is there; versions are bare numbers.
    debian.sort_by_key(|bin| bin.parent().and_then(Path::file_name).and_then(|v| v.to_str()?.parse::<u32>().ok()));
    let from_path = on_path(&["initdb"]).and_then(|initdb| std::fs::canonicalize(initdb).ok());
    let from_path = from_path.and_then(|initdb| initdb.parent().map(Path::to_owned));
    let mut places = from_path.into_iter().chain(debian.into_iter().rev()).chain([PathBuf::from("/usr/local/bin")]);
    places.find(|bin| bin.join("initdb").is_file() && bin.join("postgres").is_file())
}
