//! A worker leaves: every child of theirs and where each goes, what is still without a home, and proposing many at once.

use super::commands::{self, Asked};
use super::{offered, queries};
use crate::allocation::again;
use crate::allocation::queries::loads;
use crate::caseload::queries::{Team, Worker, teams, worker};
use crate::clocks::Days;
use crate::command::Rejected;
use crate::council::Council;
use crate::desk::{Answered, Desk, Place, Stop, Who, form_fields};
use crate::my_day::own::stat;
use crate::people::fields::{Reading, boxes, day, line, select};
use crate::reader::{self, OpenRecord, Viewer};
use crate::team::queries::Groups;
use crate::work::{self, Subject, Work, may_know, subjects};
use axum::extract::{Path, State};
use axum::response::{IntoResponse, Redirect};
use law::day::Day;
use law::id::{PersonId, TeamId, TransferId, WorkerId};
use law::journal::Happening;
use law::permit::List;
use law::step::act::Refusal;
use law::transfer::TransferKind;
use maud::{Markup, html};
use std::collections::BTreeMap;
use store::{Conn, Error, Row, params, sql, text};
use uuid::Uuid;
use web::govuk::{self, Button};
use web::shell::Trail;
use web::{Failure, FieldErrors, Fields, FormState, Frame, Page};

/// A child who went from the worker stays on the page for so many days.
const KEPT: i64 = 90;

/// Where a child of the worker's is now.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Home {
    /// Still with the worker, and nothing is arranged.
    None,
    /// Still with the worker, on an open transfer.
    Proposed(TransferId),
    /// Waiting in a team for a worker.
    Waits(String),
    /// With another worker.
    With(String),
    /// The council’s work with the child has ended.
    Closed,
}

/// A child who is, or was, the worker's.
struct Child {
    subject: Subject,
    home: Home,
}

/// What the page shows.
struct Leaving {
    worker: Worker,
    children: Vec<Child>,
    /// Open work that is about no child of the worker's.
    work: Vec<Work>,
    teams: Vec<Team>,
    days: Days,
}

impl Leaving {
    fn at(&self, test: fn(&Home) -> bool) -> Vec<&Child> {
        self.children.iter().filter(|child| test(&child.home)).collect()
    }
}

/// Whose caseload: those who have children or open work, and those who left.
pub async fn choose(State(desk): State<Desk>, who: Who, frame: Frame) -> Answered<Markup> {
    let me = who.worker.id;
    let all = desk.read(move |conn| Ok(loads(conn, me)?)).await?;
    let body = html! {
        p { "Choose who leaves. The page then shows each child of theirs, where the child goes, and who is still without a home." }
        ul class="k-lines" {
            @for load in all.iter().filter(|load| load.children + load.steps > 0) {
                li { a href=(format!("/transfers/leaver/{}", load.worker.id)) { (load.words()) } @if let Some(day) = load.worker.left_on { " " span class="k-tag k-tag--late" { "left " (day.brief()) } } }
            }
        }
        @if !all.iter().any(|load| load.children + load.steps > 0) { p class="k-empty" { "Nobody has children or open work. Workers stand here while they have either." } }
    };
    let trail = Trail::Back("Transfers".to_owned(), "/transfers".to_owned());
    let page = desk.page(&who, "A worker leaves", Place::Allocation, body);
    Ok(Page { trail, ..page }.render(&frame))
}

fn worker_id(id: &str) -> Answered<WorkerId> {
    id.parse().map_err(|_| Stop::Failure(Failure::NotFound))
}

pub async fn show(State(desk): State<Desk>, who: Who, frame: Frame, Path(id): Path<String>) -> Answered<Markup> {
    page(&desk, &who, &frame, worker_id(&id)?, None).await
}

