//! Tallies by group and step, and how they add.
//!
//! In: rows of a group and its tally. Out: [`Cube`]s: merged, rolled up, in the order of their names. Must not
//! know: dossiers, rates, languages.
//!
//! Plain Rust, after a trial with polars 0.55.2 (eager, the features that are built, 2 cores, 66 counts, best
//! of 15, ms; rows that a command keeps are made and read as rows, so a frame would be made and read, too):
//!
//! | operation | 300 units × 12 months, here | polars | 300 × 280 procedures, here | polars |
//! | --- | ---: | ---: | ---: | ---: |
//! | make it of tallies | 0.15 | 0.21 | 25 | 35 |
//! | roll up to units | 0.20 | 1.1 | 8 | 9 |
//! | merge two | 1.5 | 2.7 (rows again: 4.6) | 180 | 110 (rows again: 350) |
//! | the ten highest by a ratio | 0.03 | 0.36 (by a count) | 0.8 | 32 |
//! | join two periods | 0.26 | – | 10 | – |
//! | rows out of a frame | – | 0.4 | – | 77 |
//!
//! polars joins frames only in `polars-ops`, which would be built for nothing else; the order of names is
//! Vietnamese, which no sort of a frame knows. It wins where two large frames stay frames.

use std::cmp::Ordering;
use std::collections::{BTreeSet, HashMap, HashSet};

use polars::prelude::PolarsError;

use super::count::Count;
use super::group_tally::{IdentityError, Tally};
use super::request::CubeRequest;
use crate::domain::{Dimension, Step, vietnamese_order};
use crate::dossiers::DossiersError;

/// One group in one step.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Row {
    /// One name per dimension, in their order; nothing where the group has none.
    pub group: Vec<Option<String>>,
    pub tally: Tally,
}

/// Tallies in the order of their groups, and the whole.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cube {
    pub by: Vec<Dimension>,
    pub rows: Vec<Row>,
    /// The whole period, counted on its own: with a breakdown by month it is not the sum of the
    /// rows, since a dossier open over three months stands in each.
    pub total: Tally,
    pub evidence: EvidenceScope,
}

/// Which of the evidence was counted besides the counts of every tally; by default none.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct EvidenceScope {
    /// A bit for each, by [`Count::place_in_evidence`].
    counted: u64,
}

const _: () = assert!(Count::EVIDENCE < 64, "each count of the evidence has its bit");

impl EvidenceScope {
    pub const NONE: Self = Self { counted: 0 };
    pub const ALL: Self = Self { counted: (1 << Count::EVIDENCE) - 1 };

    /// What adds up over months: a dossier that is in the scope of two stands once in the whole.
    #[must_use]
    pub fn added_up(self) -> Self {
        self.without(Count::is_of_scope)
    }

    /// Whether a tally has the count.
    #[must_use]
    pub const fn has(self, count: Count) -> bool {
        match count.place_in_evidence() {
            None => true,
            Some(place) => self.counted >> place & 1 == 1,
        }
    }

    /// What was counted in both.
    #[must_use]
    pub const fn and(self, other: Self) -> Self {
        Self { counted: self.counted & other.counted }
    }

    /// What was counted in each of them; nothing where there are none.
    #[must_use]
    pub fn of_each(scopes: impl IntoIterator<Item = Self>) -> Self {
        scopes.into_iter().reduce(Self::and).unwrap_or_default()
    }

    /// The same without these counts.
    #[must_use]
    pub fn without(self, is_left_out: impl Fn(Count) -> bool) -> Self {
        let left_out = Count::ALL.into_iter().filter(|count| is_left_out(*count));
        let places = left_out.filter_map(Count::place_in_evidence);
        Self { counted: places.fold(self.counted, |counted, place| counted & !(1 << place)) }
    }
}

