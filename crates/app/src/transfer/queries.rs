//! Reads transfers: one of them, those that wait for whom, and what stands on the record about their children.

use crate::caseload::queries::allocated;
use crate::clocks::{Clock, Days};
use crate::desk::Who;
use crate::step::queries::json;
use crate::work::Subject;
use law::clock::{Rule, Start, reckon};
use law::day::{Day, Moment};
use law::id::{PersonId, StepId, TeamId, TransferId, WorkerId};
use law::role::Role;
use law::step::StepKind;
use law::transfer::{Moving, OpenStep, Proposed, Responsible, Side, State, Transfer, TransferKind};
use std::collections::BTreeSet;
use store::{Conn, Error, Row, params, sql, text};

/// A transfer that was answered stays on the lists of both sides for so many days.
const KEPT: i64 = 28;

/// One transfer.
pub fn load(conn: &mut Conn, id: TransferId) -> Result<Option<Transfer>, Error> {
    let select = sql!("SELECT * FROM transfer WHERE id = $1");
    let Some(row) = conn.query_opt(select, params![text(id)])? else { return Ok(None) };
    let children = children(conn, id)?;
    of_row(&row, children).map(Some)
}

fn children(conn: &mut Conn, id: TransferId) -> Result<Vec<PersonId>, Error> {
    let select = sql!("SELECT child FROM transfer_child WHERE transfer = $1 ORDER BY place");
    conn.query(select, params![text(id)])?.iter().map(|row| row.parse("child")).collect()
}

fn of_row(row: &Row, children: Vec<PersonId>) -> Result<Transfer, Error> {
    let kind = TransferKind::from_slug(row.str("kind")?)
        .ok_or_else(|| Error::WrongType { column: "kind".to_owned(), wanted: "a kind of transfer".to_owned() })?;
    let agreed: Option<WorkerId> = row.parse_opt("agreed_by")?;
    Ok(Transfer {
        proposed: Proposed {
            transfer: row.parse("id")?,
            kind,
            children,
            from: Side { team: row.parse("from_team")?, worker: row.parse_opt("from_worker")? },
            to: Side { team: row.parse("to_team")?, worker: row.parse_opt("to_worker")? },
            on: row.parse("wanted_on")?,
            reason: row.get("reason")?,
            handover: json(row, "handover")?,
        },
        by: row.parse("proposed_by")?,
        at: row.parse("proposed_at")?,
        agreed: agreed.zip(row.parse_opt("agreed_at")?),
        state: json(row, "state_facts")?,
    })
}

/// The name of a team; a plain word where it is not on the record.
pub fn team_name(conn: &mut Conn, team: TeamId) -> Result<String, Error> {
    let row = conn.query_opt(sql!("SELECT name FROM team WHERE id = $1"), params![text(team)])?;
    row.map_or(Ok("a team not on the record".to_owned()), |row| row.get("name"))
}

/// What stands on the record about these children, for law to judge. `except` is the transfer that is being answered.
pub fn around(conn: &mut Conn, children: &[PersonId], except: Option<TransferId>) -> Result<Moving, Error> {
    let mut moving = Moving::default();
    let mut seen = BTreeSet::new();
    for child in children {
        let held = allocated(conn, *child)?;
        let held = held.map(|held| Responsible { team: held.team, worker: held.worker, since: held.since });
        moving.responsible.push((*child, held));
        if open_of(conn, *child)?.is_some_and(|id| Some(id) != except) {
            moving.elsewhere.push(*child);
        }
        for step in open_steps(conn, *child)? {
            if seen.insert(step) {
                moving.steps.extend(open_step(conn, step)?);
            }
        }
    }
    Ok(moving)
}

/// The open transfer that a child is on.
pub fn open_of(conn: &mut Conn, child: PersonId) -> Result<Option<TransferId>, Error> {
    let select = sql!(
        "SELECT t.id FROM transfer t JOIN transfer_child tc ON tc.transfer = t.id JOIN person p ON p.id = tc.child
         WHERE p.root = $1 AND t.is_open = 1 ORDER BY t.proposed_at LIMIT 1"
    );
    conn.query_opt(select, params![text(child)])?.map(|row| row.parse("id")).transpose()
}

fn open_steps(conn: &mut Conn, child: PersonId) -> Result<Vec<StepId>, Error> {
    let select = sql!(
        "SELECT s.id FROM step_person sp JOIN step s ON s.id = sp.step JOIN person p ON p.id = sp.person
         WHERE p.root = $1 AND sp.part = 'child' AND s.is_open = 1 ORDER BY s.started_at, s.id"
    );
    conn.query(select, params![text(child)])?.iter().map(|row| row.parse("id")).collect()
}

