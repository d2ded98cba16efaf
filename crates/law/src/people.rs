//! People: names, birth, identity, addresses, relationships, hazards. Every fact that can change is dated.

pub mod change;

use crate::day::{Day, Moment};
use crate::id::{FactId, PersonId, WorkerId};
use crate::identifier::Identifier;
use crate::words;
use serde::{Deserialize, Serialize};

/// What a name is used for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum NameUse {
    /// The name on the record.
    Usual,
    /// What the person is called: a short form, a nickname, the name that a child has chosen.
    KnownAs,
    /// A name no longer used, by which people may still ask.
    Former,
}

/// A name as its owner gives it. Either part may be empty: many people have a single name.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Name {
    pub given: String,
    pub family: String,
}

/// Why a name cannot be kept.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum NameError {
    #[error("Enter a name. If it is not known yet, say so, for example “Unknown, baby of Amara”")]
    Empty,
    #[error("A name can have up to {LONGEST_NAME} characters in each part; put the rest in a note")]
    TooLong,
}

/// The most characters that one part of a name may have.
pub const LONGEST_NAME: usize = 200;

impl Name {
    /// Reads the two parts of a name; cleans what cannot be seen, keeps every script.
    pub fn parse(given: &str, family: &str) -> Result<Self, NameError> {
        let name = Name { given: words::clean_line(given), family: words::clean_line(family) };
        if name.given.is_empty() && name.family.is_empty() {
            return Err(NameError::Empty);
        }
        if name.given.chars().count() > LONGEST_NAME || name.family.chars().count() > LONGEST_NAME {
            return Err(NameError::TooLong);
        }
        Ok(name)
    }

    /// Both parts in speaking order.
    pub fn full(&self) -> String {
        [self.given.as_str(), self.family.as_str()]
            .into_iter()
            .filter(|part| !part.is_empty())
            .collect::<Vec<_>>()
            .join(" ")
    }

    /// What a form calls a child: the given name, or the only name.
    pub fn short(&self) -> &str {
        if self.given.is_empty() { &self.family } else { &self.given }
    }
}

/// When somebody was, or will be, born.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Birth {
    Born(Day),
    /// Unborn: the day on which birth is expected.
    Expected(Day),
    /// Not known; `about` is the year of birth that people guess.
    Unknown {
        #[serde(default, skip_serializing_if = "Option::is_none")]
        about: Option<i16>,
    },
}

/// Why a date of birth cannot be kept.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum BirthError {
    #[error("The date of birth is in the future. For an unborn child, give the expected date instead")]
    Future,
    #[error("The date of birth is more than 120 years ago: check the year")]
    TooLongAgo,
    #[error("The expected date is more than ten months ahead: check the year")]
    TooFarAhead,
    #[error("The expected date is more than two months ago: if the child has been born, give the date of birth")]
    LongPast,
}

impl Birth {
    /// Refuses what cannot be true on this day.
    pub fn check(self, today: Day) -> Result<Self, BirthError> {
        match self {
            Birth::Born(day) if day > today => Err(BirthError::Future),
            Birth::Born(day) if day < today.plus_months(-120 * 12) => Err(BirthError::TooLongAgo),
            Birth::Expected(day) if day > today.plus_months(10) => Err(BirthError::TooFarAhead),
            Birth::Expected(day) if day < today.plus_months(-2) => Err(BirthError::LongPast),
            birth => Ok(birth),
        }
    }

    /// `4`, `3 months`, `unborn, due 5 March 2026`, `age not known`: the age on that day, in words.
    pub fn age_words(self, on: Day) -> String {
        match self {
            Birth::Expected(due) => format!("unborn, due {}", due.long()),
            Birth::Unknown { about: Some(year) } => format!("born about {year}"),
            Birth::Unknown { about: None } => "age not known".to_owned(),
            Birth::Born(born) => match on.age_of(born) {
                None => "not yet born then".to_owned(),
                Some(0) => infant_age(born, on),
                Some(years) => years.to_string(),
            },
        }
    }

    pub fn day(self) -> Option<Day> {
        match self {
            Birth::Born(day) => Some(day),
            Birth::Expected(_) | Birth::Unknown { .. } => None,
        }
    }

