//! A pack that this council sends: preparing it, releasing it by a second person, handing out its letter; and the receipt of
//! one that was received.

use super::councils::{self, Other};
use super::list_page::standing;
use super::queries::{self, Row};
use super::receipt;
use super::send::{self, Asked, SendError};
use crate::allocation::again;
use crate::caseload::queries::worker_name;
use crate::desk::{Answered, Desk, Place, Stop, Who, form_fields};
use crate::people::fields::{Reading, area, boxes, day, line, select};
use crate::people::queries::{Person, head, person};
use crate::reader;
use crate::step::earlier::{Sibling, siblings};
use axum::extract::{Path, State};
use axum::http::{HeaderValue, header};
use axum::response::{IntoResponse, Redirect, Response};
use law::document::Audience;
use law::id::{PackId, PersonId};
use law::pack::{why_not_receive, why_not_release};
use maud::{Markup, html};
use web::govuk::{self, Button};
use web::headers::DOWNLOAD_POLICY;
use web::shell::Trail;
use web::{Failure, FieldErrors, Fields, FormState, Frame, Page};

fn not_found<T>(_: T) -> Stop {
    Stop::Failure(Failure::NotFound)
}

/// What the page of preparing shows.
struct Preparing {
    child: Person,
    siblings: Vec<Sibling>,
    councils: Vec<Other>,
}

pub async fn ask(State(desk): State<Desk>, who: Who, frame: Frame, Path(id): Path<String>) -> Answered<Markup> {
    prepare_page(&desk, &who, &frame, id.parse().map_err(not_found)?, FormState::default()).await
}

async fn prepare_page(desk: &Desk, who: &Who, frame: &Frame, id: PersonId, form: FormState) -> Answered<Markup> {
    let (council, asker) = (desk.council.clone(), who.clone());
    let shown = desk
        .read(move |conn| {
            let views = council.db.views();
            let record = reader::open(conn, views, id, &asker.viewer, "a transfer pack to prepare")?;
            let siblings = siblings(conn, &record, asker.today())?;
            let people: Vec<PersonId> = siblings.iter().map(|one| one.id).collect();
            if !people.is_empty() {
                reader::shown(views, &asker.viewer, "brothers and sisters", &people)?;
            }
            Ok(Preparing { child: person(conn, &record)?, siblings, councils: councils::confirmed(conn)? })
        })
        .await?;
    let body = html! {
        p { "The whole record of " strong { (shown.child.name.full()) } " goes, with what it names of the family. Held back by rule: everybody whose record is restricted, work shared with them, and what is marked as about somebody outside the family or as police, sensitive. A protected address goes, with the name of whoever must not learn it." }
        @if shown.councils.is_empty() { p class="k-empty" { "No other council’s key is confirmed. An administrator enters the key, and a second person confirms it." } } @else {
            (prepare_form(desk, who, frame, &shown, &form))
        }
    };
    let trail = Trail::Back("Child’s page".to_owned(), format!("/person/{id}"));
    let page = desk.page(who, "Transfer to another council", Place::Elsewhere, body);
    Ok(Page { trail, errors: form.errors, ..page }.render(frame))
}

fn prepare_form(desk: &Desk, who: &Who, frame: &Frame, shown: &Preparing, form: &FormState) -> Markup {
    let with: Vec<_> = shown
        .siblings
        .iter()
        .map(|one| (one.id.to_string(), format!("{}, {}", one.name.full(), one.birth.age_words(who.today()))))
        .collect();
    let to: Vec<_> = shown.councils.iter().map(|one| (one.key().hex(), one.name.clone())).collect();
    let held = [Audience::ThirdParty, Audience::PoliceSensitive];
    let held: Vec<_> = held.iter().map(|one| (one.slug().to_owned(), one.name().to_owned())).collect();
    html! {
        form method="post" action=(format!("/person/{}/send", shown.child.id)) class="k-card" novalidate {
            (form_fields(desk, frame, who))
            @if let Some(why) = form.error("child") { p class="govuk-error-message" id="child" { (why) } }
            @if !with.is_empty() { (boxes(form, "with", "Who moves too?", "", &with)) }
            (select(form, "to", "Council that the family moves to", &to))
            (day(form, "moves_on", "From which day do they live there?", ""))
            (line(form, "reason", "Why the record is sent", ""))
            (boxes(form, "cleared", "Send also what is held back", "Only where somebody agreed", &held))
            (area(form, "cleared_why", "Who agreed to that, when and why", "Only where something is ticked above"))
            (govuk::button(&Button::primary("Prepare the pack")))
        }
    }
}

