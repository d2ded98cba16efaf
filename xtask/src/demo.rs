//! `cargo xtask demo`: Kith with a synthetic council in it, from a fresh clone, by one command.

use crate::args::Args;
use crate::install;
use crate::machine::{free_port, signal};
use crate::postgres::ended;
use crate::run::{Outcome, build_kith, root, say, stage};
use std::io::{Read, Write};
use std::net::TcpStream;
use std::os::unix::process::CommandExt;
use std::path::{Path, PathBuf};
use std::process::{Child, Command};
use std::time::{Duration, Instant};

const PORT: u16 = 8080;
const CHILDREN: u32 = 400;
const YEARS: u32 = 2;
/// A large council takes a while to live through its years.
const READY_LIMIT: Duration = Duration::from_secs(900);

/// Installs what is missing, builds, and serves a synthetic council until interrupted.
pub fn demo(words: &[String]) -> Outcome {
    let began = Instant::now();
    let args = Args::read(words, &["--check", "--fresh"], &["--port", "--children", "--years"])?;
    let check = args.has("--check");
    let port = port(&args, check)?;
    let root = root()?;
    stage("looking for a C compiler", install::c_compiler)?;
    stage("front-end packages", || install::npm_packages(&root))?;
    let binary = stage("building Kith", || build_kith(&root, "demo"))?;
    let data = data_folder()?;
    make_room(&data, args.has("--fresh"))?;

    let mut kith = Command::new(binary);
    kith.arg("demo").arg("--data").arg(&data);
    kith.args(["--children", &args.number("--children")?.unwrap_or(CHILDREN).to_string()]);
    kith.args(["--years", &args.number("--years")?.unwrap_or(YEARS).to_string()]);
    kith.args(["--port", &port.to_string()]);
    if check {
        return answers(kith, port, began);
    }
    say("starting Kith; Ctrl-C ends it");
    // Kith takes this process's place, so that Ctrl-C reaches it and nothing else.
    Err(format!("Kith could not start: {}", kith.exec()))
}

/// The port asked for; a check without one takes any free port, so that it cannot meet another Kith.
fn port(args: &Args, check: bool) -> Outcome<u16> {
    match args.number("--port")? {
        Some(number) => u16::try_from(number).map_err(|_| format!("{number} is not a port")),
        None if check => free_port(),
        None => Ok(PORT),
    }
}

/// Where the synthetic council is kept: the user's cache, outside the checkout.
fn data_folder() -> Outcome<PathBuf> {
    let absolute = |name| std::env::var_os(name).map(PathBuf::from).filter(|path| path.is_absolute());
    let cache = absolute("XDG_CACHE_HOME").or_else(|| absolute("HOME").map(|home| home.join(".cache")));
    let cache = cache.ok_or("neither XDG_CACHE_HOME nor HOME is set, so there is nowhere to keep the council")?;
    Ok(cache.join("kith/demo"))
}

fn make_room(data: &Path, fresh: bool) -> Outcome {
    let kept = std::fs::read_dir(data).is_ok_and(|mut entries| entries.next().is_some());
    let place = data.display();
    if kept && !fresh {
        say(&format!("using the synthetic council already in {place} (--fresh makes another)"));
        return Ok(());
    }
    if kept {
        say(&format!("throwing away the synthetic council in {place}"));
        std::fs::remove_dir_all(data).map_err(|e| format!("{place}: {e}"))?;
    }
    say(&format!("a synthetic council will be made in {place}"));
    std::fs::create_dir_all(data).map_err(|e| format!("{place}: {e}"))
}

/// Starts Kith, waits for its sign-in page, says how long it all took, and ends it.
fn answers(mut kith: Command, port: u16, began: Instant) -> Outcome {
    say(&format!("starting Kith and waiting for http://127.0.0.1:{port}/sign-in"));
    let started = Instant::now();
    let mut child = kith.spawn().map_err(|e| format!("Kith could not start: {e}"))?;
    let outcome = wait_for_sign_in(&mut child, port);
    end(&mut child);
    outcome?;
    let seconds = |since: Instant| since.elapsed().as_secs_f64();
    say(&format!("the sign-in page answered {:.1} s after Kith started", seconds(started)));
    say(&format!("{:.1} s since `cargo xtask demo` began", seconds(began)));
    Ok(())
}

fn wait_for_sign_in(child: &mut Child, port: u16) -> Outcome {
    let began = Instant::now();
    while began.elapsed() < READY_LIMIT {
        if status(port, "/sign-in") == Some(200) {
            return Ok(());
        }
        if ended(child, Duration::from_millis(100)) {
            return Err("Kith ended before its sign-in page answered".to_owned());
        }
    }
    Err(format!("the sign-in page did not answer within {} s", READY_LIMIT.as_secs()))
}

/// Ends the process we started, by its own id: politely, then not.
fn end(child: &mut Child) {
    if signal("TERM", child.id()).is_err() || !ended(child, Duration::from_secs(10)) {
        let _ = child.kill();
    }
    let _ = child.wait();
}

/// The HTTP status of one page on this machine; `None` while nothing answers.
fn status(port: u16, path: &str) -> Option<u16> {
    let mut stream = TcpStream::connect(("127.0.0.1", port)).ok()?;
    stream.set_read_timeout(Some(Duration::from_secs(10))).ok()?;
    let request = format!("GET {path} HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nConnection: close\r\n\r\n");
    stream.write_all(request.as_bytes()).ok()?;
    // The status stands in the first line: "HTTP/1.1 200 OK".
    let mut start = [0; 12];
    stream.read_exact(&mut start).ok()?;
    std::str::from_utf8(&start).ok()?.split(' ').nth(1)?.parse().ok()
}

#[cfg(test)]
mod tests {
    use super::status;
    use std::io::{Read, Write};
    use std::net::TcpListener;

    #[test]
    fn a_page_that_answers_is_told_from_one_that_does_not() {
        let listener = TcpListener::bind(("127.0.0.1", 0)).unwrap();
        let port = listener.local_addr().unwrap().port();
        let server = std::thread::spawn(move || {
            let (mut stream, _) = listener.accept().unwrap();
            let mut request = [0; 1024];
            let read = stream.read(&mut request).unwrap();
            stream.write_all(b"HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n").unwrap();
            String::from_utf8_lossy(&request[..read]).into_owned()
        });
        assert_eq!(status(port, "/sign-in"), Some(200));
        assert!(server.join().unwrap().starts_with("GET /sign-in HTTP/1.1\r\n"));
        assert_eq!(status(port, "/sign-in"), None);
    }
}
