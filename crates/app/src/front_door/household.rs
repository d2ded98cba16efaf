//! Adding one person brings the family: who is related to those already named, and who lives at the same address.

use super::intake::{Intake, Part};
use crate::desk::Who;
use crate::people::known::{Known, known};
use crate::people::queries::{birth, name};
use law::id::PersonId;
use law::people::{Birth, Name, Relation};
use std::collections::BTreeMap;
use store::{Conn, Error, Row, params, sql, text};

/// Somebody who may belong to the work.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Offered {
    pub person: PersonId,
    pub name: Name,
    pub birth: Birth,
    /// `mother of Zainab`, `lives at the same address`.
    pub because: Vec<String>,
    pub known: Known,
    /// What is proposed: a child too, in the household, or neither.
    pub proposed: Option<Part>,
}

/// Relatives and people of the same address, children first, without those restricted from the viewer and those already in.
pub fn offered(conn: &mut Conn, who: &Who, intake: &Intake) -> Result<Vec<Offered>, Error> {
    let mut found: BTreeMap<PersonId, Offered> = BTreeMap::new();
    for member in intake.members.iter().filter(|member| member.new.is_none()) {
        for row in relatives(conn, who, member.person)? {
            let close = close_family(&row)?;
            let because = kinship(&row, member.person)?;
            take(&mut found, who, intake, &row, because, close)?;
        }
        for row in same_address(conn, who, member.person)? {
            take(&mut found, who, intake, &row, "lives at the same address".to_owned(), true)?;
        }
    }
    for address in intake.members.iter().filter_map(|member| member.new.as_ref()?.address.as_ref()) {
        if !address.lines.is_empty() {
            for row in at_address(conn, who, &address.key())? {
                take(&mut found, who, intake, &row, "lives at the same address".to_owned(), true)?;
            }
        }
    }
    let mut offered: Vec<Offered> = found.into_values().collect();
    for one in &mut offered {
        one.known = known(conn, one.person, None)?;
    }
    offered.sort_by_key(|one| (one.proposed != Some(Part::Child), one.proposed.is_none(), one.name.full()));
    Ok(offered)
}

fn take(
    found: &mut BTreeMap<PersonId, Offered>,
    who: &Who,
    intake: &Intake,
    row: &Row,
    because: String,
    close: bool,
) -> Result<(), Error> {
    let person: PersonId = row.parse("id")?;
    if intake.has(person) {
        return Ok(());
    }
    let birth = birth(row)?;
    let part = if birth.is_child(who.today()) == Some(false) { Part::Other } else { Part::Child };
    let name = name(row)?;
    let new = || Offered { person, name, birth, because: Vec::new(), known: Known::Never, proposed: None };
    let one = found.entry(person).or_insert_with(new);
    if !one.because.contains(&because) {
        one.because.push(because);
    }
    if close {
        one.proposed = Some(part);
    }
    Ok(())
}

/// Parents, brothers and sisters, and whoever holds parental responsibility come along unless somebody says otherwise.
fn close_family(row: &Row) -> Result<bool, Error> {
    let relation = Relation::from_slug(row.str("relation")?);
    let near = matches!(
        relation,
        Some(
            Relation::Mother
                | Relation::Father
                | Relation::Parent
                | Relation::Sibling
                | Relation::HalfSibling
                | Relation::Twin
                | Relation::Guardian
        )
    );
    Ok(near || row.get::<bool>("responsibility")?)
}

fn kinship(row: &Row, of: PersonId) -> Result<String, Error> {
    let relation = Relation::from_slug(row.str("relation")?).unwrap_or(Relation::OtherRelative);
    let holder: PersonId = row.parse("holder")?;
    let is_their = if holder == of { relation.inverse() } else { relation.name() };
    Ok(format!("{is_their} of {}", Name { given: row.get("of_given")?, family: row.get("of_family")? }.short()))
}

fn relatives(conn: &mut Conn, who: &Who, person: PersonId) -> Result<Vec<Row>, Error> {
    let select = sql!(
        "SELECT k.id, k.given, k.family, k.birth, k.birth_on, k.birth_about, r.relation, r.responsibility,
         h.root AS holder, me.given AS of_given, me.family AS of_family
         FROM person me JOIN person mine ON mine.root = me.root
         JOIN relation r ON r.person = mine.id OR r.to_person = mine.id
         JOIN person h ON h.id = r.person
         JOIN person o ON o.id = CASE WHEN r.person = mine.id THEN r.to_person ELSE r.person END
         JOIN person k ON k.id = o.root
         WHERE me.id = $1 AND r.until IS NULL AND k.died_on IS NULL AND (k.restricted = 0
         OR EXISTS (SELECT 1 FROM restricted_to rt WHERE rt.person = k.id AND rt.worker = $2))
         ORDER BY k.birth_on, k.id LIMIT 60"
    );
    conn.query(select, params![text(person), text(who.worker.id)])
}

/// A protected address brings nobody: those who share a refuge are not a household.
fn same_address(conn: &mut Conn, who: &Who, person: PersonId) -> Result<Vec<Row>, Error> {
    let select = sql!(
        "SELECT a.key FROM address a JOIN person p ON p.id = a.person
         WHERE p.root = $1 AND a.until IS NULL AND a.hidden_from = '[]' AND a.lines <> ''"
    );
    let keys = conn.query(select, params![text(person)])?;
    let mut found = Vec::new();
    for row in &keys {
        found.extend(at_address(conn, who, row.str("key")?)?);
    }
    Ok(found)
}

fn at_address(conn: &mut Conn, who: &Who, key: &str) -> Result<Vec<Row>, Error> {
    let select = sql!(
        "SELECT DISTINCT k.id, k.given, k.family, k.birth, k.birth_on, k.birth_about
         FROM address a JOIN person p ON p.id = a.person JOIN person k ON k.id = p.root
         WHERE a.key = $1 AND a.until IS NULL AND a.hidden_from = '[]' AND k.died_on IS NULL AND (k.restricted = 0
         OR EXISTS (SELECT 1 FROM restricted_to rt WHERE rt.person = k.id AND rt.worker = $2))
         ORDER BY k.birth_on, k.id LIMIT 60"
    );
    conn.query(select, params![key, text(who.worker.id)])
}
