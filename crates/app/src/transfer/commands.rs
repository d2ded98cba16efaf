//! What is done with a transfer, as commands: each reads the record, asks law, and gives entries.

use super::queries;
use crate::caseload::commands::{known, may_be_told, why_not};
use crate::caseload::queries::{allocated, worker};
use crate::command::Rejected;
use crate::council::Council;
use law::day::{Day, Moment};
use law::id::{PersonId, TeamId, TransferId, WorkerId};
use law::journal::Happening;
use law::step::StepKind;
use law::step::act::Refusal;
use law::step::decide::Means;
use law::step::offer::Actor;
use law::transfer::{self, Handover, Proposed, Receiver, Side, Transfer, TransferKind};
use store::Conn;

/// A proposal as somebody makes it.
#[derive(Debug, Clone)]
pub struct Asked {
    pub transfer: TransferId,
    pub kind: Option<TransferKind>,
    pub children: Vec<PersonId>,
    pub team: Option<TeamId>,
    pub worker: Option<WorkerId>,
    pub on: Option<Day>,
    pub reason: String,
    pub handover: Handover,
}

/// Proposes that the children pass to another team.
pub fn propose(conn: &mut Conn, actor: &Actor, now: Moment, asked: Asked) -> Result<Vec<Happening>, Rejected> {
    let children = known(conn, actor, &asked.children)?;
    let kind = asked.kind.ok_or_else(|| Refusal::fix("kind", "Select what sort of transfer it is"))?;
    let team = asked.team.ok_or_else(|| Refusal::fix("team", "Choose the receiving team"))?;
    let on = asked.on.ok_or_else(|| Refusal::fix("on", "Enter the day"))?;
    if let Some(id) = asked.worker {
        let named = worker(conn, id)?.ok_or(Rejected::Absent)?;
        if named.team != Some(team) {
            return Err(Refusal::fix("worker", "Choose a worker of the receiving team, or nobody").into());
        }
    }
    let held = match children.first() {
        Some(child) => allocated(conn, *child)?,
        None => None,
    };
    let no_team = "The child is with no team. A manager allocates instead";
    let from = held.as_ref().and_then(|held| held.team).ok_or_else(|| Refusal::fix("child", no_team))?;
    let around = queries::around(conn, &children, None)?;
    let proposed = Proposed {
        transfer: asked.transfer,
        kind,
        children,
        from: Side { team: from, worker: held.and_then(|held| held.worker) },
        to: Side { team, worker: asked.worker },
        on,
        reason: asked.reason.trim().to_owned(),
        handover: asked.handover,
    };
    Ok(transfer::propose(proposed, actor, &around, now)?)
}

/// The transfer, where the actor may know of every child on it.
fn find(conn: &mut Conn, actor: &Actor, id: TransferId) -> Result<Transfer, Rejected> {
    let transfer = queries::load(conn, id)?.ok_or(Rejected::Absent)?;
    known(conn, actor, &transfer.proposed.children)?;
    Ok(transfer)
}

pub fn rewrite(conn: &mut Conn, actor: &Actor, id: TransferId, words: Handover) -> Result<Vec<Happening>, Rejected> {
    Ok(transfer::rewrite(&find(conn, actor, id)?, actor, words)?)
}

pub fn agree(conn: &mut Conn, actor: &Actor, id: TransferId) -> Result<Vec<Happening>, Rejected> {
    Ok(transfer::agree(&find(conn, actor, id)?, actor)?)
}

pub fn send_back(conn: &mut Conn, actor: &Actor, id: TransferId, reason: String) -> Result<Vec<Happening>, Rejected> {
    Ok(transfer::send_back(&find(conn, actor, id)?, actor, reason)?)
}

pub fn withdraw(conn: &mut Conn, actor: &Actor, id: TransferId, reason: String) -> Result<Vec<Happening>, Rejected> {
    Ok(transfer::withdraw(&find(conn, actor, id)?, actor, reason)?)
}

/// Takes the children for the receiving team: to the worker named, or to wait in the team.
pub fn accept(
    conn: &mut Conn,
    council: &Council,
    actor: &Actor,
    now: Moment,
    id: TransferId,
    to: Option<WorkerId>,
    note: &str,
) -> Result<Vec<Happening>, Rejected> {
    let transfer = find(conn, actor, id)?;
    let children = known(conn, actor, &transfer.proposed.children)?;
    let receiver = match to {
        None => None,
        Some(to) => {
            let worker = worker(conn, to)?.ok_or(Rejected::Absent)?;
            for child in &children {
                if !may_be_told(conn, *child, to)? {
                    let why =
                        format!("{} is not on the list of a restricted record. Add them to it first", worker.name);
                    return Err(Refusal::fix("worker", &why).into());
                }
            }
            Some(Receiver { worker: to, team: worker.team, why_not: why_not(&worker, actor.today) })
        }
    };
    let around = queries::around(conn, &children, Some(id))?;
    let mut dice = || council.dice.id(now);
    let form = |kind: StepKind| council.form_today(kind);
    let means = Means { dice: &mut dice, form: &form, now, around: &[] };
    Ok(transfer::accept(&transfer, actor, receiver.as_ref(), note, &around, means)?)
}
