//! Every route of the product, gathered from its features.

use crate::desk::{Desk, Door, Gatekeeper, Routes};
use axum::Router;
use law::permit::Permit;
use web::routes::RouteClash;
use web::sign_in;

/// The whole table: what the tests crawl.
pub fn table() -> Routes {
    let permits = sign_in::Permits {
        anyone: Door::To(Permit::Public),
        signing_in: Door::SigningIn,
        signed_in: Door::To(Permit::SignedIn),
    };
    Routes::new()
        .merge(sign_in::routes(permits.clone()))
        .merge(web::account::routes(permits))
        .merge(crate::my_day::routes())
        .merge(crate::pins::routes())
        .merge(crate::front_door::routes())
        .merge(crate::child::routes())
        .merge(crate::step::pages::routes())
        .merge(crate::plan::pages::routes())
        .merge(crate::part::pages::routes())
        .merge(crate::protection::routes())
        .merge(crate::search::routes())
        .merge(crate::team::routes())
        .merge(crate::team::teams_routes())
        .merge(crate::authorise::routes())
        .merge(crate::allocation::routes())
        .merge(crate::transfer::routes())
        .merge(crate::pack::routes())
        .merge(crate::oversight::routes())
        .merge(crate::workers::routes())
        .merge(crate::help::routes())
}

/// The service: the table behind its gate.
pub fn service(desk: Desk) -> Result<Router, RouteClash> {
    let kit = desk.kit.clone();
    table().into_service(kit, desk.clone(), Gatekeeper(desk), Door::To(Permit::Public))
}
