//! One transfer: the handover, who agreed, who is waited for, and what may be done now.

use super::propose_page::{part_area, posted, reason};
use super::{commands, queries};
use crate::allocation::again;
use crate::caseload::commands::why_not;
use crate::caseload::queries::{Worker, worker_name, workers};
use crate::clocks::{Clock, Days};
use crate::command::Rejected;
use crate::council::Council;
use crate::desk::{Answered, Desk, Place, Stop, Who, form_fields};
use crate::people::fields::{Reading, area, select};
use crate::reader;
use crate::work::{Subject, subjects};
use axum::extract::{Path, State};
use axum::response::{IntoResponse, Redirect};
use law::day::Moment;
use law::id::{TeamId, TransferId};
use law::step::offer::{Actor, Standing};
use law::transfer::{Action, OpenStep, PARTS, State as Stands, Transfer, offers};
use maud::{Markup, html};
use store::Conn;
use web::shell::Trail;
use web::{Failure, FieldErrors, Fields, FormState, Frame, Page};

/// What the page shows.
struct Shown {
    transfer: Transfer,
    children: Vec<Subject>,
    from: String,
    to: String,
    from_worker: Option<String>,
    to_worker: Option<String>,
    by: String,
    agreed_by: Option<String>,
    ended_by: Option<String>,
    clock: Option<Clock>,
    /// Workers of the receiving team who may have the children today.
    workers: Vec<Worker>,
    moves: Vec<OpenStep>,
    stays: Vec<OpenStep>,
    days: Days,
}

fn transfer_id(id: &str) -> Answered<TransferId> {
    id.parse().map_err(|_| Stop::Failure(Failure::NotFound))
}

pub async fn show(State(desk): State<Desk>, who: Who, frame: Frame, Path(id): Path<String>) -> Answered<Markup> {
    page(&desk, &who, &frame, transfer_id(&id)?, None).await
}

async fn page(
    desk: &Desk,
    who: &Who,
    frame: &Frame,
    id: TransferId,
    again: Option<(Action, Fields, FieldErrors)>,
) -> Answered<Markup> {
    let (council, asker) = (desk.council.clone(), who.clone());
    let shown = desk
        .read(move |conn| {
            let transfer = queries::load(conn, id)?.ok_or(Failure::NotFound)?;
            let children = &transfer.proposed.children;
            reader::open_all(conn, council.db.views(), children, &asker.viewer, "a transfer")?;
            let days = Days::at(conn, &council.reckoner, asker.at())?;
            read(conn, transfer, days)
        })
        .await?;
    let errors = again.as_ref().map(|(_, _, errors)| errors.clone()).unwrap_or_default();
    let body = html! {
        (head(&shown))
        div class="k-split" {
            div { (handover(&shown)) (work(&shown)) }
            div { (actions(desk, who, frame, &shown, again)) }
        }
    };
    let trail = Trail::Back("Transfers".to_owned(), "/transfers".to_owned());
    let page = desk.page(who, shown.transfer.proposed.kind.name(), Place::Team, body);
    Ok(Page { trail, errors, ..page }.render(frame))
}

fn read(conn: &mut Conn, transfer: Transfer, days: Days) -> Answered<Shown> {
    let proposed = &transfer.proposed;
    let around = queries::around(conn, &proposed.children, Some(transfer.id()))?;
    let moves: Vec<OpenStep> = law::transfer::moves(&transfer, &around).into_iter().cloned().collect();
    let stays = around.steps.iter().filter(|step| !moves.contains(step)).cloned().collect();
    let mut named = |id: Option<_>| id.map(|id| worker_name(conn, id)).transpose();
    let ended = match &transfer.state {
        Stands::Accepted { by, .. } | Stands::Returned { by, .. } | Stands::Withdrawn { by, .. } => Some(*by),
        Stands::Proposed | Stands::Offered { .. } => None,
    };
    let (from_worker, to_worker) = (named(proposed.from.worker)?, named(proposed.to.worker)?);
    let (agreed_by, ended_by) = (named(transfer.agreed.map(|(by, _)| by))?, named(ended)?);
    let waits = matches!(transfer.state, Stands::Offered { .. });
    Ok(Shown {
        children: queries::subjects(conn, transfer.id())?,
        from: queries::team_name(conn, proposed.from.team)?,
        to: queries::team_name(conn, proposed.to.team)?,
        by: worker_name(conn, transfer.by)?,
        clock: transfer.agreed.filter(|_| waits).and_then(|(_, at)| queries::answer_clock(at, &days)),
        workers: receiving(conn, proposed.to.team, &days)?,
        from_worker,
        to_worker,
        agreed_by,
        ended_by,
        moves,
        stays,
        days,
        transfer,
    })
}

