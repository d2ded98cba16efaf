//! The files the rules look at.

use super::rust_text::RustText;
use crate::run::{Outcome, read, say};
use std::collections::BTreeSet;
use std::path::Path;
use std::process::Command;

/// One text file.
pub struct File {
    /// Path within the checkout, with forward slashes.
    pub path: String,
    /// The whole text.
    pub text: String,
    /// For Rust files: the text taken apart.
    pub rust: Option<RustText>,
}

impl File {
    fn new(path: &str, text: String) -> Self {
        let rust = path.ends_with(".rs").then(|| RustText::read(&text));
        Self { path: path.to_owned(), text, rust }
    }

    /// Lines with their numbers, from 1.
    pub fn lines(&self) -> impl Iterator<Item = (usize, &str)> {
        self.text.lines().enumerate().map(|(index, line)| (index + 1, line))
    }

    /// Whether the whole file is test code.
    pub fn is_test(&self) -> bool {
        let path = &self.path;
        let in_tests = path.contains("/tests/") || path.starts_with("tests/") || path.contains("/benches/");
        in_tests || path.ends_with("/tests.rs") || path.starts_with("crates/e2e/")
    }

    /// Whether this line is test code: the whole file is, or the line stands in a `#[cfg(test)]` item.
    pub fn is_test_line(&self, line: usize) -> bool {
        self.is_test() || self.rust.as_ref().is_some_and(|rust| rust.test_lines.contains(&line))
    }

    /// The last part of the path.
    pub fn name(&self) -> &str {
        self.path.rsplit('/').next().unwrap_or(&self.path)
    }
}

/// All files: every path, and the text of those that are text.
pub struct Tree {
    /// Every path within the checkout.
    pub paths: BTreeSet<String>,
    /// The files that are UTF-8 text.
    pub files: Vec<File>,
}

impl Tree {
    /// Reads what Git knows or would add; outside Git, everything but what a build leaves.
    pub fn read(root: &Path) -> Outcome<Self> {
        let paths = match git_paths(root) {
            Ok(paths) => paths,
            Err(why) => {
                say(&format!("not asking Git ({why}); reading the folder itself"));
                let mut paths = BTreeSet::new();
                walk(root, "", &mut paths).map_err(|e| format!("{}: {e}", root.display()))?;
                paths
            }
        };
        let text = |path: &String| std::fs::read_to_string(root.join(path)).ok();
        let files = paths.iter().filter_map(|path| Some(File::new(path, text(path)?))).collect();
        Ok(Self { paths, files })
    }

    /// The text file at exactly this path.
    pub fn file(&self, path: &str) -> Option<&File> {
        self.files.iter().find(|file| file.path == path)
    }

    /// Files written in Rust, with their text taken apart.
    pub fn rust_files(&self) -> impl Iterator<Item = (&File, &RustText)> {
        self.files.iter().filter_map(|file| Some((file, file.rust.as_ref()?)))
    }

    /// A made-up tree for a test.
    #[cfg(test)]
    pub fn of(files: &[(&str, &str)]) -> Self {
        let paths = files.iter().map(|(path, _)| (*path).to_owned()).collect();
        let files = files.iter().map(|(path, text)| File::new(path, (*text).to_owned())).collect();
        Self { paths, files }
    }
}

fn git_paths(root: &Path) -> Outcome<BTreeSet<String>> {
    let mut git = Command::new("git");
    // A checkout made by another user, as on build machines, is still ours to read.
    git.arg("-c").arg(format!("safe.directory={}", root.display()));
    git.arg("-C").arg(root);
    git.args(["ls-files", "-z", "--cached", "--others", "--exclude-standard"]);
    let listed = read(&mut git)?;
    let there = |path: &&str| !path.is_empty() && root.join(path).is_file();
    Ok(listed.split('\0').filter(there).map(str::to_owned).collect())
}

fn walk(root: &Path, folder: &str, paths: &mut BTreeSet<String>) -> std::io::Result<()> {
    for entry in std::fs::read_dir(root.join(folder))? {
        let entry = entry?;
        let name = entry.file_name().to_string_lossy().into_owned();
        let path = if folder.is_empty() { name.clone() } else { format!("{folder}/{name}") };
        if entry.file_type()?.is_file() {
            paths.insert(path);
        } else if entry.file_type()?.is_dir() && !["target", "node_modules", ".git"].contains(&name.as_str()) {
            walk(root, &path, paths)?;
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::Tree;

    #[test]
    fn test_code_is_told_from_product_code() {
        let product = "fn a() {}\n#[cfg(test)]\nmod tests {\n    fn b() {}\n}\nfn c() {}\n";
        let tree = Tree::of(&[
            ("crates/app/src/child/ledger.rs", product),
            ("crates/app/src/child/tests.rs", "fn d() {}\n"),
            ("tests/areas/one.rs", "fn e() {}\n"),
        ]);
        let ledger = &tree.files[0];
        let told: Vec<bool> = (1..=6).map(|line| ledger.is_test_line(line)).collect();
        assert_eq!(told, [false, true, true, true, true, false]);
        assert!(tree.files[1].is_test_line(1));
        assert!(tree.files[2].is_test_line(1));
    }
}
