//! Writing a letter.

use crate::keys::{PublicKeys, SecretKeys};
use crate::letter::{CHUNK, Header, Kind, bound, signed};
use ed25519_dalek::Signer;
use hpke::aead::AesGcm256;
use hpke::kdf::HkdfSha256;
use hpke::kem::X25519HkdfSha256;
use hpke::{OpModeS, Serializable, setup_sender_with_rng};
use rand_chacha::ChaCha20Rng;
use rand_chacha::rand_core::SeedableRng;
use sha2::{Digest, Sha256};
use std::io::{self, Read, Write};

/// Why a letter could not be written.
#[derive(Debug, thiserror::Error)]
pub enum SealError {
    #[error(transparent)]
    Io(#[from] io::Error),
    #[error("no randomness: {0}")]
    Random(String),
    #[error("it cannot be sealed to that key")]
    Key,
    #[error("{found} bytes came where {promised} were promised")]
    Length { found: u64, promised: u64 },
}

/// Seals `length` bytes to a council and signs them. Gives the SHA-256 of the whole letter.
pub fn seal(
    me: &SecretKeys,
    to: &PublicKeys,
    (kind, id): (Kind, [u8; 16]),
    length: u64,
    plain: &mut dyn Read,
    out: &mut dyn Write,
) -> Result<[u8; 32], SealError> {
    let header = Header { kind, from: me.public().fingerprint(), to: to.fingerprint(), id, length };
    let bytes = header.bytes();
    let mut seed = [0; 32];
    getrandom::fill(&mut seed).map_err(|error| SealError::Random(error.to_string()))?;
    let mut dice = ChaCha20Rng::from_seed(seed);
    let (key, mut sealer) = setup_sender_with_rng::<AesGcm256, HkdfSha256, X25519HkdfSha256>(
        &OpModeS::Base,
        &to.sealing,
        &bytes,
        &mut dice,
    )
    .map_err(|_| SealError::Key)?;
    let mut hashed = Hashed { out, hash: Sha256::new() };
    hashed.write_all(&bytes)?;
    hashed.write_all(&key.to_bytes())?;
    let (mut chunk, chunks, mut found) = (vec![0; CHUNK], header.chunks(), 0);
    for number in 0..chunks {
        let want = usize::try_from((length - found).min(CHUNK as u64)).unwrap_or(CHUNK);
        let got = fill(plain, &mut chunk[..want])?;
        found += got as u64;
        if got < want {
            return Err(SealError::Length { found, promised: length });
        }
        let last = number + 1 == chunks;
        hashed.write_all(&sealer.seal(&chunk[..want], &bound(number, last)).map_err(|_| SealError::Key)?)?;
    }
    if fill(plain, &mut [0; 1])? > 0 {
        return Err(SealError::Length { found: found + 1, promised: length });
    }
    let hash: [u8; 32] = hashed.hash.clone().finalize().into();
    hashed.write_all(&me.signing.sign(&signed(&hash)).to_bytes())?;
    hashed.flush()?;
    Ok(hashed.hash.finalize().into())
}

/// Hashes what is written through it.
struct Hashed<'a> {
    out: &'a mut dyn Write,
    hash: Sha256,
}

impl Write for Hashed<'_> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let count = self.out.write(bytes)?;
        self.hash.update(&bytes[..count]);
        Ok(count)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.out.flush()
    }
}

/// Reads until the buffer is full or there is no more; says how much.
pub(crate) fn fill(from: &mut dyn Read, into: &mut [u8]) -> io::Result<usize> {
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
