//! Help, accessibility and privacy: the pages that stand in every footer.

use crate::desk::{Desk, Routes};
use axum::extract::State;
use law::permit::Permit;
use maud::{Markup, html};
use web::{Frame, Page};

/// Routes of the feature.
pub fn routes() -> Routes {
    Routes::new()
        .get("/help", Permit::Public.into(), help)
        .get("/help/accessibility", Permit::Public.into(), accessibility)
        .get("/help/privacy", Permit::Public.into(), privacy)
        .get("/health", Permit::Public.into(), health)
}

/// For a load balancer: whether the service can take work.
async fn health(State(desk): State<Desk>) -> axum::response::Response {
    use axum::response::IntoResponse;
    match desk.council.db.health() {
        store::Health::Writable => "writable\n".into_response(),
        store::Health::ReadOnly { .. } => (axum::http::StatusCode::SERVICE_UNAVAILABLE, "read only\n").into_response(),
    }
}

async fn help(frame: Frame) -> Markup {
    let body = html! {
        h2 class="govuk-heading-m" { "Finding your way" }
        p { "My day shows what you must do now, the latest first. The search box finds a child or an adult by name, number or address; press " kbd { "/" } " to go to it." }
        p { "A child's page says who the child is, whether they are safe and what happens next. Record and start work from its menu: what cannot be done now is listed with the reason." }
        h2 class="govuk-heading-m" { "Writing" }
        p { "Each answer is saved as you write; the line at the foot of the form says when. Where scripts are turned off, it is kept when you press a button of the form. Several people can write in one form. If two change the same answer, both texts are kept until one of you chooses." }
        p { "If your session ends, sign in again in another tab, come back and press Send again: everything is kept." }
        h2 class="govuk-heading-m" { "Keys" }
        p { "Press " kbd { "?" } " on any page for the list of keys. They can be switched off there." }
    };
    Page::new("Help", body).render(&frame)
}

async fn accessibility(frame: Frame) -> Markup {
    let body = html! {
        p { "Every page is made to work by keyboard alone, with a screen reader, at 400% zoom, with voice control and without scripts. Each is checked against the Web Content Accessibility Guidelines 2.2, level AA, whenever the software is changed." }
        p { "If something stops you, tell the team that runs this service: it is a fault and will be mended." }
    };
    Page::new("Accessibility", body).render(&frame)
}

async fn privacy(frame: Frame) -> Markup {
    let body = html! {
        p { "Each time that somebody opens a record, who they are and why is written down before the record is shown. People answer for what they opened." }
        p { "This service sets one cookie, which keeps you signed in. It sets no others and sends nothing to anybody else." }
    };
    Page::new("Privacy", body).render(&frame)
}
