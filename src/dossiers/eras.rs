//! On which side of 1 July 2025 an export was made: what it writes of units is meant so, whatever the day a
//! dossier was received.
//!
//! In: the rows of all files with their days, and the days of their titles. Out: one answer for the log, or one a row. Must not know:
//! names, units.

use std::collections::BTreeMap;

use rayon::prelude::{IntoParallelRefIterator, IntoParallelRefMutIterator, ParallelIterator};

use super::columns::Columns;
use super::coverage::FileCoverage;
use crate::domain::REORGANISATION;
use crate::read::FileId;

/// On which side of the reorganisation the exports of a log were made.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Era {
    Before,
    Since,
    /// Some before and some since: each row has its mark.
    Both,
}

/// What a file says of the day it was made: its rows, those of them with a day since the reorganisation, and
/// whether its titles name one.
#[derive(Debug, Clone, Copy, Default)]
struct EraEvidence {
    rows: u64,
    since: u64,
    is_titled_since: bool,
}

impl EraEvidence {
    /// A day or two may be slips of the pen,
    const SLIPS: u64 = 2;
    /// if it is not more than one row in so many.
    const ROWS_PER_SLIP: u64 = 10;

    /// The side on which it was made; nothing where all that tells may be slips.
    fn is_since(self) -> Option<bool> {
        let may_be_slips =
            self.since <= Self::SLIPS && self.since * Self::ROWS_PER_SLIP <= self.rows;
        match self.since {
            _ if self.is_titled_since => Some(true),
            0 => Some(false),
            _ if may_be_slips => None,
            _ => Some(true),
        }
    }
}

/// Tells by the last days of each file and of its titles when it was made, and marks the rows where files
/// differ. A file that leaves it open was made when the others were: before, unless none of them was.
pub fn tell_eras(segments: &mut [Columns], coverage: &[FileCoverage]) -> Era {
    let is_after = |day: Option<&i32>| day.is_some_and(|day| *day >= REORGANISATION.0);
    let has_since =
        |part: &Columns| is_after(part.received.iter().max()) || is_after(part.closed.iter().max());
    let is_titled =
        |file: &&FileCoverage| file.titled.is_some_and(|days| days.to >= REORGANISATION);
    if !coverage.iter().any(|file| is_titled(&file)) && !segments.par_iter().any(has_since) {
        return Era::Before;
    }
    let mut files: BTreeMap<FileId, EraEvidence> = BTreeMap::new();
    for (file, seen) in segments.par_iter().flat_map_iter(seen_of_files).collect::<Vec<_>>() {
        let sum = files.entry(file).or_default();
        sum.rows += seen.rows;
        sum.since += seen.since;
    }
    for file in coverage.iter().filter(is_titled) {
        files.entry(FileId(file.source)).or_default().is_titled_since = true;
    }
    let is_any_since = files.values().any(|seen| seen.is_since() == Some(true));
    let is_any_before = files.values().any(|seen| seen.is_since() == Some(false));
    let is_since = |seen: &EraEvidence| seen.is_since().unwrap_or(is_any_since && !is_any_before);
    let mut eras = files.values().map(is_since);
    let first = eras.next().unwrap_or(false);
    if eras.all(|era| era == first) {
        return if first { Era::Since } else { Era::Before };
    }
    segments.par_iter_mut().for_each(|part| {
        let since = |file: FileId| files.get(&file).is_some_and(is_since);
        part.is_since = part.position.iter().map(|position| since(position.file())).collect();
    });
    Era::Both
}

/// What a thread saw of each file; its rows of one file stand together.
fn seen_of_files(part: &Columns) -> Vec<(FileId, EraEvidence)> {
    let mut files: Vec<(FileId, EraEvidence)> = Vec::new();
    let days = part.received.iter().zip(&part.closed);
    for (position, (received, closed)) in part.position.iter().zip(days) {
        let file = position.file();
        if files.last().is_none_or(|(last, _)| *last != file) {
            files.push((file, EraEvidence::default()));
        }
        if let Some((_, seen)) = files.last_mut() {
            seen.rows += 1;
            seen.since += u64::from(*received.max(closed) >= REORGANISATION.0);
        }
    }
    files
}

