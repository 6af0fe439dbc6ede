//! Any figure with a name: a count, a rate, a mean, a column of a form.
//!
//! In: a word. Out: what is counted for it. Must not know: data.

use super::definition::Definition;
use super::description::Sense;
use super::description::{Available, Description, Need, Quantity};
use super::indicator::{Indicator, Measure};
use super::needs::needs_of;
use super::registry::INDICATORS;
use super::words::of_count;
use crate::domain::{Absence, CanonicalField as F, Ratio};
use crate::tally::{Count, Tally, Terms};
use crate::words::Bilingual;

/// A figure that can be asked about.
#[derive(Debug, Clone, Copy)]
pub enum Figure {
    Count(Count),
    Rate(&'static Indicator),
    /// Has no name to be asked by: a cell of the form leads to it.
    Column(&'static FormColumn),
}

/// A column of a form: a sum of counts, or a share of two sums.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FormColumn {
    /// Form and column: `06a_c5`.
    pub id: &'static str,
    pub name: Bilingual,
    pub terms: Terms,
}

/// What a figure says of a tally.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FigureValue {
    Count(u64),
    /// A rate or mean, or why there is none; of a count only why there is none.
    Measure(Measure),
}

impl FigureValue {
    /// Whether there is none.
    pub const fn is_absent(self) -> bool {
        matches!(self, Self::Measure(Err(_)))
    }
}

impl FormColumn {
    fn value(&self, tally: &Tally) -> FigureValue {
        let (numerator, denominator) = self.terms.parts(tally);
        if self.terms.denominator.is_empty() {
            return FigureValue::Count(numerator);
        }
        let share = Ratio::new(numerator, denominator).ok_or(Absence::NoDossiers);
        FigureValue::Measure(share)
    }
}

impl Figure {
    /// The figure of a name; an indicator before a count of the same name.
    #[must_use]
    pub fn find(word: &str) -> Option<Self> {
        let word = word.trim().to_lowercase().replace('-', "_");
        let rate = Indicator::from_id(&word).map(Self::Rate);
        rate.or_else(|| Count::find(&word).map(Self::Count))
    }

