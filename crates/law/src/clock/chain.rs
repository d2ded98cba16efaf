//! Clocks that follow on from one another: which rule comes next, and from which day it counts.

use super::rule::Rule;
use crate::day::Day;

/// The day from which the initial conference is counted: the first strategy discussion that started the enquiry.
///
/// `discussions` are those of one child in one enquiry, in any order, each with whether it decided that an enquiry begins. A
/// repeated discussion does not start the clock again (Working Together 2023). `None` when none has started an enquiry.
pub fn initial_conference_start(discussions: &[(Day, bool)]) -> Option<Day> {
    discussions.iter().filter(|(_, started_enquiry)| *started_enquiry).map(|(day, _)| *day).min()
}

/// The day from which the next visit is counted: the last visit at which the child was seen, or else the plan's start.
///
/// `visits` are those of one child, in any order, each with whether the child was seen. A visit at which the child was not seen
/// does not count, and neither does one from before the plan.
pub fn next_visit_start(plan_start: Day, visits: &[(Day, bool)]) -> Day {
    visits.iter().filter(|(_, seen)| *seen).map(|(day, _)| *day).fold(plan_start, Day::max)
}

/// The next child protection visit: its rule and the day it is counted from.
pub fn child_protection_visit(plan_start: Day, visits: &[(Day, bool)]) -> (Rule, Day) {
    (Rule::ChildProtectionVisit, next_visit_start(plan_start, visits))
}

/// The next core group: the first counts from the initial conference, each later one from the last that was held.
pub fn core_group(initial_conference: Day, held: &[Day]) -> (Rule, Day) {
    follow(initial_conference, held, Rule::FirstCoreGroup, Rule::NextCoreGroup)
}

/// The next review conference: three months after the initial conference, then six after the last review.
pub fn review_conference(initial_conference: Day, reviews: &[Day]) -> (Rule, Day) {
    follow(initial_conference, reviews, Rule::FirstReviewConference, Rule::NextReviewConference)
}

/// The next child in need review: the first counts from the plan's start, each later one from the last review.
pub fn cin_review(plan_start: Day, reviews: &[Day]) -> (Rule, Day) {
    follow(plan_start, reviews, Rule::FirstCinReview, Rule::NextCinReview)
}

/// The next visit of a private fostering arrangement: within seven working days of the notification, then every six weeks in the
/// first year after the council became aware, then every twelve.
///
/// A visit late in the first year still asks for the next one in six weeks. Visits before the notification do not count.
pub fn private_fostering_visit(notified: Day, aware: Day, visits: &[Day]) -> (Rule, Day) {
    match visits.iter().copied().filter(|day| *day >= notified).max() {
        None => (Rule::PrivateFosteringFirstVisit, notified),
        Some(last) if last < aware.plus_months(12) => (Rule::PrivateFosteringVisitFirstYear, last),
        Some(last) => (Rule::PrivateFosteringVisitLater, last),
    }
}

fn follow(begun: Day, held: &[Day], first: Rule, next: Rule) -> (Rule, Day) {
    match held.iter().copied().filter(|day| *day >= begun).max() {
        None => (first, begun),
        Some(last) => (next, last),
    }
}
