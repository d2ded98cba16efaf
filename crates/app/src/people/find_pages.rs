//! Looking for a person before adding one: who may be meant, best first, each with the reasons.

use super::ask;
use super::likely;
use super::match_card::{Card, cards};
use super::new_person;
use crate::desk::{Answered, Desk, Place, Routes, Stop, Who, form_fields};
use crate::front_door::intake::{self, Found, Intake, Member, Part};
use crate::people::queries::{birth, name};
use crate::reader;
use axum::extract::{Query, State};
use axum::response::{IntoResponse, Redirect};
use law::id::PersonId;
use law::people::{Birth, Name};
use law::permit::Permit;
use maud::{Markup, html};
use serde::Deserialize;
use store::{Conn, params, sql, text};
use uuid::Uuid;
use web::govuk::{Button, button};
use web::shell::{Trail, Width};
use web::{Failure, FieldErrors, Fields, FormState, Frame};

/// Routes of the feature.
pub fn routes() -> Routes {
    Routes::new()
        .get("/people/find", Permit::Records.into(), find_form)
        .post("/people/find", Permit::Records.into(), find)
        .post("/people/choose", Permit::Records.into(), choose)
        .post("/people/new", Permit::Records.into(), super::new_pages::new)
}

/// Where the search belongs: an intake and a part in it, or nothing.
#[derive(Debug, Clone, Default, Deserialize)]
pub(super) struct For {
    #[serde(default)]
    pub(super) intake: String,
    #[serde(default)]
    pub(super) part: String,
}

impl For {
    pub(super) fn of(fields: &Fields) -> Self {
        let get = |name: &str| fields.get(name).unwrap_or_default().to_owned();
        Self { intake: get("intake"), part: get("part") }
    }

    pub(super) fn id(&self) -> Option<Uuid> {
        Uuid::try_parse(&self.intake).ok()
    }

    pub(super) fn part(&self) -> Part {
        Part::from_slug(&self.part).unwrap_or(Part::Child)
    }

    pub(super) fn hidden(&self) -> Markup {
        html! {
            input type="hidden" name="intake" value=(self.intake);
            input type="hidden" name="part" value=(self.part().slug());
        }
    }

    pub(super) fn back(&self) -> Trail {
        match self.id() {
            Some(id) => Trail::Back("Back to who it is about".into(), format!("/front-door/intake/{id}")),
            None => Trail::Back("Back to search".into(), "/search".into()),
        }
    }
}

/// The intake that the search belongs to; `None` where it belongs to none.
pub(super) fn belongs(conn: &mut Conn, to: &For, who: &Who) -> Answered<Option<Intake>> {
    let Some(id) = to.id() else { return Ok(None) };
    match intake::find(conn, id, who.worker.id)? {
        Some(Found::Unfinished(intake)) => Ok(Some(*intake)),
        Some(Found::Begun(step)) => Err(Stop::GoTo(format!("/step/{step}"))),
        None => Err(Failure::NotFound.into()),
    }
}

/// What of a look is kept and carried on to the new person's form.
const SOUGHT: &[&str] = &["given", "family", "born", "postcode", "address", "phone", "number"];

pub(super) fn sought(fields: &Fields) -> Vec<(String, String)> {
    let pair = |name: &&str| Some(((*name).to_owned(), fields.text(name)?.to_owned()));
    SOUGHT.iter().filter_map(pair).collect()
}

async fn find_form(State(desk): State<Desk>, who: Who, frame: Frame, Query(to): Query<For>) -> Answered<Markup> {
    let (asked, asker) = (to.clone(), who.clone());
    let kept = desk.read(move |conn| Ok(belongs(conn, &asked, &asker)?.map(|intake| intake.sought))).await?;
    let form = FormState::fresh(Fields::from_pairs(kept.unwrap_or_default()));
    Ok(page(&desk, &who, &to, find_body(&desk, &who, &frame, &to, &form, None)).render(&frame))
}

