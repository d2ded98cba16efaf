//! Are these two people one? Names as they are typed, heard and shortened, and the reasons why two records are alike.

use crate::people::{Birth, Name};
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// What a key of a name is made of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum KeyKind {
    /// A word of the name, folded.
    Word,
    /// How the word sounds in English mouths.
    Sound,
    /// The full name behind a short one: Liz, Beth and Elizabeth share it.
    Root,
}

impl KeyKind {
    /// As stored.
    pub fn slug(self) -> &'static str {
        match self {
            KeyKind::Word => "word",
            KeyKind::Sound => "sound",
            KeyKind::Root => "root",
        }
    }
}

/// The words of a name: lower case, accents folded, hyphens and apostrophes parted.
pub fn name_words(text: &str) -> Vec<String> {
    let folded: String = text.nfkd().filter(|letter| !is_combining_mark(*letter)).collect::<String>().to_lowercase();
    let joined: String = folded.chars().filter(|letter| !matches!(letter, '\'' | '’' | '‘' | '`')).collect();
    joined.split(|letter: char| !letter.is_alphanumeric()).filter(|word| !word.is_empty()).map(str::to_owned).collect()
}

/// Every key under which a name can be found.
pub fn name_keys(name: &Name) -> Vec<(KeyKind, String)> {
    let mut keys = Vec::new();
    for word in name_words(&format!("{} {}", name.given, name.family)) {
        keys.push((KeyKind::Root, root(&word).to_owned()));
        if let Some(sound) = sound(&word) {
            keys.push((KeyKind::Sound, sound));
        }
        keys.push((KeyKind::Word, word));
    }
    keys.sort();
    keys.dedup();
    keys
}

/// How a word of Latin letters sounds: first letter and the consonant classes after it. `None` for other scripts.
pub fn sound(word: &str) -> Option<String> {
    if !word.chars().all(|letter| letter.is_ascii_lowercase()) || word.is_empty() {
        return None;
    }
    let spoken = respelt(word);
    let mut letters = spoken.chars();
    let first = letters.next()?;
    let mut key = String::from(first);
    let mut last = class(first);
    for letter in letters {
        let this = class(letter);
        if this != '0' && this != last {
            key.push(this);
        }
        if !matches!(letter, 'h' | 'w') {
            last = this;
        }
    }
    key.truncate(6);
    Some(key)
}

/// Spellings that sound alike at the start or inside of names common in England.
fn respelt(word: &str) -> String {
    let starts = [
        ("kn", "n"),
        ("gn", "n"),
        ("wr", "r"),
        ("ph", "f"),
        ("ps", "s"),
        ("mc", "mk"),
        ("mac", "mk"),
        ("c", "k"),
        ("q", "k"),
        ("x", "s"),
        ("j", "g"),
        ("yo", "go"),
        ("z", "s"),
    ];
    let mut spoken =
        word.replace("ph", "f").replace("gh", "").replace("ck", "k").replace("ce", "se").replace("ci", "si");
    if spoken.is_empty() {
        spoken = word.to_owned();
    }
    for (from, to) in starts {
        if let Some(rest) = spoken.strip_prefix(from) {
            return format!("{to}{rest}");
        }
    }
    spoken
}

fn class(letter: char) -> char {
    match letter {
        'b' | 'f' | 'p' | 'v' => '1',
        'c' | 'g' | 'j' | 'k' | 'q' | 's' | 'x' | 'z' => '2',
        'd' | 't' => '3',
        'l' => '4',
        'm' | 'n' => '5',
        'r' => '6',
        _ => '0',
    }
}

