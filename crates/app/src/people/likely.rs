//! Who may be the person somebody means: candidates by name, number, birth, address and telephone, compared by open rules.
//!
//! Every key is an index; a common name gives at most some hundreds of candidates, those that share most with what is sought.

use crate::people::candidates::candidates;
use crate::people::queries::{birth, name};
use crate::reader::Viewer;
use law::day::Day;
use law::id::PersonId;
use law::matching::{Candidate, Likeness, Sought, likeness, name_words, root, sound};
use law::people::{Birth, Name};
use std::collections::BTreeMap;
use store::{Conn, Error, Row, Value, sql, text};

/// What somebody knows of the person they look for.
#[derive(Debug, Clone, Default)]
pub struct Look {
    pub sought: Sought,
    /// A month or a year of birth where the day is not known: the first and the last day it may be.
    pub born_between: Option<(Day, Day)>,
    /// Telephone, as typed.
    pub phone: String,
    /// Lines of an address, as typed.
    pub address: String,
    /// Whether the beginning of a word is enough: a search, not a check for duplicates.
    pub beginnings: bool,
}

/// Somebody on the record who may be meant, best first. Holds nothing of a protected address.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Match {
    pub person: PersonId,
    pub name: Name,
    pub other_names: Vec<Name>,
    pub birth: Birth,
    pub died_on: Option<Day>,
    pub restricted: bool,
    /// Ward and outward postcode of where they live; `None` where not known or protected.
    pub area: Option<String>,
    pub likeness: Likeness,
}

impl Match {
    /// Very likely the same person: adding another asks for a reason.
    pub fn is_nearly_certain(&self) -> bool {
        self.likeness.score >= 100
    }
}

/// Ids in one statement.
const BATCH: usize = 40;
macro_rules! forty {
    () => {
        "$1,$2,$3,$4,$5,$6,$7,$8,$9,$10,$11,$12,$13,$14,$15,$16,$17,$18,$19,$20,
         $21,$22,$23,$24,$25,$26,$27,$28,$29,$30,$31,$32,$33,$34,$35,$36,$37,$38,$39,$40"
    };
}

/// The likeliest people, best first, at most `most`. People restricted from the viewer are not there at all.
pub fn find(conn: &mut Conn, viewer: &Viewer, look: &Look, most: usize) -> Result<Vec<Match>, Error> {
    let ids = candidates(conn, look)?;
    let mut found: Vec<Match> = Vec::new();
    for known in load(conn, viewer, &ids)? {
        let likeness = known.compared(look);
        if likeness.is_worth_showing() && is_more_than_a_birthday(look, &likeness) {
            found.push(known.matched(likeness));
        }
    }
    found.sort_by(|a, b| {
        let key = |one: &Match| (-one.likeness.score, one.name.family.to_lowercase(), one.name.given.to_lowercase());
        key(a).cmp(&key(b)).then(a.person.cmp(&b.person))
    });
    found.truncate(most);
    Ok(found)
}

/// A date of birth alone is shared by many; where a name was given too, something else must agree.
fn is_more_than_a_birthday(look: &Look, likeness: &Likeness) -> bool {
    look.sought.name.is_none() || likeness.reasons.iter().any(|reason| !reason.contains("birth"))
}

/// The record as the comparison needs it.
#[derive(Debug)]
struct Known {
    person: PersonId,
    birth: Birth,
    died_on: Option<Day>,
    restricted: bool,
    names: Vec<Name>,
    identifiers: Vec<String>,
    /// Lines, postcode, ward, whether they live there now. No protected address.
    addresses: Vec<(String, String, String, bool)>,
    phones: Vec<String>,
}

