//! The dice, as an argument: ids for what begins now.

use law::day::Moment;
use std::sync::{Arc, Mutex};
use uuid::Uuid;

/// Gives ids. In the running service they are drawn from the machine; in tests and in the synthetic council, from a seed.
#[derive(Clone)]
pub struct Dice(Arc<Mutex<Source>>);

/// Gives ten random bytes at a time.
type Source = Box<dyn FnMut() -> [u8; 10] + Send>;

impl Dice {
    /// Dice that draw from the given source of ten random bytes.
    pub fn from_source(source: impl FnMut() -> [u8; 10] + Send + 'static) -> Self {
        Self(Arc::new(Mutex::new(Box::new(source))))
    }

    /// Dice that give the same ids in every run.
    pub fn seeded(seed: u64) -> Self {
        let mut state = seed.wrapping_mul(0x9E37_79B9_7F4A_7C15) | 1;
        let mut next = move || {
            // SplitMix64: enough for ids that nobody need fail to guess.
            state = state.wrapping_add(0x9E37_79B9_7F4A_7C15);
            let mut mixed = state;
            mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
            mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
            mixed ^ (mixed >> 31)
        };
        Self::from_source(move || {
            let mut bytes = [0; 10];
            bytes[..8].copy_from_slice(&next().to_be_bytes());
            bytes[8..].copy_from_slice(&next().to_be_bytes()[..2]);
            bytes
        })
    }

    /// A new id that sorts by the moment it was made.
    pub fn id(&self, now: Moment) -> Uuid {
        let bytes = match self.0.lock() {
            Ok(mut source) => source(),
            Err(poisoned) => poisoned.into_inner()(),
        };
        let millis = u64::try_from(now.0.as_millisecond()).unwrap_or(0);
        uuid::Builder::from_unix_timestamp_millis(millis, &bytes).into_uuid()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn seeded_dice_repeat_and_do_not_repeat_themselves() {
        let now: Moment = "2026-11-23T10:00:00Z".parse().unwrap();
        let (one, two) = (Dice::seeded(7), Dice::seeded(7));
        let ids: Vec<Uuid> = (0..100).map(|_| one.id(now)).collect();
        assert_eq!(ids, (0..100).map(|_| two.id(now)).collect::<Vec<_>>());
        assert_eq!(ids.iter().collect::<std::collections::HashSet<_>>().len(), 100);
    }
}
