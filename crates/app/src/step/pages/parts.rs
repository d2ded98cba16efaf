//! What several pages of a step show: whom it is about, its clocks, who else is here, answers as they are read.

use super::super::earlier::Event;
use super::super::fields::{Asking, asked_of, cell};
use super::super::opened::{Clock, Opened};
use crate::people::queries::Person;
use forms::{ChildFacts, Column, Question, Said, Section, Type};
use law::answer::Answer;
use law::clock::Standing;
use law::day::Day;
use law::fact::About;
use law::id::StepId;
use law::step::{State, Step};
use maud::{Markup, html};
use std::collections::BTreeMap;

/// Whom the step is about and where it stands, always in view.
pub fn strip(opened: &Opened, today: Day) -> Markup {
    html! {
        section class="k-identity" aria-label="Whom it is about" {
            div class="k-identity__inner" {
                p class="k-identity__name" { (opened.step.kind.title()) }
                ul class="k-identity__facts" {
                    @for person in &opened.people { (child(person, today)) }
                    @for person in &opened.others { li { (person.name.full()) } }
                    @if opened.people.is_empty() && opened.others.is_empty() { li { "Nobody is named on it yet" } }
                }
                span class=(state_class(&opened.step.state)) { (opened.step.state.name()) }
            }
        }
    }
}

fn child(person: &Person, today: Day) -> Markup {
    html! {
        li {
            a href={ "/person/" (person.id) } { (person.name.full()) }
            @if let Some(known_as) = &person.known_as { " (" (known_as) ")" }
            ", " (person.birth.age_words(today))
            @if person.restricted { " " span class="k-tag k-tag--restricted" { "Restricted" } }
        }
    }
}

fn state_class(state: &State) -> &'static str {
    match state {
        State::Returned { .. } => "k-tag k-tag--soon",
        State::Submitted { .. } | State::HandedOver { .. } => "k-tag",
        _ => "k-tag k-tag--quiet",
    }
}

/// The clocks of the step, the most urgent first, each leading to why it says what it says.
pub fn clocks(opened: &Opened) -> Markup {
    html! {
        @if !opened.clocks.is_empty() {
            section class="k-clocks" aria-labelledby="clocks" {
                h2 class="govuk-heading-s" id="clocks" { "Clocks" }
                @let (looks, own) = opened.clocks.iter().partition::<Vec<_>, _>(|clock| clock.timed.rule.look().is_some());
                ul class="k-lines" { @for clock in own { (clock_line(opened, clock)) } }
                @if !looks.is_empty() {
                    details class="k-why" {
                        summary { "When the manager looks at it" }
                        ul class="k-lines" { @for clock in looks { (clock_line(opened, clock)) } }
                    }
                }
            }
        }
    }
}

fn clock_line(opened: &Opened, clock: &Clock) -> Markup {
    let rule = clock.timed.rule;
    html! {
        li {
            a href={ "/step/" (opened.step.id) "/clock/" (rule.slug()) } { (rule.name()) }
            @if let Some(child) = clock.timed.child { " (" (child_name(opened, child)) ")" }
            br;
            (standing(clock))
        }
    }
}

/// How a clock stands, in words with its sign.
pub fn standing(clock: &Clock) -> Markup {
    match &clock.reckoned {
        Ok((_, standing)) => html! { span class=(standing_class(standing)) { (standing.words()) } },
        Err(beyond) => html! { span class="k-late" { (beyond.to_string()) } },
    }
}

fn standing_class(standing: &Standing) -> &'static str {
    if standing.is_late() {
        "k-late"
    } else if standing.is_soon() {
        "k-soon"
    } else if matches!(standing, Standing::Met { .. }) {
        "k-fine"
    } else {
        "k-muted"
    }
}

/// The name that people use for a child of the step.
pub fn child_name(opened: &Opened, child: law::id::PersonId) -> &str {
    opened.children.iter().find(|one| one.id == child).map_or("a child", |one| one.name.as_str())
}

/// Who else is here now, and where.
pub fn here(opened: &Opened) -> Markup {
    let place = |section: &str| opened.form().and_then(|form| form.section(section)).map(|section| &section.title);
    html! {
        @if !opened.here.is_empty() {
            p class="k-small" {
                @for (at, here) in opened.here.iter().enumerate() {
                    @if at > 0 { ". " }
                    strong { (here.name) } " is here"
                    @if let Some(title) = place(&here.section) { ", in " (title) }
                }
                "."
            }
        }
    }
}

/// What is read of a step: its answers, or those it would have with its drafts.
pub struct Reading<'a> {
    pub opened: &'a Opened,
    pub step: &'a Step,
    pub events: &'a [Event],
}

