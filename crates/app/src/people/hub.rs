//! People and details: everything about a person outside their work, today or as at a day, each with the way to change it.

use crate::child::card::{Agency, Card, Hazard, Home, Kin};
use crate::child::side::address;
use crate::child::work::Work;
use crate::child::{bar, door, person_id};
use crate::desk::{Answered, Desk, Place, Who};
use crate::people::nearby;
use crate::people::queries::Person;
use crate::reader;
use axum::extract::{Path, Query, State};
use law::day::Day;
use law::id::{FactId, PersonId};
use maud::{Markup, html};
use serde::Deserialize;
use web::shell::{Banner, Trail};
use web::{Frame, Page};

/// The day on which relationships and addresses are shown.
#[derive(Debug, Default, Deserialize)]
pub struct AsAt {
    #[serde(default)]
    on: Option<String>,
}

/// What the page is made of.
struct Shown {
    banner: Option<Banner>,
    card: Card,
    work: Work,
    joined: Vec<Person>,
    on: Day,
    writes: bool,
    manages: bool,
}

pub(super) async fn show(
    State(desk): State<Desk>,
    who: Who,
    frame: Frame,
    Path(id): Path<String>,
    Query(as_at): Query<AsAt>,
) -> Answered<Markup> {
    let person = person_id(&id)?;
    // A day that does not read shows today: the page says which day it shows.
    let on = as_at.on.and_then(|on| forms::read_day(&on).ok()).filter(|on| *on <= who.today());
    let (viewer, council) = (who.viewer.clone(), desk.council.clone());
    let shown = desk
        .read(move |conn| {
            let record = reader::open(conn, council.db.views(), person, &viewer, "people and details")?;
            Ok(Shown {
                banner: door::banner(conn, &record, &viewer)?,
                card: Card::of(conn, &record, &viewer)?,
                work: Work::of(conn, &record, viewer.at, &council.reckoner)?,
                joined: nearby::joined(conn, &record)?,
                on: on.unwrap_or(viewer.at.day()),
                writes: viewer.actor.records(),
                manages: viewer.actor.authorises(),
            })
        })
        .await?;
    let body = body(&shown, who.today());
    let page = Page {
        banner: shown.banner,
        strip: Some(bar::strip(&shown.card, &shown.work, &who)),
        trail: Trail::Back("Back to the page".to_owned(), format!("/person/{}", shown.card.person.id)),
        ..desk.page(&who, "People and details", Place::Elsewhere, body)
    };
    Ok(page.render(&frame))
}

fn body(shown: &Shown, today: Day) -> Markup {
    html! {
        (family(shown, today))
        (homes(shown))
        div class="k-cards" { (names(shown)) (reach(shown)) (numbers(shown)) (hazards(shown)) (guard(shown)) }
        (agencies(shown))
    }
}

/// A link to one of the forms; nothing for who only reads.
fn change(shown: &Shown, slug: &str, words: &str, fact: Option<FactId>) -> Markup {
    let id = shown.card.person.id;
    html! {
        @if shown.writes {
            @match fact {
                Some(fact) => a href={ "/person/" (id) "/change/" (slug) "?fact=" (fact) } { (words) },
                None => a href={ "/person/" (id) "/change/" (slug) } { (words) },
            }
        }
    }
}

fn stood(since: Option<Day>, until: Option<Day>, on: Day) -> bool {
    since.is_none_or(|since| since <= on) && until.is_none_or(|until| until > on)
}

fn family(shown: &Shown, today: Day) -> Markup {
    let (path, on) = (format!("/person/{}/people", shown.card.person.id), shown.on);
    let kin: Vec<&Kin> = shown.card.family.iter().filter(|kin| stood(kin.since, kin.until, on)).collect();
    let ended = shown.card.family.len() - kin.len();
    html! {
        section class="k-card" aria-labelledby="family" {
            div class="k-card__head" {
                h2 class="k-card__title" id="family" { "Relationships" }
                span class="k-muted k-small" { (kin.len()) " as at " (on.long()) @if ended > 0 { "; " (ended) " at other times" } }
            }
            form method="get" action=(path) class="k-filter" {
                div class="govuk-form-group" {
                    label class="govuk-label" for="on" { "As at" }
                    input class="govuk-input govuk-input--width-10" id="on" name="on" autocomplete="off" value=(on.long());
                }
                button class="govuk-button govuk-button--secondary" { "Show" }
                @if on != today { a href=(path) { "Today" } }
            }
            @if kin.is_empty() { p class="k-empty" { "No relationship stands on that day. Add a relative: parents, brothers and sisters, carers." } }
            @else { (kin_table(shown, &kin)) }
            p { (change(shown, "relative", "Add a relative", None)) }
        }
    }
}

