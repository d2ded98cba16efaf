//! A person who is not on the record yet: what was typed, read and checked, and what then happens.

use crate::chance::Dice;
use crate::people::likely::Look;
use crate::people::part_date::{self, PartDate};
use law::code::{CodeList, ETHNICITY, SEX};
use law::day::{Day, Moment};
use law::id::{FactId, PersonId};
use law::identifier::{Identifier, Scheme};
use law::journal::Happening;
use law::matching::Sought;
use law::people::{Address, Birth, Channel, Identity, Name, NameUse, PersonEntry, Relation};
use law::words::{clean, clean_line};
use serde::{Deserialize, Serialize};
use web::{FieldErrors, Fields};

/// What is known of somebody who enters the record.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct NewPerson {
    pub name: Name,
    pub known_as: Option<String>,
    pub birth: Birth,
    pub identity: Identity,
    pub address: Option<Address>,
    pub phone: String,
    pub identifiers: Vec<Identifier>,
    pub related: Option<RelatedTo>,
    /// Why this is not the person who looks the same on the record.
    pub why_new: String,
    /// The records that look the same.
    #[serde(default)]
    pub apart_from: Vec<PersonId>,
}

/// How somebody is related to people of the same intake.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct RelatedTo {
    pub relation: Relation,
    pub to: Vec<PersonId>,
    pub responsibility: bool,
}

/// The fields that hold a number, and whose it is.
pub const NUMBERS: &[(&str, Scheme)] =
    &[("nhs_number", Scheme::NhsNumber), ("upn", Scheme::Upn), ("council_id", Scheme::CouncilId)];

/// The longest address or telephone taken, in characters.
const LONGEST: usize = 400;

/// Reads the form of a new person. Every problem stands beside its question.
pub fn read(fields: &Fields, today: Day) -> Result<NewPerson, FieldErrors> {
    let mut errors = FieldErrors::new();
    let (given, family) = (fields.get("given").unwrap_or_default(), fields.get("family").unwrap_or_default());
    let name = Name::parse(given, family).map_err(|error| errors.add("given", error.to_string()));
    let birth = read_birth(fields, today).map_err(|(field, say)| errors.add(field, say));
    let identifiers = read_numbers(fields, &mut errors);
    let identity = Identity {
        sex: code(fields, "sex", &SEX, &mut errors),
        ethnicity: code(fields, "ethnicity", &ETHNICITY, &mut errors),
        language: fields.text("language").map(clean_line),
        ..Identity::default()
    };
    let phone = clean_line(fields.get("phone").unwrap_or_default());
    if phone.chars().count() > LONGEST {
        errors.add("phone", "The telephone number is too long");
    }
    let address = read_address(fields, &mut errors);
    let related = read_relation(fields, &mut errors);
    let (Ok(name), Ok(birth)) = (name, birth) else { return Err(errors) };
    let known_as = fields.text("known_as").map(clean_line).filter(|text| !text.is_empty());
    let why_new = clean(fields.text("why_new").unwrap_or_default());
    errors.or(NewPerson {
        name,
        known_as,
        birth,
        identity,
        address,
        phone,
        identifiers,
        related,
        why_new,
        apart_from: Vec::new(),
    })
}

fn code(fields: &Fields, name: &str, list: &CodeList, errors: &mut FieldErrors) -> Option<String> {
    let given = fields.text(name)?;
    if !list.has(given) {
        errors.add(name, "Select one of the list, or leave it as not known");
    }
    Some(given.to_owned())
}

fn read_birth(fields: &Fields, today: Day) -> Result<Birth, (&'static str, String)> {
    let wrong = |field: &'static str, what: &str, why: &str| (field, format!("{what} {why}"));
    let (field, birth) = match fields.get("birth_kind").unwrap_or("born") {
        "born" => {
            let typed = fields
                .text("born")
                .ok_or(("born", "Enter the date of birth, or say that it is not known".to_owned()))?;
            let day = forms::read_day(typed).map_err(|why| wrong("born", "The date of birth", why))?;
            ("born", Birth::Born(day))
        }
        "expected" => {
            let typed =
                fields.text("expected").ok_or(("expected", "Enter the date on which birth is expected".to_owned()))?;
            let day = forms::read_day(typed).map_err(|why| wrong("expected", "The expected date", why))?;
            ("expected", Birth::Expected(day))
        }
        _ => ("about", Birth::Unknown { about: read_about(fields, today)? }),
    };
    birth.check(today).map_err(|error| (field, error.to_string()))
}

