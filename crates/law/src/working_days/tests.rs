use super::*;
use proptest::prelude::*;

fn day(text: &str) -> Day {
    text.parse().unwrap()
}

/// Easter Sunday by the Gregorian reckoning, to check the list by another way than the one that it was made.
fn easter(year: i16) -> Day {
    let y = i32::from(year);
    let golden = y % 19;
    let century = y / 100;
    let epact = (century - century / 4 - (8 * century + 13) / 25 + 19 * golden + 15) % 30;
    let moon = epact - (epact / 28) * (1 - (epact / 28) * (29 / (epact + 1)) * ((21 - golden) / 11));
    let sunday = (y + y / 4 + moon + 2 - century + century / 4) % 7;
    let days = moon - sunday;
    let month = 3 + (days + 40) / 44;
    let of_month = days + 28 - 31 * (month / 4);
    Day::new(year, i8::try_from(month).unwrap(), i8::try_from(of_month).unwrap()).unwrap()
}

fn holidays(year: i16) -> Vec<(Day, String)> {
    let named = |(day, why): (&Day, &Why)| match why {
        Why::BankHoliday(name) => (*day, name.clone()),
        other => panic!("{other:?}"),
    };
    let calendar = Calendar::england();
    calendar.closed.iter().filter(|(day, _)| day.0.year() == year).map(named).collect()
}

#[test]
fn the_list_says_which_years_it_covers_and_holds_each_whole() {
    let calendar = Calendar::england();
    assert_eq!(calendar.years(), 2000..=2028);
    for year in calendar.years() {
        let more = match year {
            2002 | 2011 | 2012 | 2023 => 1,
            2022 => 2,
            _ => 0,
        };
        assert_eq!(holidays(year).len(), 8 + more, "{year}");
    }
    let rows = ENGLAND.lines().filter(|line| line.starts_with("20")).count();
    assert_eq!(calendar.closed.len(), rows, "no row of the list is a weekend or written twice");
}

#[test]
fn easter_is_where_the_moon_puts_it() {
    for year in Calendar::england().years() {
        let listed = holidays(year);
        let named = |name: &str| listed.iter().find(|(_, holiday)| holiday == name).map(|(day, _)| *day);
        assert_eq!(named("Good Friday"), Some(easter(year).plus_days(-2)), "{year}");
        assert_eq!(named("Easter Monday"), Some(easter(year).plus_days(1)), "{year}");
    }
}

#[test]
fn days_given_once_or_moved_are_in_the_list() {
    let calendar = Calendar::england();
    let closed = [
        "2002-06-03",
        "2002-06-04",
        "2011-04-29",
        "2012-06-04",
        "2012-06-05",
        "2020-05-08",
        "2022-06-02",
        "2022-06-03",
        "2022-09-19",
        "2023-05-08",
    ];
    for text in closed {
        assert!(!calendar.is_working(day(text)).unwrap(), "{text} is a bank holiday");
    }
    for text in ["2002-05-27", "2012-05-28", "2020-05-04", "2022-05-30"] {
        assert!(calendar.is_working(day(text)).unwrap(), "{text} was worked: its holiday moved");
    }
}

#[test]
fn a_holiday_that_falls_on_a_weekend_has_its_substitute() {
    let closed = [
        ("2021-12-27", "Christmas Day (substitute day)"),
        ("2021-12-28", "Boxing Day (substitute day)"),
        ("2022-12-26", "Boxing Day"),
        ("2022-12-27", "Christmas Day (substitute day)"),
        ("2026-12-25", "Christmas Day"),
        ("2026-12-28", "Boxing Day (substitute day)"),
        ("2022-01-03", "New Year's Day (substitute day)"),
        ("2023-01-02", "New Year's Day (substitute day)"),
    ];
    let calendar = Calendar::england();
    for (text, name) in closed {
        assert_eq!(calendar.why_closed(day(text)), Ok(Some(Why::BankHoliday(name.into()))), "{text}");
    }
}

#[test]
fn counting_over_christmas_names_what_it_passed_over() {
    let counted = Calendar::england().add(day("2026-12-24"), 2).unwrap();
    assert_eq!(counted.due, day("2026-12-30"));
    let said: Vec<_> = counted.skipped.iter().map(|(day, why)| format!("{day} {}", why.words())).collect();
    assert_eq!(
        said,
        [
            "2026-12-25 Christmas Day",
            "2026-12-26 weekend",
            "2026-12-27 weekend",
            "2026-12-28 Boxing Day (substitute day)",
        ]
    );
}

#[test]
fn counting_backwards_comes_before_the_day() {
    let counted = Calendar::england().add(day("2026-04-07"), -2).unwrap();
    assert_eq!(counted.due, day("2026-04-01"), "Easter lies between");
    assert_eq!(counted.skipped.first().map(|(day, _)| *day), Some(day("2026-04-03")), "earliest first");
}

