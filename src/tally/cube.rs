//! Tallies by group and step, and how they add.

use std::cmp::Ordering;
use std::collections::{BTreeSet, HashMap, HashSet};

use polars::prelude::PolarsError;

use super::count::{Count, IdentityError, Tally};
use super::request::CubeRequest;
use crate::domain::{Dimension, Step, vietnamese_order};
use crate::normalise::DossiersError;

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

/// Which of the evidence was counted besides the counts of every tally.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default)]
pub enum EvidenceScope {
    #[default]
    None,
    /// What adds up over months: a dossier that is in the scope of two stands once in the whole.
    AddedUp,
    All,
}

impl EvidenceScope {
    /// Whether a tally has the count.
    pub const fn has(self, count: Count) -> bool {
        match self {
            Self::All => true,
            Self::AddedUp => !count.is_of_scope(),
            Self::None => !count.is_evidence(),
        }
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
        Self { by, rows: Vec::new(), total: Tally::ZERO, evidence: EvidenceScope::All }
    }

    /// Adds the tallies of dossiers counted elsewhere. Associative and commutative.
    #[must_use]
    pub fn merge(mut self, other: Self) -> Self {
        self.rows.extend(other.rows);
        self.total += &other.total;
        self.evidence = self.evidence.min(other.evidence);
        self.rows = joined(self.rows);
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
        let shorten = |row: &Row| Row {
            group: places.iter().map(|place| row.group.get(*place).cloned().flatten()).collect(),
            tally: row.tally,
        };
        let rows = joined(self.rows.iter().map(shorten).collect());
        Some(Self { by: by.to_vec(), rows, total: self.total, evidence: self.evidence })
    }
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
    let mut keys: Vec<Vec<usize>> = vec![Vec::with_capacity(columns); rows.len()];
    for column in 0..columns {
        let name = |row: &Row| row.group.get(column).cloned().flatten();
        let names: HashSet<Option<String>> = rows.iter().map(name).collect();
        let mut names: Vec<Option<String>> = names.into_iter().collect();
        names.sort_by(|left, right| {
            order_of_rows(std::slice::from_ref(left), std::slice::from_ref(right))
        });
        let ranks: HashMap<&Option<String>, usize> = names.iter().zip(0..).collect();
        for (row, key) in rows.iter().zip(&mut keys) {
            let rank = row.group.get(column).and_then(|name| ranks.get(name));
            key.push(rank.copied().unwrap_or_default());
        }
    }
    let mut keyed: Vec<(Vec<usize>, Row)> = keys.into_iter().zip(rows.drain(..)).collect();
    keyed.sort_by(|(left, _), (right, _)| left.cmp(right));
    rows.extend(keyed.into_iter().map(|(_, row)| row));
}

/// By the names from left to right in Vietnamese order, nameless groups last.
pub fn order_of_rows(left: &[Option<String>], right: &[Option<String>]) -> Ordering {
    let order = |(left, right): (&Option<String>, &Option<String>)| match (left, right) {
        (Some(left), Some(right)) => vietnamese_order(left, right),
        (left, right) => left.is_none().cmp(&right.is_none()),
    };
    left.iter().zip(right).map(order).find(|order| order.is_ne()).unwrap_or(Ordering::Equal)
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
