//! A letter that waits: what it says, whom it names who may be on the record here, and taking it in.

use super::letters;
use super::list_page::{waiting_id, wrong};
use super::take::{self, Looked, TakeError, Taking, Whose};
use crate::caseload::queries::{Team, teams};
use crate::desk::{Answered, Desk, Place, Stop, Who, form_fields};
use crate::people::fields::{Reading, day, select};
use crate::people::match_card::{Card, cards};
use crate::reader;
use axum::extract::{Path, State};
use axum::response::{IntoResponse, Redirect};
use law::day::Moment;
use law::id::{PackId, PersonId};
use maud::{Markup, html};
use std::collections::BTreeMap;
use std::io::Cursor;
use web::govuk::{self, Button, Choice, ErrorMessage, Fieldset, Radios};
use web::shell::Trail;
use web::{Failure, FieldErrors, Fields, FormState, Frame, Page};

/// What the page shows.
struct Shown {
    looked: Looked,
    /// Who may be meant, in the order of `looked.doubtful`.
    cards: Vec<Vec<Card>>,
    teams: Vec<Team>,
}

fn pack_id(id: &str) -> Answered<PackId> {
    id.parse().map_err(|_| Stop::Failure(Failure::NotFound))
}

/// The letter's bytes, as it came.
async fn letter(desk: &Desk, pack: PackId) -> Answered<Vec<u8>> {
    let council = desk.council.clone();
    desk.read(move |conn| {
        let key = letters::find(conn, pack)?.ok_or(Failure::NotFound)?;
        Ok(council.documents.get(&waiting_id(pack), &key)?)
    })
    .await
}

async fn read(desk: &Desk, who: &Who, pack: PackId) -> Answered<Shown> {
    let bytes = letter(desk, pack).await?;
    let (council, viewer) = (desk.council.clone(), who.viewer.clone());
    let looked = tokio::task::spawn_blocking(move || take::look(&council, &viewer, &mut Cursor::new(bytes)));
    let looked = match looked.await.map_err(Failure::broken)? {
        Ok(looked) => looked,
        Err(TakeError::Rejected(rejected)) => return Err(rejected.into()),
        Err(error) => return Err(Failure::MayNot { reason: error.to_string(), who_can: None }.into()),
    };
    let (council, asker) = (desk.council.clone(), who.clone());
    desk.read(move |conn| {
        let mut found = Vec::new();
        let mut people: Vec<PersonId> = Vec::new();
        for (_, matches) in &looked.doubtful {
            people.extend(matches.iter().map(|one| one.person));
            found.push(cards(conn, matches.clone(), asker.today())?);
        }
        reader::shown(council.db.views(), &asker.viewer, "likely matches of a transfer pack", &people)?;
        Ok(Shown { looked, cards: found, teams: teams(conn)? })
    })
    .await
}

pub async fn show(State(desk): State<Desk>, who: Who, frame: Frame, Path(id): Path<String>) -> Answered<Markup> {
    page(&desk, &who, &frame, pack_id(&id)?, None).await
}

async fn page(
    desk: &Desk,
    who: &Who,
    frame: &Frame,
    pack: PackId,
    again: Option<(Fields, FieldErrors)>,
) -> Answered<Markup> {
    let shown = read(desk, who, pack).await?;
    let form = match again {
        Some((typed, errors)) => FormState::again(typed, errors),
        None => FormState::fresh(Fields::default()),
    };
    let manifest = &shown.looked.content.manifest;
    let teams: Vec<_> = shown.teams.iter().map(|team| (team.id.to_string(), team.name.clone())).collect();
    let on_plan = manifest.children.iter().filter(|child| child.on_plan_since.is_some()).count();
    let body = html! {
        p { "From " strong { (shown.looked.from) } ". The signature is right, and the letter is whole. Nothing of it is on the record yet." }
        @if shown.looked.already { p { strong { "This pack was taken in before. Taking it in again changes nothing." } } }
        section class="k-card" {
            h2 class="k-card__title" { "What it says" }
            p class="k-small k-muted" { (manifest.entries) " entries, " (shown.looked.content.documents.len()) " documents" @if manifest.held_back > 0 { ", " (manifest.held_back) " held back" } }
            ul class="k-lines" { @for line in manifest.summary.lines().filter(|line| !line.is_empty()) { li { (line) } } }
        }
        form method="post" action=(format!("/packs/in/{pack}")) novalidate {
            (form_fields(desk, frame, who))
            @if shown.looked.doubtful.is_empty() { p class="k-empty" { "Nobody in it looks like somebody on the record here. Each person enters the record." } }
            @for ((person, _), cards) in shown.looked.doubtful.iter().zip(&shown.cards) {
                (question(&form, &format!("whose-{}", person.person), &person.name.full(), &person.birth.age_words(who.today()), cards, who))
            }
            section class="k-card" {
                h2 class="k-card__title" { "What opens here" }
                p { @if on_plan > 0 { (on_plan) " on a child protection plan: a transfer-in conference, 15 working days from the day on which we were told. " } @if on_plan < manifest.children.len() { "For the others, a contact at the front door." } }
                (day(&form, "notified", "When were we told of the move?", "Today where it is left empty."))
                (select(&form, "team", "Team at whose door it opens", &teams))
            }
            (govuk::button(&Button::primary("Take it in")))
        }
    };
    let trail = Trail::Back("Transfers to and from other councils".to_owned(), "/packs".to_owned());
    let page = desk.page(who, "A letter from another council", Place::Elsewhere, body);
    Ok(Page { trail, errors: form.errors, ..page }.render(frame))
}

