//! Which entries go into a pack, and what of them: pure rules, entry by entry. What is not said to go does not go.

use super::scope::Scope;
use law::answer::Given;
use law::document::{Audience, DocumentEntry};
use law::fact::{Fact, Known};
use law::id::PersonId;
use law::journal::Entry;
use law::people::PersonEntry;
use law::step::seat::Agency;
use law::step::{Started, StepEntry};

/// What becomes of an entry.
#[derive(Debug, PartialEq, Eq)]
#[allow(clippy::large_enum_variant, reason = "it lives for one entry at a time and is never kept")]
pub enum Goes {
    /// As it stands, or without what concerns others.
    With(Entry),
    /// Held back by its audience.
    HeldBack,
    /// No part of what another council needs, or about somebody else.
    Not,
}

/// What a form is asked for the audience of.
#[derive(Debug, Clone, Copy)]
pub enum Ask<'a> {
    Question(&'a str),
    Fact(Fact),
}

/// The audience of a question, by the form that the step is written on; `None` where it has none.
pub type Asks<'a> = dyn Fn(Ask<'_>) -> Option<Audience> + 'a;

/// Audiences that are held back unless somebody cleared them with a reason.
pub fn held_back(audience: Audience, cleared: &[Audience]) -> bool {
    matches!(audience, Audience::ThirdParty | Audience::PoliceSensitive) && !cleared.contains(&audience)
}

/// What of an entry goes into a pack.
pub fn goes(entry: &Entry, scope: &Scope, cleared: &[Audience], asks: &Asks<'_>) -> Goes {
    match entry {
        Entry::Person(entry) => person(entry, scope),
        Entry::Step(entry) => step(entry, scope, cleared, asks),
        Entry::Document(entry) => document(entry, scope, cleared),
        // A plan may name brothers and sisters who stay. The step goes, with its outline; what it says is sent as a family copy.
        Entry::Plan(_) => Goes::Not,
        // Who had the child here is told in the summary; the rest is this council's own business.
        Entry::Caseload(_) | Entry::Practice(_) | Entry::Transfer(_) | Entry::Pack(_) => Goes::Not,
    }
}

fn if_so(holds: bool, entry: impl Into<Entry>) -> Goes {
    if holds { Goes::With(entry.into()) } else { Goes::Not }
}

fn person(entry: &PersonEntry, scope: &Scope) -> Goes {
    use PersonEntry as P;
    let both = |one: &PersonId, other: &PersonId| {
        let full = |person| scope.sent.contains(person) || scope.named.contains(person);
        full(one) && full(other)
    };
    let as_it_is = || entry.clone();
    match entry {
        P::Recorded { person, name, birth, .. } if !scope.sent.contains(person) => {
            let identity = law::people::Identity::default();
            let bare = P::Recorded { person: *person, name: name.clone(), birth: *birth, identity };
            if_so(scope.knows(*person), bare)
        }
        P::Recorded { .. } => Goes::With(as_it_is().into()),
        P::Named { person, .. } => if_so(scope.knows(*person), as_it_is()),
        P::BirthRecorded { person, .. }
        | P::Died { person, .. }
        | P::HazardNoted { person, .. }
        | P::HazardEnded { person, .. } => {
            if_so(scope.sent.contains(person) || scope.named.contains(person), as_it_is())
        }
        P::Related { person, to, .. } | P::RelationEnded { person, to, .. } => if_so(both(person, to), as_it_is()),
        P::Joined { kept, other, .. } | P::Parted { kept, other, .. } => if_so(both(kept, other), as_it_is()),
        P::Moved { person, .. }
        | P::MovedOut { person, .. }
        | P::AddressHidden { person, .. }
        | P::Reachable { person, .. }
        | P::NoLongerReachable { person, .. } => {
            if_so(scope.sent.contains(person) || scope.reached.contains(person), hiding(entry, scope))
        }
        P::Identified { person, .. }
        | P::IdentifierGiven { person, .. }
        | P::Involved { person, .. }
        | P::NoLongerInvolved { person, .. }
        | P::StoryTold { person, .. }
        | P::ViewsGiven { person, .. } => if_so(scope.sent.contains(person), as_it_is()),
        P::Restricted { .. } | P::Unrestricted { .. } | P::GlassBroken { .. } | P::GlassReviewed { .. } => Goes::Not,
        P::ToldApart { .. } => Goes::Not,
    }
}

/// An address goes with those from whom it is hidden, each of whom the pack names.
fn hiding(entry: &PersonEntry, scope: &Scope) -> PersonEntry {
    let mut entry = entry.clone();
    if let PersonEntry::Moved { hidden_from: from, .. } | PersonEntry::AddressHidden { from, .. } = &mut entry {
        from.retain(|person| scope.knows(*person));
    }
    entry
}

