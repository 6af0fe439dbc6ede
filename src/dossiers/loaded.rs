//! What a load brings: dossiers, findings and the account of every row.
//!
//! Must not know: how it came about.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::coverage::FileCoverage;
use super::file_facts::FileFacts;
use super::groups::ExpectedUnit;
use super::learnt::LearntOfFiles;
use super::listed::NotListed;
use super::overlap::FileOverlap;
use super::reached::Coverage;
use super::spellings::Spelling;
use super::table::Dossiers;
use crate::domain::{CanonicalField, Day, UnitsBasis, WorkingCalendar};
use crate::findings::{FindingCode, Findings, Ledger, Rejection};
use crate::read::{Position, RowNumbers, Source};
use crate::units::Presence;

/// Where a rejected row stands, and why it is rejected: all that is kept of it, for there may be
/// millions. What it says is read again when it is asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct RejectedPlace {
    pub position: Position,
    pub reason: Rejection,
}

/// A row that a later one of its dossier replaces.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct SupersededRow {
    /// Number of the source, and row as a spreadsheet numbers it.
    pub place: (u32, u32),
    /// The same of the next row of the dossier.
    pub by: (u32, u32),
    pub received: Day,
    pub due: Option<Day>,
    pub closed: Option<Day>,
}

/// A finding of a row, with its place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RowFinding {
    pub position: Position,
    pub file: String,
    pub row: u64,
    pub code: FindingCode,
    /// The header of the column, and the field it is.
    pub column: Option<String>,
    pub field: Option<CanonicalField>,
    pub value: Option<String>,
}

/// Everything a load brings.
#[derive(Debug)]
pub struct Loaded {
    pub dossiers: Dossiers,
    pub findings: Findings,
    /// All rows of all files that could be read.
    pub ledger: Ledger,
    /// The same by file, in reading order; files that could not be read are not among them.
    pub ledger_by_file: Vec<(String, Ledger)>,
    pub files: Vec<Arc<FileFacts>>,
    /// The name of every source, by its number.
    pub source_names: Vec<String>,
    /// In reading order, if they were asked for.
    pub rejects: Vec<RejectedPlace>,
    /// In reading order, if they were asked for.
    pub superseded: Vec<SupersededRow>,
    /// How far each file tells, in reading order; those that could not be counted are not among them.
    pub coverage: Vec<FileCoverage>,
    /// Files that tell of the same dossiers, two by two.
    pub overlaps: Vec<FileOverlap>,
    /// What stands in the columns of closed lists.
    pub spellings: BTreeMap<CanonicalField, Vec<Spelling>>,
    /// The findings of rows in reading order, if they were asked for.
    pub row_findings: Vec<RowFinding>,
    /// Those that were more than were asked for.
    pub not_listed: NotListed,
    /// How many files could not be counted.
    pub failed_files: usize,
    /// Files that hold counts instead of dossiers, in reading order.
    pub tables: Vec<Source>,
    /// Logs and lists of other kinds, in reading order.
    pub other_logs: Vec<Source>,
    /// For a second look at single rows: where each chunk begins, and how the files were read.
    pub row_numbers: RowNumbers,
    pub learnt: LearntOfFiles,
    /// Fields that at least one file has.
    pub fields: BTreeSet<CanonicalField>,
    /// Whose units the groups are told in.
    pub units: UnitsBasis,
    /// The day whose names and districts they have, where one was asked for.
    pub units_day: Option<Day>,
    /// What working days are counted by.
    pub calendar: Arc<WorkingCalendar>,
    /// The units that have to report; none when no list was given.
    pub roster: Vec<ExpectedUnit>,
    /// Which units tell something of the period; known when there is one.
    pub presence: Presence,
    /// How far the sources reach towards the end of the period; known when there is one.
    pub reach: Coverage,
}
