//! The one list of every indicator that the program can compute.

use std::sync::LazyLock;

use super::definition::Definition;
use super::description::{Confidence, Description, Need, OtherLog, Quantity};
use super::descriptor::Descriptor;
use super::evidence::EVIDENCE_INDICATORS;
use super::feedback::FEEDBACK_INDICATORS;
use super::procedure_texts::PROCEDURE_MEASURES;
use super::registry::{INDICATORS, Indicator};
use crate::normalise::Confidence as Spelled;

/// Every indicator, in the order of the output: those of the tally, of the evidence, of feedback, of
/// the catalogue of procedures.
pub static CATALOGUE: LazyLock<Vec<Description>> = LazyLock::new(|| {
    let of_tally = INDICATORS.into_iter().map(Description::from);
    let of_evidence = EVIDENCE_INDICATORS.into_iter().map(Description::from);
    let of_feedback =
        FEEDBACK_INDICATORS.iter().map(|about| Description::of_log(about, OtherLog::Feedback));
    let of_procedures = PROCEDURE_MEASURES
        .iter()
        .map(|measure| Description::of_log(&measure.about, OtherLog::Procedures));
    of_tally.chain(of_evidence).chain(of_feedback).chain(of_procedures).collect()
});

impl Description {
    /// The indicator of an id.
    #[must_use]
    pub fn find(id: &str) -> Option<&'static Self> {
        CATALOGUE.iter().find(|description| description.id == id)
    }
}

impl Description {
    /// An indicator of a small log.
    fn of_log(about: &Descriptor, log: OtherLog) -> Self {
        Self {
            id: about.id,
            name: about.name,
            words: Some(about.formula),
            numerator: Vec::new(),
            minus: Vec::new(),
            denominator: Vec::new(),
            quantity: Quantity::Share,
            needs: vec![Need::Log(log)],
            sense: about.sense,
            note: None,
            source: about.source,
            confidence: match about.confidence {
                Spelled::Seen => Confidence::Seen,
                Spelled::Memory => Confidence::Memory,
            },
            target: None,
        }
    }
}

impl From<&Indicator> for Description {
    /// With the default definition of the on-time rate.
    fn from(indicator: &Indicator) -> Self {
        let terms = indicator.terms(Definition::default());
        let names =
            |counts: &[crate::tally::Count]| counts.iter().map(|count| count.name()).collect();
        Self {
            id: indicator.id,
            name: indicator.name,
            words: None,
            numerator: names(terms.plus),
            minus: names(terms.minus),
            denominator: names(terms.denominator),
            quantity: Quantity::Share,
            needs: indicator.needs.iter().map(|any| Need::AnyOf(any)).collect(),
            sense: indicator.sense,
            note: indicator.note,
            source: indicator.source,
            confidence: indicator.confidence,
            target: indicator.target,
        }
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::{CATALOGUE, Description};
    use crate::domain::CanonicalField;
    use crate::findings::{Bilingual, Lang};

    #[test]
    fn ids_are_unique_and_nothing_is_left_unsaid() {
        let ids: BTreeSet<_> = CATALOGUE.iter().map(|indicator| indicator.id).collect();
        assert_eq!(ids.len(), CATALOGUE.len());
        for indicator in CATALOGUE.iter() {
            assert_eq!(Description::find(indicator.id), Some(indicator));
            let texts = [Some(indicator.name), Some(indicator.source), indicator.note];
            let target = indicator.target.map(|target| target.text);
            for Bilingual { vi, en } in texts.into_iter().chain([target]).flatten() {
                assert!(!vi.is_empty() && !en.is_empty(), "{}", indicator.id);
            }
            let has_counts = !indicator.numerator.is_empty() && !indicator.denominator.is_empty();
            assert!(has_counts || indicator.words.is_some(), "{}", indicator.id);
            assert!(!indicator.needs.is_empty(), "{}", indicator.id);
            let is_of_ratings = indicator.id.contains("satisfied") && has_counts;
            let rating = super::Need::AnyOf(&[CanonicalField::Rating]);
            assert!(!is_of_ratings || indicator.needs.contains(&rating), "{}", indicator.id);
        }
    }

    #[test]
    fn formulas_are_written_out() {
        for (id, expected) in [
            ("on_time_rate", "(early + on_time) / (early + on_time + late)"),
            ("online_rate", "received_online / received"),
            ("sat_766", "(in_scope - displeasing) / in_scope"),
        ] {
            assert_eq!(
                Description::find(id).map(|one| one.formula(Lang::En)).as_deref(),
                Some(expected)
            );
        }
    }
}
