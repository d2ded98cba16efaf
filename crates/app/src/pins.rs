//! Children whom a worker keeps at hand, and those they opened last. Pins are a worker's own and no part of the record.

use crate::authorise::READ_IN_QUEUE;
use crate::desk::{Answered, Desk, Routes, Who, form_fields};
use crate::reader;
use crate::work::{self, Subject, glass_mark, may_know_own};
use axum::extract::{Path, State};
use axum::response::{IntoResponse, Redirect, Response};
use law::day::Moment;
use law::id::{PersonId, WorkerId};
use law::permit::{List, Permit};
use maud::{Markup, html};
use store::{Conn, Error, ViewLog, params, sql, text};
use web::{Failure, Fields, Frame};

/// How many recently opened records are shown.
const RECENT: usize = 8;

/// Routes of the feature.
pub fn routes() -> Routes {
    Routes::new().post("/person/{id}/pin", Permit::Reads.into(), pin)
}

async fn pin(State(desk): State<Desk>, who: Who, Path(id): Path<String>, fields: Fields) -> Answered {
    let person: PersonId = id.parse().map_err(|_| Failure::NotFound)?;
    let db = desk.council.db.clone();
    let asker = who.clone();
    let record =
        desk.read(move |conn| Ok(reader::open(conn, db.views(), person, &asker.viewer, "pinned or unpinned")?)).await?;
    let (worker, person, at) = (who.worker.id, record.person(), who.at());
    let keep = fields.text("keep") == Some("yes");
    let write = move |conn: &mut Conn| match keep {
        true => keep_pin(conn, worker, person, &at.to_string()),
        false => drop_pin(conn, worker, person),
    };
    desk.council.db.write(write).await?;
    let back = if fields.text("back") == Some("day") { "/".to_owned() } else { format!("/person/{person}") };
    Ok::<Response, _>(Redirect::to(&back).into_response())
}

fn keep_pin(conn: &mut Conn, worker: WorkerId, person: PersonId, at: &str) -> Result<(), Error> {
    let insert = sql!(
        "INSERT INTO pinned (worker, person, pinned_at) VALUES ($1, $2, $3) ON CONFLICT (worker, person) DO NOTHING"
    );
    conn.execute(insert, params![text(worker), text(person), at])?;
    Ok(())
}

fn drop_pin(conn: &mut Conn, worker: WorkerId, person: PersonId) -> Result<(), Error> {
    conn.execute(sql!("DELETE FROM pinned WHERE worker = $1 AND person = $2"), params![text(worker), text(person)])?;
    Ok(())
}

/// Whether the worker keeps this person at hand.
pub fn is_pinned(conn: &mut Conn, worker: WorkerId, person: PersonId) -> Result<bool, Error> {
    let select = sql!("SELECT 1 AS yes FROM pinned WHERE worker = $1 AND person = $2");
    Ok(conn.query_opt(select, params![text(worker), text(person)])?.is_some())
}

/// The button that pins or unpins, for a page about one person.
pub fn button(desk: &Desk, frame: &Frame, who: &Who, person: PersonId, pinned: bool) -> Markup {
    let (keep, words) = if pinned { ("no", "Unpin") } else { ("yes", "Pin to my day") };
    html! {
        form class="k-inline" method="post" action=(format!("/person/{person}/pin")) {
            (form_fields(desk, frame, who))
            input type="hidden" name="keep" value=(keep);
            button class="k-link-button" { (words) }
        }
    }
}

/// Pinned and recently opened people.
#[derive(Debug, Clone, Default)]
pub struct AtHand {
    pub pinned: Vec<Subject>,
    pub recent: Vec<Subject>,
}

impl AtHand {
    /// Everybody shown.
    pub fn people(&self) -> Vec<PersonId> {
        self.pinned.iter().chain(&self.recent).map(|subject| subject.person).collect()
    }
}

/// Reads both lists, without those of whom the worker may no longer know.
pub fn at_hand(conn: &mut Conn, views: &ViewLog, worker: WorkerId, now: Moment) -> Result<AtHand, Error> {
    let mark = glass_mark(List::Own, now);
    let pinned = sql!(concat!(
        "SELECT p.id AS person, p.given, p.family, p.birth, p.birth_on, p.birth_about FROM pinned k
         JOIN person o ON o.id = k.person JOIN person p ON p.id = o.root WHERE k.worker = $1 AND k.worker = $2 AND ",
        may_know_own!(),
        " ORDER BY p.family, p.given, p.id"
    ));
    let pinned = conn.query(pinned, params![text(worker), text(worker), &mark])?;
    let pinned = pinned.iter().map(Subject::of_row).collect::<Result<Vec<_>, _>>()?;
    let one = sql!(concat!(
        "SELECT p.id AS person, p.given, p.family, p.birth, p.birth_on, p.birth_about FROM person p WHERE p.id = $2 AND ",
        may_know_own!()
    ));
    let mut recent = Vec::new();
    for person in views.opened_by_now(&worker.to_string(), READ_IN_QUEUE, RECENT)? {
        if let Some(row) = conn.query_opt(one, params![text(worker), person, &mark])? {
            recent.push(Subject::of_row(&row)?);
        }
    }
    recent.retain(|one| !pinned.iter().any(|pin| pin.person == one.person));
    let mut hand = AtHand { pinned, recent };
    let broken = work::broken(conn, worker, now)?;
    let subjects = hand.pinned.iter_mut().chain(&mut hand.recent);
    subjects.for_each(|subject| subject.broken_until = broken.get(&subject.person).copied());
    Ok(hand)
}