async fn page(
    desk: &Desk,
    who: &Who,
    frame: &Frame,
    id: WorkerId,
    again: Option<(Fields, FieldErrors)>,
) -> Answered<Markup> {
    let (council, asker) = (desk.council.clone(), who.clone());
    let leaving = desk
        .read(move |conn| {
            let days = Days::at(conn, &council.reckoner, asker.at())?;
            let leaving = read(conn, days, asker.worker.id, id)?;
            let mut people: Vec<PersonId> = leaving.children.iter().map(|child| child.subject.person).collect();
            people.extend(work::people(&leaving.work));
            reader::shown(council.db.views(), &asker.viewer, "a worker who leaves", &people)?;
            Ok(leaving)
        })
        .await?;
    let homeless = leaving.at(|home| *home == Home::None);
    let form = match again {
        Some((typed, errors)) => FormState::again(typed, errors),
        None => FormState::fresh(Fields::from_pairs(
            homeless.iter().map(|child| ("child", child.subject.person.to_string())),
        )),
    };
    let body = html! {
        (numbers(&leaving))
        (without_home(desk, who, frame, &leaving, &form))
        (list("proposed", "On an open transfer", &leaving.at(|home| matches!(home, Home::Proposed(_))), &leaving.days, "Nothing is proposed. A child stands here until the other team answers."))
        (list("waits", "Waiting in a team for a worker", &leaving.at(|home| matches!(home, Home::Waits(_))), &leaving.days, "Nobody waits."))
        (list("with", "With another worker, or closed", &leaving.at(|home| matches!(home, Home::With(_) | Home::Closed)), &leaving.days, "Nobody has moved in the last 90 days."))
        (alone(&leaving))
    };
    let trail = Trail::Back("A worker leaves".to_owned(), "/transfers/leaver".to_owned());
    let page = desk.page(who, format!("{} leaves", leaving.worker.name), Place::Allocation, body);
    Ok(Page { trail, errors: form.errors, ..page }.render(frame))
}

fn read(conn: &mut Conn, days: Days, viewer: WorkerId, id: WorkerId) -> Answered<Leaving> {
    let worker = worker(conn, id)?.ok_or(Failure::NotFound)?;
    let since = days.today().plus_days(-KEPT);
    let select = sql!(concat!(
        "SELECT DISTINCT p.id AS person, p.given, p.family, p.birth, p.birth_on, p.birth_about
         FROM allocation a JOIN person o ON o.id = a.child JOIN person p ON p.id = o.root
         WHERE a.worker = $2 AND (a.until IS NULL OR a.until >= $3) AND ",
        may_know!(),
        " ORDER BY p.family, p.given, p.id"
    ));
    let mut children = Vec::new();
    for row in &conn.query(select, params![text(viewer), text(id), text(since)])? {
        let subject = Subject::of_row(row)?;
        children.push(Child { home: home(conn, subject.person, id)?, subject });
    }
    let mut work = work::of_owner(conn, &days, viewer, id, List::Shared)?;
    work.retain(|one| !one.children.iter().any(|of| children.iter().any(|child| child.subject.person == of.person)));
    Ok(Leaving { teams: teams(conn)?, worker, children, work, days })
}

fn home(conn: &mut Conn, child: PersonId, leaver: WorkerId) -> Result<Home, Error> {
    let select = sql!(
        "SELECT a.worker, w.name AS worker_name, t.name AS team_name FROM allocation a JOIN person o ON o.id = a.child
         LEFT JOIN worker w ON w.id = a.worker LEFT JOIN team t ON t.id = a.team
         WHERE o.root = $1 AND a.until IS NULL ORDER BY a.seq DESC LIMIT 1"
    );
    let Some(row) = conn.query_opt(select, params![text(child)])? else { return Ok(Home::Closed) };
    let named = |row: &Row, column: &str| Ok::<_, Error>(row.get::<Option<String>>(column)?.unwrap_or_default());
    Ok(match row.parse_opt::<WorkerId>("worker")? {
        Some(worker) if worker == leaver => match queries::open_of(conn, child)? {
            Some(transfer) => Home::Proposed(transfer),
            None => Home::None,
        },
        Some(_) => Home::With(format!("{}, {}", named(&row, "worker_name")?, named(&row, "team_name")?)),
        None => Home::Waits(named(&row, "team_name")?),
    })
}

