//! Conditions against the questions of their form: names, codes, and a trial run.

use super::Findings;
use crate::condition::{CHILD_VARIABLE, Condition};
use crate::form::{ChildFacts, Question, Section, Type};
use law::answer::Answer;
use law::fact::About;
use law::id::PersonId;
use std::collections::BTreeMap;

/// Every name in a condition is a question that can be answered where the condition is asked, every code is one of its
/// list, and the whole says yes or no.
pub(super) fn check(found: &mut Findings<'_>, sections: &[Section]) {
    let questions: Vec<&Question> = sections.iter().flat_map(|section| &section.questions).collect();
    for asking in &questions {
        for condition in [&asking.required_when, &asking.shown_when].into_iter().flatten() {
            let mut problems = names(asking, condition, &questions);
            problems.extend(codes(condition, &questions));
            if problems.is_empty() {
                problems.extend(trial(condition, &questions));
            }
            for what in problems {
                found.add(condition.line(), what);
            }
        }
    }
}

fn names(asking: &Question, condition: &Condition, questions: &[&Question]) -> Vec<String> {
    let family = asking.about == About::Family;
    let problem = |name: &String| match questions.iter().find(|question| question.id == *name) {
        _ if name == CHILD_VARIABLE => {
            family.then(|| "A question for the family cannot ask about one child".to_owned())
        }
        None => Some(format!("The condition names \"{name}\", which is no question of this form")),
        Some(named) if family && named.about == About::Child => {
            Some(format!("A question for the family cannot depend on \"{name}\", which is asked for each child"))
        }
        Some(_) => None,
    };
    condition.names().iter().filter_map(problem).collect()
}

fn codes(condition: &Condition, questions: &[&Question]) -> Vec<String> {
    let problem = |(name, text): (&str, &str)| {
        let question = questions.iter().find(|question| question.id == name)?;
        let listed = matches!(question.kind, Type::Code(_) | Type::Codes(_));
        (listed && question.label(text).is_none()).then(|| format!("The list of \"{name}\" has no code \"{text}\""))
    };
    condition.compared().filter_map(problem).collect()
}

/// Runs the condition twice on answers of the right type, so that a slip shows here and not on a child's form.
fn trial(condition: &Condition, questions: &[&Question]) -> Option<String> {
    let child = ChildFacts { id: PersonId(Default::default()), name: String::new(), age: Some(7), unborn: false };
    [true, false].into_iter().find_map(|yes| {
        let samples: BTreeMap<&str, Answer> =
            questions.iter().map(|question| (question.id.as_str(), sample(question, yes))).collect();
        let tried = condition.try_on(&child, |name| samples.get(name));
        tried.err().map(|why| format!("The condition does not say yes or no: {why}"))
    })
}

fn sample(question: &Question, yes: bool) -> Answer {
    let first = || question.choices().first().map(|choice| choice.code.clone()).unwrap_or_default();
    match &question.kind {
        Type::Words | Type::Line => Answer::Words("words".to_owned()),
        Type::Day | Type::Moment => Answer::Words("2026-04-01".to_owned()),
        Type::Code(_) => Answer::Code(first()),
        Type::Codes(_) => Answer::Codes(vec![first()]),
        Type::Events => Answer::Codes(vec!["event".to_owned()]),
        Type::YesNo => Answer::YesNo(yes),
        Type::Number => Answer::Number(1),
        Type::Rows(columns) => {
            Answer::Rows(vec![columns.iter().map(|column| (column.id.clone(), String::new())).collect()])
        }
    }
}
