//! Days and times as people type and dictate them.

use law::day::Day;
use law::words::dictated;

const MONTHS: [&str; 12] = [
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
];

const A_YEAR: &str = "must have a year of four digits, such as 2026";
const A_REAL_DATE: &str = "must be a real date";
const A_DATE: &str = "must be a date, such as 14 3 2026";
const A_TIME: &str = "must be a time, such as 2:30pm or 14:30";

/// Reads a day from one text: `14/3/2026`, `14 March 2026`, `Saturday 14th March 2026`, `2026-03-14`.
///
/// The error is the end of a sentence that begins with the question's name: `must be a real date`. Day comes before
/// month, as in England; a year of two digits is refused, since a birth in 1926 and one in 2026 are both on record.
pub fn read_day(text: &str) -> Result<Day, &'static str> {
    let text = dictated(text);
    if let Ok(day) = text.parse::<Day>() {
        return Ok(day);
    }
    let words = text.split(|letter: char| letter.is_whitespace() || "/.-,".contains(letter));
    let parts: Vec<&str> = words.filter(|word| !word.is_empty() && !is_filler(word)).collect();
    match parts[..] {
        [day, month, year] if month_number(day).is_some() && day.parse::<u32>().is_err() => {
            from_parts(month, day, year)
        }
        [day, month, year] => from_parts(day, month, year),
        [_, month] if month_number(month).is_some() => Err("must include a year"),
        _ => Err(A_DATE),
    }
}

/// Reads a day from three boxes. All empty: `None`.
pub(crate) fn read_parts(day: &str, month: &str, year: &str) -> Result<Option<Day>, &'static str> {
    let [day, month, year] = [day, month, year].map(dictated);
    let empty = [day.is_empty(), month.is_empty(), year.is_empty()];
    match empty {
        [true, true, true] => Ok(None),
        [true, false, false] => Err("must include a day"),
        [false, true, false] => Err("must include a month"),
        [false, false, true] => Err("must include a year"),
        [true, true, false] => Err("must include a day and a month"),
        [true, false, true] => Err("must include a day and a year"),
        [false, true, true] => Err("must include a month and a year"),
        [false, false, false] => from_parts(&day, &month, &year).map(Some),
    }
}

fn from_parts(day: &str, month: &str, year: &str) -> Result<Day, &'static str> {
    let ordinal = day.trim_end_matches(|letter: char| "stndrhSTNDRH".contains(letter) && day.len() > 1);
    let day: i8 = ordinal.parse().map_err(|_| A_REAL_DATE)?;
    let month = month_number(month).ok_or(A_REAL_DATE)?;
    if year.len() != 4 || !year.bytes().all(|digit| digit.is_ascii_digit()) {
        return Err(A_YEAR);
    }
    let year: i16 = year.parse().map_err(|_| A_YEAR)?;
    Day::new(year, month, day).map_err(|_| A_REAL_DATE)
}

/// 1–12 from a number, a name or the first letters of one (three at least).
fn month_number(text: &str) -> Option<i8> {
    let text = text.trim_end_matches('.').to_lowercase();
    if let Ok(number) = text.parse::<i8>() {
        return (1..=12).contains(&number).then_some(number);
    }
    let at = MONTHS
        .iter()
        .position(|name| (text.len() >= 3 && name.starts_with(&text)) || (text == "sept" && *name == "september"))?;
    i8::try_from(at + 1).ok()
}

/// Words that say nothing more than the numbers do: the day of the week, `of`, `the`.
fn is_filler(word: &str) -> bool {
    const WEEKDAYS: [&str; 7] = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"];
    let word = word.to_lowercase();
    let weekday = word.ends_with("day") || word.len() <= 5;
    word == "of" || word == "the" || (weekday && WEEKDAYS.iter().any(|name| word.starts_with(name)))
}

