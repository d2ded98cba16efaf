//! Progress drawn over time, from the baseline to the target, with the same numbers in a table beneath.

use super::opened::Opened;
use super::queries::Meeting;
use law::day::Day;
use law::id::StepId;
use law::plan::{Amount, Outcome, Plan, Progress};
use maud::{Markup, html};
use std::collections::BTreeMap;

const WIDE: i64 = 360;
const HIGH: i64 = 110;
/// Room round the drawing for its words.
const LEFT: i64 = 8;
const RIGHT: i64 = 352;
const TOP: i64 = 14;
const BOTTOM: i64 = 88;

/// What is drawn: values with their days, the baseline first.
struct Course {
    points: Vec<(Day, Amount)>,
    target: Option<Amount>,
    from: Day,
    until: Day,
    most: i64,
}

impl Course {
    /// `None` where nothing has a number.
    fn of(plan: &Plan, outcome: &Outcome, today: Day) -> Option<Self> {
        let measure = &outcome.wanted.measure;
        let noted = plan.progress_of(outcome.id).filter_map(|one| one.value.map(|value| (one.on, value)));
        let start = measure.baseline.map(|value| (outcome.agreed_on, value));
        let points: Vec<(Day, Amount)> = start.into_iter().chain(noted).collect();
        let (first, last) = (points.first()?.0, points.last()?.0);
        let highest = points.iter().map(|(_, value)| *value).chain(measure.target).max()?;
        let most = match measure.scale {
            law::plan::Scale::ZeroToTen => 1000,
            law::plan::Scale::Number { .. } => highest.hundredths().max(100) * 11 / 10,
        };
        let until = outcome.wanted.by_when.unwrap_or(today).max(last);
        Some(Self { points, target: measure.target, from: first, until, most })
    }

    fn x(&self, day: Day) -> i64 {
        let length = self.from.days_until(self.until).max(1);
        LEFT + self.from.days_until(day).clamp(0, length) * (RIGHT - LEFT) / length
    }

    fn y(&self, value: Amount) -> i64 {
        BOTTOM - value.hundredths().clamp(0, self.most) * (BOTTOM - TOP) / self.most.max(1)
    }
}

/// The drawing; nothing where nothing has a number yet.
pub fn chart(plan: &Plan, outcome: &Outcome, today: Day) -> Markup {
    let Some(course) = Course::of(plan, outcome, today) else { return html! {} };
    let scale = &outcome.wanted.measure.scale;
    let line = course.points.iter().map(|(day, value)| format!("{},{}", course.x(*day), course.y(*value)));
    let line: Vec<String> = line.collect();
    let last = course.points.last();
    html! {
        svg class="k-progress" viewBox={ "0 0 " (WIDE) " " (HIGH) } role="img" aria-label=(words(plan, outcome)) focusable="false" {
            line class="k-progress__ground" x1=(LEFT) y1=(BOTTOM) x2=(RIGHT) y2=(BOTTOM) {}
            @if let Some(target) = course.target {
                @let y = course.y(target);
                line class="k-progress__target" x1=(LEFT) y1=(y) x2=(RIGHT) y2=(y) {}
                text class="k-progress__words" x=(RIGHT) y=(y - 4) text-anchor="end" { "target " (target) }
            }
            @if course.from < today && today < course.until {
                @let x = course.x(today);
                line class="k-progress__today" x1=(x) y1=(TOP) x2=(x) y2=(BOTTOM) {}
            }
            polyline class="k-progress__line" points=(line.join(" ")) {}
            @for (at, (day, value)) in course.points.iter().enumerate() {
                circle class={ "k-progress__point" @if at == 0 { " k-progress__point--start" } } cx=(course.x(*day)) cy=(course.y(*value)) r="4" {}
            }
            @if let (Some((day, value)), true) = (last, course.points.len() > 1) {
                @let x = course.x(*day);
                @let end = x > RIGHT - 60;
                text class="k-progress__words k-progress__words--now" x=(if end { x } else { x + 7 }) y=(course.y(*value) - 7)
                    text-anchor=(if end { "end" } else { "start" }) { (value) }
            }
            text class="k-progress__words" x=(LEFT) y=(HIGH - 6) { (course.from.brief()) }
            text class="k-progress__words" x=(RIGHT) y=(HIGH - 6) text-anchor="end" { (course.until.brief()) }
        }
        @if let law::plan::Scale::Number { unit } = scale { p class="k-small k-muted k-progress__unit" { "Counted: " (unit) } }
    }
}

/// What the drawing shows, in words.
pub fn words(plan: &Plan, outcome: &Outcome) -> String {
    let measure = &outcome.wanted.measure;
    let scale = &measure.scale;
    let mut said = Vec::new();
    if let Some(from) = measure.baseline {
        said.push(format!("{} on {}", scale.say(from), outcome.agreed_on.long()));
    }
    let noted: Vec<&Progress> = plan.progress_of(outcome.id).filter(|one| one.value.is_some()).collect();
    if let Some((on, value)) = noted.last().and_then(|one| one.value.map(|value| (one.on, value))) {
        said.push(format!("{} on {}", scale.say(value), on.long()));
    }
    if let Some(to) = measure.target {
        let by = outcome.wanted.by_when.map(|day| format!(" by {}", day.long())).unwrap_or_default();
        said.push(format!("target {}{by}", scale.say(to)));
    }
    said.join(", ")
}

/// Which way it goes since the start, in words with their sign.
pub fn trend(plan: &Plan, outcome: &Outcome) -> Option<(&'static str, &'static str)> {
    let measure = &outcome.wanted.measure;
    let noted = plan.progress_of(outcome.id).rev().find_map(|one| one.value)?;
    match measure.way(noted)? {
        100.. => Some(("k-fine", "at the target")),
        1..100 => Some(("k-fine", "nearer the target")),
        0 => Some(("k-soon", "as at the start")),
        _ => Some(("k-late", "further from the target")),
    }
}

/// The same numbers, with what was seen and said, the latest first.
pub fn table(opened: &Opened, outcome: &Outcome, meetings: &BTreeMap<StepId, Meeting>) -> Markup {
    let scale = &outcome.wanted.measure.scale;
    let noted: Vec<&Progress> = opened.plan.progress_of(outcome.id).rev().collect();
    let say = |value: Option<Amount>| value.map_or("Not measured".to_owned(), |value| scale.say(value));
    html! {
        table class="k-table k-table--stack k-plan__numbers-table" {
            caption class="govuk-visually-hidden" { "Progress, the latest first" }
            thead { tr { th scope="col" { "Day" } th scope="col" { "How it was" } th scope="col" { "What was seen and said" } } }
            tbody {
                @for one in noted {
                    tr {
                        th scope="row" { (one.on.brief()) }
                        td data-label="How it was" { (say(one.value)) }
                        td data-label="Seen and said" dir="auto" {
                            (one.words)
                            @if let Some(meeting) = one.meeting.and_then(|step| meetings.get(&step)) {
                                " " span class="k-small k-muted" { "At the " a href={ "/step/" (meeting.step) } { (meeting.kind.name()) } "." }
                            }
                        }
                    }
                }
                tr {
                    th scope="row" { (outcome.agreed_on.brief()) }
                    td data-label="How it was" { (say(outcome.wanted.measure.baseline)) }
                    td data-label="Seen and said" { span class="k-muted" { "At the start" } }
                }
            }
        }
    }
}
