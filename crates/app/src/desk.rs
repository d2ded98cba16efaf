//! Where a request meets the product: who asks, with what permit; the page's frame; refusals said as people can use them.

use crate::caseload::queries::{Worker, worker};
use crate::command::{Command, Done, Rejected};
use crate::council::Council;
use crate::reader::{Closed, Viewer};
use axum::extract::{FromRef, FromRequestParts};
use axum::http::request::Parts;
use axum::response::{IntoResponse, Redirect, Response};
use law::day::{Day, Moment};
use law::id::{CommandId, WorkerId};
use law::journal::{Author, Happening};
use law::permit::Permit;
use law::role::Role;
use law::step::act::Refusal;
use maud::Markup;
use sha2::{Digest, Sha256};
use std::sync::Arc;
use store::Conn;
use uuid::Uuid;
use web::csrf;
use web::shell::{Around, NavItem, UserBadge, Width};
use web::{Failure, FieldErrors, Fields, Frame, Guard, Kit, Now, Page, Visitor};

/// What every handler works with.
#[derive(Clone)]
pub struct Desk {
    pub council: Council,
    pub kit: Kit,
}

impl FromRef<Desk> for Kit {
    fn from_ref(desk: &Desk) -> Self {
        desk.kit.clone()
    }
}

/// Routes of the product, each with its permit.
pub type Routes = web::RouteTable<Desk, Door>;

/// A route's permit. Sign-in has a half-open door of its own: a password was given, the second factor not yet.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Door {
    To(Permit),
    SigningIn,
}

impl From<Permit> for Door {
    fn from(permit: Permit) -> Self {
        Door::To(permit)
    }
}

/// Decides at the gate, from the worker's roles as the record has them now.
pub struct Gatekeeper(pub Desk);

impl Guard<Door> for Gatekeeper {
    async fn admit(&self, door: &Door, visitor: &Visitor, parts: &mut Parts) -> Result<(), Failure> {
        let permit = match (door, visitor) {
            (Door::To(Permit::Public), Visitor::Nobody | Visitor::Half(_)) => return Ok(()),
            (Door::SigningIn, Visitor::Half(_) | Visitor::SignedIn(_)) => return Ok(()),
            (Door::SigningIn, Visitor::Nobody) => return Err(Failure::SignInFirst),
            (Door::To(permit), _) => permit,
        };
        let Visitor::SignedIn(session) = visitor else { return Err(Failure::SignInFirst) };
        let at = parts.extensions.get::<Now>().copied().unwrap_or_else(|| self.0.kit.now());
        let who = Who::find(&self.0, &session.worker, Moment(at.0)).await?;
        parts.extensions.insert(Arc::new(around(&who, Place::Elsewhere)));
        if !permit.allows(&who.viewer.actor.roles) {
            let reason = "Your role does not include this page.";
            return Err(Failure::may_not(reason, format!("It is for {}.", permit.who())));
        }
        parts.extensions.insert(who);
        Ok(())
    }
}

/// The worker who asks, and when.
#[derive(Debug, Clone)]
pub struct Who {
    pub worker: Worker,
    pub viewer: Viewer,
}

impl Who {
    async fn find(desk: &Desk, id: &str, at: Moment) -> Result<Self, Failure> {
        let id: WorkerId = id.parse().map_err(Failure::broken)?;
        let found = desk.council.db.read(move |conn| worker(conn, id)).await?;
        let gone = || Failure::may_not("This account is closed.", "Ask a system administrator.");
        let worker = found.filter(|worker| worker.left_on.is_none_or(|day| at.day() < day)).ok_or_else(gone)?;
        let viewer = Viewer { actor: worker.actor(at.day()), at };
        Ok(Self { worker, viewer })
    }

    pub fn at(&self) -> Moment {
        self.viewer.at
    }

    pub fn today(&self) -> Day {
        self.viewer.at.day()
    }

    /// The author of what they do now, in the first of their roles that fits.
    pub fn author(&self, fits: impl Fn(Role) -> bool) -> Author {
        let role = self.viewer.actor.acting(fits).unwrap_or(Role::Practitioner);
        Author { worker: self.worker.id, role }
    }

