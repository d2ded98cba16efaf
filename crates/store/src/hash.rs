//! SHA-256 over fields that cannot run into each other.

use sha2::{Digest, Sha256};

/// What the first entry of a chain names as the hash before it.
pub(crate) const GENESIS: &str = "0000000000000000000000000000000000000000000000000000000000000000";

/// SHA-256 of bytes, as 64 hexadecimal characters.
pub(crate) fn sha256(bytes: &[u8]) -> String {
    hex::encode(Sha256::digest(bytes))
}

/// Hash over a sequence of fields, each with its length before it, so that no two sequences give the same bytes.
pub(crate) struct Fields(Sha256);

impl Fields {
    /// Begins a sequence. The label keeps two kinds of chain apart.
    pub(crate) fn new(label: &str) -> Self {
        Self(Sha256::new()).text(label)
    }

    pub(crate) fn text(mut self, field: &str) -> Self {
        self.0.update((field.len() as u64).to_be_bytes());
        self.0.update(field.as_bytes());
        self
    }

    pub(crate) fn number(mut self, field: i64) -> Self {
        self.0.update(8u64.to_be_bytes());
        self.0.update(field.to_be_bytes());
        self
    }

    /// A field that may be missing: missing is not the same as empty.
    pub(crate) fn optional(self, field: Option<&str>) -> Self {
        match field {
            None => self.number(0),
            Some(text) => self.number(1).text(text),
        }
    }

    pub(crate) fn list(self, fields: &[String]) -> Self {
        let counted = self.text(&fields.len().to_string());
        fields.iter().fold(counted, |hash, field| hash.text(field))
    }

    pub(crate) fn finish(self) -> String {
        hex::encode(self.0.finalize())
    }
}
