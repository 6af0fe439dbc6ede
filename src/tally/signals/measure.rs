//! Counts every signal: over all dossiers, by unit, and its first rows.

use std::collections::{BTreeSet, BinaryHeap};

use chrono::Datelike;
use rayon::prelude::{IntoParallelRefIterator, ParallelIterator};

use super::dossier::RowAddress;
use super::judge::SignalContext;
use super::registry::SIGNALS;
use super::signal::{Need, Signal};
use crate::domain::{Absence, CanonicalField, Day, Dimension, Ratio, WorkingCalendar};
use crate::dossiers::{Dossiers, DossiersError};
use crate::findings::Severity;

/// So many rows of a signal are kept; all of them are counted.
pub const KEPT_ROWS: usize = 100;

/// A unit that stands out by itself.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UnitShare {
    /// Nothing where the export leaves the unit blank.
    pub name: Option<String>,
    pub share: Ratio,
}

/// What one signal counted.
#[derive(Debug)]
pub struct SignalFigures {
    pub signal: &'static Signal,
    /// Dossiers that show the pattern, of those asked about; or why the data cannot tell.
    pub share: Result<Ratio, Absence>,
    /// Whether the whole meets the threshold.
    pub is_marked: bool,
    /// Units that meet the threshold by themselves, most dossiers first. None where there is only
    /// one unit.
    pub units: Vec<UnitShare>,
    /// The first rows, in reading order.
    pub rows: Vec<RowAddress>,
}

impl SignalFigures {
    /// Whether the whole or a unit meets the threshold.
    #[must_use]
    pub const fn stands_out(&self) -> bool {
        self.is_marked || !self.units.is_empty()
    }
}

/// All signals of a run.
#[derive(Debug)]
pub struct Signals {
    /// In the order of [`SIGNALS`].
    pub figures: Vec<SignalFigures>,
    /// Edition of the working calendar, and of the days of a place.
    pub calendar: String,
    pub local_calendar: Option<String>,
    /// Years of due and closing days whose holidays the calendar does not know.
    pub years_by_weekends: Vec<i32>,
}

impl Signals {
    /// The gravest severity of a signal that stands out.
    #[must_use]
    pub fn worst(&self) -> Option<Severity> {
        let standing = self.figures.iter().filter(|figures| figures.stands_out());
        standing.map(|figures| figures.signal.severity).max()
    }
}

/// Counts the signals.
///
/// # Errors
/// When the dossiers were loaded without traces, or the frame lost a column: bugs.
pub fn measure(
    dossiers: &Dossiers,
    fields: &BTreeSet<CanonicalField>,
    calendar: &WorkingCalendar,
) -> Result<Signals, DossiersError> {
    let mut segments = Vec::new();
    for segment in dossiers.segments()? {
        let traces = segment.traces.ok_or(DossiersError::NoColumn("row"))?;
        segments.push((segment, traces));
    }
    let units = dossiers.groups(Dimension::Unit);
    let nameless = units.iter().position(|unit| unit.name.is_none());
    let mut ground = SignalContext::new(segments, calendar, units.len());
    ground.nameless = nameless.and_then(|place| u32::try_from(place).ok());
    let told = AvailableFields::new(&ground, fields);
    let counts: Vec<Counts> =
        SIGNALS.par_iter().map(|signal| Counts::new(&ground, signal)).collect();
    let names: Vec<Option<String>> = units.into_iter().map(|unit| unit.name).collect();
    let figures = SIGNALS.iter().zip(counts);
    Ok(Signals {
        figures: figures.map(|(signal, counts)| counts.figures(signal, &told, &names)).collect(),
        calendar: calendar.edition().to_owned(),
        local_calendar: calendar.local().map(str::to_owned),
        years_by_weekends: years_by_weekends(&ground),
    })
}

/// What one signal counts, before anything is judged.
struct Counts {
    /// Dossiers with the pattern, and dossiers asked about, by unit.
    by_unit: Vec<(u64, u64)>,
    first_rows: BinaryHeap<RowAddress>,
}

impl Counts {
    fn new(ground: &SignalContext<'_>, signal: &Signal) -> Self {
        let judge = (signal.judge)(ground);
        let mut first_rows = BinaryHeap::new();
        let by_unit = ground.by_unit(|(with, asked): &mut (u64, u64), dossier| {
            let Some(has_pattern) = judge(dossier) else { return };
            *asked += 1;
            if has_pattern {
                *with += 1;
                keep_first(&mut first_rows, dossier.place);
            }
        });
        Self { by_unit, first_rows }
    }

