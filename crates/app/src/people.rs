//! People: names, birth, identity, addresses, relationships, hazards, restriction.

pub mod ledger;
pub mod queries;
