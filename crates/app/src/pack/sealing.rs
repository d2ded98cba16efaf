//! A composed pack as bytes to seal: its words from memory, each document as it is wanted.

use super::compose::{ComposeError, Composed};
use super::content::{self, DocumentHead, Malformed};
use crate::council::Council;
use crate::document::keys;
use law::id::PackId;
use seal::{Kind, PublicKeys, SecretKeys};
use std::collections::VecDeque;
use std::io::{self, Cursor, Read, Seek, Write};
use std::sync::Arc;
use store::{Conn, Documents};

/// The bytes of a pack, in order. Holds one document at a time.
pub struct Plain {
    now: Cursor<Vec<u8>>,
    documents: VecDeque<(DocumentHead, Vec<u8>)>,
    kept: Arc<Documents>,
    ended: bool,
    /// How many bytes there are in all.
    pub length: u64,
}

impl Plain {
    /// Reads the keys of the documents; their bytes come when they are wanted.
    pub fn of(conn: &mut Conn, council: &Council, composed: &Composed) -> Result<Self, ComposeError> {
        let words = content::words(&composed.manifest, &composed.items, &composed.forms)?;
        let mut length = (words.len() + content::end().len()) as u64;
        let mut documents = VecDeque::new();
        for head in &composed.documents {
            // One that was lawfully destroyed is told by its entry alone.
            let Some(key) = keys::find(conn, head.document)? else { continue };
            length += content::document_head(head)?.len() as u64 + head.bytes;
            documents.push_back((head.clone(), key));
        }
        if length > content::MOST {
            return Err(Malformed::TooLong.into());
        }
        Ok(Self { now: Cursor::new(words), documents, kept: council.documents.clone(), ended: false, length })
    }

    fn next(&mut self) -> io::Result<bool> {
        let next = match self.documents.pop_front() {
            Some((head, key)) => {
                let mut bytes = content::document_head(&head).map_err(io::Error::other)?;
                bytes.extend(self.kept.get(&head.document.to_string(), &key).map_err(io::Error::other)?);
                bytes
            }
            None if self.ended => return Ok(false),
            None => {
                self.ended = true;
                content::end()
            }
        };
        self.now = Cursor::new(next);
        Ok(true)
    }
}

impl Read for Plain {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        loop {
            match self.now.read(into)? {
                0 if !into.is_empty() && self.next()? => {}
                count => return Ok(count),
            }
        }
    }
}

/// Seals a pack to a council. What is written has no plain words in it. Gives its length and hash.
pub fn sealed(
    mut plain: Plain,
    me: &SecretKeys,
    to: &PublicKeys,
    pack: PackId,
    out: &mut (impl Write + Seek),
) -> Result<(u64, String), seal::SealError> {
    let length = plain.length;
    let hash = seal::seal(me, to, (Kind::Pack, *pack.0.as_bytes()), length, &mut plain, out)?;
    Ok((out.stream_position()?, hex::encode(hash)))
}
