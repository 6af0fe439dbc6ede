//! The change of a rate, taken apart: what the groups did, and what their mix did.
//!
//! The symmetric decomposition of rates (E. M. Kitagawa, "Components of a difference between two
//! rates", JASA 50, 1955; from memory). With the weight w of a group (its share of the denominator)
//! and its rate r, earlier (0) and later (1):
//!
//! - rate effect = Σ ½(w0 + w1)(r1 − r0),
//! - mix effect = Σ ½(r0 + r1)(w1 − w0).
//!
//! They add up to the change exactly, and change sign when the periods are exchanged. The mix effect of
//! one group is told against the mean R̄ of both overall rates, (½(r0 + r1) − R̄)(w1 − w0): a group that
//! grows lifts the rate only if it is better than the rest. The sum stays the same, since weights add
//! up to 1 in both periods. A group of one period only has the rate it has in both: it is all mix.

use num_bigint::BigInt;
use num_traits::Signed;

use super::side::Parts;
use crate::domain::exact::fraction;
use crate::domain::{Dimension, Exact};

/// A group in both periods.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PartPair {
    /// Nothing where the cell is blank.
    pub group: Option<String>,
    pub later: Parts,
    pub earlier: Parts,
}

/// What one group did to the change, as shares of 1.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Contribution {
    pub pair: PartPair,
    pub rate: Exact,
    pub mix: Exact,
}

impl Contribution {
    /// Both effects together.
    pub fn sum(&self) -> Exact {
        &self.rate + &self.mix
    }
}

/// The change against nearly everything that it is made of (E. H. Simpson's paradox).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Paradox {
    /// So many groups moved the other way.
    pub against: usize,
    /// Of so many that have dossiers.
    pub groups: usize,
}

/// A change taken apart over one dimension.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Effects {
    pub over: Dimension,
    pub rate: Exact,
    pub mix: Exact,
    /// Largest effect first, whatever its direction; none where only the sums were asked for.
    pub contributions: Vec<Contribution>,
    pub paradox: Option<Paradox>,
}

/// Takes a change apart; nothing when one of the periods has no denominator. The parts come in the order
/// of their names, in which those of one size stay.
pub fn decompose(over: Dimension, parts: Vec<PartPair>) -> Option<Effects> {
    let sums = decompose_sums(over, &parts)?;
    let whole = Totals::of(&parts);
    let contributions = parts.into_iter().filter(is_there).map(|pair| whole.contribution(pair));
    let mut sized: Vec<(f64, Contribution)> =
        contributions.map(|one| (whole.size(&one.pair), one)).collect();
    sized.sort_by(order);
    let contributions = sized.into_iter().map(|(_, one)| one).collect();
    Some(Effects { contributions, ..sums })
}

/// The same without what each part did: a province has hundreds of groups with hundreds of parts, and
/// only those of the whole are told one by one.
pub fn decompose_sums(over: Dimension, parts: &[PartPair]) -> Option<Effects> {
    let whole = Totals::of(parts);
    let (later_rate, earlier_rate) = (rate_of(whole.later)?, rate_of(whole.earlier)?);
    let paradox = paradox(parts, &whole, &(&later_rate - &earlier_rate));
    let count = parts.iter().filter(|part| is_there(part)).count();
    // Most parts have one rate in both periods, and add nothing.
    let moved = parts.iter().filter(|part| is_there(part) && has_moved(part));
    let rate = total(moved.map(|part| whole.rate_effect(part)), count);
    let mix = later_rate - earlier_rate - &rate;
    Some(Effects { over, rate, mix, contributions: Vec::new(), paradox })
}

const fn is_there(part: &PartPair) -> bool {
    part.later.denominator + part.earlier.denominator > 0
}

/// Whether its rate is another one.
fn has_moved(part: &PartPair) -> bool {
    let (later, earlier) = rates_of(part);
    product(later.numerator, earlier.denominator) != product(earlier.numerator, later.denominator)
}

fn product(one: u64, other: u64) -> u128 {
    u128::from(one) * u128::from(other)
}

/// Sizes that lie nearer than this are compared exactly: thousands of exact comparisons take seconds.
const NEAR: f64 = 1e-12;

/// Largest first.
fn order(left: &(f64, Contribution), right: &(f64, Contribution)) -> std::cmp::Ordering {
    if (left.0 - right.0).abs() > NEAR {
        return right.0.total_cmp(&left.0);
    }
    let (left, right) = (&left.1, &right.1);
    let parts = |one: &Contribution| (one.pair.later, one.pair.earlier);
    if parts(left) == parts(right) {
        // Most that are near are the same: one dossier here, none there.
        return std::cmp::Ordering::Equal;
    }
    let size = |one: &Contribution| one.sum().abs();
    size(right).cmp(&size(left))
}

/// Both periods as wholes.
struct Totals {
    later: Parts,
    earlier: Parts,
}

/// The effects of a group, each as a fraction that is not in lowest terms.
struct Fractions<T> {
    rate: T,
    below_rate: T,
    mix: T,
    below_mix: T,
}

