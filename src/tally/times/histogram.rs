//! How often each number of days occurs: what medians and percentiles come from, and what adds up.
//!
//! In: numbers. Out: counts, sums, values at a rank. Must not know: what the numbers are of.

use std::collections::BTreeMap;
use std::ops::AddAssign;

use schemars::JsonSchema;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use crate::domain::Ratio;

/// Numbers below this lie in a table: most times of dossiers do.
const NEAR: u32 = 128;

/// Numbers with how often each occurs. Those of disjoint parts add; `Default` is the identity.
#[derive(Debug, Clone, Default, PartialEq, Eq, JsonSchema)]
#[schemars(with = "Vec<(u32, u64)>")]
pub struct Histogram {
    /// By number; the last one is not 0.
    near: Vec<u64>,
    far: BTreeMap<u32, u64>,
}

impl Histogram {
    /// Counts a number once more.
    #[inline]
    pub fn add(&mut self, number: u32) {
        self.add_times(number, 1);
    }

    #[inline]
    fn add_times(&mut self, number: u32, times: u64) {
        if number >= NEAR {
            *self.far.entry(number).or_default() += times;
            return;
        }
        let place = number as usize;
        if self.near.len() <= place {
            self.near.resize(place + 1, 0);
        }
        self.near[place] += times;
    }

    /// Each number that occurs with how often it does, smallest first.
    pub fn iter(&self) -> impl Iterator<Item = (u32, u64)> {
        let near = (0..).zip(self.near.iter().copied()).filter(|(_, times)| *times > 0);
        near.chain(self.far.iter().map(|(number, times)| (*number, *times)))
    }

    /// How many numbers there are.
    #[must_use]
    pub fn count(&self) -> u64 {
        self.near.iter().sum::<u64>() + self.far.values().sum::<u64>()
    }

    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.near.is_empty() && self.far.is_empty()
    }

    /// Their sum.
    #[must_use]
    pub fn sum(&self) -> u64 {
        self.iter().map(|(number, times)| u64::from(number) * times).sum()
    }

    /// Their mean; nothing of nothing.
    #[must_use]
    pub fn mean(&self) -> Option<Ratio> {
        Ratio::new(self.sum(), self.count())
    }

    /// The percentile by nearest rank: the smallest number that at least so many percent do not
    /// exceed. Nothing of nothing.
    #[must_use]
    pub fn percentile(&self, percent: u64) -> Option<u32> {
        let rank = (self.count() * percent).div_ceil(100).max(1);
        let mut seen = 0;
        self.iter().find_map(|(number, times)| {
            seen += times;
            (seen >= rank).then_some(number)
        })
    }

    /// Half of the numbers do not exceed it; the lower one of two in the middle.
    #[must_use]
    pub fn median(&self) -> Option<u32> {
        self.percentile(50)
    }

    /// The largest number.
    #[must_use]
    pub fn max(&self) -> Option<u32> {
        self.iter().last().map(|(number, _)| number)
    }

    /// How many are at most this.
    #[must_use]
    pub fn at_most(&self, most: u32) -> u64 {
        self.iter().take_while(|(number, _)| *number <= most).map(|(_, times)| times).sum()
    }
}

impl AddAssign<&Self> for Histogram {
    fn add_assign(&mut self, other: &Self) {
        for (number, times) in other.iter() {
            self.add_times(number, times);
        }
    }
}

impl FromIterator<u32> for Histogram {
    fn from_iter<I: IntoIterator<Item = u32>>(numbers: I) -> Self {
        let mut histogram = Self::default();
        numbers.into_iter().for_each(|number| histogram.add(number));
        histogram
    }
}

impl Serialize for Histogram {
    /// Pairs of number and how often it occurs.
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_seq(self.iter())
    }
}

impl<'de> Deserialize<'de> for Histogram {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let pairs = Vec::<(u32, u64)>::deserialize(deserializer)?;
        let is_in_order = pairs.is_sorted_by(|(left, _), (right, _)| left < right);
        let total = pairs.iter().try_fold(0_u64, |sum, (_, times)| sum.checked_add(*times));
        if !is_in_order || total.is_none() || pairs.iter().any(|(_, times)| *times == 0) {
            let what = "pairs of a number and how often it occurs, in the order of the numbers";
            return Err(serde::de::Error::custom(format!("not {what}")));
        }
        let mut histogram = Self::default();
        for (number, times) in pairs {
            histogram.add_times(number, times);
        }
        Ok(histogram)
    }
}

#[cfg(test)]
mod tests {
    use super::Histogram;
    use crate::domain::Ratio;

    #[test]
    fn percentiles_are_those_of_the_nearest_rank() {
        for (numbers, median, ninetieth) in [
            (vec![], None, None),
            (vec![7], Some(7), Some(7)),
            // The lower one of two.
            (vec![1, 9], Some(1), Some(9)),
            (vec![1, 2, 3], Some(2), Some(3)),
            ((1..=10).collect(), Some(5), Some(9)),
            ((1..=11).collect(), Some(6), Some(10)),
            (vec![0, 0, 0, 400, 500], Some(0), Some(500)),
        ] {
            let histogram: Histogram = numbers.iter().copied().collect();
            assert_eq!(histogram.percentile(50), median, "{numbers:?}");
            assert_eq!(histogram.percentile(90), ninetieth, "{numbers:?}");
            assert_eq!(histogram.max(), numbers.last().copied());
        }
    }

    #[test]
    fn numbers_near_and_far_are_counted_alike() {
        let histogram: Histogram = [3, 127, 128, 3, 9_000].into_iter().collect();
        assert_eq!(histogram.iter().collect::<Vec<_>>(), [(3, 2), (127, 1), (128, 1), (9_000, 1)]);
        assert_eq!((histogram.count(), histogram.sum()), (5, 9_261));
        assert_eq!(histogram.mean(), Ratio::new(9_261, 5));
        assert_eq!(
            [2, 3, 127, 128, 8_999, 9_000].map(|most| histogram.at_most(most)),
            [0, 2, 3, 4, 4, 5]
        );
        let mut twice = histogram.clone();
        twice += &histogram;
        assert_eq!(twice.count(), 10);
        assert_eq!(Histogram::default().mean(), None);
    }

    #[test]
    fn a_histogram_survives_the_round_trip_and_nonsense_is_refused() {
        let histogram: Histogram = [0, 5, 5, 200].into_iter().collect();
        let text = serde_json::to_string(&histogram).expect("JSON");
        assert_eq!(text, "[[0,1],[5,2],[200,1]]");
        assert_eq!(serde_json::from_str::<Histogram>(&text).expect("a histogram"), histogram);
        for text in ["[[5,1],[0,1]]", "[[5,1],[5,1]]", "[[5,0]]", "[[-1,1]]", "[5]", "{}"] {
            assert!(serde_json::from_str::<Histogram>(text).is_err(), "{text}");
        }
    }
}
