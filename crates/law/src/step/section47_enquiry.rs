//! Section 47 enquiry (Children Act 1989, section 47; Working Together 2023, chapter 3): one record in one place, opened only by a
//! strategy discussion and led by a registered social worker (areas a01).

use super::decide::told;
use super::offer::{Action, Actor, Offer, Standing, Surroundings, common};
use super::outcome::{Decision, Outcome};
use super::seat::Agency;
use super::{EndsBy, Gap, Kind, Missing, Step, StepKind, Timed};
use crate::answer::Answer;
use crate::caseload::Registration;
use crate::clock::Rule;
use crate::day::{Day, Moment};
use crate::fact::{Fact, Known};
use crate::role::Role;

/// See the module.
pub struct Section47Enquiry;

/// The agencies that every enquiry asks, or says why not.
pub const ALWAYS_ASKED: &[Agency] = &[Agency::Police, Agency::Health, Agency::Gp, Agency::Education];

impl Kind for Section47Enquiry {
    fn slug(&self) -> &'static str {
        "section47_enquiry"
    }

    fn name(&self) -> &'static str {
        "section 47 enquiry"
    }

    fn asks(&self) -> &'static [Fact] {
        &[
            Fact::ParentsTold,
            Fact::ParentsNotToldWhy,
            Fact::ChildSeen,
            Fact::ChildSeenOn,
            Fact::ChildSeenAlone,
            Fact::NotSeenWhy,
            Fact::NotAloneWhy,
            Fact::ChildsWords,
            Fact::Injuries,
            Fact::MedicalFindings,
            Fact::HistoryEvents,
            Fact::HistoryMeaning,
            Fact::RiskFactors,
            Fact::ProtectiveFactors,
            Fact::Analysis,
            Fact::EnquiryRecommendation,
        ]
    }

    fn ends_by(&self) -> EndsBy {
        EndsBy::Decision
    }

    fn outcomes(&self) -> &'static [Outcome] {
        &[Outcome::ConcernsContinue, Outcome::ConcernsNoRisk, Outcome::CinPlan, Outcome::NotSubstantiated]
    }

    fn offers(&self, step: &Step, actor: &Actor, around: &Surroundings) -> Vec<Offer> {
        let unregistered = why_not_registered(&actor.roles, actor.registration.as_ref(), actor.today);
        let only_registered = |offer: Offer| match (offer.action, &offer.standing, &unregistered) {
            (Action::Submit, Standing::Available, Some(why)) => {
                Offer { standing: Standing::Unavailable(why.clone()), ..offer }
            }
            _ => offer,
        };
        common(step, actor, around).into_iter().map(only_registered).collect()
    }

    fn missing(&self, step: &Step) -> Vec<Missing> {
        let mut missing = checks_missing(step);
        missing.extend(super::required(
            step,
            &[
                (Fact::ParentsTold, "Say whether the parents were told"),
                (Fact::HistoryMeaning, "Consider the chronology: say what earlier events mean now"),
            ],
        ));
        missing.extend(super::required_of_each(
            step,
            &[
                (Fact::ChildSeen, "Say whether the child was seen"),
                (Fact::RiskFactors, "List the risk factors, each with its evidence"),
                (Fact::ProtectiveFactors, "List the protective factors, each with its evidence"),
                (Fact::Analysis, "Write what it all means for the child"),
                (Fact::EnquiryRecommendation, "Select what you recommend"),
            ],
        ));
        missing
    }

    fn clocks(&self, step: &Step) -> Vec<Timed> {
        let clocks = step.children.iter().flat_map(|child| {
            let from = step.facts.day(Fact::EnquiryStartedOn, Some(*child)).unwrap_or(step.started.day());
            let outcome = Timed::new(Rule::Section47Outcome, from, step.ended()).of(*child);
            // A decision for a conference takes this clock along to it.
            let conference = step.state.is_open().then(|| Timed::new(Rule::InitialConference, from, None).of(*child));
            [Some(outcome), conference]
        });
        match step.state {
            // When an earlier system decided is not known.
            super::State::EndedElsewhere { .. } => Vec::new(),
            _ => clocks.flatten().collect(),
        }
    }

    fn happened(&self, step: &Step) -> Moment {
        step.children
            .iter()
            .find_map(|child| step.facts.day(Fact::EnquiryStartedOn, Some(*child)))
            .and_then(|day| day.at(9, 0).ok())
            .unwrap_or(step.started)
    }

    fn sentence(&self, step: &Step) -> String {
        told("Section 47 enquiry", &step.decisions)
    }
}

/// Why somebody may not lead an enquiry: it is a social worker's, registered today (Social Workers Regulations 2018, and
/// Working Together 2023, chapter 3: the enquiry is led by a social worker).
pub(super) fn why_not_registered(roles: &[Role], registration: Option<&Registration>, today: Day) -> Option<String> {
    let only = "Only a social worker whose registration with Social Work England is current leads a section 47 enquiry";
    if !roles.contains(&Role::SocialWorker) {
        return Some(format!("{only}."));
    }
    match registration {
        None => Some(format!("{only}. No registration is recorded.")),
        Some(registration) if !registration.is_current(today) => {
            Some(format!("{only}. This one ended on {}.", registration.expires.long()))
        }
        Some(_) => None,
    }
}

/// Every agency that is always asked has answered, or it is said why not; and nothing that was asked is left open.
fn checks_missing(step: &Step) -> Vec<Missing> {
    let say = |say: String| Missing::new(Gap::Checks, None, say);
    let mut missing: Vec<Missing> = ALWAYS_ASKED
        .iter()
        .filter(|agency| !step.checks.iter().any(|check| check.agency == **agency))
        .map(|agency| say(format!("{}: ask, or say why not", agency.name())))
        .collect();
    let waiting = step.checks.iter().filter(|check| !check.is_settled());
    missing
        .extend(waiting.map(|check| say(format!("{}: record the answer, or why there is none", check.agency.name()))));
    missing
}

/// A conference counts from the first strategy discussion of this enquiry, and knows which it is.
pub(super) fn carried(step: &Step, to: StepKind, decisions: &[&Decision]) -> Vec<Known> {
    match to {
        StepKind::Conference => {
            let started = decisions.iter().filter_map(|decision| {
                let value = step.facts.get(Fact::EnquiryStartedOn, Some(decision.child))?.clone();
                Some(Known { fact: Fact::EnquiryStartedOn, child: Some(decision.child), value })
            });
            let kind = Known { fact: Fact::ConferenceKind, child: None, value: Answer::Code("initial".to_owned()) };
            started.chain([kind]).collect()
        }
        _ => super::cin_review::carried_from_plan(to, step.received().day()),
    }
}
