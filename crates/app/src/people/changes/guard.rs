//! Restriction of a record, and its end. Managers decide.

use super::{Context, Read};
use crate::people::fields::{Reading, area, boxes, day};
use law::id::WorkerId;
use law::people::PersonEntry;
use law::people::change::{REVIEW_WITHIN, reason, restricted};
use maud::{Markup, html};
use web::{Fields, FormState};

pub(super) fn restrict_form(about: &Context, state: &FormState) -> Markup {
    let workers: Vec<_> = about.workers.iter().map(|(id, name)| (id.to_string(), name.clone())).collect();
    html! {
        p {
            "Only the workers on the list open a restricted record. Nobody else finds it in a search, a list, a count or on a "
            "brother’s or sister’s page. In an emergency it opens for an hour, with a reason that a manager reviews."
        }
        @if about.card.person.restricted { p { a href={ "/person/" (about.id()) "/change/unrestrict" } { "End the restriction" } } }
        (area(state, "reason", "Why", ""))
        (boxes(state, "may_open", "Who may open it", "Keep the allocated worker, their manager and the out-of-hours team on the list.", &workers))
        (day(state, "review_on", "Review on", &format!("Within {REVIEW_WITHIN} days.")))
    }
}

/// The list that stands; for a new restriction the manager and whoever is responsible.
pub(super) fn restrict_kept(about: &Context) -> Fields {
    let mut listed = about.may_open.clone();
    if listed.is_empty() {
        listed.push(about.actor.worker);
        listed.extend(about.card.allocated().and_then(|one| one.worker));
    }
    Fields::from_pairs(listed.iter().map(|worker| ("may_open", worker.to_string())))
}

pub(super) fn restrict(about: &Context, fields: &Fields) -> Read {
    let mut form = Reading::new(fields);
    let why = form.words("reason");
    let chosen: Vec<&str> = form.fields.all("may_open").collect();
    let may_open: Vec<WorkerId> =
        about.workers.iter().map(|(id, _)| *id).filter(|id| chosen.contains(&id.to_string().as_str())).collect();
    let review = form.wanted_day("review_on", "The day of the review");
    let review = review.unwrap_or(about.today().plus_days(1));
    let entry = form.law(restricted(&why, &may_open, review, about.today())).map(|()| {
        let restricted = PersonEntry::Restricted { person: about.id(), reason: why, may_open, review_on: review };
        vec![(restricted, about.today())]
    });
    form.done(entry)
}

pub(super) fn unrestrict_form(_: &Context, state: &FormState) -> Markup {
    html! {
        p { "Everybody with a reason to will be able to open the record again, and find it in searches." }
        (area(state, "reason", "Why the restriction ends", ""))
    }
}

pub(super) fn unrestrict(about: &Context, fields: &Fields) -> Read {
    let mut form = Reading::new(fields);
    if !about.card.person.restricted {
        form.wrong("reason", "The record is not restricted");
    }
    let typed = form.words("reason");
    let why = form.law(reason("reason", &typed, "Say why the restriction ends"));
    let entry = why.map(|reason| vec![(PersonEntry::Unrestricted { person: about.id(), reason }, about.today())]);
    form.done(entry)
}
