//! Small marks that say how something stands: late, soon or neither, in words and in a bar.
//!
//! Bars are SVG with plain attributes, since the content policy allows no inline style, and carry their words as text.

use maud::{Markup, html};

/// How a thing stands against its day.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Standing {
    /// Its day is past.
    Late,
    /// Its day is close: within two working days, says the app.
    Soon,
    /// Neither.
    Ahead,
    /// Done in time.
    Done,
}

impl Standing {
    /// The class that colours words and adds their sign; empty for plain ink.
    pub fn class(self) -> &'static str {
        match self {
            Self::Late => "k-late",
            Self::Soon => "k-soon",
            Self::Ahead => "",
            Self::Done => "k-fine",
        }
    }
}

/// Words with their sign and colour, such as "▲ 3 working days late". The words say it all without either.
pub fn standing(how: Standing, words: &str) -> Markup {
    html! {
        @if how == Standing::Ahead { (words) } @else { span class=(how.class()) { (words) } }
    }
}

/// A clock from its start to its due day, with today between or beyond.
#[derive(Debug, Clone, Copy)]
pub struct Clock<'a> {
    /// Days from start to due; the unit is the caller's.
    pub length: u32,
    /// Days from start to today, or to the day it was done.
    pub gone: u32,
    /// How it stands.
    pub standing: Standing,
    /// What the bar shows, in words: "Started 2 March, due Thu 5 March, in 2 working days".
    pub words: &'a str,
}

/// The bar of a clock: the way gone, a stroke for today, a line for the due day.
pub fn clock(clock: Clock<'_>) -> Markup {
    let whole = f64::from(clock.length.max(clock.gone).max(1));
    let at = |days: u32| round(f64::from(days) / whole * 100.0);
    let class = match clock.standing {
        Standing::Late => "k-clock k-clock--late",
        Standing::Soon => "k-clock k-clock--soon",
        Standing::Ahead | Standing::Done => "k-clock",
    };
    html! {
        svg class=(class) viewBox="0 0 100 10" preserveAspectRatio="none" role="img" aria-label=(clock.words) focusable="false" {
            rect class="k-clock__track" x="0" y="2" width="100" height="6" {}
            rect class="k-clock__done" x="0" y="2" width=(at(clock.gone)) height="6" {}
            rect class="k-clock__due" x=(edge(at(clock.length))) y="0" width="0.7" height="10" {}
            @if clock.standing != Standing::Done {
                rect class="k-clock__today" x=(edge(at(clock.gone))) y="0" width="0.7" height="10" {}
            }
        }
    }
}

/// A worker's load against their limit. What is over the limit has its own colour, and the words say so.
pub fn load(used: u32, limit: u32, words: &str) -> Markup {
    let whole = f64::from(used.max(limit).max(1));
    let at = |part: u32| round(f64::from(part) / whole * 100.0);
    let within = at(used.min(limit));
    html! {
        svg class="k-weight" viewBox="0 0 100 10" preserveAspectRatio="none" role="img" aria-label=(words) focusable="false" {
            rect class="k-weight__track" x="0" y="2" width="100" height="6" {}
            rect class="k-weight__used" x="0" y="2" width=(within) height="6" {}
            @if used > limit { rect class="k-weight__over" x=(within) y="2" width=(round(100.0 - within)) height="6" {} }
            rect class="k-weight__limit" x=(edge(at(limit))) y="0" width="0.7" height="10" {}
        }
    }
}

/// Keeps a stroke inside the bar.
fn edge(at: f64) -> f64 {
    at.min(99.3)
}

fn round(value: f64) -> f64 {
    (value * 10.0).round() / 10.0
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_late_clock_puts_its_due_day_before_today() {
        let bar = clock(Clock { length: 10, gone: 20, standing: Standing::Late, words: "10 working days late" });
        let bar = bar.into_string();
        assert!(bar.contains(r#"class="k-clock__due" x="50""#) && bar.contains("k-clock--late"), "{bar}");
        assert!(bar.contains(r#"aria-label="10 working days late""#));
    }

    #[test]
    fn nothing_divides_by_nothing() {
        let bar = clock(Clock { length: 0, gone: 0, standing: Standing::Ahead, words: "Due today" }).into_string();
        assert!(!bar.contains("NaN") && !bar.contains("inf"), "{bar}");
        assert!(!load(0, 0, "No children").into_string().contains("NaN"));
    }

    #[test]
    fn load_over_the_limit_is_marked() {
        assert!(load(30, 25, "30 of 25, over").into_string().contains("k-weight__over"));
        assert!(!load(25, 25, "25 of 25").into_string().contains("k-weight__over"));
    }

    #[test]
    fn words_stand_without_their_colour() {
        assert_eq!(standing(Standing::Late, "3 days late").into_string(), r#"<span class="k-late">3 days late</span>"#);
        assert_eq!(standing(Standing::Ahead, "In 9 days").into_string(), "In 9 days");
    }
}
