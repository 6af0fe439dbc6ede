//! Several code columns → one column of the combinations that occur.
//!
//! In: columns of small codes, part by part. Out: one dense code per row, and what each stands for.
//! Must not know: what the codes mean.

use std::borrow::Cow;
use std::collections::{BTreeSet, HashMap};

use rayon::prelude::{IntoParallelRefIterator, ParallelIterator};

/// The combinations of some columns.
#[derive(Debug, Clone)]
pub struct ColumnCombinations<'a> {
    /// Per part, per row: the place in `all`.
    pub of_row: Vec<Cow<'a, [u32]>>,
    /// The codes of each combination, in the order of the columns.
    pub all: Vec<Vec<u32>>,
}

/// Up to so many possible pairs are numbered by a table instead of a search.
const TABLE: u64 = 1 << 22;

/// Pair → its number.
enum Numbering {
    Table(Vec<u32>),
    Search(HashMap<u64, u32>),
}

impl<'a> ColumnCombinations<'a> {
    /// The combinations of one column: its codes below `size`.
    pub fn new(column: &[&'a [u32]], size: usize) -> Self {
        let codes = (0..).take(size.max(1));
        let of_row = column.iter().map(|codes| Cow::Borrowed(*codes)).collect();
        Self { of_row, all: codes.map(|code: u32| vec![code]).collect() }
    }

    /// The combinations with one more column, whose codes are below `size`. Combinations that do not
    /// occur are dropped.
    pub fn with(self, column: &[&[u32]], size: usize) -> Self {
        let width = size.max(1) as u64;
        let possible = self.all.len() as u64 * width;
        let pair = |(left, right): (&u32, &u32)| u64::from(*left) * width + u64::from(*right);
        let parts: Vec<(&[u32], &[u32])> =
            self.of_row.iter().map(AsRef::as_ref).zip(column.iter().copied()).collect();
        let occurring: BTreeSet<u64> = parts
            .par_iter()
            .map(|(left, right)| distinct(left.iter().zip(right.iter()).map(pair), possible))
            .reduce(BTreeSet::new, |mut all, part| {
                all.extend(part);
                all
            });
        let numbering = Numbering::new(&occurring, possible);
        let of_row = parts
            .par_iter()
            .map(|(left, right)| {
                let numbers =
                    left.iter().zip(right.iter()).map(|codes| numbering.number(pair(codes)));
                Cow::Owned(numbers.collect())
            })
            .collect();
        let codes_of = |pair: &u64| {
            let left = usize::try_from(pair / width).ok().and_then(|left| self.all.get(left));
            let right = u32::try_from(pair % width).unwrap_or_default();
            left.into_iter().flatten().copied().chain([right]).collect()
        };
        Self { of_row, all: occurring.iter().map(codes_of).collect() }
    }

    /// How many rows each combination has.
    pub fn rows(&self) -> Vec<u64> {
        let count = |rows: &Cow<'_, [u32]>| {
            let mut counts = vec![0_u64; self.all.len()];
            for code in rows.iter() {
                if let Some(count) = counts.get_mut(*code as usize) {
                    *count += 1;
                }
            }
            counts
        };
        let add = |mut left: Vec<u64>, right: Vec<u64>| {
            left.iter_mut().zip(right).for_each(|(left, right)| *left += right);
            left
        };
        let none = || vec![0; self.all.len()];
        self.of_row.par_iter().map(count).reduce(none, add)
    }

    /// Puts the number of each combination's group in the place of the combination.
    pub fn renumbered(self, number_of: &[u32]) -> Vec<Vec<u32>> {
        let number = |code: &u32| number_of.get(*code as usize).copied().unwrap_or(0);
        self.of_row.par_iter().map(|rows| rows.iter().map(number).collect()).collect()
    }
}

fn distinct(pairs: impl Iterator<Item = u64>, possible: u64) -> BTreeSet<u64> {
    if possible <= TABLE {
        let mut seen = vec![false; usize::try_from(possible).unwrap_or_default()];
        for pair in pairs {
            if let Some(seen) = usize::try_from(pair).ok().and_then(|pair| seen.get_mut(pair)) {
                *seen = true;
            }
        }
        return (0..).zip(seen).filter(|(_, seen)| *seen).map(|(pair, _)| pair).collect();
    }
    let mut found = BTreeSet::new();
    let mut last = None;
    for pair in pairs {
        // Rows of one unit often lie together.
        if last != Some(pair) {
            found.insert(pair);
            last = Some(pair);
        }
    }
    found
}

impl Numbering {
    fn new(occurring: &BTreeSet<u64>, possible: u64) -> Self {
        let numbered = occurring.iter().zip(0_u32..);
        if possible > TABLE {
            return Self::Search(numbered.map(|(pair, number)| (*pair, number)).collect());
        }
        let mut table = vec![0; usize::try_from(possible).unwrap_or_default()];
        for (pair, number) in numbered {
            if let Some(slot) = usize::try_from(*pair).ok().and_then(|pair| table.get_mut(pair)) {
                *slot = number;
            }
        }
        Self::Table(table)
    }

    #[inline]
    fn number(&self, pair: u64) -> u32 {
        let number = match self {
            Self::Table(table) => usize::try_from(pair).ok().and_then(|pair| table.get(pair)),
            Self::Search(map) => map.get(&pair),
        };
        number.copied().unwrap_or(0)
    }
}

#[cfg(test)]
mod tests {
    use super::ColumnCombinations;

    fn slices(column: &[Vec<u32>]) -> Vec<&[u32]> {
        column.iter().map(Vec::as_slice).collect()
    }

    #[test]
    fn every_row_keeps_its_codes() {
        // A wide second column makes the search, a narrow one the table.
        for size in [7, 5_000_000] {
            let left = vec![vec![0, 1, 2, 1], vec![2, 0]];
            let right = vec![vec![6, 5, 6, 5], vec![0, 6]];
            let third = vec![vec![0, 1, 0, 0], vec![1, 1]];
            let combined = ColumnCombinations::new(&slices(&left), 3)
                .with(&slices(&right), size)
                .with(&slices(&third), 2);
            for (part, rows) in combined.of_row.iter().enumerate() {
                for (row, code) in rows.iter().enumerate() {
                    let codes = [left[part][row], right[part][row], third[part][row]];
                    assert_eq!(combined.all[*code as usize], codes);
                }
            }
            assert_eq!(combined.all.len(), 6);
            assert_eq!(combined.rows(), [1; 6]);
        }
    }
}
