//! The narrow column: family and home, who is involved, identity with its gaps.

use super::bar::hidden_words;
use super::card::{Agency, Card, Home, Kin, KinHome};
use super::family::Sibling;
use law::code::{DISABILITY, ETHNICITY, SEX};
use law::day::Day;
use maud::{Markup, html};

/// Weeks after which what an agency said of itself is old.
const CHECK_AGAIN: i64 = 90;

/// Who lives where, and who has parental responsibility.
pub fn family(card: &Card, siblings: &[Sibling], writes: bool, today: Day) -> Markup {
    let id = card.person.id;
    let recorded: Vec<&Kin> = card.kin_now().collect();
    let derived = siblings.iter().filter(|sibling| !recorded.iter().any(|kin| kin.person == sibling.person));
    html! {
        section class="k-card" aria-labelledby="family" {
            h2 class="k-card__title" id="family" { "Family and home" }
            (home(card))
            @if recorded.is_empty() && siblings.is_empty() {
                p class="k-empty" { "No relatives yet. Add parents, brothers and sisters, and who has parental responsibility." }
            }
            ul class="k-lines" {
                @for kin in &recorded { (relative(card, kin, today)) }
                @for sibling in derived {
                    li {
                        a href={ "/person/" (sibling.person) } { bdi { (sibling.name.full()) } }
                        ", " (sibling.birth.age_words(today)) span class="k-muted" { " · " (sibling.is_their) }
                    }
                }
            }
            @if card.is_child(today) && !recorded.iter().any(|kin| kin.responsibility) {
                p class="k-soon" { "Nobody is recorded with parental responsibility." }
            }
            (reach(card))
            p class="k-no-print" {
                a href={ "/person/" (id) "/people" } { "People and details" }
                @if writes { " · " a href={ "/person/" (id) "/change/relative" } { "Add a relative" } }
            }
        }
    }
}

fn home(card: &Card) -> Markup {
    html! {
        @match card.home() {
            None => p class="k-soon" { "No address is recorded." },
            Some(home) => (address(home)),
        }
    }
}

/// An address, with its warning before it.
pub fn address(home: &Home) -> Markup {
    html! {
        @if !home.hidden_from.is_empty() { p class="k-late" { strong { (hidden_words(home)) } } }
        address class="k-address" { (home.lines) @if !home.postcode.is_empty() { ", " span class="k-nowrap" { (home.postcode) } } }
        p class="k-muted k-small" { "since " (home.since.long()) @if let Some(until) = home.until { " until " (until.long()) } }
    }
}

fn relative(card: &Card, kin: &Kin, today: Day) -> Markup {
    let here = card.home().map(|home| home.key.as_str());
    html! {
        li {
            a href={ "/person/" (kin.person) } { bdi { (kin.name.full()) } }
            ", " (kin.birth.age_words(today)) @if kin.died_on.is_some() { " (died)" }
            span class="k-muted" { " · " (kin.is_their) }
            @if kin.responsibility { " " span class="k-tag" { "parental responsibility" } }
            @match &kin.home {
                None => {},
                Some(KinHome::Known { key, .. } | KinHome::Protected { key }) if Some(key.as_str()) == here => span class="k-muted" { " · lives here" },
                Some(KinHome::Protected { .. }) => span class="k-muted" { " · protected address" },
                Some(KinHome::Known { lines, postcode, .. }) => span class="k-muted" { " · " (lines) ", " (postcode) },
            }
        }
    }
}

fn reach(card: &Card) -> Markup {
    html! {
        @for reach in &card.reach {
            p class="k-small" {
                @match reach.channel.as_str() {
                    "email" => a href={ "mailto:" (reach.value) } { (reach.value) },
                    _ => a href={ "tel:" (reach.value.replace(' ', "")) } { (reach.value) },
                }
                @if !reach.note.is_empty() { " · " (reach.note) }
            }
        }
    }
}

/// Agencies and professionals, each with the day on which it was last checked.
pub fn involved(card: &Card, writes: bool, today: Day) -> Markup {
    let now: Vec<&Agency> = card.agencies.iter().filter(|agency| agency.until.is_none()).collect();
    html! {
        section class="k-card" aria-labelledby="involved" {
            h2 class="k-card__title" id="involved" { "Who is involved" }
            @if now.is_empty() {
                p class="k-empty" { "Nobody is recorded. That means that nobody was asked or entered yet, not that nobody works with the family." }
            }
            ul class="k-lines" { @for agency in &now { (one_agency(agency, today)) } }
            @if !now.is_empty() { p class="k-muted k-small" { "An agency that is not listed has not been asked, or was not entered." } }
            @if writes { p class="k-no-print" { a href={ "/person/" (card.person.id) "/change/agency" } { "Add an agency" } } }
        }
    }
}

fn one_agency(agency: &Agency, today: Day) -> Markup {
    let days = agency.checked_on.days_until(today);
    html! {
        li {
            strong { (agency.agency) }
            @if !agency.name.is_empty() { ", " (agency.name) }
            br; @if agency.contact.is_empty() { span class="k-soon" { "no contact recorded" } } @else { (agency.contact) }
            br; span class={ "k-small " @if days > CHECK_AGAIN { "k-soon" } @else { "k-muted" } } {
                "last checked " (agency.checked_on.long()) @if days > CHECK_AGAIN { ", " (days) " days ago: ask again" }
            }
        }
    }
}

/// Who the person is, with every gap shown.
pub fn identity(card: &Card, writes: bool) -> Markup {
    let identity = &card.person.identity;
    let label = |list: &law::code::CodeList, code: &Option<String>| {
        code.as_deref().map(|code| list.label(code).unwrap_or(code).to_owned())
    };
    let disability: Vec<String> =
        identity.disabilities.iter().map(|code| DISABILITY.label(code).unwrap_or(code).to_owned()).collect();
    let rows = [
        ("Sex", label(&SEX, &identity.sex)),
        ("Gender", identity.gender.clone()),
        ("Ethnicity", label(&ETHNICITY, &identity.ethnicity)),
        ("Language", identity.language.clone()),
        ("Interpreter", identity.interpreter.map(|needed| if needed { "Needed" } else { "Not needed" }.to_owned())),
        ("Faith", identity.faith.clone()),
        ("Disability", (!disability.is_empty()).then(|| disability.join(", "))),
    ];
    let gaps = rows.iter().filter(|(_, value)| value.is_none()).count();
    html! {
        section class="k-card" aria-labelledby="identity" {
            div class="k-card__head" {
                h2 class="k-card__title" id="identity" { "Identity" }
                @if gaps > 0 { span class="k-small k-soon" { (gaps) " not recorded" } }
            }
            dl class="k-facts" {
                @for (name, value) in &rows {
                    dt { (name) }
                    dd { @match value { Some(value) => (value), None => span class="k-soon" { "Not recorded" } } }
                }
                @for number in &card.identifiers { dt { (number.scheme.name()) } dd { (number) } }
            }
            @if writes {
                p class="k-no-print" {
                    a href={ "/person/" (card.person.id) "/change/identity" } { "Record identity" }
                    " · " a href={ "/person/" (card.person.id) "/change/number" } { "Add a number" }
                }
            }
        }
    }
}
