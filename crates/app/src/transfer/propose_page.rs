//! Proposing a transfer from the child's page: who goes together, where to, and the handover as the record offers it.

use super::commands::{self, Asked};
use super::{offered, queries};
use crate::allocation::again;
use crate::caseload::queries::{Allocation, Team, Worker, allocated, teams, workers};
use crate::desk::{Answered, Desk, Place, Stop, Who, form_fields};
use crate::people::fields::{Reading, area, day, line, radios, select};
use crate::people::queries::{Person, person};
use crate::reader;
use crate::step::earlier::{Sibling, siblings};
use axum::extract::{Path, RawQuery, State};
use axum::response::{IntoResponse, Redirect};
use law::id::{PersonId, TransferId};
use law::transfer::{Handover, PARTS, TransferKind};
use maud::{Markup, html};
use store::Conn;
use web::govuk::{self, Button, ErrorMessage, Textarea};
use web::shell::Trail;
use web::{Failure, FieldErrors, Fields, FormState, Frame, Page};

/// What the page shows.
struct Shown {
    child: Person,
    held: Option<Allocation>,
    /// Brothers and sisters who are with the same team, with whether they are to go too.
    siblings: Vec<(Sibling, bool)>,
    teams: Vec<Team>,
    workers: Vec<Worker>,
    offered: Handover,
    /// The transfer that the child is on.
    open: Option<TransferId>,
}

pub async fn show(
    State(desk): State<Desk>,
    who: Who,
    frame: Frame,
    Path(id): Path<String>,
    RawQuery(query): RawQuery,
) -> Answered<Markup> {
    let with = Fields::from_urlencoded(query.unwrap_or_default().as_bytes())?;
    page(&desk, &who, &frame, person_id(&id)?, &chosen(&with)?, None, FieldErrors::new()).await
}

fn person_id(id: &str) -> Answered<PersonId> {
    id.parse().map_err(|_| Stop::Failure(Failure::NotFound))
}

/// The brothers and sisters who are to go too.
fn chosen(fields: &Fields) -> Answered<Vec<PersonId>> {
    fields.all("with").map(person_id).collect()
}

async fn page(
    desk: &Desk,
    who: &Who,
    frame: &Frame,
    id: PersonId,
    with: &[PersonId],
    typed: Option<Fields>,
    errors: FieldErrors,
) -> Answered<Markup> {
    let (council, asker, with) = (desk.council.clone(), who.clone(), with.to_vec());
    let shown = desk.read(move |conn| read(conn, &council, &asker, id, &with)).await?;
    let form = match typed {
        Some(typed) => FormState::again(typed, errors),
        None => FormState::fresh(kept(&shown)),
    };
    let body = match (&shown.open, &shown.held) {
        (Some(open), _) => html! {
            p { (shown.child.name.short()) " is on a transfer that is open. " a href=(format!("/transfer/{open}")) { "See the transfer" } ". It is answered or withdrawn before another can be proposed." }
        },
        (None, Some(Allocation { team: Some(_), .. })) => form_body(desk, who, frame, &shown, &form),
        _ => html! {
            p class="k-empty" { (shown.child.name.short()) " is with no team. A manager allocates first; a transfer can then be proposed here." }
        },
    };
    let trail = Trail::Back("Child’s page".to_owned(), format!("/person/{id}"));
    let page = desk.page(who, "Propose a transfer", Place::Elsewhere, body);
    Ok(Page { trail, errors: form.errors, ..page }.render(frame))
}

fn read(
    conn: &mut Conn,
    council: &crate::council::Council,
    who: &Who,
    id: PersonId,
    with: &[PersonId],
) -> Answered<Shown> {
    let (views, viewer) = (council.db.views(), &who.viewer);
    let wanted: Vec<PersonId> = [id].into_iter().chain(with.iter().copied()).collect();
    let records = reader::open_all(conn, views, &wanted, viewer, "a transfer to propose")?;
    let Some(record) = records.first() else { return Err(Failure::NotFound.into()) };
    let held = allocated(conn, record.person())?;
    let team = held.as_ref().and_then(|held| held.team);
    let mut together = Vec::new();
    for sibling in siblings(conn, record, who.today())? {
        let with_team = allocated(conn, sibling.id)?.and_then(|held| held.team);
        if with_team.is_some() && with_team == team {
            let goes = records.iter().any(|record| record.person() == sibling.id);
            together.push((sibling, goes));
        }
    }
    let shown: Vec<PersonId> = together.iter().map(|(sibling, _)| sibling.id).collect();
    if !shown.is_empty() {
        reader::shown(views, viewer, "brothers and sisters", &shown)?;
    }
    Ok(Shown {
        child: person(conn, record)?,
        open: queries::open_of(conn, record.person())?,
        siblings: together,
        teams: teams(conn)?.into_iter().filter(|one| Some(one.id) != team).collect(),
        workers: workers(conn)?.into_iter().filter(|one| one.team.is_some() && one.team != team).collect(),
        offered: offered::handover(conn, &records, viewer, &council.reckoner).map_err(Failure::broken)?,
        held,
    })
}

/// The form as the record fills it.
fn kept(shown: &Shown) -> Fields {
    let parts = PARTS.iter().map(|part| (format!("part-{}", part.slug), shown.offered.part(part.slug).to_owned()));
    Fields::from_pairs(parts)
}

