//! Teams and workers of the council, scaled to its children.

use crate::luck::Luck;
use crate::names;
use app::chance::Dice;
use app::founding::{self, NewWorker};
use law::caseload::Registration;
use law::day::{Day, Moment};
use law::id::{TeamId, WorkerId};
use law::journal::Happening;
use law::role::Role;
use law::step::offer::Actor;

/// The council's teams, in the order in which they are formed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Team {
    FrontDoor,
    Assessment1,
    Assessment2,
    Planning1,
    Planning2,
    Planning3,
    Disabilities,
    EarlyHelp,
    OutOfHours,
    Safeguarding,
    BusinessSupport,
    Performance,
}

impl Team {
    pub const ALL: [Team; 12] = [
        Team::FrontDoor,
        Team::Assessment1,
        Team::Assessment2,
        Team::Planning1,
        Team::Planning2,
        Team::Planning3,
        Team::Disabilities,
        Team::EarlyHelp,
        Team::OutOfHours,
        Team::Safeguarding,
        Team::BusinessSupport,
        Team::Performance,
    ];

    pub fn name(self) -> &'static str {
        match self {
            Team::FrontDoor => "Front door",
            Team::Assessment1 => "Assessment team 1",
            Team::Assessment2 => "Assessment team 2",
            Team::Planning1 => "Planning team 1",
            Team::Planning2 => "Planning team 2",
            Team::Planning3 => "Planning team 3",
            Team::Disabilities => "Children with disabilities",
            Team::EarlyHelp => "Early help and advice",
            Team::OutOfHours => "Out of hours",
            Team::Safeguarding => "Safeguarding and reviewing",
            Team::BusinessSupport => "Business support",
            Team::Performance => "Performance",
        }
    }

    /// Teams whose workers carry cases.
    pub fn carries_cases(self) -> bool {
        matches!(
            self,
            Team::Assessment1
                | Team::Assessment2
                | Team::Planning1
                | Team::Planning2
                | Team::Planning3
                | Team::Disabilities
        )
    }
}

/// How a worker writes and works.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Manner {
    Usual,
    /// Records what happened and not what it means.
    ProcessOnly,
    /// Work is late.
    Slow,
}

/// A worker, by number in the list of staff.
#[derive(Debug, Clone)]
pub struct Worker {
    pub id: WorkerId,
    pub name: String,
    pub role: Role,
    pub team: Team,
    pub registration: Option<Registration>,
    pub manner: Manner,
    pub left: bool,
    /// Children on the caseload now.
    pub load: usize,
}

/// Everybody who works, or worked, for the council.
pub struct Staff {
    teams: Vec<TeamId>,
    pub workers: Vec<Worker>,
}

impl Staff {
    /// The teams and first workers of a council with so many children on its record.
    pub fn hire(luck: &mut Luck, dice: &Dice, at: Moment, until: Day, children: usize) -> Self {
        let mut staff = Self { teams: Team::ALL.iter().map(|_| TeamId(dice.id(at))).collect(), workers: Vec::new() };
        for (role, team, count) in posts(children) {
            for _ in 0..count {
                staff.join(luck, dice, at, until, role, team);
            }
        }
        staff.give_manners();
        staff
    }

    /// Some write only what happened, one is slow, and one registration has lapsed.
    fn give_manners(&mut self) {
        let writers = self.workers.iter_mut().filter(|it| it.team.carries_cases() && it.role == Role::SocialWorker);
        for (at, worker) in writers.enumerate() {
            worker.manner = match at % 7 {
                2 => Manner::ProcessOnly,
                4 => Manner::Slow,
                _ => Manner::Usual,
            };
        }
    }

    /// One more worker joins; their number in the list.
    pub fn join(&mut self, luck: &mut Luck, dice: &Dice, at: Moment, until: Day, role: Role, team: Team) -> usize {
        let registered = matches!(role, Role::SocialWorker | Role::TeamManager | Role::ConferenceChair);
        let lapsed = role == Role::SocialWorker && team == Team::Planning2 && !self.any_lapsed(until);
        let expires = if lapsed { until.plus_days(-11) } else { until.plus_months(luck.between(2, 11)) };
        let registration =
            registered.then(|| Registration { number: format!("SW{}", luck.between(10_000, 139_999)), expires });
        let name = self.free_name(luck);
        let manner = Manner::Usual;
        let id = WorkerId(dice.id(at));
        self.workers.push(Worker { id, name, role, team, registration, manner, left: false, load: 0 });
        self.workers.len() - 1
    }

