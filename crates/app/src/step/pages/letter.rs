//! What the person who referred is told: what was decided and what happens next, in plain words and nothing about others.

use super::super::opened::{self, Opened};
use super::{page, shown};
use crate::desk::{Answered, Desk, Stop, Who};
use axum::extract::{Path, State};
use axum::response::Response;
use law::fact::Fact;
use law::step::outcome::Outcome;
use law::step::{State as StepState, StepKind};
use maud::{Markup, html};
use web::{Failure, Frame};

/// The letter's text.
pub async fn show(State(desk): State<Desk>, who: Who, frame: Frame, Path(id): Path<String>) -> Answered<Response> {
    let opened = opened::open(&desk, &who, &id, "the words for a referrer").await?;
    let decided = matches!(opened.step.state, StepState::Authorised { .. }) && opened.step.kind == StepKind::Referral;
    if !decided {
        let reason = "There are words for the person who referred once a referral has been decided.".to_owned();
        return Err(Stop::Failure(Failure::MayNot { reason, who_can: None }));
    }
    let council = frame.council.to_string();
    let body = html! {
        h1 class="govuk-heading-l k-title k-no-print" { "Words for the person who referred" }
        p class="k-muted k-no-print" { "Read it before you send it, and check how to reach them. It says nothing about other people. Print it, or copy it into a letter." }
        article class="k-card k-letter" { (letter(&opened, &council, &who)) }
    };
    Ok(shown(&page(&desk, &who, &opened, "Letter", body), &frame))
}

fn letter(opened: &Opened, council: &str, who: &Who) -> Markup {
    let facts = &opened.step.facts;
    let name = facts.words(Fact::SourceName).unwrap_or("Sir or Madam");
    let received = opened.step.received().day().long();
    html! {
        p { (who.today().long()) }
        p { "Dear " (name) "," }
        @if is_professional(facts.words(Fact::Source).unwrap_or_default()) {
            p { "Thank you for your referral of " (received) " about " (opened.whom()) ". A manager has read it and decided." }
            @for child in &opened.children {
                @if let Some(decision) = opened.step.decision(child.id) {
                    p { strong { (child.name) ": " } (decided(decision.outcome)) " " (next(decision.outcome)) }
                }
            }
            p { "If you learn more, or if you do not agree with the decision, please call us. If a child is in danger now, call 999." }
        } @else {
            p { "Thank you for telling us of your worry on " (received) ". A manager has read what you told us and decided what should happen." }
            p { "We cannot tell you more, because what we do with a family is private to them. What you told us helps. If you see or hear more, please call us. If a child is in danger now, call 999." }
        }
        p { "Yours sincerely," }
        p { (who.worker.name) br; (council) ", children’s services" }
    }
}

/// Those who work with the child hear what was decided; relatives, neighbours and people without a name are thanked
/// (Working Together 2023, chapter 3; census item N00152).
fn is_professional(source: &str) -> bool {
    matches!(
        source,
        "2A" | "2B" | "3A" | "3B" | "3C" | "3D" | "3E" | "3F" | "4" | "5A" | "5B" | "5C" | "5D" | "6" | "7"
    )
}

fn decided(outcome: Outcome) -> &'static str {
    match outcome {
        Outcome::Assessment => "we will assess what help the family needs.",
        Outcome::StrategyDiscussion => {
            "we will speak with the police, health and others without delay about how to keep the child safe."
        }
        Outcome::EarlyHelp => "the family will be offered early help.",
        Outcome::TransferInConference => "a conference will be held here, as the family has moved to us.",
        _ => "no service from us is needed now.",
    }
}

fn next(outcome: Outcome) -> &'static str {
    match outcome {
        Outcome::Assessment => {
            "A social worker will be in touch with the family, and may ask you what you know. It takes up to 45 working days."
        }
        Outcome::StrategyDiscussion => "You may be asked to take part and to bring what you know.",
        Outcome::EarlyHelp => {
            "An early help worker will be in touch with the family, and may ask you to be part of the plan."
        }
        Outcome::TransferInConference => "You will be invited if you work with the child.",
        _ => "Please go on with the support that you give. If things change, refer again.",
    }
}
