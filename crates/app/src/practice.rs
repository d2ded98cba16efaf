//! The council's own rules: name, closed days, practice packs, imports.

pub mod ledger;
pub mod texts;
