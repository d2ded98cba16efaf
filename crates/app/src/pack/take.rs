//! Receiving: the letter is checked and read whole before anything is kept; then everything is recorded in one command.

use super::content::{DocumentHead, Forms, Frame, Item, MOST, Malformed, Manifest, Named, Reader};
use super::plan::{Plan, plan};
use super::{councils, queries};
use crate::command::{Command, Rejected};
use crate::council::Council;
use crate::document::keys;
use crate::people::likely::{self, Look, Match};
use crate::reader::Viewer;
use law::day::Moment;
use law::id::{CommandId, DocumentId, PackId, PersonId, TeamId};
use law::matching::Sought;
use law::pack::why_not_receive;
use law::step::act::Refusal;
use seal::{Checked, Kind, Refused, SecretKeys};
use sha2::{Digest, Sha256};
use std::collections::BTreeMap;
use std::io::{self, Read, Seek};
use std::sync::Arc;
use store::Conn;
use uuid::Uuid;

/// Takes one document of a pack, whole.
pub(super) type OnDocument<'a> = dyn FnMut(&DocumentHead, Vec<u8>) -> Result<(), TakeError> + 'a;

/// Why a pack was not taken in. The record is as it was.
#[derive(Debug, thiserror::Error)]
pub enum TakeError {
    #[error(transparent)]
    Letter(#[from] Refused),
    #[error("The pack is signed rightly, and its content is not taken: {0}. Tell the sender.")]
    Content(#[from] Malformed),
    #[error("The pack is signed rightly, and its content is not taken: {0}. Tell the sender.")]
    Unfit(String),
    #[error(transparent)]
    Rejected(#[from] Rejected),
    #[error("this Kith has no keys to open with; start it with its key folder")]
    NoKeys,
}

impl From<store::Error> for TakeError {
    fn from(error: store::Error) -> Self {
        TakeError::Rejected(error.into())
    }
}

impl From<Refusal> for TakeError {
    fn from(refusal: Refusal) -> Self {
        TakeError::Rejected(refusal.into())
    }
}

impl From<io::Error> for TakeError {
    fn from(error: io::Error) -> Self {
        TakeError::Letter(error.into())
    }
}

/// What a pack holds, its documents aside.
#[derive(Debug)]
pub struct Content {
    pub manifest: Manifest,
    pub items: Vec<Item>,
    pub forms: Vec<Forms>,
    pub documents: Vec<DocumentHead>,
}

/// A pack as it is shown before it is taken in.
#[derive(Debug)]
pub struct Looked {
    pub content: Content,
    pub from: String,
    pub sha256: String,
    /// It was taken in before.
    pub already: bool,
    /// People of the pack who may be on the record here, each with who they may be.
    pub doubtful: Vec<(Named, Vec<Match>)>,
}

/// Who a person of the pack is here.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Whose {
    /// Not on the record here.
    New,
    /// The same as somebody on the record.
    Same(PersonId),
}

/// How a pack is taken in.
#[derive(Debug, Clone)]
pub struct Taking {
    pub whose: BTreeMap<PersonId, Whose>,
    /// When this council was told of the move.
    pub notified: Option<Moment>,
    /// The team at whose door the work opens.
    pub team: Option<TeamId>,
}

/// What was taken in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Taken {
    pub pack: PackId,
    pub already: bool,
    pub entries: u64,
    pub documents: u64,
    /// The work that opened at the front door.
    pub started: Vec<law::id::StepId>,
}

/// Reads a pack and says what it holds. Keeps nothing.
pub fn look(council: &Council, viewer: &Viewer, file: &mut (impl Read + Seek)) -> Result<Looked, TakeError> {
    if let Some(why) = why_not_receive(&viewer.actor) {
        return Err(Refusal::MayNot(why).into());
    }
    let (me, checked, other) = checked(council, file)?;
    let content = read(&me, &checked, file, &mut |_, _| Ok(()))?;
    let (asker, people, pack) = (viewer.clone(), content.manifest.people.clone(), content.manifest.pack);
    let (already, doubtful) = council.db.read_now(move |conn| -> Result<_, TakeError> {
        Ok((queries::find_in(conn, pack)?.is_some(), doubtful(conn, &asker, &people)?))
    })?;
    Ok(Looked { content, from: other.name, sha256: hex::encode(checked.sha256), already, doubtful })
}

/// Checks who signed the letter, and that it is whole and for us.
fn checked(
    council: &Council,
    file: &mut (impl Read + Seek),
) -> Result<(Arc<SecretKeys>, Checked, councils::Other), TakeError> {
    let me = council.keys.clone().ok_or(TakeError::NoKeys)?;
    let known = council.db.read_now(councils::confirmed)?;
    let find = |key: &seal::Fingerprint| known.iter().find(|other| other.key() == *key);
    let checked = seal::check(&me, Kind::Pack, &|key| find(key).map(|other| other.keys.clone()), MOST, file)?;
    let other = find(&checked.header.from).cloned().ok_or(Refused::UnknownSender(checked.header.from))?;
    Ok((me, checked, other))
}

/// Reads the content from its beginning to its end; documents go to `on_document` one by one.
fn read(
    me: &SecretKeys,
    checked: &Checked,
    file: &mut (impl Read + Seek),
    on_document: &mut OnDocument<'_>,
) -> Result<Content, TakeError> {
    let mut reader = Reader::default();
    let (mut manifest, mut items, mut forms, mut documents) = (None, Vec::new(), Vec::new(), Vec::new());
    checked.open(me, file, &mut |bytes| {
        reader.push(bytes, &mut |frame| {
            match frame {
                Frame::Manifest(found) => manifest = Some(*found),
                Frame::Item(item) if item.holds() => items.push(*item),
                Frame::Item(_) => return Err(TakeError::Unfit("an entry is not what its hash says".to_owned())),
                Frame::Forms(one) => forms.push(one),
                Frame::Document(head, bytes) => {
                    on_document(&head, bytes)?;
                    documents.push(head);
                }
                Frame::End => {}
            }
            Ok(())
        })
    })?;
    reader.finish()?;
    let manifest: Manifest = manifest.ok_or(Malformed::Cut)?;
    if *manifest.pack.0.as_bytes() != checked.header.id || items.len() as u64 != manifest.entries {
        return Err(TakeError::Unfit("it is not the pack that its head says".to_owned()));
    }
    Ok(Content { manifest, items, forms, documents })
}

/// People who may be on the record here. One whose very id is here is that person, and is not asked about.
fn doubtful(conn: &mut Conn, viewer: &Viewer, people: &[Named]) -> Result<Vec<(Named, Vec<Match>)>, store::Error> {
    let mut doubtful = Vec::new();
    for person in people {
        if queries::is_person(conn, person.person)? {
            continue;
        }
        let sought = Sought {
            name: Some(person.name.clone()),
            born: Some(person.birth),
            identifiers: person.identifiers.clone(),
            ..Sought::default()
        };
        let found = likely::find(conn, viewer, &Look { sought, ..Look::default() }, 5)?;
        if !found.is_empty() {
            doubtful.push((person.clone(), found));
        }
    }
    Ok(doubtful)
}

/// Takes a pack in. Everything is checked before anything is kept; entries, keys and open work are one transaction.
pub fn take(
    council: &Council,
    viewer: &Viewer,
    command: Command,
    file: &mut (impl Read + Seek),
    taking: Taking,
) -> Result<Taken, TakeError> {
    let looked = look(council, viewer, file)?;
    let pack = looked.content.manifest.pack;
    if looked.already {
        return Ok(Taken { pack, already: true, entries: 0, documents: 0, started: Vec::new() });
    }
    for (person, matches) in &looked.doubtful {
        let said = taking.whose.get(&person.person);
        let fits = said.is_some_and(|whose| match whose {
            Whose::New => true,
            Whose::Same(id) => matches.iter().any(|one| one.person == *id),
        });
        if !fits {
            let say = format!("Say whether {} is on the record here", person.name.full());
            return Err(Refusal::fix(&format!("whose-{}", person.person), &say).into());
        }
    }
    let (me, checked, other) = checked(council, file)?;
    let mut kept: Vec<(DocumentId, Vec<u8>)> = Vec::new();
    let done = keep_and_record(council, viewer, command, taking, (&me, &checked, &other), file, &mut kept);
    if done.is_err() {
        // What was put away for nothing goes again; what a record names stays.
        for (document, _) in &kept {
            let id = *document;
            if council.db.read_now(move |conn| keys::find(conn, id))?.is_none() {
                council.documents.destroy(&id.to_string())?;
            }
        }
    }
    done
}

fn keep_and_record(
    council: &Council,
    viewer: &Viewer,
    command: Command,
    taking: Taking,
    (me, checked, other): (&SecretKeys, &Checked, &councils::Other),
    file: &mut (impl Read + Seek),
    kept: &mut Vec<(DocumentId, Vec<u8>)>,
) -> Result<Taken, TakeError> {
    let content = read(me, checked, file, &mut |head, bytes| {
        let id = head.document;
        // A document that is here already stays as it is.
        if council.db.read_now(move |conn| keys::find(conn, id))?.is_none() {
            let stored = council.documents.put(&id.to_string(), &mut bytes.as_slice(), head.bytes)?;
            kept.push((id, stored.wrapped_key));
        }
        Ok(())
    })?;
    let summary = DocumentId(derived(&content.manifest, "summary"));
    let stored = council.documents.put(&summary.to_string(), &mut content.manifest.summary.as_bytes(), MOST)?;
    kept.push((summary, stored.wrapped_key.clone()));
    let made = Plan {
        viewer: viewer.clone(),
        council: council.clone(),
        from: other.name.clone(),
        key: other.key().hex(),
        sha256: hex::encode(checked.sha256),
        summary: (summary, stored.bytes, stored.sha256),
        taking,
    };
    let (pack, documents) = (content.manifest.pack, content.documents.len() as u64);
    let wrapped = kept.clone();
    let command = Command { id: CommandId(derived(&content.manifest, "command")), ..command };
    let with = council.clone();
    let (started, entries) = council.db.write_now(move |conn| -> Result<_, TakeError> {
        let (happenings, entries, opened) = plan(conn, &made, content)?;
        for (document, key) in &wrapped {
            keys::keep(conn, *document, key)?;
        }
        with.perform(conn, command, |_| Ok(happenings))?;
        Ok((opened, entries))
    })?;
    Ok(Taken { pack, already: false, entries, documents, started })
}

/// An id that follows from the pack, so that taking it in twice is the same command.
fn derived(manifest: &Manifest, what: &str) -> Uuid {
    let hash = Sha256::digest([manifest.pack.0.as_bytes().as_slice(), what.as_bytes()].concat());
    let mut bytes = [0; 16];
    bytes.copy_from_slice(&hash[..16]);
    uuid::Builder::from_custom_bytes(bytes).into_uuid()
}
