//! One frame with one fixed schema: one row is one dossier in its latest state, dates checked.
//!
//! polars stays behind this type and [`crate::tally`]; everything else sees slices and names.

use std::collections::BTreeMap;

use polars::prelude::{Column, DataFrame, IntoColumn, NamedFrom, PolarsError, Series};

use super::columns::{Columns, NO_DAY};
use crate::domain::{CanonicalValue, Channel, Day, Dimension, Rating, Status};
use crate::findings::LedgerError;

/// One group of a dimension; no name when the cell is blank or the file has no such column.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Group {
    /// The most frequent spelling.
    pub name: Option<String>,
    /// The key its spellings share.
    pub key: String,
}

/// The dossiers of a run.
#[derive(Debug, Clone)]
pub struct Dossiers {
    frame: DataFrame,
    groups: BTreeMap<Dimension, Vec<Group>>,
}

/// A frame that does not hold together: a bug of this program.
#[derive(Debug, thiserror::Error)]
pub enum DossiersError {
    #[error("the dossier columns do not form a frame: {0}; please report this bug")]
    Frame(#[from] PolarsError),
    #[error("the dossiers have no column `{0}`; please report this bug")]
    NoColumn(String),
    #[error(transparent)]
    Ledger(#[from] LedgerError),
}

/// The columns every frame has.
const RECEIVED: &str = "received";
const DUE: &str = "due";
const CLOSED: &str = "closed";
const TIMING: &str = "timing";
const STATUS: &str = "status";
const CHANNEL: &str = "channel";
const RATING: &str = "rating";
const DIGITISED: &str = "digitised";

impl Dossiers {
    /// From columns of kept rows, with one list of groups per dimension; consumes them one by one.
    ///
    /// # Errors
    /// When the columns differ in length.
    pub fn new(
        columns: Columns,
        groups: BTreeMap<Dimension, Vec<Group>>,
        dimensions: &[Dimension],
    ) -> Result<Self, DossiersError> {
        let days = |name: &str, days: Vec<i32>| Series::new(name.into(), days).into_column();
        let codes = |name: &str, codes: Vec<u8>| {
            let codes: Vec<u32> = codes.into_iter().map(u32::from).collect();
            Series::new(name.into(), codes).into_column()
        };
        let mut all: Vec<Column> = vec![
            days(RECEIVED, columns.received),
            days(DUE, columns.due),
            days(CLOSED, columns.closed),
            codes(TIMING, columns.timing),
            codes(STATUS, columns.status),
            codes(CHANNEL, columns.channel),
            codes(RATING, columns.rating),
            codes(DIGITISED, columns.digitised),
        ];
        for (dimension, key) in dimensions.iter().zip(columns.keys) {
            all.push(Series::new(dimension.name().into(), key).into_column());
        }
        Ok(Self {
            frame: DataFrame::new_infer_height(all)?,
            groups,
        })
    }

    /// How many dossiers there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.frame.height()
    }

    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Days received.
    ///
    /// # Errors
    /// When the frame lost a column: a bug.
    pub fn received(&self) -> Result<&[i32], DossiersError> {
        self.days(RECEIVED)
    }

    /// Days due; [`NO_DAY`] where there is none.
    ///
    /// # Errors
    /// When the frame lost a column: a bug.
    pub fn due(&self) -> Result<&[i32], DossiersError> {
        self.days(DUE)
    }

    /// Days closed; [`NO_DAY`] while open.
    ///
    /// # Errors
    /// When the frame lost a column: a bug.
    pub fn closed(&self) -> Result<&[i32], DossiersError> {
        self.days(CLOSED)
    }

    /// Codes of [`super::Timing`].
    ///
    /// # Errors
    /// When the frame lost a column: a bug.
    pub fn timing(&self) -> Result<&[u32], DossiersError> {
        self.codes(TIMING)
    }

    /// Codes of result-digitised flags.
    ///
    /// # Errors
    /// When the frame lost a column: a bug.
    pub fn digitised(&self) -> Result<&[u32], DossiersError> {
        self.codes(DIGITISED)
    }

    /// The group codes of a dimension; for channel, status and rating the canonical codes.
    ///
    /// # Errors
    /// When the dimension was not loaded.
    pub fn group_codes(&self, dimension: Dimension) -> Result<&[u32], DossiersError> {
        self.codes(dimension.name())
    }

    /// The groups of a dimension, by code, in the order in which tables show them.
    #[must_use]
    pub fn groups(&self, dimension: Dimension) -> Vec<Group> {
        fn canonical<V: CanonicalValue>() -> Vec<Group> {
            let mut groups = vec![
                Group {
                    name: None,
                    key: String::new()
                };
                V::NAMED.len() + 1
            ];
            for value in V::NAMED.iter().copied().chain([V::UNKNOWN]) {
                if let Some(group) = groups.get_mut(usize::from(value.code())) {
                    let name = value.name().to_owned();
                    *group = Group {
                        name: Some(name.clone()),
                        key: name,
                    };
                }
            }
            groups
        }
        match dimension {
            Dimension::Channel => canonical::<Channel>(),
            Dimension::Status => canonical::<Status>(),
            Dimension::Rating => canonical::<Rating>(),
            _ => self.groups.get(&dimension).cloned().unwrap_or_default(),
        }
    }

    /// First received day, and last day seen in the received and finish columns.
    ///
    /// # Errors
    /// When the frame lost a column: a bug.
    pub fn days_seen(&self) -> Result<Option<(Day, Day)>, DossiersError> {
        let first = self.received()?.iter().min();
        let last_closed = self.closed()?.iter().filter(|day| **day != NO_DAY).max();
        let last = self.received()?.iter().max().max(last_closed);
        Ok(first
            .zip(last)
            .map(|(first, last)| (Day(*first), Day(*last))))
    }

    fn days(&self, name: &str) -> Result<&[i32], DossiersError> {
        self.frame
            .column(name)
            .ok()
            .and_then(|column| {
                column
                    .as_materialized_series()
                    .i32()
                    .ok()?
                    .cont_slice()
                    .ok()
            })
            .ok_or_else(|| DossiersError::NoColumn(name.to_owned()))
    }

    fn codes(&self, name: &str) -> Result<&[u32], DossiersError> {
        self.frame
            .column(name)
            .ok()
            .and_then(|column| {
                column
                    .as_materialized_series()
                    .u32()
                    .ok()?
                    .cont_slice()
                    .ok()
            })
            .ok_or_else(|| DossiersError::NoColumn(name.to_owned()))
    }
}
