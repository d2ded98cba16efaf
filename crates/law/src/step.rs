//! A step is one piece of work about one child or several. This file holds what all steps share: the trait that every kind
//! answers, the closed list of kinds, the states, and the record of one step. Each kind has its own file in `step/`.

pub mod act;
pub mod agreed;
pub mod check;
pub mod decide;
mod entry;
pub mod follow;
pub mod looks;
pub mod offer;
pub mod outcome;
pub mod part;
pub mod plan_end;
pub mod seat;
mod state;

mod assessment;
mod case_note;
mod cin_plan;
mod cin_review;
mod closure;
mod conference;
mod conference_record;
mod consultation;
mod contact;
mod core_group;
mod early_help;
mod out_of_hours;
mod oversight;
mod protection_plan;
mod referral;
pub mod section47_enquiry;
mod strategy_discussion;
mod visit;

use crate::answer::Answers;
use crate::clock::{Due, Figures, Rule, Start, When, reckon};
use crate::day::Moment;
use crate::fact::{Fact, Facts};
use crate::id::{PersonId, StepId, TeamId, WorkerId};
use crate::journal::Recorded;
use crate::working_days::{BeyondCalendar, Calendar};
use agreed::Agreed;
use check::Check;
use looks::Look;
use offer::{Action, Actor, Offer, Surroundings};
use outcome::{Decision, Outcome};
use seat::Seat;
use serde::{Deserialize, Serialize};

pub use entry::{Started, StepEntry};
pub use state::State;

/// What a kind of step knows of itself. No method has a default: a new kind answers each.
pub trait Kind: Sync {
    /// The word in storage, in a form's file and in a URL.
    fn slug(&self) -> &'static str;

    /// The sector's own word, for a page.
    fn name(&self) -> &'static str;

    /// Facts that the kind's form must ask for; see [`crate::fact`].
    fn asks(&self) -> &'static [Fact];

    /// How the step ends.
    fn ends_by(&self) -> EndsBy;

    /// What its manager may decide, each child apart. Empty where the kind is recorded without a decision.
    fn outcomes(&self) -> &'static [Outcome];

    /// What may be done with the step now, by this person, and if not, why not.
    fn offers(&self, step: &Step, actor: &Actor, around: &Surroundings) -> Vec<Offer>;

    /// What law wants said before it may be submitted, beyond the form's own required questions.
    fn missing(&self, step: &Step) -> Vec<Missing>;

    /// The clocks that run, or ran, on the step.
    fn clocks(&self, step: &Step) -> Vec<Timed>;

    /// The day and time on which the work it records took place; the step's start where the work is the step itself.
    fn happened(&self, step: &Step) -> Moment;

    /// One line for the timeline and the chronology.
    fn sentence(&self, step: &Step) -> String;
}

/// How a step of a kind ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum EndsBy {
    /// Its writer says that it is finished: a note, a visit.
    Record,
    /// A manager decides on it: a contact, a referral, an assessment, a closure.
    Decision,
    /// Its writer hands it over, and the next service acknowledges.
    Handover,
    /// Its chair decides in the meeting itself, from what is written there: a strategy discussion, a conference.
    Chair,
    /// It runs until a route that law knows ends it: a plan.
    Plan,
    /// By steps of its own, whose form is not in this version of Kith; until then its facts come from an import.
    Elsewhere,
}

macro_rules! kinds {
    ($($kind:ident $slug:literal $module:ident),+ $(,)?) => {
        /// The closed list of kinds.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        pub enum StepKind { $(#[serde(rename = $slug)] $kind),+ }

        impl StepKind {
            pub const ALL: &'static [StepKind] = &[$(StepKind::$kind),+];

            /// What the kind knows of itself.
            pub fn law(self) -> &'static dyn Kind {
                match self { $(StepKind::$kind => &$module::$kind),+ }
            }
        }
    };
}

kinds! {
    Contact "contact" contact,
    Consultation "consultation" consultation,
    OutOfHoursEpisode "out_of_hours" out_of_hours,
    Referral "referral" referral,
    Assessment "assessment" assessment,
    CaseNote "case_note" case_note,
    Visit "visit" visit,
    Oversight "oversight" oversight,
    Closure "closure" closure,
    StrategyDiscussion "strategy_discussion" strategy_discussion,
    Section47Enquiry "section47_enquiry" section47_enquiry,
    Conference "conference" conference,
    ConferenceRecord "conference_record" conference_record,
    ProtectionPlan "protection_plan" protection_plan,
    CoreGroup "core_group" core_group,
    CinPlan "cin_plan" cin_plan,
    CinReview "cin_review" cin_review,
    EarlyHelp "early_help" early_help,
}

