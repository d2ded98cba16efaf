//! Documents on the record.

pub mod ledger;
pub mod lists;
pub mod queries;
