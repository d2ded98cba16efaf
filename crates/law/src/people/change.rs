//! What may be recorded about a person, checked before it is: dates against the life they belong to, relations against
//! those that stand, restriction and joining against what would be lost.

use super::{Birth, BirthError, Relation};
use crate::day::Day;
use crate::id::{PersonId, WorkerId};
use crate::step::act::{Problem, Refusal};

/// What bounds every date about a person.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Life {
    pub birth: Birth,
    pub died_on: Option<Day>,
    pub today: Day,
}

/// The longest that a restriction stands before it is looked at again.
pub const REVIEW_WITHIN: i64 = 90;

/// How long an emergency opening lasts, in hours.
pub const GLASS_HOURS: i64 = 1;

/// The fewest characters of a reason that say anything.
const A_REASON: usize = 10;

fn problem(field: &str, say: impl Into<String>) -> Problem {
    Problem { field: field.to_owned(), say: say.into() }
}

fn refusal(field: &str, say: impl Into<String>) -> Refusal {
    Refusal::Fix(vec![problem(field, say)])
}

impl Life {
    /// A day on which something happened to this person: not in the future, not before birth, not after death.
    pub fn day(&self, field: &str, on: Day) -> Result<Day, Refusal> {
        if on > self.today {
            return Err(refusal(field, "The date must be today or in the past"));
        }
        if let Some(born) = self.birth.day().filter(|born| on < *born) {
            return Err(refusal(field, format!("The date is before the birth on {}", born.long())));
        }
        match self.died_on.filter(|died| on > *died) {
            Some(died) => Err(refusal(field, format!("The date is after the death on {}", died.long()))),
            None => Ok(on),
        }
    }

    /// The end of something that began on `since`.
    pub fn end(&self, field: &str, since: Option<Day>, on: Day) -> Result<Day, Refusal> {
        match since.filter(|since| on < *since) {
            Some(since) => Err(refusal(field, format!("The end is before the beginning on {}", since.long()))),
            None if on > self.today => Err(refusal(field, "The date must be today or in the past")),
            None => Ok(on),
        }
    }

    /// A move: not before birth, and not before the move that stands.
    pub fn moved(&self, field: &str, since: Option<Day>, from: Day) -> Result<Day, Refusal> {
        let from = self.day(field, from)?;
        match since.filter(|since| from < *since) {
            Some(since) => {
                Err(refusal(field, format!("The address before it began on {}, which is later", since.long())))
            }
            None => Ok(from),
        }
    }

    /// A death: once, after birth. An unborn child's is recorded after the birth.
    pub fn death(&self, field: &str, on: Day) -> Result<Day, Refusal> {
        if self.died_on.is_some() {
            return Err(refusal(field, "A death is recorded already"));
        }
        if matches!(self.birth, Birth::Expected(_)) {
            return Err(refusal(field, "The child is recorded as unborn. Record the birth first"));
        }
        self.day(field, on)
    }

    /// A birth that replaces the one on the record. What is put right needs a reason; an unborn child being born needs none.
    pub fn birth(&self, field: &str, birth: Birth, reason: &str) -> Result<Birth, Refusal> {
        let birth = birth.check(self.today).map_err(|error: BirthError| refusal(field, error.to_string()))?;
        if let (Birth::Born(born), Some(died)) = (birth, self.died_on)
            && born > died
        {
            return Err(refusal(field, format!("The date is after the death on {}", died.long())));
        }
        let first = matches!(self.birth, Birth::Unknown { .. })
            || matches!((self.birth, birth), (Birth::Expected(_), Birth::Born(_)));
        if !first && birth != self.birth && reason.trim().is_empty() {
            return Err(refusal("reason", "Say why the date of birth is put right"));
        }
        Ok(birth)
    }
}

/// A relation that stands already.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Stands {
    pub person: PersonId,
    pub relation: Relation,
    pub to: PersonId,
}

/// A new relation: "`new.person` is the `new.relation` of `new.to`". `sure` where the worker says that a second mother is right.
pub fn related(new: Stands, responsibility: bool, standing: &[Stands], sure: bool) -> Result<(), Refusal> {
    if new.person == new.to {
        return Err(refusal("to", "A person cannot be related to themselves. Choose somebody else"));
    }
    let same = |one: &&Stands| {
        **one == new
            || (symmetric(new.relation) && one.relation == new.relation && one.person == new.to && one.to == new.person)
    };
    if standing.iter().any(|one| same(&one)) {
        return Err(refusal("relation", "This relationship is on the record already"));
    }
    if responsibility && !new.relation.may_hold_responsibility() {
        let say = format!(
            "A {} does not hold parental responsibility by that. Choose guardian, or leave it out",
            new.relation.name()
        );
        return Err(refusal("responsibility", say));
    }
    let mother = |one: &&Stands| one.relation == Relation::Mother && one.to == new.to;
    if new.relation == Relation::Mother && !sure && standing.iter().any(|one| mother(&one)) {
        return Err(refusal(
            "sure",
            "A mother is on the record already. If both are right, tick the box and save again",
        ));
    }
    Ok(())
}

fn symmetric(relation: Relation) -> bool {
    relation.name() == relation.inverse()
}

