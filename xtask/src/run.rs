//! Running other programs, and saying so.

use std::ffi::OsStr;
use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::Instant;

/// A chore's result; the error is one plain sentence for whoever ran it.
pub type Outcome<T = ()> = Result<T, String>;

/// The root of the checkout: the folder above this crate.
pub fn root() -> Outcome<PathBuf> {
    if let Some(manifest) = std::env::var_os("CARGO_MANIFEST_DIR")
        && let Some(root) = Path::new(&manifest).parent()
    {
        return Ok(root.to_owned());
    }
    let here = std::env::current_dir().map_err(|e| format!("no current folder: {e}"))?;
    let root = here.ancestors().find(|folder| folder.join("xtask/Cargo.toml").exists());
    root.map(Path::to_owned).ok_or("run this inside the checkout, as `cargo xtask …`".to_owned())
}

/// The same Cargo that started this program.
pub fn cargo() -> Command {
    let mut cargo = Command::new(std::env::var_os("CARGO").unwrap_or("cargo".into()));
    // A child build must not mistake this crate's settings for its own.
    for (name, _) in std::env::vars_os() {
        let name_text = name.to_string_lossy();
        if name_text.starts_with("CARGO_PKG_") || name_text.starts_with("CARGO_MANIFEST_") {
            cargo.env_remove(&name);
        }
    }
    cargo
}

/// Prints what is about to be done, in the same shape everywhere.
pub fn say(what: &str) {
    println!("==> {what}");
}

/// Does one named stage and prints how long it took.
pub fn stage<T>(name: &str, work: impl FnOnce() -> Outcome<T>) -> Outcome<T> {
    say(name);
    let began = Instant::now();
    let outcome = work();
    let word = if outcome.is_ok() { "done" } else { "FAILED" };
    println!("    {word} after {:.1} s: {name}", began.elapsed().as_secs_f64());
    outcome
}

/// The command as one would type it.
pub fn line(command: &Command) -> String {
    let program = Path::new(command.get_program());
    let program = program.file_name().unwrap_or(program.as_os_str());
    let words = std::iter::once(program).chain(command.get_args());
    words.map(OsStr::to_string_lossy).collect::<Vec<_>>().join(" ")
}

/// Runs to the end with its output shown; an exit code other than 0 is an error.
pub fn run(command: &mut Command) -> Outcome {
    let line = line(command);
    match command.status() {
        Ok(status) if status.success() => Ok(()),
        Ok(status) => Err(format!("`{line}` failed ({status})")),
        Err(e) => Err(format!("`{line}` could not start: {e}")),
    }
}

/// Runs to the end and returns what it printed; on failure the error holds what it complained of.
pub fn read(command: &mut Command) -> Outcome<String> {
    let line = line(command);
    let output = command.output().map_err(|e| format!("`{line}` could not start: {e}"))?;
    if output.status.success() {
        return Ok(String::from_utf8_lossy(&output.stdout).into_owned());
    }
    let complaint = String::from_utf8_lossy(&output.stderr);
    Err(format!("`{line}` failed ({}): {}", output.status, complaint.trim()))
}

/// Runs to the end, handing over each line it prints as it comes.
pub fn follow(command: &mut Command, mut each: impl FnMut(&str)) -> Outcome {
    let line = line(command);
    let could_not = |e: std::io::Error| format!("`{line}` could not start: {e}");
    let mut child = command.stdout(Stdio::piped()).spawn().map_err(could_not)?;
    let printed = child.stdout.take().ok_or(format!("`{line}` has no output"))?;
    for printed_line in BufReader::new(printed).split(b'\n') {
        match printed_line {
            Ok(bytes) => each(&String::from_utf8_lossy(&bytes)),
            Err(e) => eprintln!("`{line}`: its output broke off: {e}"),
        }
    }
    match child.wait() {
        Ok(status) if status.success() => Ok(()),
        Ok(status) => Err(format!("`{line}` failed ({status})")),
        Err(e) => Err(format!("`{line}` could not be waited for: {e}")),
    }
}

/// Builds the `kith` binary and returns where Cargo put it.
pub fn build_kith(root: &Path, profile: &str) -> Outcome<PathBuf> {
    let mut build = cargo();
    build.current_dir(root);
    build.args(["build", "--profile", profile, "--package", "kith", "--bin", "kith"]);
    build.arg("--message-format=json-render-diagnostics");
    let mut binary = None;
    follow(&mut build, |message| binary = executable(message).or(binary.take()))?;
    binary.map(PathBuf::from).ok_or("Cargo did not say where it put the kith binary".to_owned())
}

/// The path in Cargo's message about a finished binary, if this message is one.
fn executable(message: &str) -> Option<String> {
    let (_, rest) = message.split_once(r#""executable":""#)?;
    let mut path = String::new();
    let mut letters = rest.chars();
    loop {
        match letters.next()? {
            '"' => return Some(path),
            '\\' => path.push(letters.next()?),
            letter => path.push(letter),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::executable;

    #[test]
    fn the_binary_is_found_in_cargos_messages() {
        let built = r#"{"reason":"compiler-artifact","executable":"/t/debug/ki\"th","fresh":true}"#;
        assert_eq!(executable(built), Some("/t/debug/ki\"th".to_owned()));
        let library = r#"{"reason":"compiler-artifact","executable":null,"fresh":true}"#;
        assert_eq!(executable(library), None);
    }
}