    fn figures(
        self,
        signal: &'static Signal,
        told: &AvailableFields,
        names: &[Option<String>],
    ) -> SignalFigures {
        let (with, asked) =
            self.by_unit.iter().fold((0, 0), |(with, asked), unit| (with + unit.0, asked + unit.1));
        let share = Ratio::new(with, asked).ok_or_else(|| told.absence(signal.needs));
        let shares = self.by_unit.iter().map(|(with, asked)| Ratio::new(*with, *asked));
        let mut units: Vec<UnitShare> = names
            .iter()
            .zip(shares)
            .filter_map(|(name, share)| Some(UnitShare { name: name.clone(), share: share? }))
            .filter(|unit| names.len() > 1 && signal.threshold.is_met(unit.share))
            .collect();
        // A stable sort: equal counts stay in the order of the units.
        units.sort_by_key(|unit| std::cmp::Reverse(unit.share.numerator()));
        SignalFigures {
            signal,
            share,
            is_marked: share.is_ok_and(|share| signal.threshold.is_met(share)),
            units,
            rows: self.first_rows.into_sorted_vec(),
        }
    }
}

/// Segments lie in the order in which threads read them, so the first rows are looked for.
fn keep_first(rows: &mut BinaryHeap<RowAddress>, place: RowAddress) {
    if rows.len() < KEPT_ROWS {
        rows.push(place);
    } else if let Some(mut last) = rows.peek_mut()
        && place < *last
    {
        *last = place;
    }
}

/// What the exports tell at all.
#[expect(clippy::struct_excessive_bools, reason = "each is told or not on its own")]
struct AvailableFields {
    has_finish: bool,
    has_due: bool,
    has_rating: bool,
    has_code: bool,
    /// Whether any cell has a time of day, or there is no cell that could have one.
    times: [(Need, bool); 3],
}

impl AvailableFields {
    fn new(ground: &SignalContext<'_>, fields: &BTreeSet<CanonicalField>) -> Self {
        // (cells, cells with a time of day)
        let mut times =
            [(Need::ReceivedTime, 0, 0), (Need::DueTime, 0, 0), (Need::FinishTime, 0, 0)];
        for dossier in ground.dossiers() {
            let cells = [Some(dossier.received), dossier.due, dossier.closed];
            for ((_, all, timed), cell) in times.iter_mut().zip(cells) {
                *all += u64::from(cell.is_some());
                *timed += u64::from(cell.is_some_and(|cell| cell.second().is_some()));
            }
        }
        let has = |field| fields.contains(&field);
        Self {
            has_finish: has(CanonicalField::FinishedAt) || has(CanonicalField::ReturnedAt),
            has_due: has(CanonicalField::DueAt),
            has_rating: has(CanonicalField::Rating),
            has_code: ground.dossiers().any(|dossier| dossier.code.is_some()),
            times: times.map(|(need, all, timed)| (need, timed > 0 || all == 0)),
        }
    }

    /// Why nothing could be asked.
    fn absence(&self, needs: &[Need]) -> Absence {
        let is_told = |need: &Need| match need {
            Need::Finish => self.has_finish,
            Need::Due => self.has_due,
            Need::Rating => self.has_rating,
            Need::Code => self.has_code,
            timed => self.times.iter().all(|(other, is_told)| other != timed || *is_told),
        };
        if needs.iter().all(is_told) { Absence::NoDossiers } else { Absence::NotInExport }
    }
}

/// Years of due and closing days whose holidays are not all known.
fn years_by_weekends(ground: &SignalContext<'_>) -> Vec<i32> {
    let mut days: Vec<i32> = Vec::new();
    let mut last = None;
    for dossier in ground.dossiers() {
        for day in [dossier.due, dossier.closed].into_iter().flatten() {
            if last.replace(day.day()) != Some(day.day()) {
                days.push(day.day().0);
            }
        }
    }
    days.sort_unstable();
    days.dedup();
    let years: BTreeSet<i32> = days.into_iter().map(|day| Day(day).date().year()).collect();
    years.difference(ground.calendar.years()).copied().collect()
}
