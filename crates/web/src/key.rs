//! The service's own 256-bit key: seals small secrets and signs tokens. It never shows itself.

use aes_gcm::{
    Aes256Gcm, KeyInit,
    aead::{Aead, Payload},
};
use hmac::{Hmac, Mac};
use sha2::Sha256;

use crate::chance::{Chance, NoChance, draw};

/// Length in bytes of the nonce put in front of every sealed secret.
const NONCE: usize = 12;

/// A 256-bit key. Each use derives its own from it by label, so that no two uses share one.
#[derive(Clone)]
pub struct Key([u8; 32]);

impl std::fmt::Debug for Key {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Key(hidden)")
    }
}

/// Why a secret could not be sealed or opened.
#[derive(Debug, thiserror::Error)]
pub enum KeyError {
    /// No random bytes for the nonce.
    #[error(transparent)]
    Chance(#[from] NoChance),
    /// The sealed bytes were changed, belong to someone else, or were sealed with another key.
    #[error("a sealed secret does not open with this key")]
    Sealed,
}

impl Key {
    /// Takes 32 bytes as the key.
    pub fn new(bytes: [u8; 32]) -> Self {
        Self(bytes)
    }

    /// HMAC-SHA-256 over the parts, each with its length before it so that no two lists of parts are alike.
    pub fn mac(&self, label: &str, parts: &[&[u8]]) -> [u8; 32] {
        let mut mac = keyed(&self.0);
        feed(&mut mac, label.as_bytes());
        for part in parts {
            feed(&mut mac, part);
        }
        mac.finalize().into_bytes().into()
    }

    /// Seals `plain` for `owner` with AES-256-GCM; opens only for the same owner. Returns nonce then ciphertext.
    pub fn seal(&self, chance: &dyn Chance, owner: &str, plain: &[u8]) -> Result<Vec<u8>, KeyError> {
        let nonce: [u8; NONCE] = draw(chance)?;
        let payload = Payload { msg: plain, aad: owner.as_bytes() };
        let body = self.cipher().encrypt(&nonce.into(), payload).map_err(|_| KeyError::Sealed)?;
        Ok([nonce.as_slice(), &body].concat())
    }

    /// Opens what [`Key::seal`] made for this owner.
    pub fn open(&self, owner: &str, sealed: &[u8]) -> Result<Vec<u8>, KeyError> {
        let (nonce, body) = sealed.split_first_chunk::<NONCE>().ok_or(KeyError::Sealed)?;
        let payload = Payload { msg: body, aad: owner.as_bytes() };
        self.cipher().decrypt(&(*nonce).into(), payload).map_err(|_| KeyError::Sealed)
    }

    fn cipher(&self) -> Aes256Gcm {
        Aes256Gcm::new(&self.mac("web: seal", &[]).into())
    }
}

/// HMAC fills a key up to its block with zeros, so the filled block is the same key and cannot be of a wrong length.
fn keyed(key: &[u8; 32]) -> Hmac<Sha256> {
    let mut block = [0; 64];
    block[..32].copy_from_slice(key);
    <Hmac<Sha256> as KeyInit>::new(&block.into())
}

fn feed(mac: &mut Hmac<Sha256>, part: &[u8]) {
    mac.update(&(part.len() as u64).to_be_bytes());
    mac.update(part);
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::chance::FixedChance;

    #[test]
    fn opens_for_its_owner_only() {
        let (key, chance) = (Key::new([7; 32]), FixedChance::new(1));
        let sealed = key.seal(&chance, "w1", b"secret").unwrap();
        assert_eq!(key.open("w1", &sealed).unwrap(), b"secret");
        assert!(key.open("w2", &sealed).is_err());
        assert!(Key::new([8; 32]).open("w1", &sealed).is_err());
        assert!(key.open("w1", &sealed[..11]).is_err());
    }

    #[test]
    fn parts_do_not_run_together() {
        let key = Key::new([7; 32]);
        assert_ne!(key.mac("a", &[b"bc", b"d"]), key.mac("a", &[b"b", b"cd"]));
        assert_ne!(key.mac("ab", &[b"c"]), key.mac("a", &[b"bc"]));
    }

    #[test]
    fn never_shows_itself() {
        assert_eq!(format!("{:?}", Key::new([7; 32])), "Key(hidden)");
    }
}
