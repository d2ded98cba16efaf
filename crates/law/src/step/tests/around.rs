//! What stands round a step: the looks that meet its clocks, who answers next and by when, and what is each child's own.

use super::super::looks::{self, Look};
use super::super::{Around, Reckoned};
use super::*;
use crate::clock::Figures;
use crate::working_days::Calendar;

/// When each of the manager's three looks at an assessment of two children was met.
fn looks_met(step: &Step, looks: &[Look]) -> Vec<Option<String>> {
    let around = Around { looks: looks.to_vec() };
    let clocks = step.reckoned(&around, &Calendar::england(), &Figures::national_and_default());
    let met = |clock: Reckoned| clock.timed.done.map(|done| done.day().to_string());
    clocks.into_iter().filter(|clock| clock.timed.rule.look().is_some()).map(met).collect()
}

#[test]
fn a_managers_look_is_met_by_an_oversight_entry_about_every_child() {
    // Received on Monday 23 November: the looks are due on 7 and 21 December, and 8 January.
    let step = super::step(StepKind::Assessment, &[child(1), child(2)]);
    let look = |n, on: &str| Look { child: child(n), at: moment(&format!("{on}T10:00:00Z")) };
    let both = |on: &str| [look(1, on), look(2, on)];
    assert_eq!(looks_met(&step, &[]), [None, None, None]);
    assert_eq!(looks_met(&step, &[look(1, "2026-12-02")]), [None, None, None], "nobody looked at the second child");
    let apart = [look(1, "2026-12-02"), look(2, "2026-12-04")];
    assert_eq!(
        looks_met(&step, &apart),
        [Some("2026-12-04".to_owned()), None, None],
        "met with the last of the children"
    );
    let other = [look(3, "2026-12-02"), look(1, "2026-12-02")];
    assert_eq!(looks_met(&step, &other), [None, None, None], "another family's child meets nothing");
    // Too early is the day of receipt's own oversight, not the first look; after halfway it counts.
    assert_eq!(looks_met(&step, &both("2026-11-24")), [None, None, None]);
    assert_eq!(looks_met(&step, &both("2026-11-30"))[0].as_deref(), Some("2026-11-30"));
    // Late for the first look, and not yet the second's time.
    assert_eq!(looks_met(&step, &both("2026-12-10")), [Some("2026-12-10".to_owned()), None, None]);
    // One that comes when two are owed answers both, and never the third.
    let two = Some("2026-12-22".to_owned());
    assert_eq!(looks_met(&step, &both("2026-12-22")), [two.clone(), two, None]);
}

#[test]
fn a_managers_look_is_met_by_submission_where_that_comes_first() {
    let step = super::step(StepKind::Assessment, &[child(1)]);
    let given = act::submit(&step, &actor(1, Role::SocialWorker), &[]).unwrap();
    let submitted = after(step, &given, worker(1), moment("2026-12-09T10:00:00Z"));
    let met = |day: &str| Some(day.to_owned());
    assert_eq!(looks_met(&submitted, &[]), [met("2026-12-09"), met("2026-12-09"), met("2026-12-09")]);
    let looked = Look { child: child(1), at: moment("2026-12-03T10:00:00Z") };
    assert_eq!(looks_met(&submitted, &[looked]), [met("2026-12-03"), met("2026-12-09"), met("2026-12-09")]);
}

#[test]
fn only_a_recorded_oversight_entry_of_a_manager_is_a_look() {
    let step = super::step(StepKind::Oversight, &[child(1), child(2)]);
    assert!(looks::taken(&step, &[Role::TeamManager]).is_empty(), "it is still being written");
    let given = record(&step, &actor(2, Role::TeamManager), &[]).unwrap();
    let step = after(step, &given, worker(2), monday());
    assert_eq!(looks::taken(&step, &[Role::SocialWorker, Role::TeamManager]).len(), 2);
    assert!(looks::taken(&step, &[Role::SocialWorker]).is_empty());
    let note =
        Step { state: State::Recorded { by: worker(2), at: monday() }, ..super::step(StepKind::CaseNote, &[child(1)]) };
    assert!(looks::taken(&note, &[Role::TeamManager]).is_empty(), "a case note is no oversight");
}

#[test]
fn who_answers_next_has_the_steps_own_clock_where_it_ends_first() {
    let (calendar, figures) = (Calendar::england(), Figures::national_and_default());
    let due = |kind, at: &str| step(kind, &[child(1)]).answer_due(moment(at), &calendar, &figures).unwrap();
    let words = |kind, at| due(kind, at).map(|due| (due.rule, due.due.to_string()));
    let day = |text: &str| text.to_owned();
    // Received on Monday: decided by Tuesday, not within two days of being submitted.
    assert_eq!(words(StepKind::Contact, "2026-11-24T15:00:00Z"), Some((Rule::ContactDecision, day("2026-11-24"))));
    assert_eq!(words(StepKind::Referral, "2026-11-23T15:00:00Z"), Some((Rule::ReferralDecision, day("2026-11-24"))));
    assert_eq!(words(StepKind::Assessment, "2026-12-14T15:00:00Z"), Some((Rule::ManagerAuthorises, day("2026-12-16"))));
    assert_eq!(
        words(StepKind::Assessment, "2027-01-27T15:00:00Z"),
        Some((Rule::AssessmentAuthorised, day("2027-01-28")))
    );
    let handed = due(StepKind::OutOfHoursEpisode, "2026-11-27T23:00:00Z").unwrap();
    assert_eq!((handed.rule, handed.due_at), (Rule::OutOfHoursHandover, Some(moment("2026-11-30T10:00:00Z"))));
    assert_eq!(words(StepKind::CaseNote, "2026-11-24T15:00:00Z"), None);
}

#[test]
fn the_primary_need_is_each_childs_own_and_one_said_for_the_family_still_reads() {
    let mut step = submitted(StepKind::Referral, &[child(1), child(2)]);
    let wants =
        |step: &Step| step.kind.law().missing(step).iter().filter(|one| one.gap == Fact::PrimaryNeed.into()).count();
    assert_eq!(wants(&step), 2);
    let code = |code: &str| Answer::Code(code.to_owned());
    step.facts.put(known(Fact::PrimaryNeed, None, code("N1")));
    assert_eq!(wants(&step), 0, "a referral written before the question was asked of each child");
    step.facts.put(known(Fact::PrimaryNeed, Some(child(2)), code("N5")));
    let decisions = vec![decision(child(1), Outcome::Assessment), decision(child(2), Outcome::Assessment)];
    let happenings = decide(&step, &actor(2, Role::TeamManager), decisions).unwrap();
    let needs: Vec<_> = happenings
        .iter()
        .filter_map(|happening| match &happening.entry {
            Entry::Step(StepEntry::EpisodeOpened { child, need, .. }) => Some((*child, need.clone().unwrap())),
            _ => None,
        })
        .collect();
    assert_eq!(needs, [(child(1), "N1".to_owned()), (child(2), "N5".to_owned())]);
    let carried = happenings.iter().find_map(|happening| match &happening.entry {
        Entry::Step(StepEntry::Started(started)) => Some(started.carried.clone()),
        _ => None,
    });
    let of = |n| known(Fact::PrimaryNeed, Some(child(n)), code(if n == 1 { "N1" } else { "N5" }));
    let carried = carried.unwrap();
    assert!(carried.contains(&of(1)) && carried.contains(&of(2)), "{carried:?}");
}
