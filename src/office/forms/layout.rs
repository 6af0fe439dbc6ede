//! A plan with its placements, for exports with certain columns: a tally → the cells of a row.

use std::collections::BTreeSet;

use super::placement::Placements;
use super::plan::{FormPlan, PlannedKind};
use crate::answers::Cell;
use crate::domain::{Absence, CanonicalField, Ratio};
use crate::indicators::{missing_columns, needs_of};
use crate::tally::{Count, Tally};

/// The columns that the counts need and no export has, by the first of their names.
pub(super) fn missing_fields(
    counts: &[Count],
    fields: &BTreeSet<CanonicalField>,
) -> BTreeSet<CanonicalField> {
    counts.iter().flat_map(|count| missing_columns(needs_of(*count), fields)).collect()
}

/// What one column shows.
struct ColumnContent {
    /// What it sums up; for a sum without counts of its own, nothing.
    counts: Vec<Count>,
    /// Why it stays open, if it does.
    missing: BTreeSet<CanonicalField>,
}

/// The columns of a plan, ready for tallies.
pub(super) struct Layout<'a> {
    plan: &'a FormPlan,
    columns: Vec<ColumnContent>,
}

impl<'a> Layout<'a> {
    pub fn new(
        plan: &'a FormPlan,
        placements: &Placements,
        fields: &BTreeSet<CanonicalField>,
    ) -> Self {
        let columns = plan.columns.iter().enumerate().map(|(place, column)| {
            // What is placed here needs no column: it is what the form has no column for.
            let mut counts = match &column.kind {
                PlannedKind::Count(counts) | PlannedKind::Sum { counts, .. } => counts.clone(),
                _ => Vec::new(),
            };
            let missing = missing_fields(&counts, fields);
            let placed = plan.placements.iter().filter(|rule| placements.column(rule) == place);
            counts.extend(placed.map(|rule| rule.count));
            ColumnContent { counts, missing }
        });
        let mut layout = Self { plan, columns: columns.collect() };
        layout.open_sums();
        layout
    }

    /// A sum that knows nothing but its parts is open when one of them is.
    fn open_sums(&mut self) {
        for (place, column) in self.plan.columns.iter().enumerate() {
            let PlannedKind::Sum { of, counts } = &column.kind else { continue };
            if !counts.is_empty() {
                continue;
            }
            let missing: BTreeSet<CanonicalField> =
                of.iter().flat_map(|part| self.missing(*part).iter().copied()).collect();
            if let Some(shown) = self.columns.get_mut(place) {
                shown.missing = missing;
            }
        }
    }

    /// The columns of exports that keep a column of the form open.
    pub fn missing(&self, place: usize) -> &BTreeSet<CanonicalField> {
        const NOTHING: &BTreeSet<CanonicalField> = &BTreeSet::new();
        self.columns.get(place).map_or(NOTHING, |shown| &shown.missing)
    }

    fn is_open(&self, place: usize) -> bool {
        !self.missing(place).is_empty()
    }

    /// The counts that stand in a column of its own.
    pub fn counts(&self, place: usize) -> &[Count] {
        self.columns.get(place).map(|shown| shown.counts.as_slice()).unwrap_or_default()
    }

    /// Whether a column tells of open dossiers, itself or by what it sums up.
    pub fn is_of_open(&self, place: usize) -> bool {
        let is_open = |count: &Count| *count == Count::Closing || Count::KNOWN_OPEN.contains(count);
        let own = self.columns.get(place).is_some_and(|shown| shown.counts.iter().any(is_open));
        own || match self.plan.columns.get(place).map(|column| &column.kind) {
            Some(PlannedKind::Sum { of, .. }) => of.iter().any(|part| self.is_of_open(*part)),
            _ => false,
        }
    }

    /// The number in a column; nothing where it is open or no number. Nobody knows what is open where the
    /// source ends before the as-of day.
    pub fn value(&self, place: usize, tally: &Tally) -> Option<u64> {
        let (column, shown) = (self.plan.columns.get(place)?, self.columns.get(place)?);
        let is_uncovered = tally.is_not_covered()
            || (tally[Count::ClosingUncovered] > 0 && self.is_of_open(place));
        if is_uncovered || !shown.missing.is_empty() {
            return None;
        }
        match &column.kind {
            PlannedKind::Count(_) => Some(tally.sum(&shown.counts)),
            PlannedKind::Sum { of, counts } if of.iter().any(|part| self.is_open(*part)) => {
                Some(tally.sum(counts))
            }
            PlannedKind::Sum { of, .. } => of.iter().map(|part| self.value(*part, tally)).sum(),
            _ => None,
        }
    }

    /// The columns whose sum a column is; none when one of them is open.
    pub fn sum_of(&self, place: usize) -> Vec<usize> {
        match self.plan.columns.get(place).map(|column| &column.kind) {
            Some(PlannedKind::Sum { of, .. }) if !of.iter().any(|part| self.is_open(*part)) => {
                of.clone()
            }
            _ => Vec::new(),
        }
    }

    /// The cells of a row.
    pub fn cells(&self, ordinal: &str, name: &str, tally: &Tally) -> Vec<Cell> {
        let cell = |(place, kind): (usize, &PlannedKind)| match kind {
            PlannedKind::Ordinal if ordinal.is_empty() => Cell::Empty,
            PlannedKind::Ordinal => Cell::Text(ordinal.to_owned()),
            PlannedKind::Label => Cell::Text(name.to_owned()),
            PlannedKind::Count(_) | PlannedKind::Sum { .. } => {
                self.value(place, tally).map_or(Cell::Open, Cell::Count)
            }
            PlannedKind::Rate { numerator, denominator } => {
                let sum = |places: &[usize]| {
                    places.iter().map(|part| self.value(*part, tally)).sum::<Option<u64>>()
                };
                match (sum(numerator), sum(denominator)) {
                    (Some(numerator), Some(denominator)) => {
                        Cell::Rate(Ratio::new(numerator, denominator).ok_or(Absence::NoDossiers))
                    }
                    _ => Cell::Open,
                }
            }
        };
        self.plan.columns.iter().map(|column| &column.kind).enumerate().map(cell).collect()
    }

    /// A heading over the whole width: its words only.
    pub fn heading(&self, ordinal: &str, name: &str) -> Vec<Cell> {
        let cell = |kind: &PlannedKind| match kind {
            PlannedKind::Ordinal if !ordinal.is_empty() => Cell::Text(ordinal.to_owned()),
            PlannedKind::Label => Cell::Text(name.to_owned()),
            _ => Cell::Empty,
        };
        self.plan.columns.iter().map(|column| cell(&column.kind)).collect()
    }

    /// Whether a row would hold zeros only.
    pub fn is_zero(&self, tally: &Tally) -> bool {
        self.columns.iter().all(|shown| tally.sum(&shown.counts) == 0)
    }
}
