//! What stands at the head of a letter, and why a letter is refused.
//!
//! `KITHSEAL`, the version, the length of the header, the header; then sealed chunks; then the signature.

use crate::keys::Fingerprint;

pub(crate) const LABEL: &[u8; 8] = b"KITHSEAL";
pub(crate) const VERSION: u16 = 1;
/// Plain bytes in a chunk.
pub(crate) const CHUNK: usize = 64 * 1024;
/// Bytes that sealing adds to a chunk.
pub(crate) const TAG: usize = 16;
pub(crate) const SIGNATURE: usize = 64;
/// Bytes before the header: label, version, length of the header.
pub(crate) const BEFORE: usize = 8 + 2 + 4;
/// Bytes of a header of version 1.
pub(crate) const HEADER: usize = 1 + 32 + 32 + 16 + 8 + 32;
/// Bytes before the first chunk.
pub(crate) const START: usize = BEFORE + HEADER;

/// What a letter holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    Pack,
    Receipt,
}

impl Kind {
    fn byte(self) -> u8 {
        match self {
            Kind::Pack => 1,
            Kind::Receipt => 2,
        }
    }

    fn of(byte: u8) -> Option<Self> {
        [Kind::Pack, Kind::Receipt].into_iter().find(|kind| kind.byte() == byte)
    }

    fn name(self) -> &'static str {
        match self {
            Kind::Pack => "a transfer pack",
            Kind::Receipt => "a receipt",
        }
    }
}

/// Who writes what to whom.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Header {
    pub kind: Kind,
    pub from: Fingerprint,
    pub to: Fingerprint,
    /// The letter's own id, so that one that comes twice is known.
    pub id: [u8; 16],
    /// Bytes of what is sealed.
    pub length: u64,
}

/// Why a letter is not taken. Nothing of it has been kept.
#[derive(Debug, thiserror::Error)]
pub enum Refused {
    #[error("This is not a sealed letter of a Kith: it does not begin as one. Check that the right file was chosen.")]
    NotALetter,
    #[error("It is written in version {0} of the format, which this Kith does not know. Bring this Kith up to date.")]
    Version(u16),
    #[error("It is {found}, not {wanted}. Choose the other file.", found = .found.name(), wanted = .wanted.name())]
    Kind { found: Kind, wanted: Kind },
    #[error("It is sealed to another council, not to this one. Tell the sender; nobody here can open it.")]
    NotForUs,
    #[error(
        "It is signed with a key that is not among the councils confirmed here: {0}. Check with the sender by telephone."
    )]
    UnknownSender(Fingerprint),
    #[error("It says that it holds {claimed} bytes; up to {limit} are taken.")]
    TooLong { claimed: u64, limit: u64 },
    #[error("It is not whole: {found} bytes where its header promises {promised}. Ask for it again.")]
    NotWhole { found: u64, promised: u64 },
    #[error("It was changed after it was signed, or another signed it. Do not use it; tell the sender.")]
    Altered,
    #[error("It changed while it was being read. Try again with a file that nobody writes to.")]
    Changed,
    #[error("It could not be read: {0}")]
    Io(#[from] std::io::Error),
}

impl Header {
    /// The bytes before the first chunk, without the encapsulated key, which are bound to every chunk.
    pub(crate) fn bytes(&self) -> Vec<u8> {
        let mut bytes = Vec::with_capacity(START);
        bytes.extend_from_slice(LABEL);
        bytes.extend_from_slice(&VERSION.to_be_bytes());
        bytes.extend_from_slice(&(HEADER as u32).to_be_bytes());
        bytes.push(self.kind.byte());
        bytes.extend_from_slice(&self.from.0);
        bytes.extend_from_slice(&self.to.0);
        bytes.extend_from_slice(&self.id);
        bytes.extend_from_slice(&self.length.to_be_bytes());
        bytes
    }

    /// Reads what [`Self::bytes`] wrote, with the encapsulated key after it.
    pub(crate) fn read(bytes: &[u8; START]) -> Result<(Self, [u8; 32]), Refused> {
        let (label, rest) = bytes.split_at(8);
        if label != LABEL {
            return Err(Refused::NotALetter);
        }
        let (version, rest) = rest.split_first_chunk::<2>().ok_or(Refused::NotALetter)?;
        match u16::from_be_bytes(*version) {
            VERSION => {}
            other => return Err(Refused::Version(other)),
        }
        let (length, rest) = rest.split_first_chunk::<4>().ok_or(Refused::NotALetter)?;
        if u32::from_be_bytes(*length) as usize != HEADER {
            return Err(Refused::NotALetter);
        }
        let (kind, rest) = rest.split_first().ok_or(Refused::NotALetter)?;
        let (from, rest) = rest.split_first_chunk::<32>().ok_or(Refused::NotALetter)?;
        let (to, rest) = rest.split_first_chunk::<32>().ok_or(Refused::NotALetter)?;
        let (id, rest) = rest.split_first_chunk::<16>().ok_or(Refused::NotALetter)?;
        let (length, rest) = rest.split_first_chunk::<8>().ok_or(Refused::NotALetter)?;
        let key = rest.first_chunk::<32>().ok_or(Refused::NotALetter)?;
        let header = Self {
            kind: Kind::of(*kind).ok_or(Refused::NotALetter)?,
            from: Fingerprint(*from),
            to: Fingerprint(*to),
            id: *id,
            length: u64::from_be_bytes(*length),
        };
        Ok((header, *key))
    }

    /// Chunks of a letter of this length; nothing at all is one empty chunk.
    pub(crate) fn chunks(&self) -> u64 {
        self.length.div_ceil(CHUNK as u64).max(1)
    }

    /// Bytes of the whole letter. The length was held to a limit before.
    pub(crate) fn whole(&self) -> u64 {
        START as u64 + self.length + self.chunks() * TAG as u64 + SIGNATURE as u64
    }
}

/// What is bound to a chunk beside the header: its number, and whether it is the last.
pub(crate) fn bound(number: u64, last: bool) -> [u8; 9] {
    let mut bytes = [0; 9];
    bytes[..8].copy_from_slice(&number.to_be_bytes());
    bytes[8] = u8::from(last);
    bytes
}

/// What the signature is over.
pub(crate) fn signed(hash: &[u8; 32]) -> Vec<u8> {
    [b"kith letter, version 1: ".as_slice(), hash].concat()
}
