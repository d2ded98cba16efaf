//! What this machine is and has.

use crate::run::{Outcome, read};
use std::net::TcpListener;
use std::path::{Path, PathBuf};
use std::process::Command;

/// The first of `names` that is on the PATH.
pub fn on_path(names: &[&str]) -> Option<PathBuf> {
    let path = std::env::var_os("PATH")?;
    let folders: Vec<PathBuf> = std::env::split_paths(&path).collect();
    let places = names.iter().flat_map(|name| folders.iter().map(move |folder| folder.join(name)));
    places.into_iter().find(|place| place.is_file())
}

/// Whether we are root.
pub fn is_root() -> bool {
    read(Command::new("id").arg("-u")).is_ok_and(|id| id.trim() == "0")
}

/// Installs Debian packages, when this is a Debian machine and we are root; otherwise says exactly what to install.
pub fn apt_install(what_for: &str, packages: &[&str]) -> Outcome {
    let list = packages.join(" ");
    let debian = Path::new("/etc/debian_version").exists() && on_path(&["apt-get"]).is_some();
    if !debian {
        return Err(format!("{what_for} is missing; install what your system calls: {list}"));
    }
    if !is_root() {
        return Err(format!("{what_for} is missing; run: sudo apt-get install {list}"));
    }
    println!("    {what_for} is missing: apt-get install {list}");
    let failed = |e| format!("{e}\n{what_for} could not be installed; install by hand: {list}");
    crate::run::run(apt().args(["update", "--quiet"])).map_err(failed)?;
    let mut install = apt();
    install.args(["install", "--yes", "--quiet", "--no-install-recommends"]).args(packages);
    crate::run::run(&mut install).map_err(failed)
}

fn apt() -> Command {
    let mut apt = Command::new("apt-get");
    apt.env("DEBIAN_FRONTEND", "noninteractive");
    apt
}

/// A TCP port on 127.0.0.1 that was free a moment ago.
pub fn free_port() -> Outcome<u16> {
    let address = TcpListener::bind(("127.0.0.1", 0)).and_then(|listener| listener.local_addr());
    address.map(|a| a.port()).map_err(|e| format!("no free port on 127.0.0.1: {e}"))
}

/// Sends one process, by its own id, a signal such as `INT` or `TERM`.
pub fn signal(name: &str, pid: u32) -> Outcome {
    let mut kill = Command::new("sh");
    kill.args(["-c", "kill -s \"$1\" \"$2\"", "sh", name, &pid.to_string()]);
    read(&mut kill).map(|_| ())
}
