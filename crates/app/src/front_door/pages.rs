//! Taking in a contact, a consultation or an out-of-hours episode: who called, about whom, then the words.

use super::household::{Offered, offered};
use super::intake::{self, Caller, Found, Intake, Member, Part};
use super::{begin as beginning, caller};
use crate::command::{Command, Rejected};
use crate::desk::{Answered, Desk, Place, Stop, Who, form_fields};
use crate::people::find_pages::visible;
use crate::people::known::{Known, contacts_in_twelve_months, known};
use crate::people::match_card::{age, contacts};
use crate::reader;
use axum::extract::{Path, State};
use axum::response::{IntoResponse, Redirect, Response};
use law::code::{HOW, REFERRAL_SOURCE};
use law::id::{CommandId, PersonId};
use law::people::{Birth, Name};
use law::role::Role;
use law::step::StepKind;
use law::step::act::Refusal;
use maud::{Markup, html};
use store::Conn;
use uuid::Uuid;
use web::govuk::{Button, button};
use web::shell::{Trail, Width};
use web::{Failure, FieldErrors, Fields, FormState, Frame};

/// The address and the name of each kind that an intake begins.
fn title(kind: StepKind) -> (&'static str, &'static str) {
    match kind {
        StepKind::Consultation => ("/front-door/consultation", "New consultation"),
        StepKind::OutOfHoursEpisode => ("/front-door/out-of-hours", "New out-of-hours episode"),
        _ => ("/front-door/contact", "New contact"),
    }
}

/// Asks who called.
pub async fn new_contact(State(desk): State<Desk>, who: Who, frame: Frame) -> Markup {
    blank(&desk, &who, &frame, StepKind::Contact)
}

/// Asks who seeks advice.
pub async fn new_consultation(State(desk): State<Desk>, who: Who, frame: Frame) -> Markup {
    blank(&desk, &who, &frame, StepKind::Consultation)
}

/// Asks when it came in.
pub async fn new_out_of_hours(State(desk): State<Desk>, who: Who, frame: Frame) -> Markup {
    blank(&desk, &who, &frame, StepKind::OutOfHoursEpisode)
}

/// Keeps who called, and goes on to whom it is about.
pub async fn take_contact(state: State<Desk>, who: Who, frame: Frame, fields: Fields) -> Answered {
    take(state.0, who, frame, fields, StepKind::Contact).await
}

/// Keeps who seeks advice.
pub async fn take_consultation(state: State<Desk>, who: Who, frame: Frame, fields: Fields) -> Answered {
    take(state.0, who, frame, fields, StepKind::Consultation).await
}

/// Keeps when it came in.
pub async fn take_out_of_hours(state: State<Desk>, who: Who, frame: Frame, fields: Fields) -> Answered {
    take(state.0, who, frame, fields, StepKind::OutOfHoursEpisode).await
}

fn blank(desk: &Desk, who: &Who, frame: &Frame, kind: StepKind) -> Markup {
    let form = FormState::fresh(caller::fresh(who.at()));
    caller_page(desk, who, frame, kind, title(kind).0, &form).render(frame)
}

fn caller_page(desk: &Desk, who: &Who, frame: &Frame, kind: StepKind, to: &str, form: &FormState) -> web::Page {
    let body = html! {
        form method="post" action=(to) novalidate {
            (form_fields(desk, frame, who))
            (caller::questions(kind, form))
            (button(&Button::primary("Go on to whom it is about")))
        }
    };
    let page = desk.page(who, title(kind).1, Place::FrontDoor, body);
    let trail = Trail::Back("Back to the front door".into(), "/front-door".into());
    web::Page { trail, width: Width::Narrow, errors: form.errors.clone(), ..page }
}

/// The intake takes the id that came with the form, so that the same page sent twice, or sent again after going back, is one intake.
async fn take(desk: Desk, who: Who, frame: Frame, fields: Fields, kind: StepKind) -> Answered {
    let read = read_caller(&desk, &who, &fields).await?;
    let caller = match read {
        Ok(caller) => caller,
        Err(errors) => {
            let form = FormState::again(fields, errors);
            let page = caller_page(&desk, &who, &frame, kind, title(kind).0, &form).render(&frame);
            return Ok(Failure::Fix { errors: form.errors, page: Some(page) }.into_response());
        }
    };
    let id = who.form_id(&desk, &fields).0;
    let at = who.at();
    let worker = who.worker.id;
    let keep = move |conn: &mut Conn| -> Answered<()> {
        let kept = match intake::find(conn, id, worker)? {
            Some(Found::Begun(step)) => return Err(Stop::GoTo(format!("/step/{step}"))),
            Some(Found::Unfinished(before)) => Intake { caller, ..*before },
            None => Intake::new(kind, caller),
        };
        Ok(intake::keep(conn, id, worker, &kept, at)?)
    };
    desk.council.db.write(keep).await?;
    Ok(Redirect::to(&format!("/front-door/intake/{id}")).into_response())
}

