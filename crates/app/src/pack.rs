//! Transfer of a child's record to another council: keys, packs sent and received, receipts.

pub mod compose;
pub mod content;
pub mod councils;
pub mod filter;
pub mod in_page;
pub mod keys_page;
pub mod ledger;
pub mod letters;
pub mod list_page;
pub mod out_page;
mod plan;
pub mod queries;
pub mod receipt;
pub mod scope;
pub mod sealing;
pub mod send;
mod summary;
pub mod take;

use crate::desk::Routes;
use law::permit::Permit;

/// Routes of the feature.
pub fn routes() -> Routes {
    let (allocates, authorises) = (|| Permit::Allocates.into(), || Permit::Authorises.into());
    let (administers, oversees) = (|| Permit::Administers.into(), || Permit::Oversees.into());
    Routes::new()
        .get("/packs", allocates(), list_page::show)
        .upload("/packs/letter", authorises(), list_page::MOST + 1_000_000, list_page::letter)
        .upload("/packs/receipt", allocates(), 1_000_000, list_page::receipt)
        .get("/packs/in/{id}", authorises(), in_page::show)
        .post("/packs/in/{id}", authorises(), in_page::take_in)
        .get("/person/{id}/send", allocates(), out_page::ask)
        .post("/person/{id}/send", allocates(), out_page::prepare)
        .get("/pack/{id}", allocates(), out_page::show)
        .post("/pack/{id}/release", authorises(), out_page::release)
        .post("/pack/{id}/withdraw", allocates(), out_page::withdraw)
        .get("/pack/{id}/letter", allocates(), out_page::letter)
        .get("/pack/{id}/receipt", authorises(), out_page::receipt)
        .get("/workers/councils", administers(), keys_page::show)
        .post("/workers/councils", administers(), keys_page::enter)
        .post("/workers/councils/{key}/confirm", administers(), keys_page::confirm)
        .post("/workers/councils/{key}/remove", administers(), keys_page::remove)
        .get("/oversight/councils", oversees(), keys_page::show)
        .post("/oversight/councils/{key}/confirm", oversees(), keys_page::confirm)
}
