//! What a finished step changes on other open steps of the same children: a visit moves the plan's next visit, a conference ends
//! a plan, a core group calls the next one.
//!
//! Everything here is pure: the caller gives the children's other open steps, and gets entries that commit with the rest.

use super::outcome::{Decision, Outcome};
use super::{Started, Step, StepEntry, StepKind};
use crate::answer::Answer;
use crate::day::Day;
use crate::fact::{Fact, Known};
use crate::id::{PersonId, StepId};
use crate::journal::Happening;
use std::collections::BTreeMap;

/// Kinds of which a child has one open step at a time: a second decision joins the work that runs, and its clocks stand.
/// So a repeated strategy discussion does not start the conference's clock again (Working Together 2023, chapter 3).
const ONE_AT_A_TIME: &[StepKind] = &[
    StepKind::Section47Enquiry,
    StepKind::Conference,
    StepKind::ProtectionPlan,
    StepKind::CoreGroup,
    StepKind::CinPlan,
    StepKind::CinReview,
];

/// Whether the child has open work of this kind already, which a new decision joins.
pub fn joins_open_work(kind: StepKind, child: PersonId, around: &[Step]) -> bool {
    ONE_AT_A_TIME.contains(&kind) && open_of(kind, child, around).is_some()
}

/// The child's open step of a kind.
pub fn open_of(kind: StepKind, child: PersonId, around: &[Step]) -> Option<&Step> {
    around.iter().find(|step| step.kind == kind && step.state.is_open() && step.children.contains(&child))
}

/// Which plan a visit of this kind counts for.
fn plan_visited(visit_kind: &str) -> Option<StepKind> {
    match visit_kind {
        "cp" => Some(StepKind::ProtectionPlan),
        "cin" => Some(StepKind::CinPlan),
        _ => None,
    }
}

/// A visit recorded or put right: each child's open plan has it among its visits, once.
pub fn visit_made(visit: &Step, around: &[Step], today: Day) -> Vec<Happening> {
    let Some(plan_kind) = visit.facts.words(Fact::VisitKind).and_then(plan_visited) else { return Vec::new() };
    let mut happenings = Vec::new();
    for child in &visit.children {
        let Some(plan) = open_of(plan_kind, *child, around) else { continue };
        let mut rows: Vec<BTreeMap<String, String>> = plan
            .facts
            .get(Fact::VisitsMade, Some(*child))
            .map(|made| made.rows().filter(|row| row.get("step") != Some(&visit.id.to_string())).cloned().collect())
            .unwrap_or_default();
        rows.push(visit_row(visit, *child));
        rows.sort_by(|a, b| (a.get("on"), a.get("step")).cmp(&(b.get("on"), b.get("step"))));
        let facts = vec![Known { fact: Fact::VisitsMade, child: Some(*child), value: Answer::Rows(rows) }];
        happenings.push(followed(plan, visit.id, facts, *child, today));
    }
    happenings
}

fn visit_row(visit: &Step, child: PersonId) -> BTreeMap<String, String> {
    let yes = |fact| if visit.facts.yes_of(fact, child) == Some(true) { "yes" } else { "no" };
    let on = visit.kind.law().happened(visit).day();
    [
        ("step", visit.id.to_string()),
        ("on", on.to_string()),
        ("seen", yes(Fact::ChildSeen).to_owned()),
        ("alone", yes(Fact::ChildSeenAlone).to_owned()),
    ]
    .map(|(column, value)| (column.to_owned(), value))
    .into()
}

/// The visits that count for a child's plan, with whether the child was seen.
pub fn visits_made(plan: &Step, child: PersonId) -> Vec<(Day, bool)> {
    let Some(made) = plan.facts.get(Fact::VisitsMade, Some(child)) else { return Vec::new() };
    let visit = |row: &BTreeMap<String, String>| {
        let on = row.get("on")?.parse().ok()?;
        Some((on, row.get("seen").is_some_and(|seen| seen == "yes")))
    };
    made.rows().filter_map(visit).collect()
}

