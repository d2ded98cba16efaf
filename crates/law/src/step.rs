//! A step is one piece of work about one child or several. This file holds what all steps share: the trait that every kind
//! answers, the closed list of kinds, the states, and the record of one step. Each kind has its own file in `step/`.

pub mod act;
pub mod offer;
pub mod outcome;

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

use crate::answer::{Answers, Given};
use crate::clock::{Rule, Start};
use crate::day::{Day, Moment};
use crate::fact::{Fact, Facts, Known};
use crate::id::{PersonId, StepId, TeamId, WorkerId};
use crate::journal::Recorded;
use offer::{Action, Actor, Offer, Surroundings};
use outcome::{Decision, Outcome};
use serde::{Deserialize, Serialize};

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

/// Where a step stands. Each state carries who brought it there and when.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "state")]
pub enum State {
    /// Being written, by anybody who works with the children.
    Open,
    /// With the manager.
    Submitted {
        by: WorkerId,
        at: Moment,
    },
    /// Back with its writer, with the manager's reasons.
    Returned {
        by: WorkerId,
        at: Moment,
        reasons: String,
    },
    /// Decided by a manager.
    Authorised {
        by: WorkerId,
        at: Moment,
    },
    /// Finished without a decision.
    Recorded {
        by: WorkerId,
        at: Moment,
    },
    /// Handed over; the day service has not acknowledged yet.
    HandedOver {
        by: WorkerId,
        at: Moment,
    },
    /// Handover acknowledged.
    Acknowledged {
        by: WorkerId,
        at: Moment,
    },
    Cancelled {
        by: WorkerId,
        at: Moment,
        reason: String,
    },
    /// Ended in an earlier system, on that day.
    EndedElsewhere {
        on: Day,
    },
}

impl State {
    /// Work is still to be done by somebody.
    pub fn is_open(&self) -> bool {
        matches!(self, State::Open | State::Submitted { .. } | State::Returned { .. } | State::HandedOver { .. })
    }

    /// Its writer may write.
    pub fn is_being_written(&self) -> bool {
        matches!(self, State::Open | State::Returned { .. })
    }

    /// The word in storage.
    pub fn slug(&self) -> &'static str {
        match self {
            State::Open => "open",
            State::Submitted { .. } => "submitted",
            State::Returned { .. } => "returned",
            State::Authorised { .. } => "authorised",
            State::Recorded { .. } => "recorded",
            State::HandedOver { .. } => "handed_over",
            State::Acknowledged { .. } => "acknowledged",
            State::Cancelled { .. } => "cancelled",
            State::EndedElsewhere { .. } => "ended_elsewhere",
        }
    }

    /// The word on a page.
    pub fn name(&self) -> &'static str {
        match self {
            State::Open => "Being written",
            State::Submitted { .. } => "Awaiting authorisation",
            State::Returned { .. } => "Returned",
            State::Authorised { .. } => "Authorised",
            State::Recorded { .. } => "Recorded",
            State::HandedOver { .. } => "Handed over, not acknowledged",
            State::Acknowledged { .. } => "Handover acknowledged",
            State::Cancelled { .. } => "Cancelled",
            State::EndedElsewhere { .. } => "Ended (imported)",
        }
    }

    /// When the step stopped being open work.
    pub fn ended_on(&self) -> Option<Day> {
        match self {
            State::Open | State::Submitted { .. } | State::Returned { .. } | State::HandedOver { .. } => None,
            State::Authorised { at, .. }
            | State::Recorded { at, .. }
            | State::Acknowledged { at, .. }
            | State::Cancelled { at, .. } => Some(at.day()),
            State::EndedElsewhere { on } => Some(*on),
        }
    }
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

/// What a new step begins with.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Started {
    pub step: StepId,
    pub kind: StepKind,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub form: Option<FormRef>,
    pub children: Vec<PersonId>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub others: Vec<PersonId>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub owner: Option<WorkerId>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub team: Option<TeamId>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub opened_by: Option<StepId>,
    pub at: Moment,
    /// Facts that came with it from the step before.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub carried: Vec<Known>,
}