fn receiving(conn: &mut Conn, team: TeamId, days: &Days) -> Result<Vec<Worker>, store::Error> {
    let may = |one: &Worker| one.team == Some(team) && why_not(one, days.today()).is_none();
    Ok(workers(conn)?.into_iter().filter(may).collect())
}

fn head(shown: &Shown) -> Markup {
    let Transfer { proposed, state, at, agreed, .. } = &shown.transfer;
    html! {
        p { strong { (subjects(&shown.children, &shown.days)) } }
        dl class="k-facts" {
            dt { "From" } dd { (shown.from) @if let Some(name) = &shown.from_worker { ", " (name) } }
            dt { "To" } dd { (shown.to) @if let Some(name) = &shown.to_worker { ", " (name) " is suggested" } }
            dt { "Wanted from" } dd { (proposed.on.short()) }
            dt { "Why" } dd { (proposed.reason) }
            dt { "Proposed" } dd { (at.long()) ", by " (shown.by) }
            @if let (Some((_, at)), Some(name)) = (agreed, &shown.agreed_by) { dt { "Agreed for " (shown.from) } dd { (at.long()) ", by " (name) } }
            dt { "How it stands" }
            dd {
                strong { (state.name()) }
                @if let Some(clock) = &shown.clock { ". " (clock.rule.name()) ": " (clock.show()) }
                @if let Some(name) = &shown.ended_by { ", by " (name) }
                @match state {
                    Stands::Returned { reason, .. } | Stands::Withdrawn { reason, .. } => { ": “" (reason) "”" },
                    Stands::Accepted { note, .. } if !note.is_empty() => { ": “" (note) "”" },
                    _ => {},
                }
            }
            dt { "Responsible now" }
            dd { (if matches!(state, Stands::Accepted { .. }) { &shown.to } else { &shown.from }) }
        }
    }
}

fn handover(shown: &Shown) -> Markup {
    html! {
        section class="k-card" {
            h2 class="k-card__title" { "Handover" }
            dl class="k-facts" {
                @for part in PARTS {
                    @let words = shown.transfer.proposed.handover.part(part.slug);
                    dt { (part.name) }
                    dd {
                        @if words.is_empty() { span class="k-muted" { "Nothing was said" } }
                        @for line in words.lines() { div { (line) } }
                    }
                }
            }
        }
    }
}

fn work(shown: &Shown) -> Markup {
    if !shown.transfer.state.is_open() {
        return html! {};
    }
    html! {
        section class="k-card" {
            h2 class="k-card__title" { "Open work" }
            p class="k-small k-muted" { "When the transfer is accepted, this passes with the children in the same moment. Clocks run on." }
            @if shown.moves.is_empty() { p class="k-empty" { "No open work passes." } }
            ul class="k-lines" { @for step in &shown.moves { li { a href=(format!("/step/{}", step.step)) { (step.kind.title()) } } } }
            @if !shown.stays.is_empty() {
                h3 class="govuk-heading-s" { "Stays where it is" }
                ul class="k-lines" { @for step in &shown.stays { li { a href=(format!("/step/{}", step.step)) { (step.kind.title()) } span class="k-muted" { ": at the front door, shared with a child who stays, or another team’s" } } } }
            }
        }
    }
}

/// The forms of what may be done, and why the rest may not.
fn actions(
    desk: &Desk,
    who: &Who,
    frame: &Frame,
    shown: &Shown,
    again: Option<(Action, Fields, FieldErrors)>,
) -> Markup {
    if !shown.transfer.state.is_open() {
        return html! {};
    }
    let state = |action: Action| match &again {
        Some((of, typed, errors)) if *of == action => FormState::again(typed.clone(), errors.clone()),
        _ => FormState::fresh(kept(shown)),
    };
    let offers = offers(&shown.transfer, &who.viewer.actor);
    html! {
        @for (action, standing) in &offers {
            @if *standing == Standing::Available { (form(desk, who, frame, shown, *action, &state(*action))) }
        }
        section class="k-card" {
            h2 class="k-card__title" { "Not now" }
            ul class="k-lines" {
                @for (action, standing) in &offers {
                    @if let Standing::Unavailable(why) = standing { li { (action.name()) span class="k-muted" { ": " (why) } } }
                }
            }
        }
    }
}

fn kept(shown: &Shown) -> Fields {
    let handover = &shown.transfer.proposed.handover;
    let parts = PARTS.iter().map(|part| (format!("part-{}", part.slug), handover.part(part.slug).to_owned()));
    let worker = shown.transfer.proposed.to.worker.map(|id| ("worker".to_owned(), id.to_string()));
    Fields::from_pairs(parts.chain(worker))
}

