//! The signed receipt: the receiving council says what it received, when and by whom, and the sending council keeps it.

use super::{councils, queries};
use crate::command::{Command, Rejected};
use crate::council::Council;
use crate::founding;
use crate::reader::Viewer;
use law::day::Moment;
use law::id::PackId;
use law::journal::Happening;
use law::pack::{PackEntry, why_not_receive};
use law::role::Role;
use law::step::act::Refusal;
use seal::{Kind, Refused};
use serde::{Deserialize, Serialize};
use std::io::{Read, Seek};

use super::send::SendError;
use super::take::TakeError;

/// The most bytes of a receipt.
const MOST: u64 = 64 * 1024;

/// What a receipt says.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Receipt {
    pub pack: PackId,
    /// SHA-256 of the letter that was received.
    pub sha256: String,
    pub council: String,
    pub received_at: Moment,
    pub by: String,
    pub role: Role,
    pub entries: u64,
    pub documents: u64,
    pub note: String,
}

/// Writes the receipt of a pack that was received here, sealed to the council that sent it. It may be written again.
pub fn write(council: &Council, viewer: &Viewer, pack: PackId, note: &str) -> Result<Vec<u8>, SendError> {
    if let Some(why) = why_not_receive(&viewer.actor) {
        return Err(Refusal::MayNot(why).into());
    }
    let me = council.keys.clone().ok_or(SendError::NoKeys)?;
    let (asker, note) = (viewer.clone(), note.trim().to_owned());
    let (receipt, to) = council.db.read_now(move |conn| -> Result<_, SendError> {
        let row = queries::find_in(conn, pack)?.ok_or(Rejected::Absent)?;
        crate::caseload::commands::known(conn, &asker.actor, &row.children)?;
        let to = councils::confirmed_of(conn, &row.other)?
            .ok_or_else(|| Refusal::MayNot("The key of the sending council no longer counts.".to_owned()))?;
        let (name, _) = founding::named(conn)?.ok_or(Rejected::Absent)?;
        let by = crate::caseload::queries::worker(conn, row.begun_by)?.ok_or(Rejected::Absent)?;
        let receipt = Receipt {
            pack,
            sha256: row.sha256.unwrap_or_default(),
            council: name,
            received_at: row.begun_at,
            by: by.name,
            role: by.roles.iter().copied().find(|role| role.authorises()).unwrap_or(Role::TeamManager),
            entries: row.entries.unwrap_or_default().unsigned_abs(),
            documents: row.documents.unwrap_or_default().unsigned_abs(),
            note,
        };
        Ok((receipt, to))
    })?;
    let words = serde_json::to_vec(&receipt).map_err(|error| SendError::Io(error.into()))?;
    let mut out = Vec::new();
    let head = (Kind::Receipt, *pack.0.as_bytes());
    seal::seal(&me, &to.keys, head, words.len() as u64, &mut words.as_slice(), &mut out)?;
    Ok(out)
}

/// Takes in a receipt: the record then says when and by whom it was received. The same receipt again changes nothing.
pub fn acknowledge(
    council: &Council,
    viewer: &Viewer,
    command: Command,
    file: &mut (impl Read + Seek),
) -> Result<Receipt, TakeError> {
    let may = viewer.actor.authorises() || viewer.actor.is(Role::BusinessSupport);
    if !may {
        return Err(Refusal::MayNot("Business support or a manager takes in a receipt.".to_owned()).into());
    }
    let me = council.keys.clone().ok_or(TakeError::NoKeys)?;
    let known = council.db.read_now(councils::confirmed)?;
    let find = |key: &seal::Fingerprint| known.iter().find(|other| other.key() == *key).map(|other| other.keys.clone());
    let checked = seal::check(&me, Kind::Receipt, &find, MOST, file)?;
    let mut words = Vec::new();
    checked.open(&me, file, &mut |bytes| {
        words.extend_from_slice(bytes);
        Ok::<(), Refused>(())
    })?;
    let receipt: Receipt =
        serde_json::from_slice(&words).map_err(|error| TakeError::Unfit(format!("it does not read: {error}")))?;
    let (told, from, asker) = (receipt.clone(), checked.header.from.hex(), viewer.clone());
    let sha256 = hex::encode(checked.sha256);
    council.db.write_now({
        let council = council.clone();
        move |conn| -> Result<(), TakeError> {
            let row = queries::find_out(conn, told.pack)?
                .ok_or_else(|| TakeError::Unfit("it is about a pack that was not sent from here".to_owned()))?;
            if row.other != from || row.sha256.as_deref() != Some(told.sha256.as_str()) {
                return Err(TakeError::Unfit("it is not about the letter that was sent to that council".to_owned()));
            }
            match row.state.as_str() {
                "acknowledged" => return Ok(()),
                "released" => {}
                _ => {
                    return Err(
                        Refusal::MayNot("The pack was withdrawn. Speak with the other council.".to_owned()).into()
                    );
                }
            }
            let entry = PackEntry::Acknowledged {
                pack: told.pack,
                children: row.children,
                by: told.by,
                role: told.role,
                at: told.received_at,
                note: told.note,
                sha256,
            };
            council.perform(conn, command, |_| Ok(vec![Happening::of(entry, asker.actor.today)]))?;
            Ok(())
        }
    })?;
    Ok(receipt)
}
