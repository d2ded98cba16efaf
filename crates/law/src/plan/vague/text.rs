//! A text as words and sentences, and patterns over them: whatever the case, the punctuation or the dictation software.

/// One word: as it is compared, and where it stands in what was typed.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Word {
    plain: String,
    from: usize,
    to: usize,
}

/// A text, read.
#[derive(Debug, Clone)]
pub struct Text<'a> {
    typed: &'a str,
    sentences: Vec<Vec<Word>>,
}

/// Words after which a full stop ends nothing.
const SHORT: &[&str] = &["mr", "mrs", "ms", "dr", "st", "eg", "ie", "no", "approx"];

/// What dictation software writes where it did not understand a command.
const DICTATED: &[(&str, &str)] = &[("full", "stop"), ("new", "line"), ("new", "paragraph"), ("question", "mark")];

impl<'a> Text<'a> {
    /// Reads a text of any length and script.
    pub fn read(typed: &'a str) -> Self {
        let mut sentences = vec![Vec::new()];
        let mut word: Option<Word> = None;
        let letters: Vec<(usize, char)> = typed.char_indices().collect();
        for (at, &(from, letter)) in letters.iter().enumerate() {
            let to = from + letter.len_utf8();
            let next = letters.get(at + 1).map(|(_, next)| *next);
            let number = word.as_ref().is_some_and(|word| word.plain.ends_with(|last: char| last.is_ascii_digit()));
            let inside =
                matches!(letter, '.' | ',' | ':' | '/') && number && next.is_some_and(|it| it.is_ascii_digit());
            match letter {
                '\'' | '’' | '‘' | '\u{301}' => {}
                _ if letter.is_alphanumeric() || inside || letter == '%' => {
                    let word = word.get_or_insert_with(|| Word { plain: String::new(), from, to });
                    word.plain.extend(letter.to_lowercase());
                    word.to = to;
                }
                _ => {
                    let short = word.as_ref().is_some_and(|word| is_short(&word.plain));
                    take(&mut sentences, &mut word);
                    let stops = letter == '.' && !short && next.is_none_or(char::is_whitespace);
                    if stops || matches!(letter, '!' | '?' | ';' | '\n') {
                        sentences.push(Vec::new());
                    }
                }
            }
        }
        take(&mut sentences, &mut word);
        Self { typed, sentences: undictated(sentences) }
    }

    /// The sentences that hold any word.
    pub fn sentences(&self) -> impl Iterator<Item = Sentence<'_>> {
        let held = self.sentences.iter().filter(|words| !words.is_empty());
        held.map(|words| Sentence { typed: self.typed, words })
    }

    pub fn is_empty(&self) -> bool {
        self.sentences().next().is_none()
    }

    /// The whole text as one sentence holds it: what stands anywhere in it.
    pub fn anywhere(&self, ask: impl Fn(&Sentence<'_>) -> bool) -> bool {
        self.sentences().any(|sentence| ask(&sentence))
    }
}

fn is_short(plain: &str) -> bool {
    plain.chars().count() == 1 || SHORT.contains(&plain)
}

fn take(sentences: &mut [Vec<Word>], word: &mut Option<Word>) {
    if let (Some(word), Some(sentence)) = (word.take(), sentences.last_mut()) {
        sentence.push(word);
    }
}

/// Splits where a spoken "full stop" stands, and takes spoken commas out.
fn undictated(sentences: Vec<Vec<Word>>) -> Vec<Vec<Word>> {
    let mut plain = Vec::new();
    for sentence in sentences {
        let mut now: Vec<Word> = Vec::new();
        let mut words = sentence.into_iter().peekable();
        while let Some(word) = words.next() {
            let then = words.peek().map(|next| next.plain.clone()).unwrap_or_default();
            if DICTATED.contains(&(word.plain.as_str(), then.as_str())) {
                words.next();
                plain.push(std::mem::take(&mut now));
            } else if word.plain != "comma" {
                now.push(word);
            }
        }
        plain.push(now);
    }
    plain
}

