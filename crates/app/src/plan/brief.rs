//! The plans that run for a child, in one compact block of the child's page.

use super::chart;
use super::queries::Brief;
use law::day::Day;
use law::plan::{Outcome, Plan};
use maud::{Markup, html};

/// From a plan's own step to the plan; from a meeting, to how each plan goes now.
pub fn links(opened: &crate::step::opened::Opened) -> Markup {
    let step = &opened.step;
    html! {
        @if !opened.plans.is_empty() {
            section class="k-card k-no-print" aria-labelledby="plans" {
                h2 class="k-card__title" id="plans" { "The plan" }
                ul class="k-lines" {
                    @for plan in &opened.plans {
                        @if plan.step == step.id {
                            li { a href={ "/plan/" (plan.step) } { "Outcomes, actions and progress" } }
                        } @else {
                            li {
                                a href={ "/plan/" (plan.step) } { (plan.kind.title()) } @if !plan.children.is_empty() { ": " (named(opened, plan)) }
                                @if step.state.is_open() { br; a href={ "/plan/" (plan.step) "/progress?at=" (step.id) } { "How is it now? Note progress at this " (step.kind.name()) } }
                            }
                        }
                    }
                }
            }
        }
    }
}

fn named(opened: &crate::step::opened::Opened, plan: &super::queries::Running) -> String {
    let of_plan = opened.children.iter().filter(|child| plan.children.contains(&child.id));
    of_plan.map(|child| child.name.as_str()).collect::<Vec<_>>().join(", ")
}

/// Each plan with its outcomes: what will be different, where it stands on the way, what is late.
pub fn block(briefs: &[Brief], today: Day) -> Markup {
    html! { @for brief in briefs { (one(brief, today)) } }
}

fn one(brief: &Brief, today: Day) -> Markup {
    let (running, late): (Vec<&Outcome>, usize) = (brief.plan.running().collect(), brief.late(today));
    let id = format!("plan-{}", brief.step);
    html! {
        section class="k-card k-card--flush" aria-labelledby=(id) {
            div class="k-card__head" {
                h2 class="k-card__title" id=(id) { a href={ "/plan/" (brief.step) } { (brief.kind.title()) } }
                span class="k-small" {
                    @if late > 0 { span class="k-late" { (late) @if late == 1 { " action late" } @else { " actions late" } } " · " }
                    span class="k-muted" { (running.len()) @if running.len() == 1 { " outcome" } @else { " outcomes" } }
                }
            }
            @if running.is_empty() { p class="k-empty" { "No outcome is agreed yet." } }
            @else { ul class="k-lines" { @for outcome in running { li { (line(brief, outcome)) } } } }
        }
    }
}

fn line(brief: &Brief, outcome: &Outcome) -> Markup {
    html! {
        div class="k-plan__line" {
            a href={ "/plan/" (brief.step) "#outcome-" (outcome.id) } dir="auto" { (law::chronology::shortened(&outcome.wanted.change, 110)) }
            div class="k-plan__way" {
                (bar(&brief.plan, outcome))
                span class="k-small" { (stands(&brief.plan, outcome)) }
            }
        }
    }
}

/// `3 → 5 of 10, target 8`, and which way it goes.
fn stands(plan: &Plan, outcome: &Outcome) -> Markup {
    let measure = &outcome.wanted.measure;
    let last = plan.progress_of(outcome.id).rev().find_map(|one| one.value);
    html! {
        @match (measure.baseline, last) {
            (Some(from), Some(now)) => { (from) " → " (measure.scale.say(now)) },
            (None, Some(now)) => (measure.scale.say(now)),
            (Some(from), None) => { (measure.scale.say(from)) " at the start" },
            (None, None) => span class="k-muted" { "Not measured yet" },
        }
        @if let Some(target) = measure.target { ", target " (target) }
        @if let Some((class, words)) = chart::trend(plan, outcome) { " " span class=(class) { (words) } }
    }
}

/// How much of the way from baseline to target is gone.
fn bar(plan: &Plan, outcome: &Outcome) -> Markup {
    let measure = &outcome.wanted.measure;
    let way = plan.latest(outcome).and_then(|(_, value)| measure.way(value));
    html! {
        @if let Some(way) = way {
            svg class="k-weight k-plan__bar" viewBox="0 0 100 10" preserveAspectRatio="none" aria-hidden="true" focusable="false" {
                rect class="k-weight__track" x="0" y="2" width="100" height="6" {}
                rect class="k-weight__used" x="0" y="2" width=(way.clamp(0, 100)) height="6" {}
            }
        }
    }
}
