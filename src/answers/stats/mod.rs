//! A cube → the table of `cchc stats`, and its records for machines.
//!
//! In: counts with what they stand on, and which rows and columns are wanted. Out: a document, a record,
//! flat rows. Must not know: how numbers are rounded, file formats.

mod machine;
mod table;

use super::model::Outcome;
use super::provenance::CalendarRecord;
use super::table::Cell;
use super::text::{channel_name, nameless, rating_name, status_name};
use crate::domain::{CanonicalField, CanonicalValue, Channel, Dimension, Rating, Status};
use crate::dossiers::Grain;
use crate::findings::Ledger;
use crate::indicators::{Available, Definition, Figure, FigureValue, Indicator, Measure};
use crate::tally::{Cube, Row, Tally, TimeFrame};
use crate::words::Lang;
use std::cmp::Ordering;
use std::collections::BTreeSet;
pub use table::small_group_note;

/// What rows are ordered by.
#[derive(Debug, Clone, Copy, Default)]
pub enum SortKey {
    #[default]
    Group,
    Figure(Figure),
}

impl SortKey {
    /// A key of `--sort`.
    pub fn from_name(name: &str) -> Option<Self> {
        if name == "group" {
            return Some(Self::Group);
        }
        Figure::find(name).map(Self::Figure)
    }

    /// Every name `--sort` takes.
    pub fn names() -> impl Iterator<Item = &'static str> {
        std::iter::once("group").chain(Figure::names())
    }
}

/// Which rows, in which order, and which figures of them.
#[derive(Debug, Clone, Default)]
pub struct Selection {
    pub sort: SortKey,
    pub descending: bool,
    pub top: Option<usize>,
    /// Instead of those that every table shows; none: those.
    pub columns: Vec<Figure>,
}

impl Selection {
    /// Whether it asks for what is counted only when it is asked for.
    pub fn has_evidence(&self) -> bool {
        let sorted = match self.sort {
            SortKey::Group => None,
            SortKey::Figure(figure) => Some(figure),
        };
        self.columns.iter().copied().chain(sorted).any(Figure::has_evidence)
    }
}

/// Counts, and what they stand on.
#[derive(Debug, Clone, Copy)]
pub struct Counts<'a> {
    pub frame: &'a TimeFrame,
    pub cube: &'a Cube,
    pub fields: &'a BTreeSet<CanonicalField>,
    pub ledger: &'a Ledger,
    pub calendar: CalendarRecord<'a>,
}

impl<'a> From<&'a Outcome> for Counts<'a> {
    fn from(outcome: &'a Outcome) -> Self {
        let Outcome { loaded, frame, cube, .. } = outcome;
        let calendar = CalendarRecord::new(&loaded.calendar);
        Self { frame, cube, fields: &loaded.fields, ledger: &loaded.ledger, calendar }
    }
}

/// A cube with what is needed to read it.
pub struct Stats<'a> {
    counts: Counts<'a>,
    /// The run that counted, when it is this one.
    outcome: Option<&'a Outcome>,
    definition: Definition,
    grain: Grain,
    /// Asked for instead of the usual ones.
    columns: Vec<Figure>,
    rows: Vec<&'a Row>,
    left_out: usize,
    /// Whether counts in no usual column have one of their own.
    shows_parts: bool,
}

impl<'a> Stats<'a> {
    pub fn new(
        outcome: &'a Outcome,
        definition: Definition,
        grain: Grain,
        selection: Selection,
    ) -> Self {
        let stats = Self::of(outcome.into(), definition, grain, selection);
        Self { outcome: Some(outcome), ..stats }
    }

    /// With the columns without which the rows of its table do not add up, where anything stands in them.
    #[must_use]
    pub const fn with_parts(mut self, shows_parts: bool) -> Self {
        self.shows_parts = shows_parts;
        self
    }

    /// Of counts that another run made.
    pub fn of(
        counts: Counts<'a>,
        definition: Definition,
        grain: Grain,
        selection: Selection,
    ) -> Self {
        let rows = counts.cube.rows.iter().collect();
        let Selection { sort, descending, top, columns } = selection;
        let mut stats = Self {
            counts,
            outcome: None,
            definition,
            grain,
            columns,
            rows,
            left_out: 0,
            shows_parts: false,
        };
        stats.sort(sort, descending);
        let shown = top.unwrap_or(stats.rows.len()).min(stats.rows.len());
        stats.left_out = stats.rows.len() - shown;
        stats.rows.truncate(shown);
        stats
    }

    fn sort(&mut self, key: SortKey, descending: bool) {
        let SortKey::Figure(figure) = key else {
            if descending {
                self.rows.reverse();
            }
            return;
        };
        let mut keyed: Vec<(FigureValue, &Row)> =
            self.rows.iter().map(|row| (self.value(figure, &row.tally), *row)).collect();
        keyed.sort_by(|(left, _), (right, _)| order_of_values(*left, *right, descending));
        self.rows = keyed.into_iter().map(|(_, row)| row).collect();
    }

    fn available(&self) -> Available<'a> {
        let evidence = self.counts.cube.evidence;
        Available { evidence, ..Available::from(self.counts.fields) }
    }

    fn value(&self, figure: Figure, tally: &Tally) -> FigureValue {
        figure.value(tally, self.definition, self.available())
    }

    fn measure(&self, indicator: &Indicator, tally: &Tally) -> Measure {
        indicator.measure(tally, self.definition, self.available())
    }
}

/// The names of a group, canonical values in the reader's language.
pub fn group_cells(lang: Lang, by: &[Dimension], group: &[Option<String>]) -> Vec<Cell> {
    let name = |(dimension, name): (&Dimension, &Option<String>)| {
        let Some(name) = name else {
            return Cell::Text(nameless(lang).to_owned());
        };
        let shown = match dimension {
            Dimension::Channel => {
                channel_name(lang, Channel::from_name(name).unwrap_or(Channel::UNKNOWN))
            }
            Dimension::Status => {
                status_name(lang, Status::from_name(name).unwrap_or(Status::UNKNOWN))
            }
            Dimension::Rating => {
                rating_name(lang, Rating::from_name(name).unwrap_or(Rating::UNKNOWN))
            }
            _ => return Cell::Text(name.clone()),
        };
        Cell::Text(shown.to_owned())
    };
    by.iter().zip(group).map(name).collect()
}

fn directed(order: Ordering, descending: bool) -> Ordering {
    if descending { order.reverse() } else { order }
}

/// Rows without a value stand last in either direction.
fn order_of_values(left: FigureValue, right: FigureValue, descending: bool) -> Ordering {
    use FigureValue::{Count, Measure};
    match (left, right) {
        (Count(left), Count(right)) => directed(left.cmp(&right), descending),
        (Measure(Ok(left)), Measure(Ok(right))) => directed(left.cmp(&right), descending),
        (left, right) => left.is_absent().cmp(&right.is_absent()),
    }
}
