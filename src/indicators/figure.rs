//! Any figure with a name: a count, a rate, an indicator of the evidence.
//!
//! In: a word. Out: what is counted for it. Must not know: data.

use super::definition::Definition;
use super::description::{Available, Description, Need};
use super::evidence::{EVIDENCE_INDICATORS, EvidenceIndicator};
use super::registry::{INDICATORS, Indicator, Sense};
use crate::domain::CanonicalField as F;
use crate::tally::Count;
use crate::tally::behind::{AnyCount, Formula};
use crate::tally::evidence::EvidenceCount;

/// A figure that can be asked about.
#[derive(Debug, Clone, Copy)]
pub enum NamedFigure {
    Count(AnyCount),
    Rate(&'static Indicator),
    Evidence(&'static EvidenceIndicator),
}

impl NamedFigure {
    /// The figure of a name; an indicator before a count of the same name.
    #[must_use]
    pub fn find(word: &str) -> Option<Self> {
        let word = word.trim().to_lowercase().replace('-', "_");
        let rate = Indicator::from_id(&word).map(Self::Rate);
        let evidence = || EvidenceIndicator::from_id(&word).map(Self::Evidence);
        rate.or_else(evidence).or_else(|| AnyCount::find(&word).map(Self::Count))
    }

    /// Every name that [`NamedFigure::find`] takes, each once.
    pub fn names() -> impl Iterator<Item = &'static str> {
        let rates = INDICATORS.into_iter().map(|indicator| indicator.id);
        let evidence = EVIDENCE_INDICATORS.into_iter().map(|indicator| indicator.id);
        let indicators: Vec<&str> = rates.chain(evidence).collect();
        let counts = Count::ALL.into_iter().map(Count::name);
        let more = EvidenceCount::ALL.into_iter().map(EvidenceCount::name);
        let more = more.filter(|name| Count::ALL.into_iter().all(|count| count.name() != *name));
        let counts: Vec<&str> =
            counts.chain(more).filter(|name| !indicators.contains(name)).collect();
        indicators.into_iter().chain(counts)
    }

    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Count(count) => count.name(),
            Self::Rate(indicator) => indicator.id,
            Self::Evidence(indicator) => indicator.id,
        }
    }

    /// What is said of it in the catalogue; nothing of a bare count.
    #[must_use]
    pub fn description(self) -> Option<Description> {
        match self {
            Self::Count(_) => None,
            Self::Rate(indicator) => Some(indicator.into()),
            Self::Evidence(indicator) => Some(indicator.into()),
        }
    }

    /// What is counted for it.
    #[must_use]
    pub fn formula(self, definition: Definition) -> Formula {
        match self {
            Self::Count(count) => Formula { numerator: vec![count], ..Formula::default() },
            Self::Rate(indicator) => {
                let terms = indicator.terms(definition);
                let counts =
                    |counts: &[Count]| counts.iter().copied().map(AnyCount::Tally).collect();
                Formula {
                    numerator: counts(terms.plus),
                    minus: counts(terms.minus),
                    denominator: counts(terms.denominator),
                }
            }
            Self::Evidence(indicator) => {
                let counts = |counts: &[EvidenceCount]| {
                    counts.iter().copied().map(AnyCount::Evidence).collect()
                };
                Formula {
                    numerator: counts(indicator.numerator),
                    minus: counts(indicator.minus),
                    denominator: counts(indicator.denominator),
                }
            }
        }
    }

    /// Whether more of it is better; neither for a count.
    #[must_use]
    pub const fn sense(self) -> Sense {
        match self {
            Self::Count(_) => Sense::Neutral,
            Self::Rate(indicator) => indicator.sense,
            Self::Evidence(indicator) => indicator.sense,
        }
    }

    /// Whether what it needs was read. A count can always be made.
    #[must_use]
    pub fn is_available(self, available: Available<'_>) -> bool {
        match self {
            Self::Count(_) => true,
            Self::Rate(indicator) => indicator.is_in_export(available.fields),
            Self::Evidence(indicator) => indicator.needs.iter().all(|need| need.is_met(available)),
        }
    }

    /// Columns that the figure is made of, besides id and received day: where their findings lie,
    /// they touch it.
    #[must_use]
    pub fn fields(self) -> Vec<F> {
        let of_needs = |needs: &[Need]| {
            let fields = needs.iter().filter_map(|need| match need {
                Need::AnyOf(fields) => Some(fields.to_vec()),
                Need::Log(_) => None,
            });
            fields.flatten().collect()
        };
        match self {
            Self::Count(_) => {
                vec![F::FinishedAt, F::ReturnedAt, F::DueAt, F::Status, F::Channel, F::Rating]
            }
            Self::Rate(indicator) => {
                indicator.needs.iter().flat_map(|fields| fields.iter().copied()).collect()
            }
            Self::Evidence(indicator) => of_needs(indicator.needs),
        }
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::{Definition, NamedFigure};

    #[test]
    fn every_name_finds_its_figure() {
        let names: Vec<&str> = NamedFigure::names().collect();
        assert_eq!(names.iter().collect::<BTreeSet<_>>().len(), names.len());
        for name in names {
            let figure = NamedFigure::find(name).expect(name);
            assert_eq!(figure.name(), name);
            assert!(!figure.formula(Definition::default()).numerator.is_empty(), "{name}");
        }
        assert!(NamedFigure::find("On-Time-Rate").is_some());
        assert!(NamedFigure::find("nothing").is_none());
    }
}
