//! What is known of one person, read once for the child's page and for every form that changes it.

use crate::people::queries::{Person, birth, name, person};
use crate::reader::{OpenRecord, Viewer};
use crate::step::queries::json;
use law::day::{Day, Moment};
use law::id::{FactId, PersonId, TeamId, WorkerId};
use law::identifier::{Identifier, Scheme};
use law::people::{Birth, Name, Relation, Story};
use store::{Conn, Error, Row, params, sql, text};

/// The facts of a person's record that stand outside steps.
#[derive(Debug, Clone)]
pub struct Card {
    pub person: Person,
    pub names: Vec<OtherName>,
    pub identifiers: Vec<Identifier>,
    /// Where the person lives now first, then earlier addresses.
    pub addresses: Vec<Home>,
    pub reach: Vec<Reach>,
    /// Relatives whom the viewer may know of; those that hold now first.
    pub family: Vec<Kin>,
    pub hazards: Vec<Hazard>,
    pub agencies: Vec<Agency>,
    pub story: Option<Told>,
    /// The latest words of the child first, at most five.
    pub views: Vec<Views>,
    /// The latest allocation first.
    pub allocations: Vec<Allocated>,
}

/// A name beside the usual one.
#[derive(Debug, Clone)]
pub struct OtherName {
    /// `usual`, `known_as` or `former`.
    pub used: String,
    pub name: Name,
}

/// An address, with who must not learn it.
#[derive(Debug, Clone)]
pub struct Home {
    pub fact: FactId,
    pub lines: String,
    pub postcode: String,
    pub key: String,
    pub since: Day,
    pub until: Option<Day>,
    pub hidden_from: Vec<Hidden>,
}

/// Somebody who must not learn an address. No name where that person's own record is restricted to others.
#[derive(Debug, Clone)]
pub struct Hidden {
    pub person: PersonId,
    pub name: Option<String>,
}

/// A telephone number or an e-mail address.
#[derive(Debug, Clone)]
pub struct Reach {
    pub fact: FactId,
    pub channel: String,
    pub value: String,
    pub note: String,
}

/// A relative, with what the child's page says of them.
#[derive(Debug, Clone)]
pub struct Kin {
    pub fact: FactId,
    pub person: PersonId,
    /// The record that the relation stands on, where records were joined.
    pub stands_on: (PersonId, PersonId),
    pub name: Name,
    pub birth: Birth,
    pub died_on: Option<Day>,
    pub relation: Relation,
    /// What they are to the person of the record: `mother`, `brother or sister`.
    pub is_their: &'static str,
    /// The relative is the one named by the relation: a mother on her child's page.
    pub holds: bool,
    /// They have parental responsibility for the person of the record.
    pub responsibility: bool,
    pub since: Option<Day>,
    pub until: Option<Day>,
    /// Where they live, unless it is protected.
    pub home: Option<KinHome>,
}

/// Where a relative lives.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum KinHome {
    Known { lines: String, postcode: String, key: String },
    Protected { key: String },
}

impl Kin {
    /// A brother or sister of any sort.
    pub fn is_sibling(&self) -> bool {
        matches!(self.relation, Relation::Sibling | Relation::HalfSibling | Relation::Twin)
    }
}

/// A danger to workers or to the child.
#[derive(Debug, Clone)]
pub struct Hazard {
    pub fact: FactId,
    pub words: String,
    pub noted_on: Day,
    pub until: Option<Day>,
    pub ended_why: Option<String>,
}

/// A professional or agency that is involved.
#[derive(Debug, Clone)]
pub struct Agency {
    pub fact: FactId,
    pub agency: String,
    pub name: String,
    pub contact: String,
    pub checked_on: Day,
    pub until: Option<Day>,
}

/// The story, by whom and when.
#[derive(Debug, Clone)]
pub struct Told {
    pub story: Story,
    pub at: Moment,
    pub by: String,
}

/// The child's words on a day.
#[derive(Debug, Clone)]
pub struct Views {
    pub on: Day,
    pub words: String,
    pub how: Vec<String>,
    pub changed: String,
    pub by: String,
}

/// Who was responsible, from when until when.
#[derive(Debug, Clone)]
pub struct Allocated {
    pub worker: Option<WorkerId>,
    pub worker_name: Option<String>,
    pub team: Option<TeamId>,
    pub team_name: Option<String>,
    pub since: Day,
    pub until: Option<Day>,
}

