//! Documents of a person: the list, adding one, downloading one.

use super::kinds::{KINDS, MOST, of_type};
use super::queries::{Filed, all, one, people};
use super::upload::{Asked, ready};
use super::{keys, lists, upload};
use crate::child::card::Card;
use crate::child::family::{Sibling, siblings};
use crate::child::work::Work;
use crate::child::{bar, door, person_id, see};
use crate::command::Rejected;
use crate::desk::{Answered, Desk, Place, Routes, Stop, Who, form_fields};
use crate::people::fields::{area, boxes, line, select};
use crate::reader::{self, Closed, OpenRecord};
use axum::extract::{Path, State};
use axum::http::{HeaderValue, header};
use axum::response::{IntoResponse, Response};
use law::document::Audience;
use law::id::{DocumentId, PersonId};
use law::permit::Permit;
use maud::{Markup, html};
use web::govuk::{self, Button, ErrorMessage, FileUpload, Hint};
use web::headers::DOWNLOAD_POLICY;
use web::shell::{Banner, Trail};
use web::{Failure, FieldErrors, Fields, FormState, Frame, Page, Posted};

/// Bytes that a form with one file may have: a little over the file's own limit, so that it is refused in words.
const BODY: usize = MOST + 5_000_000;

/// Routes of the feature.
pub fn routes() -> Routes {
    Routes::new()
        .get("/person/{id}/documents", Permit::Reads.into(), show)
        .upload("/person/{id}/documents", Permit::Records.into(), BODY, add)
        .get("/document/{id}", Permit::Reads.into(), download)
}

/// What the page is made of.
struct Shown {
    record: OpenRecord,
    banner: Option<Banner>,
    card: Card,
    work: Work,
    siblings: Vec<Sibling>,
    documents: Vec<Filed>,
}

async fn gather(desk: &Desk, who: &Who, person: PersonId, what: &'static str) -> Answered<Shown> {
    let (viewer, council) = (who.viewer.clone(), desk.council.clone());
    desk.read(move |conn| {
        let record = reader::open(conn, council.db.views(), person, &viewer, what)?;
        let card = Card::of(conn, &record, &viewer)?;
        Ok(Shown {
            banner: door::banner(conn, &record, &viewer)?,
            work: Work::of(conn, &record, viewer.at, &council.reckoner)?,
            siblings: siblings(conn, &card, &record, &viewer)?,
            documents: all(conn, &record, &viewer)?,
            card,
            record,
        })
    })
    .await
}

async fn show(State(desk): State<Desk>, who: Who, frame: Frame, Path(id): Path<String>) -> Answered<Markup> {
    let shown = gather(&desk, &who, person_id(&id)?, "documents").await?;
    let kept = Fields::from_pairs([("people", shown.card.person.id.to_string())]);
    Ok(page(&desk, &frame, &who, &shown, &FormState::fresh(kept)))
}

fn page(desk: &Desk, frame: &Frame, who: &Who, shown: &Shown, state: &FormState) -> Markup {
    let body = html! {
        (lists::whole(&shown.documents))
        @if who.viewer.actor.records() { (form(desk, frame, who, shown, state)) }
    };
    let page = Page {
        strip: Some(bar::strip(&shown.card, &shown.work, who)),
        banner: shown.banner.clone(),
        errors: state.errors.clone(),
        trail: Trail::Back("Back to the page".to_owned(), format!("/person/{}", shown.card.person.id)),
        ..desk.page(who, "Documents", Place::Elsewhere, body)
    };
    page.render(frame)
}

fn form(desk: &Desk, frame: &Frame, who: &Who, shown: &Shown, state: &FormState) -> Markup {
    let audiences: Vec<_> = Audience::ALL.iter().map(|one| (one.slug().to_owned(), one.name().to_owned())).collect();
    let mut people = vec![(shown.card.person.id.to_string(), shown.card.person.name.full())];
    people.extend(shown.siblings.iter().map(|sibling| (sibling.person.to_string(), sibling.name.full())));
    let current: Vec<_> = shown.documents.iter().filter(|one| one.superseded_by.is_none()).collect();
    let replaced: Vec<_> = current.iter().map(|one| (one.id.to_string(), one.title.clone())).collect();
    html! {
        form method="post" action={ "/person/" (shown.card.person.id) "/documents" } enctype="multipart/form-data" class="k-card" novalidate {
            h2 class="k-card__title" { "Add a document" }
            (form_fields(desk, frame, who))
            (govuk::file_upload(&FileUpload {
                error: state.error("file").map(ErrorMessage::text),
                hint: Some(Hint::text("Up to 25 MB: PDF, Word, Excel, PowerPoint, picture, recording, plain text or e-mail. Where a JPEG or PNG was taken is removed.")),
                // The package's own drop zone gives its button a name without its words (WCAG 2.5.3); the plain box has no such fault.
                javascript: false,
                ..FileUpload::new("file", "File")
            }))
            (line(state, "title", "Title", "What it is, as others will look for it"))
            (select(state, "audience", "Who it may be shown to", &audiences))
            @if people.len() > 1 { (boxes(state, "people", "Whom it is about", "", &people)) }
            @else { input type="hidden" name="people" value=(shown.card.person.id); }
            @if !replaced.is_empty() {
                (select(state, "replaces", "New version of", &replaced))
                (area(state, "why", "What is new in it", "Only for a new version"))
            }
            (govuk::button(&Button::primary("Add the document")))
        }
    }
}

