use super::*;
use proptest::prelude::*;

fn day(text: &str) -> Day {
    text.parse().unwrap()
}

fn at(text: &str, hour: i8, minute: i8) -> Moment {
    day(text).at(hour, minute).unwrap()
}

fn figures() -> Figures {
    Figures::national_and_default()
}

fn clock(rule: Rule, start: impl Into<When>) -> Due {
    reckon(rule, Start::new(start, rule.definition().starts), &Calendar::england(), &figures()).unwrap()
}

fn words(due: &Due, done: Option<When>, now: impl Into<When>) -> String {
    standing(due, done, now, &Calendar::england()).unwrap().words()
}

#[test]
fn every_rule_has_its_figure_and_its_source() {
    let line = |rule: &Rule| {
        let Definition { starts, span, source, .. } = rule.definition();
        let whose = if matches!(source, Source::Local { .. }) { "local" } else { "national" };
        format!("{rule} | {starts} | {span} | {whose}")
    };
    let table = Rule::ALL.iter().map(line).collect::<Vec<_>>().join("\n");
    insta::assert_snapshot!("rules", table);
}

#[test]
fn rules_are_stored_by_slugs_that_are_all_different() {
    let slugs: std::collections::BTreeSet<_> = Rule::ALL.iter().map(|rule| rule.slug()).collect();
    assert_eq!(slugs.len(), Rule::ALL.len());
    for rule in Rule::ALL {
        assert_eq!(Rule::from_slug(rule.slug()), Ok(*rule));
        assert_eq!(serde_json::from_value::<Rule>(serde_json::to_value(rule).unwrap()).unwrap(), *rule);
    }
    assert_eq!("tea".parse::<Rule>().unwrap_err().to_string(), "there is no clock called \"tea\"");
}

#[test]
fn spans_are_read_as_they_are_written() {
    for rule in Rule::ALL {
        let span = rule.definition().span;
        assert_eq!(span.to_string().parse(), Ok(span));
    }
    for text in [
        "",
        "soon",
        "10",
        "10 fortnights",
        "-1 weeks",
        "25:00 on the next working day",
        "the next 31 June",
        "the next 29 February",
    ] {
        assert!(text.parse::<Span>().is_err(), "{text}");
    }
    assert_eq!("1 week".parse(), Ok(Span::Weeks(1)));
}

#[test]
fn received_out_of_hours_counts_from_its_own_day() {
    let late = clock(Rule::ReferralDecision, at("2026-12-24", 23, 50));
    assert_eq!(late.started.fact, "referral received 24 December 2026 at 23:50");
    assert_eq!(late.due, day("2026-12-29"));
    assert_eq!(late.due, clock(Rule::ReferralDecision, at("2026-12-24", 9, 0)).due);
    let after_midnight_in_summer: Moment = "2026-07-01T23:30:00Z".parse().unwrap();
    assert_eq!(clock(Rule::ReferralDecision, after_midnight_in_summer).due, day("2026-07-03"));
}

#[test]
fn received_at_a_weekend_counts_from_its_own_day() {
    for text in ["2026-03-06", "2026-03-07", "2026-03-08"] {
        assert_eq!(clock(Rule::ContactDecision, day(text)).due, day("2026-03-09"), "{text}");
    }
    assert_eq!(
        clock(Rule::AssessmentAuthorised, day("2026-03-07")).due,
        clock(Rule::AssessmentAuthorised, day("2026-03-06")).due
    );
}

#[test]
fn christmas_easter_and_substitute_days_are_not_counted() {
    let cases = [
        (Rule::Section47Outcome, "2026-12-24", "2027-01-12"),
        (Rule::ReferralDecision, "2026-04-02", "2026-04-07"),
        (Rule::ReferralDecision, "2021-12-24", "2021-12-29"),
        (Rule::InitialConference, "2022-05-27", "2022-06-21"),
        (Rule::InitialConference, "2022-09-01", "2022-09-23"),
        (Rule::AssessmentAuthorised, "2026-03-02", "2026-05-07"),
    ];
    for (rule, start, due) in cases {
        assert_eq!(clock(rule, day(start)).due, day(due), "{rule} from {start}");
    }
}

