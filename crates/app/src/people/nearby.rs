//! People round a person: on the same steps, of the same family, or perhaps the same person twice. Restricted people are
//! not among them for who may not open them.

use crate::people::queries::{Person, head};
use crate::reader::{OpenRecord, Viewer};
use law::id::{PersonId, WorkerId};
use store::{Conn, Error, Row, params, sql, text};

/// The person under that id, if there is one whom the viewer may know of.
pub fn visible(conn: &mut Conn, person: PersonId, viewer: &Viewer) -> Result<Option<Person>, Error> {
    let select = sql!(
        "SELECT r.id FROM person p JOIN person r ON r.id = p.root WHERE p.id = $1
         AND (r.restricted = 0 OR EXISTS (SELECT 1 FROM restricted_to v WHERE v.person = r.id AND v.worker = $2))"
    );
    let row = conn.query_opt(select, params![text(person), text(viewer.actor.worker)])?;
    row.map(|row| head(conn, row.parse("id")?)).transpose()
}

/// People who stand on the same steps, and the person's family and theirs, by name.
pub fn around(conn: &mut Conn, record: &OpenRecord, viewer: &Viewer) -> Result<Vec<Person>, Error> {
    let (root, me) = (record.person(), viewer.actor.worker);
    let steps = sql!(
        "SELECT DISTINCT r.id FROM step_person mine JOIN person me ON me.id = mine.person
         JOIN step_person theirs ON theirs.step = mine.step JOIN person o ON o.id = theirs.person
         JOIN person r ON r.id = o.root WHERE me.root = $1 AND r.id <> $2
          AND (r.restricted = 0 OR EXISTS (SELECT 1 FROM restricted_to v WHERE v.person = r.id AND v.worker = $3))"
    );
    let kin = sql!(
        "SELECT DISTINCT r.id FROM relation near JOIN person me ON me.id = near.person OR me.id = near.to_person
         JOIN relation far ON far.person IN (near.person, near.to_person) OR far.to_person IN (near.person, near.to_person)
         JOIN person o ON o.id = far.person OR o.id = far.to_person JOIN person r ON r.id = o.root
         WHERE me.root = $1 AND r.id <> $2
          AND (r.restricted = 0 OR EXISTS (SELECT 1 FROM restricted_to v WHERE v.person = r.id AND v.worker = $3))"
    );
    let mut rows = conn.query(steps, params![text(root), text(root), text(me)])?;
    rows.extend(conn.query(kin, params![text(root), text(root), text(me)])?);
    heads(conn, &rows)
}

/// Records that may be the same person's: born on the same day, or sharing a number, and with a name in common.
pub fn doubles(conn: &mut Conn, record: &OpenRecord, viewer: &Viewer) -> Result<Vec<Person>, Error> {
    let select = sql!(
        "SELECT DISTINCT r.id FROM person me
         JOIN name_key mine ON mine.person = me.id JOIN name_key theirs ON theirs.kind = mine.kind AND theirs.key = mine.key
         JOIN person o ON o.id = theirs.person JOIN person r ON r.id = o.root
         WHERE me.root = $1 AND r.id <> $2 AND r.birth_on = me.birth_on
          AND (r.restricted = 0 OR EXISTS (SELECT 1 FROM restricted_to v WHERE v.person = r.id AND v.worker = $3)) LIMIT 20"
    );
    let root = record.person();
    let rows = conn.query(select, params![text(root), text(root), text(viewer.actor.worker)])?;
    heads(conn, &rows)
}

/// The records that were joined to this one, each under its own name.
pub fn joined(conn: &mut Conn, record: &OpenRecord) -> Result<Vec<Person>, Error> {
    let others = record.joined().iter().filter(|person| **person != record.person());
    others.map(|person| head(conn, *person)).collect()
}

/// Who may open a restricted record.
pub fn may_open(conn: &mut Conn, record: &OpenRecord) -> Result<Vec<WorkerId>, Error> {
    let select = sql!("SELECT worker FROM restricted_to WHERE person = $1 ORDER BY worker");
    conn.query(select, params![text(record.person())])?.iter().map(|row| row.parse("worker")).collect()
}

fn heads(conn: &mut Conn, rows: &[Row]) -> Result<Vec<Person>, Error> {
    let mut ids: Vec<PersonId> = rows.iter().map(|row| row.parse("id")).collect::<Result<_, _>>()?;
    ids.sort();
    ids.dedup();
    let mut people: Vec<Person> = ids.into_iter().map(|id| head(conn, id)).collect::<Result<_, _>>()?;
    people.sort_by_key(|person| (person.name.full(), person.id));
    Ok(people)
}
