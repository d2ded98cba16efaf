//! Chance as an argument: tests pass a die of their own, the service passes the machine's.

use std::sync::Mutex;

/// Where unguessable bytes come from.
pub trait Chance: Send + Sync {
    /// Fills `bytes` with fresh chance, or says that the machine has none to give.
    fn fill(&self, bytes: &mut [u8]) -> Result<(), NoChance>;
}

/// The machine could not give random bytes; nothing secret can be made.
#[derive(Debug, thiserror::Error)]
#[error("the machine gave no random bytes: {0}")]
pub struct NoChance(String);

/// The operating system's own source, for the service.
#[derive(Debug, Clone, Copy, Default)]
pub struct MachineChance;

impl Chance for MachineChance {
    fn fill(&self, bytes: &mut [u8]) -> Result<(), NoChance> {
        getrandom::fill(bytes).map_err(|cause| NoChance(cause.to_string()))
    }
}

/// A repeatable source for tests and demonstrations; never for real secrets.
#[derive(Debug, Default)]
pub struct FixedChance(Mutex<u64>);

impl FixedChance {
    /// Starts the sequence at `seed`; equal seeds give equal bytes.
    pub fn new(seed: u64) -> Self {
        Self(Mutex::new(seed))
    }
}

impl Chance for FixedChance {
    fn fill(&self, bytes: &mut [u8]) -> Result<(), NoChance> {
        let mut state = self.0.lock().map_err(|_| NoChance("the sequence was lost".into()))?;
        for byte in bytes {
            *state = state.wrapping_add(0x9e37_79b9_7f4a_7c15);
            let mut mixed = *state;
            mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
            mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
            *byte = (mixed >> 56) as u8;
        }
        Ok(())
    }
}

/// Draws an array of `N` bytes.
pub fn draw<const N: usize>(chance: &dyn Chance) -> Result<[u8; N], NoChance> {
    let mut bytes = [0; N];
    chance.fill(&mut bytes)?;
    Ok(bytes)
}
