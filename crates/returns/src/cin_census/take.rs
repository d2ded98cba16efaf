//! From a child as it stood in the file to typed values, each value taken or refused with a reason.
//!
//! What cannot be true inside one group is refused here: an end before its start, a death before the birth, a closure before the
//! referral. What is only against the census' rules (a plan that starts before its referral, say) is taken, and left to the check.

mod desk;
mod episode;

use super::child::{Characteristics, Coded, Identifiers, Kept, TakenChild, TakenHeader, Values};
use super::codes::{self, CodeSet};
use super::read::{self, Limits};
use super::reason::{Note, Reason, Refused};
use super::tally::Tally;
use super::tree::{Child, Group, Header};
use super::unreadable::Unreadable;
use desk::{Desk, Tense};
use law::day::Day;
use law::identifier::{Identifier, Scheme};
use std::collections::{BTreeMap, HashMap};
use std::io::BufRead;
use std::ops::ControlFlow;

/// The longest child identifier, in characters: as the Standard Safeguarding Dataset. The census' own 20 is left to the check.
const ID_LENGTH: usize = 36;

/// What became of one child.
#[derive(Debug, Clone)]
pub struct Outcome {
    /// Line of the file where `Child` opens.
    pub line: u32,
    /// `None` when the child has no identifier of its own.
    pub child: Option<TakenChild>,
    /// Every value not taken, in file order.
    pub refused: Vec<Refused>,
    /// Every value of this child counted.
    pub tally: Tally,
    /// Elements without a value.
    pub empty: u64,
}

/// What became of a whole return.
#[derive(Debug, Clone)]
pub struct Summary {
    pub header: TakenHeader,
    /// What is missing from the header.
    pub notes: Vec<Note>,
    /// The values outside the children that were not taken.
    pub refused: Vec<Refused>,
    /// `Child` elements read.
    pub children_in: u64,
    /// Of these, taken.
    pub children_taken: u64,
    /// Every value of the file counted.
    pub tally: Tally,
    /// Refusals by [`Reason::kind`].
    pub by_reason: BTreeMap<&'static str, u64>,
    /// Elements without a value.
    pub empty: u64,
    /// Whether the receiver stopped the reading before the end.
    pub stopped: bool,
}

/// Takes the children of one file, one after the other, and remembers their identifiers.
#[derive(Debug)]
pub struct Taker {
    as_at: Day,
    ids: HashMap<String, u32>,
    upns: HashMap<String, u32>,
}

impl Taker {
    /// For one file, taken as at this day: later dates are refused where the event must have happened.
    pub fn new(as_at: Day) -> Self {
        Self { as_at, ids: HashMap::new(), upns: HashMap::new() }
    }

    /// Takes the next child of the file.
    pub fn take(&mut self, child: Child) -> Outcome {
        let Child { group, refused, read: mut tally, empty } = child;
        let line = group.line;
        let mut desk = Desk::new(Some(self.as_at), refused);
        let child = self.child(&mut desk, group);
        if let Some(child) = &child {
            child.each(&mut |item| tally.count_taken(item.element));
        }
        let mut refused = desk.refused;
        refused.iter().for_each(|refusal| tally.count_refused(refusal.element));
        refused.sort_by_key(|refusal| refusal.line);
        Outcome { line, child, refused, tally, empty }
    }

    fn child(&mut self, desk: &mut Desk, mut group: Group) -> Option<TakenChild> {
        let mut who = desk.only(&mut group, "ChildIdentifiers");
        let Some(la_child_id) = desk.id(&mut who, "LAchildID", ID_LENGTH) else {
            let line = group.line;
            desk.note(line, "Child/ChildIdentifiers/LAchildID", "This child has no LAchildID that can be read.");
            return refuse_child(desk, group, who, &Reason::NoChildId);
        };
        if let Some(&line) = self.ids.get(&la_child_id.value) {
            let reason = Reason::SameChild { line };
            desk.refuse(la_child_id.item, reason.clone());
            return refuse_child(desk, group, who, &reason);
        }
        self.ids.insert(la_child_id.value.clone(), la_child_id.item.line);
        if let Err(error) = Identifier::parse(Scheme::CouncilId, &la_child_id.value) {
            desk.note(
                la_child_id.item.line,
                la_child_id.item.path,
                &format!("The census would query this LAchildID. {error}."),
            );
        }
        let line = group.line;
        let identifiers = self.identifiers(desk, who, la_child_id);
        let characteristics = characteristics(desk, &mut group);
        let episodes = group.pull_groups("CINdetails");
        if episodes.is_empty() {
            desk.note(line, "Child/CINdetails", "This child has no CINdetails.");
        }
        let episodes = episodes.into_iter().filter_map(|one| episode::episode(desk, one)).collect();
        desk.refuse_group(group, &Reason::UnknownElement);
        let notes = std::mem::take(&mut desk.notes);
        Some(TakenChild { line, identifiers, characteristics, episodes, notes })
    }

