//! Documents on the record.

pub mod ledger;
