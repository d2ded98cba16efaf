//! What a line does not say at all: who, by when, how it will be known.

use super::text::{Sentence, Text};
use super::{Finding, Lack, Part};
use crate::plan::{Contingency, Doer, Scale, Task, Wanted};

fn gap(part: Part, rule: &'static str, lacks: Lack, words: &str, say: &str) -> Finding {
    Finding { part, rule, lacks, words: words.to_owned(), say: say.to_owned() }
}

/// Words by which somebody else could see or count the same.
const SEEN: &[&str] = &[
    "count",
    "counts",
    "counted",
    "number",
    "numbers",
    "times",
    "days",
    "nights",
    "hours",
    "minutes",
    "weeks",
    "scale",
    "scaling",
    "score",
    "scores",
    "questionnaire",
    "says",
    "say",
    "tells",
    "tell",
    "told",
    "said",
    "words",
    "asked",
    "asks",
    "ask",
    "answers",
    "seen",
    "sees",
    "see",
    "shows",
    "show",
    "look",
    "looks",
    "watches",
    "report",
    "reports",
    "reported",
    "record",
    "records",
    "recorded",
    "register",
    "registers",
    "diary",
    "log",
    "logs",
    "chart",
    "list",
    "test",
    "tests",
    "tested",
    "result",
    "results",
    "weight",
    "weighs",
    "weighed",
    "height",
    "attendance",
    "marks",
    "late",
    "absent",
    "present",
    "photo",
    "photos",
    "checked",
    "checks",
    "check",
    "visit",
    "visits",
    "unannounced",
    "calls",
    "called",
    "police",
    "hospital",
    "injury",
    "injuries",
    "bruises",
    "bed",
    "breakfast",
    "meals",
    "units",
    "money",
    "drawing",
    "drawings",
    "letter",
    "many",
    "often",
    "much",
    "noted",
    "notes",
    "observed",
    "observes",
    "measured",
    "measures",
    "points",
    "sheet",
    "book",
    "app",
];

/// What an outcome does not say.
pub(super) fn outcome(wanted: &Wanted) -> Vec<Finding> {
    let measure = &wanted.measure;
    let mut found = Vec::new();
    if wanted.risk.trim().is_empty() {
        found.push(gap(
            Part::Risk,
            "no risk",
            Lack::What,
            "",
            "Say which worry this answers, in words the family knows.",
        ));
    }
    let text = Text::read(&measure.words);
    let counted = matches!(&measure.scale, Scale::Number { unit } if !unit.trim().is_empty());
    if text.is_empty() && !counted {
        let say = "Say what somebody will look at or count, who does, and what 0 and 10 would mean.";
        found.push(gap(Part::Measure, "no measure", Lack::HowWeWillKnow, "", say));
    } else if !text.is_empty() && !counted && !text.anywhere(is_seen) {
        let say = "Say what somebody will see, hear or count: days, times, what the child says.";
        found.push(gap(Part::Measure, "nothing to see", Lack::HowWeWillKnow, measure.words.trim(), say));
    }
    match (measure.baseline, measure.target) {
        (Some(from), Some(to)) if from == to => {
            let say = "The target is where it stands already. Say where it should come to.";
            found.push(gap(Part::Target, "nothing changes", Lack::HowWeWillKnow, &to.to_string(), say));
        }
        (from, to) => {
            if from.is_none() {
                let say = "Say where it stands now, so that a change can be seen.";
                found.push(gap(Part::Baseline, "no baseline", Lack::HowWeWillKnow, "", say));
            }
            if to.is_none() {
                let say = "Say where it should come to.";
                found.push(gap(Part::Target, "no target", Lack::HowWeWillKnow, "", say));
            }
        }
    }
    if wanted.by_when.is_none() {
        found.push(gap(Part::ByWhen, "no date", Lack::ByWhen, "", "Say by which day."));
    }
    found
}

fn is_seen(sentence: &Sentence<'_>) -> bool {
    sentence.counts() || sentence.says_how_often() || sentence.has_word(SEEN)
}

/// What an action does not say.
pub(super) fn task(task: &Task) -> Vec<Finding> {
    let text = Text::read(&task.what);
    if text.is_empty() {
        return Vec::new();
    }
    let mut found = Vec::new();
    match &task.who {
        None => found.push(match passive(&text) {
            Some(words) => {
                let say = "In this sentence nobody does it. Say who, and put the name in the box “Who”.";
                gap(Part::What, "done by nobody", Lack::Who, &words, say)
            }
            None => gap(Part::Who, "nobody", Lack::Who, "", "Say who does it: one name, or one agency."),
        }),
        Some(Doer::Named(name)) => found.extend(anybody(name)),
        Some(Doer::Worker(_)) => {}
    }
    if task.due.is_none() && !text.anywhere(|sentence| sentence.says_when()) {
        let say = "Give the day, or say how often and until when.";
        found.push(gap(Part::Due, "no date", Lack::ByWhen, "", say));
    }
    found
}

/// Names that name nobody.
const ANYBODY: &[&str] = &[
    "^ (the) all $",
    "^ all|any|various|relevant|other (the|relevant|other|involved) professionals|agencies|services|parties|staff $",
    "^ professionals|agencies|services|everyone|everybody|somebody|someone|anyone|various|others|staff|tbc|tba|unknown|none $",
    "^ (the) network|group|family|system|council|authority $",
    "^ (the) core group $",
    "^ family members $",
    "^ (to) be confirmed|decided|agreed|allocated|arranged $",
    "^ n a $",
    "^ whoever",
];

fn anybody(name: &str) -> Option<Finding> {
    let text = Text::read(name);
    let words = text.sentences().find_map(|sentence| ANYBODY.iter().find_map(|pattern| sentence.find(pattern)))?;
    let say = "What everybody is to do, nobody does. Name one person who sees that it is done.";
    Some(gap(Part::Who, "everybody", Lack::Who, &words, say))
}

/// What is done in a sentence in which nobody does it.
const PASSIVE: &[&str] = &[
    "to be *ed",
    "will|should|must|shall|can|could|would be *ed",
    "to|will|should|must|shall be done|made|given|sent|seen|taken|held|put|kept|found|sought|told|brought|drawn|written|set|undertaken|begun",
];

fn passive(text: &Text<'_>) -> Option<String> {
    let sentences = text.sentences().filter(|sentence| !sentence.has_word(&["by"]));
    let mut found = sentences.filter_map(|sentence| PASSIVE.iter().find_map(|pattern| sentence.find(pattern)));
    found.next()
}

/// What the end of the plan does not say: if it fails, who acts?
pub(super) fn contingency(contingency: &Contingency) -> Vec<Finding> {
    let text = Text::read(&contingency.contingency);
    let say = "Say who does it: on the night, somebody must know that it is them.";
    let found = passive(&text).map(|words| gap(Part::Contingency, "done by nobody", Lack::Who, &words, say));
    found.into_iter().collect()
}
