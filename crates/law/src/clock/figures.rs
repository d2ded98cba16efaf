//! The figures of this council: how long each local clock runs, and from which day.

use super::rule::{Rule, Source};
use super::span::Span;
use crate::day::Day;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// The length of every clock on every day: the national figures, the defaults, and what this council changed.
///
/// The figure in force on the day a clock started is that clock's figure for good. A change of figure never moves a clock that
/// is already running: a family was told a date, and a child's lateness must not come and go with a setting.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Figures {
    local: BTreeMap<Rule, BTreeMap<Day, Span>>,
}

/// A span, and the day from which this council uses it; `None` when it is the national figure or the default.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Figure {
    pub span: Span,
    pub from: Option<Day>,
}

/// Why a council may not set this figure.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum FigureRefused {
    #[error("\"{}\" is a national figure ({citation}); a council cannot change it", rule.name())]
    National { rule: Rule, citation: &'static str },
    #[error("\"{}\" runs {} its start; {span} runs the other way", rule.name(), if span.is_backwards() { "forward from" } else { "backwards from" })]
    Direction { rule: Rule, span: Span },
    #[error("\"{}\" cannot be {span}: no time would pass", rule.name())]
    Empty { rule: Rule, span: Span },
}

impl Figures {
    /// The national figures and the defaults for the local ones.
    pub fn national_and_default() -> Self {
        Self::default()
    }

    /// The same figures, with this one for clocks that start on `from` or later.
    ///
    /// # Errors
    /// [`FigureRefused`] when the figure is national, runs the wrong way or lets no time pass.
    pub fn with(mut self, rule: Rule, from: Day, span: Span) -> Result<Self, FigureRefused> {
        let definition = rule.definition();
        if let Source::National { citation } = definition.source {
            return Err(FigureRefused::National { rule, citation });
        }
        if span.is_backwards() != definition.span.is_backwards() {
            return Err(FigureRefused::Direction { rule, span });
        }
        if span.is_empty() {
            return Err(FigureRefused::Empty { rule, span });
        }
        self.local.entry(rule).or_default().insert(from, span);
        Ok(self)
    }

    /// The figure for a clock of this rule that starts on this day.
    pub fn in_force(&self, rule: Rule, started: Day) -> Figure {
        let local = self.local.get(&rule).and_then(|figures| figures.range(..=started).next_back());
        match local {
            Some((from, span)) => Figure { span: *span, from: Some(*from) },
            None => Figure { span: rule.definition().span, from: None },
        }
    }

    /// Every figure that this council set, by rule and then by day.
    pub fn local(&self) -> impl Iterator<Item = (Rule, Day, Span)> + '_ {
        self.local.iter().flat_map(|(rule, figures)| figures.iter().map(|(from, span)| (*rule, *from, *span)))
    }
}