#[test]
fn the_council_s_own_closed_days_are_not_counted() {
    let calendar =
        Calendar::england().with_closed([(day("2026-12-29"), "council closed between the holidays".to_owned())]);
    let start = Start::new(day("2026-12-24"), "contact received");
    let due = reckon(Rule::ContactDecision, start, &calendar, &figures()).unwrap();
    assert_eq!(due.due, day("2026-12-30"));
    assert!(due.explain().arithmetic.contains("not counting 2 bank holidays, 1 closed day and 2 weekend days"));
}

#[test]
fn a_local_figure_that_changes_does_not_move_a_running_clock() {
    let council = figures()
        .with(Rule::ChildProtectionVisit, day("2026-04-01"), Span::WorkingDays(5))
        .and_then(|figures| figures.with(Rule::ChildProtectionVisit, day("2026-09-01"), Span::Weeks(2)))
        .unwrap();
    let due = |start: &str| {
        let start = Start::new(day(start), "child last seen on a visit");
        reckon(Rule::ChildProtectionVisit, start, &Calendar::england(), &council).unwrap()
    };
    assert_eq!(due("2026-03-31").due, day("2026-04-16"), "started under ten working days and stays there");
    assert_eq!(due("2026-04-01").due, day("2026-04-10"));
    assert_eq!(due("2026-09-01").due, day("2026-09-15"));
    assert_eq!(due("2026-03-31").explain().figure, "10 working days, the figure that comes with the system");
    assert_eq!(due("2026-04-01").explain().figure, "5 working days, this council's figure since 1 April 2026");
}

#[test]
fn a_council_may_change_only_what_is_its_own() {
    let refused = |rule, span| figures().with(rule, day("2026-04-01"), span).unwrap_err().to_string();
    assert_eq!(
        refused(Rule::AssessmentAuthorised, Span::WorkingDays(60)),
        "\"Child and family assessment authorised\" is a national figure (Working Together to Safeguard Children 2023); a council cannot change it"
    );
    assert_eq!(
        refused(Rule::ReviewConferenceReports, Span::WorkingDays(5)),
        "\"Reports shared with the family before a review conference\" runs backwards from its start; 5 working days runs the other way"
    );
    assert_eq!(
        refused(Rule::CinVisit, Span::Weeks(0)),
        "\"Child in need visit\" cannot be 0 weeks: no time would pass"
    );
    let today = figures().with(Rule::ContactDecision, day("2026-04-01"), Span::WorkingDays(0)).unwrap();
    assert_eq!(today.in_force(Rule::ContactDecision, day("2026-04-01")).span, Span::WorkingDays(0));
}

#[test]
fn a_corrected_start_is_worked_out_again_and_the_earlier_reckoning_stays() {
    let wrong = Start::new(day("2026-12-24"), "referral received");
    let right = Start::new(day("2026-12-23"), "referral received");
    let running = [
        clock(Rule::AssessmentFirstMidpoint, day("2026-12-24")),
        clock(Rule::AssessmentAuthorised, day("2026-12-24")),
        clock(Rule::InitialConference, day("2027-01-04")),
    ];
    let calendar = Calendar::england();
    let changes =
        rereckon_all(&running, &wrong, &right, "the e-mail came the day before", &calendar, &figures()).unwrap();
    assert_eq!(changes.len(), 2, "the conference has another start");
    assert_eq!(changes[0].was, running[0]);
    assert_eq!(changes[0].now.due, day("2027-01-11"));
    assert_eq!(
        changes[0].words(),
        "Due Mon 11 January 2027, before Tue 12 January 2027: the e-mail came the day before. \
         Counted from referral received 23 December 2026, before from referral received 24 December 2026."
    );
    let (now, again) = rereckon(&changes[1].now, wrong, "it did not.", &calendar, &figures()).unwrap();
    assert_eq!(now, running[1], "and it can be put back");
    assert_eq!(again.was, changes[1].now);
}