async fn read_caller(desk: &Desk, who: &Who, fields: &Fields) -> Answered<Result<Caller, FieldErrors>> {
    let reckoner = desk.council.reckoner.clone();
    let calendar = desk.read(move |conn| Ok(reckoner.calendar(conn)?)).await?;
    Ok(caller::read(fields, who.at(), &calendar))
}

/// The unfinished intake of this worker; the step where it has begun.
fn unfinished(conn: &mut Conn, id: Uuid, who: &Who) -> Answered<Intake> {
    match intake::find(conn, id, who.worker.id)? {
        Some(Found::Unfinished(intake)) => Ok(*intake),
        Some(Found::Begun(step)) => Err(Stop::GoTo(format!("/step/{step}"))),
        None => Err(Failure::NotFound.into()),
    }
}

/// Who called, to be changed.
pub async fn caller(State(desk): State<Desk>, who: Who, frame: Frame, Path(id): Path<Uuid>) -> Answered<Markup> {
    let asker = who.clone();
    let intake = desk.read(move |conn| unfinished(conn, id, &asker)).await?;
    let form = FormState::fresh(caller::kept(&intake.caller));
    Ok(caller_page(&desk, &who, &frame, intake.kind, &format!("/front-door/intake/{id}/caller"), &form).render(&frame))
}

/// Keeps a change of who called.
pub async fn keep_caller(
    State(desk): State<Desk>,
    who: Who,
    frame: Frame,
    Path(id): Path<Uuid>,
    fields: Fields,
) -> Answered {
    let asker = who.clone();
    let before = desk.read(move |conn| unfinished(conn, id, &asker)).await?;
    match read_caller(&desk, &who, &fields).await? {
        Ok(caller) => {
            change(&desk, &who, id, move |intake| intake.caller = caller).await?;
            Ok(Redirect::to(&format!("/front-door/intake/{id}")).into_response())
        }
        Err(errors) => {
            let form = FormState::again(fields, errors);
            let to = format!("/front-door/intake/{id}/caller");
            let page = caller_page(&desk, &who, &frame, before.kind, &to, &form).render(&frame);
            Ok(Failure::Fix { errors: form.errors, page: Some(page) }.into_response())
        }
    }
}

async fn change(desk: &Desk, who: &Who, id: Uuid, change: impl FnOnce(&mut Intake) + Send + 'static) -> Answered<()> {
    let who = who.clone();
    let keep = move |conn: &mut Conn| -> Answered<()> {
        let mut intake = unfinished(conn, id, &who)?;
        change(&mut intake);
        Ok(intake::keep(conn, id, who.worker.id, &intake, who.at())?)
    };
    desk.council.db.write(keep).await
}

/// Somebody of the intake, as its page shows them.
struct Shown {
    member: Member,
    name: Name,
    birth: Birth,
    known: Known,
    contacts: i64,
}

struct Hub {
    intake: Intake,
    members: Vec<Shown>,
    offered: Vec<Offered>,
}

fn hub(conn: &mut Conn, who: &Who, id: Uuid, views: &store::Db) -> Answered<Hub> {
    let intake = unfinished(conn, id, who)?;
    let mut members = Vec::new();
    for member in &intake.members {
        let shown = match &member.new {
            Some(new) => Some((new.name.clone(), new.birth, Known::Never, 0)),
            None => visible(conn, member.person, who)?.map(|(_, name, birth)| (name, birth, Known::Never, 0)),
        };
        let Some((name, birth, mut is_known, mut count)) = shown else { continue };
        if member.new.is_none() {
            is_known = known(conn, member.person, None)?;
            count = contacts_in_twelve_months(conn, member.person, who.today(), None)?;
        }
        members.push(Shown { member: member.clone(), name, birth, known: is_known, contacts: count });
    }
    let offered = offered(conn, who, &intake)?;
    let on_record = members.iter().filter(|one| one.member.new.is_none()).map(|one| one.member.person);
    let people: Vec<PersonId> = on_record.chain(offered.iter().map(|one| one.person)).collect();
    if !people.is_empty() {
        reader::shown(views.views(), &who.viewer, "people of a contact being taken", &people)?;
    }
    Ok(Hub { intake, members, offered })
}

