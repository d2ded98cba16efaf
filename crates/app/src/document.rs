//! Documents on the record.

pub mod keys;
pub mod kinds;
pub mod ledger;
pub mod lists;
pub mod pages;
pub mod pictures;
pub mod queries;
pub mod upload;