/// A section as it is read: each question that has an answer, each child's own under the child's name. `None` where nothing was
/// written.
pub fn answers(reading: &Reading<'_>, section: &Section) -> Option<Markup> {
    let children = &reading.opened.children;
    let lists: Vec<Markup> = section
        .questions
        .chunk_by(|one, next| one.about == next.about)
        .flat_map(|run| match (run[0].about, children.len()) {
            (About::Child, 2..) => children.iter().filter_map(|child| of_child(reading, run, child)).collect(),
            _ => list(reading, run.iter().flat_map(|question| asked_of(question, children)).collect())
                .into_iter()
                .collect::<Vec<_>>(),
        })
        .collect();
    (!lists.is_empty()).then(|| html! { @for list in &lists { (list) } })
}

fn of_child(reading: &Reading<'_>, run: &[Question], child: &ChildFacts) -> Option<Markup> {
    let asked = run.iter().map(|question| Asking { question, child: Some(child) }).collect();
    let list = list(reading, asked)?;
    Some(html! { h3 class="govuk-heading-s k-answers__child" { (child.name) } (list) })
}

/// The questions that have an answer; nothing where none has.
fn list(reading: &Reading<'_>, asked: Vec<Asking<'_>>) -> Option<Markup> {
    let said: Vec<(Asking<'_>, &Answer)> = asked
        .into_iter()
        .filter_map(|asking| Some((asking, Said::of(reading.step).to(asking.question, asking.child_id())?)))
        .collect();
    (!said.is_empty()).then(|| {
        html! {
            dl class="k-answers" {
                @for (asking, answer) in said {
                    dt { (asking.question.short(asking.child)) }
                    dd { (answer_words(reading, asking.question, answer)) }
                }
            }
        }
    })
}

/// A question's short words; with the child's name where several are asked about.
pub fn named(opened: &Opened, asking: Asking<'_>) -> String {
    let short = asking.question.short(asking.child);
    match asking.child {
        Some(child) if opened.children.len() > 1 && !short.contains(&child.name) => format!("{short} ({})", child.name),
        _ => short,
    }
}

/// An answer as people read it.
pub fn answer_words(reading: &Reading<'_>, question: &Question, answer: &Answer) -> Markup {
    let label = |code: &String| question.label(code).unwrap_or(code).to_owned();
    match answer {
        Answer::Words(text) => html! { div class="k-words" { (text) } },
        Answer::Code(code) => html! { (label(code)) },
        Answer::Codes(ids) if question.kind == Type::Events => chosen_events(reading, ids),
        Answer::Codes(codes) => html! { ul class="k-lines" { @for code in codes { li { (label(code)) } } } },
        Answer::Day(day) => html! { (day.long()) },
        Answer::Moment(moment) => html! { (moment.long()) },
        Answer::YesNo(yes) => html! { @if *yes { "Yes" } @else { "No" } },
        Answer::Number(number) => html! { (number) },
        Answer::People(people) => html! { (people.len()) " people" },
        Answer::Rows(rows) => table(&question.short(None), question.kind.columns(), rows),
    }
}

fn chosen_events(reading: &Reading<'_>, ids: &[String]) -> Markup {
    let known: Vec<&Event> = reading.events.iter().filter(|event| ids.contains(&event.id)).collect();
    html! {
        ul class="k-lines" {
            @for event in &known {
                li { span class="k-muted k-nowrap" { (event.on.brief()) } " " (event.sentence) " " span class="k-small k-muted" { (event.whose.join(" · ")) } }
            }
            @if known.len() < ids.len() {
                li { (ids.len() - known.len()) " of a record that you cannot open" }
            }
        }
    }
}

fn table(caption: &str, columns: &[Column], rows: &[BTreeMap<String, String>]) -> Markup {
    html! {
        table class="k-table k-table--stack" {
            caption class="govuk-visually-hidden" { (caption) }
            thead { tr { @for column in columns { th scope="col" { (column.label) } } } }
            tbody {
                @for row in rows {
                    tr { @for column in columns {
                        td data-label=(column.label) { (cell(column.day, row.get(&column.id).map_or("", String::as_str))) }
                    } }
                }
            }
        }
    }
}

/// The address of a section.
pub fn section_path(step: StepId, section: &str) -> String {
    format!("/step/{step}/section/{section}")
}

/// The sentence about a note or a visit that says what happened and not what it means.
pub fn quality(opened: &Opened, step: &Step) -> Markup {
    let said = forms::quality::process_only(step, &opened.children);
    html! {
        @if let Some(said) = said {
            div class="govuk-inset-text k-quality" {
                p { strong { (said) "." } }
                p { "Add what it means if you can: the next person reads it to see the child’s life. It can be recorded as it is." }
            }
        }
    }
}