/// Whom it is about.
pub async fn show(State(desk): State<Desk>, who: Who, frame: Frame, Path(id): Path<Uuid>) -> Answered<Markup> {
    hub_page(&desk, &who, &frame, id, FieldErrors::new()).await
}

async fn hub_page(desk: &Desk, who: &Who, frame: &Frame, id: Uuid, errors: FieldErrors) -> Answered<Markup> {
    let (asker, views) = (who.clone(), desk.council.db.clone());
    let hub = desk.read(move |conn| hub(conn, &asker, id, &views)).await?;
    let body = html! {
        (caller_summary(id, &hub.intake))
        (people(desk, who, frame, id, &hub, &errors))
        @if !hub.offered.is_empty() { (household(desk, who, frame, id, &hub.offered)) }
        div class="govuk-button-group" {
            form method="post" action={ "/front-door/intake/" (id) "/begin" } {
                (form_fields(desk, frame, who))
                (button(&Button::primary(format!("Start writing the {}", hub.intake.kind.name()))))
            }
            form method="post" action={ "/front-door/intake/" (id) "/discard" } {
                (form_fields(desk, frame, who))
                button class="k-link-button" { "Discard, nothing came in" }
            }
        }
    };
    let page = desk.page(who, title(hub.intake.kind).1, Place::FrontDoor, body);
    let trail = Trail::Back("Back to the front door".into(), "/front-door".into());
    Ok(web::Page { trail, width: Width::Narrow, errors, ..page }.render(frame))
}

fn caller_summary(id: Uuid, intake: &Intake) -> Markup {
    let caller = &intake.caller;
    let label = |list: &law::code::CodeList, code: &Option<String>| code.as_deref().and_then(|code| list.label(code));
    html! {
        div class="k-card" id="received" {
            dl class="k-facts" {
                dt { "Received" }
                dd { (caller.received.long()) @if caller.out_of_hours && intake.kind == StepKind::Contact { ", outside office hours" } }
                @if intake.kind != StepKind::OutOfHoursEpisode {
                    dt { "From" }
                    dd {
                        (label(&REFERRAL_SOURCE, &caller.source).unwrap_or("Not known yet"))
                        @if !caller.name.is_empty() { " · " bdi { (caller.name) } }
                        @if !caller.call_back.is_empty() { " · " bdi { (caller.call_back) } }
                        @if let Some(how) = label(&HOW, &caller.how) { " · " (how) }
                    }
                }
            }
            a href={ "/front-door/intake/" (id) "/caller" } { "Change who contacted us" }
        }
    }
}

fn people(desk: &Desk, who: &Who, frame: &Frame, id: Uuid, hub: &Hub, errors: &FieldErrors) -> Markup {
    let add = |part: Part, words: &str| html! { a class="govuk-button govuk-button--secondary" role="button" href={ "/people/find?intake=" (id) "&part=" (part.slug()) } { (words) } };
    html! {
        section id="people" tabindex="-1" {
            @for (part, heading) in [(Part::Child, "Children it is about"), (Part::Other, "Family and household")] {
                h2 class="govuk-heading-m" { (heading) }
                @if part == Part::Child && let Some(error) = errors.get("people") {
                    p class="govuk-error-message" { span class="govuk-visually-hidden" { "Error: " } (error) }
                }
                @let these: Vec<&Shown> = hub.members.iter().filter(|one| one.member.part == part).collect();
                @if these.is_empty() {
                    p class="k-empty" { (empty_words(part, hub.intake.kind)) }
                } @else {
                    div class="k-card" {
                        ul class="k-lines" { @for one in these { (person_line(desk, who, frame, id, one)) } }
                    }
                }
                (add(part, if part == Part::Child { "Add a child" } else { "Add somebody else" }))
            }
        }
    }
}

fn empty_words(part: Part, kind: StepKind) -> &'static str {
    match (part, kind) {
        (Part::Child, StepKind::Consultation) => {
            "Nobody is named. Advice may be given without a name; add the child if they give one."
        }
        (Part::Child, _) => "Nobody yet. Look for the child first; whoever is known brings the household along.",
        (Part::Other, _) => "Nobody yet: parents, carers and others at home come here.",
    }
}

