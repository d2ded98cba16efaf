//! Somebody who may be meant, as a list shows them: enough to tell two people apart, nothing of a protected address.

use super::known::{self, Known};
use super::likely::Match;
use law::day::Day;
use law::people::Birth;
use maud::{Markup, html};
use store::{Conn, Error};

/// A match with what the service knows of the person.
#[derive(Debug, Clone)]
pub struct Card {
    pub found: Match,
    pub known: Known,
    /// Contacts in the last twelve months.
    pub contacts: i64,
}

/// What is known of each match.
pub fn cards(conn: &mut Conn, matches: Vec<Match>, today: Day) -> Result<Vec<Card>, Error> {
    let card = |found: Match| {
        let known = known::known(conn, found.person, None)?;
        let contacts = known::contacts_in_twelve_months(conn, found.person, today, None)?;
        Ok(Card { found, known, contacts })
    };
    matches.into_iter().map(card).collect()
}

impl Card {
    /// `7, born 14 May 2019`.
    pub fn age(&self, today: Day) -> String {
        age(self.found.birth, today)
    }

    /// The tags: open or closed, adult, died, restricted.
    pub fn tags(&self, today: Day) -> Markup {
        html! {
            @if self.known.is_open() { span class="k-tag" { "Open case" } " " }
            @if matches!(self.known, Known::Closed { .. }) { span class="k-tag k-tag--quiet" { "Closed" } " " }
            @if self.found.birth.is_child(today) == Some(false) { span class="k-tag k-tag--quiet" { "Adult" } " " }
            @if self.found.died_on.is_some() { span class="k-tag k-tag--quiet" { "Died" } " " }
            @if self.found.restricted { span class="k-tag k-tag--restricted" { "Restricted" } " " }
        }
    }

    /// All but the name: age, area, what is known, why it matched.
    pub fn lines(&self, today: Day) -> Markup {
        let others = self.found.other_names.iter().map(|name| name.full()).collect::<Vec<_>>().join(", ");
        html! {
            div { (self.age(today)) @if let Some(area) = &self.found.area { " · " (area) } }
            @if !others.is_empty() { div { "Also known as " (others) } }
            div { (self.known.words()) (contacts(self.contacts)) }
            div class="k-muted" { "Why: " (self.found.likeness.reasons.join(", ")) }
        }
    }
}

/// `, 3 contacts in the last 12 months`; nothing where there is none.
pub fn contacts(count: i64) -> String {
    match count {
        0 => String::new(),
        1 => ", 1 contact in the last 12 months".to_owned(),
        many => format!(", {many} contacts in the last 12 months"),
    }
}

/// `7, born 14 May 2019`, `unborn, due 1 February 2027`.
pub fn age(birth: Birth, today: Day) -> String {
    match birth {
        Birth::Born(day) => format!("{}, born {}", birth.age_words(today), day.long()),
        other => other.age_words(today),
    }
}
