//! What stood before a step: earlier answers to start from, events to consider, brothers and sisters, what a decision opened.

use super::fields::{Asking, Pairs, pairs_of};
use super::opened::Opened;
use super::queries::json;
use crate::council::Council;
use crate::desk::Who;
use crate::people::queries::{Person, birth, head, name};
use crate::reader::{self, Closed, OpenRecord};
use law::answer::Answer;
use law::chronology::Significance;
use law::day::{Day, Moment};
use law::id::{PersonId, StepId};
use law::people::{Birth, Name};
use law::step::StepKind;
use law::step::act::started_freely;
use std::collections::{BTreeMap, BTreeSet};
use store::{Conn, Error, Row, params, sql, text};

/// An earlier answer to the same question, offered as a start.
#[derive(Debug, Clone)]
pub struct Earlier {
    /// The field in this form that it answers.
    pub field: String,
    pub step: StepId,
    pub kind: StepKind,
    pub on: Day,
    pub boxes: Pairs,
}

/// The latest answer to each of these questions, from a finished step of that child alone or with the same children.
pub fn answers(conn: &mut Conn, opened: &Opened, asked: &[Asking<'_>]) -> Result<Vec<Earlier>, Error> {
    let mut found = Vec::new();
    for asking in asked.iter().filter(|asking| asking.question.offer_earlier) {
        let Some(child) = asking.child_id().or(opened.step.children.first().copied()) else { continue };
        found.extend(latest(conn, opened, *asking, child)?);
    }
    Ok(found)
}

fn latest(conn: &mut Conn, opened: &Opened, asking: Asking<'_>, child: PersonId) -> Result<Option<Earlier>, Error> {
    // A shared answer of a step with a child who is not on this one may say what is not for these readers.
    let select = sql!(
        "SELECT s.id, s.kind, s.ended_on, a.answer FROM step_answer a JOIN step s ON s.id = a.step
         JOIN step_person sp ON sp.step = s.id AND sp.person = $1 AND sp.part = 'child'
         WHERE a.question = $2 AND a.child = $3 AND s.id <> $4 AND s.is_open = 0 AND s.state <> 'cancelled'
         AND (a.child <> '' OR NOT EXISTS (SELECT 1 FROM step_person o WHERE o.step = s.id AND o.part = 'child'
              AND o.person NOT IN (SELECT person FROM step_person WHERE step = $5)))
         ORDER BY s.ended_on DESC, s.id DESC LIMIT 1"
    );
    let of = asking.child_id().map(|child| child.to_string()).unwrap_or_default();
    let this = opened.step.id;
    let row = params![text(child), &asking.question.id, of, text(this), text(this)];
    let Some(row) = conn.query_opt(select, row)? else { return Ok(None) };
    let (kind, on) = (StepKind::from_slug(row.str("kind")?), row.parse_opt::<Day>("ended_on")?);
    let Some((kind, on)) = kind.zip(on) else { return Ok(None) };
    let answer: Answer = json(&row, "answer")?;
    let field = asking.field();
    Ok(Some(Earlier {
        boxes: pairs_of(asking.question, &field, Some(&answer)),
        step: row.parse("id")?,
        kind,
        on,
        field,
    }))
}

/// An event of the chronology of the children and their household.
#[derive(Debug, Clone)]
pub struct Event {
    /// What a form keeps of it: the number of the entry, which never changes.
    pub id: String,
    pub on: Day,
    pub sentence: String,
    /// Whose it is, with the age at the time: `Zainab, 4`.
    pub whose: Vec<String>,
    pub significant: bool,
    pub step: Option<StepId>,
}

/// The most events that one page offers.
const MOST_EVENTS: usize = 400;

/// What happened before in the lives of these children and of their family, oldest first. A relative whose record does not
/// open to the reader is passed over.
pub fn events(conn: &mut Conn, council: &Council, who: &Who, opened: &Opened) -> Result<Vec<Event>, Closed> {
    let mut records: Vec<OpenRecord> = Vec::new();
    let views = council.db.views();
    for person in household(conn, &opened.step.people())? {
        match reader::open(conn, views, person, &who.viewer, "history considered in a step") {
            Ok(record) => records.push(record),
            Err(Closed::Store(error)) => return Err(error.into()),
            Err(_) => {}
        }
    }
    let mut events: BTreeMap<(String, i64), Event> = BTreeMap::new();
    for record in &records {
        let person = head(conn, record.person())?;
        for joined in record.joined() {
            add_events(conn, &mut events, *joined, &person, opened.step.id)?;
        }
    }
    let mut events: Vec<Event> = events.into_values().collect();
    let over = events.len().saturating_sub(MOST_EVENTS);
    events.drain(..over);
    Ok(events)
}

fn add_events(
    conn: &mut Conn,
    events: &mut BTreeMap<(String, i64), Event>,
    id: PersonId,
    person: &Person,
    this: StepId,
) -> Result<(), Error> {
    let select = sql!(
        "SELECT seq, happened_at, sentence, significance, step FROM timeline
         WHERE person = $1 AND significance > 0 AND (step IS NULL OR step <> $2) ORDER BY happened_at, seq"
    );
    for row in &conn.query(select, params![text(id), text(this)])? {
        let seq: i64 = row.get("seq")?;
        let on = row.parse::<Moment>("happened_at")?.day();
        let significance: i64 = row.get("significance")?;
        let event = events.entry((row.get("happened_at")?, seq)).or_insert(Event {
            id: seq.to_string(),
            on,
            sentence: row.get("sentence")?,
            whose: Vec::new(),
            significant: significance == Significance::Significant.number(),
            step: row.parse_opt("step")?,
        });
        let whose = whose(person, on);
        if !event.whose.contains(&whose) {
            event.whose.push(whose);
        }
    }
    Ok(())
}

fn whose(person: &Person, on: Day) -> String {
    let name = person.known_as.clone().unwrap_or_else(|| person.name.short().to_owned());
    match person.birth {
        Birth::Born(born) if on >= born => format!("{name}, {}", person.birth.age_words(on)),
        Birth::Born(_) | Birth::Expected(_) => format!("{name}, not yet born"),
        Birth::Unknown { .. } => name,
    }
}

/// These people and those related to them now.
fn household(conn: &mut Conn, people: &[PersonId]) -> Result<Vec<PersonId>, Error> {
    let mut all = people.to_vec();
    let select = sql!(
        "SELECT CASE WHEN r.person = $1 THEN r.to_person ELSE r.person END AS relative FROM relation r
         WHERE (r.person = $2 OR r.to_person = $3) AND r.until IS NULL ORDER BY 1"
    );
    for person in people {
        for row in &conn.query(select, params![text(person), text(person), text(person)])? {
            let relative: PersonId = row.parse("relative")?;
            if !all.contains(&relative) {
                all.push(relative);
            }
        }
    }
    Ok(all)
}

/// A step that this one's decision opened.
#[derive(Debug, Clone)]
pub struct Followed {
    pub step: StepId,
    pub kind: StepKind,
    pub state: String,
    pub people: Vec<PersonId>,
}

/// What the decision on a step opened, in order.
pub fn followed(conn: &mut Conn, step: StepId) -> Result<Vec<Followed>, Error> {
    let select = sql!("SELECT id, kind, state FROM step WHERE opened_by = $1 ORDER BY since_seq");
    let rows = conn.query(select, params![text(step)])?;
    let mut followed = Vec::new();
    for row in &rows {
        let Some(kind) = StepKind::from_slug(row.str("kind")?) else { continue };
        // Notes and visits belong to the step; they were not opened by its decision.
        if started_freely(kind) && kind != StepKind::Closure {
            continue;
        }
        let id: StepId = row.parse("id")?;
        let people = sql!("SELECT person FROM step_person WHERE step = $1 AND part = 'child' ORDER BY place");
        let people = conn.query(people, params![text(id)])?;
        followed.push(Followed {
            step: id,
            kind,
            state: row.get("state")?,
            people: people.iter().map(|row| row.parse("person")).collect::<Result<_, _>>()?,
        });
    }
    Ok(followed)
}

/// A child who may be part of the same work.
#[derive(Debug, Clone)]
pub struct Sibling {
    pub id: PersonId,
    pub name: Name,
    pub birth: Birth,
    /// How they are known to belong together: `same parent`, `same address`, `worked with together`.
    pub why: &'static str,
}

/// Children with the same parent, at the same address, or on a step together, now. Restricted records never show.
pub fn siblings(conn: &mut Conn, record: &OpenRecord, today: Day) -> Result<Vec<Sibling>, Error> {
    let parents = sql!(
        "SELECT DISTINCT p.id, p.given, p.family, p.birth, p.birth_on, p.birth_about FROM relation mine
         JOIN relation theirs ON theirs.person = mine.person AND theirs.to_person <> mine.to_person
         JOIN person p ON p.id = theirs.to_person
         WHERE mine.to_person = $1 AND mine.relation IN ('mother', 'father', 'parent')
         AND theirs.relation IN ('mother', 'father', 'parent') AND p.restricted = 0"
    );
    let said = sql!(
        "SELECT DISTINCT p.id, p.given, p.family, p.birth, p.birth_on, p.birth_about FROM relation r
         JOIN person p ON p.id = CASE WHEN r.person = $1 THEN r.to_person ELSE r.person END
         WHERE (r.person = $2 OR r.to_person = $3) AND r.relation IN ('sibling', 'half_sibling', 'twin')
         AND r.until IS NULL AND p.restricted = 0"
    );
    let address = sql!(
        "SELECT DISTINCT p.id, p.given, p.family, p.birth, p.birth_on, p.birth_about FROM address mine
         JOIN address theirs ON theirs.key = mine.key AND theirs.person <> mine.person AND theirs.until IS NULL
         JOIN person p ON p.id = theirs.person
         WHERE mine.person = $1 AND mine.until IS NULL AND p.restricted = 0"
    );
    let together = sql!(
        "SELECT DISTINCT p.id, p.given, p.family, p.birth, p.birth_on, p.birth_about FROM step_person mine
         JOIN step_person theirs ON theirs.step = mine.step AND theirs.person <> mine.person AND theirs.part = 'child'
         JOIN person p ON p.id = theirs.person
         WHERE mine.person = $1 AND mine.part = 'child' AND p.restricted = 0"
    );
    let mut found = Vec::new();
    let mut seen: BTreeSet<PersonId> = record.joined().iter().copied().collect();
    for person in record.joined() {
        let me = text(person);
        add_siblings(&mut found, &mut seen, conn.query(parents, params![&me])?, "same parent", today)?;
        add_siblings(&mut found, &mut seen, conn.query(said, params![&me, &me, &me])?, "brother or sister", today)?;
        add_siblings(&mut found, &mut seen, conn.query(address, params![&me])?, "same address", today)?;
        add_siblings(&mut found, &mut seen, conn.query(together, params![&me])?, "worked with together", today)?;
    }
    found.sort_by_key(|sibling| sibling.birth.day());
    Ok(found)
}

fn add_siblings(
    found: &mut Vec<Sibling>,
    seen: &mut BTreeSet<PersonId>,
    rows: Vec<Row>,
    why: &'static str,
    today: Day,
) -> Result<(), Error> {
    for row in &rows {
        let sibling = Sibling { id: row.parse("id")?, name: name(row)?, birth: birth(row)?, why };
        if sibling.birth.is_child(today) != Some(false) && seen.insert(sibling.id) {
            found.push(sibling);
        }
    }
    Ok(())
}
