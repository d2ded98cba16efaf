//! Steps: the work itself, from the first word to the decision.

pub mod commands;
pub mod ledger;
pub mod pages;
pub mod queries;
