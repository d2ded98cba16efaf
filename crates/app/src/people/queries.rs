//! Reads people. What gives content asks for an [`OpenRecord`].

use crate::reader::OpenRecord;
use crate::step::queries::json;
use law::day::Day;
use law::id::{FactId, PersonId};
use law::people::{Birth, Identity, Name, Relation};
use store::{Conn, Error, Row, params, sql, text};

/// The head of a person's record.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Person {
    pub id: PersonId,
    pub name: Name,
    pub known_as: Option<String>,
    pub birth: Birth,
    pub died_on: Option<Day>,
    pub identity: Identity,
    pub restricted: bool,
    pub imported_from: Option<String>,
}

/// Reads the head of an opened record.
pub fn person(conn: &mut Conn, record: &OpenRecord) -> Result<Person, Error> {
    head(conn, record.person())
}

/// The name and birth of a person who stands on a step or in a list whose view was logged.
pub fn head(conn: &mut Conn, id: PersonId) -> Result<Person, Error> {
    let row = conn.query_one(sql!("SELECT * FROM person WHERE id = $1"), params![text(id)])?;
    let known_as =
        sql!("SELECT given, family FROM person_name WHERE person = $1 AND used = 'known_as' ORDER BY seq DESC LIMIT 1");
    let known_as = conn.query_opt(known_as, params![text(id)])?.map(|row| name(&row)).transpose()?;
    Ok(Person {
        id,
        name: name(&row)?,
        known_as: known_as.map(|name| name.full()),
        birth: birth(&row)?,
        died_on: row.parse_opt("died_on")?,
        identity: identity(&row)?,
        restricted: row.get("restricted")?,
        imported_from: row.get("imported_from")?,
    })
}

/// The name in a row with `given` and `family`.
pub fn name(row: &Row) -> Result<Name, Error> {
    Ok(Name { given: row.get("given")?, family: row.get("family")? })
}

/// The birth in a row with `birth`, `birth_on` and `birth_about`.
pub fn birth(row: &Row) -> Result<Birth, Error> {
    let on: Option<Day> = row.parse_opt("birth_on")?;
    Ok(match (row.str("birth")?, on) {
        ("born", Some(day)) => Birth::Born(day),
        ("expected", Some(day)) => Birth::Expected(day),
        _ => {
            let about = row.get::<Option<i64>>("birth_about")?;
            Birth::Unknown { about: about.and_then(|year| i16::try_from(year).ok()) }
        }
    })
}

fn identity(row: &Row) -> Result<Identity, Error> {
    Ok(Identity {
        sex: row.get("sex")?,
        gender: row.get("gender")?,
        ethnicity: row.get("ethnicity")?,
        language: row.get("language")?,
        interpreter: row.get("interpreter")?,
        faith: row.get("faith")?,
        disabilities: json(row, "disabilities")?,
        upn_unknown: row.get("upn_unknown")?,
    })
}

/// A relative: who, how related to the person of the record, and whether they hold parental responsibility.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Relative {
    pub fact: FactId,
    pub person: PersonId,
    pub name: Name,
    pub birth: Birth,
    /// What the relative is to the person: `mother`, `brother or sister`.
    pub is_their: &'static str,
    pub responsibility: bool,
    pub since: Option<Day>,
    pub until: Option<Day>,
    pub restricted: bool,
}

/// Every relation of the person, those that hold now first.
pub fn relatives(conn: &mut Conn, record: &OpenRecord) -> Result<Vec<Relative>, Error> {
    let select = sql!(
        "SELECT r.fact, r.relation, r.responsibility, r.since, r.until, r.person AS holder, r.to_person AS held,
         p.id, p.given, p.family, p.birth, p.birth_on, p.birth_about, p.restricted
         FROM relation r JOIN person p ON p.id = CASE WHEN r.person = $1 THEN r.to_person ELSE r.person END
         WHERE r.person = $2 OR r.to_person = $3 ORDER BY r.until IS NOT NULL, p.birth_on, p.family, p.given, r.fact"
    );
    let mut relatives = Vec::new();
    for person in record.joined() {
        for row in &conn.query(select, params![text(person), text(person), text(person)])? {
            relatives.push(relative(row, *person)?);
        }
    }
    Ok(relatives)
}

fn relative(row: &Row, of: PersonId) -> Result<Relative, Error> {
    let holder: PersonId = row.parse("holder")?;
    let relation = Relation::from_slug(row.str("relation")?).unwrap_or(Relation::OtherRelative);
    Ok(Relative {
        fact: row.parse("fact")?,
        person: row.parse("id")?,
        name: name(row)?,
        birth: birth(row)?,
        is_their: if holder == of { relation.inverse() } else { relation.name() },
        responsibility: row.get::<bool>("responsibility")? && holder != of,
        since: row.parse_opt("since")?,
        until: row.parse_opt("until")?,
        restricted: row.get("restricted")?,
    })
}
