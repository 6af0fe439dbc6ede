//! Control limits of a rate: how far a month may lie from the months before it without anything
//! having changed.
//!
//! The p-chart of W. A. Shewhart ("Economic Control of Quality of Manufactured Product", 1931; from
//! memory) takes dossiers for independent of each other: p̄ ± 3·√(p̄(1 − p̄)/n), p̄ the rate of the months
//! before together, n the denominator now. With thousands of dossiers these limits are so narrow that
//! every month lies outside. The p′-chart of D. B. Laney ("Improved Control Charts for Attributes",
//! Quality Engineering 14(4), 2002, 531–537; from memory) widens them by σz, the scatter from month to
//! month of z = (p − p̄)/√(p̄(1 − p̄)/n): the mean difference of neighbours through 1.128. Here σz is
//! never below 1, for a few months that happen to be alike promise nothing. A rate outside is a reason to
//! look, not a verdict.

use super::side::Parts;
use crate::domain::Ratio;
use crate::indicators::Interval;

/// The limits look back so many months at most.
pub const LIMIT_MONTHS: i32 = 12;
/// With fewer months than this there are no limits.
pub const LIMIT_MONTHS_LEAST: usize = 6;
/// Standard deviations on either side.
const SIGMAS: f64 = 3.0;
/// The mean difference of two draws from a normal distribution, in standard deviations.
const MEAN_DIFFERENCE: f64 = 1.128;

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
    /// σz: how much more they scatter than dossiers that are independent of each other; at least 1.
    pub spread: f64,
    pub bounds: Interval,
    pub position: Position,
    pub past: PastMonths,
}

/// What limits made in the same way would have said of the months before.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct PastMonths {
    /// Months that had enough months before them.
    pub judged: usize,
    /// Those of them that lay outside.
    pub outside: usize,
}

impl PastMonths {
    /// Limits that most months lie outside of say nothing.
    pub const fn is_of_use(self) -> bool {
        2 * self.outside <= self.judged
    }
}

/// There are too few months before.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct TooFewMonths {
    pub months: usize,
}

impl Limits {
    /// The limits that the months before, in their order, set for a rate.
    ///
    /// # Errors
    /// When fewer than [`LIMIT_MONTHS_LEAST`] of them have a rate.
    pub fn new(before: &[Parts], now: Ratio) -> Result<Self, TooFewMonths> {
        let months: Vec<Ratio> = before.iter().filter_map(|month| month.ratio()).collect();
        let mut limits = Self::of_months(&months, now)?;
        for judged in LIMIT_MONTHS_LEAST..months.len() {
            let (before, month) = (months.get(..judged), months.get(judged));
            let found = before.zip(month).and_then(|(b, m)| Self::of_months(b, *m).ok());
            let is_outside = found.is_some_and(|found| found.position != Position::Within);
            limits.past.judged += 1;
            limits.past.outside += usize::from(is_outside);
        }
        Ok(limits)
    }

    /// Where the rate lies, in JSON and CSV.
    pub const fn position_name(&self) -> &'static str {
        if self.past.is_of_use() { self.position.name() } else { "unfit" }
    }

    fn of_months(months: &[Ratio], now: Ratio) -> Result<Self, TooFewMonths> {
        let numerator = months.iter().map(|month| month.numerator()).sum();
        let mean = Ratio::new(numerator, months.iter().map(|month| month.denominator()).sum());
        let Some(mean) = mean.filter(|_| months.len() >= LIMIT_MONTHS_LEAST) else {
            return Err(TooFewMonths { months: months.len() });
        };
        let (p, spread) = (mean.value(), spread(months, mean.value()));
        let half = SIGMAS * deviation(p, now) * spread;
        let bounds = Interval { low: (p - half).max(0.0), high: (p + half).min(1.0) };
        let value = now.value();
        let position = if value < bounds.low {
            Position::Below
        } else if value > bounds.high {
            Position::Above
        } else {
            Position::Within
        };
        Ok(Self {
            months: months.len(),
            mean,
            spread,
            bounds,
            position,
            past: PastMonths::default(),
        })
    }
}

/// The standard deviation of a rate whose dossiers are independent of each other.
#[expect(clippy::cast_precision_loss, reason = "counts of dossiers are far below 2^53")]
fn deviation(p: f64, rate: Ratio) -> f64 {
    (p * (1.0 - p) / rate.denominator() as f64).sqrt()
}

/// σz of months, at least 1. Where all of them are 0 or all 1, nothing scatters.
#[expect(clippy::cast_precision_loss, reason = "a dozen months")]
fn spread(months: &[Ratio], p: f64) -> f64 {
    if p <= 0.0 || p >= 1.0 {
        return 1.0;
    }
    let scores: Vec<f64> =
        months.iter().map(|month| (month.value() - p) / deviation(p, *month)).collect();
    let ranges = scores.windows(2).map(|pair| match pair {
        [left, right] => (right - left).abs(),
        _ => 0.0,
    });
    let mean = ranges.sum::<f64>() / (scores.len().max(2) - 1) as f64;
    (mean / MEAN_DIFFERENCE).max(1.0)
}
