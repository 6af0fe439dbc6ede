//! Dossiers that a new system tells under its own codes, while an older export tells them under the old ones.
//!
//! In: what is carried on, and what is open unknown to the month before, each by unit, received and due day. Out: which
//! of the unknown ones are carried ones once more. Must not know: months, texts.
//!
//! A dossier that comes late may have the days of another one by chance. So a unit's are taken for the same only where
//! nearly all agree, or half of them and far more than with days a week off.

use std::collections::{BTreeMap, HashSet};

use crate::domain::Day;

/// What a dossier keeps when another system gives it another code: unit, received and due day.
pub type Facts<'a> = (Option<&'a str>, Day, Option<Day>);

/// Fewer that agree may be chance.
const FEWEST: usize = 5;
/// A system that takes dossiers over takes them all: of so many no more than one may lack its twin, as no two exports of
/// other dossiers do.
const ONE_LACKS_OF: usize = 10;
/// Where more lack it, one in so many has to have one.
const ONE_IN: usize = 2;
/// Of those that agree by chance there may be one in so many.
const BEYOND_CHANCE: usize = 3;
const WEEK: i32 = 7;

/// What may stand twice.
#[derive(Debug, Default)]
pub struct DoubleEntries<'a> {
    units: BTreeMap<Option<&'a str>, OfUnit>,
}

type Days = (Day, Option<Day>);

#[derive(Debug, Default)]
struct OfUnit {
    carried: BTreeMap<Days, usize>,
    unknown: Vec<(Days, u64)>,
}

impl<'a> DoubleEntries<'a> {
    /// A dossier that the month before left open and that is open still.
    pub fn carried(&mut self, (unit, received, due): Facts<'a>) {
        *self.units.entry(unit).or_default().carried.entry((received, due)).or_default() += 1;
    }

    /// One that is open at the start and unknown to the month before, by its hash.
    pub fn unknown(&mut self, (unit, received, due): Facts<'a>, hidden: u64) {
        self.units.entry(unit).or_default().unknown.push(((received, due), hidden));
    }

    /// The unknown ones that are carried ones under another code.
    pub fn doubled(&self) -> HashSet<u64> {
        self.units.values().flat_map(OfUnit::doubled).collect()
    }
}

impl OfUnit {
    fn doubled(&self) -> Vec<u64> {
        let same = self.agreeing(0);
        let all: usize = self.carried.values().sum();
        let are_nearly_all = (all - same.len()) * ONE_LACKS_OF <= all;
        let are_no_chance =
            same.len() * ONE_IN >= all && same.len() >= self.agreeing(WEEK).len() * BEYOND_CHANCE;
        let is_taken_over = same.len() >= FEWEST && (are_nearly_all || are_no_chance);
        if is_taken_over { same } else { Vec::new() }
    }

    /// The unknown ones with the days of a carried one each, where theirs are moved by so many days.
    fn agreeing(&self, moved: i32) -> Vec<u64> {
        let mut left = self.carried.clone();
        let later = |day: Day| Day(day.0 + moved);
        let agreeing = self.unknown.iter().filter(|((received, due), _)| {
            let days = (later(*received), due.map(later));
            let same = left.get_mut(&days).filter(|same| **same > 0);
            same.map(|same| *same -= 1).is_some()
        });
        agreeing.map(|(_, hidden)| *hidden).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::DoubleEntries;
    use crate::domain::Day;

    const UNIT: Option<&str> = Some("Sở Nội vụ");

    /// How many of the unknown dossiers stand twice; days are those since a first one.
    fn doubled(carried: &[(i32, i32)], unknown: &[(i32, i32)]) -> usize {
        let mut twins = DoubleEntries::default();
        for (received, due) in carried {
            twins.carried((UNIT, Day(*received), Some(Day(*due))));
        }
        for (hidden, (received, due)) in (0..).zip(unknown) {
            twins.unknown((UNIT, Day(*received), Some(Day(*due))), hidden);
        }
        twins.doubled().len()
    }

    #[test]
    fn a_system_that_takes_dossiers_over_tells_them_twice() {
        let open: Vec<(i32, i32)> = (0..12).map(|day| (day * 3, day * 5 + 20)).collect();
        assert_eq!(doubled(&open, &open), 12);
        // One that was not taken over, and one that comes late.
        let others = [&open[..11], &[(1, 99)]].concat();
        assert_eq!(doubled(&open, &others), 11);
        assert_eq!(doubled(&open[..4], &open[..4]), 0, "too few");
        assert_eq!(doubled(&open, &open[..5]), 0, "most were not taken over");
        // Of another unit.
        let mut twins = DoubleEntries::default();
        for (hidden, (received, due)) in (0..).zip(&open) {
            twins.carried((UNIT, Day(*received), Some(Day(*due))));
            twins.unknown((Some("Sở Y tế"), Day(*received), Some(Day(*due))), hidden);
        }
        assert!(twins.doubled().is_empty());
    }

    #[test]
    fn the_second_half_of_a_busy_units_export_is_late_and_not_told_twice() {
        // Every day some are received that are due five days on, now more in one half, now in the other.
        let half = |even: i32, odd: i32| {
            let day = move |day: i32| {
                let count = if day % 2 == 0 { even } else { odd };
                (0..count).map(move |_| (day, day + 5))
            };
            (0..20).flat_map(day).collect::<Vec<_>>()
        };
        assert_eq!(doubled(&half(4, 6), &half(6, 4)), 0);
        assert_eq!(doubled(&half(4, 6), &half(4, 6)), 100, "day by day as many");
    }

    #[test]
    fn each_carried_dossier_stands_for_one_other() {
        let open: Vec<(i32, i32)> = (0..8).map(|day| (day * 2, day * 4 + 9)).collect();
        let twice = [&open[..], &open[..]].concat();
        assert_eq!(doubled(&open, &twice), 8);
    }
}
