//! Child protection conference (Working Together 2023, chapter 3): initial, pre-birth, review, transfer-in.
//!
//! The chair decides in the meeting, for each child apart, from what each agency brought and what the child and parents say.

use super::decide::told;
use super::follow::category_row;
use super::offer::{Actor, Offer, Surroundings, common};
use super::outcome::{Decision, Outcome};
use super::{EndsBy, Gap, Kind, Missing, Step, StepKind, Timed};
use crate::answer::Answer;
use crate::clock::Rule;
use crate::code::{CATEGORY_OF_ABUSE, CONFERENCE_KIND};
use crate::day::{Day, Moment};
use crate::fact::{Fact, Known};
use crate::id::PersonId;

/// See the module.
pub struct Conference;

/// Agencies that must be heard, with social care, before a conference may decide: the usual figure of regional procedures.
pub const QUORUM: usize = 3;

impl Kind for Conference {
    fn slug(&self) -> &'static str {
        "conference"
    }

    fn name(&self) -> &'static str {
        "child protection conference"
    }

    fn asks(&self) -> &'static [Fact] {
        &[
            Fact::ConferenceKind,
            Fact::PlannedFor,
            Fact::PlannedWhere,
            Fact::HappenedAt,
            Fact::MeetingMode,
            Fact::QuorumWhy,
            Fact::InterpreterUsed,
            Fact::ChildInvited,
            Fact::ChildSupported,
            Fact::ChildTookPart,
            Fact::ChildNoPartWhy,
            Fact::AdvocacyOffered,
            Fact::AdvocacyAccepted,
            Fact::AdvocacyProvided,
            Fact::AdvocacyWhyNot,
            Fact::ChildsWords,
            Fact::ViewsHow,
            Fact::Danger,
            Fact::Safety,
            Fact::Complicating,
            Fact::SafetyScale,
            Fact::ParentsViews,
            Fact::ParentsUnderstanding,
            Fact::OutlinePlan,
            Fact::BottomLines,
            Fact::NextMeetingAt,
        ]
    }

    fn ends_by(&self) -> EndsBy {
        EndsBy::Chair
    }

    fn outcomes(&self) -> &'static [Outcome] {
        &[Outcome::ProtectionPlan, Outcome::CinPlan, Outcome::NoPlan, Outcome::Adjourned]
    }

    fn offers(&self, step: &Step, actor: &Actor, around: &Surroundings) -> Vec<Offer> {
        common(step, actor, around)
    }

    fn missing(&self, step: &Step) -> Vec<Missing> {
        let mut missing = super::required(
            step,
            &[
                (Fact::ConferenceKind, "Say which conference it is"),
                (Fact::HappenedAt, "Enter when the conference is held"),
                (Fact::ParentsViews, "Record what the parents think, or why they could not say"),
            ],
        );
        missing.extend(super::required_of_each(
            step,
            &[
                (Fact::ChildInvited, "Say whether the child was invited"),
                (Fact::ChildTookPart, "Say how the child took part"),
                (Fact::AdvocacyOffered, "Say whether the child was offered an advocate"),
                (Fact::Danger, "Write what the child is in danger of"),
                (Fact::Safety, "Write what keeps the child safe"),
            ],
        ));
        missing.extend(quorum_missing(step));
        missing
    }

    fn clocks(&self, step: &Step) -> Vec<Timed> {
        if matches!(step.state, super::State::EndedElsewhere { .. }) {
            return Vec::new();
        }
        let held = (!step.decisions.is_empty()).then(|| self.happened(step)).or_else(|| step.ended());
        let counts_from = step.facts.day(Fact::CountsFrom, None).unwrap_or(step.started.day());
        let mut clocks = match step.facts.words(Fact::ConferenceKind) {
            Some("transfer_in") => vec![Timed::new(Rule::TransferInConference, counts_from, held)],
            Some("review") if step.facts.yes(Fact::FirstOfPlan) => {
                vec![Timed::new(Rule::FirstReviewConference, counts_from, held)]
            }
            Some("review") => vec![Timed::new(Rule::NextReviewConference, counts_from, held)],
            _ => initial_clocks(step, held),
        };
        clocks.extend(reports_clock(step, held));
        clocks
    }

    fn happened(&self, step: &Step) -> Moment {
        let imported = || {
            let held = step.children.iter().find_map(|child| step.facts.day(Fact::ConferenceHeldOn, Some(*child)))?;
            held.at(9, 0).ok()
        };
        step.facts.moment(Fact::HappenedAt).or_else(imported).unwrap_or(step.started)
    }

    fn sentence(&self, step: &Step) -> String {
        let kind = step.facts.words(Fact::ConferenceKind).and_then(|code| CONFERENCE_KIND.label(code));
        told(kind.unwrap_or("Child protection conference"), &step.decisions)
    }
}

/// An initial conference is counted for each child from the discussion that started that child's enquiry.
fn initial_clocks(step: &Step, held: Option<Moment>) -> Vec<Timed> {
    let from = |child: &PersonId| Some((*child, step.facts.day(Fact::EnquiryStartedOn, Some(*child))?));
    let started = step.children.iter().filter_map(from);
    started.map(|(child, from)| Timed::new(Rule::InitialConference, from, held).of(child)).collect()
}

