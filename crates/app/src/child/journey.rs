//! The journey: episodes, assessments, plans and workers over time, as bars and as a table.

use super::card::Card;
use super::work::Work;
use law::code::CATEGORY_OF_ABUSE;
use law::day::Day;
use maud::{Markup, html};

/// One bar of the picture and one row of its table.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Bar {
    what: String,
    class: &'static str,
    from: Day,
    until: Option<Day>,
}

/// The picture, with the same facts in a table.
pub fn journey(card: &Card, work: &Work, today: Day) -> Markup {
    let bars = bars(card, work);
    html! {
        section class="k-card" aria-labelledby="journey" {
            h2 class="k-card__title" id="journey" { "Journey" }
            @if bars.is_empty() {
                p class="k-empty" { "Nothing yet. Referrals, assessments, plans and workers are drawn here over time." }
            } @else {
                (picture(&bars, today))
                details { summary { "The same as a table" } (table(&bars)) }
            }
        }
    }
}

fn bars(card: &Card, work: &Work) -> Vec<Bar> {
    let episodes = work.episodes.iter().map(|episode| Bar {
        what: if episode.nfa { "Referral, no further action" } else { "Episode of need" }.to_owned(),
        class: "k-journey__episode",
        from: episode.from,
        until: episode.until.or(episode.nfa.then_some(episode.from)),
    });
    let plans = work.plans.iter().map(|plan| {
        let category = plan.category.as_deref().and_then(|code| CATEGORY_OF_ABUSE.label(code));
        let what = match category {
            Some(category) => format!("{}: {}", plan.kind.title(), category.to_lowercase()),
            None => plan.kind.title(),
        };
        Bar { what, class: "k-journey__plan", from: plan.from, until: plan.until }
    });
    let workers = card.allocations.iter().rev().map(|one| Bar {
        what: match (&one.worker_name, &one.team_name) {
            (Some(worker), _) => worker.clone(),
            (None, Some(team)) => format!("{team}, no worker"),
            (None, None) => "No worker".to_owned(),
        },
        class: "k-journey__worker",
        from: one.since,
        until: one.until,
    });
    episodes.chain(plans).chain(workers).collect()
}

/// Height of one bar with its space, in the picture's own units.
const ROW: usize = 16;

fn picture(bars: &[Bar], today: Day) -> Markup {
    let Some(first) = bars.iter().map(|bar| bar.from).min() else { return Markup::default() };
    let length = first.days_until(today).max(1);
    let at = |day: Day| first.days_until(day).clamp(0, length) * 300 / length;
    let height = bars.len() * ROW;
    html! {
        svg class="k-journey" viewBox={ "0 0 300 " (height) } role="img" aria-label={ "From " (first.long()) " to today; the table below says the same" } {
            @for (row, bar) in bars.iter().enumerate() {
                @let from = at(bar.from);
                @let width = (at(bar.until.unwrap_or(today)) - from).max(3);
                rect class=(bar.class) x=(from.min(297)) y=(row * ROW + 2) width=(width) height=(ROW - 4) {}
            }
        }
        p class="k-clock__words" { span { (first.brief()) } span { "today" } }
    }
}

fn table(bars: &[Bar]) -> Markup {
    html! {
        table class="k-table" {
            caption class="govuk-visually-hidden" { "Episodes, plans and workers" }
            thead { tr { th scope="col" { "What" } th scope="col" { "From" } th scope="col" { "Until" } } }
            tbody {
                @for bar in bars {
                    tr {
                        td { (bar.what) }
                        td { (bar.from.brief()) }
                        td { @match bar.until { Some(until) => (until.brief()), None => "today" } }
                    }
                }
            }
        }
    }
}
