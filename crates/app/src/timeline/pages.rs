//! The chronology of a person, or of a household: everything, with ages at the time and gaps pointed out.

use super::lines::{GAP, entry, filter, filter_words, gap_line};
use super::queries::{Choices, Line, Wanted, all, choices};
use crate::child::card::Card;
use crate::child::work::Work;
use crate::child::{bar, door};
use crate::desk::{Answered, Desk, Place, Routes, Who};
use crate::reader::{self, Closed, OpenRecord, Viewer};
use axum::extract::{Path, Query, State};
use law::day::Day;
use law::id::PersonId;
use law::people::Birth;
use law::permit::Permit;
use maud::{Markup, html};
use serde::Deserialize;
use store::{Conn, ViewLog};
use web::shell::{Banner, Trail};
use web::{Failure, Frame, Page};

/// Routes of the feature.
pub fn routes() -> Routes {
    Routes::new().get("/person/{id}/timeline", Permit::Reads.into(), show)
}

/// The filter as it stands in the address: kinds and ids, never words.
#[derive(Debug, Default, Deserialize)]
pub struct Asked {
    #[serde(default)]
    pub kind: String,
    #[serde(default)]
    pub by: String,
    #[serde(default)]
    pub least: String,
    /// The number of the last line of the page before.
    #[serde(default)]
    pub older: Option<i64>,
    /// Brothers and sisters too.
    #[serde(default)]
    pub household: Option<String>,
}

impl Asked {
    /// What is wanted; a filter that does not read asks for everything.
    pub fn wanted(&self) -> Wanted {
        let least = self.least.parse().ok().filter(|least| (0..=2).contains(least)).unwrap_or(0);
        Wanted { kind: self.kind.clone(), author: self.by.parse().ok(), least }
    }
}

/// A person on the chronology.
struct Strand {
    called: String,
    birth: Birth,
}

/// The chronology before it is a page.
struct Chronology {
    banner: Option<Banner>,
    card: Card,
    work: Work,
    strands: Vec<(PersonId, Strand)>,
    lines: Vec<Line>,
    choices: Choices,
    /// Relatives whose records ask for a reason first.
    asks_why: Vec<PersonId>,
}

async fn show(
    State(desk): State<Desk>,
    who: Who,
    frame: Frame,
    Path(id): Path<String>,
    Query(asked): Query<Asked>,
) -> Answered<Markup> {
    let person: PersonId = id.parse().map_err(|_| Failure::NotFound)?;
    let (wanted, household) = (asked.wanted(), asked.household.is_some());
    let (viewer, council) = (who.viewer.clone(), desk.council.clone());
    let filter = wanted.clone();
    let found = desk
        .read(move |conn| {
            let record = reader::open(conn, council.db.views(), person, &viewer, "chronology")?;
            let work = Work::of(conn, &record, viewer.at, &council.reckoner)?;
            gather(conn, council.db.views(), &record, &viewer, &filter, household, work)
        })
        .await?;
    let body = page(&found, &wanted, household, person, who.today());
    let strip = bar::strip(&found.card, &found.work, &who);
    let page = Page {
        strip: Some(strip),
        banner: found.banner,
        heading: Some("Chronology".to_owned()),
        trail: Trail::Back("Child's page".to_owned(), format!("/person/{person}")),
        ..desk.page(&who, "Chronology", Place::Elsewhere, body)
    };
    Ok(page.render(&frame))
}

fn gather(
    conn: &mut Conn,
    views: &ViewLog,
    record: &OpenRecord,
    viewer: &Viewer,
    wanted: &Wanted,
    household: bool,
    work: Work,
) -> Answered<Chronology> {
    let card = Card::of(conn, record, viewer)?;
    let mut lines = all(conn, record, wanted)?;
    let own = Strand { called: card.called(), birth: card.person.birth };
    let (mut strands, mut asks_why) = (vec![(record.person(), own)], Vec::new());
    let siblings = crate::child::family::siblings(conn, &card, record, viewer)?;
    for sibling in siblings.iter().filter(|_| household) {
        match reader::open(conn, views, sibling.person, viewer, "chronology of the household") {
            Ok(theirs) => {
                lines.extend(all(conn, &theirs, wanted)?);
                let strand = Strand { called: sibling.name.short().to_owned(), birth: sibling.birth };
                strands.push((theirs.person(), strand));
            }
            Err(Closed::AskWhy(person)) => asks_why.push(person),
            Err(Closed::Store(error)) => return Err(error.into()),
            // A restricted record is not spoken of.
            Err(Closed::Absent | Closed::Restricted(_) | Closed::No) => {}
        }
    }
    lines.sort_by(|a, b| a.at.cmp(&b.at).then(a.seq.cmp(&b.seq)));
    let choices = choices(conn, record)?;
    let banner = door::banner(conn, record, viewer)?;
    Ok(Chronology { banner, card, work, strands, lines, choices, asks_why })
}

fn page(found: &Chronology, wanted: &Wanted, household: bool, person: PersonId, today: Day) -> Markup {
    let path = format!("/person/{person}/timeline");
    let count = found.lines.len();
    html! {
        (filter(&path, wanted, &found.choices))
        p class="k-muted" {
            (count) " " (if count == 1 { "event" } else { "events" }) ", oldest first: " (filter_words(wanted, &found.choices)) "."
            @if household { " With brothers and sisters: " (names(&found.strands)) "." }
            " "
            span class="k-no-print" {
                @if household { a href=(path) { "This child alone" } }
                @else { a href={ (path) "?household=yes" } { "With brothers and sisters" } }
            }
        }
        @for person in &found.asks_why {
            p class="k-muted" { "A brother's or sister's record asks for a reason first: " a href={ "/person/" (person) "/why" } { "say why" } "." }
        }
        @if found.lines.is_empty() {
            p class="k-empty" { "Nothing under this filter. Every step, change and document adds its own line here." }
        } @else {
            ol class="k-lines k-timeline" data-list { (events(found, household, today)) }
        }
    }
}

fn names(strands: &[(PersonId, Strand)]) -> String {
    strands.iter().skip(1).map(|(_, strand)| strand.called.as_str()).collect::<Vec<_>>().join(", ")
}

/// The events, oldest first as a court reads them, with each gap.
fn events(found: &Chronology, household: bool, today: Day) -> Markup {
    let mut before: Option<Day> = None;
    let last = found.lines.last().map(|line| line.at.day());
    html! {
        @for line in &found.lines {
            @let day = line.at.day();
            @let gap = before.replace(day).map_or(0, |earlier| earlier.days_until(day));
            @if gap > GAP { (gap_line(gap)) }
            @if let Some((_, strand)) = found.strands.iter().find(|(id, _)| *id == line.person) {
                li { (entry(line, strand.birth, household.then_some(strand.called.as_str()))) }
            }
        }
        @if let Some(days) = last.map(|day| day.days_until(today)).filter(|days| *days > GAP) { (gap_line(days)) }
    }
}
