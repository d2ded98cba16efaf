//! The journey: episodes, assessments, plans and workers over time, each in words with its bar, and as a table.

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
                details { summary { "The same as a table" } (table(&bars, today)) }
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

/// Width of the whole time in the picture's own units.
const WIDE: i64 = 300;

/// A line of words for each bar, and the bar under it: where it lies between the first day and today.
fn picture(bars: &[Bar], today: Day) -> Markup {
    let Some(first) = bars.iter().map(|bar| bar.from).min() else { return Markup::default() };
    let length = first.days_until(today).max(1);
    let at = |day: Day| first.days_until(day).clamp(0, length) * WIDE / length;
    html! {
        ul class="k-journey" {
            @for bar in bars {
                @let from = at(bar.from).min(WIDE - 3);
                @let width = (at(bar.until.unwrap_or(today)) - from).max(3);
                li {
                    span { (bar.what) } " " span class="k-muted k-nowrap" { (bar.span()) }
                    svg class="k-journey__bar" viewBox={ "0 0 " (WIDE) " 8" } preserveAspectRatio="none" aria-hidden="true" {
                        rect class="k-journey__track" x="0" y="3" width=(WIDE) height="2" {}
                        rect class=(bar.class) x=(from) y="0" width=(width) height="8" {}
                    }
                }
            }
        }
        p class="k-clock__words" { span { (first.brief()) } span { "today" } }
    }
}

impl Bar {
    /// `5 Mar 2026 to today`.
    fn span(&self) -> String {
        match self.until {
            Some(until) if until == self.from => self.from.brief(),
            Some(until) => format!("{} to {}", self.from.brief(), until.brief()),
            None => format!("{} to today", self.from.brief()),
        }
    }

    /// `112 days`, both ends counted.
    fn length(&self, today: Day) -> String {
        match self.from.days_until(self.until.unwrap_or(today)) + 1 {
            1 => "1 day".to_owned(),
            days => format!("{days} days"),
        }
    }
}

fn table(bars: &[Bar], today: Day) -> Markup {
    html! {
        table class="k-table" {
            caption class="govuk-visually-hidden" { "Episodes, plans and workers" }
            thead { tr { th scope="col" { "What" } th scope="col" { "From" } th scope="col" { "Until" } th scope="col" class="k-table__num" { "Length" } } }
            tbody {
                @for bar in bars {
                    tr {
                        td { (bar.what) }
                        td { (bar.from.brief()) }
                        td { @match bar.until { Some(until) => (until.brief()), None => "today" } }
                        td class="k-table__num" { (bar.length(today)) }
                    }
                }
            }
        }
    }
}