impl Card {
    /// Reads the whole card of an opened record. A fixed number of statements, whatever the record holds.
    pub fn of(conn: &mut Conn, record: &OpenRecord, viewer: &Viewer) -> Result<Self, Error> {
        let root = record.person();
        Ok(Self {
            person: person(conn, record)?,
            names: names(conn, root)?,
            identifiers: identifiers(conn, root)?,
            addresses: addresses(conn, root, viewer)?,
            reach: reach(conn, root)?,
            family: family(conn, root, viewer)?,
            hazards: hazards(conn, root)?,
            agencies: agencies(conn, root)?,
            story: story(conn, root)?,
            views: views(conn, root)?,
            allocations: allocations(conn, root)?,
        })
    }

    /// Where the person lives today.
    pub fn home(&self) -> Option<&Home> {
        self.addresses.iter().find(|home| home.until.is_none())
    }

    /// Who is responsible today.
    pub fn allocated(&self) -> Option<&Allocated> {
        self.allocations.iter().find(|one| one.until.is_none())
    }

    /// What people call the person, and otherwise the usual name.
    pub fn called(&self) -> String {
        self.person.known_as.clone().unwrap_or_else(|| self.person.name.short().to_owned())
    }

    /// The relatives of today.
    pub fn kin_now(&self) -> impl Iterator<Item = &Kin> {
        self.family.iter().filter(|kin| kin.until.is_none())
    }

    /// The number by which the council knows the person.
    pub fn number(&self) -> Option<&Identifier> {
        self.identifiers.iter().find(|one| one.scheme == Scheme::CouncilId)
    }

    /// The hazards that stand.
    pub fn hazards_now(&self) -> impl Iterator<Item = &Hazard> {
        self.hazards.iter().filter(|hazard| hazard.until.is_none())
    }

    /// A child in law on that day; nobody's age not known counts as a child, so that nothing is left out.
    pub fn is_child(&self, on: Day) -> bool {
        self.person.birth.is_child(on).unwrap_or(self.kin_now().all(|kin| kin.is_sibling() || kin.holds))
    }
}

fn names(conn: &mut Conn, root: PersonId) -> Result<Vec<OtherName>, Error> {
    let select = sql!(
        "SELECT n.used, n.given, n.family FROM person_name n JOIN person p ON p.id = n.person
         WHERE p.root = $1 ORDER BY n.seq DESC, n.used"
    );
    let rows = conn.query(select, params![text(root)])?;
    rows.iter().map(|row| Ok(OtherName { used: row.get("used")?, name: name(row)? })).collect()
}

fn identifiers(conn: &mut Conn, root: PersonId) -> Result<Vec<Identifier>, Error> {
    let select = sql!(
        "SELECT DISTINCT i.scheme, i.value FROM identifier i JOIN person p ON p.id = i.person
         WHERE p.root = $1 ORDER BY i.scheme, i.value"
    );
    let rows = conn.query(select, params![text(root)])?;
    let mut found = Vec::with_capacity(rows.len());
    for row in &rows {
        // A scheme that this build no longer knows stays in the journal and is passed over here.
        if let Some(scheme) = Scheme::from_slug(row.str("scheme")?) {
            found.push(Identifier { scheme, value: row.get("value")? });
        }
    }
    Ok(found)
}

fn addresses(conn: &mut Conn, root: PersonId, viewer: &Viewer) -> Result<Vec<Home>, Error> {
    let select = sql!(
        "SELECT a.fact, a.lines, a.postcode, a.key, a.since, a.until, a.hidden_from
         FROM address a JOIN person p ON p.id = a.person
         WHERE p.root = $1 ORDER BY CASE WHEN a.until IS NULL THEN 0 ELSE 1 END, a.since DESC, a.fact"
    );
    let rows = conn.query(select, params![text(root)])?;
    let mut homes = Vec::with_capacity(rows.len());
    for row in &rows {
        let hidden: Vec<PersonId> = json(row, "hidden_from")?;
        let hidden_from =
            hidden.into_iter().map(|person| hidden_name(conn, person, viewer)).collect::<Result<_, _>>()?;
        homes.push(Home {
            fact: row.parse("fact")?,
            lines: row.get("lines")?,
            postcode: row.get("postcode")?,
            key: row.get("key")?,
            since: row.parse("since")?,
            until: row.parse_opt("until")?,
            hidden_from,
        });
    }
    Ok(homes)
}

