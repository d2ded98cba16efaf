//! Reads what a team has: its children, its open work, and which children no manager has looked at of late.

use crate::caseload::queries::{Team, Worker};
use crate::caseload::status::Status;
use crate::clocks::{Clock, Days};
use crate::my_day::queries::standing;
use crate::plan::tally::{Tally, tallies};
use crate::work::{self, Subject, Work, may_know};
use law::day::{Day, Moment};
use law::id::{PersonId, StepId, TeamId, WorkerId};
use std::collections::{BTreeSet, HashMap};
use store::{Conn, Error, Row, params, sql, text};

/// A child without a note of oversight for so many days is listed.
pub const OVERSIGHT_EVERY: i64 = 28;

/// A child for whom a team is responsible.
#[derive(Debug, Clone)]
pub struct TeamChild {
    pub subject: Subject,
    /// `None` where the child waits for a worker.
    pub worker: Option<WorkerId>,
    /// Allocated, or waiting, since then.
    pub since: Day,
    pub status: Status,
    pub clock: Option<(StepId, Clock)>,
    /// The last note of oversight.
    pub oversight: Option<Day>,
    /// No manager has written a note of oversight in the time allowed.
    pub unseen_by_manager: bool,
}

/// Everything on a team's board.
pub struct Board {
    pub team: Team,
    pub children: Vec<TeamChild>,
    pub work: Vec<Work>,
    pub workers: Vec<Worker>,
    /// The counts of the team's plans that the viewer may know of, by their step.
    pub plans: HashMap<StepId, Tally>,
    /// Which children are of one family: the same number, the same family.
    families: HashMap<PersonId, usize>,
}

impl Board {
    pub fn unallocated(&self) -> impl Iterator<Item = &TeamChild> {
        self.children.iter().filter(|child| child.worker.is_none())
    }

    pub fn late(&self) -> impl Iterator<Item = &Work> {
        self.work.iter().filter(|one| one.is_late())
    }

    pub fn soon(&self) -> impl Iterator<Item = &Work> {
        self.work.iter().filter(|one| one.is_soon())
    }

    /// What waits for this viewer to decide, the longest waiting first.
    pub fn to_authorise(&self, viewer: WorkerId) -> Vec<&Work> {
        let mut waiting: Vec<_> = self.work.iter().filter(|one| one.waits_for(viewer)).collect();
        waiting.sort_by_key(|one| one.submitted);
        waiting
    }

    /// How many lines of the plans of a worker could be clearer.
    pub fn unclear_of(&self, worker: WorkerId) -> usize {
        let theirs = self.work.iter().filter(|one| one.owner == Some(worker));
        theirs.filter_map(|one| self.plans.get(&one.step)).map(|tally| tally.unclear).sum()
    }

    pub fn without_oversight(&self) -> impl Iterator<Item = &TeamChild> {
        self.children.iter().filter(|child| child.unseen_by_manager)
    }

    pub fn of_worker(&self, worker: WorkerId) -> impl Iterator<Item = &TeamChild> {
        self.children.iter().filter(move |child| child.worker == Some(worker))
    }

    /// How many families these children are of: brothers, sisters, children of one parent, or of one address.
    pub fn families<'a>(&self, children: impl Iterator<Item = &'a TeamChild>) -> usize {
        children.map(|child| self.families.get(&child.subject.person)).collect::<BTreeSet<_>>().len()
    }
}

/// The board of a team, without those of whom the viewer may not know.
pub fn board(conn: &mut Conn, days: &Days, viewer: WorkerId, team: Team) -> Result<Board, Error> {
    let work = work::of_team(conn, days, viewer, team.id)?;
    let looked = oversight(conn, team.id)?;
    let mut seen = BTreeSet::new();
    let mut children = Vec::new();
    for row in allocated(conn, viewer, team.id)?.iter().chain(&waiting(conn, viewer, Some(team.id))?) {
        let child = of_row(row, &work, &looked, days)?;
        if seen.insert(child.subject.person) {
            children.push(child);
        }
    }
    children.sort_by_key(|child| (child.clock.is_none(), child.clock.as_ref().map(|(_, clock)| clock.order())));
    let families = families(conn, team.id, &children)?;
    let workers = workers(conn, team.id, &children)?;
    let mut plans = tallies(conn, team.id, days.today())?;
    plans.retain(|step, _| work.iter().any(|one| one.step == *step));
    Ok(Board { team, children, work, workers, plans, families })
}

