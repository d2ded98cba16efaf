//! Checks with agencies in an enquiry: each asked, answered, or why not (Children Act 1989, section 47(9) and (11)).

use super::seat::Agency;
use crate::day::Day;
use crate::id::CheckId;
use serde::{Deserialize, Serialize};

/// One agency's check.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Check {
    pub id: CheckId,
    pub agency: Agency,
    /// Who was asked there.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub person: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub asked_on: Option<Day>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub answered_on: Option<Day>,
    /// What they said.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub information: String,
    /// Why they were not asked, or did not answer.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub why_not: String,
}

/// How far a check has come.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Progress {
    NotAsked,
    Asked,
    Answered,
    /// Not asked or not answered, with the reason.
    Explained,
}

impl Check {
    pub fn progress(&self) -> Progress {
        match (self.answered_on, self.asked_on) {
            (Some(_), _) => Progress::Answered,
            _ if !self.why_not.trim().is_empty() => Progress::Explained,
            (None, Some(_)) => Progress::Asked,
            (None, None) => Progress::NotAsked,
        }
    }

    /// Nothing more is waited for.
    pub fn is_settled(&self) -> bool {
        matches!(self.progress(), Progress::Answered | Progress::Explained)
    }
}

/// What is wrong with a check, by field.
pub(super) fn problems(check: &Check, today: Day) -> Vec<(&'static str, &'static str)> {
    let mut problems = Vec::new();
    let future = |day: Option<Day>| day.is_some_and(|day| day > today);
    if future(check.asked_on) {
        problems.push(("asked_on", "The day must be today or in the past"));
    }
    if future(check.answered_on) {
        problems.push(("answered_on", "The day must be today or in the past"));
    }
    match (check.asked_on, check.answered_on) {
        (None, Some(_)) => problems.push(("asked_on", "Enter the day on which they were asked")),
        (Some(asked), Some(answered)) if answered < asked => {
            problems.push(("answered_on", "The answer cannot come before the question"));
        }
        _ => {}
    }
    if check.answered_on.is_some() && check.information.trim().is_empty() {
        problems.push(("information", "Enter what they said, or that they know of nothing"));
    }
    problems
}
