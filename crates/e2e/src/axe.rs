//! Accessibility, as axe-core sees it.

use crate::browser::{Browser, Js, workspace};
use crate::failure::{Failure, Outcome};
use serde_json::{Value, json};
use std::fmt;
use std::path::PathBuf;

/// WCAG 2.2 AA, which the law asks of us, and what is good manners besides.
const TAGS: [&str; 6] = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];

/// Where scripts are off a page's timers never ring, so axe-core's own short waits are made no waits at all.
const RUN: &str = "\
const [tags, scripts, done] = arguments;
if (!scripts) window.setTimeout = (call, _, ...rest) => { Promise.resolve().then(() => call(...rest)); return 0; };
axe.run(document, { runOnly: { type: 'tag', values: tags }, resultTypes: ['violations'], preload: scripts }).then(
  result => done({ violations: result.violations.map(v => ({
    rule: v.id, impact: v.impact, help: v.help,
    nodes: v.nodes.map(n => n.target.join(' ') + ' ' + n.html.slice(0, 200)) })) }),
  error => done({ error: String(error) }));";

/// One rule that a page breaks.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Violation {
    /// The rule's name, such as `image-alt`.
    pub rule: String,
    /// How badly: minor, moderate, serious, critical.
    pub impact: String,
    /// The rule in words.
    pub help: String,
    /// Where: a selector and the beginning of the element.
    pub nodes: Vec<String>,
}

impl fmt::Display for Violation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} ({}): {}", self.rule, self.impact, self.help)?;
        for node in &self.nodes {
            write!(f, "\n    {node}")?;
        }
        Ok(())
    }
}

impl Browser {
    /// Checks the page as it stands against WCAG 2.2 AA and good practice; `page` is what a failure calls it.
    ///
    /// # Errors
    /// When the page breaks a rule, with every rule and place.
    pub async fn axe(&self, page: &str) -> Outcome {
        let violations = self.violations().await?;
        if violations.is_empty() {
            return Ok(());
        }
        let list: Vec<String> = violations.iter().map(|violation| format!("\n  {violation}")).collect();
        let failure = Failure::new(format!("{page} breaks {} rules:{}", violations.len(), list.concat()));
        self.explained(Err(failure)).await
    }

    /// Every rule the page as it stands breaks.
    ///
    /// # Errors
    /// When axe-core is not installed or does not run.
    pub async fn violations(&self) -> Outcome<Vec<Violation>> {
        self.client.execute(&source()?, vec![]).await?;
        let result = self.client.execute_async(RUN, vec![json!(TAGS), json!(self.js == Js::On)]).await?;
        let Some(violations) = result["violations"].as_array() else {
            return Err(Failure::new(format!("axe-core did not finish: {}", result["error"])));
        };
        Ok(violations.iter().map(violation).collect())
    }
}

fn violation(value: &Value) -> Violation {
    let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
    let nodes = value["nodes"].as_array().map(|nodes| nodes.iter().map(text).collect());
    Violation {
        rule: text(&value["rule"]),
        impact: text(&value["impact"]),
        help: text(&value["help"]),
        nodes: nodes.unwrap_or_default(),
    }
}

/// axe-core's own text, from the installed front-end packages.
fn source() -> Outcome<String> {
    let modules = std::env::var_os("KITH_NODE_MODULES").map(PathBuf::from);
    let modules = modules.unwrap_or_else(|| workspace().join("node_modules"));
    let path = modules.join("axe-core/axe.min.js");
    std::fs::read_to_string(&path).map_err(|e| Failure::new(format!("{}: {e}; run npm ci", path.display())))
}
