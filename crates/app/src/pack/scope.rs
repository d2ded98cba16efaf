//! Whom a pack may speak of: the children who are sent, and other people only as far as they are needed.

use law::id::{PersonId, StepId};
use std::collections::BTreeSet;
use store::{Conn, Error, Row, params, sql, text};

/// Who is in a pack, and how far.
#[derive(Debug, Clone, Default)]
pub struct Scope {
    /// The children sent, under every record that is theirs.
    pub sent: BTreeSet<PersonId>,
    /// Family and others on their work: name, birth, relationships, hazards.
    pub named: BTreeSet<PersonId>,
    /// Of those named, the ones who hold parental responsibility or live with a child: where they live and how to reach them.
    pub reached: BTreeSet<PersonId>,
    /// People from whom an address is hidden, whose own record is restricted: the name alone, because the receiving council
    /// must protect the child from them too.
    pub only_name: BTreeSet<PersonId>,
    /// Work about the children sent, and about nobody whose record is restricted.
    pub steps: BTreeSet<StepId>,
}

impl Scope {
    /// Whether an entry may name the person.
    pub fn knows(&self, person: PersonId) -> bool {
        self.sent.contains(&person) || self.named.contains(&person) || self.only_name.contains(&person)
    }

    /// Everybody, in one order.
    pub fn everybody(&self) -> Vec<PersonId> {
        self.sent.iter().chain(&self.named).chain(&self.only_name).copied().collect()
    }

    /// Reads the scope of a pack about these children.
    pub fn of(conn: &mut Conn, children: &[PersonId]) -> Result<Self, Error> {
        let mut scope = Self::default();
        for child in children {
            scope.sent.extend(joined(conn, *child)?);
        }
        let mut near = BTreeSet::new();
        let mut hidden = BTreeSet::new();
        for child in scope.sent.clone() {
            near.extend(relatives(conn, child)?);
            hidden.extend(hidden_from(conn, child)?);
            for step in steps_of(conn, child)? {
                let people = on_step(conn, step)?;
                let mut barred = false;
                for person in &people {
                    barred |= !scope.sent.contains(person) && restricted(conn, *person)?;
                }
                if !barred {
                    scope.steps.insert(step);
                    near.extend(people);
                }
            }
        }
        for person in near.iter().chain(&hidden) {
            if scope.sent.contains(person) {
                continue;
            }
            if restricted(conn, *person)? {
                if hidden.contains(person) {
                    scope.only_name.insert(*person);
                }
            } else {
                scope.named.extend(joined(conn, *person)?);
            }
        }
        for person in scope.named.clone() {
            if reaches(conn, &scope.sent, person)? {
                scope.reached.insert(person);
            }
        }
        Ok(scope)
    }
}

fn ids(rows: &[Row], column: &str) -> Result<Vec<PersonId>, Error> {
    rows.iter().map(|row| row.parse(column)).collect()
}

/// Every record that is this one person's.
fn joined(conn: &mut Conn, person: PersonId) -> Result<Vec<PersonId>, Error> {
    let select = sql!("SELECT o.id FROM person p JOIN person o ON o.root = p.root WHERE p.id = $1 ORDER BY o.id");
    ids(&conn.query(select, params![text(person)])?, "id")
}

fn restricted(conn: &mut Conn, person: PersonId) -> Result<bool, Error> {
    let select = sql!("SELECT r.restricted FROM person p JOIN person r ON r.id = p.root WHERE p.id = $1");
    conn.query_opt(select, params![text(person)])?.map_or(Ok(false), |row| row.get("restricted"))
}

fn relatives(conn: &mut Conn, child: PersonId) -> Result<Vec<PersonId>, Error> {
    let select = sql!(
        "SELECT person AS id FROM relation WHERE to_person = $1 UNION SELECT to_person AS id FROM relation WHERE person = $2"
    );
    ids(&conn.query(select, params![text(child), text(child)])?, "id")
}

fn hidden_from(conn: &mut Conn, child: PersonId) -> Result<Vec<PersonId>, Error> {
    let mut hidden = Vec::new();
    for row in &conn.query(sql!("SELECT hidden_from FROM address WHERE person = $1"), params![text(child)])? {
        hidden.extend(crate::step::queries::json::<Vec<PersonId>>(row, "hidden_from")?);
    }
    Ok(hidden)
}

fn steps_of(conn: &mut Conn, child: PersonId) -> Result<Vec<StepId>, Error> {
    let select = sql!("SELECT step FROM step_person WHERE person = $1 AND part = 'child' ORDER BY step");
    conn.query(select, params![text(child)])?.iter().map(|row| row.parse("step")).collect()
}

fn on_step(conn: &mut Conn, step: StepId) -> Result<Vec<PersonId>, Error> {
    ids(&conn.query(sql!("SELECT person FROM step_person WHERE step = $1"), params![text(step)])?, "person")
}

/// Holds parental responsibility for a child sent, or lives with one.
fn reaches(conn: &mut Conn, sent: &BTreeSet<PersonId>, person: PersonId) -> Result<bool, Error> {
    let holds = sql!(
        "SELECT 1 AS yes FROM relation WHERE person = $1 AND to_person = $2 AND responsibility = 1 AND until IS NULL LIMIT 1"
    );
    let lives = sql!(
        "SELECT 1 AS yes FROM address mine JOIN address theirs ON theirs.key = mine.key AND theirs.until IS NULL
         WHERE mine.person = $1 AND theirs.person = $2 AND mine.until IS NULL LIMIT 1"
    );
    for child in sent {
        let row = params![text(person), text(child)];
        if conn.query_opt(holds, row)?.is_some() || conn.query_opt(lives, row)?.is_some() {
            return Ok(true);
        }
    }
    Ok(false)
}
