//! The council lives: a day begins, what is due is done in order of time, the day ends.

mod arrival;
mod assessment;
mod change;
mod closing;
mod front_door;
mod night;
mod people;
mod plan;
mod protection;
mod schedule;
mod work;

use crate::agenda::{Act, Agenda};
use crate::case::Case;
use crate::family::Family;
use crate::luck::Luck;
use crate::staff::Staff;
use crate::{KnownWorker, Plan, Progress, SEABOROUGH, Summary, WorldError};
use app::command::{Command, Done, Rejected};
use app::council::Council;
use app::founding;
use law::day::{Day, Moment};
use law::id::{CommandId, StepId};
use law::journal::{Author, Happening};
use law::role::Role;
use law::step::StepKind;
use law::step::offer::Actor;
use law::working_days::Calendar;
use store::{Conn, sql};

/// A consultation that waits for its follow-up.
struct Asked {
    step: StepId,
    worker: usize,
}

/// Everything that the world knows, beside the record itself.
pub struct World {
    council: Council,
    plan: Plan,
    luck: Luck,
    calendar: Calendar,
    staff: Staff,
    families: Vec<Family>,
    cases: Vec<Case>,
    asked: Vec<Asked>,
    agenda: Agenda,
    /// Nothing is recorded before this: one thing after another, as in life.
    clock: Moment,
    first: Day,
    summary: Summary,
}

impl World {
    /// Founds the council and puts its families' first contacts on the agenda.
    pub fn begin(council: &Council, plan: Plan) -> Result<Self, WorldError> {
        if plan.children == 0 || plan.years == 0 {
            return Err(WorldError::NothingToDo);
        }
        if council.db.read_now(has_workers)? {
            return Err(WorldError::NotEmpty);
        }
        let first = plan.until.plus_months(-12 * i64::from(plan.years));
        let at = first.at(8, 0)?;
        let mut luck = Luck::seeded(plan.seed);
        let staff = Staff::hire(&mut luck, &council.dice, at, plan.until, plan.children);
        let mut world = Self {
            council: council.clone(),
            plan,
            luck,
            calendar: Calendar::england(),
            staff,
            families: Vec::new(),
            cases: Vec::new(),
            asked: Vec::new(),
            agenda: Agenda::default(),
            clock: at,
            first,
            summary: Summary::default(),
        };
        world.found(at)?;
        world.populate()?;
        Ok(world)
    }

    fn found(&mut self, at: Moment) -> Result<(), WorldError> {
        let administrator = self.staff.workers[self.staff.first(Role::Administrator)].id;
        let author = Author { worker: administrator, role: Role::Administrator };
        let rejected = |why| WorldError::rejected("founding the council", why);
        let command = |council: &Council| Command { id: CommandId(council.dice.id(at)), author, at };
        let founded = self.council.db.read_now(founding::named)?.is_some();
        if !founded {
            founding::found(&self.council, command(&self.council), SEABOROUGH.0, SEABOROUGH.1).map_err(rejected)?;
        }
        let joining = self.staff.founding(at.day());
        self.council.run_now(command(&self.council), move |_| Ok(joining)).map_err(rejected)?;
        Ok(())
    }

    /// Lives day after day; every day is one transaction.
    pub fn live(mut self, progress: &mut dyn FnMut(Progress)) -> Result<Summary, WorldError> {
        let days_total = usize::try_from(self.first.days_until(self.plan.until)).unwrap_or(0);
        for days_done in 1..=days_total {
            let day = self.first.plus_days(i64::try_from(days_done).unwrap_or(1) - 1);
            let db = self.council.db.clone();
            self = db.write_now(move |conn| self.live_a_day(conn, day))?;
            let steps = self.summary.steps.values().sum();
            progress(Progress { day, days_done, days_total, steps, entries: self.summary.entries });
        }
        Ok(self.told())
    }

    fn live_a_day(mut self, conn: &mut Conn, day: Day) -> Result<Self, WorldError> {
        while let Some((at, act)) = self.agenda.next(day) {
            self.act(conn, at, act)?;
        }
        Ok(self)
    }

