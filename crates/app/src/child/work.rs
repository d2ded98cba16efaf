//! The work about one person: open steps with their clocks, plans, and the spans of time that the journey shows.

use crate::clocks::{Clock, Days};
use crate::ledger::Reckoner;
use crate::reader::OpenRecord;
use crate::step::queries::json;
use law::answer::Answer;
use law::day::{Day, Moment};
use law::id::{PersonId, StepId};
use law::step::{State, StepKind};
use std::collections::BTreeMap;
use store::{Conn, Error, Row, params, sql, text};

/// Everything that is or was done about one person.
#[derive(Debug, Clone)]
pub struct Work {
    /// What is closest to late first.
    pub open: Vec<OpenStep>,
    pub plans: Vec<Span>,
    pub episodes: Vec<Episode>,
}

/// A step that is open, with its clocks.
#[derive(Debug, Clone)]
pub struct OpenStep {
    pub id: StepId,
    pub kind: StepKind,
    pub state: State,
    pub sentence: String,
    pub started: Moment,
    pub owner: Option<String>,
    pub team: Option<String>,
    /// Running clocks, the most urgent first.
    pub clocks: Vec<Running>,
    /// The person stands on it as a child, and not as somebody's parent.
    pub as_child: bool,
}

/// A clock that runs, with the day on which it began and the reason given for its lateness.
#[derive(Debug, Clone)]
pub struct Running {
    pub clock: Clock,
    pub from: Day,
    pub reason: Option<String>,
}

/// A plan or an assessment, from when until when.
#[derive(Debug, Clone)]
pub struct Span {
    pub step: StepId,
    pub kind: StepKind,
    pub from: Day,
    pub until: Option<Day>,
    /// The category of abuse of a child protection plan, as its code.
    pub category: Option<String>,
}

/// An episode of need: from the decision on a referral until closure.
#[derive(Debug, Clone)]
pub struct Episode {
    pub referral: StepId,
    pub from: Day,
    pub until: Option<Day>,
    /// It began and ended with no further action.
    pub nfa: bool,
}

impl Work {
    /// Reads the work of an opened record as it stands at that moment.
    pub fn of(conn: &mut Conn, record: &OpenRecord, now: Moment, reckoner: &Reckoner) -> Result<Self, Error> {
        let days = Days::at(conn, reckoner, now)?;
        Ok(Self {
            open: open_steps(conn, record.person(), &days)?,
            plans: plans(conn, record.person())?,
            episodes: episodes(conn, record.person())?,
        })
    }
}

fn open_steps(conn: &mut Conn, root: PersonId, days: &Days) -> Result<Vec<OpenStep>, Error> {
    let select = sql!(
        "SELECT s.id, s.kind, s.state_facts, s.sentence, s.started_at, sp.part, w.name AS owner_name, t.name AS team_name,
         c.rule, c.child AS clock_child, c.due_on, c.due_at, c.started_at AS clock_from, c.reason
         FROM step_person sp JOIN person p ON p.id = sp.person JOIN step s ON s.id = sp.step
         LEFT JOIN clock c ON c.step = s.id AND c.running = 1 AND (c.child = '' OR c.child = p.id)
         LEFT JOIN worker w ON w.id = s.owner LEFT JOIN team t ON t.id = s.team
         WHERE p.root = $1 AND s.is_open = 1 ORDER BY s.started_at, s.id, c.due_on, c.rule"
    );
    let mut steps: Vec<OpenStep> = Vec::new();
    for row in &conn.query(select, params![text(root)])? {
        let id: StepId = row.parse("id")?;
        if steps.last().is_none_or(|step| step.id != id) {
            let Some(step) = open_step(row, id)? else { continue };
            steps.push(step);
        }
        if let (Some(step), Some(running)) = (steps.last_mut(), running(row, days)?)
            // The manager's looks stand on the manager's own day and on the step.
            && running.clock.rule.look().is_none()
            && !step.clocks.iter().any(|other| other.clock.rule == running.clock.rule)
        {
            step.clocks.push(running);
        }
    }
    for step in &mut steps {
        step.clocks.sort_by_key(|running| running.clock.order());
    }
    steps.sort_by_key(|step| (step.clocks.is_empty(), step.clocks.first().map(|running| running.clock.order())));
    Ok(steps)
}

