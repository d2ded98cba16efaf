//! What somebody typed into the one box: numbers, dates, a postcode, a telephone number, an address; what is left is a name.

use crate::people::likely::Look;
use crate::people::new_person::numbers_in;
use crate::people::part_date::{self, PartDate};
use law::day::Day;
use law::identifier::{Identifier, Scheme};
use law::matching::Sought;
use law::people::{Birth, Name};
use law::words::dictated;

/// Words that show an address.
const STREETS: &[&str] = &[
    "street", "st", "road", "rd", "lane", "avenue", "ave", "close", "drive", "way", "court", "place", "terrace",
    "gardens", "house", "flat", "crescent", "square", "grove", "hill", "park", "walk", "row", "mews",
];

/// Characters of a search that are read; nobody types more.
const LONGEST: usize = 200;

/// What was typed, as something to look for. Nothing of it is in doubt until it was looked up: a council's number may also
/// be a word of a name, so both are tried.
pub fn read(typed: &str, today: Day) -> Look {
    let typed: String = dictated(typed).chars().take(LONGEST).collect();
    let mut look = Look { beginnings: true, ..Look::default() };
    let mut words: Vec<&str> = typed.split([' ', ',', ';']).filter(|word| !word.is_empty()).collect();
    take_numbers(&mut words, &mut look.sought);
    take_date(&mut words, &mut look, today);
    take_telephone(&mut words, &mut look);
    take_postcode(&mut words, &mut look);
    take_address(&mut words, &mut look);
    words.retain(|word| word.chars().any(char::is_alphabetic));
    look.sought.name = Name::parse(&words.join(" "), "").ok();
    look
}

/// Whether nothing was found in what was typed.
pub fn is_empty(look: &Look) -> bool {
    let sought = &look.sought;
    sought.name.is_none()
        && sought.born.is_none()
        && look.born_between.is_none()
        && sought.identifiers.is_empty()
        && sought.postcode.is_empty()
        && look.phone.is_empty()
        && look.address.is_empty()
}

/// Numbers, the longest run of words first: an NHS number is often written in three parts.
fn take_numbers(words: &mut Vec<&str>, sought: &mut Sought) {
    for length in [4, 3, 2, 1] {
        let mut at = 0;
        while at + length <= words.len() {
            let run = &words[at..at + length];
            let numbers = numbers_of(&run.concat(), length);
            if numbers.is_empty() {
                at += 1;
                continue;
            }
            let sure = numbers.iter().any(|number| number.scheme != Scheme::CouncilId);
            sought.identifiers.extend(numbers.into_iter().map(|number| number.value));
            if sure {
                words.drain(at..at + length);
            } else {
                at += 1;
            }
        }
    }
    sought.identifiers.dedup();
}

/// A council's number is one word with a digit in it; the others are told by their own checks.
fn numbers_of(text: &str, length: usize) -> Vec<Identifier> {
    let mut found = numbers_in(text);
    found.retain(|number| match number.scheme {
        Scheme::CouncilId => length == 1 && text.len() >= 3 && text.chars().any(|letter| letter.is_ascii_digit()),
        Scheme::NhsNumber => text.chars().all(|letter| letter.is_ascii_digit() || letter == '-'),
        _ => text.chars().any(|letter| letter.is_ascii_digit()),
    });
    found
}

fn take_date(words: &mut Vec<&str>, look: &mut Look, today: Day) {
    for length in [4, 3, 2, 1] {
        for at in 0..words.len().saturating_sub(length - 1) {
            let text = words[at..at + length].join(" ");
            let found = part_date::read(&text).filter(|_| text.chars().any(|letter| letter.is_ascii_digit()));
            match found {
                Some(PartDate::Day(day)) if day > today => look.sought.born = Some(Birth::Expected(day)),
                Some(PartDate::Day(day)) => look.sought.born = Some(Birth::Born(day)),
                Some(PartDate::Between(first, last)) => look.born_between = Some((first, last)),
                Some(PartDate::Year(year)) => {
                    let edge = |month, day| Day::new(year, month, day).ok();
                    look.born_between = edge(1, 1).zip(edge(12, 31));
                }
                None => continue,
            }
            words.drain(at..at + length);
            return;
        }
    }
}

/// A run of words that are all digits and signs, with at least nine digits.
fn take_telephone(words: &mut Vec<&str>, look: &mut Look) {
    let part = |word: &&str| {
        word.chars().all(|letter| letter.is_ascii_digit() || "+()-".contains(letter))
            && word.chars().any(|letter| letter.is_ascii_digit())
    };
    let Some(from) = words.iter().position(|word| part(word) && (word.starts_with(['0', '+', '(']) || word.len() > 8))
    else {
        return;
    };
    let length = words[from..].iter().take_while(|word| part(word)).count();
    let typed = words[from..from + length].concat();
    if typed.chars().filter(char::is_ascii_digit).count() >= 9 {
        look.phone = typed;
        words.drain(from..from + length);
    }
}

