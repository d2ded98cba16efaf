//! Chance from a seed: the same seed draws the same council.

use rand::{RngExt, SeedableRng};
use rand_chacha::ChaCha8Rng;

/// Seeded chance.
pub struct Luck(ChaCha8Rng);

impl Luck {
    pub fn seeded(seed: u64) -> Self {
        Self(ChaCha8Rng::seed_from_u64(seed))
    }

    /// True that many times in a hundred.
    pub fn chance(&mut self, percent: u32) -> bool {
        self.0.random_range(0..100_u32) < percent
    }

    /// A whole number, both ends counted.
    pub fn between(&mut self, low: i64, high: i64) -> i64 {
        self.0.random_range(low..=high.max(low))
    }

    /// A place in a list of that length.
    pub fn place(&mut self, length: usize) -> usize {
        let most = u64::try_from(length.max(1) - 1).unwrap_or(0);
        usize::try_from(self.0.random_range(0..=most)).unwrap_or(0)
    }

    /// One of a list that is not empty.
    pub fn pick<'a, T: ?Sized>(&mut self, from: &[&'a T]) -> &'a T {
        from[self.place(from.len())]
    }

    /// One of a list, the heavier the likelier.
    pub fn weighted<T: Copy>(&mut self, from: &[(u32, T)]) -> T {
        let total: u32 = from.iter().map(|(weight, _)| weight).sum();
        let mut left = self.0.random_range(0..total.max(1));
        for (weight, value) in from {
            if left < *weight {
                return *value;
            }
            left -= weight;
        }
        from[from.len() - 1].1
    }

    /// Some of a list, in its order: each that many times in a hundred, and one at least.
    pub fn some<'a, T>(&mut self, from: &'a [T], percent: u32) -> Vec<&'a T> {
        let mut chosen: Vec<&T> = from.iter().filter(|_| self.chance(percent)).collect();
        if chosen.is_empty() && !from.is_empty() {
            chosen.push(&from[self.place(from.len())]);
        }
        chosen
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_same_seed_draws_the_same() {
        let (mut one, mut two) = (Luck::seeded(7), Luck::seeded(7));
        for _ in 0..200 {
            assert_eq!(one.between(0, 1000), two.between(0, 1000));
        }
        assert!((0..200).all(|_| one.weighted(&[(0, "never"), (3, "always")]) == "always"));
        assert_eq!(one.some(&[1, 2, 3], 0).len(), 1);
    }
}
