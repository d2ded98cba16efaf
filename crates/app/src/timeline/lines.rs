//! A timeline as a person reads it: a line for each event, the age at the time, gaps pointed out.

use super::queries::{Choices, Line, Wanted, kind_name};
use law::day::Day;
use law::people::Birth;
use maud::{Markup, html};

/// Days without any line that are worth a question.
pub const GAP: i64 = 60;

/// The lines of one person, newest first.
pub fn lines(lines: &[Line], birth: Birth, today: Day) -> Markup {
    html! {
        ol class="k-lines k-timeline" data-list {
            @for (at, line) in lines.iter().enumerate() {
                @if let Some(gap) = gap_before(at, lines, today) { (gap_line(gap)) }
                li { (entry(line, birth, None)) }
            }
        }
    }
}

/// One line; `whose` names the person where several are shown together.
pub fn entry(line: &Line, birth: Birth, whose: Option<&str>) -> Markup {
    let day = line.at.day();
    let class = if line.significance == 2 { "k-entry k-entry--significant" } else { "k-entry" };
    html! {
        div class=(class) {
            span class="k-entry__when" {
                time datetime=(day) { (day.brief()) }
                @if let Some(age) = age_then(birth, day) { " · " span class="k-nowrap" { (age) } }
            }
            span class="k-entry__what" dir="auto" {
                @if let Some(name) = whose { strong { (name) } ": " }
                @match line.step {
                    Some(step) if line.kind == "plan" => a href={ "/plan/" (step) } { (line.sentence) },
                    Some(step) => a href={ "/step/" (step) } { (line.sentence) },
                    None => (line.sentence),
                }
            }
            span class="k-entry__who" { (line.by) }
        }
    }
}

/// `aged 4`, `unborn`; nothing where the birth is not known.
pub fn age_then(birth: Birth, on: Day) -> Option<String> {
    match birth {
        Birth::Born(born) if on < born => Some("before birth".to_owned()),
        Birth::Born(_) => Some(format!("aged {}", birth.age_words(on))),
        Birth::Expected(_) => Some("unborn".to_owned()),
        Birth::Unknown { .. } => None,
    }
}

/// The days without a line between this line and the newer one, or today, where they are many.
fn gap_before(at: usize, lines: &[Line], today: Day) -> Option<i64> {
    let newer = match at {
        0 => return None,
        _ => lines.get(at - 1).map_or(today, |line| line.at.day()),
    };
    let days = lines.get(at)?.at.day().days_until(newer);
    (days > GAP).then_some(days)
}

/// The line that points a gap out.
pub fn gap_line(days: i64) -> Markup {
    html! { li class="k-muted k-small" { "— " (span_words(days)) " with nothing recorded —" } }
}

/// `76 days`, `14 weeks`, `8 months`, `2 years 3 months`: a span as people say it.
fn span_words(days: i64) -> String {
    let some = |count: i64, one: &str| format!("{count} {one}{}", if count == 1 { "" } else { "s" });
    match (days, days * 12 / 365) {
        (..=120, _) => some(days, "day"),
        (_, months @ ..=23) => some(months, "month"),
        (_, months) if months % 12 == 0 => some(months / 12, "year"),
        (_, months) => format!("{} {}", some(months / 12, "year"), some(months % 12, "month")),
    }
}

/// The filter: kinds, authors and significance, never words. `path` is the page that it filters.
pub fn filter(path: &str, wanted: &Wanted, choices: &Choices) -> Markup {
    let author = wanted.author.map(|id| id.to_string()).unwrap_or_default();
    html! {
        form method="get" action=(path) class="k-filter k-no-print" {
            div class="govuk-form-group" {
                label class="govuk-label" for="kind" { "Kind" }
                select class="govuk-select" id="kind" name="kind" {
                    option value="" { "All kinds" }
                    @for kind in &choices.kinds { option value=(kind) selected[*kind == wanted.kind] { (kind_name(kind)) } }
                }
            }
            div class="govuk-form-group" {
                label class="govuk-label" for="by" { "By" }
                select class="govuk-select" id="by" name="by" {
                    option value="" { "Anybody" }
                    @for (id, name) in &choices.authors { option value=(id) selected[id.to_string() == author] { (name) } }
                }
            }
            div class="govuk-form-group" {
                label class="govuk-label" for="least" { "Significance" }
                select class="govuk-select" id="least" name="least" {
                    @for (value, words) in [(0, "Everything"), (1, "Work with the family"), (2, "Significant only")] {
                        option value=(value) selected[wanted.least == value] { (words) }
                    }
                }
            }
            button class="govuk-button govuk-button--secondary" { "Show" }
        }
    }
}

/// The filter in words, for the head of the list: `Visits, by Amina, significant only`.
pub fn filter_words(wanted: &Wanted, choices: &Choices) -> String {
    let mut words = Vec::new();
    words.push(if wanted.kind.is_empty() { "all kinds".to_owned() } else { kind_name(&wanted.kind).to_lowercase() });
    if let Some((_, name)) = choices.authors.iter().find(|(id, _)| Some(*id) == wanted.author) {
        words.push(format!("by {name}"));
    }
    match wanted.least {
        0 => {}
        1 => words.push("work with the family".to_owned()),
        _ => words.push("significant only".to_owned()),
    }
    words.join(", ")
}
