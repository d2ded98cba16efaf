//! Every transfer of the worker's side, by who is waited for, the oldest first.

use super::queries::{self, Line};
use crate::clocks::Days;
use crate::desk::{Answered, Desk, Place, Who};
use crate::reader;
use crate::work::subjects;
use axum::extract::State;
use law::permit::Permit;
use law::transfer::State as Standing;
use maud::{Markup, html};
use web::Frame;

pub async fn show(State(desk): State<Desk>, who: Who, frame: Frame) -> Answered<Markup> {
    let (council, asker) = (desk.council.clone(), who.clone());
    let (lines, days) = desk
        .read(move |conn| {
            let days = Days::at(conn, &council.reckoner, asker.at())?;
            let lines = queries::desk(conn, &days, &asker)?;
            reader::shown(council.db.views(), &asker.viewer, "transfers between teams", &lines.people())?;
            Ok((lines, days))
        })
        .await?;
    let body = html! {
        @if Permit::Allocates.allows(&who.viewer.actor.roles) { p { a href="/transfers/leaver" { "A worker leaves: find every child a home" } } }
        (crate::pack::list_page::link(&who))
        (part("answer", "For your team to answer", &lines.to_answer, &days, "Nothing waits for your team. A transfer stands here from the moment when the giving team’s manager has agreed."))
        (part("agree", "For your team’s manager to agree", &lines.to_agree, &days, "Nothing waits here. What a worker of your team proposes stands here until a manager of the team agrees."))
        (part("waiting", "With another team", &lines.waiting, &days, "Nothing of yours waits for another team. Until they accept, your team stays responsible."))
        (part("over", "Answered or withdrawn in the last 28 days", &lines.over, &days, "Nothing was answered in the last 28 days."))
    };
    Ok(desk.page(&who, "Transfers between teams", Place::Team, body).render(&frame))
}

fn part(id: &str, title: &str, lines: &[Line], days: &Days, empty: &str) -> Markup {
    let order = if id == "over" { "the last first" } else { "the longest waiting first" };
    html! {
        section class="k-card k-card--flush" id=(id) {
            div class="k-card__head" {
                h2 class="k-card__title" { (title) }
                span class="k-muted k-small" { (lines.len()) ", " (order) }
            }
            @if lines.is_empty() { p class="k-empty" { (empty) } } @else {
                table class="k-table k-table--stack" {
                    caption class="govuk-visually-hidden" { (title) }
                    thead { tr {
                        th scope="col" { "Children" } th scope="col" { "Transfer" } th scope="col" { "From and to" } th scope="col" { "Waits since" } th scope="col" { "How it stands" }
                    } }
                    tbody { @for line in lines { (row(line, days)) } }
                }
            }
        }
    }
}

fn row(line: &Line, days: &Days) -> Markup {
    html! {
        tr class=[line.is_late().then_some("k-row--late")] {
            th scope="row" { (subjects(&line.children, days)) }
            td data-label="Transfer" { a href=(format!("/transfer/{}", line.id)) { (line.kind.name()) } span class="k-muted" { ", wanted " (line.wanted_on.short()) } }
            td data-label="From and to" { (line.from_name) " to " (line.to_name) }
            td data-label="Waits since" { (days.ago(line.waits_since())) span class="k-muted" { ", by " (line.by_name) } }
            td data-label="How it stands" { (standing(line)) }
        }
    }
}

fn standing(line: &Line) -> Markup {
    html! {
        @match (&line.state, &line.answer) {
            (Standing::Returned { reason, .. } | Standing::Withdrawn { reason, .. }, _) => { (line.state.name()) ": “" (reason) "”" },
            (_, Some(clock)) => { (clock.rule.name()) ": " (clock.show()) },
            _ => (line.state.name()),
        }
    }
}
