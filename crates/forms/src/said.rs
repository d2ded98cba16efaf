//! What has been said so far on a step: answers, and facts that came with it from the step before.

use crate::form::{ChildFacts, Form, Question};
use law::answer::{Answer, Answers};
use law::fact::{About, Facts};
use law::id::PersonId;
use law::step::Step;

/// Answers and facts. A page that shows drafts puts them over the step's answers first.
#[derive(Debug, Clone, Copy)]
pub struct Said<'a> {
    pub answers: &'a Answers,
    pub facts: &'a Facts,
}

impl<'a> Said<'a> {
    pub fn of(step: &'a Step) -> Self {
        Self { answers: &step.answers, facts: &step.facts }
    }

    /// The answer to a question; where nobody answered here, the fact that came from the step before. What was said once for
    /// the family, while the question was still asked so, holds for each child.
    pub fn to(self, question: &Question, child: Option<PersonId>) -> Option<&'a Answer> {
        let said = |child| {
            let answer = self.answers.get(&question.id, child);
            answer.or_else(|| question.fact.and_then(|fact| self.facts.get(fact, child)))
        };
        match question.about {
            About::Family => said(None),
            About::Child => said(child).or_else(|| said(None)),
        }
    }
}

impl Form {
    /// Whether the question is to be shown: always, unless its condition says no. A condition that cannot be told
    /// yet (an age that nobody knows) hides nothing; one about an answer not given does.
    pub fn shown(&self, question: &Question, said: Said<'_>, child: Option<&ChildFacts>) -> bool {
        let Some(condition) = &question.shown_when else {
            return true;
        };
        self.holds(condition, said, child).unwrap_or(true)
    }

    /// Whether the question must be answered before the step may be finished.
    pub fn is_required(&self, question: &Question, said: Said<'_>, child: Option<&ChildFacts>) -> bool {
        let wanted = question.required
            || question
                .required_when
                .as_ref()
                .is_some_and(|condition| self.holds(condition, said, child) == Some(true));
        wanted && self.shown(question, said, child)
    }

    fn holds(&self, condition: &crate::Condition, said: Said<'_>, child: Option<&ChildFacts>) -> Option<bool> {
        condition.holds(child, |name| {
            self.question(name).and_then(|question| said.to(question, child.map(|child| child.id)))
        })
    }
}
