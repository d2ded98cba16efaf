//! A step as its pages show it: opened through the reader's door, with its form, its drafts over its answers, and its clocks.

use super::drafts::{self, Clash, Draft};
use super::fields::{Asking, Pairs, asked, pairs_of};
use super::presence::{self, Here};
use super::{commands, queries};
use crate::caseload::queries::worker_name;
use crate::council::{Council, form_in};
use crate::desk::{Answered, Desk, Stop, Who};
use crate::people::queries::{Person, head};
use crate::reader::{self, Closed};
use forms::{ChildFacts, Form, Missing, Pack, Problem, Question, Raw, Said, field_name};
use law::clock::{Due, Standing, When, standing};
use law::fact::{Fact, Known};
use law::id::{PersonId, StepId, WorkerId};
use law::step::act::{self, Refusal};
use law::step::offer::{Action, Offer, Surroundings};
use law::step::{Reckoned, Step, Timed};
use law::working_days::{BeyondCalendar, Calendar};
use std::collections::BTreeMap;
use std::sync::Arc;
use store::Conn;
use web::Failure;

/// A step, opened.
pub struct Opened {
    pub step: Step,
    /// The step as it would be if every draft were saved on purpose.
    pub with_drafts: Step,
    pub pack: Option<Arc<Pack>>,
    pub children: Vec<ChildFacts>,
    /// The heads of the children's records, in the step's order.
    pub people: Vec<Person>,
    pub others: Vec<Person>,
    pub drafts: Vec<Draft>,
    pub clashes: Vec<Clash>,
    /// Drafts that cannot be read as they are typed.
    pub problems: Vec<Problem>,
    /// What form and law still want, drafts counted.
    pub missing: Vec<Missing>,
    pub clocks: Vec<Clock>,
    pub offers: Vec<Offer>,
    pub here: Vec<Here>,
    names: BTreeMap<WorkerId, String>,
}

/// A clock of the step, reckoned; or why it cannot be.
pub struct Clock {
    pub timed: Timed,
    pub reckoned: Result<(Due, Standing), BeyondCalendar>,
}

/// The id in an address. What is not an id is a page that is not there.
pub fn step_id(id: &str) -> Answered<StepId> {
    id.parse().map_err(|_| Stop::Failure(Failure::NotFound))
}

/// Opens a step off the async threads; `what` goes into the view log.
pub async fn open(desk: &Desk, who: &Who, id: &str, what: &'static str) -> Answered<Opened> {
    let id = step_id(id)?;
    let (council, who) = (desk.council.clone(), who.clone());
    desk.read(move |conn| load(conn, &council, &who, id, what)).await
}

/// Opens a step on a connection. The view is durable in the log before this returns.
pub fn load(conn: &mut Conn, council: &Council, who: &Who, id: StepId, what: &str) -> Answered<Opened> {
    let step = queries::load(conn, id)?.ok_or(Stop::Failure(Failure::NotFound))?;
    admit(conn, council, who, &step, what)?;
    let pack = match &step.form {
        Some(_) => Some(commands::pack(council, conn, &step)?),
        None => None,
    };
    let children = commands::children(conn, &step, who.today())?;
    let drafts = drafts::of_step(conn, id)?;
    let clashes = drafts::clashes(conn, id)?;
    let form = pack.as_deref().and_then(|pack| form_in(pack, &step));
    let (with_drafts, mut problems) = over(form, &step, &children, &drafts);
    problems.extend(untrue(conn, council, who, form, &step, &with_drafts)?);
    let missing = form.map(|form| form.missing(&with_drafts, &children)).unwrap_or_default();
    let around = Surroundings { open_steps: Vec::new(), missing: missing.len() };
    let mut opened = Opened {
        people: heads(conn, &step.children)?,
        others: heads(conn, &step.others)?,
        clocks: clocks(conn, council, who, &step)?,
        offers: step.offers(&who.viewer.actor, &around),
        here: presence::others(conn, id, who.worker.id, who.at())?,
        names: BTreeMap::new(),
        with_drafts,
        pack,
        children,
        drafts,
        clashes,
        problems,
        missing,
        step,
    };
    opened.names = names(conn, &opened)?;
    Ok(opened)
}