impl Known {
    fn compared(&self, look: &Look) -> Likeness {
        let candidate = Candidate {
            names: self.names.clone(),
            birth: self.birth,
            postcodes: self.addresses.iter().map(|address| address.1.clone()).collect(),
            identifiers: self.identifiers.clone(),
        };
        let mut likeness = likeness(&look.sought, &candidate);
        let unnamed = look.sought.name.is_none();
        if unnamed && likeness.score == 20 {
            // A postcode alone was asked for.
            likeness.score += 20;
        }
        let mut add = |score: i32, reason: &str| {
            likeness.score += score;
            likeness.reasons.push(reason.to_owned());
        };
        let digits = telephone_digits(&look.phone);
        if digits.iter().any(|digits| self.phones.contains(digits)) {
            add(40, "same telephone number");
        }
        let lines = squeezed(&look.address);
        if lines.len() >= 6 && self.addresses.iter().any(|address| squeezed(&address.0).starts_with(&lines)) {
            add(40, "same address");
        }
        if let (Some((first, last)), Birth::Born(day)) = (look.born_between, self.birth)
            && (first..=last).contains(&day)
        {
            add(if unnamed { 36 } else { 25 }, "born at that time");
        }
        if look.beginnings && likeness.score < 35 && self.begins_as(look) {
            likeness.score += 36;
            likeness.reasons.push("name begins so".to_owned());
        }
        likeness
    }

    /// Every word that was typed begins, or nearly is, a word of one of the names.
    fn begins_as(&self, look: &Look) -> bool {
        let Some(name) = &look.sought.name else { return false };
        let typed = name_words(&name.full());
        let fits = |theirs: &[String]| {
            typed.iter().all(|word| theirs.iter().any(|their| their.starts_with(word.as_str()) || sounds(word, their)))
        };
        !typed.is_empty() && self.names.iter().any(|name| fits(&name_words(&name.full())))
    }

    fn matched(self, likeness: Likeness) -> Match {
        let now = self.addresses.iter().find(|address| address.3);
        let mut names = self.names.into_iter();
        Match {
            person: self.person,
            name: names.next().unwrap_or(Name { given: String::new(), family: String::new() }),
            other_names: names.collect(),
            birth: self.birth,
            died_on: self.died_on,
            restricted: self.restricted,
            area: now.map(|(_, postcode, ward, _)| area(postcode, ward)).filter(|area| !area.is_empty()),
            likeness,
        }
    }
}

fn sounds(a: &str, b: &str) -> bool {
    root(a) == root(b) || (sound(a).is_some() && sound(a) == sound(b))
}

/// Ward and outward postcode: enough to tell two people apart, not enough to find them.
pub fn area(postcode: &str, ward: &str) -> String {
    let postcode = postcode.trim();
    let outward = match postcode.split_once(' ') {
        Some((outward, _)) => outward,
        None => postcode.len().checked_sub(3).and_then(|at| postcode.get(..at)).unwrap_or_default(),
    };
    [ward.trim(), outward].into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(", ")
}

/// Small letters and digits only, as in the key of an address.
pub fn squeezed(text: &str) -> String {
    text.to_lowercase().chars().filter(|letter| letter.is_alphanumeric()).collect()
}

/// A telephone number as it may be stored: with the leading 0 and with 44.
pub fn telephone_digits(typed: &str) -> Vec<String> {
    let digits: String = typed.chars().filter(char::is_ascii_digit).collect();
    let bare = digits.strip_prefix("0044").or_else(|| digits.strip_prefix("44")).unwrap_or(&digits);
    let bare = bare.strip_prefix('0').unwrap_or(bare);
    if bare.len() < 6 { Vec::new() } else { vec![format!("0{bare}"), format!("44{bare}"), format!("440{bare}")] }
}

/// Loads whole records, joined ones as one, without those restricted from the viewer.
fn load(conn: &mut Conn, viewer: &Viewer, ids: &[String]) -> Result<Vec<Known>, Error> {
    let mut roots: Vec<String> = Vec::new();
    let select = sql!(concat!("SELECT DISTINCT root FROM person WHERE id IN (", forty!(), ")"));
    for batch in ids.chunks(BATCH) {
        for row in conn.query(select, &padded(batch))? {
            roots.push(row.get("root")?);
        }
    }
    roots.sort();
    roots.dedup();
    let mut known = BTreeMap::new();
    for batch in roots.chunks(BATCH) {
        load_batch(conn, viewer, batch, &mut known)?;
    }
    Ok(known.into_values().collect())
}

