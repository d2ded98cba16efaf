//! What is inside a transfer pack: frames, each with a sort and a length. First what the pack is, then entries, forms and
//! documents, then an end. Every length is held to a limit before anything is kept.

use law::day::{Day, Moment};
use law::id::{DocumentId, EntryId, PackId, PersonId, StepId, WorkerId};
use law::people::{Birth, Name};
use law::role::Role;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

/// The most bytes of a whole pack.
pub const MOST: u64 = 1 << 30;
/// The most bytes of all that is not a document.
const MOST_WORDS: u64 = 128 << 20;
/// The most bytes of one frame.
const MOST_FRAME: usize = 16 << 20;
/// The most bytes of one document.
pub const MOST_DOCUMENT: u64 = 32 << 20;

/// What the pack is: from whom, about whom, and what to watch for.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Manifest {
    pub pack: PackId,
    pub from: String,
    pub from_code: String,
    pub to: String,
    pub released_at: Moment,
    pub released_by: String,
    pub moves_on: Day,
    pub reason: String,
    pub children: Vec<Child>,
    /// Everybody whom the entries name.
    pub people: Vec<Named>,
    /// Everybody who recorded something that is here.
    pub workers: Vec<Recorder>,
    pub entries: u64,
    pub documents: u64,
    /// What was held back by rule: information about people outside the family, and from the police.
    pub held_back: u64,
    /// The whole of it in plain words.
    pub summary: String,
}

/// A child whose record it is.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Child {
    pub person: PersonId,
    /// Since when the child is on a child protection plan.
    pub on_plan_since: Option<Day>,
    /// Why the record is open to named workers only, where it is.
    pub restricted: Option<String>,
}

/// Somebody whom the entries name.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Named {
    pub person: PersonId,
    pub name: Name,
    pub birth: Birth,
    /// Numbers by which a child may be known elsewhere. Empty for everybody else.
    pub identifiers: Vec<String>,
}

/// Somebody of the sending council.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Recorder {
    pub worker: WorkerId,
    pub name: String,
}

/// One entry of the sending council's journal.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Item {
    pub seq: i64,
    pub id: EntryId,
    pub at: Moment,
    pub by: WorkerId,
    pub role: Role,
    pub occurred_on: Day,
    pub people: Vec<PersonId>,
    pub step: Option<StepId>,
    pub version: i64,
    pub body: String,
    /// SHA-256 of the body as it stands in the journal there, and the hash of the entry in its chain.
    pub body_sha256: String,
    pub hash: String,
    /// Whether the body is here as it stands there. Where not, what concerns others was left out.
    pub whole: bool,
}

impl Item {
    /// Whether the body is what its hash says, where it says to be whole.
    pub fn holds(&self) -> bool {
        !self.whole || hex::encode(Sha256::digest(self.body.as_bytes())) == self.body_sha256
    }
}

/// The text of a practice pack on whose forms something was written.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Forms {
    pub hash: String,
    pub files: Vec<(String, String)>,
}

/// What comes before the bytes of a document.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct DocumentHead {
    pub document: DocumentId,
    pub bytes: u64,
    pub sha256: String,
}

/// A frame, read.
#[derive(Debug)]
pub enum Frame {
    Manifest(Box<Manifest>),
    Item(Box<Item>),
    Forms(Forms),
    Document(DocumentHead, Vec<u8>),
    End,
}

