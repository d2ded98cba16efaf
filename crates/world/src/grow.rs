//! Texts grown from patterns: `{slot}` is filled from the cast, `[this|that]` is a choice, and choices may hold choices.

use crate::luck::Luck;

/// Who and what the slots of a pattern stand for.
#[derive(Debug, Clone, Default)]
pub struct Cast {
    slots: Vec<(&'static str, String)>,
    /// The only child: what is said of several is said of one.
    only: Option<String>,
}

impl Cast {
    /// A cast with one child, so named.
    pub fn about_one(name: &str) -> Self {
        Self { slots: Vec::new(), only: Some(name.to_owned()) }
    }

    /// The same cast with a slot filled; what is put last is what is said.
    #[must_use]
    pub fn with(mut self, slot: &'static str, value: impl Into<String>) -> Self {
        self.slots.push((slot, value.into()));
        self
    }

    fn get(&self, slot: &str) -> Option<&str> {
        self.slots.iter().rev().find(|(known, _)| *known == slot).map(|(_, value)| value.as_str())
    }
}

/// Grows one text. A sentence begins with a capital whatever fills its first slot.
pub fn grow(luck: &mut Luck, cast: &Cast, pattern: &str) -> String {
    let mut text = String::with_capacity(pattern.len());
    expand(luck, cast, pattern, &mut text);
    sentences(&match &cast.only {
        Some(name) => singular(text, name),
        None => text,
    })
}

/// “Leo were upstairs” becomes “Leo was upstairs”.
fn singular(mut text: String, name: &str) -> String {
    for (many, one) in [(" are ", " is "), (" were ", " was "), (" have ", " has "), (" do ", " does ")] {
        text = text.replace(&format!("{name}{many}"), &format!("{name}{one}"));
    }
    text
}

fn expand(luck: &mut Luck, cast: &Cast, pattern: &str, text: &mut String) {
    let mut rest = pattern;
    while let Some(at) = rest.find(['[', '{']) {
        text.push_str(&rest[..at]);
        rest = if rest[at..].starts_with('{') {
            fill(cast, &rest[at..], text)
        } else {
            let (choices, after) = choices(&rest[at..]);
            let chosen = choices[luck.place(choices.len())];
            expand(luck, cast, chosen, text);
            after
        };
    }
    text.push_str(rest);
}

/// Fills the slot that `rest` begins with; gives what follows it. A slot that nobody fills stays, for the tests to find.
fn fill<'a>(cast: &Cast, rest: &'a str, text: &mut String) -> &'a str {
    let Some(end) = rest.find('}') else {
        text.push_str(rest);
        return "";
    };
    match cast.get(&rest[1..end]) {
        Some(value) => text.push_str(value),
        None => text.push_str(&rest[..=end]),
    }
    &rest[end + 1..]
}

/// The choices of the bracket that `rest` begins with, and what follows it.
fn choices(rest: &str) -> (Vec<&str>, &str) {
    let (mut depth, mut from, mut found) = (0, 1, Vec::new());
    for (at, letter) in rest.char_indices() {
        match letter {
            '[' => depth += 1,
            '|' if depth == 1 => {
                found.push(&rest[from..at]);
                from = at + 1;
            }
            ']' => {
                depth -= 1;
                if depth == 0 {
                    found.push(&rest[from..at]);
                    return (found, &rest[at + 1..]);
                }
            }
            _ => {}
        }
    }
    (vec![&rest[1..]], "")
}

/// Puts a capital after every full stop, and single spaces where a choice was empty.
fn sentences(text: &str) -> String {
    let mut said = String::with_capacity(text.len());
    let mut begins = true;
    for letter in text.chars() {
        match letter {
            ' ' if said.is_empty() || said.ends_with([' ', '\n']) => {}
            '.' | '?' | '!' => {
                begins = true;
                said.push(letter);
            }
            '\n' => {
                begins = true;
                said.push(letter);
            }
            '“' | ' ' | '”' => said.push(letter),
            letter if begins && letter.is_lowercase() && said.ends_with([' ', '\n', '“']) | said.is_empty() => {
                begins = false;
                said.extend(letter.to_uppercase());
            }
            letter => {
                begins = false;
                said.push(letter);
            }
        }
    }
    said.trim_end().to_owned()
}

/// Which patterns of each pool were used already, so that a family's pages do not say the same thing twice in a row.
#[derive(Debug, Clone, Default)]
pub struct Memory(Vec<(usize, usize)>);

impl Memory {
    /// A pattern of a pool that was not used for longest.
    pub fn fresh<'a, T>(&mut self, luck: &mut Luck, pool: &'a [T]) -> &'a T {
        let key = pool.as_ptr().addr();
        let unused: Vec<usize> = (0..pool.len()).filter(|at| !self.0.contains(&(key, *at))).collect();
        let at = match unused.as_slice() {
            [] => {
                self.0.retain(|(pool, _)| *pool != key);
                luck.place(pool.len())
            }
            some => some[luck.place(some.len())],
        };
        self.0.push((key, at));
        &pool[at]
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn choices_nest_and_slots_fill() {
        let cast = Cast::default().with("child", "Zainab");
        let mut luck = Luck::seeded(1);
        for _ in 0..20 {
            let text = grow(&mut luck, &cast, "{child} [was [late|away]|stayed]. [she|] slept");
            assert!(text.starts_with("Zainab ") && !text.contains(['[', '|', '{']), "{text}");
            assert!(text.ends_with("She slept") || text.ends_with("Slept"), "{text}");
        }
    }

    #[test]
    fn memory_goes_through_the_whole_pool_first() {
        static POOL: [&str; 4] = ["a", "b", "c", "d"];
        let (mut memory, mut luck) = (Memory::default(), Luck::seeded(3));
        let mut seen: Vec<&str> = (0..4).map(|_| *memory.fresh(&mut luck, &POOL)).collect();
        seen.sort_unstable();
        assert_eq!(seen, POOL);
    }
}
