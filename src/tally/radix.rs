//! Numbers below fixed bounds → one key each, and how often each key occurs.
//!
//! In: an iterator of keys. Out: distinct keys, taken apart, with their numbers. Must not know: what is
//! counted.

use polars::prelude::{DataFrame, IntoColumn, PolarsResult, UInt64Chunked};

/// Packs small numbers into one key, each below its radix.
#[derive(Debug, Clone, Copy)]
pub struct Radix<const N: usize>(pub [u64; N]);

/// A distinct event and how often it occurs.
pub type KeyCount<const N: usize> = ([u64; N], u64);

impl<const N: usize> Radix<N> {
    /// How many keys there can be; nothing when they do not fit 64 bits.
    #[must_use]
    pub fn size(&self) -> Option<u64> {
        self.0.iter().try_fold(1_u64, |product, radix| product.checked_mul(*radix))
    }

    /// The key of numbers.
    #[must_use]
    #[inline]
    pub const fn pack(&self, digits: [u64; N]) -> u64 {
        let mut key = 0;
        let mut place = 0;
        while place < N {
            // Whether it fits is checked before anything is counted; see `size`.
            key = u64::wrapping_add(u64::wrapping_mul(key, self.0[place]), digits[place]);
            place += 1;
        }
        key
    }

    fn unpack(&self, mut key: u64) -> [u64; N] {
        let mut digits = [0; N];
        for (digit, radix) in digits.iter_mut().zip(&self.0).rev() {
            *digit = key % radix;
            key /= radix;
        }
        digits
    }

    /// Distinct keys with how often they occur, in no fixed order; sums do not need one. Where the
    /// possible keys are few for so many rows, a table by key is the fastest count; otherwise polars
    /// groups them.
    ///
    /// # Errors
    /// When polars refuses the frame: a bug.
    pub fn count(
        &self,
        rows: usize,
        keys: impl Iterator<Item = u64>,
    ) -> PolarsResult<Vec<KeyCount<N>>> {
        let size = self.size().and_then(|size| usize::try_from(size).ok());
        match size.filter(|size| *size <= rows / 2) {
            Some(size) => Ok(self.count_in_table(size, keys)),
            None => self.count_in_groups(keys.collect()),
        }
    }

    fn count_in_table(&self, size: usize, keys: impl Iterator<Item = u64>) -> Vec<KeyCount<N>> {
        let mut table = vec![0_u32; size];
        for key in keys {
            // Keys lie below the size by construction.
            table[usize::try_from(key).unwrap_or(usize::MAX)] += 1;
        }
        let occurring = (0_u64..).zip(table).filter(|(_, count)| *count > 0);
        occurring.map(|(key, count)| (self.unpack(key), u64::from(count))).collect()
    }

    fn count_in_groups(&self, keys: Vec<u64>) -> PolarsResult<Vec<KeyCount<N>>> {
        if keys.is_empty() {
            return Ok(Vec::new());
        }
        let column = UInt64Chunked::from_vec("event".into(), keys).into_column();
        let frame = DataFrame::new_infer_height(vec![column])?;
        let groups = frame.group_by(["event"])?;
        let keys = groups.keys();
        let Some(events) = keys.first() else {
            return Ok(Vec::new());
        };
        let events = events.as_materialized_series().u64()?;
        let sizes = groups.get_groups().group_count();
        let counted = events.iter().flatten().zip(sizes.iter().flatten());
        Ok(counted.map(|(key, size)| (self.unpack(key), u64::from(size))).collect())
    }
}

#[cfg(test)]
mod tests {
    use super::Radix;

    #[test]
    fn keys_round_trip_and_are_counted() {
        let radix = Radix([3, 7, 2]);
        let mut keys = Vec::new();
        for (times, digits) in [(3, [2, 6, 1]), (1, [0, 0, 0]), (2, [1, 3, 0])] {
            keys.extend(std::iter::repeat_n(radix.pack(digits), times));
        }
        // Few rows for the possible keys: polars. As if they were many: a table.
        for rows in [keys.len(), 1_000] {
            let mut counted = radix.count(rows, keys.iter().copied()).expect("a frame");
            counted.sort_unstable();
            assert_eq!(counted, [([0, 0, 0], 1), ([1, 3, 0], 2), ([2, 6, 1], 3)]);
        }
        assert_eq!(Radix([u64::MAX, 2]).size(), None);
    }
}
