//! Rules about SQL: every statement is registered, and only ledgers write state.

use super::rust_text::Literal;
use super::{Finding, Tree};

/// The macros that register a statement: for both engines alike, or with a text for each.
const MACROS: [&str; 2] = ["sql", "sql_dialect"];

/// Statements are written in `sql!("…")`, which registers them for the test that prepares all of them on both engines.
pub fn registered(tree: &Tree) -> Vec<Finding> {
    let mut findings = Vec::new();
    for (file, rust) in tree.rust_files().filter(|(file, _)| !file.path.starts_with("xtask/")) {
        for literal in &rust.literals {
            let loose = !literal.macros.iter().any(|name| MACROS.contains(&name.as_str())) && verb(literal).is_some();
            if loose && !file.is_test_line(literal.line) {
                findings.push(Finding::new(file, literal.line, "sql", "write the statement in sql!(\"…\")"));
            }
        }
    }
    findings
}

/// The file that lists the tables which follow from the journal, in `state! { … }`, whichever migration makes them.
const STATE: &str = "crates/app/src/schema.rs";

/// In the product, only a feature's ledger writes state, each by applying entries. Tables that stand beside the journal
/// (drafts, presence, an intake not finished) are not in the list and are written by the feature that owns them.
pub fn ledgers(tree: &Tree) -> Vec<Finding> {
    let state = tree.file(STATE).map(|file| tables(&file.text)).unwrap_or_default();
    let mut findings = Vec::new();
    for (file, rust) in tree.rust_files().filter(|(file, _)| file.path.starts_with("crates/app/src/")) {
        if file.name() == "ledger.rs" || file.path.contains("/ledger/") {
            continue;
        }
        for literal in &rust.literals {
            let writes = verb(literal).is_some_and(|verb| verb != "SELECT") && names_any(&literal.text, &state);
            if writes && !file.is_test_line(literal.line) {
                let message = "only ledger.rs writes state: make this an entry and apply it there";
                findings.push(Finding::new(file, literal.line, "ledger", message));
            }
        }
    }
    findings
}

/// The tables of the list.
fn tables(schema: &str) -> Vec<String> {
    let list = schema.rsplit_once("state! {").and_then(|(_, rest)| rest.split_once('}')).map_or("", |(list, _)| list);
    list.split(',').map(|name| name.trim().to_owned()).filter(|name| !name.is_empty()).collect()
}

/// Whether a statement writes into one of these tables.
fn names_any(statement: &str, tables: &[String]) -> bool {
    let lower = statement.to_ascii_lowercase();
    let words: Vec<&str> = lower.split(|letter: char| !is_of_a_name(letter)).filter(|word| !word.is_empty()).collect();
    let target =
        |pair: &[&str]| matches!(pair[0], "into" | "update" | "from") && tables.iter().any(|table| table == pair[1]);
    words.windows(2).any(target)
}

fn is_of_a_name(letter: char) -> bool {
    letter.is_ascii_alphanumeric() || letter == '_'
}

/// What a literal does, if it is a statement: `SELECT`, `INSERT`, `UPDATE` or `DELETE`.
///
/// A statement's first word is wholly upper or lower case, and its second keyword follows; a button's "Update" is neither.
fn verb(literal: &Literal) -> Option<&'static str> {
    let text = literal.text.replace("\\n", " ").replace('\\', " ");
    let words: Vec<&str> = text.split_whitespace().collect();
    let upper: Vec<String> = words.iter().map(|word| word.to_ascii_uppercase()).collect();
    let first = *words.first()?;
    let is_shouted = first == upper[0];
    if !is_shouted && first != first.to_ascii_lowercase() {
        return None;
    }
    let has = |word: &str| upper.iter().any(|other| other == word);
    let second = upper.get(1)?.as_str();
    match upper[0].as_str() {
        "SELECT" if is_shouted || has("FROM") => Some("SELECT"),
        "INSERT" if ["INTO", "OR"].contains(&second) => Some("INSERT"),
        "DELETE" if second == "FROM" => Some("DELETE"),
        "UPDATE" if has("SET") => Some("UPDATE"),
        "WITH" if has("SELECT") || has("INSERT") || has("UPDATE") || has("DELETE") => {
            ["INSERT", "UPDATE", "DELETE"].into_iter().find(|word| has(word)).or(Some("SELECT"))
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::{ledgers, registered};
    use crate::tidy::tests::lines;
    use crate::tidy::{Finding, Tree};

    fn found(rule: fn(&Tree) -> Vec<Finding>, path: &str, text: &str) -> usize {
        lines(&rule(&Tree::of(&[(path, text)]))).len()
    }

    #[test]
    fn a_statement_outside_the_macro_is_found() {
        let path = "crates/app/src/child/queries.rs";
        for text in [
            r#"db.query("SELECT 1")"#,
            "query(\n    \"\n        select name\n        from person\")",
            r##"x(r#"INSERT INTO person (id) VALUES ($1)"#)"##,
            r#"x("UPDATE person SET name = $1")"#,
            r#"x("delete from person")"#,
            r#"x("WITH a AS (SELECT 1) SELECT * FROM a")"#,
        ] {
            assert_eq!(found(registered, path, text), 1, "{text}");
        }
    }

    #[test]
    fn registered_statements_tests_and_plain_words_pass() {
        let path = "crates/app/src/child/queries.rs";
        for text in [
            r#"sql!("SELECT 1")"#,
            "store::sql!(\n    \"UPDATE person SET name = $1\"\n)",
            r#"button("Select a child from the list")"#,
            r#"sql_dialect! { sqlite: "SELECT 1", postgres: "SELECT 2" }"#,
            r#"button("Update")"#,
            r#"say("update the plan")"#,
            r#"say("select")"#,
            "#[cfg(test)]\nmod tests { fn a() { x(\"SELECT 1\") } }",
            "// \"SELECT 1\"",
        ] {
            assert_eq!(found(registered, path, text), 0, "{text}");
        }
    }

    #[test]
    fn only_ledgers_write_what_follows_from_the_journal() {
        let schema = ("crates/app/src/schema.rs", "macro_rules! state {}\nstate! {\n    person,\n    step,\n}");
        let count = |path: &str, text: &str| {
            let path = format!("crates/app/src/{path}");
            lines(&ledgers(&Tree::of(&[schema, (&path, text)]))).len()
        };
        let write = r#"sql!("DELETE FROM person WHERE id = $1")"#;
        assert_eq!(count("child/pages.rs", write), 1);
        assert_eq!(count("child/pages.rs", r#"sql!("INSERT INTO step (id) VALUES ($1)")"#), 1);
        assert_eq!(count("child/pages.rs", r#"sql!("UPDATE person SET id = $1")"#), 1);
        assert_eq!(count("child/pages.rs", r#"sql!("SELECT id FROM person")"#), 0);
        assert_eq!(count("step/drafts.rs", r#"sql!("INSERT INTO draft (step) VALUES ($1)")"#), 0);
        for path in ["child/ledger.rs", "step/ledger/plan.rs", "child/tests.rs"] {
            assert_eq!(count(path, write), 0, "{path}");
        }
        assert_eq!(found(ledgers, "crates/store/src/journal.rs", write), 0);
    }
}