fn take_postcode(words: &mut Vec<&str>, look: &mut Look) {
    for length in [2, 1] {
        for at in 0..words.len().saturating_sub(length - 1) {
            if is_postcode(&words[at..at + length].concat()) {
                look.sought.postcode = words.drain(at..at + length).collect::<Vec<_>>().join(" ");
                return;
            }
        }
    }
}

/// Letters, a digit, perhaps more, then a digit and two letters: `SB1 4QT`.
fn is_postcode(text: &str) -> bool {
    let text = text.to_ascii_uppercase();
    if !(5..=7).contains(&text.len()) || !text.is_ascii() {
        return false;
    }
    let (outward, inward) = text.split_at(text.len() - 3);
    let inward: Vec<char> = inward.chars().collect();
    let inward = inward[0].is_ascii_digit() && inward[1..].iter().all(char::is_ascii_uppercase);
    let area = outward.chars().take_while(char::is_ascii_uppercase).count();
    let rest = outward[area..].chars();
    inward
        && (1..=2).contains(&area)
        && outward[area..].starts_with(|c: char| c.is_ascii_digit())
        && rest.clone().count() <= 2
}

/// A house number with a word after it, or a word for a street: from the number on, or from the word before, it is an address.
fn take_address(words: &mut Vec<&str>, look: &mut Look) {
    let number = |word: &str| word.starts_with(|c: char| c.is_ascii_digit()) && word.len() <= 5;
    let street = |word: &str| STREETS.contains(&word.to_lowercase().trim_end_matches('.'));
    let from = words.iter().position(|word| number(word)).filter(|at| at + 1 < words.len());
    let last = words.iter().rposition(|word| street(word));
    let from = from.or(last.filter(|at| *at > 0 && !words[0].is_empty()).map(|at| at - 1));
    if let Some(from) = from {
        let to = last.filter(|last| *last > from).map_or(words.len(), |last| last + 1);
        look.address = words.drain(from..to).collect::<Vec<_>>().join(" ");
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn asked(typed: &str) -> Look {
        read(typed, "2026-11-23".parse().unwrap())
    }

    fn name(look: &Look) -> String {
        look.sought.name.as_ref().map(Name::full).unwrap_or_default()
    }

    #[test]
    fn each_part_is_read_for_what_it_is() {
        let look = asked("Zainab Khan 14/5/2019 SB1 4QT");
        assert_eq!((name(&look).as_str(), look.sought.postcode.as_str()), ("Zainab Khan", "SB1 4QT"));
        assert_eq!(look.sought.born, Some(Birth::Born("2019-05-14".parse().unwrap())));
        let look = asked("khan 14 May 2019");
        assert_eq!((name(&look).as_str(), look.sought.born.is_some()), ("khan", true));
        let look = asked("khan may 2019");
        assert_eq!((name(&look).as_str(), look.born_between.is_some()), ("khan", true));
        let look = asked("14 Harbour Street");
        assert_eq!((look.address.as_str(), name(&look).as_str()), ("14 Harbour Street", ""));
        let look = asked("Okafor, 14 Harbour Street, SB1 4QT");
        assert_eq!((look.address.as_str(), name(&look).as_str()), ("14 Harbour Street", "Okafor"));
        assert_eq!(asked("07700 900123").phone, "07700900123");
        assert_eq!(asked("+44 7700 900 123").phone, "+447700900123");
    }

    #[test]
    fn numbers_are_told_by_their_own_checks() {
        assert!(asked("943 476 5919").sought.identifiers.contains(&"9434765919".to_owned()));
        assert!(asked("9434765919").sought.identifiers.contains(&"9434765919".to_owned()));
        assert!(asked("c10443").sought.identifiers.contains(&"C10443".to_owned()));
        assert!(asked("Zainab Khan").sought.identifiers.is_empty());
    }

    #[test]
    fn names_stay_names() {
        for typed in ["May", "Zainab Khan", "زينب خان", "O'Neill", "Sukarno", "Mary Ann St Clair", "April May Park"]
        {
            let look = asked(typed);
            assert!(!name(&look).is_empty(), "{typed}: {look:?}");
            assert!(look.sought.born.is_none() && look.born_between.is_none(), "{typed}: {look:?}");
        }
        for typed in ["", "  ", "?!", "\u{202E}"] {
            assert!(is_empty(&asked(typed)), "{typed}");
        }
    }

    #[test]
    fn nothing_typed_breaks_it() {
        for typed in ["é1é2é3", "0", "+", "1 1 1 1 1 1", &"x ".repeat(5000), "99/99/9999", "SB1", "١٢٣"] {
            asked(typed);
        }
    }
}
