//! Reading a chore's own words.

use crate::run::Outcome;

/// The flags a chore was given, checked against what it takes.
#[derive(Debug, Default)]
pub struct Args {
    switches: Vec<String>,
    values: Vec<(String, String)>,
}

impl Args {
    /// Reads `words`; anything not among `switches` (alone) or `values` (followed by a value) is refused.
    pub fn read(words: &[String], switches: &[&str], values: &[&str]) -> Outcome<Self> {
        let mut read = Self::default();
        let mut words = words.iter();
        while let Some(word) = words.next() {
            let (name, given) = match word.split_once('=') {
                Some((name, value)) => (name, Some(value.to_owned())),
                None => (word.as_str(), None),
            };
            if values.contains(&name) {
                let value = given.or_else(|| words.next().cloned());
                let value = value.ok_or(format!("{name} needs a value"))?;
                read.values.push((name.to_owned(), value));
            } else if switches.contains(&name) && given.is_none() {
                read.switches.push(name.to_owned());
            } else {
                return Err(format!("`{word}` is not understood; see `cargo xtask help`"));
            }
        }
        Ok(read)
    }

    /// Whether a switch was given.
    pub fn has(&self, switch: &str) -> bool {
        self.switches.iter().any(|given| given == switch)
    }

    /// The whole number given for `name`, or `None` when it was not given.
    pub fn number(&self, name: &str) -> Outcome<Option<u32>> {
        let Some((_, value)) = self.values.iter().rev().find(|(given, _)| given == name) else {
            return Ok(None);
        };
        match value.parse() {
            Ok(number) => Ok(Some(number)),
            Err(_) => Err(format!("{name} takes a whole number, not `{value}`")),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Args;

    fn words(line: &str) -> Vec<String> {
        line.split_whitespace().map(str::to_owned).collect()
    }

    #[test]
    fn flags_are_read_in_either_spelling() {
        let line = words("--check --port 81 --years=2");
        let args = Args::read(&line, &["--check"], &["--port", "--years"]).unwrap();
        assert!(args.has("--check"));
        assert_eq!(args.number("--port"), Ok(Some(81)));
        assert_eq!(args.number("--years"), Ok(Some(2)));
        assert_eq!(args.number("--children"), Ok(None));
    }

    #[test]
    fn what_is_not_understood_is_refused() {
        for line in ["--chekc", "--port", "--check=yes", "extra"] {
            assert!(Args::read(&words(line), &["--check"], &["--port"]).is_err(), "{line}");
        }
        let args = Args::read(&words("--port soon"), &[], &["--port"]).unwrap();
        assert!(args.number("--port").is_err());
    }
}
