//! Which findings of rows are listed one by one: all of them, or, where there are more than anybody
//! mends by hand, the first of each code in each unit.
//!
//! In: the findings that the threads kept, and the request. Out: the same findings without those that
//! are not listed, and how many these are by unit and code. Must not know: what lists them.

use std::collections::BTreeMap;

use super::file_plan::FilePlan;
use super::load_request::LoadRequest;
use super::open::open_file;
use super::raw::RawFindings;
use crate::columns::Interner;
use crate::columns::Vocabulary;
use crate::columns::is_blank_word;
use crate::domain::Dimension;
use crate::domain::fold;
use crate::findings::FindingCode;
use crate::read::{
    Chunk, ChunkWorker, FileFailure, FileId, OpenFile, Position, Records, run_queue,
};

/// Findings that are counted and not listed, by the folded name of the unit (nothing where the row
/// names none) and code.
pub type NotListed = BTreeMap<(Option<String>, FindingCode), u64>;

/// Takes from `findings` what is not listed, and counts it.
pub fn keep_listed(request: &LoadRequest, findings: &mut RawFindings, most: usize) -> NotListed {
    let all: usize = findings.kept.values().map(Vec::len).sum();
    if all <= most {
        return NotListed::new();
    }
    let units = units_of_rows(request, findings);
    let pair = |code: FindingCode, position: Position| (units.of(position), code);
    let mut counts: BTreeMap<(Option<u32>, FindingCode), u64> = BTreeMap::new();
    for (code, kept) in &mut findings.kept {
        kept.sort_unstable();
        for finding in kept.iter() {
            *counts.entry(pair(*code, finding.position)).or_default() += 1;
        }
    }
    let share = share(counts.values().copied(), most as u64);
    let mut listed: BTreeMap<(Option<u32>, FindingCode), u64> = BTreeMap::new();
    for (code, kept) in &mut findings.kept {
        kept.retain(|finding| {
            let listed = listed.entry(pair(*code, finding.position)).or_default();
            *listed += 1;
            *listed <= share
        });
        kept.shrink_to_fit();
    }
    let mut not_listed = NotListed::new();
    for ((unit, code), count) in counts {
        if count > share {
            *not_listed.entry((units.name(unit), code)).or_default() += count - share;
        }
    }
    not_listed
}

/// The largest number that each of these may have so that together they are no more than `most`; at
/// least one.
fn share(counts: impl Iterator<Item = u64>, most: u64) -> u64 {
    let mut counts: Vec<u64> = counts.collect();
    counts.sort_unstable();
    let (mut left, mut pairs) = (most, counts.len() as u64);
    for count in counts {
        let even = left / pairs;
        if count > even {
            return even.max(1);
        }
        left -= count;
        pairs -= 1;
    }
    u64::MAX
}

/// The units of rows.
struct Units {
    /// Sorted by position.
    rows: Vec<(Position, u32)>,
    /// Folded.
    names: Vec<String>,
}

impl Units {
    fn of(&self, position: Position) -> Option<u32> {
        let place = self.rows.binary_search_by_key(&position, |(position, _)| *position).ok()?;
        self.rows.get(place).map(|(_, unit)| *unit)
    }

    fn name(&self, unit: Option<u32>) -> Option<String> {
        self.names.get(unit? as usize).cloned()
    }
}

fn units_of_rows(request: &LoadRequest, findings: &RawFindings) -> Units {
    let mut rows: Vec<Position> =
        findings.kept.values().flatten().map(|finding| finding.position).collect();
    rows.sort_unstable();
    rows.dedup();
    let vocabulary = Vocabulary::new(request.profile.as_ref());
    let count = u32::try_from(request.sources.len()).unwrap_or(u32::MAX).min(Position::MAX_FILES);
    let finders = run_queue(count, request.threads.max(1), || UnitFinder {
        request,
        vocabulary: &vocabulary,
        rows: &rows,
        found: Vec::new(),
        names: Interner::default(),
    });
    let mut units = Units { rows: Vec::with_capacity(rows.len()), names: Vec::new() };
    let mut numbers: BTreeMap<String, u32> = BTreeMap::new();
    for finder in finders {
        let of_finder: Vec<u32> = finder
            .names
            .iter()
            .map(|(text, _)| {
                let name = fold(&String::from_utf8_lossy(text));
                let next = u32::try_from(numbers.len()).unwrap_or(u32::MAX);
                *numbers.entry(name).or_insert(next)
            })
            .collect();
        let number = |unit: u32| of_finder.get(unit as usize).copied().unwrap_or(u32::MAX);
        units.rows.extend(finder.found.iter().map(|(place, unit)| (*place, number(*unit))));
    }
    units.rows.sort_unstable();
    let mut names: Vec<(u32, String)> = numbers.into_iter().map(|(name, at)| (at, name)).collect();
    names.sort_unstable();
    units.names = names.into_iter().map(|(_, name)| name).collect();
    units
}

struct UnitFinder<'a> {
    request: &'a LoadRequest,
    vocabulary: &'a Vocabulary,
    /// Sorted.
    rows: &'a [Position],
    found: Vec<(Position, u32)>,
    names: Interner,
}

impl ChunkWorker for UnitFinder<'_> {
    type Plan = FilePlan;

    fn open(&mut self, file: FileId) -> Result<OpenFile<FilePlan>, FileFailure> {
        let first = self.rows.partition_point(|position| position.file() < file);
        if self.rows.get(first).is_none_or(|position| position.file() != file) {
            // Not a failure: nothing is asked of this file.
            return Err(FileFailure::new(FindingCode::OtherFile, ""));
        }
        open_file(self.request, self.vocabulary, file)
    }

    fn take(&mut self, plan: &FilePlan, chunk: &Chunk) -> Result<(), FileFailure> {
        self.names.start_chunk();
        let Some(unit) = plan.facts.mapping.column_of_dimension(Dimension::Unit) else {
            return Ok(());
        };
        let mut records = Records::new(chunk.data(), plan.facts.layout.dialect);
        let start = Position::new(plan.file, chunk.index, 0);
        let mut wanted = self.rows[self.rows.partition_point(|row| *row < start)..].iter();
        let mut next = wanted.next();
        let mut row = 0;
        while let Some(record) = records.advance() {
            let position = Position::new(plan.file, chunk.index, row);
            row += 1;
            if next != Some(&position) {
                continue;
            }
            next = wanted.next();
            // The cells of a ragged row may stand in wrong columns.
            let cell = record.cell(unit);
            if plan.furniture.fits(record.width()) && !cell.is_empty() && !is_blank_word(&cell) {
                self.found.push((position, self.names.code(&cell, position)));
            }
        }
        Ok(())
    }

    /// The file was read before; of one that is gone meanwhile no unit is known.
    fn fail(&mut self, _: FileId, _: FileFailure) {}
}

#[cfg(test)]
mod tests {
    use super::share;

    #[test]
    fn everybody_gets_an_even_share_and_small_ones_all_of_theirs() {
        for (counts, most, expected) in [
            (&[5, 5, 5][..], 15, u64::MAX),
            (&[5, 5, 5], 14, 4),
            (&[2, 100, 100], 62, 30),
            (&[1, 1, 1, 1], 2, 1),
            (&[2_000_000], 200_000, 200_000),
            (&[], 5, u64::MAX),
        ] {
            assert_eq!(share(counts.iter().copied(), most), expected, "{counts:?}");
        }
    }
}