fn hidden_name(conn: &mut Conn, person: PersonId, viewer: &Viewer) -> Result<Hidden, Error> {
    let select = sql!(
        "SELECT r.given, r.family FROM person p JOIN person r ON r.id = p.root WHERE p.id = $1
         AND (r.restricted = 0 OR EXISTS (SELECT 1 FROM restricted_to v WHERE v.person = r.id AND v.worker = $2))"
    );
    let row = conn.query_opt(select, params![text(person), text(viewer.actor.worker)])?;
    Ok(Hidden { person, name: row.map(|row| name(&row)).transpose()?.map(|name| name.full()) })
}

fn reach(conn: &mut Conn, root: PersonId) -> Result<Vec<Reach>, Error> {
    let select = sql!(
        "SELECT r.fact, r.channel, r.value, r.note FROM reach r JOIN person p ON p.id = r.person
         WHERE p.root = $1 AND r.until IS NULL ORDER BY r.channel DESC, r.fact"
    );
    let rows = conn.query(select, params![text(root)])?;
    let one = |row: &Row| {
        Ok(Reach {
            fact: row.parse("fact")?,
            channel: row.get("channel")?,
            value: row.get("value")?,
            note: row.get("note")?,
        })
    };
    rows.iter().map(one).collect()
}

fn family(conn: &mut Conn, root: PersonId, viewer: &Viewer) -> Result<Vec<Kin>, Error> {
    let select = sql!(
        "SELECT x.fact, x.relation, x.responsibility, x.since, x.until, x.holds, x.holder, x.held, r.id, r.given, r.family,
         r.birth, r.birth_on, r.birth_about, r.died_on, a.lines, a.postcode, a.key, CASE WHEN EXISTS (SELECT 1 FROM address h WHERE h.key = a.key AND h.until IS NULL
          AND h.hidden_from <> '[]') THEN 1 ELSE 0 END AS protected
         FROM (SELECT m.fact, m.relation, m.responsibility, m.since, m.until, 0 AS holds, m.person AS holder,
                      m.to_person AS held, m.to_person AS other
               FROM relation m JOIN person me ON me.id = m.person WHERE me.root = $1
               UNION ALL
               SELECT m.fact, m.relation, m.responsibility, m.since, m.until, 1 AS holds, m.person AS holder,
                      m.to_person AS held, m.person AS other
               FROM relation m JOIN person me ON me.id = m.to_person WHERE me.root = $2) x
         JOIN person o ON o.id = x.other JOIN person r ON r.id = o.root
         LEFT JOIN address a ON a.person = r.id AND a.until IS NULL
         WHERE r.restricted = 0 OR EXISTS (SELECT 1 FROM restricted_to v WHERE v.person = r.id AND v.worker = $3)
         ORDER BY CASE WHEN x.until IS NULL THEN 0 ELSE 1 END, COALESCE(r.birth_on, '9999'), r.family, r.given, x.fact"
    );
    let rows = conn.query(select, params![text(root), text(root), text(viewer.actor.worker)])?;
    rows.iter().map(kin).collect()
}

fn kin(row: &Row) -> Result<Kin, Error> {
    let relation = Relation::from_slug(row.str("relation")?).unwrap_or(Relation::OtherRelative);
    let holds = row.get::<bool>("holds")?;
    Ok(Kin {
        fact: row.parse("fact")?,
        person: row.parse("id")?,
        stands_on: (row.parse("holder")?, row.parse("held")?),
        name: name(row)?,
        birth: birth(row)?,
        died_on: row.parse_opt("died_on")?,
        relation,
        is_their: if holds { relation.name() } else { relation.inverse() },
        holds,
        responsibility: holds && row.get::<bool>("responsibility")?,
        since: row.parse_opt("since")?,
        until: row.parse_opt("until")?,
        home: kin_home(row)?,
    })
}

fn kin_home(row: &Row) -> Result<Option<KinHome>, Error> {
    let Some(key) = row.get::<Option<String>>("key")? else { return Ok(None) };
    // Protected for one who lives there is protected for all: a mother's address gives her child's away.
    if row.get::<bool>("protected")? {
        return Ok(Some(KinHome::Protected { key }));
    }
    Ok(Some(KinHome::Known { lines: row.get("lines")?, postcode: row.get("postcode")?, key }))
}