impl Totals {
    fn of(parts: &[PartPair]) -> Self {
        let sum = |of: fn(&PartPair) -> Parts| {
            let zero = Parts::new(0, 0);
            parts.iter().map(of).fold(zero, |sum, part| {
                Parts::new(sum.numerator + part.numerator, sum.denominator + part.denominator)
            })
        };
        Self { later: sum(|part| part.later), earlier: sum(|part| part.earlier) }
    }

    // Lowest terms cost more than all the rest, and nothing that is shown depends on them.
    fn contribution(&self, pair: PartPair) -> Contribution {
        let Fractions { rate, below_rate, mix, below_mix } = self.fractions(&pair);
        let (rate, mix) = (Exact::new_raw(rate, below_rate), Exact::new_raw(mix, below_mix));
        Contribution { pair, rate, mix }
    }

    fn rate_effect(&self, pair: &PartPair) -> Exact {
        let Fractions { rate, below_rate, .. } = self.fractions(pair);
        Exact::new_raw(rate, below_rate)
    }

    /// In numbers of the machine where they are large enough: those of a unit nearly always are.
    fn fractions(&self, pair: &PartPair) -> Fractions<BigInt> {
        let Some(small) = self.small_fractions(pair) else { return self.large_fractions(pair) };
        let Fractions { rate, below_rate, mix, below_mix } = small;
        Fractions {
            rate: rate.into(),
            below_rate: below_rate.into(),
            mix: mix.into(),
            below_mix: below_mix.into(),
        }
    }

    /// As [`Self::large_fractions`]; nothing where a number does not fit.
    fn small_fractions(&self, pair: &PartPair) -> Option<Fractions<i128>> {
        let (later, earlier) = rates_of(pair);
        let wide = |number: u64| i128::from(number);
        // Two counts multiplied always fit 127 bits if counts are below 2^63.
        let product = |one: u64, other: u64| wide(one).checked_mul(wide(other));
        let [one, other] = [
            product(later.numerator, earlier.denominator)?,
            product(earlier.numerator, later.denominator)?,
        ];
        let of_group = product(earlier.denominator, later.denominator)?;
        let of_all = product(self.earlier.denominator, self.later.denominator)?;
        let weights = [
            product(pair.later.denominator, self.earlier.denominator)?,
            product(pair.earlier.denominator, self.later.denominator)?,
        ];
        let below_rate = of_all.checked_mul(of_group)?.checked_mul(2)?;
        let rate = weights[0].checked_add(weights[1])?.checked_mul(one.checked_sub(other)?)?;
        let means = product(self.later.numerator, self.earlier.denominator)?
            .checked_add(product(self.earlier.numerator, self.later.denominator)?)?;
        let apart = one
            .checked_add(other)?
            .checked_mul(of_all)?
            .checked_sub(means.checked_mul(of_group)?)?;
        let mix = apart.checked_mul(weights[0].checked_sub(weights[1])?)?;
        Some(Fractions { rate, below_rate, mix, below_mix: below_rate.checked_mul(of_all)? })
    }

    /// One fraction for each effect, put together from whole numbers: a province has a million groups.
    /// With a of n dossiers in a group and A of N in all, N = N0·N1 and n = n0·n1:
    /// rate = (n0·N1 + n1·N0)(a1·n0 − a0·n1) / 2Nn,
    /// mix = ((a1·n0 + a0·n1)·N − (A1·N0 + A0·N1)·n)(n1·N0 − n0·N1) / 2N²n.
    fn large_fractions(&self, pair: &PartPair) -> Fractions<BigInt> {
        let (later, earlier) = rates_of(pair);
        let big = |number: u64| BigInt::from(number);
        let [a1, n1] = [later.numerator, later.denominator].map(big);
        let [a0, n0] = [earlier.numerator, earlier.denominator].map(big);
        let (later_whole, earlier_whole) =
            (big(self.later.denominator), big(self.earlier.denominator));
        let (of_group, of_all) = (&n0 * &n1, &earlier_whole * &later_whole);
        // The weights are those of the dossiers that are there, whatever the rate is taken from.
        let weights = (
            big(pair.later.denominator) * &earlier_whole,
            big(pair.earlier.denominator) * &later_whole,
        );
        let below = BigInt::from(2) * &of_all * &of_group;
        let moved = &a1 * &n0 - &a0 * &n1;
        let rate = (&weights.0 + &weights.1) * moved;
        let means =
            big(self.later.numerator) * earlier_whole + big(self.earlier.numerator) * later_whole;
        let apart = (&a1 * &n0 + &a0 * &n1) * &of_all - means * &of_group;
        let mix = apart * (weights.0 - weights.1);
        Fractions { rate, mix, below_mix: &below * of_all, below_rate: below }
    }

