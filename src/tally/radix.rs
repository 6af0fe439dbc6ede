//! Numbers below fixed bounds → one key each, and how often each key occurs.
//!
//! In: keys, or the numbers they are made of. Out: distinct keys, taken apart, with their numbers. Must not know: what is
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

    /// A table of all keys, the fastest count: where they are few for so many rows.
    pub fn table(&self, rows: usize) -> Option<Table<N>> {
        let size = self.size().and_then(|size| usize::try_from(size).ok());
        let size = size.filter(|size| *size <= rows / 2)?;
        Some(Table { radix: *self, counts: vec![0; size] })
    }

    /// Distinct keys with how often they occur, in no fixed order: by polars, where there are many.
    ///
    /// # Errors
    /// When polars refuses the frame: a bug.
    pub fn count_in_groups(&self, keys: Vec<u64>) -> PolarsResult<Vec<KeyCount<N>>> {
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

/// How often each key occurs, by key.
pub struct Table<const N: usize> {
    radix: Radix<N>,
    counts: Vec<u32>,
}

impl<const N: usize> Table<N> {
    /// Counts one more of these numbers.
    #[inline]
    pub fn add(&mut self, digits: [u64; N]) {
        // Keys lie below the size by construction.
        self.counts[usize::try_from(self.radix.pack(digits)).unwrap_or(usize::MAX)] += 1;
    }

    /// Distinct keys with how often they occur, in their order.
    pub fn counted(self) -> Vec<KeyCount<N>> {
        let occurring = (0_u64..).zip(self.counts).filter(|(_, count)| *count > 0);
        occurring.map(|(key, count)| (self.radix.unpack(key), u64::from(count))).collect()
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
        let expected = [([0, 0, 0], 1), ([1, 3, 0], 2), ([2, 6, 1], 3)];
        let mut grouped = radix.count_in_groups(keys).expect("a frame");
        grouped.sort_unstable();
        assert_eq!(grouped, expected);
        assert!(radix.table(3).is_none());
        let mut table = radix.table(1_000).expect("few keys for so many rows");
        for (key, times) in expected {
            (0..times).for_each(|_| table.add(key));
        }
        assert_eq!(table.counted(), expected);
        assert_eq!(Radix([u64::MAX, 2]).size(), None);
    }
}
