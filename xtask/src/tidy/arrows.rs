//! Which crate may know which.

use super::{File, Finding, Tree};

const RULE: &str = "arrows";

/// Each crate and the crates of ours it may depend on, for building and for its tests alike.
const MAY_KNOW: [(&str, &[&str]); 12] = [
    ("law", &[]),
    ("forms", &["law"]),
    ("returns", &["law"]),
    ("store", &[]),
    ("web", &["store"]),
    ("seal", &[]),
    ("papers", &[]),
    ("app", &["law", "forms", "returns", "store", "seal", "web", "papers"]),
    ("world", &["law", "forms", "store", "app"]),
    ("kith", &["law", "forms", "returns", "store", "seal", "web", "papers", "app", "world"]),
    ("e2e", &[]),
    ("xtask", &[]),
];

/// Fails for a dependency that runs against the shape of the house.
pub fn arrows(tree: &Tree) -> Vec<Finding> {
    let mut findings = Vec::new();
    for file in &tree.files {
        let Some(name) = crate_name(&file.path) else {
            continue;
        };
        let Some((_, allowed)) = MAY_KNOW.iter().find(|(known, _)| *known == name) else {
            let message = format!("`{name}` is new: give it a line in xtask/src/tidy/arrows.rs");
            findings.push(Finding::new(file, 1, RULE, message));
            continue;
        };
        for (line, dependency) in dependencies(file) {
            let ours = MAY_KNOW.iter().any(|(known, _)| *known == dependency);
            if ours && !allowed.contains(&dependency.as_str()) {
                findings.push(Finding::new(file, line, RULE, format!("`{name}` may not know `{dependency}`")));
            } else if name == "xtask" {
                let message = format!("xtask needs nothing, so that it runs on a bare machine: `{dependency}` must go");
                findings.push(Finding::new(file, line, RULE, message));
            }
        }
    }
    findings
}

/// The crate whose manifest this is.
fn crate_name(path: &str) -> Option<&str> {
    let folder = path.strip_suffix("/Cargo.toml")?;
    let name = folder.strip_prefix("crates/").unwrap_or(folder);
    (!name.contains('/')).then_some(name)
}

/// Every dependency in every kind of dependency table, by the package's own name, with its line.
fn dependencies(file: &File) -> Vec<(usize, String)> {
    let mut found = Vec::new();
    let mut inside = false;
    for (number, line) in file.lines() {
        let line = line.split('#').next().unwrap_or_default().trim();
        if let Some(table) = line.strip_prefix('[') {
            let table = table.trim_end_matches(']').trim();
            inside = table.ends_with("dependencies");
            // `[dependencies.law]` names the dependency itself.
            if let Some((_, name)) = table.rsplit_once("dependencies.") {
                found.push((number, plain(name)));
            }
        } else if inside && let Some((key, value)) = line.split_once('=') {
            let name = key.split('.').next().unwrap_or(key);
            found.push((number, renamed(value).unwrap_or_else(|| plain(name))));
        }
    }
    found
}

fn plain(name: &str) -> String {
    name.trim().trim_matches(['"', '\'']).to_owned()
}

/// The package behind another name: `other = { package = "law" }`.
fn renamed(value: &str) -> Option<String> {
    let (_, after) = value.split_once("package")?;
    after.split('"').nth(1).map(str::to_owned)
}

#[cfg(test)]
mod tests {
    use super::arrows;
    use crate::tidy::Tree;
    use crate::tidy::tests::lines;

    fn found(path: &str, manifest: &str) -> Vec<String> {
        lines(&arrows(&Tree::of(&[(path, manifest)])))
    }

    #[test]
    fn arrows_that_run_the_right_way_pass() {
        let app = "[package]\nname = \"app\"\n\n[dependencies]\nlaw.workspace = true\nstore.workspace = true\nserde = \"1\"\n";
        assert_eq!(found("crates/app/Cargo.toml", app), [""; 0]);
        assert_eq!(found("Cargo.toml", "[workspace.dependencies]\nlaw = { path = \"crates/law\" }\n"), [""; 0]);
    }

    #[test]
    fn arrows_that_run_the_wrong_way_fail_in_every_spelling() {
        for manifest in [
            "[dependencies]\nstore.workspace = true\n",
            "[dev-dependencies]\nstore = { path = \"../store\" }\n",
            "[build-dependencies]\nkit = { package = \"store\", path = \"../store\" }\n",
            "[target.'cfg(unix)'.dependencies]\nstore.workspace = true\n",
            "\n[dependencies.store]\nworkspace = true\n",
        ] {
            assert_eq!(found("crates/law/Cargo.toml", manifest), ["crates/law/Cargo.toml:2"], "{manifest}");
        }
    }

    #[test]
    fn a_new_crate_and_a_needy_xtask_are_noticed() {
        assert_eq!(found("crates/magic/Cargo.toml", "[package]\n"), ["crates/magic/Cargo.toml:1"]);
        assert_eq!(found("xtask/Cargo.toml", "[dependencies]\nserde = \"1\"\n"), ["xtask/Cargo.toml:2"]);
    }
}
