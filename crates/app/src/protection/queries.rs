//! Reads open child protection work with what is missing from each piece, for those who oversee it.

use crate::clocks::Days;
use crate::council::Council;
use crate::desk::{Answered, Who};
use crate::step::{commands, queries};
use crate::work::{self, Work};
use law::day::Moment;
use law::id::StepId;
use law::step::Step;
use store::{Conn, Error, params, sql, text};

/// One open piece of work with all that bears on it.
pub struct Watched {
    pub work: Work,
    pub step: Step,
    /// What form and law still want, in sentences.
    pub missing: Vec<String>,
}

/// Every open discussion, enquiry and conference that the viewer may know of, what is nearest to late first.
pub fn watched(conn: &mut Conn, council: &Council, who: &Who) -> Answered<Vec<Watched>> {
    let days = Days::at(conn, &council.reckoner, who.at())?;
    let mut watched = Vec::new();
    for work in work::protecting(conn, &days, who.worker.id)? {
        let Some(step) = queries::load(conn, work.step)? else { continue };
        let missing = match step.form {
            Some(_) => commands::missing(council, conn, &step, who.today())?.into_iter().map(|one| one.say).collect(),
            None => Vec::new(),
        };
        watched.push(Watched { work, step, missing });
    }
    Ok(watched)
}

/// A step on the way to an enquiry or inside it.
pub struct Passed {
    pub step: Step,
    pub at: Moment,
    pub sentence: String,
}

/// What led to an enquiry, oldest first: the referral, each strategy discussion of its children since, and the visits inside it.
pub fn passed(conn: &mut Conn, enquiry: &Step) -> Result<Vec<Passed>, Error> {
    let mut ids: Vec<StepId> = Vec::new();
    let mut before = enquiry.opened_by;
    while let Some(id) = before {
        ids.push(id);
        before = queries::load_without_answers(conn, id)?.and_then(|step| step.opened_by);
        if ids.len() > 6 {
            break;
        }
    }
    let discussions = sql!(
        "SELECT DISTINCT s.id FROM step s JOIN step_person sp ON sp.step = s.id
         JOIN step_person ep ON ep.person = sp.person AND ep.part = 'child' AND ep.step = $1
         WHERE s.kind = 'strategy_discussion' AND s.started_at >= $2 AND s.state <> 'cancelled' ORDER BY s.id"
    );
    let since = ids.last().copied().unwrap_or(enquiry.id);
    let since = queries::load_without_answers(conn, since)?.map_or(enquiry.started, |step| step.started);
    for row in &conn.query(discussions, params![text(enquiry.id), text(since)])? {
        ids.push(row.parse("id")?);
    }
    let visits = sql!("SELECT id FROM step WHERE opened_by = $1 AND kind = 'visit' ORDER BY started_at, id");
    for row in &conn.query(visits, params![text(enquiry.id)])? {
        ids.push(row.parse("id")?);
    }
    ids.sort_unstable();
    ids.dedup();
    let mut passed = Vec::with_capacity(ids.len());
    for id in ids {
        let Some(step) = queries::load_without_answers(conn, id)? else { continue };
        // An older matter of the same children is not part of this enquiry's way, nor are steps about other children.
        if step.children.iter().any(|child| enquiry.children.contains(child)) {
            let law = step.kind.law();
            passed.push(Passed { at: law.happened(&step), sentence: law.sentence(&step), step });
        }
    }
    passed.sort_by_key(|one| one.at);
    Ok(passed)
}
