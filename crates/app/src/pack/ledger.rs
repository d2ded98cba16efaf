//! Applies entries about transfer packs and the keys of other councils.

use super::councils;
use crate::ledger::LedgerError;
use crate::timeline::ledger as timeline;
use law::chronology;
use law::id::{EntryId, PackId, PersonId};
use law::journal::Recorded;
use law::pack::{PackEntry, Prepared, Received};
use store::{Conn, params, sql, text};

/// Applies one entry.
pub fn apply(conn: &mut Conn, entry: &PackEntry, recorded: &Recorded) -> Result<(), LedgerError> {
    let (by, at) = (text(recorded.author.worker), text(recorded.recorded_at));
    match entry {
        PackEntry::CouncilEntered { key, council, code, public } => {
            let upsert = sql!(
                "INSERT INTO other_council (key, council, code, public, entered_by, entered_at)
                 VALUES ($1, $2, $3, $4, $5, $6)
                 ON CONFLICT (key) DO UPDATE SET council = excluded.council, code = excluded.code,
                 entered_by = excluded.entered_by, entered_at = excluded.entered_at, confirmed_by = NULL,
                 confirmed_at = NULL, confirmed_how = NULL, removed_at = NULL"
            );
            conn.execute(upsert, params![key, council, code, public, by, at])?;
        }
        PackEntry::CouncilConfirmed { key, how } => {
            let set = sql!(
                "UPDATE other_council SET confirmed_by = $1, confirmed_at = $2, confirmed_how = $3 WHERE key = $4"
            );
            conn.execute(set, params![by, at, how, key])?;
        }
        PackEntry::CouncilRemoved { key, .. } => {
            conn.execute(sql!("UPDATE other_council SET removed_at = $1 WHERE key = $2"), params![at, key])?;
        }
        PackEntry::Prepared(prepared) => begun_out(conn, prepared, recorded)?,
        PackEntry::Released { pack, sha256, bytes, entries, documents, .. } => {
            let set = sql!(
                "UPDATE transfer_pack SET state = 'released', released_by = $1, released_at = $2, sha256 = $3, bytes = $4,
                 entries = $5, documents = $6 WHERE id = $7"
            );
            conn.execute(set, params![by, at, sha256, big(*bytes), big(*entries), big(*documents), text(pack)])?;
        }
        PackEntry::Withdrawn { pack, reason, .. } => {
            let set = sql!("UPDATE transfer_pack SET state = 'withdrawn', ended_why = $1 WHERE id = $2");
            conn.execute(set, params![reason, text(pack)])?;
        }
        PackEntry::Received(received) => begun_in(conn, received, recorded)?,
        PackEntry::Acknowledged { pack, by, at, note, .. } => {
            let set = sql!(
                "UPDATE transfer_pack SET state = 'acknowledged', acknowledged_by = $1, acknowledged_at = $2,
                 acknowledged_note = $3 WHERE id = $4"
            );
            conn.execute(set, params![by, text(at), note, text(pack)])?;
        }
    }
    let council = match pack_of(entry) {
        Some(pack) => councils::of_pack(conn, pack)?,
        None => String::new(),
    };
    if let Some(line) = chronology::of_pack(entry, &council) {
        timeline::add(conn, recorded, &entry.people(), "transfer", &line)?;
    }
    Ok(())
}

/// Notes that an entry of another council's journal stands here, so that it is never taken in twice.
pub fn note_origin(conn: &mut Conn, recorded: &Recorded) -> Result<(), LedgerError> {
    let Some(there) = recorded.happening.origin.as_ref().and_then(|origin| origin.there) else { return Ok(()) };
    let EntryId(entry) = there.entry;
    let insert = sql!("INSERT INTO imported_entry (entry, seq) VALUES ($1, $2) ON CONFLICT (entry) DO NOTHING");
    conn.execute(insert, params![text(entry), recorded.seq])?;
    Ok(())
}

fn pack_of(entry: &PackEntry) -> Option<PackId> {
    match entry {
        PackEntry::Prepared(prepared) => Some(prepared.pack),
        PackEntry::Received(received) => Some(received.pack),
        PackEntry::Released { pack, .. } | PackEntry::Withdrawn { pack, .. } | PackEntry::Acknowledged { pack, .. } => {
            Some(*pack)
        }
        PackEntry::CouncilEntered { .. } | PackEntry::CouncilConfirmed { .. } | PackEntry::CouncilRemoved { .. } => {
            None
        }
    }
}

fn big(count: u64) -> i64 {
    i64::try_from(count).unwrap_or(i64::MAX)
}

fn begun_out(conn: &mut Conn, prepared: &Prepared, recorded: &Recorded) -> Result<(), LedgerError> {
    let insert = sql!(
        "INSERT INTO transfer_pack (id, direction, state, other, reason, moves_on, cleared, cleared_why, begun_by, begun_at)
         VALUES ($1, 'out', 'prepared', $2, $3, $4, $5, $6, $7, $8)"
    );
    let row = params![
        text(prepared.pack),
        &prepared.to,
        &prepared.reason,
        text(prepared.moves_on),
        serde_json::to_string(&prepared.cleared)?,
        &prepared.cleared_why,
        text(recorded.author.worker),
        text(recorded.recorded_at)
    ];
    conn.execute(insert, row)?;
    keep_children(conn, prepared.pack, &prepared.children)
}

fn begun_in(conn: &mut Conn, received: &Received, recorded: &Recorded) -> Result<(), LedgerError> {
    let insert = sql!(
        "INSERT INTO transfer_pack (id, direction, state, other, reason, cleared, cleared_why, begun_by, begun_at, sha256,
         entries, documents, notified_at)
         VALUES ($1, 'in', 'received', $2, '', '[]', '', $3, $4, $5, $6, $7, $8)"
    );
    let row = params![
        text(received.pack),
        &received.from,
        text(recorded.author.worker),
        text(recorded.recorded_at),
        &received.sha256,
        big(received.entries),
        big(received.documents),
        text(received.notified)
    ];
    conn.execute(insert, row)?;
    keep_children(conn, received.pack, &received.children)
}

fn keep_children(conn: &mut Conn, pack: PackId, children: &[PersonId]) -> Result<(), LedgerError> {
    let insert = sql!("INSERT INTO pack_child (pack, child, place) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING");
    for (place, child) in children.iter().enumerate() {
        conn.execute(insert, params![text(pack), text(child), place])?;
    }
    Ok(())
}