#[test]
fn a_correction_that_moves_no_date_says_so() {
    let friday = clock(Rule::ContactDecision, day("2026-03-06"));
    let saturday = Start::new(day("2026-03-07"), "contact received");
    let (_, change) = rereckon(&friday, saturday, "wrong day", &Calendar::england(), &figures()).unwrap();
    assert!(change.words().starts_with("Still due Mon 9 March 2026: wrong day."));
}

#[test]
fn children_in_one_event_keep_their_own_histories() {
    // One discussion on 9 March for a brother and a sister; an enquiry about the brother had begun on 2 March.
    let brother = [(day("2026-03-02"), true), (day("2026-03-09"), true)];
    let sister = [(day("2026-03-09"), true)];
    let conference = |discussions: &[(Day, bool)]| {
        let start = initial_conference_start(discussions).unwrap();
        clock(Rule::InitialConference, start).due
    };
    assert_eq!(conference(&brother), day("2026-03-23"));
    assert_eq!(conference(&sister), day("2026-03-30"));
}

#[test]
fn a_repeated_strategy_discussion_does_not_start_the_conference_again() {
    let discussions =
        [(day("2026-03-09"), true), (day("2026-03-12"), true), (day("2026-03-02"), false), (day("2026-03-04"), true)];
    assert_eq!(initial_conference_start(&discussions), Some(day("2026-03-04")));
    assert_eq!(initial_conference_start(&[(day("2026-03-02"), false)]), None);
    assert_eq!(initial_conference_start(&[]), None);
}

#[test]
fn month_ends_and_leap_years() {
    let cases = [
        (Rule::FirstReviewConference, "2027-11-30", "2028-02-29"),
        (Rule::FirstReviewConference, "2026-11-30", "2027-02-28"),
        (Rule::NextReviewConference, "2026-08-31", "2027-02-28"),
        (Rule::NextReviewConference, "2028-02-29", "2028-08-29"),
        (Rule::AccessRequest, "2026-01-31", "2026-02-28"),
        (Rule::AccessRequestExtended, "2026-11-30", "2027-02-28"),
        (Rule::CinVisit, "2028-02-01", "2028-02-29"),
        (Rule::RestrictedRecordReview, "2027-12-01", "2028-02-29"),
        (Rule::ReferralDecision, "2028-02-28", "2028-02-29"),
        (Rule::CinCensus, "2026-03-31", "2026-07-31"),
        (Rule::CinCensus, "2026-07-31", "2027-07-31"),
        (Rule::CinCensus, "2026-12-31", "2027-07-31"),
    ];
    for (rule, start, due) in cases {
        assert_eq!(clock(rule, day(start)).due, day(due), "{rule} from {start}");
    }
}

#[test]
fn work_that_passes_to_another_team_keeps_its_clock() {
    // Assessed by one team from 2 March, passed to another on 1 April, which finishes it on 8 May: a day late all the same.
    let due = clock(Rule::AssessmentAuthorised, day("2026-03-02"));
    assert_eq!(words(&due, None, day("2026-04-01")), "Thu 7 May, in 23 working days");
    assert_eq!(words(&due, Some(day("2026-05-08").into()), day("2026-06-01")), "done 1 working day late");
    // A visit by the team before counts for the team after.
    let visits = [(day("2026-03-30"), true), (day("2026-04-08"), false)];
    let (rule, from) = child_protection_visit(day("2026-03-16"), &visits);
    assert_eq!(clock(rule, from).due, day("2026-04-15"));
}

#[test]
fn a_list_of_holidays_that_runs_out_is_an_error_that_names_the_year() {
    let try_from = |rule, start: &str| reckon(rule, Start::new(day(start), "x"), &Calendar::england(), &figures());
    let error = try_from(Rule::AssessmentAuthorised, "2028-11-20").unwrap_err();
    assert_eq!(error.to_string(), "The list of bank holidays ends in 2028; 2029 is needed");
    let review = try_from(Rule::NextReviewConference, "2028-11-20").unwrap();
    assert_eq!(review.due, day("2029-05-20"), "months need no list");
    assert!(standing(&review, None, day("2028-11-21"), &Calendar::england()).is_err(), "but working days to go do");
}

