//! Workers, teams, and who is responsible for whom.

pub mod commands;
pub mod ledger;
pub mod queries;
pub mod status;
