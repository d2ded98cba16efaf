//! Rust source taken apart just far enough: code, string literals, and which lines are tests.

use std::collections::BTreeSet;

/// One string literal.
#[derive(Debug, PartialEq, Eq)]
pub struct Literal {
    /// The line it begins on, from 1.
    pub line: usize,
    /// The text between the quotes, escapes as written.
    pub text: String,
    /// The names of the macros it stands in, such as `sql`, outermost first.
    pub macros: Vec<String>,
}

/// A Rust file taken apart.
#[derive(Debug, Default)]
pub struct RustText {
    /// The text with comments and the insides of literals blanked out; lines keep their numbers.
    pub code: String,
    /// Every string literal in order.
    pub literals: Vec<Literal>,
    /// The lines inside `#[cfg(test)]` items.
    pub test_lines: BTreeSet<usize>,
}

impl RustText {
    /// Takes a file apart. A file that does not compile is read as far as it makes sense.
    pub fn read(text: &str) -> Self {
        let mut reader = Reader { rest: text, line: 1, brackets: Vec::new(), taken: Self::default() };
        while let Some(letter) = reader.rest.chars().next() {
            reader.step(letter);
        }
        let mut taken = reader.taken;
        taken.test_lines = test_lines(&taken.code);
        taken
    }

    /// Lines of code with their numbers, from 1.
    pub fn code_lines(&self) -> impl Iterator<Item = (usize, &str)> {
        self.code.lines().enumerate().map(|(index, line)| (index + 1, line))
    }
}

struct Reader<'t> {
    rest: &'t str,
    line: usize,
    /// The brackets open here, each with the macro it belongs to, if any.
    brackets: Vec<Option<String>>,
    taken: RustText,
}

impl Reader<'_> {
    fn step(&mut self, letter: char) {
        if self.rest.starts_with("//") {
            let end = self.rest.find('\n').unwrap_or(self.rest.len());
            self.take(end, false);
        } else if self.rest.starts_with("/*") {
            self.take(block_comment(self.rest), false);
        } else if let Some((prefix, hashes)) = raw_start(self.rest).filter(|_| self.at_word_start()) {
            let end = format!("\"{}", "#".repeat(hashes));
            let inside = self.rest[prefix..].find(&end).map_or(self.rest.len(), |at| prefix + at);
            self.literal(prefix, inside, end.len());
        } else if letter == '"' {
            self.literal(1, plain_end(self.rest), 1);
        } else if letter == '\'' {
            self.take(char_length(self.rest), true);
        } else {
            if matches!(letter, '(' | '[' | '{') {
                self.brackets.push(called_macro(&self.taken.code));
            } else if matches!(letter, ')' | ']' | '}') {
                self.brackets.pop();
            }
            self.take(letter.len_utf8(), true);
        }
    }

    /// Whether a prefix such as `r` begins here rather than ends a name.
    fn at_word_start(&self) -> bool {
        !self.taken.code.ends_with(|before: char| before.is_alphanumeric() || before == '_')
    }

    /// Moves `length` bytes over; what is not shown becomes blanks.
    fn take(&mut self, length: usize, shown: bool) {
        let length = length.min(self.rest.len());
        let (taken, rest) = self.rest.split_at(length);
        for letter in taken.chars() {
            self.line += usize::from(letter == '\n');
            self.taken.code.push(if shown || letter == '\n' { letter } else { ' ' });
        }
        self.rest = rest;
    }

    fn literal(&mut self, inside_from: usize, inside_to: usize, closing: usize) {
        let inside_to = inside_to.min(self.rest.len());
        let text = self.rest[inside_from..inside_to].to_owned();
        let macros = self.brackets.iter().flatten().cloned().collect();
        self.taken.literals.push(Literal { line: self.line, text, macros });
        self.take(inside_from, true);
        self.take(inside_to - inside_from, false);
        self.take(closing, true);
    }
}

/// The length of `r"`, `r#"`, `br##"` or `cr"` and its number of hashes, when one stands here.
fn raw_start(rest: &str) -> Option<(usize, usize)> {
    let after = ["br", "cr", "r"].iter().find_map(|prefix| rest.strip_prefix(prefix))?;
    let hashes = after.len() - after.trim_start_matches('#').len();
    let opened = after[hashes..].starts_with('"');
    opened.then(|| (rest.len() - after.len() + hashes + 1, hashes))
}

