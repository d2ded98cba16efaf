//! My day: what must I do now?

use crate::desk::{Answered, Desk, Place, Routes, Who};
use axum::extract::State;
use law::permit::Permit;
use maud::{Markup, html};
use web::Frame;

/// Routes of the feature.
pub fn routes() -> Routes {
    Routes::new().get("/", Permit::SignedIn.into(), show)
}

async fn show(State(desk): State<Desk>, who: Who, frame: Frame) -> Answered<Markup> {
    let body = html! { p { "Nothing is due." } };
    Ok(desk.page(&who, "My day", Place::MyDay, body).render(&frame))
}
