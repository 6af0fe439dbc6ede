//! The only source of chance: `SplitMix64`, a small generator with a fixed, public algorithm.
//!
//! In: a seed. Out: numbers, choices and shuffles that are the same on every machine. A crate of
//! random numbers may change its algorithm between versions; the sample files must not change.

/// `SplitMix64` (Steele, Lea and Flood, 2014): one addition and three xor-shift-multiply steps
/// give 64 bits; every seed has the full period of 2^64.
pub struct Random {
    state: u64,
}

impl Random {
    /// A generator that repeats itself for the same seed.
    pub fn new(seed: u64) -> Self {
        Self { state: seed }
    }

    /// The next 64 bits.
    pub fn next(&mut self) -> u64 {
        self.state = self.state.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut bits = self.state;
        bits = (bits ^ (bits >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        bits = (bits ^ (bits >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        bits ^ (bits >> 31)
    }

    /// A number from 0 to `limit - 1`; 0 when `limit` is 0.
    pub fn below(&mut self, limit: usize) -> usize {
        // The high half of a 64 x 64 bit product is uniform enough and needs no division.
        let wide = u128::from(self.next()) * u128::try_from(limit).unwrap_or(0);
        usize::try_from(wide >> 64).unwrap_or(0)
    }

    /// A number from `low` to `high`, both possible; `low` when the range is empty.
    pub fn between(&mut self, low: usize, high: usize) -> usize {
        if high <= low { low } else { low + self.below(high - low + 1) }
    }

    /// A number below `limit` that prefers small ones: the smaller of two draws.
    pub fn small(&mut self, limit: usize) -> usize {
        self.below(limit).min(self.below(limit))
    }

    /// True in `per_million` of a million cases.
    pub fn chance(&mut self, per_million: usize) -> bool {
        self.below(1_000_000) < per_million
    }

    /// Puts the items in random order (Fisher and Yates).
    pub fn shuffle<T>(&mut self, items: &mut [T]) {
        for last in (1..items.len()).rev() {
            let other = self.below(last + 1);
            items.swap(last, other);
        }
    }
}