fn numbers(leaving: &Leaving) -> Markup {
    let count = |test| leaving.at(test).len();
    let homeless = count(|home| *home == Home::None);
    html! {
        p class="k-muted" {
            @match leaving.worker.left_on { Some(day) => { "Left on " (day.long()) }, None => { "Still works here" } }
            ". Those who moved stay on this page for 90 days."
        }
        ul class="k-stats" {
            (stat("#none", homeless, "still without a home", if homeless > 0 { "k-late" } else { "" }))
            (stat("#proposed", count(|home| matches!(home, Home::Proposed(_))), "on an open transfer", ""))
            (stat("#waits", count(|home| matches!(home, Home::Waits(_))), "waiting in a team", ""))
            (stat("#with", count(|home| matches!(home, Home::With(_) | Home::Closed)), "with another worker, or closed", ""))
            (stat("#work", leaving.work.len(), "other open work", ""))
        }
    }
}

fn without_home(desk: &Desk, who: &Who, frame: &Frame, leaving: &Leaving, form: &FormState) -> Markup {
    let homeless = leaving.at(|home| *home == Home::None);
    let today = leaving.days.today();
    let items: Vec<_> = homeless
        .iter()
        .map(|child| {
            let subject = &child.subject;
            (subject.person.to_string(), format!("{}, {}", subject.name.full(), subject.birth.age_words(today)))
        })
        .collect();
    let own = |team: &&Team| Some(team.id) != leaving.worker.team;
    let teams: Vec<_> = leaving.teams.iter().filter(own).map(|team| (team.id.to_string(), team.name.clone())).collect();
    html! {
        section class={ "k-card" @if !homeless.is_empty() { " k-card--late" } } id="none" {
            h2 class="k-card__title" { "Still without a home: " (homeless.len()) }
            @if homeless.is_empty() { p class="k-empty" { "Every child has somewhere to go. A child stands here while nothing is arranged." } } @else {
                p { "To a worker of the same team: " a href=(format!("/allocation/move?worker={}", leaving.worker.id)) { "move the caseload" } ". To another team, propose here: brothers and sisters go on one proposal, each with the handover that the record offers, which the giving team can still change." }
                form method="post" action=(format!("/transfers/leaver/{}", leaving.worker.id)) novalidate {
                    (form_fields(desk, frame, who))
                    (boxes(form, "child", "Who goes", "", &items))
                    (select(form, "team", "Receiving team", &teams))
                    (day(form, "on", "From which day would you like it?", ""))
                    (line(form, "reason", "Why", "For the children’s records"))
                    (govuk::button(&Button::primary("Propose the transfers")))
                }
            }
        }
    }
}

fn list(id: &str, title: &str, children: &[&Child], days: &Days, empty: &str) -> Markup {
    html! {
        section class="k-card" id=(id) {
            h2 class="k-card__title" { (title) ": " (children.len()) }
            @if children.is_empty() { p class="k-empty" { (empty) } }
            ul class="k-lines" {
                @for child in children {
                    li {
                        (child.subject.show(days)) ": "
                        @match &child.home {
                            Home::Proposed(transfer) => a href=(format!("/transfer/{transfer}")) { "see the transfer" },
                            Home::Waits(team) => { "waits in " (team) },
                            Home::With(whom) => (whom),
                            Home::Closed => "closed",
                            Home::None => {},
                        }
                    }
                }
            }
        }
    }
}

fn alone(leaving: &Leaving) -> Markup {
    html! {
        section class="k-card" id="work" {
            h2 class="k-card__title" { "Other open work of theirs: " (leaving.work.len()) }
            @if leaving.work.is_empty() { p class="k-empty" { "None. Work about somebody else’s child stands here until it is given to somebody." } } @else {
                p { a href=(format!("/allocation/move?worker={}", leaving.worker.id)) { "Give it to somebody else" } }
                ul class="k-lines" { @for one in &leaving.work { li { (one.link()) " " (subjects(&one.children, &leaving.days)) } } }
            }
        }
    }
}

