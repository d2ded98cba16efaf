//! The child's page: who is this child, are they safe, what happens next?

pub mod bar;
pub mod card;
pub mod door;
pub mod family;
mod journey;
mod main_column;
mod menu;
pub(crate) mod side;
pub mod status;
mod views;
pub mod work;

use crate::desk::{Answered, Desk, Place, Routes, Who};
use crate::reader::{self, OpenRecord};
use crate::timeline::lines::{filter, filter_words, lines};
use crate::timeline::pages::Asked;
use crate::timeline::queries::{Choices, Lines, Wanted, choices, page as timeline_page};
use axum::extract::{Path, Query, State};
use axum::response::{IntoResponse, Redirect, Response};
use card::Card;
use family::Sibling;
use law::day::Day;
use law::id::PersonId;
use law::permit::Permit;
use maud::{Markup, html};
use store::Conn;
use web::shell::Banner;
use web::{Failure, Frame, Page};
use work::Work;

/// Routes of the feature.
pub fn routes() -> Routes {
    Routes::new()
        .get("/person/{id}", Permit::Reads.into(), show)
        .get("/person/{id}/views", Permit::Reads.into(), views::show)
        .merge(door::routes())
        .merge(crate::document::pages::routes())
        .merge(crate::timeline::pages::routes())
        .merge(crate::people::pages::routes())
}

/// Reads the id of a path; what is no id is not on the record.
pub fn person_id(id: &str) -> Result<PersonId, Failure> {
    id.parse().map_err(|_| Failure::NotFound)
}

/// All that the page shows.
struct Shown {
    /// The child's open steps, as law asks for them.
    around: Vec<law::step::Step>,
    card: Card,
    work: Work,
    siblings: Vec<Sibling>,
    timeline: Lines,
    choices: Choices,
    documents: Vec<crate::document::queries::Filed>,
    banner: Option<Banner>,
    pinned: bool,
}

async fn show(
    State(desk): State<Desk>,
    who: Who,
    frame: Frame,
    Path(id): Path<String>,
    Query(asked): Query<Asked>,
) -> Answered<Markup> {
    let person = person_id(&id)?;
    let (viewer, council) = (who.viewer.clone(), desk.council.clone());
    let wanted = asked.wanted();
    let filter = wanted.clone();
    let shown = desk
        .read(move |conn| {
            let record = reader::open(conn, council.db.views(), person, &viewer, "child's page")?;
            let work = Work::of(conn, &record, viewer.at, &council.reckoner)?;
            gather(conn, &record, &viewer, work, &filter, asked.older)
        })
        .await?;
    let title = if shown.card.is_child(who.today()) { "Child’s page" } else { "Person’s page" };
    let pin = crate::pins::button(&desk, &frame, &who, shown.card.person.id, shown.pinned);
    let menu = menu::menu(&shown.card, &shown.around, pin, &who);
    let page = Page {
        heading: None,
        strip: Some(bar::whole(&shown.card, &shown.work, &shown.siblings, &who, menu)),
        banner: shown.banner.clone(),
        ..desk.page(&who, title, Place::Elsewhere, body(&shown, &wanted, &who, title))
    };
    Ok(page.render(&frame))
}

fn gather(
    conn: &mut Conn,
    record: &OpenRecord,
    viewer: &reader::Viewer,
    work: Work,
    wanted: &Wanted,
    older: Option<i64>,
) -> Answered<Shown> {
    let card = Card::of(conn, record, viewer)?;
    let siblings = family::siblings(conn, &card, record, viewer)?;
    Ok(Shown {
        siblings,
        work,
        timeline: timeline_page(conn, record, wanted, older)?,
        choices: choices(conn, record)?,
        documents: crate::document::queries::latest(conn, record, viewer, 6)?,
        banner: door::banner(conn, record, viewer)?,
        pinned: crate::pins::is_pinned(conn, viewer.actor.worker, record.person())?,
        around: crate::step::queries::beside(conn, &[record.person()], None)?,
        card,
    })
}

fn body(shown: &Shown, wanted: &Wanted, who: &Who, title: &str) -> Markup {
    let (card, today) = (&shown.card, who.today());
    let writes = who.viewer.actor.records();
    let is_child = card.is_child(today);
    html! {
        h1 class="govuk-visually-hidden" { (title) }
        div class="k-split k-split--child" {
            div {
                @if is_child {
                    (main_column::story(card, writes))
                    (main_column::words(card, writes, today))
                }
                (main_column::now(&shown.work, today))
            }
            // Beside the story on a desk; before the timeline on a phone, where the address and the numbers are wanted first.
            div class="k-split__side" {
                (side::family(card, &shown.siblings, writes, today))
                @if is_child {
                    (side::involved(card, writes, today))
                    (journey::journey(card, &shown.work, today))
                }
                (side::identity(card, writes))
                (crate::document::lists::latest(card.person.id, &shown.documents))
            }
            div { (timeline(shown, wanted, today)) }
        }
    }
}

fn timeline(shown: &Shown, wanted: &Wanted, today: Day) -> Markup {
    let (found, id) = (&shown.timeline, shown.card.person.id);
    let path = format!("/person/{id}");
    html! {
        section class="k-card k-card--flush" aria-labelledby="timeline" {
            div class="k-card__head" {
                h2 class="k-card__title" id="timeline" { "Timeline" }
                span class="k-muted k-small" {
                    (found.lines.len()) " of " (found.total) ", newest first: " (filter_words(wanted, &shown.choices)) " · "
                    a href={ (path) "/timeline" } { "Chronology" }
                }
            }
            (filter(&path, wanted, &shown.choices))
            @if found.lines.is_empty() {
                p class="k-empty" { "Nothing under this filter. Every step, change and document adds its own line here." }
            } @else { (lines(&found.lines, shown.card.person.birth, today)) }
            @if let Some(older) = found.older {
                p class="k-pages k-no-print" { a href={ (path) "?older=" (older) (filter_query(wanted)) "#timeline" } { "Older" } }
            }
        }
    }
}

fn filter_query(wanted: &Wanted) -> String {
    let author = wanted.author.map(|id| id.to_string()).unwrap_or_default();
    format!("&kind={}&by={author}&least={}", wanted.kind, wanted.least)
}

/// Sends the browser on after a form.
pub fn see(path: String) -> Response {
    Redirect::to(&path).into_response()
}