    /// The command of a posted form: its id came with the form, so that a second press does nothing twice. Other words sent
    /// from the same page, after going back to it, are another command.
    pub fn command(&self, desk: &Desk, fields: &Fields) -> Command {
        self.command_with(desk, fields, &[])
    }

    /// The command of a form that was posted with a file: another file under the same words is another command.
    pub fn command_with(&self, desk: &Desk, fields: &Fields, file: &[u8]) -> Command {
        let id = CommandId(told_apart(self.form_id(desk, fields).0, fields, file));
        Command { id, author: self.author(Role::records), at: self.at() }
    }

    /// The id that came with a form, whatever was written in it.
    pub fn form_id(&self, desk: &Desk, fields: &Fields) -> CommandId {
        let given = fields.get(COMMAND).and_then(|id| id.parse::<CommandId>().ok());
        given.unwrap_or_else(|| CommandId(desk.council.dice.id(self.at())))
    }
}

/// The id of a form with what was sent in it: its last seven bytes are mixed with a mark of the words and of the file.
fn told_apart(id: Uuid, fields: &Fields, file: &[u8]) -> Uuid {
    let mut hash = Sha256::new();
    let words = fields.iter().filter(|(name, _)| ![COMMAND, csrf::FIELD].contains(name));
    for part in words.flat_map(|(name, value)| [name.as_bytes(), value.as_bytes()]).chain([file]) {
        hash.update((part.len() as u64).to_be_bytes());
        hash.update(part);
    }
    let mut bytes = id.into_bytes();
    bytes[9..].iter_mut().zip(hash.finalize()).for_each(|(byte, mark)| *byte ^= mark);
    Uuid::from_bytes(bytes)
}

impl FromRequestParts<Desk> for Who {
    type Rejection = Failure;

    async fn from_request_parts(parts: &mut Parts, _: &Desk) -> Result<Self, Failure> {
        let found = parts.extensions.get::<Who>().cloned();
        found.ok_or_else(|| Failure::broken("a route without a signed-in worker"))
    }
}

/// The hidden field that carries a form's command id.
pub const COMMAND: &str = "command";

/// What every form carries: the token that it is ours, and an id of its own.
pub fn form_fields(desk: &Desk, frame: &Frame, who: &Who) -> Markup {
    maud::html! {
        @if let Some(csrf) = &frame.csrf { (csrf.field()) }
        input type="hidden" name=(COMMAND) value=(desk.council.dice.id(who.at()));
    }
}

/// Why a handler stopped: one of the three failures, or another page to go to first.
#[derive(Debug)]
pub enum Stop {
    Failure(Failure),
    GoTo(String),
}

impl IntoResponse for Stop {
    fn into_response(self) -> Response {
        match self {
            Stop::Failure(failure) => failure.into_response(),
            Stop::GoTo(path) => Redirect::to(&path).into_response(),
        }
    }
}

impl From<Failure> for Stop {
    fn from(failure: Failure) -> Self {
        Stop::Failure(failure)
    }
}

impl From<store::Error> for Stop {
    fn from(error: store::Error) -> Self {
        Stop::Failure(error.into())
    }
}

impl From<Closed> for Stop {
    fn from(closed: Closed) -> Self {
        match closed {
            Closed::Absent => Stop::Failure(Failure::NotFound),
            Closed::AskWhy(person) => Stop::GoTo(format!("/person/{person}/why")),
            Closed::Restricted(person) => Stop::GoTo(format!("/person/{person}/restricted")),
            Closed::No => Stop::Failure(Failure::may_not(
                "Your role does not open children's records.",
                "A team manager can tell you who works with the child.",
            )),
            Closed::Store(error) => error.into(),
        }
    }
}