    /// A child in law: under 18, or not yet born (Children Act 1989, section 105). `None` where nobody knows.
    pub fn is_child(self, on: Day) -> Option<bool> {
        match self {
            Birth::Born(born) => Some(on.age_of(born).is_none_or(|age| age < 18)),
            Birth::Expected(_) => Some(true),
            Birth::Unknown { about } => about.map(|year| on.0.year() - year < 18),
        }
    }
}

fn infant_age(born: Day, on: Day) -> String {
    let mut months = 0;
    while born.plus_months(months + 1) <= on {
        months += 1;
    }
    match (months, born.days_until(on) / 7) {
        (0, 0) => "newborn".to_owned(),
        (0, 1) | (1, 4) => "1 month or less".to_owned(),
        (0, weeks) => format!("{weeks} weeks"),
        (1, _) => "1 month".to_owned(),
        (months, _) => format!("{months} months"),
    }
}

/// How one person is related to another: "`from` is the … of `to`".
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Relation {
    Mother,
    Father,
    Parent,
    StepParent,
    Sibling,
    HalfSibling,
    Twin,
    Grandparent,
    AuntOrUncle,
    Guardian,
    FosterCarer,
    Partner,
    FormerPartner,
    OtherRelative,
    Friend,
}

impl Relation {
    pub const ALL: &'static [Relation] = &[
        Relation::Mother,
        Relation::Father,
        Relation::Parent,
        Relation::StepParent,
        Relation::Sibling,
        Relation::HalfSibling,
        Relation::Twin,
        Relation::Grandparent,
        Relation::AuntOrUncle,
        Relation::Guardian,
        Relation::FosterCarer,
        Relation::Partner,
        Relation::FormerPartner,
        Relation::OtherRelative,
        Relation::Friend,
    ];

    pub fn slug(self) -> &'static str {
        self.row().0
    }

    /// "is the **mother** of".
    pub fn name(self) -> &'static str {
        self.row().1
    }

    /// Said from the other side: the mother's child is her **child**.
    pub fn inverse(self) -> &'static str {
        self.row().2
    }

    pub fn from_slug(slug: &str) -> Option<Relation> {
        Relation::ALL.iter().copied().find(|relation| relation.slug() == slug)
    }

    /// May hold parental responsibility (Children Act 1989, sections 2 to 4A).
    pub fn may_hold_responsibility(self) -> bool {
        matches!(
            self,
            Relation::Mother
                | Relation::Father
                | Relation::Parent
                | Relation::StepParent
                | Relation::Guardian
                | Relation::Grandparent
        )
    }

    fn row(self) -> (&'static str, &'static str, &'static str) {
        match self {
            Relation::Mother => ("mother", "mother", "child"),
            Relation::Father => ("father", "father", "child"),
            Relation::Parent => ("parent", "parent", "child"),
            Relation::StepParent => ("step_parent", "step-parent", "step-child"),
            Relation::Sibling => ("sibling", "brother or sister", "brother or sister"),
            Relation::HalfSibling => ("half_sibling", "half-brother or half-sister", "half-brother or half-sister"),
            Relation::Twin => ("twin", "twin", "twin"),
            Relation::Grandparent => ("grandparent", "grandparent", "grandchild"),
            Relation::AuntOrUncle => ("aunt_or_uncle", "aunt or uncle", "niece or nephew"),
            Relation::Guardian => ("guardian", "guardian", "ward"),
            Relation::FosterCarer => ("foster_carer", "foster carer", "foster child"),
            Relation::Partner => ("partner", "partner", "partner"),
            Relation::FormerPartner => ("former_partner", "former partner", "former partner"),
            Relation::OtherRelative => ("other_relative", "other relative", "other relative"),
            Relation::Friend => ("friend", "friend or neighbour", "friend or neighbour"),
        }
    }
}

/// Where somebody lives or is to be found.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Address {
    pub lines: String,
    pub postcode: String,
    /// Ward of the council, for reports; empty where not known.
    #[serde(default)]
    pub ward: String,
}

