//! Search: a child, a person, a number, an address, in one box.

pub mod asked;
pub mod pages;
pub mod queries;

use crate::desk::Routes;
use law::permit::Permit;

/// Routes of the feature. What is looked for is posted, never written in an address.
pub fn routes() -> Routes {
    Routes::new().get("/search", Permit::Reads.into(), pages::form).post("/search", Permit::Reads.into(), pages::search)
}
