//! Packs sent and received, letters that wait, and where a letter or a receipt is brought in.

use super::queries::{self, Row};
use super::take::TakeError;
use super::{letters, receipt, take};
use crate::command::{Command, Rejected};
use crate::desk::{Answered, Desk, Place, Stop, Who, form_fields};
use crate::reader;
use axum::extract::State;
use axum::response::{IntoResponse, Redirect};
use law::id::PackId;
use law::permit::Permit;
use law::role::Role;
use law::step::act::Refusal;
use maud::{Markup, html};
use std::io::Cursor;
use web::govuk::{self, ErrorMessage, FileUpload, Hint};
use web::shell::Trail;
use web::{Failure, FieldErrors, Frame, Page, Posted, PostedFile};

/// The most bytes of a letter that a page takes; a larger one is taken in on the command line.
pub const MOST: usize = 100_000_000;

pub async fn show(State(desk): State<Desk>, who: Who, frame: Frame) -> Answered<Markup> {
    page(&desk, &who, &frame, FieldErrors::new()).await
}

async fn page(desk: &Desk, who: &Who, frame: &Frame, errors: FieldErrors) -> Answered<Markup> {
    let (council, asker) = (desk.council.clone(), who.clone());
    let (rows, waiting) = desk
        .read(move |conn| {
            let rows = queries::all(conn, asker.worker.id)?;
            let people: Vec<_> = rows.iter().flat_map(|row| row.children.clone()).collect();
            reader::shown(council.db.views(), &asker.viewer, "transfer packs", &people)?;
            Ok((rows, letters::all(conn)?))
        })
        .await?;
    let manages = who.viewer.actor.authorises();
    let side = |direction: &str| rows.iter().filter(|row| row.direction == direction).collect::<Vec<_>>();
    let body = html! {
        p class="k-muted" { "A child’s record goes to another council sealed and signed. It is prepared from the child’s page; another manager releases it." }
        @if manages && !waiting.is_empty() {
            section class="k-card k-card--soon" {
                h2 class="k-card__title" { "Letters that wait to be taken in: " (waiting.len()) }
                ul class="k-lines" { @for one in &waiting { li { a href=(format!("/packs/in/{}", one.pack)) { "From " (one.council) } span class="k-muted" { ", brought " (one.at.long()) } } } }
            }
        }
        div class="k-cards" {
            @if manages { (bring(desk, who, frame, "letter", "/packs/letter", "A letter from another council", "The sealed pack, up to 100 MB; a larger one is taken in with kith transfer receive", "Look at it", &errors)) }
            (bring(desk, who, frame, "receipt", "/packs/receipt", "A receipt from another council", "It says that they received what we sent", "Take it in", &errors))
        }
        (table("sent", "Sent", &side("out"), "Nothing was sent. A pack stands here from the moment when it is prepared."))
        (table("received", "Received", &side("in"), "Nothing was received. A pack stands here when a manager has taken it in."))
    };
    let trail = Trail::Back("Transfers between teams".to_owned(), "/transfers".to_owned());
    let page = desk.page(who, "Transfers to and from other councils", Place::Elsewhere, body);
    Ok(Page { trail, errors, ..page }.render(frame))
}

#[allow(clippy::too_many_arguments, reason = "a small form said in one line each time")]
fn bring(
    desk: &Desk,
    who: &Who,
    frame: &Frame,
    name: &str,
    to: &str,
    label: &str,
    help: &str,
    press: &str,
    errors: &FieldErrors,
) -> Markup {
    html! {
        form method="post" action=(to) enctype="multipart/form-data" class="k-card" novalidate {
            (form_fields(desk, frame, who))
            (govuk::file_upload(&FileUpload {
                error: errors.get(name).map(ErrorMessage::text),
                hint: Some(Hint::text(help)),
                // The package's own drop zone gives its button a name without its words (WCAG 2.5.3).
                javascript: false,
                ..FileUpload::new(name, label)
            }))
            button class="govuk-button govuk-button--secondary" { (press) }
        }
    }
}

fn table(id: &str, title: &str, rows: &[&Row], empty: &str) -> Markup {
    html! {
        section class="k-card k-card--flush" id=(id) {
            div class="k-card__head" { h2 class="k-card__title" { (title) } span class="k-muted k-small" { (rows.len()) ", the latest first" } }
            @if rows.is_empty() { p class="k-empty" { (empty) } } @else {
                table class="k-table k-table--stack" {
                    caption class="govuk-visually-hidden" { (title) }
                    thead { tr { th scope="col" { "Council" } th scope="col" { "Children" } th scope="col" { "Since" } th scope="col" { "How it stands" } } }
                    tbody { @for row in rows { tr {
                        th scope="row" { a href=(format!("/pack/{}", row.id)) { (row.other_name) } }
                        td data-label="Children" { (row.children.len()) }
                        td data-label="Since" { (row.begun_at.day().brief()) }
                        td data-label="How it stands" { (standing(row)) }
                    } } }
                }
            }
        }
    }
}

