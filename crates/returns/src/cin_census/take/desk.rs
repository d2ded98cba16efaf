//! Where one child's values are sorted: typed values out, refusals and notes kept.

use super::find;
use crate::cin_census::child::{Coded, Kept};
use crate::cin_census::codes::CodeSet;
use crate::cin_census::reason::{Note, Reason, Refused, shown};
use crate::cin_census::schema::GroupSpec;
use crate::cin_census::tree::{Group, Item};
use law::day::Day;

/// Whether the event must have happened by the day the return is taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Tense {
    Past,
    Any,
}

/// Stands for a group that is not in the file, so that its values are all absent.
static NOWHERE: GroupSpec = GroupSpec { name: "", path: "", many: true, leaves: &[], groups: &[] };

pub(super) struct Desk {
    /// `None` where no date need have passed.
    as_at: Option<Day>,
    pub refused: Vec<Refused>,
    pub notes: Vec<Note>,
}

impl Desk {
    pub fn new(as_at: Option<Day>, refused: Vec<Refused>) -> Self {
        Self { as_at, refused, notes: Vec::new() }
    }

    pub fn note(&mut self, line: u32, path: &'static str, text: &str) {
        self.notes.push(Note { line, path, text: text.to_owned() });
    }

    pub fn refuse(&mut self, item: Item, reason: Reason) {
        let Item { element, path, value, line } = item;
        self.refused.push(Refused { line, path: path.into(), element, value: shown(&value), reason });
    }

    /// Refuses every value left in a group and below.
    pub fn refuse_group(&mut self, group: Group, reason: &Reason) {
        for item in group.into_items() {
            self.refuse(item, reason.clone());
        }
    }

    /// Takes a value back that was taken already.
    pub fn withdraw<T>(&mut self, kept: &mut Option<Kept<T>>, reason: Reason) {
        if let Some(kept) = kept.take() {
            self.refuse(kept.item, reason);
        }
    }

    /// Takes a date back if it is earlier than one that it must follow.
    pub fn not_before(&mut self, later: &mut Option<Kept<Day>>, earlier: &Kept<Day>) {
        if later.as_ref().is_some_and(|later| later.value < earlier.value) {
            self.withdraw(later, Reason::Before { element: earlier.item.element, day: earlier.value });
        }
    }

    /// The group of that name, of which the reader lets through one.
    pub fn only(&mut self, parent: &mut Group, name: &str) -> Group {
        let mut found = parent.pull_groups(name).into_iter();
        let first = found.next().unwrap_or_else(|| Group::new(&NOWHERE, parent.line));
        for other in found {
            self.refuse_group(other, &Reason::Repeated { line: first.line });
        }
        first
    }

    /// One value by its parser; a value that does not parse is refused with the parser's reason.
    pub fn parse<T>(
        &mut self,
        group: &mut Group,
        element: &str,
        parser: impl Fn(&str) -> Result<T, Reason>,
    ) -> Option<Kept<T>> {
        let item = group.pull(element)?;
        self.parse_item(item, parser)
    }

    fn parse_item<T>(&mut self, item: Item, parser: impl Fn(&str) -> Result<T, Reason>) -> Option<Kept<T>> {
        match parser(&item.value) {
            Ok(value) => Some(Kept { value, item }),
            Err(reason) => {
                self.refuse(item, reason);
                None
            }
        }
    }

    pub fn date(&mut self, group: &mut Group, element: &str, tense: Tense) -> Option<Kept<Day>> {
        let as_at = self.as_at;
        self.parse(group, element, |text| day(text, tense, as_at))
    }

    /// Every date of that name in the groups of that name.
    pub fn dates(&mut self, parent: &mut Group, groups: &str, element: &str) -> Vec<Kept<Day>> {
        let as_at = self.as_at;
        self.each(parent, groups, element, |text| day(text, Tense::Past, as_at))
    }

    pub fn code(&mut self, group: &mut Group, element: &str, set: &'static CodeSet) -> Option<Kept<Coded>> {
        self.parse(group, element, find(set))
    }

    /// Every code of that name in the groups of that name; a code that stands twice is taken once.
    pub fn codes(
        &mut self,
        parent: &mut Group,
        groups: &str,
        element: &str,
        set: &'static CodeSet,
    ) -> Vec<Kept<Coded>> {
        let mut kept: Vec<Kept<Coded>> = Vec::new();
        for code in self.each(parent, groups, element, find(set)) {
            match kept.iter().find(|other| other.value.code == code.value.code).map(|other| other.item.line) {
                Some(line) => self.refuse(code.item, Reason::Repeated { line }),
                None => kept.push(code),
            }
        }
        kept
    }

