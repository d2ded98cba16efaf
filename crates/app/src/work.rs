//! Open work as lists show it: what it is, whom it is about, who has it, and its clocks. What a viewer may not know of is
//! neither shown nor counted.

use crate::clocks::{Clock, Days, Order};
use crate::people::queries::{birth, name};
use law::clock::Rule;
use law::day::Moment;
use law::id::{PersonId, StepId, TeamId, WorkerId};
use law::people::{Birth, Name};
use law::permit::List;
use law::step::{State, StepKind};
use maud::{Markup, html};
use std::collections::HashMap;
use store::{Conn, Error, Row, Sql, Value, params, sql, text};

/// A child, or an adult, in a list.
#[derive(Debug, Clone)]
pub struct Subject {
    pub person: PersonId,
    pub name: Name,
    pub birth: Birth,
    /// Restricted, and open to the viewer until then because they broke the glass.
    pub broken_until: Option<Moment>,
}

impl Subject {
    /// From a row with `person`, `given`, `family` and the three columns of birth.
    pub fn of_row(row: &Row) -> Result<Self, Error> {
        Ok(Self { person: row.parse("person")?, name: name(row)?, birth: birth(row)?, broken_until: None })
    }

    /// The name as a link, and the age.
    pub fn show(&self, days: &Days) -> Markup {
        html! {
            a href=(format!("/person/{}", self.person)) { (self.name.full()) }
            span class="k-muted" { ", " (self.birth.age_words(days.today())) }
            (self.mark())
        }
    }

    /// That the record is restricted and stands open for a while only.
    pub fn mark(&self) -> Markup {
        html! {
            @if let Some(until) = self.broken_until {
                " " span class="k-tag k-tag--restricted" { "Restricted, open to you until " (until.time()) }
            }
        }
    }
}

/// Names of several people, each a link, or a plain word where nobody stands on the work yet.
pub fn subjects(people: &[Subject], days: &Days) -> Markup {
    html! {
        @if people.is_empty() { span class="k-muted" { "No child recorded yet" } }
        @for (place, person) in people.iter().enumerate() {
            @if place > 0 { "; " }
            (person.show(days))
        }
    }
}

/// One open piece of work.
#[derive(Debug, Clone)]
pub struct Work {
    pub step: StepId,
    pub kind: StepKind,
    /// The slug of its state.
    pub state: String,
    pub state_facts: String,
    pub sentence: String,
    pub owner: Option<WorkerId>,
    pub owner_name: Option<String>,
    pub team: Option<TeamId>,
    pub team_name: Option<String>,
    pub started: Moment,
    pub submitted: Option<Moment>,
    pub children: Vec<Subject>,
    /// Running clocks, the nearest to being late first.
    pub clocks: Vec<Clock>,
}

impl Work {
    /// The clock that presses most, the manager's own aside.
    pub fn clock(&self) -> Option<&Clock> {
        self.clocks.iter().find(|clock| !clock.rule.is_managers())
    }

    /// The clock on the manager who has it to authorise.
    pub fn authorise_clock(&self) -> Option<&Clock> {
        self.clocks.iter().find(|clock| clock.rule == Rule::ManagerAuthorises)
    }

    pub fn is_late(&self) -> bool {
        self.clock().is_some_and(Clock::is_late)
    }

    pub fn is_soon(&self) -> bool {
        self.clock().is_some_and(Clock::is_soon)
    }

    /// Its writer has it: nobody else is waited for.
    pub fn is_being_written(&self) -> bool {
        matches!(self.state.as_str(), "open" | "returned")
    }

    pub fn is_submitted(&self) -> bool {
        self.state == "submitted"
    }

    pub fn is_about(&self, child: PersonId) -> bool {
        self.children.iter().any(|subject| subject.person == child)
    }

    /// Submitted, and by somebody else: this manager may decide it.
    pub fn waits_for(&self, manager: WorkerId) -> bool {
        match serde_json::from_str(&self.state_facts) {
            Ok(State::Submitted { by, .. }) => by != manager,
            _ => false,
        }
    }

    /// For lists: what is latest, then what is nearest, then what has no clock, oldest first.
    pub fn order(&self) -> (bool, Option<Order>, Moment) {
        let clock = self.clock().map(Clock::order);
        (clock.is_none(), clock, self.started)
    }

    /// The kind, as a link to the work.
    pub fn link(&self) -> Markup {
        html! { a href=(format!("/step/{}", self.step)) { (self.kind.title()) } }
    }

    /// The children whom the clock that presses most is about.
    pub fn pressed(&self) -> Vec<Subject> {
        match self.clock().and_then(|clock| clock.child) {
            Some(child) => self.children.iter().filter(|subject| subject.person == child).cloned().collect(),
            None => self.children.clone(),
        }
    }
}

