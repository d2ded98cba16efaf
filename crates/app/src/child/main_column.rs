//! The wide column: the story, the child's words, what is open now.

use super::card::{Card, Told, Views};
use super::work::{OpenStep, Running, Work};
use law::code::VIEWS_HOW;
use law::day::Day;
use maud::{Markup, html};

/// Days after which the child's words are said to be old.
const VIEWS_OLD: i64 = 42;

/// The story, in its four parts, with who told it and when.
pub fn story(card: &Card, writes: bool) -> Markup {
    let edit = format!("/person/{}/change/story", card.person.id);
    html! {
        section class="k-card" aria-labelledby="story" {
            div class="k-card__head" {
                h2 class="k-card__title" id="story" { "Story" }
                @if let Some(told) = &card.story { span class="k-muted k-small" { "told by " (told.by) ", " (told.at.day().long()) } }
            }
            @match &card.story {
                Some(told) => (parts(told)),
                None => p class="k-empty" { "No story yet. Three or four sentences, kept by the worker: why we are involved, what worries us, what works well, what happens next." },
            }
            @if writes { p class="k-no-print" { a href=(edit) { @if card.story.is_some() { "Bring the story up to date" } @else { "Tell the story" } } } }
        }
    }
}

fn parts(told: &Told) -> Markup {
    let story = &told.story;
    let parts = [
        ("Why we are involved", &story.why),
        ("What worries us", &story.worries),
        ("What is working well", &story.working_well),
        ("What happens next", &story.next),
    ];
    html! {
        dl class="k-facts" {
            @for (title, words) in parts {
                dt { (title) }
                dd dir="auto" { @if words.is_empty() { span class="k-muted" { "Not said" } } @else { (words) } }
            }
        }
    }
}

/// The latest words of the child.
pub fn words(card: &Card, writes: bool, today: Day) -> Markup {
    html! {
        section class="k-card" aria-labelledby="words" {
            div class="k-card__head" {
                h2 class="k-card__title" id="words" { "In the child’s words" }
                @if let Some(latest) = card.views.first() { (views_age(latest, today)) }
            }
            @match card.views.first() {
                Some(latest) => (quote(latest)),
                None => p class="k-empty" { "No words of the child’s yet. Record what they say or show, with how it was gathered and what changed because of it." },
            }
            @if card.views.len() > 1 {
                details {
                    summary { "Earlier (" (card.views.len() - 1) ")" }
                    @for earlier in card.views.iter().skip(1) { (quote(earlier)) }
                }
            }
            @if writes { p class="k-no-print" { a href={ "/person/" (card.person.id) "/change/views" } { "Record the child’s views" } } }
        }
    }
}

fn views_age(latest: &Views, today: Day) -> Markup {
    let days = latest.on.days_until(today);
    let words = match days {
        0 => "today".to_owned(),
        1 => "yesterday".to_owned(),
        days => format!("{days} days ago"),
    };
    html! { span class={ "k-small " @if days > VIEWS_OLD { "k-soon" } @else { "k-muted" } } { (words) } }
}

fn quote(views: &Views) -> Markup {
    let how: Vec<&str> = views.how.iter().filter_map(|code| VIEWS_HOW.label(code)).collect();
    html! {
        blockquote class="k-quote" dir="auto" {
            (views.words)
            footer {
                (views.on.long()) @if !how.is_empty() { " · " (how.join(", ").to_lowercase()) } " · " (views.by)
                @if !views.changed.is_empty() { br; "What changed: " (views.changed) }
            }
        }
    }
}

/// Open steps with their clocks, what is late first.
pub fn now(work: &Work, today: Day) -> Markup {
    html! {
        section class="k-card k-card--flush" aria-labelledby="now" {
            div class="k-card__head" {
                h2 class="k-card__title" id="now" { "Now" }
                span class="k-muted k-small" { (work.open.len()) " open, what is closest to late first" }
            }
            @if work.open.is_empty() {
                p class="k-empty" { "Nothing is open. What is started here, or opened by a decision, stands here with its clock." }
            } @else {
                ul class="k-lines" { @for step in &work.open { (open_step(step, today)) } }
            }
        }
    }
}

fn open_step(step: &OpenStep, today: Day) -> Markup {
    let with = step.owner.clone().or_else(|| step.team.clone()).unwrap_or_else(|| "nobody yet".to_owned());
    html! {
        li {
            a href={ "/step/" (step.id) } { strong { (step.kind.title()) } }
            " " span class="k-tag k-tag--quiet" { (step.state.name()) }
            " " span class="k-muted k-small" { "with " (with) ", since " (step.started.day().brief()) }
            @if step.clocks.is_empty() { p class="k-muted k-small" { "No clock runs." } }
            @for clock in &step.clocks { (clock_bar(clock, today)) }
        }
    }
}

fn clock_bar(running: &Running, today: Day) -> Markup {
    let clock = &running.clock;
    let (state, class) = match clock {
        clock if clock.is_late() => ("late", "k-late"),
        clock if clock.is_soon() => ("soon", "k-soon"),
        _ => ("", "k-muted"),
    };
    html! {
        div class="k-clock-line" {
            p class="k-small" {
                (clock.rule.name()) ": " strong class=(class) { (clock.words) }
                @if let Some(reason) = &running.reason { " — why: " (reason) }
            }
            (bar(running, today, state))
            p class="k-clock__words" {
                span { "started " (running.from.brief()) }
                @if clock.due < today { span { "due " (clock.due.brief()) } span { "today" } }
                @else { @if running.from < today { span { "today" } } span { "due " (clock.due.brief()) } }
            }
        }
    }
}

/// From the start to the later of due and today, in hundredths; the words above and below say the same.
fn bar(running: &Running, today: Day, state: &str) -> Markup {
    let (from, due) = (running.from, running.clock.due);
    let length = from.days_until(due.max(today)).max(1);
    let at = |day: Day| (from.days_until(day).clamp(0, length) * 98 / length).to_string();
    html! {
        svg class={ "k-clock" @if !state.is_empty() { " k-clock--" (state) } } viewBox="0 0 100 6" preserveAspectRatio="none"
            aria-hidden="true" {
            rect class="k-clock__track" x="0" y="1" width="100" height="4" {}
            rect class="k-clock__done" x="0" y="1" width=(at(today)) height="4" {}
            rect class="k-clock__due" x=(at(due)) y="0" width="1" height="6" {}
            rect class="k-clock__today" x=(at(today)) y="0" width="1" height="6" {}
        }
    }
}
