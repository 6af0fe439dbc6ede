//! Dossiers that are handed from unit to unit (liên thông): several rows of one id that are stages of one
//! dossier, not later states of one row.
//!
//! In: the rows of ids that are told more than once, and a second look at their units, for the first
//! pass keeps no text. Out: which row says how such a dossier stands, and the days that the others change.
//! Must not know: periods, rates, what is printed.
//!
//! Rows of one file at different units are stages; so are rows of different files when unit and received
//! day differ both. A row of a later file at the same unit is a later state, and so is one with the same
//! received day at a unit that takes the place of another: units are renamed and change hands. The units
//! in between are not lost: their rows stand among the superseded ones, each with its days.

use std::collections::{BTreeSet, HashMap};

use super::file_plan::FilePlan;
use super::fill_down::FillDown;
use super::key_source::KeySource;
use super::load_request::LoadRequest;
use super::open::open_file;
use super::people::RowKind;
use super::repeated_rows::Row;
use super::shown::shown_cell;
use super::walk::each_row;
use crate::columns::Vocabulary;
use crate::columns::{DateCell, DateEvidence, Moment};
use crate::domain::Dimension;
use crate::domain::fold;
use crate::findings::FindingCode;
use crate::read::{Chunk, ChunkWorker, FileFailure, FileId, OpenFile, Position, Record, run_queue};

/// What the second look brings of a row.
#[derive(Debug, Clone, Default)]
pub struct Stage {
    /// What its unit is known by; empty where the file names none.
    pub unit_key: String,
    /// As it may be shown.
    pub unit: String,
    pub received: Option<Moment>,
    pub due: Option<Moment>,
    pub finished: Option<Moment>,
}

/// How the rows of one dossier belong together; rows are numbered as they were given.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Chain {
    /// The stages in the order of their receipts; one when the dossier was not handed on.
    pub stages: Vec<usize>,
    /// Rows whose received day differs from an earlier one of the same unit.
    pub moved_receipts: Vec<(usize, usize)>,
    /// Rows that tell the same stage again.
    pub again: Vec<(usize, usize)>,
}

/// What rows that follow each other leave open.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct HandOverDoubt {
    has_other_receipt: bool,
    has_other_due: bool,
    is_in_one_file: bool,
}

impl HandOverDoubt {
    /// Adds two rows of one dossier that follow each other.
    pub fn see(&mut self, earlier: Row, later: Row) {
        self.has_other_receipt |= earlier.received != later.received;
        self.has_other_due |= earlier.due != later.due;
        self.is_in_one_file |= earlier.position.file() == later.position.file();
    }

    /// Whether only the units tell how the rows belong together.
    pub const fn needs_units(self) -> bool {
        self.has_other_receipt || (self.has_other_due && self.is_in_one_file)
    }
}

/// Puts the rows of one dossier together, file by file from the oldest on. `units`: of each row, folded.
pub fn chain(rows: &[Row], units: &[String]) -> Chain {
    let unit = |row: usize| units.get(row).map_or("", String::as_str);
    let received = |row: usize| rows.get(row).map(|row| row.received);
    let mut chain = Chain::default();
    let mut next = 0;
    for of_file in rows.chunk_by(|one, other| one.position.file() == other.position.file()) {
        let here: Vec<usize> = (next..next + of_file.len()).collect();
        next += of_file.len();
        let units_here: BTreeSet<&str> = here.iter().map(|row| unit(*row)).collect();
        let before = std::mem::take(&mut chain.stages);
        for row in here {
            let is_same_receipt = |other: &usize| received(*other) == received(row);
            let earlier_here = chain.stages.iter().position(|stage| unit(*stage) == unit(row));
            let of_unit = || before.iter().copied().filter(|other| unit(*other) == unit(row));
            let is_taken_over =
                |other: &usize| !units_here.contains(unit(*other)) && is_same_receipt(other);
            let earlier = match earlier_here {
                // Told twice in a file that knows one unit: the later row is the later state.
                Some(place) if units_here.len() == 1 => Some(chain.stages.remove(place)),
                Some(_) => None,
                None => of_unit()
                    .find(is_same_receipt)
                    .or_else(|| of_unit().next())
                    .or_else(|| before.iter().copied().find(is_taken_over)),
            };
            if let Some(earlier) = earlier {
                chain.again.push((earlier, row));
                if !is_same_receipt(&earlier) {
                    chain.moved_receipts.push((earlier, row));
                }
            }
            chain.stages.push(row);
        }
        let replaced: BTreeSet<usize> = chain.again.iter().map(|(earlier, _)| *earlier).collect();
        let kept = before
            .into_iter()
            .filter(|row| !replaced.contains(row) && !units_here.contains(unit(*row)));
        chain.stages.extend(kept.collect::<Vec<_>>());
        // File by file, so that the order of rows never says which stage a later export tells again.
        chain.stages.sort_by_key(|row| (received(*row), *row));
    }
    chain
}

