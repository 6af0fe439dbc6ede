//! The one list of every indicator that the program can compute.

use std::sync::LazyLock;

use super::definition::Definition;
use super::description::{Description, FormulaText, Need, OtherLog, Quantity};
use super::descriptor::Descriptor;
use super::feedback::FEEDBACK_INDICATORS;
use super::indicator::Indicator;
use super::procedure_texts::PROCEDURE_MEASURES;
use super::registry::INDICATORS;

/// Every indicator, in the order of the output: those of dossiers, of feedback, of the catalogue of
/// procedures.
pub static CATALOGUE: LazyLock<Vec<Description>> = LazyLock::new(|| {
    let of_dossiers = INDICATORS.into_iter().map(Description::from);
    let of_feedback =
        FEEDBACK_INDICATORS.iter().map(|about| Description::of_log(about, OtherLog::Feedback));
    let of_procedures = PROCEDURE_MEASURES
        .iter()
        .map(|measure| Description::of_log(&measure.about, OtherLog::Procedures));
    of_dossiers.chain(of_feedback).chain(of_procedures).collect()
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
            formula: FormulaText::Words(about.formula),
            quantity: Quantity::Share,
            needs: vec![Need::Log(log)],
            sense: about.sense,
            note: None,
            source: about.source,
            confidence: about.confidence,
            target: None,
        }
    }
}

impl From<&Indicator> for Description {
    /// With the default definition of the on-time rate.
    fn from(indicator: &Indicator) -> Self {
        let words = indicator.words();
        Self {
            id: indicator.id,
            name: words.name,
            formula: FormulaText::Counts(indicator.terms(Definition::default())),
            quantity: indicator.quantity,
            needs: indicator.needs.to_vec(),
            sense: indicator.sense,
            note: words.note,
            source: words.source,
            confidence: words.confidence,
            target: words.target,
        }
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::{CATALOGUE, Description, FormulaText};
    use crate::domain::CanonicalField;
    use crate::words::{Bilingual, Lang};

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
            let terms = indicator.terms();
            let has_counts = !terms.plus.is_empty() && !terms.denominator.is_empty();
            let is_of_log = matches!(indicator.formula, FormulaText::Words(_));
            assert!(has_counts || is_of_log, "{}", indicator.id);
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
            ("sat_766", "(judged_766 - displeasing) / judged_766"),
        ] {
            assert_eq!(
                Description::find(id).map(|one| one.formula(Lang::En)).as_deref(),
                Some(expected)
            );
        }
    }
}
