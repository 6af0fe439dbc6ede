//! How far it is to the next points: so many cases fewer that fall short, so many points for them.

use num_traits::{One, Signed, ToPrimitive, Zero};

use super::card::{Outcome, Scorecard, Share, Value};
use super::criteria::{Criterion, Index};
use crate::domain::Exact;
use crate::domain::exact::{ceiling, whole};
use crate::indicators::{Description, Quantity, Sense};

/// One way to win points.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Gain {
    pub criterion: String,
    /// So many cases that fall short no longer may: late dossiers on time, dossiers at the desk online …
    pub cases: u64,
    /// Of so many that fall short.
    pub missing: u64,
    /// The rate that is aimed at.
    pub reaches: Exact,
    pub points: Exact,
}

impl Gain {
    /// Points for each case.
    pub fn per_case(&self) -> Exact {
        &self.points / whole(self.cases.max(1))
    }
}

impl Criterion {
    /// Whether less of its rate is better: then the numerator is what falls short.
    pub fn falls(&self) -> bool {
        let indicator = self.ask.as_ref().and_then(|ask| Description::find(&ask.indicator));
        indicator.is_some_and(|indicator| indicator.sense == Sense::LowerIsBetter)
    }

    /// Whether its indicator is a share; otherwise it is days or points per dossier.
    pub fn is_share(&self) -> bool {
        let indicator = self.ask.as_ref().and_then(|ask| Description::find(&ask.indicator));
        indicator.is_none_or(|indicator| indicator.quantity == Quantity::Share)
    }

    /// How much of a rate falls short of what is good.
    pub fn shortfall(&self, value: &Value) -> Exact {
        if self.falls() { value.numerator.clone() } else { &value.denominator - &value.numerator }
    }
}

/// Every threshold ahead of every criterion counted from logs, cheapest points first: most points for
/// a case, then fewest cases.
pub fn gains(index: &Index, card: &Scorecard) -> Vec<Gain> {
    let mut gains = Vec::new();
    for score in &card.criteria {
        let Outcome::Scored { points, share: Share::Computed } = &score.outcome else { continue };
        let (Some(criterion), Some(value)) = (index.criterion(&score.id), &score.value) else {
            continue;
        };
        // A product of two rates, and a mean of points, have no cases of their own.
        if criterion.times.is_some() || !criterion.rule.takes_rates() {
            continue;
        }
        let missing = criterion.shortfall(value).to_integer().to_u64().unwrap_or(0);
        for (threshold, cases) in steps(criterion, value) {
            let moved = whole(cases);
            let numerator =
                if criterion.falls() { &value.numerator - moved } else { &value.numerator + moved };
            let won = criterion.rule.points(&score.max, &(numerator / &value.denominator)) - points;
            if won.is_positive() && cases <= missing {
                let id = score.id.clone();
                gains.push(Gain { criterion: id, cases, missing, reaches: threshold, points: won });
            }
        }
    }
    gains.sort_by(|left, right| {
        right.per_case().cmp(&left.per_case()).then(left.cases.cmp(&right.cases))
    });
    gains
}

/// The thresholds ahead, and how many cases it takes to each.
fn steps(criterion: &Criterion, value: &Value) -> Vec<(Exact, u64)> {
    let rate = value.rate();
    if !criterion.falls() {
        let cases = |threshold: Exact| {
            let cases = &threshold * &value.denominator - &value.numerator;
            Some((threshold, ceiling(&cases).filter(|cases| *cases > 0)?))
        };
        return criterion.rule.thresholds_above(&rate).into_iter().filter_map(cases).collect();
    }
    // A band ends below its upper bound, so the numerator has to go under the threshold.
    let cases = |threshold: Exact| {
        let least = &threshold * &value.denominator;
        let under = least.ceil() - Exact::one();
        let cases = &value.numerator - under.max(Exact::zero());
        Some((threshold, ceiling(&cases).filter(|cases| *cases > 0)?))
    };
    let all = criterion.rule.thresholds_above(&-Exact::one()).into_iter();
    all.filter(|threshold| *threshold <= rate && threshold.is_positive())
        .filter_map(cases)
        .collect()
}