pub async fn prepare(
    State(desk): State<Desk>,
    who: Who,
    frame: Frame,
    Path(id): Path<String>,
    fields: Fields,
) -> Answered {
    let id: PersonId = id.parse().map_err(not_found)?;
    let with: Vec<PersonId> = fields.all("with").map(|id| id.parse().map_err(not_found)).collect::<Answered<_>>()?;
    let command = who.command(&desk, &fields);
    let mut form = Reading::new(&fields);
    let moves_on = form.wanted_day("moves_on", "The day");
    let asked = Asked {
        pack: PackId(command.id.0),
        children: [id].into_iter().chain(with).collect(),
        to: form.line("to"),
        moves_on,
        reason: form.line("reason"),
        cleared: fields.all("cleared").filter_map(Audience::from_slug).collect(),
        cleared_why: form.words("cleared_why"),
    };
    let errors = match form.done(Some(asked)) {
        Err(errors) => Some(errors),
        Ok(asked) => {
            let viewer = who.viewer.clone();
            again(desk.run(command, move |conn| send::prepare(conn, &viewer, asked)).await.map(|_| ()))?
        }
    };
    match errors {
        None => Ok(Redirect::to(&format!("/pack/{}", command.id)).into_response()),
        Some(errors) => {
            let form = FormState::again(fields, errors.clone());
            let page = prepare_page(&desk, &who, &frame, id, form).await?;
            Err(Failure::Fix { errors, page: Some(page) }.into())
        }
    }
}

/// What the page of a pack shows.
struct Shown {
    row: Row,
    children: Vec<Person>,
    begun_by: String,
}

pub async fn show(State(desk): State<Desk>, who: Who, frame: Frame, Path(id): Path<String>) -> Answered<Markup> {
    page(&desk, &who, &frame, id.parse().map_err(not_found)?, FormState::default()).await
}

async fn page(desk: &Desk, who: &Who, frame: &Frame, id: PackId, form: FormState) -> Answered<Markup> {
    let (council, asker) = (desk.council.clone(), who.clone());
    let shown = desk
        .read(move |conn| {
            let row = queries::find(conn, id)?.ok_or(Failure::NotFound)?;
            reader::open_all(conn, council.db.views(), &row.children, &asker.viewer, "a transfer pack")?;
            let children = row.children.iter().map(|child| head(conn, *child)).collect::<Result<_, _>>()?;
            Ok(Shown { children, begun_by: worker_name(conn, row.begun_by)?, row })
        })
        .await?;
    let row = &shown.row;
    let out = row.direction == "out";
    let body = html! {
        dl class="k-facts" {
            dt { "Children" } dd { @for (place, child) in shown.children.iter().enumerate() { @if place > 0 { "; " } a href=(format!("/person/{}", child.id)) { (child.name.full()) } } }
            dt { (if out { "To" } else { "From" }) } dd { (row.other_name) }
            dt { "How it stands" } dd { strong { (standing(row)) } }
            dt { (if out { "Prepared" } else { "Taken in" }) } dd { (row.begun_at.long()) ", by " (shown.begun_by) }
            @if !row.reason.is_empty() { dt { "Why" } dd { (row.reason) } }
            @if let Some(day) = row.moves_on { dt { "The family moves on" } dd { (day.long()) } }
            @if !row.cleared.is_empty() { dt { "Sent although held back by rule" } dd { (row.cleared.iter().map(|one| one.name()).collect::<Vec<_>>().join("; ")) } }
            @if let Some(at) = row.released_at { dt { "Released" } dd { (at.long()) } }
            @if let (Some(entries), Some(documents)) = (row.entries, row.documents) { dt { "It holds" } dd { (entries) " entries, " (documents) " documents" } }
            @if let Some(note) = row.acknowledged_note.as_deref().filter(|note| !note.is_empty()) { dt { "They say" } dd { "“" (note) "”" } }
        }
        (if out { sending(desk, who, frame, row, &form) } else { receiving(who, row) })
    };
    let trail = Trail::Back("Transfers to and from other councils".to_owned(), "/packs".to_owned());
    let page = desk.page(who, "Transfer pack", Place::Elsewhere, body);
    Ok(Page { trail, errors: form.errors, ..page }.render(frame))
}

fn sending(desk: &Desk, who: &Who, frame: &Frame, row: &Row, form: &FormState) -> Markup {
    let open = matches!(row.state.as_str(), "prepared" | "released");
    html! {
        @if row.state == "released" {
            section class="k-card" {
                h2 class="k-card__title" { "The sealed letter" }
                p { a href=(format!("/pack/{}/letter", row.id)) download { "Download the letter" } ". Nobody but " (row.other_name) " can open it. Their receipt is brought in on the page of transfers." }
            }
        }
        @if row.state == "acknowledged" {
            p { "The case does not close by itself. Start a closure from the child’s page, for the reason “Transferred to another council”." }
        }
        @if row.state == "prepared" {
            section class="k-card" {
                h2 class="k-card__title" { "Release" }
                @match why_not_release(&who.viewer.actor, row.begun_by) {
                    Some(why) => p class="k-muted" { (why) },
                    None => form method="post" action=(format!("/pack/{}/release", row.id)) novalidate {
                        (form_fields(desk, frame, who))
                        (area(form, "reason", "Why it is released", "What you checked: the council, the children, who must not learn where they live"))
                        (govuk::button(&Button::primary("Release and seal it")))
                    },
                }
            }
        }
        @if open {
            details class="k-card" {
                summary { "Withdraw" }
                form method="post" action=(format!("/pack/{}/withdraw", row.id)) novalidate {
                    (form_fields(desk, frame, who))
                    p class="k-small k-muted" { "A letter that has left cannot be called back: tell the other council." }
                    (line(form, "why", "Why it is withdrawn", ""))
                    button class="govuk-button govuk-button--secondary" { "Withdraw the pack" }
                }
            }
        }
    }
}