    /// Every name that [`Figure::find`] takes, each once.
    pub fn names() -> impl Iterator<Item = &'static str> {
        let is_count = |count: &Count| Indicator::from_id(count.name()).is_none();
        let counts = Count::ALL.into_iter().filter(is_count).map(Count::name);
        INDICATORS.into_iter().map(|indicator| indicator.id).chain(counts)
    }

    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Count(count) => count.name(),
            Self::Rate(indicator) => indicator.id,
            Self::Column(column) => column.id,
        }
    }

    /// What it is called.
    #[must_use]
    pub fn title(self) -> Bilingual {
        match self {
            Self::Count(count) => of_count(count).name,
            Self::Rate(indicator) => indicator.name(),
            Self::Column(column) => column.name,
        }
    }

    /// What it is called where there is little room.
    #[must_use]
    pub fn short_title(self) -> Bilingual {
        match self {
            Self::Count(count) => of_count(count).name,
            Self::Rate(indicator) => indicator.short_name(),
            Self::Column(column) => column.name,
        }
    }

    /// What is said of it in the catalogue; nothing of a bare count and of a column.
    #[must_use]
    pub fn description(self) -> Option<Description> {
        match self {
            Self::Count(_) | Self::Column(_) => None,
            Self::Rate(indicator) => Some(indicator.into()),
        }
    }

    /// What is counted for it.
    #[must_use]
    pub fn terms(self, definition: Definition) -> Terms {
        match self {
            Self::Count(count) => Terms::sum(count.alone()),
            Self::Rate(indicator) => indicator.terms(definition),
            Self::Column(column) => column.terms,
        }
    }

    /// Whether it is made of marks or working days, which are counted only when they are asked for.
    #[must_use]
    pub fn has_evidence(self) -> bool {
        match self {
            Self::Count(count) => count.is_evidence(),
            Self::Rate(indicator) => indicator.has_evidence(),
            Self::Column(column) => column.terms.has_evidence(),
        }
    }

    /// Whether more of it is better; neither for a count.
    #[must_use]
    pub const fn sense(self) -> Sense {
        match self {
            Self::Count(_) | Self::Column(_) => Sense::Neutral,
            Self::Rate(indicator) => indicator.sense,
        }
    }

    /// What numerator over denominator is; nothing for a count.
    #[must_use]
    pub const fn quantity(self) -> Option<Quantity> {
        match self {
            Self::Count(_) => None,
            Self::Rate(indicator) => Some(indicator.quantity),
            Self::Column(column) if column.terms.denominator.is_empty() => None,
            Self::Column(_) => Some(Quantity::Share),
        }
    }

    /// Whether what it needs was read.
    #[must_use]
    pub fn is_available(self, available: Available<'_>) -> bool {
        self.needs().iter().all(|need| need.is_met(available))
    }

    fn needs(self) -> Vec<Need> {
        match self {
            Self::Count(count) => needs_of(count).to_vec(),
            Self::Rate(indicator) => indicator.needs.to_vec(),
            Self::Column(column) => {
                let counts = column.terms.counts().into_iter();
                counts.flat_map(|count| needs_of(count).to_vec()).collect()
            }
        }
    }

    /// Whether it is a number of dossiers, with nothing to divide by.
    #[must_use]
    pub const fn is_sum(self) -> bool {
        match self {
            Self::Count(_) => true,
            Self::Rate(_) => false,
            Self::Column(column) => column.terms.denominator.is_empty(),
        }
    }

    /// Its value in a tally.
    #[must_use]
    pub fn value<'a>(
        self,
        tally: &Tally,
        definition: Definition,
        available: impl Into<Available<'a>>,
    ) -> FigureValue {
        let available = available.into();
        match self {
            Self::Rate(rate) => FigureValue::Measure(rate.measure(tally, definition, available)),
            Self::Column(column) => column.value(tally),
            Self::Count(count) => {
                if !self.is_available(available) {
                    FigureValue::Measure(Err(Absence::NotInExport))
                } else if !available.evidence.has(count) {
                    FigureValue::Measure(Err(Absence::NotCounted))
                } else {
                    let known = tally.known(count).map(FigureValue::Count);
                    known.unwrap_or_else(|absence| FigureValue::Measure(Err(absence)))
                }
            }
        }
    }

    /// Columns that the figure is made of, besides id and received day: where their findings lie,
    /// they touch it.
    #[must_use]
    pub fn fields(self) -> Vec<F> {
        let of_dates = [F::FinishedAt, F::ReturnedAt, F::DueAt, F::Status, F::Channel, F::Rating];
        if !matches!(self, Self::Rate(_)) && !self.has_evidence() {
            return of_dates.to_vec();
        }
        let fields = self.needs().into_iter().filter_map(|need| match need {
            Need::AnyOf(fields) => Some(fields.to_vec()),
            Need::Log(_) => None,
        });
        fields.flatten().collect()
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::{Available, Definition, F, Figure, FigureValue};
    use crate::domain::Absence;
    use crate::tally::{Count, EvidenceScope, Tally};

    #[test]
    fn every_name_finds_its_figure() {
        let names: Vec<&str> = Figure::names().collect();
        assert_eq!(names.iter().collect::<BTreeSet<_>>().len(), names.len());
        for name in names {
            let figure = Figure::find(name).expect(name);
            assert_eq!(figure.name(), name);
            assert!(!figure.terms(Definition::default()).plus.is_empty(), "{name}");
        }
        assert!(Figure::find("On-Time-Rate").is_some());
        assert!(Figure::find("nothing").is_none());
    }

    #[test]
    fn a_count_that_was_not_counted_is_no_zero() {
        let tally = Tally::ZERO;
        let paid = Figure::Count(Count::PaidOnline);
        let (all, none) = (F::ALL.into_iter().collect::<BTreeSet<_>>(), BTreeSet::new());
        let absent = |reason| FigureValue::Measure(Err(reason));
        let definition = Definition::default();
        assert_eq!(paid.value(&tally, definition, &all), absent(Absence::NotCounted));
        let counted =
            |fields| Available { evidence: EvidenceScope::ALL, ..Available::from(fields) };
        assert_eq!(paid.value(&tally, definition, counted(&none)), absent(Absence::NotInExport));
        assert_eq!(paid.value(&tally, definition, counted(&all)), FigureValue::Count(0));
        let received = Figure::Count(Count::Received);
        assert_eq!(received.value(&tally, definition, &none), FigureValue::Count(0));
    }
}
