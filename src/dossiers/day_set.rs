//! Days as bits: on which days something happened.
//!
//! In and out: days. Must not know: what happened on them.

use crate::domain::Day;

/// Days from 1990 to 2099; a slip of the pen far outside is no day on which an office worked.
const RANGE: std::ops::Range<i32> = 7_305..47_482;
const BITS: i32 = 64;

/// A set of days.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct DaySet {
    /// The first day of the first word, a multiple of the bits of a word.
    start: i32,
    words: Vec<u64>,
}

impl DaySet {
    /// A set with room for the days from one to another.
    pub fn with_room(first: i32, last: i32) -> Self {
        let mut set = Self::default();
        let (first, last) = (first.max(RANGE.start), last.min(RANGE.end - 1));
        if first <= last {
            set.start = first.div_euclid(BITS) * BITS;
            set.words = vec![0; Self::word(set.start, last).unwrap_or(0) + 1];
        }
        set
    }

    /// Of these days.
    pub fn of(days: &[Day]) -> Self {
        let ends = days.iter().min().zip(days.iter().max());
        let set = ends.map(|(first, last)| Self::with_room(first.0, last.0));
        let mut set = set.unwrap_or_default();
        for day in days {
            set.insert(day.0);
        }
        set
    }

    /// Adds a day that there is room for; others are not in range.
    #[inline]
    pub fn insert(&mut self, day: i32) {
        let word = Self::word(self.start, day).and_then(|word| self.words.get_mut(word));
        if let Some(word) = word {
            *word |= 1 << day.rem_euclid(BITS);
        }
    }

    fn word(start: i32, day: i32) -> Option<usize> {
        usize::try_from(day.checked_sub(start)?.div_euclid(BITS)).ok()
    }

    /// Adds all days of another set.
    pub fn add(&mut self, other: &Self) {
        let (Some(first), Some(last)) = (other.first(), other.last()) else { return };
        let first = self.first().map_or(first, |own| own.min(first));
        let last = self.last().map_or(last, |own| own.max(last));
        let mut both = Self::with_room(first.0, last.0);
        for set in [&*self, other] {
            for (word, bits) in (0..).zip(&set.words).filter(|(_, bits)| **bits != 0) {
                let start = set.start + word * BITS;
                let slot = Self::word(both.start, start).and_then(|word| both.words.get_mut(word));
                if let Some(slot) = slot {
                    *slot |= bits;
                }
            }
        }
        *self = both;
    }

    /// In order.
    pub fn iter(&self) -> impl DoubleEndedIterator<Item = Day> + '_ {
        let words = self.words.iter().enumerate().filter(|(_, bits)| **bits != 0);
        words.flat_map(|(word, bits)| {
            let start = self.start + i32::try_from(word).unwrap_or(0) * BITS;
            (0..BITS).filter(move |bit| bits >> bit & 1 == 1).map(move |bit| Day(start + bit))
        })
    }

    pub fn first(&self) -> Option<Day> {
        self.iter().next()
    }

    pub fn last(&self) -> Option<Day> {
        self.iter().next_back()
    }

    /// The days up to one, which counts itself; the latest first.
    pub fn back_from(&self, day: Day) -> impl Iterator<Item = Day> + '_ {
        self.iter().rev().skip_while(move |own| *own > day)
    }
}

#[cfg(test)]
mod tests {
    use super::{Day, DaySet};

    #[test]
    fn sets_add_up_whatever_their_beginning() {
        let set = |days: &[i32]| {
            let mut set = DaySet::default();
            for day in days {
                let mut one = DaySet::with_room(*day, *day);
                one.insert(*day);
                set.add(&one);
            }
            set
        };
        let days = [19_800, 12_000, 19_801, 25_000, 12_000];
        let found: Vec<i32> = set(&days).iter().map(|day| day.0).collect();
        assert_eq!(found, [12_000, 19_800, 19_801, 25_000]);
        let back: Vec<i32> = set(&days).back_from(Day(19_800)).map(|day| day.0).collect();
        assert_eq!(back, [19_800, 12_000]);
        assert_eq!(set(&[-800_000, 900_000, i32::MIN]), DaySet::default());
        let mut wide = DaySet::with_room(i32::MIN, i32::MAX);
        for day in [i32::MIN, 0, 20_000, i32::MAX] {
            wide.insert(day);
        }
        assert_eq!(wide.iter().collect::<Vec<_>>(), [Day(20_000)]);
        assert_eq!((wide.first(), wide.last()), (Some(Day(20_000)), Some(Day(20_000))));
    }
}
