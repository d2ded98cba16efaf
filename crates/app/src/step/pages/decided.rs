//! What was decided, child by child, and what it opened.

use super::super::earlier::Followed;
use super::super::opened::Opened;
use super::parts::child_name;
use law::code::LEVEL;
use law::step::StepKind;
use law::step::outcome::Decision;
use maud::{Markup, html};

/// The decisions, and the work that they opened with links to it.
pub fn shown(opened: &Opened, followed: &[Followed]) -> Markup {
    let step = &opened.step;
    html! {
        @if !step.decisions.is_empty() {
            section class="k-card" aria-labelledby="decision" {
                h2 class="k-card__title" id="decision" { "Decision" }
                @for decision in &step.decisions { (one(opened, decision)) }
                @if step.kind == StepKind::Referral {
                    p class="k-no-print" { a href={ "/step/" (step.id) "/letter" } { "Words for the person who referred" } }
                }
            }
        }
        @if !followed.is_empty() {
            section class="k-card" aria-labelledby="opened" {
                h2 class="k-card__title" id="opened" { "What it opened" }
                ul class="k-lines" {
                    @for next in followed {
                        li {
                            a href={ "/step/" (next.step) } { (next.kind.title()) }
                            " for " (next.people.iter().map(|child| child_name(opened, *child)).collect::<Vec<_>>().join(", "))
                        }
                    }
                }
            }
        }
    }
}

fn one(opened: &Opened, decision: &Decision) -> Markup {
    html! {
        h3 class="govuk-heading-s" { (child_name(opened, decision.child)) ": " (decision.outcome.name()) }
        dl class="k-facts" {
            @if let Some(other) = decision.instead_of { dt { "The worker recommended" } dd { (other.name()) } }
            @if let Some(harm) = decision.harm_suspected { dt { "Significant harm suspected" } dd { @if harm { "Yes" } @else { "No" } } }
            @if let Some(level) = decision.level.as_deref().and_then(|level| LEVEL.label(level)) { dt { "Level of need" } dd { (level) } }
            dt { "Reasons" } dd class="k-words" { (decision.rationale) }
            @if !decision.for_family.is_empty() { dt { "For the family" } dd class="k-words" { (decision.for_family) } }
        }
    }
}
