//! Reads a style sheet rule by rule and keeps what we use.

/// Components of govuk-frontend that we do not have, and the parts of others that are the Crown's.
const NOT_OURS: &[&str] = &[
    "govuk-cookie-banner",
    "govuk-exit-this-page",
    "govuk-exit-this-page-hide-content",
    "govuk-exit-this-page-overlay",
    "govuk-feedback",
    "govuk-footer__copyright-logo",
    "govuk-footer__crown",
    "govuk-footer__licence-logo",
    "govuk-header",
    "govuk-logo-dot",
    "govuk-phase-banner",
];

/// Components of moj-frontend that we have.
const OURS_OF_MOJ: &[&str] = &[
    "moj-badge",
    "moj-filter",
    "moj-filter-layout",
    "moj-filter-tags",
    "moj-identity-bar",
    "moj-side-navigation",
    "moj-sub-navigation",
    "moj-ticket-panel",
    "moj-timeline",
];

/// Parts of those that only moj-frontend's own script or an older release makes.
const NOT_OURS_OF_MOJ: &[&str] =
    &["moj-filter__close", "moj-filter__legend", "moj-timeline__document", "moj-timeline__documents"];

/// At-rules that hold rules of the usual kind.
const GROUPS: &[&str] = &["@media", "@supports", "@-moz-document"];

/// Whether a selector of govuk-frontend is about something we have.
pub fn is_ours_of_govuk(selector: &str) -> bool {
    !classes(selector).any(|class| NOT_OURS.iter().any(|block| belongs(class, block)))
}

/// Whether a selector of moj-frontend is about something we have.
pub fn is_ours_of_moj(selector: &str) -> bool {
    let mut any = false;
    for class in classes(selector).filter(|class| class.starts_with("moj-")) {
        if !OURS_OF_MOJ.iter().any(|block| belongs(class, block))
            || NOT_OURS_OF_MOJ.iter().any(|part| belongs(class, part) || class.starts_with(&format!("{part}-")))
        {
            return false;
        }
        any = true;
    }
    any
}

/// Whether a class is a block, or a part or variant of it.
fn belongs(class: &str, block: &str) -> bool {
    class.strip_prefix(block).is_some_and(|rest| rest.is_empty() || rest.starts_with("__") || rest.starts_with("--"))
}

/// The classes a selector names, as far as their first odd character.
fn classes(selector: &str) -> impl Iterator<Item = &str> {
    selector.split('.').skip(1).map(|rest| {
        let end = rest.find(|c: char| !c.is_ascii_alphanumeric() && c != '-' && c != '_');
        &rest[..end.unwrap_or(rest.len())]
    })
}

/// Takes out comments and the spaces that mean nothing.
pub fn tight(css: &str) -> String {
    let mut out = String::with_capacity(css.len());
    let mut rest = css;
    while let Some(first) = rest.chars().next() {
        if let Some(after) = rest.strip_prefix("/*") {
            rest = after.split_once("*/").map_or("", |(_, rest)| rest);
        } else if first == '"' || first == '\'' {
            let (text, after) = rest.split_at(quoted(rest));
            out.push_str(text);
            rest = after;
        } else if first.is_ascii_whitespace() {
            rest = rest.trim_ascii_start();
            if !out.ends_with([' ', '{', '}', ';', ',']) && !rest.starts_with(['{', '}', ';', ',', ')']) {
                out.push(' ');
            }
        } else {
            if first == '}' && out.ends_with(';') {
                out.pop();
            }
            out.push(first);
            rest = &rest[first.len_utf8()..];
            if matches!(first, '{' | '}' | ';' | ',') {
                rest = rest.trim_ascii_start();
            }
        }
    }
    out
}

/// Length of the quoted text that begins here, with its quotes.
fn quoted(text: &str) -> usize {
    let mut letters = text.char_indices();
    let quote = letters.next().map(|(_, quote)| quote);
    let mut escaped = false;
    for (at, letter) in letters {
        if !escaped && Some(letter) == quote {
            return at + letter.len_utf8();
        }
        escaped = !escaped && letter == '\\';
    }
    text.len()
}

