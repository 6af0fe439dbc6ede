//! Reads the marks of accepted rows.
//!
//! In: one accepted row and where its file has the columns. Out: one entry per column of
//! [`MarkColumns`]. Must not know: which row of a dossier counts, periods, groups.

use std::collections::{BTreeSet, HashMap};

use super::file_plan::FilePlan;
use super::mark_plan::MarkPlan;
use super::marks::{Answer, LinkedFacts, Mark, MarkColumns, Marks, NO_TERM, Requests};
use crate::columns::Profile;
use crate::columns::is_blank_word;
use crate::columns::{DateCell, DateEvidence};
use crate::columns::{ValueColumn, ValueMap};
use crate::domain::NO_DAY;
use crate::domain::fold;
use crate::domain::{Day, Flag, ServiceLevel};
use crate::read::{FileId, Position, Record};

/// Reads the marks of one thread's rows.
pub struct MarkReader<'a> {
    /// One per [`Mark`].
    flags: Vec<ValueColumn<'a, Flag>>,
    service_level: ValueColumn<'a, ServiceLevel>,
    terms: Terms,
    /// What columns of digitised papers say of reuse.
    reuse: ValueColumn<'a, Flag>,
    /// Files whose columns of digitised papers say it somewhere.
    pub reuse_told: BTreeSet<FileId>,
}

impl<'a> MarkReader<'a> {
    pub fn new(profile: Option<&'a Profile>) -> Self {
        let flags = Mark::ALL.map(|mark| ValueMap::of_flag(mark.field().name(), profile));
        Self {
            flags: flags.into_iter().map(ValueColumn::new).collect(),
            service_level: ValueColumn::new(ValueMap::new("service_level", profile)),
            terms: Terms::default(),
            reuse: ValueColumn::new(ValueMap::of_dictionary("reused")),
            reuse_told: BTreeSet::new(),
        }
    }

    pub fn start_chunk(&mut self) {
        self.flags.iter_mut().for_each(ValueColumn::start_chunk);
        self.service_level.start_chunk();
        self.reuse.start_chunk();
    }

    /// The column of a mark.
    pub fn column(&self, mark: Mark) -> &ValueColumn<'a, Flag> {
        &self.flags[mark as usize]
    }

    pub const fn service_level(&self) -> &ValueColumn<'a, ServiceLevel> {
        &self.service_level
    }

    /// Reads one row.
    pub fn read(
        &mut self,
        (file, plan): (&FilePlan, &MarkPlan),
        record: &Record<'_>,
        at: Position,
        linked: LinkedFacts,
        columns: &mut MarkColumns,
    ) {
        let mut term = |column: Option<usize>| {
            column.and_then(|column| self.terms.read(&record.cell(column))).unwrap_or(NO_TERM)
        };
        columns.statutory_days.push(term(plan.statutory_days));
        columns.committed_days.push(term(plan.committed_days));
        let known = |day: Option<Day>| day.map_or(NO_DAY, |day| day.0);
        columns.complained_on.push(known(linked.complained_on));
        columns.rated_on.push(known(linked.rated_on));
        let marks = Marks::default();
        if plan.tells_marks() {
            self.read_marks((file, plan), record, at, marks, columns);
        } else {
            columns.marks.push(marks.0);
            columns.supplement_requested.push(NO_DAY);
            columns.supplement_done.push(NO_DAY);
        }
    }

    fn read_marks(
        &mut self,
        (file, plan): (&FilePlan, &MarkPlan),
        record: &Record<'_>,
        at: Position,
        mut marks: Marks,
        columns: &mut MarkColumns,
    ) {
        for ((mark, column), flags) in Mark::ALL.into_iter().zip(plan.marks).zip(&mut self.flags) {
            if let Some(column) = column {
                marks = marks.with(mark, told(mark, flags, &record.cell(column), at));
            }
        }
        if marks.told(Mark::Reused) == Answer::Nothing && self.says_reused(plan, record, at) {
            marks = marks.with(Mark::Reused, Answer::Yes);
            self.reuse_told.insert(file.file);
        }
        if let Some(column) = plan.service_level {
            let cell = record.cell(column);
            if !is_blank(&cell) {
                marks = marks.with_service_level(self.service_level.read(&cell, at));
            }
        }
        let day = |column: Option<usize>| {
            let cell = record.cell(column?);
            // Whether day or month stands first is proved by the dates that are counted.
            match file.dates().read(&cell, &mut DateEvidence::default()) {
                DateCell::At(moment) => Some(moment.day().0),
                DateCell::Blank | DateCell::Bad => None,
            }
        };
        let (requested, done) = (day(plan.requested_at), day(plan.done_at));
        marks = marks.with_done_told(plan.done_at.is_some());
        let counted = plan.requests.map(|column| whole_number(&record.cell(column)).unwrap_or(0));
        let requests = match (counted, plan.requested_at) {
            (Some(2..), _) => Requests::Several,
            (Some(1), _) => Requests::One,
            (_, Some(_)) if requested.is_some() => Requests::One,
            (None, None) => Requests::Unknown,
            _ => Requests::None,
        };
        columns.marks.push(marks.with_requests(requests, counted.is_some()).0);
        columns.supplement_requested.push(requested.unwrap_or(NO_DAY));
        columns.supplement_done.push(done.unwrap_or(NO_DAY));
    }

    fn says_reused(&mut self, plan: &MarkPlan, record: &Record<'_>, at: Position) -> bool {
        let columns = [plan.marks[Mark::InputDigitised as usize], plan.result_digitised];
        let mut cells = columns.into_iter().flatten().map(|column| record.cell(column));
        cells.any(|cell| self.reuse.read(&cell, at) == Flag::Yes)
    }
}

