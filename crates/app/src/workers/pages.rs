//! The list of workers, and one worker.

use super::accounts::Account;
use super::filter::Wanted;
use crate::caseload::queries::{Team, Worker};
use crate::desk::{Desk, Who, form_fields};
use law::day::Day;
use law::id::WorkerId;
use law::role::Role;
use maud::{Markup, html};
use std::collections::HashMap;
use web::govuk::{self, Checkboxes, Choice, ErrorMessage, Fieldset, Hint, Input, Select, SelectItem};
use web::{Fields, FormState, Frame};

/// Registration that ends within so many days is said to end soon.
const SOON: i64 = 60;

/// Those who work here, and who left, under a filter.
pub fn list(
    filter: &Markup,
    wanted: &Wanted,
    everybody: &[Worker],
    accounts: &HashMap<WorkerId, Account>,
    today: Day,
) -> Markup {
    let workers: Vec<&Worker> = everybody.iter().filter(|worker| wanted.takes(worker)).collect();
    let here = workers.iter().filter(|worker| worker.left_on.is_none()).count();
    html! {
        p { a class="govuk-button" href="/workers/new" { "Add a worker" } " " a href="/workers/teams" { "Teams" } " · " a href="/workers/councils" { "Keys of councils" } }
        (filter)
        p class="k-muted" {
            @if !wanted.is_everybody() { (workers.len()) " of " (everybody.len()) ": " }
            (here) " working here, " (workers.len() - here) " who left, by name"
        }
        @if everybody.is_empty() { p class="k-empty" { "Workers stand here when they are added." } }
        @else if workers.is_empty() { p class="k-empty" { "Nobody fits all of this. Take part of the name, the team or the role away." } }
        @else { (table(&workers, accounts, today)) }
    }
}

fn table(workers: &[&Worker], accounts: &HashMap<WorkerId, Account>, today: Day) -> Markup {
    html! {
        table class="k-table k-table--stack" data-list {
            caption class="govuk-visually-hidden" { "Workers by name, those who left last" }
            thead { tr { th scope="col" { "Worker" } th scope="col" { "Roles" } th scope="col" { "Team" } th scope="col" { "Registration" } th scope="col" { "Account" } } }
            tbody {
                @for worker in workers {
                    tr {
                        th scope="row" { a href=(format!("/workers/worker/{}", worker.id)) { (worker.name) } }
                        td data-label="Roles" { (roles(worker)) }
                        td data-label="Team" { (worker.team_name.as_deref().unwrap_or("No team")) }
                        td data-label="Registration" { (registration(worker, today)) }
                        td data-label="Account" { (account_words(worker, accounts.get(&worker.id))) }
                    }
                }
            }
        }
    }
}

fn roles(worker: &Worker) -> String {
    worker.roles.iter().map(|role| role.name()).collect::<Vec<_>>().join(", ")
}

fn registration(worker: &Worker, today: Day) -> Markup {
    html! {
        @match &worker.registration {
            None if worker.roles.contains(&Role::SocialWorker) => span class="k-late" { "Not on record" },
            None => "",
            Some(it) => {
                (it.number) " "
                @if !it.is_current(today) { span class="k-late" { "ended " (it.expires.brief()) } }
                @else if today.days_until(it.expires) <= SOON { span class="k-soon" { "ends " (it.expires.brief()) } }
                @else { span class="k-muted" { "until " (it.expires.brief()) } }
            },
        }
    }
}

fn account_words(worker: &Worker, account: Option<&Account>) -> String {
    match (worker.left_on, account) {
        (Some(left), _) => format!("Left {}", left.brief()),
        (None, None) => "No local account".to_owned(),
        (None, Some(account)) if account.disabled => format!("{}: closed", account.username),
        (None, Some(account)) if account.must_change => format!("{}: one-time password not used yet", account.username),
        (None, Some(account)) if !account.has_second_factor => format!("{}: no second factor yet", account.username),
        (None, Some(account)) => account.username.clone(),
    }
}

/// The form of a new worker.
pub fn new(desk: &Desk, frame: &Frame, who: &Who, teams: &[Team], form: &FormState) -> Markup {
    let username = Input {
        value: Some(form.value("username").to_owned()),
        hint: Some(Hint::text("Leave empty where the worker signs in with the council’s own sign-in.")),
        error: form.error("username").map(ErrorMessage::text),
        autocomplete: "off".into(),
        ..Input::new("username", "Username of the local account")
    };
    html! {
        form method="post" action="/workers/new" {
            (form_fields(desk, frame, who))
            (what_is_true(teams, form))
            (govuk::input(&username))
            button class="govuk-button" { "Add the worker" }
        }
    }
}