/// Where the inside of a plain string literal ends.
fn plain_end(rest: &str) -> usize {
    let mut escaped = false;
    for (at, letter) in rest.char_indices().skip(1) {
        match letter {
            _ if escaped => escaped = false,
            '\\' => escaped = true,
            '"' => return at,
            _ => {}
        }
    }
    rest.len()
}

/// The length of a block comment, which may hold others.
fn block_comment(rest: &str) -> usize {
    let mut depth = 0;
    let mut at = 0;
    while at < rest.len() {
        if rest[at..].starts_with("/*") {
            depth += 1;
            at += 2;
        } else if rest[at..].starts_with("*/") {
            depth -= 1;
            at += 2;
            if depth == 0 {
                return at;
            }
        } else {
            at += rest[at..].chars().next().map_or(1, char::len_utf8);
        }
    }
    rest.len()
}

/// The length of a character literal; 1 for the tick of a lifetime.
fn char_length(rest: &str) -> usize {
    let mut letters = rest.char_indices().skip(1);
    match letters.next() {
        Some((_, '\\')) => {
            let after_escape = letters.next().map_or(rest.len(), |(at, letter)| at + letter.len_utf8());
            rest[after_escape..].find('\'').map_or(1, |at| after_escape + at + 1)
        }
        Some((_, _)) => letters.next().filter(|(_, letter)| *letter == '\'').map_or(1, |(at, _)| at + 1),
        None => 1,
    }
}

/// The macro called at the end of `code`: `name!`.
fn called_macro(code: &str) -> Option<String> {
    let before = code.trim_end().strip_suffix('!')?;
    let name = before.rsplit(|letter: char| !letter.is_alphanumeric() && letter != '_').next()?;
    (!name.is_empty()).then(|| name.to_owned())
}

fn test_lines(code: &str) -> BTreeSet<usize> {
    let mut lines = BTreeSet::new();
    for (at, mark) in code.match_indices("#[cfg(test)]") {
        let first = code[..at].matches('\n').count() + 1;
        let length = item_length(&code[at + mark.len()..]) + mark.len();
        let last = first + code[at..at + length].matches('\n').count();
        lines.extend(first..=last);
    }
    lines
}

/// The length of the item that begins here: up to its closing brace, or its semicolon when it has none.
fn item_length(code: &str) -> usize {
    let mut depth = 0_usize;
    for (at, letter) in code.char_indices() {
        match letter {
            ';' if depth == 0 => return at + 1,
            '{' => depth += 1,
            '}' if depth <= 1 => return at + 1,
            '}' => depth -= 1,
            _ => {}
        }
    }
    code.len()
}

#[cfg(test)]
mod tests {
    use super::RustText;

    fn literals(text: &str) -> Vec<(usize, String, String)> {
        let read = RustText::read(text);
        read.literals.into_iter().map(|l| (l.line, l.text, l.macros.join(" "))).collect()
    }

    #[test]
    fn comments_and_literals_are_blanked_and_lines_kept() {
        let text = "let a = \"x // y\"; // \"no\"\n/* b /* c */\n d */ let e = 'f';\n";
        let read = RustText::read(text);
        assert_eq!(read.code.lines().count(), 3);
        assert!(read.code.contains("let a = \"      \";"));
        assert!(!read.code.contains("no") && !read.code.contains('b'));
        assert!(read.code.contains("let e = 'f';"));
    }

    #[test]
    fn every_spelling_of_a_literal_is_found() {
        let text = "a(\"one\");\nsql!(\n  \"two\\\" still\");\nsql!(r#\"three \"in\" it\"#);\ntwo!{x: \"3\", y: f(\"4\")}\nfor<'a> b(b\"four\", '\"', '\\'', r\"five\")";
        let own = |line, text: &str, of: &str| (line, text.to_owned(), of.to_owned());
        assert_eq!(
            literals(text),
            [
                own(1, "one", ""),
                own(3, "two\\\" still", "sql"),
                own(4, "three \"in\" it", "sql"),
                own(5, "3", "two"),
                own(5, "4", "two"),
                own(6, "four", ""),
                own(6, "five", ""),
            ]
        );
    }

    #[test]
    fn a_test_module_in_the_middle_ends_where_it_ends() {
        let read = RustText::read(
            "fn a() {}\n#[cfg(test)]\nmod tests;\nfn b() { \"}\" }\n#[cfg(test)]\nfn c() { if x { y } }\nfn d() {}\n",
        );
        assert_eq!(read.test_lines.into_iter().collect::<Vec<_>>(), [2, 3, 5, 6]);
    }
}
