//! Control limits of a rate: how far a month may lie from the months before it without anything
//! having changed.
//!
//! The p-chart of W. A. Shewhart ("Economic Control of Quality of Manufactured Product", 1931; from
//! memory): p̄ ± 3·√(p̄(1 − p̄)/n), p̄ the rate of the months before together, n the denominator now. It
//! takes dossiers for independent of each other; with very many of them the limits are narrow, and a
//! rate outside is a reason to look, not a verdict.

use super::side::Parts;
use crate::domain::Ratio;
use crate::indicators::Interval;

/// The limits look back so many months at most.
pub const LIMIT_MONTHS: i32 = 12;
/// With fewer months than this there are no limits.
pub const LIMIT_MONTHS_LEAST: usize = 6;
/// Standard deviations on either side.
const SIGMAS: f64 = 3.0;

/// Where a rate lies.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Position {
    Within,
    Above,
    Below,
}

impl Position {
    /// The name in JSON and CSV.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Within => "within",
            Self::Above => "above",
            Self::Below => "below",
        }
    }
}

/// The limits for one rate.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Limits {
    /// So many months before had a rate.
    pub months: usize,
    /// Their rate together.
    pub mean: Ratio,
    pub bounds: Interval,
    pub position: Position,
}

/// There are too few months before.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct TooFewMonths {
    pub months: usize,
}

impl Limits {
    /// The limits that the months before set for a rate.
    ///
    /// # Errors
    /// When fewer than [`LIMIT_MONTHS_LEAST`] of them have a rate.
    #[expect(clippy::cast_precision_loss, reason = "counts of dossiers are far below 2^53")]
    pub fn new(before: &[Parts], now: Ratio) -> Result<Self, TooFewMonths> {
        let told = before.iter().filter(|month| month.denominator > 0);
        let months = told.clone().count();
        let numerator = told.clone().map(|month| month.numerator).sum();
        let mean = Ratio::new(numerator, told.map(|month| month.denominator).sum());
        let Some(mean) = mean.filter(|_| months >= LIMIT_MONTHS_LEAST) else {
            return Err(TooFewMonths { months });
        };
        let p = mean.value();
        let half = SIGMAS * (p * (1.0 - p) / now.denominator() as f64).sqrt();
        let bounds = Interval { low: (p - half).max(0.0), high: (p + half).min(1.0) };
        let value = now.value();
        let position = if value < bounds.low {
            Position::Below
        } else if value > bounds.high {
            Position::Above
        } else {
            Position::Within
        };
        Ok(Self { months, mean, bounds, position })
    }
}