/// Whether a person of the pack is somebody here.
fn question(form: &FormState, name: &str, who_is: &str, age: &str, cards: &[Card], who: &Who) -> Markup {
    let mut items: Vec<Choice> = cards
        .iter()
        .map(|card| {
            let found = &card.found;
            let why = found.likeness.reasons.join(", ");
            Choice::with_hint(
                found.person.to_string(),
                format!("The same as {}", found.name.full()),
                format!("{}: {why}", card.age(who.today())),
            )
        })
        .collect();
    items.push(Choice::new("new", "Nobody on the record here"));
    html! {
        section class="k-card" {
            (govuk::radios(&Radios {
                name: name.to_owned(),
                id_prefix: name.to_owned(),
                fieldset: Some(Fieldset::legend(format!("Who is {who_is}, {age}?"))),
                error: form.error(name).map(ErrorMessage::text),
                items,
                value: form.value(name).to_owned(),
                classes: "govuk-radios--small".to_owned(),
                ..Radios::default()
            }))
        }
    }
}

/// Takes the letter in.
pub async fn take_in(
    State(desk): State<Desk>,
    who: Who,
    frame: Frame,
    Path(id): Path<String>,
    fields: Fields,
) -> Answered {
    let pack = pack_id(&id)?;
    let mut form = Reading::new(&fields);
    let notified = form.day("notified", "The day");
    let taking = Taking {
        whose: whose(&fields),
        notified: notified.and_then(|day| morning(day, who.at())),
        team: fields.text("team").and_then(|team| team.parse().ok()),
    };
    let taking = match form.done(Some(taking)) {
        Ok(taking) => taking,
        Err(errors) => return again(&desk, &who, &frame, pack, fields, errors).await,
    };
    let bytes = letter(&desk, pack).await?;
    let (council, viewer, command) = (desk.council.clone(), who.viewer.clone(), who.command(&desk, &fields));
    let taken = tokio::task::spawn_blocking(move || {
        take::take(&council, &viewer, command, &mut Cursor::new(bytes), taking)?;
        council.db.write_now(move |conn| letters::forget(conn, pack))?;
        council.documents.destroy(&waiting_id(pack))?;
        Ok::<(), TakeError>(())
    });
    match taken.await.map_err(Failure::broken)? {
        Ok(()) => Ok(Redirect::to(&format!("/pack/{pack}")).into_response()),
        Err(error) => {
            let errors = wrong(error, "notified")?;
            again(&desk, &who, &frame, pack, fields, errors).await
        }
    }
}

/// Nine in the morning of that day, or now where it is today.
fn morning(day: law::day::Day, now: Moment) -> Option<Moment> {
    if day == now.day() { Some(now) } else { day.at(9, 0).ok() }
}

async fn again(desk: &Desk, who: &Who, frame: &Frame, pack: PackId, fields: Fields, errors: FieldErrors) -> Answered {
    let page = page(desk, who, frame, pack, Some((fields, errors.clone()))).await?;
    Err(Failure::Fix { errors, page: Some(page) }.into())
}

fn whose(fields: &Fields) -> BTreeMap<PersonId, Whose> {
    let said = fields.iter().filter_map(|(name, value)| {
        let person = name.strip_prefix("whose-")?.parse().ok()?;
        let whose = if value == "new" { Whose::New } else { Whose::Same(value.parse().ok()?) };
        Some((person, whose))
    });
    said.collect()
}
