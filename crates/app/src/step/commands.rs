//! What people do with steps, as commands: the step is found, law asked, and what happens given back to be recorded.
//!
//! Pages, importers and the synthetic council all come through here.

use super::queries;
use crate::command::Rejected;
use crate::council::{Council, form_in};
use crate::people::queries::head;
use forms::{ChildFacts, Problem, Raw, facts_of};
use law::answer::Given;
use law::day::{Day, Moment};
use law::fact::Known;
use law::id::{PersonId, StepId, TeamId, WorkerId};
use law::journal::{Entry, Happening};
use law::step::act::{self, Lead, Refusal};
use law::step::decide::{self, Means};
use law::step::offer::Actor;
use law::step::outcome::Decision;
use law::step::plan_end::{self, Ending, Life};
use law::step::{EndsBy, Lateness, Missing, Started, Step, StepEntry, StepKind};
use std::sync::Arc;
use store::{Conn, params, sql, text};

/// A step to begin freely: a contact, a note, a visit.
#[derive(Debug, Clone)]
pub struct Begin {
    pub kind: StepKind,
    pub children: Vec<PersonId>,
    pub others: Vec<PersonId>,
    pub team: Option<TeamId>,
    /// The step that it belongs to: an assessment's visit, a referral's note.
    pub part_of: Option<StepId>,
    pub carried: Vec<Known>,
}

/// Begins a step.
pub fn begin(
    council: &Council,
    conn: &mut Conn,
    actor: &Actor,
    now: Moment,
    begin: Begin,
) -> Result<Vec<Happening>, Rejected> {
    let around = queries::beside(conn, &begin.children, None)?;
    let started = Started {
        step: StepId(council.dice.id(now)),
        kind: begin.kind,
        form: council.form_today(begin.kind),
        children: begin.children,
        others: begin.others,
        owner: Some(actor.worker),
        team: begin.team.or(actor.team),
        opened_by: begin.part_of,
        at: now,
        carried: begin.carried,
    };
    Ok(vec![act::start(started, actor, &around)?])
}

/// The step, or [`Rejected::Absent`].
pub fn find(conn: &mut Conn, id: StepId) -> Result<Step, Rejected> {
    queries::load(conn, id)?.ok_or(Rejected::Absent)
}

/// What a form needs to know of a step's children, in their order.
pub fn children(conn: &mut Conn, step: &Step, today: Day) -> Result<Vec<ChildFacts>, store::Error> {
    step.children.iter().map(|child| child_facts(conn, *child, today)).collect()
}

fn child_facts(conn: &mut Conn, child: PersonId, today: Day) -> Result<ChildFacts, store::Error> {
    let person = head(conn, child)?;
    Ok(ChildFacts {
        id: child,
        name: person.known_as.unwrap_or_else(|| person.name.short().to_owned()),
        age: person.birth.day().and_then(|born| today.age_of(born)),
        unborn: matches!(person.birth, law::people::Birth::Expected(_)),
    })
}

/// The pack on which the step is written; a refusal where the kind has no form.
pub fn pack(council: &Council, conn: &mut Conn, step: &Step) -> Result<Arc<forms::Pack>, Rejected> {
    match council.pack_of(conn, step) {
        Ok(Some(pack)) => Ok(pack),
        Ok(None) => Err(Refusal::MayNot(format!("A {} has no form.", step.kind.name())).into()),
        Err(crate::council::PackError::Store(error)) => Err(error.into()),
        Err(error) => Err(crate::command::JournalError::Entry { seq: 0, why: error.to_string() }.into()),
    }
}

/// Saves on purpose what a form posted. What cannot be read is refused, question by question; nothing is half saved.
pub fn write(
    council: &Council,
    conn: &mut Conn,
    actor: &Actor,
    id: StepId,
    raw: Raw,
) -> Result<Vec<Happening>, Rejected> {
    let step = find(conn, id)?;
    let (changed, facts) = posted(council, conn, actor, &step, raw)?;
    let around = queries::beside(conn, &step.children, Some(step.id))?;
    Ok(act::answer(&step, actor, changed, facts, &around)?)
}

/// What a form posted that differs from what stands, with the facts in it.
fn posted(
    council: &Council,
    conn: &mut Conn,
    actor: &Actor,
    step: &Step,
    raw: Raw,
) -> Result<(Vec<Given>, Vec<Known>), Rejected> {
    let pack = pack(council, conn, step)?;
    let form = form_in(&pack, step).ok_or(Rejected::Absent)?;
    let children = children(conn, step, actor.today)?;
    let read = form.read_all(&children, raw);
    if !read.problems.is_empty() {
        return Err(Refusal::Fix(read.problems.iter().map(problem).collect()).into());
    }
    let changed = changed(step, read.answers);
    let facts = facts_of(form, &changed);
    Ok((changed, facts))
}