    fn identifiers(&mut self, desk: &mut Desk, mut who: Group, la_child_id: Kept<String>) -> Identifiers {
        let mut upn = desk.parse(&mut who, "UPN", pupil_number(Scheme::Upn));
        if let Some(line) = upn.as_ref().and_then(|upn| self.upns.get(&upn.value).copied()) {
            desk.withdraw(&mut upn, Reason::SameUpn { line });
        }
        if let Some(upn) = &upn {
            self.upns.insert(upn.value.clone(), upn.item.line);
        }
        let birth = desk.date(&mut who, "PersonBirthDate", Tense::Past);
        let mut expected_birth = desk.date(&mut who, "ExpectedPersonBirthDate", Tense::Any);
        let mut death = desk.date(&mut who, "PersonDeathDate", Tense::Past);
        match &birth {
            Some(birth) => {
                desk.withdraw(&mut expected_birth, Reason::BornAlready { line: birth.item.line });
                desk.not_before(&mut death, birth);
            }
            None if expected_birth.is_none() => {
                let text = "This child has neither a date of birth nor an expected one that can be read.";
                desk.note(who.line, "Child/ChildIdentifiers/PersonBirthDate", text);
            }
            None => {}
        }
        let identifiers = Identifiers {
            line: who.line,
            la_child_id,
            upn,
            former_upn: desk.parse(&mut who, "FormerUPN", pupil_number(Scheme::FormerUpn)),
            upn_unknown: desk.code(&mut who, "UPNunknown", &codes::UPN_UNKNOWN),
            birth,
            expected_birth,
            sex: sex(desk, &mut who),
            death,
        };
        desk.refuse_group(who, &Reason::UnknownElement);
        identifiers
    }
}

fn refuse_child(desk: &mut Desk, group: Group, who: Group, reason: &Reason) -> Option<TakenChild> {
    desk.refuse_group(who, reason);
    desk.refuse_group(group, reason);
    None
}

/// A pupil number as the record keeps it, under either scheme.
fn pupil_number(scheme: Scheme) -> impl Fn(&str) -> Result<String, Reason> {
    move |text| Identifier::parse(scheme, text).map(|upn| upn.value).map_err(Reason::UnsoundUpn)
}

/// `Sex`, or the older `GenderCurrent`; the older codes are read in `Sex` too, and a note says so.
fn sex(desk: &mut Desk, who: &mut Group) -> Option<Kept<Coded>> {
    let sex = desk.parse(who, "Sex", |text| {
        codes::SEX.find(text).or_else(|| older_sex(text)).ok_or(Reason::NotACode { item: codes::SEX.item })
    });
    if let Some(read) = sex.as_ref().filter(|sex| sex.value.code != sex.item.value) {
        let text = format!("Sex is given by the older code {}: read as {}.", read.item.value, read.value.code);
        desk.note(read.item.line, read.item.path, &text);
    }
    let mut gender = desk.parse(who, "GenderCurrent", |text| {
        older_sex(text).ok_or(Reason::NotACode { item: codes::GENDER_CURRENT.item })
    });
    if let Some(sex) = &sex {
        desk.withdraw(&mut gender, Reason::GivenByAnother { element: "Sex", line: sex.item.line });
    }
    sex.or(gender)
}

/// `Sex` took the place of `GenderCurrent` in 2025, with letters for figures.
fn older_sex(text: &str) -> Option<Coded> {
    match text {
        "1" => codes::SEX.find("M"),
        "2" => codes::SEX.find("F"),
        "0" | "9" => codes::SEX.find("U"),
        _ => None,
    }
}