/// Everybody on the step must open. A child who does not, among several, closes the step without saying which of them.
pub fn admit(conn: &mut Conn, council: &Council, who: &Who, step: &Step, what: &str) -> Answered<()> {
    let views = council.db.views();
    let alone = step.children.len() + step.others.len() == 1;
    match reader::open_all(conn, views, &step.children, &who.viewer, what) {
        Err(Closed::Restricted(_)) if !alone => return Err(closed(step)),
        other => other.map(drop)?,
    }
    for person in &step.others {
        match reader::open(conn, views, *person, &who.viewer, what) {
            Ok(_) => {}
            Err(Closed::Restricted(_)) => return Err(closed(step)),
            // An adult whose own record is not open to the reader stands here by name, as in a list.
            Err(Closed::AskWhy(_)) if !step.children.is_empty() => {
                reader::shown(views, &who.viewer, what, &[*person])?;
            }
            Err(other) => return Err(other.into()),
        }
    }
    if step.people().is_empty() {
        reader::shown(views, &who.viewer, what, &[])?;
    }
    Ok(())
}

/// The plain refusal, which names nobody.
pub fn closed(step: &Step) -> Stop {
    let reason = format!("You cannot open this {}: part of it is restricted.", step.kind.name());
    Stop::Failure(Failure::may_not(reason, "A team manager can tell you whom to ask."))
}

fn heads(conn: &mut Conn, people: &[PersonId]) -> Result<Vec<Person>, store::Error> {
    people.iter().map(|person| head(conn, *person)).collect()
}

/// Drafts over answers: what can be read is, the rest is named.
fn over(form: Option<&Form>, step: &Step, children: &[ChildFacts], drafts: &[Draft]) -> (Step, Vec<Problem>) {
    let mut with = step.clone();
    let Some(form) = form else { return (with, Vec::new()) };
    let read = form.read_all(children, raw_of(drafts));
    forms::facts_of(form, &read.answers).into_iter().for_each(|known| with.facts.put(known));
    read.answers.into_iter().for_each(|given| with.answers.put(given));
    (with, read.problems)
}

/// Drafts that read well and still cannot be saved: a day in the future, a day before the list of bank holidays.
fn untrue(
    conn: &mut Conn,
    council: &Council,
    who: &Who,
    form: Option<&Form>,
    step: &Step,
    with: &Step,
) -> Result<Vec<Problem>, store::Error> {
    let Some(form) = form else { return Ok(Vec::new()) };
    let mut named: Vec<(String, String)> = Vec::new();
    if let Err(Refusal::Fix(problems)) = act::answer(step, &who.viewer.actor, Vec::new(), known(with), &[]) {
        named.extend(problems.into_iter().map(|problem| (problem.field, problem.say)));
    }
    let beyond = clocks(conn, council, who, with)?.into_iter().find_map(|clock| clock.reckoned.err());
    named.extend(beyond.map(|beyond| (Fact::ReceivedAt.slug().to_owned(), beyond.to_string())));
    let problem = |(named, say): (String, String)| {
        let (question, child) = question_of(form, &named)?;
        Some(Problem { field: field_name(&question.id, child), question: question.id.clone(), child, say })
    };
    Ok(named.into_iter().filter_map(problem).collect())
}

fn known(step: &Step) -> Vec<Known> {
    step.facts.iter().map(|(fact, child, value)| Known { fact, child, value: value.clone() }).collect()
}

/// Law names facts, a page has questions: `child_seen_on-<child>` is the question that gives it, for that child.
pub fn question_of<'a>(form: &'a Form, named: &str) -> Option<(&'a Question, Option<PersonId>)> {
    let (slug, child) = named.split_once('-').unwrap_or((named, ""));
    let question = form.question_of(Fact::from_slug(slug)?)?;
    Some((question, child.parse().ok()))
}

/// Every box of every draft, as one post.
pub fn raw_of(drafts: &[Draft]) -> Raw {
    drafts.iter().flat_map(|draft| draft.fields.iter().cloned()).collect()
}

fn clocks(conn: &mut Conn, council: &Council, who: &Who, step: &Step) -> Result<Vec<Clock>, store::Error> {
    let calendar = council.reckoner.calendar(conn)?;
    let around = queries::around(conn, step)?;
    let reckoned = step.reckoned(&around, &calendar, &council.reckoner.figures);
    let mut clocks: Vec<Clock> = reckoned.into_iter().map(|one| clock(one, who, &calendar)).collect();
    clocks.sort_by_key(|clock| clock.reckoned.as_ref().ok().map(|(_, standing)| standing.urgency()));
    Ok(clocks)
}

