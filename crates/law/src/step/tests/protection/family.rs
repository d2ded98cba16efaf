//! A family whose steps are kept as a ledger keeps them, and the people who work with it.

use super::super::*;
use crate::caseload::Registration;
use crate::day::Day;
use std::collections::BTreeMap;

/// The steps of one family, as their entries have made them.
pub(super) struct Family {
    pub(super) steps: BTreeMap<StepId, Step>,
    /// In which order they began.
    pub(super) order: Vec<StepId>,
    pub(super) now: Moment,
    pub(super) next: u128,
}

pub(super) fn day(text: &str) -> Day {
    text.parse().unwrap()
}

pub(super) fn social_worker() -> Actor {
    Actor {
        registration: Some(Registration { number: "SW1".to_owned(), expires: day("2027-11-30") }),
        ..actor(1, Role::SocialWorker)
    }
}

pub(super) fn manager() -> Actor {
    actor(2, Role::TeamManager)
}

pub(super) fn chair() -> Actor {
    actor(3, Role::ConferenceChair)
}

impl Family {
    pub(super) fn new() -> Self {
        Self { steps: BTreeMap::new(), order: Vec::new(), now: monday(), next: 5000 }
    }

    pub(super) fn by(&self, actor: Actor) -> Actor {
        Actor { today: self.now.day(), ..actor }
    }

    pub(super) fn id(&mut self) -> Uuid {
        self.next += 1;
        Uuid::from_u128(self.next)
    }

    pub(super) fn apply(&mut self, happenings: Vec<Happening>, by: WorkerId) {
        for happening in happenings {
            let Entry::Step(entry) = &happening.entry else { continue };
            let entry_recorded = recorded(entry, by, self.now);
            match entry {
                StepEntry::Started(started) => {
                    self.steps.insert(started.step, Step::begun(started, by));
                    self.order.push(started.step);
                }
                StepEntry::EpisodeOpened { .. } | StepEntry::EpisodeClosed { .. } => {}
                other => {
                    let step = self.steps.remove(&other.step()).unwrap();
                    self.steps.insert(step.id, step.after(other, &entry_recorded));
                }
            }
        }
    }

    pub(super) fn around(&self, but: Option<StepId>) -> Vec<Step> {
        let open = |id: &&StepId| Some(**id) != but && self.steps[*id].state.is_open();
        self.order.iter().filter(open).map(|id| self.steps[id].clone()).collect()
    }

    pub(super) fn begin(&mut self, kind: StepKind, children: &[PersonId], by: &Actor) -> Result<StepId, Refusal> {
        let step = StepId(self.id());
        let started = Started { step, kind, children: children.to_vec(), at: self.now, ..begin(kind) };
        let happening = act::start(Started { form: form(kind), ..started }, by, &self.around(None))?;
        self.apply(vec![happening], by.worker);
        Ok(step)
    }

    pub(super) fn fact(&mut self, step: StepId, fact: Fact, child: Option<PersonId>, value: Answer) {
        let kept = self.steps.get_mut(&step).unwrap();
        kept.facts.put(known(fact, child, value));
    }

    pub(super) fn means<T>(&mut self, step: Option<StepId>, act: impl FnOnce(Means<'_>) -> T) -> T {
        let around = self.around(step);
        let now = self.now;
        let mut next = self.next;
        let mut dice = || {
            next += 1;
            Uuid::from_u128(next)
        };
        let given = act(Means { dice: &mut dice, form: &form, now, around: &around });
        self.next = next;
        given
    }

    pub(super) fn decide(&mut self, step: StepId, by: &Actor, decisions: Vec<Decision>) -> Result<(), Refusal> {
        let stands = self.steps[&step].clone();
        let by = self.by(by.clone());
        let happenings = self.means(Some(step), |means| decide::decide(&stands, &by, decisions, means))?;
        self.apply(happenings, by.worker);
        Ok(())
    }

    pub(super) fn record(&mut self, step: StepId, by: &Actor) -> Result<(), Refusal> {
        let stands = self.steps[&step].clone();
        let by = self.by(by.clone());
        let happenings = self.means(Some(step), |means| act::record(&stands, &by, &[], means))?;
        self.apply(happenings, by.worker);
        Ok(())
    }

    pub(super) fn submit(&mut self, step: StepId, by: &Actor) -> Result<(), Refusal> {
        let by = self.by(by.clone());
        let happenings = act::submit(&self.steps[&step], &by, &[])?;
        self.apply(happenings, by.worker);
        Ok(())
    }

    /// The open step of a kind for a child.
    pub(super) fn open(&self, kind: StepKind, child: PersonId) -> Option<StepId> {
        let open = |id: &&StepId| {
            let step = &self.steps[*id];
            step.kind == kind && step.state.is_open() && step.children.contains(&child)
        };
        self.order.iter().rfind(open).copied()
    }

    pub(super) fn all_open(&self, kind: StepKind, child: PersonId) -> usize {
        let open = |step: &&Step| step.kind == kind && step.state.is_open() && step.children.contains(&child);
        self.steps.values().filter(open).count()
    }

    /// A discussion held now that decides on an enquiry for these children.
    pub(super) fn discussion(&mut self, children: &[PersonId], outcome: Outcome) -> Result<StepId, Refusal> {
        let by = self.by(manager());
        let step = self.begin(StepKind::StrategyDiscussion, children, &by)?;
        self.fact(step, Fact::HappenedAt, None, Answer::Moment(self.now));
        let decisions = children.iter().map(|child| decision(*child, outcome)).collect();
        self.decide(step, &by, decisions)?;
        Ok(step)
    }

    /// From an open enquiry to the conference that it opens.
    pub(super) fn conference_of(&mut self, children: &[PersonId]) -> StepId {
        let enquiry = self.open(StepKind::Section47Enquiry, children[0]).unwrap();
        self.submit(enquiry, &social_worker()).unwrap();
        let decisions = children.iter().map(|child| decision(*child, Outcome::ConcernsContinue)).collect();
        self.decide(enquiry, &manager(), decisions).unwrap();
        self.open(StepKind::Conference, children[0]).unwrap()
    }

    pub(super) fn hold(&mut self, conference: StepId, decisions: Vec<Decision>) -> Result<(), Refusal> {
        self.fact(conference, Fact::HappenedAt, None, Answer::Moment(self.now));
        self.decide(conference, &chair(), decisions)
    }

    pub(super) fn clock(&self, step: StepId, rule: Rule, child: Option<PersonId>) -> Option<crate::step::Timed> {
        self.steps[&step].clocks().into_iter().find(|timed| timed.rule == rule && timed.child == child)
    }
}

pub(super) fn form(kind: StepKind) -> Option<FormRef> {
    Some(FormRef { slug: kind.slug().to_owned(), pack: "p".to_owned() })
}

pub(super) fn plan(child: PersonId, category: &str) -> Decision {
    Decision { category: Some(category.to_owned()), ..decision(child, Outcome::ProtectionPlan) }
}

/// A family whose children are on a protection plan since monday's conference.
pub(super) fn on_plan(children: &[PersonId]) -> Family {
    let mut family = Family::new();
    family.discussion(children, Outcome::JointEnquiry).unwrap();
    let conference = family.conference_of(children);
    family.hold(conference, children.iter().map(|child| plan(*child, "NEG")).collect()).unwrap();
    family
}
