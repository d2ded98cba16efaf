//! Documents on disk: each under a key of its own, wrapped by the council's key, in numbered chunks.
//!
//! A file is the label `KITHDOC1` and then chunks of 64 KiB, each sealed with AES-256-GCM under the file's key. The number
//! of the chunk is its nonce; the id of the document, the number and whether it is the last are bound to it, so a chunk
//! that is altered, moved, left out or cut off is found.

use std::fs::{self, File, OpenOptions};
use std::io::{self, BufReader, BufWriter, Read, Write};
use std::path::{Path, PathBuf};

use aes_gcm::aead::{Aead, KeyInit, Payload};
use aes_gcm::{Aes256Gcm, Nonce};
use sha2::{Digest, Sha256};

use crate::error::Error;

const LABEL: &[u8; 8] = b"KITHDOC1";
const CHUNK: usize = 64 * 1024;
const TAG: usize = 16;

/// The council's key, under which the key of every document is wrapped. Whoever loses it loses the documents.
#[derive(Clone)]
pub struct CouncilKey([u8; 32]);

impl CouncilKey {
    /// Reads the key from a file, or makes one there that only its owner may read. The folder must exist.
    pub fn load_or_create(path: &Path) -> Result<Self, Error> {
        match fs::read(path) {
            Ok(bytes) => Self::from_bytes(&bytes),
            Err(error) if error.kind() == io::ErrorKind::NotFound => Self::create(path),
            Err(error) => Err(Error::io(path, error)),
        }
    }

    /// The key from bytes kept elsewhere; there must be 32.
    pub fn from_bytes(bytes: &[u8]) -> Result<Self, Error> {
        let key = bytes
            .try_into()
            .map_err(|_| Error::Document(format!("the council's key has {} bytes, not 32", bytes.len())))?;
        Ok(Self(key))
    }

    fn create(path: &Path) -> Result<Self, Error> {
        let key = random::<32>()?;
        let write = || {
            let mut options = OpenOptions::new();
            options.write(true).create_new(true);
            #[cfg(unix)]
            std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
            let mut file = options.open(path)?;
            file.write_all(&key)?;
            file.sync_all()?;
            sync_folder(path.parent().unwrap_or(Path::new(".")))
        };
        write().map_err(|error| Error::io(path, error))?;
        Ok(Self(key))
    }

    fn wrap(&self, id: &str, key: &[u8; 32]) -> Result<Vec<u8>, Error> {
        let nonce = random::<12>()?;
        let sealed = cipher(&self.0)
            .encrypt(&Nonce::from(nonce), bound(key, wrap_label(id).as_bytes()))
            .map_err(|_| Error::Document("its key cannot be wrapped".to_owned()))?;
        Ok([nonce.as_slice(), &sealed].concat())
    }

    fn unwrap(&self, id: &str, wrapped: &[u8]) -> Result<[u8; 32], Error> {
        let wrong = || Error::Document("its key does not open with this council's key".to_owned());
        let (nonce, sealed) = wrapped.split_first_chunk::<12>().ok_or_else(wrong)?;
        let key = cipher(&self.0)
            .decrypt(&Nonce::from(*nonce), bound(sealed, wrap_label(id).as_bytes()))
            .map_err(|_| wrong())?;
        key.try_into().map_err(|_| wrong())
    }
}

fn wrap_label(id: &str) -> String {
    format!("kith document key {id}")
}

/// What is known of a document once it is on disk. Keep all of it in the database.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stored {
    /// Id of the document, as the caller gave it.
    pub id: String,
    /// Length in bytes.
    pub bytes: u64,
    /// SHA-256 of what was put in, as 64 hexadecimal characters.
    pub sha256: String,
    /// The key of the file, wrapped by the council's key. Without it the file is noise.
    pub wrapped_key: Vec<u8>,
}

/// A folder of documents.
#[derive(Clone)]
pub struct Documents {
    folder: PathBuf,
    key: CouncilKey,
}

