//! What a person does with a transfer: each asks the offers, and gives entries or a refusal.

use super::{Handover, PARTS, Proposed, Responsible, Transfer, TransferEntry, TransferKind};
use crate::answer::Answer;
use crate::caseload::CaseloadEntry;
use crate::day::{Day, Moment};
use crate::fact::{Fact, Known};
use crate::id::{PersonId, StepId, TeamId, TransferId, WorkerId};
use crate::journal::Happening;
use crate::role::Role;
use crate::step::act::{Problem, Refusal};
use crate::step::decide::Means;
use crate::step::offer::{Actor, Standing};
use crate::step::{Started, StepEntry, StepKind};
use std::collections::BTreeSet;

/// What a person may want to do with a transfer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Action {
    Rewrite,
    Agree,
    Accept,
    Return,
    Withdraw,
}

impl Action {
    pub const ALL: &'static [Action] =
        &[Action::Rewrite, Action::Agree, Action::Accept, Action::Return, Action::Withdraw];

    /// The words on a button.
    pub fn name(self) -> &'static str {
        match self {
            Action::Rewrite => "Save the handover",
            Action::Agree => "Agree and offer it to the other team",
            Action::Accept => "Accept",
            Action::Return => "Return with a reason",
            Action::Withdraw => "Withdraw",
        }
    }
}

/// Open work about children who may move.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OpenStep {
    pub step: StepId,
    pub kind: StepKind,
    pub owner: Option<WorkerId>,
    pub team: Option<TeamId>,
    pub children: Vec<PersonId>,
    /// Everybody whom it is about.
    pub people: Vec<PersonId>,
}

/// What stands on the record when a transfer is proposed or accepted.
#[derive(Debug, Clone, Default)]
pub struct Moving {
    /// Who answers for each child of the transfer now.
    pub responsible: Vec<(PersonId, Option<Responsible>)>,
    /// Children of the transfer who are on another that is open.
    pub elsewhere: Vec<PersonId>,
    /// Open work about children of the transfer.
    pub steps: Vec<OpenStep>,
}

/// The worker who is to have the children, as the record has them.
#[derive(Debug, Clone)]
pub struct Receiver {
    pub worker: WorkerId,
    pub team: Option<TeamId>,
    /// Why no child may be allocated to them today; see [`crate::caseload::Candidate::why_not`].
    pub why_not: Option<String>,
}

/// Whether somebody stands above the teams: their word counts for any side.
fn above(actor: &Actor) -> bool {
    actor.is(Role::ServiceManager) || actor.is(Role::Director)
}

fn is_of(actor: &Actor, team: TeamId) -> bool {
    actor.team == Some(team)
}

fn manages(actor: &Actor, team: TeamId) -> bool {
    above(actor) || (actor.authorises() && is_of(actor, team))
}

/// What may be done now, by this person, and if not, why not.
pub fn offers(transfer: &Transfer, actor: &Actor) -> Vec<(Action, Standing)> {
    Action::ALL.iter().map(|action| (*action, offer(transfer, *action, actor))).collect()
}

/// Whether one thing may be done now.
pub fn offer(transfer: &Transfer, action: Action, actor: &Actor) -> Standing {
    why_not(transfer, action, actor).map_or(Standing::Available, Standing::Unavailable)
}

fn why_not(transfer: &Transfer, action: Action, actor: &Actor) -> Option<String> {
    if !transfer.state.is_open() {
        return Some(format!("This transfer is over: {}.", transfer.state.name().to_lowercase()));
    }
    let (from, to) = (transfer.proposed.from, transfer.proposed.to);
    let gives = is_of(actor, from.team) || from.worker == Some(actor.worker) || transfer.by == actor.worker;
    match action {
        Action::Rewrite | Action::Withdraw if !(actor.records() && gives || manages(actor, from.team)) => {
            Some("The side that gives writes the handover, and may withdraw.".to_owned())
        }
        Action::Rewrite | Action::Withdraw => None,
        Action::Agree if transfer.agreed.is_some() => Some("The giving team’s manager has agreed.".to_owned()),
        Action::Agree if !manages(actor, from.team) => Some("A manager of the giving team agrees.".to_owned()),
        Action::Agree => None,
        Action::Accept | Action::Return if transfer.agreed.is_none() => {
            Some("The giving team’s manager has not agreed yet.".to_owned())
        }
        Action::Accept | Action::Return if !manages(actor, to.team) => {
            Some("A manager of the receiving team answers.".to_owned())
        }
        Action::Accept if transfer.agreed.is_some_and(|(by, _)| by == actor.worker) => {
            Some("You agreed for the giving side: another manager accepts for the receiving side.".to_owned())
        }
        Action::Accept | Action::Return => None,
    }
}