/// Children allocated to workers of the team, or waiting in it.
fn allocated(conn: &mut Conn, viewer: WorkerId, team: TeamId) -> Result<Vec<Row>, Error> {
    let select = sql!(concat!(
        "SELECT p.id AS person, p.given, p.family, p.birth, p.birth_on, p.birth_about, a.worker, a.since
         FROM allocation a JOIN person o ON o.id = a.child JOIN person p ON p.id = o.root
         WHERE a.team = $2 AND a.until IS NULL AND ",
        may_know!(),
        " ORDER BY p.family, p.given, p.id"
    ));
    conn.query(select, params![text(viewer), text(team)])
}

/// Children with open casework whom nobody has been given: of one team, or of all.
fn waiting(conn: &mut Conn, viewer: WorkerId, team: Option<TeamId>) -> Result<Vec<Row>, Error> {
    let select = sql!(concat!(
        "SELECT p.id AS person, p.given, p.family, p.birth, p.birth_on, p.birth_about, NULL AS worker,
         MIN(substr(s.started_at, 1, 10)) AS since
         FROM step s JOIN step_person sp ON sp.step = s.id AND sp.part = 'child' JOIN person o ON o.id = sp.person
         JOIN person p ON p.id = o.root
         WHERE s.is_open = 1 AND s.kind IN ('assessment', 'closure', 'strategy_discussion', 'section47_enquiry', 'conference',
           'protection_plan', 'cin_plan', 'early_help') AND (s.team = $2 OR $3 = 'all')
         AND NOT EXISTS (SELECT 1 FROM allocation a JOIN person ao ON ao.id = a.child WHERE ao.root = p.id AND a.until IS NULL)
         AND ",
        may_know!(),
        " GROUP BY p.id, p.given, p.family, p.birth, p.birth_on, p.birth_about ORDER BY p.family, p.given, p.id"
    ));
    let all = if team.is_none() { "all" } else { "one" };
    conn.query(select, params![text(viewer), team.map(|team| team.to_string()).unwrap_or_default(), all])
}

/// Every child who waits for a worker, in every team.
pub fn unallocated(conn: &mut Conn, viewer: WorkerId) -> Result<Vec<Waiting>, Error> {
    let select = sql!(concat!(
        "SELECT p.id AS person, p.given, p.family, p.birth, p.birth_on, p.birth_about, a.since, t.name AS team
         FROM allocation a JOIN person o ON o.id = a.child JOIN person p ON p.id = o.root
         LEFT JOIN team t ON t.id = a.team WHERE a.until IS NULL AND a.worker IS NULL AND ",
        may_know!(),
        " ORDER BY a.since, p.family, p.given, p.id"
    ));
    let read = |row: &Row, team: Option<String>| {
        let (subject, since) = (Subject::of_row(row)?, row.parse("since")?);
        Ok::<_, Error>(Waiting { subject, since, team })
    };
    let mut children = Vec::new();
    for row in &conn.query(select, params![text(viewer)])? {
        children.push(read(row, row.get("team")?)?);
    }
    for row in waiting(conn, viewer, None)?.iter().chain(&in_need(conn, viewer)?) {
        children.push(read(row, None)?);
    }
    let mut seen = BTreeSet::new();
    children.retain(|child: &Waiting| seen.insert(child.subject.person));
    children.sort_by_key(|child| child.since);
    Ok(children)
}

/// Children in need, with nobody and with no team, whatever is open for them: an import that named no team leaves them so.
fn in_need(conn: &mut Conn, viewer: WorkerId) -> Result<Vec<Row>, Error> {
    let select = sql!(concat!(
        "SELECT p.id AS person, p.given, p.family, p.birth, p.birth_on, p.birth_about, MIN(e.opened_on) AS since
         FROM episode e JOIN person o ON o.id = e.child JOIN person p ON p.id = o.root
         WHERE e.closed_on IS NULL AND e.nfa = 0
         AND NOT EXISTS (SELECT 1 FROM allocation a JOIN person ao ON ao.id = a.child WHERE ao.root = p.id AND a.until IS NULL)
         AND ",
        may_know!(),
        " GROUP BY p.id, p.given, p.family, p.birth, p.birth_on, p.birth_about ORDER BY p.family, p.given, p.id"
    ));
    conn.query(select, params![text(viewer)])
}

/// A child who waits for a worker.
#[derive(Debug, Clone)]
pub struct Waiting {
    pub subject: Subject,
    pub since: Day,
    /// The team in which the child was put to wait.
    pub team: Option<String>,
}