impl Documents {
    /// Opens the folder, making it where there is none.
    pub fn open(folder: &Path, key: CouncilKey) -> Result<Self, Error> {
        fs::create_dir_all(folder).map_err(|error| Error::io(folder, error))?;
        Ok(Self { folder: folder.to_owned(), key })
    }

    /// Puts a document in; it is durable when this returns. Longer than `max_bytes` is refused and leaves nothing behind.
    pub fn put(&self, id: &str, from: &mut dyn Read, max_bytes: u64) -> Result<Stored, Error> {
        let path = self.path(id)?;
        let key = random::<32>()?;
        let wrapped_key = self.key.wrap(id, &key)?;
        let temporary = path.with_extension("part");
        let folder = path.parent().unwrap_or(&self.folder).to_owned();
        fs::create_dir_all(&folder).map_err(|error| Error::io(&folder, error))?;
        let written = seal(id, &key, from, max_bytes, &temporary).and_then(|written| {
            let durable = fs::rename(&temporary, &path)
                .and_then(|()| sync_folder(&folder))
                .and_then(|()| sync_folder(&self.folder));
            durable.map_err(|error| Error::io(&path, error))?;
            Ok(written)
        });
        if written.is_err() {
            let _ = fs::remove_file(&temporary);
        }
        let (bytes, sha256) = written?;
        Ok(Stored { id: id.to_owned(), bytes, sha256, wrapped_key })
    }

    /// The whole document, checked throughout.
    pub fn get(&self, id: &str, wrapped_key: &[u8]) -> Result<Vec<u8>, Error> {
        let mut out = Vec::new();
        self.read(id, wrapped_key, &mut |chunk| {
            out.extend_from_slice(chunk);
            Ok(())
        })?;
        Ok(out)
    }

    /// Hands over the document chunk by chunk, each checked before it is handed over. A document that was cut short is
    /// an error at the end, so whoever passes chunks on must be able to break off.
    pub fn read(
        &self,
        id: &str,
        wrapped_key: &[u8],
        take: &mut dyn FnMut(&[u8]) -> Result<(), Error>,
    ) -> Result<(), Error> {
        let path = self.path(id)?;
        let key = self.key.unwrap(id, wrapped_key)?;
        let file = File::open(&path).map_err(|error| Error::io(&path, error))?;
        let mut from = BufReader::new(file);
        let mut label = [0; LABEL.len()];
        let found = fill(&mut from, &mut label).map_err(|error| Error::io(&path, error))?;
        if found < label.len() || label != *LABEL {
            return Err(Error::Document("it is not a document of this store".to_owned()));
        }
        let mut chunks = Chunks::new(&mut from, CHUNK + TAG);
        let cipher = cipher(&key);
        while let Some((number, last, sealed)) = chunks.next().map_err(|error| Error::io(&path, error))? {
            let plain = cipher
                .decrypt(&nonce(number), bound(sealed, &chunk_label(id, number, last)))
                .map_err(|_| Error::Document(format!("part {number} is not what was stored")))?;
            take(&plain)?;
        }
        Ok(())
    }

    /// Takes a document away for good. That it was not there is no error, so that destruction can be repeated.
    pub fn destroy(&self, id: &str) -> Result<(), Error> {
        let path = self.path(id)?;
        match fs::remove_file(&path) {
            Err(error) if error.kind() != io::ErrorKind::NotFound => Err(Error::io(&path, error)),
            _ => Ok(()),
        }
    }

    /// Wraps the key of a document afresh, under a new council's key.
    pub fn rewrap(&self, id: &str, wrapped_key: &[u8], under: &CouncilKey) -> Result<Vec<u8>, Error> {
        under.wrap(id, &self.key.unwrap(id, wrapped_key)?)
    }

    /// Ids begin with the time, so the last two characters spread them over folders.
    fn path(&self, id: &str) -> Result<PathBuf, Error> {
        let plain = id.len() >= 8 && id.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-');
        match (plain, id.get(id.len().saturating_sub(2)..)) {
            (true, Some(shelf)) => Ok(self.folder.join(shelf).join(id)),
            _ => Err(Error::Document("its id is not an id".to_owned())),
        }
    }
}

