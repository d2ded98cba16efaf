//! Dates as people half know them: a day, a month of a year, a year.

use law::day::Day;

/// How much of a date was given.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PartDate {
    Day(Day),
    /// The first and the last day that it may be.
    Between(Day, Day),
    Year(i16),
}

/// Reads `14/5/2019`, `14 May 2019`, `May 2019`, `5/2019`, `2019`. `None` where it is none of these.
pub fn read(text: &str) -> Option<PartDate> {
    let text = law::words::dictated(text);
    if let Ok(day) = forms::read_day(&text) {
        return Some(PartDate::Day(day));
    }
    let parts: Vec<&str> = text.split([' ', '/', '.', '-']).filter(|part| !part.is_empty()).collect();
    match parts[..] {
        [year] => a_year(year).map(PartDate::Year),
        [month, year] => {
            // The month is read by the same rules as a whole date.
            let first = forms::read_day(&format!("1 {month} {}", a_year(year)?)).ok()?;
            Some(PartDate::Between(first, first.plus_months(1).plus_days(-1)))
        }
        _ => None,
    }
}

fn a_year(text: &str) -> Option<i16> {
    let digits = text.len() == 4 && text.bytes().all(|byte| byte.is_ascii_digit());
    text.parse().ok().filter(|year| digits && (1900..=2100).contains(year))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn part_dates_are_read_as_far_as_they_go() {
        let day = |text: &str| text.parse::<Day>().unwrap();
        for (text, read_as) in [
            ("14/5/2019", Some(PartDate::Day(day("2019-05-14")))),
            ("14 May 2019", Some(PartDate::Day(day("2019-05-14")))),
            ("May 2019", Some(PartDate::Between(day("2019-05-01"), day("2019-05-31")))),
            ("2/2020", Some(PartDate::Between(day("2020-02-01"), day("2020-02-29")))),
            ("2019", Some(PartDate::Year(2019))),
            ("31/2/2019", None),
            ("19", None),
            ("Smarch 2019", None),
            ("", None),
        ] {
            assert_eq!(read(text), read_as, "{text}");
        }
    }
}