/// Saves answers that need no reading.
pub fn answer(
    council: &Council,
    conn: &mut Conn,
    actor: &Actor,
    id: StepId,
    answers: Vec<Given>,
) -> Result<Vec<Happening>, Rejected> {
    let step = find(conn, id)?;
    let pack = pack(council, conn, &step)?;
    let form = form_in(&pack, &step).ok_or(Rejected::Absent)?;
    let changed = changed(&step, answers);
    let facts = facts_of(form, &changed);
    let around = queries::beside(conn, &step.children, Some(step.id))?;
    Ok(act::answer(&step, actor, changed, facts, &around)?)
}

/// Only what differs from what stands: an unchanged page saved again records nothing.
pub fn changed(step: &Step, answers: Vec<Given>) -> Vec<Given> {
    let differs = |given: &Given| match step.answers.get(&given.asked.question, given.asked.child) {
        Some(stands) => *stands != given.answer,
        None => !given.answer.is_empty(),
    };
    answers.into_iter().filter(differs).collect()
}

fn problem(problem: &Problem) -> act::Problem {
    act::Problem { field: problem.field.clone(), say: problem.say.clone() }
}

/// All that form and law still want, each named by the form's own field.
pub fn missing(council: &Council, conn: &mut Conn, step: &Step, today: Day) -> Result<Vec<forms::Missing>, Rejected> {
    let pack = pack(council, conn, step)?;
    let form = form_in(&pack, step).ok_or(Rejected::Absent)?;
    let children = children(conn, step, today)?;
    Ok(form.missing(step, &children))
}

/// How a step is finished by its writer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Finish {
    Submit,
    Record,
    HandOver,
    /// Everything written is saved and nothing is missing: the chair goes on to decide.
    ReadBack,
}

/// Submits, records or hands over; what is missing is refused by name.
pub fn finish(
    council: &Council,
    conn: &mut Conn,
    actor: &Actor,
    now: Moment,
    id: StepId,
    how: Finish,
) -> Result<Vec<Happening>, Rejected> {
    let step = find(conn, id)?;
    let wanted = missing(council, conn, &step, actor.today)?;
    // Asked first without what is missing, so that who may not is told so before what is not said.
    let happenings = finished(council, conn, actor, now, &step, how)?;
    fixed(wanted)?;
    Ok(happenings)
}

/// Refuses by name while anything is missing.
fn fixed(wanted: Vec<forms::Missing>) -> Result<(), Refusal> {
    if wanted.is_empty() {
        return Ok(());
    }
    let problems = wanted.into_iter().map(|one| act::Problem { field: one.field, say: one.say });
    Err(Refusal::Fix(problems.collect()))
}

/// The finish itself, once nothing is missing, with what follows from it on the children's other work.
pub fn finished(
    council: &Council,
    conn: &mut Conn,
    actor: &Actor,
    now: Moment,
    step: &Step,
    how: Finish,
) -> Result<Vec<Happening>, Rejected> {
    let nothing: &[Missing] = &[];
    let mut happenings = match how {
        Finish::Submit => act::submit(step, actor, nothing)?,
        Finish::HandOver => act::hand_over(step, actor, nothing)?,
        Finish::ReadBack => act::read_back(step, actor)?,
        Finish::Record => {
            let around = queries::beside(conn, &step.children, Some(step.id))?;
            let mut dice = || council.dice.id(now);
            let means = Means { dice: &mut dice, form: &|kind| council.form_today(kind), now, around: &around };
            act::record(step, actor, nothing, means)?
        }
    };
    to_the_cases_own_workers(conn, &mut happenings, actor.today)?;
    Ok(happenings)
}

/// A manager decides, or the chair of a meeting in the meeting itself.
pub fn decide(
    council: &Council,
    conn: &mut Conn,
    actor: &Actor,
    now: Moment,
    id: StepId,
    decisions: Vec<Decision>,
) -> Result<Vec<Happening>, Rejected> {
    let step = find(conn, id)?;
    let around = queries::beside(conn, &step.children, Some(step.id))?;
    let mut dice = || council.dice.id(now);
    let means = Means { dice: &mut dice, form: &|kind| council.form_today(kind), now, around: &around };
    let decided = decide::decide(&step, actor, decisions, means);
    if matches!(decided, Err(Refusal::MayNot(_))) {
        return Ok(decided?);
    }
    if step.kind.law().ends_by() == EndsBy::Chair {
        fixed(missing(council, conn, &step, actor.today)?)?;
    }
    let mut happenings = decided?;
    to_the_cases_own_workers(conn, &mut happenings, actor.today)?;
    Ok(happenings)
}

