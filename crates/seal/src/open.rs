//! Reading a letter: first who signed it and that it is whole, then what is in it.

use crate::keys::{Fingerprint, PublicKeys, SecretKeys};
use crate::letter::{CHUNK, Header, Kind, Refused, SIGNATURE, START, TAG, bound, signed};
use crate::write::fill;
use ed25519_dalek::Signature;
use hpke::aead::AesGcm256;
use hpke::kdf::HkdfSha256;
use hpke::kem::{Kem, X25519HkdfSha256};
use hpke::{Deserializable, OpModeR, setup_receiver};
use sha2::{Digest, Sha256};
use std::io::{Read, Seek, SeekFrom};

/// A letter whose signature and length are right. Nothing of it has been opened yet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Checked {
    pub header: Header,
    key: [u8; 32],
    /// SHA-256 of the whole letter.
    pub sha256: [u8; 32],
}

/// Checks a letter to us: that it is of this kind and for us, signed by a council that `known` knows, no longer than `limit`,
/// whole and unaltered.
///
/// # Errors
/// [`Refused`], with a sentence for whoever holds the letter.
pub fn check(
    me: &SecretKeys,
    wanted: Kind,
    known: &dyn Fn(&Fingerprint) -> Option<PublicKeys>,
    limit: u64,
    from: &mut (impl Read + Seek),
) -> Result<Checked, Refused> {
    let found = from.seek(SeekFrom::End(0))?;
    from.rewind()?;
    let mut start = [0; START];
    if fill(from, &mut start)? < START {
        return Err(Refused::NotALetter);
    }
    let (header, key) = Header::read(&start)?;
    if header.kind != wanted {
        return Err(Refused::Kind { found: header.kind, wanted });
    }
    if header.to != me.public().fingerprint() {
        return Err(Refused::NotForUs);
    }
    let sender = known(&header.from).filter(|keys| keys.fingerprint() == header.from);
    let sender = sender.ok_or(Refused::UnknownSender(header.from))?;
    if header.length > limit {
        return Err(Refused::TooLong { claimed: header.length, limit });
    }
    let promised = header.whole();
    if found != promised {
        return Err(Refused::NotWhole { found, promised });
    }
    let Hashed { before: hash, signature, whole } = hashed(from, &start, promised)?;
    let signature = Signature::from_bytes(&signature);
    sender.verifying.verify_strict(&signed(&hash), &signature).map_err(|_| Refused::Altered)?;
    Ok(Checked { header, key, sha256: whole })
}

/// What one reading of a letter gives.
struct Hashed {
    /// Of all before the signature.
    before: [u8; 32],
    signature: [u8; SIGNATURE],
    /// Of the whole letter.
    whole: [u8; 32],
}

fn hashed(from: &mut impl Read, start: &[u8; START], whole: u64) -> Result<Hashed, Refused> {
    let mut hash = Sha256::new();
    hash.update(start);
    let mut left = whole - (START + SIGNATURE) as u64;
    let mut buffer = vec![0; CHUNK];
    while left > 0 {
        let want = usize::try_from(left.min(CHUNK as u64)).unwrap_or(CHUNK);
        if fill(from, &mut buffer[..want])? < want {
            return Err(Refused::Changed);
        }
        hash.update(&buffer[..want]);
        left -= want as u64;
    }
    let mut signature = [0; SIGNATURE];
    if fill(from, &mut signature)? < SIGNATURE {
        return Err(Refused::Changed);
    }
    let before: [u8; 32] = hash.clone().finalize().into();
    hash.update(signature);
    Ok(Hashed { before, signature, whole: hash.finalize().into() })
}

impl Checked {
    /// Opens the letter and hands it over chunk by chunk, each checked before it is handed over. The letter is hashed again,
    /// so that one which changed since it was checked is refused at the end: whoever takes chunks must be able to break off.
    ///
    /// # Errors
    /// Whatever `take` gives, or a [`Refused`] made into it.
    pub fn open<E: From<Refused>>(
        &self,
        me: &SecretKeys,
        from: &mut (impl Read + Seek),
        take: &mut dyn FnMut(&[u8]) -> Result<(), E>,
    ) -> Result<(), E> {
        let io = |error| E::from(Refused::Io(error));
        let key = <X25519HkdfSha256 as Kem>::EncappedKey::from_bytes(&self.key).map_err(|_| Refused::Altered)?;
        let bytes = self.header.bytes();
        let mut opener =
            setup_receiver::<AesGcm256, HkdfSha256, X25519HkdfSha256>(&OpModeR::Base, &me.opening, &key, &bytes)
                .map_err(|_| Refused::Altered)?;
        from.rewind().map_err(io)?;
        let mut hash = Sha256::new();
        let mut start = [0; START];
        if fill(from, &mut start).map_err(io)? < START {
            return Err(Refused::Changed.into());
        }
        hash.update(start);
        let (mut chunk, chunks, mut left) = (vec![0; CHUNK + TAG], self.header.chunks(), self.header.length);
        for number in 0..chunks {
            let plain = usize::try_from(left.min(CHUNK as u64)).unwrap_or(CHUNK);
            let sealed = &mut chunk[..plain + TAG];
            if fill(from, sealed).map_err(io)? < plain + TAG {
                return Err(Refused::Changed.into());
            }
            hash.update(&*sealed);
            let opened = opener.open(sealed, &bound(number, number + 1 == chunks)).map_err(|_| Refused::Altered)?;
            take(&opened)?;
            left -= plain as u64;
        }
        let mut signature = [0; SIGNATURE];
        fill(from, &mut signature).map_err(io)?;
        hash.update(signature);
        let again: [u8; 32] = hash.finalize().into();
        if again == self.sha256 { Ok(()) } else { Err(Refused::Changed.into()) }
    }
}