/// One thing at one level of a style sheet.
struct Item<'a> {
    /// Selectors, or the words of an at-rule.
    head: &'a str,
    /// What stands in the braces; `None` for a statement.
    body: Option<&'a str>,
}

/// The rules and statements of one level.
fn items(css: &str) -> Vec<Item<'_>> {
    let mut out = Vec::new();
    let mut start = 0;
    let mut open = None;
    let mut depth = 0_usize;
    let mut at = 0;
    while let Some(letter) = css[at..].chars().next() {
        match letter {
            '"' | '\'' => {
                at += quoted(&css[at..]);
                continue;
            }
            ';' if depth == 0 => {
                out.push(Item { head: &css[start..at], body: None });
                start = at + 1;
            }
            '{' => {
                depth += 1;
                if depth == 1 {
                    open = Some(at);
                }
            }
            '}' => {
                depth = depth.saturating_sub(1);
                if let Some(brace) = open.filter(|_| depth == 0) {
                    out.push(Item { head: &css[start..brace], body: Some(&css[brace + 1..at]) });
                    start = at + 1;
                }
            }
            _ => {}
        }
        at += letter.len_utf8();
    }
    out
}

/// The style sheet with only the rules whose selectors are kept; fonts and character sets are left out.
pub fn filtered(css: &str, kept: &dyn Fn(&str) -> bool) -> String {
    let mut out = String::with_capacity(css.len());
    for item in items(css) {
        let head = item.head.trim();
        match item.body {
            Some(body) if GROUPS.iter().any(|group| head.starts_with(group)) => {
                let inner = filtered(body, kept);
                if !inner.is_empty() {
                    write_rule(&mut out, head, &inner);
                }
            }
            Some(_) if head.starts_with("@font-face") => {}
            Some(body) if head.starts_with('@') => write_rule(&mut out, head, body),
            Some(body) => {
                let selectors: Vec<&str> = selectors(head).into_iter().filter(|one| kept(one)).collect();
                if !selectors.is_empty() {
                    write_rule(&mut out, &selectors.join(","), body);
                }
            }
            None => {}
        }
    }
    out
}

fn write_rule(out: &mut String, head: &str, body: &str) {
    out.push_str(head);
    out.push('{');
    out.push_str(body);
    out.push('}');
}

/// Selectors of a list, split at its own commas and not at those in brackets.
fn selectors(head: &str) -> Vec<&str> {
    let mut depth = 0_i32;
    head.split(|letter| {
        match letter {
            '(' | '[' => depth += 1,
            ')' | ']' => depth -= 1,
            _ => {}
        }
        letter == ',' && depth == 0
    })
    .collect()
}

/// Puts Arial where the government's own font stood, and takes out what only undid that font on paper.
pub fn in_arial(css: &str) -> String {
    css.replace("font-family:GDS Transport,arial,sans-serif", "font-family:Arial,sans-serif")
        .replace("font-family:\"GDS Transport\",arial,sans-serif", "font-family:Arial,sans-serif")
        .replace("-webkit-font-smoothing:antialiased;-moz-osx-font-smoothing:grayscale;", "")
        .replace(";-webkit-font-smoothing:antialiased;-moz-osx-font-smoothing:grayscale", "")
}

/// Joins neighbours that ask the same of the screen or the paper; their order, and so their meaning, stays.
pub fn merged(css: &str) -> String {
    let mut out = String::with_capacity(css.len());
    let mut last: Option<(&str, String)> = None;
    for item in items(css) {
        let Some(body) = item.body else { continue };
        match &mut last {
            Some((head, inner)) if *head == item.head && head.starts_with('@') => inner.push_str(body),
            _ => {
                if let Some((head, inner)) = last.take() {
                    write_rule(&mut out, head, &inner);
                }
                last = Some((item.head, body.to_owned()));
            }
        }
    }
    if let Some((head, inner)) = last {
        write_rule(&mut out, head, &inner);
    }
    out
}
