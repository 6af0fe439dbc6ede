//! Figures of the sample report: made up, and the same every time.

use crate::domain::Absence;
use crate::domain::Exact;
use crate::domain::Ratio;
use crate::domain::exact::decimal;
use crate::indicators::Measure;

/// Fewer ratings than this are not shown.
pub const SUPPRESS_BELOW: u64 = 10;

pub fn points(text: &str) -> Exact {
    decimal(text).expect("a decimal")
}

pub fn share(numerator: u64, denominator: u64) -> Measure {
    Ratio::new(numerator, denominator).ok_or(Absence::NoDossiers)
}
