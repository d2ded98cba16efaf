//! Child and family assessment (Children Act 1989, section 17; Working Together 2023, chapter 3): 45 working days from the referral.

use super::offer::{Actor, Offer, Surroundings, common};
use super::outcome::Outcome;
use super::{EndsBy, Kind, Missing, Step, Timed};
use crate::answer::Answer;
use crate::clock::Rule;
use crate::day::Moment;
use crate::fact::Fact;
use crate::id::PersonId;

/// See the module.
pub struct Assessment;

impl Kind for Assessment {
    fn slug(&self) -> &'static str {
        "assessment"
    }

    fn name(&self) -> &'static str {
        "child and family assessment"
    }

    fn asks(&self) -> &'static [Fact] {
        &[
            Fact::AssessmentStartedOn,
            Fact::ChildSeen,
            Fact::ChildSeenOn,
            Fact::ChildSeenAlone,
            Fact::NotAloneWhy,
            Fact::NotSeenWhy,
            Fact::SeenWhere,
            Fact::ViewsHow,
            Fact::ChildsWords,
            Fact::Identity,
            Fact::HistoryEvents,
            Fact::HistoryMeaning,
            Fact::RiskFactors,
            Fact::ProtectiveFactors,
            Fact::Factors,
            Fact::Analysis,
            Fact::DangerIfNothingChanges,
            Fact::ParentsViews,
            Fact::AgencyInformation,
            Fact::ActionsAgreed,
            Fact::Recommendation,
        ]
    }

    fn ends_by(&self) -> EndsBy {
        EndsBy::Decision
    }

    fn outcomes(&self) -> &'static [Outcome] {
        &[
            Outcome::NoFurtherAction,
            Outcome::EarlyHelp,
            Outcome::CinPlan,
            Outcome::StrategyDiscussion,
            Outcome::OtherServices,
        ]
    }

    fn offers(&self, step: &Step, actor: &Actor, around: &Surroundings) -> Vec<Offer> {
        common(step, actor, around)
    }

    fn missing(&self, step: &Step) -> Vec<Missing> {
        let mut missing: Vec<Missing> = history_missing(step).into_iter().collect();
        for child in &step.children {
            missing.extend(seen_missing(step, *child));
            missing.extend(analysis_missing(step, *child));
        }
        missing
    }

    fn clocks(&self, step: &Step) -> Vec<Timed> {
        let (received, ended) = (step.received(), step.ended());
        let looked = step.submitted.or(ended);
        let mut clocks = vec![
            Timed::new(Rule::AssessmentFirstMidpoint, received, looked),
            Timed::new(Rule::AssessmentSecondMidpoint, received, looked),
            Timed::new(Rule::AssessmentThirdMidpoint, received, looked),
            Timed::new(Rule::AssessmentAuthorised, received, ended),
        ];
        if step.facts.yes(Fact::ProtectionConcern) {
            clocks.extend(step.children.iter().map(|child| {
                let seen = step.facts.day(Fact::ChildSeenOn, Some(*child)).and_then(|day| day.at(12, 0).ok());
                Timed::new(Rule::ChildSeen, received, seen).of(*child)
            }));
        }
        clocks
    }

    fn happened(&self, step: &Step) -> Moment {
        let started = step.facts.day(Fact::AssessmentStartedOn, None);
        started.and_then(|day| day.at(9, 0).ok()).unwrap_or(step.started)
    }

    fn sentence(&self, step: &Step) -> String {
        match step.decisions.as_slice() {
            [] => "Child and family assessment".to_owned(),
            [first, rest @ ..] if rest.iter().all(|other| other.outcome == first.outcome) => {
                format!("Child and family assessment: {}", first.outcome.name().to_lowercase())
            }
            _ => "Child and family assessment: a decision for each child".to_owned(),
        }
    }
}

/// An assessment cannot be submitted until history has been considered: which events, and what they mean now (areas a11).
fn history_missing(step: &Step) -> Option<Missing> {
    step.facts.words(Fact::HistoryMeaning).is_none().then(|| {
        let say = "Consider the chronology: choose the events that matter and say what they mean now";
        Missing::new(Fact::HistoryMeaning, None, say)
    })
}

fn seen_missing(step: &Step, child: PersonId) -> Vec<Missing> {
    let fact = |fact| step.facts.get(fact, Some(child));
    let mut missing = Vec::new();
    match fact(Fact::ChildSeen).and_then(Answer::as_yes_no) {
        None => missing.push(Missing::new(Fact::ChildSeen, Some(child), "Say whether the child was seen")),
        Some(false) if fact(Fact::NotSeenWhy).is_none() => {
            missing.push(Missing::new(Fact::NotSeenWhy, Some(child), "Say why the child was not seen"));
        }
        Some(true) => {
            if fact(Fact::ChildSeenOn).is_none() {
                missing.push(Missing::new(Fact::ChildSeenOn, Some(child), "Enter the day on which the child was seen"));
            }
            match fact(Fact::ChildSeenAlone).and_then(Answer::as_yes_no) {
                None => missing.push(Missing::new(
                    Fact::ChildSeenAlone,
                    Some(child),
                    "Say whether the child was seen alone",
                )),
                Some(false) if fact(Fact::NotAloneWhy).is_none() => {
                    missing.push(Missing::new(Fact::NotAloneWhy, Some(child), "Say why the child was not seen alone"));
                }
                Some(_) => {}
            }
        }
        Some(false) => {}
    }
    missing
}

fn analysis_missing(step: &Step, child: PersonId) -> Vec<Missing> {
    [
        (Fact::ChildsWords, "Record the child's words, or how a child who does not speak showed their feelings"),
        (Fact::RiskFactors, "List the risk factors, each with its evidence"),
        (Fact::ProtectiveFactors, "List the protective factors, each with its evidence"),
        (Fact::Factors, "Select the factors identified"),
        (Fact::Analysis, "Write what it all means for the child"),
        (Fact::Recommendation, "Select what you recommend"),
    ]
    .into_iter()
    .filter(|(fact, _)| step.facts.get(*fact, Some(child)).is_none())
    .map(|(fact, say)| Missing::new(fact, Some(child), say))
    .collect()
}