impl Address {
    /// One line; used to see that two people share an address.
    pub fn key(&self) -> String {
        let squeezed = |text: &str| text.to_lowercase().chars().filter(|c| c.is_alphanumeric()).collect::<String>();
        format!("{}|{}", squeezed(&self.lines), squeezed(&self.postcode))
    }
}

/// Who a person is, beyond name and birth. A `None` is a gap that the page shows, never a default.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Identity {
    /// Census codes M, F, U.
    #[serde(default)]
    pub sex: Option<String>,
    #[serde(default)]
    pub gender: Option<String>,
    /// Census code.
    #[serde(default)]
    pub ethnicity: Option<String>,
    #[serde(default)]
    pub language: Option<String>,
    #[serde(default)]
    pub interpreter: Option<bool>,
    #[serde(default)]
    pub faith: Option<String>,
    /// Census codes; `NONE` alone where asked and there is none.
    #[serde(default)]
    pub disabilities: Vec<String>,
    /// Census code for a child without a unique pupil number.
    #[serde(default)]
    pub upn_unknown: Option<String>,
}

/// How a person may be reached.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Channel {
    Telephone,
    Email,
}

/// What can happen to the record of a person.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PersonEntry {
    /// A person enters the record.
    Recorded {
        person: PersonId,
        name: Name,
        birth: Birth,
        identity: Identity,
    },
    Named {
        person: PersonId,
        name: Name,
        used: NameUse,
    },
    /// Birth recorded or put right; an unborn child is born.
    BirthRecorded {
        person: PersonId,
        birth: Birth,
        reason: String,
    },
    Died {
        person: PersonId,
        on: Day,
    },
    Identified {
        person: PersonId,
        identity: Identity,
    },
    IdentifierGiven {
        person: PersonId,
        identifier: Identifier,
    },
    Moved {
        person: PersonId,
        fact: FactId,
        address: Address,
        from: Day,
        hidden_from: Vec<PersonId>,
    },
    /// Left an address. The address stays on the record.
    MovedOut {
        person: PersonId,
        fact: FactId,
        on: Day,
    },
    /// Who must not learn the address, from now on.
    AddressHidden {
        person: PersonId,
        fact: FactId,
        from: Vec<PersonId>,
        reason: String,
    },
    Reachable {
        person: PersonId,
        fact: FactId,
        channel: Channel,
        value: String,
        note: String,
    },
    NoLongerReachable {
        person: PersonId,
        fact: FactId,
        on: Day,
    },
    /// `person` is the `relation` of `to`.
    Related {
        fact: FactId,
        person: PersonId,
        relation: Relation,
        to: PersonId,
        responsibility: bool,
        since: Option<Day>,
    },
    RelationEnded {
        fact: FactId,
        person: PersonId,
        to: PersonId,
        on: Day,
    },
    HazardNoted {
        person: PersonId,
        fact: FactId,
        words: String,
    },
    HazardEnded {
        person: PersonId,
        fact: FactId,
        on: Day,
        reason: String,
    },
    /// A professional or an agency is involved with the child.
    Involved {
        person: PersonId,
        fact: FactId,
        agency: String,
        name: String,
        contact: String,
        checked_on: Day,
    },
    NoLongerInvolved {
        person: PersonId,
        fact: FactId,
        on: Day,
    },
    /// The story at the head of the child's page, kept by the worker.
    StoryTold {
        person: PersonId,
        story: Story,
    },
    /// The child's own words.
    ViewsGiven {
        person: PersonId,
        on: Day,
        words: String,
        how: Vec<String>,
        changed: String,
    },
    Restricted {
        person: PersonId,
        reason: String,
        may_open: Vec<WorkerId>,
        review_on: Day,
    },
    Unrestricted {
        person: PersonId,
        reason: String,
    },
    /// A restricted record, or one without a relationship to the viewer, was opened in an emergency until that moment.
    GlassBroken {
        person: PersonId,
        reason: String,
        until: Moment,
    },
    GlassReviewed {
        person: PersonId,
        opened_by: WorkerId,
        opened_at: Moment,
        finding: String,
    },
    /// Two records turned out to be one person; queries follow `kept`.
    Joined {
        kept: PersonId,
        other: PersonId,
        reason: String,
    },
    Parted {
        kept: PersonId,
        other: PersonId,
        reason: String,
    },
    /// A new record looked like another, and is somebody else: twins, cousins with one name.
    ToldApart {
        person: PersonId,
        other: PersonId,
        reason: String,
    },
}

