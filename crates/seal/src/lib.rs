//! Sealed, signed letters from one council to another. Knows nothing of children.
//!
//! A letter is sealed to the receiver's public key by HPKE (RFC 9180: X25519, HKDF-SHA-256, AES-256-GCM) in chunks of
//! 64 KiB, and signed by the sender with Ed25519 over every byte before the signature. It is read twice: once to check who
//! signed it and that it is whole, with nothing opened, and once to open it, chunk by chunk. Memory is bounded throughout,
//! whatever the letter claims of itself.

mod keys;
mod letter;
mod open;
#[cfg(test)]
mod tests;
mod write;

pub use keys::{Fingerprint, KeyFileError, NotAKey, PublicKeys, SecretKeys};
pub use letter::{Header, Kind, Refused};
pub use open::{Checked, check};
pub use write::{SealError, seal};
