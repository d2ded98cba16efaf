//! What waits for whom, as my day and the team's board count it: each number leads to its part of the list.

use super::queries::{Desk, Line};
use crate::clocks::Days;
use crate::my_day::own::stat;
use maud::{Markup, html};

/// The card; nothing where nothing waits.
pub fn card(desk: &Desk, days: &Days) -> Markup {
    if desk.is_empty() {
        return html! {};
    }
    let late = desk.to_answer.iter().filter(|line| line.is_late()).count();
    html! {
        section class={ "k-card" @if late > 0 { " k-card--late" } } id="transfers" {
            div class="k-card__head" {
                h2 class="k-card__title" { "Transfers between teams" }
                a href="/transfers" { "All transfers" }
            }
            ul class="k-stats" {
                (stat("/transfers#answer", desk.to_answer.len(), &oldest("for your team to answer", &desk.to_answer, days), if late > 0 { "k-late" } else { "" }))
                (stat("/transfers#agree", desk.to_agree.len(), &oldest("for your team’s manager to agree", &desk.to_agree, days), ""))
                (stat("/transfers#waiting", desk.waiting.len(), &oldest("with another team", &desk.waiting, days), ""))
            }
            @if let Some(line) = desk.returned() {
                p class="k-small" { "Returned last: " a href=(format!("/transfer/{}", line.id)) { "transfer to " (line.to_name) } }
            }
        }
    }
}

/// The words with how long the oldest has waited.
fn oldest(words: &str, lines: &[Line], days: &Days) -> String {
    match lines.iter().map(Line::waits_since).min() {
        Some(since) => format!("{words}, the oldest since {}", days.ago(since)),
        None => words.to_owned(),
    }
}