fn allowed(transfer: &Transfer, action: Action, actor: &Actor) -> Result<(), Refusal> {
    why_not(transfer, action, actor).map_or(Ok(()), |why| Err(Refusal::MayNot(why)))
}

/// Proposes a transfer. A manager of the giving team agrees by proposing; a worker's proposal waits for theirs.
pub fn propose(proposed: Proposed, actor: &Actor, around: &Moving, at: Moment) -> Result<Vec<Happening>, Refusal> {
    let from = proposed.from;
    let gives = is_of(actor, from.team) || from.worker == Some(actor.worker) || manages(actor, from.team);
    if !actor.records() || !gives {
        let why = "The child’s worker, somebody of their team or a service manager proposes a transfer.";
        return Err(Refusal::MayNot(why.to_owned()));
    }
    let mut problems = proposal_problems(&proposed, around, actor.today);
    problems.extend(handover_problems(&proposed.handover));
    if !problems.is_empty() {
        return Err(Refusal::Fix(problems));
    }
    let agrees = manages(actor, from.team);
    let transfer = Transfer::begun(&proposed, actor.worker, at);
    let mut happenings = vec![Happening::of(TransferEntry::Proposed(proposed), actor.today)];
    if agrees {
        happenings.push(transfer.happening(TransferEntry::Agreed { transfer: transfer.id() }, actor.today));
    }
    Ok(happenings)
}

fn proposal_problems(proposed: &Proposed, around: &Moving, today: Day) -> Vec<Problem> {
    let mut problems = Vec::new();
    let mut say = |field: &str, say: &str| problems.push(Problem { field: field.to_owned(), say: say.to_owned() });
    if proposed.children.is_empty() {
        say("child", "Choose at least one child");
    }
    if proposed.children.iter().any(|child| around.elsewhere.contains(child)) {
        say("child", "A child chosen is on another transfer that is open. It is answered or withdrawn first");
    }
    let theirs = |held: &Option<Responsible>| held.is_some_and(|held| held.team == Some(proposed.from.team));
    if around.responsible.iter().any(|(_, held)| !theirs(held)) {
        say("child", "A child chosen is not with the giving team. Only the team that is responsible can give");
    }
    if proposed.to.team == proposed.from.team {
        say("team", "Choose another team. Within the team, a manager allocates");
    }
    if proposed.reason.trim().is_empty() {
        say("reason", "Say why, for the child’s record");
    }
    if proposed.on < today {
        say("on", "The day must be today or later");
    } else if proposed.on > today.plus_months(6) {
        say("on", "The day is more than six months ahead: check it");
    }
    problems
}

fn handover_problems(handover: &Handover) -> Vec<Problem> {
    let empty = PARTS.iter().filter(|part| handover.part(part.slug).trim().is_empty());
    empty
        .filter_map(|part| Some(Problem { field: format!("part-{}", part.slug), say: part.wanted?.to_owned() }))
        .collect()
}

/// Brings the handover up to date.
pub fn rewrite(transfer: &Transfer, actor: &Actor, handover: Handover) -> Result<Vec<Happening>, Refusal> {
    allowed(transfer, Action::Rewrite, actor)?;
    let problems = handover_problems(&handover);
    if !problems.is_empty() {
        return Err(Refusal::Fix(problems));
    }
    if handover == transfer.proposed.handover {
        return Ok(Vec::new());
    }
    let entry = TransferEntry::HandoverRewritten { transfer: transfer.id(), handover };
    Ok(vec![transfer.happening(entry, actor.today)])
}

/// A manager of the giving team agrees.
pub fn agree(transfer: &Transfer, actor: &Actor) -> Result<Vec<Happening>, Refusal> {
    allowed(transfer, Action::Agree, actor)?;
    Ok(vec![transfer.happening(TransferEntry::Agreed { transfer: transfer.id() }, actor.today)])
}

/// The receiving team does not take the children, and says why.
pub fn send_back(transfer: &Transfer, actor: &Actor, reason: String) -> Result<Vec<Happening>, Refusal> {
    allowed(transfer, Action::Return, actor)?;
    let entry = |transfer, reason| TransferEntry::Returned { transfer, reason };
    ended(transfer, actor, reason, "Say what must change, or where the children should go instead", entry)
}

/// The giving side takes the proposal back.
pub fn withdraw(transfer: &Transfer, actor: &Actor, reason: String) -> Result<Vec<Happening>, Refusal> {
    allowed(transfer, Action::Withdraw, actor)?;
    let entry = |transfer, reason| TransferEntry::Withdrawn { transfer, reason };
    ended(transfer, actor, reason, "Say why it is withdrawn", entry)
}

fn ended(
    transfer: &Transfer,
    actor: &Actor,
    reason: String,
    wanted: &str,
    entry: fn(TransferId, String) -> TransferEntry,
) -> Result<Vec<Happening>, Refusal> {
    match reason.trim() {
        "" => Err(Refusal::fix("reason", wanted)),
        words => Ok(vec![transfer.happening(entry(transfer.id(), words.to_owned()), actor.today)]),
    }
}

