//! People: names, birth, identity, addresses, relationships, hazards, restriction.

pub mod ask;
mod candidates;
pub mod find_pages;
pub mod known;
pub mod ledger;
pub mod likely;

pub mod match_card;
pub mod new_pages;
pub mod new_person;
pub mod part_date;
pub mod queries;
