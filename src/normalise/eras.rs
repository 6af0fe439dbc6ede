//! On which side of 1 July 2025 an export was made: what it writes of units is meant so, whatever the day a
//! dossier was received.
//!
//! In: the rows of all files with their days. Out: one answer for the log, or one a row. Must not know:
//! names, units.

use std::collections::BTreeMap;

use rayon::prelude::{IntoParallelRefIterator, IntoParallelRefMutIterator, ParallelIterator};

use super::columns::Columns;
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

/// Rows of a file, and those with a day since the reorganisation.
#[derive(Debug, Clone, Copy, Default)]
struct Seen {
    rows: u64,
    since: u64,
}

impl Seen {
    /// A day or two may be slips of the pen.
    const SLIPS: u64 = 2;

    fn is_since(self) -> bool {
        self.since > Self::SLIPS.min(self.rows.saturating_sub(1))
    }
}

/// Tells by the last days of each file when it was made, and marks the rows where files differ.
pub fn tell_eras(segments: &mut [Columns]) -> Era {
    let is_after = |day: Option<&i32>| day.is_some_and(|day| *day >= REORGANISATION.0);
    let has_since =
        |part: &Columns| is_after(part.received.iter().max()) || is_after(part.closed.iter().max());
    if !segments.par_iter().any(has_since) {
        return Era::Before;
    }
    let mut files: BTreeMap<FileId, Seen> = BTreeMap::new();
    for (file, seen) in segments.par_iter().flat_map_iter(seen_of_files).collect::<Vec<_>>() {
        let sum = files.entry(file).or_default();
        sum.rows += seen.rows;
        sum.since += seen.since;
    }
    let mut eras = files.values().map(|seen| seen.is_since());
    let first = eras.next().unwrap_or(false);
    if eras.all(|era| era == first) {
        return if first { Era::Since } else { Era::Before };
    }
    segments.par_iter_mut().for_each(|part| {
        let since = |file: FileId| files.get(&file).is_some_and(|seen| seen.is_since());
        part.is_since = part.position.iter().map(|position| since(position.file())).collect();
    });
    Era::Both
}

/// What a thread saw of each file; its rows of one file stand together.
fn seen_of_files(part: &Columns) -> Vec<(FileId, Seen)> {
    let mut files: Vec<(FileId, Seen)> = Vec::new();
    let days = part.received.iter().zip(&part.closed);
    for (position, (received, closed)) in part.position.iter().zip(days) {
        let file = position.file();
        if files.last().is_none_or(|(last, _)| *last != file) {
            files.push((file, Seen::default()));
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
    use crate::domain::{Day, REORGANISATION};
    use crate::normalise::columns::Columns;
    use crate::normalise::no_day::NO_DAY;
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

    #[test]
    fn the_last_days_of_a_file_tell_of_all_its_rows() {
        assert_eq!(Day(BEFORE).to_string(), "2025-06-01");
        let old = (0, BEFORE, NO_DAY);
        let finished_since = (1, BEFORE, SINCE);
        assert_eq!(tell_eras(&mut [part(&[old, old])]), Era::Before);
        assert_eq!(
            tell_eras(&mut [part(&[(1, BEFORE, NO_DAY)]), part(&[finished_since; 3])]),
            Era::Since
        );
        let mut parts =
            [part(&[old, finished_since]), part(&[old, finished_since, finished_since])];
        assert_eq!(tell_eras(&mut parts), Era::Both);
        assert_eq!(parts[0].is_since, [false, true]);
        assert_eq!(parts[1].is_since, [false, true, true]);
    }

    #[test]
    fn a_slip_of_the_pen_makes_no_export_newer() {
        let old = (0, BEFORE, NO_DAY);
        assert_eq!(tell_eras(&mut [part(&[old, old, old, (0, SINCE, NO_DAY)])]), Era::Before);
        assert_eq!(tell_eras(&mut [part(&[(0, SINCE, NO_DAY)])]), Era::Since, "all there is");
        assert_eq!(tell_eras(&mut []), Era::Before);
    }
}