async fn add(State(desk): State<Desk>, who: Who, frame: Frame, Path(id): Path<String>, posted: Posted) -> Answered {
    let shown = gather(&desk, &who, person_id(&id)?, "adds a document").await?;
    let asked = Asked {
        fields: posted.fields.clone(),
        file: posted.files.into_iter().find(|file| file.field == "file"),
        about: std::iter::once(shown.record.person()).chain(shown.siblings.iter().map(|one| one.person)).collect(),
        replaceable: shown.documents.iter().filter(|one| one.superseded_by.is_none()).map(|one| one.id).collect(),
    };
    let ready = match ready(asked) {
        Ok(ready) => ready,
        Err(errors) => return Err(again(&desk, &frame, &who, &shown, posted.fields, errors)),
    };
    open_others(&desk, &who, &ready.people).await?;
    match upload::file(&desk, &who, &posted.fields, ready).await {
        Ok(()) => Ok(see(format!("/person/{}/documents", shown.record.person()))),
        Err(Rejected::Store(error)) => Err(error.into()),
        Err(other) => Err(Stop::from(other)),
    }
}

/// A document goes only onto records that the worker may open.
async fn open_others(desk: &Desk, who: &Who, people: &[PersonId]) -> Answered<()> {
    let (viewer, council, people) = (who.viewer.clone(), desk.council.clone(), people.to_vec());
    desk.read(move |conn| {
        reader::open_all(conn, council.db.views(), &people, &viewer, "adds a document")?;
        Ok(())
    })
    .await
}

fn again(desk: &Desk, frame: &Frame, who: &Who, shown: &Shown, fields: Fields, errors: FieldErrors) -> Stop {
    let state = FormState::again(fields, errors.clone());
    let page = page(desk, frame, who, shown, &state);
    Failure::Fix { errors, page: Some(page) }.into()
}

/// The document, whole and checked, as a file to keep and never as a page to show.
async fn download(State(desk): State<Desk>, who: Who, Path(id): Path<String>) -> Answered {
    let document: DocumentId = id.parse().map_err(|_| Failure::NotFound)?;
    let (viewer, council) = (who.viewer.clone(), desk.council.clone());
    let (head, bytes) = desk
        .read(move |conn| {
            let head = one(conn, document)?.ok_or(Failure::NotFound)?;
            let people = people(conn, document)?;
            let what = format!("document {document}");
            match reader::open_all(conn, council.db.views(), &people, &viewer, &what) {
                Ok(_) => {}
                // One of several is restricted: that there is such a person is not said.
                Err(Closed::Restricted(_)) if people.len() > 1 => return Err(Failure::NotFound.into()),
                Err(closed) => return Err(closed.into()),
            }
            let key = keys::find(conn, document)?.ok_or(Failure::NotFound)?;
            Ok((head, council.documents.get(&document.to_string(), &key)?))
        })
        .await?;
    Ok(attachment(&head, bytes))
}

fn attachment(head: &Filed, bytes: Vec<u8>) -> Response {
    let kind = of_type(&head.media_type).or(KINDS.first().copied());
    let ending = kind.and_then(|kind| kind.endings.first().copied()).unwrap_or("bin");
    // The id and not the title: a name in a folder of downloads is a name on somebody's screen.
    let name = format!("attachment; filename=\"document-{}.{ending}\"", head.id);
    let mut response = bytes.into_response();
    let headers = response.headers_mut();
    let media = HeaderValue::from_str(&head.media_type);
    headers.insert(header::CONTENT_TYPE, media.unwrap_or(HeaderValue::from_static("application/octet-stream")));
    if let Ok(name) = HeaderValue::from_str(&name) {
        headers.insert(header::CONTENT_DISPOSITION, name);
    }
    headers.insert(header::CONTENT_SECURITY_POLICY, HeaderValue::from_static(DOWNLOAD_POLICY));
    response
}
