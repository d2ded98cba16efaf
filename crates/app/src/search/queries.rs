//! Whom the viewer looked at lately, and whom they pinned.

use crate::people::queries::{birth, name};
use crate::reader::Viewer;
use law::id::PersonId;
use law::people::{Birth, Name};
use store::{Conn, Db, Error, params, sql, text};

/// Somebody on a short list.
#[derive(Debug, Clone)]
pub struct Short {
    pub person: PersonId,
    pub name: Name,
    pub birth: Birth,
}

/// The last people whose records this viewer opened, newest first.
pub fn recent(conn: &mut Conn, db: &Db, viewer: &Viewer, most: usize) -> Result<Vec<Short>, Error> {
    let views = db.views().of_viewer_now(&viewer.actor.worker.to_string(), 400)?;
    let mut people: Vec<PersonId> = Vec::new();
    for view in views.iter().filter(|view| view.purpose != "list") {
        if let Some(person) = view.person.as_deref().and_then(|id| id.parse().ok())
            && !people.contains(&person)
        {
            people.push(person);
        }
    }
    let mut short = Vec::new();
    for person in people {
        if short.len() == most {
            break;
        }
        short.extend(one(conn, viewer, person)?);
    }
    Ok(short)
}

fn one(conn: &mut Conn, viewer: &Viewer, person: PersonId) -> Result<Option<Short>, Error> {
    let select = sql!(
        "SELECT p.id, p.given, p.family, p.birth, p.birth_on, p.birth_about FROM person p WHERE p.id = $1
         AND (p.restricted = 0 OR EXISTS (SELECT 1 FROM restricted_to r WHERE r.person = p.id AND r.worker = $2))"
    );
    let row = conn.query_opt(select, params![text(person), text(viewer.actor.worker)])?;
    row.map(|row| Ok(Short { person: row.parse("id")?, name: name(&row)?, birth: birth(&row)? })).transpose()
}

/// The people whom this viewer pinned, newest first.
pub fn pinned(conn: &mut Conn, viewer: &Viewer) -> Result<Vec<Short>, Error> {
    let select = sql!("SELECT person FROM pinned WHERE worker = $1 ORDER BY pinned_at DESC, person LIMIT 20");
    let rows = conn.query(select, params![text(viewer.actor.worker)])?;
    let mut short = Vec::new();
    for row in &rows {
        short.extend(one(conn, viewer, row.parse("person")?)?);
    }
    Ok(short)
}
