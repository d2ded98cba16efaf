//! The children in need census: any supplier's return read one child at a time, each value taken or refused with a reason.
//!
//! [`read::read`] streams the XML and knows only its shape; [`take::Taker`] turns one raw child into typed values. Nothing is
//! lost between them: every value read is either taken or refused, and [`tally::Tally`] shows that the two add up.

pub mod child;
pub mod codes;
mod gate;
pub mod read;
pub mod reason;
mod schema;
pub mod take;
pub mod tally;
pub mod tree;
pub mod unreadable;
