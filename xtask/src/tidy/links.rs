//! Links between the project's own pages lead somewhere.

use super::{File, Finding, Tree};

/// Every relative link in a Markdown file names a file or folder of the checkout.
pub fn links(tree: &Tree) -> Vec<Finding> {
    let mut findings = Vec::new();
    for file in tree.files.iter().filter(|file| file.path.ends_with(".md")) {
        for (line, target) in targets(file) {
            if is_outside(&target) {
                continue;
            }
            let path = target.split(['#', '?']).next().unwrap_or_default();
            let leads = resolve(&file.path, path).is_some_and(|place| exists(tree, &place));
            if !path.is_empty() && !leads {
                findings.push(Finding::new(file, line, "links", format!("`{target}` leads nowhere")));
            }
        }
    }
    findings
}

fn is_outside(target: &str) -> bool {
    ["http://", "https://", "mailto:", "tel:"].iter().any(|scheme| target.starts_with(scheme))
}

fn exists(tree: &Tree, place: &str) -> bool {
    let folder = format!("{place}/");
    place.is_empty() || tree.paths.contains(place) || tree.paths.iter().any(|path| path.starts_with(&folder))
}

/// The path from the root of the checkout; `None` when it climbs out of it.
fn resolve(from: &str, target: &str) -> Option<String> {
    let target = target.replace("%20", " ");
    let start = if target.starts_with('/') { "" } else { from.rsplit_once('/').map_or("", |(folder, _)| folder) };
    let mut parts: Vec<&str> = start.split('/').filter(|part| !part.is_empty()).collect();
    for part in target.split('/') {
        match part {
            "" | "." => {}
            ".." => {
                parts.pop()?;
            }
            name => parts.push(name),
        }
    }
    Some(parts.join("/"))
}

/// What the page's links point to: `[text](target)` and `[name]: target`, outside code.
fn targets(file: &File) -> Vec<(usize, String)> {
    let mut found = Vec::new();
    let mut fenced = false;
    for (number, line) in file.lines() {
        if line.trim_start().starts_with("```") || line.trim_start().starts_with("~~~") {
            fenced = !fenced;
        } else if !fenced {
            let prose = without_code(line);
            let inline = prose.split("](").skip(1).filter_map(|rest| rest.split([')', ' ']).next());
            found.extend(inline.map(|target| (number, target.trim_matches(['<', '>']).to_owned())));
            let named = prose.trim_start().strip_prefix('[').and_then(|rest| rest.split_once("]: "));
            let named = named.and_then(|(_, rest)| rest.split_whitespace().next());
            found.extend(named.map(|target| (number, target.to_owned())));
        }
    }
    found
}

/// The line without its `code`.
fn without_code(line: &str) -> String {
    line.split('`').step_by(2).collect::<Vec<_>>().join("")
}

#[cfg(test)]
mod tests {
    use super::links;
    use crate::tidy::Tree;
    use crate::tidy::tests::lines;

    fn found(text: &str) -> Vec<String> {
        lines(&links(&Tree::of(&[("docs/a.md", text), ("docs/b.md", ""), ("crates/law/src/lib.rs", "")])))
    }

    #[test]
    fn links_that_lead_somewhere_pass() {
        let text = "[b](b.md) [b](./b.md#part) [law](../crates/law/) [top](/docs/b.md) [here](#here)\n\
                    [out](https://example.org/x) [mail](mailto:a@example.org) [root](..)\n\
                    `[code](gone.md)`\n```\n[fenced](gone.md)\n```\n[named]: b.md \"B\"\n";
        assert_eq!(found(text), [""; 0]);
    }

    #[test]
    fn links_that_lead_nowhere_are_found() {
        assert_eq!(found("ok\n[gone](gone.md) and [gone](../../docs/b.md)\n"), ["docs/a.md:2", "docs/a.md:2"]);
        assert_eq!(found("[named]: gone.md\n"), ["docs/a.md:1"]);
    }
}
