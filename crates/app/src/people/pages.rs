//! The forms that change a person's record: one address for each change, the same course for all of them.

use super::changes::{Change, Context};
use super::likely::Look;
use super::queries::Person;
use super::{hub, likely, nearby};
use crate::caseload::queries::workers;
use crate::child::card::Card;
use crate::child::work::Work;
use crate::child::{bar, person_id, see};
use crate::command::Rejected;
use crate::desk::{Answered, Desk, Place, Routes, Stop, Who, form_fields};
use crate::reader::{self, OpenRecord, Viewer};
use axum::extract::{Path, Query, State};
use axum::response::IntoResponse;
use law::id::{FactId, PersonId};
use law::journal::Happening;
use law::permit::Permit;
use law::step::act::{Problem, Refusal};
use maud::{Markup, html};
use serde::Deserialize;
use store::Conn;
use uuid::Uuid;
use web::govuk::{self, Button};
use web::shell::Trail;
use web::{Failure, FieldErrors, Fields, FormState, Frame, Page};

/// Routes of the feature.
pub fn routes() -> Routes {
    Routes::new()
        .get("/person/{id}/people", Permit::Reads.into(), hub::show)
        .get("/person/{id}/change/{what}", Permit::Records.into(), ask)
        .post("/person/{id}/change/{what}", Permit::Records.into(), change)
}

/// What a change is about beside the person: ids only.
#[derive(Debug, Default, Deserialize)]
pub struct About {
    #[serde(default)]
    fact: Option<String>,
    #[serde(default)]
    to: Option<String>,
    /// Whom to look for on the record.
    #[serde(skip)]
    look: Option<Look>,
}

impl About {
    fn of(fields: &Fields) -> Self {
        let of = |name: &str| fields.text(name).map(str::to_owned);
        Self { fact: of("fact"), to: of("to"), look: None }
    }
}

/// The ids that a change gives to what it records.
#[derive(Clone, Copy)]
struct Fresh {
    fact: Uuid,
    person: PersonId,
}

impl Fresh {
    fn of(desk: &Desk, who: &Who) -> Self {
        Self { fact: desk.council.dice.id(who.at()), person: PersonId(desk.council.dice.id(who.at())) }
    }
}

/// Most people that one look shows.
const MOST_FOUND: usize = 12;

/// The change, if this worker may make it.
fn allowed(what: &str, who: &Who) -> Result<Change, Failure> {
    let change = Change::from_slug(what).ok_or(Failure::NotFound)?;
    if change.is_for_managers() && !who.viewer.actor.authorises() {
        return Err(Failure::may_not("This is decided by a manager.", "Ask the child’s team manager."));
    }
    Ok(change)
}

/// Gathers what the change is made on.
fn context(
    conn: &mut Conn,
    record: &OpenRecord,
    viewer: &Viewer,
    change: Change,
    about: &About,
    fresh: Fresh,
) -> Result<Context, store::Error> {
    let card = Card::of(conn, record, viewer)?;
    let other = match about.to.as_deref().and_then(|id| id.parse::<PersonId>().ok()) {
        Some(id) => nearby::visible(conn, id, viewer)?,
        None => None,
    };
    let around = match change {
        _ if about.look.is_some() => found(conn, record, viewer, about)?,
        Change::Join => nearby::doubles(conn, record, viewer)?,
        change if change.asks_for_people() => nearby::around(conn, record, viewer)?,
        _ => Vec::new(),
    };
    let staff = if change == Change::Restrict { workers(conn)? } else { Vec::new() };
    Ok(Context {
        card,
        actor: viewer.actor.clone(),
        at: viewer.at,
        fresh: fresh.fact,
        newcomer: fresh.person,
        looked: about.look.is_some(),
        fact: about.fact.as_deref().and_then(|fact| fact.parse::<FactId>().ok()),
        other,
        around,
        workers: staff.into_iter().map(|worker| (worker.id, worker.name)).collect(),
        may_open: nearby::may_open(conn, record)?,
        joined: if change == Change::Part { nearby::joined(conn, record)? } else { Vec::new() },
        beside: None,
    })
}

/// Who is found on the record by what was typed, without the person themselves.
fn found(conn: &mut Conn, record: &OpenRecord, viewer: &Viewer, about: &About) -> Result<Vec<Person>, store::Error> {
    let Some(look) = &about.look else { return Ok(Vec::new()) };
    let mut people = Vec::new();
    for one in likely::find(conn, viewer, look, MOST_FOUND)? {
        if let Some(person) = nearby::visible(conn, one.person, viewer)?
            && person.id != record.person()
        {
            people.push(person);
        }
    }
    Ok(people)
}

