//! Was a target reached? Exactly, where everything was counted; of a sample only as far as its interval
//! says.
//!
//! In: figures as fractions. Out: a [`Verdict`]. Nothing is rounded: the bounds of Wilson's interval are
//! the roots of n·(p − t)² = z²·t·(1 − t), so a target is compared with them without working them out.

use num_bigint::BigInt;
use num_rational::BigRational;
use num_traits::{One, Zero};

use crate::domain::Ratio;
use crate::records::targets::Relation;

/// What can be said of a target.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Verdict {
    Met,
    Missed,
    /// The sample is too small to tell.
    Inconclusive,
}

impl Verdict {
    /// The name in JSON and CSV.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Met => "met",
            Self::Missed => "missed",
            Self::Inconclusive => "inconclusive",
        }
    }

    /// Of a figure that counts everything.
    #[must_use]
    pub fn of_census(figure: &BigRational, plan: &BigRational, relation: Relation) -> Self {
        let is_met = match relation {
            Relation::AtLeast => figure >= plan,
            Relation::AtMost => figure <= plan,
            Relation::Equals => figure == plan,
        };
        if is_met { Self::Met } else { Self::Missed }
    }

    /// Of a sample, at 95 %: met when the whole interval is on the good side, missed when it is on the
    /// other. A sample of everything (`population`) is a census.
    #[must_use]
    pub fn of_sample(
        answers: Ratio,
        population: Option<u64>,
        plan: &BigRational,
        relation: Relation,
    ) -> Self {
        let n = answers.denominator();
        if population == Some(n) {
            return Self::of_census(&exact(answers), plan, relation);
        }
        let sample = Sample { share: exact(answers), size: effective(n, population) };
        let (is_above, is_below) = (sample.is_above(plan), sample.is_below(plan));
        match relation {
            Relation::AtLeast if is_above.or_touching() => Self::Met,
            Relation::AtLeast if is_below.strictly() => Self::Missed,
            Relation::AtMost if is_below.or_touching() => Self::Met,
            Relation::AtMost if is_above.strictly() => Self::Missed,
            Relation::Equals if is_above.strictly() || is_below.strictly() => Self::Missed,
            _ => Self::Inconclusive,
        }
    }
}

/// A ratio as an exact fraction.
#[must_use]
pub fn exact(ratio: Ratio) -> BigRational {
    BigRational::new(ratio.numerator().into(), ratio.denominator().into())
}

/// n·(N − 1)/(N − n), or n of an endless whole.
fn effective(n: u64, population: Option<u64>) -> BigRational {
    let size = BigRational::from_integer(n.into());
    match population.and_then(|whole| Some((whole, whole.checked_sub(n)?))) {
        Some((whole, silent)) if silent > 0 => {
            size * BigRational::new((whole - 1).into(), silent.into())
        }
        _ => size,
    }
}

/// Where an interval lies from a target.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Side {
    Clear,
    /// Its bound is the target.
    Touching,
    No,
}

impl Side {
    const fn strictly(self) -> bool {
        matches!(self, Self::Clear)
    }

    const fn or_touching(self) -> bool {
        matches!(self, Self::Clear | Self::Touching)
    }
}

struct Sample {
    share: BigRational,
    /// As large as a sample of an endless whole would have to be.
    size: BigRational,
}

impl Sample {
    /// Whether the lower bound is the target or more.
    fn is_above(&self, target: &BigRational) -> Side {
        if *target < BigRational::zero() {
            return Side::Clear;
        }
        if target.is_zero() {
            return if self.share.is_zero() { Side::Touching } else { Side::Clear };
        }
        if self.share > *target { self.distance(target) } else { Side::No }
    }

    /// Whether the upper bound is the target or less: the same of the others.
    fn is_below(&self, target: &BigRational) -> Side {
        let others = Self { share: BigRational::one() - &self.share, size: self.size.clone() };
        others.is_above(&(BigRational::one() - target))
    }

    /// n·(p − t)² against z²·t·(1 − t), z = 1,96.
    fn distance(&self, target: &BigRational) -> Side {
        let z = BigRational::new(BigInt::from(49), BigInt::from(25));
        let apart = &self.share - target;
        let left = &self.size * &apart * &apart;
        let right = &z * &z * target * (BigRational::one() - target);
        match left.cmp(&right) {
            std::cmp::Ordering::Greater => Side::Clear,
            std::cmp::Ordering::Equal => Side::Touching,
            std::cmp::Ordering::Less => Side::No,
        }
    }
}

