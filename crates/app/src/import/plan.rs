//! What one child of the file becomes: entries for the journal, and the values that the record does not take.

use super::ids::Ids;
use super::queries;
use super::report::{Refused, Why};
use crate::command::Rejected;
use crate::council::Council;
use crate::people::queries::{Person, head};
use law::caseload::CaseloadEntry;
use law::day::{Day, Moment};
use law::id::{ImportId, PersonId, StepId, TeamId};
use law::identifier::{Identifier, Scheme};
use law::journal::{Author, Entry, Happening, Origin};
use law::people::{Birth, Identity, Name, PersonEntry};
use law::step::StepKind;
use law::working_days::Calendar;
use returns::cin_census::child::{Coded, Kept, TakenChild};
use returns::cin_census::tree::Item;
use std::collections::BTreeMap;
use store::Conn;

/// What is the same for every child of the file.
pub(super) struct Importing {
    pub council: Council,
    pub author: Author,
    pub at: Moment,
    /// The team with which open children wait for a worker.
    pub team: Option<TeamId>,
    pub ids: Ids,
    pub import: ImportId,
    pub what: String,
    /// The last day that the file can speak of: its reference date, or the day as at which it is read where that is earlier.
    pub known_until: Day,
}

/// What a child of the file becomes.
#[derive(Debug, Default)]
pub(super) struct Planned {
    pub happenings: Vec<Happening>,
    pub refused: Vec<Refused>,
    pub steps: BTreeMap<StepKind, u64>,
    pub whose: Whose,
}

/// Whether the record knew the child.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) enum Whose {
    /// The child enters the record with this file.
    #[default]
    New,
    /// The child stood on the record before.
    Known,
    /// It cannot be told whose record it is; nothing was taken.
    Unclear,
}

/// A plan being made for one child.
pub(super) struct Plan<'a> {
    pub by: &'a Importing,
    /// The child's number in the file.
    pub number: &'a str,
    pub child: PersonId,
    pub calendar: Calendar,
    /// First days of the episodes that stand on the record from elsewhere.
    pub stand: Vec<Day>,
    /// Whether work with the child goes on.
    pub goes_on: bool,
    pub made: Planned,
}

/// Plans one child against what the record holds now.
pub(super) fn plan(conn: &mut Conn, by: &Importing, child: &TakenChild) -> Result<Planned, Rejected> {
    let number = child.identifiers.la_child_id.value.as_str();
    let mine = by.ids.person(number);
    let holders = queries::holders(conn, number)?;
    let mut roots: Vec<PersonId> = holders.iter().map(|(_, root)| *root).collect();
    roots.dedup();
    if roots.len() > 1 {
        let refused = child.items().iter().map(|item| Refused::of(item, &Why::TwoRecords)).collect();
        return Ok(Planned { refused, whose: Whose::Unclear, ..Planned::default() });
    }
    let root = roots.first().copied();
    // A person whom this very file put on the record is planned as on the first day, so that a repeat counts the same.
    let known = root.filter(|_| !holders.iter().any(|(person, _)| *person == mine));
    let mut plan = Plan {
        by,
        number,
        child: known.unwrap_or(mine),
        calendar: by.council.reckoner.calendar(conn)?,
        stand: Vec::new(),
        goes_on: false,
        made: Planned { whose: if known.is_some() { Whose::Known } else { Whose::New }, ..Planned::default() },
    };
    match known {
        Some(root) => plan.known(conn, root, child)?,
        None => plan.new_child(conn, root.unwrap_or(mine), child)?,
    }
    for (at, episode) in child.episodes.iter().enumerate() {
        plan.episode(at, episode);
    }
    plan.wait_for_a_worker(conn, root, child.line)?;
    plan.made.refused.sort_by_key(|refused| refused.line);
    Ok(plan.made)
}

