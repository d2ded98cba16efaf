//! Small rules about files: length, unfinished work, sleeping or ignored tests, and lists that must be whole.

use super::{Finding, Tree};

const LONG: usize = 400;
const TOO_LONG: usize = 600;

/// Rust files fit in a head: a warning over 400 lines, a failure over 600.
pub fn length(tree: &Tree) -> Vec<Finding> {
    let mut findings = Vec::new();
    for (file, _) in tree.rust_files() {
        let lines = file.text.lines().count();
        if lines > LONG {
            let mut finding = Finding::new(file, lines, "length", format!("{lines} lines; over {TOO_LONG} fails"));
            finding.only_a_warning = lines <= TOO_LONG;
            findings.push(finding);
        }
    }
    findings
}

/// Nothing is left for later. The words are put together here so that this file does not find itself.
pub fn unfinished(tree: &Tree) -> Vec<Finding> {
    let words = [
        concat!("TO", "DO"),
        concat!("FIX", "ME"),
        concat!("XX", "X"),
        concat!("to", "do!"),
        concat!("unimple", "mented!"),
    ];
    let endings = [".rs", ".yml", ".yaml", ".md", ".js", ".css"];
    let mut findings = Vec::new();
    for file in tree.files.iter().filter(|file| endings.iter().any(|ending| file.path.ends_with(ending))) {
        for (number, line) in file.lines() {
            if let Some(word) = words.iter().find(|word| has_word(line, word)) {
                findings.push(Finding::new(file, number, "unfinished", format!("`{word}`: finish it or take it out")));
            }
        }
    }
    findings
}

/// Whether `word` stands in the line on its own, not as part of another.
fn has_word(line: &str, word: &str) -> bool {
    let part_of_word = |letter: char| letter.is_alphanumeric() || letter == '_';
    line.match_indices(word).any(|(at, _)| {
        let before = line[..at].ends_with(part_of_word);
        let after = line[at + word.len()..].starts_with(part_of_word) && !word.ends_with('!');
        !before && !after
    })
}

/// A test waits for a condition, never for a length of time.
pub fn sleeping_tests(tree: &Tree) -> Vec<Finding> {
    let mut findings = Vec::new();
    for (file, rust) in tree.rust_files() {
        for (number, line) in rust.code_lines() {
            let sleeps = ["thread::sleep", "time::sleep"].iter().any(|call| line.contains(call));
            if sleeps && file.is_test_line(number) {
                let message = "tests do not sleep: wait for what should happen";
                findings.push(Finding::new(file, number, "sleep", message));
            }
        }
    }
    findings
}

/// A test that does not run is not a test.
pub fn ignored_tests(tree: &Tree) -> Vec<Finding> {
    let mut findings = Vec::new();
    for (file, rust) in tree.rust_files() {
        for (number, line) in rust.code_lines() {
            let mark = line.split("#[ignore").nth(1);
            if mark.is_some_and(|after| after.starts_with([']', ' ', '='])) {
                findings.push(Finding::new(file, number, "ignored", "every test runs: mend it or take it out"));
            }
        }
    }
    findings
}

/// Every crate says in its first line what it is.
pub fn library_docs(tree: &Tree) -> Vec<Finding> {
    let libraries = tree.files.iter().filter(|file| file.path.ends_with("/src/lib.rs"));
    let silent = libraries.filter(|file| !file.text.starts_with("//!"));
    let message = "begin with `//!` and say what this crate is";
    silent.map(|file| Finding::new(file, 1, "library-docs", message)).collect()
}

/// Every kind of step stands in the list of kinds.
pub fn listed_kinds(tree: &Tree) -> Vec<Finding> {
    const FOLDER: &str = "crates/law/src/step/";
    let list = tree.file("crates/law/src/step.rs").or(tree.file("crates/law/src/step/mod.rs"));
    let code = list.and_then(|file| file.rust.as_ref()).map_or("", |rust| rust.code.as_str());
    let mut findings = Vec::new();
    for (file, _) in tree.rust_files() {
        let Some(kind) = file.path.strip_prefix(FOLDER).and_then(|name| name.strip_suffix(".rs")) else {
            continue;
        };
        if kind.contains('/') || ["mod", "tests"].contains(&kind) {
            continue;
        }
        let listed = code.lines().any(|line| has_word(line, kind) && has_word(line, "mod"));
        let message = format!("`{kind}` is not in the list of kinds (crates/law/src/step.rs)");
        if !listed {
            findings.push(Finding::new(file, 1, "kinds", message));
        }
    }
    findings
}

