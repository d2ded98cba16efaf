//! The kit as a browser meets it: a small service behind the gate, on each engine.

// A test says what failed by failing.
#![allow(clippy::unwrap_used)]

mod attempts;
mod browser;
mod gate;
mod sessions;
mod sign_in;