impl Started {
    /// Whose record it stands on.
    pub fn people(&self) -> Vec<PersonId> {
        self.children.iter().chain(&self.others).copied().collect()
    }
}

/// What can happen to a step.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum StepEntry {
    Started(Started),
    /// Words and the facts in them, saved on purpose.
    Answered {
        step: StepId,
        answers: Vec<Given>,
        facts: Vec<Known>,
    },
    Submitted {
        step: StepId,
    },
    Returned {
        step: StepId,
        reasons: String,
    },
    /// A manager decided, child by child.
    Decided {
        step: StepId,
        decisions: Vec<Decision>,
    },
    Recorded {
        step: StepId,
    },
    HandedOver {
        step: StepId,
    },
    Acknowledged {
        step: StepId,
        note: String,
    },
    Cancelled {
        step: StepId,
        reason: String,
    },
    /// A finished step put right; the old words stay in the journal.
    Corrected {
        step: StepId,
        reason: String,
        answers: Vec<Given>,
        facts: Vec<Known>,
    },
    Assigned {
        step: StepId,
        owner: Option<WorkerId>,
        team: Option<TeamId>,
        reason: String,
    },
    LatenessExplained {
        step: StepId,
        lateness: Lateness,
    },
    /// The people of the step changed: a child or a parent was added.
    PeopleChanged {
        step: StepId,
        children: Vec<PersonId>,
        others: Vec<PersonId>,
    },
    /// The work ended in an earlier system.
    EndedElsewhere {
        step: StepId,
        on: Day,
    },
    /// A referral was decided: an episode begins for the child. `nfa` where it begins and ends with no further action (N00112).
    EpisodeOpened {
        step: StepId,
        child: PersonId,
        on: Day,
        nfa: bool,
        need: Option<String>,
        source: Option<String>,
    },
    /// The episode that began with referral `step` ended for the child, for a reason of the census list (N00103); empty
    /// where an earlier system gave none.
    EpisodeClosed {
        step: StepId,
        child: PersonId,
        on: Day,
        reason: String,
    },
}

impl StepEntry {
    pub fn step(&self) -> StepId {
        match self {
            StepEntry::Started(started) => started.step,
            StepEntry::Answered { step, .. }
            | StepEntry::Submitted { step }
            | StepEntry::Returned { step, .. }
            | StepEntry::Decided { step, .. }
            | StepEntry::Recorded { step }
            | StepEntry::HandedOver { step }
            | StepEntry::Acknowledged { step, .. }
            | StepEntry::Cancelled { step, .. }
            | StepEntry::Corrected { step, .. }
            | StepEntry::Assigned { step, .. }
            | StepEntry::LatenessExplained { step, .. }
            | StepEntry::PeopleChanged { step, .. }
            | StepEntry::EndedElsewhere { step, .. }
            | StepEntry::EpisodeOpened { step, .. }
            | StepEntry::EpisodeClosed { step, .. } => *step,
        }
    }

    /// The verb in storage.
    pub fn verb(&self) -> &'static str {
        match self {
            StepEntry::Started(_) => "started",
            StepEntry::Answered { .. } => "answered",
            StepEntry::Submitted { .. } => "submitted",
            StepEntry::Returned { .. } => "returned",
            StepEntry::Decided { .. } => "decided",
            StepEntry::Recorded { .. } => "recorded",
            StepEntry::HandedOver { .. } => "handed_over",
            StepEntry::Acknowledged { .. } => "acknowledged",
            StepEntry::Cancelled { .. } => "cancelled",
            StepEntry::Corrected { .. } => "corrected",
            StepEntry::Assigned { .. } => "assigned",
            StepEntry::LatenessExplained { .. } => "lateness_explained",
            StepEntry::PeopleChanged { .. } => "people_changed",
            StepEntry::EndedElsewhere { .. } => "ended_elsewhere",
            StepEntry::EpisodeOpened { .. } => "episode_opened",
            StepEntry::EpisodeClosed { .. } => "episode_closed",
        }
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
        let (by, at) = (recorded.author.worker, recorded.recorded_at);
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