impl StepKind {
    pub fn slug(self) -> &'static str {
        self.law().slug()
    }

    pub fn name(self) -> &'static str {
        self.law().name()
    }

    /// Work of the front door, on which duty works in turns.
    pub fn is_front_door(self) -> bool {
        use StepKind as K;
        matches!(self, K::Contact | K::Referral | K::Consultation | K::OutOfHoursEpisode)
    }

    /// The words for where a step of this kind stands: a meeting that nobody has held is not "being written", nor is a plan.
    pub fn standing(self, state: &State) -> &'static str {
        match (self.law().ends_by(), state) {
            (EndsBy::Plan, State::Open) => "In force",
            (_, State::Open) if part::has_seats(self) => "To be held",
            _ => state.name(),
        }
    }

    pub fn from_slug(slug: &str) -> Option<StepKind> {
        StepKind::ALL.iter().copied().find(|kind| kind.slug() == slug)
    }

    /// The name with a capital, to begin a line.
    pub fn title(self) -> String {
        let name = self.name();
        let mut letters = name.chars();
        letters.next().map(|first| first.to_uppercase().chain(letters).collect()).unwrap_or_default()
    }
}

/// The form that a step is written on: its slug, and the hash of the pack that holds it.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct FormRef {
    pub slug: String,
    pub pack: String,
}

/// One step, as its entries have made it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Step {
    pub id: StepId,
    pub kind: StepKind,
    /// `None` for a kind without a form, and for imported work.
    pub form: Option<FormRef>,
    pub children: Vec<PersonId>,
    /// Other people whom the step is about: parents, household.
    pub others: Vec<PersonId>,
    pub owner: Option<WorkerId>,
    pub team: Option<TeamId>,
    /// The step whose outcome opened this one.
    pub opened_by: Option<StepId>,
    pub started: Moment,
    pub started_by: WorkerId,
    pub state: State,
    /// When it was last submitted or handed over: the next person's clock starts there.
    pub submitted: Option<Moment>,
    pub answers: Answers,
    pub facts: Facts,
    pub decisions: Vec<Decision>,
    /// Reasons given for lateness, by clock.
    pub lateness: Vec<Lateness>,
    /// Who belongs in the meeting, in the order in which they were asked.
    pub seats: Vec<Seat>,
    /// Actions agreed, in the order in which they were.
    pub agreed: Vec<Agreed>,
    /// Checks with agencies.
    pub checks: Vec<Check>,
}

/// Why a clock was missed, in a person's words.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Lateness {
    pub rule: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub child: Option<PersonId>,
    pub reason: String,
}

/// A clock on a step: its rule, the fact that started it, and the day on which it was met.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Timed {
    pub rule: Rule,
    pub child: Option<PersonId>,
    pub start: Start,
    pub done: Option<Moment>,
}

/// A clock of a step with the day on which it is due, or why that cannot be said.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reckoned {
    pub timed: Timed,
    pub due: Result<Due, BeyondCalendar>,
}

/// What stands round a step and meets its clocks.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Around {
    /// Looks that managers took at its children, in any order.
    pub looks: Vec<Look>,
}

/// Something that must be said first, and where it is said.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Missing {
    pub gap: Gap,
    pub child: Option<PersonId>,
    /// What to do, in a sentence.
    pub say: String,
}

/// Where something is missing: a question, or one of the parts that steps share.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Gap {
    Fact(Fact),
    Seats,
    Actions,
    Checks,
}

impl From<Fact> for Gap {
    fn from(fact: Fact) -> Self {
        Gap::Fact(fact)
    }
}

impl Gap {
    /// The name of the field, or of the part of the page, where it is said.
    pub fn field(self) -> &'static str {
        match self {
            Gap::Fact(fact) => fact.slug(),
            Gap::Seats => "seats",
            Gap::Actions => "actions",
            Gap::Checks => "checks",
        }
    }
}

impl Timed {
    /// A clock of the whole step, from a moment or a day.
    pub(crate) fn new(rule: Rule, from: impl Into<When>, done: Option<Moment>) -> Self {
        Self { rule, child: None, start: Start::new(from, rule.definition().starts), done }
    }

    pub(crate) fn of(self, child: PersonId) -> Self {
        Self { child: Some(child), ..self }
    }
}