/// Short forms and the name that they stand for; spelling variants of names of several languages.
const ROOTS: &[(&str, &[&str])] = &[
    ("alexander", &["alex", "alec", "sandy", "xander", "alexandra", "sasha", "lexi", "lexie"]),
    ("andrew", &["andy", "drew"]),
    ("anthony", &["tony", "antony"]),
    ("benjamin", &["ben", "benny"]),
    ("catherine", &["kate", "katie", "cathy", "kathy", "katherine", "kathryn", "katy", "cath", "kath", "catrin"]),
    ("charles", &["charlie", "chas", "charley"]),
    ("christopher", &["chris", "kit", "christine", "christina", "tina"]),
    ("daniel", &["dan", "danny", "daniella", "danielle"]),
    ("david", &["dave", "davey"]),
    ("deborah", &["debbie", "deb", "debra"]),
    ("edward", &["ed", "eddie", "ted", "teddy", "ned"]),
    ("elizabeth", &["liz", "lizzie", "beth", "betty", "eliza", "elsie", "libby", "lisa", "elisabeth", "bess"]),
    ("frederick", &["fred", "freddie", "freddy"]),
    ("gabriel", &["gabe", "gabby", "gabriella", "gabrielle"]),
    ("george", &["georgie", "georgina", "georgia"]),
    ("isabella", &["bella", "izzy", "isabel", "isobel", "isabelle"]),
    ("jacob", &["jake", "jakub", "yaqub", "kuba"]),
    ("james", &["jim", "jimmy", "jamie", "jem"]),
    ("jennifer", &["jen", "jenny", "jenni"]),
    ("jessica", &["jess", "jessie"]),
    ("john", &["jack", "johnny", "jon", "jonny", "ian", "sean", "shaun", "jan"]),
    ("jonathan", &["jonny", "jonathon"]),
    ("joseph", &["joe", "joey", "yusuf", "yousef", "youssef", "josie", "josephine"]),
    ("joshua", &["josh"]),
    ("kimberley", &["kim", "kimberly"]),
    ("leonard", &["leo", "len", "lenny"]),
    ("margaret", &["maggie", "meg", "peggy", "rita", "greta"]),
    ("matthew", &["matt", "matty", "mateusz", "mateo"]),
    ("maxwell", &["max", "maximilian"]),
    ("michael", &["mike", "mick", "mikey", "michal", "micky"]),
    ("muhammad", &["mohammed", "mohamed", "mohammad", "muhammed", "mohamad", "md", "mo", "mohd", "mahomed", "muhamad"]),
    ("natalie", &["nat", "natalia", "nathalie", "natasha"]),
    ("nicholas", &["nick", "nicky", "nicola", "nicole", "nico", "klaus"]),
    ("oliver", &["ollie", "olly", "olivia", "liv"]),
    ("patricia", &["pat", "patsy", "tricia", "trish"]),
    ("patrick", &["pat", "paddy", "rick"]),
    ("peter", &["pete", "piotr"]),
    ("rebecca", &["becky", "becca", "bex", "rebekah"]),
    ("richard", &["rick", "ricky", "dick", "rich", "richie"]),
    ("robert", &["rob", "bob", "bobby", "robbie", "bert"]),
    ("samuel", &["sam", "sammy", "samantha"]),
    ("sarah", &["sara", "sally", "sadie"]),
    ("stephen", &["steve", "steven", "stevie", "stephanie", "steph"]),
    ("susan", &["sue", "susie", "suzanne", "susanna"]),
    ("theodore", &["theo", "ted", "teddy"]),
    ("thomas", &["tom", "tommy"]),
    ("timothy", &["tim", "timmy"]),
    ("victoria", &["vicky", "vicki", "tori", "vikki"]),
    ("william", &["will", "bill", "billy", "liam", "willy", "willie"]),
    ("zachary", &["zac", "zach", "zak", "zakariya", "zakaria"]),
    ("zainab", &["zaynab", "zeinab", "zaineb"]),
    ("aisha", &["ayesha", "aysha", "aishah", "ayisha"]),
    ("ibrahim", &["ebrahim", "abraham", "abe"]),
    ("hussain", &["hussein", "husain", "hossain", "hosein"]),
    ("begum", &["begom", "bagum"]),
];

/// The name that a short form stands for; the word itself where none is known.
pub fn root(word: &str) -> &str {
    ROOTS.iter().find(|(_, short)| short.contains(&word)).map_or(word, |(root, _)| root)
}

/// What somebody knows of a person for whom they look.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Sought {
    pub name: Option<Name>,
    pub born: Option<Birth>,
    /// Postcode, as typed.
    pub postcode: String,
    /// Identifiers in canonical form.
    pub identifiers: Vec<String>,
}

/// What the record knows of a person who may be the one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Candidate {
    /// Usual name first, then every other name.
    pub names: Vec<Name>,
    pub birth: Birth,
    pub postcodes: Vec<String>,
    pub identifiers: Vec<String>,
}

