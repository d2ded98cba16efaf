//! Ids that follow from the file itself, so that the same file read again names the same people and steps.

use law::id::{CommandId, ImportId, PersonId, StepId};
use sha2::{Digest, Sha256};
use uuid::Uuid;

/// Gives the ids of one file: each is a hash over the file's own hash and the place in it.
#[derive(Debug, Clone)]
pub(super) struct Ids([u8; 32]);

impl Ids {
    /// For a file with this SHA-256.
    pub fn of_file(sha256: [u8; 32]) -> Self {
        Self(sha256)
    }

    /// The file's SHA-256 in hexadecimal.
    pub fn sha256(&self) -> String {
        hex::encode(self.0)
    }

    pub fn import(&self) -> ImportId {
        ImportId(self.id(&["import"]))
    }

    /// The command that closes the import.
    pub fn close(&self) -> CommandId {
        CommandId(self.id(&["close"]))
    }

    /// The command that takes one child.
    pub fn command(&self, child: &str) -> CommandId {
        CommandId(self.id(&["child", child]))
    }

    pub fn person(&self, child: &str) -> PersonId {
        PersonId(self.id(&["person", child]))
    }

    /// A step of a child, by its place among the child's episodes.
    pub fn step(&self, child: &str, place: &str) -> StepId {
        StepId(self.id(&["step", child, place]))
    }

    fn id(&self, parts: &[&str]) -> Uuid {
        let mut hash = Sha256::new_with_prefix(self.0);
        for part in parts {
            hash.update((part.len() as u64).to_be_bytes());
            hash.update(part.as_bytes());
        }
        let mut bytes = [0; 16];
        bytes.iter_mut().zip(hash.finalize()).for_each(|(byte, hashed)| *byte = hashed);
        uuid::Builder::from_custom_bytes(bytes).into_uuid()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_same_place_of_the_same_file_has_the_same_id_and_no_other_place_has() {
        let (one, again, other) = (Ids::of_file([1; 32]), Ids::of_file([1; 32]), Ids::of_file([2; 32]));
        assert_eq!(one.step("A1", "1"), again.step("A1", "1"));
        assert_ne!(one.step("A1", "1"), other.step("A1", "1"));
        assert_ne!(one.step("A", "11"), one.step("A1", "1"));
        assert_ne!(one.person("A1").0, one.command("A1").0);
        assert_eq!(one.import().0.get_version_num(), 8);
    }
}