fn open_step(row: &Row, id: StepId) -> Result<Option<OpenStep>, Error> {
    let Some(kind) = StepKind::from_slug(row.str("kind")?) else { return Ok(None) };
    Ok(Some(OpenStep {
        id,
        kind,
        state: json(row, "state_facts")?,
        sentence: row.get("sentence")?,
        started: row.parse("started_at")?,
        owner: row.get("owner_name")?,
        team: row.get("team_name")?,
        clocks: Vec::new(),
        as_child: row.str("part")? == "child",
    }))
}

fn running(row: &Row, days: &Days) -> Result<Option<Running>, Error> {
    if row.get::<Option<String>>("rule")?.is_none() {
        return Ok(None);
    }
    let Some(clock) = days.clock(row)? else { return Ok(None) };
    // A day or a moment, as exactly as the fact that started it is known.
    let from = match row.str("clock_from")? {
        moment if moment.contains('T') => row.parse::<Moment>("clock_from")?.day(),
        _ => row.parse("clock_from")?,
    };
    Ok(Some(Running { clock, from, reason: row.get("reason")? }))
}

/// Facts that bound a plan in time, and its category.
const STARTS: [&str; 2] = ["protection_plan_started_on", "need_plan_started_on"];
const ENDS: [&str; 2] = ["protection_plan_ended_on", "need_plan_ended_on"];

fn plans(conn: &mut Conn, root: PersonId) -> Result<Vec<Span>, Error> {
    let select = sql!(
        "SELECT s.id, s.kind, s.started_at, s.ended_on, f.fact, f.value
         FROM step_person sp JOIN person p ON p.id = sp.person JOIN step s ON s.id = sp.step
         LEFT JOIN step_fact f ON f.step = s.id AND (f.child = '' OR f.child = p.id)
          AND f.fact IN ('protection_plan_started_on', 'protection_plan_ended_on', 'latest_category', 'initial_category',
                         'need_plan_started_on', 'need_plan_ended_on')
         WHERE p.root = $1 AND sp.part = 'child' AND s.state <> 'cancelled'
          AND s.kind IN ('protection_plan', 'cin_plan', 'assessment', 'section47_enquiry', 'early_help')
         ORDER BY s.started_at, s.id, f.fact"
    );
    let mut spans: BTreeMap<(Moment, StepId), Span> = BTreeMap::new();
    for row in &conn.query(select, params![text(root)])? {
        let Some(kind) = StepKind::from_slug(row.str("kind")?) else { continue };
        let (started, step): (Moment, StepId) = (row.parse("started_at")?, row.parse("id")?);
        let until = row.parse_opt("ended_on")?;
        let fresh = Span { step, kind, from: started.day(), until, category: None };
        let span = spans.entry((started, step)).or_insert(fresh);
        if let Some(fact) = row.get::<Option<String>>("fact")? {
            bound(span, &fact, &json::<Answer>(row, "value")?);
        }
    }
    Ok(spans.into_values().collect())
}

fn bound(span: &mut Span, fact: &str, value: &Answer) {
    match fact {
        "latest_category" => span.category = value.as_words().map(str::to_owned),
        "initial_category" if span.category.is_none() => span.category = value.as_words().map(str::to_owned),
        _ if STARTS.contains(&fact) => span.from = value.as_day().unwrap_or(span.from),
        _ if ENDS.contains(&fact) => span.until = value.as_day().or(span.until),
        _ => {}
    }
}

fn episodes(conn: &mut Conn, root: PersonId) -> Result<Vec<Episode>, Error> {
    let select = sql!(
        "SELECT e.referral, e.opened_on, e.closed_on, e.nfa FROM episode e JOIN person p ON p.id = e.child
         WHERE p.root = $1 ORDER BY e.opened_on, e.referral"
    );
    let rows = conn.query(select, params![text(root)])?;
    let one = |row: &Row| {
        Ok(Episode {
            referral: row.parse("referral")?,
            from: row.parse("opened_on")?,
            until: row.parse_opt("closed_on")?,
            nfa: row.get("nfa")?,
        })
    };
    rows.iter().map(one).collect()
}