fn seal(id: &str, key: &[u8; 32], from: &mut dyn Read, max_bytes: u64, path: &Path) -> Result<(u64, String), Error> {
    let broken = |error| Error::io(path, error);
    let mut out = BufWriter::new(File::create(path).map_err(broken)?);
    out.write_all(LABEL).map_err(broken)?;
    let cipher = cipher(key);
    let mut hash = Sha256::new();
    let mut bytes = 0;
    let mut chunks = Chunks::new(from, CHUNK);
    while let Some((number, last, plain)) = chunks.next().map_err(broken)? {
        bytes += plain.len() as u64;
        if bytes > max_bytes {
            return Err(Error::Document(format!("it is longer than {max_bytes} bytes")));
        }
        hash.update(plain);
        let sealed = cipher
            .encrypt(&nonce(number), bound(plain, &chunk_label(id, number, last)))
            .map_err(|_| Error::Document("it cannot be sealed".to_owned()))?;
        out.write_all(&sealed).map_err(broken)?;
    }
    let file = out.into_inner().map_err(|error| broken(error.into_error()))?;
    file.sync_all().map_err(broken)?;
    Ok((bytes, hex::encode(hash.finalize())))
}

/// Reads pieces of equal length and knows of each whether it is the last. Nothing at all is one empty last piece.
struct Chunks<'a> {
    from: &'a mut dyn Read,
    size: usize,
    now: Vec<u8>,
    ahead: Vec<u8>,
    number: u64,
    started: bool,
    ended: bool,
}

impl<'a> Chunks<'a> {
    fn new(from: &'a mut dyn Read, size: usize) -> Self {
        Self { from, size, now: Vec::new(), ahead: Vec::new(), number: 0, started: false, ended: false }
    }

    fn next(&mut self) -> io::Result<Option<(u64, bool, &[u8])>> {
        if self.ended {
            return Ok(None);
        }
        if !self.started {
            self.started = true;
            self.look_ahead()?;
        }
        std::mem::swap(&mut self.now, &mut self.ahead);
        let number = self.number;
        self.number += 1;
        let full = self.now.len() == self.size;
        if full {
            self.look_ahead()?;
        }
        self.ended = !full || self.ahead.is_empty();
        Ok(Some((number, self.ended, &self.now)))
    }

    fn look_ahead(&mut self) -> io::Result<()> {
        self.ahead.resize(self.size, 0);
        let length = fill(self.from, &mut self.ahead)?;
        self.ahead.truncate(length);
        Ok(())
    }
}

/// Reads until the buffer is full or there is no more; says how much.
fn fill(from: &mut dyn Read, into: &mut [u8]) -> io::Result<usize> {
    let mut length = 0;
    while length < into.len() {
        match from.read(&mut into[length..]) {
            Ok(0) => break,
            Ok(more) => length += more,
            Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
            Err(error) => return Err(error),
        }
    }
    Ok(length)
}

fn cipher(key: &[u8; 32]) -> Aes256Gcm {
    Aes256Gcm::new(&(*key).into())
}

/// Every file has its own key, so the number of the chunk never meets the same key twice.
fn nonce(number: u64) -> Nonce<aes_gcm::aead::consts::U12> {
    let mut bytes = [0; 12];
    bytes[4..].copy_from_slice(&number.to_be_bytes());
    Nonce::from(bytes)
}

fn chunk_label(id: &str, number: u64, last: bool) -> Vec<u8> {
    [LABEL.as_slice(), &number.to_be_bytes(), &[u8::from(last)], id.as_bytes()].concat()
}

fn bound<'a>(msg: &'a [u8], aad: &'a [u8]) -> Payload<'a, 'a> {
    Payload { msg, aad }
}

fn random<const N: usize>() -> Result<[u8; N], Error> {
    let mut bytes = [0; N];
    getrandom::fill(&mut bytes).map_err(|error| Error::Document(format!("no randomness: {error}")))?;
    Ok(bytes)
}

/// Makes a new name in a folder last through a loss of power.
fn sync_folder(folder: &Path) -> io::Result<()> {
    if cfg!(unix) {
        File::open(folder)?.sync_all()?;
    }
    Ok(())
}