fn read_about(fields: &Fields, today: Day) -> Result<Option<i16>, (&'static str, String)> {
    let Some(typed) = fields.text("about") else { return Ok(None) };
    let year = match part_date::read(typed) {
        Some(PartDate::Year(year)) => year,
        _ => return Err(("about", "Enter the year that people guess, such as 2014, or leave it empty".to_owned())),
    };
    let possible = (today.0.year() - 120..=today.0.year()).contains(&year);
    if possible { Ok(Some(year)) } else { Err(("about", "The year must be in the last 120 years".to_owned())) }
}

fn read_numbers(fields: &Fields, errors: &mut FieldErrors) -> Vec<Identifier> {
    let mut numbers = Vec::new();
    for (field, scheme) in NUMBERS {
        let Some(typed) = fields.text(field) else { continue };
        match Identifier::parse(*scheme, typed) {
            Ok(number) => numbers.push(number),
            Err(error) => errors.add(*field, error.to_string()),
        }
    }
    numbers
}

fn read_address(fields: &Fields, errors: &mut FieldErrors) -> Option<Address> {
    let lines = clean_line(&fields.get("address").unwrap_or_default().replace('\n', ", "));
    let postcode = clean_line(fields.get("postcode").unwrap_or_default()).to_uppercase();
    if lines.chars().count() > LONGEST {
        errors.add("address", "The address is too long; put directions in a note");
    }
    if postcode.chars().count() > 10 {
        errors.add("postcode", "A postcode has at most 8 characters, such as SB1 4QT");
    }
    (!lines.is_empty() || !postcode.is_empty()).then(|| Address { lines, postcode, ward: String::new() })
}

fn read_relation(fields: &Fields, errors: &mut FieldErrors) -> Option<RelatedTo> {
    let slug = fields.text("relation")?;
    let Some(relation) = Relation::from_slug(slug) else {
        errors.add("relation", "Select one of the list");
        return None;
    };
    let to: Vec<PersonId> = fields.all("to").filter_map(|id| id.parse().ok()).collect();
    if to.is_empty() {
        errors.add("to", "Select whose relative this person is");
    }
    let responsibility = fields.get("responsibility") == Some("yes");
    if responsibility && !relation.may_hold_responsibility() {
        let who = relation.name();
        errors.add(
            "responsibility",
            format!("Parental responsibility is not held as a {who}; record an order in a note"),
        );
    }
    Some(RelatedTo { relation, to, responsibility })
}

/// What was typed, as something to look for.
pub fn look(fields: &Fields, today: Day) -> Look {
    let get = |name: &str| fields.get(name).unwrap_or_default();
    let mut look = Look { phone: get("phone").to_owned(), address: get("address").to_owned(), ..Look::default() };
    look.sought.name = Name::parse(get("given"), get("family")).ok();
    look.sought.postcode = clean_line(get("postcode"));
    for (scheme, typed) in NUMBERS.iter().map(|(field, scheme)| (*scheme, get(field))) {
        look.sought.identifiers.extend(Identifier::parse(scheme, typed).ok().map(|number| number.value));
    }
    look.sought.identifiers.extend(numbers_in(get("number")).into_iter().map(|number| number.value));
    let typed = [get("born"), get("expected"), get("about")];
    match typed.into_iter().find_map(part_date::read) {
        Some(PartDate::Day(day)) if day > today => look.sought.born = Some(Birth::Expected(day)),
        Some(PartDate::Day(day)) => look.sought.born = Some(Birth::Born(day)),
        Some(PartDate::Between(first, last)) => look.born_between = Some((first, last)),
        Some(PartDate::Year(about)) => look.sought.born = Some(Birth::Unknown { about: Some(about) }),
        None => {}
    }
    look
}

/// Every number that this text can be.
pub fn numbers_in(typed: &str) -> Vec<Identifier> {
    let schemes = [Scheme::NhsNumber, Scheme::Upn, Scheme::CouncilId];
    let mut found: Vec<Identifier> =
        schemes.into_iter().filter_map(|scheme| Identifier::parse(scheme, typed).ok()).collect();
    let upper: Vec<Identifier> = found
        .iter()
        .map(|number| Identifier { scheme: number.scheme, value: number.value.to_uppercase() })
        .filter(|number| !found.contains(number))
        .collect();
    found.extend(upper);
    found
}

impl NewPerson {
    /// The person as something to look for, so that nobody enters the record twice.
    pub fn look(&self) -> Look {
        let address = self.address.clone().unwrap_or(Address {
            lines: String::new(),
            postcode: String::new(),
            ward: String::new(),
        });
        Look {
            sought: Sought {
                name: Some(self.name.clone()),
                born: Some(self.birth),
                postcode: address.postcode,
                identifiers: self.identifiers.iter().map(|number| number.value.clone()).collect(),
            },
            phone: self.phone.clone(),
            address: address.lines,
            ..Look::default()
        }
    }

