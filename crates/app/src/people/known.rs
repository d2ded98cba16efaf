//! What the service knows of somebody at a glance: an open case and whose, known before, or never known.

use law::day::{Day, Moment};
use law::id::PersonId;
use store::{Conn, Error, params, sql, text};

/// How the service knows a person.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Known {
    /// Allocated to a worker, or awaiting allocation in a team.
    OpenCase { worker: Option<String>, team: Option<String> },
    /// An open episode that nobody is allocated to.
    Unallocated,
    /// A contact or referral is open, nothing else.
    AtTheFrontDoor { since: Day },
    /// An episode that ended.
    Closed { on: Day },
    /// Earlier contacts that led to no case.
    ContactsOnly { last: Day },
    /// On the record, never in work.
    Never,
}

impl Known {
    /// `open case, Planning team 1, Jo Marsh`, `closed 3 March 2024`.
    pub fn words(&self) -> String {
        match self {
            Known::OpenCase { worker: Some(worker), team: Some(team) } => format!("open case, {team}, {worker}"),
            Known::OpenCase { worker: Some(worker), team: None } => format!("open case, {worker}"),
            Known::OpenCase { worker: None, team: Some(team) } => format!("open case, {team}, awaiting allocation"),
            Known::OpenCase { worker: None, team: None } | Known::Unallocated => {
                "open case, nobody allocated".to_owned()
            }
            Known::AtTheFrontDoor { since } => format!("open at the front door since {}", since.long()),
            Known::Closed { on } => format!("known before, closed {}", on.long()),
            Known::ContactsOnly { last } => format!("earlier contact, {}", last.long()),
            Known::Never => "no earlier work on the record".to_owned(),
        }
    }

    /// Work goes on now.
    pub fn is_open(&self) -> bool {
        matches!(self, Known::OpenCase { .. } | Known::Unallocated)
    }

    /// Nothing happened before.
    pub fn is_new(&self) -> bool {
        matches!(self, Known::Never)
    }
}

/// How the service knows a person whom a list shows. `besides` is the step of the list's own row, which does not count.
pub fn known(conn: &mut Conn, person: PersonId, besides: Option<&str>) -> Result<Known, Error> {
    let allocated = sql!(
        "SELECT w.name AS worker, t.name AS team FROM allocation a JOIN person p ON p.id = a.child
         LEFT JOIN worker w ON w.id = a.worker LEFT JOIN team t ON t.id = a.team
         WHERE p.root = $1 AND a.until IS NULL ORDER BY a.seq DESC LIMIT 1"
    );
    if let Some(row) = conn.query_opt(allocated, params![text(person)])? {
        return Ok(Known::OpenCase { worker: row.get("worker")?, team: row.get("team")? });
    }
    let episode = sql!(
        "SELECT e.nfa, e.opened_on, e.closed_on FROM episode e JOIN person p ON p.id = e.child WHERE p.root = $1
         ORDER BY e.nfa, e.closed_on IS NOT NULL, e.closed_on DESC LIMIT 1"
    );
    if let Some(row) = conn.query_opt(episode, params![text(person)])? {
        let (opened, closed): (Day, Option<Day>) = (row.parse("opened_on")?, row.parse_opt("closed_on")?);
        return Ok(match (row.get::<bool>("nfa")?, closed) {
            (false, None) => Known::Unallocated,
            (_, Some(on)) => Known::Closed { on },
            (true, None) => Known::ContactsOnly { last: opened },
        });
    }
    at_the_door(conn, person, besides.unwrap_or_default())
}

fn at_the_door(conn: &mut Conn, person: PersonId, besides: &str) -> Result<Known, Error> {
    let select = sql!(
        "SELECT s.is_open, s.happened_at FROM step s JOIN step_person sp ON sp.step = s.id
         JOIN person p ON p.id = sp.person WHERE p.root = $1 AND sp.part = 'child' AND s.id <> $2
         AND s.kind IN ('contact', 'referral', 'out_of_hours') AND s.state <> 'cancelled'
         ORDER BY s.is_open DESC, s.happened_at DESC LIMIT 1"
    );
    let Some(row) = conn.query_opt(select, params![text(person), besides])? else { return Ok(Known::Never) };
    let at = row.parse::<Moment>("happened_at")?.day();
    Ok(if row.get::<bool>("is_open")? { Known::AtTheFrontDoor { since: at } } else { Known::ContactsOnly { last: at } })
}

/// How many contacts about the person reached the service in the twelve months before `on`, one of them left out.
///
/// Families for whom worries come again and again without an answer are those whom the service fails.
pub fn contacts_in_twelve_months(
    conn: &mut Conn,
    person: PersonId,
    on: Day,
    besides: Option<&str>,
) -> Result<i64, Error> {
    let select = sql!(
        "SELECT COUNT(DISTINCT s.id) AS contacts FROM step s JOIN step_person sp ON sp.step = s.id
         JOIN person p ON p.id = sp.person WHERE p.root = $1 AND sp.part = 'child' AND s.kind = 'contact'
         AND s.state <> 'cancelled' AND s.happened_at >= $2 AND s.happened_at < $3 AND s.id <> $4"
    );
    let (from, until) = (on.plus_months(-12), on.plus_days(1));
    let row = params![text(person), text(from), text(until), besides.unwrap_or_default()];
    conn.query_one(select, row)?.get("contacts")
}
