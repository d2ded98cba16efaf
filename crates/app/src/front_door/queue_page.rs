//! The queue as a page.
use crate::desk::{Desk, Place, Who};
use axum::extract::State;
use maud::{Markup, html};
use web::Frame;

/// The queue.
pub async fn show(State(desk): State<Desk>, who: Who, frame: Frame) -> Markup {
    desk.page(&who, "Front door", Place::FrontDoor, html! {}).render(&frame)
}
