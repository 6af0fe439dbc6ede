//! Published results of indices: scores and ranks of provinces, districts, departments, as a whole or
//! by area, criterion and sub-criterion.

use super::file_rows::FileRows;
use super::log::{LogResult, read_log};
use super::record::LogRecord;
use super::wide_rankings::{WideResult, read_wide};
use crate::columns::{Cells, Decimal, LogKind, LogProfile, RANKINGS};
use crate::domain::fold;
use crate::findings::Rejection;
use crate::read::{Opener, Source};

/// One published result; score, rank or both.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Ranking {
    pub year: i32,
    pub index: String,
    pub unit: String,
    /// From 0 up, in the points or percent of the index.
    pub score: Option<Decimal>,
    /// From 1 up.
    pub rank: Option<u64>,
    /// How many were ranked; never fewer than the rank.
    pub of: Option<u64>,
    /// Id of an area, criterion or sub-criterion; nothing: the whole index.
    pub part: Option<String>,
    pub part_name: Option<String>,
    /// Which edition of the criteria was scored.
    pub criteria_set: Option<String>,
    /// Who answers for the part.
    pub responsible_unit: Option<String>,
    pub confidence: Option<String>,
    pub source: Option<String>,
}

/// Names that stand for the mean of all that were ranked.
const MEANS: [&str; 5] =
    ["VN-mean", "Trung bình cả nước", "Bình quân cả nước", "Trung bình chung", "Bình quân chung"];

impl Ranking {
    /// Whether the row tells the mean of the field instead of a unit.
    pub fn is_mean(&self) -> bool {
        let key = fold(&self.unit);
        MEANS.iter().any(|name| fold(name) == key)
    }
}

impl From<WideResult> for Ranking {
    fn from(WideResult { year, index, unit, score, rank }: WideResult) -> Self {
        Self {
            year,
            index,
            unit,
            score,
            rank,
            of: None,
            part: None,
            part_name: None,
            criteria_set: None,
            responsible_unit: None,
            confidence: None,
            source: None,
        }
    }
}

impl LogRecord for Ranking {
    fn kind() -> &'static LogKind {
        &RANKINGS
    }

    fn read_table(opener: &Opener, source: &Source) -> Option<FileRows<Self>> {
        read_wide(opener, source).map(|rows| rows.map(Self::from))
    }

    fn parse(cells: &mut Cells<'_>) -> Result<Self, Rejection> {
        let year = cells.year("year")?;
        let index = cells.key("index")?;
        let unit = cells.key("unit")?;
        let score = cells.points("score")?;
        let rank = cells.count("rank")?;
        let of = cells.count("of")?;
        if rank == Some(0) || of.is_some_and(|of| rank.unwrap_or(1) > of) {
            return Err(cells.refuse("rank", Rejection::ValueOutOfRange));
        }
        if score.is_none() && rank.is_none() {
            return Err(cells.refuse("score", Rejection::MissingKey));
        }
        Ok(Self {
            year,
            index,
            unit,
            score,
            rank,
            of,
            part: cells.text("part"),
            part_name: cells.text("part_name"),
            criteria_set: cells.text("criteria_set"),
            responsible_unit: cells.text("responsible_unit"),
            confidence: cells.text("confidence"),
            source: cells.text("source"),
        })
    }
}

/// Reads rankings.
///
/// # Errors
/// When the account of the rows does not add up: a bug, not data.
pub fn read(
    opener: &Opener,
    sources: &[Source],
    profile: Option<&LogProfile>,
) -> LogResult<Ranking> {
    read_log(opener, sources, profile)
}
