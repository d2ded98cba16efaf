//! The sequence of one enquiry on its own page: referral, discussions with their actions, visits, outcome (areas a01, a02).

use super::queries::Passed;
use crate::desk::{Answered, Desk, Stop, Who, form_fields};
use crate::step::commands::{self, Begin};
use crate::step::opened::{self, Opened};
use axum::extract::{Path, State};
use axum::response::{IntoResponse, Redirect, Response};
use law::answer::Answer;
use law::day::Moment;
use law::fact::{Fact, Known};
use law::step::StepKind;
use law::step::agreed::Standing;
use maud::{Markup, html};
use web::govuk::{Button, button};
use web::{Failure, Fields, Frame};

/// The card: every step of the way in its order, and what may be added to it.
pub fn card(desk: &Desk, who: &Who, frame: &Frame, opened: &Opened, passed: &[Passed]) -> Markup {
    let enquiry = &opened.step;
    html! {
        section class="k-card" aria-labelledby="sequence" {
            h2 class="k-card__title" id="sequence" { "From the referral to the outcome" }
            ol class="k-lines" {
                @for one in passed { li { (line(one, who.at())) } }
                li { strong { "This enquiry" } ": " (enquiry.state.name().to_lowercase()) }
            }
            @if enquiry.state.is_being_written() && who.viewer.actor.records() {
                form method="post" action={ "/step/" (enquiry.id) "/visit" } {
                    (form_fields(desk, frame, who))
                    (button(&Button::secondary("Record a section 47 visit")))
                }
            }
        }
    }
}

fn line(one: &Passed, now: Moment) -> Markup {
    let actions = &one.step.agreed;
    html! {
        span class="k-muted k-nowrap" { (one.at.long()) } " "
        a href={ "/step/" (one.step.id) } { (one.sentence) }
        @if one.step.state.is_open() { " " span class="k-small k-muted" { (one.step.state.name().to_lowercase()) } }
        @if !actions.is_empty() {
            ul {
                @for action in actions {
                    li class="k-small" {
                        (action.what) ", " (action.who) ": "
                        @match &action.standing {
                            Standing::Open if action.is_late(now) => span class="k-late" { "was due " (action.due.long()) },
                            Standing::Open => { "by " (action.due.long()) },
                            Standing::Done { on, .. } => span class="k-fine" { "done " (on.brief()) },
                            Standing::Dropped { why, .. } => span class="k-muted" { "given up: " (why) },
                        }
                    }
                }
            }
        }
    }
}

/// Begins a visit inside an enquiry; nothing else makes a section 47 visit.
pub async fn visit(State(desk): State<Desk>, who: Who, Path(id): Path<String>, fields: Fields) -> Answered<Response> {
    let opened = opened::open(&desk, &who, &id, "an enquiry that was visited").await?;
    let enquiry = &opened.step;
    if enquiry.kind != StepKind::Section47Enquiry {
        return Err(Stop::Failure(Failure::NotFound));
    }
    let kind = Known { fact: Fact::VisitKind, child: None, value: Answer::Code("s47".to_owned()) };
    let begin = Begin {
        kind: StepKind::Visit,
        children: enquiry.children.clone(),
        others: Vec::new(),
        team: enquiry.team,
        part_of: Some(enquiry.id),
        carried: vec![kind],
    };
    let (council, actor, now) = (desk.council.clone(), who.viewer.actor.clone(), who.at());
    let done = desk
        .run(who.command(&desk, &fields), move |conn| commands::begin(&council, conn, &actor, now, begin))
        .await
        .map_err(Stop::from)?;
    let visit = done.started.first().ok_or_else(|| Stop::Failure(Failure::broken("no visit was begun")))?;
    Ok(Redirect::to(&format!("/step/{visit}")).into_response())
}
