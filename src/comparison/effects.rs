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
use crate::domain::{Dimension, Exact, vietnamese_order};

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
    #[must_use]
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

/// Takes a change apart; nothing when one of the periods has no denominator.
#[must_use]
pub fn decompose(over: Dimension, parts: Vec<PartPair>) -> Option<Effects> {
    let sum = |of: fn(&PartPair) -> u64| parts.iter().map(of).sum::<u64>();
    let later = Parts::new(sum(|part| part.later.numerator), sum(|part| part.later.denominator));
    let earlier =
        Parts::new(sum(|part| part.earlier.numerator), sum(|part| part.earlier.denominator));
    let later_rate = rate_of(later)?;
    let earlier_rate = rate_of(earlier)?;
    let mean = half(&later_rate + &earlier_rate);
    let whole = Whole { later: later.denominator, earlier: earlier.denominator, mean };
    let paradox = paradox(&parts, &whole, &(&later_rate - &earlier_rate));
    let is_there = |part: &PartPair| part.later.denominator + part.earlier.denominator > 0;
    let mut contributions: Vec<Contribution> =
        parts.into_iter().filter(is_there).map(|pair| whole.contribution(pair)).collect();
    let rate = total(contributions.iter().map(|one| one.rate.clone()).collect());
    let mix = later_rate - earlier_rate - &rate;
    contributions.sort_by(order);
    Some(Effects { over, rate, mix, contributions, paradox })
}

/// Largest first; equal ones in the order of their names, the nameless last.
fn order(left: &Contribution, right: &Contribution) -> std::cmp::Ordering {
    let size = |one: &Contribution| one.sum().abs();
    size(right).cmp(&size(left)).then_with(|| match (&left.pair.group, &right.pair.group) {
        (Some(left), Some(right)) => vietnamese_order(left, right),
        (left, right) => left.is_none().cmp(&right.is_none()),
    })
}

/// Denominators of both periods, and the mean of their rates.
struct Whole {
    later: u64,
    earlier: u64,
    mean: Exact,
}

impl Whole {
    fn contribution(&self, pair: PartPair) -> Contribution {
        let weight = |part: u64, whole: u64| Exact::new(BigInt::from(part), BigInt::from(whole));
        let later_weight = weight(pair.later.denominator, self.later);
        let earlier_weight = weight(pair.earlier.denominator, self.earlier);
        // What is not there has the rate of what is: both are there in no group of this list.
        let (later, earlier) = match (rate_of(pair.later), rate_of(pair.earlier)) {
            (Some(later), Some(earlier)) => (later, earlier),
            (one, other) => {
                let only = one.or(other).unwrap_or_default();
                (only.clone(), only)
            }
        };
        let rate = half(&later_weight + &earlier_weight) * (&later - &earlier);
        let mix = (half(later + earlier) - &self.mean) * (later_weight - earlier_weight);
        Contribution { pair, rate, mix }
    }

    /// The weight of a group over both periods, times twice both denominators.
    fn scaled_weight(&self, pair: &PartPair) -> u128 {
        let product = |part: u64, whole: u64| u128::from(part) * u128::from(whole);
        product(pair.later.denominator, self.earlier)
            + product(pair.earlier.denominator, self.later)
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
        let rates = rate_of(pair.later).zip(rate_of(pair.earlier));
        rates.is_some_and(|(later, earlier)| {
            let moved = later - earlier;
            moved != nothing && (moved > nothing) != (*change > nothing)
        })
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

fn half(value: Exact) -> Exact {
    value / Exact::from_integer(BigInt::from(2))
}

/// The sum by halves: thousands of unlike denominators, added one by one, would be reduced as one huge
/// fraction each time.
fn total(mut values: Vec<Exact>) -> Exact {
    while values.len() > 1 {
        let pairs = values.chunks(2).map(|pair| pair.iter().sum());
        values = pairs.collect();
    }
    values.pop().unwrap_or_default()
}
