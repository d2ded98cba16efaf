//! Transfer of responsibility between teams: proposed with a handover, agreed, accepted or returned, and what waits for whom.

pub mod card;
pub mod commands;
pub mod leaver;
pub mod ledger;
pub mod list_page;
pub mod offered;
pub mod propose_page;
pub mod queries;
pub mod show_page;

use crate::desk::Routes;
use law::permit::Permit;

/// Routes of the feature.
pub fn routes() -> Routes {
    let (records, allocates) = (|| Permit::Records.into(), || Permit::Allocates.into());
    Routes::new()
        .get("/transfers", records(), list_page::show)
        .get("/person/{id}/transfer", records(), propose_page::show)
        .post("/person/{id}/transfer", records(), propose_page::submit)
        .get("/transfer/{id}", records(), show_page::show)
        .post("/transfer/{id}/handover", records(), show_page::rewrite)
        .post("/transfer/{id}/agree", Permit::Authorises.into(), show_page::agree)
        .post("/transfer/{id}/accept", Permit::Authorises.into(), show_page::accept)
        .post("/transfer/{id}/return", Permit::Authorises.into(), show_page::send_back)
        .post("/transfer/{id}/withdraw", records(), show_page::withdraw)
        .get("/transfers/leaver", allocates(), leaver::choose)
        .get("/transfers/leaver/{worker}", allocates(), leaver::show)
        .post("/transfers/leaver/{worker}", allocates(), leaver::propose)
}