/// The context for a page, with everybody whom it shows in the view log.
async fn to_show(
    desk: &Desk,
    who: &Who,
    record: OpenRecord,
    change: Change,
    about: About,
) -> Answered<(Context, Work)> {
    let (viewer, council) = (who.viewer.clone(), desk.council.clone());
    let fresh = Fresh::of(desk, who);
    desk.read(move |conn| {
        let views = council.db.views();
        let mut context = context(conn, &record, &viewer, change, &about, fresh)?;
        let shown: Vec<PersonId> = context.around.iter().chain(&context.other).map(|person| person.id).collect();
        if !shown.is_empty() {
            reader::shown(views, &viewer, "people round a person", &shown)?;
        }
        if let Some(other) = context.other.as_ref().filter(|_| change == Change::Join) {
            let theirs = reader::open(conn, views, other.id, &viewer, "compared before joining")?;
            context.beside = Some(Card::of(conn, &theirs, &viewer)?);
        }
        let work = Work::of(conn, &record, viewer.at, &council.reckoner)?;
        Ok((context, work))
    })
    .await
}

async fn open(desk: &Desk, who: &Who, person: PersonId, what: &'static str) -> Answered<OpenRecord> {
    let (viewer, council) = (who.viewer.clone(), desk.council.clone());
    desk.read(move |conn| Ok(reader::open(conn, council.db.views(), person, &viewer, what)?)).await
}

async fn ask(
    State(desk): State<Desk>,
    who: Who,
    frame: Frame,
    Path((id, what)): Path<(String, String)>,
    Query(about): Query<About>,
) -> Answered<Markup> {
    let (person, change) = (person_id(&id)?, allowed(&what, &who)?);
    let record = open(&desk, &who, person, "a change to the record").await?;
    let (context, work) = to_show(&desk, &who, record, change, about).await?;
    let state = FormState::fresh(change.kept(&context));
    Ok(page(&desk, &frame, &who, change, &context, &work, &state))
}

async fn change(
    State(desk): State<Desk>,
    who: Who,
    frame: Frame,
    Path((id, what)): Path<(String, String)>,
    fields: Fields,
) -> Answered {
    let (person, change) = (person_id(&id)?, allowed(&what, &who)?);
    let record = open(&desk, &who, person, "a change to the record").await?;
    if fields.text("act") == Some("look") {
        let look = Some(crate::people::new_person::look(&fields, who.today()));
        let about = About { look, to: None, ..About::of(&fields) };
        let (context, work) = to_show(&desk, &who, record, change, about).await?;
        let state = FormState::again(fields, FieldErrors::new());
        return Ok(page(&desk, &frame, &who, change, &context, &work, &state).into_response());
    }
    if let Some(other) = fields.text("to").filter(|_| change == Change::Join && fields.get("reason").is_none()) {
        let other = person_id(other)?;
        return Ok(see(format!("/person/{}/change/join?to={other}", record.person())));
    }
    match run(&desk, &who, record.clone(), change, fields.clone()).await {
        Ok(()) => Ok(see(change.leads_to(record.person()))),
        Err(Rejected::Refused(Refusal::Fix(problems))) => {
            let mut errors = FieldErrors::new();
            problems.into_iter().for_each(|problem| errors.add(problem.field, problem.say));
            let (context, work) = to_show(&desk, &who, record, change, About::of(&fields)).await?;
            let state = FormState::again(fields, errors.clone());
            let page = page(&desk, &frame, &who, change, &context, &work, &state);
            Ok(Failure::Fix { errors, page: Some(page) }.into_response())
        }
        Err(other) => Err(Stop::from(other)),
    }
}

/// Reads the form against the record as it is now, and records what it says, in one transaction.
async fn run(desk: &Desk, who: &Who, record: OpenRecord, change: Change, fields: Fields) -> Result<(), Rejected> {
    let (viewer, command) = (who.viewer.clone(), who.command(desk, &fields));
    let fresh = Fresh::of(desk, who);
    let decide = move |conn: &mut Conn| {
        let about = context(conn, &record, &viewer, change, &About::of(&fields), fresh)?;
        let entries = change.read(&about, &fields).map_err(|errors| refused(&errors))?;
        Ok(entries.into_iter().map(|(entry, on)| Happening::of(entry, on)).collect())
    };
    desk.run(command, decide).await.map(|_| ())
}

fn refused(errors: &FieldErrors) -> Rejected {
    let problem = |(field, say): (&str, &str)| Problem { field: field.to_owned(), say: say.to_owned() };
    Refusal::Fix(errors.iter().map(problem).collect()).into()
}

fn page(
    desk: &Desk,
    frame: &Frame,
    who: &Who,
    change: Change,
    about: &Context,
    work: &Work,
    state: &FormState,
) -> Markup {
    // The other record is chosen first; the answer to a look is posted, for it holds a name.
    let chooses = change == Change::Join && about.other.is_none();
    let action = format!("/person/{}/change/{}", about.id(), change.slug());
    let body = html! {
        form method="post" action=(action) class="k-card" novalidate {
            (form_fields(desk, frame, who))
            (change.form(about, state))
            (govuk::button(&Button::primary(if chooses { "Compare" } else { "Save" })))
        }
    };
    let page = Page {
        strip: Some(bar::strip(&about.card, work, who)),
        errors: state.errors.clone(),
        width: web::shell::Width::Narrow,
        trail: Trail::Back("People and details".to_owned(), format!("/person/{}/people", about.id())),
        ..desk.page(who, change.title(), Place::Elsewhere, body)
    };
    page.render(frame)
}
