//! `cargo xtask tidy`: the house rules that no compiler checks.
//!
//! Every rule is a function from the tree of files to findings, so that each is tested on a few lines of text.

mod allow;
mod arrows;
mod house;
mod links;
mod places;
mod rust_text;
mod sql;
mod tree;

use crate::args::Args;
use crate::run::{Outcome, root, say};
use std::path::Path;
pub use tree::{File, Tree};

/// One thing that breaks a rule, or may soon.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Finding {
    /// Path within the checkout.
    pub path: String,
    /// Line, from 1.
    pub line: usize,
    /// The rule's short name, as the allow list knows it.
    pub rule: &'static str,
    /// What is wrong and what to do.
    pub message: String,
    /// Said, but does not fail the run.
    pub only_a_warning: bool,
}

impl Finding {
    /// A finding that fails the run.
    pub fn new(file: &File, line: usize, rule: &'static str, message: impl Into<String>) -> Self {
        let path = file.path.clone();
        Self { path, line, rule, message: message.into(), only_a_warning: false }
    }
}

type Rule = fn(&Tree) -> Vec<Finding>;

/// Every rule there is.
const RULES: [Rule; 12] = [
    arrows::arrows,
    house::length,
    house::unfinished,
    house::sleeping_tests,
    house::ignored_tests,
    house::library_docs,
    house::listed_kinds,
    house::shared_lints,
    sql::registered,
    sql::ledgers,
    links::links,
    places::places,
];

/// Reads the chore's words and runs it.
pub fn command(words: &[String]) -> Outcome {
    Args::read(words, &[], &[])?;
    tidy(&root()?)
}

/// Checks every rule over the files Git knows or would add; prints what it finds.
pub fn tidy(root: &Path) -> Outcome {
    let tree = Tree::read(root)?;
    let findings = check(&tree);
    for finding in &findings {
        let Finding { path, line, rule, message, only_a_warning } = finding;
        let weight = if *only_a_warning { "warning: " } else { "" };
        println!("{path}:{line}: {rule}: {weight}{message}");
    }
    let failing = findings.iter().filter(|finding| !finding.only_a_warning).count();
    say(&format!("tidy: {} files, {failing} to put right", tree.paths.len()));
    match failing {
        0 => Ok(()),
        1 => Err("one thing breaks the house rules".to_owned()),
        _ => Err(format!("{failing} things break the house rules")),
    }
}

fn check(tree: &Tree) -> Vec<Finding> {
    let found = RULES.iter().flat_map(|rule| rule(tree)).collect();
    let mut findings = allow::without_allowed(tree, found);
    findings.sort();
    findings
}

#[cfg(test)]
mod tests {
    use super::{Finding, Tree, check};

    /// What one rule says about a few made-up files, as `path:line`.
    pub fn lines(findings: &[Finding]) -> Vec<String> {
        findings.iter().map(|finding| format!("{}:{}", finding.path, finding.line)).collect()
    }

    #[test]
    fn a_tree_that_keeps_the_rules_has_no_findings() {
        let tree = Tree::of(&[
            ("README.md", "Kith: see [the law](crates/law/src/lib.rs).\n"),
            ("crates/law/Cargo.toml", "[dependencies]\njiff = \"1\"\n\n[lints]\nworkspace = true\n"),
            ("crates/law/src/lib.rs", "//! The law.\n"),
        ]);
        assert_eq!(check(&tree), []);
    }

    #[test]
    fn findings_come_in_order_of_place() {
        let tree = Tree::of(&[("b.md", "[gone](gone.md)\n"), ("a.rs", "#[ignore]\n#[ignore]\n")]);
        assert_eq!(lines(&check(&tree)), ["a.rs:1", "a.rs:2", "b.md:1"]);
    }
}