/// One sentence.
#[derive(Debug, Clone, Copy)]
pub struct Sentence<'a> {
    typed: &'a str,
    words: &'a [Word],
}

const NUMBERS: &[&str] = &[
    "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve", "once", "twice",
    "half", "zero", "nil",
];
const WEEKDAYS: &[&str] = &["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"];
const MONTHS: &[&str] = &[
    "january",
    "february",
    "march",
    "april",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
];
const OFTEN: &[&str] =
    &["daily", "nightly", "weekly", "fortnightly", "monthly", "termly", "hourly", "weekdays", "weekends"];
/// What follows "every" or "each" where it says how often.
const SPANS: &[&str] = &[
    "day",
    "night",
    "morning",
    "evening",
    "afternoon",
    "week",
    "weekday",
    "weekend",
    "fortnight",
    "month",
    "term",
    "time",
    "other",
    "second",
    "third",
    "hour",
    "session",
    "meal",
    "visit",
    "lesson",
    "bedtime",
    "school",
    "home",
    "few",
    "review",
];
const WHEN: &[&str] = &[
    "today",
    "tonight",
    "tomorrow",
    "until",
    "till",
    "within",
    "easter",
    "christmas",
    "ramadan",
    "eid",
    "diwali",
    "bedtime",
    "noon",
    "midnight",
    "before",
    "after",
    "whenever",
    "overnight",
    "birthday",
    "birth",
    "halfterm",
];

impl Sentence<'_> {
    fn has(&self, list: &[&str]) -> bool {
        self.words.iter().any(|word| list.contains(&word.plain.as_str()))
    }

    /// A figure, or a number in words.
    pub fn counts(&self) -> bool {
        self.has(NUMBERS) || self.words.iter().any(|word| word.plain.contains(|letter: char| letter.is_ascii_digit()))
    }

    /// How often: every night, weekly, on Tuesdays, twice a week.
    pub fn says_how_often(&self) -> bool {
        let weekday = |word: &Word| WEEKDAYS.contains(&word.plain.trim_end_matches('s'));
        let each = |pair: &[Word]| {
            let then = pair[1].plain.as_str();
            let span = SPANS.contains(&then) || NUMBERS.contains(&then) || WEEKDAYS.contains(&then);
            matches!(pair[0].plain.as_str(), "every" | "each")
                && (span || then.starts_with(|it: char| it.is_ascii_digit()))
        };
        let per = |pair: &[Word]| {
            matches!(pair[0].plain.as_str(), "a" | "per" | "times")
                && matches!(pair[1].plain.as_str(), "day" | "night" | "week" | "fortnight" | "month" | "term" | "year")
        };
        self.has(OFTEN)
            || self.words.iter().any(weekday)
            || self.words.windows(2).any(|pair| each(pair) || (per(pair) && self.counts()))
    }

    /// When: a date, a weekday, a time, until something.
    pub fn says_when(&self) -> bool {
        let clock = |word: &Word| {
            let digits = word.plain.trim_end_matches("am").trim_end_matches("pm");
            digits.len() < word.plain.len() && digits.starts_with(|it: char| it.is_ascii_digit())
        };
        let date =
            |word: &Word| word.plain.contains(['/', ':']) && word.plain.starts_with(|it: char| it.is_ascii_digit());
        self.has(WHEN) || self.has(MONTHS) || self.says_how_often() || self.words.iter().any(|it| clock(it) || date(it))
    }

    pub fn has_word(&self, plain: &[&str]) -> bool {
        self.has(plain)
    }

    /// The words that a pattern matches, as they were typed.
    pub fn find(&self, pattern: &str) -> Option<String> {
        let slots: Vec<&str> = pattern.split_whitespace().collect();
        (0..self.words.len()).find_map(|from| {
            let to = fits(self.words, from, &slots)?;
            let (first, last) = (self.words.get(from)?, self.words.get(to.checked_sub(1)?)?);
            self.typed.get(first.from..last.to).map(str::to_owned)
        })
    }
}

