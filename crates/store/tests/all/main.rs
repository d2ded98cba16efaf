//! What a user of the store relies on, on every engine at hand.

mod crash;
mod documents;
mod jobs;
mod journal;
mod migrations;
mod server;
mod values;
mod views;
mod writing;
