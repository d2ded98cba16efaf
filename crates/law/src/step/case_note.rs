//! Case note: what was seen or heard, what it means, what changes.

use super::offer::{Actor, Offer, Surroundings, common};
use super::outcome::Outcome;
use super::{EndsBy, Kind, Missing, Step, Timed};
use crate::code::NOTE_KIND;
use crate::day::Moment;
use crate::fact::Fact;

/// See the module.
pub struct CaseNote;

impl Kind for CaseNote {
    fn slug(&self) -> &'static str {
        "case_note"
    }

    fn name(&self) -> &'static str {
        "case note"
    }

    fn asks(&self) -> &'static [Fact] {
        &[Fact::HappenedAt, Fact::NoteKind, Fact::WhatWasSeen, Fact::WhatItMeans, Fact::WhatChanges]
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
        super::required(step, &[(Fact::WhatWasSeen, "Enter what was seen or heard")])
    }

    fn clocks(&self, step: &Step) -> Vec<Timed> {
        let _ = step;
        Vec::new()
    }

    fn happened(&self, step: &Step) -> Moment {
        step.facts.moment(Fact::HappenedAt).unwrap_or(step.started)
    }

    fn sentence(&self, step: &Step) -> String {
        let kind = step.facts.words(Fact::NoteKind).and_then(|code| NOTE_KIND.label(code));
        format!("Case note: {}", kind.map_or("kind not recorded".to_owned(), super::contact::lower))
    }
}