/// Where a pattern that begins at a word ends. Its slots:
///
/// - `monitor|watch`: one of these words; `monitor*`, `*ed`: a word that begins or ends so;
/// - `(the|a)`: may be there; `...`: up to three words; `^` and `$`: the sentence begins or ends.
fn fits(words: &[Word], at: usize, slots: &[&str]) -> Option<usize> {
    let Some((slot, rest)) = slots.split_first() else { return Some(at) };
    match *slot {
        "^" => (at == 0).then(|| fits(words, at, rest)).flatten(),
        "$" => (at == words.len()).then(|| fits(words, at, rest)).flatten(),
        "..." => (at..=at + 3).find_map(|from| fits(words, from, rest)),
        slot => {
            let optional = slot.strip_prefix('(').and_then(|slot| slot.strip_suffix(')'));
            let here = words.get(at).is_some_and(|word| one_of(&word.plain, optional.unwrap_or(slot)));
            let taken = here.then(|| fits(words, at + 1, rest)).flatten();
            taken.or_else(|| optional.and_then(|_| fits(words, at, rest)))
        }
    }
}

fn one_of(plain: &str, slot: &str) -> bool {
    slot.split('|').any(|wanted| match (wanted.strip_suffix('*'), wanted.strip_prefix('*')) {
        (Some(beginning), _) => plain.starts_with(beginning),
        (None, Some(end)) => plain.ends_with(end),
        (None, None) => plain == wanted,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(typed: &str, pattern: &str) -> Option<String> {
        Text::read(typed).sentences().find_map(|sentence| sentence.find(pattern))
    }

    #[test]
    fn a_pattern_fits_whatever_the_case_and_the_marks() {
        for typed in ["Engage with services", "ENGAGE, with services.", "mum comma engage with — “services” full stop"]
        {
            assert!(found(typed, "engag* with ... services").is_some(), "{typed}");
        }
        assert_eq!(
            found("Mum’s to Engage with local services", "engag* with ... services").unwrap(),
            "Engage with local services"
        );
        assert_eq!(found("on-going", "on going"), Some("on-going".to_owned()));
        assert_eq!(found("soon after", "soon $"), None);
        assert_eq!(found("Support the family", "^ support* (the) family").unwrap(), "Support the family");
        assert_eq!(found("Family support family", "^ support* (the) family"), None);
    }

    #[test]
    fn a_sentence_ends_where_it_ends() {
        let count = |typed: &str| Text::read(typed).sentences().count();
        assert_eq!(count("Dr. Shah sees him at 3.30 p.m. on Monday. He goes."), 2);
        assert_eq!(count("One\nTwo; three! four full stop five"), 5);
        assert_eq!(count(" ... "), 0);
        assert_eq!(count("زينب تنام. جيد"), 2);
    }

    #[test]
    fn how_often_and_when_are_heard() {
        let often = |typed: &str| Text::read(typed).anywhere(|sentence| sentence.says_how_often());
        for typed in [
            "every night",
            "each school day",
            "on Tuesdays",
            "3 times a week",
            "twice a week",
            "weekly",
            "every two weeks",
        ] {
            assert!(often(typed), "{typed}");
        }
        for typed in ["every service", "a week ago", "each professional", "often"] {
            assert!(!often(typed), "{typed}");
        }
        let when = |typed: &str| Text::read(typed).anywhere(|sentence| sentence.says_when());
        for typed in ["by 3 March", "until the baby comes", "at 7pm", "14/3/2026", "before school", "at 19:30"] {
            assert!(when(typed), "{typed}");
        }
        for typed in ["she may go", "in the house", "he will"] {
            assert!(!when(typed), "{typed}");
        }
    }
}
