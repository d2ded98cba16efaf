//! Applies entries about transfers between teams. Who is responsible changes by the allocations that an acceptance brings.

use super::queries;
use crate::ledger::LedgerError;
use crate::timeline::ledger as timeline;
use law::chronology;
use law::journal::Recorded;
use law::transfer::{Transfer, TransferEntry};
use store::{Conn, params, sql, text};

/// Applies one entry.
pub fn apply(conn: &mut Conn, entry: &TransferEntry, recorded: &Recorded) -> Result<(), LedgerError> {
    let transfer = match entry {
        TransferEntry::Proposed(proposed) => {
            let transfer = Transfer::begun(proposed, recorded.author.worker, recorded.recorded_at);
            insert(conn, &transfer)?;
            transfer
        }
        other => {
            let before = queries::load(conn, other.transfer())?.ok_or(LedgerError::Absent("transfer"))?;
            let transfer = before.after(other, recorded);
            keep(conn, &transfer, recorded)?;
            transfer
        }
    };
    let to = queries::team_name(conn, transfer.proposed.to.team)?;
    if let Some(line) = chronology::of_transfer(entry, &to) {
        timeline::add(conn, recorded, &transfer.proposed.children, "transfer", &line)?;
    }
    Ok(())
}

fn insert(conn: &mut Conn, transfer: &Transfer) -> Result<(), LedgerError> {
    let insert = sql!(
        "INSERT INTO transfer (id, kind, state, state_facts, is_open, from_team, from_worker, to_team, to_worker, wanted_on,
         reason, handover, proposed_by, proposed_at)
         VALUES ($1, $2, $3, $4, 1, $5, $6, $7, $8, $9, $10, $11, $12, $13)"
    );
    let proposed = &transfer.proposed;
    let row = params![
        text(proposed.transfer),
        proposed.kind.slug(),
        transfer.state.slug(),
        serde_json::to_string(&transfer.state)?,
        text(proposed.from.team),
        proposed.from.worker.map(|id| id.to_string()),
        text(proposed.to.team),
        proposed.to.worker.map(|id| id.to_string()),
        text(proposed.on),
        &proposed.reason,
        serde_json::to_string(&proposed.handover)?,
        text(transfer.by),
        text(transfer.at)
    ];
    conn.execute(insert, row)?;
    let child = sql!("INSERT INTO transfer_child (transfer, child, place) VALUES ($1, $2, $3)");
    for (place, person) in proposed.children.iter().enumerate() {
        conn.execute(child, params![text(proposed.transfer), text(person), place])?;
    }
    Ok(())
}

fn keep(conn: &mut Conn, transfer: &Transfer, recorded: &Recorded) -> Result<(), LedgerError> {
    let set = sql!(
        "UPDATE transfer SET state = $1, state_facts = $2, is_open = $3, handover = $4, agreed_by = $5, agreed_at = $6,
         ended_at = $7 WHERE id = $8"
    );
    let open = transfer.state.is_open();
    let row = params![
        transfer.state.slug(),
        serde_json::to_string(&transfer.state)?,
        open,
        serde_json::to_string(&transfer.proposed.handover)?,
        transfer.agreed.map(|(by, _)| by.to_string()),
        transfer.agreed.map(|(_, at)| at.to_string()),
        (!open).then(|| recorded.recorded_at.to_string()),
        text(transfer.id())
    ];
    conn.execute(set, row)?;
    Ok(())
}
