//! A step is one piece of work about one child or several. This file holds what all steps share: the trait that every kind
//! answers, the closed list of kinds, the states, and the record of one step. Each kind has its own file in `step/`.

pub mod act;
mod entry;
pub mod offer;
pub mod outcome;
mod state;

mod assessment;
mod case_note;
mod cin_plan;
mod closure;
mod conference;
mod consultation;
mod contact;
mod early_help;
mod out_of_hours;
mod oversight;
mod protection_plan;
mod referral;
mod section47_enquiry;
mod strategy_discussion;
mod visit;

use crate::answer::Answers;
use crate::clock::{Rule, Start};
use crate::day::Moment;
use crate::fact::{Fact, Facts};
use crate::id::{PersonId, StepId, TeamId, WorkerId};
use crate::journal::Recorded;
use offer::{Action, Actor, Offer, Surroundings};
use outcome::{Decision, Outcome};
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
    ProtectionPlan "protection_plan" protection_plan,
    CinPlan "cin_plan" cin_plan,
    EarlyHelp "early_help" early_help,
}

impl StepKind {
    pub fn slug(self) -> &'static str {
        self.law().slug()
    }

    pub fn name(self) -> &'static str {
        self.law().name()
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

/// Something that must be said first, with the question that says it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Missing {
    pub fact: Fact,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub child: Option<PersonId>,
    /// What to do, in a sentence.
    pub say: String,
}

impl Timed {
    /// A clock of the whole step, from a moment.
    pub(crate) fn new(rule: Rule, from: Moment, done: Option<Moment>) -> Self {
        Self { rule, child: None, start: Start::new(from, rule.definition().starts), done }
    }

    pub(crate) fn of(self, child: PersonId) -> Self {
        Self { child: Some(child), ..self }
    }
}

/// The family's facts of a list that nobody has given yet.
fn required(step: &Step, wanted: &[(Fact, &str)]) -> Vec<Missing> {
    let unanswered = wanted.iter().filter(|(fact, _)| step.facts.family(*fact).is_none());
    unanswered.map(|(fact, say)| Missing::new(*fact, None, *say)).collect()
}

impl Missing {
    pub fn new(fact: Fact, child: Option<PersonId>, say: impl Into<String>) -> Self {
        Self { fact, child, say: say.into() }
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
            State::EndedElsewhere { on } => on.at(12, 0).ok(),
            State::Open | State::Submitted { .. } | State::Returned { .. } | State::HandedOver { .. } => None,
        }
    }

    /// When work that it is about reached the service; the step's own start where nobody said.
    pub fn received(&self) -> Moment {
        self.facts.moment(Fact::ReceivedAt).unwrap_or(self.started)
    }
}

#[cfg(test)]
mod tests;