    fn act(&mut self, conn: &mut Conn, at: Moment, act: Act) -> Result<(), WorldError> {
        match act {
            Act::Contact { case } => self.contact(conn, at, case),
            Act::DecideContact { case } => self.decide_contact(conn, at, case),
            Act::Refer { case } => self.refer(conn, at, case),
            Act::DecideReferral { case } => self.decide_referral(conn, at, case),
            Act::StrategyHeld { case } => self.strategy_held(conn, at, case),
            Act::EnquiryDone { case } => self.enquiry_done(conn, at, case),
            Act::EnquiryDecided { case } => self.enquiry_decided(conn, at, case),
            Act::ConferenceHeld { case } => self.conference_held(conn, at, case),
            Act::RecordSent { case } => self.record_sent(conn, at, case),
            Act::CoreGroupMet { case } => self.core_group_met(conn, at, case),
            Act::PlanReviewed { case } => self.plan_reviewed(conn, at, case),
            Act::Allocate { case } => self.allocate(conn, at, case),
            Act::Visit { case } => self.visit(conn, at, case),
            Act::Note { case } => self.note(conn, at, case),
            Act::Oversight { case } => self.oversight(conn, at, case),
            Act::Views { case } => self.views(conn, at, case),
            Act::Draft { case } => self.draft(conn, at, case),
            Act::Submit { case } => self.submit(conn, at, case),
            Act::Authorise { case } => self.authorise(conn, at, case),
            Act::Rework { case } => self.rework(conn, at, case),
            Act::Transfer { case } => self.transfer(conn, at, case),
            Act::PlanKept { case } => self.plan_kept(conn, at, case),
            Act::Close { case } => self.close(conn, at, case),
            Act::AgreeClosure { case } => self.agree_closure(conn, at, case),
            Act::EarlyHelpEnds { case } => self.early_help_ends(conn, at, case),
            Act::Night { case } => self.night(conn, at, case),
            Act::Acknowledge { case } => self.acknowledge(conn, at, case),
            Act::Consultation => self.consultation(conn, at),
            Act::FollowUp { consultation } => self.follow_up(conn, at, consultation),
            Act::Born { family, child } => self.born(conn, at, family, child),
            Act::Moves { family } => self.moves(conn, at, family),
            Act::Dies { family, child } => self.dies(conn, at, family, child),
            Act::Leaves { worker } => self.leaves(conn, at, worker),
        }
    }

    /// Runs one command as a worker. Time does not go back: what comes after is recorded a little later.
    fn does(
        &mut self,
        conn: &mut Conn,
        doing: &'static str,
        (worker, at): (usize, Moment),
        decide: impl FnOnce(&Council, &mut Conn, &Actor, Moment) -> Result<Vec<Happening>, Rejected>,
    ) -> Result<Done, WorldError> {
        let at = at.max(self.clock.plus_seconds(1));
        self.clock = at;
        let actor = self.staff.actor(worker, at.day());
        let author = Author { worker: actor.worker, role: self.staff.workers[worker].role };
        let command = Command { id: CommandId(self.council.dice.id(at)), author, at };
        let council = self.council.clone();
        let done = council
            .perform(conn, command, |conn| decide(&council, conn, &actor, at))
            .map_err(|why| WorldError::rejected(doing, why))?;
        self.summary.entries = done.last_seq.unwrap_or(self.summary.entries);
        Ok(done)
    }

    /// Records happenings about people and allocation.
    fn records(
        &mut self,
        conn: &mut Conn,
        doing: &'static str,
        by: (usize, Moment),
        happenings: Vec<Happening>,
    ) -> Result<(), WorldError> {
        self.does(conn, doing, by, move |_, _, _, _| Ok(happenings)).map(|_| ())
    }

    fn count(&mut self, kind: StepKind) {
        *self.summary.steps.entry(kind).or_default() += 1;
    }

    fn told(self) -> Summary {
        let mut summary = self.summary;
        let known = Role::ALL.iter().filter_map(|role| known_worker(&self.staff, *role));
        summary.known = known.collect();
        summary.workers = self.staff.workers.len();
        let families = || self.families.iter().filter(|family| family.known);
        summary.families = families().count();
        summary.children = families().map(|family| family.children.len()).sum();
        summary.people = summary.children + families().map(|family| family.adults.len()).sum::<usize>();
        summary
    }
}

/// The worker of a role to sign in as: with the usual caseload, where the role has any.
fn known_worker(staff: &Staff, role: Role) -> Option<KnownWorker> {
    let held = staff.workers.iter().filter(|worker| worker.role == role && !worker.left);
    let best = match role {
        Role::SocialWorker => held.filter(|worker| worker.team.carries_cases()).max_by_key(|worker| worker.load)?,
        Role::TeamManager => held.filter(|worker| worker.team.carries_cases()).min_by_key(|worker| worker.team)?,
        _ => held.min_by_key(|worker| worker.team)?,
    };
    Some(KnownWorker { name: best.name.clone(), role, team: best.team.name(), id: best.id })
}

fn has_workers(conn: &mut Conn) -> Result<bool, store::Error> {
    Ok(conn.query_opt(sql!("SELECT id FROM worker LIMIT 1"), &[])?.is_some())
}