fn kin_table(shown: &Shown, kin: &[&Kin]) -> Markup {
    html! {
        table class="k-table k-table--stack" {
            caption class="govuk-visually-hidden" { "Relationships as at " (shown.on.long()) }
            thead { tr {
                th scope="col" { "Who" } th scope="col" { "Relationship" } th scope="col" { "Parental responsibility" }
                th scope="col" { "Since" } th scope="col" { "Until" } th scope="col" { span class="govuk-visually-hidden" { "What can be done" } }
            } }
            tbody {
                @for kin in kin {
                    tr {
                        th scope="row" { a href={ "/person/" (kin.person) } { bdi { (kin.name.full()) } } ", " (kin.birth.age_words(shown.on)) }
                        td data-label="Relationship" { (kin.is_their) }
                        td data-label="Parental responsibility" { @if kin.responsibility { "Yes" } @else { "No" } }
                        td data-label="Since" { @match kin.since { Some(day) => (day.brief()), None => "not said" } }
                        td data-label="Until" { @if let Some(day) = kin.until { (day.brief()) } }
                        td { @if kin.until.is_none() { (change(shown, "unrelated", "End", Some(kin.fact))) } }
                    }
                }
            }
        }
    }
}

fn homes(shown: &Shown) -> Markup {
    let (now, before): (Vec<&Home>, Vec<&Home>) =
        shown.card.addresses.iter().partition(|home| stood(Some(home.since), home.until, shown.on));
    html! {
        section class="k-card" aria-labelledby="homes" {
            h2 class="k-card__title" id="homes" { "Addresses" }
            @if now.is_empty() { p class="k-empty" { "No address on " (shown.on.long()) ". A move records one, and asks who must not know it." } }
            @for home in &now {
                (address(home))
                @if home.until.is_none() {
                    p { (change(shown, "protect", "Who must not know", Some(home.fact))) " · " (change(shown, "leave", "Left it", Some(home.fact))) }
                }
            }
            @if !before.is_empty() {
                details { summary { "At other times (" (before.len()) ")" } @for home in &before { (address(home)) } }
            }
            p { (change(shown, "move", "Record a move", None)) }
        }
    }
}

fn names(shown: &Shown) -> Markup {
    let used = |used: &str| match used {
        "usual" => "usual",
        "known_as" => "known as",
        _ => "former",
    };
    html! {
        section class="k-card" aria-labelledby="names" {
            h2 class="k-card__title" id="names" { "Names and birth" }
            ul class="k-lines" {
                @for name in &shown.card.names { li { bdi { (name.name.full()) } span class="k-muted" { " · " (used(&name.used)) } } }
            }
            p {
                (change(shown, "name", "Record a name", None)) " · " (change(shown, "birth", "Birth", None)) " · "
                (change(shown, "death", "Death", None)) " · " (change(shown, "identity", "Identity", None))
            }
        }
    }
}

fn reach(shown: &Shown) -> Markup {
    html! {
        section class="k-card" aria-labelledby="reach" {
            h2 class="k-card__title" id="reach" { "Telephone and e-mail" }
            @if shown.card.reach.is_empty() { p class="k-empty" { "No way to reach them is recorded. Numbers and addresses that somebody adds stand here and on the page’s side." } }
            ul class="k-lines" {
                @for reach in &shown.card.reach {
                    li { (reach.value) @if !reach.note.is_empty() { " · " (reach.note) } " " (change(shown, "unreach", "Take off", Some(reach.fact))) }
                }
            }
            p { (change(shown, "reach", "Add a number or e-mail", None)) }
        }
    }
}

