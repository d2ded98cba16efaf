//! Steps: the work itself, from the first word to the decision.

pub mod ledger;
pub mod queries;
