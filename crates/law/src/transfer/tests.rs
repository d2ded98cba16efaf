use super::*;
use crate::caseload::CaseloadEntry;
use crate::id::{CommandId, EntryId, StepId};
use crate::journal::{Author, Entry};
use crate::role::Role;
use crate::step::act::Refusal;
use crate::step::decide::Means;
use crate::step::offer::Actor;
use crate::step::{StepEntry, StepKind};
use proptest::prelude::*;
use std::collections::BTreeMap;
use uuid::Uuid;

const CHILDREN: u128 = 4;
const TEAMS: u128 = 3;

fn team(n: u128) -> TeamId {
    TeamId(Uuid::from_u128(1000 + n))
}

fn child(n: u128) -> PersonId {
    PersonId(Uuid::from_u128(2000 + n))
}

/// A worker (0) or manager (1) of a team, or the service manager (2).
fn actor(of: u128, rank: u128) -> Actor {
    let role = [Role::SocialWorker, Role::TeamManager, Role::ServiceManager][rank as usize % 3];
    Actor {
        worker: WorkerId(Uuid::from_u128(3000 + of * 10 + rank % 3)),
        roles: vec![role],
        team: (role != Role::ServiceManager).then(|| team(of)),
        registration: None,
        today: "2026-11-23".parse().unwrap(),
    }
}

fn now() -> Moment {
    "2026-11-23T10:00:00Z".parse().unwrap()
}

fn handover() -> Handover {
    Handover { open_work: "None".into(), risks: "None known".into(), next: "Visit".into(), ..Handover::default() }
}

/// A small service: the journal, the transfers and the open work as they follow from it.
#[derive(Default)]
struct Service {
    journal: Vec<Entry>,
    transfers: BTreeMap<TransferId, Transfer>,
    steps: Vec<OpenStep>,
    dice: u128,
}

impl Service {
    fn begun() -> Self {
        let mut service = Self::default();
        for n in 0..CHILDREN {
            let of = n % TEAMS;
            let (worker, on, reason) = (actor(of, 0).worker, actor(0, 0).today, String::new());
            let entry = CaseloadEntry::Allocated { child: child(n), worker, team: Some(team(of)), on, reason };
            service.journal.push(entry.into());
            let children = vec![child(n)];
            service.steps.push(OpenStep {
                step: StepId(Uuid::from_u128(4000 + n)),
                kind: StepKind::Assessment,
                owner: Some(worker),
                team: Some(team(of)),
                people: children.clone(),
                children,
            });
        }
        service
    }

    fn id(&mut self) -> Uuid {
        self.dice += 1;
        Uuid::from_u128(9000 + self.dice)
    }

    fn who(&self, child: PersonId) -> Option<Responsible> {
        responsible(child, &self.journal)
    }

    fn around(&self, children: &[PersonId]) -> Moving {
        let open = self.transfers.values().filter(|one| one.state.is_open());
        Moving {
            responsible: children.iter().map(|child| (*child, self.who(*child))).collect(),
            elsewhere: open.flat_map(|one| one.proposed.children.clone()).collect(),
            steps: self
                .steps
                .iter()
                .filter(|step| step.children.iter().any(|child| children.contains(child)))
                .cloned()
                .collect(),
        }
    }

    fn record(&mut self, by: &Actor, happenings: Vec<crate::journal::Happening>) {
        for happening in happenings {
            self.apply(&happening.entry);
            let recorded = Recorded {
                seq: self.journal.len() as i64,
                id: EntryId(Uuid::nil()),
                recorded_at: now(),
                author: Author { worker: by.worker, role: by.roles[0] },
                command: CommandId(Uuid::nil()),
                happening,
            };
            if let Entry::Transfer(entry) = &recorded.happening.entry {
                let next = match entry {
                    TransferEntry::Proposed(proposed) => Transfer::begun(proposed, by.worker, now()),
                    other => self.transfers[&other.transfer()].clone().after(other, &recorded),
                };
                self.transfers.insert(next.id(), next);
            }
            self.journal.push(recorded.happening.entry);
        }
    }

    fn apply(&mut self, entry: &Entry) {
        match entry {
            Entry::Step(StepEntry::Assigned { step, owner, team, .. }) => {
                for one in self.steps.iter_mut().filter(|one| one.step == *step) {
                    (one.owner, one.team) = (*owner, *team);
                }
            }
            Entry::Step(StepEntry::Started(started)) => self.steps.push(OpenStep {
                step: started.step,
                kind: started.kind,
                owner: started.owner,
                team: started.team,
                children: started.children.clone(),
                people: started.people(),
            }),
            _ => {}
        }
    }

    fn propose(&mut self, by: &Actor, kind: TransferKind, children: Vec<PersonId>, to: TeamId) -> Result<(), Refusal> {
        let from = children.first().and_then(|child| self.who(*child));
        let from = Side {
            team: from.and_then(|held| held.team).unwrap_or(team(0)),
            worker: from.and_then(|held| held.worker),
        };
        let proposed = Proposed {
            transfer: TransferId(self.id()),
            kind,
            from,
            to: Side { team: to, worker: None },
            on: by.today,
            reason: "The family has moved across the river".into(),
            handover: handover(),
            children: children.clone(),
        };
        let happenings = propose(proposed, by, &self.around(&children), now())?;
        self.record(by, happenings);
        Ok(())
    }

