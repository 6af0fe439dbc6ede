//! Which row is the latest state of its dossier: the one of the file that tells until a later day.
//!
//! Most ids occur once. Each id sets one bit of a table; only rows whose bit was set twice (true
//! repeats, and the few that share a bit by chance) are sorted and compared by their full id.

use std::collections::BTreeMap;
use std::sync::atomic::{AtomicU64, Ordering};

use rayon::prelude::{
    IndexedParallelIterator, IntoParallelRefIterator, ParallelIterator, ParallelSlice,
    ParallelSliceMut,
};

use super::chains::{Chains, HandedOn, odd_rows};
use super::columns::{Columns, DueHistory, Timing, Traits};
use super::coverage::{FileCoverage, FileOrder, coverage};
use super::due_moves::DueMoves;
use super::files::Files;
use super::group_texts::Spellings;
use super::load_request::LoadRequest;
use super::loaded::SupersededRow;
use super::overlap::{FileOverlap, overlaps};
use super::raw::RawFindings;
use super::repeated_rows::{Candidate, Row, told_again};
use super::stands::RowsOfFiles;
use crate::columns::{Moment, NO_TIME};
use crate::domain::NO_DAY;
use crate::domain::{CanonicalField, CanonicalValue, Day, Status};
use crate::findings::{FindingCode, Ledger};
use crate::read::{FileId, Position, RowNumbers};

/// Bits of the table per row: one row in sixteen shares its bit by chance.
const BITS_PER_ROW: usize = 16;

/// What is known of each row once all rows are.
pub struct LatestRows {
    /// Whether it is the latest state of a dossier that counts.
    pub kept: Vec<Vec<bool>>,
    /// Codes of [`DueHistory`]; nothing where no traces are kept.
    pub due_histories: Vec<Vec<u32>>,
    /// In reading order; nothing unless they were asked for.
    pub superseded: Vec<ReplacedRow>,
    /// What stages of dossiers change of the rows that stand for them.
    pub changes: Vec<Change>,
    /// How far each file tells, in reading order.
    pub coverage: Vec<FileCoverage>,
    pub overlaps: Vec<FileOverlap>,
    pub rows: RowsOfFiles,
}

/// What the stages of a dossier change of the row that stands for it.
pub struct Change {
    segment: u32,
    row: u32,
    received: Moment,
    due: Option<Moment>,
    finished: Option<Moment>,
    timing: Timing,
}

impl Change {
    /// Writes it into the columns.
    pub fn write(&self, segments: &mut [Columns]) {
        let Some(columns) = segments.get_mut(self.segment as usize) else { return };
        let row = self.row as usize;
        let due = self.due.map_or(NO_DAY, |due| due.day().0);
        let set = |column: &mut Vec<i32>, day: i32| {
            if let Some(cell) = column.get_mut(row) {
                *cell = day;
            }
        };
        set(&mut columns.received, self.received.day().0);
        set(&mut columns.due, due);
        // Kept by the lenient policy, a finish before the receipt counts on the received day.
        let closed = self.finished.map(|end| end.day().max(self.received.day()).0);
        set(&mut columns.closed, closed.unwrap_or(NO_DAY));
        if let Some(traits) = columns.traits.get_mut(row) {
            *traits = Traits(*traits).with_timing(self.timing).0;
        }
        if let Some(traces) = &mut columns.traces {
            let second = |moment: Option<Moment>| moment.and_then(Moment::second);
            let set = |column: &mut Vec<u32>, moment| {
                if let Some(cell) = column.get_mut(row) {
                    *cell = second(moment).unwrap_or(NO_TIME);
                }
            };
            set(&mut traces.received_second, Some(self.received));
            set(&mut traces.due_second, self.due);
        }
    }
}

/// A row that a later one of its dossier replaces.
pub struct ReplacedRow {
    position: Position,
    by: Position,
    received: i32,
    due: i32,
    closed: i32,
}

impl ReplacedRow {
    const fn new(row: &Row, by: Position) -> Self {
        let Row { position, received, due, closed, .. } = *row;
        Self { position, by, received, due, closed }
    }