/// A child's facts of a list that nobody has given yet, for each child.
fn required_of_each(step: &Step, wanted: &[(Fact, &str)]) -> Vec<Missing> {
    let each = step.children.iter().flat_map(|child| wanted.iter().map(move |(fact, say)| (*child, *fact, *say)));
    let unanswered = each.filter(|(child, fact, _)| step.facts.get(*fact, Some(*child)).is_none());
    unanswered.map(|(child, fact, say)| Missing::new(fact, Some(child), say)).collect()
}

/// The family's facts of a list that nobody has given yet.
fn required(step: &Step, wanted: &[(Fact, &str)]) -> Vec<Missing> {
    let unanswered = wanted.iter().filter(|(fact, _)| step.facts.family(*fact).is_none());
    unanswered.map(|(fact, say)| Missing::new(*fact, None, *say)).collect()
}

impl Missing {
    pub fn new(gap: impl Into<Gap>, child: Option<PersonId>, say: impl Into<String>) -> Self {
        Self { gap: gap.into(), child, say: say.into() }
    }
}

impl Step {
    /// The step that an entry begins.
    pub fn begun(started: &Started, by: WorkerId) -> Self {
        Self {
            id: started.step,
            kind: started.kind,
            form: started.form.clone(),
            children: started.children.clone(),
            others: started.others.clone(),
            owner: started.owner,
            team: started.team,
            opened_by: started.opened_by,
            started: started.at,
            started_by: by,
            state: State::Open,
            submitted: None,
            answers: Answers::default(),
            facts: started.carried.iter().cloned().collect(),
            decisions: Vec::new(),
            lateness: Vec::new(),
            seats: Vec::new(),
            agreed: Vec::new(),
            checks: Vec::new(),
        }
    }

    /// The step after an entry. Entries of other steps, and those about episodes, leave it as it is.
    pub fn after(mut self, entry: &StepEntry, recorded: &Recorded) -> Self {
        let (by, at) = (recorded.by(), recorded.at());
        match entry {
            StepEntry::Started(_) | StepEntry::EpisodeOpened { .. } | StepEntry::EpisodeClosed { .. } => {}
            StepEntry::Answered { answers, facts, .. } | StepEntry::Corrected { answers, facts, .. } => {
                answers.iter().cloned().for_each(|given| self.answers.put(given));
                facts.iter().cloned().for_each(|known| self.facts.put(known));
            }
            StepEntry::Submitted { .. } => {
                self.submitted = Some(at);
                self.state = State::Submitted { by, at };
            }
            StepEntry::Returned { reasons, .. } => self.state = State::Returned { by, at, reasons: reasons.clone() },
            StepEntry::Decided { decisions, .. } => {
                self.decisions = decisions.clone();
                self.state = State::Authorised { by, at };
            }
            StepEntry::Recorded { .. } => self.state = State::Recorded { by, at },
            StepEntry::HandedOver { .. } => {
                self.submitted = Some(at);
                self.state = State::HandedOver { by, at };
            }
            StepEntry::Acknowledged { .. } => self.state = State::Acknowledged { by, at },
            StepEntry::Cancelled { reason, .. } => self.state = State::Cancelled { by, at, reason: reason.clone() },
            StepEntry::Assigned { owner, team, .. } => {
                self.owner = *owner;
                self.team = *team;
            }
            StepEntry::LatenessExplained { lateness, .. } => self.lateness.push(lateness.clone()),
            StepEntry::PeopleChanged { children, others, .. } => {
                self.children.clone_from(children);
                self.others.clone_from(others);
            }
            StepEntry::EndedElsewhere { on, .. } => self.state = State::EndedElsewhere { on: *on },
            StepEntry::SeatKept { seat, .. } => keep(&mut self.seats, seat, |one| one.id == seat.id),
            StepEntry::SeatRemoved { seat, .. } => self.seats.retain(|one| one.id != *seat),
            StepEntry::ActionKept { action, .. } => keep(&mut self.agreed, action, |one| one.id == action.id),
            StepEntry::CheckKept { check, .. } => keep(&mut self.checks, check, |one| one.id == check.id),
            StepEntry::FactsFollowed { facts, .. } => facts.iter().cloned().for_each(|known| self.facts.put(known)),
            StepEntry::Ended { on, reason, .. } => self.state = State::Ended { by, on: *on, reason: reason.clone() },
        }
        self
    }

