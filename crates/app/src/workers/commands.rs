//! Joining, changing and leaving, as commands, with what law and good sense refuse.

use crate::caseload::queries::{Worker, everyone};
use crate::command::Rejected;
use law::caseload::{CaseloadEntry, Registration};
use law::day::Day;
use law::id::{TeamId, WorkerId};
use law::identifier::{Identifier, Scheme};
use law::journal::Happening;
use law::permit::Permit;
use law::role::Role;
use law::step::act::Refusal;
use law::step::offer::Actor;
use law::words::clean_line;
use store::{Conn, params, sql, text};
use web::{FieldErrors, Fields};

/// What is true of a worker, as a form gives it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewOrChanged {
    pub name: String,
    pub roles: Vec<Role>,
    pub team: Option<TeamId>,
    pub registration: Option<Registration>,
}

impl NewOrChanged {
    /// Reads the form; what is wrong is said field by field.
    pub fn read(fields: &Fields, today: Day) -> Result<Self, FieldErrors> {
        let mut errors = FieldErrors::new();
        let name = clean_line(fields.text("name").unwrap_or_default());
        if name.is_empty() || name.chars().count() > 200 {
            errors.add("name", "Enter the worker’s name, up to 200 characters");
        }
        let roles: Vec<Role> =
            Role::ALL.iter().copied().filter(|role| fields.all("roles").any(|it| it == role.slug())).collect();
        if roles.is_empty() {
            errors.add("roles", "Select at least one role");
        }
        let opens_records = Permit::Reads.allows(&roles) || roles.contains(&Role::PerformanceAnalyst);
        if roles.contains(&Role::Administrator) && opens_records {
            errors.add("roles", "A system administrator sees no case content: the other role needs another person");
        }
        let team = match fields.text("team") {
            None => None,
            Some(id) => id.parse().map(Some).unwrap_or_else(|_| {
                errors.add("team", "Choose one of the teams listed");
                None
            }),
        };
        let registration = registration(fields, &roles, today, &mut errors);
        errors.or(Self { name, roles, team, registration })
    }
}

/// A number of Social Work England's register and the day until which it is good; a social worker has both.
fn registration(fields: &Fields, roles: &[Role], today: Day, errors: &mut FieldErrors) -> Option<Registration> {
    let (number, expires) = (fields.text("registration"), fields.text("expires"));
    if number.is_none() && expires.is_none() {
        if roles.contains(&Role::SocialWorker) {
            errors.add("registration", "Enter the Social Work England number: a social worker is registered");
        }
        return None;
    }
    let number = Identifier::parse(Scheme::SocialWorkEngland, number.unwrap_or_default());
    let expires = forms::read_day(expires.unwrap_or_default());
    if let Err(wrong) = &number {
        errors.add("registration", wrong.to_string());
    }
    match expires {
        Err(wrong) => errors.add("expires", format!("The day on which the registration ends {wrong}")),
        Ok(day) if day > today.plus_months(36) => {
            errors.add("expires", "Registration is renewed each year: check the year")
        }
        Ok(_) => {}
    }
    Some(Registration { number: number.ok()?.value, expires: expires.ok()? })
}

fn may(actor: &Actor) -> Result<(), Rejected> {
    if Permit::Administers.allows(&actor.roles) {
        return Ok(());
    }
    Err(Refusal::MayNot("Accounts are kept by system administrators.".to_owned()).into())
}

/// A worker joins.
pub fn join(actor: &Actor, id: WorkerId, new: NewOrChanged) -> Result<Vec<Happening>, Rejected> {
    may(actor)?;
    let NewOrChanged { name, roles, team, registration } = new;
    Ok(vec![Happening::of(CaseloadEntry::WorkerJoined { worker: id, name, roles, team, registration }, actor.today)])
}

/// What is true of a worker changes. Nobody changes their own roles. Nothing changed records nothing.
pub fn change(conn: &mut Conn, actor: &Actor, worker: &Worker, new: NewOrChanged) -> Result<Vec<Happening>, Rejected> {
    may(actor)?;
    if worker.id == actor.worker && new.roles != worker.roles {
        return Err(Refusal::fix("roles", "Another administrator changes your roles").into());
    }
    if worker.left_on.is_some() {
        return Err(Refusal::MayNot(format!("{} has left. Add them again if they come back.", worker.name)).into());
    }
    if worker.roles.contains(&Role::Administrator) && !new.roles.contains(&Role::Administrator) {
        another_administrator(conn, worker)?;
    }
    let NewOrChanged { name, roles, team, registration } = new;
    let same =
        worker.name == name && worker.roles == roles && worker.team == team && worker.registration == registration;
    if same {
        return Ok(Vec::new());
    }
    let entry = CaseloadEntry::WorkerChanged { worker: worker.id, name, roles, team, registration };
    Ok(vec![Happening::of(entry, actor.today)])
}

/// A worker leaves today. Their children and work stay theirs on the record until somebody moves them, and are flagged.
pub fn leave(conn: &mut Conn, actor: &Actor, worker: &Worker) -> Result<Vec<Happening>, Rejected> {
    may(actor)?;
    if worker.id == actor.worker {
        return Err(Refusal::MayNot("Another administrator records that you leave.".to_owned()).into());
    }
    if worker.left_on.is_some() {
        return Ok(Vec::new());
    }
    if worker.roles.contains(&Role::Administrator) {
        another_administrator(conn, worker)?;
    }
    Ok(vec![Happening::of(CaseloadEntry::WorkerLeft { worker: worker.id, on: actor.today }, actor.today)])
}

/// A service without an administrator cannot be mended from within.
fn another_administrator(conn: &mut Conn, besides: &Worker) -> Result<(), Rejected> {
    let others = everyone(conn)?;
    let is_one =
        |one: &Worker| one.id != besides.id && one.left_on.is_none() && one.roles.contains(&Role::Administrator);
    if others.iter().any(is_one) {
        return Ok(());
    }
    Err(Refusal::fix("roles", "This is the only system administrator: add another first").into())
}

/// A team is formed, or named anew.
pub fn team(conn: &mut Conn, actor: &Actor, team: TeamId, name: &str) -> Result<Vec<Happening>, Rejected> {
    may(actor)?;
    let name = clean_line(name);
    if name.is_empty() || name.chars().count() > 100 {
        return Err(Refusal::fix("name", "Enter the team’s name, up to 100 characters").into());
    }
    let taken = sql!("SELECT id FROM team WHERE lower(name) = lower($1)");
    match conn.query_opt(taken, params![&name])? {
        Some(row) if row.parse::<TeamId>("id")? != team => {
            Err(Refusal::fix("name", "There is a team of this name").into())
        }
        Some(_) if unchanged(conn, team, &name)? => Ok(Vec::new()),
        _ => Ok(vec![Happening::of(CaseloadEntry::TeamFormed { team, name }, actor.today)]),
    }
}

fn unchanged(conn: &mut Conn, team: TeamId, name: &str) -> Result<bool, store::Error> {
    let select = sql!("SELECT 1 AS yes FROM team WHERE id = $1 AND name = $2");
    Ok(conn.query_opt(select, params![text(team), name])?.is_some())
}