    fn answer(&mut self, by: &Actor, id: TransferId, act: usize, named: bool) -> Result<(), Refusal> {
        let transfer = self.transfers[&id].clone();
        let around = self.around(&transfer.proposed.children);
        let worker = (0..TEAMS).find(|of| team(*of) == transfer.proposed.to.team).map(|of| actor(of, 0)).unwrap();
        let receiver = Receiver { worker: worker.worker, team: worker.team, why_not: None };
        let mut next = self.dice;
        let mut dice = || {
            next += 1;
            Uuid::from_u128(9000 + next)
        };
        let means = Means { dice: &mut dice, form: &|_| None, now: now(), around: &[] };
        let happenings = match act {
            0 => agree(&transfer, by),
            1 => accept(&transfer, by, named.then_some(&receiver), "", &around, means),
            2 => send_back(&transfer, by, "Not without the assessment".into()),
            3 => withdraw(&transfer, by, "The family stays".into()),
            _ => rewrite(&transfer, by, Handover { plan: "New".into(), ..handover() }),
        }?;
        self.dice = next;
        self.record(by, happenings);
        Ok(())
    }
}

/// Something that somebody tries.
#[derive(Debug, Clone)]
enum Try {
    Propose { of: u128, rank: u128, kind: usize, children: Vec<u128>, to: u128 },
    Answer { of: u128, rank: u128, nth: usize, act: usize, named: bool },
    Allocate { child: u128, of: u128 },
    End { child: u128 },
}

fn tries() -> impl Strategy<Value = Try> {
    let some = prop::collection::vec(0..CHILDREN, 1..3);
    prop_oneof![
        3 => (0..TEAMS, 0u128..3, 0usize..4, some, 0..TEAMS)
            .prop_map(|(of, rank, kind, children, to)| Try::Propose { of, rank, kind, children, to }),
        6 => (0..TEAMS, 0u128..3, 0usize..6, 0usize..5, any::<bool>())
            .prop_map(|(of, rank, nth, act, named)| Try::Answer { of, rank, nth, act, named }),
        1 => (0..CHILDREN, 0..TEAMS).prop_map(|(child, of)| Try::Allocate { child, of }),
        1 => (0..CHILDREN).prop_map(|child| Try::End { child }),
    ]
}

fn run(service: &mut Service, what: Try) -> Option<TransferId> {
    match what {
        Try::Propose { of, rank, kind, mut children, to } => {
            children.sort_unstable();
            children.dedup();
            let children = children.into_iter().map(child).collect();
            let _ = service.propose(&actor(of, rank), TransferKind::ALL[kind], children, team(to));
        }
        Try::Answer { of, rank, nth, act, named } => {
            let id = service.transfers.keys().rev().nth(nth).copied()?;
            let done = service.answer(&actor(of, rank), id, act, named);
            return (act == 1 && done.is_ok()).then_some(id);
        }
        Try::Allocate { child: n, of } if service.who(child(n)).is_some() => {
            let (worker, on, reason) = (actor(of, 0).worker, actor(0, 0).today, String::new());
            service
                .journal
                .push(CaseloadEntry::Allocated { child: child(n), worker, team: Some(team(of)), on, reason }.into());
            // Open work goes with its child, as it does when a manager allocates.
            for step in service.steps.iter_mut().filter(|step| step.children == [child(n)]) {
                (step.owner, step.team) = (Some(worker), Some(team(of)));
            }
        }
        Try::End { child: n } => {
            let (on, reason) = (actor(0, 0).today, "Case closed".into());
            service.journal.push(CaseloadEntry::AllocationEnded { child: child(n), on, reason }.into());
        }
        Try::Allocate { .. } => {}
    }
    None
}

proptest! {
    /// No gap in authority: whatever is tried by whom, a child with whom work has begun has exactly one responsible team
    /// until the work ends; only an acceptance by the receiving side moves them, and then everything moves.
    #[test]
    fn a_child_always_has_exactly_one_responsible_team(tries in prop::collection::vec(tries(), 1..60)) {
        let mut service = Service::begun();
        for what in tries {
            let before: Vec<_> = (0..CHILDREN).map(|n| service.who(child(n))).collect();
            let ends = match &what { Try::End { child } | Try::Allocate { child, .. } => Some(*child), _ => None };
            let accepted = run(&mut service, what);
            for n in 0..CHILDREN {
                let (was, is) = (before[n as usize], service.who(child(n)));
                let moved = accepted.is_some_and(|id| service.transfers[&id].proposed.children.contains(&child(n)));
                if moved {
                    let to = service.transfers[&accepted.unwrap()].proposed.to.team;
                    prop_assert_eq!(is.and_then(|held| held.team), Some(to));
                } else if ends != Some(n) {
                    prop_assert_eq!(is, was);
                }
                prop_assert!(is.is_none_or(|held| held.team.is_some()));
                let open = service.transfers.values().filter(|one| one.state.is_open());
                prop_assert!(open.filter(|one| one.proposed.children.contains(&child(n))).count() <= 1);
            }
            if let Some(id) = accepted {
                let Proposed { children, to, .. } = &service.transfers[&id].proposed;
                for step in service.steps.iter().filter(|step| step.children.iter().all(|one| children.contains(one))) {
                    let front = step.kind == StepKind::Referral;
                    prop_assert!(front || step.team == Some(to.team), "{:?} stayed behind", step);
                }
            }
        }
    }
}