fn receiving(who: &Who, row: &Row) -> Markup {
    html! {
        section class="k-card" {
            h2 class="k-card__title" { "The receipt" }
            @match why_not_receive(&who.viewer.actor) {
                Some(_) => p class="k-muted" { "A manager sends the receipt." },
                None => p { a href=(format!("/pack/{}/receipt", row.id)) download { "Download the signed receipt" } " and send it to " (row.other_name) ". Their record then shows that we have received it." },
            }
        }
    }
}

fn failed(error: SendError, field: &str) -> Result<FieldErrors, Stop> {
    use crate::command::Rejected;
    use law::step::act::Refusal;
    match error {
        SendError::Rejected(Rejected::Refused(Refusal::Fix(problems))) => {
            let mut errors = FieldErrors::new();
            problems.into_iter().for_each(|problem| errors.add(field, problem.say));
            Ok(errors)
        }
        SendError::Rejected(rejected) => Err(rejected.into()),
        other => Err(Failure::broken(other).into()),
    }
}

pub async fn release(
    State(desk): State<Desk>,
    who: Who,
    frame: Frame,
    Path(id): Path<String>,
    fields: Fields,
) -> Answered {
    let id: PackId = id.parse().map_err(not_found)?;
    let (council, viewer, command) = (desk.council.clone(), who.viewer.clone(), who.command(&desk, &fields));
    let reason = fields.text("reason").unwrap_or_default().to_owned();
    let ran = tokio::task::spawn_blocking(move || send::release(&council, &viewer, command, id, &reason));
    match ran.await.map_err(Failure::broken)? {
        Ok(()) => Ok(Redirect::to(&format!("/pack/{id}")).into_response()),
        Err(error) => {
            let errors = failed(error, "reason")?;
            let page = page(&desk, &who, &frame, id, FormState::again(fields, errors.clone())).await?;
            Err(Failure::Fix { errors, page: Some(page) }.into())
        }
    }
}

pub async fn withdraw(
    State(desk): State<Desk>,
    who: Who,
    frame: Frame,
    Path(id): Path<String>,
    fields: Fields,
) -> Answered {
    let id: PackId = id.parse().map_err(not_found)?;
    let (viewer, why) = (who.viewer.clone(), fields.text("why").unwrap_or_default().to_owned());
    let ran = desk.run(who.command(&desk, &fields), move |conn| send::withdraw(conn, &viewer, id, &why)).await;
    match ran.map_err(SendError::from) {
        Ok(_) => Ok(Redirect::to(&format!("/pack/{id}")).into_response()),
        Err(error) => {
            let errors = failed(error, "why")?;
            let page = page(&desk, &who, &frame, id, FormState::again(fields, errors.clone())).await?;
            Err(Failure::Fix { errors, page: Some(page) }.into())
        }
    }
}

/// The sealed letter, to carry to the other council.
pub async fn letter(State(desk): State<Desk>, who: Who, Path(id): Path<String>) -> Answered {
    let id: PackId = id.parse().map_err(not_found)?;
    let (council, viewer) = (desk.council.clone(), who.viewer.clone());
    let bytes = tokio::task::spawn_blocking(move || send::letter(&council, &viewer, id));
    handed(bytes.await.map_err(Failure::broken)?, &format!("kith-letter-{id}.kith"))
}

/// The signed receipt of a pack that was received.
pub async fn receipt(State(desk): State<Desk>, who: Who, Path(id): Path<String>) -> Answered {
    let id: PackId = id.parse().map_err(not_found)?;
    let (council, viewer) = (desk.council.clone(), who.viewer.clone());
    let bytes = tokio::task::spawn_blocking(move || receipt::write(&council, &viewer, id, ""));
    handed(bytes.await.map_err(Failure::broken)?, &format!("kith-receipt-{id}.kith"))
}

/// A file to keep; its name says nothing of anybody.
fn handed(bytes: Result<Vec<u8>, SendError>, name: &str) -> Answered {
    let bytes = bytes.map_err(|error| match error {
        SendError::Rejected(rejected) => Stop::from(rejected),
        other => Failure::broken(other).into(),
    })?;
    let mut response: Response = bytes.into_response();
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static("application/octet-stream"));
    if let Ok(name) = HeaderValue::from_str(&format!("attachment; filename=\"{name}\"")) {
        headers.insert(header::CONTENT_DISPOSITION, name);
    }
    headers.insert(header::CONTENT_SECURITY_POLICY, HeaderValue::from_static(DOWNLOAD_POLICY));
    Ok(response)
}