fn person_line(desk: &Desk, who: &Who, frame: &Frame, id: Uuid, one: &Shown) -> Markup {
    let name = one.name.full();
    html! {
        li class="k-door-match" {
            div {
                strong { bdi { (name) } } ", " (age(one.birth, who.today()))
                div class="k-muted" {
                    @if one.member.new.is_some() { "New: enters the record when the writing starts" }
                    @else { (one.known.words()) (contacts(one.contacts)) }
                }
            }
            form method="post" action={ "/front-door/intake/" (id) "/remove" } {
                (form_fields(desk, frame, who))
                input type="hidden" name="person" value=(one.member.person);
                button class="k-link-button" { "Remove" span class="govuk-visually-hidden" { " " (name) } }
            }
        }
    }
}

fn household(desk: &Desk, who: &Who, frame: &Frame, id: Uuid, offered: &[Offered]) -> Markup {
    html! {
        section class="k-card" aria-labelledby="household" {
            h2 class="govuk-heading-m" id="household" { "Bring the household" }
            p { "The record knows these people as family, or at the same address. Their history comes with them." }
            form method="post" action={ "/front-door/intake/" (id) "/household" } {
                (form_fields(desk, frame, who))
                ul class="k-lines" {
                    @for one in offered { (offered_line(who, one)) }
                }
                (button(&Button::secondary("Bring these people")))
            }
        }
    }
}

fn offered_line(who: &Who, one: &Offered) -> Markup {
    let field = format!("bring-{}", one.person);
    let choices = [("child", "it is about them too"), ("other", "family or household"), ("", "leave out")];
    let proposed = one.proposed.map(Part::slug).unwrap_or_default();
    html! {
        li class="k-door-match" {
            label for=(field) {
                strong { bdi { (one.name.full()) } } ", " (age(one.birth, who.today()))
                span class="k-muted" { ": " (one.because.join(", ")) "; " (one.known.words()) }
            }
            select class="govuk-select" id=(field) name=(field) {
                @for (value, words) in choices {
                    option value=(value) selected[value == proposed] { (words) }
                }
            }
        }
    }
}

/// Brings along whoever was chosen of those offered, and nobody else.
pub async fn bring_household(
    State(desk): State<Desk>,
    who: Who,
    Path(id): Path<Uuid>,
    fields: Fields,
) -> Answered<Redirect> {
    let keep = move |conn: &mut Conn| -> Answered<()> {
        let mut intake = unfinished(conn, id, &who)?;
        for one in offered(conn, &who, &intake)? {
            let part = fields.get(&format!("bring-{}", one.person)).and_then(Part::from_slug);
            if let Some(part) = part {
                intake.add(Member { person: one.person, part: part.fits(one.birth, who.today()), new: None });
            }
        }
        Ok(intake::keep(conn, id, who.worker.id, &intake, who.at())?)
    };
    desk.council.db.write(keep).await?;
    Ok(Redirect::to(&format!("/front-door/intake/{id}")))
}

/// Takes somebody out of the intake.
pub async fn remove(State(desk): State<Desk>, who: Who, Path(id): Path<Uuid>, fields: Fields) -> Answered<Redirect> {
    let person: PersonId = fields.get("person").and_then(|id| id.parse().ok()).ok_or(Failure::NotFound)?;
    change(&desk, &who, id, move |intake| intake.remove(person)).await?;
    Ok(Redirect::to(&format!("/front-door/intake/{id}")))
}

/// Throws the intake away.
pub async fn discard(State(desk): State<Desk>, who: Who, Path(id): Path<Uuid>) -> Answered<Redirect> {
    let gone = move |conn: &mut Conn| -> Answered<()> { Ok(intake::discard(conn, id, who.worker.id)?) };
    desk.council.db.write(gone).await?;
    Ok(Redirect::to("/front-door"))
}

/// Begins the work, and goes on to the words.
pub async fn begin(State(desk): State<Desk>, who: Who, frame: Frame, Path(id): Path<Uuid>) -> Answered<Response> {
    let asker = who.clone();
    desk.read(move |conn| unfinished(conn, id, &asker).map(|_| ())).await?;
    let command = Command { id: CommandId(id), author: who.author(Role::records), at: who.at() };
    let (council, asker) = (desk.council.clone(), who.clone());
    match desk.run(command, move |conn| beginning::begin(&council, conn, &asker, id)).await {
        Ok(done) => {
            let step = done.started.first().ok_or(Failure::NotFound)?;
            Ok(Redirect::to(&format!("/step/{step}")).into_response())
        }
        Err(Rejected::Refused(Refusal::Fix(problems))) => {
            let mut errors = FieldErrors::new();
            problems.into_iter().for_each(|problem| errors.add(problem.field, problem.say));
            let page = hub_page(&desk, &who, &frame, id, errors.clone()).await?;
            Ok(Failure::Fix { errors, page: Some(page) }.into_response())
        }
        Err(other) => Err(other.into()),
    }
}