/// Name, roles, team and registration.
fn what_is_true(teams: &[Team], form: &FormState) -> Markup {
    let error = |field: &str| form.error(field).map(ErrorMessage::text);
    let input = |field: &str, label: &str| Input {
        value: Some(form.value(field).to_owned()),
        error: error(field),
        autocomplete: "off".into(),
        ..Input::new(field, label)
    };
    let choices = Role::ALL.iter().enumerate().map(|(place, role)| Choice {
        checked: Some(form.has("roles", role.slug())),
        // The first carries the plain id, to which an error links.
        id: if place == 0 { "roles".to_owned() } else { format!("roles-{}", role.slug()) },
        ..Choice::new(role.slug(), role.name())
    });
    let roles = Checkboxes {
        name: "roles".into(),
        fieldset: Some(Fieldset::legend("Roles")),
        items: choices.collect(),
        error: error("roles"),
        classes: "govuk-checkboxes--small".into(),
        ..Checkboxes::default()
    };
    let mut items = vec![SelectItem::new("", "No team")];
    items.extend(teams.iter().map(|team| SelectItem::new(team.id.to_string(), team.name.clone())));
    let team =
        Select { value: form.value("team").to_owned(), error: error("team"), ..Select::new("team", "Team", items) };
    let number = Input {
        hint: Some(Hint::text("SW and digits, from the public register. A social worker has one.")),
        ..input("registration", "Social Work England number")
    };
    let expires =
        Input { hint: Some(Hint::text("For example, 30 11 2027.")), ..input("expires", "Registration ends on") };
    html! {
        (govuk::input(&input("name", "Name")))
        (govuk::checkboxes(&roles))
        (govuk::select(&team))
        (govuk::input(&number))
        (govuk::input(&expires))
    }
}

/// What is kept of a worker, for the form.
pub fn kept(worker: &Worker) -> Fields {
    let mut pairs = vec![("name", worker.name.clone())];
    pairs.extend(worker.roles.iter().map(|role| ("roles", role.slug().to_owned())));
    pairs.extend(worker.team.map(|team| ("team", team.to_string())));
    if let Some(it) = &worker.registration {
        pairs.push(("registration", it.number.clone()));
        pairs.push(("expires", it.expires.0.strftime("%-d %-m %Y").to_string()));
    }
    Fields::from_pairs(pairs)
}

/// One worker: what is true of them, their account, and that they leave.
pub fn one(
    desk: &Desk,
    frame: &Frame,
    who: &Who,
    worker: &Worker,
    account: Option<&Account>,
    teams: &[Team],
    form: &FormState,
) -> Markup {
    let path = format!("/workers/worker/{}", worker.id);
    let press = |action: &str, label: &str, class: &str| {
        html! {
            form class="k-inline" method="post" action=(format!("{path}/{action}")) {
                (form_fields(desk, frame, who))
                button class={ "govuk-button " (class) } { (label) }
            }
        }
    };
    if let Some(left) = worker.left_on {
        return html! {
            p { (worker.name) " left on " (left.long()) ". Their account is closed and every session was ended. What they recorded stands." }
            p { "Children and work that were theirs are shown to managers as a caseload that must move." }
        };
    }
    html! {
        form method="post" action=(path) {
            (form_fields(desk, frame, who))
            (what_is_true(teams, form))
            button class="govuk-button" { "Save" }
        }
        h2 class="govuk-heading-m" { "Account" }
        p { (account_words(worker, account)) }
        @match account {
            None => form class="k-toolbar" method="post" action=(format!("{path}/account")) {
                (form_fields(desk, frame, who))
                (govuk::input(&Input { autocomplete: "off".into(), ..Input::new("username", "Username") }))
                button class="govuk-button govuk-button--secondary" { "Open an account" }
            },
            Some(account) => div class="k-toolbar" {
                (press("unlock", if account.disabled { "Open the account again" } else { "Let them try again now" }, "govuk-button--secondary"))
                @if !account.disabled { (press("password", "Give a one-time password", "govuk-button--secondary")) }
                (press("second-factor", "Forget the second factor", "govuk-button--secondary"))
            },
        }
        @if worker.id != who.worker.id {
            h2 class="govuk-heading-m" { "Leaving" }
            p { "They are signed out everywhere at once and cannot sign in again. Their caseload is shown to managers, who move it." }
            (press("leave", "Record that they leave today", "govuk-button--warning"))
        }
    }
}
