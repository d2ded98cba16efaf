//! Applies entries about plans: outcomes, actions, progress, contingency, and the lines that they add to the timeline.

use super::queries::wanted_of;
use crate::ledger::LedgerError;
use crate::timeline::ledger as timeline;
use law::chronology;
use law::id::{OutcomeId, PlanActionId, StepId};
use law::journal::Recorded;
use law::plan::{Contingency, Doer, Doing, Ended, PlanEntry, Progress, Task, Wanted};
use store::{Conn, params, sql, text};

/// Applies one entry.
pub fn apply(conn: &mut Conn, entry: &PlanEntry, recorded: &Recorded) -> Result<(), LedgerError> {
    match entry {
        PlanEntry::OutcomeSet { plan, outcome, wanted, .. } => set_outcome(conn, *plan, *outcome, wanted, recorded)?,
        PlanEntry::OutcomeEnded { outcome, ended, .. } => end(conn, *outcome, Some(ended))?,
        PlanEntry::OutcomeResumed { outcome, .. } => end(conn, *outcome, None)?,
        PlanEntry::ActionSet { plan, action, task, .. } => set_action(conn, *plan, *action, task, recorded)?,
        PlanEntry::ActionDone { action, on, words, .. } => {
            keep_doing(conn, *action, &Doing::Done { on: *on, words: words.clone() })?;
        }
        PlanEntry::ActionDropped { action, reason, .. } => {
            let on = recorded.happening.occurred_on;
            keep_doing(conn, *action, &Doing::Dropped { on, reason: reason.clone() })?;
        }
        PlanEntry::ActionReopened { action, .. } => keep_doing(conn, *action, &Doing::Open)?,
        PlanEntry::ProgressNoted { plan, progress } => note(conn, *plan, progress, recorded)?,
        PlanEntry::ContingencySet { plan, contingency, .. } => set_contingency(conn, *plan, contingency, recorded)?,
    }
    add_line(conn, entry, recorded)
}

fn set_outcome(
    conn: &mut Conn,
    plan: StepId,
    id: OutcomeId,
    wanted: &Wanted,
    recorded: &Recorded,
) -> Result<(), LedgerError> {
    let upsert = sql!(
        "INSERT INTO plan_outcome (id, plan, wanted, agreed_on, ended, since_seq) VALUES ($1, $2, $3, $4, NULL, $5)
         ON CONFLICT (id) DO UPDATE SET wanted = excluded.wanted"
    );
    let written = serde_json::to_string(wanted)?;
    let row = params![text(id), text(plan), written, text(recorded.happening.occurred_on), recorded.seq];
    conn.execute(upsert, row)?;
    conn.execute(sql!("DELETE FROM plan_outcome_child WHERE outcome = $1"), params![text(id)])?;
    let insert = sql!("INSERT INTO plan_outcome_child (outcome, child) VALUES ($1, $2) ON CONFLICT DO NOTHING");
    for child in &wanted.children {
        conn.execute(insert, params![text(id), text(child)])?;
    }
    Ok(())
}

fn end(conn: &mut Conn, id: OutcomeId, ended: Option<&Ended>) -> Result<(), LedgerError> {
    let ended = ended.map(serde_json::to_string).transpose()?;
    conn.execute(sql!("UPDATE plan_outcome SET ended = $1 WHERE id = $2"), params![ended, text(id)])?;
    Ok(())
}

fn set_action(
    conn: &mut Conn,
    plan: StepId,
    id: PlanActionId,
    task: &Task,
    recorded: &Recorded,
) -> Result<(), LedgerError> {
    let upsert = sql!(
        "INSERT INTO plan_action (id, plan, outcome, task, worker, due, agreed_on, doing, is_open, since_seq)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, 1, $9)
         ON CONFLICT (id) DO UPDATE SET outcome = excluded.outcome, task = excluded.task, worker = excluded.worker,
         due = excluded.due"
    );
    let worker = match &task.who {
        Some(Doer::Worker(worker)) => Some(worker.to_string()),
        Some(Doer::Named(_)) | None => None,
    };
    let row = params![
        text(id),
        text(plan),
        text(task.outcome),
        serde_json::to_string(task)?,
        worker,
        task.due.map(|due| due.to_string()),
        text(recorded.happening.occurred_on),
        serde_json::to_string(&Doing::Open)?,
        recorded.seq
    ];
    conn.execute(upsert, row)?;
    Ok(())
}

fn keep_doing(conn: &mut Conn, id: PlanActionId, doing: &Doing) -> Result<(), LedgerError> {
    let set = sql!("UPDATE plan_action SET doing = $1, is_open = $2 WHERE id = $3");
    conn.execute(set, params![serde_json::to_string(doing)?, doing.is_open(), text(id)])?;
    Ok(())
}

fn note(conn: &mut Conn, plan: StepId, progress: &Progress, recorded: &Recorded) -> Result<(), LedgerError> {
    let upsert = sql!(
        "INSERT INTO plan_progress (outcome, noted_on, plan, progress, noted_by, noted_at) VALUES ($1, $2, $3, $4, $5, $6)
         ON CONFLICT (outcome, noted_on) DO UPDATE SET progress = excluded.progress, noted_by = excluded.noted_by,
         noted_at = excluded.noted_at"
    );
    let row = params![
        text(progress.outcome),
        text(progress.on),
        text(plan),
        serde_json::to_string(progress)?,
        text(recorded.author.worker),
        text(recorded.recorded_at)
    ];
    conn.execute(upsert, row)?;
    Ok(())
}

fn set_contingency(
    conn: &mut Conn,
    plan: StepId,
    contingency: &Contingency,
    recorded: &Recorded,
) -> Result<(), LedgerError> {
    let upsert = sql!(
        "INSERT INTO plan_contingency (plan, contingency, set_by, set_at) VALUES ($1, $2, $3, $4)
         ON CONFLICT (plan) DO UPDATE SET contingency = excluded.contingency, set_by = excluded.set_by,
         set_at = excluded.set_at"
    );
    let (by, at) = (recorded.author.worker, recorded.recorded_at);
    conn.execute(upsert, params![text(plan), serde_json::to_string(contingency)?, text(by), text(at)])?;
    Ok(())
}

/// The line on the timeline of each child whom the entry is about.
fn add_line(conn: &mut Conn, entry: &PlanEntry, recorded: &Recorded) -> Result<(), LedgerError> {
    let about = match entry {
        PlanEntry::OutcomeEnded { outcome, .. } | PlanEntry::OutcomeResumed { outcome, .. } => {
            wanted_of(conn, *outcome)?.map(|wanted| wanted.change)
        }
        _ => None,
    };
    let change = |_| about.clone().unwrap_or_default();
    match chronology::of_plan(entry, &change) {
        Some(line) => timeline::add(conn, recorded, &recorded.happening.people, "plan", &line),
        None => Ok(()),
    }
}
