//! Composing a pack: the children's journal in order with its hashes, without what concerns others, the forms it was written
//! on, the documents, and the whole in plain words.

use super::content::{Child, DocumentHead, Forms, Item, MOST_DOCUMENT, Malformed, Manifest, Named, Recorder};
use super::filter::{Ask, Goes, goes};
use super::scope::Scope;
use super::summary;
use crate::command::{self, JournalError};
use crate::council::Council;
use crate::people::queries::head;
use forms::Pack as PracticePack;
use law::answer::Answer;
use law::day::{Day, Moment};
use law::document::{Audience, DocumentEntry};
use law::fact::Fact;
use law::id::{DocumentId, PackId, PersonId, StepId, WorkerId};
use law::journal::{Entry, Recorded, write_body};
use law::step::{FormRef, Started, StepEntry};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;
use store::{Conn, Sealed, params, sql, text};

/// Why a pack could not be composed.
#[derive(Debug, thiserror::Error)]
pub enum ComposeError {
    #[error(transparent)]
    Store(#[from] store::Error),
    #[error(transparent)]
    Journal(#[from] JournalError),
    #[error(transparent)]
    Content(#[from] Malformed),
    #[error("an entry cannot be written: {0}")]
    Body(#[from] serde_json::Error),
    #[error("a document is longer than a pack takes: {0} bytes")]
    LongDocument(u64),
    #[error("the forms that something was written on are not kept here: {0}")]
    NoForms(String),
}

/// What a pack is asked to hold.
#[derive(Debug, Clone)]
pub struct Order {
    pub pack: PackId,
    pub children: Vec<PersonId>,
    pub from: (String, String),
    pub to: String,
    pub at: Moment,
    pub by: String,
    pub moves_on: Day,
    pub reason: String,
    pub cleared: Vec<Audience>,
}

/// A pack before it is sealed. Documents are still where they are kept.
#[derive(Debug)]
pub struct Composed {
    pub manifest: Manifest,
    pub items: Vec<Item>,
    pub forms: Vec<Forms>,
    pub documents: Vec<DocumentHead>,
}

/// Composes the pack from the record as it stands.
pub fn compose(conn: &mut Conn, council: &Council, order: Order) -> Result<Composed, ComposeError> {
    let scope = Scope::of(conn, &order.children)?;
    let mut making = Making { council, order: &order, scope: &scope, packs: BTreeMap::new(), made: Made::default() };
    for sealed in entries(conn, &scope.everybody())? {
        if let Some(recorded) = command::read(&sealed)? {
            making.entry(conn, &sealed, &recorded)?;
        }
    }
    let Making { packs, made, .. } = making;
    let manifest = manifest(conn, &order, &scope, &made)?;
    let forms = packs.into_iter().map(|(hash, pack)| Forms { hash, files: pack.files().to_vec() }).collect();
    Ok(Composed { manifest, items: made.items, forms, documents: made.documents })
}

/// Every entry about these people, oldest first.
fn entries(conn: &mut Conn, people: &[PersonId]) -> Result<Vec<Sealed>, store::Error> {
    let people: Vec<String> = people.iter().map(ToString::to_string).collect();
    let (mut all, mut before) = (Vec::new(), None);
    loop {
        let page = store::journal::of_person(conn, &people, 500, before)?;
        let Some(last) = page.last() else { break };
        before = Some(last.seq);
        all.extend(page);
    }
    all.reverse();
    Ok(all)
}

#[derive(Default)]
struct Made {
    items: Vec<Item>,
    documents: Vec<DocumentHead>,
    workers: BTreeSet<WorkerId>,
    held_back: u64,
}

struct Making<'a> {
    council: &'a Council,
    order: &'a Order,
    scope: &'a Scope,
    packs: BTreeMap<String, Arc<PracticePack>>,
    made: Made,
}

impl Making<'_> {
    fn entry(&mut self, conn: &mut Conn, sealed: &Sealed, recorded: &Recorded) -> Result<(), ComposeError> {
        let entry = &recorded.happening.entry;
        let form = match entry {
            Entry::Step(
                StepEntry::Answered { step, .. }
                | StepEntry::Corrected { step, .. }
                | StepEntry::Started(Started { step, .. }),
            ) => self.form(conn, *step)?,
            _ => None,
        };
        let asks = |ask: Ask<'_>| {
            let (pack, kind) = form.as_ref()?;
            let form = pack.form(*kind)?;
            let question = match ask {
                Ask::Question(id) => form.question(id),
                Ask::Fact(fact) => form.question_of(fact),
            };
            question.map(|question| question.audience)
        };
        let goes = goes(entry, self.scope, &self.order.cleared, &asks);
        let kept = match goes {
            Goes::With(kept) => kept,
            Goes::HeldBack => {
                self.made.held_back += 1;
                return Ok(());
            }
            Goes::Not => return Ok(()),
        };
        self.workers(&kept, recorded);
        if let Entry::Document(DocumentEntry::Filed { document, bytes, sha256, .. }) = &kept {
            if *bytes > MOST_DOCUMENT {
                return Err(ComposeError::LongDocument(*bytes));
            }
            self.made.documents.push(DocumentHead { document: *document, bytes: *bytes, sha256: sha256.clone() });
        }
        if let Entry::Step(StepEntry::Started(started)) = &kept
            && let Some(FormRef { pack, .. }) = &started.form
        {
            self.pack(conn, started.step, pack)?;
        }
        let whole = kept == *entry;
        let body = match (whole, sealed.body()) {
            (true, Some(body)) => body.to_owned(),
            _ => write_body(&kept, recorded.happening.origin.as_ref())?,
        };
        let known = recorded.happening.people.iter().copied().filter(|person| self.scope.knows(*person));
        self.made.items.push(Item {
            seq: sealed.seq,
            id: recorded.id,
            at: recorded.recorded_at,
            by: recorded.author.worker,
            role: recorded.author.role,
            occurred_on: recorded.happening.occurred_on,
            people: known.collect(),
            step: recorded.happening.step,
            version: sealed.envelope.version,
            body,
            body_sha256: sealed.body_hash.clone(),
            hash: sealed.hash.clone(),
            whole,
        });
        Ok(())
    }

    /// The form that a step is written on, for the audience of its questions.
    fn form(
        &mut self,
        conn: &mut Conn,
        step: StepId,
    ) -> Result<Option<(Arc<PracticePack>, law::step::StepKind)>, ComposeError> {
        let Some(step) = crate::step::queries::load_without_answers(conn, step)? else { return Ok(None) };
        match &step.form {
            None => Ok(None),
            Some(form) => Ok(Some((self.pack(conn, step.id, &form.pack.clone())?, step.kind))),
        }
    }

    fn pack(&mut self, conn: &mut Conn, step: StepId, hash: &str) -> Result<Arc<PracticePack>, ComposeError> {
        if let Some(pack) = self.packs.get(hash) {
            return Ok(pack.clone());
        }
        let no_forms = || ComposeError::NoForms(hash.to_owned());
        let step = crate::step::queries::load_without_answers(conn, step)?.ok_or_else(no_forms)?;
        let pack = self.council.pack_of(conn, &step).map_err(|_| no_forms())?.ok_or_else(no_forms)?;
        self.packs.insert(hash.to_owned(), pack.clone());
        Ok(pack)
    }

    /// Everybody who recorded the entry or stands in it as a worker.
    fn workers(&mut self, kept: &Entry, recorded: &Recorded) {
        self.made.workers.extend([recorded.author.worker, recorded.by()]);
        if let Entry::Step(StepEntry::Assigned { owner: Some(owner), .. }) = kept {
            self.made.workers.insert(*owner);
        }
        if let Entry::Step(StepEntry::Started(started)) = kept {
            self.made.workers.extend(started.owner);
        }
    }
}

fn manifest(conn: &mut Conn, order: &Order, scope: &Scope, made: &Made) -> Result<Manifest, ComposeError> {
    let mut people = Vec::new();
    for person in scope.everybody() {
        people.push(named(conn, person, scope)?);
    }
    let mut workers = Vec::new();
    for worker in &made.workers {
        workers.push(Recorder { worker: *worker, name: crate::caseload::queries::worker_name(conn, *worker)? });
    }
    let mut children = Vec::new();
    for child in &order.children {
        children.push(about(conn, *child)?);
    }
    let mut manifest = Manifest {
        pack: order.pack,
        from: order.from.0.clone(),
        from_code: order.from.1.clone(),
        to: order.to.clone(),
        released_at: order.at,
        released_by: order.by.clone(),
        moves_on: order.moves_on,
        reason: order.reason.clone(),
        children,
        people,
        workers,
        entries: made.items.len() as u64,
        documents: made.documents.len() as u64,
        held_back: made.held_back,
        summary: String::new(),
    };
    manifest.summary = summary::write(conn, &manifest, scope)?;
    Ok(manifest)
}

fn named(conn: &mut Conn, person: PersonId, scope: &Scope) -> Result<Named, store::Error> {
    let head = head(conn, person)?;
    let mut identifiers = Vec::new();
    if scope.sent.contains(&person) {
        let select = sql!(
            "SELECT value FROM identifier WHERE person = $1 AND scheme IN ('upn', 'former_upn', 'nhs_number') ORDER BY value"
        );
        for row in &conn.query(select, params![text(person)])? {
            identifiers.push(row.get("value")?);
        }
    }
    Ok(Named { person, name: head.name, birth: head.birth, identifiers })
}

fn about(conn: &mut Conn, child: PersonId) -> Result<Child, store::Error> {
    let row =
        conn.query_one(sql!("SELECT restricted, restricted_why FROM person WHERE id = $1"), params![text(child)])?;
    let why: Option<String> = row.get("restricted_why")?;
    let restricted = row.get::<bool>("restricted")?.then(|| why.unwrap_or_default());
    Ok(Child { person: child, on_plan_since: on_plan_since(conn, child)?, restricted })
}

/// Since when a child is on a child protection plan, by the work that is open.
fn on_plan_since(conn: &mut Conn, child: PersonId) -> Result<Option<Day>, store::Error> {
    let select = sql!(
        "SELECT s.id, s.started_at FROM step_person sp JOIN step s ON s.id = sp.step JOIN person p ON p.id = sp.person
         WHERE p.root = $1 AND sp.part = 'child' AND s.kind = 'protection_plan' AND s.is_open = 1
         ORDER BY s.started_at, s.id LIMIT 1"
    );
    let Some(row) = conn.query_opt(select, params![text(child)])? else { return Ok(None) };
    let facts = crate::step::queries::facts(conn, row.parse("id")?)?;
    let said = facts.get(Fact::ProtectionPlanStartedOn, Some(child)).and_then(Answer::as_day);
    Ok(Some(said.unwrap_or(row.parse::<Moment>("started_at")?.day())))
}

/// The id under which the sealed letter is kept among the documents.
pub fn kept_as(pack: PackId) -> DocumentId {
    DocumentId(pack.0)
}
