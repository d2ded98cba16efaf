//! The timeline of a person: one line for each event, newest first on the page.

pub mod ledger;
pub mod lines;
pub mod pages;
pub mod queries;
