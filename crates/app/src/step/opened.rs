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
use forms::{ChildFacts, Form, Missing, Pack, Problem, Raw, Said};
use law::clock::{Due, Standing, When, reckon, standing};
use law::id::{PersonId, StepId, WorkerId};
use law::step::offer::{Action, Offer, Surroundings};
use law::step::{State, Step, Timed};
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
    let (with_drafts, problems) = over(form, &step, &children, &drafts);
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

fn closed(step: &Step) -> Stop {
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

/// Every box of every draft, as one post.
pub fn raw_of(drafts: &[Draft]) -> Raw {
    drafts.iter().flat_map(|draft| draft.fields.iter().cloned()).collect()
}

fn clocks(conn: &mut Conn, council: &Council, who: &Who, step: &Step) -> Result<Vec<Clock>, store::Error> {
    let calendar = council.reckoner.calendar(conn)?;
    let mut clocks: Vec<Clock> = step.clocks().into_iter().map(|timed| clock(timed, council, who, &calendar)).collect();
    clocks.sort_by_key(|clock| clock.reckoned.as_ref().ok().map(|(_, standing)| standing.urgency()));
    Ok(clocks)
}

fn clock(timed: Timed, council: &Council, who: &Who, calendar: &Calendar) -> Clock {
    let due = reckon(timed.rule, timed.start.clone(), calendar, &council.reckoner.figures);
    let reckoned = due.and_then(|due| {
        let standing = standing(&due, timed.done.map(When::Moment), who.at(), calendar)?;
        Ok((due, standing))
    });
    Clock { timed, reckoned }
}

fn names(conn: &mut Conn, opened: &Opened) -> Result<BTreeMap<WorkerId, String>, store::Error> {
    let step = &opened.step;
    let mut wanted: Vec<WorkerId> = step.owner.into_iter().chain([step.started_by]).chain(by(&step.state)).collect();
    wanted.extend(opened.drafts.iter().map(|draft| draft.worker));
    wanted.extend(opened.clashes.iter().map(|clash| clash.draft.worker));
    wanted.sort_unstable();
    wanted.dedup();
    wanted.into_iter().map(|worker| Ok((worker, worker_name(conn, worker)?))).collect()
}

fn by(state: &State) -> Option<WorkerId> {
    match state {
        State::Open | State::EndedElsewhere { .. } => None,
        State::Submitted { by, .. }
        | State::Returned { by, .. }
        | State::Authorised { by, .. }
        | State::Recorded { by, .. }
        | State::HandedOver { by, .. }
        | State::Acknowledged { by, .. }
        | State::Cancelled { by, .. } => Some(*by),
    }
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

    /// One page for the whole form: notes, visits and other work that its writer finishes alone.
    pub fn is_short(&self) -> bool {
        self.step.kind.law().ends_by() == law::step::EndsBy::Record
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
