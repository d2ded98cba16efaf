//! Who looked at this record: for managers, for those who review, and for the person's own worker.

use super::card::Card;
use super::work::Work;
use super::{bar, door, person_id};
use crate::desk::{Answered, Desk, Place, Who};
use crate::reader::{self, OpenRecord};
use axum::extract::{Path, Query, State};
use law::day::{Day, Moment};
use law::permit::Ground;
use law::role::Role;
use maud::{Markup, html};
use serde::Deserialize;
use std::collections::HashMap;
use store::{Conn, View, ViewLog, sql};
use web::shell::{Banner, Trail};
use web::{Failure, Frame, Page};

/// Views on one page.
const PAGE: usize = 50;
/// How far back one search looks, in views.
const FAR: usize = 20_000;

/// The days between which to look, and the page.
#[derive(Debug, Default, Deserialize)]
pub struct Asked {
    #[serde(default)]
    from: String,
    #[serde(default)]
    until: String,
    #[serde(default)]
    page: usize,
}

/// What the page is made of.
struct Shown {
    card: Card,
    work: Work,
    banner: Option<Banner>,
    views: Vec<View>,
    total: usize,
    names: HashMap<String, String>,
}

pub(super) async fn show(
    State(desk): State<Desk>,
    who: Who,
    frame: Frame,
    Path(id): Path<String>,
    Query(asked): Query<Asked>,
) -> Answered<Markup> {
    let person = person_id(&id)?;
    let (viewer, council) = (who.viewer.clone(), desk.council.clone());
    let (from, until) = (forms::read_day(&asked.from).ok(), forms::read_day(&asked.until).ok());
    let page = asked.page;
    let shown = desk
        .read(move |conn| {
            let record = reader::open(conn, council.db.views(), person, &viewer, "who looked at the record")?;
            may_see(&record, viewer.actor.authorises())?;
            let (views, total) = found(council.db.views(), &record, from, until, page)?;
            Ok(Shown {
                card: Card::of(conn, &record, &viewer)?,
                work: Work::of(conn, &record, viewer.at, &council.reckoner)?,
                banner: door::banner(conn, &record, &viewer)?,
                names: names(conn)?,
                views,
                total,
            })
        })
        .await?;
    let body = body(&shown, &asked);
    let page = Page {
        strip: Some(bar::strip(&shown.card, &shown.work, &who)),
        banner: shown.banner,
        trail: Trail::Back("Back to the page".to_owned(), format!("/person/{}", shown.card.person.id)),
        ..desk.page(&who, "Who looked at this record", Place::Elsewhere, body)
    };
    Ok(page.render(&frame))
}

fn may_see(record: &OpenRecord, manages: bool) -> Result<(), Failure> {
    match record.ground() {
        Ground::Allocated | Ground::Manages | Ground::Reviews => Ok(()),
        _ if manages => Ok(()),
        _ => Err(Failure::may_not(
            "Who looked at a record is shown to managers and to the person’s own worker.",
            "Ask the team manager.",
        )),
    }
}

fn found(
    log: &ViewLog,
    record: &OpenRecord,
    from: Option<Day>,
    until: Option<Day>,
    page: usize,
) -> Result<(Vec<View>, usize), store::Error> {
    let mut views = Vec::new();
    for person in record.joined() {
        views.extend(log.of_person_now(&person.to_string(), FAR)?);
    }
    views.retain(|view| {
        let day = view.at.parse::<Moment>().ok().map(Moment::day);
        day.is_some_and(|day| from.is_none_or(|from| from <= day) && until.is_none_or(|until| day <= until))
    });
    views.sort_by(|a, b| b.at.cmp(&a.at));
    let total = views.len();
    Ok((views.into_iter().skip(page.saturating_mul(PAGE)).take(PAGE).collect(), total))
}

fn names(conn: &mut Conn) -> Result<HashMap<String, String>, store::Error> {
    let rows = conn.query(sql!("SELECT id, name FROM worker"), &[])?;
    rows.iter().map(|row| Ok((row.get("id")?, row.get("name")?))).collect()
}

fn body(shown: &Shown, asked: &Asked) -> Markup {
    let path = format!("/person/{}/views", shown.card.person.id);
    let first = asked.page.saturating_mul(PAGE);
    let query = format!("from={}&until={}", plain(&asked.from), plain(&asked.until));
    html! {
        form method="get" action=(path) class="k-filter" {
            @for (name, label, value) in [("from", "From", &asked.from), ("until", "Until", &asked.until)] {
                div class="govuk-form-group" {
                    label class="govuk-label" for=(name) { (label) }
                    input class="govuk-input govuk-input--width-10" id=(name) name=(name) value=(value) autocomplete="off";
                }
            }
            button class="govuk-button govuk-button--secondary" { "Show" }
        }
        p class="k-muted" { (shown.total) " views, newest first" @if shown.total > PAGE { ", " (first + 1) " to " (first + shown.views.len()) } "." }
        @if shown.views.is_empty() { p class="k-empty" { "Nobody looked at this record on these days. Every look is listed here before its page is shown." } }
        @else { (table(shown)) }
        p class="k-no-print" {
            @if asked.page > 0 { a href={ (path) "?" (query) "&page=" (asked.page - 1) } { "Newer" } " " }
            @if first + PAGE < shown.total { a href={ (path) "?" (query) "&page=" (asked.page + 1) } { "Older" } }
        }
    }
}

/// A day as it may stand in an address: figures and signs of a date only.
fn plain(text: &str) -> String {
    forms::read_day(text).map(|day| day.to_string()).unwrap_or_default()
}

fn table(shown: &Shown) -> Markup {
    html! {
        table class="k-table k-table--stack" {
            caption class="govuk-visually-hidden" { "Views of this record" }
            thead { tr { th scope="col" { "When" } th scope="col" { "Who" } th scope="col" { "Role" } th scope="col" { "What" } th scope="col" { "On what ground" } } }
            tbody {
                @for view in &shown.views {
                    tr {
                        td data-label="When" { (view.at.parse::<Moment>().map(Moment::long).unwrap_or_default()) }
                        th scope="row" { (shown.names.get(&view.viewer).map_or("a worker not on the record", String::as_str)) }
                        td data-label="Role" { (Role::from_slug(&view.role).map_or("", Role::name)) }
                        td data-label="What" { (view.what) }
                        td data-label="Ground" { (ground(&view.purpose)) }
                    }
                }
            }
        }
    }
}

fn ground(slug: &str) -> &str {
    match slug {
        "allocated" => "allocated worker",
        "team" => "their team",
        "works_with" => "works with the family",
        "duty" => "on duty",
        "manages" => "manager",
        "reviews" => "reviews records",
        "just_finished" => "finished work with them that day",
        "reason_given" => "gave a reason",
        "restricted_list" => "on the restricted list",
        "broken_glass" => "opened in an emergency",
        "list" => "in a list",
        other => other,
    }
}