/// A kind that this build no longer knows stays where it is.
fn open_step(conn: &mut Conn, step: StepId) -> Result<Option<OpenStep>, Error> {
    let row = conn.query_one(sql!("SELECT kind, owner, team FROM step WHERE id = $1"), params![text(step)])?;
    let Some(kind) = StepKind::from_slug(row.str("kind")?) else { return Ok(None) };
    let select = sql!(
        "SELECT sp.person, sp.part, p.root FROM step_person sp JOIN person p ON p.id = sp.person
         WHERE sp.step = $1 ORDER BY sp.place"
    );
    let (mut about, mut people) = (Vec::new(), Vec::new());
    for one in &conn.query(select, params![text(step)])? {
        people.push(one.parse("person")?);
        if one.str("part")? == "child" {
            about.push(one.parse("root")?);
        }
    }
    let (owner, team) = (row.parse_opt("owner")?, row.parse_opt("team")?);
    Ok(Some(OpenStep { step, kind, owner, team, children: about, people }))
}

/// A transfer as lists show it.
#[derive(Debug, Clone)]
pub struct Line {
    pub id: TransferId,
    pub kind: TransferKind,
    pub state: State,
    pub children: Vec<Subject>,
    pub from: TeamId,
    pub from_name: String,
    pub to: TeamId,
    pub to_name: String,
    pub wanted_on: Day,
    pub by: WorkerId,
    pub by_name: String,
    pub at: Moment,
    pub from_worker: Option<WorkerId>,
    pub agreed_at: Option<Moment>,
    /// The clock of the answer, while it runs.
    pub answer: Option<Clock>,
}

impl Line {
    pub fn is_late(&self) -> bool {
        self.answer.as_ref().is_some_and(Clock::is_late)
    }

    /// Since when whoever is waited for has had it.
    pub fn waits_since(&self) -> Moment {
        self.agreed_at.unwrap_or(self.at)
    }
}

/// A worker's transfers, by who is waited for.
#[derive(Debug, Clone, Default)]
pub struct Desk {
    /// The worker's team must answer.
    pub to_answer: Vec<Line>,
    /// A manager of the worker's team must agree before the other team has it.
    pub to_agree: Vec<Line>,
    /// The other team must answer.
    pub waiting: Vec<Line>,
    /// Answered or withdrawn of late.
    pub over: Vec<Line>,
}

impl Desk {
    /// Everybody shown.
    pub fn people(&self) -> Vec<PersonId> {
        let all = [&self.to_answer, &self.to_agree, &self.waiting, &self.over];
        let mut people: Vec<PersonId> =
            all.into_iter().flatten().flat_map(|line| line.children.iter().map(|child| child.person)).collect();
        people.sort_unstable();
        people.dedup();
        people
    }

    pub fn is_empty(&self) -> bool {
        self.to_answer.is_empty() && self.to_agree.is_empty() && self.waiting.is_empty() && self.returned().is_none()
    }

    /// The last that came back.
    pub fn returned(&self) -> Option<&Line> {
        self.over.iter().find(|line| matches!(line.state, State::Returned { .. }))
    }
}

/// The transfers of a worker and their team; a manager above the teams has those of all. What the worker may not know of is
/// not there.
pub fn desk(conn: &mut Conn, days: &Days, who: &Who) -> Result<Desk, Error> {
    let actor = &who.viewer.actor;
    let above = actor.team.is_none() && (actor.is(Role::ServiceManager) || actor.is(Role::Director));
    let of = Of { viewer: actor.worker, team: actor.team, above, own: true };
    sorted(conn, days, of)
}

/// The transfers of a team, as this worker may know of them.
pub fn of_team(conn: &mut Conn, days: &Days, who: &Who, team: TeamId) -> Result<Desk, Error> {
    sorted(conn, days, Of { viewer: who.worker.id, team: Some(team), above: false, own: false })
}

/// Whose transfers are read.
#[derive(Clone, Copy)]
struct Of {
    viewer: WorkerId,
    team: Option<TeamId>,
    /// Those of every team.
    above: bool,
    /// The viewer's own too, whichever team they are of.
    own: bool,
}

