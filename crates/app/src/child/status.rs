//! The status of a child in a word or two, as the tag on the identity bar says it.

use super::card::Card;
use super::work::{Span, Work};
use law::code::CATEGORY_OF_ABUSE;
use law::day::Day;
use law::step::StepKind;

/// How a person stands with the service today.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Status {
    Died(Day),
    ProtectionPlan {
        category: Option<&'static str>,
        since: Day,
    },
    NeedPlan {
        since: Day,
    },
    /// Work is open without a plan: the kind that weighs most.
    Working(StepKind),
    /// An episode is open and nothing in it.
    Open,
    /// Everything is closed.
    Closed(Option<Day>),
    Adult,
    /// Nothing was ever opened.
    NoWork,
}

/// Kinds without a plan, the heaviest first.
const WEIGHT: &[StepKind] = &[
    StepKind::Conference,
    StepKind::Section47Enquiry,
    StepKind::StrategyDiscussion,
    StepKind::Assessment,
    StepKind::Referral,
    StepKind::Contact,
    StepKind::OutOfHoursEpisode,
    StepKind::EarlyHelp,
    StepKind::Consultation,
];

/// The status of the person today.
pub fn status(card: &Card, work: &Work, today: Day) -> Status {
    if let Some(on) = card.person.died_on {
        return Status::Died(on);
    }
    if let Some(plan) = current(work, StepKind::ProtectionPlan, today) {
        let category = plan.category.as_deref().and_then(|code| CATEGORY_OF_ABUSE.label(code));
        return Status::ProtectionPlan { category, since: plan.from };
    }
    if let Some(plan) = current(work, StepKind::CinPlan, today) {
        return Status::NeedPlan { since: plan.from };
    }
    let of_child = |kind: &&StepKind| work.open.iter().any(|step| step.as_child && step.kind == **kind);
    if let Some(kind) = WEIGHT.iter().find(of_child) {
        return Status::Working(*kind);
    }
    if !card.is_child(today) {
        return Status::Adult;
    }
    if work.episodes.iter().any(|episode| !episode.nfa && episode.until.is_none()) {
        return Status::Open;
    }
    match work.episodes.last() {
        Some(last) => Status::Closed(last.until.or(Some(last.from))),
        None if work.plans.is_empty() && work.open.is_empty() => Status::NoWork,
        None => Status::Closed(work.plans.iter().filter_map(|plan| plan.until).max()),
    }
}

fn current(work: &Work, kind: StepKind, today: Day) -> Option<&Span> {
    let open = |plan: &&Span| plan.kind == kind && plan.from <= today && plan.until.is_none_or(|until| until > today);
    work.plans.iter().rev().find(open)
}

impl Status {
    /// The words of the tag.
    pub fn words(&self) -> String {
        match self {
            Status::Died(on) => format!("Died {}", on.long()),
            Status::ProtectionPlan { category: Some(category), since } => {
                format!("Child protection plan: {}, since {}", category.to_lowercase(), since.long())
            }
            Status::ProtectionPlan { category: None, since } => {
                format!("Child protection plan, since {}", since.long())
            }
            Status::NeedPlan { since } => format!("Child in need plan, since {}", since.long()),
            Status::Working(kind) => kind.title(),
            Status::Open => "Open, no plan recorded".to_owned(),
            Status::Closed(Some(on)) => format!("Closed {}", on.long()),
            Status::Closed(None) => "Closed".to_owned(),
            Status::Adult => "Adult".to_owned(),
            Status::NoWork => "No work open".to_owned(),
        }
    }

    /// The look of the tag; the words say the same.
    pub fn class(&self) -> &'static str {
        match self {
            Status::ProtectionPlan { .. } => "k-tag k-tag--late",
            Status::NeedPlan { .. } | Status::Working(_) => "k-tag",
            _ => "k-tag k-tag--quiet",
        }
    }
}
