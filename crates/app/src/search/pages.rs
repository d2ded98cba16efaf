//! The search page and its results. Nothing that was typed is ever in an address.

use super::asked;
use super::queries::{Short, pinned, recent};
use crate::desk::{Answered, Desk, Place, Stop, Who};
use crate::people::likely::{self, Look, squeezed};
use crate::people::match_card::{Card, age, cards};
use crate::reader;
use axum::extract::State;
use law::id::PersonId;
use law::permit::Permit;
use maud::{Markup, html};
use web::{Fields, Frame};

/// The most results on one page.
const MOST: usize = 30;

/// An empty search, with the people looked at lately.
pub async fn form(State(desk): State<Desk>, who: Who, frame: Frame) -> Answered<Markup> {
    let (db, asker) = (desk.council.db.clone(), who.clone());
    let (recent, pinned) = desk
        .read(move |conn| {
            let lists = (recent(conn, &db, &asker.viewer, 10)?, pinned(conn, &asker.viewer)?);
            let people: Vec<PersonId> = lists.0.iter().chain(&lists.1).map(|one| one.person).collect();
            if !people.is_empty() {
                reader::shown(db.views(), &asker.viewer, "search: recent and pinned", &people)?;
            }
            Ok(lists)
        })
        .await?;
    let body = html! {
        (search_box(&frame, ""))
        (how_to())
        (short(&who, "Pinned", "pinned", &pinned, "Children you pin on their page are kept here."))
        (short(&who, "Looked at lately", "recent", &recent, "People whose records you open come here, the last ten."))
    };
    Ok(desk.page(&who, "Search", Place::Elsewhere, body).render(&frame))
}

/// Looks for what was typed. A number of exactly one person goes straight to them.
pub async fn search(State(desk): State<Desk>, who: Who, frame: Frame, fields: Fields) -> Answered<Markup> {
    let typed = fields.get("q").unwrap_or_default().to_owned();
    let look = asked::read(&typed, who.today());
    let (db, asker, sought) = (desk.council.db.clone(), who.clone(), look.clone());
    let typed_whole = typed.clone();
    let found = desk
        .read(move |conn| {
            let found = likely::find(conn, &asker.viewer, &sought, MOST + 1)?;
            if let Some(person) = only_one_numbered(&typed_whole, &sought, &found) {
                return Err(Stop::GoTo(format!("/person/{person}")));
            }
            let people: Vec<PersonId> = found.iter().take(MOST).map(|one| one.person).collect();
            reader::shown(db.views(), &asker.viewer, "search results", &people)?;
            Ok(cards(conn, found, asker.today())?)
        })
        .await?;
    let body = html! {
        (search_box(&frame, &typed))
        @if asked::is_empty(&look) { p class="k-empty" { "Nothing was typed that can be looked for." } (how_to()) }
        @else if found.is_empty() { (nobody(&who)) }
        @else { (results(&who, &found)) }
    };
    Ok(desk.page(&who, "Search results", Place::Elsewhere, body).render(&frame))
}

/// The one person who has the number, where the number was all that was typed.
fn only_one_numbered(typed: &str, look: &Look, found: &[likely::Match]) -> Option<PersonId> {
    let whole = squeezed(typed);
    if !look.sought.identifiers.iter().any(|number| squeezed(number) == whole) {
        return None;
    }
    let numbered = |one: &&likely::Match| one.likeness.reasons.iter().any(|reason| reason.starts_with("same number"));
    let mut with_number = found.iter().filter(numbered);
    let first = with_number.next()?;
    with_number.next().is_none().then_some(first.person)
}

fn search_box(frame: &Frame, typed: &str) -> Markup {
    html! {
        search {
            form method="post" action="/search" class="k-toolbar" {
                @if let Some(csrf) = &frame.csrf { (csrf.field()) }
                div class="govuk-form-group" {
                    label class="govuk-label" for="q" { "Search for a child, person, number or address" }
                    input class="govuk-input k-door-search" id="q" name="q" type="search" value=(typed) autocomplete="off" spellcheck="false";
                }
                button class="govuk-button" { "Search" }
            }
        }
    }
}

fn how_to() -> Markup {
    html! {
        p class="k-muted" {
            "Names in any order or spelling, short, former and other names; a date of birth, or the month or year; a postcode or an address; \
             a telephone number; an NHS, pupil or council number. Two of them together find a person soonest: Khan 14/5/2019."
        }
    }
}

fn nobody(who: &Who) -> Markup {
    html! {
        div class="k-empty" {
            p { "Nobody on the record is like this." }
            ul class="govuk-list govuk-list--bullet" {
                li { "Try one name with the year of birth, or only the family name." }
                li { "Try the mother’s or the father’s name, the address or a telephone number." }
                li { "A record may be restricted. Your manager can say whom to ask." }
            }
            @if Permit::Records.allows(&who.viewer.actor.roles) {
                p { a href="/front-door/contact" { "Add a new contact" } " or " a href="/people/find" { "add a new person" } "." }
            }
        }
    }
}

fn results(who: &Who, found: &[Card]) -> Markup {
    let today = who.today();
    html! {
        p class="k-muted" {
            @match found.len() {
                1 => { "1 person" }
                many if many > MOST => { "More than " (MOST) " people; the likeliest " (MOST) " are shown. Add a date of birth or a postcode" }
                many => { (many) " people" }
            }
            ", the likeliest first."
        }
        div class="k-card" {
            ul class="k-lines" data-list aria-label="Results" {
                @for card in found.iter().take(MOST) {
                    li {
                        h2 class="govuk-heading-s" {
                            a href={ "/person/" (card.found.person) } { bdi { (card.found.name.full()) } } " " (card.tags(today))
                        }
                        (card.lines(today))
                    }
                }
            }
        }
        @if Permit::Records.allows(&who.viewer.actor.roles) {
            p { "Not here? " a href="/front-door/contact" { "Add a new contact" } " or " a href="/people/find" { "add a new person" } "." }
        }
    }
}

fn short(who: &Who, heading: &str, id: &str, people: &[Short], empty: &str) -> Markup {
    html! {
        section class="k-card" aria-labelledby=(id) {
            h2 class="govuk-heading-s" id=(id) { (heading) }
            @if people.is_empty() { p class="k-empty" { (empty) } }
            @else {
                ul class="k-lines" data-list {
                    @for one in people {
                        li { a href={ "/person/" (one.person) } { bdi { (one.name.full()) } } ", " (age(one.birth, who.today())) }
                    }
                }
            }
        }
    }
}
