//! Sources → dossiers, findings and ledger: runs the threads over all files, merges what they bring,
//! and reads again what a whole file proves to have been misunderstood.

<<<<<<< HEAD
use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::sync::Arc;

use super::coverage::SourceCoverage;
use super::date::DateFormat;
use super::dossiers::Dossiers;
use super::file_facts::FileFacts;
use super::groups::ExpectedUnit;
use super::late_encodings::RefusedEncodings;
use super::learnt::{Learnt, learn};
use super::listed::NotListed;
use super::marks::Linked;
use super::merge::merge;
use super::overlap::FileOverlap;
use super::profile::Profile;
use super::spellings::Spelling;
use super::units::Presence;
use super::units::{RosterEntry, contexts};
use super::vocabulary::Vocabulary;
use super::worker::Worker;
use crate::domain::{CanonicalField, Day, Dimension, UnitsBasis, WorkingCalendar};
use crate::findings::{FindingCode, Findings, Ledger, Rejection};
use crate::read::{LayoutHints, Opener, Position, RowNumbers, Source, run_queue};

/// What becomes of rows finished before they were received.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Policy {
    /// Rejected.
    #[default]
    Strict,
    /// Kept, as closed on the received day.
    Lenient,
}

impl Policy {
    pub const ALL: [Self; 2] = [Self::Strict, Self::Lenient];

    /// The name on the command line and in JSON.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Strict => "strict",
            Self::Lenient => "lenient",
        }
    }
}

/// Whether a finish is compared with the due day or with the due moment.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Grain {
    #[default]
    Day,
    Time,
}

impl Grain {
    pub const ALL: [Self; 2] = [Self::Day, Self::Time];

    /// The name on the command line and in JSON.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Day => "day",
            Self::Time => "time",
        }
    }
}

/// What to load, and how.
#[derive(Debug, Clone, Default)]
#[expect(clippy::struct_excessive_bools, reason = "what is kept is asked for one by one")]
pub struct LoadRequest {
    /// In natural path order, which tells the later of two files where what they say does not.
    pub sources: Vec<Source>,
    pub opener: Opener,
    pub profile: Option<Profile>,
    pub policy: Policy,
    pub grain: Grain,
    /// Text dimensions that will be grouped or filtered by; other text is not kept.
    pub dimensions: Vec<Dimension>,
    /// Whose units the groups are told in.
    pub units: UnitsBasis,
    /// The day whose names and districts they have; the last of the log without one.
    pub units_day: Option<Day>,
    /// Units that have to report; none when no list was given.
    pub roster: Vec<RosterEntry>,
    /// What working days are counted by.
    pub calendar: Arc<WorkingCalendar>,
    /// Whether the places of rejected rows are kept.
    pub keep_rejects: bool,
    /// Whether the places and days of superseded rows are kept.
    pub keep_superseded: bool,
    /// How many findings of rows are kept, not only the first of each code, if they are asked for.
    pub list_findings: Option<usize>,
    /// Whether the source of each dossier is kept where there are several and any has ratings, which
    /// tells their scale. Traces have it in any case.
    pub keep_sources_of_ratings: bool,
    /// Whether times of day, due histories and places are kept, which the integrity signals need.
    pub keep_traces: bool,
    /// Whether flags, service level, supplement requests, statutory and committed days are kept,
    /// which the evidence and processing times need.
    pub keep_marks: bool,
    /// Whether a hash of each dossier id is kept, which tells what moved from one run to the next.
    pub keep_digests: bool,
    /// What other logs say of dossiers, by the xxh3 hash (128 bits) of the bytes of their ids.
    /// Complaints are kept with the marks only.
    pub linked: Arc<HashMap<u128, Linked>>,
    pub threads: usize,
    /// Whether a file without the header of a log is a table of counts.
    pub is_table: Option<fn(&Opener, &Source) -> bool>,
    /// What passes before this one learnt of whole files.
    pub learnt: Learnt,
}

impl LoadRequest {
    /// The dimensions whose texts have to be read: those asked for, and those that help to tell
    /// their groups.
    pub fn key_dimensions(&self) -> Vec<Dimension> {
        let helpers = self.dimensions.iter().flat_map(|dimension| contexts(*dimension));
        let all: BTreeSet<Dimension> = self.dimensions.iter().chain(helpers).copied().collect();
        all.into_iter().collect()
    }

    /// What other logs say of the dossier with this hash.
    #[inline]
    pub fn linked(&self, id: u128) -> Linked {
        if self.linked.is_empty() {
            return Linked::default();
        }
        self.linked.get(&id).copied().unwrap_or_default()
    }

    pub fn date_formats(&self) -> &[DateFormat] {
        self.profile.as_ref().map_or(&[], |profile| &profile.date_formats)
    }

    /// What the profile prescribes of the shape of files.
    pub fn hints(&self) -> LayoutHints {
        LayoutHints {
            delimiter: self.profile.as_ref().and_then(|profile| profile.delimiter),
            header_row: self.profile.as_ref().and_then(|profile| profile.header_row),
        }
    }
}

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
    pub coverage: Vec<SourceCoverage>,
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
    /// For a second look at single rows: where each chunk begins, and how the files were read.
    pub row_numbers: RowNumbers,
    pub learnt: Learnt,
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
}
=======
use super::learn::{RefusedEncodings, learn};
use super::load_request::LoadRequest;
use super::loaded::Loaded;
use super::merge::merge;
use super::vocabulary::Vocabulary;
use super::worker::Worker;
use crate::read::{Position, run_queue};
>>>>>>> main

/// A file that is learnt of again after so many passes says two things; it is read as it was last.
const MOST_PASSES: usize = 4;

/// Loads the sources: pass by pass, until no file says as a whole that its head was misunderstood.
/// That is so rare that everything is simply read again, knowing better.
///
/// # Errors
/// When the merged columns do not fit a frame or the ledger does not add up: bugs, not data.
pub fn load(request: &LoadRequest) -> Result<Loaded, super::dossiers::DossiersError> {
    let vocabulary = Vocabulary::new(request.profile.as_ref());
    let mut request = request.clone();
    let mut refused = RefusedEncodings::default();
    let mut passes = 1;
    loop {
        let mut workers = pass(&request, &vocabulary);
        let learnt = learn(&request, &workers, &mut refused);
        if learnt.is_empty() || passes == MOST_PASSES {
            refused.explain(&mut workers);
            return merge(&request, workers);
        }
        drop(workers);
        request.learnt.add(learnt);
        passes += 1;
    }
}

fn pass<'a>(request: &'a LoadRequest, vocabulary: &'a Vocabulary) -> Vec<Worker<'a>> {
    let files = u32::try_from(request.sources.len()).unwrap_or(u32::MAX).min(Position::MAX_FILES);
    run_queue(files, request.threads.max(1), || Worker::new(request, vocabulary))
}