fn path(action: Action) -> &'static str {
    match action {
        Action::Rewrite => "handover",
        Action::Agree => "agree",
        Action::Accept => "accept",
        Action::Return => "return",
        Action::Withdraw => "withdraw",
    }
}

fn form(desk: &Desk, who: &Who, frame: &Frame, shown: &Shown, action: Action, state: &FormState) -> Markup {
    let to = format!("/transfer/{}/{}", shown.transfer.id(), path(action));
    let primary = matches!(action, Action::Accept | Action::Agree);
    let inner = html! {
        form method="post" action=(to) novalidate {
            (form_fields(desk, frame, who))
            @match action {
                Action::Agree => p class="k-small k-muted" { "The receiving team’s manager then has five working days to answer." },
                Action::Accept => {
                    p class="k-small k-muted" { "From this moment " (shown.to) " is responsible." }
                    (select(state, "worker", "Worker (nobody: the children wait in the team)", &shown.workers.iter().map(|one| (one.id.to_string(), one.name.clone())).collect::<Vec<_>>()))
                    (area(state, "note", "Anything to say to the giving team (optional)", ""))
                },
                Action::Return => (reason(state, "Why it is returned", "What must change, or where the children should go instead")),
                Action::Withdraw => (reason(state, "Why it is withdrawn", "")),
                Action::Rewrite => { @for part in PARTS { (part_area(state, part.slug, part.name)) } },
            }
            button class={ "govuk-button" @if !primary { " govuk-button--secondary" } } { (action.name()) }
        }
    };
    html! {
        section class="k-card" {
            @if primary || state.has_errors() { h2 class="k-card__title" { (title(action)) } (inner) }
            @else { details { summary { (title(action)) } (inner) } }
        }
    }
}

fn title(action: Action) -> &'static str {
    match action {
        Action::Rewrite => "Bring the handover up to date",
        Action::Agree => "Agree for the giving team",
        Action::Accept => "Accept for the receiving team",
        Action::Return => "Return with a reason",
        Action::Withdraw => "Withdraw",
    }
}

/// Runs what was pressed; a mistake comes back beside its field.
async fn act<F>(desk: Desk, who: Who, frame: Frame, id: String, fields: Fields, action: Action, decide: F) -> Answered
where
    F: FnOnce(&mut Conn, &Fields, TransferId) -> Result<Vec<law::journal::Happening>, Rejected> + Send + 'static,
{
    let id = transfer_id(&id)?;
    let posted = fields.clone();
    let ran = desk.run(who.command(&desk, &fields), move |conn| decide(conn, &posted, id)).await;
    match again(ran.map(|_| ()))? {
        None => Ok(Redirect::to(&format!("/transfer/{id}")).into_response()),
        Some(errors) => {
            let page = page(&desk, &who, &frame, id, Some((action, fields, errors.clone()))).await?;
            Err(Failure::Fix { errors, page: Some(page) }.into())
        }
    }
}

macro_rules! acts {
    ($($(#[$doc:meta])* $name:ident $action:ident |$conn:ident, $by:ident, $form:ident| $what:expr;)+) => {$(
        $(#[$doc])*
        pub async fn $name(
            State(desk): State<Desk>,
            who: Who,
            frame: Frame,
            Path(id): Path<String>,
            fields: Fields,
        ) -> Answered {
            let by = By { council: desk.council.clone(), actor: who.viewer.actor.clone(), now: who.at() };
            act(desk, who, frame, id, fields, Action::$action, move |$conn, fields, id| {
                let ($by, $form) = (&(by, id), &Reading::new(fields));
                $what
            })
            .await
        }
    )+};
}

/// Who acts, when.
struct By {
    council: Council,
    actor: Actor,
    now: Moment,
}

acts! {
    /// Brings the handover up to date.
    rewrite Rewrite |conn, by, form| commands::rewrite(conn, &by.0.actor, by.1, posted(form));
    /// A manager of the giving team agrees.
    agree Agree |conn, by, _form| commands::agree(conn, &by.0.actor, by.1);
    /// A manager of the receiving team takes the children.
    accept Accept |conn, by, form| {
        let worker = form.fields.text("worker").map(|id| id.parse().map_err(|_| Rejected::Absent)).transpose()?;
        commands::accept(conn, &by.0.council, &by.0.actor, by.0.now, by.1, worker, &form.words("note"))
    };
    /// A manager of the receiving team returns the proposal.
    send_back Return |conn, by, form| commands::send_back(conn, &by.0.actor, by.1, form.words("reason"));
    /// The giving side takes the proposal back.
    withdraw Withdraw |conn, by, form| commands::withdraw(conn, &by.0.actor, by.1, form.words("reason"));
}