    fn each<T>(
        &mut self,
        parent: &mut Group,
        groups: &str,
        element: &str,
        parser: impl Fn(&str) -> Result<T, Reason>,
    ) -> Vec<Kept<T>> {
        let mut kept = Vec::new();
        for mut group in parent.pull_groups(groups) {
            let items = group.pull_all(element);
            kept.extend(items.into_iter().filter_map(|item| self.parse_item(item, &parser)));
            self.refuse_group(group, &Reason::UnknownElement);
        }
        kept
    }

    /// Takes back a code that must stand alone, where others stand beside it.
    pub fn alone(&mut self, kept: &mut Vec<Kept<Coded>>, code: &str) {
        if kept.len() < 2 {
            return;
        }
        if let Some(at) = kept.iter().position(|one| one.value.code == code) {
            let one = kept.remove(at);
            self.refuse(one.item, Reason::NotAlone);
        }
    }

    pub fn yes_or_no(&mut self, group: &mut Group, element: &str) -> Option<Kept<bool>> {
        self.parse(group, element, |text| match text {
            "1" | "true" => Ok(true),
            "0" | "false" => Ok(false),
            _ => Err(Reason::NotYesOrNo),
        })
    }

    pub fn number(&mut self, group: &mut Group, element: &str) -> Option<Kept<u16>> {
        self.parse(group, element, |text| {
            let digits = text.bytes().all(|byte| byte.is_ascii_digit());
            text.parse().ok().filter(|_| digits).ok_or(Reason::NotANumber)
        })
    }

    pub fn text(&mut self, group: &mut Group, element: &str) -> Option<Kept<String>> {
        group.pull(element).map(as_text)
    }

    pub fn id(&mut self, group: &mut Group, element: &str, most: usize) -> Option<Kept<String>> {
        self.parse(group, element, |text| {
            let plain = |character: char| character.is_ascii_alphanumeric() || matches!(character, '-' | '_');
            match text {
                _ if text.chars().count() > most => Err(Reason::TooLong { most }),
                _ if !text.chars().all(plain) => Err(Reason::NotPlain),
                _ => Ok(text.to_owned()),
            }
        })
    }
}

pub(super) fn as_text(item: Item) -> Kept<String> {
    Kept { value: item.value.clone(), item }
}

/// A date as XML writes it, `YYYY-MM-DD`. A zone or a time of midnight after it, as some programs add, changes nothing.
fn day(text: &str, tense: Tense, as_at: Option<Day>) -> Result<Day, Reason> {
    let (date, rest) = text.split_at_checked(10).ok_or(Reason::NotADate)?;
    let figures = date.bytes().enumerate().all(|(at, byte)| match at {
        4 | 7 => byte == b'-',
        _ => byte.is_ascii_digit(),
    });
    if !figures || !is_zone(rest.strip_prefix("T00:00:00").unwrap_or(rest)) {
        return Err(Reason::NotADate);
    }
    let day: Day = date.parse().map_err(|_| Reason::NotADate)?;
    match (tense, as_at) {
        _ if day.0.year() < 1900 => Err(Reason::TooEarly),
        (Tense::Past, Some(as_at)) if day > as_at => Err(Reason::Future { as_at }),
        _ => Ok(day),
    }
}

fn is_zone(text: &str) -> bool {
    match text.as_bytes() {
        [] | [b'Z'] => true,
        [b'+' | b'-', hours @ .., b':', a, b] => hours.len() == 2 && hours.iter().chain([a, b]).all(u8::is_ascii_digit),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_are_read_as_xml_writes_them() {
        let as_at = Some("2026-11-23".parse().unwrap());
        let read =
            |text: &str, tense| day(text, tense, as_at).map(|day| day.to_string()).map_err(|reason| reason.kind());
        for good in ["2026-11-23", "2026-11-23Z", "2026-11-23+01:00", "2026-11-23T00:00:00", "2026-11-23T00:00:00Z"] {
            assert_eq!(read(good, Tense::Past), Ok("2026-11-23".to_owned()), "{good}");
        }
        let bad = [
            "",
            "2026-02-30",
            "23/11/2026",
            "20261123",
            "2026-11-23T10:30:00",
            "2026-1-1",
            "2026-11-2３",
            "-026-11-23",
        ];
        for text in bad {
            assert_eq!(read(text, Tense::Any), Err("not a date"), "{text}");
        }
        assert_eq!(read("0001-01-01", Tense::Any), Err("before 1900"));
        assert_eq!(read("2026-11-24", Tense::Past), Err("in the future"));
        assert_eq!(read("2026-11-24", Tense::Any), Ok("2026-11-24".to_owned()));
    }
}