/// Takes the children. Allocation and open work pass in one command; a step down or a step up opens what follows from it.
pub fn accept(
    transfer: &Transfer,
    actor: &Actor,
    receiver: Option<&Receiver>,
    note: &str,
    around: &Moving,
    means: Means<'_>,
) -> Result<Vec<Happening>, Refusal> {
    allowed(transfer, Action::Accept, actor)?;
    let Proposed { children, from, to, .. } = &transfer.proposed;
    if let Some(receiver) = receiver {
        if receiver.team != Some(to.team) {
            return Err(Refusal::fix(
                "worker",
                "Choose a worker of the receiving team, or let the children wait in it",
            ));
        }
        if let Some(why) = &receiver.why_not {
            return Err(Refusal::fix("worker", &format!("{why}. Choose somebody else")));
        }
    }
    let theirs = |held: &Option<Responsible>| held.is_some_and(|held| held.team == Some(from.team));
    if around.responsible.iter().any(|(_, held)| !theirs(held)) {
        let why = "A child is no longer with the giving team. Return it and say so; it can be proposed again.";
        return Err(Refusal::MayNot(why.to_owned()));
    }
    let (on, worker) = (actor.today, receiver.map(|receiver| receiver.worker));
    let entry = TransferEntry::Accepted { transfer: transfer.id(), worker, note: note.trim().to_owned() };
    let mut happenings = vec![transfer.happening(entry, on)];
    let reason = format!("{}: {}", transfer.proposed.kind.name(), transfer.proposed.reason);
    for child in children {
        let (child, team, reason) = (*child, to.team, reason.clone());
        let entry = match worker {
            Some(worker) => CaseloadEntry::Allocated { child, worker, team: Some(team), on, reason },
            None => CaseloadEntry::AwaitsAllocation { child, team, on, reason },
        };
        happenings.push(Happening::of(entry, on));
    }
    for step in moves(transfer, around) {
        let entry = StepEntry::Assigned { step: step.step, owner: worker, team: Some(to.team), reason: reason.clone() };
        happenings.push(Happening::of_step(entry, &step.people, on));
    }
    happenings.extend(opened(transfer, worker, around, means));
    Ok(happenings)
}

/// The open work that passes with the children: casework of the giving side, unless it is also about a child who stays.
pub fn moves<'a>(transfer: &Transfer, around: &'a Moving) -> Vec<&'a OpenStep> {
    let Proposed { children, from, .. } = &transfer.proposed;
    let going: BTreeSet<_> = children.iter().collect();
    let held = |step: &OpenStep| {
        step.team == Some(from.team)
            || step.owner.is_none()
            || around.responsible.iter().any(|(_, held)| held.is_some_and(|held| held.worker == step.owner))
    };
    let passes = |step: &&OpenStep| {
        !at_front_door(step.kind) && step.children.iter().all(|child| going.contains(child)) && held(step)
    };
    around.steps.iter().filter(passes).collect()
}

/// Work of the front door stays there, whoever has the child.
fn at_front_door(kind: StepKind) -> bool {
    use StepKind as K;
    matches!(kind, K::Contact | K::Referral | K::Consultation | K::OutOfHoursEpisode)
}

/// A step down opens early help, and a step up a referral, for each child who has none open: its decision is the manager's.
fn opened(transfer: &Transfer, worker: Option<WorkerId>, around: &Moving, means: Means<'_>) -> Option<Happening> {
    let kind = match transfer.proposed.kind {
        TransferKind::StepDown => StepKind::EarlyHelp,
        TransferKind::StepUp => StepKind::Referral,
        TransferKind::AnotherTeam | TransferKind::WorkerLeaves => return None,
    };
    let has = |child: &PersonId| around.steps.iter().any(|step| step.kind == kind && step.children.contains(child));
    let children: Vec<_> = transfer.proposed.children.iter().copied().filter(|child| !has(child)).collect();
    if children.is_empty() {
        return None;
    }
    let known = |fact, value| Known { fact, child: None, value };
    let mut carried = vec![known(Fact::ReceivedAt, Answer::Moment(means.now))];
    if kind == StepKind::Referral {
        carried.push(known(Fact::Source, Answer::Code("5D".to_owned())));
        carried.push(known(Fact::WorriedAbout, Answer::Words(transfer.proposed.handover.risks.clone())));
    }
    let started = Started {
        step: StepId((means.dice)()),
        kind,
        form: (means.form)(kind),
        children,
        others: Vec::new(),
        owner: worker,
        team: Some(transfer.proposed.to.team),
        opened_by: None,
        at: means.now,
        carried,
    };
    Some(Happening::of(StepEntry::Started(started), means.now.day()))
}
