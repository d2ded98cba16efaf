//! Starting a step that needs no decision before it: a note, a visit, a closure.

use super::super::commands::{self, Begin};
use super::super::earlier::{self, Sibling};
use super::super::queries;
use super::go;
use crate::desk::{Answered, Desk, Place, Stop, Who, form_fields};
use crate::people::queries::{Person, person};
use crate::reader;
use axum::extract::{Path, State};
use axum::response::{IntoResponse, Response};
use law::id::PersonId;
use law::step::StepKind;
use law::step::act::why_not_start;
use maud::{Markup, html};
use web::govuk::{Button, Checkboxes, Choice, Fieldset, Hint, button, checkboxes};
use web::shell::Trail;
use web::{Failure, Fields, Frame, Page};

/// The kind in an address.
fn kind_of(slug: &str) -> Answered<StepKind> {
    StepKind::from_slug(slug).ok_or(Stop::Failure(Failure::NotFound))
}

/// Refuses, with law's reason, a kind that may not begin by itself for this child now.
fn must_be_startable(conn: &mut store::Conn, kind: StepKind, child: PersonId, who: &Who) -> Answered<()> {
    let around = queries::beside(conn, &[child], None)?;
    let why = why_not_start(kind, &[child], &who.viewer.actor, &around);
    why.map_or(Ok(()), |reason| Err(Stop::Failure(Failure::MayNot { reason, who_can: None })))
}

/// Asks for whom: the child, with brothers and sisters to tick.
pub async fn ask(
    State(desk): State<Desk>,
    who: Who,
    frame: Frame,
    Path((id, kind)): Path<(String, String)>,
) -> Answered<Response> {
    let kind = kind_of(&kind)?;
    let id: PersonId = id.parse().map_err(|_| Stop::Failure(Failure::NotFound))?;
    let (council, reader_now) = (desk.council.clone(), who.clone());
    let (child, siblings) = desk
        .read(move |conn| {
            let viewer = &reader_now.viewer;
            let record = reader::open(conn, council.db.views(), id, viewer, "the start of a step")?;
            must_be_startable(conn, kind, record.person(), &reader_now)?;
            let siblings = earlier::siblings(conn, &record, reader_now.today())?;
            let shown: Vec<PersonId> = siblings.iter().map(|sibling| sibling.id).collect();
            if !shown.is_empty() {
                reader::shown(council.db.views(), viewer, "brothers and sisters", &shown)?;
            }
            Ok((person(conn, &record)?, siblings))
        })
        .await?;
    let body = form(&desk, &who, &frame, &child, &siblings, kind);
    let title = format!("Start a {}", kind.name());
    let back = Trail::Back(format!("{}’s page", child.name.short()), format!("/person/{id}"));
    let page = Page { trail: back, ..desk.page(&who, title, Place::Elsewhere, body) };
    Ok(page.render(&frame).into_response())
}

fn form(desk: &Desk, who: &Who, frame: &Frame, child: &Person, siblings: &[Sibling], kind: StepKind) -> Markup {
    let today = who.today();
    let item = |sibling: &Sibling| {
        let hint = format!("{}, {}", sibling.birth.age_words(today), sibling.why);
        Choice::with_hint(sibling.id.to_string(), sibling.name.full(), hint)
    };
    html! {
        form method="post" action={ "/person/" (child.id) "/start/" (kind.slug()) } {
            (form_fields(desk, frame, who))
            p { "For " strong { (child.name.full()) } ", " (child.birth.age_words(today)) "." }
            @if siblings.is_empty() {
                p class="k-muted" { "No brothers or sisters are on record. Record them on the family page to write once for all of them." }
            } @else {
                (checkboxes(&Checkboxes {
                    name: "with".into(),
                    fieldset: Some(Fieldset::small("Who else is it about?")),
                    hint: Some(Hint::text("What is shared is written once; each child’s own is asked under their name.")),
                    items: siblings.iter().map(item).collect(),
                    ..Checkboxes::default()
                }))
            }
            (button(&Button::primary(format!("Start the {}", kind.name()))))
        }
    }
}

/// Begins it and goes there.
pub async fn begin(
    State(desk): State<Desk>,
    who: Who,
    Path((id, kind)): Path<(String, String)>,
    fields: Fields,
) -> Answered<Response> {
    let kind = kind_of(&kind)?;
    let not_found = |_| Stop::Failure(Failure::NotFound);
    let id: PersonId = id.parse().map_err(not_found)?;
    let with: Vec<PersonId> =
        fields.all("with").map(|with| with.parse().map_err(not_found)).collect::<Answered<_>>()?;
    let wanted: Vec<PersonId> = [id].into_iter().chain(with).collect();
    let (council, reader_now) = (desk.council.clone(), who.clone());
    let children = desk
        .read(move |conn| {
            let views = council.db.views();
            let records = reader::open_all(conn, views, &wanted, &reader_now.viewer, "the start of a step")?;
            let mut children: Vec<PersonId> = records.iter().map(reader::OpenRecord::person).collect();
            children.dedup();
            Ok(children)
        })
        .await?;
    let (council, actor, now) = (desk.council.clone(), who.viewer.actor.clone(), who.at());
    let begin = Begin { kind, children, others: Vec::new(), team: None, part_of: None, carried: Vec::new() };
    let done = desk
        .run(who.command(&desk, &fields), move |conn| commands::begin(&council, conn, &actor, now, begin))
        .await
        .map_err(Stop::from)?;
    let started = done.started.first().ok_or_else(|| Stop::Failure(Failure::broken("no step was begun")))?;
    Ok(go(&format!("/step/{started}")))
}
