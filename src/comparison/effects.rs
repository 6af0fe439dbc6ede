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
    /// Largest effect first, whatever its direction.
    pub contributions: Vec<Contribution>,
    pub paradox: Option<Paradox>,
}

/// Takes a change apart; nothing when one of the periods has no denominator. The parts come in the order
/// of their names, in which those of one size stay.
pub fn decompose(over: Dimension, parts: Vec<PartPair>) -> Option<Effects> {
    let sum = |of: fn(&PartPair) -> u64| parts.iter().map(of).sum::<u64>();
    let later = Parts::new(sum(|part| part.later.numerator), sum(|part| part.later.denominator));
    let earlier =
        Parts::new(sum(|part| part.earlier.numerator), sum(|part| part.earlier.denominator));
    let later_rate = rate_of(later)?;
    let earlier_rate = rate_of(earlier)?;
    let whole = Whole { later, earlier };
    let paradox = paradox(&parts, &whole, &(&later_rate - &earlier_rate));
    let is_there = |part: &PartPair| part.later.denominator + part.earlier.denominator > 0;
    let contributions = parts.into_iter().filter(is_there).map(|pair| whole.contribution(pair));
    let mut sized: Vec<(f64, Contribution)> =
        contributions.map(|one| (whole.size(&one.pair), one)).collect();
    let rates: Vec<Exact> = sized.iter().map(|(_, one)| one.rate.clone()).collect();
    let rate = total(&rates);
    let mix = later_rate - earlier_rate - &rate;
    sized.sort_by(order);
    let contributions = sized.into_iter().map(|(_, one)| one).collect();
    Some(Effects { over, rate, mix, contributions, paradox })
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
struct Whole {
    later: Parts,
    earlier: Parts,
}

impl Whole {
    /// One fraction for each effect, put together from whole numbers: a province has a million groups.
    /// With a of n dossiers in a group and A of N in all, N = N0·N1 and n = n0·n1:
    /// rate = (n0·N1 + n1·N0)(a1·n0 − a0·n1) / 2Nn,
    /// mix = ((a1·n0 + a0·n1)·N − (A1·N0 + A0·N1)·n)(n1·N0 − n0·N1) / 2N²n.
    fn contribution(&self, pair: PartPair) -> Contribution {
        let (later, earlier) = rates_of(&pair);
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
        // Lowest terms cost more than all the rest, and nothing that is shown depends on them.
        let rate = Exact::new_raw((&weights.0 + &weights.1) * moved, below.clone());
        let means =
            big(self.later.numerator) * earlier_whole + big(self.earlier.numerator) * later_whole;
        let apart = (&a1 * &n0 + &a0 * &n1) * &of_all - means * &of_group;
        let mix = Exact::new_raw(apart * (weights.0 - weights.1), below * of_all);
        Contribution { pair, rate, mix }
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
        let product = |part: u64, whole: u64| u128::from(part) * u128::from(whole);
        product(pair.later.denominator, self.earlier.denominator)
            + product(pair.earlier.denominator, self.later.denominator)
    }
}

/// Groups with at least so many tenths of the weight make a paradox when they move the other way.
const PARADOX_TENTHS: u128 = 9;

fn paradox(parts: &[PartPair], whole: &Whole, change: &Exact) -> Option<Paradox> {
    let nothing = Exact::default();
    if *change == nothing {
        return None;
    }
    let is_against = |pair: &&PartPair| {
        let (later, earlier) = (pair.later, pair.earlier);
        let product = |part: u64, whole: u64| u128::from(part) * u128::from(whole);
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

/// The sum. Hundreds of unlike denominators make one of thousands of digits, which takes a province
/// minutes; so many fractions are cut at a place that no figure shows. Both effects add up to the change
/// exactly in any case, since the other one is what is left.
fn total(values: &[Exact]) -> Exact {
    if values.len() <= EXACT_PARTS {
        return values.iter().sum();
    }
    let cut = |value: &Exact| (value.numer() << BINARY_PLACES) / value.denom();
    Exact::new(values.iter().map(cut).sum(), BigInt::from(1) << BINARY_PLACES)
}
