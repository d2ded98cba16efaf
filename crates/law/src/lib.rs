//! What the law and good practice say: pure, no input or output, no clock of its own.
//!
//! Everything that can happen to a record is an [`journal::Entry`]; everything that may be done next is an answer of
//! [`step::Kind`]; every date that matters is a [`clock`]. The day, the hour and the dice always come in as arguments.

pub mod day;
pub mod id;
pub mod clock;
pub mod identifier;
pub mod working_days;