fn to_the_cases_own_workers(conn: &mut Conn, happenings: &mut [Happening], today: Day) -> Result<(), store::Error> {
    for happening in happenings {
        if let Entry::Step(StepEntry::Started(started)) = &mut happening.entry {
            to_the_cases_own_worker(conn, started, today)?;
        }
    }
    Ok(())
}

/// New casework about children who are one worker's already goes to that worker and their team; what has no worker waits
/// to be allocated.
fn to_the_cases_own_worker(conn: &mut Conn, started: &mut Started, today: Day) -> Result<(), store::Error> {
    let elsewhere = matches!(
        started.kind,
        StepKind::Referral | StepKind::EarlyHelp | StepKind::Conference | StepKind::ConferenceRecord
    );
    if started.owner.is_some() || elsewhere {
        return Ok(());
    }
    let select =
        sql!("SELECT worker, team FROM allocation WHERE child = $1 AND until IS NULL ORDER BY seq DESC LIMIT 1");
    let mut places: Vec<(WorkerId, Option<TeamId>)> = Vec::new();
    for child in &started.children {
        let row = conn.query_opt(select, params![text(child)])?;
        let worker = row.as_ref().map(|row| row.parse_opt("worker")).transpose()?.flatten();
        let (Some(row), Some(worker)) = (row, worker) else { return Ok(()) };
        places.push((worker, row.parse_opt("team")?));
    }
    let shared = places.first().copied().filter(|first| places.iter().all(|place| place == first));
    if let Some((worker, team)) = shared {
        // Whom law does not let lead it is not given it: it waits to be allocated.
        let lead = lead(conn, worker)?;
        if lead.is_none_or(|lead| act::why_not_lead(started.kind, &lead, today).is_some()) {
            return Ok(());
        }
        started.owner = Some(worker);
        started.team = team.or(started.team);
    }
    Ok(())
}

/// A worker as law asks for them before a step is theirs.
pub fn lead(conn: &mut Conn, id: WorkerId) -> Result<Option<Lead>, store::Error> {
    let worker = crate::caseload::queries::worker(conn, id)?;
    Ok(worker.map(|one| Lead { worker: one.id, roles: one.roles, registration: one.registration }))
}

/// A manager returns it with reasons.
pub fn send_back(conn: &mut Conn, actor: &Actor, id: StepId, reasons: String) -> Result<Vec<Happening>, Rejected> {
    Ok(act::send_back(&find(conn, id)?, actor, reasons)?)
}

/// The day service acknowledges a handover.
pub fn acknowledge(conn: &mut Conn, actor: &Actor, id: StepId, note: String) -> Result<Vec<Happening>, Rejected> {
    Ok(act::acknowledge(&find(conn, id)?, actor, note)?)
}

/// Cancels with a reason.
pub fn cancel(conn: &mut Conn, actor: &Actor, id: StepId, reason: String) -> Result<Vec<Happening>, Rejected> {
    Ok(act::cancel(&find(conn, id)?, actor, reason)?)
}

/// Puts a finished step right, with a reason.
pub fn correct(
    council: &Council,
    conn: &mut Conn,
    actor: &Actor,
    id: StepId,
    reason: String,
    raw: Raw,
) -> Result<Vec<Happening>, Rejected> {
    let step = find(conn, id)?;
    let (changed, facts) = posted(council, conn, actor, &step, raw)?;
    let around = queries::beside(conn, &step.children, Some(step.id))?;
    Ok(act::correct(&step, actor, reason, changed, facts, &around)?)
}

/// Gives the step to a worker or a team.
pub fn assign(
    conn: &mut Conn,
    actor: &Actor,
    id: StepId,
    owner: Option<WorkerId>,
    team: Option<TeamId>,
    reason: String,
) -> Result<Vec<Happening>, Rejected> {
    let lead = match owner {
        Some(owner) => Some(lead(conn, owner)?.ok_or(Rejected::Absent)?),
        None => None,
    };
    Ok(act::assign(&find(conn, id)?, actor, lead.as_ref(), team, reason)?)
}

/// Ends a plan where no meeting decides it.
pub fn end_plan(conn: &mut Conn, actor: &Actor, id: StepId, ending: Ending) -> Result<Vec<Happening>, Rejected> {
    let plan = find(conn, id)?;
    let child = head(conn, ending.child)?;
    let life = Life { born: child.birth.day(), died: child.died_on };
    let around = queries::beside(conn, &plan.children, Some(plan.id))?;
    Ok(plan_end::end(&plan, actor, ending, life, &around)?)
}

/// Says why a clock was missed.
pub fn explain_lateness(
    conn: &mut Conn,
    actor: &Actor,
    id: StepId,
    lateness: Lateness,
) -> Result<Vec<Happening>, Rejected> {
    Ok(act::explain_lateness(&find(conn, id)?, actor, lateness)?)
}
