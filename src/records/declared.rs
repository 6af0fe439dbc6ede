//! Figures that somebody declares for the criteria of an index, because no log holds them.

use num_rational::BigRational;

use super::log::{LogResult, read_log};
use super::record::LogRecord;
use crate::columns::{Cells, DECLARED, Decimal, LogKind, LogProfile};
use crate::domain::Period;
use crate::findings::Rejection;
use crate::read::{Opener, Source};

/// What is declared; exactly one of three.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Figure {
    Value(Decimal),
    /// Points that the criterion is to get, from 0 up.
    Points(BigRational),
    /// Both 0: nothing happened that the share could describe.
    Parts {
        numerator: u64,
        denominator: u64,
    },
}

/// One declared figure.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Declared {
    /// Nothing: the whole.
    pub unit: Option<String>,
    /// As written.
    pub period_text: String,
    /// Calendar months.
    pub period: Period,
    /// The id of a criterion, as criteria files write it: `1.4`.
    pub criterion: String,
    pub figure: Figure,
    pub evidence: Option<String>,
    pub source: Option<String>,
}

impl LogRecord for Declared {
    fn kind() -> &'static LogKind {
        &DECLARED
    }

    fn parse(cells: &mut Cells<'_>) -> Result<Self, Rejection> {
        let (period_text, period) = cells.period("period")?;
        let criterion = cells.key("criterion")?;
        let value = cells.decimal("value")?;
        let points = cells.points("points")?;
        let numerator = cells.count("numerator")?;
        let denominator = cells.count("denominator")?;
        let figure = match (value, points, numerator, denominator) {
            (Some(value), None, None, None) => Figure::Value(value),
            (None, Some(points), None, None) => Figure::Points(points.value),
            (None, None, Some(numerator), Some(denominator)) => {
                if denominator == 0 && numerator > 0 {
                    return Err(cells.refuse("denominator", Rejection::ValueOutOfRange));
                }
                Figure::Parts { numerator, denominator }
            }
            _ => return Err(cells.refuse("value", Rejection::ValuesUnclear)),
        };
        Ok(Self {
            unit: cells.text("unit").filter(|unit| unit != "*"),
            period_text,
            period,
            criterion,
            figure,
            evidence: cells.text("evidence"),
            source: cells.text("source"),
        })
    }
}

/// Reads declared figures.
///
/// # Errors
/// When the account of the rows does not add up: a bug, not data.
pub fn read(
    opener: &Opener,
    sources: &[Source],
    profile: Option<&LogProfile>,
) -> LogResult<Declared> {
    read_log(opener, sources, profile)
}
