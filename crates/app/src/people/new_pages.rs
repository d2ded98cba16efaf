//! A person who is not on the record yet: the form, the check that they are not there already, and their entering.

use super::ask;
use super::find_pages::{For, belongs, offer, sought, visible};
use super::likely;
use super::match_card::{Card, cards};
use super::new_person::{self, NewPerson};
use crate::desk::{Answered, Desk, Place, Who, form_fields};
use crate::front_door::intake::{self, Intake, Member, Part};
use crate::reader;
use axum::extract::State;
use axum::response::{IntoResponse, Redirect};
use law::code::{ETHNICITY, SEX};
use law::id::PersonId;
use law::journal::Happening;
use law::people::Relation;
use maud::{Markup, html};
use store::Conn;
use uuid::Uuid;
use web::govuk::{Button, Checkboxes, Choice, ErrorMessage, Fieldset, Radios, button, checkboxes, radios};
use web::shell::Width;
use web::{Failure, FieldErrors, Fields, FormState, Frame};

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

/// The form of a new person, and, where it was filled in, what becomes of it.
pub async fn new(State(desk): State<Desk>, who: Who, frame: Frame, fields: Fields) -> Answered {
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
        let part = to.part().fits(new.birth, asker.today());
        intake.add(Member { person, part, new: Some(new) });
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
    html! {
        (radios(&Radios {
            name: "birth_kind".into(),
            fieldset: Some(Fieldset::legend("When were they born?")),
            error: form.error("birth_kind").map(ErrorMessage::text),
            items: vec![
                Choice::new("born", "The date is known"),
                Choice::new("expected", "Not born yet"),
                Choice::new("unknown", "The date is not known"),
            ],
            value: if kind.is_empty() { "born".to_owned() } else { kind.to_owned() },
            classes: "govuk-radios--inline govuk-radios--small".into(),
            ..Radios::default()
        }))
        div class="k-door-row" {
            (ask::line(form, "born", "Date of birth", "For example, 14 5 2019", "govuk-input--width-10"))
            (ask::line(form, "expected", "If not born: date expected", "For example, 1 2 2027", "govuk-input--width-10"))
            (ask::line(form, "about", "If not known: year people guess", "Empty if nobody can say", "govuk-input--width-5"))
        }
    }
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
