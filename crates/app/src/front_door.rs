//! Front door: what came in, what could be dangerous?

pub mod begin;
pub mod caller;
pub mod household;
pub mod intake;
pub mod pages;
pub mod queue;
pub mod queue_page;
pub mod reading;

use crate::desk::Routes;
use law::permit::Permit;

/// Routes of the feature.
pub fn routes() -> Routes {
    let records = || Permit::Records.into();
    Routes::new()
        .get("/front-door", records(), queue_page::show)
        .get("/front-door/contact", records(), pages::new_contact)
        .post("/front-door/contact", records(), pages::take_contact)
        .get("/front-door/consultation", records(), pages::new_consultation)
        .post("/front-door/consultation", records(), pages::take_consultation)
        .get("/front-door/out-of-hours", records(), pages::new_out_of_hours)
        .post("/front-door/out-of-hours", records(), pages::take_out_of_hours)
        .get("/front-door/intake/{id}", records(), pages::show)
        .get("/front-door/intake/{id}/caller", records(), pages::caller)
        .post("/front-door/intake/{id}/caller", records(), pages::keep_caller)
        .post("/front-door/intake/{id}/household", records(), pages::bring_household)
        .post("/front-door/intake/{id}/remove", records(), pages::remove)
        .post("/front-door/intake/{id}/discard", records(), pages::discard)
        .post("/front-door/intake/{id}/begin", records(), pages::begin)
        .merge(crate::people::find_pages::routes())
}