fn of_row(row: &Row, work: &[Work], looked: &HashMap<PersonId, Day>, days: &Days) -> Result<TeamChild, Error> {
    let subject = Subject::of_row(row)?;
    let (status, clock) = standing(work, subject.person);
    let since: Day = row.parse("since")?;
    let oversight = looked.get(&subject.person).copied();
    let begun = work.iter().filter(|one| one.is_about(subject.person)).map(|one| one.started.day()).min();
    let from = oversight.unwrap_or(begun.map_or(since, |begun| begun.min(since)));
    let unseen_by_manager = from.days_until(days.today()) >= OVERSIGHT_EVERY;
    Ok(TeamChild { worker: row.parse_opt("worker")?, subject, since, status, clock, oversight, unseen_by_manager })
}

/// The last note of oversight of each child of the team.
pub fn oversight(conn: &mut Conn, team: TeamId) -> Result<HashMap<PersonId, Day>, Error> {
    let select = sql!(
        "SELECT p.root AS person, MAX(s.happened_at) AS last FROM step_person sp
         JOIN step s ON s.id = sp.step AND s.kind = 'oversight' AND s.state = 'recorded'
         JOIN person p ON p.id = sp.person
         WHERE sp.person IN (SELECT a.child FROM allocation a WHERE a.team = $1 AND a.until IS NULL
           UNION SELECT op.person FROM step os JOIN step_person op ON op.step = os.id WHERE os.team = $1 AND os.is_open = 1)
         GROUP BY p.root"
    );
    let rows = conn.query(select, params![text(team)])?;
    rows.iter().map(|row| Ok((row.parse("person")?, row.parse::<Moment>("last")?.day()))).collect()
}

/// Who works in the team, and who has children of it.
fn workers(conn: &mut Conn, team: TeamId, children: &[TeamChild]) -> Result<Vec<Worker>, Error> {
    let mut here: Vec<Worker> =
        crate::caseload::queries::workers(conn)?.into_iter().filter(|worker| worker.team == Some(team)).collect();
    let holders: BTreeSet<_> = children.iter().filter_map(|child| child.worker).collect();
    for holder in holders {
        if !here.iter().any(|worker| worker.id == holder) {
            here.extend(crate::caseload::queries::worker(conn, holder)?);
        }
    }
    Ok(here)
}

/// Gives the children of one family the same number: brothers and sisters, children of one parent, or who live at one address.
fn families(conn: &mut Conn, team: TeamId, children: &[TeamChild]) -> Result<HashMap<PersonId, usize>, Error> {
    let related = sql!(
        "SELECT r.person, r.to_person FROM allocation a JOIN relation r ON r.to_person = a.child
         WHERE a.team = $1 AND a.until IS NULL AND r.until IS NULL
         AND r.relation IN ('sibling', 'half_sibling', 'twin', 'mother', 'father', 'parent')"
    );
    let housed = sql!(
        "SELECT a.child, d.key FROM allocation a JOIN address d ON d.person = a.child
         WHERE a.team = $1 AND a.until IS NULL AND d.until IS NULL"
    );
    let mut groups = Groups::default();
    for row in &conn.query(related, params![text(team)])? {
        groups.join(row.str("person")?, row.str("to_person")?);
    }
    for row in &conn.query(housed, params![text(team)])? {
        groups.join(row.str("child")?, row.str("key")?);
    }
    Ok(children.iter().map(|child| (child.subject.person, groups.of(&child.subject.person.to_string()))).collect())
}

/// Names in groups; two names that are joined are of one group.
#[derive(Default)]
pub(crate) struct Groups {
    place: HashMap<String, usize>,
    parent: Vec<usize>,
}

impl Groups {
    pub(crate) fn of(&mut self, name: &str) -> usize {
        let next = self.parent.len();
        let mut at = *self.place.entry(name.to_owned()).or_insert(next);
        if at == next {
            self.parent.push(next);
        }
        while let Some(up) = self.parent.get(at).copied().filter(|up| *up != at) {
            at = up;
        }
        at
    }

    pub(crate) fn join(&mut self, one: &str, other: &str) {
        let (one, other) = (self.of(one), self.of(other));
        if let Some(parent) = self.parent.get_mut(one) {
            *parent = other;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Groups;

    #[test]
    fn a_chain_of_siblings_is_one_family() {
        let mut groups = Groups::default();
        groups.join("a", "b");
        groups.join("c", "b");
        groups.join("d", "e");
        assert_eq!(groups.of("a"), groups.of("c"));
        assert_ne!(groups.of("a"), groups.of("d"));
        assert_ne!(groups.of("f"), groups.of("d"));
    }
}