/// Everybody whom a list of work shows.
pub fn people<'a>(work: impl IntoIterator<Item = &'a Work>) -> Vec<PersonId> {
    let mut people: Vec<PersonId> =
        work.into_iter().flat_map(|one| one.children.iter().map(|subject| subject.person)).collect();
    people.sort_unstable();
    people.dedup();
    people
}

/// A condition on `person p`: the viewer, `$1`, may know of this record.
macro_rules! may_know {
    () => {
        "(p.restricted = 0 OR EXISTS (SELECT 1 FROM restricted_to xr WHERE xr.person = p.id AND xr.worker = $1))"
    };
}
pub(crate) use may_know;

/// A condition on `step s`: the viewer, `$1`, may know of everybody on it.
macro_rules! may_know_step {
    () => {
        "NOT EXISTS (SELECT 1 FROM step_person xs JOIN person xo ON xo.id = xs.person JOIN person xp ON xp.id = xo.root
         WHERE xs.step = s.id AND xp.restricted = 1
         AND NOT EXISTS (SELECT 1 FROM restricted_to xr WHERE xr.person = xp.id AND xr.worker = $1))"
    };
}
pub(crate) use may_know_step;

/// A condition on `person p` in a viewer's own list: the viewer, `$1`, may know of this record, or broke its glass and still has
/// time. `$3` is [`glass_mark`]; [`law::permit::listed`] is the rule.
macro_rules! may_know_own {
    () => {
        "(p.restricted = 0 OR EXISTS (SELECT 1 FROM restricted_to xr WHERE xr.person = p.id AND xr.worker = $1)
          OR EXISTS (SELECT 1 FROM glass xg WHERE xg.person = p.id AND xg.worker = $1 AND xg.until_at > $3))"
    };
}
pub(crate) use may_know_own;

/// The same of everybody on `step s`.
macro_rules! may_know_step_own {
    () => {
        "NOT EXISTS (SELECT 1 FROM step_person xs JOIN person xo ON xo.id = xs.person JOIN person xp ON xp.id = xo.root
         WHERE xs.step = s.id AND xp.restricted = 1
         AND NOT EXISTS (SELECT 1 FROM restricted_to xr WHERE xr.person = xp.id AND xr.worker = $1)
         AND NOT EXISTS (SELECT 1 FROM glass xg WHERE xg.person = xp.id AND xg.worker = $1 AND xg.until_at > $3))"
    };
}
pub(crate) use may_know_step_own;

/// The moment after which glass must still be broken for a list to show what it opened. No glass lasts until that of a shared list.
pub(crate) fn glass_mark(list: List, now: Moment) -> String {
    match list {
        List::Own => now.to_string(),
        List::Shared => "9999-12-31".to_owned(),
    }
}

/// The three statements that read open work under one condition on `step s`. `$1` is the viewer.
struct Statements {
    steps: &'static Sql,
    people: &'static Sql,
    clocks: &'static Sql,
}

macro_rules! statements {
    ($where:literal) => {
        statements!($where, may_know_step)
    };
    ($where:literal, $may_know:ident) => {
        Statements {
            steps: sql!(concat!(
                "SELECT s.id, s.kind, s.state, s.state_facts, s.sentence, s.owner, s.team, s.started_at, s.submitted_at,
                 w.name AS owner_name, t.name AS team_name
                 FROM step s LEFT JOIN worker w ON w.id = s.owner LEFT JOIN team t ON t.id = s.team WHERE s.is_open = 1 AND ",
                $where,
                " AND ",
                $may_know!(),
                " ORDER BY s.started_at, s.id"
            )),
            people: sql!(concat!(
                "SELECT sp.step, p.id AS person, p.given, p.family, p.birth, p.birth_on, p.birth_about FROM step s
                 JOIN step_person sp ON sp.step = s.id AND sp.part = 'child' JOIN person p ON p.id = sp.person
                 WHERE s.is_open = 1 AND ",
                $where,
                " AND ",
                $may_know!(),
                " ORDER BY sp.place"
            )),
            clocks: sql!(concat!(
                "SELECT c.step, c.rule, c.child AS clock_child, c.due_on, c.due_at FROM step s
                 JOIN clock c ON c.step = s.id AND c.running = 1 WHERE s.is_open = 1 AND ",
                $where,
                " AND ",
                $may_know!(),
                " ORDER BY c.due_on, c.rule"
            )),
        }
    };
}

/// Open work that a worker owns, what is nearest to late first.
pub fn of_owner(
    conn: &mut Conn,
    days: &Days,
    viewer: WorkerId,
    owner: WorkerId,
    list: List,
) -> Result<Vec<Work>, Error> {
    let owned = statements!("s.owner = $2", may_know_step_own);
    gather(conn, days, &owned, params![text(viewer), text(owner), glass_mark(list, days.now)])
}

/// Open work that a team holds.
pub fn of_team(conn: &mut Conn, days: &Days, viewer: WorkerId, team: TeamId) -> Result<Vec<Work>, Error> {
    gather(conn, days, &statements!("s.team = $2"), params![text(viewer), text(team)])
}