/// Why a pack's content is not taken, though its signature is right.
#[derive(Debug, thiserror::Error)]
pub enum Malformed {
    #[error("a part of it is of a sort that this Kith does not know")]
    Sort,
    #[error("a part of it is longer than is taken")]
    TooLong,
    #[error("a part of it does not read: {0}")]
    Json(#[from] serde_json::Error),
    #[error("its parts are not in their order")]
    Order,
    #[error("a document is not what its hash says")]
    Document,
    #[error("it ends before its end")]
    Cut,
}

const MANIFEST: u8 = 1;
const ITEM: u8 = 2;
const FORMS: u8 = 3;
const DOCUMENT: u8 = 4;
const END: u8 = 9;

fn frame(sort: u8, bytes: &[u8], into: &mut Vec<u8>) {
    into.push(sort);
    into.extend_from_slice(&(bytes.len() as u32).to_be_bytes());
    into.extend_from_slice(bytes);
}

/// The frames of all that is not a document, as they are sealed.
pub fn words(manifest: &Manifest, items: &[Item], forms: &[Forms]) -> Result<Vec<u8>, Malformed> {
    let mut out = Vec::new();
    let mut add = |sort, value: Vec<u8>| {
        if value.len() > MOST_FRAME || out.len() as u64 > MOST_WORDS {
            return Err(Malformed::TooLong);
        }
        frame(sort, &value, &mut out);
        Ok(())
    };
    add(MANIFEST, serde_json::to_vec(manifest)?)?;
    items.iter().try_for_each(|item| add(ITEM, serde_json::to_vec(item)?))?;
    forms.iter().try_for_each(|one| add(FORMS, serde_json::to_vec(one)?))?;
    Ok(out)
}

/// What comes before the bytes of a document.
pub fn document_head(head: &DocumentHead) -> Result<Vec<u8>, Malformed> {
    let mut out = Vec::new();
    frame(DOCUMENT, &serde_json::to_vec(head)?, &mut out);
    Ok(out)
}

/// The last frame.
pub fn end() -> Vec<u8> {
    let mut out = Vec::new();
    frame(END, &[], &mut out);
    out
}

/// Reads frames from bytes as they come. Holds one frame or one document at a time.
#[derive(Debug, Default)]
pub struct Reader {
    held: Vec<u8>,
    document: Option<DocumentHead>,
    words: u64,
    begun: bool,
    ended: bool,
}

impl Reader {
    /// Takes what comes next; hands every frame that is whole to `on`.
    pub fn push<E: From<Malformed>>(
        &mut self,
        bytes: &[u8],
        on: &mut dyn FnMut(Frame) -> Result<(), E>,
    ) -> Result<(), E> {
        self.held.extend_from_slice(bytes);
        let mut at = 0;
        while let Some((frame, used)) = self.next(at)? {
            at += used;
            on(frame)?;
        }
        self.held.drain(..at);
        Ok(())
    }

    /// Nothing more comes.
    pub fn finish(&self) -> Result<(), Malformed> {
        if self.ended && self.held.is_empty() { Ok(()) } else { Err(Malformed::Cut) }
    }

    /// The frame that begins at `at`, if it is whole, and how long it is. A document's head is kept until its bytes are there.
    fn next(&mut self, at: usize) -> Result<Option<(Frame, usize)>, Malformed> {
        let held = self.held.get(at..).unwrap_or_default();
        let mut used = 0;
        if self.document.is_none() {
            let Some((head, rest)) = held.split_first_chunk::<5>() else { return Ok(None) };
            let [sort, length @ ..] = *head;
            let length = u32::from_be_bytes(length) as usize;
            if length > MOST_FRAME {
                return Err(Malformed::TooLong);
            }
            let Some(bytes) = rest.get(..length) else { return Ok(None) };
            used = 5 + length;
            self.words += used as u64;
            if self.words > MOST_WORDS {
                return Err(Malformed::TooLong);
            }
            if self.ended || self.begun == (sort == MANIFEST) {
                return Err(Malformed::Order);
            }
            self.begun = true;
            match sort {
                MANIFEST => return Ok(Some((Frame::Manifest(Box::new(serde_json::from_slice(bytes)?)), used))),
                ITEM => return Ok(Some((Frame::Item(Box::new(serde_json::from_slice(bytes)?)), used))),
                FORMS => return Ok(Some((Frame::Forms(serde_json::from_slice(bytes)?), used))),
                END => {
                    self.ended = true;
                    return Ok(Some((Frame::End, used)));
                }
                DOCUMENT => {
                    let head: DocumentHead = serde_json::from_slice(bytes)?;
                    if head.bytes > MOST_DOCUMENT {
                        return Err(Malformed::TooLong);
                    }
                    // The head has been read: what is held from here on are the document's bytes.
                    self.document = Some(head);
                }
                _ => return Err(Malformed::Sort),
            }
        }
        let rest = self.held.get(at + used..).unwrap_or_default();
        match self.document.take() {
            Some(head) if (rest.len() as u64) < head.bytes => {
                self.document = Some(head);
                self.held.drain(at..at + used);
                Ok(None)
            }
            Some(head) => {
                let length = usize::try_from(head.bytes).map_err(|_| Malformed::TooLong)?;
                let bytes = rest.get(..length).unwrap_or_default().to_vec();
                if hex::encode(Sha256::digest(&bytes)) != head.sha256 {
                    return Err(Malformed::Document);
                }
                Ok(Some((Frame::Document(head, bytes), used + length)))
            }
            None => Ok(None),
        }
    }
}
