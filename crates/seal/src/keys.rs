//! A council's keys: one pair to sign and one to be sealed to, and the words in which the public halves are told.

use ed25519_dalek::{SigningKey, VerifyingKey};
use hpke::kem::{Kem, X25519HkdfSha256};
use hpke::{Deserializable, Serializable};
use sha2::{Digest, Sha256};
use std::fmt;
use std::fs::{self, File, OpenOptions};
use std::io::{self, Write};
use std::path::Path;
use std::str::FromStr;

/// The first letters of a public key as text.
const MARK: &str = "kith-key-1:";
/// Bytes of a public key: to verify with, and to seal to.
const BYTES: usize = 64;
/// Bytes of the hash at the end of a key’s text, so that a slip of the hand is found.
const CHECK: usize = 4;

pub(crate) type OpeningKey = <X25519HkdfSha256 as Kem>::PrivateKey;
pub(crate) type SealingKey = <X25519HkdfSha256 as Kem>::PublicKey;

/// The keys that a council keeps to itself.
#[derive(Clone)]
pub struct SecretKeys {
    pub(crate) signing: SigningKey,
    pub(crate) opening: OpeningKey,
    public: PublicKeys,
}

/// Why keys could not be had from a file.
#[derive(Debug, thiserror::Error)]
pub enum KeyFileError {
    #[error("{path}: {error}")]
    Io { path: String, error: io::Error },
    #[error("{0}: it does not hold a council's keys")]
    NotKeys(String),
    #[error("no randomness: {0}")]
    Random(String),
}

impl SecretKeys {
    /// The keys that follow from two secrets of 32 bytes.
    pub fn from_secrets(signing: &[u8; 32], opening: &[u8; 32]) -> Self {
        let signing = SigningKey::from_bytes(signing);
        let (opening, sealing) = X25519HkdfSha256::derive_keypair(opening);
        let public = PublicKeys { verifying: signing.verifying_key(), sealing };
        Self { signing, opening, public }
    }

    /// Reads the secrets from a file, or makes them there, for its owner alone. The folder must exist.
    pub fn load_or_create(path: &Path) -> Result<Self, KeyFileError> {
        let io = |error| KeyFileError::Io { path: path.display().to_string(), error };
        let bytes = match fs::read(path) {
            Ok(bytes) => bytes,
            Err(error) if error.kind() == io::ErrorKind::NotFound => {
                let mut bytes = [0; 64];
                getrandom::fill(&mut bytes).map_err(|error| KeyFileError::Random(error.to_string()))?;
                create(path, &bytes).map_err(io)?;
                bytes.to_vec()
            }
            Err(error) => return Err(io(error)),
        };
        let not_keys = || KeyFileError::NotKeys(path.display().to_string());
        let (signing, opening) = bytes.split_first_chunk::<32>().ok_or_else(not_keys)?;
        let opening: &[u8; 32] = opening.try_into().map_err(|_| not_keys())?;
        Ok(Self::from_secrets(signing, opening))
    }

    pub fn public(&self) -> &PublicKeys {
        &self.public
    }
}

impl fmt::Debug for SecretKeys {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "SecretKeys({})", self.public.fingerprint())
    }
}

fn create(path: &Path, bytes: &[u8]) -> io::Result<()> {
    let mut options = OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    let mut file = options.open(path)?;
    file.write_all(bytes)?;
    file.sync_all()?;
    if cfg!(unix) {
        File::open(path.parent().unwrap_or(Path::new(".")))?.sync_all()?;
    }
    Ok(())
}

/// The keys by which others seal to a council and know its signature.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PublicKeys {
    pub(crate) verifying: VerifyingKey,
    pub(crate) sealing: SealingKey,
}

/// A text that is not a council's public key.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("this is not the public key of a Kith, or a part of it is missing or was changed")]
pub struct NotAKey;

impl PublicKeys {
    fn bytes(&self) -> [u8; BYTES] {
        let mut bytes = [0; BYTES];
        bytes[..32].copy_from_slice(self.verifying.as_bytes());
        bytes[32..].copy_from_slice(&self.sealing.to_bytes());
        bytes
    }

    /// What two people compare by telephone.
    pub fn fingerprint(&self) -> Fingerprint {
        Fingerprint(Sha256::digest(self.bytes()).into())
    }
}

impl fmt::Display for PublicKeys {
    /// `kith-key-1:` and 136 hexadecimal characters.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{MARK}{}{}", hex::encode(self.bytes()), hex::encode(&self.fingerprint().0[..CHECK]))
    }
}

impl FromStr for PublicKeys {
    type Err = NotAKey;

    /// Blanks and line ends, as mail programs add them, do not matter.
    fn from_str(text: &str) -> Result<Self, NotAKey> {
        let plain: String = text.chars().filter(|letter| !letter.is_whitespace()).collect();
        let bytes = hex::decode(plain.strip_prefix(MARK).ok_or(NotAKey)?).map_err(|_| NotAKey)?;
        let (verifying, rest) = bytes.split_first_chunk::<32>().ok_or(NotAKey)?;
        let (sealing, check) = rest.split_first_chunk::<32>().ok_or(NotAKey)?;
        let verifying = VerifyingKey::from_bytes(verifying).map_err(|_| NotAKey)?;
        if verifying.is_weak() || sealing.iter().all(|byte| *byte == 0) {
            return Err(NotAKey);
        }
        let keys = Self { verifying, sealing: SealingKey::from_bytes(sealing).map_err(|_| NotAKey)? };
        if check != &keys.fingerprint().0[..CHECK] {
            return Err(NotAKey);
        }
        Ok(keys)
    }
}

/// The hash of a public key.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Fingerprint(pub [u8; 32]);

impl Fingerprint {
    /// 64 hexadecimal characters, as stored.
    pub fn hex(&self) -> String {
        hex::encode(self.0)
    }

    /// The fingerprint from 64 hexadecimal characters.
    pub fn from_hex(text: &str) -> Option<Self> {
        let bytes = hex::decode(text).ok()?;
        Some(Self(bytes.try_into().ok()?))
    }
}

impl fmt::Display for Fingerprint {
    /// Eight groups of five figures, to be read out: `04513 88210 …`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (place, bytes) in self.0.chunks_exact(4).enumerate() {
            let number = bytes.iter().fold(0u64, |number, byte| number << 8 | u64::from(*byte));
            write!(f, "{}{:05}", if place == 0 { "" } else { " " }, number % 100_000)?;
        }
        Ok(())
    }
}
