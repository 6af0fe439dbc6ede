//! What to load, and how.
//!
//! In: what the command line and the profile ask for. Out: a [`LoadRequest`]. Must not know: what a load
//! brings.

use std::collections::{BTreeSet, HashMap};
use std::sync::Arc;

use super::learnt::LearntOfFiles;
use super::marks::LinkedFacts;
use crate::columns::DateFormat;
use crate::columns::Profile;
use crate::domain::{Day, Dimension, Period, UnitsBasis, WorkingCalendar};
use crate::read::{FileFailure, LayoutHints, Opener, Source};
use crate::units::{RosterEntry, contexts};

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
    pub linked: Arc<HashMap<u128, LinkedFacts>>,
    pub threads: usize,
    /// Whether the caller vouches for the files to tell of everything: then no source is judged by its
    /// silence.
    pub is_complete: bool,
    /// Due days that moved are told of this period only; of all days without one.
    pub moves_of: Option<Period>,
    /// What a file without the header of a log is instead, where it is something that is known.
    pub instead_of_log: Option<fn(&Opener, &Source) -> Option<FileFailure>>,
    /// What passes before this one learnt of whole files.
    pub learnt: LearntOfFiles,
}

impl LoadRequest {
    /// Asks for what the evidence is counted from: marks, and times of day where these decide.
    pub fn keep_evidence(&mut self) {
        self.keep_marks = true;
        self.keep_traces |= self.grain == Grain::Time;
    }

    /// The dimensions whose texts have to be read: those asked for, and those that help to tell
    /// their groups. Provinces stand last: rows of a file without a column of them need none.
    pub fn key_dimensions(&self) -> Vec<Dimension> {
        let helpers = self.dimensions.iter().flat_map(|dimension| contexts(*dimension));
        let mut all: BTreeSet<Dimension> = self.dimensions.iter().chain(helpers).copied().collect();
        let has_provinces = all.remove(&Dimension::Province);
        all.into_iter().chain(has_provinces.then_some(Dimension::Province)).collect()
    }

    /// What other logs say of the dossier with this hash.
    #[inline]
    pub fn linked(&self, id: u128) -> LinkedFacts {
        if self.linked.is_empty() {
            return LinkedFacts::default();
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