/// How alike two people are, and why, strongest reason first.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Likeness {
    /// More is more alike; 100 and above is very likely the same person.
    pub score: i32,
    pub reasons: Vec<String>,
}

impl Likeness {
    fn add(&mut self, score: i32, reason: impl Into<String>) {
        self.score += score;
        self.reasons.push(reason.into());
    }

    /// Worth showing to a person.
    pub fn is_worth_showing(&self) -> bool {
        self.score >= 35
    }
}

/// Compares what is sought with a record. Open rules: each reason is shown beside the match.
pub fn likeness(sought: &Sought, candidate: &Candidate) -> Likeness {
    let mut likeness = Likeness::default();
    if let Some(number) = sought.identifiers.iter().find(|number| candidate.identifiers.contains(number)) {
        likeness.add(120, format!("same number {number}"));
    }
    if let Some(name) = &sought.name {
        name_likeness(name, candidate, &mut likeness);
    }
    if let Some(born) = sought.born {
        birth_likeness(born, candidate.birth, &mut likeness);
    }
    let squeezed = |text: &str| text.to_lowercase().replace(' ', "");
    let postcode = squeezed(&sought.postcode);
    if !postcode.is_empty() && candidate.postcodes.iter().any(|known| squeezed(known) == postcode) {
        likeness.add(20, "same postcode");
    }
    likeness
}

fn name_likeness(sought: &Name, candidate: &Candidate, likeness: &mut Likeness) {
    let ours = name_words(&sought.full());
    if ours.is_empty() {
        return;
    }
    let best =
        candidate.names.iter().enumerate().map(|(place, name)| (words_alike(&ours, &name_words(&name.full())), place));
    let Some(((score, reason), place)) = best.max_by_key(|((score, _), place)| (*score, -(*place as i64))) else {
        return;
    };
    if score > 0 {
        let former = if place > 0 { ", under another name of theirs" } else { "" };
        likeness.add(score, format!("{reason}{former}"));
    }
}

/// Up to 60 for the same words in any order; less for names that sound alike, are short forms, or share a word.
fn words_alike(ours: &[String], theirs: &[String]) -> (i32, &'static str) {
    let all = |test: &dyn Fn(&str, &str) -> bool| {
        ours.iter().all(|our| theirs.iter().any(|their| test(our, their)))
            || (theirs.len() > 1 && theirs.iter().all(|their| ours.iter().any(|our| test(our, their))))
    };
    let same = |a: &str, b: &str| a == b;
    let short = |a: &str, b: &str| a == b || root(a) == root(b);
    let heard = |a: &str, b: &str| short(a, b) || one_slip(a, b) || (sound(a).is_some() && sound(a) == sound(b));
    if ours == theirs {
        (60, "same name")
    } else if all(&same) {
        (52, "same names, in another order or with one more")
    } else if all(&short) {
        (48, "short form of the name")
    } else if all(&heard) {
        (40, "name that sounds or is spelt alike")
    } else if ours.iter().any(|our| theirs.iter().any(|their| our == their && our.len() > 2)) {
        (20, "shares part of the name")
    } else {
        (0, "")
    }
}

/// One letter wrong, missing, added, or two swapped.
fn one_slip(a: &str, b: &str) -> bool {
    let (a, b): (Vec<char>, Vec<char>) = (a.chars().collect(), b.chars().collect());
    let (short, long) = if a.len() <= b.len() { (&a, &b) } else { (&b, &a) };
    if short.len() < 4 || long.len() - short.len() > 1 {
        return false;
    }
    let head = short.iter().zip(long.iter()).take_while(|(x, y)| x == y).count();
    let tail = |from: usize, other: usize| short[from.min(short.len())..] == long[other.min(long.len())..];
    if short.len() == long.len() {
        let swapped = head + 1 < short.len() && short[head] == long[head + 1] && short[head + 1] == long[head];
        tail(head + 1, head + 1) || (swapped && tail(head + 2, head + 2))
    } else {
        tail(head, head + 1)
    }
}

