//! What the law and good practice say: pure, no input or output, no clock of its own.
//!
//! Everything that can happen to a record is an [`journal::Entry`]; everything that may be done next is an answer of
//! [`step::Kind`]; every date that matters is a [`clock`]. The day, the hour and the dice always come in as arguments.

pub mod answer;
pub mod caseload;
pub mod chronology;
pub mod clock;
pub mod code;
pub mod day;
pub mod document;
pub mod fact;
pub mod id;
pub mod identifier;
pub mod journal;
pub mod matching;
pub mod pack;
pub mod pathway;
pub mod people;
pub mod permit;
pub mod plan;
pub mod practice;
pub mod role;
pub mod step;
pub mod transfer;
pub mod words;
pub mod working_days;
