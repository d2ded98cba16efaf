//! Workers, teams, who is responsible for whom.

pub mod ledger;
pub mod queries;
