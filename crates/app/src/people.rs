//! People: names, birth, identity, addresses, relationships, hazards, restriction.

pub mod changes;
pub mod fields;
mod hub;
pub mod ledger;
pub mod nearby;
pub mod pages;
pub mod queries;
