//! What a pack becomes here: the entries that are not here yet, each with where it came from; what was open there ends there;
//! and open work at the front door, whose clock runs from the day on which this council was told.

use super::content::{Item, Manifest};
use super::queries;
use super::take::{Content, TakeError, Taking, Whose};
use crate::council::Council;
use crate::reader::Viewer;
use forms::Pack as PracticePack;
use law::answer::Answer;
use law::caseload::CaseloadEntry;
use law::day::Moment;
use law::document::{Audience, DocumentEntry};
use law::fact::{Fact, Known};
use law::id::{DocumentId, ImportId, PersonId, StepId};
use law::journal::{Entry, Happening, Origin, There, read_body};
use law::pack::{PackEntry, Received};
use law::people::PersonEntry;
use law::practice::PracticeEntry;
use law::step::act::Refusal;
use law::step::agreed::{Agreed, Standing};
use law::step::{Started, StepEntry, StepKind};
use std::collections::{BTreeMap, BTreeSet};
use store::Conn;

/// With what a pack is taken in.
pub struct Plan {
    pub viewer: Viewer,
    pub council: Council,
    /// The sending council, by the name under which its key was confirmed.
    pub from: String,
    pub key: String,
    pub sha256: String,
    pub summary: (DocumentId, u64, String),
    pub taking: Taking,
}

/// Everything that happens, how many entries came from there, and the work that opens here.
pub fn plan(conn: &mut Conn, made: &Plan, content: Content) -> Result<(Vec<Happening>, u64, Vec<StepId>), TakeError> {
    let import = ImportId(content.manifest.pack.0);
    keep_forms(conn, &content)?;
    let mut planning = Planning { made, import, manifest: &content.manifest, open: BTreeMap::new(), out: Vec::new() };
    let named: BTreeSet<PersonId> = content.manifest.people.iter().map(|one| one.person).collect();
    planning.workers(conn)?;
    let mut entries = 0;
    for (place, item) in content.items.iter().enumerate() {
        entries += u64::from(planning.item(conn, place, item, &named)?);
    }
    planning.documents(conn, &content)?;
    planning.ends();
    planning.joins()?;
    planning.restricts();
    planning.summary();
    let opened = planning.opens(conn)?;
    planning.received(entries, content.documents.len() as u64);
    Ok((planning.out, entries, opened))
}

/// The forms on which something was written there are kept, so that it is shown as its writer saw it.
fn keep_forms(conn: &mut Conn, content: &Content) -> Result<(), TakeError> {
    for forms in &content.forms {
        let newer = "it was written on forms that this Kith cannot read; bring this Kith up to date";
        let pack = PracticePack::load(&forms.files).map_err(|_| TakeError::Unfit(newer.to_owned()))?;
        if pack.hash() != forms.hash {
            return Err(TakeError::Unfit("its forms are not what their hash says".to_owned()));
        }
        crate::practice::texts::keep_pack(conn, &pack)?;
    }
    Ok(())
}

struct Planning<'a> {
    made: &'a Plan,
    import: ImportId,
    manifest: &'a Manifest,
    /// Steps that came in, and whether each is open there, with its people.
    open: BTreeMap<StepId, Open>,
    out: Vec<Happening>,
}

struct Open {
    people: Vec<PersonId>,
    is_open: bool,
    /// Agreed actions that are open there.
    actions: Vec<Agreed>,
}