fn numbers(shown: &Shown) -> Markup {
    html! {
        section class="k-card" aria-labelledby="numbers" {
            h2 class="k-card__title" id="numbers" { "Numbers" }
            @if shown.card.identifiers.is_empty() { p class="k-empty" { "No number is recorded. The council’s own, the NHS number and the unique pupil number stand here when they are added." } }
            dl class="k-facts" { @for number in &shown.card.identifiers { dt { (number.scheme.name()) } dd { (number) } } }
            p { (change(shown, "number", "Add a number", None)) }
        }
    }
}

fn hazards(shown: &Shown) -> Markup {
    let (now, ended): (Vec<&Hazard>, Vec<&Hazard>) =
        shown.card.hazards.iter().partition(|hazard| hazard.until.is_none());
    html! {
        section class="k-card" aria-labelledby="hazards" {
            h2 class="k-card__title" id="hazards" { "Hazards" }
            @if now.is_empty() { p class="k-empty" { "None recorded. That is not a promise that there is none: a hazard that somebody notes stands here and in the bar above." } }
            ul class="k-lines" {
                @for hazard in &now {
                    li { strong class="k-late" { (hazard.words) } span class="k-muted" { ", noted " (hazard.noted_on.long()) } " " (change(shown, "hazard-end", "End", Some(hazard.fact))) }
                }
                @for hazard in &ended {
                    li class="k-muted" {
                        (hazard.words) ", until " (hazard.until.map(Day::long).unwrap_or_default())
                        @if let Some(why) = &hazard.ended_why { ": " (why) }
                    }
                }
            }
            p { (change(shown, "hazard", "Note a hazard", None)) }
        }
    }
}

fn guard(shown: &Shown) -> Markup {
    let id: PersonId = shown.card.person.id;
    html! {
        @if shown.manages {
            section class="k-card" aria-labelledby="guard" {
                h2 class="k-card__title" id="guard" { "Restriction and joining" }
                p { @if shown.card.person.restricted { "This record is restricted." } @else { "This record is not restricted." } }
                ul class="k-lines" {
                    li { (change(shown, "restrict", "Restrict, or change the list", None)) }
                    @if shown.card.person.restricted { li { (change(shown, "unrestrict", "End the restriction", None)) } }
                    li { (change(shown, "join", "Join with another record of the same person", None)) }
                    @for other in &shown.joined { li { "Joined: " bdi { (other.name.full()) } } }
                    @if !shown.joined.is_empty() { li { (change(shown, "part", "Part them again", None)) } }
                    li { a href={ "/person/" (id) "/views" } { "Who looked at this record" } }
                }
            }
        }
    }
}

fn agencies(shown: &Shown) -> Markup {
    let (now, ended): (Vec<&Agency>, Vec<&Agency>) =
        shown.card.agencies.iter().partition(|agency| agency.until.is_none());
    html! {
        section class="k-card" aria-labelledby="agencies" {
            h2 class="k-card__title" id="agencies" { "Who is involved" }
            @if now.is_empty() { p class="k-empty" { "Nobody is recorded: nobody was asked or entered yet." } }
            @else {
                table class="k-table k-table--stack" {
                    caption class="govuk-visually-hidden" { "Agencies and professionals" }
                    thead { tr {
                        th scope="col" { "Agency" } th scope="col" { "Person" } th scope="col" { "Contact" } th scope="col" { "Last checked" } th scope="col" { span class="govuk-visually-hidden" { "What can be done" } }
                    } }
                    tbody {
                        @for agency in &now {
                            tr {
                                th scope="row" { (agency.agency) }
                                td data-label="Person" { (agency.name) }
                                td data-label="Contact" { (agency.contact) }
                                td data-label="Last checked" { (agency.checked_on.long()) }
                                td { (change(shown, "agency-checked", "Checked today", Some(agency.fact))) " · " (change(shown, "agency-end", "End", Some(agency.fact))) }
                            }
                        }
                    }
                }
            }
            @if !ended.is_empty() { p class="k-muted" { "No longer involved: " (ended.iter().map(|agency| agency.agency.as_str()).collect::<Vec<_>>().join(", ")) "." } }
            p { (change(shown, "agency", "Add an agency", None)) }
        }
    }
}
