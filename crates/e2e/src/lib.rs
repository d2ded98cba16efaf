//! Real browser: journeys and accessibility.
//!
//! A journey starts a [`Council`], opens a [`Browser`] on it, and then does only what a person could do: reads, types, presses
//! keys, chooses by the words on the page. Everything works the same with JavaScript on and off. Run journeys through
//! `cargo xtask test`, which builds Kith and finds Chromium.

mod axe;
mod browser;
mod clock;
mod commands;
mod council;
mod driver;
mod failure;
mod fields;
mod hands;
mod keyboard;
mod sign_in;
mod totp;
pub mod wait;

pub use axe::Violation;
pub use browser::{Browser, DESK, Js, PHONE, TABLET, Window};
pub use council::{ADMINISTRATOR, Account, Council};
pub use failure::{Failure, Outcome};
/// How the client itself finds things, for what [`Hands`] has no words for.
pub use fantoccini::Locator;
/// The keys that have no letter, for [`Browser::press`].
pub use fantoccini::key::Key;
pub use hands::Hands;
pub use totp::Authenticator;