impl From<Rejected> for Stop {
    fn from(rejected: Rejected) -> Self {
        use crate::ledger::LedgerError;
        Stop::Failure(match rejected {
            Rejected::Refused(Refusal::MayNot(why)) => Failure::MayNot { reason: why, who_can: None },
            Rejected::Refused(Refusal::Fix(problems)) => {
                let mut errors = FieldErrors::new();
                problems.into_iter().for_each(|problem| errors.add(problem.field, problem.say));
                errors.into()
            }
            Rejected::Absent => Failure::NotFound,
            Rejected::Ledger(LedgerError::BeyondCalendar(beyond)) => {
                FieldErrors::one("received_at", beyond.to_string()).into()
            }
            Rejected::Ledger(error) => Failure::broken(error),
            Rejected::Store(error) => error.into(),
            Rejected::Journal(error) => Failure::broken(error),
        })
    }
}

/// What a handler gives.
pub type Answered<T = Response> = Result<T, Stop>;

impl Desk {
    /// Reads with one connection, off the async threads.
    pub async fn read<T: Send + 'static>(
        &self,
        read: impl FnOnce(&mut Conn) -> Answered<T> + Send + 'static,
    ) -> Answered<T> {
        self.council.db.read(read).await
    }

    /// Runs a command.
    pub async fn run(
        &self,
        command: Command,
        decide: impl FnOnce(&mut Conn) -> Result<Vec<Happening>, Rejected> + Send + 'static,
    ) -> Result<Done, Rejected> {
        self.council.run(command, decide).await
    }

    /// A page in the product's frame: navigation, search, who is signed in.
    pub fn page(&self, who: &Who, title: impl Into<String>, place: Place, body: Markup) -> Page {
        Page { around: Some(Arc::new(around(who, place))), width: Width::Wide, ..Page::new(title, body) }
    }
}

/// What stands around every page of a worker: where they may go, who they are, the search where they may read.
fn around(who: &Who, place: Place) -> Around {
    let roles = &who.viewer.actor.roles;
    let nav = Place::ALL.iter().filter(|item| item.permit().allows(roles)).map(|item| item.nav(*item == place));
    let team = who.worker.team_name.clone().unwrap_or_else(|| "No team".to_owned());
    Around {
        nav: nav.collect(),
        user: UserBadge { name: who.worker.name.clone(), team, caption: None },
        search: Permit::Reads.allows(roles),
    }
}

/// The places of the main navigation.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Place {
    MyDay,
    FrontDoor,
    Team,
    Protection,
    Allocation,
    Oversight,
    Workers,
    /// A page that no item of the navigation leads to.
    Elsewhere,
}

impl Place {
    const ALL: &'static [Place] = &[
        Place::MyDay,
        Place::FrontDoor,
        Place::Team,
        Place::Protection,
        Place::Allocation,
        Place::Oversight,
        Place::Workers,
    ];

    fn permit(self) -> Permit {
        match self {
            Place::MyDay | Place::Elsewhere => Permit::SignedIn,
            Place::FrontDoor | Place::Team => Permit::Records,
            Place::Protection => Permit::OverseesProtection,
            Place::Allocation => Permit::Allocates,
            Place::Oversight => Permit::Oversees,
            Place::Workers => Permit::Administers,
        }
    }

    fn nav(self, current: bool) -> NavItem {
        let (label, href, key) = match self {
            Place::MyDay | Place::Elsewhere => ("My day", "/", 'd'),
            Place::FrontDoor => ("Front door", "/front-door", 'f'),
            Place::Team => ("Team", "/team", 't'),
            Place::Protection => ("Protection", "/protection", 'p'),
            Place::Allocation => ("Allocation", "/allocation", 'a'),
            Place::Oversight => ("Oversight", "/oversight", 'o'),
            Place::Workers => ("Workers", "/workers", 'w'),
        };
        NavItem { label: label.to_owned(), href: href.to_owned(), current, count: None, key: Some(key) }
    }
}

/// The posted fields as the forms crate reads them.
pub fn raw(fields: &Fields) -> forms::Raw {
    let mut raw = forms::Raw::default();
    fields.iter().for_each(|(name, value)| raw.push(name, value));
    raw
}
