//! My day: what must I do now? Each role sees its own work; nobody sees what their role does not open.

pub mod administrator;
pub mod duty;
pub mod own;
pub mod queries;

use crate::clocks::Days;
use crate::council::Council;
use crate::desk::{Answered, Desk, Place, Routes, Who, form_fields};
use crate::pins::{self, AtHand};
use crate::reader;
use crate::work::{self, Subject};
use axum::extract::State;
use duty::Managing;
use law::id::PersonId;
use law::permit::Permit;
use law::role::Role;
use maud::{Markup, html};
use store::Conn;
use web::Frame;

/// Routes of the feature.
pub fn routes() -> Routes {
    Routes::new().get("/", Permit::SignedIn.into(), show)
}

async fn show(State(desk): State<Desk>, who: Who, frame: Frame) -> Answered<Markup> {
    let (council, asker) = (desk.council.clone(), who.clone());
    let day = desk.read(move |conn| read(conn, &council, &asker)).await?;
    let managing = day.managing.as_ref().map(|managing| managing.show(&day.days));
    let body = html! { @if let Some(managing) = managing { (managing) } (day.parts) (at_hand(&day.at_hand, &day.days, &desk, &frame, &who)) };
    Ok(desk.page(&who, "My day", Place::MyDay, body).render(&frame))
}

/// A day as it is read.
struct Day {
    managing: Option<Managing>,
    parts: Markup,
    at_hand: Option<AtHand>,
    days: Days,
}

/// Reads the day of whoever asks, a part for each of their roles. Everybody whom it shows is in the view log before it returns.
fn read(conn: &mut Conn, council: &Council, who: &Who) -> Answered<Day> {
    let days = Days::at(conn, &council.reckoner, who.at())?;
    let actor = &who.viewer.actor;
    let mut people: Vec<PersonId> = Vec::new();
    let managing = if actor.authorises() { Some(duty::managing(conn, &days, who)?) } else { None };
    people.extend(managing.iter().flat_map(Managing::people));
    let parts = parts(conn, &days, who, &mut people)?;
    let transfers = match actor.records() {
        true => crate::transfer::queries::desk(conn, &days, who)?,
        false => crate::transfer::queries::Desk::default(),
    };
    let parts = html! { (crate::transfer::card::card(&transfers, &days)) (parts) };
    let mut at_hand = None;
    if Permit::Reads.allows(&actor.roles) {
        let found = pins::at_hand(conn, council.db.views(), who.worker.id, days.now)?;
        people.extend(found.people());
        people.sort_unstable();
        people.dedup();
        reader::shown(council.db.views(), &who.viewer, "my day", &people)?;
        at_hand = Some(found);
    }
    Ok(Day { managing, parts, at_hand, days })
}

/// The parts of the day that need nothing but a connection.
fn parts(conn: &mut Conn, days: &Days, who: &Who, people: &mut Vec<PersonId>) -> Answered<Markup> {
    let actor = &who.viewer.actor;
    let mut parts: Vec<Markup> = Vec::new();
    if actor.is(Role::DutyScreener) {
        let door = duty::front_door(conn, days, who)?;
        people.extend(door.people());
        parts.push(door.show(days));
    }
    if !actor.authorises() && (actor.is(Role::OutOfHours) || actor.is(Role::DutyScreener)) {
        let handed = work::handed_over(conn, days, who.worker.id)?;
        people.extend(work::people(&handed));
        parts.push(duty::handovers(&handed, days));
    }
    if actor.is(Role::BusinessSupport) {
        parts.push(duty::every_team(conn, days, who)?);
    }
    if actor.records() {
        let own = own::read(conn, days, who)?;
        people.extend(own.people());
        let families = actor.roles.iter().any(|role| role.holds_cases());
        parts.push(if families { own.show(days, who) } else { own.brief(days) });
    }
    if actor.is(Role::Administrator) {
        parts.push(administrator::show(conn, days.today())?);
    }
    if !actor.records() && Permit::Reads.allows(&actor.roles) {
        parts.push(html! { p { "Find a child or an adult with the search box above. Every record that you open is logged with your role." } });
    }
    if actor.is(Role::PerformanceAnalyst) {
        parts.push(html! { p { "Your role works with figures. It opens no child’s record and no list of names." } });
    }
    Ok(html! { @for part in &parts { (part) } })
}

fn at_hand(hand: &Option<AtHand>, days: &Days, desk: &Desk, frame: &Frame, who: &Who) -> Markup {
    let Some(hand) = hand else { return html! {} };
    html! {
        div class="k-cards" {
            section class="k-card" {
                h2 class="k-card__title" { "Pinned" }
                @if hand.pinned.is_empty() {
                    p class="k-empty" { "Children whom you pin stand here. Pin one from the child's page, or from the list of those opened last." }
                }
                ul class="k-lines" { @for one in &hand.pinned { li { (one.show(days)) " " (pin(desk, frame, who, one, false)) } } }
            }
            section class="k-card" {
                h2 class="k-card__title" { "Opened last" }
                @if hand.recent.is_empty() {
                    p class="k-empty" { "The last eight records that you opened stand here. Find a child with the search box above." }
                }
                ul class="k-lines" { @for one in &hand.recent { li { (one.show(days)) " " (pin(desk, frame, who, one, true)) } } }
            }
        }
    }
}

/// Pins or unpins from here, and comes back here.
fn pin(desk: &Desk, frame: &Frame, who: &Who, one: &Subject, keep: bool) -> Markup {
    let (value, words) = if keep { ("yes", "Pin") } else { ("no", "Unpin") };
    html! {
        form class="k-inline" method="post" action=(format!("/person/{}/pin", one.person)) {
            (form_fields(desk, frame, who))
            input type="hidden" name="keep" value=(value);
            input type="hidden" name="back" value="day";
            button class="k-link-button" { (words) span class="govuk-visually-hidden" { " " (one.name.full()) } }
        }
    }
}