/// The plan was made with the family: its reviews count from that day.
pub fn plan_made(plan: &Step, around: &[Step], today: Day) -> Vec<Happening> {
    let mut happenings = Vec::new();
    for child in &plan.children {
        let (Some(on), Some(review)) =
            (plan.facts.day(Fact::NeedPlanStartedOn, Some(*child)), open_of(StepKind::CinReview, *child, around))
        else {
            continue;
        };
        if review.facts.yes(Fact::FirstOfPlan) {
            let facts = vec![Known { fact: Fact::CountsFrom, child: None, value: Answer::Day(on) }];
            happenings.push(followed(review, plan.id, facts, *child, today));
        }
    }
    happenings
}

/// A plan ends for one child. It ends altogether with the last child on it.
pub fn plan_ended(plan: &Step, child: PersonId, on: Day, reason: &str, words: &str, today: Day) -> Vec<Happening> {
    let ended_on = match plan.kind {
        StepKind::ProtectionPlan => Fact::ProtectionPlanEndedOn,
        _ => Fact::NeedPlanEndedOn,
    };
    let facts = vec![
        Known { fact: ended_on, child: Some(child), value: Answer::Day(on) },
        Known { fact: Fact::PlanEndReason, child: Some(child), value: Answer::Code(reason.to_owned()) },
    ];
    let mut happenings = vec![followed(plan, plan.id, facts, child, today)];
    let others_go_on =
        plan.children.iter().any(|other| *other != child && plan.facts.day(ended_on, Some(*other)).is_none());
    if !others_go_on {
        let entry = StepEntry::Ended { step: plan.id, on, reason: reason.to_owned(), words: words.to_owned() };
        happenings.push(Happening::of_step(entry, &plan.people(), today));
    }
    happenings
}

/// Plans end for several children at once: one plan shared by two ends altogether when both leave it.
pub fn plans_ended<'a>(
    leaving: impl Iterator<Item = (PersonId, &'a Step)>,
    on: Day,
    reason: &str,
    today: Day,
) -> Vec<Happening> {
    let mut plans: Vec<Step> = Vec::new();
    let mut happenings = Vec::new();
    for (child, plan) in leaving {
        let at = plans.iter().position(|known| known.id == plan.id).unwrap_or_else(|| {
            plans.push(plan.clone());
            plans.len() - 1
        });
        let ended = plan_ended(&plans[at], child, on, reason, "", today);
        for happening in &ended {
            if let crate::journal::Entry::Step(StepEntry::FactsFollowed { facts, .. }) = &happening.entry {
                facts.iter().cloned().for_each(|known| plans[at].facts.put(known));
            }
        }
        happenings.extend(ended);
    }
    happenings
}

/// The meetings of a plan that ended for these children: a core group or review goes on for the others, or is called off.
pub fn meetings_called_off(
    kinds: &[StepKind],
    children: &[PersonId],
    around: &[Step],
    reason: &str,
    today: Day,
) -> Vec<Happening> {
    let meetings = around.iter().filter(|step| kinds.contains(&step.kind) && step.state.is_open());
    let called_off = |meeting: &Step| {
        let left: Vec<PersonId> = meeting.children.iter().copied().filter(|child| !children.contains(child)).collect();
        let entry = match (left.len() == meeting.children.len(), left.is_empty()) {
            (true, _) => return None,
            (false, true) => StepEntry::Cancelled { step: meeting.id, reason: reason.to_owned() },
            (false, false) => {
                StepEntry::PeopleChanged { step: meeting.id, children: left, others: meeting.others.clone() }
            }
        };
        Some(Happening::of_step(entry, &meeting.people(), today))
    };
    meetings.filter_map(called_off).collect()
}