#[cfg(test)]
mod tests {
    use num_rational::BigRational;

    use super::{Relation, Verdict};
    use crate::domain::Ratio;
    use crate::indicators::Interval;

    fn fraction(numerator: i64, denominator: i64) -> BigRational {
        BigRational::new(numerator.into(), denominator.into())
    }

    fn sample(k: u64, n: u64, whole: Option<u64>, percent: i64, relation: Relation) -> Verdict {
        let answers = Ratio::new(k, n).expect("a denominator");
        Verdict::of_sample(answers, whole, &fraction(percent, 100), relation)
    }

    #[test]
    fn everything_counted_is_compared_exactly() {
        let ninety_five = fraction(95, 100);
        for (figure, relation, expected) in [
            (fraction(95, 100), Relation::AtLeast, Verdict::Met),
            (fraction(949_999_999, 1_000_000_000), Relation::AtLeast, Verdict::Missed),
            (fraction(95, 100), Relation::AtMost, Verdict::Met),
            (fraction(950_000_001, 1_000_000_000), Relation::AtMost, Verdict::Missed),
            (fraction(19, 20), Relation::Equals, Verdict::Met),
            (fraction(1, 1), Relation::Equals, Verdict::Missed),
        ] {
            assert_eq!(Verdict::of_census(&figure, &ninety_five, relation), expected);
        }
    }

    #[test]
    fn a_sample_is_met_missed_or_says_too_little() {
        use Relation::{AtLeast, AtMost, Equals};
        // The intervals are those of the worked values beside the interval.
        for (k, n, whole, percent, relation, expected) in [
            (95, 100, None, 88, AtLeast, Verdict::Met),
            (95, 100, None, 89, AtLeast, Verdict::Inconclusive),
            (95, 100, None, 97, AtLeast, Verdict::Inconclusive),
            (95, 100, None, 98, AtLeast, Verdict::Missed),
            (95, 100, Some(120), 92, AtLeast, Verdict::Met),
            (95, 100, Some(120), 97, AtLeast, Verdict::Missed),
            (95, 100, Some(100), 95, AtLeast, Verdict::Met),
            (10, 10, None, 100, AtLeast, Verdict::Inconclusive),
            (10, 10, None, 72, AtLeast, Verdict::Met),
            (0, 5, None, 0, AtLeast, Verdict::Met),
            (0, 5, None, 43, AtLeast, Verdict::Inconclusive),
            (0, 5, None, 44, AtLeast, Verdict::Missed),
            (0, 5, None, 44, AtMost, Verdict::Met),
            (10, 10, None, 100, AtMost, Verdict::Met),
            (95, 100, None, 88, AtMost, Verdict::Missed),
            (95, 100, None, 95, Equals, Verdict::Inconclusive),
            (95, 100, None, 80, Equals, Verdict::Missed),
        ] {
            let verdict = sample(k, n, whole, percent, relation);
            assert_eq!(verdict, expected, "{k}/{n} of {whole:?}, {relation:?} {percent}");
        }
    }

    #[test]
    fn a_share_that_is_the_target_never_proves_it() {
        for n in [20, 100, 1_000, 1_000_000] {
            let verdict = sample(n * 95 / 100, n, None, 95, Relation::AtLeast);
            assert_eq!(verdict, Verdict::Inconclusive, "{n}");
        }
    }

    #[test]
    fn the_exact_verdict_is_that_of_the_interval() {
        for n in 1..=40_u64 {
            for k in 0..=n {
                let interval = Interval::wilson(Ratio::new(k, n).expect("a denominator"));
                for percent in 1..=99_i64 {
                    let target = f64::from(u8::try_from(percent).expect("small")) / 100.0;
                    let expected = if interval.low >= target {
                        Verdict::Met
                    } else if interval.high < target {
                        Verdict::Missed
                    } else {
                        Verdict::Inconclusive
                    };
                    let verdict = sample(k, n, None, percent, Relation::AtLeast);
                    assert_eq!(verdict, expected, "{k}/{n} against {percent}");
                }
            }
        }
    }
}