fn form_body(desk: &Desk, who: &Who, frame: &Frame, shown: &Shown, form: &FormState) -> Markup {
    let id = shown.child.id;
    let kinds: Vec<_> = TransferKind::ALL.iter().map(|kind| (kind.slug(), kind.name())).collect();
    let teams: Vec<_> = shown.teams.iter().map(|team| (team.id.to_string(), team.name.clone())).collect();
    let workers: Vec<_> = shown.workers.iter().map(|one| (one.id.to_string(), named(one))).collect();
    html! {
        p class="k-muted" { "Your team stays responsible until the other team’s manager accepts." }
        @if !shown.siblings.is_empty() { (together(shown, who)) }
        form method="post" action=(format!("/person/{id}/transfer")) class="k-form" novalidate {
            (form_fields(desk, frame, who))
            @for (sibling, _) in shown.siblings.iter().filter(|(_, goes)| *goes) { input type="hidden" name="with" value=(sibling.id); }
            @if let Some(why) = form.error("child") { p class="govuk-error-message" id="child" { span class="govuk-visually-hidden" { "Error: " } (why) } }
            section class="k-card" {
                h2 class="k-card__title" { "Where to" }
                (radios(form, "kind", "What sort of transfer is it?", &kinds))
                (select(form, "team", "Receiving team", &teams))
                (select(form, "worker", "Worker there, where one is agreed (optional)", &workers))
                (day(form, "on", "From which day would you like it?", ""))
                (line(form, "reason", "Why", "For the children’s record"))
            }
            section class="k-card" {
                h2 class="k-card__title" { "Handover" }
                p class="k-muted" { "Offered from the record of " (going(shown)) ". Change what is not right and add what the record does not say." }
                @for part in PARTS { (part_area(form, part.slug, part.name)) }
            }
            (govuk::button(&Button::primary("Propose the transfer")))
        }
    }
}

fn named(worker: &Worker) -> String {
    format!("{}, {}", worker.name, worker.team_name.as_deref().unwrap_or("no team"))
}

/// `Zainab and Idris`.
fn going(shown: &Shown) -> String {
    let with = shown.siblings.iter().filter(|(_, goes)| *goes).map(|(sibling, _)| sibling.name.short());
    [shown.child.name.short()].into_iter().chain(with).collect::<Vec<_>>().join(" and ")
}

/// Brothers and sisters go together or apart: a form of its own, so that the handover is offered for those who go.
fn together(shown: &Shown, who: &Who) -> Markup {
    html! {
        form class="k-card" method="get" action=(format!("/person/{}/transfer", shown.child.id)) {
            h2 class="k-card__title" { "Who goes together" }
            p class="k-small k-muted" { "Children who go together are on one proposal, accepted or returned as one. To send a child apart, propose for that child alone." }
            div class="govuk-checkboxes govuk-checkboxes--small" {
                @for (place, (sibling, goes)) in shown.siblings.iter().enumerate() {
                    div class="govuk-checkboxes__item" {
                        input class="govuk-checkboxes__input" type="checkbox" id=(format!("with-{place}")) name="with" value=(sibling.id) checked[*goes];
                        label class="govuk-label govuk-checkboxes__label" for=(format!("with-{place}")) { (sibling.name.full()) ", " (sibling.birth.age_words(who.today())) ", " (sibling.why) }
                    }
                }
            }
            button class="govuk-button govuk-button--secondary" { "Show the handover for those ticked" }
        }
    }
}

/// One part of the handover to write.
pub(super) fn part_area(form: &FormState, slug: &str, label: &str) -> Markup {
    let name = format!("part-{slug}");
    let value = form.value(&name).to_owned();
    let rows = u16::try_from(value.lines().count().clamp(2, 8)).unwrap_or(4);
    govuk::textarea(&Textarea {
        error: form.error(&name).map(ErrorMessage::text),
        value: Some(value),
        rows: Some(rows),
        ..Textarea::new(&name, label)
    })
}

/// The handover as it was posted.
pub(super) fn posted(form: &Reading<'_>) -> Handover {
    let mut handover = Handover::default();
    PARTS.iter().for_each(|part| handover.put(part.slug, form.words(&format!("part-{}", part.slug))));
    handover
}

pub async fn submit(
    State(desk): State<Desk>,
    who: Who,
    frame: Frame,
    Path(id): Path<String>,
    fields: Fields,
) -> Answered {
    let id = person_id(&id)?;
    let with = chosen(&fields)?;
    let command = who.command(&desk, &fields);
    let mut form = Reading::new(&fields);
    let on = form.wanted_day("on", "The day");
    let asked = Asked {
        // The proposal has the id of its command, so that a second press leads to the same one.
        transfer: TransferId(command.id.0),
        kind: TransferKind::from_slug(&form.line("kind")),
        children: [id].into_iter().chain(with.iter().copied()).collect(),
        team: fields.text("team").and_then(|team| team.parse().ok()),
        worker: fields.text("worker").and_then(|worker| worker.parse().ok()),
        on,
        reason: form.line("reason"),
        handover: posted(&form),
    };
    let errors = match form.done(Some(asked)) {
        Err(errors) => Some(errors),
        Ok(asked) => {
            let (actor, now) = (who.viewer.actor.clone(), who.at());
            let ran = desk.run(command, move |conn| commands::propose(conn, &actor, now, asked)).await;
            again(ran.map(|_| ()))?
        }
    };
    match errors {
        None => Ok(Redirect::to(&format!("/transfer/{}", command.id)).into_response()),
        Some(errors) => {
            let page = page(&desk, &who, &frame, id, &with, Some(fields), errors.clone()).await?;
            Err(Failure::Fix { errors, page: Some(page) }.into())
        }
    }
}

/// A larger box for reasons.
pub(super) fn reason(form: &FormState, label: &str, help: &str) -> Markup {
    area(form, "reason", label, help)
}