fn birth_likeness(sought: Birth, known: Birth, likeness: &mut Likeness) {
    match (sought, known) {
        (Birth::Born(a), Birth::Born(b)) if a == b => likeness.add(50, "same date of birth"),
        (Birth::Born(a), Birth::Born(b))
            if (a.0.day(), a.0.month()) == (b.0.month(), b.0.day()) && a.0.year() == b.0.year() =>
        {
            likeness.add(35, "day and month of birth swapped");
        }
        (Birth::Born(a), Birth::Born(b))
            if a.0.year() == b.0.year() && (a.0.month() == b.0.month() || a.0.day() == b.0.day()) =>
        {
            likeness.add(25, "date of birth nearly the same");
        }
        (Birth::Born(a), Birth::Born(b)) if a.0.year() == b.0.year() => likeness.add(10, "same year of birth"),
        (Birth::Born(a), Birth::Born(b)) if a.days_until(b).abs() > 800 => likeness.score -= 25,
        (Birth::Expected(a), Birth::Expected(b)) if a.days_until(b).abs() <= 21 => {
            likeness.add(30, "same expected date of birth")
        }
        (Birth::Born(a), Birth::Expected(b)) | (Birth::Expected(b), Birth::Born(a)) if a.days_until(b).abs() <= 60 => {
            likeness.add(20, "born near the expected date");
        }
        (Birth::Born(a), Birth::Unknown { about: Some(year) })
        | (Birth::Unknown { about: Some(year) }, Birth::Born(a))
            if (a.0.year() - year).abs() <= 1 =>
        {
            likeness.add(15, "about the same age");
        }
        _ => {}
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn name(given: &str, family: &str) -> Name {
        Name::parse(given, family).unwrap()
    }

    fn born(day: &str) -> Birth {
        Birth::Born(day.parse().unwrap())
    }

    fn alike(a: (Name, Birth), b: (Name, Birth)) -> Likeness {
        let sought = Sought { name: Some(a.0), born: Some(a.1), ..Sought::default() };
        likeness(&sought, &Candidate { names: vec![b.0], birth: b.1, postcodes: vec![], identifiers: vec![] })
    }

    #[test]
    fn the_same_child_is_found_under_the_names_people_use() {
        let born = born("2019-05-14");
        for (theirs, ours) in [
            (("Elizabeth", "O'Neill"), ("Beth", "ONeill")),
            (("Mohammed", "Hussain"), ("Muhammad", "Hussein")),
            (("Siobhán", "Byrne"), ("Siobhan", "Byrne")),
            (("Zainab", "Khan"), ("Khan", "Zainab")),
            (("Stephen", "Clark"), ("Steven", "Clarke")),
            (("Phoebe", "Wright"), ("Pheobe", "Right")),
        ] {
            let found = alike((name(ours.0, ours.1), born), (name(theirs.0, theirs.1), born));
            assert!(found.score >= 85, "{ours:?} {theirs:?} {found:?}");
        }
    }

    #[test]
    fn twins_are_alike_but_their_names_tell_them_apart() {
        let day = born("2019-05-14");
        let twin = alike((name("Amy", "Okafor"), day), (name("Zoe", "Okafor"), day));
        let same = alike((name("Amy", "Okafor"), day), (name("Amy", "Okafor"), day));
        assert!(twin.score < same.score && twin.reasons.contains(&"shares part of the name".to_owned()));
    }

    #[test]
    fn a_swapped_day_and_month_is_seen() {
        let found = alike((name("Amy", "Okafor"), born("2019-05-04")), (name("Amy", "Okafor"), born("2019-04-05")));
        assert!(found.reasons.contains(&"day and month of birth swapped".to_owned()), "{found:?}");
    }

    #[test]
    fn names_of_other_scripts_match_themselves() {
        assert_eq!(name_words("زينب خان").len(), 2);
        assert_eq!(sound("زينب"), None);
        let found = alike((name("زينب", "خان"), born("2019-05-14")), (name("زينب", "خان"), born("2019-05-14")));
        assert!(found.score >= 100);
    }

    #[test]
    fn strangers_are_not_worth_showing() {
        let found = alike((name("Amy", "Okafor"), born("2019-05-04")), (name("Piotr", "Nowak"), born("2008-01-09")));
        assert!(!found.is_worth_showing(), "{found:?}");
    }
}