fn step(entry: &StepEntry, scope: &Scope, cleared: &[Audience], asks: &Asks<'_>) -> Goes {
    use StepEntry as S;
    if !scope.steps.contains(&entry.step()) {
        return Goes::Not;
    }
    let ours = |child: &Option<PersonId>| child.is_none_or(|child| scope.sent.contains(&child));
    let mut entry = entry.clone();
    match &mut entry {
        S::Started(started) => {
            begun(started, scope);
            hold_back(&mut Vec::new(), &mut started.carried, cleared, asks);
        }
        S::Answered { answers, facts, .. } | S::Corrected { answers, facts, .. } => {
            let had = answers.len() + facts.len();
            answers.retain(|given| ours(&given.asked.child));
            facts.retain(|known| ours(&known.child));
            let theirs = answers.len() + facts.len();
            hold_back(answers, facts, cleared, asks);
            if answers.is_empty() && facts.is_empty() && had > 0 {
                return if theirs > 0 { Goes::HeldBack } else { Goes::Not };
            }
        }
        S::Decided { decisions, .. } => decisions.retain(|decision| scope.sent.contains(&decision.child)),
        S::PeopleChanged { children, others, .. } => {
            children.retain(|child| scope.sent.contains(child));
            others.retain(|person| scope.knows(*person));
        }
        S::FactsFollowed { facts, .. } => {
            facts.retain(|known| ours(&known.child));
            hold_back(&mut Vec::new(), facts, cleared, asks);
            if facts.is_empty() {
                return Goes::Not;
            }
        }
        S::SeatKept { seat, .. } if !seat.person.is_none_or(|person| scope.knows(person)) => return Goes::Not,
        S::ActionKept { action, .. } if !ours(&action.child) => return Goes::Not,
        // What the police brought or answered is theirs until they agree.
        S::SeatKept { seat, .. } if of_police(seat.agency, cleared) => return Goes::HeldBack,
        S::CheckKept { check, .. } if of_police(check.agency, cleared) => return Goes::HeldBack,
        S::LatenessExplained { lateness, .. } if !ours(&lateness.child) => return Goes::Not,
        // An episode is the sending council's, in its own census.
        S::EpisodeOpened { .. } | S::EpisodeClosed { .. } => return Goes::Not,
        S::Submitted { .. }
        | S::Returned { .. }
        | S::Recorded { .. }
        | S::HandedOver { .. }
        | S::Acknowledged { .. }
        | S::Cancelled { .. }
        | S::Assigned { .. }
        | S::LatenessExplained { .. }
        | S::SeatKept { .. }
        | S::SeatRemoved { .. }
        | S::ActionKept { .. }
        | S::CheckKept { .. }
        | S::Ended { .. }
        | S::EndedElsewhere { .. } => {}
    }
    Goes::With(entry.into())
}

fn of_police(agency: Agency, cleared: &[Audience]) -> bool {
    agency == Agency::Police && held_back(Audience::PoliceSensitive, cleared)
}

fn begun(started: &mut Started, scope: &Scope) {
    started.children.retain(|child| scope.sent.contains(child));
    started.others.retain(|person| scope.knows(*person));
    started.carried.retain(|known| known.child.is_none_or(|child| scope.sent.contains(&child)));
}

/// Takes out answers and facts whose question is held back.
fn hold_back(answers: &mut Vec<Given>, facts: &mut Vec<Known>, cleared: &[Audience], asks: &Asks<'_>) {
    let goes = |ask: Ask<'_>| asks(ask).is_none_or(|audience| !held_back(audience, cleared));
    answers.retain(|given| goes(Ask::Question(&given.asked.question)));
    facts.retain(|known| goes(Ask::Fact(known.fact)));
}

fn document(entry: &DocumentEntry, scope: &Scope, cleared: &[Audience]) -> Goes {
    let people = entry.people();
    let theirs = people.iter().any(|person| scope.sent.contains(person));
    // A document that is also about somebody outside the pack cannot be taken apart.
    if !theirs || !people.iter().all(|person| scope.sent.contains(person) || scope.named.contains(person)) {
        return Goes::Not;
    }
    match entry {
        DocumentEntry::Filed { audience, .. } if held_back(*audience, cleared) => Goes::HeldBack,
        DocumentEntry::Filed { step: Some(step), .. } if !scope.steps.contains(step) => Goes::Not,
        DocumentEntry::Filed { .. } | DocumentEntry::Superseded { .. } => Goes::With(entry.clone().into()),
    }
}