    fn any_lapsed(&self, until: Day) -> bool {
        self.workers.iter().any(|worker| worker.registration.as_ref().is_some_and(|it| it.expires < until))
    }

    fn free_name(&self, luck: &mut Luck) -> String {
        let mut name = names::of_staff(luck);
        for _ in 0..20 {
            if self.workers.iter().all(|worker| worker.name != name) {
                break;
            }
            name = names::of_staff(luck);
        }
        name
    }

    /// The entries by which a worker joins.
    pub fn joining(&self, worker: usize, on: Day) -> Happening {
        let it = &self.workers[worker];
        let new = NewWorker {
            id: it.id,
            name: it.name.clone(),
            roles: vec![it.role],
            team: Some(self.team(it.team)),
            registration: it.registration.clone(),
        };
        founding::joins(new, on)
    }

    /// The entries by which the teams are formed and the first workers join.
    pub fn founding(&self, on: Day) -> Vec<Happening> {
        let teams = Team::ALL.iter().map(|team| founding::team(self.team(*team), team.name(), on));
        teams.chain((0..self.workers.len()).map(|worker| self.joining(worker, on))).collect()
    }

    pub fn team(&self, team: Team) -> TeamId {
        let at = Team::ALL.iter().position(|other| *other == team).unwrap_or_default();
        self.teams[at]
    }

    pub fn actor(&self, worker: usize, today: Day) -> Actor {
        let it = &self.workers[worker];
        Actor {
            worker: it.id,
            roles: vec![it.role],
            team: Some(self.team(it.team)),
            registration: it.registration.clone(),
            today,
        }
    }

    /// Whoever holds this role in this team now.
    pub fn of(&self, team: Team, role: Role) -> Vec<usize> {
        let fits = |worker: &Worker| worker.team == team && worker.role == role && !worker.left;
        (0..self.workers.len()).filter(|n| fits(&self.workers[*n])).collect()
    }

    /// One of those who hold this role in this team; the director where nobody does.
    pub fn one_of(&self, luck: &mut Luck, team: Team, role: Role) -> usize {
        let held = self.of(team, role);
        if held.is_empty() { self.first(Role::Director) } else { held[luck.place(held.len())] }
    }

    /// The first who holds this role anywhere.
    pub fn first(&self, role: Role) -> usize {
        self.workers.iter().position(|worker| worker.role == role && !worker.left).unwrap_or_default()
    }

    /// The manager of a team.
    pub fn manager(&self, team: Team) -> usize {
        let held = self.of(team, Role::TeamManager);
        held.first().copied().unwrap_or_else(|| self.first(Role::ServiceManager))
    }

    /// The social worker of a team with the fewest children.
    pub fn lightest(&self, team: Team) -> Option<usize> {
        self.of(team, Role::SocialWorker).into_iter().min_by_key(|n| (self.workers[*n].load, *n))
    }
}

/// Which posts there are: role, team, how many.
fn posts(children: usize) -> Vec<(Role, Team, usize)> {
    let scaled = |per: usize, least: usize, most: usize| (children / per).clamp(least, most);
    let carriers = scaled(450, 2, 12);
    let mut posts = vec![
        (Role::Director, Team::Safeguarding, 1),
        (Role::ServiceManager, Team::FrontDoor, 1),
        (Role::ServiceManager, Team::Planning1, 1),
        (Role::TeamManager, Team::FrontDoor, 1),
        (Role::DutyScreener, Team::FrontDoor, scaled(700, 2, 8)),
        (Role::SocialWorker, Team::FrontDoor, scaled(900, 1, 6)),
        (Role::OutOfHours, Team::OutOfHours, scaled(900, 2, 6)),
        (Role::TeamManager, Team::EarlyHelp, 1),
        (Role::EarlyHelpAdviser, Team::EarlyHelp, scaled(700, 2, 8)),
        (Role::ConferenceChair, Team::Safeguarding, 2),
        (Role::BusinessSupport, Team::BusinessSupport, scaled(900, 2, 6)),
        (Role::PerformanceAnalyst, Team::Performance, 1),
        (Role::Auditor, Team::Performance, 1),
        (Role::Inspector, Team::Performance, 1),
        (Role::DataProtectionOfficer, Team::Performance, 1),
        (Role::Administrator, Team::BusinessSupport, 1),
    ];
    for team in Team::ALL.into_iter().filter(|team| team.carries_cases()) {
        posts.push((Role::TeamManager, team, 1));
        posts.push((Role::SocialWorker, team, carriers));
        posts.push((Role::Practitioner, team, 1));
    }
    posts
}
