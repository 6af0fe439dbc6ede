//! Where a unit stands among those of its level with about as many dossiers: half to twice as many.
//!
//! In: the counts by unit, a rate, the unit. Out: [`Peers`]: quartiles and a place, and no other unit's name. Must not
//! know: what is said of it.

use super::levels::levels;
use super::sections::SectionInput;
use crate::domain::{Exact, Ratio};
use crate::indicators::{Indicator, Sense};
use crate::tally::Row;
use crate::units::OfficeLevel;

/// Quartiles of fewer units say nothing.
const LEAST_UNITS: usize = 5;

/// A unit among its like.
#[derive(Debug, Clone, PartialEq)]
pub struct Peers {
    pub level: Option<OfficeLevel>,
    pub own: Ratio,
    /// How many units are set beside each other, this one among them.
    pub units: u64,
    /// Its place, the best first; equal rates share one.
    pub place: u64,
    /// How many others share it.
    pub ties: u64,
    /// Of the values, whichever is better.
    pub low: Exact,
    pub median: Exact,
    pub high: Exact,
}

/// The place by a rate that stands on so many dossiers at least, of this unit and of the others.
pub fn peers(input: &SectionInput<'_>, indicator: &'static Indicator, least: u64) -> Option<Peers> {
    let (unit, style) = (input.unit?, input.style);
    let measure = |row: &Row| {
        let ratio = indicator.measure(&row.tally, style.definition, style.fields).ok()?;
        (ratio.denominator() >= least).then_some(ratio)
    };
    let levels = levels(input);
    let is_own = |row: &&Row| row.group.first().and_then(Option::as_deref) == Some(unit);
    let (level, units, own) = levels
        .iter()
        .find_map(|(level, units)| Some((*level, units, units.rows.iter().find(is_own)?)))?;
    let own = measure(own)?;
    let size = own.denominator();
    let is_alike =
        |other: &Ratio| 2 * other.denominator() >= size && other.denominator() <= 2 * size;
    let mut alike: Vec<Ratio> = units.rows.iter().filter_map(measure).filter(is_alike).collect();
    if alike.len() < LEAST_UNITS {
        return None;
    }
    alike.sort_by(|left, right| right.cmp_value(*left));
    let is_better = |other: &&Ratio| match indicator.sense {
        Sense::LowerIsBetter => other.cmp_value(own).is_lt(),
        Sense::HigherIsBetter | Sense::Neutral => other.cmp_value(own).is_gt(),
    };
    let at = |quarter: usize| alike.get((alike.len() - 1) * quarter / 4).copied().map(Exact::from);
    Some(Peers {
        level,
        own,
        units: alike.len() as u64,
        place: alike.iter().filter(is_better).count() as u64 + 1,
        ties: alike.iter().filter(|other| other.cmp_value(own).is_eq()).count() as u64 - 1,
        high: at(1)?,
        median: at(2)?,
        low: at(3)?,
    })
}
