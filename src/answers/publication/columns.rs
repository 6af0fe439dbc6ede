//! The columns that tables of dossiers share, and the lines under them: counts, and rates that say
//! from which of these counts they come.

use std::collections::BTreeSet;

use super::check::required_notes;
use crate::answers::table::{Cell, Column, ColumnKind, RateFormula, Table};
use crate::answers::text::count_name;
use crate::domain::{CanonicalField, Exact};
use crate::indicators::{
    Definition, EARLY_RATE, Indicator, LATE_RATE, ON_TIME_RATE, ONLINE_RATE, OVERDUE_OPEN_RATE,
    Quantity, RESULT_DIGITISED_RATE,
};
use crate::tally::{Count, Tally};
use crate::words::{Lang, pick, share_name};

/// What every table of a report is written with.
#[derive(Debug, Clone, Copy)]
pub struct Style<'a> {
    pub lang: Lang,
    pub definition: Definition,
    pub fields: &'a BTreeSet<CanonicalField>,
    pub suppress_below: u64,
    /// A share of 1 that satisfaction is held against, if any.
    pub satisfaction_target: Option<&'a Exact>,
}

/// Counts and rates that a table of dossiers has.
#[derive(Debug, Clone)]
pub struct Flow<'a> {
    style: Style<'a>,
    counts: Vec<Count>,
    rates: Vec<&'static Indicator>,
    /// Counts without a dossier, which a formula can do without.
    empty: Vec<Count>,
    /// Counts without a value, with which there is no formula.
    unknown: Vec<Count>,
    /// Whether the counts of the lines add up to the total.
    adds: bool,
}

/// Counts that are always shown.
const ALWAYS: [Count; 11] = [
    Count::Opening,
    Count::Received,
    Count::Resolved,
    Count::Early,
    Count::OnTime,
    Count::Late,
    Count::Undated,
    Count::Returned,
    Count::Closing,
    Count::ClosingWithin,
    Count::ClosingOverdue,
];
/// Counts shown where the exports have the column and any dossier is among them.
const CHANNELS: [Count; 5] = [
    Count::ReceivedOnline,
    Count::ReceivedInPerson,
    Count::ReceivedPostal,
    Count::ReceivedOther,
    Count::ReceivedUnknown,
];
const RARE: [Count; 4] =
    [Count::ClosingUndated, Count::ClosingPaused, Count::ClosingUncovered, Count::NotCovered];
const RATES: [&Indicator; 6] = [
    &ONLINE_RATE,
    &EARLY_RATE,
    &ON_TIME_RATE,
    &LATE_RATE,
    &OVERDUE_OPEN_RATE,
    &RESULT_DIGITISED_RATE,
];

impl<'a> Flow<'a> {
    /// The columns for tables of which `total` is the whole.
    pub fn new(style: Style<'a>, total: &Tally, adds: bool) -> Self {
        let has_channel = style.fields.contains(&CanonicalField::Channel);
        let is_shown = |count: &Count| {
            let is_channel = CHANNELS.contains(count) && has_channel;
            // The three usual channels stand in every table, so that tables can be compared.
            let is_usual =
                is_channel && !matches!(count, Count::ReceivedOther | Count::ReceivedUnknown);
            let occurs = (is_channel || RARE.contains(count)) && total[*count] > 0;
            let is_digitised = matches!(count, Count::ResultMarked | Count::ResultDigitised)
                && RESULT_DIGITISED_RATE.is_in_export(style.fields);
            ALWAYS.contains(count) || is_usual || occurs || is_digitised
        };
        Self {
            style,
            counts: Count::STANDARD.into_iter().filter(is_shown).collect(),
            empty: Count::STANDARD.into_iter().filter(|count| total[*count] == 0).collect(),
            unknown: Count::STANDARD
                .into_iter()
                .filter(|count| total.known(*count).is_err())
                .collect(),
            rates: RATES.into_iter().filter(|rate| rate.is_in_export(style.fields)).collect(),
            adds,
        }
    }

    /// The columns, behind so many others.
    pub fn columns(&self, behind: usize) -> Vec<Column> {
        let lang = self.style.lang;
        let counts = self.counts.iter().map(|count| {
            Column::new(
                count.name(),
                count_name(lang, *count),
                ColumnKind::Count { adds: self.adds },
            )
        });
        let rates = self.rates.iter().map(|rate| {
            Column::new(
                rate.id,
                rate_name(lang, rate),
                ColumnKind::Rate { sense: rate.sense, formula: self.formula(rate, behind) },
            )
        });
        counts.chain(rates).collect()
    }

    /// Nothing when a count of the rate has dossiers and no column, or no value.
    fn formula(&self, rate: &Indicator, behind: usize) -> Option<RateFormula> {
        let places = |counts: &[Count]| -> Option<Vec<usize>> {
            let place = |count: &Count| {
                let place = self.counts.iter().position(|other| other == count);
                place.filter(|_| !self.unknown.contains(count)).map(|place| place + behind)
            };
            let is_shown =
                |count: &&Count| self.counts.contains(count) || !self.empty.contains(count);
            counts.iter().filter(is_shown).map(place).collect()
        };
        let terms = rate.terms(self.style.definition);
        Some(RateFormula {
            numerator: places(terms.plus)?,
            minus: places(terms.minus)?,
            denominator: places(terms.denominator)?,
        })
    }

    /// The figures of a tally, in the order of the columns.
    pub fn figures(&self, tally: &Tally) -> impl Iterator<Item = Cell> {
        let counts = self
            .counts
            .iter()
            .map(|count| tally.known(*count).map_or_else(Cell::Missing, Cell::Count));
        let rates = self
            .rates
            .iter()
            .map(|rate| Cell::Rate(rate.measure(tally, self.style.definition, self.style.fields)));
        counts.chain(rates)
    }

    /// The place of a count or rate among the columns.
    pub fn place(&self, key: &str, behind: usize) -> Option<usize> {
        let mut names =
            self.counts.iter().map(|count| count.name()).chain(self.rates.iter().map(|r| r.id));
        names.position(|name| name == key).map(|place| place + behind)
    }
}

/// `Tỷ lệ đúng hạn`: the short name of a rate, told apart from the count of the same name; that of a mean as it is.
pub fn rate_name(lang: Lang, rate: &Indicator) -> String {
    let short = pick(lang, rate.short_name());
    if rate.quantity != Quantity::Share {
        return short.to_owned();
    }
    share_name(lang, short)
}

/// A column of names.
pub fn text_column(key: &str, name: &str) -> Column {
    Column::new(key, name, ColumnKind::Text)
}

/// A column of counts.
pub fn count_column(key: &str, name: &str, adds: bool) -> Column {
    Column::new(key, name, ColumnKind::Count { adds })
}

/// A table whose marks are explained.
pub fn explained(mut table: Table, style: Style<'_>) -> Table {
    let mut notes = required_notes(&table, style.lang, style.suppress_below);
    notes.append(&mut table.notes);
    table.notes = notes;
    table
}
