//! Plans: outcomes with their measures, actions, progress, and what could be said more clearly.

pub mod commands;
pub mod ledger;
pub mod queries;