impl Plan<'_> {
    /// Adds an entry that says where it came from.
    pub fn add(&mut self, happening: Happening, line: u32) {
        let origin = Origin { import: self.by.import, from: self.by.what.clone(), line, there: None };
        self.made.happenings.push(happening.from_origin(origin));
    }

    fn enter(&mut self, entry: impl Into<Entry>, line: u32) {
        let day = self.by.at.day();
        self.add(Happening::of(entry, day), line);
    }

    pub fn refuse(&mut self, item: &Item, why: &Why) {
        self.made.refused.push(Refused::of(item, why));
    }

    pub fn refuse_all(&mut self, items: &[Item], why: &Why) {
        items.iter().for_each(|item| self.refuse(item, why));
    }

    pub fn step_id(&self, place: &str) -> StepId {
        self.by.ids.step(self.number, place)
    }

    fn new_child(&mut self, conn: &mut Conn, root: PersonId, child: &TakenChild) -> Result<(), Rejected> {
        let person = self.child;
        // A census holds no names: until somebody gives one, the council's number stands in its place.
        let name = Name { given: String::new(), family: self.number.to_owned() };
        let identity = identity(child);
        self.enter(PersonEntry::Recorded { person, name, birth: birth(child), identity }, child.line);
        let number = Identifier { scheme: Scheme::CouncilId, value: self.number.to_owned() };
        self.enter(
            PersonEntry::IdentifierGiven { person, identifier: number },
            child.identifiers.la_child_id.item.line,
        );
        self.pupil_numbers(conn, root, child)?;
        if let Some(death) = &child.identifiers.death {
            let died = Happening::of(PersonEntry::Died { person, on: death.value }, death.value);
            self.add(died, death.item.line);
        }
        Ok(())
    }

    /// Fills the gaps in a record that stands; what differs is refused, never written over.
    fn known(&mut self, conn: &mut Conn, root: PersonId, child: &TakenChild) -> Result<(), Rejected> {
        let person = head(conn, root)?;
        self.pupil_numbers(conn, root, child)?;
        self.birth_of_known(&person, child);
        self.identity_of_known(&person, child);
        if let Some(death) = &child.identifiers.death {
            match person.died_on {
                None => {
                    let died = PersonEntry::Died { person: self.child, on: death.value };
                    self.add(Happening::of(died, death.value), death.item.line);
                }
                Some(day) if day == death.value => {}
                Some(_) => self.refuse(&death.item, &Why::SaysOtherwise),
            }
        }
        let episodes = queries::episodes(conn, root)?;
        let ours: Vec<StepId> = (0..child.episodes.len()).map(|at| self.step_id(&at.to_string())).collect();
        self.stand = episodes.into_iter().filter(|(step, _)| !ours.contains(step)).map(|(_, day)| day).collect();
        Ok(())
    }

    fn pupil_numbers(&mut self, conn: &mut Conn, root: PersonId, child: &TakenChild) -> Result<(), Rejected> {
        let held = match self.made.whose {
            Whose::Known => queries::identifiers(conn, root)?,
            Whose::New | Whose::Unclear => Vec::new(),
        };
        let numbers = [(Scheme::Upn, &child.identifiers.upn), (Scheme::FormerUpn, &child.identifiers.former_upn)];
        for (scheme, kept) in numbers {
            let Some(kept) = kept else { continue };
            let identifier = Identifier { scheme, value: kept.value.clone() };
            let another = scheme == Scheme::Upn && held.iter().any(|one| one.scheme == scheme && *one != identifier);
            if held.contains(&identifier) {
                continue;
            } else if another {
                self.refuse(&kept.item, &Why::SaysOtherwise);
            } else if scheme == Scheme::Upn && queries::upn_of_another(conn, &kept.value, root)? {
                self.refuse(&kept.item, &Why::UpnOfAnother);
            } else {
                self.enter(PersonEntry::IdentifierGiven { person: self.child, identifier }, kept.item.line);
            }
        }
        Ok(())
    }

    fn birth_of_known(&mut self, person: &Person, child: &TakenChild) {
        let who = &child.identifiers;
        let Some(kept) = who.birth.as_ref().or(who.expected_birth.as_ref()) else { return };
        let said = birth(child);
        let fills = match person.birth {
            Birth::Unknown { .. } => true,
            Birth::Expected(_) => matches!(said, Birth::Born(_)),
            Birth::Born(_) => false,
        };
        if fills {
            let entry = PersonEntry::BirthRecorded { person: self.child, birth: said, reason: self.by.what.clone() };
            self.enter(entry, kept.item.line);
        } else if person.birth != said {
            self.refuse(&kept.item, &Why::SaysOtherwise);
        }
    }

    fn identity_of_known(&mut self, person: &Person, child: &TakenChild) {
        let (who, more) = (&child.identifiers, &child.characteristics);
        let mut filled = person.identity.clone();
        self.fill(&mut filled.sex, who.sex.as_ref());
        self.fill(&mut filled.ethnicity, more.ethnicity.as_ref());
        self.fill(&mut filled.upn_unknown, who.upn_unknown.as_ref());
        if filled.disabilities.is_empty() {
            filled.disabilities = codes(&more.disabilities);
        } else {
            let unlike = |kept: &&Kept<Coded>| !person.identity.disabilities.iter().any(|code| code == kept.value.code);
            for kept in more.disabilities.iter().filter(unlike) {
                self.refuse(&kept.item, &Why::SaysOtherwise);
            }
        }
        if filled != person.identity {
            self.enter(PersonEntry::Identified { person: self.child, identity: filled }, who.line);
        }
    }

    fn fill(&mut self, stands: &mut Option<String>, kept: Option<&Kept<Coded>>) {
        let Some(kept) = kept else { return };
        match stands {
            None => *stands = Some(kept.value.code.to_owned()),
            Some(code) if code == kept.value.code => {}
            Some(_) => self.refuse(&kept.item, &Why::SaysOtherwise),
        }
    }

    /// A child with whom work goes on waits with a team, unless somebody is responsible already.
    fn wait_for_a_worker(&mut self, conn: &mut Conn, root: Option<PersonId>, line: u32) -> Result<(), Rejected> {
        let Some(team) = self.by.team.filter(|_| self.goes_on) else { return Ok(()) };
        let placed = match root {
            Some(root) => queries::has_a_place(conn, root)?,
            None => false,
        };
        if !placed {
            let (child, on) = (self.child, self.by.at.day());
            let reason = format!("Open in the {}", self.by.what);
            self.enter(CaseloadEntry::AwaitsAllocation { child, team, on, reason }, line);
        }
        Ok(())
    }
}

fn birth(child: &TakenChild) -> Birth {
    match (&child.identifiers.birth, &child.identifiers.expected_birth) {
        (Some(born), _) => Birth::Born(born.value),
        (None, Some(expected)) => Birth::Expected(expected.value),
        (None, None) => Birth::Unknown { about: None },
    }
}

fn identity(child: &TakenChild) -> Identity {
    let code = |kept: &Option<Kept<Coded>>| kept.as_ref().map(|kept| kept.value.code.to_owned());
    Identity {
        sex: code(&child.identifiers.sex),
        ethnicity: code(&child.characteristics.ethnicity),
        disabilities: codes(&child.characteristics.disabilities),
        upn_unknown: code(&child.identifiers.upn_unknown),
        ..Identity::default()
    }
}

pub(super) fn codes(kept: &[Kept<Coded>]) -> Vec<String> {
    kept.iter().map(|kept| kept.value.code.to_owned()).collect()
}
