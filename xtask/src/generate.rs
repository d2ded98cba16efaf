//! `cargo xtask gen`: the pages of the documentation that are made from the code.

use crate::args::Args;
use crate::run::{Outcome, cargo, read, root, stage};

/// What is generated: the file, and the words for the `kith` binary that prints it.
const PAGES: [(&str, &[&str]); 1] = [("docs/kinds.md", &["practice", "kinds", "--markdown"])];

/// Writes every generated page; an unchanged page keeps its time stamp.
pub fn generate(words: &[String]) -> Outcome {
    Args::read(words, &[], &[])?;
    let root = root()?;
    for (page, kith_words) in PAGES {
        stage(&format!("writing {page}"), || {
            let mut kith = cargo();
            kith.current_dir(&root).args(["run", "--quiet", "--package", "kith", "--"]).args(kith_words);
            let text = read(&mut kith)?;
            if text.trim().is_empty() {
                return Err(format!("`kith {}` printed nothing", kith_words.join(" ")));
            }
            let path = root.join(page);
            if std::fs::read_to_string(&path).is_ok_and(|old| old == text) {
                println!("    {page} is as it was");
                return Ok(());
            }
            std::fs::write(&path, text).map_err(|e| format!("{page}: {e}"))
        })?;
    }
    Ok(())
}