/// Reads a time of day: `14:02`, `14.02`, `1402`, `2.30pm`, `9 a.m.`, `noon`. Hour and minute in London.
///
/// A bare `9` is refused: morning and evening are both likely. The error ends a sentence, as with [`read_day`].
pub fn read_time(text: &str) -> Result<(i8, i8), &'static str> {
    let mut text: String = dictated(text).to_lowercase();
    text.retain(|letter| !letter.is_whitespace());
    match text.as_str() {
        "noon" | "midday" | "12noon" => return Ok((12, 0)),
        "midnight" | "12midnight" => return Ok((0, 0)),
        _ => {}
    }
    let plain = text.replace("p.m", "pm").replace("a.m", "am");
    let (digits, half) = match (plain.strip_suffix("am"), plain.strip_suffix("pm")) {
        (Some(digits), _) => (digits, Some(0)),
        (_, Some(digits)) => (digits, Some(12)),
        _ => (plain.as_str(), None),
    };
    let (hour, minute) = hour_and_minute(digits, half.is_some()).ok_or(A_TIME)?;
    let hour = match half {
        Some(_) if !(1..=12).contains(&hour) => return Err(A_TIME),
        Some(afternoon) => hour % 12 + afternoon,
        None => hour,
    };
    if (0..24).contains(&hour) && (0..60).contains(&minute) { Ok((hour, minute)) } else { Err(A_TIME) }
}

fn hour_and_minute(digits: &str, bare_hour: bool) -> Option<(i8, i8)> {
    let apart = digits.split_once([':', '.', 'h']);
    let (hour, minute) = match apart {
        Some((hour, minute)) if minute.len() >= 2 => {
            // A machine's time carries seconds: 14:02:00.
            let minute = minute.split_once(':').map_or(minute, |(minute, _)| minute);
            (hour, minute)
        }
        Some(_) => return None,
        None if !digits.is_ascii() => return None,
        None if digits.len() == 3 || digits.len() == 4 => digits.split_at(digits.len() - 2),
        None if bare_hour => (digits, "0"),
        None => return None,
    };
    let number = |text: &str| text.parse::<u8>().ok().and_then(|it| i8::try_from(it).ok());
    Some((number(hour)?, number(minute)?))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_are_read_as_people_write_them() {
        for text in [
            "14/3/2026",
            "14.03.2026",
            "14-3-2026",
            "2026-03-14",
            "14 March 2026",
            " 14 mar 2026. ",
            "14th March, 2026",
            "Saturday 14th of March 2026",
            "Sat 14 March 2026",
            "March 14 2026",
        ] {
            assert_eq!(read_day(text), Day::new(2026, 3, 14).map_err(|_| ""), "{text}");
        }
        for (text, say) in [
            ("14/3/26", A_YEAR),
            ("30 February 2026", A_REAL_DATE),
            ("14 March", "must include a year"),
            ("14/13/2026", A_REAL_DATE),
            ("last Tuesday", A_DATE),
            ("", A_DATE),
        ] {
            assert_eq!(read_day(text), Err(say), "{text}");
        }
    }

    #[test]
    fn three_boxes_say_which_is_empty() {
        assert_eq!(read_parts("", " ", ""), Ok(None));
        assert_eq!(read_parts("5", "sept", "2026."), Ok(Day::new(2026, 9, 5).ok()));
        assert_eq!(read_parts("5", "3", ""), Err("must include a year"));
        assert_eq!(read_parts("", "3", ""), Err("must include a day and a year"));
        assert_eq!(read_parts("5", "3", "26"), Err(A_YEAR));
        assert_eq!(read_parts("31", "6", "2026"), Err(A_REAL_DATE));
        assert_eq!(read_parts("5", "Smarch", "2026"), Err(A_REAL_DATE));
    }

    #[test]
    fn times_are_read_as_people_write_them() {
        for (text, time) in [
            ("14:02", (14, 2)),
            ("14.02", (14, 2)),
            ("1402", (14, 2)),
            ("930", (9, 30)),
            ("2.30pm", (14, 30)),
            ("2:30 p.m.", (14, 30)),
            ("9am", (9, 0)),
            ("12am", (0, 0)),
            ("12 pm.", (12, 0)),
            ("Noon", (12, 0)),
            ("14:02:59", (14, 2)),
        ] {
            assert_eq!(read_time(text), Ok(time), "{text}");
        }
        for text in ["9", "14", "25:00", "14:60", "13pm", "0am", "half two", "2.3", "", "١٢:٠٠"] {
            assert_eq!(read_time(text), Err(A_TIME), "{text}");
        }
    }
}