fn characteristics(desk: &mut Desk, child: &mut Group) -> Characteristics {
    let mut group = desk.only(child, "ChildCharacteristics");
    let mut disabilities = desk.codes(&mut group, "Disabilities", "Disability", &codes::DISABILITY);
    desk.alone(&mut disabilities, "NONE");
    let ethnicity = desk.code(&mut group, "Ethnicity", &codes::ETHNICITY);
    let line = group.line;
    desk.refuse_group(group, &Reason::UnknownElement);
    Characteristics { line, ethnicity, disabilities }
}

/// Takes the header: its values, what is missing, what was refused, and the count of all of these.
pub fn take_header(header: Header) -> (TakenHeader, Vec<Note>, Vec<Refused>, Tally) {
    let Header { group, refused, read: mut tally, .. } = header;
    // Nothing in a header must have happened already, so no day is needed.
    let mut desk = Desk::new(None, refused);
    let taken = match group {
        Some(group) => header_values(&mut desk, group),
        None => {
            desk.note(1, "Header", "This return has no header.");
            TakenHeader::default()
        }
    };
    taken.each(&mut |item| tally.count_taken(item.element));
    desk.refused.iter().for_each(|refusal| tally.count_refused(refusal.element));
    (taken, desk.notes, desk.refused, tally)
}

fn header_values(desk: &mut Desk, mut header: Group) -> TakenHeader {
    let mut about = desk.only(&mut header, "CollectionDetails");
    let mut source = desk.only(&mut header, "Source");
    let mut content = desk.only(&mut header, "Content");
    let mut levels = desk.only(&mut content, "CBDSLevels");
    let taken = TakenHeader {
        collection: desk.text(&mut about, "Collection"),
        year: desk.number(&mut about, "Year"),
        reference_date: desk.date(&mut about, "ReferenceDate", Tense::Any),
        source_level: desk.text(&mut source, "SourceLevel"),
        lea: desk.text(&mut source, "LEA"),
        software: desk.text(&mut source, "SoftwareCode"),
        release: desk.text(&mut source, "Release"),
        serial: desk.text(&mut source, "SerialNo"),
        written_at: desk.text(&mut source, "DateTime"),
        levels: levels.pull_all("CBDSLevel").into_iter().map(desk::as_text).collect(),
    };
    for group in [about, source, content, levels, header] {
        desk.refuse_group(group, &Reason::UnknownElement);
    }
    taken
}

/// Reads and takes a whole return, handing over each child with what was refused of it.
///
/// # Errors
/// As [`read::read`]: the file is not a CIN census return that can be read to its end.
pub fn take_all(
    input: impl BufRead,
    limits: Limits,
    as_at: Day,
    on_child: &mut dyn FnMut(Outcome) -> ControlFlow<()>,
) -> Result<Summary, Unreadable> {
    let mut taker = Taker::new(as_at);
    let mut tally = Tally::default();
    let mut by_reason = BTreeMap::new();
    let (mut children_taken, mut empty) = (0, 0);
    let header = read::read(input, limits, &mut |child| {
        let outcome = taker.take(child);
        tally.add(&outcome.tally);
        children_taken += u64::from(outcome.child.is_some());
        empty += outcome.empty;
        count_reasons(&mut by_reason, &outcome.refused);
        on_child(outcome)
    })?;
    let (children_in, stopped) = (header.children, header.stopped);
    empty += header.empty;
    let (header, notes, refused, of_header) = take_header(header);
    tally.add(&of_header);
    count_reasons(&mut by_reason, &refused);
    Ok(Summary { header, notes, refused, children_in, children_taken, tally, by_reason, empty, stopped })
}

fn count_reasons(by_reason: &mut BTreeMap<&'static str, u64>, refused: &[Refused]) {
    for refusal in refused {
        *by_reason.entry(refusal.reason.kind()).or_default() += 1;
    }
}

/// The set of codes for a parser that answers one code.
fn find(set: &'static CodeSet) -> impl Fn(&str) -> Result<Coded, Reason> {
    move |text| set.find(text).ok_or(Reason::NotACode { item: set.item })
}
