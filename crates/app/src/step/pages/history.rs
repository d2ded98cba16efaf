//! What happened to a step: who, when, what; earlier words stay to be read.

use super::super::opened::Opened;
use super::super::queries;
use super::parts::{Reading, answer_words, named};
use crate::caseload::queries::worker_name;
use crate::command::JournalError;
use crate::desk::{Answered, Stop};
use law::answer::{Answers, Given};
use law::id::WorkerId;
use law::journal::Recorded;
use law::step::StepEntry;
use law::step::agreed::Standing;
use law::step::check::Progress;
use maud::{Markup, html};
use std::collections::BTreeMap;
use std::collections::btree_map::Entry;
use store::Conn;
use web::Failure;

/// The entries of a step with the names of their authors.
pub struct History {
    pub entries: Vec<Recorded>,
    names: BTreeMap<WorkerId, String>,
}

/// Reads it; the step must have been opened.
pub fn of(conn: &mut Conn, opened: &Opened) -> Answered<History> {
    let entries = queries::history(conn, opened.step.id).map_err(|error| match error {
        JournalError::Store(error) => Stop::from(error),
        other => Stop::Failure(Failure::broken(other)),
    })?;
    let mut names = BTreeMap::new();
    for entry in &entries {
        let worker = entry.by();
        if let Entry::Vacant(place) = names.entry(worker) {
            place.insert(worker_name(conn, worker)?);
        }
    }
    Ok(History { entries, names })
}

impl History {
    fn name(&self, recorded: &Recorded) -> &str {
        self.names.get(&recorded.by()).map_or("a worker", String::as_str)
    }

    /// The answers as they stood when it was last submitted before this submission; `None` where this is the first.
    pub fn answers_last_time(&self) -> Option<Answers> {
        let submitted = |recorded: &Recorded| {
            matches!(queries::is_step_entry(recorded), Some(StepEntry::Submitted { .. } | StepEntry::HandedOver { .. }))
        };
        let places: Vec<usize> =
            self.entries.iter().enumerate().filter(|(_, it)| submitted(it)).map(|(at, _)| at).collect();
        let [.., before, _] = places[..] else { return None };
        Some(answers_after(&self.entries[..before]))
    }
}

/// The answers after these entries.
fn answers_after(entries: &[Recorded]) -> Answers {
    let mut answers = Answers::default();
    for recorded in entries {
        if let Some(StepEntry::Answered { answers: given, .. } | StepEntry::Corrected { answers: given, .. }) =
            queries::is_step_entry(recorded)
        {
            given.iter().cloned().for_each(|one| answers.put(one));
        }
    }
    answers
}

/// The history, newest first.
pub fn shown(reading: &Reading<'_>, history: &History) -> Markup {
    let mut before = Answers::default();
    let mut lines: Vec<Markup> = Vec::new();
    for recorded in &history.entries {
        let Some(entry) = queries::is_step_entry(recorded) else { continue };
        lines.push(line(reading, history, recorded, entry, &before));
        if let StepEntry::Answered { answers, .. } | StepEntry::Corrected { answers, .. } = entry {
            answers.iter().cloned().for_each(|one| before.put(one));
        }
    }
    html! {
        section class="k-card k-card--flush" aria-labelledby="history" {
            div class="k-card__head" { h2 class="k-card__title" id="history" { "History" } span class="k-muted k-small" { (lines.len()) " entries, newest first" } }
            ul class="k-lines" { @for line in lines.iter().rev() { (line) } }
        }
    }
}

fn line(reading: &Reading<'_>, history: &History, recorded: &Recorded, entry: &StepEntry, before: &Answers) -> Markup {
    let (what, words) = told(entry);
    html! {
        li class="k-entry" {
            span class="k-entry__when" { (recorded.at().day().brief()) " " (recorded.at().time()) }
            span class="k-entry__what" {
                (what)
                @if !words.is_empty() { div class="k-words" { (words) } }
            }
            span class="k-entry__who" { (history.name(recorded)) ", " (recorded.author.role.name().to_lowercase()) }
            @if let StepEntry::Answered { answers, .. } | StepEntry::Corrected { answers, .. } = entry {
                (changes(reading, answers, before, matches!(entry, StepEntry::Corrected { .. })))
            }
        }
    }
}