/// Open work about the children who are allocated to a worker, whoever owns it.
pub fn about_children_of(
    conn: &mut Conn,
    days: &Days,
    viewer: WorkerId,
    worker: WorkerId,
    list: List,
) -> Result<Vec<Work>, Error> {
    let about = statements!(
        "s.id IN (SELECT asp.step FROM allocation a JOIN step_person asp ON asp.person = a.child
         WHERE a.worker = $2 AND a.until IS NULL)",
        may_know_step_own
    );
    gather(conn, days, &about, params![text(viewer), text(worker), glass_mark(list, days.now)])
}

/// Restricted records whose glass this worker broke, and until when, of those that still stand open.
pub fn broken(conn: &mut Conn, worker: WorkerId, now: Moment) -> Result<HashMap<PersonId, Moment>, Error> {
    let select = sql!(
        "SELECT g.person, g.until_at FROM glass g JOIN person p ON p.id = g.person AND p.restricted = 1
         WHERE g.worker = $1 AND g.until_at > $2
         AND NOT EXISTS (SELECT 1 FROM restricted_to r WHERE r.person = g.person AND r.worker = $1) ORDER BY g.seq"
    );
    let rows = conn.query(select, params![text(worker), text(now)])?;
    rows.iter().map(|row| Ok((row.parse("person")?, row.parse("until_at")?))).collect()
}

/// Work that waits for a manager's decision, in every team.
pub fn submitted(conn: &mut Conn, days: &Days, viewer: WorkerId) -> Result<Vec<Work>, Error> {
    gather(conn, days, &statements!("s.state = 'submitted'"), params![text(viewer)])
}

/// Out-of-hours episodes that were handed over and not acknowledged.
pub fn handed_over(conn: &mut Conn, days: &Days, viewer: WorkerId) -> Result<Vec<Work>, Error> {
    gather(conn, days, &statements!("s.state = 'handed_over'"), params![text(viewer)])
}

/// Open work of the front door.
pub fn at_front_door(conn: &mut Conn, days: &Days, viewer: WorkerId) -> Result<Vec<Work>, Error> {
    let front = statements!("s.kind IN ('contact', 'referral', 'consultation')");
    gather(conn, days, &front, params![text(viewer)])
}

/// Open discussions, enquiries and conferences, in every team.
pub fn protecting(conn: &mut Conn, days: &Days, viewer: WorkerId) -> Result<Vec<Work>, Error> {
    let protecting = statements!("s.kind IN ('strategy_discussion', 'section47_enquiry', 'conference')");
    gather(conn, days, &protecting, params![text(viewer)])
}

/// Casework that nobody owns.
pub fn unowned(conn: &mut Conn, days: &Days, viewer: WorkerId) -> Result<Vec<Work>, Error> {
    let unowned =
        statements!("s.owner IS NULL AND s.kind NOT IN ('contact', 'referral', 'consultation', 'out_of_hours')");
    gather(conn, days, &unowned, params![text(viewer)])
}

fn gather(conn: &mut Conn, days: &Days, read: &Statements, values: &[Value]) -> Result<Vec<Work>, Error> {
    let rows = conn.query(read.steps, values)?;
    let mut work = rows.iter().filter_map(|row| of_row(row).transpose()).collect::<Result<Vec<_>, _>>()?;
    let place: HashMap<StepId, usize> = work.iter().enumerate().map(|(place, one)| (one.step, place)).collect();
    for row in &conn.query(read.people, values)? {
        if let Some(one) = place.get(&row.parse("step")?).and_then(|place| work.get_mut(*place)) {
            one.children.push(Subject::of_row(row)?);
        }
    }
    for row in &conn.query(read.clocks, values)? {
        if let Some(one) = place.get(&row.parse("step")?).and_then(|place| work.get_mut(*place)) {
            one.clocks.extend(days.clock(row)?);
        }
    }
    work.iter_mut().for_each(|one| one.clocks.sort_by_key(Clock::order));
    work.sort_by_key(Work::order);
    Ok(work)
}

/// A kind that this build no longer knows stays in the journal and is passed over here.
fn of_row(row: &Row) -> Result<Option<Work>, Error> {
    let Some(kind) = StepKind::from_slug(row.str("kind")?) else { return Ok(None) };
    Ok(Some(Work {
        step: row.parse("id")?,
        kind,
        state: row.get("state")?,
        state_facts: row.get("state_facts")?,
        sentence: row.get("sentence")?,
        owner: row.parse_opt("owner")?,
        owner_name: row.get("owner_name")?,
        team: row.parse_opt("team")?,
        team_name: row.get("team_name")?,
        started: row.parse("started_at")?,
        submitted: row.parse_opt("submitted_at")?,
        children: Vec::new(),
        clocks: Vec::new(),
    }))
}