    /// The entries with which the person comes on the record. Relations come apart: see [`NewPerson::relations`].
    pub fn recorded(&self, person: PersonId, dice: &Dice, now: Moment) -> Vec<Happening> {
        let (name, birth, identity) = (self.name.clone(), self.birth, self.identity.clone());
        let mut entries = vec![PersonEntry::Recorded { person, name, birth, identity }];
        if let Some(known_as) = &self.known_as {
            let name = Name { given: known_as.clone(), family: self.name.family.clone() };
            entries.push(PersonEntry::Named { person, name, used: NameUse::KnownAs });
        }
        let numbers = self.identifiers.iter().cloned();
        entries.extend(numbers.map(|identifier| PersonEntry::IdentifierGiven { person, identifier }));
        if let Some(address) = self.address.clone() {
            let fact = FactId(dice.id(now));
            entries.push(PersonEntry::Moved { person, fact, address, from: now.day(), hidden_from: Vec::new() });
        }
        if !self.phone.is_empty() {
            let (fact, value) = (FactId(dice.id(now)), self.phone.clone());
            let channel = Channel::Telephone;
            entries.push(PersonEntry::Reachable { person, fact, channel, value, note: String::new() });
        }
        let apart = self.apart_from.iter().map(|other| PersonEntry::ToldApart {
            person,
            other: *other,
            reason: self.why_new.clone(),
        });
        entries.extend(apart);
        entries.into_iter().map(|entry| Happening::of(entry, now.day())).collect()
    }

    /// How the person is related to those who are on the record by now.
    pub fn relations(&self, person: PersonId, dice: &Dice, now: Moment, present: &[PersonId]) -> Vec<Happening> {
        let Some(related) = &self.related else { return Vec::new() };
        let to = related.to.iter().filter(|to| present.contains(to) && **to != person);
        let entry = |to: &PersonId| PersonEntry::Related {
            fact: FactId(dice.id(now)),
            person,
            relation: related.relation,
            to: *to,
            responsibility: related.responsibility,
            since: None,
        };
        to.map(|to| Happening::of(entry(to), now.day())).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn today() -> Day {
        "2026-11-23".parse().unwrap()
    }

    fn wrong(pairs: &[(&str, &str)]) -> Vec<String> {
        let all = [("given", "Amy"), ("family", "Okafor"), ("birth_kind", "born"), ("born", "14 5 2019")];
        let kept = all.into_iter().filter(|(name, _)| !pairs.iter().any(|(other, _)| other == name));
        let fields = Fields::from_pairs(kept.chain(pairs.iter().copied()));
        match read(&fields, today()) {
            Ok(_) => Vec::new(),
            Err(errors) => errors.iter().map(|(id, _)| id.to_owned()).collect(),
        }
    }

    #[test]
    fn what_cannot_be_is_refused_beside_its_question() {
        for (pairs, fields) in [
            (&[("born", "")][..], &["born"][..]),
            (&[("born", "24 11 2026")], &["born"]),
            (&[("born", "31 2 2019")], &["born"]),
            (&[("birth_kind", "expected"), ("expected", "1 1 2029")], &["expected"]),
            (&[("birth_kind", "unknown"), ("about", "soon")], &["about"]),
            (&[("birth_kind", "unknown"), ("about", "1800")], &["about"]),
            (&[("given", " "), ("family", "")], &["given"]),
            (&[("nhs_number", "943 476 5918")], &["nhs_number"]),
            (&[("upn", "X1")], &["upn"]),
            (&[("ethnicity", "MARTIAN")], &["ethnicity"]),
            (&[("relation", "mother")], &["to"]),
            (&[("postcode", "far too long a code")], &["postcode"]),
        ] {
            assert_eq!(wrong(pairs), fields, "{pairs:?}");
        }
    }

    #[test]
    fn single_names_unborn_children_and_gaps_are_taken() {
        for pairs in [
            &[("given", ""), ("family", "Sukarno")][..],
            &[("given", "زينب"), ("family", "خان")],
            &[("birth_kind", "expected"), ("expected", "1 February 2027")],
            &[("birth_kind", "unknown"), ("born", "")],
            &[("birth_kind", "unknown"), ("about", "2014")],
            &[("nhs_number", "943 476 5919")],
        ] {
            assert!(wrong(pairs).is_empty(), "{pairs:?}");
        }
    }
}
