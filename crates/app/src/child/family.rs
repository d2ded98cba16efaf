//! Brothers and sisters: those recorded as such, and those who share a parent.

use super::card::{Card, Kin};
use crate::people::queries::{birth, name};
use crate::reader::{OpenRecord, Viewer};
use law::id::PersonId;
use law::people::{Birth, Name};
use store::{Conn, Error, params, sql, text};

/// A brother or sister whom the viewer may know of.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sibling {
    pub person: PersonId,
    pub name: Name,
    pub birth: Birth,
    pub is_their: &'static str,
}

impl From<&Kin> for Sibling {
    fn from(kin: &Kin) -> Self {
        Self { person: kin.person, name: kin.name.clone(), birth: kin.birth, is_their: kin.is_their }
    }
}

/// Brothers and sisters, each once, the eldest first.
pub fn siblings(conn: &mut Conn, card: &Card, record: &OpenRecord, viewer: &Viewer) -> Result<Vec<Sibling>, Error> {
    let mut found: Vec<Sibling> = card.kin_now().filter(|kin| kin.is_sibling()).map(Sibling::from).collect();
    let select = sql!(
        "SELECT DISTINCT r.id, r.given, r.family, r.birth, r.birth_on, r.birth_about
         FROM person me JOIN relation mine ON mine.to_person = me.id AND mine.relation IN ('mother', 'father', 'parent')
         JOIN relation theirs ON theirs.person = mine.person AND theirs.relation IN ('mother', 'father', 'parent')
         JOIN person o ON o.id = theirs.to_person JOIN person r ON r.id = o.root
         WHERE me.root = $1 AND r.id <> $2
          AND (r.restricted = 0 OR EXISTS (SELECT 1 FROM restricted_to v WHERE v.person = r.id AND v.worker = $3))"
    );
    let root = record.person();
    for row in &conn.query(select, params![text(root), text(root), text(viewer.actor.worker)])? {
        let sibling =
            Sibling { person: row.parse("id")?, name: name(row)?, birth: birth(row)?, is_their: "shares a parent" };
        if !found.iter().any(|other| other.person == sibling.person) {
            found.push(sibling);
        }
    }
    found.sort_by_key(|sibling| (born(sibling.birth), sibling.name.full(), sibling.person));
    found.dedup_by_key(|sibling| sibling.person);
    Ok(found)
}

fn born(birth: Birth) -> String {
    match birth {
        Birth::Born(day) | Birth::Expected(day) => day.to_string(),
        Birth::Unknown { .. } => "9999".to_owned(),
    }
}
