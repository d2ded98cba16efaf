//! Search or create: nobody enters the record before the record was searched for them.

use super::ask;
use super::likely;
use super::match_card::{Card, cards};
use super::new_person::{self, NewPerson};
use crate::desk::{Answered, Desk, Place, Routes, Stop, Who, form_fields};
use crate::front_door::intake::{self, Found, Intake, Member, Part};
use crate::people::queries::{birth, name};
use crate::reader;
use axum::extract::{Query, State};
use axum::response::{IntoResponse, Redirect};
use law::code::{ETHNICITY, SEX};
use law::id::PersonId;
use law::journal::Happening;
use law::people::{Birth, Name, Relation};
use law::permit::Permit;
use maud::{Markup, html};
use serde::Deserialize;
use store::{Conn, params, sql, text};
use uuid::Uuid;
use web::govuk::{Button, Checkboxes, Choice, ErrorMessage, Fieldset, Radios, button, checkboxes, radios};
use web::shell::{Trail, Width};
use web::{Failure, FieldErrors, Fields, FormState, Frame};

/// Routes of the feature.
pub fn routes() -> Routes {
    Routes::new()
        .get("/people/find", Permit::Records.into(), find_form)
        .post("/people/find", Permit::Records.into(), find)
        .post("/people/choose", Permit::Records.into(), choose)
        .post("/people/new", Permit::Records.into(), new)
}

/// Where the search belongs: an intake and a part in it, or nothing.
#[derive(Debug, Clone, Default, Deserialize)]
struct For {
    #[serde(default)]
    intake: String,
    #[serde(default)]
    part: String,
}

impl For {
    fn of(fields: &Fields) -> Self {
        let get = |name: &str| fields.get(name).unwrap_or_default().to_owned();
        Self { intake: get("intake"), part: get("part") }
    }

    fn id(&self) -> Option<Uuid> {
        Uuid::try_parse(&self.intake).ok()
    }

    fn part(&self) -> Part {
        Part::from_slug(&self.part).unwrap_or(Part::Child)
    }

    fn hidden(&self) -> Markup {
        html! {
            input type="hidden" name="intake" value=(self.intake);
            input type="hidden" name="part" value=(self.part().slug());
        }
    }

    fn back(&self) -> Trail {
        match self.id() {
            Some(id) => Trail::Back("Back to who it is about".into(), format!("/front-door/intake/{id}")),
            None => Trail::Back("Back to search".into(), "/search".into()),
        }
    }
}

/// The intake that the search belongs to; `None` where it belongs to none.
fn belongs(conn: &mut Conn, to: &For, who: &Who) -> Answered<Option<Intake>> {
    let Some(id) = to.id() else { return Ok(None) };
    match intake::find(conn, id, who.worker.id)? {
        Some(Found::Unfinished(intake)) => Ok(Some(*intake)),
        Some(Found::Begun(step)) => Err(Stop::GoTo(format!("/step/{step}"))),
        None => Err(Failure::NotFound.into()),
    }
}

/// What of a look is kept and carried on to the new person's form.
const SOUGHT: &[&str] = &["given", "family", "born", "postcode", "address", "phone", "number"];