fn offered(service: &mut Service, kind: TransferKind, children: &[u128]) -> TransferId {
    let children = children.iter().map(|n| child(*n)).collect();
    service.propose(&actor(0, 1), kind, children, team(1)).unwrap();
    *service.transfers.keys().last().unwrap()
}

#[test]
fn a_workers_proposal_waits_for_their_manager_and_a_managers_does_not() {
    let mut service = Service::begun();
    service.propose(&actor(0, 0), TransferKind::AnotherTeam, vec![child(0)], team(1)).unwrap();
    let id = *service.transfers.keys().last().unwrap();
    assert_eq!(service.transfers[&id].state, State::Proposed);
    assert_eq!(service.transfers[&id].answer_clock(), None);
    assert!(
        matches!(service.answer(&actor(1, 1), id, 1, true), Err(Refusal::MayNot(why)) if why.contains("not agreed"))
    );
    service.answer(&actor(0, 1), id, 0, true).unwrap();
    let (rule, start) = service.transfers[&id].answer_clock().unwrap();
    assert_eq!(
        (rule, start.fact.as_str()),
        (Rule::TransferAnswered, "offered to the receiving team 23 November 2026 at 10:00")
    );
}

#[test]
fn nobody_agrees_for_both_sides() {
    let mut service = Service::begun();
    service.propose(&actor(0, 2), TransferKind::AnotherTeam, vec![child(0)], team(1)).unwrap();
    let id = *service.transfers.keys().last().unwrap();
    assert!(
        matches!(service.answer(&actor(0, 2), id, 1, true), Err(Refusal::MayNot(why)) if why.contains("another manager"))
    );
    service.answer(&actor(1, 1), id, 1, true).unwrap();
}

#[test]
fn work_shared_with_a_child_who_stays_stays_with_them() {
    let mut service = Service::begun();
    let shared = OpenStep { step: StepId(Uuid::nil()), children: vec![child(0), child(3)], ..service.steps[0].clone() };
    service.steps.push(shared);
    let id = offered(&mut service, TransferKind::AnotherTeam, &[0]);
    service.answer(&actor(1, 1), id, 1, true).unwrap();
    let of = |n: usize| service.steps[n].team;
    assert_eq!((of(0), of(4)), (Some(team(1)), Some(team(0))));
    let mut service = Service::begun();
    service.steps.push(OpenStep {
        step: StepId(Uuid::nil()),
        children: vec![child(0), child(3)],
        ..service.steps[0].clone()
    });
    let id = offered(&mut service, TransferKind::AnotherTeam, &[0, 3]);
    service.answer(&actor(1, 1), id, 1, true).unwrap();
    assert_eq!(service.steps[4].team, Some(team(1)));
}

#[test]
fn a_step_down_opens_early_help_and_a_step_up_a_referral_once() {
    for (kind, opens) in [(TransferKind::StepDown, StepKind::EarlyHelp), (TransferKind::StepUp, StepKind::Referral)] {
        let mut service = Service::begun();
        let id = offered(&mut service, kind, &[0, 3]);
        service.answer(&actor(1, 1), id, 1, true).unwrap();
        let opened: Vec<_> = service.steps.iter().filter(|step| step.kind == opens).collect();
        assert_eq!(opened.len(), 1);
        assert_eq!(opened[0].children, [child(0), child(3)]);
    }
}

#[test]
fn what_a_proposal_lacks_is_said_field_by_field() {
    let mut service = Service::begun();
    offered(&mut service, TransferKind::AnotherTeam, &[0]);
    let around = service.around(&[child(0), child(1)]);
    let proposed = Proposed {
        transfer: TransferId(Uuid::nil()),
        kind: TransferKind::AnotherTeam,
        children: vec![child(0), child(1)],
        from: Side { team: team(0), worker: None },
        to: Side { team: team(0), worker: None },
        on: "2026-11-20".parse().unwrap(),
        reason: " ".into(),
        handover: Handover::default(),
    };
    let Err(Refusal::Fix(problems)) = propose(proposed, &actor(0, 1), &around, now()) else { panic!("not refused") };
    let fields: Vec<_> = problems.iter().map(|problem| problem.field.as_str()).collect();
    assert_eq!(fields, ["child", "child", "team", "reason", "on", "part-risks", "part-open_work", "part-next"]);
}

#[test]
fn every_part_of_a_handover_can_be_written_and_read() {
    let mut handover = Handover::default();
    for part in PARTS {
        handover.put(part.slug, part.name.to_owned());
        assert_eq!(handover.part(part.slug), part.name);
    }
}