    /// The same with rows as a spreadsheet numbers them.
    pub fn row(&self, numbers: &RowNumbers) -> SupersededRow {
        let place = |position: Position| {
            (position.file().0, u32::try_from(numbers.row(position)).unwrap_or(u32::MAX))
        };
        let day = |day: i32| (day != NO_DAY).then_some(Day(day));
        SupersededRow {
            place: place(self.position),
            by: place(self.by),
            received: Day(self.received),
            due: day(self.due),
            closed: day(self.closed),
        }
    }
}

/// Marks the rows that are the latest state of a dossier that counts; the others go to the ledger.
///
/// A later row supersedes an earlier one even if it says that the dossier was not accepted. Rows of
/// files that cannot be counted are marked false and take no part. Rows that are stages of one dossier
/// are told apart by [`Chains`], by the `units` where the load has them: the place of their key column.
pub fn latest_states(
    request: &LoadRequest,
    segments: &[Columns],
    files: &Files,
    ledgers: &mut BTreeMap<FileId, Ledger>,
    findings: &mut RawFindings,
    units: Option<(usize, &Spellings)>,
) -> LatestRows {
    let kept: Vec<Vec<bool>> =
        segments.par_iter().map(|columns| accepted(columns, files)).collect();
    let (candidates, coverage) = in_order(segments, files, candidates(segments, files));
    let due_histories: Vec<Vec<u32>> = segments
        .iter()
        .filter(|columns| columns.traces.is_some())
        .map(|columns| vec![DueHistory::Single.code(); columns.len()])
        .collect();
    let pairs = told_again(segments, &candidates);
    let odd = odd_rows(&pairs);
    let counts = |row: &Candidate| {
        let kept = kept.get(row.2 as usize).and_then(|kept| kept.get(row.3 as usize));
        kept.copied().unwrap_or(false)
    };
    let names = units.filter(|_| !odd.is_empty()).map(|(place, units)| (place, units.folded()));
    let unit_of = |row: &Candidate| {
        let (place, names) = names.as_ref()?;
        let codes = segments.get(row.2 as usize)?.keys.get(*place)?;
        let code = *codes.get(row.3 as usize)? as usize;
        names.get(row.2 as usize)?.get(code).copied()
    };
    let chains = Chains::find(request, odd, counts, unit_of);
    let overlaps = overlaps(&pairs, &coverage, |id| chains.ids.contains(&id));
    let keeps = request.keep_superseded;
    let superseded = Vec::new();
    let due_moves = DueMoves { period: request.moves_of, coverage: &coverage };
    let mut account =
        Account { files, kept, ledgers, findings, due_histories, superseded, keeps, due_moves };
    for (pair, earlier, later) in &pairs {
        if !chains.ids.contains(&pair[0].0) {
            hand_down(&mut account.due_histories, pair, DueHistory::Single);
            if account.supersede(&pair[0], earlier, later) {
                account.compare_due(pair, earlier, later);
            }
        }
    }
    for moved in &chains.moved_receipts {
        let (column, code) = (CanonicalField::ReceivedAt, FindingCode::ReceiptMoved);
        account.tell(code, moved.position, column, || format!("{} → {}", moved.from, moved.to));
    }
    let handed_on = chains.handed_on.iter();
    let changes = handed_on.filter_map(|dossier| account.hand_on(dossier)).collect();
    let Account { kept, due_histories, mut superseded, .. } = account;
    let counted: Vec<Vec<(FileId, u64)>> =
        segments.par_iter().zip(&kept).map(|(columns, kept)| count_kept(columns, kept)).collect();
    for (file, counted) in counted.iter().flatten() {
        if let Some(ledger) = ledgers.get_mut(file) {
            ledger.counted += *counted;
        }
    }
    superseded.sort_unstable_by_key(|row| row.position);
    let place = units.map(|(place, _)| place);
    let rows = RowsOfFiles::new(counted, &pairs, segments, &kept, place);
    let coverage = coverage.into_values().collect();
    LatestRows { kept, due_histories, superseded, changes, coverage, overlaps, rows }
}

