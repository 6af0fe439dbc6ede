//! What a check knows of a month that was just counted.

use crate::archive::Archive;
use crate::domain::{Period, PeriodRule};
use crate::dossiers::Loaded;
use crate::tally::{Cube, TimeFrame};

/// A month that was just counted.
pub struct CountedMonth<'a> {
    /// The months before.
    pub archive: &'a Archive,
    pub loaded: &'a Loaded,
    pub frame: &'a TimeFrame,
    /// By unit where the exports name units, else of the whole.
    pub units: Cube,
    /// By unit and month, from some months before the period to its end.
    pub trend: &'a Cube,
    /// Digests of the dossiers that stand neither in the month nor near it.
    pub far_digests: &'a [u64],
}

impl CountedMonth<'_> {
    pub const fn period(&self) -> Period {
        self.frame.period
    }

    pub const fn rule(&self) -> PeriodRule {
        self.frame.rule
    }
}