/// Every crate takes the workspace's lints, and those forbid unsafe code.
pub fn shared_lints(tree: &Tree) -> Vec<Finding> {
    let mut findings = Vec::new();
    for file in tree.files.iter().filter(|file| file.path.ends_with("Cargo.toml")) {
        let wanted = match file.path.as_str() {
            "Cargo.toml" => ("[workspace.lints.rust]", "unsafe_code = \"forbid\""),
            _ => ("[lints]", "workspace = true"),
        };
        let (table, line) = wanted;
        if !table_has(&file.text, table, line) {
            findings.push(Finding::new(file, 1, "lints", format!("{table} must say `{line}`")));
        }
    }
    findings
}

fn table_has(text: &str, table: &str, wanted: &str) -> bool {
    let inside = text.lines().map(str::trim).skip_while(|line| *line != table).skip(1);
    inside.take_while(|line| !line.starts_with('[')).any(|line| line == wanted)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tidy::tests::lines;

    fn found(rule: fn(&Tree) -> Vec<Finding>, path: &str, text: &str) -> Vec<String> {
        lines(&rule(&Tree::of(&[(path, text)])))
    }

    const NONE: [&str; 0] = [];

    #[test]
    fn long_files_are_warned_of_and_then_refused() {
        let of = |count: usize| length(&Tree::of(&[("a.rs", &"\n".repeat(count))]));
        assert_eq!(of(400), []);
        assert!(of(401)[0].only_a_warning && of(600)[0].only_a_warning);
        assert!(!of(601)[0].only_a_warning);
    }

    #[test]
    fn unfinished_work_is_found_in_any_language() {
        let note = concat!("a\n// TO", "DO: later\n");
        for path in ["a.rs", "a.yml", "a.md", "a.js", "a.css"] {
            assert_eq!(found(unfinished, path, note), [format!("{path}:2")]);
        }
        assert_eq!(found(unfinished, "a.rs", concat!("fn a() { to", "do!() }")), ["a.rs:1"]);
        assert_eq!(found(unfinished, "a.rs", concat!("let XX", "XL = 1; // the to", "do list")), NONE);
    }

    #[test]
    fn only_tests_may_not_sleep() {
        let text =
            "fn a() { std::thread::sleep(d) }\n#[cfg(test)]\nmod tests {\n    fn b() { tokio::time::sleep(d) }\n}\n";
        assert_eq!(found(sleeping_tests, "crates/kith/src/a.rs", text), ["crates/kith/src/a.rs:4"]);
        assert_eq!(found(sleeping_tests, "tests/areas/a.rs", "// thread::sleep is not used\n"), NONE);
    }

    #[test]
    fn an_ignored_test_is_found_whatever_its_excuse() {
        let text = "#[ignore]\n#[ignore = \"slow\"]\n#[ignore_case]\n// #[ignore]\n";
        assert_eq!(found(ignored_tests, "a.rs", text), ["a.rs:1", "a.rs:2"]);
    }

    #[test]
    fn a_library_says_what_it_is() {
        assert_eq!(found(library_docs, "crates/law/src/lib.rs", "//! The law.\n"), NONE);
        assert_eq!(found(library_docs, "crates/law/src/lib.rs", "pub mod day;\n"), ["crates/law/src/lib.rs:1"]);
    }

    #[test]
    fn a_kind_without_its_line_in_the_list_is_found() {
        let tree = Tree::of(&[
            ("crates/law/src/step.rs", "pub mod referral;\n// pub mod section_47;\n"),
            ("crates/law/src/step/referral.rs", ""),
            ("crates/law/src/step/section_47.rs", ""),
        ]);
        assert_eq!(lines(&listed_kinds(&tree)), ["crates/law/src/step/section_47.rs:1"]);
    }

    #[test]
    fn every_crate_takes_the_shared_lints() {
        let manifest = "crates/law/Cargo.toml";
        assert_eq!(found(shared_lints, manifest, "[lints]\nworkspace = true\n"), NONE);
        assert_eq!(found(shared_lints, manifest, "[lints]\n[x]\nworkspace = true\n"), ["crates/law/Cargo.toml:1"]);
        assert_eq!(found(shared_lints, "Cargo.toml", "[workspace.lints.rust]\nunsafe_code = \"forbid\"\n"), NONE);
        assert_eq!(found(shared_lints, "Cargo.toml", "[workspace]\n"), ["Cargo.toml:1"]);
    }
}