/// Texts longer than this are no "no": a link need not be looked up.
const LONGEST_NO: usize = 24;

fn told(mark: Mark, flags: &mut ValueColumn<'_, Flag>, cell: &[u8], at: Position) -> Answer {
    if is_blank(cell) {
        return Answer::No;
    }
    let yes_if = |yes| if yes { Answer::Yes } else { Answer::No };
    match mark {
        Mark::Apology | Mark::ResultLink => {
            yes_if(cell.len() > LONGEST_NO || flags.meaning(cell) != Some(Flag::No))
        }
        // An amount; without a digit, a word that says whether there is one.
        Mark::HasFee if cell.iter().any(u8::is_ascii_digit) => {
            yes_if(cell.iter().any(|byte| matches!(byte, b'1'..=b'9')))
        }
        _ => match flags.read(cell, at) {
            Flag::Yes => Answer::Yes,
            Flag::No => Answer::No,
            Flag::Unknown => Answer::Nothing,
        },
    }
}

fn is_blank(cell: &[u8]) -> bool {
    cell.is_empty() || is_blank_word(cell)
}

/// The number a cell begins with: `2`, `2 lần`, `2.0`.
fn whole_number(cell: &[u8]) -> Option<u32> {
    let digits = cell.iter().take_while(|byte| byte.is_ascii_digit()).count();
    std::str::from_utf8(cell.get(..digits)?).ok()?.parse().ok()
}

/// Reads times told; a log has few spellings of them, and most are bare numbers.
#[derive(Debug, Default)]
struct Terms {
    known: HashMap<Vec<u8>, Option<u32>>,
}

impl Terms {
    /// So many spellings are remembered.
    const MOST_KNOWN: usize = 1_000;

    fn read(&mut self, cell: &[u8]) -> Option<u32> {
        if cell.iter().all(u8::is_ascii_digit) {
            return short_term(cell);
        }
        if let Some(term) = self.known.get(cell) {
            return *term;
        }
        let term = term_of(cell);
        if self.known.len() < Self::MOST_KNOWN {
            self.known.insert(cell.to_vec(), term);
        }
        term
    }
}

/// The number a cell begins with, if it is a time at all.
fn short_term(cell: &[u8]) -> Option<u32> {
    const LONGEST_TERM: u32 = 10_000;
    whole_number(cell).filter(|days| *days <= LONGEST_TERM)
}

/// Working days of a cell such as `15` or `15 ngày làm việc`; hours are no days.
fn term_of(cell: &[u8]) -> Option<u32> {
    let days = short_term(cell)?;
    let is_hours = fold(&String::from_utf8_lossy(cell)).contains(&fold("giờ"));
    (!is_hours).then_some(days)
}

#[cfg(test)]
mod tests {
    use super::{Terms, whole_number};

    #[test]
    fn numbers_are_read_from_the_beginning_of_a_cell() {
        for (cell, expected) in [("2", Some(2)), ("15 ngày", Some(15)), ("", None), ("x1", None)] {
            assert_eq!(whole_number(cell.as_bytes()), expected, "{cell}");
        }
        let mut terms = Terms::default();
        for (cell, expected) in [
            ("15 ngày làm việc", Some(15)),
            ("8 giờ làm việc", None),
            ("99999", None),
            ("15 ngày làm việc", Some(15)),
            ("20", Some(20)),
            ("", None),
        ] {
            assert_eq!(terms.read(cell.as_bytes()), expected, "{cell}");
        }
    }
}
