//! The parts that steps share: seats in a meeting, agreed actions, checks with agencies.

pub mod commands;
pub mod ledger;
pub mod pages;
pub mod queries;
