//! Confidence intervals of shares.
//!
//! In: one [`Ratio`] or two. Out: the Wilson score interval at 95 % (E. B. Wilson, "Probable inference, the law
//! of succession, and statistical inference", JASA 22, 1927): unlike the simple ± interval it stays
//! within 0 and 1 and does not shrink to nothing at 0 % or 100 %. For ratings it says how far the
//! answers may be from all users, if who answers is random; for on-time rates, where every dossier is
//! counted, it only serves to compare units as processes. Where the answers are a part of a small whole,
//! the whole makes the interval narrower; the difference of two shares is that of R. G. Newcombe
//! ("Interval estimation for the difference between independent proportions", Statistics in Medicine
//! 17, 1998, method 10).

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
        Self::of(ratio.value(), ratio.denominator() as f64)
    }

    /// The same where `population` could have answered; nothing when all of them did, or when fewer
    /// could than did. Only valid if who did not answer is random.
    #[must_use]
    #[expect(clippy::cast_precision_loss, reason = "counts of dossiers are far below 2^53")]
    pub fn wilson_of(ratio: Ratio, population: u64) -> Option<Self> {
        let silent = population.checked_sub(ratio.denominator()).filter(|silent| *silent > 0)?;
        let n = ratio.denominator() as f64;
        Some(Self::of(ratio.value(), n * (population - 1) as f64 / silent as f64))
    }

    fn of(p: f64, n: f64) -> Self {
        let spread = Z * Z / n;
        let centre = (p + spread / 2.0) / (1.0 + spread);
        let half = Z * (p * (1.0 - p) / n + spread / (4.0 * n)).sqrt() / (1.0 + spread);
        Self { low: (centre - half).max(0.0), high: (centre + half).min(1.0) }
    }
}

/// The first share less the second, and how far that may be from the truth; between −1 and 1.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Difference {
    pub value: f64,
    pub low: f64,
    pub high: f64,
}

impl Difference {
    /// Newcombe's interval of two Wilson intervals.
    #[must_use]
    pub fn newcombe(first: Ratio, second: Ratio) -> Self {
        let (p, q) = (first.value(), second.value());
        let (left, right) = (Interval::wilson(first), Interval::wilson(second));
        let value = p - q;
        let below = (p - left.low).hypot(right.high - q);
        let above = (left.high - p).hypot(q - right.low);
        Self { value, low: value - below, high: value + above }
    }

    /// Whether the shares differ by more than chance explains: 0 is outside.
    #[must_use]
    pub fn is_clear(&self) -> bool {
        self.low > 0.0 || self.high < 0.0
    }
}

/// What a share of answers could be among all who were asked: as if none of the silent were
/// satisfied, and as if all were (C. F. Manski, "Identification for Prediction and Decision", 2007).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ResponseBounds {
    pub low: Ratio,
    pub high: Ratio,
}

impl ResponseBounds {
    /// `eligible`: how many could have answered; nothing when that is fewer than did.
    #[must_use]
    pub fn new(answers: Ratio, eligible: u64) -> Option<Self> {
        let silent = eligible.checked_sub(answers.denominator())?;
        Some(Self {
            low: Ratio::new(answers.numerator(), eligible)?,
            high: Ratio::new(answers.numerator() + silent, eligible)?,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::{Difference, Interval, ResponseBounds};
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

    #[test]
    fn a_small_whole_narrows_the_interval() {
        // The second upper bound is 0.966118; the notes have 0.9662.
        for (k, n, whole, low, high) in
            [(95, 100, 120, 0.9294, 0.9648), (28, 30, 40, 0.8730, 0.9661)]
        {
            let ratio = Ratio::new(k, n).expect("a denominator");
            let interval = Interval::wilson_of(ratio, whole).expect("some are silent");
            assert!((interval.low - low).abs() < 0.000_05, "{k}/{n}: {interval:?}");
            assert!((interval.high - high).abs() < 0.000_05, "{k}/{n}: {interval:?}");
            assert_eq!(Interval::wilson_of(ratio, n), None, "all answered");
            assert_eq!(Interval::wilson_of(ratio, n - 1), None, "fewer than answered");
        }
    }

    #[test]
    fn two_shares_may_differ_by_chance() {
        let ratio = |k, n| Ratio::new(k, n).expect("a denominator");
        let difference = Difference::newcombe(ratio(190, 200), ratio(280, 300));
        assert!((difference.value - 0.016_67).abs() < 0.000_05, "{difference:?}");
        assert!((difference.low + 0.029_2).abs() < 0.000_05, "{difference:?}");
        assert!((difference.high - 0.057_5).abs() < 0.000_05, "{difference:?}");
        assert!(!difference.is_clear());
        assert!(Difference::newcombe(ratio(190, 200), ratio(240, 300)).is_clear());
        assert!(Difference::newcombe(ratio(240, 300), ratio(190, 200)).is_clear());
    }

    #[test]
    fn the_silent_could_have_said_anything() {
        let answers = Ratio::new(285, 300).expect("a denominator");
        let bounds = ResponseBounds::new(answers, 1_000).expect("more were asked");
        let parts = |ratio: Ratio| (ratio.numerator(), ratio.denominator());
        assert_eq!((parts(bounds.low), parts(bounds.high)), ((285, 1_000), (985, 1_000)));
        assert_eq!(ResponseBounds::new(answers, 299), None);
        let all = ResponseBounds::new(answers, 300).expect("all answered");
        assert_eq!(all.low, all.high);
    }
}
