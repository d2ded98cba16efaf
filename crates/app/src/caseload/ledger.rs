//! Applies entries about workers, teams and allocation.

use crate::ledger::LedgerError;
use crate::timeline::ledger as timeline;
use law::caseload::{CaseloadEntry, Registration};
use law::chronology;
use law::day::Day;
use law::id::{PersonId, TeamId, WorkerId};
use law::journal::Recorded;
use law::role::Role;
use store::{Conn, params, sql, text};

/// Applies one entry.
pub fn apply(conn: &mut Conn, entry: &CaseloadEntry, recorded: &Recorded) -> Result<(), LedgerError> {
    match entry {
        CaseloadEntry::TeamFormed { team, name } => {
            let upsert =
                sql!("INSERT INTO team (id, name) VALUES ($1, $2) ON CONFLICT (id) DO UPDATE SET name = excluded.name");
            conn.execute(upsert, params![text(team), name])?;
        }
        CaseloadEntry::WorkerJoined { worker, name, roles, team, registration }
        | CaseloadEntry::WorkerChanged { worker, name, roles, team, registration } => {
            keep_worker(conn, *worker, name, roles, *team, registration.as_ref())?;
        }
        CaseloadEntry::WorkerElsewhere { worker, name, council } => {
            let insert = sql!(
                "INSERT INTO worker (id, name, roles, team, registration, registered_until, left_on)
                 VALUES ($1, $2, '[]', NULL, NULL, NULL, $3) ON CONFLICT (id) DO NOTHING"
            );
            let day = recorded.recorded_at.day();
            conn.execute(insert, params![text(worker), format!("{name}, {council}"), text(day)])?;
        }
        CaseloadEntry::WorkerLeft { worker, on } => {
            conn.execute(sql!("UPDATE worker SET left_on = $1 WHERE id = $2"), params![text(on), text(worker)])?;
        }
        CaseloadEntry::Allocated { child, worker, team, on, reason } => {
            end_open(conn, *child, *on, reason)?;
            begin(conn, *child, Some(*worker), *team, *on, reason, recorded.seq)?;
        }
        CaseloadEntry::AwaitsAllocation { child, team, on, reason } => {
            end_open(conn, *child, *on, reason)?;
            begin(conn, *child, None, Some(*team), *on, reason, recorded.seq)?;
        }
        CaseloadEntry::AllocationEnded { child, on, reason } => end_open(conn, *child, *on, reason)?,
    }
    let worker = match entry {
        CaseloadEntry::Allocated { worker, .. } => super::queries::worker_name(conn, *worker)?,
        _ => String::new(),
    };
    if let Some(line) = chronology::of_caseload(entry, &|_| worker.clone()) {
        timeline::add(conn, recorded, &entry.people(), "allocation", &line)?;
    }
    Ok(())
}

fn keep_worker(
    conn: &mut Conn,
    worker: WorkerId,
    name: &str,
    roles: &[Role],
    team: Option<TeamId>,
    registration: Option<&Registration>,
) -> Result<(), LedgerError> {
    let upsert = sql!(
        "INSERT INTO worker (id, name, roles, team, registration, registered_until, left_on)
         VALUES ($1, $2, $3, $4, $5, $6, NULL)
         ON CONFLICT (id) DO UPDATE SET name = excluded.name, roles = excluded.roles, team = excluded.team,
         registration = excluded.registration, registered_until = excluded.registered_until"
    );
    let row = params![
        text(worker),
        name,
        serde_json::to_string(roles)?,
        team.map(|team| team.to_string()),
        registration.map(|it| it.number.as_str()),
        registration.map(|it| it.expires.to_string())
    ];
    conn.execute(upsert, row)?;
    Ok(())
}

fn end_open(conn: &mut Conn, child: PersonId, on: Day, reason: &str) -> Result<(), LedgerError> {
    let set = sql!("UPDATE allocation SET until = $1, ended_why = $2 WHERE child = $3 AND until IS NULL");
    conn.execute(set, params![text(on), reason, text(child)])?;
    Ok(())
}

fn begin(
    conn: &mut Conn,
    child: PersonId,
    worker: Option<WorkerId>,
    team: Option<TeamId>,
    on: Day,
    reason: &str,
    seq: i64,
) -> Result<(), LedgerError> {
    let insert = sql!(
        "INSERT INTO allocation (seq, child, worker, team, since, until, reason, ended_why)
         VALUES ($1, $2, $3, $4, $5, NULL, $6, NULL)"
    );
    let (worker, team) = (worker.map(|id| id.to_string()), team.map(|id| id.to_string()));
    conn.execute(insert, params![seq, text(child), worker, team, text(on), reason])?;
    Ok(())
}
