//! People: names, birth, identity, addresses, relationships, hazards, restriction.

pub mod ask;
mod candidates;
pub mod changes;
pub mod fields;
pub mod find_pages;
mod hub;
pub mod known;
pub mod ledger;
pub mod likely;
pub mod match_card;
pub mod nearby;
pub mod new_pages;
pub mod new_person;
pub mod pages;
pub mod part_date;
pub mod queries;