/// Three or four sentences: why we are involved, what worries us, what works well, what happens next.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Story {
    pub why: String,
    pub worries: String,
    pub working_well: String,
    pub next: String,
}

impl PersonEntry {
    /// Whose record the entry stands on.
    pub fn people(&self) -> Vec<PersonId> {
        use PersonEntry as P;
        match self {
            P::Recorded { person, .. }
            | P::Named { person, .. }
            | P::BirthRecorded { person, .. }
            | P::Died { person, .. }
            | P::Identified { person, .. }
            | P::IdentifierGiven { person, .. }
            | P::Moved { person, .. }
            | P::MovedOut { person, .. }
            | P::AddressHidden { person, .. }
            | P::Reachable { person, .. }
            | P::NoLongerReachable { person, .. }
            | P::HazardNoted { person, .. }
            | P::HazardEnded { person, .. }
            | P::Involved { person, .. }
            | P::NoLongerInvolved { person, .. }
            | P::StoryTold { person, .. }
            | P::ViewsGiven { person, .. }
            | P::Restricted { person, .. }
            | P::Unrestricted { person, .. }
            | P::GlassBroken { person, .. }
            | P::GlassReviewed { person, .. } => vec![*person],
            P::Related { person, to, .. } | P::RelationEnded { person, to, .. } => {
                vec![*person, *to]
            }
            P::Joined { kept, other, .. } | P::Parted { kept, other, .. } => vec![*kept, *other],
            P::ToldApart { person, other, .. } => vec![*person, *other],
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> Day {
        text.parse().unwrap()
    }

    #[test]
    fn a_single_name_and_a_right_to_left_name_are_names() {
        assert_eq!(Name::parse("", "Sukarno").unwrap().full(), "Sukarno");
        assert_eq!(Name::parse("زينب", "خان").unwrap().full(), "زينب خان");
        assert_eq!(Name::parse(" \u{202E} ", ""), Err(NameError::Empty));
        assert_eq!(Name::parse(&"x".repeat(201), ""), Err(NameError::TooLong));
    }

    #[test]
    fn ages_are_said_as_people_say_them() {
        let on = day("2026-11-23");
        assert_eq!(Birth::Born(day("2022-11-24")).age_words(on), "3");
        assert_eq!(Birth::Born(day("2026-11-20")).age_words(on), "newborn");
        assert_eq!(Birth::Born(day("2026-11-06")).age_words(on), "2 weeks");
        assert_eq!(Birth::Born(day("2026-08-20")).age_words(on), "3 months");
        assert_eq!(Birth::Expected(day("2027-02-01")).age_words(on), "unborn, due 1 February 2027");
        assert_eq!(Birth::Unknown { about: None }.age_words(on), "age not known");
    }

    #[test]
    fn births_that_cannot_be_are_refused_with_what_to_do() {
        let on = day("2026-11-23");
        assert_eq!(Birth::Born(day("2026-11-24")).check(on), Err(BirthError::Future));
        assert_eq!(Birth::Born(day("1893-01-01")).check(on), Err(BirthError::TooLongAgo));
        assert_eq!(Birth::Expected(day("2028-01-01")).check(on), Err(BirthError::TooFarAhead));
        assert_eq!(Birth::Expected(day("2026-01-01")).check(on), Err(BirthError::LongPast));
        assert!(Birth::Unknown { about: Some(2014) }.check(on).is_ok());
    }

    #[test]
    fn childhood_ends_on_the_eighteenth_birthday() {
        let born = Birth::Born(day("2008-11-23"));
        assert_eq!(born.is_child(day("2026-11-22")), Some(true));
        assert_eq!(born.is_child(day("2026-11-23")), Some(false));
        assert_eq!(Birth::Unknown { about: None }.is_child(day("2026-11-23")), None);
    }

    #[test]
    fn every_relation_is_found_by_its_slug() {
        for relation in Relation::ALL {
            assert_eq!(Relation::from_slug(relation.slug()), Some(*relation));
        }
    }
}
