//! What a user of the store relies on, on every engine at hand.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on should stop there")]

mod crash;
mod documents;
mod jobs;
mod journal;
mod migrations;
mod server;
mod values;
mod views;
mod writing;