/// Proposes many at once: one command, a proposal for each family.
pub async fn propose(
    State(desk): State<Desk>,
    who: Who,
    frame: Frame,
    Path(id): Path<String>,
    fields: Fields,
) -> Answered {
    let id = worker_id(&id)?;
    let command = who.command(&desk, &fields);
    let mut form = Reading::new(&fields);
    let on = form.wanted_day("on", "The day");
    let bulk = Bulk {
        base: command.id.0,
        children: fields
            .all("child")
            .map(|id| id.parse().map_err(|_| Failure::Unreadable))
            .collect::<Result<_, _>>()?,
        team: fields.text("team").and_then(|team| team.parse().ok()),
        on,
        reason: form.line("reason"),
    };
    let errors = match form.done(Some(bulk)) {
        Err(errors) => Some(errors),
        Ok(bulk) => {
            let (council, viewer) = (desk.council.clone(), who.viewer.clone());
            let ran = desk.run(command, move |conn| bulk.propose(conn, &council, &viewer)).await;
            again(ran.map(|_| ()))?
        }
    };
    match errors {
        None => Ok(Redirect::to(&format!("/transfers/leaver/{id}#proposed")).into_response()),
        Some(errors) => {
            let page = page(&desk, &who, &frame, id, Some((fields, errors.clone()))).await?;
            Err(Failure::Fix { errors, page: Some(page) }.into())
        }
    }
}

/// Many children to one team.
struct Bulk {
    /// Ids of the proposals follow from it.
    base: Uuid,
    children: Vec<PersonId>,
    team: Option<TeamId>,
    on: Option<Day>,
    reason: String,
}

impl Bulk {
    fn propose(self, conn: &mut Conn, council: &Council, viewer: &Viewer) -> Result<Vec<Happening>, Rejected> {
        if self.children.is_empty() {
            return Err(Refusal::fix("child", "Choose at least one child").into());
        }
        let mut happenings = Vec::new();
        for (place, children) in families(conn, &self.children)?.into_iter().enumerate() {
            let views = council.db.views();
            let records =
                reader::open_all(conn, views, &children, viewer, "a handover").map_err(|_| Rejected::Absent)?;
            let offered = offered::handover(conn, &records, viewer, &council.reckoner)?;
            let asked = Asked {
                transfer: TransferId(numbered(self.base, place)),
                kind: Some(TransferKind::WorkerLeaves),
                children: records.iter().map(OpenRecord::person).collect(),
                team: self.team,
                worker: None,
                on: self.on,
                reason: self.reason.clone(),
                handover: offered::completed(offered, viewer.actor.today),
            };
            happenings.extend(commands::propose(conn, &viewer.actor, viewer.at, asked)?);
        }
        Ok(happenings)
    }
}

/// An id of its own for each proposal of one command, the same whenever the command is repeated.
fn numbered(base: Uuid, place: usize) -> Uuid {
    Uuid::from_u128(base.as_u128() ^ place as u128)
}

/// Brothers and sisters, and children of one parent, together; in the order of their eldest on the list.
fn families(conn: &mut Conn, children: &[PersonId]) -> Result<Vec<Vec<PersonId>>, Error> {
    let select = sql!(
        "SELECT r.person, r.to_person FROM relation r WHERE (r.person = $1 OR r.to_person = $2) AND r.until IS NULL
         AND r.relation IN ('sibling', 'half_sibling', 'twin', 'mother', 'father', 'parent')"
    );
    let mut groups = Groups::default();
    for child in children {
        for row in &conn.query(select, params![text(child), text(child)])? {
            groups.join(row.str("person")?, row.str("to_person")?);
        }
    }
    let mut found: BTreeMap<usize, Vec<PersonId>> = BTreeMap::new();
    for child in children {
        found.entry(groups.of(&child.to_string())).or_default().push(*child);
    }
    Ok(found.into_values().collect())
}
