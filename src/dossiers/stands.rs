//! Which groups stand in which files, those among them whose every row a later file replaced.
//!
//! In: rows with their groups, and which row replaced which. Out: the groups of each file. Must not know:
//! days, what a group is called.

use std::collections::{BTreeMap, BTreeSet};

use hashbrown::HashSet;
use rayon::prelude::{IndexedParallelIterator, IntoParallelRefIterator, ParallelIterator};

use super::columns::Columns;
use super::repeated_rows::{Candidate, ToldAgain};
use crate::read::FileId;

/// Whose rows are whose, once the rows that do not count are dropped.
pub struct RowsOfFiles {
    /// Part by part, the files whose rows follow each other, with how many there are.
    runs: Vec<Vec<(FileId, u64)>>,
    /// Rows that stand for dossiers of which an earlier file told too: that file, and the place of the row.
    /// One for each text of the group column is enough.
    told_before: Vec<(FileId, usize, usize)>,
}

impl RowsOfFiles {
    /// `place`: the column of the groups among the keys.
    pub fn new(
        runs: Vec<Vec<(FileId, u64)>>,
        pairs: &[ToldAgain],
        segments: &[Columns],
        kept: &[Vec<bool>],
        place: Option<usize>,
    ) -> Self {
        let text_of = |segment: usize, row: usize| {
            let codes = place.and_then(|place| segments.get(segment)?.keys.get(place));
            codes.and_then(|codes| codes.get(row)).copied().unwrap_or(0)
        };
        let mut met: HashSet<(FileId, usize, u32)> = HashSet::new();
        let mut rows: Vec<(FileId, usize, usize)> = Vec::new();
        // From the last row of each id back: it is the one that stands for the dossier.
        let mut standing: Option<&Candidate> = None;
        for ([earlier, later], ..) in pairs.iter().rev() {
            let stands = standing.filter(|row| row.0 == later.0).unwrap_or(later);
            standing = Some(stands);
            let file = earlier.1.file();
            if file == stands.1.file() {
                // It counts among the rows of that file as it is.
                continue;
            }
            let (segment, row) = (stands.2 as usize, stands.3 as usize);
            if met.insert((file, segment, text_of(segment, row))) {
                rows.push((file, segment, row));
            }
        }
        Self { runs, told_before: behind_dropped(rows, kept) }
    }
}

impl RowsOfFiles {
    /// Part by part, the files whose rows follow each other, with how many count.
    pub fn runs(&self) -> &[Vec<(FileId, u64)>] {
        &self.runs
    }
}

/// The places of rows once those that are not kept are dropped; those that are dropped themselves go.
fn behind_dropped(
    mut rows: Vec<(FileId, usize, usize)>,
    kept: &[Vec<bool>],
) -> Vec<(FileId, usize, usize)> {
    rows.sort_unstable_by_key(|(file, segment, row)| (*segment, *row, *file));
    let mut found = Vec::with_capacity(rows.len());
    let (mut at, mut behind) = ((0, 0), 0);
    for (file, segment, row) in rows {
        let Some(kept) = kept.get(segment) else { continue };
        if at.0 != segment {
            (at, behind) = ((segment, 0), 0);
        }
        let between = kept.get(at.1..row).unwrap_or_default();
        behind += between.iter().filter(|kept| **kept).count();
        at.1 = row;
        if kept.get(row) == Some(&true) {
            found.push((file, segment, behind));
        }
    }
    found
}

/// The groups of each file, by the column of `place` once groups are numbered; `groups`: how many there are.
pub fn stands(
    segments: &[Columns],
    rows: &RowsOfFiles,
    (place, groups): (usize, usize),
) -> BTreeMap<FileId, BTreeSet<u32>> {
    let of_segment = |(columns, runs): (&Columns, &Vec<(FileId, u64)>)| {
        let mut marked: BTreeMap<FileId, Vec<bool>> = BTreeMap::new();
        let mut codes = columns.keys.get(place).map(Vec::as_slice).unwrap_or_default().iter();
        for (file, rows) in runs {
            let marks = marked.entry(*file).or_insert_with(|| vec![false; groups]);
            for code in codes.by_ref().take(usize::try_from(*rows).unwrap_or(usize::MAX)) {
                if let Some(mark) = marks.get_mut(*code as usize) {
                    *mark = true;
                }
            }
        }
        marked
    };
    let mut found: BTreeMap<FileId, BTreeSet<u32>> = BTreeMap::new();
    for (file, marks) in segments
        .par_iter()
        .zip(&rows.runs)
        .map(of_segment)
        .collect::<Vec<_>>()
        .into_iter()
        .flatten()
    {
        let marked = (0..).zip(marks).filter(|(_, mark)| *mark).map(|(group, _)| group);
        found.entry(file).or_default().extend(marked);
    }
    for (file, segment, row) in &rows.told_before {
        let codes = segments.get(*segment).and_then(|columns| columns.keys.get(place));
        if let Some(code) = codes.and_then(|codes| codes.get(*row)) {
            found.entry(*file).or_default().insert(*code);
        }
    }
    found
}
