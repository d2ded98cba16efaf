//! Nothing in the project names one machine's folders or one registry's host.

use super::{Finding, Tree};

/// Folders of a particular machine, and hosts packages come from. Put together so that this file does not find itself.
const MACHINE: [&str; 3] = [concat!("/ho", "me/"), concat!("/ro", "ot/"), concat!("/wo", "rk/")];
const HOSTS: [&str; 6] = [
    concat!("crates", ".io"),
    concat!("npmjs", ".org"),
    concat!("npmjs", ".com"),
    concat!("pypi", ".org"),
    concat!("pythonhosted", ".org"),
    concat!("deb.debian", ".org"),
];

/// Every text file but Cargo.lock, which Cargo writes as it likes.
pub fn places(tree: &Tree) -> Vec<Finding> {
    let mut findings = Vec::new();
    for file in tree.files.iter().filter(|file| file.name() != "Cargo.lock") {
        for (number, line) in file.lines() {
            if let Some(folder) = MACHINE.iter().find(|folder| begins_a_path(line, folder)) {
                let message = format!("`{folder}` is a folder of one machine");
                findings.push(Finding::new(file, number, "machine", message));
            }
            if let Some(host) = HOSTS.iter().find(|host| line.contains(**host)) {
                findings.push(Finding::new(file, number, "registry", format!("`{host}` is a registry's host")));
            }
        }
    }
    findings
}

/// Whether the path begins here: nothing of a longer path or address stands before it.
fn begins_a_path(line: &str, folder: &str) -> bool {
    let part_of_path = |letter: char| letter.is_alphanumeric() || "._-/~}".contains(letter);
    line.match_indices(folder).any(|(at, _)| !line[..at].ends_with(part_of_path))
}

#[cfg(test)]
mod tests {
    use super::places;
    use crate::tidy::Tree;
    use crate::tidy::tests::lines;

    fn found(path: &str, text: &str) -> Vec<String> {
        lines(&places(&Tree::of(&[(path, text)])))
    }

    #[test]
    fn machine_folders_and_hosts_are_found() {
        assert_eq!(found("a.md", concat!("ok\nsee /wo", "rk/notes\n")), ["a.md:2"]);
        assert_eq!(found("a.sh", concat!("cd \"/ro", "ot/x\"")), ["a.sh:1"]);
        assert_eq!(found("a.rs", concat!("// from crates", ".io")), ["a.rs:1"]);
    }

    #[test]
    fn parts_of_longer_paths_and_the_lock_file_pass() {
        assert_eq!(found("a.md", concat!("docs/wo", "rk/notes and https://example.org/ho", "me/")), [""; 0]);
        assert_eq!(found("Cargo.lock", concat!("source = \"crates", ".io\"")), [""; 0]);
    }
}