#[test]
fn no_days_is_the_same_day_or_the_next_worked_one() {
    let calendar = Calendar::england();
    assert_eq!(calendar.add(day("2026-03-05"), 0).unwrap().due, day("2026-03-05"));
    assert_eq!(calendar.add(day("2026-04-03"), 0).unwrap().due, day("2026-04-07"));
}

#[test]
fn the_council_may_be_closed_when_the_country_is_not() {
    let shut = |text| (day(text), "offices shut".to_owned());
    let calendar = Calendar::england().with_closed([shut("2026-12-29"), shut("2026-12-25"), shut("2026-12-26")]);
    assert_eq!(calendar.why_closed(day("2026-12-29")), Ok(Some(Why::CouncilClosed("offices shut".into()))));
    assert_eq!(calendar.why_closed(day("2026-12-25")), Ok(Some(Why::BankHoliday("Christmas Day".into()))));
    assert_eq!(calendar.why_closed(day("2026-12-26")), Ok(Some(Why::Weekend)));
    assert_eq!(calendar.add(day("2026-12-24"), 1).unwrap().due, day("2026-12-30"));
    assert_eq!(calendar.between(day("2026-12-24"), day("2026-12-30")), Ok(1));
}

#[test]
fn beyond_the_list_is_an_error_that_names_the_year() {
    let calendar = Calendar::england();
    let late = calendar.add(day("2028-12-20"), 10).unwrap_err();
    assert_eq!(late.to_string(), "The list of bank holidays ends in 2028; 2029 is needed");
    assert_eq!(late.year, 2029);
    let early = calendar.between(day("1999-12-01"), day("2026-01-05")).unwrap_err();
    assert_eq!(early.to_string(), "The list of bank holidays begins in 2000; 1999 is needed");
    assert!(calendar.between(day("2028-12-01"), day("2029-01-02")).is_err());
    assert!(calendar.is_working(day("2029-01-06")).is_err(), "not even a Saturday is guessed");
    assert!(calendar.add(day("2028-12-20"), 5).is_ok());
}

#[test]
fn a_list_that_is_not_right_is_refused() {
    let christmas = "2027-12-27,Christmas Day\n";
    let cases = [
        (String::new(), "the first line of a list of bank holidays says which years it covers"),
        ("date,name\n".to_owned(), "the first line of a list of bank holidays says which years it covers"),
        (
            format!("# covers 2027 to 2027\ndate,name\n{christmas}27/12/2027,Boxing Day"),
            "line 4: \"27/12/2027,Boxing Day\" is not",
        ),
        (format!("# covers 2027 to 2027\n{christmas}2028-01-03,New Year"), "line 3: 2028-01-03 is outside the years"),
        (format!("# covers 2027 to 2028\n{christmas}"), "2028 has no Christmas Day"),
    ];
    for (text, says) in cases {
        let error = Calendar::from_csv(&text).unwrap_err().to_string();
        assert!(error.starts_with(says), "{error}");
    }
    assert!(Calendar::from_csv(&format!("# covers 2027 to 2027\ndate,name\n\n{christmas}")).is_ok());
}

/// Any day on which a count of 300 working days either way stays in the list.
fn any_day() -> impl Strategy<Value = Day> {
    (0i64..9500).prop_map(|days| day("2001-06-01").plus_days(days))
}

proptest! {
    #[test]
    fn a_count_ends_on_a_working_day_and_counts_back_to_itself(start in any_day(), n in -300i64..=300) {
        let calendar = Calendar::england();
        let due = calendar.add(start, n).unwrap().due;
        prop_assert!(calendar.is_working(due).unwrap());
        if n != 0 {
            prop_assert_eq!(calendar.between(start, due), Ok(n));
        }
    }

    #[test]
    fn a_later_start_is_never_due_earlier(start in any_day(), later in 0i64..40, n in -60i64..=60) {
        let calendar = Calendar::england();
        let (first, second) = (calendar.add(start, n).unwrap(), calendar.add(start.plus_days(later), n).unwrap());
        prop_assert!(first.due <= second.due);
    }

    #[test]
    fn every_day_on_the_way_is_worked_or_named(start in any_day(), n in 1i64..=100) {
        let counted = Calendar::england().add(start, n).unwrap();
        let passed = i64::try_from(counted.skipped.len()).unwrap();
        prop_assert_eq!(start.days_until(counted.due), n + passed);
    }

    #[test]
    fn counting_by_arithmetic_is_counting_by_days(start in any_day(), days in 0i64..200) {
        let calendar = Calendar::england().with_closed([(day("2026-12-29"), "shut".to_owned())]);
        let end = start.plus_days(days);
        let one_by_one = (1..=days).filter(|n| calendar.is_working(start.plus_days(*n)).unwrap()).count();
        prop_assert_eq!(calendar.between(start, end), Ok(i64::try_from(one_by_one).unwrap()));
    }
}