#[test]
fn hours_run_from_the_moment_and_by_the_true_length_of_the_day() {
    let found = clock(Rule::ReturnInterview, at("2026-03-06", 22, 15));
    assert_eq!((found.due, found.due_at.unwrap().time()), (day("2026-03-09"), "22:15".to_owned()));
    let spring = clock(Rule::PoliceProtectionEnds, at("2026-03-28", 12, 0));
    assert_eq!(spring.due_at.unwrap().time(), "13:00", "72 hours, though one day has 23");
    let only_the_day = clock(Rule::ReturnInterview, day("2026-03-06"));
    assert_eq!(only_the_day.due_at, Some(at("2026-03-09", 0, 0)));
    assert_eq!(
        only_the_day.explain().note,
        Some("The hour is not recorded, so the clock runs from the beginning of the day.")
    );
}

#[test]
fn a_handover_is_acknowledged_by_ten_on_the_next_working_day() {
    let cases = [
        (at("2026-03-05", 17, 30), "2026-03-06"),
        (at("2026-03-06", 22, 0), "2026-03-09"),
        (at("2026-03-07", 3, 0), "2026-03-09"),
        (at("2026-03-10", 2, 0), "2026-03-10"),
        (at("2026-03-10", 10, 0), "2026-03-11"),
        (at("2026-12-25", 2, 0), "2026-12-29"),
    ];
    for (made, due) in cases {
        let clock = clock(Rule::OutOfHoursHandover, made);
        assert_eq!(clock.due, day(due), "{}", made.long());
        assert_eq!(clock.due_at, Some(at(due, 10, 0)));
    }
    assert_eq!(clock(Rule::OutOfHoursHandover, day("2026-03-10")).due, day("2026-03-11"));
}

#[test]
fn reports_reach_the_family_before_the_conference() {
    assert_eq!(clock(Rule::InitialConferenceReports, day("2026-04-08")).due, day("2026-04-02"));
    let review = clock(Rule::ReviewConferenceReports, day("2026-04-08"));
    assert_eq!(review.due, day("2026-03-30"));
    assert_eq!(
        review.explain().arithmetic,
        "5 working days before Wed 8 April 2026, not counting 2 bank holidays and 2 weekend days: due Mon 30 March 2026"
    );
}

#[test]
fn visits_count_from_the_last_time_the_child_was_seen() {
    let start = day("2026-03-02");
    assert_eq!(next_visit_start(start, &[]), start);
    assert_eq!(next_visit_start(start, &[(day("2026-03-12"), true), (day("2026-03-20"), false)]), day("2026-03-12"));
    assert_eq!(
        next_visit_start(start, &[(day("2026-02-27"), true)]),
        start,
        "a visit before the plan is not of the plan"
    );
}

#[test]
fn reviews_and_core_groups_follow_on() {
    let held = day("2026-03-02");
    assert_eq!(core_group(held, &[]), (Rule::FirstCoreGroup, held));
    assert_eq!(core_group(held, &[day("2026-04-20"), day("2026-03-12")]), (Rule::NextCoreGroup, day("2026-04-20")));
    assert_eq!(review_conference(held, &[]), (Rule::FirstReviewConference, held));
    assert_eq!(review_conference(held, &[day("2026-05-28")]), (Rule::NextReviewConference, day("2026-05-28")));
    assert_eq!(cin_review(held, &[]), (Rule::FirstCinReview, held));
    assert_eq!(cin_review(held, &[day("2026-04-10")]), (Rule::NextCinReview, day("2026-04-10")));
}