async fn find(State(desk): State<Desk>, who: Who, frame: Frame, fields: Fields) -> Answered {
    let to = For::of(&fields);
    let look = new_person::look(&fields, who.today());
    let nothing = sought(&fields).iter().all(|(name, _)| name.as_str() == "born") && look.sought.born.is_none();
    if nothing {
        let errors =
            FieldErrors::one("given", "Enter a name, a number, a date of birth, an address or a telephone number");
        let form = FormState::again(fields, errors);
        let mut page = page(&desk, &who, &to, find_body(&desk, &who, &frame, &to, &form, None));
        page.errors = form.errors.clone();
        return Ok(Failure::Fix { errors: form.errors, page: Some(page.render(&frame)) }.into_response());
    }
    keep_sought(&desk, &who, &to, sought(&fields)).await?;
    let (asked, asker, views) = (to.clone(), who.clone(), desk.council.db.clone());
    let (found, members) = desk
        .read(move |conn| {
            let members = belongs(conn, &asked, &asker)?.map(|intake| intake.members).unwrap_or_default();
            let found = likely::find(conn, &asker.viewer, &look, 12)?;
            let people: Vec<PersonId> = found.iter().map(|one| one.person).collect();
            reader::shown(views.views(), &asker.viewer, "likely matches", &people)?;
            Ok((cards(conn, found, asker.today())?, members))
        })
        .await?;
    let form = FormState::fresh(fields);
    let results = results(&desk, &who, &frame, &to, &found, &members, &form.kept);
    Ok(page(&desk, &who, &to, find_body(&desk, &who, &frame, &to, &form, Some(results))).render(&frame).into_response())
}

async fn keep_sought(desk: &Desk, who: &Who, to: &For, sought: Vec<(String, String)>) -> Answered<()> {
    let Some(id) = to.id() else { return Ok(()) };
    let (to, who) = (to.clone(), who.clone());
    let keep = move |conn: &mut Conn| -> Answered<()> {
        if let Some(mut kept) = belongs(conn, &to, &who)? {
            kept.sought = sought;
            intake::keep(conn, id, who.worker.id, &kept, who.at())?;
        }
        Ok(())
    };
    desk.council.db.write(keep).await
}

fn page(desk: &Desk, who: &Who, to: &For, body: Markup) -> web::Page {
    let (title, place) = match (to.id(), to.part()) {
        (None, _) => ("Find or add a person", Place::Elsewhere),
        (Some(_), Part::Child) => ("Find or add a child", Place::FrontDoor),
        (Some(_), Part::Other) => ("Find or add somebody in the family", Place::FrontDoor),
    };
    web::Page { trail: to.back(), width: Width::Narrow, ..desk.page(who, title, place, body) }
}

fn find_body(desk: &Desk, who: &Who, frame: &Frame, to: &For, form: &FormState, results: Option<Markup>) -> Markup {
    let looked = results.is_some();
    html! {
        form method="post" action="/people/find" novalidate {
            (form_fields(desk, frame, who))
            (to.hidden())
            p { "Give what you know. Misspelt, short and former names are found too." }
            div class="k-door-row" {
                (ask::line(form, "given", "Given names", "", ""))
                (ask::line(form, "family", "Family name", "", ""))
            }
            div class="k-door-row" {
                (ask::line(form, "born", "Date of birth, or date expected", "All or part: 14 5 2019, May 2019, 2019", "govuk-input--width-10"))
                (ask::line(form, "number", "NHS, pupil or council number", "", "govuk-input--width-10"))
            }
            div class="k-door-row" {
                (ask::line(form, "address", "Address", "House and street", ""))
                (ask::line(form, "postcode", "Postcode", "", "govuk-input--width-10"))
                (ask::line(form, "phone", "Telephone", "", "govuk-input--width-10"))
            }
            (button(&if looked { Button::secondary("Look again") } else { Button::primary("Look on the record") }))
        }
        @if let Some(results) = results { (results) }
    }
}