/// How a pack stands, and who is waited for.
pub(super) fn standing(row: &Row) -> String {
    match (row.state.as_str(), &row.acknowledged_by, row.acknowledged_at) {
        ("prepared", _, _) => "Prepared: another manager releases it".to_owned(),
        ("released", _, _) => "Released: waiting for the other council’s receipt".to_owned(),
        ("acknowledged", Some(by), Some(at)) => format!("Received there on {}, by {by}", at.long()),
        ("withdrawn", _, _) => "Withdrawn".to_owned(),
        _ => "Taken in here".to_owned(),
    }
}

fn file(posted: Posted, name: &str) -> Result<PostedFile, FieldErrors> {
    let found = posted.files.into_iter().find(|file| file.field == name && !file.bytes.is_empty());
    found.ok_or_else(|| FieldErrors::one(name, "Choose a file"))
}

/// What is wrong with what was brought, beside its field; everything else as usual.
pub(super) fn wrong(error: TakeError, name: &str) -> Result<FieldErrors, Stop> {
    match error {
        TakeError::Rejected(Rejected::Refused(Refusal::Fix(problems))) => {
            let mut errors = FieldErrors::new();
            problems.into_iter().for_each(|problem| errors.add(problem.field, problem.say));
            Ok(errors)
        }
        TakeError::Rejected(rejected) => Err(rejected.into()),
        TakeError::NoKeys => Err(Failure::broken(TakeError::NoKeys).into()),
        refused => Ok(FieldErrors::one(name, refused.to_string())),
    }
}

async fn again(desk: &Desk, who: &Who, frame: &Frame, errors: FieldErrors) -> Answered {
    let page = page(desk, who, frame, errors.clone()).await?;
    Err(Failure::Fix { errors, page: Some(page) }.into())
}

/// A letter is checked and looked at; it waits, sealed as it came, until somebody has said who everybody is.
pub async fn letter(State(desk): State<Desk>, who: Who, frame: Frame, posted: Posted) -> Answered {
    let file = match file(posted, "letter") {
        Ok(file) => file,
        Err(errors) => return again(&desk, &who, &frame, errors).await,
    };
    let (council, asker) = (desk.council.clone(), who.clone());
    let kept = tokio::task::spawn_blocking(move || {
        let looked = take::look(&council, &asker.viewer, &mut Cursor::new(&file.bytes))?;
        let pack = looked.content.manifest.pack;
        let id = waiting_id(pack);
        let stored = council.documents.put(&id, &mut file.bytes.as_ref(), MOST as u64)?;
        let (from, at, by) = (looked.from, asker.at(), asker.worker.id);
        council.db.write_now(move |conn| letters::keep(conn, pack, &stored.wrapped_key, &from, at, by))?;
        Ok::<PackId, TakeError>(pack)
    });
    match kept.await.map_err(Failure::broken)? {
        Ok(pack) => Ok(Redirect::to(&format!("/packs/in/{pack}")).into_response()),
        Err(error) => again(&desk, &who, &frame, wrong(error, "letter")?).await,
    }
}

/// The name under which a letter that waits is kept among the documents.
pub(super) fn waiting_id(pack: PackId) -> String {
    format!("letter-{pack}")
}

/// A receipt is taken in at once.
pub async fn receipt(State(desk): State<Desk>, who: Who, frame: Frame, posted: Posted) -> Answered {
    let fields = posted.fields.clone();
    let file = match file(posted, "receipt") {
        Ok(file) => file,
        Err(errors) => return again(&desk, &who, &frame, errors).await,
    };
    let (council, viewer) = (desk.council.clone(), who.viewer.clone());
    let command = Command { author: who.author(Role::records), ..who.command(&desk, &fields) };
    let taken = tokio::task::spawn_blocking(move || {
        receipt::acknowledge(&council, &viewer, command, &mut Cursor::new(&file.bytes))
    });
    match taken.await.map_err(Failure::broken)? {
        Ok(told) => Ok(Redirect::to(&format!("/pack/{}", told.pack)).into_response()),
        Err(error) => again(&desk, &who, &frame, wrong(error, "receipt")?).await,
    }
}

/// The link to this page, for those who may use it.
pub fn link(who: &Who) -> Markup {
    html! { @if Permit::Allocates.allows(&who.viewer.actor.roles) { p { a href="/packs" { "Transfers to and from other councils" } } } }
}
