//! Strategy discussion (Working Together 2023, chapter 3): the same day where it can be, the next working day at most.
//!
//! Social care, police and health take part; who does not is asked why, and somebody follows it up (areas a02). It may be
//! repeated: an enquiry that runs already is joined, and the conference's clock stands.

use super::decide::told;
use super::offer::{Actor, Offer, Surroundings, common};
use super::outcome::{Decision, Outcome};
use super::seat::{Agency, Seat};
use super::{EndsBy, Gap, Kind, Missing, Step, StepKind, Timed};
use crate::answer::Answer;
use crate::clock::Rule;
use crate::day::Moment;
use crate::fact::{Fact, Known};

/// See the module.
pub struct StrategyDiscussion;

impl Kind for StrategyDiscussion {
    fn slug(&self) -> &'static str {
        "strategy_discussion"
    }

    fn name(&self) -> &'static str {
        "strategy discussion"
    }

    fn asks(&self) -> &'static [Fact] {
        &[
            Fact::HappenedAt,
            Fact::MeetingMode,
            Fact::Trigger,
            Fact::PoliceInformation,
            Fact::HealthInformation,
            Fact::SocialCareInformation,
            Fact::EducationInformation,
            Fact::OtherInformation,
            Fact::ImmediateSafety,
            Fact::MedicalNeeded,
            Fact::MedicalPlan,
        ]
    }

    fn ends_by(&self) -> EndsBy {
        EndsBy::Chair
    }

    fn outcomes(&self) -> &'static [Outcome] {
        &[Outcome::JointEnquiry, Outcome::SingleEnquiry, Outcome::NoEnquiry]
    }

    fn offers(&self, step: &Step, actor: &Actor, around: &Surroundings) -> Vec<Offer> {
        common(step, actor, around)
    }

    fn missing(&self, step: &Step) -> Vec<Missing> {
        let mut missing = super::required(
            step,
            &[
                (Fact::HappenedAt, "Enter when the discussion is held"),
                (Fact::MeetingMode, "Say how it is held"),
                (Fact::Trigger, "Say what gives reasonable cause to suspect significant harm"),
            ],
        );
        missing.extend(super::required_of_each(
            step,
            &[
                (Fact::ImmediateSafety, "Say what keeps the child safe until the next step"),
                (Fact::MedicalNeeded, "Say whether the child needs a medical"),
            ],
        ));
        missing.extend(quorum_missing(step));
        missing
    }

    fn clocks(&self, step: &Step) -> Vec<Timed> {
        let held = step.decisions.first().map(|_| self.happened(step)).or_else(|| step.ended());
        vec![Timed::new(Rule::StrategyDiscussion, step.started, held)]
    }

    fn happened(&self, step: &Step) -> Moment {
        step.facts.moment(Fact::HappenedAt).unwrap_or(step.started)
    }

    fn sentence(&self, step: &Step) -> String {
        told("Strategy discussion", &step.decisions)
    }
}

/// Who must be there, and what it takes where they are not: a reason, and an action that follows it up.
fn quorum_missing(step: &Step) -> Vec<Missing> {
    let mut missing = Vec::new();
    let there = |of: &[Agency]| step.seats.iter().any(|seat| of.contains(&seat.agency) && seat.was_there());
    if !there(&[Agency::SocialCare]) {
        missing.push(Missing::new(Gap::Seats, None, "Record who took part for children's social care"));
    }
    for (name, of) in [("The police", &[Agency::Police][..]), ("Health", &[Agency::Health, Agency::Gp][..])] {
        if there(of) {
            continue;
        }
        let absent = step.seats.iter().find(|seat| of.contains(&seat.agency) && !seat.why_not.trim().is_empty());
        match absent {
            None => {
                let say = format!("{name} must take part: record who did, or who did not and why");
                missing.push(Missing::new(Gap::Seats, None, say));
            }
            Some(seat) if !is_followed_up(step, seat) => {
                let say = format!("{name} did not take part: agree an action that follows it up");
                missing.push(Missing::new(Gap::Actions, None, say));
            }
            Some(_) => {}
        }
    }
    missing
}

fn is_followed_up(step: &Step, seat: &Seat) -> bool {
    step.agreed.iter().any(|action| action.follows_up == Some(seat.id))
}

/// What goes on to the enquiry: it counts from this discussion, for each child (N00148).
pub(super) fn carried(step: &Step, to: StepKind, decisions: &[&Decision]) -> Vec<Known> {
    if to != StepKind::Section47Enquiry {
        return Vec::new();
    }
    let held = StrategyDiscussion.happened(step).day();
    let mut carried: Vec<Known> = decisions
        .iter()
        .map(|decision| Known { fact: Fact::EnquiryStartedOn, child: Some(decision.child), value: Answer::Day(held) })
        .collect();
    let joint = decisions.iter().any(|decision| decision.outcome == Outcome::JointEnquiry);
    carried.push(Known { fact: Fact::EnquiryJoint, child: None, value: Answer::YesNo(joint) });
    let trigger = step.facts.family(Fact::Trigger).cloned();
    carried.extend(trigger.map(|value| Known { fact: Fact::Trigger, child: None, value }));
    carried
}