#[test]
fn private_fostering_is_visited_less_often_after_a_year() {
    let (notified, aware) = (day("2026-03-02"), day("2026-02-20"));
    assert_eq!(private_fostering_visit(notified, aware, &[]), (Rule::PrivateFosteringFirstVisit, notified));
    let first_year = day("2027-02-19");
    assert_eq!(
        private_fostering_visit(notified, aware, &[first_year]),
        (Rule::PrivateFosteringVisitFirstYear, first_year)
    );
    let later = day("2027-02-20");
    assert_eq!(
        private_fostering_visit(notified, aware, &[first_year, later]),
        (Rule::PrivateFosteringVisitLater, later)
    );
}

#[test]
fn a_clock_explains_itself() {
    let due = clock(Rule::Section47Outcome, day("2026-12-24"));
    insta::assert_snapshot!("explanation", due.explain());
    let handover = clock(Rule::OutOfHoursHandover, at("2026-03-06", 22, 0));
    insta::assert_snapshot!("explanation_of_a_handover", handover.explain());
    assert_eq!(
        clock(Rule::CinCensus, day("2026-03-31")).explain().arithmetic,
        "The next 31 July after Tue 31 March 2026: due Fri 31 July 2026"
    );
}

#[test]
fn how_a_clock_stands_in_words() {
    let due = clock(Rule::ManagerAuthorises, day("2026-03-03"));
    assert_eq!(due.due, day("2026-03-05"));
    let cases = [
        (None, "2026-02-24", "Thu 5 March, in 7 working days"),
        (None, "2026-03-03", "Thu 5 March, in 2 working days"),
        (None, "2026-03-04", "due tomorrow"),
        (None, "2026-03-05", "due today"),
        (None, "2026-03-06", "1 working day late"),
        (None, "2026-03-07", "1 working day late"),
        (None, "2026-03-10", "3 working days late"),
        (Some("2026-03-04"), "2026-03-10", "done on time"),
        (Some("2026-03-05"), "2026-03-10", "done on time"),
        (Some("2026-03-09"), "2026-03-10", "done 2 working days late"),
    ];
    for (done, today, says) in cases {
        assert_eq!(words(&due, done.map(|text| day(text).into()), day(today)), says, "{done:?} {today}");
    }
    let friday = clock(Rule::ManagerAuthorises, day("2026-03-04"));
    assert_eq!(words(&friday, None, day("2026-03-08")), "2 days late", "no working day has passed");
    assert_eq!(words(&friday, Some(day("2026-03-07").into()), day("2026-03-08")), "done 1 day late");
    let sunday = clock(Rule::EmergencyProtectionOrderEnds, day("2026-03-07"));
    assert_eq!(words(&sunday, None, day("2026-03-13")), "Sun 15 March, in 2 days");
}

#[test]
fn clocks_of_hours_stand_in_hours() {
    let due = clock(Rule::ReturnInterview, at("2026-03-02", 14, 0));
    let cases = [
        (None, at("2026-03-02", 16, 30), "Thu 5 March at 14:00, in 69 hours"),
        (None, at("2026-03-04", 14, 0), "due tomorrow at 14:00"),
        (None, at("2026-03-05", 13, 59), "due today at 14:00"),
        (None, at("2026-03-05", 14, 0), "due today at 14:00"),
        (None, at("2026-03-05", 14, 1), "less than an hour late"),
        (None, at("2026-03-05", 19, 0), "5 hours late"),
        (None, at("2026-03-07", 16, 0), "50 hours late"),
        (None, at("2026-03-12", 16, 0), "5 working days late"),
        (Some(at("2026-03-05", 13, 0)), at("2026-03-12", 16, 0), "done on time"),
        (Some(at("2026-03-05", 17, 0)), at("2026-03-12", 16, 0), "done 3 hours late"),
    ];
    for (done, now, says) in cases {
        assert_eq!(words(&due, done.map(When::from), now), says, "{}", now.long());
    }
    assert_eq!(words(&due, Some(day("2026-03-05").into()), day("2026-03-06")), "done on time", "the hour is not known");
}