/// Looks again at these rows.
pub fn stages(request: &LoadRequest, rows: &BTreeSet<Position>) -> HashMap<Position, Stage> {
    if rows.is_empty() {
        return HashMap::new();
    }
    let vocabulary = Vocabulary::new(request.profile.as_ref());
    let files: BTreeSet<FileId> = rows.iter().map(|position| position.file()).collect();
    let count = u32::try_from(request.sources.len()).unwrap_or(u32::MAX).min(Position::MAX_FILES);
    let finders = run_queue(count, request.threads.max(1), || Finder {
        request,
        vocabulary: &vocabulary,
        rows,
        files: &files,
        found: HashMap::new(),
        filling: FillDown::default(),
    });
    finders.into_iter().flat_map(|finder| finder.found).collect()
}

struct Finder<'a> {
    request: &'a LoadRequest,
    vocabulary: &'a Vocabulary,
    rows: &'a BTreeSet<Position>,
    files: &'a BTreeSet<FileId>,
    found: HashMap<Position, Stage>,
    filling: FillDown,
}

impl ChunkWorker for Finder<'_> {
    type Plan = FilePlan;

    fn open(&mut self, file: FileId) -> Result<OpenFile<FilePlan>, FileFailure> {
        if !self.files.contains(&file) {
            // Not a failure: nothing is asked of this file.
            return Err(FileFailure::new(FindingCode::OtherFile, ""));
        }
        open_file(self.request, self.vocabulary, file)
    }

    fn take(&mut self, plan: &FilePlan, chunk: &Chunk) -> Result<(), FileFailure> {
        let mut filling = std::mem::take(&mut self.filling);
        each_row(plan, chunk, &mut filling, |plan, record, position| {
            if let Some(plan) = plan
                && self.rows.contains(&position)
            {
                self.found.insert(position, stage(plan, record, position));
            }
        });
        self.filling = filling;
        Ok(())
    }

    /// The file was read before; one that is gone meanwhile names no units.
    fn fail(&mut self, _: FileId, _: FileFailure) {}
}

fn stage(plan: &FilePlan, record: &Record<'_>, at: Position) -> Stage {
    let text = |text: &[u8]| String::from_utf8_lossy(text).into_owned();
    let (unit, written) = match KeySource::new(&plan.facts, Dimension::Unit) {
        KeySource::Column(column) => {
            (shown_cell(plan, record, column, RowKind::Usual), text(&record.cell(column)))
        }
        KeySource::Fixed(unit) => (text(&unit), text(&unit)),
        KeySource::Group(what, otherwise) => {
            let unit = plan.of_group(what, at).map_or_else(|| text(&otherwise), str::to_owned);
            (unit.clone(), unit)
        }
        KeySource::Absent => (String::new(), String::new()),
    };
    let moment = |column: Option<usize>| {
        let read = plan.dates().read(&record.cell(column?), &mut DateEvidence::default());
        if let DateCell::At(moment) = read { Some(moment) } else { None }
    };
    Stage {
        unit_key: fold(&written),
        unit,
        received: moment(Some(plan.received)),
        due: moment(plan.due),
        finished: moment(plan.finished).or_else(|| moment(plan.returned)),
    }
}

