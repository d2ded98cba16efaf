//! Child protection as managers and chairs oversee it: every open discussion, enquiry and conference with what is missing from
//! each; and the sequence of one enquiry, from the referral to its outcome.

pub mod pages;
pub mod queries;
pub mod sequence;

use crate::desk::Routes;
use law::permit::Permit;

/// Routes of the feature.
pub fn routes() -> Routes {
    Routes::new().get("/protection", Permit::OverseesProtection.into(), pages::show).post(
        "/step/{id}/visit",
        Permit::Records.into(),
        sequence::visit,
    )
}