#[test]
fn the_most_urgent_comes_first() {
    let calendar = Calendar::england();
    let now = at("2026-03-05", 12, 0);
    let stand = |due: &Due, done: Option<When>| standing(due, done, now, &calendar).unwrap();
    let today = clock(Rule::ManagerAuthorises, day("2026-03-03"));
    let mut standings = [
        stand(&clock(Rule::CinVisit, day("2026-03-01")), None),
        stand(&today, Some(day("2026-03-04").into())),
        stand(&today, None),
        stand(&clock(Rule::ReturnInterview, at("2026-03-02", 14, 0)), None),
        stand(&clock(Rule::ManagerAuthorises, day("2026-03-04")), None),
        stand(&clock(Rule::ManagerAuthorises, day("2026-02-27")), None),
        stand(&clock(Rule::ManagerAuthorises, day("2026-02-23")), None),
        stand(&clock(Rule::ReturnInterview, at("2026-03-02", 9, 0)), None),
    ];
    standings.sort_by_key(Standing::urgency);
    let said: Vec<_> = standings.iter().map(Standing::words).collect();
    assert_eq!(
        said,
        [
            "6 working days late",
            "2 working days late",
            "3 hours late",
            "due today at 14:00",
            "due today",
            "due tomorrow",
            "Sun 29 March, in 16 working days",
            "done on time",
        ]
    );
    assert_eq!(standings.iter().filter(|standing| standing.is_late()).count(), 3);
    assert_eq!(standings.iter().filter(|standing| standing.is_soon()).count(), 3);
    assert!(standings[7].is_done());
}

#[test]
fn a_due_date_is_stored_with_all_that_it_was_made_of() {
    let due = clock(Rule::OutOfHoursHandover, at("2026-12-24", 23, 50));
    let json = serde_json::to_string(&due).unwrap();
    let back: Due = serde_json::from_str(&json).unwrap();
    assert_eq!(back, due);
    assert_eq!(back.explain(), due.explain());
    assert!(json.contains(r#""figure":{"span":"10:00 on the next working day","from":null}"#), "{json}");
}

fn any_day() -> impl Strategy<Value = Day> {
    (0i64..9800).prop_map(|days| day("2000-06-01").plus_days(days))
}

fn any_rule() -> impl Strategy<Value = Rule> {
    prop::sample::select(Rule::ALL.to_vec())
}

proptest! {
    #[test]
    fn a_clock_of_working_days_ends_on_one_and_counts_back(rule in any_rule(), start in any_day()) {
        let due = clock(rule, start);
        let calendar = Calendar::england();
        let n = match due.figure.span {
            Span::WorkingDays(n) => Some(i64::from(n)),
            Span::WorkingDaysBefore(n) => Some(-i64::from(n)),
            Span::NextWorkingDayAt(_) => Some(1),
            _ => None,
        };
        if let Some(n) = n {
            prop_assert!(calendar.is_working(due.due).unwrap());
            prop_assert_eq!(calendar.between(start, due.due), Ok(n));
        }
    }

    #[test]
    fn every_clock_is_monotone_in_its_start(rule in any_rule(), start in any_day(), minutes in 0i64..100_000) {
        let first = start.at(0, 0).unwrap();
        let later = first.plus_seconds(minutes * 60);
        let (first, later) = (clock(rule, first), clock(rule, later));
        prop_assert!(first.due <= later.due);
        prop_assert!(first.due_at <= later.due_at);
    }

    #[test]
    fn a_clock_is_late_exactly_from_the_day_after(rule in any_rule(), start in any_day(), off in -5i64..=5) {
        let due = clock(rule, start);
        let today = due.due.plus_days(off);
        let calendar = Calendar::england();
        let open = standing(&due, None, today, &calendar).unwrap();
        let done = standing(&due, Some(today.into()), today, &calendar).unwrap();
        let met_late = matches!(done, Standing::MetLate { .. });
        prop_assert_eq!(open.is_late(), off > 0);
        prop_assert_eq!(met_late, off > 0);
    }
}
