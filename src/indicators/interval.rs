//! Confidence intervals of shares.
//!
//! In: a [`Ratio`]. Out: the Wilson score interval at 95 % (E. B. Wilson, "Probable inference, the law
//! of succession, and statistical inference", JASA 22, 1927): unlike the simple ± interval it stays
//! within 0 and 1 and does not shrink to nothing at 0 % or 100 %. For ratings it says how far the
//! answers may be from all users, if who answers is random; for on-time rates, where every dossier is
//! counted, it only serves to compare units as processes.

use crate::domain::Ratio;

/// Lower and upper bound of a share, between 0 and 1.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Interval {
    pub low: f64,
    pub high: f64,
}

/// The standard normal quantile of 97.5 %.
const Z: f64 = 1.96;

impl Interval {
    /// Wilson's score interval.
    #[must_use]
    #[expect(clippy::cast_precision_loss, reason = "counts of dossiers are far below 2^53")]
    pub fn wilson(ratio: Ratio) -> Self {
        let n = ratio.denominator() as f64;
        let p = ratio.value();
        let spread = Z * Z / n;
        let centre = (p + spread / 2.0) / (1.0 + spread);
        let half = Z * (p * (1.0 - p) / n + spread / (4.0 * n)).sqrt() / (1.0 + spread);
        Self { low: (centre - half).max(0.0), high: (centre + half).min(1.0) }
    }
}

#[cfg(test)]
mod tests {
    use super::Interval;
    use crate::domain::Ratio;

    #[test]
    fn worked_values() {
        // From the project's notes on small counts, section 5; four decimals.
        for (k, n, low, high) in [
            (10, 10, 0.7225, 1.0000),
            (9, 10, 0.5958, 0.9821),
            (20, 20, 0.8389, 1.0000),
            (28, 30, 0.7868, 0.9815),
            (95, 100, 0.8882, 0.9785),
            (190, 200, 0.9104, 0.9726),
            (950, 1000, 0.9347, 0.9619),
            (0, 5, 0.0000, 0.4345),
        ] {
            let interval = Interval::wilson(Ratio::new(k, n).expect("a denominator"));
            assert!((interval.low - low).abs() < 0.000_05, "{k}/{n}: {interval:?}");
            assert!((interval.high - high).abs() < 0.000_05, "{k}/{n}: {interval:?}");
        }
    }
}
