//! Vague wording in a plan, pointed out with what is missing: who, what, by when, how it will be known, or plain words.
//!
//! A plan that says "Mum to engage with services, ongoing" cannot be kept, measured or missed (areas a05). Each rule has a
//! name, a sentence for whoever writes, words that it points out and the same wish said clearly. Nothing here stops anybody
//! from saving; a manager sees how many lines could be clearer. What is clear is left alone: a rule that nags is mended.

mod gaps;
mod jargon;
mod rules;
mod text;

use super::{Contingency, Plan, Task, Wanted};
use text::Text;

pub use rules::{Cure, RULES, Rule};

/// What a line does not say.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Lack {
    Who,
    What,
    ByWhen,
    HowWeWillKnow,
    /// The family would not understand it.
    PlainWords,
}

impl Lack {
    /// To stand before the sentence: `Who?`
    pub fn ask(self) -> &'static str {
        match self {
            Lack::Who => "Who?",
            Lack::What => "What exactly?",
            Lack::ByWhen => "When, or how often?",
            Lack::HowWeWillKnow => "How will we know?",
            Lack::PlainWords => "Plain words?",
        }
    }
}

/// A box of a plan's forms.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Part {
    Risk,
    Danger,
    Change,
    Measure,
    Baseline,
    Target,
    ByWhen,
    What,
    Who,
    Due,
    BottomLines,
    Contingency,
}

impl Part {
    /// The name of its box.
    pub fn field(self) -> &'static str {
        match self {
            Part::Risk => "risk",
            Part::Danger => "danger",
            Part::Change => "change",
            Part::Measure => "measure",
            Part::Baseline => "baseline",
            Part::Target => "target",
            Part::ByWhen => "by_when",
            Part::What => "what",
            Part::Who => "named",
            Part::Due => "due",
            Part::BottomLines => "bottom_lines",
            Part::Contingency => "contingency",
        }
    }
}

/// One thing that could be clearer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Finding {
    pub part: Part,
    /// The name of the rule.
    pub rule: &'static str,
    pub lacks: Lack,
    /// The words that it is about, as they were typed. Empty where something is not said at all.
    pub words: String,
    /// What to write instead.
    pub say: String,
}

/// What could be clearer in an outcome.
pub fn outcome(wanted: &Wanted) -> Vec<Finding> {
    let texts = [
        (Part::Risk, &wanted.risk),
        (Part::Danger, &wanted.danger),
        (Part::Change, &wanted.change),
        (Part::Measure, &wanted.measure.words),
    ];
    let mut found: Vec<Finding> = texts.iter().flat_map(|(part, words)| of_text(*part, words)).collect();
    found.extend(gaps::outcome(wanted));
    in_order(found)
}

/// What could be clearer in an action.
pub fn task(task: &Task) -> Vec<Finding> {
    let mut found = of_text(Part::What, &task.what);
    found.extend(gaps::task(task));
    in_order(found)
}

/// What could be clearer in bottom lines and contingency.
pub fn contingency(contingency: &Contingency) -> Vec<Finding> {
    let mut found = of_text(Part::BottomLines, &contingency.bottom_lines);
    found.extend(of_text(Part::Contingency, &contingency.contingency));
    found.extend(gaps::contingency(contingency));
    in_order(found)
}

/// How many lines of a plan could be clearer: outcomes that run, their open actions, and what is done if it fails.
pub fn lines(plan: &Plan) -> usize {
    let outcomes = plan.running().filter(|one| !outcome(&one.wanted).is_empty()).count();
    let open = plan.running().flat_map(|one| plan.actions_of(one.id)).filter(|action| action.doing.is_open());
    let actions = open.filter(|action| !task(&action.task).is_empty()).count();
    outcomes + actions + usize::from(!contingency(&plan.contingency).is_empty())
}

/// What the rules of wording find in one box; each rule speaks once.
fn of_text(part: Part, words: &str) -> Vec<Finding> {
    let text = Text::read(words);
    let rules = RULES.iter().filter(|rule| rule.parts.contains(&part));
    let found = rules.filter_map(|rule| {
        let words = rule.finds(&text)?;
        Some(Finding { part, rule: rule.name, lacks: rule.lacks, words, say: rule.say.to_owned() })
    });
    found.chain(jargon::find(part, &text)).collect()
}

fn in_order(mut found: Vec<Finding>) -> Vec<Finding> {
    found.sort_by_key(|finding| finding.part);
    found
}

#[cfg(test)]
mod tests;
