//! Days with how many rows have them: when what a file tells happened.
//!
//! In and out: days. Must not know: what happened on them.

use crate::domain::Day;

/// Days from 1990 to 2099; a slip of the pen far outside is no day on which an office worked.
const RANGE: std::ops::Range<i32> = 7_305..47_482;

/// How many rows have each day.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct DayCounts {
    first: i32,
    counts: Vec<u32>,
}

impl DayCounts {
    /// With room for the days from one to another.
    pub fn with_room(first: i32, last: i32) -> Self {
        let (first, last) = (first.max(RANGE.start), last.min(RANGE.end - 1));
        let days = usize::try_from(i64::from(last) - i64::from(first) + 1).unwrap_or(0);
        Self { first, counts: vec![0; days] }
    }

    /// Adds a row for each of these days that there is room for; others are not in range.
    pub fn insert_all(&mut self, days: &[i32]) {
        // Rows of one day often follow each other: they are added at once.
        for run in days.chunk_by(|day, next| day == next) {
            let Some(day) = run.first() else { continue };
            // Any day before the first, and no day at all, is beyond the last once it wraps.
            let place = day.wrapping_sub(self.first).cast_unsigned() as usize;
            if let Some(count) = self.counts.get_mut(place) {
                *count += u32::try_from(run.len()).unwrap_or(u32::MAX);
            }
        }
    }

    /// Adds all rows of another.
    pub fn add(&mut self, other: &Self) {
        let (Some(first), Some(last)) = (other.first(), other.last()) else { return };
        let first = self.first().map_or(first, |own| own.min(first));
        let last = self.last().map_or(last, |own| own.max(last));
        let mut both = Self::with_room(first.0, last.0);
        for one in [&*self, other] {
            for (day, rows) in one.iter() {
                let place = usize::try_from(day.0 - both.first).ok();
                if let Some(count) = place.and_then(|place| both.counts.get_mut(place)) {
                    *count += rows;
                }
            }
        }
        *self = both;
    }

    /// Days that any row has, in order.
    pub fn iter(&self) -> impl DoubleEndedIterator<Item = (Day, u32)> + '_ {
        let days = self.counts.iter().enumerate().filter(|(_, rows)| **rows > 0);
        days.map(|(place, rows)| (Day(self.first + i32::try_from(place).unwrap_or(0)), *rows))
    }

    pub fn first(&self) -> Option<Day> {
        self.iter().next().map(|(day, _)| day)
    }

    pub fn last(&self) -> Option<Day> {
        self.iter().next_back().map(|(day, _)| day)
    }

    /// All rows.
    pub fn rows(&self) -> u64 {
        self.counts.iter().map(|rows| u64::from(*rows)).sum()
    }

    /// Rows of days before one.
    pub fn before(&self, day: Day) -> u64 {
        self.iter().take_while(|(own, _)| *own < day).map(|(_, rows)| u64::from(rows)).sum()
    }

    /// First and last day, one row in a hundred at each end left aside: a slip of the pen.
    pub fn usual(&self) -> Option<(Day, Day)> {
        let aside = self.rows() / 100;
        Some((day_behind(self.iter(), aside)?, day_behind(self.iter().rev(), aside)?))
    }
}

/// The first of these days behind so many rows.
fn day_behind(days: impl Iterator<Item = (Day, u32)>, aside: u64) -> Option<Day> {
    let mut seen = 0;
    for (day, rows) in days {
        seen += u64::from(rows);
        if seen > aside {
            return Some(day);
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::{Day, DayCounts};

    fn counts(days: &[i32]) -> DayCounts {
        let first = days.iter().copied().min().unwrap_or(0);
        let last = days.iter().copied().max().unwrap_or(-1);
        let mut counts = DayCounts::with_room(first, last);
        counts.insert_all(days);
        counts
    }

    #[test]
    fn rows_add_up_by_their_days() {
        let mut one = counts(&[19_800, 19_803, 19_803]);
        one.add(&counts(&[19_700, 19_803]));
        one.add(&counts(&[]));
        let all: Vec<(i32, u32)> = one.iter().map(|(day, rows)| (day.0, rows)).collect();
        assert_eq!(all, [(19_700, 1), (19_800, 1), (19_803, 3)]);
        assert_eq!((one.rows(), one.before(Day(19_803))), (5, 2));
        assert_eq!(counts(&[i32::MIN, 0, 900_000]).rows(), 0);
    }

    #[test]
    fn slips_are_left_aside_where_there_are_many_rows() {
        let mut days = vec![19_800; 150];
        days.push(25_000);
        days.push(19_790);
        assert_eq!(counts(&days).usual(), Some((Day(19_800), Day(19_800))));
        assert_eq!(counts(&[19_790, 19_800]).usual(), Some((Day(19_790), Day(19_800))));
        assert_eq!(DayCounts::default().usual(), None);
    }
}
