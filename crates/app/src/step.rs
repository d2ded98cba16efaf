//! Steps: the work itself, from the first word to the decision.

pub mod commands;
pub mod drafts;
pub mod earlier;
pub mod fields;
pub mod ledger;
pub mod opened;
pub mod pages;
pub mod presence;
pub mod queries;
pub(crate) mod question;
pub mod saving;
pub mod spot;
