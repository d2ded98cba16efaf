//! The list of exceptions, `xtask/tidy-allow.txt`: one a line, each with its reason.

use super::{File, Finding, Tree};

const LIST: &str = "xtask/tidy-allow.txt";
const RULE: &str = "allow-list";

/// One exception: a rule that does not hold for a file, or for a folder when the path ends in `/`.
struct Exception<'t> {
    line: usize,
    rule: &'t str,
    path: &'t str,
}

impl Exception<'_> {
    fn covers(&self, path: &str) -> bool {
        path == self.path || (self.path.ends_with('/') && path.starts_with(self.path))
    }
}

/// Takes out what the list allows; a line that is malformed or allows nothing that exists is itself a finding.
pub fn without_allowed(tree: &Tree, mut findings: Vec<Finding>) -> Vec<Finding> {
    let Some(list) = tree.file(LIST) else {
        return findings;
    };
    let (exceptions, wrong) = read(list);
    findings.retain(|finding| {
        !exceptions.iter().any(|exception| exception.rule == finding.rule && exception.covers(&finding.path))
    });
    findings.extend(wrong);
    for exception in exceptions {
        if !tree.paths.iter().any(|path| exception.covers(path)) {
            let message = format!("`{}` is not there any more: take the line out", exception.path);
            findings.push(Finding::new(list, exception.line, RULE, message));
        }
    }
    findings
}

fn read(list: &File) -> (Vec<Exception<'_>>, Vec<Finding>) {
    let mut exceptions = Vec::new();
    let mut wrong = Vec::new();
    let lines = list.lines().map(|(line, text)| (line, text.trim()));
    for (line, text) in lines.filter(|(_, text)| !text.is_empty() && !text.starts_with('#')) {
        let mut parts = text.splitn(3, ' ');
        match (parts.next(), parts.next(), parts.next()) {
            (Some(rule), Some(path), Some(_reason)) => exceptions.push(Exception { line, rule, path }),
            _ => wrong.push(Finding::new(list, line, RULE, "write: rule, path, and the reason")),
        }
    }
    (exceptions, wrong)
}

#[cfg(test)]
mod tests {
    use super::{LIST, without_allowed};
    use crate::tidy::tests::lines;
    use crate::tidy::{Finding, Tree, house};

    fn found(list: &str) -> Vec<String> {
        let tree = Tree::of(&[(LIST, list), ("tests/a/one.rs", "#[ignore]\n"), ("tests/b.rs", "#[ignore]\n")]);
        let findings: Vec<Finding> = house::ignored_tests(&tree);
        lines(&without_allowed(&tree, findings))
    }

    #[test]
    fn files_and_folders_may_be_allowed_with_a_reason() {
        assert_eq!(found("# none\n"), ["tests/a/one.rs:1", "tests/b.rs:1"]);
        assert_eq!(found("ignored tests/a/ needs a printer\n"), ["tests/b.rs:1"]);
        assert_eq!(found("ignored tests/a/ why\nignored tests/b.rs why not\n"), [""; 0]);
        assert_eq!(found("sleep tests/a/ another rule\nignored tests/b.rs why\n"), ["tests/a/one.rs:1"]);
    }

    #[test]
    fn an_exception_without_a_reason_or_a_file_is_found() {
        assert_eq!(found("ignored tests/\n"), ["tests/a/one.rs:1", "tests/b.rs:1", "xtask/tidy-allow.txt:1"]);
        assert_eq!(found("ignored tests/ why\nignored gone.rs why\n"), ["xtask/tidy-allow.txt:2"]);
    }
}
