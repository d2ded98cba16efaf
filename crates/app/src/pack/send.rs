//! Sending: one person prepares a pack, another releases it with a reason, and the sealed letter is kept.

use super::compose::{self, ComposeError, Order, compose};
use super::councils;
use super::queries::{self, Row};
use super::sealing::{Plain, sealed};
use crate::caseload::commands::known;
use crate::command::{Command, Rejected};
use crate::council::Council;
use crate::document::keys;
use crate::founding;
use crate::reader::{self, Viewer};
use law::day::Day;
use law::document::Audience;
use law::id::{PackId, PersonId};
use law::journal::Happening;
use law::pack::{self, PackEntry, Prepared};
use law::step::act::Refusal;
use std::io::{self, Seek};
use store::Conn;

/// Why a pack was not sent.
#[derive(Debug, thiserror::Error)]
pub enum SendError {
    #[error(transparent)]
    Rejected(#[from] Rejected),
    #[error(transparent)]
    Compose(#[from] ComposeError),
    #[error("the pack could not be sealed: {0}")]
    Seal(#[from] seal::SealError),
    #[error("the pack could not be written: {0}")]
    Io(#[from] io::Error),
    #[error("this Kith has no keys to sign with; start it with its key folder")]
    NoKeys,
}

impl From<store::Error> for SendError {
    fn from(error: store::Error) -> Self {
        SendError::Rejected(error.into())
    }
}

impl From<Refusal> for SendError {
    fn from(refusal: Refusal) -> Self {
        SendError::Rejected(refusal.into())
    }
}

/// A pack as somebody asks for it.
#[derive(Debug, Clone)]
pub struct Asked {
    pub pack: PackId,
    pub children: Vec<PersonId>,
    /// The fingerprint of the receiving council's key.
    pub to: String,
    pub moves_on: Option<Day>,
    pub reason: String,
    pub cleared: Vec<Audience>,
    pub cleared_why: String,
}

/// Prepares a pack: nothing leaves the council until somebody else releases it.
pub fn prepare(conn: &mut Conn, viewer: &Viewer, asked: Asked) -> Result<Vec<Happening>, Rejected> {
    let actor = &viewer.actor;
    let children = known(conn, actor, &asked.children)?;
    for child in &children {
        reader::admits(conn, *child, viewer).map_err(|_| Rejected::Absent)?;
        if queries::open_out(conn, *child)?.is_some() {
            let say = "A pack for a child chosen waits to be released or acknowledged. Withdraw it first";
            return Err(Refusal::fix("child", say).into());
        }
    }
    if !asked.to.is_empty() && councils::confirmed_of(conn, &asked.to)?.is_none() {
        return Err(Refusal::fix("to", "Choose a council whose key a second person has confirmed").into());
    }
    let moves_on = asked.moves_on.ok_or_else(|| Refusal::fix("moves_on", "Enter the day on which the family moves"))?;
    let prepared = Prepared {
        pack: asked.pack,
        children,
        to: asked.to,
        moves_on,
        reason: asked.reason.trim().to_owned(),
        cleared: asked.cleared,
        cleared_why: asked.cleared_why.trim().to_owned(),
    };
    Ok(vec![Happening::of(pack::prepare(prepared, actor)?, actor.today)])
}

/// Composes, seals and keeps the letter; then says so in the journal. A release that is refused leaves nothing behind.
pub fn release(
    council: &Council,
    viewer: &Viewer,
    command: Command,
    id: PackId,
    reason: &str,
) -> Result<(), SendError> {
    let me = council.keys.clone().ok_or(SendError::NoKeys)?;
    let (asker, why) = (viewer.clone(), reason.trim().to_owned());
    let with = council.clone();
    let (row, composed, plain, to) = council.db.read_now(move |conn| -> Result<_, SendError> {
        let row = releasable(conn, &asker, id)?;
        if why.is_empty() {
            return Err(Refusal::fix("reason", "Say why it is released: what you checked").into());
        }
        let to = councils::confirmed_of(conn, &row.other)?
            .ok_or_else(|| Refusal::MayNot("The key of the receiving council no longer counts.".to_owned()))?;
        let (name, code) = founding::named(conn)?.ok_or(Rejected::Absent)?;
        let order = Order {
            pack: id,
            children: row.children.clone(),
            from: (name, code),
            to: to.name.clone(),
            at: asker.at,
            by: crate::caseload::queries::worker_name(conn, asker.actor.worker)?,
            moves_on: row.moves_on.unwrap_or(asker.actor.today),
            reason: row.reason.clone(),
            cleared: row.cleared.clone(),
        };
        let composed = compose(conn, &with, order)?;
        let plain = Plain::of(conn, &with, &composed)?;
        reader::open_all(conn, with.db.views(), &row.children, &asker, "a transfer pack to another council")
            .map_err(|_| Rejected::Absent)?;
        Ok((row, composed, plain, to))
    })?;
    let mut file = tempfile::tempfile()?;
    let (bytes, sha256) = sealed(plain, &me, &to.keys, id, &mut file)?;
    file.rewind()?;
    let kept = compose::kept_as(id);
    let stored = council.documents.put(&kept.to_string(), &mut file, super::content::MOST * 2)?;
    let released = PackEntry::Released {
        pack: id,
        children: row.children,
        reason: reason.trim().to_owned(),
        sha256,
        bytes,
        entries: composed.manifest.entries,
        documents: composed.manifest.documents,
    };
    let (asker, wrapped) = (viewer.clone(), stored.wrapped_key);
    let ran = council.run_now(command, move |conn| {
        releasable(conn, &asker, id)?;
        keys::keep(conn, kept, &wrapped)?;
        Ok(vec![Happening::of(released, asker.actor.today)])
    });
    if ran.is_err() && council.db.read_now(move |conn| keys::find(conn, kept))?.is_none() {
        council.documents.destroy(&kept.to_string())?;
    }
    ran?;
    Ok(())
}

fn releasable(conn: &mut Conn, viewer: &Viewer, id: PackId) -> Result<Row, Rejected> {
    let row = queries::find_out(conn, id)?.ok_or(Rejected::Absent)?;
    known(conn, &viewer.actor, &row.children)?;
    if row.state != "prepared" {
        return Err(Refusal::MayNot("This pack is released or withdrawn already.".to_owned()).into());
    }
    match pack::why_not_release(&viewer.actor, row.begun_by) {
        Some(why) => Err(Refusal::MayNot(why).into()),
        None => Ok(row),
    }
}

/// Takes a pack back that nobody has acknowledged. A letter that left the council cannot be called back, and says so.
pub fn withdraw(conn: &mut Conn, viewer: &Viewer, id: PackId, reason: &str) -> Result<Vec<Happening>, Rejected> {
    let row = queries::find_out(conn, id)?.ok_or(Rejected::Absent)?;
    known(conn, &viewer.actor, &row.children)?;
    let may = viewer.actor.authorises() || row.begun_by == viewer.actor.worker;
    if !may || !matches!(row.state.as_str(), "prepared" | "released") {
        let why = "A manager, or who prepared it, withdraws a pack that is not acknowledged.";
        return Err(Refusal::MayNot(why.to_owned()).into());
    }
    match reason.trim() {
        "" => Err(Refusal::fix("reason", "Say why it is withdrawn").into()),
        why => {
            let entry = PackEntry::Withdrawn { pack: id, children: row.children, reason: why.to_owned() };
            Ok(vec![Happening::of(entry, viewer.actor.today)])
        }
    }
}

/// The sealed letter of a pack that was released, for whoever carries it to the other council.
pub fn letter(council: &Council, viewer: &Viewer, id: PackId) -> Result<Vec<u8>, SendError> {
    let (asker, with) = (viewer.clone(), council.clone());
    let key = council.db.read_now(move |conn| -> Result<_, SendError> {
        let row = queries::find_out(conn, id)?.ok_or(Rejected::Absent)?;
        reader::open_all(conn, with.db.views(), &row.children, &asker, "the sealed letter of a transfer pack")
            .map_err(|_| Rejected::Absent)?;
        if row.state != "released" {
            return Err(
                Refusal::MayNot("Only a pack that is released and not acknowledged is handed out.".to_owned()).into()
            );
        }
        Ok(keys::find(conn, compose::kept_as(id))?.ok_or(Rejected::Absent)?)
    })?;
    Ok(council.documents.get(&compose::kept_as(id).to_string(), &key)?)
}
