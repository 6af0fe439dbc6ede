//! Open dossiers that newer files of their source no longer tell: whether they have ended nobody knows.
//!
//! In: how far files tell, what they tell again of each other, the files of each source. Out: by source and file,
//! from which day on what the file left open is not told any more. Must not know: dossiers, units, periods.
//!
//! A newer file ought to tell what an older one left open where it follows on it: it tells at least half of what
//! the older one left open (or of all that it told) again, as exports of what is carried do; or its receipts begin
//! in a later month than those of the older one end, as exports of what was received in a month do. Files of other
//! procedures or systems over the same months do neither. Parts of one export by the month of receipt, all made at
//! its end, do not follow on each other: the earlier parts tell of the time of the later ones.

use std::collections::BTreeMap;

use super::coverage::FileCoverage;
use super::export_style::month_of;
use super::overlap::FileOverlap;
use crate::domain::Day;

/// A file that tells of days so far in the month of another was made after that month began.
const FAR_IN: i32 = 15;

/// What a file left open is not told any more.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Unreported {
    /// Number of the source.
    pub source: u32,
    /// Number of the file.
    pub file: u32,
    /// The last day of which the file tells.
    pub until: Day,
    /// From this day on newer files tell, and not of these.
    pub from: Day,
}

/// How files follow on each other.
pub struct Succession<'a> {
    by_number: BTreeMap<u32, &'a FileCoverage>,
    /// By number of a file, the newer files that tell its dossiers again, where they are files that follow on it.
    told_again: BTreeMap<u32, Vec<u32>>,
}

impl<'a> Succession<'a> {
    pub fn new(files: &'a [FileCoverage], overlaps: &[FileOverlap]) -> Self {
        let by_number: BTreeMap<u32, &FileCoverage> =
            files.iter().map(|file| (file.source, file)).collect();
        let mut newer: BTreeMap<u32, Vec<&FileOverlap>> = BTreeMap::new();
        for overlap in overlaps {
            if overlap.newer.covered_until() > overlap.older.covered_until() {
                newer.entry(overlap.older.source).or_default().push(overlap);
            }
        }
        let follow = |(older, newer): (u32, Vec<&FileOverlap>)| {
            let file = by_number.get(&older)?;
            let open: u64 = newer.iter().map(|overlap| overlap.open).sum();
            let all: u64 = newer.iter().map(|overlap| overlap.dossiers).sum();
            let is_followed = (open > 0 && 2 * open >= file.open()) || 2 * all >= file.dossiers;
            let numbers = newer.iter().map(|overlap| overlap.newer.source).collect();
            is_followed.then_some((older, numbers))
        };
        let told_again = newer.into_iter().filter_map(follow).collect();
        Self { by_number, told_again }
    }

    /// What is unreported of the files of a source, by the numbers of the files.
    pub fn unreported(&self, source: u32, numbers: &[u32]) -> Vec<Unreported> {
        let files: Vec<&FileCoverage> =
            numbers.iter().filter_map(|number| self.by_number.get(number).copied()).collect();
        if files.len() < 2 {
            return Vec::new();
        }
        let by_month = next_months(&files);
        let of_file = |file: &&FileCoverage| {
            let until = file.covered_until()?;
            let again = self.told_again.get(&file.source).into_iter().flatten();
            let again = again.filter(|number| numbers.contains(number));
            let again = again.filter_map(|number| self.by_number.get(number));
            let again = again.filter_map(|newer| newer.active.iter().find(|day| *day > until));
            // An export made on the first days of the next month tells of those, too.
            let begun = by_month.iter().find(|(month, _)| *month > file_month(file));
            let begun = begun.map(|(_, first)| (*first).max(until.next()));
            let from = again.chain(begun).filter(|from| *from > until).min()?;
            Some(Unreported { source, file: file.source, until, from })
        };
        files.iter().filter_map(of_file).collect()
    }
}

fn file_month(file: &FileCoverage) -> Day {
    month_of(file).map_or(Day(i32::MAX), |month| month.to)
}

/// Months in which the receipts of a file begin, with the day they do, where no file of an earlier month tells of
/// days far in it; in their order.
fn next_months(files: &[&FileCoverage]) -> Vec<(Day, Day)> {
    let mut begun: Vec<(Day, Day)> = Vec::new();
    for file in files {
        let (Some((first, _)), Some(month)) = (file.received_on.usual(), month_of(file)) else {
            continue;
        };
        if first < month.from {
            continue;
        }
        let is_earlier = |other: &&&FileCoverage| file_month(other) < month.from;
        let told = files.iter().filter(is_earlier).filter_map(|other| other.closed_on.usual());
        let is_made_later = told.map(|(_, last)| last.0).any(|last| last >= first.0 + FAR_IN);
        if !is_made_later {
            begun.push((month.from, first));
        }
    }
    begun.sort();
    begun
}

#[cfg(test)]
mod tests;
