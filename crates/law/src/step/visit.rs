//! Visit: who was seen and where, what was observed, what it means, what changes. Can be recorded on a phone.

use super::act::Refusal;
use super::offer::{Actor, Offer, Surroundings, common};
use super::outcome::Outcome;
use super::{EndsBy, Kind, Missing, Started, Step, StepKind, Timed};
use crate::answer::Answer;
use crate::code::VISIT_KIND;
use crate::day::Moment;
use crate::fact::{Fact, Known};

/// See the module.
pub struct Visit;

impl Kind for Visit {
    fn slug(&self) -> &'static str {
        "visit"
    }

    fn name(&self) -> &'static str {
        "visit"
    }

    fn asks(&self) -> &'static [Fact] {
        &[
            Fact::HappenedAt,
            Fact::VisitKind,
            Fact::SeenWhere,
            Fact::WhoWasSeen,
            Fact::ChildSeen,
            Fact::ChildSeenAlone,
            Fact::NotAloneWhy,
            Fact::NotSeenWhy,
            Fact::BedroomSeen,
            Fact::ChildsWords,
            Fact::WhatWasSeen,
            Fact::WhatItMeans,
            Fact::WhatChanges,
        ]
    }

    fn ends_by(&self) -> EndsBy {
        EndsBy::Record
    }

    fn outcomes(&self) -> &'static [Outcome] {
        &[]
    }

    fn offers(&self, step: &Step, actor: &Actor, around: &Surroundings) -> Vec<Offer> {
        common(step, actor, around)
    }

    fn missing(&self, step: &Step) -> Vec<Missing> {
        let mut missing = super::required(
            step,
            &[
                (Fact::HappenedAt, "Enter when the visit took place"),
                (Fact::WhatWasSeen, "Enter what you saw and heard"),
            ],
        );
        missing.extend(
            step.children
                .iter()
                .filter(|child| step.facts.get(Fact::ChildSeen, Some(**child)).is_none())
                .map(|child| Missing::new(Fact::ChildSeen, Some(*child), "Say whether the child was seen")),
        );
        missing
    }

    fn clocks(&self, step: &Step) -> Vec<Timed> {
        let _ = step;
        Vec::new()
    }

    fn happened(&self, step: &Step) -> Moment {
        step.facts.moment(Fact::HappenedAt).unwrap_or(step.started)
    }

    fn sentence(&self, step: &Step) -> String {
        let kind = step.facts.words(Fact::VisitKind).and_then(|code| VISIT_KIND.label(code)).unwrap_or("Visit");
        let seen = step
            .children
            .iter()
            .filter(|child| {
                step.facts.get(Fact::ChildSeen, Some(**child)).and_then(crate::answer::Answer::as_yes_no) == Some(true)
            })
            .count();
        match (seen, step.children.len()) {
            (0, 0) => kind.to_owned(),
            (0, _) => format!("{kind}: not seen"),
            (seen, all) if seen == all => format!("{kind}: seen"),
            (seen, all) => format!("{kind}: {seen} of {all} children seen"),
        }
    }
}

/// A section 47 visit exists only inside an enquiry (areas a01): it begins from the enquiry's page, which carries its kind.
pub(super) const ONLY_INSIDE: &str =
    "A section 47 visit is recorded inside its enquiry: begin it from the enquiry's page";

const SECTION_47: &str = "s47";

/// Refuses a section 47 visit that does not belong to an open enquiry of its children.
pub(super) fn part_of_enquiry(started: &Started, around: &[Step]) -> Result<(), Refusal> {
    let says = |known: &Known| known.fact == Fact::VisitKind && known.value.as_words() == Some(SECTION_47);
    let inside = |step: &Step| {
        Some(step.id) == started.opened_by
            && step.kind == StepKind::Section47Enquiry
            && step.state.is_open()
            && started.children.iter().all(|child| step.children.contains(child))
    };
    match started.carried.iter().any(says) && !around.iter().any(inside) {
        true => Err(Refusal::MayNot(ONLY_INSIDE.to_owned())),
        false => Ok(()),
    }
}

/// Whether a visit may be of the kind that is answered: one inside an enquiry stays a section 47 visit, and no other becomes one.
pub(super) fn may_be(known: &Known, visit: &Step) -> bool {
    let was = visit.facts.words(Fact::VisitKind) == Some(SECTION_47);
    let becomes = matches!(&known.value, Answer::Code(code) if code == SECTION_47);
    was == becomes
}