fn padded(ids: &[String]) -> Vec<Value> {
    let mut values: Vec<Value> = ids.iter().map(Value::from).collect();
    values.resize(BATCH, Value::from(""));
    values
}

fn load_batch(
    conn: &mut Conn,
    viewer: &Viewer,
    roots: &[String],
    known: &mut BTreeMap<String, Known>,
) -> Result<(), Error> {
    let mut values = padded(roots);
    let heads = sql!(concat!(
        "SELECT p.id, p.given, p.family, p.birth, p.birth_on, p.birth_about, p.died_on, p.restricted FROM person p
         WHERE p.id IN (",
        forty!(),
        ") AND (p.restricted = 0 OR EXISTS (SELECT 1 FROM restricted_to r WHERE r.person = p.id AND r.worker = $41))"
    ));
    let mut with_viewer = values.clone();
    with_viewer.push(text(viewer.actor.worker));
    for row in conn.query(heads, &with_viewer)? {
        known.insert(row.get("id")?, head(&row)?);
    }
    let names = sql!(concat!(
        "SELECT p.root, n.given, n.family FROM person p JOIN person_name n ON n.person = p.id WHERE p.root IN (",
        forty!(),
        ") ORDER BY n.seq DESC"
    ));
    let numbers = sql!(concat!(
        "SELECT p.root, i.value FROM person p JOIN identifier i ON i.person = p.id WHERE p.root IN (",
        forty!(),
        ")"
    ));
    let addresses = sql!(concat!(
        "SELECT p.root, a.lines, a.postcode, a.ward, a.until FROM person p JOIN address a ON a.person = p.id
         WHERE a.hidden_from = '[]' AND p.root IN (",
        forty!(),
        ") ORDER BY a.since DESC"
    ));
    let phones = sql!(concat!(
        "SELECT p.root, r.digits FROM person p JOIN reach r ON r.person = p.id
         WHERE r.channel = 'telephone' AND p.root IN (",
        forty!(),
        ")"
    ));
    values.truncate(BATCH);
    for row in conn.query(names, &values)? {
        if let Some(one) = known.get_mut(row.str("root")?) {
            let other = name(&row)?;
            if !one.names.contains(&other) {
                one.names.push(other);
            }
        }
    }
    for row in conn.query(numbers, &values)? {
        if let Some(one) = known.get_mut(row.str("root")?) {
            one.identifiers.push(row.get("value")?);
        }
    }
    for row in conn.query(addresses, &values)? {
        if let Some(one) = known.get_mut(row.str("root")?) {
            let lives_there = row.get::<Option<String>>("until")?.is_none();
            one.addresses.push((row.get("lines")?, row.get("postcode")?, row.get("ward")?, lives_there));
        }
    }
    for row in conn.query(phones, &values)? {
        if let Some(one) = known.get_mut(row.str("root")?) {
            one.phones.push(row.get("digits")?);
        }
    }
    Ok(())
}

fn head(row: &Row) -> Result<Known, Error> {
    Ok(Known {
        person: row.parse("id")?,
        birth: birth(row)?,
        died_on: row.parse_opt("died_on")?,
        restricted: row.get("restricted")?,
        names: vec![name(row)?],
        identifiers: Vec::new(),
        addresses: Vec::new(),
        phones: Vec::new(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_area_never_gives_the_house() {
        assert_eq!(area("SB1 4QT", "Harbour"), "Harbour, SB1");
        assert_eq!(area("SB14QT", ""), "SB1");
        assert_eq!(area("", "Harbour"), "Harbour");
        assert_eq!(area("é", ""), "");
    }

    #[test]
    fn a_telephone_number_is_the_same_however_it_is_written() {
        for typed in ["07700 900123", "+44 7700 900123", "0044 7700 900 123", "+44 (0)7700 900123"] {
            assert!(telephone_digits(typed).contains(&"07700900123".to_owned()), "{typed}");
        }
        assert!(telephone_digits("12").is_empty());
    }
}
