//! What waits for a manager to authorise: a queue of its own, timed, so that delay by managers is seen as theirs.

use crate::clocks::Days;
use crate::desk::{Answered, Desk, Place, Routes, Who};
use crate::reader;
use crate::step::queries::facts;
use crate::work::{self, Work, subjects};
use axum::extract::State;
use law::answer::Answer;
use law::fact::{Fact, Facts};
use law::id::PersonId;
use law::permit::Permit;
use law::step::outcome::Outcome;
use maud::{Markup, html};
use web::Frame;

/// What the view log says of what is read here. Not one of the records opened last.
pub const READ_IN_QUEUE: &str = "authorisation queue";

/// Routes of the feature.
pub fn routes() -> Routes {
    Routes::new().get("/authorise", Permit::Authorises.into(), show)
}

async fn show(State(desk): State<Desk>, who: Who, frame: Frame) -> Answered<Markup> {
    let (council, asker) = (desk.council.clone(), who.clone());
    let waiting = desk
        .read(move |conn| {
            let days = Days::at(conn, &council.reckoner, asker.at())?;
            Ok(work::submitted(conn, &days, asker.worker.id)?)
        })
        .await?;
    let (mut mine, own): (Vec<&Work>, Vec<&Work>) = waiting.iter().partition(|one| one.waits_for(who.worker.id));
    mine.sort_by_key(|one| one.submitted);
    let late = mine.iter().filter(|one| is_late(one)).count();
    let queue = queue(&desk, &who, mine).await?;
    let body = html! {
        p class="k-muted" {
            "In every team. A manager has two working days; what is late here is the managers’ delay: "
            @if late > 0 { span class="k-late" { (late) " late" } } @else { "none is late" } "."
        }
        (queue)
        @if !own.is_empty() {
            p class="k-muted" { (own.len()) " that you submitted yourself wait for another manager." }
        }
    };
    Ok(desk.page(&who, "Awaiting authorisation", Place::Team, body).render(&frame))
}

fn is_late(one: &Work) -> bool {
    one.authorise_clock().is_some_and(crate::clocks::Clock::is_late)
}

/// The queue, the longest waiting first, each readable in its place. Every child read here is in the view log first.
pub async fn queue(desk: &Desk, who: &Who, waiting: Vec<&Work>) -> Answered<Markup> {
    let (council, asker) = (desk.council.clone(), who.clone());
    let waiting: Vec<Work> = waiting.into_iter().cloned().collect();
    let shown = desk
        .read(move |conn| {
            let days = Days::at(conn, &council.reckoner, asker.at())?;
            let children: Vec<PersonId> = work::people(&waiting);
            reader::open_all(conn, council.db.views(), &children, &asker.viewer, READ_IN_QUEUE)?;
            let mut lines = Vec::new();
            for one in &waiting {
                lines.push(line(one, &facts(conn, one.step)?, &days));
            }
            Ok(lines)
        })
        .await?;
    Ok(html! {
        section class="k-card" {
            div class="k-card__head" {
                h2 class="k-card__title" { a href="/authorise" { "Awaiting my authorisation" } }
                span class="k-muted k-small" { (shown.len()) ", the longest waiting first" }
            }
            @if shown.is_empty() {
                p class="k-empty" { "Nothing waits for you. Work stands here from the moment when somebody else submits it." }
            }
            ul class="k-lines" data-list { @for line in &shown { li { (line) } } }
        }
    })
}

fn line(one: &Work, facts: &Facts, days: &Days) -> Markup {
    let waited = one.submitted.map(|at| days.ago(at)).unwrap_or_default();
    html! {
        strong { (subjects(&one.children, days)) } " " (one.link())
        span class="k-muted" {
            ", submitted " (waited)
            @if let Some(name) = &one.owner_name { " by " (name) }
            @if let Some(team) = &one.team_name { ", " (team) }
        }
        @if let Some(clock) = one.authorise_clock() { br; "Manager authorises: " (clock.show()) }
        @if let Some(clock) = one.clock() { br; (clock.rule.name()) ": " (clock.show()) }
        details {
            summary { "Read the summary" span class="govuk-visually-hidden" { " of the " (one.kind.name()) } }
            dl class="k-facts" { @for (term, words) in summary(one, facts) { dt { (term) } dd { (words) } } }
            a href=(format!("/step/{}", one.step)) { "Read it all and decide" }
        }
    }
}

/// What the work says, in a few lines: worry, analysis and recommendation, each child's under their name.
fn summary(one: &Work, facts: &Facts) -> Vec<(String, String)> {
    let mut lines = vec![("In short".to_owned(), one.sentence.clone())];
    for (fact, term) in [
        (Fact::WorriedAbout, "Worry"),
        (Fact::ProtectionConcernWhy, "Why harm is suspected"),
        (Fact::HistoryMeaning, "What history means now"),
        (Fact::ClosureSummary, "Closure"),
    ] {
        lines.extend(facts.words(fact).map(|words| (term.to_owned(), words.to_owned())));
    }
    for child in &one.children {
        let of = |fact| facts.get(fact, Some(child.person)).and_then(Answer::as_words);
        let name = child.name.short();
        lines.extend(of(Fact::Analysis).map(|words| (format!("Analysis: {name}"), words.to_owned())));
        let outcome = of(Fact::Recommendation).and_then(Outcome::from_slug);
        lines.extend(outcome.map(|outcome| (format!("Recommended: {name}"), outcome.name().to_owned())));
    }
    lines
}