/// What a conference's decisions change on plans that run: one ends, one changes its category.
pub fn conference_decided(
    conference: &Step,
    decisions: &[Decision],
    around: &[Step],
    held: Day,
    today: Day,
) -> Vec<Happening> {
    let on_plan = |decision: &Decision| decision.outcome == Outcome::ProtectionPlan;
    let off_plan = |decision: &Decision| matches!(decision.outcome, Outcome::CinPlan | Outcome::NoPlan);
    let kept = decisions.iter().filter(|one| on_plan(one));
    let mut happenings: Vec<Happening> = kept
        .filter_map(|one| {
            let plan = open_of(StepKind::ProtectionPlan, one.child, around)?;
            category_changed(plan, conference.id, one, held, today)
        })
        .collect();
    let (ended, entries) =
        left_plan(StepKind::ProtectionPlan, decisions, off_plan, around, ("conference", held, today));
    happenings.extend(entries);
    let meetings = [StepKind::CoreGroup, StepKind::Conference];
    happenings.extend(meetings_called_off(&meetings, &ended, around, "The child protection plan ended", today));
    let (stepped_up, entries) = left_plan(StepKind::CinPlan, decisions, on_plan, around, ("stepped_up", held, today));
    happenings.extend(entries);
    let why = "A child protection plan took the plan's place";
    happenings.extend(meetings_called_off(&[StepKind::CinReview], &stepped_up, around, why, today));
    happenings
}

/// The children whose decision takes them off an open plan of a kind, and the entries that say so; `how` is the reason, the day
/// on which it was decided, and today.
pub(super) fn left_plan(
    kind: StepKind,
    decisions: &[Decision],
    leaves: impl Fn(&Decision) -> bool,
    around: &[Step],
    how: (&str, Day, Day),
) -> (Vec<PersonId>, Vec<Happening>) {
    let leaving: Vec<(PersonId, &Step)> = decisions
        .iter()
        .filter(|decision| leaves(decision))
        .filter_map(|decision| Some((decision.child, open_of(kind, decision.child, around)?)))
        .collect();
    let (reason, on, today) = how;
    let entries = plans_ended(leaving.iter().copied(), on, reason, today);
    (leaving.into_iter().map(|(child, _)| child).collect(), entries)
}

fn category_changed(plan: &Step, from: StepId, decision: &Decision, held: Day, today: Day) -> Option<Happening> {
    let child = decision.child;
    let category = decision.category.as_deref()?;
    if plan.facts.words_of(Fact::LatestCategory, child) == Some(category) {
        return None;
    }
    let mut rows: Vec<BTreeMap<String, String>> = plan
        .facts
        .get(Fact::CategoryChanges, Some(child))
        .map(|rows| rows.rows().cloned().collect())
        .unwrap_or_default();
    rows.push(category_row(held, category));
    let facts = vec![
        Known { fact: Fact::LatestCategory, child: Some(child), value: Answer::Code(category.to_owned()) },
        Known { fact: Fact::CategoryChanges, child: Some(child), value: Answer::Rows(rows) },
    ];
    Some(followed(plan, from, facts, child, today))
}

pub(super) fn category_row(on: Day, category: &str) -> BTreeMap<String, String> {
    [("on".to_owned(), on.to_string()), ("category".to_owned(), category.to_owned())].into()
}

/// A core group or a review that was held calls the next one, for the children whose plan goes on.
pub fn next_meeting(meeting: &Step, plan: StepKind, around: &[Step], next: Started) -> Option<Happening> {
    let children: Vec<PersonId> =
        meeting.children.iter().copied().filter(|child| open_of(plan, *child, around).is_some()).collect();
    let day = next.at.day();
    (!children.is_empty()).then(|| Happening::of(StepEntry::Started(Started { children, ..next }), day))
}

fn followed(step: &Step, from: StepId, facts: Vec<Known>, child: PersonId, today: Day) -> Happening {
    Happening::of_step(StepEntry::FactsFollowed { step: step.id, from, facts }, &[child], today)
}
