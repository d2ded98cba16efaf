//! Reads a worker's own day: their work, their children, their drafts.

use crate::caseload::status::Status;
use crate::clocks::{Clock, Days};
use crate::step::queries::json;
use crate::work::{self, Subject, Work, glass_mark, may_know_own, may_know_step_own};
use law::answer::Answer;
use law::day::{Day, Moment};
use law::id::{PersonId, StepId, WorkerId};
use law::permit::List;
use law::step::StepKind;
use std::collections::HashMap;
use store::{Conn, Error, params, sql, text};

/// One child of the worker's.
#[derive(Debug, Clone)]
pub struct MyChild {
    pub subject: Subject,
    pub status: Status,
    /// The clock that presses most, and the work it runs on.
    pub clock: Option<(StepId, Clock)>,
    /// When the child was last seen, and whether alone, as recorded.
    pub seen: Option<Seen>,
    /// When the child's own views were last recorded.
    pub views: Option<Day>,
}

/// A child seen.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Seen {
    pub on: Day,
    pub alone: Option<bool>,
}

/// The worker's children, what is closest to late first.
pub fn children(
    conn: &mut Conn,
    days: &Days,
    viewer: WorkerId,
    worker: WorkerId,
    list: List,
) -> Result<Vec<MyChild>, Error> {
    let select = sql!(concat!(
        "SELECT p.id AS person, p.given, p.family, p.birth, p.birth_on, p.birth_about FROM allocation a
         JOIN person o ON o.id = a.child JOIN person p ON p.id = o.root
         WHERE a.worker = $2 AND a.until IS NULL AND ",
        may_know_own!(),
        " ORDER BY p.family, p.given, p.id"
    ));
    let rows = conn.query(select, params![text(viewer), text(worker), glass_mark(list, days.now)])?;
    let about = work::about_children_of(conn, days, viewer, worker, list)?;
    let (seen, views) = (last_seen(conn, worker)?, last_views(conn, worker)?);
    let mut children = Vec::with_capacity(rows.len());
    for row in &rows {
        let subject = Subject::of_row(row)?;
        let person = subject.person;
        let (status, clock) = standing(&about, person);
        let (seen, views) = (seen.get(&person).copied(), views.get(&person).copied());
        children.push(MyChild { subject, status, clock, seen, views });
    }
    children.sort_by_key(|child| (child.clock.is_none(), child.clock.as_ref().map(|(_, clock)| clock.order())));
    Ok(children)
}

/// What the child's open work makes of them, and the clock that presses most.
pub fn standing(work: &[Work], child: PersonId) -> (Status, Option<(StepId, Clock)>) {
    let about = || work.iter().filter(|one| one.children.iter().any(|subject| subject.person == child));
    let clocks = about().flat_map(|one| one.clocks.iter().map(|clock| (one.step, clock)));
    let theirs = clocks.filter(|(_, clock)| !clock.rule.is_managers() && clock.child.is_none_or(|of| of == child));
    let nearest = theirs.min_by_key(|(_, clock)| clock.order()).map(|(step, clock)| (step, clock.clone()));
    (Status::of(about().map(|one| one.kind)), nearest)
}

/// The last day on which each of the worker's children was seen, from visits recorded and assessments.
fn last_seen(conn: &mut Conn, worker: WorkerId) -> Result<HashMap<PersonId, Seen>, Error> {
    let select = sql!(
        "SELECT sp.person, s.id, s.kind, s.happened_at, f.fact, f.value FROM allocation a
         JOIN step_person sp ON sp.person = a.child AND sp.part = 'child'
         JOIN step s ON s.id = sp.step AND (s.kind = 'assessment' OR (s.kind = 'visit' AND s.state = 'recorded'))
         JOIN step_fact f ON f.step = s.id AND f.child = sp.person
         AND f.fact IN ('child_seen', 'child_seen_on', 'child_seen_alone')
         WHERE a.worker = $1 AND a.until IS NULL AND s.state <> 'cancelled'"
    );
    #[derive(Default)]
    struct Said {
        seen: bool,
        on: Option<Day>,
        alone: Option<bool>,
    }
    let mut said: HashMap<(PersonId, StepId), Said> = HashMap::new();
    for row in &conn.query(select, params![text(worker)])? {
        let one = said.entry((row.parse("person")?, row.parse("id")?)).or_default();
        let value: Answer = json(row, "value")?;
        if row.str("kind")? == "visit" {
            one.on = Some(row.parse::<Moment>("happened_at")?.day());
        }
        match row.str("fact")? {
            "child_seen" => one.seen = value.as_yes_no() == Some(true),
            "child_seen_alone" => one.alone = value.as_yes_no(),
            _ => one.on = one.on.or(value.as_day()),
        }
    }
    let mut last = HashMap::new();
    for ((person, _), one) in said {
        if let (true, Some(on)) = (one.seen, one.on) {
            let seen = Seen { on, alone: one.alone };
            last.entry(person).and_modify(|known: &mut Seen| *known = (*known).max(seen)).or_insert(seen);
        }
    }
    Ok(last)
}

/// The last day on which each of the worker's children gave their views: on their own page, in a visit or in an assessment.
fn last_views(conn: &mut Conn, worker: WorkerId) -> Result<HashMap<PersonId, Day>, Error> {
    let mut last: HashMap<PersonId, Day> = HashMap::new();
    let given = sql!(
        "SELECT v.person, MAX(v.given_on) AS given_on FROM allocation a JOIN child_views v ON v.person = a.child
         WHERE a.worker = $1 AND a.until IS NULL GROUP BY v.person"
    );
    for row in &conn.query(given, params![text(worker)])? {
        last.insert(row.parse("person")?, row.parse("given_on")?);
    }
    let written = sql!(
        "SELECT sp.person, MAX(s.happened_at) AS happened_at FROM allocation a
         JOIN step_person sp ON sp.person = a.child JOIN step s ON s.id = sp.step
         AND s.kind IN ('visit', 'assessment') AND s.state <> 'cancelled'
         JOIN step_fact f ON f.step = s.id AND f.child = sp.person AND f.fact = 'childs_words'
         WHERE a.worker = $1 AND a.until IS NULL GROUP BY sp.person"
    );
    for row in &conn.query(written, params![text(worker)])? {
        let on = row.parse::<Moment>("happened_at")?.day();
        last.entry(row.parse("person")?).and_modify(|day| *day = (*day).max(on)).or_insert(on);
    }
    Ok(last)
}

/// Work in which the worker has written what is not saved on purpose yet.
#[derive(Debug, Clone)]
pub struct Draft {
    pub step: StepId,
    pub kind: Option<StepKind>,
    pub saved_at: Moment,
}

/// The worker's unsaved drafts, the latest first.
pub fn drafts(conn: &mut Conn, worker: WorkerId, now: Moment) -> Result<Vec<Draft>, Error> {
    let select = sql!(concat!(
        "SELECT d.step, s.kind, MAX(d.saved_at) AS saved_at FROM draft d JOIN step s ON s.id = d.step
         WHERE d.worker = $1 AND d.worker = $2 AND s.is_open = 1 AND ",
        may_know_step_own!(),
        " GROUP BY d.step, s.kind ORDER BY saved_at DESC, d.step"
    ));
    let rows = conn.query(select, params![text(worker), text(worker), glass_mark(List::Own, now)])?;
    let draft = |row: &store::Row| {
        Ok(Draft {
            step: row.parse("step")?,
            kind: StepKind::from_slug(row.str("kind")?),
            saved_at: row.parse("saved_at")?,
        })
    };
    rows.iter().map(draft).collect()
}