fn clock(one: Reckoned, who: &Who, calendar: &Calendar) -> Clock {
    let done = one.timed.done.map(When::Moment);
    let reckoned = one.due.and_then(|due| {
        let standing = standing(&due, done, who.at(), calendar)?;
        Ok((due, standing))
    });
    Clock { timed: one.timed, reckoned }
}

fn names(conn: &mut Conn, opened: &Opened) -> Result<BTreeMap<WorkerId, String>, store::Error> {
    let step = &opened.step;
    let mut wanted: Vec<WorkerId> = step.owner.into_iter().chain([step.started_by]).chain(step.state.by()).collect();
    wanted.extend(opened.drafts.iter().map(|draft| draft.worker));
    wanted.extend(opened.clashes.iter().map(|clash| clash.draft.worker));
    wanted.sort_unstable();
    wanted.dedup();
    wanted.into_iter().map(|worker| Ok((worker, worker_name(conn, worker)?))).collect()
}

impl Opened {
    /// The form on which it is written.
    pub fn form(&self) -> Option<&Form> {
        self.pack.as_deref().and_then(|pack| form_in(pack, &self.step))
    }

    /// The name of a worker who stands on the step.
    pub fn name(&self, worker: WorkerId) -> &str {
        self.names.get(&worker).map_or("a worker", String::as_str)
    }

    pub fn offer(&self, action: Action) -> Option<&Offer> {
        self.offers.iter().find(|offer| offer.action == action)
    }

    /// Refuses with the reason that the page gives, where the action may not be done now.
    pub fn must_be_open_to(&self, action: Action) -> Answered<()> {
        let why = match self.offer(action) {
            Some(offer) => offer.why_not().map(str::to_owned),
            None => Some(format!("This is not done with a {}.", self.step.kind.name())),
        };
        why.map_or(Ok(()), |reason| Err(Stop::Failure(Failure::MayNot { reason, who_can: None })))
    }

    pub fn may(&self, action: Action) -> bool {
        self.offer(action).is_some_and(Offer::is_available)
    }

    /// Whether the viewer may write now, on a form.
    pub fn is_written_here(&self) -> bool {
        self.form().is_some() && self.may(Action::Write)
    }

    /// What the boxes of a question hold: the draft, else what is saved, else what came from the step before.
    pub fn boxes(&self, asking: Asking<'_>) -> Pairs {
        match self.draft(asking) {
            Some(draft) => draft.fields.clone(),
            None => self.saved(asking),
        }
    }

    /// What is saved, as boxes.
    pub fn saved(&self, asking: Asking<'_>) -> Pairs {
        saved_boxes(&self.step, asking)
    }

    pub fn draft(&self, asking: Asking<'_>) -> Option<&Draft> {
        let child = asking.child_id();
        self.drafts.iter().find(|draft| draft.question == asking.question.id && draft.child == child)
    }

    pub fn clashes_of(&self, asking: Asking<'_>) -> impl Iterator<Item = &Clash> {
        let child = asking.child_id();
        self.clashes
            .iter()
            .filter(move |clash| clash.draft.question == asking.question.id && clash.draft.child == child)
    }

    /// Every question with each child of whom it is asked.
    pub fn asked(&self) -> Vec<Asking<'_>> {
        self.form().map(|form| asked(form, &self.children)).unwrap_or_default()
    }

    /// One page for the whole form: notes, visits, other work that its writer finishes alone, and what is said of a plan.
    pub fn is_short(&self) -> bool {
        use law::step::EndsBy;
        matches!(self.step.kind.law().ends_by(), EndsBy::Record | EndsBy::Plan)
    }

    /// The children's names, to head a page: `Zainab and Idris`.
    pub fn whom(&self) -> String {
        let names: Vec<&str> = self.children.iter().map(|child| child.name.as_str()).collect();
        match names.split_last() {
            None => String::new(),
            Some((only, [])) => (*only).to_owned(),
            Some((last, rest)) => format!("{} and {last}", rest.join(", ")),
        }
    }
}

/// What is saved for a question, as boxes.
pub fn saved_boxes(step: &Step, asking: Asking<'_>) -> Pairs {
    pairs_of(asking.question, &asking.field(), Said::of(step).to(asking.question, asking.child_id()))
}