/// A restriction: a reason, somebody who may open it, a review within ninety days.
pub fn restricted(reason: &str, may_open: &[WorkerId], review_on: Day, today: Day) -> Result<(), Refusal> {
    let mut problems = Vec::new();
    if reason.trim().chars().count() < A_REASON {
        problems.push(problem("reason", "Say why the record is restricted"));
    }
    if may_open.is_empty() {
        problems.push(problem("may_open", "Choose at least one worker who may open the record"));
    }
    let latest = today.plus_days(REVIEW_WITHIN);
    if review_on <= today || review_on > latest {
        problems.push(problem("review_on", format!("The review must be after today and by {}", latest.long())));
    }
    if problems.is_empty() { Ok(()) } else { Err(Refusal::Fix(problems)) }
}

/// A reason that says something.
pub fn reason(field: &str, reason: &str, say: &str) -> Result<String, Refusal> {
    let words = crate::words::clean(reason).trim().to_owned();
    if words.chars().count() < A_REASON { Err(refusal(field, say)) } else { Ok(words) }
}

/// One of two records that may be one person's.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Half {
    pub person: PersonId,
    pub restricted: bool,
    pub died_on: Option<Day>,
}

/// Joining two records as one person's. A restricted record is not joined: its list of readers would be lost.
pub fn joined(kept: Half, other: Half) -> Result<(), Refusal> {
    if kept.person == other.person {
        return Err(refusal("other", "These are one record already"));
    }
    if kept.restricted || other.restricted {
        return Err(refusal(
            "other",
            "A restricted record cannot be joined. End the restriction first, or leave them apart",
        ));
    }
    match (kept.died_on, other.died_on) {
        (Some(one), Some(two)) if one != two => {
            Err(refusal("other", "The records hold two different days of death. Put that right first"))
        }
        _ => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use uuid::Uuid;

    fn day(text: &str) -> Day {
        text.parse().unwrap()
    }

    fn life() -> Life {
        Life { birth: Birth::Born(day("2022-03-23")), died_on: None, today: day("2026-11-23") }
    }

    fn id(n: u128) -> PersonId {
        PersonId(Uuid::from_u128(n))
    }

    #[test]
    fn dates_stay_within_the_life_that_they_belong_to() {
        assert!(life().day("on", day("2022-03-23")).is_ok());
        assert!(life().day("on", day("2022-03-22")).is_err(), "before birth");
        assert!(life().day("on", day("2026-11-24")).is_err(), "tomorrow");
        let died = Life { died_on: Some(day("2026-01-01")), ..life() };
        assert!(died.day("on", day("2026-01-02")).is_err());
        assert!(died.death("on", day("2026-01-01")).is_err(), "once");
        assert!(life().moved("from", Some(day("2026-05-01")), day("2026-04-30")).is_err());
        assert!(life().end("on", Some(day("2026-05-01")), day("2026-04-30")).is_err());
        let unborn = Life { birth: Birth::Expected(day("2027-01-01")), ..life() };
        assert!(unborn.death("on", day("2026-11-01")).is_err());
        assert!(unborn.moved("from", None, day("2026-11-01")).is_ok());
    }

    #[test]
    fn an_unborn_child_is_born_without_a_reason_and_a_birth_is_put_right_with_one() {
        let unborn = Life { birth: Birth::Expected(day("2026-11-30")), ..life() };
        assert!(unborn.birth("birth", Birth::Born(day("2026-11-20")), "").is_ok());
        assert!(life().birth("birth", Birth::Born(day("2022-03-24")), "").is_err());
        assert!(life().birth("birth", Birth::Born(day("2022-03-24")), "Certificate seen").is_ok());
        assert!(life().birth("birth", Birth::Born(day("2026-11-24")), "Certificate seen").is_err());
    }

    #[test]
    fn relations_are_checked_against_those_that_stand() {
        let mother = Stands { person: id(2), relation: Relation::Mother, to: id(1) };
        assert!(related(mother, true, &[], false).is_ok());
        assert!(related(mother, true, &[mother], false).is_err(), "twice");
        let other = Stands { person: id(3), ..mother };
        assert_eq!(
            related(other, true, &[mother], false),
            Err(refusal("sure", "A mother is on the record already. If both are right, tick the box and save again"))
        );
        assert!(related(other, true, &[mother], true).is_ok());
        assert!(related(Stands { person: id(1), ..mother }, true, &[], false).is_err(), "oneself");
        let twin = Stands { person: id(1), relation: Relation::Twin, to: id(4) };
        let turned = Stands { person: id(4), relation: Relation::Twin, to: id(1) };
        assert!(related(turned, false, &[twin], false).is_err(), "from either side");
        assert!(related(twin, true, &[], false).is_err(), "a twin has no parental responsibility");
    }

    #[test]
    fn restriction_has_a_list_and_a_review_within_ninety_days() {
        let (today, worker) = (day("2026-11-23"), WorkerId(Uuid::from_u128(1)));
        assert!(restricted("A colleague's family", &[worker], today.plus_days(90), today).is_ok());
        for (list, review) in [(vec![], 30), (vec![worker], 91), (vec![worker], 0)] {
            assert!(restricted("A colleague's family", &list, today.plus_days(review), today).is_err());
        }
    }

    #[test]
    fn restricted_records_are_not_joined() {
        let half = |n, restricted| Half { person: id(n), restricted, died_on: None };
        assert!(joined(half(1, false), half(2, false)).is_ok());
        assert!(joined(half(1, false), half(1, false)).is_err());
        assert!(joined(half(1, false), half(2, true)).is_err());
    }
}