#[cfg(test)]
mod tests {
    use super::{Era, tell_eras};
    use crate::domain::NO_DAY;
    use crate::domain::{Day, Period, REORGANISATION};
    use crate::dossiers::columns::Columns;
    use crate::dossiers::coverage::FileCoverage;
    use crate::dossiers::day_set::DaySet;
    use crate::read::{FileId, Position};

    const BEFORE: i32 = REORGANISATION.0 - 30;
    const SINCE: i32 = REORGANISATION.0 + 30;

    /// Rows of (file, received, closed).
    fn part(rows: &[(u32, i32, i32)]) -> Columns {
        let mut columns = Columns::default();
        for (file, received, closed) in rows {
            columns.position.push(Position::new(FileId(*file), 0, 0));
            columns.received.push(*received);
            columns.closed.push(*closed);
        }
        columns
    }

    /// A file whose titles name the days of a month.
    fn titled(file: u32, from: i32, to: i32) -> FileCoverage {
        FileCoverage {
            source: file,
            file: String::new(),
            received: None,
            closed: None,
            received_on: crate::dossiers::day_counts::DayCounts::default(),
            closed_on: crate::dossiers::day_counts::DayCounts::default(),
            active: DaySet::default(),
            titled: Some(Period { from: Day(from), to: Day(to) }),
            dossiers: 0,
            finished: 0,
        }
    }

    #[test]
    fn the_last_days_of_a_file_tell_of_all_its_rows() {
        assert_eq!(Day(BEFORE).to_string(), "2025-06-01");
        let old = (0, BEFORE, NO_DAY);
        let finished_since = (1, BEFORE, SINCE);
        assert_eq!(tell_eras(&mut [part(&[old, old])], &[]), Era::Before);
        assert_eq!(
            tell_eras(&mut [part(&[(1, BEFORE, NO_DAY)]), part(&[finished_since; 3])], &[]),
            Era::Since
        );
        let mut parts =
            [part(&[old, finished_since]), part(&[old, finished_since, finished_since])];
        assert_eq!(tell_eras(&mut parts, &[]), Era::Both);
        assert_eq!(parts[0].is_since, [false, true]);
        assert_eq!(parts[1].is_since, [false, true, true]);
    }

    #[test]
    fn a_slip_of_the_pen_makes_no_export_newer() {
        let (old, slip) = ((0, BEFORE, NO_DAY), (0, SINCE, NO_DAY));
        let with = |rows: usize, slips: usize| part(&[vec![old; rows], vec![slip; slips]].concat());
        assert_eq!(tell_eras(&mut [with(20, 1)], &[]), Era::Before);
        assert_eq!(tell_eras(&mut [with(20, 2)], &[]), Era::Before);
        assert_eq!(tell_eras(&mut [with(40, 3)], &[]), Era::Since);
        assert_eq!(tell_eras(&mut [with(3, 2)], &[]), Era::Since, "a small commune in July");
        assert_eq!(tell_eras(&mut [part(&[slip])], &[]), Era::Since, "all there is");
        assert_eq!(tell_eras(&mut [], &[]), Era::Before);
        // Beside files that were all made since, what may be a slip is none.
        let since = part(&[(1, SINCE, NO_DAY); 3]);
        assert_eq!(tell_eras(&mut [with(20, 1), since], &[]), Era::Since);
        let (before, since) = (part(&[(2, BEFORE, NO_DAY)]), part(&[(1, SINCE, NO_DAY); 3]));
        let mut parts = [with(20, 1), since, before];
        assert_eq!(tell_eras(&mut parts, &[]), Era::Both);
        assert!(parts[0].is_since.iter().all(|since| !since));
    }

    #[test]
    fn titles_tell_of_an_export_without_a_day_since() {
        let carried = || part(&[(0, BEFORE, NO_DAY); 4]);
        let (july, june) = (titled(0, SINCE - 29, SINCE), titled(0, BEFORE, REORGANISATION.0 - 1));
        assert_eq!(tell_eras(&mut [carried()], std::slice::from_ref(&july)), Era::Since);
        assert_eq!(tell_eras(&mut [carried()], &[june]), Era::Before);
        let mut parts = [carried(), part(&[(1, BEFORE, NO_DAY)])];
        assert_eq!(tell_eras(&mut parts, &[july]), Era::Both);
        assert!(parts[0].is_since.iter().all(|since| *since));
    }
}