    /// About how much a group did, whatever the direction.
    #[expect(clippy::cast_precision_loss, reason = "only to see which of two is larger")]
    fn size(&self, pair: &PartPair) -> f64 {
        let share = |part: u64, whole: u64| part as f64 / whole as f64;
        let rate = |parts: Parts| share(parts.numerator, parts.denominator);
        let (later, earlier) = rates_of(pair);
        let (later, earlier) = (rate(later), rate(earlier));
        let weights = [
            share(pair.later.denominator, self.later.denominator),
            share(pair.earlier.denominator, self.earlier.denominator),
        ];
        let mean = f64::midpoint(rate(self.later), rate(self.earlier));
        let by_rate = f64::midpoint(weights[0], weights[1]) * (later - earlier);
        let by_mix = (f64::midpoint(later, earlier) - mean) * (weights[0] - weights[1]);
        (by_rate + by_mix).abs()
    }

    /// The weight of a group over both periods, times twice both denominators.
    fn scaled_weight(&self, pair: &PartPair) -> u128 {
        product(pair.later.denominator, self.earlier.denominator)
            + product(pair.earlier.denominator, self.later.denominator)
    }
}

/// Groups with at least so many tenths of the weight make a paradox when they move the other way.
const PARADOX_TENTHS: u128 = 9;

fn paradox(parts: &[PartPair], whole: &Totals, change: &Exact) -> Option<Paradox> {
    let nothing = Exact::default();
    if *change == nothing {
        return None;
    }
    let is_against = |pair: &&PartPair| {
        let (later, earlier) = (pair.later, pair.earlier);
        let moved = product(later.numerator, earlier.denominator)
            .cmp(&product(earlier.numerator, later.denominator));
        // Where one side has no dossiers both products are nothing.
        moved.is_ne() && moved.is_gt() != (*change > nothing)
    };
    let against: Vec<&PartPair> = parts.iter().filter(is_against).collect();
    let weight: u128 = against.iter().map(|pair| whole.scaled_weight(pair)).sum();
    let all: u128 = parts.iter().map(|pair| whole.scaled_weight(pair)).sum();
    let has_dossiers = |pair: &&PartPair| whole.scaled_weight(pair) > 0;
    let groups = parts.iter().filter(has_dossiers).count();
    (against.len() > 1 && weight * 10 >= all * PARADOX_TENTHS)
        .then_some(Paradox { against: against.len(), groups })
}

fn rate_of(parts: Parts) -> Option<Exact> {
    fraction(parts.numerator, parts.denominator)
}

/// The parts that the rates of a group are taken from: what is not there has the rate of what is.
const fn rates_of(pair: &PartPair) -> (Parts, Parts) {
    match (pair.later.denominator, pair.earlier.denominator) {
        (0, _) => (pair.earlier, pair.earlier),
        (_, 0) => (pair.later, pair.later),
        _ => (pair.later, pair.earlier),
    }
}

/// So many fractions are added up as they are.
const EXACT_PARTS: usize = 32;
/// The others are cut at so many binary places first.
const BINARY_PLACES: u32 = 192;

/// The sum of the effects of so many parts, of which those that are nothing may be left out. Hundreds of unlike denominators make one of thousands of digits, which takes a province
/// minutes; so many fractions are cut at a place that no figure shows. Both effects add up to the change
/// exactly in any case, since the other one is what is left.
fn total(values: impl Iterator<Item = Exact>, parts: usize) -> Exact {
    if parts <= EXACT_PARTS {
        return values.sum();
    }
    let cut = |value: Exact| (value.numer() << BINARY_PLACES) / value.denom();
    Exact::new(values.map(cut).sum(), BigInt::from(1) << BINARY_PLACES)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::{PartPair, Parts, Totals};

    fn parts(most: u64) -> impl Strategy<Value = Parts> {
        (0..most, 0..most).prop_map(|(numerator, more)| Parts::new(numerator, numerator + more))
    }

    fn pairs(most: u64) -> impl Strategy<Value = Vec<PartPair>> {
        let pair = (parts(most), parts(most)).prop_filter_map("dossiers", |(later, earlier)| {
            (later.denominator + earlier.denominator > 0).then_some(PartPair {
                group: None,
                later,
                earlier,
            })
        });
        proptest::collection::vec(pair, 1..6)
    }

    fn same(pairs: &[PartPair]) -> Result<usize, TestCaseError> {
        let whole = Totals::of(pairs);
        let mut small = 0;
        for pair in pairs {
            let large = whole.large_fractions(pair);
            let any = whole.fractions(pair);
            prop_assert_eq!(
                [&any.rate, &any.below_rate, &any.mix, &any.below_mix],
                [&large.rate, &large.below_rate, &large.mix, &large.below_mix]
            );
            small += usize::from(whole.small_fractions(pair).is_some());
        }
        Ok(small)
    }

    proptest! {
        #[test]
        fn numbers_of_the_machine_give_the_fractions_of_large_ones(pairs in pairs(3_000)) {
            prop_assert_eq!(same(&pairs)?, pairs.len(), "counts of a unit fit");
        }

        #[test]
        fn what_does_not_fit_is_not_cut(pairs in pairs(1 << 40)) {
            same(&pairs)?;
        }
    }
}
