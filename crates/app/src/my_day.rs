//! My day: what must I do now? Each role sees its own work; nobody sees what their role does not open.

pub mod own;
pub mod queries;

use crate::clocks::Days;
use crate::council::Council;
use crate::desk::{Answered, Desk, Place, Routes, Who, form_fields};
use crate::pins::{self, AtHand};
use crate::reader;
use crate::work::Subject;
use axum::extract::State;
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
    let day = desk.read(move |conn| day(conn, &council, &asker)).await?;
    let body = html! { (day.shown) (at_hand(&day.at_hand, &day.days, &desk, &frame, &who)) };
    Ok(desk.page(&who, "My day", Place::MyDay, body).render(&frame))
}

/// A day as it is shown.
struct Shown {
    shown: Markup,
    at_hand: Option<AtHand>,
    days: Days,
}

/// Reads the day of whoever asks. Everybody whom it shows is in the view log before it returns.
fn day(conn: &mut Conn, council: &Council, who: &Who) -> Answered<Shown> {
    let days = Days::at(conn, &council.reckoner, who.at())?;
    let roles = &who.viewer.actor.roles;
    let mut people: Vec<PersonId> = Vec::new();
    let mut parts: Vec<Markup> = Vec::new();
    if roles.iter().any(|role| works_with_families(*role)) {
        let own = own::read(conn, &days, who)?;
        people.extend(own.people());
        parts.push(own.show(&days, who));
    }
    let mut hand = None;
    if Permit::Reads.allows(roles) {
        let found = pins::at_hand(conn, council.db.views(), who.worker.id)?;
        people.extend(found.people());
        people.sort_unstable();
        people.dedup();
        reader::shown(council.db.views(), &who.viewer, "my day", &people)?;
        hand = Some(found);
    }
    Ok(Shown { shown: html! { @for part in &parts { (part) } }, at_hand: hand, days })
}

/// Roles that have children of their own.
fn works_with_families(role: Role) -> bool {
    matches!(role, Role::Practitioner | Role::SocialWorker | Role::EarlyHelpAdviser)
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
