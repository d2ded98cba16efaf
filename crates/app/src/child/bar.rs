//! The identity bar: who this is, how they stand, what to beware of. Always in view.

use super::card::{Card, Hidden, Home};
use super::family::Sibling;
use super::status::status;
use super::work::Work;
use crate::desk::Who;
use law::day::Day;
use law::people::Birth;
use law::permit::Ground;
use maud::{Markup, html};

/// The bar without brothers and sisters: on pages below the person's own.
pub fn strip(card: &Card, work: &Work, who: &Who) -> Markup {
    whole(card, work, &[], who, None)
}

/// The whole bar. `menu` stands at its right end.
pub fn whole(card: &Card, work: &Work, siblings: &[Sibling], who: &Who, menu: Option<Markup>) -> Markup {
    let status = status(card, work, who.today());
    html! {
        section class="k-identity" aria-label="Who this is" {
            div class="k-identity__inner" {
                p class="k-identity__name" {
                    a href={ "/person/" (card.person.id) } { bdi { (card.person.name.full()) } }
                    @if let Some(known) = &card.person.known_as { span class="k-muted" { " (known as " bdi { (known) } ")" } }
                }
                span class=(status.class()) { (status.words()) }
                @if card.person.restricted { span class="k-tag k-tag--restricted" { "⚠ Restricted record" } }
                ul class="k-identity__facts" { (facts(card, siblings, who.today())) }
                @let warnings = warnings(card);
                @if !warnings.is_empty() {
                    ul class="k-identity__warnings" aria-label="Warnings" {
                        @for words in &warnings { li class="k-tag k-tag--late" { (words) } }
                    }
                }
                @if let Some(menu) = menu { (menu) }
            }
        }
    }
}

fn facts(card: &Card, siblings: &[Sibling], today: Day) -> Markup {
    html! {
        li { (age(card, today)) }
        li { @match card.number() { Some(number) => { "Number " (number) }, None => "No council number" } }
        li { (responsible(card)) }
        @if !siblings.is_empty() {
            li {
                "Brothers and sisters: "
                @for (at, sibling) in siblings.iter().enumerate() {
                    @if at > 0 { ", " }
                    a href={ "/person/" (sibling.person) } { bdi { (sibling.name.short()) } }
                    ", " (sibling.birth.age_words(today))
                }
            }
        }
    }
}

/// `4, born 23 March 2022`; for an unborn child the due date.
fn age(card: &Card, today: Day) -> String {
    let birth = card.person.birth;
    match (birth, card.person.died_on) {
        (Birth::Born(born), Some(died)) => format!("born {}, died aged {}", born.long(), birth.age_words(died)),
        (Birth::Born(born), None) => format!("{}, born {}", birth.age_words(today), born.long()),
        _ => birth.age_words(today),
    }
}

fn responsible(card: &Card) -> String {
    match card.allocated() {
        None => "Not allocated".to_owned(),
        Some(one) => {
            let team = one.team_name.clone().unwrap_or_else(|| "no team".to_owned());
            match &one.worker_name {
                Some(worker) => format!("{worker}, {team}"),
                None => format!("{team}, waiting for a worker"),
            }
        }
    }
}

/// Hazards and hidden-from warnings, each with its sign and its words.
pub fn warnings(card: &Card) -> Vec<String> {
    let hazards = card.hazards_now().map(|hazard| format!("⚠ {}", hazard.words));
    let hidden = card.home().filter(|home| !home.hidden_from.is_empty());
    hazards.chain(hidden.map(|home| format!("⚠ {}", hidden_words(home)))).collect()
}

/// `Address hidden from Darren Doe`.
pub fn hidden_words(home: &Home) -> String {
    let name =
        |hidden: &Hidden| hidden.name.clone().unwrap_or_else(|| "somebody whose record is restricted".to_owned());
    let names: Vec<String> = home.hidden_from.iter().map(name).collect();
    format!("Address hidden from {}, and from anyone connected with them", names.join(", "))
}

/// What the reader must know of how they came in, above the page.
pub fn ground_words(ground: Ground, until: Option<String>) -> Option<String> {
    match ground {
        Ground::BrokenGlass => Some(format!(
            "You opened this restricted record in an emergency. It is open to you until {}. A manager will review it.",
            until.unwrap_or_else(|| "the hour ends".to_owned())
        )),
        Ground::ReasonGiven => Some("You gave a reason for opening this record. It is open to you today.".to_owned()),
        Ground::JustFinished => {
            Some("Your work with this person ended today. The record is open to you until midnight.".to_owned())
        }
        _ => None,
    }
}
