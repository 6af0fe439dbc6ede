//! Places gained and lost among the units of both periods.

use std::cmp::Ordering;

use super::RANKED_FROM;
use super::side::Pair;
use crate::domain::{Ratio, vietnamese_order};
use crate::indicators::Sense;

/// A place in a ranking: equal rates share one, and the next place counts them all (1, 2, 2, 4).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Rank {
    pub place: u64,
    pub is_shared: bool,
}

/// A unit in both rankings.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RankMove {
    pub unit: String,
    pub later: Rank,
    pub earlier: Rank,
    pub rates: (Ratio, Ratio),
    /// Fewer than [`RANKED_FROM`] dossiers in one of the periods: ranked among such units only.
    pub is_small: bool,
}

impl RankMove {
    /// Places gained: from 5th to 2nd is 3.
    pub const fn gained(&self) -> i64 {
        self.earlier.place.cast_signed() - self.later.place.cast_signed()
    }
}

/// The places of units that have the rate in both periods, best first, those with few dossiers apart
/// and last: the field is the same in both rankings. Rates that praise nothing have no ranking.
pub fn rank_moves(units: &[(String, Pair)], sense: Sense) -> Vec<RankMove> {
    if sense == Sense::Neutral {
        return Vec::new();
    }
    let rated = |(unit, pair): &(String, Pair)| Some((unit.clone(), *pair, pair.ratios()?));
    let (small, large): (Vec<_>, Vec<_>) =
        units.iter().filter_map(rated).partition(|(_, pair, _)| pair.is_below(RANKED_FROM));
    let mut moves = league(&large, sense, false);
    moves.extend(league(&small, sense, true));
    moves
}

fn league(units: &[(String, Pair, (Ratio, Ratio))], sense: Sense, is_small: bool) -> Vec<RankMove> {
    let later: Vec<Ratio> = units.iter().map(|(_, _, (later, _))| *later).collect();
    let earlier: Vec<Ratio> = units.iter().map(|(_, _, (_, earlier))| *earlier).collect();
    let mut moves: Vec<RankMove> = units
        .iter()
        .map(|(unit, _, rates)| RankMove {
            unit: unit.clone(),
            later: place(&later, rates.0, sense),
            earlier: place(&earlier, rates.1, sense),
            rates: *rates,
            is_small,
        })
        .collect();
    moves.sort_by(|left, right| {
        let places = left.later.place.cmp(&right.later.place);
        places.then_with(|| vietnamese_order(&left.unit, &right.unit))
    });
    moves
}

/// The place of a rate among all.
fn place(all: &[Ratio], rate: Ratio, sense: Sense) -> Rank {
    let better = match sense {
        Sense::LowerIsBetter => Ordering::Less,
        Sense::HigherIsBetter | Sense::Neutral => Ordering::Greater,
    };
    let ahead = all.iter().filter(|other| other.cmp_value(rate) == better).count();
    let equal = all.iter().filter(|other| other.cmp_value(rate).is_eq()).count();
    Rank { place: ahead as u64 + 1, is_shared: equal > 1 }
}