fn sorted(conn: &mut Conn, days: &Days, of: Of) -> Result<Desk, Error> {
    let mine = |line: &Line| of.own && (line.by == of.viewer || line.from_worker == Some(of.viewer));
    let mut desk = Desk::default();
    for line in lines(conn, days, of)? {
        let gives = of.above || of.team == Some(line.from) || mine(&line);
        let takes = of.above || of.team == Some(line.to);
        match line.state {
            State::Proposed if gives => desk.to_agree.push(line),
            State::Offered { .. } if takes => desk.to_answer.push(line),
            State::Offered { .. } => desk.waiting.push(line),
            State::Proposed => {}
            _ => desk.over.push(line),
        }
    }
    desk.over.reverse();
    Ok(desk)
}

/// The oldest first.
fn lines(conn: &mut Conn, days: &Days, of: Of) -> Result<Vec<Line>, Error> {
    let select = sql!(
        "SELECT t.id, t.kind, t.state_facts, t.from_team, t.from_worker, t.to_team, t.wanted_on, t.proposed_by, t.proposed_at,
         t.agreed_at, f.name AS from_name, o.name AS to_name, w.name AS by_name
         FROM transfer t LEFT JOIN team f ON f.id = t.from_team LEFT JOIN team o ON o.id = t.to_team
         LEFT JOIN worker w ON w.id = t.proposed_by
         WHERE (t.is_open = 1 OR t.ended_at >= $2)
         AND (t.from_team = $3 OR t.to_team = $4 OR t.from_worker = $5 OR t.proposed_by = $6 OR $7 = 1)
         AND NOT EXISTS (SELECT 1 FROM transfer_child xc JOIN person xo ON xo.id = xc.child JOIN person xp ON xp.id = xo.root
           WHERE xc.transfer = t.id AND xp.restricted = 1
           AND NOT EXISTS (SELECT 1 FROM restricted_to xr WHERE xr.person = xp.id AND xr.worker = $1))
         ORDER BY t.proposed_at, t.id"
    );
    let since = days.today().plus_days(-KEPT);
    let team = of.team.map(|team| team.to_string()).unwrap_or_default();
    let own = if of.own { of.viewer.to_string() } else { String::new() };
    let row = params![text(of.viewer), text(since), &team, &team, &own, &own, i64::from(of.above)];
    let mut lines = Vec::new();
    for row in &conn.query(select, row)? {
        let Some(kind) = TransferKind::from_slug(row.str("kind")?) else { continue };
        let id = row.parse("id")?;
        lines.push(line(row, id, kind, subjects(conn, id)?, days)?);
    }
    Ok(lines)
}

fn line(row: &Row, id: TransferId, kind: TransferKind, children: Vec<Subject>, days: &Days) -> Result<Line, Error> {
    let named = |column: &str| Ok::<_, Error>(row.get::<Option<String>>(column)?.unwrap_or_default());
    let (state, agreed_at): (State, Option<Moment>) = (json(row, "state_facts")?, row.parse_opt("agreed_at")?);
    let runs = matches!(state, State::Offered { .. });
    Ok(Line {
        id,
        kind,
        children,
        from: row.parse("from_team")?,
        from_name: named("from_name")?,
        to: row.parse("to_team")?,
        to_name: named("to_name")?,
        wanted_on: row.parse("wanted_on")?,
        by: row.parse("proposed_by")?,
        by_name: named("by_name")?,
        at: row.parse("proposed_at")?,
        from_worker: row.parse_opt("from_worker")?,
        answer: agreed_at.filter(|_| runs).and_then(|at| answer_clock(at, days)),
        agreed_at,
        state,
    })
}

/// When the other team must have answered. Reckoned on reading, so that a day which the council closes moves it.
pub fn answer_clock(offered: Moment, days: &Days) -> Option<Clock> {
    let start = Start::new(offered, Rule::TransferAnswered.definition().starts);
    let due = reckon(Rule::TransferAnswered, start, &days.calendar, &days.figures).ok()?;
    Some(days.reckoned(Rule::TransferAnswered, None, due.due, due.due_at))
}

/// The children of a transfer, in their order.
pub fn subjects(conn: &mut Conn, id: TransferId) -> Result<Vec<Subject>, Error> {
    let select = sql!(
        "SELECT p.id AS person, p.given, p.family, p.birth, p.birth_on, p.birth_about FROM transfer_child tc
         JOIN person o ON o.id = tc.child JOIN person p ON p.id = o.root WHERE tc.transfer = $1 ORDER BY tc.place"
    );
    conn.query(select, params![text(id)])?.iter().map(Subject::of_row).collect()
}
