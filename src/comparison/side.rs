//! One period of a comparison, and a figure of both.

use std::borrow::Cow;
use std::collections::BTreeSet;

use crate::domain::{Absence, CanonicalField, Dimension, Exact, Ratio};
use crate::indicators::{Available, Definition, Difference, Indicator, Measure, Quantity};
use crate::tally::{Cube, EvidenceScope, Tally, TimeFrame};

/// The counts of one period.
#[derive(Debug, Clone)]
pub struct Side<'a> {
    pub frame: TimeFrame,
    /// What the exports behind the counts have.
    pub fields: BTreeSet<CanonicalField>,
    /// Their groups are distinct.
    pub cubes: Vec<Cow<'a, Cube>>,
    /// Units that are not counted, for the data of this period or the other do not reach to its end.
    pub not_covered: Vec<String>,
}

static EMPTY: Tally = Tally::ZERO;

impl Side<'_> {
    /// The counts by these dimensions; nothing where they were not counted.
    pub fn cube(&self, by: &[Dimension]) -> Option<Cow<'_, Cube>> {
        let has_all =
            |cube: &&Cow<'_, Cube>| by.iter().all(|dimension| cube.by.contains(dimension));
        let fewest = self.cubes.iter().filter(has_all).min_by_key(|cube| cube.by.len())?;
        if fewest.by == by {
            return Some(Cow::Borrowed(&**fewest));
        }
        fewest.roll_up(by).map(Cow::Owned)
    }

    /// What was read and counted.
    pub fn available(&self) -> Available<'_> {
        let evidence = EvidenceScope::of_each(self.cubes.iter().map(|cube| cube.evidence));
        Available { evidence, ..Available::from(&self.fields) }
    }

    /// The whole period.
    pub fn total(&self) -> &Tally {
        self.cubes.first().map_or(&EMPTY, |cube| &cube.total)
    }
}

/// Numerator and denominator, which may be zero.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Parts {
    pub numerator: u64,
    pub denominator: u64,
}

impl Parts {
    pub const fn new(numerator: u64, denominator: u64) -> Self {
        Self { numerator, denominator }
    }

    /// The parts of a rate.
    pub fn of(indicator: &Indicator, definition: Definition, tally: &Tally) -> Self {
        let (numerator, denominator) = indicator.terms(definition).parts(tally);
        Self { numerator, denominator }
    }

    /// The rate; nothing without a denominator.
    pub fn ratio(self) -> Option<Ratio> {
        Ratio::new(self.numerator, self.denominator)
    }
}

/// A rate or a mean in both periods.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Pair {
    pub later: Measure,
    pub earlier: Measure,
    /// In what both are told.
    pub quantity: Quantity,
}

impl Pair {
    /// Both rates, where both have a value.
    pub fn ratios(&self) -> Option<(Ratio, Ratio)> {
        Some((self.later.ok()?, self.earlier.ok()?))
    }

    /// The later figure less the earlier: a share of 1, or days or points.
    ///
    /// # Errors
    /// When one of them has no value: its reason, that of the later first.
    pub fn change(&self) -> Result<Exact, Absence> {
        let (later, earlier) = (self.later?, self.earlier?);
        Ok(Exact::from(later) - Exact::from(earlier))
    }

    /// The change with its 95 % interval, as if both periods were samples of how the office works. Nothing
    /// where one is no share of a whole: a mean, or more was closed than received.
    pub fn difference(&self) -> Option<Difference> {
        let (later, earlier) = self.ratios()?;
        let is_share = |ratio: Ratio| {
            self.quantity == Quantity::Share && ratio.numerator() <= ratio.denominator()
        };
        if !is_share(later) || !is_share(earlier) {
            return None;
        }
        Some(Difference::newcombe(later, earlier))
    }

    /// Whether fewer dossiers than this stand behind one of the rates.
    pub fn is_below(&self, dossiers: u64) -> bool {
        let is_few = |measure: Measure| measure.is_ok_and(|ratio| ratio.denominator() < dossiers);
        is_few(self.later) || is_few(self.earlier)
    }
}
