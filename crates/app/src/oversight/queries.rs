//! Reads how the record is used. Restricted people are named only to those on their list.

use crate::caseload::queries::{Worker, workers};
use crate::clocks::{Clock, Days};
use crate::desk::{Answered, Who};
use crate::step::queries::load_without_answers;
use crate::work::{Subject, may_know, may_know_step};
use forms::quality::is_process_only;
use law::clock::{Rule, Start, reckon};
use law::day::{Day, Moment};
use law::id::{PersonId, StepId, WorkerId};
use std::collections::HashMap;
use store::{Conn, Error, Row, ViewLog, params, sql, text};

/// Notes and visits of so many days are looked at.
pub const QUALITY_DAYS: i64 = 28;
/// So many of the last views, and of the last reasons, are shown.
const LAST: usize = 200;

/// Everything on the page.
pub struct Watch {
    pub openings: Vec<Opening>,
    pub restricted: Vec<Restricted>,
    pub reasons: Vec<Reason>,
    pub quality: Vec<Quality>,
    pub workers: Vec<Worker>,
}

impl Watch {
    /// Everybody named.
    pub fn people(&self) -> Vec<PersonId> {
        let openings = self.openings.iter().filter_map(|one| one.subject.as_ref());
        let named = openings
            .chain(self.restricted.iter().map(|one| &one.subject))
            .chain(self.reasons.iter().map(|one| &one.subject));
        let mut people: Vec<_> = named.map(|subject| subject.person).collect();
        people.sort_unstable();
        people.dedup();
        people
    }
}

/// An emergency opening that nobody has reviewed.
pub struct Opening {
    pub seq: i64,
    /// `None` where the viewer may not know whose record it is.
    pub subject: Option<Subject>,
    pub worker: WorkerId,
    pub worker_name: String,
    pub opened_at: Moment,
    pub reason: String,
    pub clock: Option<Clock>,
}

/// A restriction whose review is due.
pub struct Restricted {
    pub subject: Subject,
    pub why: String,
    pub review_on: Day,
}

/// A reason that was given for opening a record without a relationship to it.
pub struct Reason {
    pub subject: Subject,
    pub worker: WorkerId,
    pub worker_name: String,
    pub day: Day,
    pub reason: String,
}

/// A worker's notes and visits of late, and those that say only what happened.
pub struct Quality {
    pub worker_name: String,
    pub recorded: usize,
    pub process_only: Vec<(StepId, Moment)>,
}

/// Reads all of it.
pub fn watch(conn: &mut Conn, days: &Days, who: &Who) -> Answered<Watch> {
    let me = who.worker.id;
    Ok(Watch {
        openings: openings(conn, days, me)?,
        restricted: restricted(conn, me, days.today())?,
        reasons: reasons(conn, me)?,
        quality: quality(conn, days, who)?,
        workers: workers(conn)?,
    })
}

fn openings(conn: &mut Conn, days: &Days, me: WorkerId) -> Result<Vec<Opening>, Error> {
    let select = sql!(concat!(
        "SELECT g.seq, g.worker, g.opened_at, g.reason, w.name AS worker_name, p.id AS person, p.given, p.family, p.birth,
         p.birth_on, p.birth_about, CASE WHEN ",
        may_know!(),
        " THEN 1 ELSE 0 END AS named FROM glass g JOIN worker w ON w.id = g.worker JOIN person o ON o.id = g.person
         JOIN person p ON p.id = o.root WHERE g.finding IS NULL ORDER BY g.opened_at, g.seq"
    ));
    let rows = conn.query(select, params![text(me)])?;
    let read = |row: &Row| {
        let opened_at: Moment = row.parse("opened_at")?;
        let subject = if row.get::<bool>("named")? { Some(Subject::of_row(row)?) } else { None };
        Ok(Opening {
            seq: row.get("seq")?,
            subject,
            worker: row.parse("worker")?,
            worker_name: row.get("worker_name")?,
            opened_at,
            reason: row.get("reason")?,
            clock: review_clock(days, opened_at),
        })
    };
    rows.iter().map(read).collect()
}

/// `None` where the list of bank holidays does not reach.
fn review_clock(days: &Days, opened_at: Moment) -> Option<Clock> {
    let start = Start::new(opened_at, Rule::BreakGlassReview.definition().starts);
    let due = reckon(Rule::BreakGlassReview, start, &days.calendar, &days.figures).ok()?;
    Some(days.reckoned(due.rule, None, due.due, due.due_at))
}

/// An opening as a review needs it.
pub struct ToReview {
    pub person: PersonId,
    pub worker: WorkerId,
    pub opened_at: Moment,
    pub reviewed: bool,
}

/// The emergency opening with that number.
pub fn opening(conn: &mut Conn, seq: i64) -> Result<Option<ToReview>, Error> {
    let row =
        conn.query_opt(sql!("SELECT person, worker, opened_at, finding FROM glass WHERE seq = $1"), params![seq])?;
    let read = |row: Row| {
        Ok(ToReview {
            person: row.parse("person")?,
            worker: row.parse("worker")?,
            opened_at: row.parse("opened_at")?,
            reviewed: row.get::<Option<String>>("finding")?.is_some(),
        })
    };
    row.map(read).transpose()
}