/// The family has every report some days before.
fn reports_clock(step: &Step, held: Option<Moment>) -> Option<Timed> {
    let planned = step.facts.moment(Fact::PlannedFor)?;
    let rule = match step.facts.words(Fact::ConferenceKind) {
        Some("review") => Rule::ReviewConferenceReports,
        _ => Rule::InitialConferenceReports,
    };
    let expected = step.seats.iter().filter(|seat| seat.report.is_some()).collect::<Vec<_>>();
    let shared: Vec<Option<Day>> =
        expected.iter().map(|seat| seat.report.as_ref().and_then(|report| report.shared_on)).collect();
    let all_shared = (!shared.is_empty()).then(|| shared.into_iter().collect::<Option<Vec<Day>>>()).flatten();
    let done = all_shared.and_then(|days| days.into_iter().max()).and_then(|day| day.at(12, 0).ok()).or(held);
    Some(Timed::new(rule, planned.day(), done))
}

/// Social care and two other agencies, or the chair's reason to go on.
fn quorum_missing(step: &Step) -> Option<Missing> {
    let mut agencies: Vec<_> = step
        .seats
        .iter()
        .filter(|seat| seat.agency.is_professional() && seat.was_there())
        .map(|seat| seat.agency)
        .collect();
    agencies.sort();
    agencies.dedup();
    let quorate = agencies.contains(&super::seat::Agency::SocialCare) && agencies.len() >= QUORUM;
    let explained = step.facts.family(Fact::QuorumWhy).is_some();
    (!quorate && !explained).then(|| {
        let say = format!(
            "Not quorate: {} of {QUORUM} agencies took part. Record who did, adjourn, or say why you go on",
            agencies.len()
        );
        Missing::new(Gap::Seats, None, say)
    })
}

/// A plan has a category, and nothing else has.
pub(super) fn decision_problems(decision: &Decision, say: &mut dyn FnMut(&str, PersonId, &str)) {
    let category = decision.category.as_deref().filter(|code| CATEGORY_OF_ABUSE.has(code));
    match (decision.outcome, category) {
        (Outcome::ProtectionPlan, None) => {
            say("category", decision.child, "Select the category of abuse under which the plan is made");
        }
        (Outcome::ProtectionPlan, Some(_)) | (_, None) => {}
        (_, Some(_)) => say("category", decision.child, "Only a child protection plan has a category"),
    }
}

/// What goes on to the plan, its meetings and the record of the conference.
pub(super) fn carried(step: &Step, to: StepKind, decisions: &[&Decision]) -> Vec<Known> {
    let held = Conference.happened(step).day();
    let family = |fact, value| Known { fact, child: None, value };
    match to {
        StepKind::Conference if decisions.iter().all(|decision| decision.outcome == Outcome::Adjourned) => {
            adjourned(step, decisions)
        }
        StepKind::Conference => vec![
            family(Fact::ConferenceKind, Answer::Code("review".to_owned())),
            family(Fact::CountsFrom, Answer::Day(held)),
            family(Fact::FirstOfPlan, Answer::YesNo(step.facts.words(Fact::ConferenceKind) != Some("review"))),
        ]
        .into_iter()
        .chain(step.facts.family(Fact::NextMeetingAt).cloned().map(|at| family(Fact::PlannedFor, at)))
        .collect(),
        StepKind::CoreGroup => {
            vec![family(Fact::CountsFrom, Answer::Day(held)), family(Fact::FirstOfPlan, Answer::YesNo(true))]
        }
        StepKind::ConferenceRecord => vec![family(Fact::CountsFrom, Answer::Day(held))],
        StepKind::ProtectionPlan => decisions.iter().flat_map(|decision| new_plan(step, decision, held)).collect(),
        _ => super::cin_review::carried_from_plan(to, held),
    }
}

fn new_plan(step: &Step, decision: &Decision, held: Day) -> Vec<Known> {
    let of = |fact, value| Known { fact, child: Some(decision.child), value };
    let category = decision.category.clone().unwrap_or_default();
    let mut known = vec![
        of(Fact::ProtectionPlanStartedOn, Answer::Day(held)),
        of(Fact::InitialCategory, Answer::Code(category.clone())),
        of(Fact::LatestCategory, Answer::Code(category.clone())),
        of(Fact::CategoryChanges, Answer::Rows(vec![category_row(held, &category)])),
    ];
    let outline = step.facts.get(Fact::OutlinePlan, Some(decision.child)).cloned();
    known.extend(outline.map(|outline| of(Fact::OutlinePlan, outline)));
    known
}

/// The same conference on another day: its clocks count from where they did.
fn adjourned(step: &Step, decisions: &[&Decision]) -> Vec<Known> {
    let kept = [Fact::ConferenceKind, Fact::CountsFrom, Fact::FirstOfPlan];
    let of_family = kept.iter().filter_map(|fact| Some((*fact, None, step.facts.family(*fact)?)));
    let started = decisions.iter().filter_map(|decision| {
        let child = Some(decision.child);
        Some((Fact::EnquiryStartedOn, child, step.facts.get(Fact::EnquiryStartedOn, child)?))
    });
    of_family.chain(started).map(|(fact, child, value)| Known { fact, child, value: value.clone() }).collect()
}

/// A child on another authority's plan moved in: the conference counts from the day we were told.
pub(super) fn carried_transfer_in(referral: &Step) -> Vec<Known> {
    let family = |fact, value| Known { fact, child: None, value };
    vec![
        family(Fact::ConferenceKind, Answer::Code("transfer_in".to_owned())),
        family(Fact::CountsFrom, Answer::Day(referral.received().day())),
    ]
}