fn results(
    desk: &Desk,
    who: &Who,
    frame: &Frame,
    to: &For,
    found: &[Card],
    members: &[Member],
    typed: &Fields,
) -> Markup {
    html! {
        h2 class="govuk-heading-m" id="results" {
            @match found.len() {
                0 => { "Nobody on the record is like this" }
                1 => { "1 person may be meant" }
                many => { (many) " people may be meant, the likeliest first" }
            }
        }
        @if found.is_empty() {
            p class="k-empty" { "Try another spelling, only the family name with the date of birth, or a telephone number. If the person is new, add them below." }
        } @else {
            div class="k-card" {
                ul class="k-lines" data-list {
                    @for card in found { (offer(desk, who, frame, to, card, members)) }
                }
            }
        }
        form method="post" action="/people/new" {
            (form_fields(desk, frame, who))
            (to.hidden())
            @for (name, value) in sought(typed) { input type="hidden" name=(name) value=(value); }
            (button(&Button::primary(if found.is_empty() { "Add a new person" } else { "None of these: add a new person" })))
        }
    }
}

/// One likely person, with the button that takes them.
pub(super) fn offer(desk: &Desk, who: &Who, frame: &Frame, to: &For, card: &Card, members: &[Member]) -> Markup {
    let today = who.today();
    let person = card.found.person;
    let name = card.found.name.full();
    html! {
        li class="k-door-match" {
            div {
                h3 class="govuk-heading-s" { bdi { (name) } " " (card.tags(today)) }
                (card.lines(today))
            }
            @if to.id().is_none() {
                a class="govuk-button govuk-button--secondary k-button-small" href={ "/person/" (person) } { "Open " span class="govuk-visually-hidden" { (name) } }
            } @else if members.iter().any(|member| member.person == person) {
                p class="k-muted" { "Already on this contact" }
            } @else {
                form method="post" action="/people/choose" {
                    (form_fields(desk, frame, who))
                    (to.hidden())
                    input type="hidden" name="person" value=(person);
                    button class="govuk-button govuk-button--secondary k-button-small" { "This is the person" span class="govuk-visually-hidden" { ": " (name) } }
                }
            }
        }
    }
}

async fn choose(State(desk): State<Desk>, who: Who, fields: Fields) -> Answered<Redirect> {
    let to = For::of(&fields);
    let id = to.id().ok_or(Failure::NotFound)?;
    let person: PersonId = fields.get("person").and_then(|id| id.parse().ok()).ok_or(Failure::NotFound)?;
    let asker = who.clone();
    let chosen = move |conn: &mut Conn| -> Answered<()> {
        let mut intake = belongs(conn, &to, &asker)?.ok_or(Failure::NotFound)?;
        let (person, _, birth) = visible(conn, person, &asker)?.ok_or(Failure::NotFound)?;
        intake.add(Member { person, part: to.part().fits(birth, asker.today()), new: None });
        intake.sought.clear();
        Ok(intake::keep(conn, id, asker.worker.id, &intake, asker.at())?)
    };
    desk.council.db.write(chosen).await?;
    Ok(Redirect::to(&format!("/front-door/intake/{id}")))
}

/// The kept identity of a person whom the viewer may know of, with name and birth.
pub fn visible(conn: &mut Conn, person: PersonId, who: &Who) -> Answered<Option<(PersonId, Name, Birth)>> {
    let select = sql!(
        "SELECT k.id, k.given, k.family, k.birth, k.birth_on, k.birth_about FROM person p JOIN person k ON k.id = p.root
         WHERE p.id = $1 AND (k.restricted = 0
         OR EXISTS (SELECT 1 FROM restricted_to r WHERE r.person = k.id AND r.worker = $2))"
    );
    let row = conn.query_opt(select, params![text(person), text(who.worker.id)])?;
    Ok(row.map(|row| Ok::<_, store::Error>((row.parse("id")?, name(&row)?, birth(&row)?))).transpose()?)
}