/// What is written down while rows are set against each other.
struct Account<'a> {
    files: &'a Files,
    kept: Vec<Vec<bool>>,
    ledgers: &'a mut BTreeMap<FileId, Ledger>,
    findings: &'a mut RawFindings,
    due_histories: Vec<Vec<u32>>,
    superseded: Vec<ReplacedRow>,
    /// Whether superseded rows are kept.
    keeps: bool,
    due_moves: DueMoves<'a>,
}

impl Account<'_> {
    /// Leaves a row to another one. False for a row that was excluded already: it keeps that reason.
    fn supersede(&mut self, candidate: &Candidate, row: &Row, by: &Row) -> bool {
        let mark = self.kept.get_mut(candidate.2 as usize);
        let Some(mark) = mark.and_then(|kept| kept.get_mut(row.place)).filter(|mark| **mark) else {
            return false;
        };
        *mark = false;
        self.ledgers.entry(row.position.file()).or_default().superseded += 1;
        if self.keeps {
            self.superseded.push(ReplacedRow::new(row, by.position));
        }
        true
    }

    /// What became of the due day between two rows.
    fn compare_due(&mut self, pair: &[Candidate; 2], earlier: &Row, later: &Row) {
        if earlier.due == NO_DAY || later.due == NO_DAY {
            return;
        }
        let has_moved = earlier.due != later.due;
        let history = if has_moved { DueHistory::Moved } else { DueHistory::Kept };
        hand_down(&mut self.due_histories, pair, history);
        if has_moved && self.due_moves.is_of_period(earlier, later) {
            let value = || format!("{} → {}", Day(earlier.due), Day(later.due));
            let code = FindingCode::DueDateMoved;
            self.tell(code, later.position, CanonicalField::DueAt, value);
        }
    }

    fn tell(
        &mut self,
        code: FindingCode,
        at: Position,
        field: CanonicalField,
        value: impl FnOnce() -> String,
    ) {
        let facts = self.files.facts.get(&at.file());
        let column = facts.and_then(|facts| facts.mapping_at(at).column(field));
        self.findings.push(code, at, column, || Some(value()));
    }

    /// One row stands for the dossier, with the days of all stages; the others are superseded.
    fn hand_on(&mut self, dossier: &HandedOn) -> Option<Change> {
        let (standing, last) = dossier.rows.get(dossier.last)?;
        for (earlier, later) in &dossier.again {
            let (earlier, later) = (dossier.rows.get(*earlier)?, dossier.rows.get(*later)?);
            self.compare_due(&[earlier.0, later.0], &earlier.1, &later.1);
        }
        for (candidate, row) in &dossier.rows {
            if row.position != last.position {
                self.supersede(candidate, row, last);
                hand_down(&mut self.due_histories, &[*candidate, *standing], DueHistory::Single);
            }
        }
        let (code, field) = (FindingCode::LinkedDossier, CanonicalField::ResolvingUnit);
        self.tell(code, last.position, field, || dossier.units.clone());
        Some(Change {
            segment: standing.2,
            row: standing.3,
            received: dossier.received,
            due: dossier.due,
            finished: dossier.finished,
            timing: dossier.timing,
        })
    }
}

/// The later row of a dossier has the history of the earlier one, and what happened in between.
fn hand_down(histories: &mut [Vec<u32>], [earlier, later]: &[Candidate; 2], between: DueHistory) {
    let of_row = |histories: &[Vec<u32>], row: &Candidate| {
        histories.get(row.2 as usize).and_then(|codes| codes.get(row.3 as usize)).copied()
    };
    let before = of_row(histories, earlier).max(of_row(histories, later));
    let code =
        histories.get_mut(later.2 as usize).and_then(|codes| codes.get_mut(later.3 as usize));
    if let (Some(code), Some(before)) = (code, before) {
        *code = before.max(between.code());
    }
}