fn hazards(conn: &mut Conn, root: PersonId) -> Result<Vec<Hazard>, Error> {
    let select = sql!(
        "SELECT h.fact, h.words, h.noted_on, h.until, h.ended_why FROM hazard h JOIN person p ON p.id = h.person
         WHERE p.root = $1 ORDER BY h.noted_on DESC, h.fact"
    );
    let rows = conn.query(select, params![text(root)])?;
    let one = |row: &Row| {
        Ok(Hazard {
            fact: row.parse("fact")?,
            words: row.get("words")?,
            noted_on: row.parse("noted_on")?,
            until: row.parse_opt("until")?,
            ended_why: row.get("ended_why")?,
        })
    };
    rows.iter().map(one).collect()
}

fn agencies(conn: &mut Conn, root: PersonId) -> Result<Vec<Agency>, Error> {
    let select = sql!(
        "SELECT i.fact, i.agency, i.name, i.contact, i.checked_on, i.until FROM involvement i
         JOIN person p ON p.id = i.person WHERE p.root = $1
         ORDER BY CASE WHEN i.until IS NULL THEN 0 ELSE 1 END, i.agency, i.name, i.fact"
    );
    let rows = conn.query(select, params![text(root)])?;
    let one = |row: &Row| {
        Ok(Agency {
            fact: row.parse("fact")?,
            agency: row.get("agency")?,
            name: row.get("name")?,
            contact: row.get("contact")?,
            checked_on: row.parse("checked_on")?,
            until: row.parse_opt("until")?,
        })
    };
    rows.iter().map(one).collect()
}

fn story(conn: &mut Conn, root: PersonId) -> Result<Option<Told>, Error> {
    let select = sql!(
        "SELECT s.why, s.worries, s.working_well, s.next, s.told_at, w.name AS teller FROM story s
         JOIN person p ON p.id = s.person LEFT JOIN worker w ON w.id = s.told_by
         WHERE p.root = $1 ORDER BY s.told_at DESC LIMIT 1"
    );
    let Some(row) = conn.query_opt(select, params![text(root)])? else { return Ok(None) };
    let story = Story {
        why: row.get("why")?,
        worries: row.get("worries")?,
        working_well: row.get("working_well")?,
        next: row.get("next")?,
    };
    Ok(Some(Told { story, at: row.parse("told_at")?, by: by(&row, "teller")? }))
}

fn views(conn: &mut Conn, root: PersonId) -> Result<Vec<Views>, Error> {
    let select = sql!(
        "SELECT v.given_on, v.words, v.how, v.changed, w.name AS writer FROM child_views v
         JOIN person p ON p.id = v.person LEFT JOIN worker w ON w.id = v.recorded_by
         WHERE p.root = $1 ORDER BY v.given_on DESC, v.seq DESC LIMIT 5"
    );
    let rows = conn.query(select, params![text(root)])?;
    let one = |row: &Row| {
        Ok(Views {
            on: row.parse("given_on")?,
            words: row.get("words")?,
            how: json(row, "how")?,
            changed: row.get("changed")?,
            by: by(row, "writer")?,
        })
    };
    rows.iter().map(one).collect()
}

fn allocations(conn: &mut Conn, root: PersonId) -> Result<Vec<Allocated>, Error> {
    let select = sql!(
        "SELECT a.worker, w.name AS worker_name, a.team, t.name AS team_name, a.since, a.until FROM allocation a
         JOIN person p ON p.id = a.child LEFT JOIN worker w ON w.id = a.worker LEFT JOIN team t ON t.id = a.team
         WHERE p.root = $1 ORDER BY a.seq DESC"
    );
    let rows = conn.query(select, params![text(root)])?;
    let one = |row: &Row| {
        Ok(Allocated {
            worker: row.parse_opt("worker")?,
            worker_name: row.get("worker_name")?,
            team: row.parse_opt("team")?,
            team_name: row.get("team_name")?,
            since: row.parse("since")?,
            until: row.parse_opt("until")?,
        })
    };
    rows.iter().map(one).collect()
}

/// The name of whoever wrote it; plain words where that worker is not on the record.
pub(crate) fn by(row: &Row, column: &str) -> Result<String, Error> {
    Ok(row.get::<Option<String>>(column)?.unwrap_or_else(|| "a worker not on the record".to_owned()))
}