fn restricted(conn: &mut Conn, me: WorkerId, today: Day) -> Result<Vec<Restricted>, Error> {
    let select = sql!(
        "SELECT p.id AS person, p.given, p.family, p.birth, p.birth_on, p.birth_about, p.restricted_why, p.review_on
         FROM restricted_to x JOIN person p ON p.id = x.person
         WHERE x.worker = $1 AND p.restricted = 1 AND p.review_on <= $2 ORDER BY p.review_on, p.family, p.given, p.id"
    );
    let rows = conn.query(select, params![text(me), text(today)])?;
    let read = |row: &Row| {
        Ok(Restricted {
            subject: Subject::of_row(row)?,
            why: row.get::<Option<String>>("restricted_why")?.unwrap_or_default(),
            review_on: row.parse("review_on")?,
        })
    };
    rows.iter().map(read).collect()
}

fn reasons(conn: &mut Conn, me: WorkerId) -> Result<Vec<Reason>, Error> {
    let select = sql!(concat!(
        "SELECT r.worker, r.day, r.reason, w.name AS worker_name, p.id AS person, p.given, p.family, p.birth, p.birth_on,
         p.birth_about FROM reason_given r JOIN worker w ON w.id = r.worker JOIN person o ON o.id = r.person
         JOIN person p ON p.id = o.root WHERE ",
        may_know!(),
        " ORDER BY r.day DESC, w.name, p.family, p.given, p.id LIMIT $2"
    ));
    let rows = conn.query(select, params![text(me), LAST])?;
    let read = |row: &Row| {
        Ok(Reason {
            subject: Subject::of_row(row)?,
            worker: row.parse("worker")?,
            worker_name: row.get("worker_name")?,
            day: row.parse("day")?,
            reason: row.get("reason")?,
        })
    };
    rows.iter().map(read).collect()
}

/// Notes and visits recorded of late by the viewer's team, or by every team where the viewer is in none.
fn quality(conn: &mut Conn, days: &Days, who: &Who) -> Result<Vec<Quality>, Error> {
    let select = sql!(concat!(
        "SELECT s.id, s.happened_at, w.id AS worker, w.name FROM worker w
         JOIN step s ON s.owner = w.id AND s.is_open = 0 AND s.kind IN ('case_note', 'visit') AND s.state = 'recorded'
         WHERE (w.team = $2 OR $2 = '') AND s.happened_at >= $3 AND ",
        may_know_step!(),
        " ORDER BY w.name, w.id, s.happened_at DESC"
    ));
    let team = who.worker.team.map(|team| team.to_string()).unwrap_or_default();
    let since = days.today().plus_days(-QUALITY_DAYS);
    let rows = conn.query(select, params![text(who.worker.id), team, text(since)])?;
    let mut found: Vec<(WorkerId, Quality)> = Vec::new();
    for row in &rows {
        let worker: WorkerId = row.parse("worker")?;
        if found.last().is_none_or(|(last, _)| *last != worker) {
            found.push((worker, Quality { worker_name: row.get("name")?, recorded: 0, process_only: Vec::new() }));
        }
        let step: StepId = row.parse("id")?;
        let says_little = load_without_answers(conn, step)?.is_some_and(|step| is_process_only(&step));
        if let Some((_, quality)) = found.last_mut() {
            quality.recorded += 1;
            if says_little {
                quality.process_only.push((step, row.parse("happened_at")?));
            }
        }
    }
    let mut found: Vec<_> = found.into_iter().map(|(_, quality)| quality).collect();
    found.sort_by_key(|quality| std::cmp::Reverse(quality.process_only.len()));
    Ok(found)
}

/// One view by a worker, as the log has it.
pub struct Looked {
    pub at: Moment,
    pub what: String,
    pub purpose: String,
    /// The person, where the viewer may know of them.
    pub subject: Option<Subject>,
    /// The view was of a person whose record is restricted to others.
    pub hidden: bool,
}

/// What a worker looked at, the last first.
pub fn looked(conn: &mut Conn, views: &ViewLog, who: &Who, worker: WorkerId) -> Result<Vec<Looked>, Error> {
    let one = sql!(concat!(
        "SELECT p.id AS person, p.given, p.family, p.birth, p.birth_on, p.birth_about FROM person o
         JOIN person p ON p.id = o.root WHERE o.id = $2 AND ",
        may_know!()
    ));
    let mut known: HashMap<String, Option<Subject>> = HashMap::new();
    let mut looked = Vec::new();
    for view in views.of_viewer_now(&worker.to_string(), LAST)? {
        let subject = match &view.person {
            None => None,
            Some(person) => match known.get(person) {
                Some(subject) => subject.clone(),
                None => {
                    let row = conn.query_opt(one, params![text(who.worker.id), person])?;
                    let subject = row.as_ref().map(Subject::of_row).transpose()?;
                    known.insert(person.clone(), subject.clone());
                    subject
                }
            },
        };
        let at = view.at.parse().map_err(|_| Error::WrongType { column: "at".into(), wanted: "a moment".into() })?;
        let hidden = view.person.is_some() && subject.is_none();
        looked.push(Looked { at, what: view.what, purpose: view.purpose, subject, hidden });
    }
    Ok(looked)
}