/// Rows that would count if no other row told their dossier again.
fn accepted(columns: &Columns, files: &Files) -> Vec<bool> {
    let not_accepted = u32::from(Status::NotAccepted.code());
    let rows = columns.traits.iter().zip(&columns.position);
    rows.map(|(traits, position)| {
        Traits(*traits).status() != not_accepted && takes_part(*position, files)
    })
    .collect()
}

fn takes_part(position: Position, files: &Files) -> bool {
    files.failures.is_empty() || files.is_counted(position.file())
}

/// Rows whose id may occur twice, by id and reading order.
#[expect(clippy::cast_possible_truncation, reason = "fewer than 2^32 rows fit into memory")]
fn candidates(segments: &[Columns], files: &Files) -> Vec<Candidate> {
    let rows: usize = segments.iter().map(Columns::len).sum();
    let words = (rows * BITS_PER_ROW / 64).next_power_of_two();
    let table = || (0..words).map(|_| AtomicU64::new(0)).collect::<Vec<AtomicU64>>();
    let (seen, repeated) = (table(), table());
    let place = |id: u128| {
        let low = id as u64;
        ((low >> 6) as usize & (words - 1), 1_u64 << (low & 63))
    };
    segments.par_iter().for_each(|columns| {
        for id in &columns.id {
            let (word, bit) = place(*id);
            // Which of two rows comes first does not matter, so no order is needed.
            if seen[word].fetch_or(bit, Ordering::Relaxed) & bit != 0 {
                repeated[word].fetch_or(bit, Ordering::Relaxed);
            }
        }
    });
    let of_segment = |(number, columns): (usize, &Columns)| {
        let rows = columns.id.iter().zip(&columns.position).enumerate();
        let may_repeat = rows.filter(|(_, (id, position))| {
            let (word, bit) = place(**id);
            repeated[word].load(Ordering::Relaxed) & bit != 0 && takes_part(**position, files)
        });
        may_repeat
            .map(|(row, (id, position))| (*id, *position, number as u32, row as u32))
            .collect::<Vec<Candidate>>()
    };
    let numbered: Vec<(usize, &Columns)> = segments.iter().enumerate().collect();
    let mut candidates: Vec<Candidate> =
        numbered.par_iter().flat_map_iter(|segment| of_segment(*segment)).collect();
    candidates.par_sort_unstable();
    candidates
}

/// The candidates in the order in which they replace each other, and how far each file tells.
fn in_order(
    segments: &[Columns],
    files: &Files,
    mut candidates: Vec<Candidate>,
) -> (Vec<Candidate>, BTreeMap<FileId, FileCoverage>) {
    let mut reaches = files.reaches.clone();
    // Each look at a row of which another one follows leaves the cache: both cores look.
    let replaced = |pair: &[Candidate]| {
        let [(id, earlier, segment, row), (next, later, ..)] = pair else { return None };
        let file = (id == next && earlier.file() == later.file()).then(|| earlier.file())?;
        let closed = segments.get(*segment as usize)?.closed.get(*row as usize)?;
        Some((file, *closed != NO_DAY))
    };
    let replaced: Vec<(FileId, bool)> = candidates.par_windows(2).filter_map(replaced).collect();
    for (file, is_finished) in replaced {
        reaches.entry(file).or_default().drop_row(is_finished);
    }
    let coverage = coverage(&files.facts, &reaches);
    let order = FileOrder::new(&coverage);
    if !order.is_by_paths() {
        candidates.par_sort_unstable_by_key(|(id, position, ..)| (*id, order.key(*position)));
    }
    (candidates, coverage)
}

/// How many rows of each file are kept; rows of one file lie together.
fn count_kept(columns: &Columns, kept: &[bool]) -> Vec<(FileId, u64)> {
    let mut counted: Vec<(FileId, u64)> = Vec::new();
    for (position, kept) in columns.position.iter().zip(kept) {
        let file = position.file();
        match counted.last_mut() {
            Some((last, count)) if *last == file => *count += u64::from(*kept),
            _ => counted.push((file, u64::from(*kept))),
        }
    }
    counted
}