/// Why nothing could be counted.
#[derive(Debug, thiserror::Error)]
pub enum CubeError {
    #[error("the dossiers cannot be grouped: {0}; please report this bug")]
    Frame(#[from] PolarsError),
    #[error(transparent)]
    Dossiers(#[from] DossiersError),
    #[error(transparent)]
    Identity(#[from] IdentityError),
    #[error("too many groups: ask for fewer columns under --by")]
    TooManyGroups,
}

impl Cube {
    /// A cube without dossiers: the identity of [`Cube::merge`].
    #[must_use]
    pub const fn empty(by: Vec<Dimension>) -> Self {
        Self { by, rows: Vec::new(), total: Tally::ZERO, evidence: EvidenceScope::ALL }
    }

    /// Adds the tallies of dossiers counted elsewhere. Associative and commutative.
    #[must_use]
    pub fn merge(mut self, other: Self) -> Self {
        self.rows.extend(other.rows);
        self.total += &other.total;
        self.evidence = self.evidence.and(other.evidence);
        self.rows = joined(self.rows);
        self
    }

    /// The same tallies without the groups whose first name is one of these.
    #[must_use]
    pub fn without(mut self, names: &[String]) -> Self {
        if names.is_empty() {
            return self;
        }
        let is_named = |row: &Row| {
            row.group.first().and_then(Option::as_ref).is_some_and(|name| names.contains(name))
        };
        self.rows.retain(|row| !is_named(row));
        self.total = Tally::ZERO;
        if !self.by.iter().any(|dimension| dimension.is_time()) {
            self.rows.iter().for_each(|row| self.total += &row.tally);
        }
        self
    }

    /// The rows of these months; nothing where it is not by month.
    #[must_use]
    pub fn only_months(mut self, months: &BTreeSet<String>) -> Option<Self> {
        let place = self.by.iter().position(|dimension| *dimension == Dimension::Month)?;
        let month = |row: &Row| row.group.get(place).cloned().flatten();
        self.rows.retain(|row| month(row).is_some_and(|month| months.contains(&month)));
        Some(self)
    }

    /// The same tallies by fewer dimensions; nothing if a time dimension would be dropped, since
    /// what is open at the end of two months may be the same dossier.
    #[must_use]
    pub fn roll_up(&self, by: &[Dimension]) -> Option<Self> {
        let dropped = self.by.iter().filter(|dimension| !by.contains(dimension));
        if dropped.clone().any(|dimension| dimension.is_time()) {
            return None;
        }
        let places: Option<Vec<usize>> = by
            .iter()
            .map(|dimension| self.by.iter().position(|other| other == dimension))
            .collect();
        let places = places?;
        let rows = if by == self.by {
            joined(self.rows.clone())
        } else if by.is_empty() {
            let mut whole = Tally::ZERO;
            self.rows.iter().for_each(|row| whole += &row.tally);
            let is_there = !self.rows.is_empty();
            is_there.then_some(Row { group: Vec::new(), tally: whole }).into_iter().collect()
        } else {
            rolled_up(&self.rows, &places)
        };
        Some(Self { by: by.to_vec(), rows, total: self.total, evidence: self.evidence })
    }
}

/// Rows by the names at these places, in order. Only one row of each group is copied.
fn rolled_up(rows: &[Row], places: &[usize]) -> Vec<Row> {
    let mut known: HashMap<Vec<Option<&str>>, usize> = HashMap::new();
    let mut sums: Vec<Row> = Vec::new();
    for row in rows {
        let names = places.iter().map(|place| row.group.get(*place).and_then(Option::as_deref));
        let place = *known.entry(names.clone().collect()).or_insert_with(|| {
            let group = names.map(|name| name.map(str::to_owned)).collect();
            sums.push(Row { group, tally: Tally::ZERO });
            sums.len() - 1
        });
        if let Some(sum) = sums.get_mut(place) {
            sum.tally += &row.tally;
        }
    }
    sort_rows(&mut sums);
    sums
}

/// Rows in order, those of one group added up.
fn joined(mut rows: Vec<Row>) -> Vec<Row> {
    sort_rows(&mut rows);
    rows.dedup_by(|later, earlier| {
        let is_same = later.group == earlier.group;
        if is_same {
            earlier.tally += &later.tally;
        }
        is_same
    });
    rows
}

/// Sorts as [`order_of_rows`] says, but looks at every name once: units by procedures repeat theirs
/// thousands of times.
pub fn sort_rows(rows: &mut Vec<Row>) {
    let columns = rows.first().map_or(0, |row| row.group.len());
    let ranks: Vec<Vec<usize>> = (0..columns).map(|column| ranks(rows, column)).collect();
    let key = |row: usize| ranks.iter().map(move |ranks| ranks.get(row));
    let order = |left: usize, right: usize| key(left).cmp(key(right));
    if (1..rows.len()).all(|row| order(row - 1, row).is_le()) {
        return;
    }
    let mut places: Vec<usize> = (0..rows.len()).collect();
    places.sort_by(|left, right| order(*left, *right));
    let mut unsorted: Vec<Option<Row>> = rows.drain(..).map(Some).collect();
    let in_order = places.into_iter().filter_map(|place| unsorted.get_mut(place)?.take());
    rows.extend(in_order);
}

/// The place of the name that each row has in a column among all names of it.
fn ranks(rows: &[Row], column: usize) -> Vec<usize> {
    let of_rows = || rows.iter().map(|row| row.group.get(column).and_then(Option::as_deref));
    let names: HashSet<Option<&str>> = of_rows().collect();
    let mut names: Vec<Option<&str>> = names.into_iter().collect();
    names.sort_by(|left, right| order_of_names(*left, *right));
    let ranks: HashMap<Option<&str>, usize> = names.into_iter().zip(0..).collect();
    of_rows().map(|name| ranks.get(&name).copied().unwrap_or_default()).collect()
}

/// By the names from left to right in Vietnamese order, nameless groups last.
pub fn order_of_rows(left: &[Option<String>], right: &[Option<String>]) -> Ordering {
    let pairs = left.iter().zip(right);
    let mut orders = pairs.map(|(left, right)| order_of_names(left.as_deref(), right.as_deref()));
    orders.find(|order| order.is_ne()).unwrap_or(Ordering::Equal)
}

fn order_of_names(left: Option<&str>, right: Option<&str>) -> Ordering {
    match (left, right) {
        (Some(left), Some(right)) => vietnamese_order(left, right),
        (left, right) => left.is_none().cmp(&right.is_none()),
    }
}

/// The names of one row, in the order of the request.
pub fn labels(
    request: &CubeRequest,
    by: &[Dimension],
    names: &[Option<String>],
    step: &Step,
) -> Vec<Option<String>> {
    request
        .by
        .iter()
        .map(|dimension| match dimension {
            Dimension::Month => step.month.clone(),
            Dimension::Quarter => Some(step.quarter.clone()),
            text => {
                let place = by.iter().position(|other| other == text)?;
                names.get(place)?.clone()
            }
        })
        .collect()
}
