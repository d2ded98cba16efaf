//! An administrator's day: accounts and registrations. No case content.

use super::own::stat;
use crate::caseload::queries::everyone;
use crate::workers::accounts;
use law::day::Day;
use law::role::Role;
use maud::{Markup, html};
use store::{Conn, Error};

/// Reads and shows it.
pub fn show(conn: &mut Conn, today: Day) -> Result<Markup, Error> {
    let workers: Vec<_> = everyone(conn)?.into_iter().filter(|worker| worker.left_on.is_none()).collect();
    let accounts = accounts::all(conn)?;
    let here = |id| workers.iter().any(|worker| worker.id == id);
    let count = |test: fn(&accounts::Account) -> bool| {
        accounts.iter().filter(|(id, account)| here(**id) && test(account)).count()
    };
    let lapsed = workers.iter().filter(|worker| {
        let current = worker.registration.as_ref().is_some_and(|it| it.is_current(today));
        worker.roles.contains(&Role::SocialWorker) && !current
    });
    let lapsed: Vec<_> = lapsed.collect();
    let unused = count(|account| account.must_change && !account.disabled);
    let single = count(|account| !account.has_second_factor && !account.must_change && !account.disabled);
    Ok(html! {
        @if workers.len() < 2 {
            section class="k-card k-card--soon" {
                h2 class="k-card__title" { "A new council" }
                p {
                    "Nobody but you can sign in yet. " a href="/workers/teams" { "Name the teams" } ", then "
                    a href="/workers/new" { "add the workers" } ", each with their roles. Their first sign-in asks for a password of their own and an authenticator."
                }
            }
        }
        ul class="k-stats" {
            (stat("/workers", workers.len(), "workers", ""))
            (stat("/workers", unused, "one-time passwords not used yet", ""))
            (stat("/workers", single, "accounts without a second factor yet", ""))
            (stat("/workers", count(|account| account.disabled), "accounts closed", ""))
            (stat("#registration", lapsed.len(), "social workers without a current registration", if lapsed.is_empty() { "" } else { "k-late" }))
        }
        section class="k-card" id="registration" {
            h2 class="k-card__title" { "Registration" }
            @if lapsed.is_empty() { p class="k-empty" { "Every social worker has a current registration. Those whose registration ends stand here." } }
            ul class="k-lines" { @for worker in &lapsed { li { a href=(format!("/workers/worker/{}", worker.id)) { (worker.name) } } } }
        }
    })
}
