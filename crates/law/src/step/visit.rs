//! Visit: who was seen and where, what was observed, what it means, what changes. Can be recorded on a phone.

use super::offer::{Actor, Offer, Surroundings, common};
use super::outcome::Outcome;
use super::{EndsBy, Kind, Missing, Step, Timed};
use crate::code::VISIT_KIND;
use crate::day::Moment;
use crate::fact::Fact;

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
