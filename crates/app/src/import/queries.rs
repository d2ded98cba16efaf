//! What of a child of the file stands on the record already.

use super::report::Already;
use law::day::Day;
use law::id::{ImportId, PersonId, StepId};
use law::identifier::{Identifier, Scheme};
use store::{Conn, Error, params, sql, text};

/// The records that hold a council's number for a child: each record, and the identity that it is joined to.
pub(super) fn holders(conn: &mut Conn, number: &str) -> Result<Vec<(PersonId, PersonId)>, Error> {
    let select = sql!(
        "SELECT i.person, p.root FROM identifier i JOIN person p ON p.id = i.person
         WHERE i.scheme = 'council_id' AND i.value = $1 ORDER BY p.root, i.person"
    );
    let rows = conn.query(select, params![number])?;
    rows.iter().map(|row| Ok((row.parse("person")?, row.parse("root")?))).collect()
}

/// Whether somebody else's record holds the pupil number.
pub(super) fn upn_of_another(conn: &mut Conn, upn: &str, root: PersonId) -> Result<bool, Error> {
    let select = sql!(
        "SELECT 1 AS yes FROM identifier i JOIN person p ON p.id = i.person
         WHERE i.scheme = 'upn' AND i.value = $1 AND p.root <> $2 LIMIT 1"
    );
    Ok(conn.query_opt(select, params![upn, text(root)])?.is_some())
}

/// Every number of a person.
pub(super) fn identifiers(conn: &mut Conn, root: PersonId) -> Result<Vec<Identifier>, Error> {
    let select = sql!(
        "SELECT i.scheme, i.value FROM identifier i JOIN person p ON p.id = i.person WHERE p.root = $1
         ORDER BY i.scheme, i.value"
    );
    let mut found = Vec::new();
    for row in &conn.query(select, params![text(root)])? {
        if let Some(scheme) = Scheme::from_slug(row.str("scheme")?) {
            found.push(Identifier { scheme, value: row.get("value")? });
        }
    }
    Ok(found)
}

/// The episodes of a person: referral and first day.
pub(super) fn episodes(conn: &mut Conn, root: PersonId) -> Result<Vec<(StepId, Day)>, Error> {
    let select = sql!(
        "SELECT e.referral, e.opened_on FROM episode e JOIN person p ON p.id = e.child WHERE p.root = $1
         ORDER BY e.opened_on, e.referral"
    );
    let rows = conn.query(select, params![text(root)])?;
    rows.iter().map(|row| Ok((row.parse("referral")?, row.parse("opened_on")?))).collect()
}

/// Whether somebody is responsible for the child, or a team has the child waiting.
pub(super) fn has_a_place(conn: &mut Conn, root: PersonId) -> Result<bool, Error> {
    let select = sql!(
        "SELECT 1 AS yes FROM allocation a JOIN person p ON p.id = a.child WHERE p.root = $1 AND a.until IS NULL LIMIT 1"
    );
    Ok(conn.query_opt(select, params![text(root)])?.is_some())
}

/// The complete import of that id, if there was one.
pub(super) fn already(conn: &mut Conn, import: ImportId) -> Result<Option<Already>, Error> {
    let row =
        conn.query_opt(sql!("SELECT at, taken, refused FROM imported WHERE import = $1"), params![text(import)])?;
    let number = |number: i64| u64::try_from(number).unwrap_or_default();
    row.map(|row| {
        Ok(Already { at: row.parse("at")?, taken: number(row.get("taken")?), refused: number(row.get("refused")?) })
    })
    .transpose()
}