impl Planning<'_> {
    /// Whoever recorded something there stands here by name, as somebody of that council.
    fn workers(&mut self, conn: &mut Conn) -> Result<(), TakeError> {
        for one in &self.manifest.workers {
            if crate::caseload::queries::worker(conn, one.worker)?.is_none() {
                let (worker, name, council) = (one.worker, one.name.clone(), self.made.from.clone());
                self.happens(CaseloadEntry::WorkerElsewhere { worker, name, council }, 0);
            }
        }
        Ok(())
    }

    fn happens(&mut self, entry: impl Into<Entry>, line: u32) {
        let origin = Origin { import: self.import, from: self.made.from.clone(), line, there: None };
        let happening = Happening::of(entry, self.made.viewer.at.day());
        self.out.push(happening.from_origin(origin));
    }

    /// One entry of theirs; whether it is taken. What stands here already, or is here under its own id, is passed over.
    fn item(
        &mut self,
        conn: &mut Conn,
        place: usize,
        item: &Item,
        named: &BTreeSet<PersonId>,
    ) -> Result<bool, TakeError> {
        let unfit = |why: &str| TakeError::Unfit(format!("entry {} {why}", place + 1));
        let (entry, origin) = read_body(item.version, &item.body).map_err(|why| unfit(&why.to_string()))?;
        if !item.people.iter().all(|person| named.contains(person)) {
            return Err(unfit("is about somebody whom the pack does not name"));
        }
        let here = There { entry: item.id, by: item.by, role: item.role, at: item.at };
        let there = origin.and_then(|origin| origin.there).unwrap_or(here);
        if item.at > self.made.viewer.at.plus_hours(24) {
            return Err(unfit("was recorded in the future"));
        }
        let known = queries::stands_here(conn, there.entry)?;
        if !self.fits(conn, &entry, known).map_err(|error| match error {
            Ok(error) => TakeError::from(error),
            Err(why) => unfit(&why),
        })? {
            return Ok(false);
        }
        let line = u32::try_from(place + 1).unwrap_or(u32::MAX);
        let origin = Origin { import: self.import, from: self.made.from.clone(), line, there: Some(there) };
        self.out.push(Happening {
            people: item.people.clone(),
            step: entry_step(&entry),
            entry,
            occurred_on: item.occurred_on,
            origin: Some(origin),
        });
        Ok(true)
    }

    /// Whether an entry is to be taken: `Err` where a pack may not hold it at all.
    fn fits(&mut self, conn: &mut Conn, entry: &Entry, known: bool) -> Result<bool, Result<store::Error, String>> {
        match entry {
            Entry::Person(
                PersonEntry::Restricted { .. }
                | PersonEntry::Unrestricted { .. }
                | PersonEntry::GlassBroken { .. }
                | PersonEntry::GlassReviewed { .. },
            ) => Err(Err("would change who may open a record here".to_owned())),
            Entry::Person(PersonEntry::Recorded { person, .. }) => {
                Ok(!known && !queries::is_person(conn, *person).map_err(Ok)?)
            }
            Entry::Person(_) => Ok(!known),
            Entry::Step(StepEntry::EpisodeOpened { .. } | StepEntry::EpisodeClosed { .. }) => {
                Err(Err("would change this council’s census".to_owned()))
            }
            Entry::Step(entry) => self.fits_step(conn, entry, known),
            Entry::Document(DocumentEntry::Filed { document, .. }) => {
                Ok(!known && !queries::is_document(conn, *document).map_err(Ok)?)
            }
            Entry::Document(_) => Ok(!known),
            Entry::Plan(_) | Entry::Caseload(_) | Entry::Practice(_) | Entry::Transfer(_) | Entry::Pack(_) => {
                Err(Err("is of a sort that no pack holds".to_owned()))
            }
        }
    }

    fn fits_step(
        &mut self,
        conn: &mut Conn,
        entry: &StepEntry,
        known: bool,
    ) -> Result<bool, Result<store::Error, String>> {
        if let StepEntry::Started(started) = entry {
            if !known && !queries::is_step(conn, started.step).map_err(Ok)? {
                let open = Open { people: started.people(), is_open: true, actions: Vec::new() };
                self.open.insert(started.step, open);
                return Ok(true);
            }
            return Ok(false);
        }
        let Some(step) = self.open.get_mut(&entry.step()) else {
            // Work that was recorded here in the first place is not changed from elsewhere.
            let ours = queries::is_step(conn, entry.step()).map_err(Ok)?;
            return if ours || known {
                Ok(false)
            } else {
                Err(Err("is about work that the pack does not begin".to_owned()))
            };
        };
        match entry {
            StepEntry::Decided { .. }
            | StepEntry::Recorded { .. }
            | StepEntry::Acknowledged { .. }
            | StepEntry::Cancelled { .. }
            | StepEntry::Ended { .. }
            | StepEntry::EndedElsewhere { .. } => step.is_open = false,
            StepEntry::ActionKept { action, .. } => {
                step.actions.retain(|one| one.id != action.id);
                if action.is_open() {
                    step.actions.push(action.clone());
                }
            }
            StepEntry::PeopleChanged { children, others, .. } => {
                step.people = children.iter().chain(others).copied().collect();
            }
            _ => {}
        }
        Ok(!known)
    }

    /// Every document has its entry, and every entry of a document that came in has its bytes or was destroyed there.
    fn documents(&mut self, conn: &mut Conn, content: &Content) -> Result<(), TakeError> {
        for head in &content.documents {
            let filed = self.out.iter().any(|happening| {
                matches!(&happening.entry, Entry::Document(DocumentEntry::Filed { document, sha256, .. })
                    if *document == head.document && *sha256 == head.sha256)
            });
            if !filed && !queries::is_document(conn, head.document)? {
                return Err(TakeError::Unfit("a document has no entry".to_owned()));
            }
        }
        Ok(())
    }

    /// What is open there is the sending council's: here it has ended elsewhere, on the day of the release, and what was
    /// agreed and not done is given up, so that nobody here is reminded of another council's work.
    fn ends(&mut self) {
        let on = self.manifest.released_at.day();
        let why = format!("Left with {} when the record was transferred", self.made.from);
        let origin = Origin { import: self.import, from: self.made.from.clone(), line: 0, there: None };
        let mut ended = Vec::new();
        for (step, open) in &self.open {
            let mut add = |entry| {
                let happening = Happening::of_step(entry, &open.people, self.made.viewer.at.day());
                ended.push(happening.from_origin(origin.clone()));
            };
            for action in &open.actions {
                let standing = Standing::Dropped { on, why: why.clone() };
                add(StepEntry::ActionKept { step: *step, action: Agreed { standing, ..action.clone() } });
            }
            if open.is_open {
                add(StepEntry::EndedElsewhere { step: *step, on });
            }
        }
        self.out.extend(ended);
    }

    /// Whoever a person said is the same is joined with the record here, which is kept.
    fn joins(&mut self) -> Result<(), TakeError> {
        let same: Vec<_> = self.made.taking.whose.iter().map(|(person, whose)| (*person, *whose)).collect();
        for (person, whose) in same {
            if !self.manifest.people.iter().any(|one| one.person == person) {
                return Err(TakeError::Unfit("a person who was matched is not in it".to_owned()));
            }
            if let Whose::Same(kept) = whose {
                let reason = format!("The same person, as confirmed when the record came from {}", self.made.from);
                self.happens(PersonEntry::Joined { kept, other: person, reason }, 0);
            }
        }
        Ok(())
    }

    /// Under which record a child goes on here.
    fn kept(&self, child: PersonId) -> PersonId {
        match self.made.taking.whose.get(&child) {
            Some(Whose::Same(kept)) => *kept,
            Some(Whose::New) | None => child,
        }
    }

    /// A record that was restricted there is restricted here, to whoever takes it in, until they set the list.
    fn restricts(&mut self) {
        let restricted =
            self.manifest.children.iter().filter_map(|child| Some((child.person, child.restricted.clone()?)));
        for (child, why) in restricted.collect::<Vec<_>>() {
            let (person, review_on) = (self.kept(child), self.made.viewer.at.day().plus_days(90));
            let reason = format!("Restricted at {}: {why}", self.made.from);
            let may_open = vec![self.made.viewer.actor.worker];
            self.happens(PersonEntry::Restricted { person, reason, may_open, review_on }, 0);
        }
    }

    fn summary(&mut self) {
        let (document, bytes, sha256) = self.made.summary.clone();
        let filed = DocumentEntry::Filed {
            document,
            people: self.children(|_| true),
            step: None,
            title: format!("Transfer summary from {}", self.made.from),
            media_type: "text/plain".to_owned(),
            bytes,
            sha256,
            audience: Audience::Internal,
        };
        self.happens(filed, 0);
    }

    fn children(&self, test: impl Fn(&super::content::Child) -> bool) -> Vec<PersonId> {
        self.manifest.children.iter().filter(|child| test(child)).map(|child| self.kept(child.person)).collect()
    }

    /// Work at the front door: a transfer-in conference for those on a protection plan, whose 15 working days run from the
    /// day on which this council was told; a contact for the others.
    fn opens(&mut self, conn: &mut Conn) -> Result<Vec<StepId>, TakeError> {
        let mut opened = Vec::new();
        let on_plan = self.children(|child| child.on_plan_since.is_some());
        let others = self.children(|child| child.on_plan_since.is_none());
        let at = self.notified()?;
        for (kind, children) in [(StepKind::Conference, on_plan), (StepKind::Contact, others)] {
            if children.is_empty() {
                continue;
            }
            let started = self.started(kind, children, at);
            // A clock that cannot be reckoned would refuse the whole pack with no word of why.
            let calendar = self.made.council.reckoner.calendar(conn)?;
            for clock in law::step::Step::begun(&started, self.made.viewer.actor.worker).clocks() {
                let figures = &self.made.council.reckoner.figures;
                law::clock::reckon(clock.rule, clock.start, &calendar, figures)
                    .map_err(|beyond| Refusal::fix("notified", &beyond.to_string()))?;
            }
            opened.push(started.step);
            self.happens(StepEntry::Started(started), 0);
        }
        Ok(opened)
    }

    fn notified(&self) -> Result<Moment, TakeError> {
        let now = self.made.viewer.at;
        let at = self.made.taking.notified.unwrap_or(now);
        if at > now {
            return Err(Refusal::fix("notified", "The day must be today or in the past").into());
        }
        if at < now.plus_hours(-24 * 92) {
            return Err(Refusal::fix("notified", "The day is more than three months ago: check it").into());
        }
        Ok(at)
    }

    fn started(&self, kind: StepKind, children: Vec<PersonId>, at: Moment) -> Started {
        let known = |fact, value| Known { fact, child: None, value };
        let transfer_in = [
            known(Fact::ConferenceKind, Answer::Code("transfer_in".to_owned())),
            known(Fact::CountsFrom, Answer::Day(at.day())),
        ];
        let worried = format!("Moved from {}: {}", self.made.from, self.manifest.reason);
        Started {
            step: StepId(self.made.council.dice.id(self.made.viewer.at)),
            kind,
            form: self.made.council.form_today(kind),
            children,
            others: Vec::new(),
            owner: None,
            team: self.made.taking.team.or(self.made.viewer.actor.team),
            opened_by: None,
            at,
            carried: [
                known(Fact::ReceivedAt, Answer::Moment(at)),
                known(Fact::Source, Answer::Code("5C".to_owned())),
                known(Fact::SourceName, Answer::Words(self.made.from.clone())),
                known(Fact::WorriedAbout, Answer::Words(worried)),
            ]
            .into_iter()
            .chain(transfer_in.into_iter().filter(|_| kind == StepKind::Conference))
            .collect(),
        }
    }

    fn received(&mut self, entries: u64, documents: u64) {
        let (at, pack) = (self.made.viewer.at, self.manifest.pack);
        let received = Received {
            pack,
            from: self.made.key.clone(),
            children: self.children(|_| true),
            import: self.import,
            sha256: self.made.sha256.clone(),
            notified: self.made.taking.notified.unwrap_or(at),
            entries,
            documents,
        };
        self.happens(PackEntry::Received(received), 0);
        let what = format!("Transfer pack from {}", self.made.from);
        let sha256 = self.made.sha256.clone();
        self.happens(PracticeEntry::FileImported { import: self.import, what, sha256, taken: entries, refused: 0 }, 0);
    }
}

fn entry_step(entry: &Entry) -> Option<StepId> {
    match entry {
        Entry::Step(entry) => Some(entry.step()),
        Entry::Document(entry) => entry.step(),
        _ => None,
    }
}
