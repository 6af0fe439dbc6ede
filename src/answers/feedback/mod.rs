//! Rows to mend → one workbook per unit, and what became of those of the last run.
//!
//! In: the findings of rows with their context, and the index of the run before. Out: [`Feedback`]:
//! per unit its rows, each new or still there, and the index for the next run. Must not know: files,
//! the format of a workbook. No personal data: mapped columns only, and nothing of ragged rows.

mod compare;
mod index;
mod names;
mod sheets;
mod summary;

use crate::domain::{CanonicalField, Day};
use crate::findings::FindingCode;
pub use compare::{Run, compare};
pub use index::{INDEX_FILE, Index, IndexError, WorkbookEntry};
pub use sheets::{Sheet, sheets};
use std::collections::BTreeMap;
pub use summary::{FeedbackRecord, record, table};

/// What became of a row since the last run.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum State {
    /// Not in the last run.
    New,
    /// Was in the last run and is not mended.
    StillThere,
    /// Was in the last run; its dossier is still told, without this trouble.
    Fixed,
    /// Was in the last run; its dossier is not among the inputs, so nobody can say.
    NotInRun,
}

impl State {
    pub const ALL: [Self; 4] = [Self::New, Self::StillThere, Self::Fixed, Self::NotInRun];

    /// The name in the index and in JSON.
    pub const fn name(self) -> &'static str {
        match self {
            Self::New => "new",
            Self::StillThere => "still_there",
            Self::Fixed => "fixed",
            Self::NotInRun => "not_in_run",
        }
    }
}

/// One row with one trouble.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MendRow {
    /// What the row is known by from run to run: the dossier, else a place.
    pub subject: String,
    pub dossier: Option<String>,
    /// Known of rows of this run only.
    pub procedure: Option<String>,
    pub file: String,
    pub row: u64,
    pub column: Option<String>,
    pub field: Option<CanonicalField>,
    /// What stands there; known of rows of this run only.
    pub value: Option<String>,
    pub value_hash: u64,
    pub code: FindingCode,
    pub state: State,
    /// The last day of the data of the run that saw it first.
    pub since: Option<Day>,
}

/// The rows of one unit.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UnitFeedback {
    /// `None`: the rows that name no unit.
    pub name: Option<String>,
    /// Name of its workbook; units without a row to mend have none.
    pub workbook: Option<String>,
    /// Those of this run in reading order, then those of the last that are gone.
    pub rows: Vec<MendRow>,
    /// Rows of this run with the same trouble as listed ones, too many to be listed themselves.
    pub not_listed: BTreeMap<FindingCode, u64>,
}

impl UnitFeedback {
    /// How many rows are in a state.
    pub fn count(&self, state: State) -> usize {
        self.rows.iter().filter(|row| row.state == state).count()
    }

    /// How many rows are not listed.
    pub fn not_listed(&self) -> u64 {
        self.not_listed.values().sum()
    }

    /// The rows to mend: new and still there.
    pub fn open(&self) -> impl Iterator<Item = &MendRow> {
        self.rows.iter().filter(|row| matches!(row.state, State::New | State::StillThere))
    }
}

/// Everything a run has to say to the units.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Feedback {
    /// Tells a run from another: what was read and what was found.
    pub run: u64,
    /// First received day and last day of the data, if there is any dossier.
    pub days: Option<(Day, Day)>,
    /// The last day of the data of the run before, if there was one.
    pub before: Option<Option<Day>>,
    /// In Vietnamese order, the unit without a name last.
    pub units: Vec<UnitFeedback>,
}
