//! Times of dossiers → what `cchc times` shows.
//!
//! In: a [`TimesOutcome`] and what was asked to be shown. Out: documents, flat rows and `cchc/times/1`.
//! Must not know: how times are measured, file formats.

mod advice;
mod flat;
mod record;
mod tables;

use super::provenance::CalendarRecord;
use crate::domain::{Absence, CanonicalField, Day, Ratio};
use crate::dossiers::{Grain, Loaded};
use crate::findings::Ledger;
use crate::tally::TimeFrame;
use crate::tally::times::{Histogram, Spans, TermUse, TimesCube};
pub use record::TimesRecord;
use std::collections::BTreeSet;

/// What was measured, and from what.
#[derive(Debug)]
pub struct TimesOutcome {
    pub loaded: Loaded,
    pub frame: TimeFrame,
    pub days_seen: (Day, Day),
    pub cube: TimesCube,
}

/// Times, and what they stand on.
#[derive(Debug, Clone, Copy)]
pub struct TimesInput<'a> {
    pub cube: &'a TimesCube,
    pub frame: &'a TimeFrame,
    pub fields: &'a BTreeSet<CanonicalField>,
    pub ledger: &'a Ledger,
    pub calendar: CalendarRecord<'a>,
    /// The run that measured, when it is this one.
    pub outcome: Option<&'a TimesOutcome>,
}

impl<'a> From<&'a TimesOutcome> for TimesInput<'a> {
    fn from(outcome: &'a TimesOutcome) -> Self {
        Self {
            cube: &outcome.cube,
            frame: &outcome.frame,
            fields: &outcome.loaded.fields,
            ledger: &outcome.loaded.ledger,
            calendar: CalendarRecord::new(&outcome.loaded.calendar),
            outcome: Some(outcome),
        }
    }
}

/// What is shown of it.
#[derive(Debug, Clone, Copy)]
pub struct TimesOptions {
    pub grain: Grain,
    /// Open dossiers due within so many working days are counted.
    pub due_within: u32,
    /// Whether processing times are shown by bands.
    pub distribution: bool,
    /// Whether due dates are compared with recomputed ones.
    pub advice: bool,
}

/// Times with what is needed to read them.
pub struct TimesReport<'a> {
    measured: TimesInput<'a>,
    asked: TimesOptions,
}

/// Days from one number to another, both counted; nothing above the last band.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct DayBand {
    from: u32,
    to: Option<u32>,
}

/// Bands of processing times, in working days.
const BANDS: [DayBand; 11] = bands([0, 1, 2, 3, 5, 10, 15, 20, 30, 60]);
/// Bands of the age of open dossiers, in working days.
const AGE_BANDS: [DayBand; 5] = bands([5, 10, 30, 60]);

/// Bands that end on these numbers, and what lies above.
const fn bands<const ENDS: usize, const BANDS: usize>(ends: [u32; ENDS]) -> [DayBand; BANDS] {
    let mut bands = [DayBand { from: 0, to: None }; BANDS];
    let mut place = 0;
    while place < ENDS {
        bands[place].to = Some(ends[place]);
        bands[place + 1].from = ends[place] + 1;
        place += 1;
    }
    bands
}

impl DayBand {
    fn count(self, histogram: &Histogram) -> u64 {
        let up_to = self.to.map_or_else(|| histogram.count(), |to| histogram.at_most(to));
        let below = self.from.checked_sub(1).map_or(0, |below| histogram.at_most(below));
        up_to - below
    }

    /// `3`, `4–5`, `>60`
    fn label(self) -> String {
        match self.to {
            None => format!(">{}", self.from.saturating_sub(1)),
            Some(to) if to == self.from => to.to_string(),
            Some(to) => format!("{}–{to}", self.from),
        }
    }

    /// `3`, `4_5`, `over_60`: a part of a name for machines.
    fn key(self) -> String {
        match self.to {
            None => format!("over_{}", self.from.saturating_sub(1)),
            Some(to) if to == self.from => to.to_string(),
            Some(to) => format!("{}_{to}", self.from),
        }
    }
}

impl<'a> TimesReport<'a> {
    pub const fn new(measured: TimesInput<'a>, asked: TimesOptions) -> Self {
        Self { measured, asked }
    }

    fn has(&self, field: CanonicalField) -> bool {
        self.measured.fields.contains(&field)
    }

    fn has_finish(&self) -> bool {
        self.has(CanonicalField::FinishedAt) || self.has(CanonicalField::ReturnedAt)
    }

    fn has_due(&self) -> bool {
        self.has(CanonicalField::DueAt)
    }

    /// The terms that an export has a column for, with what a group says of them.
    fn terms(&self) -> impl Iterator<Item = Term> {
        Term::ALL.into_iter().filter(|term| self.has(term.field()))
    }

    /// Whether finishes are told at all.
    fn finished(&self) -> Result<(), Absence> {
        if self.has_finish() { Ok(()) } else { Err(Absence::NotInExport) }
    }

    /// Whether finishes and due dates are.
    fn finished_and_due(&self) -> Result<(), Absence> {
        self.finished()?;
        self.due()
    }

    fn due(&self) -> Result<(), Absence> {
        if self.has_due() { Ok(()) } else { Err(Absence::NotInExport) }
    }
}

/// A time that a log may tell of a dossier.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Term {
    Statutory,
    Committed,
}

impl Term {
    const ALL: [Self; 2] = [Self::Statutory, Self::Committed];

    const fn field(self) -> CanonicalField {
        match self {
            Self::Statutory => CanonicalField::StatutoryDays,
            Self::Committed => CanonicalField::CommittedDays,
        }
    }
}

/// A figure of spans, or why there is none.
fn of_spans<T>(
    spans: &Spans,
    told: Result<(), Absence>,
    figure: impl FnOnce(&Spans) -> Option<T>,
) -> Result<T, Absence> {
    told?;
    figure(spans).ok_or(Absence::NoDossiers)
}

/// Time used of the time allowed.
fn share(sums: TermUse) -> Result<Ratio, Absence> {
    Ratio::new(sums.used, sums.allowed).ok_or(Absence::NoDossiers)
}

#[cfg(test)]
mod tests {
    use super::{AGE_BANDS, BANDS};
    use crate::tally::times::Histogram;

    #[test]
    fn bands_follow_each_other_and_hold_every_number_once() {
        let labels: Vec<String> = BANDS.into_iter().map(super::DayBand::label).collect();
        let expected =
            ["0", "1", "2", "3", "4–5", "6–10", "11–15", "16–20", "21–30", "31–60", ">60"];
        assert_eq!(labels, expected);
        assert_eq!(
            AGE_BANDS.map(super::DayBand::key),
            ["0_5", "6_10", "11_30", "31_60", "over_60"]
        );
        let histogram: Histogram = (0..200).collect();
        for bands in [&BANDS[..], &AGE_BANDS] {
            assert_eq!(bands.iter().map(|band| band.count(&histogram)).sum::<u64>(), 200);
        }
        assert_eq!(BANDS[4].count(&histogram), 2);
    }
}