/// What an entry says, and the words that somebody gave with it.
fn told(entry: &StepEntry) -> (String, &str) {
    let plain = |words: &str| (words.to_owned(), "");
    match entry {
        StepEntry::Started(started) if started.opened_by.is_some() => plain("Opened by the decision before it"),
        StepEntry::Started(_) => plain("Started"),
        StepEntry::Answered { answers, .. } if answers.len() == 1 => plain("Saved one answer"),
        StepEntry::Answered { answers, .. } => (format!("Saved {} answers", answers.len()), ""),
        StepEntry::Submitted { .. } => plain("Submitted for authorisation"),
        StepEntry::Returned { reasons, .. } => ("Returned with reasons".to_owned(), reasons),
        StepEntry::Decided { .. } => plain("Decided"),
        StepEntry::Recorded { .. } => plain("Finished and recorded"),
        StepEntry::HandedOver { .. } => plain("Handed over to the day service"),
        StepEntry::Acknowledged { note, .. } => ("Acknowledged the handover".to_owned(), note),
        StepEntry::Cancelled { reason, .. } => ("Cancelled".to_owned(), reason),
        StepEntry::Corrected { reason, .. } => ("Put right".to_owned(), reason),
        StepEntry::Assigned { reason, .. } => ("Given to a worker or team".to_owned(), reason),
        StepEntry::LatenessExplained { lateness, .. } => ("Said why it is late".to_owned(), &lateness.reason),
        StepEntry::PeopleChanged { .. } => plain("Changed whom it is about"),
        StepEntry::SeatKept { seat, .. } => match seat.part {
            Some(part) => {
                (format!("{}, {}: {}", seat.name, seat.agency.name(), part.name().to_lowercase()), &seat.why_not)
            }
            None => (format!("{}, {}: has a place", seat.name, seat.agency.name()), ""),
        },
        StepEntry::SeatRemoved { reason, .. } => ("Took a place away".to_owned(), reason),
        StepEntry::ActionKept { action, .. } => match &action.standing {
            Standing::Open => (format!("Action agreed, {} by {}", action.who, action.due.long()), &action.what),
            Standing::Done { result, .. } => (format!("Action done: {}", action.what), result),
            Standing::Dropped { why, .. } => (format!("Action given up: {}", action.what), why),
        },
        StepEntry::CheckKept { check, .. } => match check.progress() {
            Progress::NotAsked => (format!("{}: to be asked", check.agency.name()), ""),
            Progress::Asked => (format!("{}: asked", check.agency.name()), ""),
            Progress::Answered => (format!("{}: answered", check.agency.name()), &check.information),
            Progress::Explained => (format!("{}: not asked or not answered", check.agency.name()), &check.why_not),
        },
        StepEntry::FactsFollowed { .. } => plain("Brought up to date by other work on the case"),
        StepEntry::Ended { reason, words, .. } => {
            (format!("Ended: {}", law::code::PLAN_END.label(reason).unwrap_or(reason).to_lowercase()), words)
        }
        StepEntry::EndedElsewhere { .. } => plain("Ended in an earlier system"),
        StepEntry::EpisodeOpened { .. } => plain("Episode of need opened"),
        StepEntry::EpisodeClosed { .. } => plain("Episode of need closed"),
    }
}

/// Which answers an entry gave; earlier words beside the new where they replaced some.
fn changes(reading: &Reading<'_>, answers: &[Given], before: &Answers, open: bool) -> Markup {
    let replaced = |given: &&Given| before.get(&given.asked.question, given.asked.child).is_some();
    let first: Vec<String> =
        answers.iter().filter(|one| !replaced(one)).filter_map(|one| title(reading, one)).collect();
    html! {
        details open[open] {
            summary { "What was written" }
            @if !first.is_empty() { p class="k-small" { "First answered: " (first.join("; ")) } }
            @for given in answers.iter().filter(replaced) { (change(reading, given, before)) }
        }
    }
}

fn title(reading: &Reading<'_>, given: &Given) -> Option<String> {
    let asked = reading.opened.asked();
    let found = asked
        .iter()
        .find(|asking| asking.question.id == given.asked.question && asking.child_id() == given.asked.child)?;
    Some(named(reading.opened, *found))
}

/// One answer before and after, side by side.
pub fn change(reading: &Reading<'_>, given: &Given, before: &Answers) -> Markup {
    let question = reading.opened.form().and_then(|form| form.question(&given.asked.question));
    let earlier = before.get(&given.asked.question, given.asked.child);
    html! {
        @if let (Some(question), Some(title)) = (question, title(reading, given)) {
            div class="k-change" {
                p { strong { (title) } }
                div class="k-clash__sides" {
                    div class="k-clash__side" {
                        p class="k-small k-muted" { "Before" }
                        @if let Some(earlier) = earlier { (answer_words(reading, question, earlier)) } @else { p class="k-muted" { "Nothing" } }
                    }
                    div class="k-clash__side" {
                        p class="k-small k-muted" { "After" }
                        @if given.answer.is_empty() { p class="k-muted" { "Nothing" } } @else { (answer_words(reading, question, &given.answer)) }
                    }
                }
            }
        }
    }
}