    /// Children and others.
    pub fn people(&self) -> Vec<PersonId> {
        self.children.iter().chain(&self.others).copied().collect()
    }

    /// What may be done now.
    pub fn offers(&self, actor: &Actor, around: &Surroundings) -> Vec<Offer> {
        self.kind.law().offers(self, actor, around)
    }

    /// Every clock: the kind's own, and the manager's from the day of submission, so that their delay is seen as theirs.
    pub fn clocks(&self) -> Vec<Timed> {
        let mut clocks = self.kind.law().clocks(self);
        if let (EndsBy::Decision, Some(submitted)) = (self.kind.law().ends_by(), self.submitted) {
            let answered = match &self.state {
                State::Returned { at, .. } => Some(*at),
                _ => self.ended(),
            };
            clocks.push(Timed::new(Rule::ManagerAuthorises, submitted, answered));
        }
        clocks
    }

    /// Every clock with its due day, each met by what the step itself says and by what stands round it.
    pub fn reckoned(&self, around: &Around, calendar: &Calendar, figures: &Figures) -> Vec<Reckoned> {
        let due = |timed: Timed| {
            let due = reckon(timed.rule, timed.start.clone(), calendar, figures);
            Reckoned { timed, due }
        };
        let mut clocks: Vec<Reckoned> = self.clocks().into_iter().map(due).collect();
        looks::meet(self, &mut clocks, &around.looks);
        clocks
    }

    /// By when somebody must answer if the step were submitted, or handed over, at that moment: the nearest clock that the
    /// answer would meet. `None` where nobody answers.
    ///
    /// # Errors
    /// [`BeyondCalendar`] when a working day is needed from a year that the list of bank holidays does not hold.
    pub fn answer_due(
        &self,
        at: Moment,
        calendar: &Calendar,
        figures: &Figures,
    ) -> Result<Option<Due>, BeyondCalendar> {
        let by = self.started_by;
        let (given, answered) = match self.kind.law().ends_by() {
            EndsBy::Decision => (State::Submitted { by, at }, State::Authorised { by, at }),
            EndsBy::Handover => (State::HandedOver { by, at }, State::Acknowledged { by, at }),
            EndsBy::Record | EndsBy::Chair | EndsBy::Plan | EndsBy::Elsewhere => return Ok(None),
        };
        let in_state = |state| Step { submitted: Some(at), state, ..self.clone() };
        let answered = in_state(answered).clocks();
        let met = |one: &Timed| {
            let same = |other: &&Timed| other.rule == one.rule && other.child == one.child;
            one.done.is_none() && answered.iter().find(same).is_some_and(|other| other.done.is_some())
        };
        let waiting = in_state(given).clocks().into_iter().filter(met);
        let due: Vec<Due> =
            waiting.map(|one| reckon(one.rule, one.start, calendar, figures)).collect::<Result<_, _>>()?;
        Ok(due.into_iter().min_by_key(|due| (due.due, due.due_at.is_none(), due.due_at)))
    }

    /// The offer of one action.
    pub fn offer(&self, action: Action, actor: &Actor, around: &Surroundings) -> Option<Offer> {
        self.offers(actor, around).into_iter().find(|offer| offer.action == action)
    }

    /// The decision about a child.
    pub fn decision(&self, child: PersonId) -> Option<&Decision> {
        self.decisions.iter().find(|decision| decision.child == child)
    }

    /// When the step was decided, recorded or otherwise ended.
    pub fn ended(&self) -> Option<Moment> {
        match &self.state {
            State::Authorised { at, .. }
            | State::Recorded { at, .. }
            | State::Acknowledged { at, .. }
            | State::Cancelled { at, .. } => Some(*at),
            State::EndedElsewhere { on } | State::Ended { on, .. } => on.at(12, 0).ok(),
            State::Open | State::Submitted { .. } | State::Returned { .. } | State::HandedOver { .. } => None,
        }
    }

    /// When work that it is about reached the service; the step's own start where nobody said.
    pub fn received(&self) -> Moment {
        self.facts.moment(Fact::ReceivedAt).unwrap_or(self.started)
    }
}

/// Puts a part in the place of the one it replaces, or at the end.
fn keep<T: Clone>(parts: &mut Vec<T>, part: &T, same: impl Fn(&T) -> bool) {
    match parts.iter_mut().find(|one| same(one)) {
        Some(place) => *place = part.clone(),
        None => parts.push(part.clone()),
    }
}

#[cfg(test)]
mod tests;