fn sought(fields: &Fields) -> Vec<(String, String)> {
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
            ul class="k-lines k-card" data-list {
                @for card in found { (offer(desk, who, frame, to, card, members)) }
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
fn offer(desk: &Desk, who: &Who, frame: &Frame, to: &For, card: &Card, members: &[Member]) -> Markup {
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
        let person = visible(conn, person, &asker)?.ok_or(Failure::NotFound)?.0;
        intake.add(Member { person, part: to.part(), new: None });
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

/// The children of the intake with their names: whose relative a new person may be.
fn children(conn: &mut Conn, intake: &Intake, who: &Who) -> Answered<Vec<(PersonId, String)>> {
    let mut children = Vec::new();
    for member in intake.members.iter().filter(|member| member.part == Part::Child) {
        let name = match &member.new {
            Some(new) => Some(new.name.full()),
            None => visible(conn, member.person, who)?.map(|found| found.1.full()),
        };
        children.extend(name.map(|name| (member.person, name)));
    }
    Ok(children)
}

async fn new(State(desk): State<Desk>, who: Who, frame: Frame, fields: Fields) -> Answered {
    let to = For::of(&fields);
    let (asked, asker) = (to.clone(), who.clone());
    let kin = desk
        .read(move |conn| match belongs(conn, &asked, &asker)? {
            Some(intake) => children(conn, &intake, &asker),
            None => Ok(Vec::new()),
        })
        .await?;
    if fields.get("save").is_none() {
        let form = FormState::fresh(prefilled(&fields, &to, &kin, &who));
        return Ok(new_page(&desk, &who, &frame, &to, &form, &kin, &[]).render(&frame).into_response());
    }
    let (errors, alike) = match new_person::read(&fields, who.today()) {
        Ok(person) => match admit(&desk, &who, &to, &fields, person).await? {
            Admitted::Done(path) => return Ok(Redirect::to(&path).into_response()),
            Admitted::Alike(errors, alike) => (errors, alike),
        },
        Err(errors) => (errors, Vec::new()),
    };
    let form = FormState::again(fields, errors);
    let page = new_page(&desk, &who, &frame, &to, &form, &kin, &alike).render(&frame);
    Ok(Failure::Fix { errors: form.errors, page: Some(page) }.into_response())
}

/// What was typed to look for the person begins the form.
fn prefilled(fields: &Fields, to: &For, kin: &[(PersonId, String)], who: &Who) -> Fields {
    use super::part_date::{PartDate, read};
    let mut kept = sought(fields);
    let born = fields.text("born").unwrap_or_default().to_owned();
    let (kind, field) = match read(&born) {
        Some(PartDate::Day(day)) if day > who.today() => ("expected", "expected"),
        Some(PartDate::Year(_)) => ("unknown", "about"),
        Some(PartDate::Between(..)) => ("unknown", "about"),
        _ => ("born", "born"),
    };
    kept.retain(|(name, _)| name != "born");
    let year = born.rsplit([' ', '/', '.', '-']).next().unwrap_or_default().to_owned();
    kept.push((field.to_owned(), if field == "about" { year } else { born }));
    kept.push(("birth_kind".to_owned(), kind.to_owned()));
    if let Some(number) = new_person::numbers_in(fields.text("number").unwrap_or_default()).first()
        && let Some((field, _)) = new_person::NUMBERS.iter().find(|(_, scheme)| *scheme == number.scheme)
    {
        kept.push(((*field).to_owned(), number.value.clone()));
    }
    if to.id().is_some() {
        kept.extend(kin.iter().map(|(person, _)| ("to".to_owned(), person.to_string())));
    }
    Fields::from_pairs(kept)
}

/// What became of a new person.
enum Admitted {
    Done(String),
    Alike(FieldErrors, Vec<Card>),
}

async fn admit(desk: &Desk, who: &Who, to: &For, fields: &Fields, mut person: NewPerson) -> Answered<Admitted> {
    let (asked, asker, db, look) = (to.clone(), who.clone(), desk.council.db.clone(), person.look());
    let (alike, twice) = {
        let (name, birth) = (person.name.clone(), person.birth);
        desk.read(move |conn| {
            let members = belongs(conn, &asked, &asker)?.map(|intake| intake.members).unwrap_or_default();
            let mut same = members.iter().filter_map(|member| member.new.as_ref());
            let twice = same.any(|new| new.name == name && new.birth == birth);
            let mut found = likely::find(conn, &asker.viewer, &look, 6)?;
            found.retain(|one| one.is_nearly_certain());
            let people: Vec<PersonId> = found.iter().map(|one| one.person).collect();
            if !people.is_empty() {
                reader::shown(db.views(), &asker.viewer, "likely matches", &people)?;
            }
            Ok((cards(conn, found, asker.today())?, twice))
        })
        .await?
    };
    if twice {
        let say = "Somebody with this name and date of birth is on this contact already";
        return Ok(Admitted::Alike(FieldErrors::one("given", say), alike));
    }
    if !alike.is_empty() && person.why_new.is_empty() {
        let say = "Somebody very like this is on the record. Use that record, or say why this is another person";
        return Ok(Admitted::Alike(FieldErrors::one("why_new", say), alike));
    }
    person.apart_from = alike.iter().map(|card| card.found.person).collect();
    match to.id() {
        Some(id) => add_to_intake(desk, who, to, id, person).await.map(Admitted::Done),
        None => record_alone(desk, who, fields, person).await.map(Admitted::Done),
    }
}

async fn add_to_intake(desk: &Desk, who: &Who, to: &For, id: Uuid, new: NewPerson) -> Answered<String> {
    let person = PersonId(desk.council.dice.id(who.at()));
    let (to, asker) = (to.clone(), who.clone());
    let add = move |conn: &mut Conn| -> Answered<()> {
        let mut intake = belongs(conn, &to, &asker)?.ok_or(Failure::NotFound)?;
        intake.add(Member { person, part: to.part(), new: Some(new) });
        intake.sought.clear();
        Ok(intake::keep(conn, id, asker.worker.id, &intake, asker.at())?)
    };
    desk.council.db.write(add).await?;
    Ok(format!("/front-door/intake/{id}"))
}

async fn record_alone(desk: &Desk, who: &Who, fields: &Fields, new: NewPerson) -> Answered<String> {
    let person = PersonId(desk.council.dice.id(who.at()));
    let (dice, now) = (desk.council.dice.clone(), who.at());
    let entries = move |_: &mut Conn| Ok::<Vec<Happening>, _>(new.recorded(person, &dice, now));
    let done = desk.run(who.command(desk, fields), entries).await?;
    let person = done.people.first().copied().unwrap_or(person);
    Ok(format!("/person/{person}"))
}

fn new_page(
    desk: &Desk,
    who: &Who,
    frame: &Frame,
    to: &For,
    form: &FormState,
    kin: &[(PersonId, String)],
    alike: &[Card],
) -> web::Page {
    let title = match (to.id(), to.part()) {
        (Some(_), Part::Child) => "Add a child",
        _ => "Add a person",
    };
    let body = html! {
        @if !alike.is_empty() {
            div class="k-card k-card--late" {
                h2 class="govuk-heading-m" { "Very likely on the record already" }
                ul class="k-lines" { @for card in alike { (offer(desk, who, frame, to, card, &[])) } }
            }
        }
        form method="post" action="/people/new" novalidate {
            (form_fields(desk, frame, who))
            (to.hidden())
            input type="hidden" name="save" value="yes";
            @if !alike.is_empty() || !form.value("why_new").is_empty() {
                (ask::lines(form, "why_new", "Why is this another person?", "For example: a cousin with the same name, whose mother confirmed the date of birth", 2))
            }
            (who_they_are(form))
            @if !kin.is_empty() { (relation(form, kin)) }
            (button(&Button::primary("Add this person")))
        }
    };
    let page = web::Page { trail: to.back(), width: Width::Narrow, ..desk.page(who, title, Place::FrontDoor, body) };
    web::Page { errors: form.errors.clone(), ..page }
}

fn who_they_are(form: &FormState) -> Markup {
    html! {
        div class="k-door-row" {
            (ask::line(form, "given", "Given names", "A single name goes in either box", ""))
            (ask::line(form, "family", "Family name", "", ""))
        }
        (ask::line(form, "known_as", "Known as", "Short form, nickname or chosen name, if another", "govuk-input--width-20"))
        (when_born(form))
        div class="k-door-row" {
            (ask::one_of(form, "sex", "Sex", "", "Not known yet", ask::codes(&SEX).into_iter().filter(|(code, _)| code != "U")))
            (ask::one_of(form, "ethnicity", "Ethnicity", "Leave it where nobody has asked; the gap will show", "Not asked yet", ask::codes(&ETHNICITY).into_iter().filter(|(code, _)| code != "NOBT")))
            (ask::line(form, "language", "First language", "", ""))
        }
        div class="k-door-row" {
            (ask::line(form, "address", "Address", "House and street", ""))
            (ask::line(form, "postcode", "Postcode", "", "govuk-input--width-10"))
            (ask::line(form, "phone", "Telephone", "", "govuk-input--width-10"))
        }
        div class="k-door-row" {
            (ask::line(form, "nhs_number", "NHS number", "", "govuk-input--width-10"))
            (ask::line(form, "upn", "Unique pupil number", "", "govuk-input--width-10"))
            (ask::line(form, "council_id", "Council number", "From an earlier system, if any", "govuk-input--width-10"))
        }
    }
}

fn when_born(form: &FormState) -> Markup {
    let kind = form.value("birth_kind");
    radios(&Radios {
        name: "birth_kind".into(),
        fieldset: Some(Fieldset::legend("When were they born?")),
        error: form.error("birth_kind").map(ErrorMessage::text),
        items: vec![
            Choice::revealing(
                "born",
                "The date is known",
                ask::line(form, "born", "Date of birth", "For example, 14 5 2019", "govuk-input--width-10"),
            ),
            Choice::revealing(
                "expected",
                "Not born yet",
                ask::line(form, "expected", "Expected date of birth", "For example, 1 2 2027", "govuk-input--width-10"),
            ),
            Choice::revealing(
                "unknown",
                "The date is not known",
                ask::line(
                    form,
                    "about",
                    "Year of birth that people guess",
                    "Leave it empty if nobody can say",
                    "govuk-input--width-5",
                ),
            ),
        ],
        value: if kind.is_empty() { "born".to_owned() } else { kind.to_owned() },
        classes: "govuk-radios--small".into(),
        ..Radios::default()
    })
}

fn relation(form: &FormState, kin: &[(PersonId, String)]) -> Markup {
    let relations = Relation::ALL.iter().map(|one| (one.slug().to_owned(), format!("is the {} of", one.name())));
    let to = |(person, name): &(PersonId, String)| Choice {
        checked: Some(form.has("to", &person.to_string())),
        ..Choice::new(person.to_string(), name.as_str())
    };
    html! {
        (ask::one_of(form, "relation", "This person", "", "is not known to be related", relations))
        (checkboxes(&Checkboxes {
            name: "to".into(),
            fieldset: Some(Fieldset::legend("Of whom?")),
            error: form.error("to").map(ErrorMessage::text),
            items: kin.iter().map(to).collect(),
            classes: "govuk-checkboxes--small".into(),
            ..Checkboxes::default()
        }))
        (checkboxes(&Checkboxes {
            name: "responsibility".into(),
            error: form.error("responsibility").map(ErrorMessage::text),
            items: vec![Choice {
                checked: Some(form.has("responsibility", "yes")),
                ..Choice::with_hint("yes", "Holds parental responsibility", "A mother always does; a father if married to her, on the birth certificate since 2003, or by agreement or order.")
            }],
            classes: "govuk-checkboxes--small".into(),
            ..Checkboxes::default()
        }))
    }
}