#[cfg(test)]
mod tests {
    use super::{Chain, HandOverDoubt, Row, chain};
    use crate::domain::NO_DAY;
    use crate::read::{FileId, Position};

    fn rows(told: &[(u32, &str, i32)]) -> (Vec<Row>, Vec<String>) {
        let row = |(number, (file, _, received)): (usize, &(u32, &str, i32))| {
            let row = u32::try_from(number).expect("few rows");
            let position = Position::new(FileId(*file), 0, row);
            Row { place: number, position, received: *received, due: 20, closed: NO_DAY, traits: 0 }
        };
        let units = told.iter().map(|(_, unit, _)| (*unit).to_owned()).collect();
        (told.iter().enumerate().map(row).collect(), units)
    }

    fn of(told: &[(u32, &str, i32)]) -> Chain {
        let (rows, units) = rows(told);
        chain(&rows, &units)
    }

    #[test]
    fn rows_of_one_file_at_several_units_are_stages() {
        for told in [&[(0, "a", 3), (0, "b", 5)][..], &[(0, "a", 3), (0, "b", 3)]] {
            let chain = of(told);
            assert_eq!(chain.stages, [0, 1]);
            assert!(chain.moved_receipts.is_empty() && chain.again.is_empty());
        }
        // Whatever the order of the rows.
        assert_eq!(of(&[(0, "b", 5), (0, "a", 3)]).stages, [1, 0]);
        // Handed back to the first.
        assert_eq!(of(&[(0, "a", 3), (0, "b", 5), (0, "a", 8)]).stages, [0, 1, 2]);
    }

    #[test]
    fn later_exports_tell_stages_again() {
        let chain = of(&[(0, "a", 3), (0, "b", 5), (1, "a", 3), (1, "b", 5)]);
        assert_eq!(chain.stages, [2, 3]);
        assert_eq!(chain.again, [(0, 2), (1, 3)]);
        assert!(chain.moved_receipts.is_empty());
        // The later export knows the last unit only.
        let chain = of(&[(0, "a", 3), (0, "b", 5), (1, "b", 5)]);
        assert_eq!(chain.stages, [0, 2]);
        // Every unit sends a file of its own.
        assert_eq!(of(&[(0, "b", 5), (1, "a", 3)]).stages, [1, 0]);
    }

    #[test]
    fn the_same_unit_or_the_same_receipt_is_a_later_state() {
        let chain = of(&[(0, "a", 3), (1, "a", 3)]);
        assert_eq!((&chain.stages[..], &chain.again[..]), (&[1][..], &[(0, 1)][..]));
        // A unit of another name.
        let chain = of(&[(0, "a", 3), (1, "b", 3)]);
        assert_eq!((&chain.stages[..], &chain.again[..]), (&[1][..], &[(0, 1)][..]));
        let chain = of(&[(0, "a", 3), (1, "a", 4)]);
        assert_eq!((&chain.stages[..], &chain.moved_receipts[..]), (&[1][..], &[(0, 1)][..]));
        let chain = of(&[(0, "a", 3), (0, "a", 4)]);
        assert_eq!((&chain.stages[..], &chain.moved_receipts[..]), (&[1][..], &[(0, 1)][..]));
    }

    #[test]
    fn units_are_asked_only_where_they_matter() {
        for (told, expected) in [
            (&[(0, "", 3), (1, "", 3)][..], false),
            (&[(0, "", 3), (0, "", 3)], false),
            (&[(0, "", 3), (1, "", 4)], true),
            (&[(0, "", 3), (0, "", 5)], true),
        ] {
            let rows = rows(told).0;
            let mut doubt = HandOverDoubt::default();
            rows.windows(2).for_each(|pair| doubt.see(pair[0], pair[1]));
            assert_eq!(doubt.needs_units(), expected);
            let due = Row { due: 21, ..rows[1] };
            doubt.see(rows[0], due);
            assert_eq!(doubt.needs_units(), expected || told[0].0 == told[1].0);
        }
    }
}
